"""Records are read strictly, hold their shape, and come out as they went in."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rfc8785
from support.councils import every_status
from support.folders import ROOT
from support.papers import demo

import ocop_scoring as ocop
from ocop_scoring import formats
from ocop_scoring.records.pieces import Kept, piece
from ocop_scoring.records.reading import MOST_BYTES

DAY = date(2026, 12, 8)


@cache
def one() -> ocop.Record:
    """The demo's dossier and sheet, sealed."""
    return ocop.seal(demo(), decided_on=DAY, recorded_on=DAY)


@cache
def councils() -> dict[str, ocop.Record]:
    """A council of each status, sealed."""
    found = every_status()
    return {name: ocop.seal(r, decided_on=r.decided_on or DAY) for name, r in found.items()}


def refused(source: bytes | str | dict[str, Any]) -> str:
    with pytest.raises(ocop.RecordError) as caught:
        ocop.read_record(source)
    return str(caught.value)


# What comes out


def test_its_bytes_are_those_of_rfc_8785() -> None:
    for record in (one(), *councils().values()):
        assert record.to_bytes() == rfc8785.dumps(record.document)


@pytest.mark.parametrize(
    "value", [{"\U0001f600": 1, "\uff01": 2, "a": [{"\U0001f600": "é", "\ue000": 0}]}]
)
def test_keys_stand_in_the_order_of_their_utf_16(value: dict[str, Any]) -> None:
    assert piece(value).written == rfc8785.dumps(value)


def test_any_layout_of_the_same_json_is_the_same_record() -> None:
    document = one().document
    shuffled = dict(reversed(document.items())) | {
        "dossier": dict(reversed(document["dossier"].items()))
    }
    for text in (
        json.dumps(document, indent=2),
        json.dumps(shuffled, ensure_ascii=False),
        document,
    ):
        assert ocop.read_record(text) == one()
    assert ocop.read_record(b"\xef\xbb\xbf" + one().to_bytes()) == one()


def test_a_record_is_a_value() -> None:
    again = ocop.read_record(one().to_bytes())
    assert (again, hash(again)) == (one(), hash(one()))
    assert pickle.loads(pickle.dumps(again)) == copy.deepcopy(again) == again
    assert again != ocop.seal(demo(), decided_on=DAY)
    with pytest.raises(AttributeError, match="can't be changed"):
        again.engine = 3  # type: ignore[misc]
    again.document["result"].clear()
    again.result.clear()
    again.digests.clear()
    assert again.document["result"] == again.result != {}


def test_its_parts_are_the_forms_that_it_was_made_of() -> None:
    result = every_status()["rated"]
    record = councils()["rated"]
    assert (record.dossier, record.sheets, record.policy) == (
        result.dossier,
        result.sheets,
        result.rules_of_procedure,
    )
    assert (record.appointed, record.conflicts, record.level) == (*result.sitting[:2], result.level)
    assert (one().decided_on, one().recorded_on, one().supersedes) == (DAY, DAY, None)
    assert one().policy is None
    assert repr(one()).startswith("<Record sha256:")


