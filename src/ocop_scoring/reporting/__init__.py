"""Papers: what is said of a result, and its pages in HTML and Markdown."""

from .paper import Paper
from .render import paper_of, render

__all__ = ["Paper", "paper_of", "render"]
