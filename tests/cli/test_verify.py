"""`ocop verify`: records alone, by the folder, and the one behind a printed digest."""

from __future__ import annotations

import io
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.keys import write_pair
from support.papers import demo
from support.proofs import paper, sealed_council
from support.rounds import small_round

import ocop_scoring as library
from ocop_scoring.cli.language import Speech
from ocop_scoring.cli.progress import progress
from ocop_scoring.formats import Verification, Verifications
from ocop_scoring.rounds.councils import councils_of
from ocop_scoring.rounds.folder import read_folder
from ocop_scoring.rounds.sealing import seal_round
from ocop_scoring.rules.catalog import built_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record that holds, one that was changed, one cut off, and other files."""
    record = library.seal(demo(), decided_on=date(2026, 12, 8))
    place = tmp_path / "records" / "2026"
    place.mkdir(parents=True)
    record.save(place / "a.json")
    content = record.to_bytes()
    (place / "b.json").write_bytes(content.replace(b'"star":3', b'"star":4'))
    (place / "c.json").write_bytes(content[:5000])
    (place / "result.json").write_bytes(demo().to_json())
    (place / "notes.txt").write_text("notes")
    return tmp_path


def test_a_record_that_holds_ends_with_0_and_says_every_check(ocop: Ocop, folder: Path) -> None:
    run = ocop("verify", folder / "records/2026/a.json", "--lang", "en")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("The record holds: sha256:")
    assert run.out.count("✓") == 8


def test_one_that_was_changed_ends_with_3_and_says_where(ocop: Ocop, folder: Path) -> None:
    run = ocop("verify", folder / "records/2026/b.json", "--lang", "en")
    assert run.status == 3
    assert "FAILED; at result/star: expected 3, found 4" in run.out


def test_one_that_cannot_be_read_ends_with_2_and_one_sentence(ocop: Ocop, folder: Path) -> None:
    run = ocop("verify", folder / "records/2026/c.json")
    assert (run.status, run.out, len(run.sentences)) == (2, "", 1)
    assert ocop("verify", folder / "nothing.json").status == 2


def test_what_cannot_be_checked_ends_with_4(ocop: Ocop, folder: Path) -> None:
    path = folder / "newer.json"
    path.write_text(
        json.dumps(library.load_record(folder / "records/2026/a.json").document | {"engine": 9})
    )
    states = {c["name"]: c["state"] for c in ocop("verify", path, "--json").json()["checks"]}
    assert (states["engine"], states["replay"]) == ("not-checked", "not-checked")


def test_its_json_is_the_verification(ocop: Ocop, folder: Path) -> None:
    for name in ("a", "b"):
        path = folder / f"records/2026/{name}.json"
        said = ocop("verify", path, "--json").json()
        assert said == library.verify(library.load_record(path)).as_json()
        assert Verification.model_validate(said).ok is (name == "a")


def test_alone_asks_no_catalogue(ocop: Ocop, folder: Path) -> None:
    run = ocop("verify", folder / "records/2026/a.json", "--alone", "--lang", "en")
    assert run.status == 0
    assert run.out.count("not checked") == 2


def test_a_folder_is_counted_and_what_does_not_hold_is_named(ocop: Ocop, folder: Path) -> None:
    run = ocop("verify", folder, "--lang", "en")
    assert run.status == 3
    assert "Records: 3; held 1, failed 1, not all checked 0, unreadable 1" in run.out
    assert "b.json: THE RECORD DOES NOT HOLD" in run.out
    assert "c.json:1:" in run.err
    said = ocop("verify", folder, "--json").json()
    model = Verifications.model_validate(said)
    assert (model.held, model.failed, model.not_checked, model.unreadable) == (1, 1, 0, 1)
    assert [Path(file.file).name for file in model.files] == ["a.json", "b.json", "c.json"]


def test_several_paths_are_verified_together(ocop: Ocop, folder: Path) -> None:
    place = folder / "records/2026"
    run = ocop("verify", place / "a.json", place / "a.json", "--lang", "en")
    assert (run.status, "Records: 2; held 2" in run.out) == (0, True)
    assert ocop("verify", place / "a.json", place / "c.json").status == 2


def test_a_folder_without_records_has_nothing(ocop: Ocop, tmp_path: Path) -> None:
    assert ocop("verify", tmp_path).status == 1


def test_the_record_behind_a_digest_is_found(ocop: Ocop, folder: Path) -> None:
    (folder / "records/2026/b.json").unlink()
    digest = library.load_record(folder / "records/2026/a.json").digest
    for asked in (digest, digest.removeprefix("sha256:")[:8].upper()):
        run = ocop("verify", folder, "--find", asked)
        assert run.status == 0
        assert "a.json" in run.out
        assert digest in run.out
    run = ocop("verify", folder, "--find", "0" * 64, "--json")
    assert (run.status, run.json()["files"]) == (1, [])
    assert ocop("verify", folder, "--find", "deadbeef").status == 1
    assert "not-a-digest" in ocop("verify", folder, "--find", "xyz").err


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_how_far_a_run_has_come_is_shown_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    said = progress(Speech("en"))
    said(1, 2)
    said(2, 2)
    assert stream.getvalue().endswith(f"{'█' * 30} 2/2\n")
    progress(Speech("en", json=True))(1, 1)
    assert stream.getvalue().count("/") == 2


# Signatures


def test_signatures_are_checked_where_somebody_is_trusted(ocop: Ocop, folder: Path) -> None:
    extra("cryptography")
    record = folder / "records" / "2026" / "a.json"
    private, public = write_pair(folder, "chair")
    trust = ("--trust", public.parent, "--lang", "en")
    unsigned = ocop("verify", record, *trust)
    assert unsigned.status == 3
    assert "✗ signatures" in unsigned.out
    assert ocop("sign", record, "--key", private).status == 0
    signed = ocop("verify", record, *trust)
    assert signed.status == 0
    assert "✓ signatures" in signed.out
    assert "a.json.sig:1: chair, key " in signed.out
    assert ocop("verify", record, "--lang", "en").out.count("signatures") == 0


def test_a_signer_whom_nobody_trusts_ends_with_4(ocop: Ocop, folder: Path) -> None:
    extra("cryptography")
    record = folder / "records" / "2026" / "a.json"
    for name in ("secretary", "chair"):
        ocop("sign", record, "--key", write_pair(folder, name)[0])
    (folder / "trust" / "chair.pem").unlink()
    run = ocop("verify", record, "--trust", folder / "trust", "--json")
    assert run.status == 4
    checks = Verification.model_validate(run.json()).checks
    assert [one.state for one in checks if one.name == "signatures"] == ["held", "not-checked"]


def test_a_signed_record_that_changes_fails_twice(ocop: Ocop, folder: Path) -> None:
    extra("cryptography")
    record = folder / "records" / "2026" / "a.json"
    private, public = write_pair(folder, "chair")
    ocop("sign", record, "--key", private)
    record.write_bytes(record.read_bytes().replace(b'"star":3', b'"star":4'))
    run = ocop("verify", record, "--trust", public.parent, "--json")
    assert run.status == 3
    checks = Verification.model_validate(run.json()).checks
    failed = {one.name for one in checks if one.state == "failed"}
    assert {"replay", "digests", "signatures"} <= failed


def test_the_signatures_of_a_papers_record_may_lie_beside_the_paper(
    ocop: Ocop, folder: Path
) -> None:
    extra("cryptography")
    record, paper = folder / "records" / "2026" / "a.json", folder / "paper.html"
    private, public = write_pair(folder, "chair")
    assert ocop("report", record, "--out", paper).status == 0
    without = ocop("verify", paper, "--trust", public.parent, "--lang", "en")
    assert without.status == 4
    assert "? signatures" in without.out
    ocop("sign", record, "--key", private)
    shutil.copy(record.with_name("a.json.sig"), folder / "paper.html.sig")
    assert "✓ signatures" in ocop("verify", paper, "--trust", public.parent, "--lang", "en").out


# Journals


@pytest.fixture(scope="module")
def sealed_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a round, and its journal."""
    root = small_round(tmp_path_factory.mktemp("round"))
    folder, policy = read_folder(root), built_in().policy("mean-of-totals")
    seal_round(root, councils_of(folder, policy))
    return root / "records"


