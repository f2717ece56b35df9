"""One table of the law at run time, built of its resolved document: what it says, its digest, its
JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from ..frozen import Frozen, FrozenDict
from ..terms import Provenance, TableCaveat
from ..text import Words
from ..version import ENGINE
from . import writers
from .model import (
    Band,
    Criterion,
    Erratum,
    Gate,
    Minimum,
    MissingMinimums,
    Part,
    Reading,
    Row,
    bands_from,
    erratum_from,
    gate_from,
    part_from,
    reading_from,
    rows_of,
)
from .releases import Releases
from .resolved import Doc, digest, translated, words_from
from .vocabulary import Vocabulary, vocabulary_from

__all__ = ["Home", "ProductSet"]

T = TypeVar("T")


class Home(Protocol):
    """Where a product set came from: what finds it again in another process."""

    def recall_product_set(self, ruleset: str, number: int, known: str, engine: int) -> ProductSet:
        """The product set with this digest under this engine. CatalogError where it differs."""
        ...


class _Contents(NamedTuple):
    """All that a product set's document says, built in one go, so that no part of it is ever of
    another copy than the rest.
    """

    parts: tuple[Part, ...]
    criteria: tuple[Criterion, ...]
    by_number: FrozenDict[str, Criterion]
    minimums: tuple[Minimum, ...]
    gates: tuple[Gate, ...]
    errata: tuple[Erratum, ...]
    readings: FrozenDict[str, Reading]
    vocabulary: Vocabulary


class ProductSet(Frozen):
    """One table of the law, resolved: parts, groups, criteria, levels, gates, errata, readings, and
    what they rest on. The English of its levels stands beside it and in no digest.

    Attributes bear the names of `ocop rules show --json`; `rests_on` are the readings that every
    result under it rests on. Equal digests mean equal law: they alone
    make two product sets equal. It pickles by reference, with its digest.
    """

    ruleset: str
    decision: str
    revision: int
    product_set: int
    title: Words
    provenance: Provenance
    caveats: tuple[TableCaveat, ...]
    bands: tuple[Band, ...]
    star_lost_reading: str | None
    minimums_reading: str | None
    rests_on: tuple[str, ...]
    minimums_missing: tuple[MissingMinimums, ...]
    _document: Mapping[str, Any]
    _home: Home | None
    _english: Mapping[str, Mapping[str, str]]
    _releases: Releases
    _lock: AbstractContextManager[object]
    _contents: _Contents | None
    _digest: str | None
    _kept: dict[Callable[[ProductSet], Any], Any]

    def __init__(
        self,
        document: Mapping[str, Any],
        home: Home | None = None,
        english: Mapping[str, Mapping[str, str]] = FrozenDict(),
        releases: Releases = lambda: None,
    ) -> None:
        ruleset = document["ruleset"]
        missing = document.get("minimums_missing", ())
        self._set(
            ruleset=ruleset["id"],
            decision=ruleset["decision"]["number"],
            revision=ruleset["revision"],
            product_set=document["number"],
            title=words_from(document["title"]),
            provenance=document["provenance"],
            caveats=tuple(document["caveats"]),
            bands=bands_from(ruleset["stars"]),
            star_lost_reading=ruleset["readings"].get("star_lost"),
            minimums_reading=ruleset["readings"].get("minimums"),
            rests_on=tuple(document.get("rests_on", ())),
            minimums_missing=tuple(MissingMinimums(m["part"], tuple(m["stars"])) for m in missing),
            _document=document,
            _home=home,
            _english=english,
            _releases=releases,
            _lock=RLock(),
            _contents=None,
            _digest=None,
            _kept={},
        )

    def __repr__(self) -> str:
        return f"<ProductSet {self.ruleset}/{self.product_set}: {self.title.vi}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ProductSet):
            return NotImplemented
        return self is other or self.digest == other.digest

    def __hash__(self) -> int:
        return hash((self.ruleset, self.revision, self.product_set))

    def __reduce__(self) -> tuple[Callable[..., ProductSet], tuple[object, ...]]:
        if self._home is None:
            return ProductSet, (writers.plain(self._document), None, writers.plain(self._english))
        known = (self.ruleset, self.product_set, self.digest, ENGINE)
        return self._home.recall_product_set, known

    @property
    def digest(self) -> str:
        """The SHA-256 of the table with all that its results rest on, as `sha256:…`: of what is
        used, worked out when it is first asked for.
        """
        if self._digest is None:
            self._set(_digest=digest(self._document))
        return cast("str", self._digest)

    @property
    def released_digest(self) -> str | None:
        """The digest that this revision of the table was released with; empty where the lock knows
        no such release, None where no lock is at hand.
        """
        releases = self._releases()
        if releases is None:
            return None
        return releases.digest_of(self.ruleset, self.revision, self.product_set)

    @property
    def released(self) -> bool | None:
        """Whether the table is as its revision was released; None where no lock is at hand."""
        known = self.released_digest
        return None if known is None else known == self.digest

    def _whole(self) -> _Contents:
        # INVARIANT: built once, under the lock, and published in one step: whichever thread comes
        # first, all of them see the levels of one copy.
        if self._contents is None:
            with self._lock:
                if self._contents is None:
                    self._set(_contents=_contents_from(self._translated()))
        return cast("_Contents", self._contents)

    def _translated(self) -> Mapping[str, Any]:
        return translated(self._document, self._english)

    def kept(self, make: Callable[[ProductSet], T]) -> T:
        """What `make` makes of this table, made once and kept as long as the table, whichever
        thread asks first.
        """
        found = self._kept.get(make)
        if found is None:
            with self._lock:
                found = self._kept.get(make)
                if found is None:
                    found = self._kept[make] = make(self)
        return cast("T", found)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in printed order."""
        return self._whole().parts

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in printed order."""
        return self._whole().criteria

    @property
    def minimums(self) -> tuple[Minimum, ...]:
        """Every printed asterisk, lowest star first, then in printed order."""
        return self._whole().minimums

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The grounds of rejection, in printed order."""
        return self._whole().gates

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The misprints of this table."""
        return self._whole().errata

    @property
    def readings(self) -> FrozenDict[str, Reading]:
        """The open readings that results under this table may rest on, by id."""
        return self._whole().readings

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of document that this table's conditions name."""
        return self._whole().vocabulary

    @property
    def points(self) -> int:
        """The points that print gives to all parts together."""
        return sum(part.points for part in self.parts)

    @property
    def most_points(self) -> int:
        """The most points that a sheet can have: less than printed where print doesn't add up."""
        return sum(criterion.most for criterion in self.criteria)

    def criterion(self, number: str) -> Criterion:
        """The criterion printed under `number`. KeyError where there is none."""
        return self._whole().by_number[number]

    def lacks_minimums_of(self, star: int) -> bool:
        """Whether minimums of a star, or of a lower one, are not known: a sheet that meets all
        known minimums may still miss an unknown one.
        """
        return any(missing <= star for entry in self.minimums_missing for missing in entry.stars)

    def rows(self) -> Iterator[Row]:
        """The printed rows in order – parts, groups, headings, criteria – for whoever prints, fills
        or shows the table. A criterion that is its own group has one row.
        """
        return rows_of(self.parts)

    def resolved(self) -> Doc:
        """A copy of the resolved document that the digest is of."""
        return cast("Doc", writers.plain(self._document))

    def as_json(self, *, whole: bool = False) -> Doc:
        """The table as `ocop-product-set/1`: what `ocop rules show RULESET N --json` prints.

        With `whole`, also the resolved document that the digest is of.
        """
        written = writers.product_set(self._translated(), self.digest)
        return written | {"document": self.resolved()} if whole else written


def _contents_from(document: Mapping[str, Any]) -> _Contents:
    parts = tuple(part_from(part) for part in document["parts"])
    criteria = tuple(c for part in parts for group in part.groups for c in group.criteria)
    minimums = [
        Minimum(level.minimum, criterion.number, level)
        for criterion in criteria
        for level in criterion.levels
        if level.minimum is not None
    ]
    readings = {name: reading_from(name, r) for name, r in document["readings"].items()}
    return _Contents(
        parts,
        criteria,
        FrozenDict({criterion.number: criterion for criterion in criteria}),
        tuple(sorted(minimums, key=lambda minimum: minimum.star)),
        tuple(gate_from(gate) for gate in document["gates"]),
        tuple(erratum_from(erratum) for erratum in document["errata"]),
        FrozenDict(readings),
        vocabulary_from(document["vocabulary"]),
    )
