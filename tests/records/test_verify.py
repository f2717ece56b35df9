"""A record verifies where nothing of it was changed, and says where it was."""

from __future__ import annotations

import json
import pickle
import shutil
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.councils import every_status, real
from support.folders import INVENTED
from support.mutations import changed, is_seen, says_the_same
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring.records.pieces import piece
from ocop_scoring.records.record import digest_of, pieces_of
from ocop_scoring.records.shape import DOCUMENTS

DAY = date(2026, 12, 8)
ORDER = ["form", "engine", "digests", "replay", "policy", "dates", "released", "applicable"]


def sealed(result: ocop.Evaluation | ocop.CouncilResult | None = None) -> ocop.Record:
    result = demo() if result is None else result
    of_council = result.decided_on if isinstance(result, ocop.CouncilResult) else None
    return ocop.seal(result, decided_on=of_council or DAY)


def again(document: dict[str, Any]) -> ocop.Record:
    """A record whose digests are worked out anew: as somebody would who knows the format."""
    digests = {name: piece(document[name]).digest for name in DOCUMENTS}
    digests["sheets"] = [piece(sheet).digest for sheet in document["sheets"]]  # type: ignore[assignment]
    digests["policy"] = digests["policy"] if document["policy"] else None  # type: ignore[assignment]
    document["digests"] = digests
    document["digest"] = "sha256:" + "0" * 64
    document["digest"] = digest_of(pieces_of(ocop.read_record(document)))
    return ocop.read_record(document)


def failed(record: ocop.Record, catalog: Any = "built-in") -> list[tuple[str, str]]:
    checks = ocop.verify(record, catalog=catalog).checks
    return [(check.name, check.path) for check in checks if check.state == "failed"]


# What holds


def test_what_was_sealed_verifies_in_the_order_of_the_contract() -> None:
    for record in (sealed(), sealed(real())):
        said = ocop.verify(ocop.read_record(record.to_bytes()))
        assert said.ok
        assert (said.exit_status, said.caveats) == (0, ())
        assert [check.name for check in said.checks] == ORDER


def test_alone_the_catalogues_checks_are_not_asked_for() -> None:
    said = ocop.verify(sealed(), catalog=None)
    assert (said.ok, said.exit_status) == (True, 0)
    assert [(c.name, c.state) for c in said.checks if not c.asked] == [
        ("released", "not-checked"),
        ("applicable", "not-checked"),
    ]


@pytest.mark.parametrize("name", every_status())
def test_every_status_verifies_alone(name: str) -> None:
    assert ocop.verify(sealed(every_status()[name]), catalog=None).ok


def test_rules_without_a_lock_are_not_checked_which_is_no_pass() -> None:
    said = ocop.verify(sealed(every_status()["rated"]), catalog=INVENTED)
    assert (said.ok, said.exit_status) == (False, 4)
    assert [c.name for c in said.checks if c.state == "not-checked"] == ["released"]


def test_a_shuffled_file_still_verifies() -> None:
    document = sealed().document
    shuffled = dict(sorted(document.items(), reverse=True))
    assert ocop.verify(ocop.read_record(json.dumps(shuffled, indent=3))).ok


# What was changed


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_any_single_change_is_seen(seed: int) -> None:
    record = sealed() if seed % 2 else sealed(real())
    content = changed(record, Random(seed))
    assert says_the_same(record, content) or is_seen(content), content


def test_a_changed_mark_is_found_with_its_digest_and_what_it_would_come_to() -> None:
    document = sealed().document
    number = next(n for n, mark in document["sheets"][0]["marks"].items() if mark == 3)
    document["sheets"][0]["marks"][number] = 0
    names = failed(ocop.read_record(document))
    assert ("digests", "digests/sheets/0") in names
    assert ("replay", "result/total") in names


