"""Which rulesets there are, and which one a day or a dossier's dates call for.

A catalogue is what its folders held when it was first asked: it lists them once, and a ruleset
stays as it was loaded. To see what changed since, make another.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from os import PathLike
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from .. import assembly
from ..errors import CatalogError, Fault, OcopError
from ..frozen import FrozenDict
from ..sources.layout import names_in
from ..terms import KindOfApplication
from ..text import listed
from ..version import ENGINE
from . import writers
from .applicable import Applicable
from .classification import Places
from .lexicon import Lexicon
from .lexicons import Lexicons
from .model import Reading
from .policies import Policies
from .product_set import ProductSet
from .releases import Locks, Releases, released_later
from .resolved import Doc
from .ruleset import Ruleset
from .store import Checked, Decision, Store, shipped_store, unknown_ruleset
from .vocabulary import Vocabulary, vocabulary_from

__all__ = [
    "Catalog",
    "applicable",
    "built_in",
    "catalog_lent",
    "catalog_over",
    "decision_in",
    "find",
    "in_force",
    "locks_of",
    "policies",
    "ruleset",
    "rulesets",
]


class Catalog:
    """The rulesets of a folder, each read when first asked for; with `built_in`, also those that
    the package ships.

    A ruleset whose files can't be read stands in `unreadable`, and stops no other. Catalogues are
    equal that are of the same folders; they pickle by them.
    """

    def __init__(self, folder: str | PathLike[str], *, built_in: bool = False) -> None:
        """CatalogError where the folder can't be read, or has a ruleset of the same id as a
        built-in one.
        """
        shipped = shipped_store() if built_in else None
        self._begin(Store(Path(folder), beside=shipped), shipped)

    def _begin(self, own: Store, shipped: Store | None, *, is_shipped: bool = False) -> None:
        self._own, self._shipped, self._is_shipped = own, shipped, is_shipped
        self._rulesets: dict[str, Ruleset] = {}
        self._sorted: tuple[Ruleset, ...] | None = None
        self._unreadable: dict[str, OcopError] = {}
        self._vocabulary: Vocabulary | None = None
        self._lexicons = Lexicons(own.lock)
        self._locks: Locks | None = None
        self._policies = Policies(own, shipped)
        names_in(own.folder)  # refuses a folder that can't be read
        both = set(own.names()) & set(shipped.names()) if shipped is not None else ()
        if both:
            raise CatalogError(Fault("ruleset-twice", None, "", listed(sorted(both)), ""))
        _CATALOGS[self._key] = self

    def __repr__(self) -> str:
        return f"<Catalog {self.folder}>"

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, Catalog) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    def __reduce__(self) -> tuple[Callable[..., Catalog], tuple[object, ...]]:
        return (built_in, ()) if self._is_shipped else (_catalog_at, self._key)

    @property
    def _key(self) -> tuple[str, bool, bool]:
        lent = self._own.beside is not None
        return os.path.abspath(self.folder), self._shipped is not None, lent

    @property
    def folder(self) -> Path:
        """The folder of rulesets; of two, one's own."""
        return self._own.folder

    @property
    def unreadable(self) -> FrozenDict[str, OcopError]:
        """What is wrong with the rulesets that can't be read, by id."""
        self.rulesets()
        return FrozenDict(self._unreadable)

    def ids(self) -> tuple[str, ...]:
        """The ids of all rulesets that can be read, oldest first."""
        return tuple(ruleset.id for ruleset in self.rulesets())

    def rulesets(self) -> tuple[Ruleset, ...]:
        """All rulesets that can be read, oldest first."""
        if self._sorted is None:
            with self._own.lock:
                if self._sorted is None:
                    self._sorted = self._read_all()
        return self._sorted

    def _read_all(self) -> tuple[Ruleset, ...]:
        """Every ruleset, oldest first. What can't be read is kept aside, but for the law that the
        package ships: without all of it, dates would call for another decision in silence.
        """
        found = [self.ruleset(name) for name in self._shipped.names()] if self._shipped else []
        for name in self._own.names():
            try:
                found.append(self.ruleset(name))
            except OcopError as error:
                if self._is_shipped:
                    raise
                self._unreadable[name] = error
        return tuple(sorted(found, key=lambda ruleset: (ruleset.in_force.from_, ruleset.id)))

    def ruleset(self, name: str) -> Ruleset:
        """The ruleset of this id. CatalogError, with the ids that are known, where there is none;
        RulesetError where its files don't hold together.
        """
        found = self._rulesets.get(name) if type(name) is str else None
        return found if found is not None else self._load(name)

    def _load(self, name: object) -> Ruleset:
        if not isinstance(name, str):
            raise unknown_ruleset(repr(name)[:60], self._names())
        with self._own.lock:
            if name not in self._rulesets:
                self._rulesets[name] = Ruleset(self._store_of(name).ruleset(name), self)
            return self._rulesets[name]

    def _names(self) -> list[str]:
        shipped = self._shipped.names() if self._shipped is not None else []
        return [*self._own.names(), *shipped]

    def _store_of(self, name: str) -> Store:
        """The store that has a ruleset. CatalogError where none does."""
        if self._own.has(name):
            return self._own
        if self._shipped is not None and self._shipped.has(name):
            return self._shipped
        raise unknown_ruleset(name, self._names())

    def load_product_set(self, ruleset: str, number: int) -> ProductSet:
        """A table of a ruleset, read when it is asked for; `Ruleset.product_set` keeps it.

        The everyday names of products are read then too: findings ask for them. What the other
        rulesets say of their dates is read with the first question about days.
        """
        store = self._store_of(ruleset)
        self._lexicons.prepare(store)
        document, english = store.product_set(ruleset, number), store.english(ruleset)
        releases = partial(locks_of(self).of_ruleset, ruleset)
        return ProductSet(document, self, english, releases)

    def _read_locks(self) -> Locks:
        if self._locks is None:
            with self._own.lock:
                if self._locks is None:
                    own = _shipped_lock() if self._is_shipped else released_later(self.folder)
                    self._locks = Locks(_shipped_lock(), own)
        return self._locks

    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of papers that dossiers may name; of two folders those of both.

        CatalogError where a fact is a number in one and a word in the other.
        """
        if self._vocabulary is None:
            with self._own.lock:
                if self._vocabulary is None:
                    self._vocabulary = self._read_vocabulary()
        return self._vocabulary

    def _read_vocabulary(self) -> Vocabulary:
        own = vocabulary_from(self._own.vocabulary())
        if self._shipped is None:
            return own
        return own.joined(vocabulary_from(self._shipped.vocabulary()))

    def _lexicon(self, ruleset: str) -> Lexicon:
        """The everyday names of products, by which a ruleset's classification is searched.
        RulesetError where their file doesn't hold together.
        """
        return self._lexicons.of(self._store_of(ruleset))

    def in_force(self, day: date) -> Ruleset:
        """The one decision in force on `day` (a date, or `YYYY-MM-DD`). CatalogError where two
        stand side by side, or none.
        """
        from .which import standing  # only where days are asked about

        return standing(self.rulesets(), day)

    def applicable(
        self, filed: date, kind: KindOfApplication, decided: date | None = None
    ) -> Applicable:
        """Which ruleset a dossier filed on `filed` is rated under (26/2026/QĐ-TTg, Articles 11 and
        12).

        `kind` is first, upgrade or renewal; `decided` the day of the decision, where it is known.
        CatalogError where no known ruleset covers the day, or the kind is none.
        """
        from .which import applicable_of  # only where days are asked about

        return applicable_of(self.rulesets(), filed, kind, decided)

    def policy(self, name: str) -> assembly.Policy:
        """A council's policy by its id. CatalogError, with the nearest ids, where there is none;
        PolicyError where its file can't be read.
        """
        return self._policies.find(name)

    def policies(self) -> tuple[assembly.Policy, ...]:
        """All policies that can be read, by their ids."""
        return self._policies.readable()

    @property
    def unreadable_policies(self) -> FrozenDict[str, OcopError]:
        """What is wrong with the policies that can't be read, by id."""
        return FrozenDict(self._policies.unreadable())

    def reading(self, name: str) -> Reading | None:
        """The reading of this id in the newest ruleset that has it."""
        every = reversed(self.rulesets())
        return next((r.readings[name] for r in every if name in r.readings), None)

    def find(self, words: str, ruleset: str | None = None) -> Places:
        """The lines of a ruleset's classification – by default the newest one's – that some words
        fit, best first.
        """
        found = self.newest() if ruleset is None else self.ruleset(ruleset)
        return found.find(words)

    def newest(self) -> Ruleset:
        """The ruleset that came into force last. CatalogError where there is none."""
        every = self.rulesets()
        if not every:
            folder = str(self.folder)
            raise CatalogError(Fault("no-rulesets", None, "", folder, "RULESET/ruleset.yaml"))
        return every[-1]

    def check(self, name: str) -> Checked:
        """Assemble every product set of a ruleset from its files of now: the numbers checked, and
        those that stay unverified.

        RulesetError with all faults of all files otherwise.
        """
        return self._store_of(name).check(name)

    def as_json(self) -> Doc:
        """All rulesets as `ocop-rulesets/1`."""
        return writers.rulesets((r.resolved(), r.numbers) for r in self.rulesets())

    # pickles

    def recall_ruleset(self, ruleset: str, known: str, engine: int) -> Ruleset:
        """The ruleset of that digest. CatalogError where it, or the engine, is another by now."""
        found = self.ruleset(ruleset)
        if found.digest != known:  # perhaps the folder has changed since this catalogue read it
            found = self._anew().ruleset(ruleset)
        _check_recalled(ruleset, found.digest, known, engine)
        return found

    def recall_product_set(self, ruleset: str, number: int, known: str, engine: int) -> ProductSet:
        """The table of that digest. CatalogError where it, or the engine, is another by now."""
        found = self.ruleset(ruleset).product_set(number)
        if found.digest != known:
            found = self._anew().ruleset(ruleset).product_set(number)
        _check_recalled(f"{ruleset}/{number}", found.digest, known, engine)
        return found

    def _anew(self) -> Catalog:
        return _made(*self._key)


