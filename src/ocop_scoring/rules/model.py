"""What a ruleset is made of: frozen values, built once from a resolved product set.

A resolved product set is a plain JSON document that holds everything a result rests on; its digest
is the ruleset digest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ..days import Certificate, certificate_of
from ..exact import Interval
from ..terms import CaveatCode
from ..text import Words
from .resolved import digest

__all__ = [
    "KINDS_OF_APPLICATION",
    "Band",
    "Clause",
    "Condition",
    "Council",
    "Criterion",
    "Document",
    "Erratum",
    "Fact",
    "Gate",
    "Group",
    "Heading",
    "Level",
    "Minimum",
    "MissingMinimums",
    "OnlyIf",
    "Part",
    "ProductSet",
    "Reading",
    "Ruleset",
    "Vocabulary",
    "covers",
]

KINDS_OF_APPLICATION = ("first", "upgrade", "renewal")
Evidence = Literal["derived", "guarded", "judged"]
Outcome = Literal["rejected", "stopped"]
RaisedBy = Literal["assessor", "evidence", "marks"]
Unit = Literal["share", "count", "months", "yes_no", "word"]
FactValue = Decimal | bool | str


class Fact(NamedTuple):
    """An entry of the vocabulary of facts: its unit, its words, and where in the dossier it stands
    when not under `facts`.
    """

    name: str
    unit: Unit
    title: Words
    words: Mapping[str, Words] = MappingProxyType({})
    from_dossier: str | None = None


class Document(NamedTuple):
    """An entry of the vocabulary of document kinds."""

    kind: str
    title: Words
    form_02_row: int | None = None
    expires: bool = False


class Vocabulary(NamedTuple):
    """What may be known (facts) and what may be shown (documents)."""

    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]


class Clause(NamedTuple):
    """One thing that a condition asks of one fact: an interval, a yes or no, or one of some words;
    or of one kind of document.
    """

    fact: str
    wanted: Interval | bool | tuple[str, ...]

    @property
    def document(self) -> str | None:
        """The kind of document asked for, where this is about one."""
        return (
            self.wanted[0] if self.fact == "document" and isinstance(self.wanted, tuple) else None
        )

    def holds(self, value: FactValue) -> bool:
        """Whether a known value is what is asked for."""
        if isinstance(self.wanted, tuple):
            return value in self.wanted
        if isinstance(self.wanted, bool):
            return value is self.wanted
        return value in self.wanted


class Condition(NamedTuple):
    """Alternatives, one of which must hold; all clauses of an alternative must."""

    alternatives: tuple[tuple[Clause, ...], ...]

    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of every alternative, in order."""
        return tuple(clause for alternative in self.alternatives for clause in alternative)


class Level(NamedTuple):
    """A printed box: its points, asterisk (`minimum`: the star that asks for it), words, and what
    facts say of it.
    """

    id: str
    points: int
    minimum: int | None
    case: str | None
    reading: str | None
    words: Words
    when: Condition | None
    needs: Condition | None

    @property
    def vi(self) -> str:
        """The label in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The label in English, where there is one."""
        return self.words.en


class OnlyIf(NamedTuple):
    """The item, and its lowest level, without which a conditional criterion is not rated."""

    criterion: str
    at_least: str


class Criterion(NamedTuple):
    """A criterion in the table of one product set; `points` is the most it can give."""

    number: str
    id: str
    title: Words
    points: int
    heading: str | None
    mode: Literal["one", "sum"]
    only_if: OnlyIf | None
    evidence: Evidence
    provenance: str
    levels: tuple[Level, ...]
    cases: Mapping[str, Words]


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


class Part(NamedTuple):
    """One of the parts A, B, C."""

    code: str
    title: Words
    points: int
    groups: tuple[Group, ...]


class Gate(NamedTuple):
    """A ground on which a dossier is rejected, or its rating stopped, before points count."""

    id: str
    at: str | None
    outcome: Outcome
    raised_by: RaisedBy
    words: Words
    reading: str | None
    when: Condition | None
    unless: Condition | None
    waived_by: Condition | None
    any_of: tuple[str, ...]
    points: int

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
    confidence: Literal["high", "medium", "low", "unresolved"]


