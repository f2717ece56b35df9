"""The doors by which dossiers and sheets come in from mappings, text and bytes.

Each says every fault at once, with its place where there is text, in two languages. A dossier's
facts and kinds of papers are held against a vocabulary: that of `catalog`, else the built-in one.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import FilingError
from ..rules.catalog import Catalog, built_in
from ..sources.model import read_form
from .forms import Dossier, ScoreSheet

__all__ = ["context_of", "read_dossier", "read_sheet", "with_facts"]

Given = Mapping[str, object] | str | bytes | bytearray
"""What a form is read from: a mapping, or YAML or JSON as text or bytes."""


def read_dossier(given: Given | Dossier, *, catalog: Catalog | None = None) -> Dossier:
    """A dossier from a mapping, from YAML or JSON as text or bytes, or one that is made already.

    FilingError with all that is wrong; where text was given, with line and column.
    """
    return with_facts(
        read_form(Dossier, given, "dossier", FilingError, context_of(catalog)), catalog
    )


def read_sheet(given: Given | ScoreSheet) -> ScoreSheet:
    """A score sheet from a mapping, from YAML or JSON as text or bytes, or one made already.

    FilingError with all that is wrong; where text was given, with line and column.
    """
    return read_form(ScoreSheet, given, "sheet", FilingError)


def context_of(catalog: Catalog | None) -> dict[str, Catalog]:
    """What pydantic is told, so that facts are held against the catalogue's vocabulary."""
    return {"catalog": built_in() if catalog is None else catalog}


def with_facts(dossier: Dossier, catalog: Catalog | None) -> Dossier:
    """The dossier, its facts brought into their units once, for whoever rates it."""
    if dossier.facts or dossier.documents:
        dossier.checked_facts(context_of(catalog)["catalog"].vocabulary())
    return dossier
