"""The check `signatures`: who has signed, who has not, and who is not known."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from support.extras import extra
from support.keys import write_pair
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring.records.signature_checks import checks_beside
from ocop_scoring.records.signing import signatures_of

DAY = date(2026, 12, 8)


@cache
def sealed() -> ocop.Record:
    return ocop.seal(demo(), decided_on=DAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record's file, signed by the secretary and the chair, whose keys lie in `trust`."""
    extra("cryptography")
    path = tmp_path / "record.json"
    sealed().save(path)
    for name in ("secretary", "chair"):
        ocop.add_signature(path, sealed().to_bytes(), ocop.load_key(write_pair(tmp_path, name)[0]))
    return path


def checks(path: Path, record: ocop.Record | None = None) -> list[ocop.RecordCheck]:
    return list(checks_beside(record or sealed(), path, ocop.load_trusted(path.parent / "trust")))


def states(path: Path, record: ocop.Record | None = None) -> list[tuple[str, str]]:
    return [(one.path, one.state) for one in checks(path, record)]


def test_each_signature_of_somebody_trusted_holds(path: Path) -> None:
    assert states(path) == [("record.json.sig:1", "held"), ("record.json.sig:2", "held")]
    found = ocop.verify(sealed()).beside(checks(path))
    assert (found.ok, found.exit_status) == (True, 0)
    assert "chair, key " in found.say("en")


def test_a_signature_of_another_record_fails(path: Path) -> None:
    other = ocop.seal(demo(), decided_on=date(2026, 12, 9))
    assert {state for _, state in states(path, other)} == {"failed"}
    found = ocop.verify(other).beside(checks(path, other))
    assert (found.ok, found.exit_status) == (False, 3)
    assert "no good signature of chair" in found.say("en")


def test_a_signature_of_somebody_else_is_not_checked_which_is_no_pass(path: Path) -> None:
    (path.parent / "trust" / "chair.pem").unlink()
    assert states(path) == [("record.json.sig:1", "held"), ("record.json.sig:2", "not-checked")]
    found = ocop.verify(sealed()).beside(checks(path))
    assert (found.ok, found.exit_status) == (False, 4)


def test_where_nobody_has_signed_the_check_fails(path: Path) -> None:
    signatures_of(path).unlink()
    (check,) = checks(path)
    assert (check.state, check.expected) == ("failed", "chair, secretary")


def test_a_line_that_is_no_signature_fails_with_its_number(path: Path) -> None:
    signatures = signatures_of(path)
    signatures.write_bytes(signatures.read_bytes().replace(b"=\n", b"=\r\n", 1))
    (check,) = checks(path)
    assert (check.state, check.path) == ("failed", "record.json.sig:1")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_outcome_is_said_in_words(path: Path, lang: ocop.Lang) -> None:
    (path.parent / "trust" / "chair.pem").unlink()
    assert all(one.say(lang).count("sig:") == 1 for one in checks(path))
