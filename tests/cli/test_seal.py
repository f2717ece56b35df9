"""`ocop seal`: results to records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.folders import ROOT
from support.keys import write_pair

import ocop_scoring as library
from ocop_scoring.formats import SealedResult

DEMO = ROOT / "src" / "ocop_scoring" / "demo"
FILES = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")
DAY = ("--decided", "2026-12-08")


def test_a_sheets_result_is_sealed_as_python_seals_it(ocop: Ocop, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    run = ocop("seal", *FILES, *DAY, "--recorded", "2026-12-09", "--out", path, "--lang", "en")
    assert (run.status, run.err) == (0, "")
    rules, (dossier, sheet) = library.ruleset("26-2026"), FILES
    result = library.score(rules, library.load_dossier(dossier), library.load_sheet(sheet))
    record = library.seal(result, decided_on=date(2026, 12, 8), recorded_on=date(2026, 12, 9))
    assert path.read_bytes() == record.to_bytes()
    assert f"Sealed: {path} ({record.digest})" in run.out


def test_a_councils_result_is_sealed_under_its_policy(ocop: Ocop, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    run = ocop("seal", *FILES, *DAY, "--policy", "mean-of-totals", "--out", path, "--json")
    assert run.status == 0
    assert SealedResult.model_validate(run.json()).file == str(path)
    record = library.load_record(path)
    assert record.result["format"] == "ocop-council/1"
    assert record.digest == run.json()["digest"]


@pytest.mark.parametrize(("sheet", "status"), [("sheet-rejected", 3), ("sheet-incomplete", 4)])
def test_every_status_is_sealed_and_its_exit_is_the_results(
    ocop: Ocop, tmp_path: Path, sheet: str, status: int
) -> None:
    path = tmp_path / "record.json"
    run = ocop("seal", FILES[0], DEMO / f"{sheet}.yaml", *DAY, "--out", path)
    assert run.status == status
    assert library.verify(library.load_record(path)).ok


def test_to_stdout_go_the_records_bytes_alone(ocop: Ocop) -> None:
    run = ocop("seal", *FILES, *DAY, "--out", "-")
    assert library.verify(library.read_record(run.out)).ok


def test_a_record_is_named_after_its_dossier_and_never_written_over(
    ocop: Ocop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ocop("seal", *FILES, *DAY).status == 0
    assert ocop("seal", *FILES, *DAY).status == 0  # the same again
    run = ocop("seal", *FILES, "--decided", "2026-12-09")
    assert (run.status, "not-our-file" in run.err) == (2, True)
    assert ocop("seal", *FILES, "--decided", "2026-12-09", "--force").status == 0
    assert library.load_record("dossier.record.json").decided_on == date(2026, 12, 9)


def test_what_is_superseded_is_a_file_or_a_digest(ocop: Ocop, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    ocop("seal", *FILES, *DAY, "--out", first)
    ocop("seal", *FILES, *DAY, "--out", second, "--supersedes", first)
    digest = library.load_record(first).digest
    assert library.load_record(second).supersedes == digest
    run = ocop("seal", *FILES, *DAY, "--out", "-", "--supersedes", digest)
    assert library.read_record(run.out) == library.load_record(second)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "missing-argument"),
        (("--decided", "2026-01-01"), "decided-too-early"),
        ((*DAY, "--recorded", "2026-12-01"), "recorded-too-early"),
        ((*DAY, "--supersedes", "x"), "not-a-digest"),
        ((*DAY, DEMO / "sheet-rejected.yaml"), "wrong-option"),
    ],
)
def test_what_cannot_be_sealed_is_said_in_a_sentence(
    ocop: Ocop, tmp_path: Path, more: tuple[object, ...], said: str
) -> None:
    run = ocop("seal", *FILES, *more, "--out", tmp_path / "record.json")
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert not (tmp_path / "record.json").exists()


def test_a_record_is_signed_as_it_is_sealed(ocop: Ocop, tmp_path: Path) -> None:
    extra("cryptography")
    path = tmp_path / "record.json"
    private, public = write_pair(tmp_path, "secretary")
    for _ in range(2):
        assert ocop("seal", *FILES, *DAY, "--out", path, "--key", private).status == 0
    assert ocop("verify", path, "--trust", public.parent).status == 0
    assert len((tmp_path / "record.json.sig").read_text("ascii").splitlines()) == 1


def test_a_key_that_cannot_sign_leaves_nothing_behind(ocop: Ocop, tmp_path: Path) -> None:
    extra("cryptography")
    _, public = write_pair(tmp_path, "secretary")
    path = tmp_path / "record.json"
    assert ocop("seal", *FILES, *DAY, "--out", path, "--key", public).status == 2
    assert ocop("seal", *FILES, *DAY, "--out", "-", "--key", public).status == 2
    assert not path.exists()
