"""The law at run time, built again of the resolved documents in a record: no disk is read for it.

Where a catalogue has the very same documents, its own values are taken: equal digests mean equal
law.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, Literal

from ..assembly import Policy
from ..errors import CatalogError, Fault, OcopError, RecordError, RulesetError
from ..frozen import FrozenDict
from ..rating.table import table_of
from ..rules.applicable import Applicable
from ..rules.catalog import Catalog, built_in, locks_of
from ..rules.lexicon import Lexicon, lexicon_from
from ..rules.model import Reading
from ..rules.product_set import ProductSet
from ..rules.releases import Released
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Vocabulary
from ..terms import KindOfApplication
from .pieces import MOST_KEPT, Kept, Piece, piece_of_product_set, piece_of_ruleset

__all__ = ["BUILT_IN", "catalog_of", "rules_of", "same_in"]

BUILT_IN: Literal["built-in"] = "built-in"
"""The catalogue that the package ships, which is loaded where it is asked for."""


def catalog_of(catalog: Catalog | Literal["built-in"] | None) -> Catalog | None:
    """The catalogue that is meant. TypeError for what is none."""
    if catalog == BUILT_IN:
        return built_in()
    if catalog is None or isinstance(catalog, Catalog):
        return catalog
    raise TypeError(f'a Catalog, "built-in" or None: {catalog!r:.60}')


_BUILT: Kept[tuple[Catalog | None, Ruleset]] = Kept(MOST_KEPT)


def rules_of(ruleset: Piece, product_set: Piece, catalog: Catalog | None = None) -> Ruleset:
    """The ruleset of two resolved documents, with this one table. What its dates call for, and the
    words of the whole vocabulary, are asked of the catalogue, where there is one.

    RecordError where they make no law, or one is not of the other.
    """
    key = ruleset.digest, product_set.digest, catalog
    _, rules = _BUILT.made(key, lambda: (catalog, _built(ruleset, product_set, catalog)))
    return rules


def same_in(catalog: Catalog, ruleset: Piece, product_set: Piece) -> Ruleset | None:
    """The ruleset of a catalogue that has these very documents; None where it has others."""
    try:
        found = catalog.ruleset(ruleset.value["id"])
        if piece_of_ruleset(found).digest != ruleset.digest:
            return None
        table = found.product_set(product_set.value["number"])
    except (OcopError, LookupError, TypeError):
        return None
    return found if piece_of_product_set(table).digest == product_set.digest else None


def _built(ruleset: Piece, product_set: Piece, catalog: Catalog | None) -> Ruleset:
    return _FromRecord(ruleset, product_set, catalog).rules


def _check_one_law(ruleset: dict[str, Any], product_set: dict[str, Any]) -> None:
    """RecordError where a table is not of the decision beside it."""
    own = product_set["ruleset"]
    for name in ("id", "revision", "decision"):
        if own[name] != ruleset[name]:
            found, right = str(own[name])[:60], str(ruleset[name])[:60]
            path = f"product_set/ruleset/{name}"
            raise RecordError(Fault("wrong-shape", None, path, found, right))
    if product_set["number"] not in ruleset["product_sets"]:
        found = str(product_set["number"])[:60]
        raise RecordError(Fault("wrong-shape", None, "product_set/number", found, "…"))


class _FromRecord:
    """Where a ruleset of a record comes from, as `Ruleset` asks it."""

    def __init__(self, ruleset: Piece, product_set: Piece, catalog: Catalog | None) -> None:
        self._pieces, self._catalog = (ruleset, product_set), catalog
        try:
            _check_one_law(ruleset.value, product_set.value)
            _check_sizes(product_set.value)
            self._table = ProductSet(product_set.value, releases=self._releases)
            self.rules = Ruleset(ruleset.value, self)
            table_of(self._table)  # all of it, so that nothing is left to fail later
            self._vocabulary = self._joined()
        except OcopError as problem:
            raise RecordError(problem.faults) from None
        except Exception as problem:  # what a hostile document may do to what reads it
            found = f"{type(problem).__name__}: {problem}"
            raise RecordError(Fault("not-law", None, "product_set", found, "")) from None

    def __reduce__(self) -> tuple[Callable[..., _FromRecord], tuple[object, ...]]:
        return _FromRecord, (*self._pieces, self._catalog)

    def _releases(self) -> Released | None:
        """What the catalogue's lock says, so that nothing under changed rules looks official; None
        where no lock speaks for the ruleset. Of a decision that is itself another than the released
        one, nothing was released.
        """
        if self._catalog is None:
            return None
        lock, key = locks_of(self._catalog).of_ruleset(self.rules.id), self.rules.revision
        if lock is None or self.rules.id not in lock.rulesets:
            return None
        right, found = lock.documents.get((self.rules.id, key)), self._pieces[0].digest
        return lock if right in (None, found) else lock._replace(digests=FrozenDict({}))

    def _joined(self) -> Vocabulary:
        found = self._table.vocabulary
        if self._catalog is not None:
            with suppress(CatalogError):  # a fact of another unit there: then the record's own
                found = found.joined(self._catalog.vocabulary())
        return found._replace(is_part=True)

    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    def applicable(
        self, filed: date, kind: KindOfApplication, decided: date | None = None
    ) -> Applicable:
        if self._catalog is None:
            raise CatalogError(Fault("no-ruleset-for-dates", None, "", str(filed), self.rules.id))
        return self._catalog.applicable(filed, kind, decided)

    def _lexicon(self, ruleset: str) -> Lexicon:
        with suppress(CatalogError):  # a catalogue without this ruleset has no names for it
            if self._catalog is not None:
                return self._catalog._lexicon(ruleset)
        return lexicon_from(None)

    def reading(self, name: str) -> Reading | None:
        return None if self._catalog is None else self._catalog.reading(name)

    def policy(self, name: str) -> Policy:
        if self._catalog is None:
            raise CatalogError(Fault("unknown-policy", None, "", name, ""))
        return self._catalog.policy(name)

    def load_product_set(self, ruleset: str, number: int) -> ProductSet:
        if number == self._table.product_set:
            return self._table
        raise RulesetError(Fault("table-not-in-record", None, "", str(number), ""))

    def recall_ruleset(self, ruleset: str, known: str, engine: int) -> Ruleset:
        return self.rules


_MOST_POINTS = 10_000


def _check_sizes(value: Any) -> None:
    """RecordError where points are beyond all tables: what is built of them grows with them."""
    if isinstance(value, dict):
        points = value.get("points", 0)
        if isinstance(points, int) and not 0 <= points <= _MOST_POINTS:
            right = f"0–{_MOST_POINTS}"
            raise RecordError(Fault("out-of-range", None, "product_set", str(points), right))
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            _check_sizes(inner)
