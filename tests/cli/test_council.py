"""`ocop council`: a council's sheets to one result, policies side by side, means alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.commandline import DOSSIER, SHEET, Ocop, process
from support.folders import GOOD
from support.mini import BEST

import ocop_scoring as library
from ocop_scoring.cli.language import Speech
from ocop_scoring.cli.means import show_means
from ocop_scoring.formats import Comparison, CouncilResult, Means

Sat = Callable[..., tuple[str, ...]]


@pytest.fixture
def sat(tmp_path: Path) -> Sat:
    """Files of a dossier and a council's sheets: each `id, role, marks` that differ."""

    def written(*sheets: tuple[str, str, dict[str, Any]], **more: Any) -> tuple[str, ...]:
        dossier, folder = tmp_path / "dossier.yaml", tmp_path / "sheets"
        dossier.write_text(DOSSIER, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        for who, role, marks in sheets:
            sheet = yaml.safe_load(SHEET) | {"assessor": {"id": who, "role": role}} | more
            sheet["marks"] |= marks
            path = folder / f"{who}-{role}-{sheet.get('round', 1)}.yaml"
            path.write_text(json.dumps(sheet), encoding="utf-8")
        return str(dossier), str(folder), "--criteria", str(GOOD)

    return written


CHAIR: tuple[str, str, dict[str, Any]] = ("c1", "chair", {})
SECOND: tuple[str, str, dict[str, Any]] = ("m2", "member", {"1.1": 0})


# Rated


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_council_is_shown_on_one_screen(ocop: Ocop, sat: Sat, lang: library.Lang) -> None:
    beside = ("a1", "advisory", {})
    files = sat(CHAIR, SECOND, beside)
    run = ocop("council", *files, "--policy", "majority-minimums", "--lang", lang)
    assert (run.status, run.err) == (0, "")
    catalog = library.Catalog(GOOD)
    dossier = library.load_dossier(files[0], catalog=catalog)
    rules, sheets = catalog.ruleset("mini-2030"), library.load_sheets(files[1])
    result = library.council(rules, dossier, sheets, policy="majority-minimums")
    lines = run.out.splitlines()
    assert lines[0] == result.verdict(lang)
    assert len(lines) <= 25
    table = [line for line in lines if line.startswith(("c1", "m2", "a1"))]
    assert [line.split()[0] for line in table] == ["c1", "m2", "a1"]
    assert table[0].split()[-3:-1] == ["18", f"{result.members[0].star}★"]
    assert any("= (18 + 15) / 2" in line for line in lines)
    assert "majority-minimums" in lines[-1]


def test_the_json_is_the_result_itself(ocop: Ocop, sat: Sat) -> None:
    run = ocop("council", *sat(CHAIR, SECOND), "--policy", "mean-of-parts", "--json")
    model = CouncilResult.model_validate_json(run.out)
    assert (model.policy, run.status) == ("mean-of-parts", 0)
    assert [member.id for member in model.members] == ["c1", "m2"]


def test_sheets_are_files_and_folders_in_any_order(ocop: Ocop, sat: Sat) -> None:
    dossier, folder, *rest = sat(CHAIR, SECOND)
    files = sorted(map(str, Path(folder).iterdir()))
    given = ("--policy", "majority-minimums", "--json")
    whole = ocop("council", dossier, folder, *rest, *given)
    assert ocop("council", dossier, *files, *rest, *given) == whole
    assert ocop("council", dossier, *reversed(files), *rest, *given) == whole


def test_the_dossier_may_come_from_stdin(sat: Sat) -> None:
    dossier, folder, *rest = sat(CHAIR)
    given = ("council", "-", folder, *rest, "--policy", "majority-minimums", "--json")
    run = process(*given, input=Path(dossier).read_text(encoding="utf-8"))
    assert run.returncode == 0
    assert json.loads(run.stdout)["policy"] == "majority-minimums"


def test_ones_own_policy_is_a_file(ocop: Ocop, sat: Sat, tmp_path: Path) -> None:
    own = tmp_path / "quy-che.yaml"
    text = (GOOD / "policies" / "mean-of-totals.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("id: mean-of-totals", "id: quy-che-rieng"), encoding="utf-8")
    run = ocop("council", *sat(CHAIR), "--policy", own, "--appointed", 1, "--json")
    assert run.json()["policy"] == "quy-che-rieng"
    own.write_text(text.replace("gates: any-member", "gates: nobody"), encoding="utf-8")
    refused = ocop("council", *sat(CHAIR), "--policy", own, "--appointed", 1)
    assert refused.status == 2
    assert "quy-che.yaml:7:8 wrong-word" in refused.err


def test_a_policy_of_ones_own_folder_goes_before_the_built_in_one(ocop: Ocop, sat: Sat) -> None:
    """The invented mean-of-totals has a quorum."""
    run = ocop("council", *sat(CHAIR), "--policy", "mean-of-totals", "--lang", "en")
    assert run.status == 2
    assert "--appointed appointed-not-given" in run.err
    assert ocop("council", *sat(CHAIR), "--policy", "agreed-sheet").status == 2


# Not decided


def test_too_few_members_are_no_quorum(ocop: Ocop, sat: Sat) -> None:
    given = ("--policy", "two-thirds-quorum", "--appointed", 7, "--lang", "en")
    run = ocop("council", *sat(CHAIR, SECOND), *given)
    assert run.status == 4
    assert "Present: 2 of 7 appointed, 5 needed; the chair is present" in run.out
    assert "Next: 3 more sheets of members are needed" in run.out


def test_a_missing_chair_is_no_quorum(ocop: Ocop, sat: Sat) -> None:
    given = ("--policy", "two-thirds-quorum", "--appointed", 1, "--lang", "en")
    run = ocop("council", *sat(("m2", "member", {})), *given)
    assert run.status == 4
    assert "Next: the chair's sheet is needed" in run.out


def test_an_open_criterion_is_incomplete(ocop: Ocop, sat: Sat) -> None:
    files = sat(CHAIR, ("m2", "member", {"1.1": None}))
    run = ocop("council", *files, "--policy", "majority-minimums", "--lang", "en")
    assert run.status == 4
    assert "Next: m2 mark what is open" in run.out


def test_totals_far_apart_are_scored_again(ocop: Ocop, sat: Sat, tmp_path: Path) -> None:
    own, policy = tmp_path / "strict.yaml", next(iter(library.policies())).model_dump()
    rules = {"id": "strict", "max_spread": 2, "minimums": "majority"}
    own.write_text(json.dumps(policy | rules), encoding="utf-8")
    run = ocop("council", *sat(CHAIR, SECOND), "--policy", own, "--lang", "en")
    assert run.status == 4
    assert "Spread: 3 points; the most is 2" in run.out
    assert "Next: the council talks it over, c1, m2 score again (round: 2)" in run.out
    again = ocop("council", *sat(("m2", "member", {}), round=2), "--policy", own, "--lang", "en")
    assert again.status == 0
    assert "member (round 2)" in again.out
    assert "member (not counted)" in again.out


def test_a_gate_rejects(ocop: Ocop, sat: Sat) -> None:
    gate = next(iter(library.Catalog(GOOD).ruleset("mini-2030").product_set(1).gates)).id
    files = sat(CHAIR)
    path = next(Path(files[1]).iterdir())
    sheet = json.loads(path.read_text(encoding="utf-8")) | {"rejects": [gate]}
    path.write_text(json.dumps(sheet), encoding="utf-8")
    run = ocop("council", *files, "--policy", "majority-minimums")
    assert run.status == 3


# Bad input


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--policy", "majority-minimum"), "unknown-policy"),
        (("--policy", "majority-minimums", "--appointed", "many"), "not-a-whole-number"),
        (("--policy", "majority-minimums", "--appointed", "1"), "more-than-appointed"),
        (("--policy", "majority-minimums", "--level", "commune"), "wrong-option"),
        (("--policy", "majority-minimums", "--decided", "1/3/2030"), "not-a-date"),
        (("--policy", "majority-minimums", "--conflict", "m2"), "member-in-conflict"),
        (("--policy", "agreed-sheet"), "one-agreed-sheet"),
        (("--policy", "advisory-minimums"), "one-advisory-sheet"),
        (("--ruleset", "none-2030", "--policy", "majority-minimums"), "unknown-ruleset"),
    ],
)
def test_wrong_input_is_one_clear_sentence(
    ocop: Ocop, sat: Sat, more: tuple[str, ...], code: str
) -> None:
    run = ocop("council", *sat(CHAIR, SECOND), *more)
    assert (run.status, run.out) == (2, "")
    assert len(run.sentences) == 1
    assert code in run.sentences[0]
    document = ocop("council", *sat(CHAIR, SECOND), *more, "--json").json()
    assert [error["code"] for error in document["errors"]] == [code]


