"""The lock of releases: what digest each product set of a released revision has, for ever.

`criteria/releases.lock` has a line a release of a product set – ruleset, revision, product set,
digest, date – and only grows. A released revision's digest can't change; a correction is a new
revision.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..errors import CatalogError, Fault, Place, RulesetError
from ..sources.read import decoded, first_bytes
from .catalog import Catalog

__all__ = [
    "Release",
    "check",
    "check_lock",
    "lock_file",
    "new_releases",
    "releases",
    "with_releases",
]

MOST_BYTES = 4_000_000
"""A lock of more bytes, some 40,000 releases, is refused; a device has no end."""

HEAD = (
    "# ruleset revision product-set digest date"
    " – only added to: a released digest never changes, a correction is a new revision\n"
)


class Release(NamedTuple):
    """One product set of one revision of a ruleset, as it was released."""

    ruleset: str
    revision: int
    product_set: int
    digest: str
    on: date

    def line(self) -> str:
        """The release as a line of the lock."""
        words = (self.ruleset, self.revision, self.product_set, self.digest, self.on.isoformat())
        return " ".join(map(str, words)) + "\n"


def lock_file(catalog: Catalog) -> Path:
    """Where a catalogue's lock lies."""
    return catalog.folder / "releases.lock"


def releases(catalog: Catalog) -> tuple[Release, ...]:
    """All releases, in order; none where there is no lock. RulesetError on a line that is none, or
    a release written twice.
    """
    return tuple(_placed(catalog))


def _placed(catalog: Catalog) -> dict[Release, Place]:
    """All releases in order, each with its line."""
    path, found, seen, faults = (
        lock_file(catalog),
        dict[Release, Place](),
        set[tuple[str, int, int]](),
        list[Fault](),
    )
    for number, line in enumerate(_lines(path), 1):
        if line.startswith("#"):
            continue
        release, place = _read(line), Place(str(path), number, 1)
        if release is None or release[:3] in seen:
            code = "lock-line" if release is None else "lock-twice"
            faults.append(Fault(code, place, "", line[:60], HEAD[2:].partition(" –")[0]))
        else:
            seen.add(release[:3])
            found[release] = place
    if faults:
        raise RulesetError(faults)
    return found


def _lines(path: Path) -> list[str]:
    if not os.path.lexists(path):
        return []
    try:
        content = first_bytes(path, MOST_BYTES)
    except OSError as problem:
        raise RulesetError(
            Fault("unreadable-file", Place(str(path), 1, 1), "", problem.strerror or "–", "")
        ) from None
    return decoded(content, str(path), RulesetError, MOST_BYTES).splitlines()


def _read(line: str) -> Release | None:
    try:
        ruleset, revision, product_set, digest, on = line.split(" ")
        release = Release(ruleset, int(revision), int(product_set), digest, date.fromisoformat(on))
    except ValueError:
        return None
    return (
        release
        if re.fullmatch("sha256:[0-9a-f]{64}", digest) and release.line() == f"{line}\n"
        else None
    )


def check(catalog: Catalog, name: str) -> None:
    """A ruleset's digests are those of its released revision, and its revision is none that was
    left behind. RulesetError otherwise.
    """
    ruleset, faults = catalog.ruleset(name), list[Fault]()
    placed = {
        release: place for release, place in _placed(catalog).items() if release.ruleset == name
    }
    newest = max((release.revision for release in placed), default=0)
    if ruleset.revision < newest:
        place = next(place for release, place in placed.items() if release.revision == newest)
        faults.append(
            Fault("revision-fell", place, "", str(ruleset.revision), str(newest), {"ruleset": name})
        )
    of_now = {
        release.product_set: (release, place)
        for release, place in placed.items()
        if release.revision == ruleset.revision
    }
    for number in ruleset.numbers if of_now else ():
        if number not in of_now:
            _, place = next(iter(of_now.values()))
            values = {"ruleset": name, "product_set": number}
            faults.append(Fault("release-incomplete", place, "", str(ruleset.revision), "", values))
    for number, (release, place) in of_now.items():
        digest = ruleset.product_set(number).digest if number in ruleset.numbers else "–"
        if digest != release.digest:
            values = {"ruleset": name, "product_set": number, "revision": ruleset.revision}
            faults.append(
                Fault(
                    "released-digest-changed", place, "", digest[:19], release.digest[:19], values
                )
            )
    if faults:
        raise RulesetError(faults)


def check_lock(catalog: Catalog) -> None:
    """Every released ruleset is still there. RulesetError otherwise."""
    known, gone = set(catalog.ids()), dict[str, Place]()
    for release, place in _placed(catalog).items():
        if release.ruleset not in known:
            gone.setdefault(release.ruleset, place)
    if gone:
        raise RulesetError(
            [Fault("release-gone", place, "", name, "") for name, place in gone.items()]
        )


def with_releases(catalog: Catalog, fresh: Sequence[Release]) -> str:
    """The lock's text with some releases added at its end."""
    standing = "".join(f"{line}\n" for line in _lines(lock_file(catalog))) or HEAD
    return standing + "".join(release.line() for release in fresh)


def new_releases(catalog: Catalog, name: str, on: date) -> tuple[Release, ...]:
    """The product sets of a revision that are not in the lock yet, as releases of that day.
    RulesetError where `check` says no.
    """
    if name not in catalog.ids():
        raise CatalogError(Fault("unknown-ruleset", None, "", name, ", ".join(catalog.ids())))
    catalog.check(name)
    check(catalog, name)
    ruleset = catalog.ruleset(name)
    known = {release[:3] for release in releases(catalog)}
    sets = [ruleset.product_set(number) for number in ruleset.numbers]
    fresh = [Release(name, ruleset.revision, table.product_set, table.digest, on) for table in sets]
    return tuple(release for release in fresh if release[:3] not in known)
