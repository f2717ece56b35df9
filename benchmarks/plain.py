"""The baseline: the same table scored by hand, as a competent developer would: look-ups made ready,
one loop, plain dicts out; with a dossier's facts and papers, conditions made ready as closures.

It knows nothing of how the library scores. `agreement.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from ocop_scoring.rules.model import Criterion, Level
from ocop_scoring.rules.product_set import ProductSet

__all__ = ["Reached", "Table", "score", "table_from"]

Missed = tuple[tuple[int, str, str | None], ...]


class Sheet(Protocol):
    """What is read of a sheet."""

    @property
    def marks(self) -> Any:
        """The mark of each printed number."""

    @property
    def rejects(self) -> Any:
        """The ids of gates that the assessor raises."""


class Reached(NamedTuple):
    """What a mark means: the level's id (ids, where lines add up), its points, and which minimums
    it misses (star, needs, has).
    """

    level: str | list[str] | None
    points: int
    missed: Missed


class Row(NamedTuple):
    """A criterion: what its rows show, what each mark means, and the row and points that it hangs
    on.
    """

    number: str
    id: str
    title: str
    part: str
    most: int
    by_mark: dict[object, Reached]
    unreached: Missed
    story: tuple[int, int] | None


class Table(NamedTuple):
    """A product set made ready: rows in printed order, parts, bands from the top, gates."""

    rows: tuple[Row, ...]
    numbers: frozenset[str]
    parts: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]
    gates: Mapping[str, tuple[str, tuple[int, ...], int]]
    by_marks: bool


NOTHING: Mapping[str, Reached] = {}


def score(
    table: Table,
    sheet: Sheet,
    decided: Mapping[str, Reached] = NOTHING,
    raised: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Rate a sheet: rows, parts, total, stars, minimums missed, gates, status. ValueError for a
    number, mark or gate that isn't known.

    `decided` has what facts decide, by printed number, `raised` the gates that they raise.
    """
    marks = sheet.marks
    if not marks.keys() <= table.numbers:
        raise ValueError(f"unknown criteria: {sorted(marks.keys() - table.numbers)}")
    rows: list[dict[str, Any]] = []
    misses: Missed
    missed: list[dict[str, Any]] = []
    parts = dict.fromkeys(table.parts, 0)
    total = still_open = 0
    complete = True
    for number, criterion, title, part, most, by_mark, unreached, story in table.rows:
        mark = marks.get(number)
        level, points, source, misses = None, None, "none", ()
        if mark is not None:
            level, points, misses = (
                by_mark[mark] if mark in by_mark else _several(number, by_mark, mark)
            )
            source = "mark"
        elif number in decided:
            level, points, misses = decided[number]
            source = "fact"
        if story is not None:
            told = rows[story[0]]["points"]
            if told is not None and told < story[1]:
                level, points, source, misses = None, 0, "condition", unreached
        if points is None:
            complete = False
            still_open += most
        else:
            total += points
            parts[part] += points
        for star, needs, has in misses:
            missed.append({"star": star, "criterion": number, "needs": needs, "has": has})
        rows.append(
            {
                "number": number,
                "id": criterion,
                "level": level,
                "points": points,
                "max": most,
                "source": source,
                "title": title,
            }
        )
    by_points = _star(table, total + still_open)
    unmet = sorted((entry for entry in missed if entry["star"] <= by_points), key=_star_of)
    star = max(1, unmet[0]["star"] - 1) if unmet else by_points
    gates: list[dict[str, str]] = []
    if sheet.rejects or raised or table.by_marks:
        gates = _gates(table, sheet.rejects, raised, rows)
    return {
        "status": "rejected" if gates else "rated" if complete else "incomplete",
        "total": total,
        "parts": parts,
        "star_by_points": by_points if complete else None,
        "star": star if complete and not gates else None,
        "unmet": unmet,
        "gates": gates,
        "criteria": rows,
    }


def _star(table: Table, total: int) -> int:
    for least, star in table.bands:
        if total >= least:
            return star
    raise ValueError(f"no star for {total} points")


def _star_of(entry: dict[str, Any]) -> int:
    star: int = entry["star"]
    return star


