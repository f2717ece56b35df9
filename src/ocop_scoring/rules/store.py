"""Where the resolved documents of a folder of rulesets come from: the cache where its keys fit,
else the assembly.

An entry of the cache is keyed by the digest of the files that it was made from, so that a changed
rule is never answered from an old cache; what assembles them is built together with the cache, and
`catalog.built_in` uses one only there. A ruleset's tables are those of the files that it was loaded
from: files that change later are refused, not mixed in.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import RLock
from typing import NamedTuple, Protocol

from ..errors import CatalogError, Fault, RulesetError
from ..installed import package_folder
from ..sources.layout import (
    folders_of,
    is_there,
    may_be_there,
    number_of,
    rulesets_in,
    shipped_folder,
    yaml_files,
)
from ..text import listed
from .cache import Cache, write_cache
from .files import Files, State
from .resolved import Doc

__all__ = ["Checked", "Decision", "Store", "shipped_store", "unknown_ruleset"]


class Checked(NamedTuple):
    """The numbers of a ruleset's tables that hold together, and of those that stay unverified."""

    numbers: tuple[int, ...]
    unverified: tuple[int, ...]


class _Loaded(NamedTuple):
    """The files that a ruleset was loaded from: the key of what its tables share, and each table's
    own file with its state.
    """

    shared: str
    tables: Mapping[int, tuple[str, State | None]]