def test_faults_of_all_files_come_at_once(ocop: Ocop, sat: Sat) -> None:
    files = sat(CHAIR, ("m2", "member", {"1.1": 17}))
    broken = Path(files[1]) / "m3.yaml"
    broken.write_text("format: ocop-sheet/1\nmarks: {", encoding="utf-8")
    Path(files[0]).write_text("format: ocop-dossier/1\nproduct: 5\n", encoding="utf-8")
    run = ocop("council", *files, "--policy", "majority-minimums")
    assert run.status == 2
    assert "m3.yaml:2" in run.err
    assert "dossier.yaml:" in run.err


def test_an_empty_folder_has_no_sheets(ocop: Ocop, sat: Sat) -> None:
    run = ocop("council", *sat(), "--policy", "majority-minimums")
    assert run.status == 2
    assert "no-sheets" in run.err


@pytest.mark.parametrize("given", [(), ("dossier.yaml",)])
def test_what_is_missing_is_named(ocop: Ocop, given: tuple[str, ...]) -> None:
    run = ocop("council", *given, "--policy", "majority-minimums")
    assert run.status == 2
    assert ("SHEET" if given else "DOSSIER") in run.err


# Without a policy


def test_without_a_policy_each_stands_beside_the_others(ocop: Ocop, sat: Sat) -> None:
    files = sat(CHAIR, SECOND)
    run = ocop("council", *files, "--lang", "en")
    assert run.status == 2
    assert run.err.startswith("policy-not-chosen: no policy is chosen")
    for policy in library.policies():
        assert policy.id in run.out
    assert "Not to be used on these sheets:" in run.out
    document = ocop("council", *files, "--json")
    assert document.status == 2
    model = Comparison.model_validate_json(document.out)
    by_id = {row.policy: row for row in model.policies}
    refused = by_id["mean-of-totals"].refused  # the folder's own, which has a quorum
    assert [reason.code for reason in refused] == ["appointed-not-given"]
    result = by_id["majority-minimums"].result
    assert result is not None
    assert Fraction(str(result.mean)) == Fraction(33, 2)


