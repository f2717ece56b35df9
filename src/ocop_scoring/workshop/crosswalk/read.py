"""Which crosswalks stand beside rulesets, and the way from one decision to another through them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ...assembly.crosswalk import CrosswalkFile, load_crosswalk
from ...errors import CatalogError, Fault
from ...rules.catalog import Catalog, built_in
from ...sources.layout import yaml_files
from ...sources.places import Source

__all__ = ["Written", "crosswalks_in", "read_once", "way", "written"]

FOLDER = "crosswalks"


class Written(NamedTuple):
    """A crosswalk's file, read: where its values stand, and what it says."""

    path: Path
    source: Source
    file: CrosswalkFile


def written(path: Path) -> Written:
    """A crosswalk's file. RulesetError with all that is wrong with its shape."""
    return Written(path, *load_crosswalk(path))


def crosswalks_in(folder: Path) -> tuple[Path, ...]:
    """The crosswalks that stand beside the rulesets of a folder, in order."""
    room = folder / FOLDER
    return tuple(room / name for name in yaml_files(room))


def _known(catalog: Catalog) -> dict[tuple[str, str], Path]:
    """The crosswalks of a catalogue and those that the package ships, by the two decisions; one's
    own first.
    """
    found: dict[tuple[str, str], Path] = {}
    for folder in (catalog.folder, built_in().folder):
        for path in crosswalks_in(folder):
            begin, mark, end = path.stem.partition("--")
            if mark:
                found.setdefault((begin, end), path)
    return found


def way(a: str, b: str, catalog: Catalog) -> tuple[Path | str, ...]:
    """The shortest way from one ruleset to another: files, and between rulesets of one decision the
    id of the one that is come to. CatalogError where there is none.
    """
    edges = _known(catalog)
    ways: dict[str, tuple[Path | str, ...]] = {a: ()}
    for here in _growing(ways):
        for there, step in _steps(here, b, edges):
            ways.setdefault(there, (*ways[here], step))
        if b in ways:
            return ways[b]
    right = f"{FOLDER}/{a.partition('+')[0]}--{b.partition('+')[0]}.yaml"
    known = ", ".join(f"{begin}--{end}" for begin, end in edges) or "–"
    raise CatalogError(Fault("no-crosswalk", None, "", f"{a} → {b}", right, {"known": known}))


def _growing(ways: dict[str, tuple[Path | str, ...]]) -> Iterator[str]:
    """Each ruleset that is reached, in the order of reaching; more may come while it goes on."""
    seen: set[str] = set()
    while waiting := [name for name in ways if name not in seen]:
        seen.add(waiting[0])
        yield waiting[0]


def _steps(
    here: str, goal: str, edges: dict[tuple[str, str], Path]
) -> Iterator[tuple[str, Path | str]]:
    """Where one step leads: along a file – an amendment's tables along that of its base, which
    tells of what the amendment puts in too –, to the base of an amendment, to an amendment.
    """
    for (begin, end), path in edges.items():
        if begin == here or here.startswith(f"{begin}+"):
            yield end, path
    base = here.rpartition("+")[0]
    if base:
        yield base, base
    if goal.rpartition("+")[0] == here or goal.partition("+")[0] == here.partition("+")[0]:
        yield goal, goal


@lru_cache(maxsize=16)
def _read_once(path: Path, size: int, changed: int) -> Written:
    return written(path)


def read_once(path: Path) -> Written:
    """A crosswalk's file, read anew only where it changed."""
    state = path.stat()
    return _read_once(path, state.st_size, state.st_mtime_ns)
