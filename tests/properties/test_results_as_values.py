"""Results are values: equal where what was rated is, never changed, the same after a pickle, a copy,
another process; and the same whichever thread comes first.
"""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import DEMO, GOOD, INVENTED
from support.strategies import RULESETS, complete_marks, dossier_for, rate, sheet_for, tables

import ocop_scoring as ocop
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import catalog_over
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.store import Store

SHEETS = ("sheet", "sheet-incomplete", "sheet-rejected")


def demo(name: str = "sheet") -> ocop.Evaluation:
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    return ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet(DEMO / f"{name}.yaml"))


def pieces(result: ocop.Evaluation) -> Iterator[object]:
    """Every public value that a result is made of."""
    yield result
    yield from (result.outcome, result.outcome.review, result.outcome.choices, result.outcome.table)
    yield from (result.outcome.tally, result.outcome.award, result.range, result.next_star)
    yield from (result.parts, result.rated, result.readings)
    for several in (result.criteria, result.unmet, result.gates, result.findings, result.caveats):
        yield from several
    for row in result.criteria:
        yield from (row.choice, *row.grounds)
    if result.next_star:
        yield from result.next_star.changes


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize(
    "again",
    [lambda v: pickle.loads(pickle.dumps(v)), copy.deepcopy, copy.copy],
    ids=["pickle", "deep", "copy"],
)
def test_every_value_of_a_result_comes_back_equal(
    name: str, again: Callable[[object], object]
) -> None:
    for value in pieces(demo(name)):
        back = again(value)
        assert back == value
        assert type(back) is type(value)
        assert hash(back) == hash(value)


@given(st.data())
def test_any_result_comes_back_with_the_same_bytes(data: st.DataObject) -> None:
    table = data.draw(tables())
    result = rate(table, data.draw(complete_marks(table)))
    back = pickle.loads(pickle.dumps(result))
    assert back == result
    assert back.to_json() == result.to_json()


def test_results_of_equal_parts_are_equal_whenever_they_were_made() -> None:
    one, other = demo(), demo()
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1
    assert one.to_json() == other.to_json()


@pytest.mark.parametrize(
    "change",
    [
        {"round": 2},
        {"assessor": {"id": "m9", "role": "member"}},
        {"comment": "Khác"},
        {"assessed_on": "2030-09-16"},
    ],
)
def test_results_of_another_sheet_differ(change: dict[str, Any]) -> None:
    table = INVENTED.ruleset("mini-2030").product_set(1)
    assert rate(table, {"1.1": 3}) != rate(table, {"1.1": 3}, **change)


def test_results_of_another_dossier_table_or_kind_differ() -> None:
    small, shrimp = (RULESETS[r].product_set(n) for r, n in (("mini-2030", 1), ("26-2026", 8)))
    result = rate(small, {})
    producer = {"name": "B", "kind": "other", "representative": {"name": "C"}}
    other = ocop.score(
        RULESETS["mini-2030"], dossier_for(small, producer=producer), sheet_for(small, {})
    )
    assert result != other
    assert result != rate(shrimp, {})
    assert result != "mini-2030"
    assert (result == object()) is False


@pytest.mark.parametrize(
    "name", ["star", "total", "outcome", "sheet", "dossier", "rules", "_findings", "anything"]
)
def test_nothing_of_a_result_can_be_assigned(name: str) -> None:
    result = demo()
    before = result.to_json()
    with pytest.raises((AttributeError, TypeError)):
        setattr(result, name, 5)
    assert result.to_json() == before


def test_what_a_result_hands_out_can_not_change_it() -> None:
    result = demo()
    before = result.to_json()
    document = result.as_json()
    document["criteria"].clear()
    document["rated"]["assessor"]["id"] = "x"
    with pytest.raises(TypeError):
        result.parts["A"] = 0
    assert result.to_json() == before


def test_a_result_shows_no_trace_of_what_it_was_asked_before() -> None:
    asked, fresh = demo(), demo()
    asked.to_json()
    assert asked == fresh
    assert pickle.dumps(asked) == pickle.dumps(fresh)
    assert repr(asked) == repr(fresh) == "<Evaluation 26-2026/8: 74 points, 3★>"


# Another law is never taken for the same


@pytest.mark.parametrize("change", ["digest", "engine"])
def test_a_pickled_result_is_refused_where_law_or_engine_is_another(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = demo()
    make, (rules, dossier, sheet, digest, engine) = result.__reduce__()
    if change == "digest":
        digest = "sha256:" + "0" * 64
    else:
        engine = engine + 1
    with pytest.raises(ocop.CatalogError, match="other-law"):
        make(rules, dossier, sheet, digest, engine)


# Other processes


def _rated(dossier: ocop.Dossier, sheet: ocop.ScoreSheet, rules: ocop.Ruleset) -> ocop.Evaluation:
    return ocop.score(rules, dossier, sheet)


def test_rulesets_and_results_go_through_a_process_pool() -> None:
    results = [demo(name) for name in SHEETS]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        back = [pool.submit(_rated, r.dossier, r.sheet, r.rules).result() for r in results]
    assert back == results
    assert [one.to_json() for one in back] == [one.to_json() for one in results]


# Threads that come first together

THREADS, COLD_STARTS = 32, 12
MINIMUMS = {
    "1.1": "most",
    "1.2": "stable",
    "1.3": 2,
    "1.4": 1,
    "2.1": "written",
    "2.2": "good",
    "3.1.1": "great",
    "4": "a-basic",
    "5": ["tea", "guides"],
}
"""Every minimum is met exactly, so that a level compared with its twin from another copy is missed."""


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that give way all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_threads_that_load_a_table_at_once_all_get_one_answer(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Store(GOOD).write_cache(cache)
    table: ProductSet = INVENTED.ruleset("mini-2030").product_set(1)
    dossier, sheet = dossier_for(table), sheet_for(table, MINIMUMS)
    right = rate(table, MINIMUMS)
    assert (right.star, right.unmet) == (5, ())
    found: set[bytes] = set()
    for _ in range(COLD_STARTS):
        found |= set(_at_once(catalog_over(Store(GOOD, Cache(cache))), dossier, sheet))
    assert found == {right.to_json()}


def _at_once(catalog: ocop.Catalog, dossier: ocop.Dossier, sheet: ocop.ScoreSheet) -> list[bytes]:
    """The results of threads that all wait for one another, then score under a new catalogue."""
    barrier, found = Barrier(THREADS), []

    def work() -> None:
        barrier.wait()
        found.append(ocop.score(catalog.ruleset("mini-2030"), dossier, sheet).to_json())

    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == THREADS
    return found


@pytest.mark.usefixtures("impatient")
def test_threads_that_ask_one_result_at_once_all_get_one_answer() -> None:
    right = demo()
    expected = (right.findings, right.next_star)
    for _ in range(COLD_STARTS):
        result = demo()
        barrier, found = Barrier(THREADS), []

        def work(
            result: ocop.Evaluation = result, barrier: Barrier = barrier, found: list[Any] = found
        ) -> None:
            barrier.wait()
            found.append((result.findings, result.next_star))

        threads = [Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(one == expected for one in found)
        assert len(found) == THREADS