class Reading(NamedTuple):
    """A question that the law leaves open, the answer taken, its basis, and the other answers."""

    id: str
    question: Words
    taken: Words
    basis: str
    other_readings: tuple[str, ...]
    article: str


class ProductSet:
    """One table of the law, resolved: parts, groups, criteria, levels, gates, errata, readings, and
    what they rest on.

    Attributes bear the names of `ocop rules show --json`. Equal digests mean equal law.
    """

    def __init__(self, document: Mapping[str, Any], known_digest: str | None = None) -> None:
        ruleset = document["ruleset"]
        self.document = document
        self._digest = known_digest
        self.ruleset: str = ruleset["id"]
        self.decision: str = ruleset["decision"]["number"]
        self.revision: int = ruleset["revision"]
        self.product_set: int = document["number"]
        self.title = _words(document["title"])
        self.provenance: str = document["provenance"]
        self.caveats: tuple[CaveatCode, ...] = tuple(document["caveats"])
        self.bands = tuple(
            Band(int(star), Interval.parse(text)) for star, text in ruleset["stars"].items()
        )
        self.star_lost_reading: str | None = ruleset["readings"].get("star_lost")
        self.minimums_reading: str | None = ruleset["readings"].get("minimums")
        self.minimums_missing = tuple(
            MissingMinimums(m["part"], tuple(m["stars"]))
            for m in document.get("minimums_missing", ())
        )

    def lacks_minimums_of(self, star: int) -> bool:
        """Whether minimums of a star, or of a lower one, are not known: who reaches it by all that
        is known may still miss it.
        """
        return any(missing <= star for entry in self.minimums_missing for missing in entry.stars)

    def __repr__(self) -> str:
        return f"<ProductSet {self.ruleset}/{self.product_set}: {self.title.vi}>"

    @property
    def digest(self) -> str:
        """The SHA-256 of the table with all that its results rest on, as `sha256:…`."""
        if self._digest is None:
            self._digest = digest(self.document)
        return self._digest

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in printed order."""
        return tuple(_part(part) for part in self.document["parts"])

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in printed order."""
        return tuple(c for part in self.parts for group in part.groups for c in group.criteria)

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """The grounds of rejection, in printed order."""
        return tuple(_gate(gate) for gate in self.document["gates"])

    @cached_property
    def errata(self) -> tuple[Erratum, ...]:
        """The misprints of this table."""
        return tuple(
            Erratum(e["at"], e["printed"], e["read_as"], _words(e["why"]), e["confidence"])
            for e in self.document["errata"]
        )

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The open readings that results under this table may rest on, by id."""
        return MappingProxyType(
            {
                name: Reading(
                    name,
                    _words(r["question"]),
                    _words(r["taken"]),
                    r["basis"],
                    tuple(r["other_readings"]),
                    r["article"],
                )
                for name, r in self.document["readings"].items()
            }
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of document that this table's conditions name."""
        return vocabulary_from(self.document["vocabulary"])

    @cached_property
    def minimums(self) -> tuple[Minimum, ...]:
        """Every printed asterisk, lowest star first, then in printed order."""
        found = [
            Minimum(level.minimum, criterion.number, level)
            for criterion in self.criteria
            for level in criterion.levels
            if level.minimum is not None
        ]
        return tuple(sorted(found, key=lambda minimum: minimum.star))

    @cached_property
    def most_points(self) -> int:
        """The most points that a sheet can have: less than printed where print doesn't add up."""
        return sum(
            sum(points) if c.mode == "sum" else max(points)
            for c in self.criteria
            for points in [[lv.points for lv in c.levels]]
        )

    def criterion(self, number: str) -> Criterion:
        """The criterion printed under `number`. KeyError where there is none."""
        for criterion in self.criteria:
            if criterion.number == number:
                return criterion
        raise KeyError(number)

    def as_json(self) -> dict[str, Any]:
        """The table as `ocop-product-set/1`: what `ocop rules show RULESET N --json` prints."""
        return {
            "format": "ocop-product-set/1",
            "ruleset": self.ruleset,
            "product_set": self.product_set,
            "digest": self.digest,
            "title": self.document["title"],
            "provenance": self.provenance,
            "caveats": list(self.caveats),
            "minimums_missing": [
                {"part": m.part, "stars": list(m.stars)} for m in self.minimums_missing
            ],
            "parts": [_part_json(part) for part in self.parts],
            "gates": [
                {
                    "id": g.id,
                    "at": g.at,
                    "outcome": g.outcome,
                    "raised_by": g.raised_by,
                    "vi": g.vi,
                    "en": g.en,
                }
                for g in self.gates
            ],
            "errata": [
                {
                    "at": e.at,
                    "printed": e.printed,
                    "read_as": e.read_as,
                    "why": e.why.en or e.why.vi,
                    "confidence": e.confidence,
                }
                for e in self.errata
            ],
            "readings": self.document["readings"],
        }


