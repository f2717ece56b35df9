"""Every public value can be kept, sent and compared: none can be changed in place, each pickles, is
copied, compares and hashes by what it says, here and in another process.

The values are found, not listed: a walk over the attributes of what the public functions return.
"""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from multiprocessing import get_context
from typing import Any

import pytest
from support.changes import changes_told
from support.folders import CRITERIA, DEMO, GOOD, INVENTED, ROOT
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.records.journal import JournalLine, entry_of, read_journal

KINDS = {
    name: value
    for name in ocop.__all__
    if inspect.isclass(value := getattr(ocop, name)) and not issubclass(value, BaseException)
}
ERRORS = [
    value
    for name in ocop.__all__
    if inspect.isclass(value := getattr(ocop, name)) and issubclass(value, BaseException)
]
NO_VALUES = {
    "Catalog": "a folder that is read, with what was read of it",
    "SigningKey": "a secret, which is never sent",
}
COPIES = {
    "Record": (".document", ".result", ".noted", ".digests"),
    "JournalLine": (".document",),
}
"""What hands out fresh copies of JSON, the caller's own."""
ENOUGH, WALKED = 12, 300
"""So many examples of a kind are tried, and looked into for others."""


def _roots() -> Iterator[Any]:
    """What public functions return."""
    rules = ocop.ruleset("26-2026")
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    for path in sorted(DEMO.glob("sheet*.yaml")):
        sheet = ocop.load_sheet(path)
        yield from (sheet, ocop.score(rules, dossier, sheet))
    yield from (dossier, rules, INVENTED.vocabulary(), *INVENTED.rulesets(), *ocop.rulesets())
    yield from (table.product_set(1) for table in (*INVENTED.rulesets(), *ocop.rulesets()))
    yield ocop.reach(INVENTED.ruleset("mini-2030"), product_set=1)
    unverified = ocop.ruleset("148-2023").product_set(7)
    yield from (*unverified.rows(), _renewal(unverified), _rated(unverified))
    yield rules.find("tôm khô")
    yield INVENTED.check("mini-2030")
    policies = sorted(
        [*(CRITERIA / "policies").glob("*.yaml"), *(GOOD / "policies").glob("*.yaml")]
    )
    yield from map(ocop.load_policy, policies)
    sheet = ocop.load_sheet(DEMO / "sheet.yaml")
    yield ocop.compare_policies(rules, dossier, [sheet], policies=ocop.policies())
    yield from _councils()
    yield from _proofs()
    yield ocop.load_round(ROOT / "docs" / "examples" / "first-round")
    yield from ocop.fields_of("minutes")
    yield ocop.applicable(date(2026, 5, 10), "first")
    yield rules.certificate(date(2026, 12, 8))
    yield rules.procedure.round_for("province", date(2026, 10, 2))
    for wrong in (lambda: ocop.ruleset("26-2062"), lambda: rules.product_set(99)):
        with pytest.raises(ocop.OcopError) as caught:
            wrong()
        yield from caught.value.faults
    with pytest.raises(ocop.OcopError) as caught:
        ocop.load_sheet(DEMO / "dossier.yaml")
    yield from caught.value.faults
    yield from changes_told(caught.value.faults[0])


def _councils() -> Iterator[ocop.CouncilResult]:
    """A council whose members differ, too few and too far apart; one that rejects."""
    rules = INVENTED.ruleset("mini-2030")
    table = rules.product_set(1)
    people = [{"id": "c1", "role": "chair"}, {"id": "m2", "role": "member"}]
    high, low = (
        sheet_for(table, {**BEST, "1.1": points}, assessor=person, rejects=list(rejects))
        for person, points, rejects in zip(people, (3, 1), ((), ("forged",)), strict=True)
    )
    own = INVENTED.policy("mean-of-totals").model_dump()
    for gates in ("majority", "any-member"):
        policy = ocop.read_policy(own | {"gates": gates, "max_spread": 1})
        given = {"policy": policy, "appointed": 7}
        yield ocop.council(rules, dossier_for(table), [high, low], **given)


def _proofs() -> Iterator[Any]:
    """Records, what came of verifying them, and what stands beside them."""
    table = INVENTED.ruleset("mini-2030").product_set(1)
    yield ocop.parse_string(sheet_for(table, BEST).to_string(table))
    yield ocop.Signature("ab" * 8, bytes(64))
    yield ocop.PublicKey("ab" * 8, "secretary", bytes(32))
    records = [ocop.seal(result, decided_on=date(2030, 12, 8)) for result in _councils()]
    said = [ocop.verify(record, catalog=INVENTED) for record in records]
    check = ocop.RecordCheck("paper", "held")
    yield from (*said, ocop.PaperVerification((("record.json", said[0]),), check))
    yield ocop.SealedSheet(records[0], "c1")
    lines = [JournalLine(1, None, entry_of(record)).written() for record in records]
    yield ocop.verify_journal(read_journal(b"".join(lines)))


def _renewal(table: ocop.ProductSet) -> ocop.Dossier:
    previous = {"star": 3, "certified_on": "2023-10-01", "expires_on": "2026-10-01"}
    application = {"kind": "renewal", "submitted_on": "2026-05-02", "previous": previous}
    return dossier_for(table, application=application)


