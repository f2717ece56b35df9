"""A journal verified: its chain, its end against a head, its records."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring.formats import JournalVerification
from ocop_scoring.records.journal import add_to_journal, entry_of

Records = list[tuple[str, ocop.Record]]


@cache
def three() -> tuple[tuple[str, ocop.Record], ...]:
    """Three records of one product, each in place of the one before."""
    records: Records = []
    for day in (8, 9, 10):
        before = records[-1][1] if records else None
        record = ocop.seal(demo(), decided_on=date(2026, 12, day), supersedes=before)
        records.append((f"tea.{day}.json", record))
    return tuple(records)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Their journal."""
    path = tmp_path / "journal.jsonl"
    add_to_journal(path, [record for _, record in three()])
    return path


def head_of(path: Path, line: int = -1) -> str:
    found = ocop.load_journal(path).lines[line]
    assert found is not None
    return found.digest


def failed(found: ocop.JournalVerification) -> list[tuple[str, str]]:
    return [(one.name, one.path) for one in found.checks if one.state == "failed"]


def test_a_whole_journal_with_its_head_and_its_records_holds(path: Path) -> None:
    found = ocop.verify_journal(ocop.load_journal(path), head=head_of(path), records=three())
    assert [(one.name, one.state) for one in found.checks] == [
        ("journal", "held"),
        ("journal-end", "held"),
        ("journal-records", "held"),
    ]
    assert (found.ok, found.exit_status) == (True, 0)


def test_without_a_head_the_end_is_not_checked_which_is_no_pass(path: Path) -> None:
    found = ocop.verify_journal(ocop.load_journal(path), records=three())
    assert (found.ok, found.exit_status) == (False, 4)
    assert head_of(path) in found.say("en")
    assert "--head" in found.say("vi")


def test_a_head_that_was_printed_earlier_holds(path: Path) -> None:
    found = ocop.verify_journal(ocop.load_journal(path), head=head_of(path, 1))
    assert found.ok
    assert "is that of journal.jsonl:2" in found.say("en")


def test_a_cut_off_end_fails_against_the_head(path: Path) -> None:
    head, lines = head_of(path), path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    found = ocop.verify_journal(ocop.load_journal(path), head=head)
    assert failed(found) == [("journal-end", "journal.jsonl:2")]
    assert found.exit_status == 3


def test_a_removed_line_fails_with_its_number_and_what_was_expected(path: Path) -> None:
    head, lines = head_of(path), path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    found = ocop.verify_journal(ocop.load_journal(path), head=head, records=three())
    assert ("journal", "journal.jsonl:2/number") in failed(found)
    assert ("journal-records", "tea.9.json") in failed(found)
    number = next(one for one in found.checks if one.path.endswith("number"))
    assert (number.expected, number.found) == ("2", "3")


def test_a_line_without_its_record_fails(path: Path) -> None:
    found = ocop.verify_journal(ocop.load_journal(path), head=head_of(path), records=three()[1:])
    assert failed(found) == [("journal-records", "journal.jsonl:1/record")]


def test_a_record_without_a_line_fails(path: Path) -> None:
    other = ocop.seal(demo("sheet-rejected"), decided_on=date(2026, 12, 8))
    records = [*three(), ("other.json", other)]
    found = ocop.verify_journal(ocop.load_journal(path), head=head_of(path), records=records)
    assert failed(found) == [("journal-records", "other.json")]


def test_a_line_that_says_something_else_than_its_record_fails(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    entries = [entry_of(record) for _, record in three()]
    entries[0] = entries[0]._replace(decided_on=date(2027, 1, 1))
    entries[2] = entries[2]._replace(product_code=None)
    add_to_journal(path, entries)
    found = ocop.verify_journal(ocop.load_journal(path), head=head_of(path), records=three())
    wrong = [one for one in found.checks if one.state == "failed"]
    assert [(one.path, one.expected, one.found) for one in wrong] == [
        ("journal.jsonl:1/decided_on", "2026-12-08", "2027-01-01"),
        ("journal.jsonl:3/product_code", three()[0][1].dossier.product.code, "null"),
    ]


def test_an_empty_journal_has_no_end_to_hold() -> None:
    found = ocop.verify_journal(ocop.Journal((), ()), head="sha256:" + "0" * 64)
    assert found.exit_status == 3


def test_what_systems_read_of_it_fits_its_model(path: Path) -> None:
    found = ocop.verify_journal(ocop.load_journal(path), records=three())
    read = JournalVerification.model_validate(found.as_json())
    assert (read.ok, read.lines, read.head) == (False, 3, head_of(path))
    assert read.model_dump(mode="json") == found.as_json()
