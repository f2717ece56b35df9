"""A product set laid flat for rating: points, minimums and openers as plain arrays, and one ready
choice for every level.

A table is made once per product set and shared. Rating a sheet looks up ready choices and adds
whole numbers; how several numbers are added as one is `Packing`'s business alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from ..filing.conditions import Conditions, conditions_of
from ..filing.forms import Mark
from ..frozen import FrozenDict, Value
from ..rules.model import Band, Criterion, Gate, Level
from ..rules.product_set import ProductSet
from ..terms import ChoiceSource
from .choices import Choice, Unmet, is_met, points_of

__all__ = ["Asked", "Item", "Opener", "Packing", "Table", "table_of"]


class Opener(NamedTuple):
    """A criterion is rated only where its opener has enough points; places in the table."""

    at: int
    opener: int
    at_least: int


class Packing:
    """Adds up all choices of a sheet in one sum: total, parts, open criteria, missed minimums.

    Each choice has one whole number, made of fields of one, two or four bytes: as wide as the most
    that any of them can come to, so that none runs over into the next. The sum of a sheet's numbers
    then has in each field the sum of that field, the lowest bytes first:

        | total | first part | … | last part | criteria | minimums missed,   | … | of the       |
        |       |            |   |           | open     | of the lowest star |   | highest star |

    The tables of the law take eight fields of a byte, which a machine adds in one step.
    """

    __slots__ = ("_bits", "_missed_at", "_open", "_stars", "_unpacked")

    def __init__(self, parts: Sequence[int], criteria: int, stars: Iterable[int]) -> None:
        """`parts` has the most points of each part, `stars` the star of each minimum.

        ValueError for a table with more points or criteria than four bytes hold.
        """
        asked = list(stars)
        most = max(sum(parts), criteria, len(asked))
        size = next((size for size in _CODES if most < 1 << 8 * size), None)
        if size is None:
            raise ValueError(f"{criteria} criteria with {sum(parts)} points are too many to add up")
        self._stars = tuple(sorted(set(asked)))
        self._bits, self._open = 8 * size, len(parts) + 1
        self._missed_at = self._bits * (self._open + 1)
        self._unpacked = Struct(f"<{self._open + 1 + len(self._stars)}{_CODES[size]}")

    def packed(self, points: int, part: int, is_open: bool, missed: Iterable[int]) -> int:
        """The number of one choice; `missed` has the stars of the minimums that it misses."""
        of_part = points << self._bits * (1 + part)
        opened = is_open << self._bits * self._open
        counts = [1 << self._bits * self._stars.index(star) for star in missed]
        return points | of_part | opened | sum(counts) << self._missed_at

    def added_up(self, choices: Iterable[Choice]) -> tuple[int, tuple[int, ...], int, int | None]:
        """Total, points of each part, open criteria, and the lowest star that a missed minimum
        costs, None where none is missed.
        """
        number, struct = sum(map(_packed, choices)), self._unpacked
        fields = struct.unpack(number.to_bytes(struct.size, "little"))
        missed = number >> self._missed_at
        lost = None
        if missed:
            lowest_bit = (missed & -missed).bit_length() - 1
            lost = self._stars[lowest_bit // self._bits]
        return fields[0], fields[1 : self._open], fields[self._open], lost


_CODES = {1: "B", 2: "H", 4: "I"}
"""How `Struct` names whole numbers of so many bytes."""

_packed: Callable[[Choice], int] = itemgetter(Choice._fields.index("packed"))
"""Read by its place: in the one loop over all choices a name costs twice as much."""


class Asked(NamedTuple):
    """A printed minimum of a criterion: its star and its level."""

    star: int
    level: Level


class Item(NamedTuple):
    """One criterion laid flat: its part, and the minimums on it, lowest star first."""

    criterion: Criterion
    part: int
    minimums: tuple[Asked, ...]
    packing: Packing

    def choice(self, levels: tuple[Level, ...], source: ChoiceSource, marked: int = 0) -> Choice:
        """What the criterion gets with these levels."""
        points, is_open = points_of(levels), source == "none"
        if is_open or not self.minimums:
            packed = self.packing.packed(points, self.part, is_open, ())
            return Choice(self.criterion, levels, points, source, (), packed, marked)
        missed = [a for a in self.minimums if not is_met(a.level, levels)]
        has = levels[0] if levels else None
        unmet = tuple([Unmet(a.star, self.criterion, a.level, has) for a in missed])
        stars = [asked.star for asked in missed]
        packed = self.packing.packed(points, self.part, is_open, stars)
        return Choice(self.criterion, levels, points, source, unmet, packed, marked)

    def choices(self) -> dict[str, Choice]:
        """What each of its levels gives where it is marked, by the level's id."""
        return {level.id: self.choice((level,), "mark") for level in self.criterion.levels}


