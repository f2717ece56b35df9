"""The lock of releases: what digests a released revision and a released policy have, for ever.

`criteria/releases.lock` (see `releases`) only grows. A released revision's digests can't change, a
correction is a new revision; a released policy can't change at all, another one has another id.
Lines are added at its end under a lock of the system, so that two who release at once lose nothing
and write nothing twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from ..appending import append, held
from ..errors import CatalogError, Fault, Faults, Place, RulesetError
from .catalog import Catalog
from .policies import policy_digest
from .releases import (
    HEAD,
    Placed,
    PolicyRelease,
    Release,
    RulesetRelease,
    lock_in,
    placed_in,
    text_of,
)
from .ruleset import Ruleset

__all__ = [
    "PolicyRelease",
    "Release",
    "RulesetRelease",
    "check",
    "check_lock",
    "check_policies",
    "lock_file",
    "release",
    "release_policies",
    "releases",
]

R = TypeVar("R", Release | RulesetRelease, PolicyRelease)


def lock_file(catalog: Catalog) -> Path:
    """Where a catalogue's lock lies."""
    return lock_in(catalog.folder)


def releases(catalog: Catalog) -> tuple[Release, ...]:
    """All releases of product sets, in order; none where there is no lock. RulesetError on a line
    that is none, or a release written twice.
    """
    return tuple(placed_in(lock_file(catalog)).product_sets)


def check(catalog: Catalog, name: str) -> None:
    """A ruleset's digests are those of its released revision, and it is not older than the newest
    released one. RulesetError otherwise.
    """
    _check(catalog.ruleset(name), placed_in(lock_file(catalog)))


def _check(ruleset: Ruleset, placed: Placed) -> None:
    of_sets = placed.product_sets.items()
    own = {release: place for release, place in of_sets if release.ruleset == ruleset.id}
    faults = Faults()
    faults.take(_fallen(ruleset, own))
    of_now = {r.product_set: (r, p) for r, p in own.items() if r.revision == ruleset.revision}
    faults.take(_incomplete(ruleset, of_now))
    faults.take(_changed(ruleset, of_now))
    faults.take(_changed_document(ruleset, placed.rulesets))
    faults.raise_any(RulesetError)


def _fallen(ruleset: Ruleset, own: Mapping[Release, Place]) -> Iterator[Fault]:
    """A revision lower than one that was released."""
    newest = max(own, key=lambda release: release.revision, default=None)
    if newest is not None and ruleset.revision < newest.revision:
        place = next(p for release, p in own.items() if release.revision == newest.revision)
        found, right = str(ruleset.revision), str(newest.revision)
        yield Fault("revision-fell", place, "", found, right, {"ruleset": ruleset.id})


def _incomplete(ruleset: Ruleset, of_now: Mapping[int, tuple[Release, Place]]) -> Iterator[Fault]:
    """Tables that a released revision lacks in the lock."""
    for number in ruleset.numbers if of_now else ():
        if number not in of_now:
            _, place = next(iter(of_now.values()))
            values = {"ruleset": ruleset.id, "product_set": number}
            yield Fault("release-incomplete", place, "", str(ruleset.revision), "", values)


def _changed(ruleset: Ruleset, of_now: Mapping[int, tuple[Release, Place]]) -> Iterator[Fault]:
    """Tables whose digest is no longer the released one: of many, one fault with their numbers."""
    changed = {
        number: digest
        for number, (release, _) in of_now.items()
        if (digest := _digest_of(ruleset, number)) != release.digest
    }
    values = {"ruleset": ruleset.id, "revision": ruleset.revision}
    if len(changed) > _MANY:
        numbers, habit = ", ".join(map(str, changed)), {"habit": "many"}
        place = of_now[next(iter(changed))][1]
        yield Fault("released-digest-changed", place, "", numbers, "", values | habit)
        return
    for number, digest in changed.items():
        release, place = of_now[number]
        found, right, of_set = digest[:19], release.digest[:19], {"product_set": number}
        yield Fault("released-digest-changed", place, "", found, right, values | of_set)


def _changed_document(ruleset: Ruleset, placed: Mapping[RulesetRelease, Place]) -> Iterator[Fault]:
    """The document of a ruleset whose digest is no longer the released one."""
    now, values = ruleset.document_digest, {"ruleset": ruleset.id, "revision": ruleset.revision}
    for release, place in placed.items():
        if release.key == (ruleset.id, ruleset.revision) and release.digest != now:
            values |= {"habit": "document"}
            found, right = now[:19], release.digest[:19]
            yield Fault("released-digest-changed", place, "", found, right, values)


_MANY = 2
"""More tables than these that changed are named together."""


