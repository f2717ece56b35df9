"""Proposals to amend a ruleset: from a folder with one editor to a dossier for the meeting."""

from .new import SCHEMAS, begin, folder_for
from .proposed import Base, Proposed, base_of, proposed
from .writers import built_json

__all__ = [
    "SCHEMAS",
    "Base",
    "Proposed",
    "base_of",
    "begin",
    "built_json",
    "folder_for",
    "proposed",
]
