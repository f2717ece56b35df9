"""`ocop sign`: who signs a record is written beside it, once; keys with passphrases are asked for."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from support.commandline import Ocop
from support.extras import extra
from support.keys import PASSPHRASE, write_pair
from support.papers import demo

import ocop_scoring as library
from ocop_scoring.formats import Signed
from ocop_scoring.records.signing import load_trusted, look_at, signatures_at

DAY = date(2026, 12, 8)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A sealed record of the demo's sheet."""
    extra("cryptography")
    path = tmp_path / "record.json"
    library.seal(demo(), decided_on=DAY).save(path)
    return path


def holding(record: Path) -> list[str | None]:
    """Whose signatures beside a record hold."""
    content, signatures = library.load_record(record).to_bytes(), signatures_at(record)
    assert signatures is not None
    looked = look_at(content, signatures, load_trusted(record.parent / "trust"))
    return [one.name for one in looked if one.holds]


def test_secretary_and_chair_sign_one_after_the_other(ocop: Ocop, record: Path) -> None:
    for name in ("secretary", "chair"):
        private, _ = write_pair(record.parent, name)
        run = ocop("sign", record, "--key", private, "--lang", "en")
        assert (run.status, run.err) == (0, "")
        assert "signed by the key" in run.out
    assert holding(record) == ["secretary", "chair"]


def test_who_has_signed_is_told_so(ocop: Ocop, record: Path) -> None:
    private, _ = write_pair(record.parent, "chair")
    ocop("sign", record, "--key", private)
    run = ocop("sign", record, "--key", private, "--lang", "vi")
    assert run.status == 0
    assert "đã ký từ trước" in run.out
    assert holding(record) == ["chair"]


def test_a_record_in_another_layout_is_signed_over_its_canonical_bytes(
    ocop: Ocop, record: Path
) -> None:
    private, _ = write_pair(record.parent, "chair")
    record.write_text(record.read_text("utf-8").replace('","', '",\n "'), encoding="utf-8")
    assert ocop("sign", record, "--key", private).status == 0
    assert holding(record) == ["chair"]


def test_many_records_are_signed_at_once(ocop: Ocop, record: Path) -> None:
    private, _ = write_pair(record.parent, "chair")
    other = record.with_name("other.json")
    library.seal(demo("sheet-rejected"), decided_on=DAY).save(other)
    run = ocop("sign", record, other, "--key", private, "--json")
    said = Signed.model_validate(run.json())
    assert [(one.file, one.added) for one in said.records] == [
        (str(record), True),
        (str(other), True),
    ]
    assert [holding(path) for path in (record, other)] == [["chair"], ["chair"]]


def test_nothing_is_signed_where_one_record_cannot_be_read(ocop: Ocop, record: Path) -> None:
    private, _ = write_pair(record.parent, "chair")
    run = ocop("sign", record, record.parent / "gone.json", "--key", private)
    assert run.status == 2
    assert signatures_at(record) is None


def test_a_key_must_be_named(ocop: Ocop, record: Path) -> None:
    run = ocop("sign", record, "--lang", "en")
    assert (run.status, run.sentences) == (
        2,
        ["missing-argument: --key is missing; --help says what it takes."],
    )


def test_a_passphrase_comes_from_the_environment(ocop: Ocop, record: Path) -> None:
    private, _ = write_pair(record.parent, "chair", PASSPHRASE)
    given = {"OCOP_KEY_PASSPHRASE": PASSPHRASE.decode()}
    assert ocop("sign", record, "--key", private, **given).status == 0
    assert holding(record) == ["chair"]


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "the key has a passphrase"), ({"OCOP_KEY_PASSPHRASE": "x"}, "is not that of the key")],
)
def test_without_its_passphrase_a_key_signs_nothing(
    given: dict[str, str], said: str, ocop: Ocop, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OCOP_KEY_PASSPHRASE", raising=False)
    private, _ = write_pair(record.parent, "chair", PASSPHRASE)
    run = ocop("sign", record, "--key", private, "--lang", "en", **given)
    assert run.status == 2
    assert said in run.sentences[0]
    assert signatures_at(record) is None


def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(
    ocop: Ocop, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked = []

    def prompt(text: str, **settings: object) -> str:
        asked.append((text, settings["hide_input"], settings["err"]))
        return PASSPHRASE.decode()

    monkeypatch.delenv("OCOP_KEY_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(click, "prompt", prompt)
    private, _ = write_pair(record.parent, "chair", PASSPHRASE)
    assert ocop("sign", record, "--key", private, "--lang", "en").status == 0
    assert asked == [(f"Passphrase of {private}", True, True)]
    assert holding(record) == ["chair"]


def test_a_record_that_does_not_hold_is_not_signed(ocop: Ocop, record: Path) -> None:
    private, _ = write_pair(record.parent, "chair")
    record.write_bytes(record.read_bytes().replace(b'"star":3', b'"star":4'))
    run = ocop("sign", record, "--key", private, "--lang", "en")
    assert run.status == 2
    assert "sign-what-fails: the record does not hold (digests), so it is not signed" in run.err
    assert signatures_at(record) is None
