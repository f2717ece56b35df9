"""The arithmetic of Article 3 in five steps over a flat table: numbers in, numbers out."""

from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from ..filing.evidence import Ground, Review, decided, of_papers
from ..filing.forms import ScoreSheet
from ..frozen import FrozenDict
from ..rules.model import Gate
from ..terms import Ending, GateProvenance, GateSource
from ..text import Words
from .choices import Choice, Unmet
from .marks import choices_one_by_one
from .table import Table
from .words import failed_papers, with_papers

__all__ = [
    "Award",
    "Choices",
    "Raised",
    "Range",
    "Tally",
    "add_up",
    "at_best",
    "at_worst",
    "award_of",
    "choose",
    "missed",
    "raise_gates",
]


class Choices(NamedTuple):
    """What a sheet comes to in a table: a choice for each criterion, in printed order, and the ids
    of the gates that the assessor found to apply.
    """

    criteria: tuple[Choice, ...]
    rejects: tuple[str, ...]


class Raised(NamedTuple):
    """A gate that applies, and who raised it: the assessor, facts and papers, or the marks.

    `papers` are those on file that would have kept it off, did they count; `criteria` the printed
    numbers whose marks raised it.
    """

    gate: Gate
    source: GateSource
    papers: tuple[Ground, ...] = ()
    criteria: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the gate."""
        return self.gate.id

    @property
    def outcome(self) -> Ending:
        """`rejected` or `stopped`: both end without a star."""
        return self.gate.outcome

    @property
    def words(self) -> Words:
        """The ground, and the papers that failed, with their numbers and why."""
        return with_papers(self.gate.words, self.papers)

    @property
    def values(self) -> FrozenDict[str, object]:
        """What raised it, in plain values: the papers that failed, the marks' printed numbers."""
        found = {"papers": failed_papers(self.papers), "criteria": self.criteria}
        return FrozenDict({name: value for name, value in found.items() if value})

    @property
    def provenance(self) -> GateProvenance:
        """Where the ground is known from."""
        return self.gate.provenance

    @property
    def vi(self) -> str:
        """The ground in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The ground in English, where the law's words are translated."""
        return self.words.en


class Tally(NamedTuple):
    """Points added up, as far as they are assessed.

    `lost` is the lowest star that a missed minimum costs, None where none is missed. Where criteria
    are open, `lowest` and `highest` are the tallies of the worst and the best way to complete the
    sheet, else None.
    """

    total: int
    parts: tuple[int, ...]
    open: int
    lost: int | None
    lowest: "Tally | None" = None
    highest: "Tally | None" = None


class Range(NamedTuple):
    """The lowest and the highest total and star over all ways to complete a sheet."""

    total: tuple[int, int]
    star: tuple[int, int]


class Award(NamedTuple):
    """The star by points and the star given, gates aside; both None where criteria are open.

    `reach` is the star up to which missed minimums count: the one by points, of an open sheet the
    one of the highest total. `lost` is the lowest star that a missed minimum costs. `range` has
    what is still possible for an open sheet.
    """

    star_by_points: int | None
    star: int | None
    reach: int
    lost: int | None
    range: Range | None


_got = dict.__getitem__  # of a FrozenDict it finds an entry in two thirds of the time of `[]`

_made = tuple.__new__
"""Makes a named tuple of a ready tuple: its own class would run a Python function for that."""


def choose(table: Table, sheet: ScoreSheet, review: Review) -> Choices:
    """What every criterion gets: the marked level, else the one that facts decide, else none yet.

    A conditional criterion gets 0 where its opener is known to fall short. FilingError with every
    mark and gate that the table doesn't have.
    """
    choices = _marked(table, sheet)
    if len(sheet.marks) < len(choices):
        unmarked = [p for p in table.conditions.decidable if choices[p].source == "none"]
        for place, level in decided(table, review, unmarked):
            choices[place] = table.shown[place][level.id if level else None]
    for at, opener, at_least in table.openers:
        opening = choices[opener]
        if opening.points < at_least and opening.source != "none":
            shut = choices[at]
            choices[at] = table.closed[at][shut.points if shut.source == "mark" else 0]
    return _made(Choices, (tuple(choices), sheet.rejects))


def _marked(table: Table, sheet: ScoreSheet) -> list[Choice]:
    """What each criterion gets by its mark."""
    marks, numbers = sheet.marks, table.numbers
    if sheet.rejects and not table.gates.keys() >= set(sheet.rejects):
        return choices_one_by_one(table, sheet)
    try:
        # All marks are looked up inside C loops: no line of Python runs for each of them.
        if len(marks) == len(numbers):
            return list(map(_got, table.by_mark, table.marks_of(marks)))
        found = list(map(marks.get, numbers))
        if len(numbers) - found.count(None) == len(marks):  # else a number is not the table's
            return list(map(_got, table.by_mark, found))
    except KeyError:
        pass
    return choices_one_by_one(table, sheet)


