"""`ocop check`: what one file says of itself, in words and as JSON, and its exit status."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.commandline import Filed, Ocop, process
from support.folders import DEMO

from ocop_scoring import formats, working_days

DOSSIER, SHEET = DEMO / "dossier.yaml", DEMO / "sheet.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Any:
    """The demo's dossier or sheet with some text replaced, as a file."""

    def write(*changes: tuple[str, str], of: Path = DOSSIER) -> Path:
        text = of.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / of.name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def codes(document: dict[str, Any]) -> list[str]:
    return [found["code"] for found in document["findings"]]


# A dossier


def test_a_dossier_says_its_ruleset_its_round_and_its_limits(ocop: Ocop) -> None:
    run = ocop("check", DOSSIER, "--lang", "en")
    assert (run.status, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0].startswith("The dossier can be read: Tôm khô")
    assert lines[1] == "A dossier filed on 2026-09-15 is rated under Decision 26/2026/QĐ-TTg."
    assert lines[2].startswith("Ruleset 26-2026, product set 8: ")
    assert "! Quality certificate of the material area" in run.out
    assert lines[-2:] == [
        "Proposed on 2026-10-02. Round of the province: done before 2026-12-30 for dossiers that the commune proposes before 2026-10-30 · 26/2026/QĐ-TTg, Điều 5.1",
        "The commune checks and proposes: 15 working days, until the end of 2026-10-06 · 26/2026/QĐ-TTg, Điều 7.2",
    ]


def test_what_is_said_of_a_dossier_as_json_is_read_by_its_model(ocop: Ocop) -> None:
    shown = ocop("check", DOSSIER, "--json").json()
    read = formats.FormCheck.model_validate(shown)
    assert read.model_dump(mode="json", exclude_none=False)["findings"]
    assert (read.form, read.ruleset, read.product_set) == ("dossier", "26-2026", 8)
    assert read.rounds[0].ends_before == "2026-12-30"
    assert [due.until for due in read.limits] == ["2026-10-06"]
    assert read.applicable is not None
    assert read.applicable.procedure is not None
    assert "1.1" in read.decided
    assert read.marks is None


def test_nothing_is_said_that_only_a_sheet_can_answer(ocop: Ocop, changed: Any) -> None:
    earlier = changed(("submitted_on: 2026-09-15", "submitted_on: 2026-05-10"))
    shown = ocop("check", earlier, "--json").json()
    assert shown["applicable"]["decide_by"] == "2026-07-21"
    assert not {"limit-unchecked", "sheet-names-no-set"} & set(codes(shown))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("proposed_by_commune_on: 2026-10-02", "proposed_by_commune_on: 2026-06-02", "proposed-before-filed"),
        ("proposed_by_commune_on: 2026-10-02", "proposed_by_commune_on: 2028-10-02", "commune-proposed-late"),
        ("kind: first", "kind: renewal", "previous-missing"),
        ("001-2026", "001-2031", "code-after-filing"),
        ("  kind: cooperative\n", "  kind: community\n", "producer-not-eligible"),
        ("submitted_on: 2026-09-15", "ruleset: 148-2023+1489\n  submitted_on: 2026-09-15", "ruleset-not-applicable"),
    ],
)  # fmt: skip
def test_what_a_dossiers_own_dates_contradict_is_found(
    ocop: Ocop, changed: Any, old: str, new: str, code: str
) -> None:
    assert code in codes(ocop("check", changed((old, new)), "--json").json())


def test_strict_exits_1_where_a_finding_is_loud_or_a_gate_is_raised(
    ocop: Ocop, changed: Any
) -> None:
    assert ocop("check", DOSSIER, "--strict").status == 0
    loud = changed(
        ("submitted_on: 2026-09-15", "ruleset: 148-2023+1489\n  submitted_on: 2026-09-15")
    )
    assert (ocop("check", loud).status, ocop("check", loud, "--strict").status) == (0, 1)
    required = ("\nfacts:\n", "\nfacts:\n  food_safety_certificate_required: yes\n")
    expired = changed(("submitted_on: 2026-09-15", "submitted_on: 2030-09-15"), required)
    run = ocop("check", expired, "--strict", "--json")
    assert run.status == 1
    assert run.json()["gates"]
    assert "!! Rejected: " in ocop("check", expired, "--lang", "en").out


def test_a_day_that_calls_for_no_ruleset_is_readable_and_loud(ocop: Ocop, changed: Any) -> None:
    before = changed(("submitted_on: 2026-09-15", "submitted_on: 2019-01-01"))
    run = ocop("check", before, "--json")
    shown = run.json()
    assert (run.status, shown["ruleset"]) == (0, None)
    assert shown["errors"][0]["code"] == "no-ruleset-for-dates"
    assert formats.FormCheck.model_validate(shown).ruleset is None
    assert ocop("check", before, "--strict").status == 1
    assert "no-ruleset-for-dates" in ocop("check", before).err


