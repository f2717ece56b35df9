"""Nothing depends on which thread builds first: many that rate, read and render at once, while
rulesets and tables are loaded for the first time, all get what one alone gets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from support.folders import CRITERIA, GOOD
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

T = TypeVar("T")
THREADS = 12
COLD_STARTS = {"mini-2030": 15, "26-2026": 3}
"""How often a catalogue is opened anew: enough that levels compared by identity are found out."""


@pytest.fixture(autouse=True)
def _threads_take_turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.00001)
    yield
    sys.setswitchinterval(before)


def _at_once(act: Callable[[], T]) -> list[T]:
    """What `act` gives to each of many threads that begin together."""
    barrier = Barrier(THREADS)

    def begin(_: int) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def _exactly_at_the_minimums(table: ocop.ProductSet) -> dict[str, object]:
    """A mark for every criterion: the level that a minimum asks for, else the best one."""
    marks: dict[str, object] = {}
    for criterion in table.criteria:
        best = max(criterion.levels, key=lambda level: level.points)
        asked = [level for level in criterion.levels if level.minimum is not None]
        level = asked[-1] if asked else best
        marks[criterion.number] = [level.id] if criterion.mode == "sum" else level.id
    return marks


@pytest.mark.parametrize(
    ("folder", "name", "number"), [(GOOD, "mini-2030", 1), (CRITERIA, "26-2026", 8)]
)
def test_threads_that_rate_while_a_table_is_first_loaded_agree(
    folder: Path, name: str, number: int
) -> None:
    known = ocop.Catalog(folder).ruleset(name)
    table = known.product_set(number)
    dossier, sheet = dossier_for(table), sheet_for(table, _exactly_at_the_minimums(table))
    alone = ocop.score(known, dossier, sheet).to_json()
    for _ in range(COLD_STARTS[name]):
        cold = ocop.Catalog(folder)
        results = _at_once(lambda c=cold: ocop.score(c.ruleset(name), dossier, sheet))
        assert {result.to_json() for result in results} == {alone}
        later = ocop.score(cold.ruleset(name), dossier, sheet)
        assert later.to_json() == alone


def test_threads_that_open_one_catalogue_get_the_same_objects() -> None:
    for _ in range(20):
        cold = ocop.Catalog(GOOD)
        tables = _at_once(lambda c=cold: c.ruleset("mini-2030").product_set(1))
        assert len({id(table) for table in tables}) == 1
        of_its_own = {id(level) for c in tables[0].criteria for level in c.levels}
        assert {id(minimum.level) for minimum in tables[0].minimums} <= of_its_own


def test_threads_that_read_and_render_agree() -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    marks = _exactly_at_the_minimums(table)
    document = dossier_for(table).model_dump(mode="json")

    def report() -> bytes:
        dossier = ocop.Dossier.model_validate(document)
        result = ocop.score(ocop.ruleset("26-2026"), dossier, sheet_for(table, marks))
        return ocop.render(result, "html") + ocop.render(result, "md", lang="en")

    assert len(set(_at_once(report))) == 1
