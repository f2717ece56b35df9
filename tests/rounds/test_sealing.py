"""A round seals what it has decided, once, and keeps a journal of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rounds import CODE, MEMBERS, OTHER, TEA, best_marks, put_sheet, small_round

import ocop_scoring as ocop
from ocop_scoring.records.journal import load_journal
from ocop_scoring.rounds.councils import councils_of
from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.sealing import Sealing, for_papers, seal_round
from ocop_scoring.rules.catalog import built_in

POLICY = built_in().policy("mean-of-totals")


def sealed(root: Path) -> Sealing:
    """The records of a round as its folder stands."""
    return seal_round(root, councils_of(read_folder(root), POLICY))


def states(sealing: Sealing) -> dict[str, str]:
    return {Path(one.file).name: one.state for one in sealing.files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_round(tmp_path)


def test_every_decided_product_has_a_record_that_verifies_and_a_line(root: Path) -> None:
    sealing = sealed(root)
    assert list(sealing.records) == ["che", "mam"]
    for name, one in sealing.records.items():
        record = ocop.load_record(root / one.file)
        assert one.file == f"records/{name}.json"
        assert (record, ocop.verify(record).ok) == (one.record, True)
    journal = load_journal(root / "records" / "journal.jsonl")
    assert [(one.product_code, one.record) for _, one in journal.entries()] == [
        (CODE, sealing.records["che"].record.digest),
        (OTHER, sealing.records["mam"].record.digest),
    ]
    assert sealing.head == journal.head


def test_a_second_run_seals_nothing_again(root: Path) -> None:
    first = sealed(root)
    before = {path: path.read_bytes() for path in (root / "records").iterdir()}
    again = sealed(root)
    assert set(states(again).values()) == {"unchanged"}
    assert again.head == first.head
    assert {path: path.read_bytes() for path in (root / "records").iterdir()} == before


def test_a_product_decided_again_gets_a_record_that_names_the_one_before(root: Path) -> None:
    first = sealed(root)
    for place in ("1.1", "1.2"):
        put_sheet(root, "che", TEA, CODE, MEMBERS[0], marks=best_marks(TEA) | {place: 0})
        sealing = sealed(root)
    assert states(sealing) == {
        "che.3.json": "written",
        "mam.json": "unchanged",
        "journal.jsonl": "written",
    }
    second = ocop.load_record(root / "records" / "che.2.json")
    assert second.supersedes == first.records["che"].record.digest
    assert sealing.records["che"].record.supersedes == second.digest
    journal = load_journal(root / "records" / "journal.jsonl")
    assert journal.breaks == ()
    assert [one.product_code for _, one in journal.entries()] == [CODE, OTHER, CODE, CODE]
    assert states(sealed(root))["che.3.json"] == "unchanged"


def test_another_release_of_the_library_seals_nothing_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(root)
    monkeypatch.setattr("ocop_scoring.records.seal.__version__", "99.0.0")
    assert set(states(sealed(root)).values()) == {"unchanged"}


def test_what_is_not_decided_is_not_sealed(root: Path) -> None:
    (root / "sheets" / "mam" / "m2.yaml").unlink()
    marks = best_marks(TEA)
    del marks["1.1"]
    put_sheet(root, "che", TEA, CODE, MEMBERS[1], marks=marks)
    sealing = sealed(root)
    assert "che" not in sealing.records
    products = councils_of(read_folder(root), POLICY)
    results = {one.product.name: one.result for one in products if one.result is not None}
    assert [record.result["status"] for record in for_papers(results, sealing)][:1] == [
        results["che"].status
    ]


def test_papers_have_what_is_not_decided_as_it_stands_and_the_folder_has_not(root: Path) -> None:
    products = councils_of(read_folder(root), POLICY)
    results = {one.product.name: one.result for one in products if one.result is not None}
    sealing = seal_round(root, [one for one in products if one.product.name == "mam"])
    assert for_papers(results, sealing) == ()  # decided, and not sealed
    sealing = seal_round(root, products)
    assert for_papers(results, sealing) == tuple(one.record for one in sealing.records.values())


def test_without_a_day_nothing_is_sealed_and_that_is_said(tmp_path: Path) -> None:
    root = small_round(tmp_path, decided_on=None)
    for member in MEMBERS:
        put_sheet(root, "che", TEA, CODE, member, assessed_on=None)
    sealing = sealed(root)
    assert (list(sealing.records), sealing.without_day) == (["mam"], ("che",))


def test_a_round_without_results_has_no_journal(tmp_path: Path) -> None:
    sealing = seal_round(tmp_path, ())
    assert sealing == Sealing({}, (), None, (), ())
    assert not (tmp_path / "records").exists()


def test_a_record_that_was_changed_is_named_and_left_alone(root: Path) -> None:
    sealed(root)
    path = root / "records" / "che.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"appointed":3', '"appointed":4'), encoding="utf-8")
    changed = path.read_bytes()
    sealing = sealed(root)
    (problem,) = sealing.problems
    assert (problem.file, problem.faults[0].code) == ("records/che.json", "changed-record")
    assert list(sealing.records) == ["mam"]
    assert path.read_bytes() == changed


def test_a_broken_journal_is_named_and_left_alone(root: Path) -> None:
    sealed(root)
    path = root / "records" / "journal.jsonl"
    broken = b"".join(path.read_bytes().splitlines(keepends=True)[1:])
    path.write_bytes(broken)
    sealing = sealed(root)
    (problem,) = sealing.problems
    assert (problem.file, problem.faults[0].code) == ("records/journal.jsonl", "journal-broken")
    assert (sealing.head, list(sealing.records)) == (None, ["che", "mam"])
    assert path.read_bytes() == broken


def test_a_journal_that_is_gone_is_written_anew_from_the_records(root: Path) -> None:
    head = sealed(root).head
    (root / "records" / "journal.jsonl").unlink()
    assert sealed(root).head == head


def test_a_product_whose_name_ends_in_a_number_keeps_its_own_records(tmp_path: Path) -> None:
    root = small_round(tmp_path)
    (root / "dossiers" / "mam.yaml").rename(root / "dossiers" / "che.2.yaml")
    (root / "sheets" / "mam").rename(root / "sheets" / "che.2")
    sealed(root)
    put_sheet(root, "che", TEA, CODE, MEMBERS[0], marks=best_marks(TEA) | {"1.1": 0})
    sealing = sealed(root)
    assert sealing.problems == ()
    assert {name: one.file for name, one in sealing.records.items()} == {
        "che": "records/che.3.json",
        "che.2": "records/che.2.json",
    }
    assert set(states(sealed(root)).values()) == {"unchanged"}
