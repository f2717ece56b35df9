"""Which rulesets there are, which one a day or a dossier's dates call for, and what each product
set's digest is.

Product sets are answered from a resolved cache (JSON, no code) when its key equals the digest of
the YAML files it was made from, and assembled from those files otherwise; so a changed rule is
never answered from an old cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from os.path import isfile  # False, as Path.is_file is not, for names too long for the disk
from pathlib import Path
from stat import S_ISREG
from threading import RLock
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from ..errors import CatalogError, Fault
from ..sources.layout import folders_of, number_of, rulesets_in, yaml_files
from ..sources.read import LIMIT_BYTES
from ..sources.values import day as day_from
from ..terms import KINDS_OF_APPLICATION
from ..text import Words, nearest, say_both
from ..version import ENGINE
from . import writers
from .cache import Cache, content_of, write_cache
from .product_set import ProductSet
from .resolved import Doc
from .ruleset import Ruleset, Transition
from .vocabulary import Vocabulary, vocabulary_from

__all__ = ["Applicable", "Catalog", "applicable", "built_in", "in_force", "ruleset", "rulesets"]

State = tuple[int, int, int]


class Applicable(NamedTuple):
    """Which ruleset a dossier's dates call for; `ruleset` is None where the law is silent, and
    `choices` are open.
    """

    ruleset: str | None
    choices: tuple[str, ...]
    decide_by: date | None
    words: Words
    article: str

    def as_json(self) -> Doc:
        """As `ocop-applicable/1`."""
        return {
            "format": "ocop-applicable/1",
            "ruleset": self.ruleset,
            "choices": list(self.choices),
            "decide_by": self.decide_by.isoformat() if self.decide_by else None,
            "vi": self.words.vi,
            "en": self.words.say("en"),
            "article": self.article,
        }


class Catalog:
    """The rulesets of one `criteria` folder, each read when first asked for."""

    def __init__(self, folder: Path, cache_folder: Path | None = None) -> None:
        self.folder = folder
        self._cache = Cache(cache_folder) if cache_folder is not None else None
        self._rulesets: dict[str, Ruleset] = {}
        self._tables: dict[str, dict[int, Path]] = {}
        self._vocabulary: Vocabulary | None = None
        self._contents: dict[str, tuple[State, str]] = {}
        self._shared_keys: dict[str, tuple[list[str], list[State | None], str]] = {}
        self._folders: dict[str, tuple[str, Any]] = {}
        self._lock = RLock()
        _CATALOGS[self._key_here()] = self

    def _key_here(self) -> tuple[str, str | None]:
        cache_folder = self._cache.folder if self._cache is not None else None
        return os.path.abspath(self.folder), None if cache_folder is None else str(cache_folder)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self._key_here() == other._key_here()

    def __hash__(self) -> int:
        return hash(self._key_here())

    def __reduce__(self) -> tuple[Callable[..., Catalog], tuple[object, ...]]:
        return (built_in, ()) if self is built_in() else (_catalog_at, self._key_here())

    def __repr__(self) -> str:
        return f"<Catalog {self.folder}>"

    def ids(self) -> tuple[str, ...]:
        """The ids of all rulesets, oldest first."""
        return tuple(
            sorted(
                rulesets_in(self.folder),
                key=lambda name: (self.ruleset(name).in_force.from_, name),
            )
        )

    def rulesets(self) -> tuple[Ruleset, ...]:
        """All rulesets, oldest first."""
        return tuple(self.ruleset(name) for name in self.ids())

    def as_json(self) -> Doc:
        """All rulesets as `ocop-rulesets/1`."""
        return writers.rulesets((r.resolved(), r.numbers) for r in self.rulesets())

    def ruleset(self, name: str) -> Ruleset:
        """The ruleset of this id. CatalogError, with the nearest id, where there is none."""
        found = self._rulesets.get(name)
        if found is not None:
            return found
        with self._lock:
            return self._rulesets.get(name) or self._loaded(name)

    def _loaded(self, name: str) -> Ruleset:
        self._tables[name] = _product_set_files(self._folder_of(name))
        key = self._ruleset_key(name)
        document, _ = self._resolved(f"{name}/ruleset", key, lambda: self._make_ruleset(name))
        found = self._rulesets[name] = Ruleset(document, self)
        return found

    def _folder_of(self, name: str) -> Path:
        folder = self.folder / name
        if (
            "/" in name
            or "\\" in name
            or name.startswith(".")
            or not isfile(folder / "ruleset.yaml")
        ):
            known = rulesets_in(self.folder)
            near = nearest(name, known)
            raise CatalogError(Fault("unknown-ruleset", None, "", name, near or ", ".join(known)))
        return folder

    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of document that dossiers may name."""
        with self._lock:
            if self._vocabulary is None:
                self._vocabulary = vocabulary_from(self._vocabulary_document())
            return self._vocabulary

    def in_force(self, day: date) -> Ruleset:
        """The one decision in force on `day` (a date, or `YYYY-MM-DD`). CatalogError where two
        stand side by side, or none.
        """
        day = _day(day)
        standing = [r for r in self.rulesets() if r.in_force.covers(day)]
        if len(standing) == 1:
            return standing[0]
        names = ", ".join(r.id for r in standing)
        if standing:
            raise CatalogError(Fault("several-in-force", None, "", day.isoformat(), names))
        raise CatalogError(Fault("none-in-force", None, "", day.isoformat(), self._spans()))

    def applicable(self, filed: date, kind: str, decided: date | None = None) -> Applicable:
        """Which ruleset a dossier filed on `filed` is rated under (26/2026/QĐ-TTg, Articles 11 and
        12).

        `kind` is first, upgrade or renewal; `decided` the day of the decision, where it is known.
        CatalogError where no known ruleset covers the day, or the kind is none.
        """
        filed, decided = _day(filed), None if decided is None else _day(decided)
        if kind not in KINDS_OF_APPLICATION:
            raise CatalogError(
                Fault("wrong-word", None, "kind", kind, ", ".join(KINDS_OF_APPLICATION))
            )
        if decided is not None and decided < filed:
            raise CatalogError(
                Fault(
                    "decided-before-filed", None, "decided", decided.isoformat(), filed.isoformat()
                )
            )
        for candidate in self.rulesets():
            for transition in candidate.transitions:
                if transition.covers(kind, filed):
                    return _in_transition(candidate, transition, filed, decided)
        open_to = [r for r in self.rulesets() if r.filings.covers(filed)]
        if not open_to:
            raise CatalogError(
                Fault("no-ruleset-for-dates", None, "", filed.isoformat(), self._spans())
            )
        names = tuple(r.id for r in open_to)
        if len(open_to) > 1:
            return Applicable(
                None,
                names,
                None,
                say_both("applicable.several", filed=filed, choices=", ".join(names)),
                "",
            )
        days = open_to[0].filings
        key = "applicable.one" if days.until is None else "applicable.one-of-a-span"
        decision, first, last = open_to[0].decision, days.from_, days.until
        words = say_both(key, filed=filed, decision=decision, first=first, last=last)
        return Applicable(names[0], names, None, words, days.article or "")

    def _spans(self) -> str:
        return ", ".join(
            f"{r.id} ({r.in_force.from_} – {r.in_force.until or '…'})" for r in self.rulesets()
        )

    # resolving

    def load_product_set(self, ruleset: str, number: int) -> ProductSet:
        """A table of a ruleset, read when it is asked for. `Ruleset.product_set` keeps it."""
        path = self._tables[ruleset][number]
        with self._lock:
            key = self._product_set_key(ruleset, path)
            document, _ = self._resolved(
                f"{ruleset}/{number}", key, lambda: self._make_product_set(ruleset, path)
            )
        return ProductSet(document, self)

    def recall_ruleset(self, ruleset: str, known: str, engine: int) -> Ruleset:
        """The ruleset of that digest. CatalogError where it, or the engine, is another by now."""
        found = self.ruleset(ruleset)
        if found.digest != known:  # perhaps the folder has changed since this catalogue read it
            found = Catalog(self.folder).ruleset(ruleset)
        _check_recalled(ruleset, found.digest, known, engine)
        return found

    def recall_product_set(self, ruleset: str, number: int, known: str, engine: int) -> ProductSet:
        """The table of that digest. CatalogError where it, or the engine, is another by now."""
        found = self.ruleset(ruleset).product_set(number)
        if found.digest != known:
            found = Catalog(self.folder).ruleset(ruleset).product_set(number)
        _check_recalled(f"{ruleset}/{number}", found.digest, known, engine)
        return found

    def _vocabulary_document(self) -> Doc:
        return self._resolved(
            "vocabulary", self._key(self._vocabulary_files()), self._make_vocabulary
        )[0]

    def _vocabulary_files(self) -> list[str]:
        return [f"{self.folder}/facts.yaml", f"{self.folder}/documents.yaml"]

    def _resolved(self, name: str, key: str, make: Callable[[], Doc]) -> tuple[Doc, str | None]:
        """The document of that name, and its digest where it is known: from the cache where its key
        fits, freshly made otherwise.
        """
        found = self._cache.find(name, key) if self._cache is not None else None
        return found or (make(), None)

    def _shared_files(self, name: str) -> list[str]:
        """The files that all product sets of a ruleset rest on; an amendment's base first."""
        folders = [str(folder) for folder in folders_of(self.folder / name)]
        shared = [f"{folder}/{file}" for folder in folders for file in yaml_files(folder)]
        criteria = [
            f"{folder}/criteria/{file}"
            for folder in folders
            for file in yaml_files(f"{folder}/criteria")
        ]
        return [*self._vocabulary_files(), *shared, *criteria]

    def _ruleset_key(self, name: str) -> str:
        tables = [
            f"{folder.name}/{file}"
            for folder in folders_of(self.folder / name)
            for file in yaml_files(f"{folder}/product-sets")
        ]
        policies = [
            f"{self.folder}/policies/{file}" for file in yaml_files(f"{self.folder}/policies")
        ]
        return self._key(policies, [self._shared_key(name), *tables])

    def _product_set_key(self, name: str, path: Path) -> str:
        return self._key([str(path)], [self._shared_key(name)])

    def _shared_key(self, name: str) -> str:
        """The key of the files that all product sets of a ruleset rest on; made anew only where one
        of them was written again.
        """
        files = self._shared_files(name)
        states = [_state(path) for path in files]
        known = self._shared_keys.get(name)
        if known is None or known[:2] != (files, states):
            known = self._shared_keys[name] = (files, states, self._key(files))
        return known[2]

    def _key(self, files: Iterable[str], extra: Iterable[str] = ()) -> str:
        """The digest of files, their places in the folder of rulesets and their contents, that a
        resolved document was made from.
        """
        start = len(str(self.folder))
        listed = [f"{path[start:]} {self._content(path)}" for path in files]
        return sha256("\n".join([*listed, *extra]).encode(errors="surrogateescape")).hexdigest()

    def _content(self, path: str) -> str:
        """The digest of a file's content; read again only where the file was written again."""
        state = _state(path)
        if state is None:
            return "-"
        known = self._contents.get(path)
        if known is None or known[0] != state:
            try:
                known = self._contents[path] = (state, sha256(content_of(path)).hexdigest())
            except OSError:
                return "-"
        return known[1]

    def _folder(self, name: str) -> Any:
        """The files that a decision's product sets share, read once as long as none of them
        changes.
        """
        from ..assembly.folder import Folder

        key = self._shared_key(name)
        known = self._folders.get(name)
        if known is None or known[0] != key:
            known = self._folders[name] = (
                key,
                Folder(self.folder / name, self._vocabulary_document()),
            )
        return known[1]

    def _make_ruleset(self, name: str) -> Doc:
        from ..assembly.decision import assemble_ruleset
        from ..assembly.folder import amended_product_set_files

        return assemble_ruleset(
            self._folder(name), sorted(amended_product_set_files(self.folder / name))
        )

    def _make_product_set(self, name: str, path: Path) -> Doc:
        from ..assembly.tables import assemble_product_set

        return assemble_product_set(self._folder(name), path)

    def _make_vocabulary(self) -> Doc:
        from ..assembly.folder import assemble_vocabulary

        return assemble_vocabulary(self.folder)

    def check(self, name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Assemble every product set of a ruleset from its files: the numbers checked, and those
        that stay unverified.

        RulesetError with all faults of all files otherwise.
        """
        from ..assembly.check import check_ruleset

        self._folder_of(name)
        return check_ruleset(self._folder(name))

    def write_cache(self, target: Path) -> list[str]:
        """Write the resolved cache of all rulesets to `target`: the names of its entries."""
        uncached = Catalog(self.folder)
        entries: dict[str, tuple[str, Doc]] = {}
        entries["vocabulary"] = (
            self._key(self._vocabulary_files()),
            uncached._vocabulary_document(),
        )
        for found in uncached.rulesets():
            entries[f"{found.id}/ruleset"] = (self._ruleset_key(found.id), found.resolved())
            for number in found.numbers:
                key = self._product_set_key(found.id, uncached._tables[found.id][number])
                entries[f"{found.id}/{number}"] = (key, found.product_set(number).resolved())
        write_cache(target, entries)
        return list(entries)


def built_in_folder() -> Path:
    """The `criteria` folder that the package ships, or the one of the checkout it runs from."""
    package = Path(__file__).parent.parent
    for folder in (package / "criteria", package.parent.parent / "criteria"):
        if (folder / "facts.yaml").is_file():
            return folder
    from importlib.resources import (  # a package that is not a plain folder; slow to import
        as_file,
        files,
    )

    with as_file(files("ocop_scoring") / "criteria") as folder:
        return folder


@cache
def built_in() -> Catalog:
    """The catalogue that the package ships."""
    return Catalog(built_in_folder(), Path(__file__).parent.parent / "cache")


def rulesets() -> tuple[Ruleset, ...]:
    """All rulesets that the package ships, oldest first."""
    return built_in().rulesets()


def ruleset(name: str) -> Ruleset:
    """The ruleset of this id, such as `26-2026`. CatalogError, with the nearest id, where there is
    none.
    """
    return built_in().ruleset(name)


def in_force(day: date) -> Ruleset:
    """The one decision in force on `day`. CatalogError where two stand side by side, or none."""
    return built_in().in_force(day)


def applicable(filed: date, kind: str, decided: date | None = None) -> Applicable:
    """Which ruleset a dossier filed on `filed` is rated under (26/2026/QĐ-TTg, Articles 11 and 12).
    See `Catalog.applicable`.
    """
    return built_in().applicable(filed, kind, decided)


def _product_set_files(folder: Path) -> dict[int, Path]:
    """A ruleset's product-set files by number; an amendment's own stand in for its base's."""
    found: dict[int, Path] = {}
    for place in folders_of(folder):
        for file in reversed(
            yaml_files(f"{place}/product-sets")
        ):  # of two with one number the first, until a check refuses both
            number = number_of(file)
            if number is not None:
                found[number] = place / "product-sets" / file
    return found


def _day(value: object) -> date:
    try:
        return day_from(value)
    except ValueError:
        raise CatalogError(Fault("not-a-date", None, "", str(value), "YYYY-MM-DD")) from None


def _state(path: str) -> State | None:
    """When a file was last written, its size and its place on the disk; None where there is none
    that would be read.
    """
    try:
        now = os.stat(path)
    except OSError:
        return None
    if not S_ISREG(now.st_mode) or now.st_size > LIMIT_BYTES:
        return None
    return now.st_mtime_ns, now.st_size, now.st_ino


def _in_transition(
    newer: Ruleset, transition: Transition, filed: date, decided: date | None
) -> Applicable:
    limit, under = transition.decide_by, transition.under
    if decided is None or decided <= limit:
        words = say_both("applicable.transition", filed=filed, limit=limit, under=under)
        return Applicable(under, (under,), limit, words, transition.article)
    choices = (under, newer.id)
    words = say_both(
        "applicable.silent", filed=filed, limit=limit, decided=decided, choices=", ".join(choices)
    )
    return Applicable(None, choices, limit, words, transition.article)


_CATALOGS: WeakValueDictionary[tuple[str, str | None], Catalog] = WeakValueDictionary()


def _catalog_at(folder: str, cache_folder: str | None) -> Catalog:
    """The catalogue of a folder that this process has, else a new one: where a pickle leads to."""
    found = _CATALOGS.get((folder, cache_folder))
    if found is not None:
        return found
    return Catalog(Path(folder), None if cache_folder is None else Path(cache_folder))


def _check_recalled(name: str, found: str, known: str, engine: int) -> None:
    """What a pickle names must be what is here: never another law under the same name."""
    if found != known or engine != ENGINE:
        values = {"engine": engine, "here": ENGINE}
        raise CatalogError(Fault("other-law", None, name, known[:19], found[:19], values))
