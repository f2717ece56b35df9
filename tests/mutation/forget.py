"""Forgets what the library has made ready, so that changed code makes it anew.

mutmut tries every mutant in a fork of one process that has run the tests before. What they left in
memory – tables laid flat, intervals read – would hide a change of the code that makes it, and only
the first test that needed it would count as one that reaches this code.
"""

from __future__ import annotations

import gc
import os
from functools import _lru_cache_wrapper

from ocop_scoring.rules.product_set import ProductSet

__all__ = ["for_mutants"]


def for_mutants(*, first: bool) -> None:
    """Called before each test, `first` before the first one. Outside `make mutants` it does nothing.

    While mutmut notes which tests reach which function, all is forgotten before each test; for a
    mutant once is enough.
    """
    mutant = os.environ.get("MUTANT_UNDER_TEST")
    if mutant and (first or mutant == "stats"):
        _forget()


def _forget() -> None:
    for thing in gc.get_objects():
        if isinstance(thing, ProductSet):
            thing._kept.clear()
        elif isinstance(thing, _lru_cache_wrapper) and _is_ours(thing):
            thing.cache_clear()


def _is_ours(cached: object) -> bool:
    """Whether a cache is the library's; the loaded rulesets stay, since loading is not mutated."""
    module = str(getattr(cached, "__module__", ""))
    return module.startswith("ocop_scoring") and module != "ocop_scoring.rules.catalog"
