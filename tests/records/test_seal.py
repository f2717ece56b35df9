"""A result becomes a record: what is in it, and what can't be sealed."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given, settings
from support.councils import councils, every_status
from support.papers import demo
from support.strategies import RULESETS, TABLES, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.formats import CouncilResult, Evaluation

DAY = date(2026, 12, 8)
LEFT_OUT = {
    *("findings", "released", "next_star", "toward"),
    *("mean_shown", "dispersion", "agreement", "flips"),
}
"""What rests on a catalogue or a calendar, is for show, or can be worked out of the rest."""


def sha(value: object) -> str:
    return f"sha256:{sha256(rfc8785.dumps(value)).hexdigest()}"  # type: ignore[arg-type]


def sealed(result: ocop.Evaluation | ocop.CouncilResult) -> ocop.Record:
    of_council = result.decided_on if isinstance(result, ocop.CouncilResult) else None
    return ocop.seal(result, decided_on=of_council or DAY)


@pytest.mark.parametrize("name", every_status())
def test_the_result_of_a_council_is_its_json_without_words_and_catalogue(name: str) -> None:
    result = every_status()[name]
    whole = json.loads(result.to_json(words=False))
    record = sealed(result)
    expected = {key: value for key, value in whole.items() if key not in LEFT_OUT}
    expected["readings"] = list(result.own_readings)
    expected["caveats"] = [c for c in whole["caveats"] if c["code"] != "not-released"]
    assert record.result == expected
    assert set(record.result) == set(CouncilResult.model_fields) - LEFT_OUT


def test_the_result_of_a_sheet_is_its_json_without_words_and_catalogue() -> None:
    result = demo()
    whole = json.loads(result.to_json(words=False))
    record = sealed(result)
    expected = {key: value for key, value in whole.items() if key not in LEFT_OUT}
    assert record.result == expected | {"readings": list(result.outcome.readings)}
    assert set(record.result) == set(Evaluation.model_fields) - LEFT_OUT


@settings(max_examples=20)
@given(councils())
def test_each_document_stands_under_its_digest(result: ocop.CouncilResult) -> None:
    document = sealed(result).document
    digests = document["digests"]
    for name in ("ruleset", "product_set", "policy", "dossier", "result", "noted"):
        assert digests[name] == sha(document[name])
    assert digests["sheets"] == [sha(sheet) for sheet in document["sheets"]]
    assert digests["product_set"] == document["result"]["ruleset_digest"]
    assert digests["policy"] == document["result"]["policy_digest"]
    documents = (
        "ruleset",
        "product_set",
        "policy",
        "dossier",
        "sheets",
        "result",
        "noted",
        "digest",
    )
    assert document["digest"] == sha({k: v for k, v in document.items() if k not in documents})


def test_what_was_noted_are_the_findings_without_words() -> None:
    result = every_status()["lost"]
    noted = sealed(result).noted
    assert [entry["code"] for entry in noted] == [finding.code for finding in result.findings]
    assert all("vi" not in entry and "en" not in entry for entry in noted)


def test_equal_results_and_days_give_equal_bytes() -> None:
    table = TABLES[0]
    marks = {criterion.number: 0 for criterion in table.criteria}
    plain = ocop.score(RULESETS[table.ruleset], dossier_for(table), sheet_for(table, marks))
    said = sheet_for(table, marks | {"9.9": None}, round=1, rejects=[], comment=None)
    again = ocop.score(RULESETS[table.ruleset], dossier_for(table, facts={}, documents=None), said)
    assert plain == again
    assert ocop.seal(plain, decided_on=DAY) == ocop.seal(again, decided_on=DAY)


def test_days_and_what_is_superseded_are_the_callers() -> None:
    first = ocop.seal(demo(), decided_on=DAY)
    second = ocop.seal(demo(), decided_on=DAY, recorded_on=DAY, supersedes=first)
    assert second.supersedes == first.digest
    assert second == ocop.seal(demo(), decided_on=DAY, recorded_on=DAY, supersedes=first.digest)
    assert second.digest != first.digest


@pytest.mark.parametrize("days", [{"decided_on": "2026-12-08"}, {"decided_on": DAY}])
def test_a_day_is_a_date_or_its_text(days: dict[str, date]) -> None:
    assert ocop.seal(demo(), **days).decided_on == DAY


def refused(result: ocop.Evaluation | ocop.CouncilResult, **days: object) -> str:
    with pytest.raises(ocop.RecordError) as caught:
        ocop.seal(result, **days)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_decision_before_the_last_assessment_is_refused() -> None:
    result = demo()
    last = result.sheet.assessed_on
    assert last is not None
    assert ocop.seal(result, decided_on=last)
    assert "decided-too-early" in refused(result, decided_on=date.fromordinal(last.toordinal() - 1))


def test_another_day_than_the_councils_is_refused() -> None:
    result = every_status()["rated"]
    assert result.decided_on is not None
    later = date.fromordinal(result.decided_on.toordinal() + 1)
    assert (
        "other-day: the decision is of 2030-12-08, as the council was given it; 2030-12-09"
        in refused(result, decided_on=later)
    )


def test_days_that_are_none_and_digests_that_are_none_are_refused_together() -> None:
    said = refused(demo(), decided_on="8/12/2026", recorded_on="x", supersedes="y")
    assert [line.split()[1] for line in said.splitlines()] == [
        "not-a-date:",
        "not-a-date:",
        "not-a-digest:",
    ]
    assert "recorded-too-early" in refused(demo(), decided_on=DAY, recorded_on=date(2026, 12, 7))


def test_a_sheet_that_names_no_set_is_not_sealed() -> None:
    table = TABLES[1]
    marks = {criterion.number: 0 for criterion in table.criteria}
    assert "sheet-without-set" in refused(rate(table, marks, product_set=None), decided_on=DAY)


@pytest.mark.parametrize("name", every_status())
def test_every_status_is_sealed_as_what_it_is(name: str) -> None:
    result = every_status()[name]
    assert sealed(result).result["status"] == result.status
