"""A single change at a random place is named: an asterisk by its siblings, all else by the release.

More places: `PYTHONPATH=src:tests python -m support.changed_places 50 200`.
"""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from support.changed_places import (
    WRITTEN,
    asterisks,
    copied,
    edits,
    is_named,
    is_named_in_release,
    make,
    restored,
    write,
)

from ocop_scoring import Catalog, OcopError
from ocop_scoring.workshop import Remark, against_release
from ocop_scoring.workshop.lint.on_siblings import on_siblings
from ocop_scoring.workshop.lint.read import read_ruleset

RULESET, SEED = "26-2026", 20260522


def test_an_asterisk_changed_in_one_row_is_named_however_it_is_written(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    read = read_ruleset(Catalog(folder), RULESET)
    changes = asterisks(read, random.Random(SEED))
    for change in (next(c for c in changes if c.by == by) for by in WRITTEN):
        with restored(folder / RULESET):
            write(folder / RULESET, read, change)
            remarks = list(on_siblings(read_ruleset(Catalog(folder), RULESET)))
            assert is_named(remarks, RULESET, change), change


def test_any_other_change_that_loads_is_named_where_it_differs_from_the_release(
    tmp_path: Path,
) -> None:
    folder, named = copied(tmp_path), 0
    for change in islice(edits(folder / RULESET, random.Random(SEED)), 4):
        with restored(folder / RULESET):
            make(change)
            found = differing(folder)
            assert found is None or is_named_in_release(found, change), change
            named += found is not None
    assert named


def differing(folder: Path) -> list[Remark] | None:
    """What differs from the release; None where the files are refused."""
    try:
        return list(against_release(Catalog(folder), [RULESET], whole=False)[RULESET])
    except OcopError:
        return None
