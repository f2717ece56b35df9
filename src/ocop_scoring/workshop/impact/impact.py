"""What a change of the rules does to a population: every product rated under both sides, who gains
and who loses, by what condition, by which change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from typing import Any, cast

from ...errors import CatalogError, Fault, OcopError
from ...filing.forms import ScoreSheet
from ...frozen import FrozenDict, Value, worked_out
from ...rules.catalog import Catalog
from ...rules.ruleset import Ruleset
from ..crosswalk import SheetCarrier, crosswalk_of
from ..sides import Side, side_of
from .carrier import Carrier, SameDecision, is_same_decision
from .causes import Causes, causes_of
from .counts import ImpactCounts, counted
from .entry import Population, PopulationEntry, PopulationKind, PopulationProblem
from .moved import RatedTwice
from .rated import Rater
from .result import SideResult, points_shown
from .words import impact_json

__all__ = ["REJECTED", "TOLD_BY", "Impact", "ImpactCounts", "impact", "rated_twice"]

REJECTED = "rejected"
"""The row and column of the matrix of what a gate rejects."""

TOLD_BY = ("product_set", "producer_kind", "commune")
"""By what the effect is told apart."""

UNKNOWN = "unknown"
"""What products that don't say theirs stand under."""


class Impact(Value):
    """What rules B in place of rules A do to a population.

    `rows` has every product in the population's order, `problems` what could not be used of it.
    """

    from_: str
    to: str
    a: Ruleset
    b: Ruleset
    kind: PopulationKind
    rows: tuple[RatedTwice, ...]
    problems: tuple[PopulationProblem, ...]
    causes: Causes

    def __repr__(self) -> str:
        counts = self.counts
        told = f"{counts.winners} up, {counts.losers} down, {counts.open} open"
        return f"<Impact {self.from_} → {self.to}: {told} of {counts.products}>"

    @worked_out
    def counts(self) -> ImpactCounts:
        """How many products came to what."""
        return counted(self.rows)

    @worked_out
    def matrix(self) -> FrozenDict[str, FrozenDict[str, int]]:
        """How many products have each star under A (rows) and under B (columns), highest first;
        `rejected` stands last, where some are. What is open is not in it.
        """
        found = Counter([(_cell(row.a), _cell(row.b)) for row in self.rows if not row.is_open])
        here, there = self._stars(self.a), self._stars(self.b)
        if any(REJECTED in pair for pair in found):
            here, there = [*here, REJECTED], [*there, REJECTED]
        return FrozenDict(
            {row: FrozenDict({column: found[row, column] for column in there}) for row in here}
        )

    @staticmethod
    def _stars(rules: Ruleset) -> list[str]:
        return [str(star) for star in sorted([band.star for band in rules.bands], reverse=True)]

    @worked_out
    def winners(self) -> tuple[RatedTwice, ...]:
        """The products whose star rises: the most stars first, then by name."""
        return self._with("up")

    @worked_out
    def losers(self) -> tuple[RatedTwice, ...]:
        """The products whose star falls, or that a gate rejects now: the most stars first."""
        return self._with("down")

    @worked_out
    def open(self) -> tuple[RatedTwice, ...]:
        """The products without a result on one side."""
        return tuple([row for row in self.rows if row.is_open])

    def _with(self, verdict: str) -> tuple[RatedTwice, ...]:
        found = [row for row in self.rows if row.verdict == verdict]
        found.sort(key=lambda row: (-abs(row.a.rank - row.b.rank), row.entry.name))
        return tuple(found)

    @worked_out
    def by(self) -> FrozenDict[str, FrozenDict[str, ImpactCounts]]:
        """The counts of each product set, kind of producer and commune; of those who don't say
        theirs under `unknown`.
        """
        return FrozenDict({by: FrozenDict(_grouped(self.rows, by)) for by in TOLD_BY})

    @property
    def decided_otherwise(self) -> tuple[RatedTwice, ...]:
        """The products of sealed records that come to something else under A than was decided."""
        return tuple([row for row in self.rows if row.entry.decided and not _as_decided(row)])

    def as_json(self) -> dict[str, Any]:
        """`ocop-impact/1`: what `ocop impact A B POPULATION --json` prints."""
        return impact_json(self)

    @property
    def is_without_effect(self) -> bool:
        """Whether no product comes to anything else under B than under A."""
        return all(row.a == row.b for row in self.rows)


