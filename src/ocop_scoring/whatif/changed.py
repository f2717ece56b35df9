"""Dossier, sheets and rules with a patch laid over them; what of it doesn't fit is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..errors import Faults, FilingError, Place
from ..filing.facts import misfits, with_nearest
from ..filing.forms import Dossier, Mark, ScoreSheet
from ..rating.fitting import printed_set
from ..rating.marks import look_at
from ..rating.table import Table, table_of
from ..rules.ruleset import Ruleset
from ..text import listed, nearest
from .patch import Patch

__all__ = ["Changed", "changed"]

Marks = Mapping[str, Mark]


class Changed(NamedTuple):
    """What is rated: dossier, sheets, and the day of a council's decision, where one is given.

    `lists_papers` says that the dossier listed no papers and does now, so that those that a patch
    adds are the whole file.
    """

    dossier: Dossier
    sheets: tuple[ScoreSheet, ...]
    day: date | None = None
    lists_papers: bool = False


def changed(
    rules: Ruleset, dossier: Dossier, sheets: Sequence[ScoreSheet], patch: Patch
) -> Changed:
    """Dossier and sheets with a patch laid over. FilingError with all of it that doesn't fit."""
    faults, table = Faults(), table_of(printed_set(rules, dossier))
    given = _marks_given(table, sheets, patch, faults)
    marked = [
        _with_marks(table, sheet, given.get(at, {}), patch) for at, sheet in enumerate(sheets)
    ]
    if len(marked) == 1 and patch.day is not None:
        marked = [marked[0].model_copy(update={"assessed_on": patch.day})]
    _look_at_left_out(table, dossier, patch, faults)
    for complaint in misfits(patch.facts, [d.kind for d in patch.documents], rules.vocabulary):
        with_nearest(complaint, rules.vocabulary).add_to(faults, patch)
    faults.raise_any(FilingError)
    filed = _filed(dossier, patch)
    lists_papers = dossier.documents is None and filed.documents is not None
    return Changed(filed, tuple(marked), patch.day, lists_papers)


class _Under(NamedTuple):
    """The places of a patch, as if the mapping of marks at `path` stood under `marks`."""

    patch: Patch
    path: tuple[str, ...]

    def place(self, path: Sequence[str | int], key: bool = False) -> Place | None:
        """Where the value at a path stands."""
        return self.patch.place((*self.path, *path[1:]), key)


# Marks


def _marks_given(
    table: Table, sheets: Sequence[ScoreSheet], patch: Patch, faults: Faults
) -> dict[int, Marks]:
    """By the places of the sheets, what the patch marks on each."""
    found: dict[int, Marks] = {}
    latest = _latest(sheets)
    known = listed(latest)
    if patch.marks and len(sheets) > 1:
        faults.add("marks-of-whom", patch, ("marks",), len(sheets), known, key=True)
    elif patch.marks:
        found[0] = _of_table(table, sheets[0], patch.marks, _Under(patch, ("marks",)), faults)
    for member, marks in patch.members.items():
        if member not in latest:
            faults.add("unknown-member", patch, ("members", member), member, known, key=True)
            continue
        at, source = latest[member], _Under(patch, ("members", member))
        own = _of_table(table, sheets[at], marks, source, faults)
        found[at] = {**found.get(at, {}), **own}
    return found


def _latest(sheets: Sequence[ScoreSheet]) -> dict[str, int]:
    """For each assessor the place of their sheet of the highest round."""
    found: dict[str, int] = {}
    for at, sheet in enumerate(sheets):
        before = found.get(sheet.assessor.id)
        if before is None or sheet.round > sheets[before].round:
            found[sheet.assessor.id] = at
    return found


def _of_table(
    table: Table, sheet: ScoreSheet, marks: Marks, source: _Under, faults: Faults
) -> Marks:
    """Marks as the table takes them: a lone line of an item whose lines add up is a list."""
    made = {number: _as_lines(table, number, mark) for number, mark in marks.items()}
    found = Faults()
    look_at(table, sheet.model_copy(update={"marks": made, "rejects": ()}), found)
    for fault in found.found:
        path = fault.path.split("/")
        place = source.place(path, key=fault.code == "unknown-criterion")
        faults.take([fault._replace(place=place)])
    return made


def _as_lines(table: Table, number: str, mark: Mark) -> Mark:
    at = table.index.get(number)
    is_sum = at is not None and table.criteria[at].mode == "sum"
    return (mark,) if is_sum and isinstance(mark, str) else mark


def _with_marks(table: Table, sheet: ScoreSheet, given: Marks, patch: Patch) -> ScoreSheet:
    """A sheet with marks given and left out."""
    marks = {
        number: mark
        for number, mark in {**sheet.marks, **given}.items()
        if number not in patch.without_marks
    }
    if any(number not in table.index for number in given):
        return sheet  # it is refused anyway
    return sheet if marks == sheet.marks else sheet.model_copy(update={"marks": marks})


# Facts and papers


def _look_at_left_out(table: Table, dossier: Dossier, patch: Patch, faults: Faults) -> None:
    """Name what is to be left out and is not there."""
    kinds = [document.kind for document in dossier.documents or ()]
    for name, asked, known in (
        ("without_marks", patch.without_marks, table.numbers),
        ("without_facts", patch.without_facts, tuple(dossier.facts)),
        ("without_documents", patch.without_documents, tuple(dict.fromkeys(kinds))),
    ):
        for at, one in enumerate(asked):
            if one not in known:
                right = nearest(one, known) or listed(known) or "–"
                faults.add("nothing-to-leave-out", patch, (name, at), one, right)


def _filed(dossier: Dossier, patch: Patch) -> Dossier:
    update: dict[str, object] = {}
    if patch.facts or patch.without_facts:
        facts = {**dossier.facts, **patch.facts}
        update["facts"] = {n: v for n, v in facts.items() if n not in patch.without_facts}
    if patch.documents or patch.without_documents:
        update["documents"] = _papers(dossier, patch)
    return dossier.model_copy(update=update) if update else dossier


def _papers(dossier: Dossier, patch: Patch) -> tuple[object, ...]:
    left_out: Iterable[str] = patch.without_documents
    kept = [d for d in dossier.documents or () if d.kind not in left_out]
    return (*kept, *patch.documents)
