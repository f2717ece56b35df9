"""What a digest is of: a table, a ruleset's document, a policy. Looked for in the locks of
releases, then in what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..errors import OcopError
from .catalog import Catalog, built_in
from .lock import lock_file
from .policies import policy_digest
from .product_set import ProductSet
from .releases import Placed, Release, placed_in
from .ruleset import Ruleset

__all__ = [
    "Known",
    "KnownPolicy",
    "KnownRuleset",
    "is_digest",
    "policies_of",
    "rulesets_of",
    "tables_of",
]

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


class KnownRuleset(NamedTuple):
    """A ruleset's document that has a digest, as `Known` is of a table."""

    ruleset: str
    revision: int
    digest: str
    released_on: date | None
    is_here: bool


class KnownPolicy(NamedTuple):
    """A policy that has a digest, as `Known` is of a table."""

    policy: str
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
    begin = _begin(text)
    found = [_of_release(catalog, r) for r in _releases(catalog) if r.digest.startswith(begin)]
    if len(begin) < _LENGTH or not found:
        known = {(known.ruleset, known.product_set, known.digest) for known in found}
        found += [k for k in _as_they_stand(catalog, begin) if (k[0], k[2], k[3]) not in known]
    return tuple(found)


def rulesets_of(catalog: Catalog, text: str) -> tuple[KnownRuleset, ...]:
    """The rulesets whose document has that digest, or one that begins so. RulesetError where a lock
    can't be read.
    """
    begin = _begin(text)
    here = {(r.id, r.revision, r.document_digest) for r in catalog.rulesets()}
    released = [release for lock in _locks(catalog) for release in lock.rulesets]
    found = {(r.ruleset, r.revision, r.digest): r.on for r in reversed(released)}
    every = [*reversed(found), *sorted(here - found.keys())]
    return tuple(
        KnownRuleset(*known, found.get(known), known in here)
        for known in every
        if known[2].startswith(begin)
    )


def policies_of(catalog: Catalog, text: str) -> tuple[KnownPolicy, ...]:
    """The policies that have that digest, or one that begins so. RulesetError where a lock can't be
    read.
    """
    begin = _begin(text)
    here = {(policy.id, policy_digest(policy)) for policy in catalog.policies()}
    released = [release for lock in _locks(catalog) for release in lock.policies]
    found = {(r.policy, r.digest): r.on for r in reversed(released)}
    every = [*reversed(found), *sorted(here - found.keys())]
    return tuple(
        KnownPolicy(*known, found.get(known), known in here)
        for known in every
        if known[1].startswith(begin)
    )


_LENGTH = len("sha256:") + 64


def _begin(text: str) -> str:
    match = _DIGEST.fullmatch(text)
    return f"sha256:{match[1]}" if match else text


def _locks(catalog: Catalog) -> tuple[Placed, ...]:
    """The locks of the package and of the folder, each once."""
    return tuple(map(placed_in, dict.fromkeys([lock_file(built_in()), lock_file(catalog)])))


def _releases(catalog: Catalog) -> tuple[Release, ...]:
    """The tables that the package and the folder released, each once."""
    found = [release for lock in _locks(catalog) for release in lock.product_sets]
    return tuple(dict.fromkeys(found))


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