def _as_decided(row: RatedTwice) -> bool:
    decided, came = row.entry.decided, row.a
    assert decided is not None  # asked for where it is
    status = "open" if came.status == "open" else decided.status
    is_open = decided.status not in ("rated", "rejected")
    if is_open or came.status == "open":
        return is_open and status == "open"
    points = came.points if decided.points is not None else None
    told = (came.status, came.star, points_shown(points))
    return told == (decided.status, decided.star, decided.points)


def _cell(result: SideResult) -> str:
    return REJECTED if result.star is None else str(result.star)


def _grouped(rows: Iterable[RatedTwice], by: str) -> Iterator[tuple[str, ImpactCounts]]:
    found: dict[object, list[RatedTwice]] = {}
    for row in rows:
        found.setdefault(getattr(row.entry, by), []).append(row)
    names = sorted(
        found, key=lambda name: (name is None, name if type(name) is int else 0, str(name))
    )
    for name in names:
        yield UNKNOWN if name is None else str(name), counted(found[name])


def rated_twice(
    a: Ruleset,
    b: Ruleset,
    entries: Iterable[PopulationEntry],
    carrier: Carrier,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[list[RatedTwice], list[PopulationProblem]]:
    """Every product under both sides, in their order, and those that don't fit the first one."""
    every = list(entries)
    problems, first = [], Rater(a)
    before: list[tuple[PopulationEntry, SideResult]] = []
    of = 2 * len(every)
    for done, entry in enumerate(every):
        if done % 1000 == 0:
            said(done, of)
        try:
            _check_fits(a, entry)
            before.append((entry, first.result(entry, entry.product_set, entry.sheets)))
        except OcopError as error:
            problems.append(PopulationProblem(entry.origin, error.faults))
    rows, second = [], Rater(b, only_whole=not is_same_decision(a.id, b.id))
    for done, (entry, result) in enumerate(before, len(every)):
        if done % 1000 == 0:
            said(done, of)
        number = carrier.number(entry.product_set)
        try:
            sheets: list[ScoreSheet] = []
            if number is not None:
                sheets = [carrier.sheet(entry.product_set, sheet) for sheet in entry.sheets]
            rows.append(RatedTwice(entry, result, second.result(entry, number, sheets), number))
        except OcopError as error:
            problems.append(PopulationProblem(entry.origin, error.faults))
    said(of, of)
    return rows, problems


def _check_fits(rules: Ruleset, entry: PopulationEntry) -> None:
    """A sheet of another decision means nothing under these rules."""
    for sheet in entry.sheets:
        if sheet.ruleset != rules.id and not is_same_decision(sheet.ruleset, rules.id):
            place = sheet.place(("ruleset",))
            raise CatalogError(Fault("other-ruleset", place, "ruleset", sheet.ruleset, rules.id))


def impact(
    a: str | PathLike[str] | Ruleset | Side,
    b: str | PathLike[str] | Ruleset | Side,
    population: Population | Iterable[PopulationEntry],
    *,
    catalog: Catalog | None = None,
    seed: int = 0,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> Impact:
    """What rules `b` in place of rules `a` do to a population: both sides as `side_of` reads them.

    Every product is rated twice as it stands, across decisions by way of their crosswalk; what that
    leaves open stays open, and is never won or lost. `seed` is that of sampled shares. `said` is
    told how much is done, of how much. CatalogError, RulesetError where a side can't be read, or no
    crosswalk leads from one decision to the other. What is wrong with single products stands in
    the impact's `problems`.
    """
    here, there = side_of(a, catalog), side_of(b, catalog)
    given = population if isinstance(population, Population) else None
    known = given or Population("sheets", tuple(cast("Iterable[PopulationEntry]", population)))
    carrier = carrier_between(here.ruleset, there.ruleset, catalog)
    rows, problems = rated_twice(here.ruleset, there.ruleset, known.entries, carrier, said)
    causes = causes_of(here.ruleset, there.ruleset, rows, seed, said)
    if causes.parts and causes.whole != counted(rows).effect:
        causes = Causes(none="not-between")
    return Impact(
        here.name,
        there.name,
        here.ruleset,
        there.ruleset,
        known.kind,
        tuple(rows),
        (*known.problems, *problems),
        causes,
    )


def carrier_between(a: Ruleset, b: Ruleset, catalog: Catalog | None) -> Carrier:
    """What takes sheets from one side to the other. CatalogError where nothing does."""
    if is_same_decision(a.id, b.id):
        return SameDecision(a, b)
    return SheetCarrier(crosswalk_of(a, b, catalog))