def test_which_policies_give_which_star_is_said(ocop: Ocop, sat: Sat) -> None:
    files = sat(("c1", "chair", BEST), ("m2", "member", BEST), ("m3", "member", {}))
    run = ocop("council", *files, "--lang", "en")
    lines = run.out.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("They differ in: "))
    assert lines[at + 1 : at + 4] == [
        "  5★: majority-minimums, mean-of-parts",
        "  4★: mean-per-criterion",
        "  3★: every-member-minimums",
    ]
    document = ocop("council", *files, "--json").json()
    assert "star" in document["differ"]


# Means alone


@pytest.mark.parametrize(
    ("means", "mean"),
    [
        ("A=31,B=24,C=38", "93"),
        ("A=31,00,B=24,00,C=38,00", "93"),
        ("a=31.00; b=24.00; c=38.00", "93"),
        ("C=38 B=24 A=31", "93"),
        ("A=31 1/3,B=24,C=37 2/3", "93"),
        ("93", "93"),
        ("93,00", "93"),
        ("279/3", "93"),
        ("92 2/2", "93"),
    ],
)
def test_means_are_written_as_people_write_them(ocop: Ocop, means: str, mean: str) -> None:
    run = ocop("council", "--means", means, "--ruleset", "1048-2019", "--json")
    model = Means.model_validate_json(run.out)
    assert (model.mean, run.status) == (mean, 0)
    assert [(row.ruleset, row.star_by_points) for row in model.rulesets] == [("1048-2019", 5)]
    assert model.minimums is None