def decision_in(catalog: Catalog, name: str) -> Decision:
    """The files of a ruleset as they are now, read: for who looks at them, as lint does.

    CatalogError where there is no such ruleset, RulesetError where its files don't hold together.
    """
    return catalog._store_of(name).decision(name)


def locks_of(catalog: Catalog) -> Locks:
    """The locks of releases that a catalogue goes by."""
    return catalog._read_locks()


def catalog_over(store: Store, *, is_shipped: bool = False) -> Catalog:
    """The catalogue of one store, such as one with a cache."""
    made = Catalog.__new__(Catalog)
    made._begin(store, None, is_shipped=is_shipped)
    return made


def catalog_lent(folder: Path) -> Catalog:
    """The catalogue of a folder of drafts: the package lends it the vocabulary, policies, bases."""
    return catalog_over(Store(folder, beside=shipped_store()))


_CATALOGS: WeakValueDictionary[tuple[str, bool, bool], Catalog] = WeakValueDictionary()


def _catalog_at(folder: str, built_in: bool, lent: bool) -> Catalog:
    """The catalogue of a folder that this process has, else a new one: where a pickle leads to."""
    return _CATALOGS.get((folder, built_in, lent)) or _made(folder, built_in, lent)


def _made(folder: str, built_in: bool, lent: bool) -> Catalog:
    lent = lent and not built_in
    return catalog_lent(Path(folder)) if lent else Catalog(folder, built_in=built_in)


