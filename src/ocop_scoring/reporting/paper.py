"""What a paper is made of: one small frozen tree in one language, ready to be set in any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..text import Lang

__all__ = [
    "Badge",
    "Document",
    "Ground",
    "Heading",
    "Held",
    "Lost",
    "Misprint",
    "Noted",
    "Part",
    "Row",
    "Scale",
    "Section",
    "Shortfall",
    "Step",
    "Stretch",
    "Text",
    "Verdict",
    "Way",
]


class Text(NamedTuple):
    """Words, and their language where it is not the paper's (the law's labels have no English)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A printed minimum of a criterion: its star, what it needs, and whether that is `met`,
    `missed`, `ahead` or `open`.

    `missed` costs a star that the points reach; `ahead` would cost only a higher one.
    """

    star: int
    points: int
    state: str
    said: str
    needs: Text


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A criterion in the table: the level reached, its points (– where it is open), where it comes
    from, and its minimums.

    `state` is open, short (it costs a star) or nothing; `doubted` says that a finding is about it.
    """

    number: str
    title: Text
    case: Text | None
    level: Text
    points: str
    most: int
    source: str
    ground: str
    badges: tuple[Badge, ...]
    state: str
    doubted: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A group, or a heading inside one, with what its criteria got."""

    number: str
    title: Text
    points: int
    most: int
    is_group: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; a criterion that is its own group has none."""

    heading: Heading | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the table, and the length of its bar in percent."""

    code: str
    title: Text
    points: int
    most: int
    length: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A star's band on the scale: its place and width in percent, and the points it starts from."""

    star: int
    left: str
    width: str
    middle: str
    start: int


@dataclass(frozen=True, slots=True)
class Scale:
    """All points from none to the most, with the bands of stars, where the total stands (a span
    where it is open), and the star given.

    `anchor` is start, middle or end: on which side of its place the mark has room.
    """

    most: int
    stretches: tuple[Stretch, ...]
    said: str
    mark: str
    left: str
    width: str
    middle: str
    anchor: str
    given: Stretch | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A missed minimum: what the star needs, and what there is."""

    number: str
    title: Text
    needs: Text
    needs_points: int
    has: Text
    has_points: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A star, and the minimums of it that are missed."""

    star: int
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the way to the next star; `told` where a shortfall asks for the same level, in
    words.
    """

    number: str
    title: Text
    now: Text
    now_points: int
    then: Text
    then_points: int
    gain: int
    told: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest changes that reach the next star; `at_least` says that more may be needed: not all
    minimums of it are known.
    """

    star: int
    points_missing: int
    gain: int
    steps: tuple[Step, ...]
    at_least: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which a dossier is rejected or stopped, and who raised it."""

    text: str
    outcome: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result at a glance. `outcome` is clean, lost, incomplete, rejected or stopped; a glyph is
    on, lost, maybe or off.

    `at_most` says that the star is only an upper bound: minimums of the decision are not known.
    """

    outcome: str
    headline: str
    sentence: str
    unit: str
    total: int
    most: int
    glyphs: tuple[str, ...]
    glyphs_label: str
    warnings: tuple[str, ...]
    grounds: tuple[Ground, ...]
    lost: tuple[Lost, ...]
    open: tuple[tuple[str, Text], ...]
    way: Way | None
    at_top: bool
    at_most: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and the criterion it is about."""

    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """A reading of the law that the result rests on."""

    question: Text
    taken: Text
    basis: Text
    article: Text


@dataclass(frozen=True, slots=True)
class Misprint:
    """A misprint of the table and how it is read."""

    at: str
    printed: Text
    read_as: Text
    why: Text
    confidence: str


@dataclass(frozen=True, slots=True)
class Document:
    """A paper in one language, in the order in which it is read: verdict, picture, table, notes,
    provenance.
    """

    kind: str
    lang: Lang
    title: str
    producer: str
    place: str
    product_set: int
    product_set_title: Text
    decision: str
    verdict: Verdict
    scale: Scale
    parts: tuple[Part, ...]
    gates: tuple[tuple[str, bool], ...]
    findings: tuple[Noted, ...]
    comment: str | None
    readings: tuple[Held, ...]
    errata: tuple[Misprint, ...]
    provenance: tuple[tuple[str, str], ...]