def test_digests_alone_vouch_for_nothing() -> None:
    """Whoever changes a result and works out all digests anew is found by the replay."""
    document = sealed().document
    document["result"]["star"] = 5
    assert failed(again(document)) == [("replay", "result/star")]
    (check,) = [c for c in ocop.verify(again(document)).checks if c.state == "failed"]
    assert (check.expected, check.found) == ("3", "5")


def test_other_rules_are_found_by_the_lock() -> None:
    document = sealed().document
    document["product_set"]["title"]["vi"] += " (khác)"
    document["result"]["ruleset_digest"] = piece(document["product_set"]).digest
    assert failed(again(document)) == [("released", "digests/product_set")]
    assert failed(again(document), catalog=None) == []


@pytest.mark.parametrize("name", ["ruleset", "product_set"])
def test_nothing_under_changed_rules_looks_official(name: str) -> None:
    document = sealed().document
    document[name]["title"]["vi"] += " (khác)"
    document["result"]["ruleset_digest"] = piece(document["product_set"]).digest
    outcome = again(document).outcome()
    assert outcome.released is False
    assert outcome.caveats[0].code == "not-released"
    assert "chỉ để thử" in ocop.render(outcome, "md").decode()
    assert sealed().outcome().released is True


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"decided_on": "2020-01-01"}, ["dates"]),
        ({"recorded_on": "2026-12-07"}, ["dates"]),
        ({"appointed": 7}, ["policy"]),
        ({"conflicts": ["m3"]}, ["policy"]),
    ],
)
def test_what_does_not_go_together_fails_though_every_digest_fits(
    change: dict[str, Any], names: list[str]
) -> None:
    found = failed(again(sealed().document | change), catalog=None)
    assert [name for name, _ in found] == names


def test_a_day_that_the_council_was_not_given_fails() -> None:
    record = again(sealed(real()).document | {"decided_on": "2026-12-09"})
    assert failed(record) == [("dates", "decided_on")]
    document = sealed(real()).document
    document["result"]["decided_on"] = "soon"
    assert {name for name, _ in failed(again(document))} == {"replay", "dates"}


def test_another_policy_than_the_result_names_fails() -> None:
    document = sealed(real()).document
    document["policy"]["basis"] = "khác"
    found = failed(again(document))
    assert ("policy", "result/policy_digest") in found
    assert ("released", "digests/policy") in found


def test_a_ruleset_that_the_dates_do_not_call_for_fails() -> None:
    document = sealed().document | {"decided_on": "2024-12-08"}
    document["dossier"]["application"]["submitted_on"] = "2024-09-15"
    document["sheets"][0]["assessed_on"] = "2024-12-01"
    assert ("applicable", "ruleset/id") in failed(again(document))


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("dossier", {"format": "ocop-dossier/1"}, "form"),
        ("sheets", [{"format": "ocop-sheet/1"}], "form"),
        ("product_set", {}, "form"),
        ("ruleset", {}, "form"),
    ],
)
def test_documents_that_are_no_forms_or_no_law_fail_and_what_rests_on_them_is_not_checked(
    name: str, value: Any, check: str
) -> None:
    said = ocop.verify(ocop.read_record(sealed().document | {name: value}))
    states = {c.name: c.state for c in said.checks}
    assert (states["form"], states["replay"], said.exit_status) == ("failed", "not-checked", 3)


def test_a_policy_that_is_none_fails() -> None:
    document = sealed(real()).document | {"policy": {"format": "ocop-policy/1"}}
    states = {c.name: c.state for c in ocop.verify(ocop.read_record(document)).checks}
    assert (states["form"], states["policy"]) == ("failed", "not-checked")


@pytest.mark.parametrize(("engine", "state", "status"), [(1, "failed", 3), (3, "not-checked", 4)])
def test_another_engine_is_never_read_as_this_one(engine: int, state: str, status: int) -> None:
    said = ocop.verify(again(sealed().document | {"engine": engine}))
    states = {c.name: c.state for c in said.checks}
    assert (states["engine"], states["replay"], said.exit_status) == (state, "not-checked", status)


