"""What a case expects, and how a result may differ from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.decks import BEST, failed, law_in, ran
from support.folders import INVENTED
from support.strategies import complete_marks, rate

import ocop_scoring as ocop
from ocop_scoring.workshop import Difference, Run, Tried, run_cases


def test_a_case_that_comes_as_expected_passes(folder: Path) -> None:
    run = ran(folder, BEST)
    assert (len(run.cases), run.failed) == (1, ())
    assert run.cases[0].case == "Mọi mức cao nhất"


def test_every_difference_is_told_with_what_was_expected_and_what_came(folder: Path) -> None:
    run = ran(
        folder, BEST.replace("total: 20", "total: 19").replace("star: 5, unmet", "star: 4, unmet")
    )
    assert failed(run) == [("total", "19", "20"), ("star", "4", "5")]
    assert not run.ok


def test_a_case_takes_the_marks_of_an_earlier_one_and_changes_some(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Hợp đồng còn ở mức 1 điểm
  like: best
  but: {"1.2": 1}
  expect: {total: 18, star_by_points: 5, star: 3, unmet: [{star: 4, criterion: "1.2", needs: over-half, has: half}, {star: 5, criterion: "1.2"}]}
"""
    )
    assert failed(ran(folder, deck)) == []


def test_an_unfinished_sheet_expects_a_range(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Chưa chấm mục 1.3
  like: best
  but: {"1.3": null}
  expect: {status: incomplete, total: 18, range: {total: [18, 20], star: [5, 5]}}
"""
    )
    assert failed(ran(folder, deck)) == []


def test_gates_come_from_the_sheet_and_from_what_the_dossier_shows(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Thiếu giấy
  like: best
  facts: {certificate_required: yes}
  documents: []
  expect: {status: rejected, total: 20, gates: [no-certificate]}
"""
    )
    run = ran(folder, deck)
    assert failed(run) == []
    assert failed(
        ran(folder, deck.replace("status: rejected, ", "").replace(", gates: [no-certificate]", ""))
    ) == [
        ("status", "rated", "rejected"),
        ("gates", "[]", "[no-certificate]"),
    ]