@pytest.fixture
def round_run(sealed_round: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own."""
    return Path(shutil.copytree(sealed_round, tmp_path / "records"))


def head_of(records: Path) -> str:
    head = library.load_journal(records / "journal.jsonl").head
    assert head is not None
    return head


def test_a_journal_with_its_head_holds_with_its_records(ocop: Ocop, round_run: Path) -> None:
    journal = round_run / "journal.jsonl"
    run = ocop("verify", "--journal", journal, "--head", head_of(round_run), "--lang", "en")
    assert run.status == 0, run.out
    assert f"The journal holds: lines 2, head {head_of(round_run)}" in run.out


def test_without_a_head_a_journal_ends_with_4_and_says_why(ocop: Ocop, round_run: Path) -> None:
    run = ocop("verify", "--journal", round_run / "journal.jsonl", "--json")
    assert run.status == 4
    found = Verifications.model_validate(run.json())
    assert (found.held, found.failed) == (2, 0)
    assert found.journal is not None
    assert found.journal["ok"] is False


def test_what_was_removed_from_a_journal_is_named(ocop: Ocop, round_run: Path) -> None:
    journal, head = round_run / "journal.jsonl", head_of(round_run)
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[1])
    run = ocop("verify", "--journal", journal, "--head", head.removeprefix("sha256:").upper())
    assert run.status == 3
    assert "journal.jsonl:1/number" in run.out
    assert f"{round_run / 'che.json'}" in run.out


def test_a_record_that_is_gone_is_named(ocop: Ocop, round_run: Path) -> None:
    (round_run / "mam.json").unlink()
    ask = ("--journal", round_run / "journal.jsonl", "--head", head_of(round_run))
    run = ocop("verify", round_run / "che.json", *ask)
    assert run.status == 3
    assert "journal.jsonl:2/record" in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "missing-argument: PATHS is missing"),
        (("RECORD", "--head", "sha256:00"), "missing-argument: --journal is missing"),
        (("--journal", "JOURNAL", "--head", "abc"), "--head not-a-digest"),
        (("--journal", "JOURNAL", "--find", "12345678"), "wrong-option"),
        (("--journal", "gone.jsonl"), "gone.jsonl:1:1 unreadable-file"),
        (("RECORD", "--trust", "gone"), "gone:1:1 unreadable-folder"),
    ],
)
def test_options_that_say_nothing_are_refused(
    arguments: tuple[str, ...], said: str, ocop: Ocop, round_run: Path
) -> None:
    files = {"RECORD": str(round_run / "che.json"), "JOURNAL": str(round_run / "journal.jsonl")}
    run = ocop("verify", *[files.get(one, one) for one in arguments], "--lang", "en")
    assert run.status == 2
    assert said in run.err


def test_papers_are_verified_as_records_are(ocop: Ocop, tmp_path: Path) -> None:
    page = paper("minutes", "html")
    (tmp_path / "minutes.html").write_bytes(page)
    (tmp_path / "changed.html").write_bytes(page.replace(b"3 sao", b"9 sao", 1))
    (tmp_path / "index.html").write_bytes(b"<!doctype html><p>nothing inside")
    assert ocop("verify", tmp_path / "minutes.html").status == 0
    refused = ocop("verify", tmp_path / "index.html", "--lang", "en")
    assert refused.status == 2
    assert "carries no record" in refused.err
    both = ocop("verify", tmp_path, "--json")
    assert both.status == 3
    assert (both.json()["held"], both.json()["failed"]) == (1, 1)
    found = ocop("verify", tmp_path, "--find", sealed_council().digest)
    assert "minutes.html" in found.out


def test_many_papers_are_verified_by_several_processes_as_by_one(
    ocop: Ocop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = paper("minutes", "html")
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.html").write_bytes(page.replace(b"3 sao", b"9 sao", 1))
    (tmp_path / "c.html").write_bytes(page.replace(b'"paper.json"', b'"record.json"', 1))
    one = ocop("verify", tmp_path, "--json")
    monkeypatch.setattr("ocop_scoring.cli.verify._MANY_PAPERS", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert ocop("verify", tmp_path, "--json") == one
    assert one.status == 3


def test_a_paper_is_made_of_a_record(ocop: Ocop, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    sealed_council().save(record)
    page = tmp_path / "minutes.html"
    assert ocop("report", record, "--kind", "minutes", "--out", page).status == 0
    assert ocop("verify", page).status == 0
    beside = ocop("report", record, "--policy", "mean-of-totals", "--out", page, "--lang", "en")
    assert (beside.status, beside.err.count("\n")) == (2, 1)
    assert "--policy" in beside.err
    assert ocop("report", tmp_path / "dossier.yaml").status == 2
