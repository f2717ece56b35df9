"""Tables between a decision and its amendment: some of the changes carried out, the others not yet.

Nobody issues such a table, and its sums need not add up: it only tells what each change does. So
what a whole table is refused for is passed over here, bands meet again where a change has moved one
end of two, and points above the highest band are in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..exact import Interval
from ..sources.layout import is_there, yaml_files
from .amend import Change, Partly
from .criteria import Criteria, most_of
from .folder import Doc, Folder, amended_product_set_files, product_set_files
from .tables import assemble_product_set

__all__ = ["Between", "between", "files_between", "has_own_tables", "rateable"]


class Between:
    """A decision with some of an amendment's changes of what its tables share."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._criteria = folder, Criteria(folder)

    def product_set(self, file: Path, changes: Sequence[Change]) -> Doc:
        """The table of a file with these changes of its own, resolved, whether it adds up or not.
        RulesetError where its shape is not a table's.
        """
        folder = self._folder
        folder.amendment = Partly(folder.folders, changes)
        return rateable(assemble_product_set(folder, self._criteria, file))


def between(folder: Folder, changes: Sequence[Change], *, own: bool) -> Between:
    """The decision of an amendment's folder with these of its changes, in their order; with the
    amendment's own files where `own`.

    A change whose place doesn't hold what it says it changes is left out: it rests on another one.
    """
    folders = folder.folders if own else folder.folders[:-1]
    return Between(Folder(folder.path, folder.vocabulary, Partly(folders, changes)))


def has_own_tables(folder: Folder) -> bool:
    """Whether an amendment brings files of its own that tables are made of."""
    path = folder.path
    rated = ("gates.yaml", "minimums.yaml")
    is_rated = any(is_there(path / name) for name in rated)
    return is_rated or bool(product_set_files(path) or yaml_files(path / "criteria"))


def files_between(folder: Folder, *, own: bool) -> dict[int, Path]:
    """The files of the tables, with the amendment's own where `own`."""
    return amended_product_set_files(folder.path if own else folder.folders[-2])


def rateable(document: Doc) -> Doc:
    """A table whose every total has a band: each star from its lowest points on, the highest that
    fits; a part has room for all that its criteria give.
    """
    stars = {star: _from(text) for star, text in document["ruleset"]["stars"].items()}
    parts = []
    for part in document["parts"]:
        groups = part["groups"]
        most = [most_of(c["levels"], c["mode"]) for group in groups for c in group["criteria"]]
        parts.append({**part, "points": max(part["points"], sum(most))})
    ruleset = {**document["ruleset"], "stars": stars}
    return {**document, "ruleset": ruleset, "parts": parts}


def _from(band: str) -> str:
    """A band without its upper end."""
    points = Interval.parse(band)
    if points.low is None:
        return "from 0"
    return f"{'from' if points.low_in else 'above'} {points.low}"
