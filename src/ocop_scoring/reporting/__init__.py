"""Papers: what is said of results, and its pages in every format."""

from .bound import bound
from .kinds import KINDS, Reported, missing_fields, paper_of
from .paper import Paper, PaperKind, Placeholder, placeholders
from .papers.fields import PaperField, fields_of
from .render import FORMATS, PaperFormat, render

__all__ = [
    "FORMATS",
    "KINDS",
    "Paper",
    "PaperField",
    "PaperFormat",
    "PaperKind",
    "Placeholder",
    "Reported",
    "bound",
    "fields_of",
    "missing_fields",
    "paper_of",
    "placeholders",
    "render",
]
