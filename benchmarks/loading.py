"""Loading rules: against libyaml's own loader over the same files, and from the resolved cache
against from YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import yaml

import ocop_scoring as ocop
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import catalog_over
from ocop_scoring.rules.store import Store
from ocop_scoring.sources.layout import folders_of

__all__ = ["Loading"]


class Loading:
    """One ruleset's files, and the ways to load them; every function measures itself and returns
    seconds.
    """

    def __init__(self, criteria: Path, ruleset: str, number: int, cache: Path) -> None:
        self.criteria, self.ruleset, self.number, self.cache = criteria, ruleset, number, cache
        Store(criteria).write_cache(cache)
        folders = folders_of(criteria / ruleset)  # an amendment's base first
        own = [
            path
            for folder in folders
            for pattern in ("*.yaml", "criteria/*.yaml", "en/*.yaml")
            for path in sorted(folder.glob(pattern))
        ]
        shared = [*sorted(criteria.glob("*.yaml")), *own]
        tables = list(
            {
                path.name: path
                for folder in folders
                for path in sorted(folder.glob("product-sets/*.yaml"))
            }.values()
        )
        self.all_files: Sequence[Path] = [*shared, *tables]
        self.files_of_one: Sequence[Path] = [
            *shared,
            *(path for path in tables if path.name.startswith(f"{number:02d}-")),
        ]

    def checked(self) -> float:
        """Every product set read, assembled and checked, from YAML."""
        return _seconds(lambda: ocop.Catalog(self.criteria).check(self.ruleset))

    def all_from_yaml(self) -> float:
        """Every product set, asked for one after another, from YAML."""
        return _seconds(lambda: self._all(ocop.Catalog(self.criteria)))

    def all_from_cache(self) -> float:
        """The same from the resolved cache; the digests of the YAML files are compared first."""
        return _seconds(lambda: self._all(self._from_cache()))

    def _from_cache(self) -> ocop.Catalog:
        return catalog_over(Store(self.criteria, Cache(self.cache)))

    def _all(self, catalog: ocop.Catalog) -> None:
        rules = catalog.ruleset(self.ruleset)
        for number in rules.numbers:
            rules.product_set(number)

    def proven_from_cache(self) -> float:
        """The same, and what holds for every sheet of each product set, with its witnesses."""

        def prove() -> None:
            rules = self._from_cache().ruleset(self.ruleset)
            for number in rules.numbers:
                ocop.reach(rules, product_set=number)

        return _seconds(prove)

    def one_from_yaml(self) -> float:
        """One product set, from YAML."""
        return _seconds(
            lambda: ocop.Catalog(self.criteria).ruleset(self.ruleset).product_set(self.number)
        )

    def one_from_cache(self) -> float:
        """One product set from the resolved cache, once its YAML files' digest is compared."""
        return _seconds(lambda: self._from_cache().ruleset(self.ruleset).product_set(self.number))

    def bare_all(self) -> float:
        """The files of all product sets through `yaml.load`, nothing more."""
        return _seconds(lambda: _bare(self.all_files))

    def bare_one(self) -> float:
        """The files of one product set through `yaml.load`, nothing more."""
        return _seconds(lambda: _bare(self.files_of_one))


def _seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _bare(files: Sequence[Path]) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in files:
        yaml.load(path.read_bytes(), Loader=loader)