def _rated(table: ocop.ProductSet) -> ocop.Evaluation:
    """A result of a table that does not add up in print."""
    return ocop.score(ocop.ruleset(table.ruleset), _renewal(table), sheet_for(table, {}))


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """The public attributes of a value; the entries of a tuple or a mapping."""
    if isinstance(value, Mapping):
        yield from ((f"[{key!r}]", inner) for key, inner in value.items())
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        yield from ((f"[{place}]", inner) for place, inner in enumerate(value))
    elif type(value).__module__.startswith("ocop_scoring"):
        for name in dir(value):
            if not name.startswith(("_", "model_")) and not callable(inner := getattr(value, name)):
                yield f".{name}", inner


@cache
def _met() -> Mapping[str, list[tuple[str, Any]]]:
    """Examples of each kind of value, with the way to it."""
    names = {kind: name for name, kind in KINDS.items()}
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    seen: dict[int, Any] = {}
    walked: Counter[str] = Counter()
    waiting = [(type(root).__name__, root) for root in _roots()]
    while waiting:
        way, value = waiting.pop(0)
        if id(value) in seen:
            continue
        seen[id(value)] = value
        name = names.get(type(value))
        if name is not None:
            walked[name] += 1
            if walked[name] > WALKED:
                continue
            if len(found[name]) < ENOUGH:
                found[name].append((way, value))
        waiting += [(way + step, inner) for step, inner in _inside(value)]
    return found


VALUES = sorted(KINDS.keys() - NO_VALUES.keys())


@pytest.mark.parametrize("name", VALUES)
def test_every_public_kind_of_value_is_met(name: str) -> None:
    assert _met()[name], "let a root of this test return one"


@pytest.mark.parametrize("name", VALUES)
def test_a_value_pickles_and_is_copied_to_an_equal_one(name: str) -> None:
    for way, value in _met()[name]:
        for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
            assert twin == value, way
            assert type(twin) is type(value), way
            assert hash(twin) == hash(value), way


@pytest.mark.parametrize("name", VALUES)
def test_values_that_say_something_else_are_not_equal(name: str) -> None:
    said = {}
    for way, value in _met()[name]:
        for other_way, other in said.items():
            assert (value == other) == (repr(value) == repr(other)), f"{way} and {other_way}"
        said[way] = value


@pytest.mark.parametrize("name", VALUES)
def test_a_value_can_not_be_changed(name: str) -> None:
    for way, value in _met()[name]:
        steps = [step.removeprefix(".") for step, _ in _inside(value)]
        for step in [*steps, "something_new"]:
            with pytest.raises((AttributeError, TypeError, ValueError)):
                setattr(value, step, None)
            assert getattr(value, step, "kept") is not None or step in _nones(value), way


def _nones(value: Any) -> set[str]:
    return {step.removeprefix(".") for step, inner in _inside(value) if inner is None}


@pytest.mark.parametrize("name", VALUES)
def test_nothing_that_a_value_returns_can_be_changed(name: str) -> None:
    """Tuples and frozen mappings; what `as_json` hands out is the caller's own."""
    for way, value in _met()[name]:
        for step, inner in _inside(value):
            if step in COPIES.get(name, ()):
                before = json.dumps(inner)
                _spoil(inner)
                assert json.dumps(getattr(value, step[1:])) == before, f"{way}{step}"
                continue
            assert not isinstance(inner, list | set | bytearray), f"{way}{step}"
            if isinstance(inner, Mapping):
                with pytest.raises(TypeError):
                    inner["x"] = 1  # type: ignore[index]
                hash(inner)
        if hasattr(value, "as_json"):
            before = json.dumps(value.as_json())
            _spoil(value.as_json())
            assert json.dumps(value.as_json()) == before, way


def _spoil(document: Any) -> None:
    inner = document.values() if isinstance(document, dict) else document
    for one in list(inner):
        if isinstance(one, dict | list):
            _spoil(one)
    document.clear()


def _same(value: Any) -> Any:
    return value


def test_values_and_errors_survive_another_process() -> None:
    values = [value for name in VALUES for _, value in _met()[name][:3]]
    errors = [error((fault,)) for error in ERRORS for _, fault in _met()["Fault"][:2]]
    rules, dossier = ocop.ruleset("26-2026"), ocop.load_dossier(DEMO / "dossier.yaml")
    sheet = ocop.load_sheet(DEMO / "sheet.yaml")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert list(pool.map(_same, values)) == values
        assert list(pool.map(_same, errors)) == errors
        there = pool.submit(ocop.score, rules, dossier, sheet).result()
        refused = pool.submit(rules.product_set, 99).exception()
    assert there == ocop.score(rules, dossier, sheet)
    with pytest.raises(ocop.CatalogError) as caught:
        rules.product_set(99)
    assert refused == caught.value


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_made_again_from_its_arguments_in_json(error: type[ocop.OcopError]) -> None:
    """As a task queue does whose results are JSON."""
    for _, fault in _met()["Fault"]:
        raised = error((fault,))
        again = error(*json.loads(json.dumps(raised.args)))
        assert again == raised
        assert hash(again) == hash(raised)
        assert str(again) == str(raised)
        assert again.as_json() == raised.as_json()
        assert pickle.loads(pickle.dumps(raised)) == raised
        assert copy.deepcopy(raised) == raised