class Table(Value):
    """A product set laid flat; whatever is listed by criterion is in printed order.

    Two tables are equal where their product sets are; a table pickles as its product set.
    """

    product_set: ProductSet
    criteria: tuple[Criterion, ...]
    numbers: tuple[str, ...]
    index: FrozenDict[str, int]
    """The place of each printed number."""
    part_codes: tuple[str, ...]
    items: tuple[Item, ...]
    openers: tuple[Opener, ...]
    star_of_total: tuple[int, ...]
    """The star by points of each total, from 0 up."""
    lowest_star: int
    gates: FrozenDict[str, Gate]
    has_gates_by_marks: bool
    conditions: Conditions
    """What facts and papers are asked for: `filing.evidence` reviews dossiers by it."""
    packing: Packing
    by_mark: tuple[FrozenDict[Mark | None, Choice], ...]
    """For each criterion what a mark gives: 0, a level's id, points that one level alone has; None
    (no mark): not assessed.
    """
    shown: tuple[FrozenDict[str | None, Choice], ...]
    """For each criterion what a level that facts decide gives, by its id; None: none reached."""
    closed: tuple[tuple[Choice, ...], ...]
    """For each criterion what it gets where its opener falls short, by the points of its mark."""
    best: tuple[Choice, ...]
    """For each criterion the choice with the most points."""
    marks_of: Callable[[Mapping[str, Mark]], tuple[Mark, ...]]
    """The marks of all criteria, and the last one's again. KeyError where one is missing."""

    def __repr__(self) -> str:
        return f"<Table {self.product_set.ruleset}/{self.product_set.product_set}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.product_set == other.product_set

    def __hash__(self) -> int:
        return hash((self.product_set.ruleset, self.product_set.product_set))

    def __reduce__(self) -> tuple[Callable[[ProductSet], "Table"], tuple[ProductSet]]:
        return table_of, (self.product_set,)

    def __deepcopy__(self, memo: Mapping[int, object]) -> "Table":
        return self


def table_of(product_set: ProductSet) -> Table:
    """The product set laid flat; made once, whichever thread asks first, and kept with it."""
    return product_set.kept(_laid_flat)


