"""The arithmetic of Article 3 in five functions over a flat table.

A product set laid flat (`ScoringTable`) holds one ready-made, frozen `Choice` for every level, so
that rating a sheet looks choices up and adds whole numbers. A choice's `word` packs into one
integer what adding up needs: the points of the total and of its part, whether it is open, and one
bit for every printed minimum that it misses; the sum of the words of a sheet is its tally.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter, getitem, itemgetter
from typing import Literal, NamedTuple

from ..errors import Fault, FilingError, Place
from ..filing.evidence import Review
from ..filing.forms import Mark, ScoreSheet
from ..rules.model import Band, Criterion, Gate, Level, Minimum, ProductSet
from ..text import nearest

__all__ = [
    "Award",
    "Choice",
    "Conditional",
    "Raised",
    "ScoringTable",
    "Tally",
    "Unmet",
    "add_up",
    "award",
    "choose",
    "missing_minimums",
    "raise_gates",
    "table_of",
]

ChoiceSource = Literal["mark", "fact", "condition", "none"]
GateSource = Literal["sheet", "evidence", "marks"]
_POINT_BITS = (
    12  # no table reaches 4,095 points, in total or in a part: checked when a table is laid flat
)
_OPEN_BITS = 10


class Unmet(NamedTuple):
    """A printed minimum that is missed: the star it costs, what it needs, what there is."""

    minimum: Minimum
    has: Level | None

    @property
    def star(self) -> int:
        """The star that asks for the minimum."""
        return self.minimum.star

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.minimum.criterion

    @property
    def needs(self) -> Level:
        """The level that is needed, or one with more points of its case."""
        return self.minimum.level


class Choice(NamedTuple):
    """What one criterion gets: a level (or several, where lines add up), none, or nothing yet; and
    from where.
    """

    criterion: Criterion
    part: str
    levels: tuple[Level, ...]
    points: int
    source: ChoiceSource
    word: int
    unmet: tuple[Unmet, ...]

    @property
    def number(self) -> str:
        """The printed number of the criterion."""
        return self.criterion.number

    @property
    def id(self) -> str:
        """The id of the criterion."""
        return self.criterion.id

    @property
    def max(self) -> int:
        """The most points that the criterion can give."""
        return self.criterion.points

    @property
    def is_assessed(self) -> bool:
        """Whether the criterion is assessed: 0 points are, *not assessed* is not."""
        return self.source != "none"

    @property
    def level(self) -> Level | None:
        """The level reached; None where none is, or nothing is assessed."""
        return self.levels[0] if self.levels else None


class Raised(NamedTuple):
    """A gate that applies, and who raised it: the assessor, the papers and facts, or the marks."""

    gate: Gate
    source: GateSource

    @property
    def id(self) -> str:
        """The id of the gate."""
        return self.gate.id

    @property
    def outcome(self) -> str:
        """`rejected` or `stopped`: both end without a star."""
        return self.gate.outcome

    @property
    def vi(self) -> str:
        """The ground in Vietnamese."""
        return self.gate.vi

    @property
    def en(self) -> str | None:
        """The ground in English."""
        return self.gate.en


class Tally(NamedTuple):
    """Points added up: the total, each part in printed order, how many criteria are open, and which
    minimums are missed (bits).
    """

    total: int
    parts: tuple[int, ...]
    open: int
    missed: int


class Award(NamedTuple):
    """The star by points, and the star given once minimums are counted."""

    star_by_points: int
    star: int


class Conditional(NamedTuple):
    """A criterion that is rated only when another one reaches a level, by their places in the
    table.
    """

    at: int
    story: int
    at_least: int


class ScoringTable:
    """A product set laid flat: for every criterion, what each possible mark means. Built once,
    shared by all uses.
    """

    def __init__(self, product_set: ProductSet) -> None:
        self.product_set = product_set
        self.criteria = product_set.criteria
        self.numbers = tuple(c.number for c in self.criteria)
        self.index = {number: index for index, number in enumerate(self.numbers)}
        self.bounded = frozenset(
            i
            for i, c in enumerate(self.criteria)
            if any(level.needs or level.when for level in c.levels)
        )
        self.part_codes = tuple(part.code for part in product_set.parts)
        self.minimums = product_set.minimums
        self.minimums_of: dict[str, list[tuple[int, Minimum]]] = {}
        for bit, minimum in enumerate(self.minimums):
            self.minimums_of.setdefault(minimum.criterion, []).append((bit, minimum))
        self.bands = product_set.bands
        self.most = sum(part.points for part in product_set.parts)
        self._part_at = {
            c.number: i
            for i, part in enumerate(product_set.parts)
            for g in part.groups
            for c in g.criteria
        }
        parts = len(self.part_codes)
        self._open_at = _POINT_BITS * (1 + parts)
        self.missed_at = self._open_at + _OPEN_BITS
        if self.most >= 1 << _POINT_BITS or len(self.criteria) >= 1 << _OPEN_BITS:
            raise ValueError(f"{product_set!r} is too large to be added up in one word")
        self.by_mark = tuple(self._choices_by_mark(c) for c in self.criteria)
        self.marks_of = itemgetter(
            *self.numbers, self.numbers[-1]
        )  # one number more, so that a lone one too comes as a tuple
        self.open = tuple(self._choice(c, (), "none") for c in self.criteria)
        self.best = tuple(self._best(c) for c in self.criteria)
        self.nothing = tuple(self._choice(c, (), "condition") for c in self.criteria)
        self.conditionals = tuple(
            Conditional(
                i,
                self.index[c.only_if.criterion],
                self._points_of(c.only_if.criterion, c.only_if.at_least),
            )
            for i, c in enumerate(self.criteria)
            if c.only_if
        )
        self.stars = tuple(minimum.star for minimum in self.minimums)
        self.lowest_star = min(band.star for band in self.bands)
        self.star_of_total = tuple(_star_of(total, self.bands) for total in range(self.most + 1))
        self.gates = {gate.id: gate for gate in product_set.gates}
        self.gates_by_marks = tuple(gate for gate in product_set.gates if gate.any_of)
        self.remembered: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        self._shifts = tuple(_POINT_BITS * (1 + i) for i in range(parts))
        self._point_mask, self._open_mask = (1 << _POINT_BITS) - 1, (1 << _OPEN_BITS) - 1

    def _points_of(self, number: str, level_id: str) -> int:
        criterion = self.criteria[self.index[number]]
        return next(level.points for level in criterion.levels if level.id == level_id)

    def _choices_by_mark(self, criterion: Criterion) -> dict[object, Choice]:
        """Level ids, points that one level alone has, and 0; None stands for a number without a
        mark.
        """
        found: dict[object, Choice] = {None: self._choice(criterion, (), "none")}
        zero = [level for level in criterion.levels if level.points == 0 and level.case is None]
        found[0] = self._choice(criterion, tuple(zero[:1]), "mark")
        if criterion.mode == "sum":
            found[0] = found[()] = self._choice(criterion, (), "mark")
            return found  # lines are named in a list
        ladder: dict[int, list[Level]] = {}
        for level in criterion.levels:
            found[level.id] = self._choice(criterion, (level,), "mark")
            ladder.setdefault(level.points, []).append(level)
        for points, levels in ladder.items():
            if points and len(levels) == 1:
                found[points] = found[levels[0].id]
        if zero:
            found[zero[0].id] = found[0]
        return found

    def _choice(
        self, criterion: Criterion, levels: tuple[Level, ...], source: ChoiceSource
    ) -> Choice:
        points = sum(level.points for level in levels)
        part = self._part_at[criterion.number]
        word = points | points << _POINT_BITS * (1 + part)
        unmet = []
        if source == "none":
            word |= 1 << self._open_at
        else:
            for bit, minimum in self.minimums_of.get(criterion.number, ()):
                if not is_met(minimum, levels):
                    word |= 1 << (self.missed_at + bit)
                    unmet.append(Unmet(minimum, levels[0] if levels else None))
        return Choice(criterion, self.part_codes[part], levels, points, source, word, tuple(unmet))

    def _best(self, criterion: Criterion) -> Choice:
        """The choice with the most points."""
        if criterion.mode == "sum":
            return self._choice(criterion, criterion.levels, "mark")
        return self._choice(
            criterion, (max(criterion.levels, key=lambda level: level.points),), "mark"
        )

    def decided(self, index: int, level: Level | None) -> Choice:
        """The choice of a level that facts decide."""
        return self._choice(self.criteria[index], (level,) if level else (), "fact")

    def several(self, index: int, ids: tuple[str, ...]) -> Choice:
        """The choice of several ticked lines that add up, in printed order."""
        criterion = self.criteria[index]
        return self._choice(
            criterion, tuple(level for level in criterion.levels if level.id in ids), "mark"
        )

    def taken_apart(self, word: int) -> Tally:
        """The tally that a sum of words stands for."""
        mask = self._point_mask
        parts = tuple([(word >> shift) & mask for shift in self._shifts])
        return Tally(
            word & mask, parts, (word >> self._open_at) & self._open_mask, word >> self.missed_at
        )

    def unmet_from(self, missed: int, choices: tuple[Choice, ...], star: int) -> tuple[Unmet, ...]:
        """The minimums of these bits whose star is not above `star`: lowest star first, then in
        printed order.
        """
        if not missed:
            return ()
        key = (missed, star)
        listed = self.remembered.get(key)
        if listed is None:
            listed = tuple(self._places_of(missed, star))
            if (
                len(self.remembered) < 4096
            ):  # sheets share few patterns; a stream of strange ones must not fill the memory
                self.remembered[key] = listed
        return tuple([choices[index].unmet[position] for index, position in listed])

    def _places_of(self, missed: int, star: int) -> Iterator[tuple[int, int]]:
        """For each missed minimum up to a star: its criterion's index, and which of that
        criterion's missed minimums it is.
        """
        seen: dict[int, int] = {}
        for bit, minimum in enumerate(self.minimums):
            if missed >> bit & 1:
                index = self.index[minimum.criterion]
                if minimum.star <= star:
                    yield index, seen.get(index, 0)
                seen[index] = seen.get(index, 0) + 1


@lru_cache(maxsize=256)
def table_of(product_set: ProductSet) -> ScoringTable:
    """The product set laid flat, made once."""
    return ScoringTable(product_set)


def is_met(minimum: Minimum, levels: tuple[Level, ...]) -> bool:
    """Whether the levels reached meet a minimum of their criterion: its level, or one with more
    points of the same case.

    A minimum binds within its case; where no level is reached it is missed.
    """
    needed = minimum.level
    if not levels:
        return False
    if len(levels) > 1:
        return needed in levels or sum(level.points for level in levels) > needed.points
    (level,) = levels
    return level is needed or level.case != needed.case or level.points > needed.points


def _star_of(total: int, bands: tuple[Band, ...]) -> int:
    # INVARIANT: bands are half-open, meet, and cover every total; `rules check` refuses others.
    return next(band.star for band in bands if total in band.points)


_word_of: Callable[[Choice], int] = attrgetter("word")


def choose(table: ScoringTable, sheet: ScoreSheet, review: Review) -> tuple[Choice, ...]:
    """What every criterion gets: the marked level, else the one that facts decide, else nothing
    yet.

    FilingError, with every fault's place, where a mark is none of its criterion's. A conditional
    criterion counts 0 where its story is known to fall short.
    """
    marks = sheet.marks
    try:
        # A complete sheet without strange numbers, the usual one, is looked up without a line of
        # Python a mark.
        complete = len(marks) == len(table.numbers)
        found = table.marks_of(marks) if complete else map(marks.get, table.numbers)
        choices = list(map(getitem, table.by_mark, found))
        plain = complete or marks.keys() <= table.index.keys()
    except (KeyError, TypeError):
        plain = False
    if not plain:
        choices = _chosen_one_by_one(table, sheet)
    if review.decided:
        for index, level in review.decided.items():
            if choices[index].source == "none":
                choices[index] = table.decided(index, level)
    for conditional in table.conditionals:
        story = choices[conditional.story]
        if story.points < conditional.at_least and story.source != "none":
            choices[conditional.at] = table.nothing[conditional.at]
    return tuple(choices)


def _chosen_one_by_one(table: ScoringTable, sheet: ScoreSheet) -> list[Choice]:
    """The same as `choose`, slowly: lists of ids are put together, and every fault is named."""
    faults: list[Fault] = []
    choices = list(table.open)
    for number, mark in sheet.marks.items():
        index = table.index.get(number)
        if index is None:
            right = nearest(number, table.numbers) or ", ".join(table.numbers)
            faults.append(
                Fault(
                    "unknown-criterion",
                    _place(sheet, number, True),
                    f"marks/{number}",
                    number,
                    right,
                )
            )
            continue
        by_mark = table.by_mark[index]
        criterion = table.criteria[index]
        if isinstance(mark, tuple) and criterion.mode == "sum" and _fits(mark, criterion):
            choices[index] = table.several(index, mark)
        elif not isinstance(mark, tuple) and mark in by_mark:
            choices[index] = by_mark[mark]
        else:
            faults.append(_wrong_mark(sheet, criterion, mark))
    if faults:
        raise FilingError(faults)
    return choices


def _fits(ids: tuple[str, ...], criterion: Criterion) -> bool:
    return len(set(ids)) == len(ids) and set(ids) <= {level.id for level in criterion.levels}


def _of_lines(mark: Mark, known: list[str]) -> tuple[str, str]:
    """What is wrong with a mark of an item whose lines add up, and what would be right."""
    lines = mark if isinstance(mark, tuple) else (str(mark),)
    strange = [line for line in lines if line not in known]
    found = ", ".join(strange) or (
        str(mark) if not isinstance(mark, tuple) else f"[{', '.join(lines)}]"
    )
    right = ", ".join(known) if strange else f"[{', '.join(dict.fromkeys(lines))}]"
    return found, right


def _wrong_mark(sheet: ScoreSheet, criterion: Criterion, mark: Mark) -> Fault:
    place, path = _place(sheet, criterion.number, False), f"marks/{criterion.number}"
    known = [level.id for level in criterion.levels]
    ids = ", ".join(known)
    values: Mapping[str, object] = {"criterion": criterion.number}
    if criterion.mode == "sum":
        return Fault("lines-of-item", place, path, *_of_lines(mark, known), values)
    if isinstance(mark, tuple):
        return Fault("list-of-levels", place, path, ", ".join(mark) or "[]", ids, values)
    if isinstance(mark, str):
        near = nearest(mark, known)
        return Fault("unknown-level", place, path, mark, near or ids, {"number": criterion.number})
    sharing = [level.id for level in criterion.levels if level.points == mark]
    if len(sharing) > 1:
        return Fault("ambiguous-points", place, path, str(mark), ", ".join(sharing), values)
    points = sorted({0, *(level.points for level in criterion.levels)})
    return Fault(
        "unknown-points", place, path, str(mark), ", ".join(str(p) for p in points), values
    )


def _place(sheet: ScoreSheet, number: str, key: bool) -> Place | None:
    return sheet.source.place(("marks", number), key) if sheet.source else None


def raise_gates(
    table: ScoringTable, sheet: ScoreSheet, choices: tuple[Choice, ...], review: Review
) -> tuple[Raised, ...]:
    """The gates that apply, in printed order: raised by the assessor, by facts and papers, or by
    marks (set 16: a sensory 0).

    FilingError where the sheet rejects on a ground that the product set doesn't have.
    """
    if not (sheet.rejects or review.gates or table.gates_by_marks):
        return ()
    rejects = set(sheet.rejects)
    unknown = [index for index, gate_id in enumerate(sheet.rejects) if gate_id not in table.gates]
    if unknown:
        raise FilingError([_unknown_gate(table, sheet, index) for index in unknown])
    raised = []
    for gate_id, gate in table.gates.items():
        if gate_id in rejects:
            raised.append(Raised(gate, "sheet"))
        elif gate_id in review.gates:
            raised.append(Raised(gate, "evidence"))
        elif gate.any_of and any(
            _at_most(choices[table.index[number]], gate.points) for number in gate.any_of
        ):
            raised.append(Raised(gate, "marks"))
    return tuple(raised)


def _at_most(choice: Choice, points: int) -> bool:
    return choice.is_assessed and choice.points <= points


def _unknown_gate(table: ScoringTable, sheet: ScoreSheet, index: int) -> Fault:
    found = sheet.rejects[index]
    place = sheet.source.place(("rejects", index)) if sheet.source else None
    right = nearest(found, list(table.gates)) or ", ".join(table.gates) or "[]"
    return Fault("unknown-gate", place, f"rejects/{index}", found, right)


def add_up(table: ScoringTable, choices: tuple[Choice, ...]) -> Tally:
    """Parts and total, exact; how many criteria are open; which minimums the assessed ones miss."""
    return table.taken_apart(sum(map(_word_of, choices)))


def missing_minimums(
    table: ScoringTable, choices: tuple[Choice, ...], tally: Tally, star: int
) -> tuple[Unmet, ...]:
    """Every printed minimum that is missed and whose star is not above `star`: lowest star first,
    then in printed order.
    """
    return table.unmet_from(tally.missed, choices, star)


def award(table: ScoringTable, tally: Tally) -> Award:
    """The star by points, and the star given once minimums are counted (26/2026/QĐ-TTg, Article 3;
    the tables' note on asterisks).

    A star is lost with any missed minimum of it or of a lower one; at least the lowest star
    remains.
    """
    by_points = table.star_of_total[tally.total]
    if not tally.missed:
        return Award(by_points, by_points)
    # The lowest bit is the lowest star's, since minimums are kept lowest star first.
    lost = table.stars[(tally.missed & -tally.missed).bit_length() - 1]
    return Award(by_points, max(min(by_points, lost - 1), table.lowest_star))