def test_facts_decide_what_is_not_marked(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Đúng một nửa lao động là người địa phương
  like: best
  but: {"1.1": null}
  facts: {share_of_local_workers: 0.5}
  expect: {total: 20, levels: {"1.1": most}}
"""
    )
    assert failed(ran(folder, deck)) == []


@pytest.mark.parametrize(
    ("told", "expected", "came"),
    [
        ("total: 19", "19", "20"),
        ("parts: {A: 8}", "{A: 8}", "{A: 9}"),
        ("parts: {A: 9, B: 1}", "{A: 9, B: 1}", "{A: 9, B: 11}"),
        ("star_by_points: 4", "4", "5"),
        ("star: null", "null", "5"),
        ("range: {total: [1, 2], star: [1, 1]}", "{total: [1, 2], star: [1, 1]}", "null"),
        ('unmet: [{star: 4, criterion: "1.2"}]', "[{star: 4, criterion: 1.2}]", "[]"),
        ("gates: [forged]", "[forged]", "[]"),
        ('levels: {"5": [tea]}', "{5: [tea]}", "{5: [tea, guides]}"),
        ('levels: {"1.1": null}', "{1.1: null}", "{1.1: most}"),
        ("findings: [nothing]", "[nothing]", "[documents-not-listed]"),
        ("status: incomplete", "incomplete", "rated"),
    ],
)
def test_everything_that_a_case_may_expect_is_compared(
    folder: Path, told: str, expected: str, came: str
) -> None:
    deck = BEST[: BEST.index("  expect:")] + f"  expect: {{{told}}}\n"
    assert failed(ran(folder, deck)) == [(told.partition(":")[0], expected, came)]


def test_what_a_case_does_not_name_is_not_compared(folder: Path) -> None:
    deck = BEST[: BEST.index("  expect:")] + "  expect: {}\n"
    assert failed(ran(folder, deck)) == []


def test_a_run_of_one_product_set_looks_at_its_decks_alone(folder: Path) -> None:
    run = ran(folder, BEST)
    assert run_cases(ocop.Catalog(folder), "mini-2030", 1) == run
    with pytest.raises(ocop.CatalogError, match="unknown-product-set"):
        run_cases(ocop.Catalog(folder), "mini-2030", 2)


def test_a_ruleset_without_decks_has_run_nothing_and_is_not_ok() -> None:
    run = run_cases(INVENTED, "mini-2030")
    assert (run.cases, run.failed, run.ok) == ((), (), False)


def test_a_run_is_ok_only_where_all_came_as_expected_and_nothing_is_left() -> None:
    difference = Difference("star", "4", "5")
    good, bad = Tried("a", 1, "c", ()), Tried("a", 1, "c", (difference,))
    assert Run("r", (good,), ()).ok
    assert not Run("r", (good, bad), ()).ok
    assert Run("r", (good, bad), ()).failed == (bad,)


@settings(max_examples=20)
@given(data=st.data())
def test_a_case_that_expects_what_score_says_passes_and_any_other_total_fails(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    marks = data.draw(complete_marks(INVENTED.ruleset("mini-2030").product_set(1)))
    result = rate(INVENTED.ruleset("mini-2030").product_set(1), marks)
    expect = {
        "status": result.status,
        "total": result.total,
        "star": result.star,
        "star_by_points": result.star_by_points,
        "parts": dict(result.parts),
        "gates": [raised.id for raised in result.gates],
    }
    folder = law_in(tmp_path_factory.mktemp("law"))
    case = {"case": "c", "marks": marks, "expect": expect}
    assert failed(ran(folder, json.dumps([case]))) == []
    case["expect"] = {**expect, "total": result.total + 1}
    assert [what for what, _, _ in failed(ran(folder, json.dumps([case])))] == ["total"]


PAPERS = """\
- case: Giấy còn hạn khi nộp
  like: best
  facts: {certificate_required: yes}
  documents: [{kind: certificate, expires_on: 2030-01-01}]
  expect: {total: 20}
"""


@pytest.mark.parametrize(
    ("paper", "gates"),
    [
        ("{kind: certificate, expires_on: 2030-01-01}", "[]"),
        ("{kind: certificate, expires_on: 2029-12-31}", "[no-certificate]"),
        ("{kind: certificate, issued_to: Chủ thể đặt ra}", "[]"),
        ("{kind: certificate, issued_to: Chủ thể khác hẳn}", "[no-certificate]"),
        ("{kind: certificate, issued_on: 2030-02-01}", "[no-certificate]"),
    ],
)
def test_a_paper_of_a_case_counts_as_in_a_dossier(folder: Path, paper: str, gates: str) -> None:
    first = "{kind: certificate, expires_on: 2030-01-01}"
    run = ran(folder, BEST + PAPERS.replace(first, paper))
    came = {difference.found for tried in run.failed for difference in tried.differences}
    assert came == (set() if gates == "[]" else {"rejected", gates})


def test_a_case_says_what_it_applies_for_and_when_it_is_rated(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Nâng hạng mà không ghi giấy đang có
  like: best
  application: {kind: upgrade, submitted_on: 2030-02-01}
  assessed_on: 2030-01-31
  expect: {findings: [assessed-before-filed, previous-missing, documents-not-listed]}
"""
    )
    assert failed(ran(folder, deck)) == []
    assert "2030-02-31" in failed_to_read(folder, deck.replace("2030-02-01", "2030-02-31"))


def failed_to_read(folder: Path, deck: str) -> str:
    """What is said of a deck whose dossier can't be read, at its place."""
    with pytest.raises(ocop.RulesetError) as refused:
        ran(folder, deck)
    (fault,) = refused.value.faults
    assert (fault.code, fault.line) == ("not-a-date", 7)
    return fault.found


def test_findings_may_be_expected_of_single_criteria(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Điểm cao hơn điều hồ sơ cho thấy
  like: best
  facts: {share_of_local_workers: 0.4}
  expect: {findings: {"1.1": [mark-above-evidence], "1.2": []}}
"""
    )
    assert failed(ran(folder, deck)) == []
    wrong = deck.replace("mark-above-evidence", "mark-below-evidence")
    assert [name for name, *_ in failed(ran(folder, wrong))] == ["findings"]
    with pytest.raises(ocop.RulesetError, match="unknown-criterion"):
        ran(folder, deck.replace('"1.2": []', '"9.9": []'))
