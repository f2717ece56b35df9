"""Case decks: what a case says, how a result may differ from it, and what all cases together try."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.workshop.run import Run, deck_files, run_cases

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "rulesets" / "good"

BEST = """\
- case: Mọi mức cao nhất
  name: best
  marks: {"1": [3, 3, 2, 1], "2": [3, 2], "3": [2], "4": a-full, "5": [tea, guides]}
  expect: {total: 20, parts: {A: 9}, star_by_points: 5, star: 5, unmet: [], levels: {"1.1": most}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "criteria")
    (tmp_path / "criteria" / "mini-2030" / "cases").mkdir()
    return tmp_path / "criteria"


def ran(folder: Path, deck: str, name: str = "01-dried.yaml") -> Run:
    (folder / "mini-2030" / "cases" / name).write_text(deck, encoding="utf-8")
    return run_cases(ocop.Catalog(folder), "mini-2030")


def said(folder: Path, deck: str, name: str = "01-dried.yaml") -> list[str]:
    with pytest.raises(ocop.RulesetError) as refused:
        ran(folder, deck, name)
    return [line.replace(f"{folder}/", "") for line in refused.value.lines("en")]


def failed(run: Run) -> list[tuple[str, str, str]]:
    return [difference for tried in run.failed for difference in tried.differences]


def test_a_case_that_comes_as_expected_passes(folder: Path) -> None:
    run = ran(folder, BEST)
    assert (len(run.cases), run.failed) == (1, ())
    assert run.cases[0].case == "Mọi mức cao nhất"


def test_a_lone_case_is_a_deck_of_one(folder: Path) -> None:
    run = ran(folder, BEST.replace("- case", "case").replace("\n  ", "\n"))
    assert (len(run.cases), run.failed) == (1, ())


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
    ("old", "new", "says"),
    [
        (
            '"1": [3, 3, 2, 1]',
            '"1": [3, 3, 2]',
            "mini-2030/cases/01-dried.yaml:3:11 marks-of-group: group 1 has 4 criteria, and 3 marks are given; a mark each is due, null where nothing is assessed.",
        ),
        (
            '"2": [3, 2]',
            '"9": [3, 2]',
            "mini-2030/cases/01-dried.yaml:3:30 unknown-criterion: the table has no criterion 9; perhaps 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 3.1.1, 4, 5 is meant.",
        ),
        (
            "  name: best\n",
            "  like: worst\n",
            "mini-2030/cases/01-dried.yaml:2:9 unknown-case: no earlier case of this deck is named worst; named are –.",
        ),
        (
            "a-full",
            "a-fuller",
            "mini-2030/cases/01-dried.yaml:3:58 unknown-level: criterion 4 has no level a-fuller;",
        ),
        ("total: 20", "totale: 20", "mini-2030/cases/01-dried.yaml:4:12 unknown-field:"),
        (
            "star: 5, unmet",
            "star: 6, unmet",
            "mini-2030/cases/01-dried.yaml:4:63 out-of-range: 6 is out of range; expected ≤ 5.",
        ),
        (
            "  name: best\n",
            "  product_set: 2\n",
            "mini-2030/cases/01-dried.yaml:2:16 number-is-not-file:",
        ),
    ],
)
def test_a_deck_that_cannot_be_read_is_refused_with_its_place(
    folder: Path, old: str, new: str, says: str
) -> None:
    assert old in BEST
    (line,) = said(folder, BEST.replace(old, new))
    assert line.startswith(says)


def test_a_deck_needs_the_number_of_a_product_set(folder: Path) -> None:
    assert said(folder, BEST, "best.yaml")[0].startswith(
        "mini-2030/cases/best.yaml:1:1 file-without-number:"
    )
    (folder / "mini-2030" / "cases" / "best.yaml").unlink()
    assert "unknown-product-set" in said(folder, BEST, "07-best.yaml")[0]


def test_coverage_counts_what_some_case_tries_of_all_there_is(folder: Path) -> None:
    covered = {c.kind: c for c in ran(folder, BEST).coverage}
    table = ocop.Catalog(folder).ruleset("mini-2030").product_set(1)
    assert covered["levels"].of == sum(len(c.levels) for c in table.criteria)
    assert (
        covered["levels"].tried == len(table.criteria) + 1
    )  # two lines of the item whose lines add up
    assert "mini-2030/1/1.1/some" in covered["levels"].missing
    assert (covered["minimums-met"].tried, covered["minimums-missed"].tried) == (
        len(table.minimums),
        0,
    )
    assert covered["stars"].missing == (
        "mini-2030/1/4★",
        "mini-2030/1/3★",
        "mini-2030/1/2★",
        "mini-2030/1/1★",
    )
    assert (covered["boundaries"].tried, covered["boundaries"].of) == (0, 8)
    assert (covered["cases"].tried, covered["cases"].of) == (1, 2)
    assert covered["gates"].of == len(table.gates)


def test_an_amendments_decks_stand_in_for_its_bases(tmp_path: Path) -> None:
    for place, names in (
        ("1-2030/cases", ["01-a.yaml", "02-b.yaml"]),
        ("1-2030+2/cases", ["02-c.yaml"]),
    ):
        (tmp_path / place).mkdir(parents=True)
        for name in names:
            (tmp_path / place / name).touch()
    found = {
        number: [path.name for path in paths]
        for number, paths in deck_files(tmp_path / "1-2030+2").items()
    }
    assert found == {1: ["01-a.yaml"], 2: ["02-c.yaml"]}


@pytest.mark.parametrize("ruleset", [rules.id for rules in ocop.rulesets()])
def test_the_decks_of_the_law_pass_and_leave_nothing_untried(ruleset: str) -> None:
    run = run_cases(ocop.Catalog(ROOT / "criteria"), ruleset)
    assert run.failed == ()
    assert {c.kind: (c.tried, c.of) for c in run.coverage} == {
        c.kind: (c.of, c.of) for c in run.coverage
    }
    assert len(run.cases) > 500


def test_a_case_like_one_that_cannot_be_read_has_no_fault_of_its_own(folder: Path) -> None:
    deck = (
        BEST.replace("a-full", "a-fuller") + "- {case: Như trên, like: best, expect: {total: 20}}\n"
    )
    assert [line.split(" ")[1] for line in said(folder, deck)] == ["unknown-level:"]


def test_the_faults_of_all_cases_are_said_at_once(folder: Path) -> None:
    deck = (
        BEST
        + BEST.replace("a-full", "a-fuller").replace("best", "worse")
        + BEST.replace("[3, 3, 2, 1]", "[3]").replace("best", "third")
    )
    assert [line.split(" ")[1] for line in said(folder, deck)] == [
        "unknown-level:",
        "marks-of-group:",
    ]
