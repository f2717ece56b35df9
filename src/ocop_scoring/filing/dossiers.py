"""The door by which dossiers come in from files: YAML, JSON, or a workbook that was filled in."""

from __future__ import annotations

from os import PathLike

from ..errors import FilingError
from ..rules.catalog import Catalog
from ..sources.model import load_form
from .forms import Dossier
from .read import context_of, with_facts
from .sheets import is_workbook

__all__ = ["load_dossier"]


def load_dossier(path: str | PathLike[str], *, catalog: Catalog | None = None) -> Dossier:
    """A dossier from a file: YAML, JSON, or a workbook. FilingError with file and line and column,
    or cell, of every fault.

    Its facts are held against the vocabulary of `catalog`, else the built-in one.
    """
    if is_workbook(path):
        from .workbook.door import dossier_of_workbook  # only where a workbook is given

        return dossier_of_workbook(path, catalog)
    return with_facts(load_form(Dossier, path, FilingError, context_of(catalog)), catalog)
