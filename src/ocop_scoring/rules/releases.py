"""What a lock of releases says: the digest that each product set and each ruleset document of a
released revision has, and each released policy.

`criteria/releases.lock` has one line for each release: ruleset, revision, product set, digest, date
of a product set; ruleset, revision, digest, date of a ruleset document; policy, digest, date of a
policy. `lock` compares the rules with it and adds to it; a catalogue holds it beside its tables, so
that every result knows whether its table was released.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from ..errors import Fault, Faults, OcopError, Place, RulesetError
from ..frozen import FrozenDict
from ..sources.layout import is_there
from ..sources.read import decoded, first_bytes

__all__ = [
    "HEAD",
    "Locks",
    "Placed",
    "PolicyRelease",
    "Release",
    "Released",
    "Releases",
    "RulesetRelease",
    "lock_in",
    "placed_in",
    "released_in",
    "released_later",
    "text_of",
]

MOST_BYTES = 4_000_000
"""A lock of more bytes, some 40,000 releases, is refused; a device has no end."""

HEAD = (
    "# ruleset revision product-set digest date;"
    " ruleset revision digest date; policy digest date"
    " – only added to: a released digest never changes, a correction is a new revision\n"
)


class Release(NamedTuple):
    """One product set of one revision of a ruleset, as it was released."""

    ruleset: str
    revision: int
    product_set: int
    digest: str
    on: date

    @property
    def key(self) -> tuple[str, int, int]:
        """What is released: one product set of one revision."""
        return self.ruleset, self.revision, self.product_set

    def line(self) -> str:
        """The release as a line of the lock."""
        return " ".join(map(str, self)) + "\n"


class RulesetRelease(NamedTuple):
    """The document of one revision of a ruleset, as it was released: bands, dates, councils."""

    ruleset: str
    revision: int
    digest: str
    on: date

    @property
    def key(self) -> tuple[str, int]:
        """What is released: one revision."""
        return self.ruleset, self.revision

    def line(self) -> str:
        """The release as a line of the lock."""
        return " ".join(map(str, self)) + "\n"


class PolicyRelease(NamedTuple):
    """A council's policy, as it was released for ever: it has no revisions."""

    policy: str
    digest: str
    on: date

    @property
    def key(self) -> tuple[str]:
        """What is released: the policy of this id."""
        return (self.policy,)

    def line(self) -> str:
        """The release as a line of the lock."""
        return " ".join(map(str, self)) + "\n"


class Placed(NamedTuple):
    """All releases of a lock in order, each with its line."""

    product_sets: dict[Release, Place]
    rulesets: dict[RulesetRelease, Place]
    policies: dict[PolicyRelease, Place]


class Released(NamedTuple):
    """The releases of one lock, to look digests up."""

    digests: FrozenDict[tuple[str, int, int], str]
    rulesets: frozenset[str]
    policies: FrozenDict[str, str] = FrozenDict({})
    documents: FrozenDict[tuple[str, int], str] = FrozenDict({})

    def digest_of(self, ruleset: str, revision: int, product_set: int) -> str:
        """The released digest of a product set; empty where that revision has none."""
        return self.digests.get((ruleset, revision, product_set), "")


Releases = Callable[[], Released | None]
"""What gives the releases of a lock when they are asked for; None where there is no lock."""


class Locks(NamedTuple):
    """The locks that a catalogue goes by: the package's, and its folder's own.

    Of an id that the package's lock knows, that lock alone decides, whatever a copy's says: so that
    no changed copy looks official. A folder's own lock speaks for its other ids; where it has
    none, the package's says that an amendment of a ruleset of ours is no release.
    """

    shipped: Releases
    own: Releases

    def of_ruleset(self, ruleset: str) -> Released | None:
        """The lock that says what of a ruleset was released; None where none is at hand."""
        shipped = self.shipped()
        if shipped is None or ruleset in shipped.rulesets:
            return self.own() if shipped is None else shipped
        own = self.own()
        is_of_ours = own is None and ruleset.partition("+")[0] in shipped.rulesets
        return shipped if is_of_ours else own

    def digest_of_policy(self, policy: str) -> str | None:
        """The released digest of a policy; None where neither lock knows one of this id."""
        locks = self.shipped(), self.own()
        known = [lock.policies[policy] for lock in locks if lock and policy in lock.policies]
        return known[0] if known else None