def test_a_saved_record_is_loaded_again_and_has_no_line_end(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    one().save(path)
    assert path.read_bytes() == one().to_bytes()
    assert ocop.load_record(path) == one()
    one().save(path)  # a record may be written again, another file may not
    path.write_text("notes")
    with pytest.raises(ocop.FilingError, match="not-our-file"):
        one().save(path)


def test_it_is_what_its_model_and_its_schema_say() -> None:
    schema = json.loads((ROOT / "criteria" / "schemas" / "record.json").read_text("utf-8"))
    for record in (one(), *councils().values()):
        document = record.document
        jsonschema.Draft202012Validator(schema).validate(document)
        model = formats.Record.model_validate_json(record.to_bytes())
        assert model.model_dump(mode="json") == document


def test_no_number_of_it_has_a_fraction() -> None:
    def numbers(value: object) -> list[object]:
        inner = (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        )
        return [n for entry in inner for n in numbers(entry)] or [value]

    for record in (one(), *councils().values()):
        assert not [n for n in numbers(record.document) if isinstance(n, float)]


# What is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "record:1:1 syntax: "),
        (b"{", "record:1:2 syntax: "),
        (b"[]", "record:1:1 not-a-record: "),
        (b"{}", "record:1:1 not-a-record: this is no sealed record; "),
        (b"format: ocop-dossier/1\n", "not-a-record: this is no sealed record (format: ocop-dossier/1)"),
        (b"# a form\nformat: x", "record:1:1 not-a-record: this is no sealed record (# a form)"),
        (b'{"format": "ocop-sheet/1"}', "not-a-record: this is no sealed record (ocop-sheet/1)"),
        (b'{"format": "ocop-record/2"}', "newer-format: the record is of the format ocop-record/2"),
        (b'{"a": 1,\n "b": {"c": 1, "c": 1}}', 'record:2:16 duplicate-key: the key “c” stands here a second time, first in line 2'),
        (b'{"a": "1.5", "b": NaN}', "record:1:19 number-in-record: the number NaN"),
        (b'{"a": "1.5", "b": -Infinity}', "record:1:19 number-in-record: "),
        (b'{"a": 1.5}', "record:1:7 number-in-record: the number 1.5"),
        (b'{"a": 1e2}', "number-in-record: the number 1e2"),
        (b'{"a": 9007199254740992}', "number-in-record: "),
        (b'{"a": ' + b"9" * 10_000 + b"}", "number-in-record: "),
        (b'{"a": "\xff"}', "record:1:8 not-utf-8: "),
        (b'{"a": "\\ud800"}', "not-utf-8: "),
        ('{"a": "\ud800"}', "not-utf-8: "),
        ('{"a": 1}'.encode("utf-16"), "not-utf-8: "),
        (b"[" * 200_000, "too-deep: "),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "too-deep: "),
        (b'{"a": "' + b"x" * MOST_BYTES + b'"}', "file-too-large: "),
        (b"%PDF-1.7", "file-of-another-kind: "),
        ({"a": float("nan")}, "number-in-record: "),
        ({"a": {1, 2}}, "not-a-record: "),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_one_sentence(given: bytes, said: str) -> None:
    assert said in refused(given)
    assert len(refused(given).splitlines()) == 1


def test_a_truncated_record_is_refused() -> None:
    content = one().to_bytes()
    for end in (1, 100, len(content) // 2, len(content) - 1):
        assert refused(content[:end]).startswith("record:1:")
        assert " syntax: the file is not well-formed JSON here" in refused(content[:end])


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ocop.RecordError, match="unreadable-file"):
        ocop.load_record(tmp_path / "record.json")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"engine": 0}, "wrong-shape: “0”"),
        ({"engine": True}, "wrong-shape: “True”"),
        ({"library": ""}, "wrong-shape"),
        ({"decided_on": "2026-02-30"}, "wrong-shape: “2026-02-30” doesn't fit here: YYYY-MM-DD"),
        ({"recorded_on": "today"}, "wrong-shape"),
        ({"supersedes": "sha256:1"}, "wrong-shape"),
        ({"sheets": []}, "wrong-shape"),
        ({"level": "commune"}, "wrong-shape"),
        ({"level": "province"}, "wrong-shape: “province” doesn't fit here: null"),
        ({"policy": {}}, "wrong-shape"),
        ({"more": 1}, "unknown-field"),
        ({"digests": {}}, "missing-field"),
    ],
)
def test_what_does_not_fit_the_shape_is_named(change: dict[str, Any], said: str) -> None:
    assert said in refused(one().document | change)


def test_every_name_is_asked_for() -> None:
    for name in formats.Record.model_fields:
        document = one().document
        del document[name]
        said = refused(document)
        assert ("not-a-record" if name == "format" else f"missing-field: {name} is missing") in said


def test_each_sheet_has_its_digest() -> None:
    document = one().document
    document["sheets"] *= 2
    assert "digests/sheets" in str(
        ocop.RecordError
    ) or "wrong-shape: “1” doesn't fit here: 2" in refused(document)


def test_no_more_is_kept_than_was_said() -> None:
    kept: Kept[str] = Kept(2)
    for key in ("a", "b"):
        kept.keep(key, key.upper())
    assert kept.made("a", lambda: "X") == "A"
    assert kept.made("c", lambda: "C") == "C"
    assert (kept.get("b"), kept.get("a")) == (None, "A")