class Council(NamedTuple):
    """A council on a dossier's way, where the decision itself regulates it: members and rounds, and
    where its products go.

    `first_round_from` is the star from which a product passes the first of two rounds; `sends_on`
    the points that go `to` the next council.
    """

    level: str
    members: tuple[int, int]
    rounds: int
    first_round_from: int | None
    papers_days_before: int | None
    sends_on: Interval | None
    to: str | None
    below_top_certified_by: str | None


class Ruleset:
    """A decision as data: its dates, bands, certificates, and its product sets, loaded when first
    asked for.
    """

    def __init__(self, document: Mapping[str, Any], load: Callable[[int], ProductSet]) -> None:
        self.document = document
        self.id: str = document["id"]
        self.revision: int = document["revision"]
        self.title = _words(document["title"])
        self.decision: str = document["decision"]["number"]
        self.provenance: str = document["provenance"]
        self.numbers: tuple[int, ...] = tuple(document["product_sets"])
        self.bands = tuple(
            Band(int(star), Interval.parse(text)) for star, text in document["stars"].items()
        )
        self.received_by: str | None = document["received_by"]
        self.certified_by: Mapping[int, str] = {
            int(star): who for star, who in document["certified_by"].items()
        }
        process = document["process"] or {"policy": None, "councils": {}}
        self.policy: str | None = process["policy"]
        self.councils = tuple(
            _council(level, council) for level, council in process["councils"].items()
        )
        self._load = load
        self._loaded: dict[int, ProductSet] = {}

    def __repr__(self) -> str:
        return f"<Ruleset {self.id}: {len(self.numbers)} product sets>"

    def may_rate(self, filed: date, kind: str, decided: date | None) -> bool:
        """Whether a dossier filed on that day may be rated under this ruleset: its own filings, or
        those that the earlier rules did not finish in time, where the day of the decision shows
        that.
        """
        if covers(self.document["filings"], filed):
            return True
        return decided is not None and any(
            kind in transition["kinds"]
            and covers(transition["filed"], filed)
            and decided.isoformat() > transition["decide_by"]
            for transition in self.document["transition"]
        )

    def certificate(self, issued_on: date, expires_on: date | None = None) -> Certificate:
        """The days of a certificate issued on that day: its end, when its renewal is filed, how
        long it may run on.

        26/2026/QĐ-TTg, Articles 4.3, 7.6a and 12.3; of other decisions, what they say. `expires_on`
        is what the certificate itself says.
        """
        return certificate_of(self.document["certificate"], issued_on, expires_on)

    def product_set(self, number: int) -> ProductSet:
        """The table of product set `number`. CatalogError where the ruleset has none."""
        found = self._loaded.get(number)
        if found is None:
            found = self._loaded[number] = self._load(number)
        return found


def _council(level: str, c: Mapping[str, Any]) -> Council:
    return Council(
        level,
        tuple(c["members"]),
        c["rounds"],
        c["first_round_from"],
        c["papers_days_before"],
        Interval.parse(c["sends_on"]) if c["sends_on"] else None,
        c["to"],
        c["below_top_certified_by"],
    )


def covers(span: Mapping[str, str | None], day: date) -> bool:
    """Whether a day lies in a span of ISO days; without `until` it is open."""
    shown = day.isoformat()
    return str(span["from"]) <= shown <= (span["until"] or shown)


