"""A synthetic population: invented products whose sheets have stars in published shares.

It is for when no data may be shared. What is published is taken as published, and whatever else is
assumed stands here and in docs/why/synthetic-population.md. What can't be concluded from it is said
by `limits`, and belongs on everything that shows numbers of it.

Random numbers come of SHAKE-256: the same seed gives the same population on every machine and every
Python. No fraction is a float anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import shake_256
from struct import unpack
from typing import NamedTuple, TypeVar

from ...filing.evidence import review
from ...filing.forms import Assessor, Dossier, Mark, ScoreSheet
from ...lang import Lang, formatted
from ...rating.cases import decided_case
from ...rating.table import table_of
from ...rules.catalog import built_in
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ..reach.space import space_of
from .drawn_sheets import BITS, Asked, SheetsOfTable
from .entry import Population, PopulationEntry

__all__ = ["limits", "synthetic"]

T = TypeVar("T")

RECOGNISED = {3: 673, 4: 312, 5: 15}
"""How many of 1,000 recognised products have which star: 67.3 % and 31.2 % of 10,322 in December
2023; the rest were 42 with 5 stars, and 0.8 % found fit for 5 stars by their province, whose sheets
say 5 stars too.
"""

PROPOSED, PRESENTED = 64, 71
"""How many products of one provincial session (Phú Thọ, 28 November 2025) were proposed for 3 stars
or more, of how many; the others' sheets are taken to say 2 stars.
"""

KINDS = {
    "cooperative": 3 * 381,
    "private-enterprise": 242,
    "limited-company": 242,
    "joint-stock-company": 242,
    "household": 3 * 349,
    "cooperative-group": 3 * 28,
}
"""The 5,361 producers of December 2023 by kind: 38.1 % cooperatives, 24.2 % enterprises (taken to
be a third each of three kinds), 34.9 % households and establishments, the rest cooperative groups.
"""

LOWERED, OF = 1, 10
"""How many sheets below 5 stars have the points of a higher star and lost it to a minimum: assumed,
no number of it is published.
"""

COMMUNES = 24
"""How many invented communes there are, each as likely as any other."""

LIMITS = ("invented", "shares", "marks", "nothing-of", "good-for")


def limits(lang: Lang) -> tuple[str, ...]:
    """What a synthetic population is, what can't be concluded from it and what can: one sentence
    each, for every page and file that shows numbers of one.
    """
    return tuple([formatted(f"impact.synthetic.{name}", lang) for name in LIMITS])


def synthetic(
    ruleset: str | Ruleset, size: int, seed: int, *, product_set: int | None = None
) -> Population:
    """So many invented products with complete sheets under a ruleset (or the built-in one of this
    id); of one product set, or of all, each as likely as any other.

    Stars and kinds of producers have their shares exactly, to the nearest product. Dossiers state
    no facts and list no papers: nothing but the marks decides. Products of one set, kind and
    commune share their dossier. Where no sheet of a table has a star, the next lower one that some
    sheet has stands for it. ValueError for a size below 0; CatalogError where there is no such
    ruleset or table.
    """
    if size < 0:
        raise ValueError(f"a population can't have {size} products")
    rules = built_in().ruleset(ruleset) if isinstance(ruleset, str) else ruleset
    numbers = rules.numbers if product_set is None else (product_set,)
    drawn = list(
        zip(
            _shared_out(dict.fromkeys(numbers, 1), size, seed, "product sets"),
            _shared_out(_asked(), size, seed, "stars"),
            _shared_out(KINDS, size, seed, "kinds"),
            _shared_out(dict.fromkeys(range(1, COMMUNES + 1), 1), size, seed, "communes"),
            strict=True,
        )
    )
    entries: dict[int, PopulationEntry] = {}
    for number in numbers:  # table by table: what sheets of one are drawn by is needed no longer
        own = [(asked, place) for place, (of, asked, _, _) in enumerate(drawn) if of == number]
        if own:
            maker = _Maker(rules, rules.product_set(number))
            for asked, place in sorted(own):
                _, _, kind, commune = drawn[place]
                entries[place] = maker.entry(place + 1, asked, kind, commune, seed)
    return Population("synthetic", tuple([entries[place] for place in range(size)]))


def _asked() -> dict[Asked, int]:
    """Weights of what sheets are drawn: stars, and whether a minimum has lowered them."""
    stars = {2: (PRESENTED - PROPOSED) * sum(RECOGNISED.values())}
    stars |= {star: PROPOSED * share for star, share in RECOGNISED.items()}
    weights = {}
    for star, share in stars.items():
        lowered = LOWERED if star < max(stars) else 0
        weights[Asked(star, is_lowered=False)] = share * (OF - lowered)
        weights[Asked(star, is_lowered=True)] = share * lowered
    return weights


def _numbers(count: int, *of: object) -> Sequence[int]:
    """Random numbers of 64 bits for a purpose: bytes of SHAKE-256, the lowest first."""
    text = "/".join(["ocop-synthetic", *map(str, of)])
    found: Sequence[int] = unpack(f"<{count}Q", shake_256(text.encode()).digest(BITS // 8 * count))
    return found


def _shared_out(weights: Mapping[T, int], size: int, seed: int, what: str) -> list[T]:
    """So many things in shares by weight, exact to the nearest one (largest remainders), shuffled
    (Fisher and Yates).
    """
    whole = sum(weights.values())
    counts = {thing: size * weight // whole for thing, weight in weights.items()}
    by_rest = sorted(weights, key=lambda thing: size * weights[thing] % whole, reverse=True)
    for thing in by_rest[: size - sum(counts.values())]:
        counts[thing] += 1
    things = [thing for thing, count in counts.items() for _ in range(count)]
    numbers = _numbers(size, seed, what)
    for at in range(size - 1, 0, -1):
        other = numbers[at] * (at + 1) >> BITS
        things[at], things[other] = things[other], things[at]
    return things


class _Home(NamedTuple):
    """A dossier, and the cases that it decides; of other pairs of items None."""

    dossier: Dossier
    cases: tuple[str | None, ...]


class _Maker:
    """Makes invented products of one table."""

    def __init__(self, rules: Ruleset, table: ProductSet) -> None:
        self._rules, self._table = rules, table
        self._sheets = SheetsOfTable(space_of(table))
        self._homes: dict[tuple[str, int], _Home] = {}

    def entry(
        self, place: int, asked: Asked, kind: str, commune: int, seed: int
    ) -> PopulationEntry:
        """One product: number `place` of its population, with the star that is asked for."""
        home = self._homes.get((kind, commune))
        if home is None:
            home = self._homes[kind, commune] = self._home(kind, commune)
        pairs = self._sheets.pairs.values()
        numbers = _numbers(1 + len(pairs) + len(self._table.criteria), seed, "product", place)
        cases = tuple(
            [
                decided or names[number * len(names) >> BITS]
                for decided, names, number in zip(home.cases, pairs, numbers, strict=False)
            ]
        )
        marks = self._sheets.marks(asked, cases, numbers[len(pairs) :])
        return PopulationEntry(
            f"Sản phẩm {place} (tên đặt ra)",
            self._table.product_set,
            (_sheet(self._table, marks),),
            "synthetic",
            kind,
            home.dossier.product.commune,
            home.dossier,
        )

    def _home(self, kind: str, commune: int) -> _Home:
        dossier = _dossier(self._rules, self._table, kind, commune)
        shown = review(table_of(self._table), dossier, dossier.facts)
        first = {c.pair or c.number: c for c in reversed(self._table.criteria) if c.cases}
        cases = tuple([decided_case(first[pair], shown) for pair in self._sheets.pairs])
        return _Home(dossier, cases)


def _dossier(rules: Ruleset, table: ProductSet, kind: str, commune: int) -> Dossier:
    return Dossier.model_validate(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "Sản phẩm tổng hợp (tên đặt ra)",
                "product_set": table.product_set,
                "commune": f"Xã Mẫu {commune} (tên đặt ra)",
                "province": "Tỉnh Mẫu (tên đặt ra)",
            },
            "producer": {
                "name": "Chủ thể Mẫu (tên đặt ra)",
                "kind": kind,
                "representative": {"name": "Nguyễn Thị Mẫu (tên đặt ra)"},
            },
            "application": {
                "kind": "first",
                "submitted_on": rules.filings.from_,
                "ruleset": rules.id,
            },
        }
    )


_MEMBER = Assessor(id="m1", name="Thành viên Mẫu (tên đặt ra)", role="member")


def _sheet(table: ProductSet, marks: Mapping[str, Mark]) -> ScoreSheet:
    return ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": table.ruleset,
            "product_set": table.product_set,
            "assessor": _MEMBER,
            "marks": marks,
        }
    )
