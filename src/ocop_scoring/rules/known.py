"""Which table a digest is of: looked for in the locks of releases, then in the tables as they
stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..errors import OcopError
from .catalog import Catalog, built_in
from .lock import lock_file
from .product_set import ProductSet
from .releases import Release, placed_in
from .ruleset import Ruleset

__all__ = ["Known", "is_digest", "tables_of"]

_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{8,64})")


class Known(NamedTuple):
    """A table that has a digest: where it stands, the day of its release (None: never released),
    and whether it is the table as it stands here.
    """

    ruleset: str
    revision: int
    product_set: int
    digest: str
    released_on: date | None
    is_here: bool


def is_digest(text: str) -> bool:
    """Whether a text is a digest, or the begin of one as papers print it: at least 8 digits."""
    return _DIGEST.fullmatch(text) is not None


def tables_of(catalog: Catalog, text: str) -> tuple[Known, ...]:
    """The tables whose digest it is, or begins so: released ones in the order of the locks, then
    those that were never released.

    RulesetError where a lock can't be read.
    """
    match = _DIGEST.fullmatch(text)
    begin = f"sha256:{match[1]}" if match else text
    found = [_of_release(catalog, r) for r in _releases(catalog) if r.digest.startswith(begin)]
    if len(begin) < _LENGTH or not found:
        known = {(known.ruleset, known.product_set, known.digest) for known in found}
        found += [k for k in _as_they_stand(catalog, begin) if (k[0], k[2], k[3]) not in known]
    return tuple(found)


_LENGTH = len("sha256:") + 64


def _releases(catalog: Catalog) -> tuple[Release, ...]:
    """The releases of the package and of the folder, each once."""
    files = dict.fromkeys([lock_file(built_in()), lock_file(catalog)])
    return tuple(dict.fromkeys([release for file in files for release in placed_in(file)]))


def _of_release(catalog: Catalog, release: Release) -> Known:
    is_here = _digest_here(catalog, release.ruleset, release.product_set) == release.digest
    ruleset, revision, number, digest, on = release
    return Known(ruleset, revision, number, digest, on, is_here)


def _digest_here(catalog: Catalog, ruleset: str, number: int) -> str | None:
    try:
        return catalog.ruleset(ruleset).product_set(number).digest
    except OcopError:
        return None


def _as_they_stand(catalog: Catalog, begin: str) -> Iterator[Known]:
    for ruleset in catalog.rulesets():
        for table in _tables(ruleset):
            if table.digest.startswith(begin):
                revision, number = table.revision, table.product_set
                yield Known(ruleset.id, revision, number, table.digest, None, True)


def _tables(ruleset: Ruleset) -> Iterator[ProductSet]:
    """Its tables, but those that don't hold together."""
    for number in ruleset.numbers:
        try:
            yield ruleset.product_set(number)
        except OcopError:
            continue
