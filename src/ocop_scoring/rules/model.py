"""What a product set is made of: frozen values, built from its resolved document.

Attributes bear the names of `ocop rules show --json`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..exact import Interval
from ..frozen import FrozenDict
from ..terms import Confidence, Ending, Evidence, GateProvenance, Mode, Provenance, RaisedBy
from ..text import Words
from . import writers
from .resolved import words_from
from .vocabulary import Condition, condition_from

__all__ = [
    "Band",
    "Case",
    "Criterion",
    "Erratum",
    "Gate",
    "Group",
    "Heading",
    "Level",
    "Minimum",
    "MissingMinimums",
    "OnlyIf",
    "Part",
    "Reading",
    "Row",
    "bands_from",
    "erratum_from",
    "gate_from",
    "part_from",
    "points_of",
    "reading_from",
    "rows_of",
]


class Level(NamedTuple):
    """A printed box: its points, asterisk (`minimum`: the star that asks for it), words, and what
    facts say of it.

    `mark` is what a sheet writes for it: its points where it alone has them, else its id.
    """

    id: str
    points: int
    minimum: int | None
    case: str | None
    readings: tuple[str, ...]
    words: Words
    when: Condition | None
    needs: Condition | None
    mark: int | str

    @property
    def reading(self) -> str | None:
        """The first of the readings that it rests on; None where it rests on none."""
        return self.readings[0] if self.readings else None

    @property
    def vi(self) -> str:
        """The label in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The label in English, where there is one."""
        return self.words.en


def points_of(levels: Iterable[Level]) -> int:
    """The points of some levels together."""
    return sum(level.points for level in levels)


class OnlyIf(NamedTuple):
    """The item, and its lowest level, without which a conditional criterion is not rated."""

    criterion: str
    at_least: str


class Case(NamedTuple):
    """One of the cases of a criterion: its words, and what of a dossier decides it."""

    words: Words
    when: Condition | None

    @property
    def vi(self) -> str:
        """The case in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The case in English, where there is one."""
        return self.words.en


class Criterion(NamedTuple):
    """A criterion in the table of one product set; `points` is the most it can give as printed,
    `note` what print says beyond the title.

    Items with the same `pair` take the same case. `readings` are those that every result in which
    it is assessed rests on.
    """

    number: str
    id: str
    title: Words
    points: int
    heading: str | None
    mode: Mode
    only_if: OnlyIf | None
    evidence: Evidence
    provenance: Provenance
    levels: tuple[Level, ...]
    cases: FrozenDict[str, Case]
    note: Words | None = None
    pair: str | None = None
    readings: tuple[str, ...] = ()

    @property
    def reading(self) -> str | None:
        """The first of its own readings; None where it has none."""
        return self.readings[0] if self.readings else None

    @property
    def most(self) -> int:
        """The most points that its levels can give: less than printed where print is wrong."""
        points = [level.points for level in self.levels]
        return sum(points) if self.mode == "sum" else max(points)

    @property
    def zero(self) -> Level | None:
        """The level worth 0 that belongs to no case; None where there is none."""
        return next((lv for lv in self.levels if lv.points == 0 and lv.case is None), None)

    def level(self, name: str) -> Level:
        """The level of this id. KeyError where there is none."""
        for level in self.levels:
            if level.id == name:
                return level
        raise KeyError(name)


class Heading(NamedTuple):
    """A printed heading inside a group (sets 11 and 13)."""

    number: str
    title: Words
    points: int


class Group(NamedTuple):
    """A printed group of criteria; a criterion that is its own group stands in one."""

    number: str
    title: Words
    points: int
    headings: tuple[Heading, ...]
    criteria: tuple[Criterion, ...]

    @property
    def is_criterion(self) -> bool:
        """Whether the group is one criterion, printed in one row."""
        return len(self.criteria) == 1 and self.criteria[0].number == self.number


class Part(NamedTuple):
    """One of the parts A, B, C."""

    code: str
    title: Words
    points: int
    groups: tuple[Group, ...]


class Row(NamedTuple):
    """One printed row of a table: of a part, a group, a heading or a criterion.

    `criteria` are those that it covers, in printed order; of a criterion's own row, that one.
    """

    kind: Literal["part", "group", "heading", "criterion"]
    number: str
    title: Words
    points: int
    criteria: tuple[Criterion, ...]

    @property
    def criterion(self) -> Criterion:
        """The criterion of a row of the kind `criterion`."""
        return self.criteria[0]


class Gate(NamedTuple):
    """A ground on which a dossier is rejected, or its rating stopped, before points count."""

    id: str
    at: str | None
    outcome: Ending
    raised_by: RaisedBy
    words: Words
    readings: tuple[str, ...]
    when: Condition | None
    unless: Condition | None
    waived_by: Condition | None
    any_of: tuple[str, ...]
    points: int | None
    provenance: GateProvenance

    @property
    def reading(self) -> str | None:
        """The first of the readings that it rests on; None where it rests on none."""
        return self.readings[0] if self.readings else None

    @property
    def vi(self) -> str:
        """The ground in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The ground in English."""
        return self.words.en


class Band(NamedTuple):
    """The half-open stretch of points that gives a star, before minimums."""

    star: int
    points: Interval


class Minimum(NamedTuple):
    """A printed asterisk: this star asks for this level of this criterion, or one with more points
    of the same case.
    """

    star: int
    criterion: str
    level: Level


class MissingMinimums(NamedTuple):
    """A part of the table and the stars whose minimums exist but are not known."""

    part: str
    stars: tuple[int, ...]


class Erratum(NamedTuple):
    """What print says, how it is read, and why."""

    at: str
    printed: str
    read_as: str
    why: Words
    confidence: Confidence


class Reading(NamedTuple):
    """A question that the law leaves open, the answer taken, its basis, and the other answers."""

    id: str
    question: Words
    taken: Words
    basis: str
    other_readings: tuple[str, ...]
    article: str


def rows_of(parts: Iterable[Part]) -> Iterator[Row]:
    """The printed rows of some parts, in order; a criterion that is its own group has one row."""
    for part in parts:
        covered = tuple(c for group in part.groups for c in group.criteria)
        yield Row("part", part.code, part.title, part.points, covered)
        for group in part.groups:
            yield from _rows_of(group)


def _rows_of(group: Group) -> Iterator[Row]:
    """The rows of a group: its own, those of its criteria, and of each heading before the first
    criterion under it.
    """
    if not group.is_criterion:
        yield Row("group", group.number, group.title, group.points, group.criteria)
    headings = {heading.number: heading for heading in group.headings}
    for criterion in group.criteria:
        heading = headings.pop(criterion.heading, None) if criterion.heading else None
        if heading is not None:
            under = tuple(c for c in group.criteria if c.heading == heading.number)
            yield Row("heading", heading.number, heading.title, heading.points, under)
        yield Row("criterion", criterion.number, criterion.title, criterion.points, (criterion,))


def bands_from(stars: Mapping[str, str]) -> tuple[Band, ...]:
    """The bands of a decision, highest star first as its document has them."""
    return tuple(Band(int(star), Interval.parse(text)) for star, text in stars.items())


def part_from(part: Mapping[str, Any]) -> Part:
    """A part with its groups, from its resolved form."""
    groups = tuple(_group(group) for group in part["groups"])
    return Part(part["code"], words_from(part["title"]), part["points"], groups)


def _group(group: Mapping[str, Any]) -> Group:
    headings = tuple(
        Heading(h["number"], words_from(h["title"]), h["points"]) for h in group["headings"]
    )
    criteria = tuple(_criterion(criterion) for criterion in group["criteria"])
    return Group(group["number"], words_from(group["title"]), group["points"], headings, criteria)


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    only_if = entry.get("only_if")
    cases = {
        case: Case(words_from(said), condition_from(said.get("when")))
        for case, said in entry.get("cases", {}).items()
    }
    note = entry.get("note")
    return Criterion(
        entry["number"],
        entry["id"],
        words_from(entry["title"]),
        entry["points"],
        entry.get("heading"),
        entry["mode"],
        OnlyIf(only_if["criterion"], only_if["at_least"]) if only_if else None,
        entry["evidence"],
        entry["provenance"],
        tuple(_level(level, writers.mark_of(level, entry)) for level in entry["levels"]),
        FrozenDict(cases),
        words_from(note) if note else None,
        entry.get("pair"),
        writers.readings_in(entry),
    )


def _level(level: Mapping[str, Any], mark: int | str) -> Level:
    return Level(
        level["id"],
        level["points"],
        level.get("minimum"),
        level.get("case"),
        writers.readings_in(level),
        words_from(level),
        condition_from(level.get("when")),
        condition_from(level.get("needs")),
        mark,
    )


def gate_from(gate: Mapping[str, Any]) -> Gate:
    """A gate from its resolved form."""
    return Gate(
        gate["id"],
        gate.get("at"),
        gate["outcome"],
        gate["raised_by"],
        words_from(gate),
        writers.readings_in(gate),
        condition_from(gate.get("when")),
        condition_from(gate.get("unless")),
        condition_from(gate.get("waived_by")),
        tuple(gate.get("any_of", ())),
        gate.get("points"),
        gate.get("provenance", "published"),  # revision 1 says nothing of a published one
    )


def erratum_from(entry: Mapping[str, Any]) -> Erratum:
    """A misprint from its resolved form."""
    why = words_from(entry["why"])
    return Erratum(entry["at"], entry["printed"], entry["read_as"], why, entry["confidence"])


def reading_from(name: str, entry: Mapping[str, Any]) -> Reading:
    """A reading from its resolved form."""
    return Reading(
        name,
        words_from(entry["question"]),
        words_from(entry["taken"]),
        entry["basis"],
        tuple(entry["other_readings"]),
        entry["article"],
    )