def vocabulary_from(document: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary that a resolved document carries."""
    return Vocabulary(
        MappingProxyType(
            {
                name: Fact(
                    name,
                    f["unit"],
                    _words(f),
                    {word: _words(w) for word, w in f.get("words", {}).items()},
                    f.get("from"),
                )
                for name, f in document["facts"].items()
            }
        ),
        MappingProxyType(
            {
                kind: Document(kind, _words(d), d.get("form_02_row"), d.get("expires", False))
                for kind, d in document["documents"].items()
            }
        ),
    )


def condition_from(alternatives: list[Mapping[str, Any]] | None) -> Condition | None:
    """A condition from its resolved form: a list of `{fact: wanted}`."""
    if alternatives is None:
        return None
    return Condition(tuple(tuple(_clauses(alternative)) for alternative in alternatives))


def _clauses(alternative: Mapping[str, Any]) -> list[Clause]:
    clauses = []
    for fact, wanted in alternative.items():
        if fact == "document":
            clauses += [Clause(fact, (kind,)) for kind in wanted]
        elif isinstance(wanted, str):
            clauses.append(Clause(fact, Interval.parse(wanted)))
        else:
            clauses.append(Clause(fact, wanted if isinstance(wanted, bool) else tuple(wanted)))
    return clauses


def _words(entry: Mapping[str, Any]) -> Words:
    return Words(entry["vi"], entry.get("en"))


def _part(part: Mapping[str, Any]) -> Part:
    return Part(
        part["code"],
        _words(part["title"]),
        part["points"],
        tuple(_group(group) for group in part["groups"]),
    )


def _group(group: Mapping[str, Any]) -> Group:
    headings = tuple(
        Heading(h["number"], _words(h["title"]), h["points"]) for h in group["headings"]
    )
    criteria = tuple(_criterion(criterion) for criterion in group["criteria"])
    return Group(group["number"], _words(group["title"]), group["points"], headings, criteria)


def _criterion(c: Mapping[str, Any]) -> Criterion:
    only_if = (
        OnlyIf(c["only_if"]["criterion"], c["only_if"]["at_least"]) if "only_if" in c else None
    )
    cases = {case: _words(words) for case, words in c.get("cases", {}).items()}
    levels = tuple(
        Level(
            level["id"],
            level["points"],
            level.get("minimum"),
            level.get("case"),
            level.get("reading"),
            _words(level),
            condition_from(level.get("when")),
            condition_from(level.get("needs")),
        )
        for level in c["levels"]
    )
    return Criterion(
        c["number"],
        c["id"],
        _words(c["title"]),
        c["points"],
        c.get("heading"),
        c["mode"],
        only_if,
        c["evidence"],
        c["provenance"],
        levels,
        cases,
    )


def _gate(g: Mapping[str, Any]) -> Gate:
    return Gate(
        g["id"],
        g.get("at"),
        g["outcome"],
        g["raised_by"],
        _words(g),
        g.get("reading"),
        condition_from(g.get("when")),
        condition_from(g.get("unless")),
        condition_from(g.get("waived_by")),
        tuple(g.get("any_of", ())),
        g.get("points", 0),
    )


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "code": part.code,
        "title": _words_json(part.title),
        "points": str(part.points),
        "groups": [
            {
                "number": group.number,
                "title": _words_json(group.title),
                "points": str(group.points),
                "headings": [
                    {"number": h.number, "title": _words_json(h.title), "points": str(h.points)}
                    for h in group.headings
                ],
                "criteria": [_criterion_json(criterion) for criterion in group.criteria],
            }
            for group in part.groups
        ],
    }


def _criterion_json(c: Criterion) -> dict[str, Any]:
    return {
        "number": c.number,
        "id": c.id,
        "title": _words_json(c.title),
        "points": str(c.points),
        "heading": c.heading,
        "mode": c.mode,
        "only_if": {"criterion": c.only_if.criterion, "at_least": c.only_if.at_least}
        if c.only_if
        else None,
        "evidence": c.evidence,
        "provenance": c.provenance,
        "levels": [
            {
                "id": level.id,
                "points": str(level.points),
                "minimum": level.minimum,
                "case": level.case,
                "reading": level.reading,
                "vi": level.vi,
                "en": level.en,
            }
            for level in c.levels
        ],
    }


def _words_json(words: Words) -> dict[str, str | None]:
    return {"vi": words.vi, "en": words.en}