def _laid_flat(product_set: ProductSet) -> Table:
    parts = product_set.parts
    # INVARIANT: levels, minimums and criteria of a table all come from this one reading of `parts`.
    of_part = [
        (part, criterion)
        for part, printed in enumerate(parts)
        for group in printed.groups
        for criterion in group.criteria
    ]
    criteria = tuple([criterion for _, criterion in of_part])
    numbers = tuple([criterion.number for criterion in criteria])
    index = FrozenDict({number: place for place, number in enumerate(numbers)})
    most = sum([part.points for part in parts])
    minimums = _minimums(criteria)
    stars = tuple([asked.star for _, asked in minimums])
    reachable = [sum([c.most for p, c in of_part if p == part]) for part in range(len(parts))]
    packing = Packing(reachable, len(criteria), stars)
    items = tuple(
        [
            Item(criterion, part, tuple([a for at, a in minimums if at == place]), packing)
            for place, (part, criterion) in enumerate(of_part)
        ]
    )
    of_levels = [(item, item.choices()) for item in items]
    return Table(
        product_set=product_set,
        criteria=criteria,
        numbers=numbers,
        index=index,
        part_codes=tuple([part.code for part in parts]),
        items=items,
        openers=tuple(_openers(criteria, index)),
        star_of_total=tuple([_star_of(total, product_set.bands) for total in range(most + 1)]),
        lowest_star=min([band.star for band in product_set.bands]),
        gates=FrozenDict({gate.id: gate for gate in product_set.gates}),
        has_gates_by_marks=any(gate.any_of for gate in product_set.gates),
        conditions=conditions_of(criteria, product_set.gates, product_set.vocabulary),
        packing=packing,
        by_mark=tuple([_by_mark(item, marked) for item, marked in of_levels]),
        shown=tuple([_shown(item, marked) for item, marked in of_levels]),
        closed=tuple([_closed(item) for item in items]),
        best=tuple([_best(item, marked) for item, marked in of_levels]),
        marks_of=itemgetter(*numbers, numbers[-1]),  # twice the last: a lone one too gives a tuple
    )


def _minimums(criteria: tuple[Criterion, ...]) -> list[tuple[int, Asked]]:
    """Every printed minimum with the place of its criterion: lowest star first, then in printed
    order.
    """
    printed = [
        (level.minimum, at, level)
        for at, criterion in enumerate(criteria)
        for level in criterion.levels
        if level.minimum is not None
    ]
    printed.sort(key=itemgetter(0))
    return [(at, Asked(star, level)) for star, at, level in printed]


def _openers(criteria: tuple[Criterion, ...], index: Mapping[str, int]) -> Iterator[Opener]:
    for at, criterion in enumerate(criteria):
        if criterion.only_if:
            opener = index[criterion.only_if.criterion]
            least = criterion.only_if.at_least
            points = next(lv.points for lv in criteria[opener].levels if lv.id == least)
            yield Opener(at, opener, points)


def _by_mark(item: Item, marked: Mapping[str, Choice]) -> FrozenDict[Mark | None, Choice]:
    levels = item.criterion.levels
    found: dict[Mark | None, Choice] = {None: item.choice((), "none")}
    if item.criterion.mode == "sum":
        # Ticked lines come as a list of any of them: `marks.several` makes those choices.
        found[0] = found[()] = item.choice((), "mark")
        return FrozenDict(found)
    shared = [level.points for level in levels]
    for level in levels:
        found[level.id] = marked[level.id]
        if level.points and shared.count(level.points) == 1:
            found[level.points] = found[level.id]
    zero = next((lv for lv in levels if lv.points == 0 and lv.case is None), None)
    found[0] = found[zero.id] if zero else item.choice((), "mark")
    return FrozenDict(found)


def _shown(item: Item, marked: Mapping[str, Choice]) -> FrozenDict[str | None, Choice]:
    found: dict[str | None, Choice] = {None: item.choice((), "fact")}
    for level, choice in marked.items():
        found[level] = choice._replace(source="fact")
    return FrozenDict(found)


def _closed(item: Item) -> tuple[Choice, ...]:
    if item.criterion.only_if is None:
        return (item.choice((), "condition"),)
    most = points_of(item.criterion.levels)
    return tuple([item.choice((), "condition", marked) for marked in range(most + 1)])


def _best(item: Item, marked: Mapping[str, Choice]) -> Choice:
    """The choice with the most points; of several, the one whose missed minimums cost least."""
    if item.criterion.mode == "sum":
        return item.choice(item.criterion.levels, "mark")
    return max(marked.values(), key=lambda choice: (choice.points, _lowest_lost(choice)))


def _lowest_lost(choice: Choice) -> float:
    """The lowest star that a choice costs."""
    return min([unmet.star for unmet in choice.unmet], default=inf)


def _star_of(total: int, bands: tuple[Band, ...]) -> int:
    # INVARIANT: bands are half-open, meet, and cover every total; `rules check` refuses others.
    return next(band.star for band in bands if total in band.points)