def lock_in(folder: Path) -> Path:
    """Where the lock of a folder of rulesets lies."""
    return folder / "releases.lock"


def released_in(folder: Path) -> Released | None:
    """The releases of a folder's lock; None where there is none.

    A lock that can't be read releases nothing: `ocop rules check` says what is wrong with it.
    """
    return released_later(folder)()


def released_later(folder: Path) -> Releases:
    """What gives the same: the disk is read now, and what is there is taken apart when it is asked
    for.
    """
    path = lock_in(folder)
    if not is_there(path):
        return lambda: None
    try:
        text = text_of(path)
    except OcopError:
        text = ""
    return cache(partial(_released, path, text))


def _released(path: Path, text: str) -> Released:
    try:
        found = _placed(path, text)
    except OcopError:
        found = Placed({}, {}, {})
    digests = FrozenDict({release.key: release.digest for release in found.product_sets})
    policies = FrozenDict({release.policy: release.digest for release in found.policies})
    documents = FrozenDict({release.key: release.digest for release in found.rulesets})
    names = frozenset([release.ruleset for release in found.product_sets])
    return Released(digests, names, policies, documents)


def placed_in(path: Path) -> Placed:
    """All releases of a lock in order, each with its line; none where there is no lock.

    RulesetError on a line that is none, or a release written twice.
    """
    return _placed(path, text_of(path))


def _placed(path: Path, text: str) -> Placed:
    found, faults = Placed({}, {}, {}), Faults()
    seen: set[tuple[str | int, ...]] = set()
    file = str(path)
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        release, place = _read(line), Place(file, number, 1)
        if release is not None and release.key not in seen:
            seen.add(release.key)
            _keep(found, release, place)
            continue
        code = "lock-line" if release is None else "lock-twice"
        faults.take([Fault(code, place, "", line[:60], HEAD[2:].partition(" –")[0])])
    faults.raise_any(RulesetError)
    return found


def text_of(path: Path) -> str:
    """What the lock says; nothing where there is none. RulesetError where it can't be read, is no
    regular file, or is larger than any lock.
    """
    if not is_there(path):
        return ""
    try:
        content = first_bytes(path, MOST_BYTES)
    except OSError as problem:
        place, reason = Place(str(path), 1, 1), problem.strerror or "–"
        raise RulesetError(Fault("unreadable-file", place, "", reason, "")) from None
    return decoded(content, str(path), RulesetError, MOST_BYTES)


def _keep(found: Placed, release: Release | RulesetRelease | PolicyRelease, place: Place) -> None:
    if isinstance(release, Release):
        found.product_sets[release] = place
    elif isinstance(release, RulesetRelease):
        found.rulesets[release] = place
    else:
        found.policies[release] = place


def _read(line: str) -> Release | RulesetRelease | PolicyRelease | None:
    """What a line releases: what stands before the digest says of what it is. None where it is not
    just what the release's own `line` writes.
    """
    words = _LINE(line)
    if words is None:
        return None
    name, revision, product_set, digest, on = words.groups()
    try:
        if revision is None:
            return PolicyRelease(name, digest, _day(on))
        if product_set is None:
            return RulesetRelease(name, int(revision), digest, _day(on))
        return Release(name, int(revision), int(product_set), digest, _day(on))
    except ValueError:
        return None


_LINE = re.compile(
    "([^ ]*)(?: (0|-?[1-9][0-9]*)(?: (0|-?[1-9][0-9]*))?)?"
    " (sha256:[0-9a-f]{64}) ([0-9]{4}-[0-9]{2}-[0-9]{2})"
).fullmatch
_day = lru_cache(date.fromisoformat)  # a revision is released on one day
