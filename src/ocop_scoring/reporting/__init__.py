"""The paper: what is said of a result, and its pages in HTML and Markdown."""

from .documents import document
from .render import render

__all__ = ["document", "render"]
