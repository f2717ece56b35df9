"""`ocop proposal new` and `ocop proposal build`, and verbs on a proposal's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.folders import CRITERIA
from support.proposals import proposal

import ocop_scoring

DROPPED = {"remove": "criteria/contracts/levels/over-half/minimum", "from": "4"}


def test_a_proposal_begins_in_a_folder_that_other_verbs_take(ocop: Ocop, tmp_path: Path) -> None:
    begun = ocop("proposal", "new", "26-2026", tmp_path / "thu", "--json").json()
    folder = Path(begun["folder"])
    assert folder == tmp_path / "26-2026+thu"
    assert ocop_scoring.formats.ProposalBegun.model_validate(begun)
    assert (folder / ".schemas" / "changes.json").is_file()
    shown = ocop("rules", "show", folder, "8", "--json").json()
    assert shown["ruleset"] == "26-2026+thu"
    assert ocop("proposal", "new", "26-2026", tmp_path / "thu").status == 2


def test_what_was_built_is_a_page_and_a_document_and_told_as_json(
    ocop: Ocop, tmp_path: Path
) -> None:
    extra("docx")
    folder = proposal(tmp_path / "rules", DROPPED)
    told = ocop("proposal", "build", folder, "--out", tmp_path / "x", "--json").json()
    model = ocop_scoring.formats.Proposal.model_validate(told)
    assert model.model_dump(mode="json") == told
    (one,) = told["proposals"]
    assert (one["ruleset"], one["base"]) == ("mini-2030+thu", "mini-2030")
    assert [table["lost_stars"] for table in one["tables"]] == [[]]
    assert [Path(file).name for file in told["files"]] == ["x.html", "x.docx"]


def test_only_files_of_ours_are_written_over(ocop: Ocop, tmp_path: Path) -> None:
    extra("docx")
    folder = proposal(tmp_path / "rules", DROPPED)
    for name in ("x.html", "x.docx"):
        arguments = ("proposal", "build", folder, "--out", tmp_path / name)
        assert ocop(*arguments).status == 0
        first = (tmp_path / name).read_bytes()
        assert ocop(*arguments).status == 0
        assert (tmp_path / name).read_bytes() == first
        (tmp_path / name).write_bytes(b"somebody's own")
        assert "not-our-file" in ocop(*arguments).err
        assert ocop(*arguments, "--force").status == 0


def test_proposals_on_two_rulesets_do_not_stand_side_by_side(ocop: Ocop, tmp_path: Path) -> None:
    of_mini = proposal(tmp_path / "rules", DROPPED)
    other = ocop("proposal", "new", "26-2026", tmp_path / "thu", "--json").json()["folder"]
    run = ocop("proposal", "build", of_mini, other, "--out", tmp_path / "x", "--lang", "en")
    assert run.status == 2
    assert "other-base" in run.err
    assert "mini-2030, 26-2026" in run.err


def test_a_ruleset_as_it_was_released_is_no_proposal(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("proposal", "build", CRITERIA / "26-2026", "--out", tmp_path / "x")
    assert run.status == 2
    assert "no-proposal" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "26-2026"), "missing-argument: FOLDER (the folder of the proposal"),
        (("build", "26-2026+x"), "missing-argument: -o (a .html or .docx file"),
        (("build", "26-2026", "-o", "a"), "no-proposal: "),
        (("build", "26-2026+781", "-o", "a"), "unknown-ruleset: "),
        (("build", "148-2023+1489", "-o", "a.pdf"), "--out wrong-option: "),
        (("build", "148-2023+1489", "--population", ".", "-o", "a"), "--population no-sheets: "),
        (("build", "148-2023+1489", "--population", "x", "-o", "a"), "x:1:1 unreadable-file: "),
    ],
)
def test_what_is_typed_wrong_gets_one_sentence(
    ocop: Ocop,
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    run = ocop("proposal", *arguments, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(said), run.err
    assert not [*tmp_path.iterdir()]
