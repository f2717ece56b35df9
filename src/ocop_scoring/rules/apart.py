"""A ruleset by the folder that it stands in, wherever that is: a proposal, a draft, a copy."""

from __future__ import annotations

from pathlib import Path

from ..sources.layout import is_there
from .catalog import Catalog, catalog_lent

__all__ = ["is_ruleset_folder", "ruleset_at"]


def is_ruleset_folder(name: str) -> bool:
    """Whether what somebody typed is the folder of a ruleset, and no ruleset's id."""
    path = Path(name)
    try:
        return path.is_dir() and is_there(path / "ruleset.yaml")
    except (OSError, ValueError):
        return False


def ruleset_at(folder: Path) -> tuple[Catalog, str]:
    """The catalogue in which the ruleset of a folder stands, and its id there, the folder's name.

    A folder beside facts and papers of its own stands among the rulesets there; any other one over
    the shipped rulesets, whose words it may name. CatalogError where the folder beside can't be
    read.
    """
    whole = folder.resolve() if folder.name in ("", "..") else folder  # named as it was typed
    if is_there(whole.parent / "facts.yaml"):
        return Catalog(whole.parent), whole.name
    return catalog_lent(whole.parent), whole.name
