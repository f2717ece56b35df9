"""Proposals to amend a ruleset: from a folder with one editor to a dossier for the meeting."""

from .new import SCHEMAS, begin, folder_for

__all__ = ["SCHEMAS", "begin", "folder_for"]
