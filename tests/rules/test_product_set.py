"""A product set: nothing in it can be changed, it equals by digest, it is built once whichever
thread comes first.
"""

from __future__ import annotations

import copy
import gc
import json
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

import ocop_scoring as ocop
from ocop_scoring import Catalog, ProductSet
from ocop_scoring.rules.product_set import ProductSet as Table


@pytest.fixture
def table(invented: Catalog) -> ProductSet:
    return invented.ruleset("mini-2030").product_set(1)


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads change places as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


# Immutable inside and out


@pytest.mark.parametrize("name", ["revision", "digest", "parts", "title", "_document", "new"])
def test_no_attribute_of_a_product_set_can_be_set(table: ProductSet, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(table, name, None)


def _spoil(value: Any) -> None:
    """Change a JSON value wherever it can be changed, from the inside out."""
    if isinstance(value, dict):
        for entry in list(value.values()):
            _spoil(entry)
        value.clear()
    elif isinstance(value, list):
        for entry in value:
            _spoil(entry)
        value.clear()


@pytest.mark.parametrize(
    "handed_out",
    [
        lambda table: table.as_json(),
        lambda table: table.as_json(whole=True),
        lambda table: table.resolved(),
    ],
)
def test_whoever_changes_what_was_handed_out_changes_nothing(
    table: ProductSet, handed_out: Callable[[ProductSet], Any]
) -> None:
    before = json.dumps(table.as_json(whole=True))
    _spoil(handed_out(table))
    assert json.dumps(table.as_json(whole=True)) == before


def _every_value(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, tuple):
        for entry in value:
            yield from _every_value(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _every_value(entry)


def test_all_values_of_a_table_are_hashable_and_of_kinds_that_cannot_change(
    table: ProductSet,
) -> None:
    values = (table.parts, table.gates, table.errata, table.readings, table.vocabulary)
    for value in _every_value((*values, table.bands, table.minimums)):
        hash(value)
        assert not isinstance(value, (list, set))
        assert type(value) is not dict


# Values


def test_product_sets_of_equal_digests_are_equal_and_hash_equal(table: ProductSet) -> None:
    again = Table(table.resolved())
    assert again == table
    assert hash(again) == hash(table)
    changed = table.resolved()
    changed["title"]["vi"] = "Khác"
    assert Table(changed) != table
    assert table != "mini-2030/1"


def test_the_digest_is_of_what_is_used(table: ProductSet) -> None:
    changed = table.resolved()
    changed["parts"][0]["groups"][0]["criteria"][0]["levels"][0]["points"] = 2
    spoiled = Table(changed)
    assert spoiled.criteria[0].levels[0].points == 2
    assert spoiled.digest != table.digest


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_table_is_the_table(table: ProductSet, again: Callable[[Any], Any]) -> None:
    table.vocabulary, table.readings  # noqa: B018 - what was used before makes no difference
    assert again(table) is table
    ruleset = ocop.ruleset("26-2026")
    assert again(ruleset) is ruleset


@pytest.mark.parametrize("catalog", ["built-in", "a folder"])
def test_tables_rulesets_and_catalogues_pickle_by_reference(
    invented: Catalog, catalog: str
) -> None:
    rules = invented.ruleset("mini-2030") if catalog == "a folder" else ocop.ruleset("26-2026")
    for value in (rules, rules.product_set(1), rules._catalog):
        packed = pickle.dumps(value)
        assert len(packed) < 600
        assert pickle.loads(packed) == value


def test_a_table_without_a_catalogue_pickles_whole(table: ProductSet) -> None:
    loose = Table(table.resolved())
    assert pickle.loads(pickle.dumps(loose)) == table


def _digests(rules: ocop.Ruleset, table: ProductSet) -> tuple[str, str]:
    return rules.digest, table.digest


def test_rulesets_and_tables_reach_another_process(invented: Catalog) -> None:
    rules = invented.ruleset("mini-2030")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        sent = pool.submit(_digests, rules, rules.product_set(1))
        assert sent.result() == (rules.digest, rules.product_set(1).digest)


def test_a_pickle_never_becomes_another_law(tmp_path: Path, invented: Catalog) -> None:
    shutil.copytree(invented.folder, tmp_path / "r")
    rules = Catalog(tmp_path / "r").ruleset("mini-2030")
    packed = [pickle.dumps(rules), pickle.dumps(rules.product_set(1))]
    file = tmp_path / "r/mini-2030/criteria/all.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("vi: Ngon", "vi: Rất ngon"), encoding="utf-8")
    del rules
    gc.collect()  # what this process still has of the old law would be found
    for pack in packed:
        with pytest.raises(ocop.CatalogError) as error:
            pickle.loads(pack)
        assert [fault.code for fault in error.value.faults] == ["other-law"]
    file.write_text(text, encoding="utf-8")
    for pack in packed:
        assert pickle.loads(pack).digest in pack.decode("latin-1")


# Threads


def _together(count: int, work: Callable[[], Any]) -> list[Any]:
    """What `work` gives in so many threads that begin together."""
    barrier, results = Barrier(count), []

    def run() -> None:
        barrier.wait()
        results.append(work())

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.usefixtures("switching")
@pytest.mark.parametrize("attempt", range(6))
def test_threads_that_come_first_together_see_levels_of_one_copy(
    table: ProductSet, attempt: int
) -> None:
    document = table.resolved()
    fresh = Table(document)

    def look() -> tuple[bool, int, int]:
        minimums, criteria = fresh.minimums, fresh.criteria
        if attempt % 2:
            criteria, minimums = fresh.criteria, fresh.minimums
        own = {id(level) for criterion in criteria for level in criterion.levels}
        return all(id(m.level) in own for m in minimums), id(fresh.parts), id(fresh.vocabulary)

    results = _together(32, look)
    assert len(results) == 32
    assert set(results) == {(True, id(fresh.parts), id(fresh.vocabulary))}


@pytest.mark.usefixtures("switching")
@pytest.mark.parametrize("attempt", range(3))
def test_threads_that_ask_a_new_catalogue_together_get_one_ruleset_and_one_table(
    invented: Catalog, attempt: int
) -> None:
    catalog = Catalog(invented.folder)

    def load() -> tuple[int, int, int]:
        rules = catalog.ruleset("mini-2030")
        return id(rules), id(rules.product_set(1)), id(catalog.vocabulary())

    assert len(set(_together(32, load))) == 1


@pytest.mark.usefixtures("switching")
def test_what_is_kept_with_a_table_is_made_once(table: ProductSet) -> None:
    fresh, made = Table(table.resolved()), []

    def flat(of: ProductSet) -> tuple[str, ...]:
        made.append(of)
        return tuple(criterion.number for criterion in of.criteria)

    results = _together(32, lambda: id(fresh.kept(flat)))
    assert len(set(results)) == len(made) == 1