def raise_gates(table: Table, choices: Choices, review: Review) -> tuple[Raised, ...]:
    """The gates that apply, in printed order, once for each who raised it: the assessor, facts and
    papers, or marks (set 16: a sensory 0).
    """
    if not (choices.rejects or review.gates or table.has_gates_by_marks):
        return ()
    raised = []
    for gate in table.gates.values():
        if gate.id in choices.rejects:
            raised.append(Raised(gate, "sheet"))
        if gate.id in review.gates:
            raised.append(Raised(gate, "evidence", _failed(table, gate, review)))
        numbers = [n for n in gate.any_of if _is_at_most(table, choices, n, gate.points or 0)]
        if numbers:
            raised.append(Raised(gate, "marks", criteria=tuple(numbers)))
    return tuple(raised)


def _failed(table: Table, gate: Gate, review: Review) -> tuple[Ground, ...]:
    """The papers on file that a gate asks for and that don't count."""
    kinds = [clause.document for clause in gate.unless.clauses()] if gate.unless else []
    known = table.product_set.vocabulary.documents
    asked = [of_papers(known[kind], review) for kind in dict.fromkeys(kinds) if kind]
    return tuple([ground for ground in asked if ground.flaws])


def _is_at_most(table: Table, choices: Choices, number: str, points: int) -> bool:
    choice = choices.criteria[table.index[number]]
    return choice.is_assessed and choice.points <= points


def add_up(table: Table, choices: Choices) -> Tally:
    """Total and parts, exact; how many criteria are open, and what they can still come to."""
    tally = _made(Tally, (*table.packing.added_up(choices.criteria), None, None))
    if not tally.open:
        return tally
    return tally._replace(
        lowest=add_up(table, choices._replace(criteria=at_worst(table, choices.criteria))),
        highest=add_up(table, choices._replace(criteria=at_best(table, choices.criteria))),
    )


def at_worst(table: Table, given: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The worst way to complete a sheet: nothing more is reached, and what hangs on an open opener
    counts 0. No other way has fewer points or meets fewer minimums.
    """
    closed = table.closed
    worst = [closed[i][0] if c.source == "none" else c for i, c in enumerate(given)]
    for at, opener, _ in table.openers:
        if given[opener].source == "none":
            worst[at] = closed[at][0]
    return tuple(worst)


def at_best(table: Table, given: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The best way to complete a sheet: the most points everywhere. They meet every minimum of
    their case, and an opener at its best opens what hangs on it.
    """
    return tuple([table.best[i] if c.source == "none" else c for i, c in enumerate(given)])


def award_of(table: Table, tally: Tally) -> Award:
    """The star by points, and the star given once minimums are counted (26/2026/QĐ-TTg, Article 3;
    the tables' note on asterisks).

    A star is lost with any missed minimum of it or of a lower one; at least the lowest star
    remains.
    """
    if tally.lowest is not None and tally.highest is not None:
        return _award_of_open(table, tally, tally.lowest, tally.highest)
    by_points = table.star_of_total[tally.total]
    star, lost = by_points, tally.lost
    if lost is not None and lost <= by_points:
        star = max(lost - 1, table.lowest_star)
    return _made(Award, (by_points, star, by_points, lost, None))


def _award_of_open(table: Table, tally: Tally, lowest: Tally, highest: Tally) -> Award:
    worst, best = award_of(table, lowest), award_of(table, highest)
    possible = Range((lowest.total, highest.total), (worst.star or 0, best.star or 0))
    return Award(None, None, best.reach, tally.lost, possible)


def missed(choices: Choices, award: Award) -> tuple[Unmet, ...]:
    """Every printed minimum that is missed and whose star the points reach: lowest star first, then
    in printed order.
    """
    reach = award.reach
    if award.lost is None or award.lost > reach:
        return ()
    # Most criteria miss nothing: they are passed over without a line of Python for each.
    missing = filter(None, map(_unmet_of, choices.criteria))
    unmet = [u for found in missing for u in found if u.star <= reach]
    unmet.sort(key=_star_of)
    return tuple(unmet)


_star_of: Callable[[Unmet], int] = itemgetter(Unmet._fields.index("star"))
_unmet_of: Callable[[Choice], tuple[Unmet, ...]] = itemgetter(Choice._fields.index("unmet"))