# What should be known


@pytest.fixture
def corrected(tmp_path: Path) -> ocop.Catalog:
    """The invented rulesets with a second revision: an item gives other points."""
    folder = shutil.copytree(INVENTED.folder, tmp_path / "criteria")
    path = folder / "mini-2030" / "ruleset.yaml"
    text = path.read_text("utf-8")
    assert "revision: 1" in text
    path.write_text(text.replace("revision: 1", "revision: 2"), "utf-8")
    return ocop.Catalog(folder)


def test_a_record_of_an_earlier_revision_says_that_it_was_corrected(
    corrected: ocop.Catalog,
) -> None:
    said = ocop.verify(sealed(every_status()["rated"]), catalog=corrected)
    assert [c.name for c in said.checks if c.state == "failed"] == []
    (caveat,) = said.caveats
    assert caveat.code == "corrected"
    assert "nothing changes: 20 points, 5★" in caveat.en


def test_what_was_noted_otherwise_is_a_caveat_and_no_failure() -> None:
    document = sealed().document
    document["noted"].pop()
    said = ocop.verify(again(document))
    assert said.ok
    assert [caveat.code for caveat in said.caveats] == ["noted-differs"]


def test_the_order_of_what_a_finding_lists_is_no_difference() -> None:
    document = sealed().document
    for found in document["noted"]:
        for value in found["values"].values():
            if isinstance(value, list):
                value.reverse()
    assert ocop.verify(again(document)).caveats == ()


def test_a_policy_in_no_lock_is_a_caveat() -> None:
    own = every_status()["real"].rules_of_procedure.model_copy(update={"id": "our-own"})
    result = real()
    council = ocop.council(
        result.rules, result.dossier, result.sheets, policy=own, decided_on=DAY, appointed=7
    )
    said = ocop.verify(sealed(council))
    assert said.ok
    assert [caveat.code for caveat in said.caveats] == ["policy-not-released"]


def test_an_unfinished_result_says_so() -> None:
    said = ocop.verify(sealed(every_status()["rescore"]), catalog=None)
    assert [caveat.code for caveat in said.caveats] == ["not-final"]


# As a value, in words, as JSON


def test_a_verification_is_a_value() -> None:
    said = ocop.verify(sealed())
    assert said == ocop.verify(sealed()) == pickle.loads(pickle.dumps(said))
    assert hash(said) == hash(ocop.verify(sealed()))
    assert said != ocop.verify(sealed(), catalog=None)
    assert repr(said).endswith(": ok>")
    with pytest.raises(AttributeError, match="can't be changed"):
        said.checks = ()  # type: ignore[misc]


def test_more_checks_stand_behind_its_own() -> None:
    check = ocop.RecordCheck("form", "failed", "p", "a", "b")
    said = ocop.verify(sealed()).beside([check])
    assert (said.checks[-1], said.ok, said.exit_status) == (check, False, 3)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_is_said_in_both_languages(lang: ocop.Lang) -> None:
    document = sealed().document
    document["result"]["star"] = 5
    record = ocop.read_record(document)
    said = ocop.verify(record).say(lang)
    assert record.digest in said
    assert "result/star" in said
    assert said.count("\n") >= len(ORDER)


def test_its_json_is_what_its_model_says() -> None:
    for record in (sealed(), sealed(real())):
        document = ocop.verify(record).as_json()
        model = ocop.formats.Verification.model_validate_json(json.dumps(document))
        assert model.model_dump(mode="json") == document


@pytest.mark.parametrize("points", [[], "3", None, {"a": 1}])
def test_rules_that_break_what_rates_by_them_fail_and_raise_nothing(points: object) -> None:
    document = sealed(real()).document
    document["product_set"]["parts"][0]["groups"][0]["criteria"][0]["points"] = points
    said = ocop.verify(again(document), catalog=None)
    assert (said.ok, said.exit_status, said.caveats) == (False, 3, ())
