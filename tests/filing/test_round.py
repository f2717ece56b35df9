"""A round's `round.yaml`: who sits in the council, and what is refused of it."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop_scoring as ocop
from ocop_scoring.errors import FilingError
from ocop_scoring.filing.round import load_round, read_round

WHOLE: dict[str, Any] = {
    "format": "ocop-round/1",
    "name": "Đợt 2 năm 2026 (tên đặt ra)",
    "level": "province",
    "policy": "mean-of-totals",
    "decided_on": "2026-12-08",
    "members": [
        {"id": "m1", "name": "Trần Văn B", "office": "Sở Công Thương", "role": "chair"},
        {"id": "m2", "name": "Lê Thị C", "role": "member"},
        {"id": "m3", "name": "Phạm Văn D", "role": "member"},
    ],
    "secretary": {"name": "Ngô Thị E", "office": "Văn phòng điều phối"},
    "absent": {"m3": "Công tác"},
    "conflicts": {"96-32244-001-2026": ["m2"]},
    "papers": {"number": "12/BB-HĐ", "place": "Cà Mau"},
}


def _faults(**changed: object) -> list[tuple[str, str]]:
    with pytest.raises(FilingError) as refused:
        read_round({**WHOLE, **changed})
    return [(fault.code, fault.path) for fault in refused.value.faults]


def _members(*ids: str, role: str = "member") -> list[dict[str, str]]:
    return [{"id": name, "name": "Trần Văn B", "role": role} for name in ids]


def test_a_round_says_who_is_appointed_absent_and_in_conflict() -> None:
    found = read_round(WHOLE)
    assert found.appointed == 3
    assert found.member("m2") == found.members[1]
    assert found.member("m9") is None
    assert found.absent == {"m3": "Công tác"}
    assert found.conflicts == {"96-32244-001-2026": ("m2",)}


def test_what_may_be_left_out_is_empty() -> None:
    short = {key: WHOLE[key] for key in ("format", "name", "level", "policy", "members")}
    found = read_round(short)
    assert (found.decided_on, found.secretary) == (None, None)
    assert found.absent == found.conflicts == found.papers == {}
    assert json.loads(found.model_dump_json()).keys() == short.keys()


def test_a_round_is_a_value() -> None:
    found = read_round(WHOLE)
    assert read_round(found.model_dump_json()) == found
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(read_round(WHOLE)) == hash(found)


def test_a_folder_s_round_is_its_round_yaml(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text(json.dumps(WHOLE), encoding="utf-8")
    assert load_round(tmp_path) == ocop.load_round(tmp_path) == read_round(WHOLE)


def test_a_folder_without_one_is_refused_by_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FilingError, match=r"round\.yaml.*unreadable-file"):
        load_round(tmp_path)


@pytest.mark.parametrize("name", ["../m1", "m 1", "m1.", "ông-b", "-m1", "m" * 41, "a/b", "CON:"])
def test_an_id_that_can_t_name_a_file_is_refused(name: str) -> None:
    members = _members("m1", name)
    assert _faults(members=members, absent=None, conflicts=None) == [
        ("not-a-member-id", "members/1/id")
    ]


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True))
def test_every_other_id_is_taken(name: str) -> None:
    found = read_round({**WHOLE, "members": _members(name), "absent": None, "conflicts": None})
    assert found.members[0].id == name


def test_members_are_named_once_capitals_aside() -> None:
    members = _members("m1", "m2", "M1")
    assert _faults(members=members, absent=None) == [("member-twice", "members/2/id")]


def test_a_council_has_one_chair() -> None:
    members = _members("m1", "m2", "m3", role="chair")
    assert _faults(members=members) == [
        ("two-chairs", "members/1/role"),
        ("two-chairs", "members/2/role"),
    ]


def test_who_is_absent_or_in_conflict_is_a_member() -> None:
    conflicts = {"96-32244-001-2026": ["m2", "m8"]}
    assert _faults(absent={"m9": "Ốm"}, conflicts=conflicts) == [
        ("unknown-member", "absent/m9"),
        ("unknown-member", "conflicts/96-32244-001-2026/1"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("members", [], "wrong-length"),
        ("level", "commune", "wrong-word"),
        ("decided_on", "8/12/2026", "not-a-date"),
        ("absent", ["m1"], "not-a-mapping"),
        ("papers", {"number": 12.5}, "not-text"),
        ("quorum", "2/3", "unknown-field"),
    ],
)
def test_a_wrong_field_is_refused_by_its_code(field: str, value: object, code: str) -> None:
    extra = {"conflicts": None, "absent": None} if field == "members" else {}
    assert code in [found for found, _ in _faults(**{**extra, field: value})]