def test_without_a_calendar_the_communes_days_are_not_counted(
    ocop: Ocop, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_days, "_calendar", lambda: None)
    late = changed(("proposed_by_commune_on: 2026-10-02", "proposed_by_commune_on: 2028-10-02"))
    shown = ocop("check", late, "--json").json()
    assert (shown["limits"][0]["until"], codes(shown).count("commune-proposed-late")) == (None, 0)
    assert "working days not counted" in ocop("check", late, "--lang", "en").out


def test_a_renewal_is_told_until_when_it_is_rated(ocop: Ocop, changed: Any) -> None:
    previous = "kind: renewal\n  previous: {star: 3, certified_on: 2023-12-31}"
    shown = ocop("check", changed(("kind: first", previous)), "--json").json()
    assert [(due["code"], due["until"]) for due in shown["limits"]] == [
        ("commune-check", "2026-10-06"),
        ("re-rating", "2026-11-16"),
    ]
    assert "renewal-late" in codes(shown)


# A sheet


def test_a_sheet_is_held_against_the_table_that_it_names(ocop: Ocop) -> None:
    run = ocop("check", SHEET, "--lang", "en")
    assert run.status == 0
    assert run.out.splitlines()[0].startswith(
        "The sheet can be read, and fits product set 8 of 26-2026"
    )
    assert "32 of 32 criteria are marked" in run.out
    shown = ocop("check", DEMO / "sheet-incomplete.yaml", "--json").json()
    read = formats.FormCheck.model_validate(shown)
    assert (read.form, read.product_set) == ("sheet", 8)
    assert read.marks is not None
    assert len(read.marks.marked) + len(read.marks.open) == 32
    assert read.marks.range is not None
    assert read.marks.star is None
    rated = formats.FormCheck.model_validate(ocop("check", SHEET, "--json").json()).marks
    assert rated is not None
    assert (rated.total, rated.star_by_points, rated.open) == ("74", 4, ())
    assert "6.1" in read.marks.open


def test_every_mark_that_the_table_does_not_have_is_refused(ocop: Ocop, changed: Any) -> None:
    wrong = changed(
        ('"1.1": 3', '"1.1": 9'), ("product_set: 8", "product_set: 8\nrejects: [forged]"), of=SHEET
    )
    run = ocop("check", wrong, "--lang", "en")
    assert run.status == 2
    assert "unknown-points" in run.err
    assert "unknown-gate" in run.err


def test_what_the_marks_of_a_sheet_contradict_is_found(ocop: Ocop, changed: Any) -> None:
    """No story, and its structure marked: of a sheet alone."""
    text = SHEET.read_text(encoding="utf-8")
    without = changed((f'"5.1": {_mark(text, "5.1")}', '"5.1": 0'), of=SHEET)
    assert "mark-without-condition" in codes(ocop("check", without, "--json").json())


def _mark(text: str, number: str) -> str:
    found = re.search(rf'"{re.escape(number)}": (\w+)', text)
    assert found is not None
    return found[1]


def test_a_sheet_that_names_no_set_or_came_before_its_decision_is_loud(
    ocop: Ocop, changed: Any
) -> None:
    bare = changed(("product_set: 8\n", ""), of=SHEET)
    run = ocop("check", bare, "--strict", "--json")
    assert (run.status, codes(run.json())) == (1, ["sheet-names-no-set"])
    early = changed(("product_set: 8\n", "product_set: 8\nassessed_on: 2024-01-01\n"), of=SHEET)
    early_text = early.read_text(encoding="utf-8")
    if early_text.count("assessed_on") > 1:
        early.write_text(early_text.replace("assessed_on: 2026", "#"), encoding="utf-8")
    assert "assessed-before-decision" in codes(ocop("check", early, "--json").json())


# Files


def test_a_file_that_cannot_be_read_exits_2(ocop: Ocop, tmp_path: Path, changed: Any) -> None:
    assert ocop("check", tmp_path / "none.yaml").status == 2
    broken = changed(("kind: first", "kind: second"))
    run = ocop("check", broken, "--json")
    assert (run.status, run.json()["errors"][0]["code"]) == (2, "wrong-word")
    assert ocop("check", changed(("product_set: 8", "product_set: 77"))).status == 2


@pytest.mark.parametrize("path", [DOSSIER, SHEET])
def test_a_dash_reads_either_form_from_stdin(path: Path) -> None:
    given = path.read_text(encoding="utf-8")
    usual = process("check", path, "--json")
    done = process("check", "-", "--json", input=given)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", usual.stdout)


def test_another_folder_of_rules_is_taken(ocop: Ocop, filed: Filed) -> None:
    dossier, sheet, *mini = filed()
    assert ocop("check", dossier, *mini).status == 0
    assert ocop("check", sheet, *mini, "--json").json()["ruleset"] == "mini-2030"