def _digest_of(ruleset: Ruleset, number: int) -> str:
    return ruleset.product_set(number).digest if number in ruleset.numbers else "–"


def check_policies(catalog: Catalog) -> tuple[str, ...]:
    """All policies can be read, and the released ones are still there, as they were released: their
    ids. RulesetError with all that is wrong otherwise.
    """
    faults = Faults()
    for error in catalog.unreadable_policies.values():
        faults.take(error.faults)
    faults.take(_changed_policies(catalog, placed_in(lock_file(catalog)).policies))
    faults.raise_any(RulesetError)
    return tuple(policy.id for policy in catalog.policies())


def _changed_policies(catalog: Catalog, placed: Mapping[PolicyRelease, Place]) -> Iterator[Fault]:
    """Released policies that are gone, or whose digest is another."""
    here = {policy.id: policy_digest(policy) for policy in catalog.policies()}
    for release, place in placed.items():
        name, now = release.policy, here.get(release.policy)
        if now is None and name not in catalog.unreadable_policies:
            yield Fault("release-gone", place, "", name, "", {"habit": "policy"})
        elif now is not None and now != release.digest:
            found, right, values = now[:19], release.digest[:19], {"policy": name}
            yield Fault("released-policy-changed", place, "", found, right, values)


def check_lock(catalog: Catalog) -> None:
    """Every released ruleset is still there. RulesetError otherwise."""
    known = {*catalog.ids(), *catalog.unreadable}
    placed = placed_in(lock_file(catalog))
    lines = {release.ruleset: place for release, place in reversed(placed.rulesets.items())}
    lines |= {release.ruleset: place for release, place in reversed(placed.product_sets.items())}
    gone = {name: place for name, place in reversed(lines.items()) if name not in known}
    if gone:
        raise RulesetError(
            [Fault("release-gone", place, "", name, "") for name, place in gone.items()]
        )


def release(catalog: Catalog, name: str, on: date) -> tuple[Release | RulesetRelease, ...]:
    """Write the product sets of a ruleset's revision that are not in the lock yet into it, and its
    document, as releases of that day: what was written. Whoever releases at the same time waits.

    RulesetError where the ruleset doesn't hold together or `check` says no; CatalogError where
    no ruleset has that name, or the lock can't be written.
    """
    catalog.check(name)
    ruleset = catalog.ruleset(name)
    sets = [ruleset.product_set(number) for number in ruleset.numbers]
    ready: list[Release | RulesetRelease] = [
        *(Release(name, ruleset.revision, table.product_set, table.digest, on) for table in sets),
        RulesetRelease(name, ruleset.revision, ruleset.document_digest, on),
    ]
    return _released(lock_file(catalog), ready, lambda placed: _check(ruleset, placed))


def release_policies(catalog: Catalog, names: Sequence[str], on: date) -> tuple[PolicyRelease, ...]:
    """Write policies that are not in the lock yet into it, as releases of that day: what was
    written. Whoever releases at the same time waits.

    CatalogError where no policy has such an id, or the lock can't be written; PolicyError where one
    can't be read; RulesetError where a released one has changed.
    """
    found = [catalog.policy(name) for name in names]
    ready = [PolicyRelease(policy.id, policy_digest(policy), on) for policy in found]

    def check_placed(placed: Placed) -> None:
        faults = Faults()
        faults.take(_changed_policies(catalog, placed.policies))
        faults.raise_any(RulesetError)

    return _released(lock_file(catalog), ready, check_placed)


def _released(
    path: Path, ready: Sequence[R], check_placed: Callable[[Placed], None]
) -> tuple[R, ...]:
    """Add what of `ready` the lock doesn't have: what was added."""
    check_placed(placed_in(path))  # what is no lock is refused before anything is written
    with _held(path) as handle:
        placed = placed_in(path)  # what others wrote meanwhile
        check_placed(placed)
        known = {release.key for part in placed for release in part}
        fresh = tuple(release for release in ready if release.key not in known)
        if fresh:
            _append(handle, path, [release.line() for release in fresh])
    return fresh


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """The lock, open to add to, and nobody else's until it is closed."""
    try:
        with held(path) as handle:
            yield handle
    except OSError as problem:
        raise _unwritable(path, problem) from None


def _append(handle: int, path: Path, lines: Sequence[str]) -> None:
    """Add lines in one go; where not all of them find room, none."""
    is_empty = not os.fstat(handle).st_size
    start = HEAD if is_empty else "" if text_of(path).endswith("\n") else "\n"
    append(handle, (start + "".join(lines)).encode())


def _unwritable(path: Path, problem: OSError) -> CatalogError:
    place, reason = Place(str(path), 1, 1), problem.strerror or "–"
    return CatalogError(Fault("unwritable-file", place, "", reason, ""))
