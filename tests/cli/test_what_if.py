"""`ocop what-if`: change something, and see the star move."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop

import ocop_scoring as ocop_face
from ocop_scoring import formats

DEMO = Path(ocop_face.__file__).parent / "demo"
FILES = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")


def test_before_and_after_stand_on_one_screen(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--mark", "1.5=3", "--mark", "3.4=2", "--lang", "en")
    lines = run.out.splitlines()
    assert lines[0] == "Before: 74 points reach 4★, but minimum conditions are missed: 3★ is given"
    assert lines[1].startswith("After: 77 points: 4★")
    assert "  1.5 Supply-chain contracts: 1 → 3" in lines
    assert len(lines) < 40
    assert (run.status, run.err) == (0, "")


def test_the_answer_to_programs_is_its_format(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--mark", "1.5=3", "--json")
    found = formats.WhatIf.model_validate_json(run.out)
    assert found.model_dump(mode="json") == run.json()
    assert (found.before.points, found.after.points) == ("74", "76")
    assert found.patch["marks"] == {"1.5": 3}


def test_options_are_laid_over_the_file(ocop: Ocop, tmp_path: Path) -> None:
    patch = tmp_path / "patch.yaml"
    patch.write_text(
        'format: ocop-what-if/1\nmarks: {"1.5": 3, "1.1": 2}\nkeep: ["2.1"]', encoding="utf-8"
    )
    run = ocop("what-if", *FILES, "--patch", patch, "--mark", "1.1=1", "--json")
    assert run.json()["patch"]["marks"] == {"1.5": 3, "1.1": 1}
    patch.write_text('format: ocop-what-if/1\nmarks: {"1.55": 3}', encoding="utf-8")
    run = ocop("what-if", *FILES, "--patch", patch, "--mark", "1.1=1", "--lang", "en")
    assert run.status == 2
    assert run.err.startswith(f"{patch}:2:9 unknown-criterion: ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--mark", "1.5"), "1.5=3"),
        (("--mark", "1.5=3", "--mark", "1.5=2"), "1.5=2"),
        (("--fact", "label_languages=1", "--fact", "label_languages=2"), "label_languages=2"),
        (("--star", "9"), "1–5"),
        (("--rules", "nowhere"), "unknown-ruleset"),
        (("--patch", "nowhere.yaml"), "nowhere.yaml"),
        (("--mark", "1.55=3"), "unknown-criterion"),
        (("--fact", "share_of_local_worker=0.5"), "perhaps share_of_local_workers is meant"),
        (("--paper", "gmp"), "perhaps gmp-certificate is meant"),
        (("--paper", "gmp-certificate=issued_on"), "issued_on:2026-03-01"),
        (("--without-paper", "chain-contracts"), "there is chain-contract"),
        (("--day", "15/9/2026"), "2026-09-15"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    ocop: Ocop, options: tuple[str, ...], said: str
) -> None:
    run = ocop("what-if", *FILES, *options, "--lang", "en")
    assert run.status == 2
    assert run.out == ""
    assert said in run.err


def test_several_sheets_need_a_policy(ocop: Ocop) -> None:
    run = ocop("what-if", FILES[0], FILES[1], FILES[1], "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert "policy-not-chosen" in run.err


def test_without_a_change_it_says_what_would_matter(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--lang", "en")
    lines = run.out.splitlines()
    assert lines[0] == "74 points reach 4★, but minimum conditions are missed: 3★ is given"
    assert "  2.2  Packaging              2  0 → 72, 2★ · 1 → 73, 2★ · 3 → 75, 3★" in lines
    assert "  one level lower at a single mark: 1 of 31 cost 3★: 2.2" in lines
    assert "  1. 2 changes, 2 points more" in lines
    assert len(lines) < 25
    every = ocop("what-if", *FILES, "--all", "--lang", "en").out.splitlines()
    assert len(every) == len(lines) + 26


def test_plans_go_by_ones_own_costs(ocop: Ocop, tmp_path: Path) -> None:
    patch = tmp_path / "costs.yaml"
    patch.write_text(
        'format: ocop-what-if/1\ncosts: {"1.5": {cost: 12000000, months: 6}, "3.4": {cost: 0.5}}',
        encoding="utf-8",
    )
    run = ocop("what-if", *FILES, "--patch", patch, "--lang", "vi")
    assert "  1. 2 thay đổi, thêm 2 điểm, chi phí 12.000.000,5, 6 tháng\n" in run.out
    found = formats.WhatIf.model_validate_json(
        ocop("what-if", *FILES, "--patch", patch, "--json").out
    )
    assert found.plans is not None
    assert [plan.cost for plan in found.plans.plans] == ["12000000.5"]


def test_where_no_plan_is_left_it_is_said_what_would_have_to_change(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--keep", "1.5,2.1", "--lang", "en")
    assert "No way reaches 4★ with what is kept:\n  items 1.5 stay below what 4★ asks\n" in run.out
    assert "at least 1 of what is kept has to change: 1.5; the best way then:" in run.out
    refused = ocop("what-if", *FILES, "--keep", "1.55", "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    assert "unknown-criterion" in refused.err


def test_an_open_sheet_is_asked_on(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--without-mark", "2.2", "--without-mark", "7", "--lang", "en")
    assert run.status == 4
    assert "  2.2  Packaging   0 → 2★ · 1 → 2★ · 2 → 3★ · 3 → 3★" in run.out
    decided = ocop("what-if", FILES[0], DEMO / "sheet-incomplete.yaml", "--lang", "en")
    assert "However the rest is marked: 3★." in decided.out


def test_of_a_rejected_dossier_it_is_said_what_has_to_be_lifted(ocop: Ocop) -> None:
    run = ocop("what-if", FILES[0], DEMO / "sheet-rejected.yaml", "--lang", "en")
    assert run.status == 3
    assert "First to be lifted: " in run.out


def test_the_answer_of_a_council_is_its_format_too(ocop: Ocop, tmp_path: Path) -> None:
    text = FILES[1].read_text(encoding="utf-8")
    for member in ("m1", "m2"):
        sheet = ocop_face.read_sheet(text)
        assessor = {"id": member, "role": "member"}
        sheet = sheet.model_copy(update={"assessor": assessor})
        (tmp_path / f"{member}.json").write_text(sheet.model_dump_json(), encoding="utf-8")
    files = (FILES[0], tmp_path / "m1.json", tmp_path / "m2.json")
    asked = ("--policy", "mean-of-totals", "--appointed", "2", "--mark", "m2:2.2=3")
    run = ocop("what-if", *files, *asked, "--json")
    found = formats.WhatIf.model_validate_json(run.out)
    assert found.model_dump(mode="json") == run.json()
    assert (found.before.points, found.after.points, found.after.is_mean) == ("74", "149/2", True)
    said = ocop("what-if", *files, *asked, "--lang", "en").out
    assert "m1:" in said


def test_a_star_that_is_there_needs_no_plan(ocop: Ocop) -> None:
    run = ocop("what-if", *FILES, "--star", "3", "--lang", "en")
    assert run.out.splitlines()[-1] == "3★ is reached already."


def test_what_is_rated_by_a_draft_never_looks_official(ocop: Ocop, tmp_path: Path) -> None:
    assert ocop("proposal", "new", "26-2026", tmp_path / "thu").status == 0
    (draft,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    with (draft / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write(
            "- remove: criteria/packaging/levels/creative/minimum\n  from: 3\n  article: Mục 1\n"
        )
    run = ocop("what-if", *FILES, "--rules", draft, "--lang", "en")
    assert run.status == 0
    found = ocop("what-if", *FILES, "--rules", draft, "--json").json()
    assert found["before"]["released"] is True
    assert found["after"]["released"] is not True
    assert all(caveat["en"] in run.out for caveat in found["after"]["caveats"])