class Decision(Protocol):
    """A decision's files, read: what `assembly.assembled` gives."""

    def ruleset(self) -> Doc:
        """The decision, resolved. RulesetError with all faults of the files that tables share."""
        ...

    def product_set(self, file: Path) -> Doc:
        """The table of a file, resolved. RulesetError with all its faults."""
        ...

    def english(self) -> Doc:
        """The English of its levels, by criterion. RulesetError with all faults of its files."""
        ...

    def check(self, products: Doc | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of its tables, and of the unverified ones. RulesetError with all faults."""
        ...


class Store:
    """The resolved documents of the rulesets in one folder; `beside` lends its vocabulary to one
    without any of its own.

    One thread at a time reads and assembles.
    """

    def __init__(
        self, folder: Path, cache: Cache | None = None, beside: "Store | None" = None
    ) -> None:
        self.folder = folder
        self._cache = cache
        self.beside = beside
        self._files = Files(str(folder))
        self._loaded: dict[str, _Loaded] = {}
        self._decisions: dict[str, tuple[str, Decision]] = {}
        self._vocabulary: tuple[str, Doc] | None = None
        self._products: tuple[str, Callable[[], Doc | None]] | None = None
        self.lock = RLock()

    def names(self) -> list[str]:
        """The names of the rulesets, in order. CatalogError where the folder can't be read."""
        return rulesets_in(self.folder)

    def has(self, name: str) -> bool:
        """Whether a ruleset of that name is there. A name is never a path."""
        if not name or name[0] == "." or {"/", "\\", "\0"} & set(name):
            return False
        return may_be_there(f"{self.folder}/{name}/ruleset.yaml")

    def vocabulary(self) -> Doc:
        """The facts and kinds of papers that rules and dossiers of this folder may name."""
        with self.lock:
            key = self._files.key(self._vocabulary_files())
            if self._vocabulary is None or self._vocabulary[0] != key:
                self._vocabulary = key, self._vocabulary_of(key)
            return self._vocabulary[1]

    def _vocabulary_of(self, key: str) -> Doc:
        found = self._cached("vocabulary", key)
        if found is not None:
            return found
        if self.beside is not None and not any(map(is_there, self._vocabulary_files())):
            return self.beside.vocabulary()
        return _door().assembled_vocabulary(self.folder)

    def products(self) -> Doc | None:
        """The everyday names of products: of this folder, else of the store beside it; None where
        neither has any.
        """
        return self.products_later()()

    def products_later(self) -> Callable[[], Doc | None]:
        """What gives the everyday names of products: the disk is read now, and what is there is
        taken apart when they are asked for.
        """
        with self.lock:
            files = [f"{self.folder}/products.yaml"]
            if not is_there(files[0]):
                return self.beside.products_later() if self.beside is not None else lambda: None
            key = self._files.key(files)
            if self._products is None or self._products[0] != key:
                self._products = key, self._products_of(key)
            return self._products[1]

    def _products_of(self, key: str) -> Callable[[], Doc | None]:
        found = self._cache.later("products", key) if self._cache is not None else None
        if found is not None:
            return found
        made = _door().assembled_products(self.folder)
        return lambda: made

    def ruleset(self, name: str) -> Doc:
        """A decision, resolved; from now on its tables are those of the files of now.

        CatalogError where no ruleset has that name, RulesetError where its files don't hold
        together.
        """
        with self.lock:
            if not self.has(name):
                raise self._unknown(name)
            tables = {n: (path, self._files.state(path)) for n, path in self._tables(name).items()}
            loaded = _Loaded(self._shared_key(name), tables)
            document = self._cached(f"{name}/ruleset", self._ruleset_key(name, loaded.shared))
            if document is None:
                document = self._decision(name).ruleset()
            self._loaded[name] = loaded
            return document

    def product_set(self, name: str, number: int) -> Doc:
        """A table of a ruleset that was asked for before. CatalogError where a file that it stands
        on has changed since.
        """
        with self.lock:
            loaded = self._loaded[name]
            path, state = loaded.tables[number]
            self._check_unchanged(name, loaded, path, state)
            key = self._product_set_key(loaded.shared, path)
            document = self._cached(f"{name}/{number}", key)
            if document is None:
                document = self._decision(name).product_set(Path(path))
                self._check_unchanged(name, loaded, path, state)
            return document

    def english(self, name: str) -> Doc:
        """The English of the levels of a ruleset that was asked for before, by criterion and level:
        it stands beside the rules and in no digest. CatalogError where a file has changed since.
        """
        with self.lock:
            loaded = self._loaded[name]
            if self._shared_key(name) != loaded.shared:
                raise _changed(name)
            found = self._cached(f"{name}/english", loaded.shared)
            english: Doc = found["english"] if found else self._decision(name).english()
            return english

    def _check_unchanged(self, name: str, loaded: _Loaded, path: str, state: State | None) -> None:
        if self._shared_key(name) != loaded.shared or self._files.state(path) != state:
            raise _changed(name)

    def policy_names(self) -> list[str]:
        """The names of this folder's policies, in order. CatalogError where it can't be read."""
        return [file.removesuffix(".yaml") for file in yaml_files(self._policies)]

    def policy(self, name: str) -> Doc:
        """A policy of this folder, resolved. PolicyError with all faults of its file."""
        with self.lock:
            path = f"{self._policies}/{name}.yaml"
            found = self._cached(f"policies/{name}", self._files.key([path]))
            return found if found is not None else _door().assembled_policy(Path(path))

    @property
    def _policies(self) -> str:
        return f"{self.folder}/policies"

    def check(self, name: str) -> Checked:
        """Assemble every table of a ruleset from its files of now.

        RulesetError with all faults of all files otherwise.
        """
        with self.lock:
            if not self.has(name):
                raise self._unknown(name)
            products, faults = self._products_or_faults()
            try:
                found = Checked(*self._decision(name).check(products))
            except RulesetError as error:
                raise RulesetError((*error.faults, *faults)) from None
            if faults:
                raise RulesetError(faults)
            return found

    def write_cache(self, target: Path) -> list[str]:
        """Write the resolved cache of all rulesets to `target`: the names of its entries."""
        with self.lock:
            entries = {"vocabulary": (self._files.key(self._vocabulary_files()), self.vocabulary())}
            products = self.products()
            if products is not None:
                key = self._files.key([f"{self.folder}/products.yaml"])
                entries["products"] = key, products
            for name in self.policy_names():
                key = self._files.key([f"{self._policies}/{name}.yaml"])
                entries[f"policies/{name}"] = key, self.policy(name)
            for name in self.names():
                document = self.ruleset(name)
                loaded = self._loaded[name]
                entries[f"{name}/ruleset"] = (self._ruleset_key(name, loaded.shared), document)
                entries[f"{name}/english"] = (loaded.shared, {"english": self.english(name)})
                for number, (path, _) in loaded.tables.items():
                    key = self._product_set_key(loaded.shared, path)
                    entries[f"{name}/{number}"] = (key, self.product_set(name, number))
        write_cache(target, entries)
        return list(entries)

    def _products_or_faults(self) -> tuple[Doc | None, tuple[Fault, ...]]:
        try:
            return self.products(), ()
        except RulesetError as error:
            return None, error.faults

    def _unknown(self, name: str) -> CatalogError:
        return unknown_ruleset(name, self.names())

    def _cached(self, name: str, key: str) -> Doc | None:
        return self._cache.find(name, key) if self._cache is not None else None

    def decision(self, name: str) -> Decision:
        """A decision's files of now, read. CatalogError where no ruleset has that name,
        RulesetError where its files don't hold together.
        """
        with self.lock:
            if not self.has(name):
                raise self._unknown(name)
            return self._decision(name)

    def _decision(self, name: str) -> Decision:
        """The files of a decision, read once as long as none that its tables share changes."""
        key = self._shared_key(name)
        known = self._decisions.get(name)
        if known is None or known[0] != key:
            decision = _door().assembled(self.folder / name, self.vocabulary())
            known = self._decisions[name] = key, decision
        return known[1]

    # keys

    def _vocabulary_files(self) -> list[str]:
        files = ("facts", "documents", "contradictions")
        return [f"{self.folder}/{name}.yaml" for name in files]

    def _shared_files(self, name: str) -> list[str]:
        """The files that all product sets of a ruleset rest on; an amendment's base first."""
        folders = [str(folder) for folder in folders_of(self.folder / name)]
        rooms = [
            *folders,
            *(f"{folder}/{room}" for folder in folders for room in ("criteria", "en")),
        ]
        shared = [f"{room}/{file}" for room in rooms for file in yaml_files(room)]
        beside = self.beside._vocabulary_files() if self.beside is not None else []
        return [*self._vocabulary_files(), *beside, *shared]

    def _tables(self, name: str) -> dict[int, str]:
        """A ruleset's files of product sets by number; an amendment's own stand in for its base's.

        Of two with one number the first, until a check refuses both.
        """
        found: dict[int, str] = {}
        for folder in folders_of(self.folder / name):
            room = f"{folder}/product-sets"
            for file in reversed(yaml_files(room)):
                number = number_of(file)
                if number is not None:
                    found[number] = f"{room}/{file}"
        return dict(sorted(found.items()))

    def _shared_key(self, name: str) -> str:
        return self._files.key_of_many(name, self._shared_files(name))

    def _ruleset_key(self, name: str, shared: str) -> str:
        tables = [
            f"{folder.name}/{file}"
            for folder in folders_of(self.folder / name)
            for file in yaml_files(f"{folder}/product-sets")
        ]
        policies = [f"{self._policies}/{name}.yaml" for name in self.policy_names()]
        return self._files.key(policies, [shared, *tables])

    def _product_set_key(self, shared: str, path: str) -> str:
        return self._files.key([path], [shared])


class _Door(NamedTuple):
    """What makes resolved documents of files."""

    assembled: Callable[[Path, Doc], Decision]
    assembled_vocabulary: Callable[[Path], Doc]
    assembled_products: Callable[[Path], Doc]
    assembled_policy: Callable[[Path], Doc]


def _door() -> _Door:
    """The door of the assembly. It brings the models of all files: it is imported only where the
    cache has no answer.
    """
    from ..assembly import door

    return _Door(
        door.assembled, door.assembled_vocabulary, door.assembled_products, door.assembled_policy
    )


def _changed(name: str) -> CatalogError:
    return CatalogError(Fault("ruleset-changed", None, "", name, ""))


def shipped_store() -> Store:
    """The `criteria` folder that the package ships; inside the package, with the cache that was
    built together with it; in a checkout without any: there the code that assembles may be newer.
    """
    folder = shipped_folder()
    inside = folder.parent == package_folder()
    return Store(folder, Cache(package_folder() / "cache") if inside else None)


def unknown_ruleset(name: str, known: Iterable[str]) -> CatalogError:
    """The refusal of a name that no ruleset has: with the one that was meant, else with those that
    are known.
    """
    from ..sources import words  # only on the way to an error

    names = sorted(known)
    near = words.ruleset(name, names)
    if near is not None:
        return CatalogError(Fault("unknown-ruleset", None, "", name, near, {"habit": "meant"}))
    return CatalogError(Fault("unknown-ruleset", None, "", name, listed(names)))