@pytest.mark.parametrize(
    "means",
    [
        *("", "x", "A", "A=", "A=31", "A=31,B=24", "A=31,B=24,C=38,D=1", "A=1,A=1,B=1,C=1"),
        *("A=41,B=1,C=1", "A=-1,B=1,C=1", "101", "100.01", "-1", "1e3", "8/0", "93 1/0", "1_0"),
        *("A=31,B=24,C=38,", "1,5,7", "٣", "9" * 400, "A=1,B=1,C=x"),
    ],
)
def test_other_means_are_refused_in_one_sentence(ocop: Ocop, means: str) -> None:
    run = ocop("council", "--means", means, "--ruleset", "26-2026")
    assert (run.status, run.out) == (2, "")
    assert len(run.sentences) == 1
    assert run.err.startswith("--means wrong-option: ")


def test_minimums_cannot_be_judged_from_means(ocop: Ocop) -> None:
    run = ocop("council", "--means", "89,995", "--ruleset", "26-2026")
    lines = run.out.splitlines()
    assert lines[0] == "Trung bình 89,995 điểm: thang 4★ (từ 70 đến dưới 90, 26-2026)"
    assert lines[-1].startswith("Từ điểm trung bình không xét được điều kiện tối thiểu")


def test_without_a_ruleset_each_says_its_band_and_which_parts_it_does_not_have(ocop: Ocop) -> None:
    run = ocop("council", "--means", "A=31,B=24,C=38", "--json")
    model = Means.model_validate_json(run.out)
    assert {row.ruleset for row in model.rulesets} == {"1048-2019", "1048-2019+781"}
    assert {row.ruleset for row in model.refused} == {"148-2023", "148-2023+1489", "26-2026"}
    assert {row.code for row in model.refused} == {"wrong-option"}


@pytest.mark.parametrize(
    ("means", "near"),
    [
        *(("90", ["90"]), ("90.00", ["90"]), ("89.995", []), ("89,99", []), ("90.01", [])),
        *(("0", []), ("A=30.0,B=25.0,C=34.9", ["90"]), ("270/3", ["90"])),
        ("A=30,B=25,C=34.99", ["90"]),
    ],
)
def test_a_mean_that_may_be_rounded_over_a_threshold_says_so(
    ocop: Ocop, means: str, near: list[str]
) -> None:
    run = ocop("council", "--means", means, "--ruleset", "26-2026", "--json")
    (row,) = Means.model_validate_json(run.out).rulesets
    assert list(row.near) == near


def test_means_take_no_files(ocop: Ocop) -> None:
    run = ocop("council", "dossier.yaml", "--means", "93")
    assert (run.status, run.out) == (2, "")


@settings(max_examples=50, deadline=None)
@given(st.fractions(0, 100, max_denominator=99))
def test_the_band_of_a_mean_is_exact(mean: Fraction) -> None:
    rules = library.ruleset("26-2026")
    whole, rest = divmod(mean.numerator, mean.denominator)
    said: list[Any] = []
    text = f"{whole} {rest}/{mean.denominator}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocop_scoring.cli.means.put_json", said.append)
        show_means(text, [rules], Speech("en", json=True))
    (row,) = said[0]["rulesets"]
    assert (said[0]["mean"], row["star_by_points"]) == (str(mean), rules.star_by_points(mean))