def _check_recalled(name: str, found: str, known: str, engine: int) -> None:
    """What a pickle names must be what is here: never another law under the same name."""
    if found != known or engine != ENGINE:
        values = {"engine": engine, "here": ENGINE}
        raise CatalogError(Fault("other-law", None, name, known[:19], found[:19], values))


# The law that the package ships.

_FIRST = Lock()


def built_in() -> Catalog:
    """The catalogue that the package ships, made once."""
    with _FIRST:
        return _built_in()


@cache
def _built_in() -> Catalog:
    return catalog_over(shipped_store(), is_shipped=True)


@cache
def _shipped_lock() -> Releases:
    """What gives the releases that the package ships."""
    return released_later(shipped_store().folder)


def rulesets() -> tuple[Ruleset, ...]:
    """All rulesets that the package ships, oldest first."""
    return built_in().rulesets()


def policies() -> tuple[assembly.Policy, ...]:
    """All policies that the package ships, by their ids; none is the default."""
    return built_in().policies()


def ruleset(name: str) -> Ruleset:
    """The ruleset of this id, such as `26-2026`. CatalogError, with the ids that are known, where
    there is none.
    """
    return built_in().ruleset(name)


def in_force(day: date) -> Ruleset:
    """The one decision in force on `day`. CatalogError where two stand side by side, or none."""
    return built_in().in_force(day)


def applicable(filed: date, kind: KindOfApplication, decided: date | None = None) -> Applicable:
    """Which ruleset a dossier filed on `filed` is rated under (26/2026/QĐ-TTg, Articles 11 and 12).
    See `Catalog.applicable`.
    """
    return built_in().applicable(filed, kind, decided)


def find(words: str, ruleset: str | None = None) -> Places:
    """Which product sets some everyday words point to (Appendix I of the newest decision, or of
    `ruleset`), best first. CatalogError where there is no such ruleset.
    """
    return built_in().find(words, ruleset)
