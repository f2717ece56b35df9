"""`ocop proposal new`: the folder of a proposal, its examples, what it says stands there now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ocop_scoring import FilingError, ruleset
from ocop_scoring.cli.schema import document
from ocop_scoring.rules.apart import ruleset_at
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop.proposal import SCHEMAS, begin, folder_for

RULESET = "26-2026"
WITH_SCHEMAS = {name: json.dumps(document(f"rules/{name}")) for name in SCHEMAS}


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proposal as it begins."""
    folder = tmp_path_factory.mktemp("office") / "Đề xuất 1"
    made, files = begin(built_in(), RULESET, folder, WITH_SCHEMAS, "vi")
    assert set(files) <= {p.relative_to(made).as_posix() for p in made.rglob("*")}
    return made


def test_a_folder_may_be_called_anything_and_says_what_it_amends(proposal: Path) -> None:
    assert proposal.name == "26-2026+de-xuat-1"
    assert folder_for(RULESET, Path("a/26-2026+thu")) == Path("a/26-2026+thu")


@pytest.mark.parametrize("name", ["…", "148-2023+x", "+"])
def test_a_name_without_letters_or_of_another_ruleset_is_refused(name: str) -> None:
    with pytest.raises(FilingError, match="wrong-proposal-name"):
        folder_for(RULESET, Path("a") / name)


def test_a_folder_that_is_there_is_never_written_over(proposal: Path) -> None:
    before = {path: path.read_bytes() for path in proposal.rglob("*.*") if path.is_file()}
    with pytest.raises(FilingError, match="file-exists"):
        begin(built_in(), RULESET, proposal, WITH_SCHEMAS, "en")
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in proposal.parent.iterdir()] == [proposal.name]


def test_a_proposal_outside_criteria_begins_as_its_base_and_is_on_trial(proposal: Path) -> None:
    catalog, name = ruleset_at(proposal)
    tried, base = catalog.ruleset(name), ruleset(RULESET)
    assert (tried.id, tried.numbers) == (proposal.name, base.numbers)
    mine, theirs = tried.product_set(8).resolved(), base.product_set(8).resolved()
    assert mine["parts"] == theirs["parts"]
    assert tried.product_set(8).released is False
    assert "ĐỀ XUẤT" in tried.title.vi
    assert "PROPOSAL" in tried.title.say("en")


def test_every_example_holds_for_the_ruleset(proposal: Path, tmp_path: Path) -> None:
    tried = tmp_path / proposal.name
    tried.mkdir()
    said = (proposal / "changes.yaml").read_text(encoding="utf-8").splitlines()
    examples = [line[1:] for line in said if re.match("#(-|  [a-z])", line)]
    assert len([line for line in examples if line.startswith("- ")]) >= 4
    (tried / "changes.yaml").write_text("\n".join(examples), encoding="utf-8")
    head = (proposal / "ruleset.yaml").read_text(encoding="utf-8")
    (tried / "ruleset.yaml").write_text(head, encoding="utf-8")
    catalog, name = ruleset_at(tried)
    changed = [
        number
        for number in (8, 15)
        if catalog.ruleset(name).product_set(number).resolved()["parts"]
        != ruleset(RULESET).product_set(number).resolved()["parts"]
    ]
    assert changed


def test_what_stands_there_now_is_told_by_its_address(proposal: Path) -> None:
    said = (proposal / "hien-hanh.txt").read_text(encoding="utf-8").splitlines()
    assert "criteria/chain-contracts/levels/over-three-quarters/minimum: 4" in said
    assert "product-sets/8/rows/1.5: chain-contracts" in said
    assert "ruleset/stars/5: from 90 to 100" in said