def _several(number: str, by_mark: dict[object, Reached], mark: object) -> Reached:
    """A list of lines that add up; ValueError for anything else."""
    if isinstance(mark, tuple) and frozenset(mark) in by_mark and len(set(mark)) == len(mark):
        return by_mark[frozenset(mark)]
    raise ValueError(f"criterion {number} has no level {mark!r}")


def _gates(
    table: Table, rejects: tuple[str, ...], shown: frozenset[str], rows: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """The gates that the assessor, facts or the marks raise, in printed order."""
    unknown = set(rejects) - table.gates.keys()
    if unknown:
        raise ValueError(f"unknown gates: {sorted(unknown)}")
    raised = []
    for gate, (outcome, any_of, most) in table.gates.items():
        if gate in rejects:
            raised.append({"id": gate, "outcome": outcome, "source": "sheet"})
        elif gate in shown:
            raised.append({"id": gate, "outcome": outcome, "source": "evidence"})
        elif any(rows[at]["points"] is not None and rows[at]["points"] <= most for at in any_of):
            raised.append({"id": gate, "outcome": outcome, "source": "marks"})
    return raised


# Made ready once.


def table_from(product_set: ProductSet) -> Table:
    """The product set as look-ups."""
    at = {criterion.number: index for index, criterion in enumerate(product_set.criteria)}
    rows = []
    for part in product_set.parts:
        for criterion in (criterion for group in part.groups for criterion in group.criteria):
            story = None
            if criterion.only_if:
                told = product_set.criteria[at[criterion.only_if.criterion]]
                needed = next(
                    level.points for level in told.levels if level.id == criterion.only_if.at_least
                )
                story = (at[told.number], needed)
            rows.append(
                Row(
                    criterion.number,
                    criterion.id,
                    criterion.title.vi,
                    part.code,
                    criterion.points,
                    _by_mark(criterion),
                    _misses(criterion, ()),
                    story,
                )
            )
    bands = sorted(
        ((int(band.points.low or 0), band.star) for band in product_set.bands), reverse=True
    )
    gates = {
        gate.id: (gate.outcome, tuple(at[number] for number in gate.any_of), gate.points)
        for gate in product_set.gates
    }
    return Table(
        tuple(rows),
        frozenset(at),
        tuple(part.code for part in product_set.parts),
        tuple(bands),
        gates,
        any(any_of for _, any_of, _ in gates.values()),
    )


def _by_mark(criterion: Criterion) -> dict[object, Reached]:
    """Each level by its id, and by its points where no other has them; 0 where none is reached;
    sets of lines that add up.
    """
    if criterion.mode == "sum":
        return _lines(criterion)
    zero = next(
        (level for level in criterion.levels if level.points == 0 and level.case is None), None
    )
    found: dict[object, Reached] = {0: _reached(criterion, (zero,) if zero else ())}
    points = [level.points for level in criterion.levels]
    for level in criterion.levels:
        found[level.id] = _reached(criterion, (level,))
        if level.points and points.count(level.points) == 1:
            found[level.points] = found[level.id]
    return found


def _lines(criterion: Criterion) -> dict[object, Reached]:
    found: dict[object, Reached] = {0: Reached(None, 0, _misses(criterion, ()))}
    for size in range(len(criterion.levels) + 1):
        for lines in combinations(criterion.levels, size):
            reached = Reached(
                [line.id for line in lines] or None,
                sum(line.points for line in lines),
                _misses(criterion, lines),
            )
            found[frozenset(line.id for line in lines)] = reached
    return found


def _reached(criterion: Criterion, levels: tuple[Level, ...]) -> Reached:
    level = levels[0] if levels else None
    return Reached(
        level.id if level else None, level.points if level else 0, _misses(criterion, levels)
    )


def _misses(criterion: Criterion, levels: tuple[Level, ...]) -> Missed:
    """The minimums that these levels don't meet: not the level asked for, nor one with more points;
    another case asks nothing.
    """
    points, first = sum(level.points for level in levels), levels[0] if levels else None
    found = []
    for asked in criterion.levels:
        if asked.minimum is None or asked in levels:
            continue
        if first is None or (first.case == asked.case and points <= asked.points):
            found.append((asked.minimum, asked.id, first.id if first else None))
    return tuple(sorted(found, key=lambda entry: entry[0]))
