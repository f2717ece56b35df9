"""The dossier and the score sheet: what is bad input, in one sentence at its place; what goes in
comes out again.
"""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folders import INVENTED

from ocop_scoring import (
    Dossier,
    FilingError,
    ScoreSheet,
    load_dossier,
    load_sheet,
    read_dossier,
    read_sheet,
)
from ocop_scoring.terms import KINDS_OF_APPLICATION, KINDS_OF_PRODUCER, ROLES

DOSSIER = """\
format: ocop-dossier/1
product: {name: Tôm khô mẫu, product_set: 1, commune: Phan Ngọc Hiển, province: Cà Mau, code: 96-32244-001-2030}
producer:
  name: HTX Ví Dụ
  kind: cooperative
  representative: {name: Nguyễn Thị A, woman: true, disabled: no}
application:
  kind: upgrade
  submitted_on: 2030-09-15
  previous: {star: 3, certified_on: 2027-10-01, expires_on: 2030-10-01}
facts:
  share_of_local_workers: 0.64
  label_languages: 2
  processing: deep
  all_imported: no
documents:
  - {kind: certificate, number: 12/2030, issued_on: 2030-03-01, expires_on: 2033-03-01, issued_to: HTX Ví Dụ}
  - kind: contract
"""
SHEET = """\
format: ocop-sheet/1
product_code: 96-32244-001-2030
ruleset: mini-2030
assessor: {id: m1, name: Trần Văn B, role: member}
assessed_on: 2030-10-02
round: 2
marks:
  "1.1": 3
  "1.2": over-half
  "2.1": 0
  "5": [tea, guides]
rejects: [forged]
comment: Bao bì đẹp
"""
LEAST: dict[str, Any] = {
    "format": "ocop-dossier/1",
    "product": {"name": "Tôm khô", "product_set": 1, "commune": "Xã", "province": "Tỉnh"},
    "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
    "application": {"kind": "first", "submitted_on": "2030-09-15"},
}
LEAST_SHEET: dict[str, Any] = {
    "format": "ocop-sheet/1",
    "ruleset": "mini-2030",
    "assessor": {"id": "m1", "role": "member"},
    "marks": {},
}


def dossier(**entries: Any) -> Dossier:
    return read_dossier(LEAST | entries, catalog=INVENTED)


def sheet(**entries: Any) -> ScoreSheet:
    return read_sheet(LEAST_SHEET | entries)


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def said(tmp_path: Path, text: str, name: str = "dossier.yaml") -> list[str]:
    """What is refused in a file, one line a fault, its folder left out."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FilingError) as refused:
        load_dossier(path, catalog=INVENTED) if name.startswith("dossier") else load_sheet(path)
    return [line.replace(f"{tmp_path}/", "") for line in refused.value.lines("en")]


# Bad input, from files


BAD_DOSSIERS = [
    (
        "a date that isn't",
        "submitted_on: 2030-09-15",
        "submitted_on: 2030-09-31",
        "dossier.yaml:9:17 not-a-date: there is no day “2030-09-31”: month 9 of 2030 has 30 days; write one from 2030-09-01 – 2030-09-30.",
    ),
    (
        "a date as people write it",
        "submitted_on: 2030-09-15",
        "submitted_on: 15/9/2030",
        "dossier.yaml:9:17 not-a-date: “15/9/2030” is not written as year-month-day; perhaps 2030-09-15 is meant.",
    ),
    (
        "a moment",
        "submitted_on: 2030-09-15",
        "submitted_on: 2030-09-15T10:00:00",
        "dossier.yaml:9:17 day-with-time: “2030-09-15T10:00:00” has a time of day; write the day alone: 2030-09-15.",
    ),
    (
        "an expiry that isn't",
        "expires_on: 2033-03-01",
        "expires_on: 2033-3-1",
        "dossier.yaml:17:77 not-a-date: “2033-3-1” is not written as year-month-day; perhaps 2033-03-01 is meant.",
    ),
    (
        "a share above 1",
        "share_of_local_workers: 0.64",
        "share_of_local_workers: 64",
        "dossier.yaml:12:27 share-above-one: share_of_local_workers is “64”, above 1; a share is written from 0 to 1, here perhaps 0.64.",
    ),
    (
        "a share far above 1",
        "share_of_local_workers: 0.64",
        "share_of_local_workers: 640",
        "dossier.yaml:12:27 share-above-one: share_of_local_workers is “640”, above 1; a share is written from 0 to 1, 64 % as 0.64.",
    ),
    (
        "a share below 0",
        "share_of_local_workers: 0.64",
        "share_of_local_workers: -0.1",
        "dossier.yaml:12:27 not-a-share: “-0.1” is not a share; write a decimal from 0 to 1, such as 0.64.",
    ),
    (
        "a share in percent",
        "share_of_local_workers: 0.64",
        "share_of_local_workers: 64 %",
        "dossier.yaml:12:27 not-a-share: “64 %” is not written as a share (a number from 0 to 1, with a decimal point); perhaps 0.64 is meant.",
    ),
    (
        "a share with a comma",
        "share_of_local_workers: 0.64",
        "share_of_local_workers: 0,64",
        "dossier.yaml:12:27 not-a-share: “0,64”: the decimal sign is a point; perhaps 0.64 is meant.",
    ),
    (
        "half a count",
        "label_languages: 2",
        "label_languages: 2.5",
        "dossier.yaml:13:20 not-a-whole-number: “2.5” is not a whole number; expected 0, 1, 2, …",
    ),
    (
        "an octal count",
        "label_languages: 2",
        "label_languages: 02",
        "dossier.yaml:13:20 not-a-whole-number: “02” is not a whole number in plain digits; perhaps 2 is meant.",
    ),
    (
        "an unknown fact",
        "label_languages: 2",
        "label_language: 2",
        "dossier.yaml:13:3 unknown-fact: the fact “label_language” is in no vocabulary; perhaps label_languages is meant.",
    ),
    (
        "a fact like no other",
        "label_languages: 2",
        "zzz: 2",
        "dossier.yaml:13:3 unknown-fact: the fact “zzz” is in no vocabulary; `ocop sheet new N --dossier` prints the facts.",
    ),
    (
        "a fact that stands elsewhere",
        "label_languages: 2",
        "producer_kind: household",
        "dossier.yaml:13:3 unknown-fact: “producer_kind” doesn't stand under facts; a dossier says it at producer/kind.",
    ),
    (
        "an unknown word",
        "processing: deep",
        "processing: deeply",
        "dossier.yaml:14:15 unknown-word: “deeply” is not one of this fact's words; perhaps deep is meant.",
    ),
    (
        "a word like no other",
        "processing: deep",
        "processing: zzz",
        "dossier.yaml:14:15 unknown-word: “zzz” is not one of this fact's words; write one of simple, deep.",
    ),
    (
        "neither yes nor no",
        "all_imported: no",
        "all_imported: partly",
        "dossier.yaml:15:17 not-yes-or-no: “partly” is neither yes nor no; write yes or no; true and false will do too.",
    ),
    (
        "neither yes nor no of a person",
        "woman: true",
        "woman: maybe",
        "dossier.yaml:6:47 not-yes-or-no: “maybe” is neither yes nor no; write yes or no; true and false will do too.",
    ),
    (
        "an unknown kind of document",
        "kind: certificate",
        "kind: certifikate",
        "dossier.yaml:17:12 unknown-document: the kind of document “certifikate” is in no vocabulary; perhaps certificate is meant.",
    ),
    (
        "a document like no other",
        "- kind: contract",
        "- kind: zzz",
        "dossier.yaml:18:11 unknown-document: the kind of document “zzz” is in no vocabulary; `ocop sheet new N --dossier` prints the kinds.",
    ),
    (
        "an unknown field",
        "  kind: upgrade",
        "  kind: upgrade\n  submited_on: 2030-09-15",
        "dossier.yaml:9:3 unknown-field: the key “submited_on” is unknown here; perhaps submitted_on is meant.",
    ),
    (
        "an unknown field of a document",
        "issued_to: HTX",
        "issued_too: HTX",
        "dossier.yaml:17:89 unknown-field: the key “issued_too” is unknown here; perhaps issued_to is meant.",
    ),
    (
        "a field like no other",
        "  kind: cooperative",
        "  kind: cooperative\n  7: x",
        "dossier.yaml:6:3 unknown-field: the key “7” is unknown here; the keys here are name, kind, representative.",
    ),
    (
        "a missing field",
        "  submitted_on: 2030-09-15\n",
        "",
        "dossier.yaml:8:3 missing-field: application/submitted_on (Day of filing) is missing; add it.",
    ),
    (
        "a missing part",
        DOSSIER[DOSSIER.index("producer:") : DOSSIER.index("application:")],
        "",
        "dossier.yaml:1:1 missing-field: producer (Producer) is missing; add it.",
    ),
    (
        "a wrong word",
        "kind: cooperative",
        "kind: coop",
        "dossier.yaml:5:9 wrong-word: “coop” can't stand here; write one of household, farm, cooperative-group, private-enterprise, limited-company, "
        "joint-stock-company, cooperative, community, other, unknown.",
    ),
    (
        "a wrong format",
        "format: ocop-dossier/1",
        "format: ocop-dossier/2",
        "dossier.yaml:1:9 wrong-word: “ocop-dossier/2” can't stand here; perhaps ocop-dossier/1 is meant.",
    ),
    (
        "text where a mapping is meant",
        "  previous: {star: 3, certified_on: 2027-10-01, expires_on: 2030-10-01}",
        "  previous: 3 sao",
        "dossier.yaml:10:13 not-a-mapping: “3 sao” can't stand here; lines of key: value are expected.",
    ),
    (
        "a list where text is meant",
        "name: HTX Ví Dụ\n  kind",
        "name: [HTX, Ví Dụ]\n  kind",
        "dossier.yaml:4:9 not-text: “[HTX, Ví Dụ]” is not text; text is expected here.",
    ),
    (
        "text where a list is meant",
        "documents:\n",
        "documents: certificate\nx: |\n",
        "dossier.yaml:16:12 not-a-list: “certificate” can't stand here; a list is expected.",
    ),
    (
        "an empty name",
        "name: Nguyễn Thị A",
        'name: " "',
        "dossier.yaml:6:26 not-text: nothing is written here; write text, or leave the line out where that is allowed.",
    ),
    (
        "a code that isn't one",
        "code: 96-32244-001-2030",
        "code: 96/32244/001",
        "dossier.yaml:2:95 not-a-product-code: “96/32244/001” is not a product code; one looks like 96-32244-001-2026 "
        "(province-commune-number-year).",
    ),
    (
        "a product set that isn't a number",
        "product_set: 1",
        "product_set: dried",
        "dossier.yaml:2:43 not-a-whole-number: “dried” is not a whole number; expected 0, 1, 2, …",
    ),
    (
        "a sixth star",
        "star: 3",
        "star: 6",
        "dossier.yaml:10:20 out-of-range: “6” is out of range; expected 1–5.",
    ),
    (
        "a digest that isn't one",
        "- kind: contract",
        "- {kind: contract, sha256: abc}",
        "dossier.yaml:18:30 not-a-digest: “abc” is not a SHA-256; expected 64 hexadecimal digits.",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line"), [row[1:] for row in BAD_DOSSIERS], ids=[row[0] for row in BAD_DOSSIERS]
)
def test_a_bad_dossier_is_refused_in_one_sentence_at_its_place(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert said(tmp_path, changed(DOSSIER, old, new))[0] == line


FORM_OF_MARKS = "write points (0, 1, 2, …), a level's id, or a list of ids."
BAD_SHEETS = [
    (
        "half a point",
        '"1.1": 3',
        '"1.1": 2.5',
        f"8:10 not-a-mark: “2.5” is not a mark; {FORM_OF_MARKS}",
    ),
    (
        "fewer than no points",
        '"1.1": 3',
        '"1.1": -1',
        f"8:10 not-a-mark: “-1” is not a mark; {FORM_OF_MARKS}",
    ),
    (
        "points in octal",
        '"1.1": 3',
        '"1.1": 03',
        "8:10 not-a-mark: “03” is not a mark; perhaps 3 is meant.",
    ),
    (
        "a mark of nothing",
        '"1.1": 3',
        '"1.1": ""',
        "8:10 not-a-mark: no mark is written here; leave the line out where nothing is assessed, write 0 where no level is reached.",
    ),
    (
        "a truth",
        '"1.1": 3',
        '"1.1": true',
        "8:10 not-a-mark: “true” is not a mark; perhaps yes is meant.",
    ),
    (
        "a mapping",
        '"1.1": 3',
        '"1.1": {points: 3}',
        f"8:10 not-a-mark: “{{…}}” is not a mark; {FORM_OF_MARKS}",
    ),
    (
        "a level in words",
        '"1.2": over-half',
        '"1.2": Trên 50 %',
        f"9:10 not-a-mark: “Trên 50 %” is not a mark; {FORM_OF_MARKS}",
    ),
    (
        "a list of points",
        "[tea, guides]",
        "[1, 1]",
        f"11:8 not-a-mark: “[1, 1]” is not a mark; {FORM_OF_MARKS}",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line"), [row[1:] for row in BAD_SHEETS], ids=[row[0] for row in BAD_SHEETS]
)
def test_a_mark_that_is_no_mark_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert said(tmp_path, changed(SHEET, old, new), "sheet.yaml") == [f"sheet.yaml:{line}"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("round: 2", "round: 0", "6:8 out-of-range: “0” is out of range; expected 1–99."),
        ("round: 2", "round: 100", "6:8 out-of-range: “100” is out of range; expected 1–99."),
        (
            "round: 2",
            "round: two",
            "6:8 not-a-whole-number: “two” is not a whole number; expected 0, 1, 2, …",
        ),
        (
            "role: member",
            "role: guest",
            "4:44 wrong-word: “guest” can't stand here; write one of self, advisory, member, chair, council.",
        ),
        (
            "rejects: [forged]",
            "rejects: forged",
            "12:10 not-a-list: “forged” can't stand here; a list is expected.",
        ),
        (
            "rejects: [forged]",
            "reject: [forged]",
            "12:1 unknown-field: the key “reject” is unknown here; perhaps rejects is meant.",
        ),
        ("ruleset: mini-2030\n", "", "1:1 missing-field: ruleset (Ruleset) is missing; add it."),
        (
            "assessed_on: 2030-10-02",
            "assessed_on: hôm nay",
            "5:14 not-a-date: “hôm nay” is not a date of the years 1000 to 2999; write year-month-day, such as 2026-09-15.",
        ),
        (
            '"1.1": 3\n',
            '"1.1": 3\n  "1.1": 2\n',
            "9:3 duplicate-key: the key “1.1” stands here a second time, first in line 8; keep one.",
        ),
    ],
)
def test_a_bad_sheet_is_refused_in_one_sentence_at_its_place(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert said(tmp_path, changed(SHEET, old, new), "sheet.yaml") == [f"sheet.yaml:{line}"]


def test_all_faults_of_a_file_are_said_at_once_in_the_order_of_their_kinds(tmp_path: Path) -> None:
    text = DOSSIER
    for old, new in (
        ("2030-09-15", "2030-13-01"),
        ("0.64", "64"),
        ("kind: certificate", "kind: paper"),
        ("star: 3", "star: 0"),
    ):
        text = changed(text, old, new)
    assert [line.split(" ")[1] for line in said(tmp_path, text)] == [
        "not-a-date:",
        "out-of-range:",
        "share-above-one:",
        "unknown-document:",
    ]


def test_a_huge_file_is_refused_with_the_limit(tmp_path: Path) -> None:
    (line,) = said(tmp_path, DOSSIER + f"# {'x' * 1_000_000}\n")
    assert (
        line
        == "dossier.yaml:1:1 file-too-large: the file has more than 1,000,000 bytes; at most 1,000,000 are read."
    )


@pytest.mark.parametrize("text", ["", "tôm khô", "[1, 2]", "null", "42"])
def test_a_file_that_is_no_mapping_is_refused_where_it_begins(tmp_path: Path, text: str) -> None:
    (line,) = said(tmp_path, text)
    assert line.startswith("dossier.yaml:1:1 not-a-mapping: ")


def test_a_dossier_in_json_is_refused_at_its_place_too(tmp_path: Path) -> None:
    text = json.dumps(LEAST | {"facts": {"label_languages": "two"}}, indent=1, ensure_ascii=False)
    (line,) = said(tmp_path, text, "dossier.json")
    assert (
        line
        == "dossier.json:21:22 not-a-whole-number: “two” is not a whole number; expected 0, 1, 2, …"
    )


def test_the_same_faults_are_said_in_vietnamese(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(changed(DOSSIER, "0.64", "64"), encoding="utf-8")
    with pytest.raises(FilingError) as refused:
        load_dossier(path, catalog=INVENTED)
    assert refused.value.lines("vi") == [
        f"{path}:12:27 share-above-one: share_of_local_workers là “64”, lớn hơn 1; tỷ lệ viết từ 0 đến 1, ở đây có lẽ là 0.64."
    ]


# Good input, from files


def test_a_dossier_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    read = load_dossier(path, catalog=INVENTED)
    assert (read.product.name, read.product.product_set, read.product.code) == (
        "Tôm khô mẫu",
        1,
        "96-32244-001-2030",
    )
    assert (read.producer.representative.woman, read.producer.representative.disabled) == (
        True,
        False,
    )
    assert read.producer.representative.ethnic_minority is None
    assert read.application.submitted_on == date(2030, 9, 15)
    assert read.application.previous is not None
    assert read.application.previous.star == 3
    assert read.facts == {
        "share_of_local_workers": Decimal("0.64"),
        "label_languages": Decimal(2),
        "processing": "deep",
        "all_imported": False,
    }
    assert read.documents is not None
    assert [(document.kind, document.expires_on) for document in read.documents] == [
        ("certificate", date(2033, 3, 1)),
        ("contract", None),
    ]


def test_a_sheet_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text(SHEET, encoding="utf-8")
    read = load_sheet(path)
    assert read.marks == {"1.1": 3, "1.2": "over-half", "2.1": 0, "5": ("tea", "guides")}
    assert (read.assessor.id, read.assessor.role, read.assessed_on) == (
        "m1",
        "member",
        date(2030, 10, 2),
    )
    assert (read.round, read.rejects, read.comment) == (2, ("forged",), "Bao bì đẹp")


def test_yaml_and_json_of_one_form_read_alike(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    read = load_dossier(tmp_path / "dossier.yaml", catalog=INVENTED)
    (tmp_path / "dossier.json").write_text(
        json.dumps(read.model_dump(mode="json")), encoding="utf-8"
    )
    assert load_dossier(tmp_path / "dossier.json", catalog=INVENTED) == read


def test_what_may_be_left_out_may_be_left_out() -> None:
    assert dossier().facts == {}
    assert dossier().documents is None
    assert (sheet().round, sheet().rejects, sheet().comment, sheet().assessed_on) == (
        1,
        (),
        None,
        None,
    )


def test_documents_given_though_none_are_something_else_than_documents_left_out() -> None:
    assert dossier(documents=[]).documents == ()
    assert dossier(documents=None).documents is None
    assert dossier(documents=[]) != dossier()


@pytest.mark.parametrize("kind", KINDS_OF_PRODUCER)
def test_every_kind_of_producer_of_the_contract_is_known(kind: str) -> None:
    assert dossier(producer=LEAST["producer"] | {"kind": kind}).producer.kind == kind


@pytest.mark.parametrize("kind", KINDS_OF_APPLICATION)
def test_every_kind_of_application_is_known(kind: str) -> None:
    assert dossier(application=LEAST["application"] | {"kind": kind}).application.kind == kind


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_known(role: str) -> None:
    assert sheet(assessor={"id": "x", "role": role}).assessor.role == role


# From Python values


@pytest.mark.parametrize("value", ["0.1", 0.1, Decimal("0.1")])
def test_a_tenth_is_exactly_a_tenth_however_it_is_given(value: object) -> None:
    assert dossier(facts={"share_of_local_workers": value}).facts == {
        "share_of_local_workers": Decimal("0.1")
    }


@pytest.mark.parametrize("value", [2, "2", 2.0, Decimal(2), Decimal("2.0"), Decimal("0.2E+1")])
def test_a_count_is_a_whole_number_however_it_is_given(value: object) -> None:
    assert dossier(facts={"label_languages": value}).facts["label_languages"] == 2


@pytest.mark.parametrize("share", [0, 1, "0", "1", 0.0, 1.0])
def test_shares_reach_from_0_to_1(share: object) -> None:
    assert dossier(facts={"share_of_local_workers": share}).facts["share_of_local_workers"] in (
        Decimal(0),
        Decimal(1),
    )


@pytest.mark.parametrize("day", ["2030-09-15", date(2030, 9, 15)])
def test_a_day_is_text_or_a_date(day: object) -> None:
    assert dossier(
        application={"kind": "first", "submitted_on": day}
    ).application.submitted_on == date(2030, 9, 15)


@pytest.mark.parametrize("mark", [3, "3", 3.0, Decimal(3)])
def test_points_are_a_whole_number_however_they_are_given(mark: object) -> None:
    assert sheet(marks={"1.1": mark}).marks == {"1.1": 3}


@pytest.mark.parametrize("mark", [["tea"], ("tea",)])
def test_levels_that_add_up_are_a_list_or_a_tuple(mark: object) -> None:
    assert sheet(marks={"5": mark}).marks == {"5": ("tea",)}
    assert sheet(marks={"5": []}).marks == {"5": ()}


def codes(asked: Any) -> list[str]:
    with pytest.raises(FilingError) as refused:
        asked()
    return [f"{fault.path} {fault.code}" for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (
            {"application": {"kind": "first", "submitted_on": datetime(2030, 9, 15)}},
            "application/submitted_on day-with-time",
        ),
        (
            {"application": {"kind": "first", "submitted_on": 20300915}},
            "application/submitted_on not-a-date",
        ),
        (
            {"facts": {"share_of_local_workers": 1.0000001}},
            "facts/share_of_local_workers share-above-one",
        ),
        (
            {"facts": {"share_of_local_workers": float("nan")}},
            "facts/share_of_local_workers not-a-fact",
        ),
        ({"facts": {"share_of_local_workers": True}}, "facts/share_of_local_workers not-a-share"),
        ({"facts": {"label_languages": 2.5}}, "facts/label_languages not-a-whole-number"),
        (
            {"facts": {"label_languages": Decimal("1E+1000000")}},
            "facts/label_languages not-a-fact",
        ),
        ({"facts": {"label_languages": 10**5000}}, "facts/label_languages not-a-fact"),
        ({"facts": {"label_languages": [2]}}, "facts/label_languages not-a-fact"),
        ({"facts": {"processing": 10**5000}}, "facts/processing not-a-fact"),
        ({"facts": {"all_imported": 0}}, "facts/all_imported not-yes-or-no"),
        ({"facts": {"all_imported": "No"}}, "facts/all_imported not-yes-or-no"),
        ({"facts": {1: 2}}, "facts/1 not-text"),
        ({"facts": []}, "facts not-a-mapping"),
        ({"documents": "certificate"}, "documents not-a-list"),
        ({"documents": ["certificate"]}, "documents/0 not-a-mapping"),
        ({"documents": [{"kind": "contract"}, {"number": "1"}]}, "documents/1/kind missing-field"),
        (
            {"product": LEAST["product"] | {"product_set": 10**5000}},
            "product/product_set not-a-whole-number",
        ),
        (
            {"product": LEAST["product"] | {"product_set": True}},
            "product/product_set not-a-whole-number",
        ),
        ({"product": LEAST["product"] | {"name": 7}}, "product/name not-text"),
        ({"product": None}, "product missing-field"),
        ({"format": None}, "format missing-field"),
        ({"source": "x"}, "source unknown-field"),
    ],
)
def test_a_bad_value_of_a_dossier_is_refused_with_its_path(
    entries: dict[str, Any], found: str
) -> None:
    assert codes(lambda: dossier(**entries)) == [found]


@pytest.mark.parametrize(
    "mark",
    [
        *(
            True,
            -1,
            1.5,
            float("nan"),
            Decimal("NaN"),
            Decimal("1E+20"),
            10**9,
            "",
            "01",
            "-1",
            "1.5",
            "Over-half",
            "over_half",
        ),
        *([1], [True], {}, {"a": 1}, b"3", "x" * 100 + "!"),
        pytest.param(10**5000, id="huge"),
    ],
)
def test_a_mark_that_is_no_mark_is_refused_with_its_path(mark: object) -> None:
    assert codes(lambda: sheet(marks={"1.1": mark})) == ["marks/1.1 not-a-mark"]


@pytest.mark.parametrize(("number", "shown"), [(1, "1"), (1.1, "1.1"), (None, "null")])
def test_printed_numbers_are_text(number: object, shown: str) -> None:
    assert codes(lambda: sheet(marks={number: 3})) == [f"marks/{shown} not-text"]


@pytest.mark.parametrize("document", [None, [], "x", 3, b"x"])
def test_what_is_no_mapping_is_no_form(document: Any) -> None:
    assert codes(lambda: read_dossier(document)) == [" not-a-mapping"]
    assert codes(lambda: read_sheet(document)) == [" not-a-mapping"]


def test_a_form_is_a_form_already() -> None:
    one = dossier()
    assert read_dossier(one) is Dossier.model_validate(one) is one


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_a_field_is_given_only_a_filing_error_comes_out(value: Any) -> None:
    for key in ("product", "producer", "application", "facts", "documents", "format"):
        try:
            dossier(**{key: value})
        except FilingError as error:
            error.lines("vi")
    for key in ("marks", "assessor", "round", "rejects", "ruleset", "comment"):
        try:
            sheet(**{key: value})
        except FilingError as error:
            error.lines("en")


def test_json_text_and_bytes_are_read_with_places() -> None:
    text = json.dumps(LEAST)
    assert (
        read_dossier(text, catalog=INVENTED)
        == read_dossier(text.encode(), catalog=INVENTED)
        == Dossier.model_validate_json(text)
        == dossier()
    )
    with pytest.raises(FilingError) as refused:
        read_sheet('{"format": "ocop-sheet/1",\n "round": 0}')
    assert "sheet:2:11 out-of-range: “0” is out of range; expected 1–99." in refused.value.lines(
        "en"
    )


@pytest.mark.parametrize("content", [b"\xff", b"", b"{", b"[]", b"null", b'{"a": "\\ud800"}'])
def test_bytes_that_are_no_json_form_are_refused(content: bytes) -> None:
    with pytest.raises(FilingError):
        read_dossier(content)
    with pytest.raises(pydantic.ValidationError):
        Dossier.model_validate_json(content)


# The habits of a model


WORDS = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=6)
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
SHARES = st.decimals(0, 1, places=6)


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    """Any good dossier, as a mapping."""
    maybe = st.none() | st.booleans()
    entries: dict[str, Any] = {
        "format": "ocop-dossier/1",
        "product": {
            "name": draw(WORDS),
            "product_set": draw(st.integers(0, 26)),
            "commune": draw(WORDS),
            "province": draw(WORDS),
        },
        "producer": {
            "name": draw(WORDS),
            "kind": draw(st.sampled_from(KINDS_OF_PRODUCER)),
            "representative": {"name": draw(WORDS), "woman": draw(maybe), "disabled": draw(maybe)},
        },
        "application": {
            "kind": draw(st.sampled_from(KINDS_OF_APPLICATION)),
            "submitted_on": draw(DAYS),
        },
        "facts": draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "share_of_local_workers": SHARES,
                    "label_languages": st.integers(0, 9),
                    "processing": st.sampled_from(["simple", "deep"]),
                    "all_imported": st.booleans(),
                },
            )
        ),
    }
    if draw(st.booleans()):
        entries["application"]["previous"] = {
            "star": draw(st.integers(1, 5)),
            "certified_on": draw(DAYS),
        }
    if draw(st.booleans()):
        kinds = st.sampled_from(["certificate", "contract"])
        entries["documents"] = draw(
            st.lists(
                st.fixed_dictionaries(
                    {"kind": kinds}, optional={"expires_on": DAYS, "number": WORDS}
                ),
                max_size=3,
            )
        )
    return entries


MARKS = (
    st.integers(0, 9)
    | st.sampled_from(["over-half", "told"])
    | st.lists(st.sampled_from(["tea", "guides"]), unique=True)
)
SHEETS = st.fixed_dictionaries(
    {
        "format": st.just("ocop-sheet/1"),
        "ruleset": WORDS,
        "assessor": st.fixed_dictionaries(
            {"id": WORDS, "role": st.sampled_from(ROLES)}, optional={"name": WORDS}
        ),
        "marks": st.dictionaries(st.sampled_from(["1.1", "2", "3.1.1"]), MARKS),
    },
    optional={
        "round": st.integers(1, 99),
        "assessed_on": DAYS,
        "rejects": st.lists(WORDS, max_size=2),
        "comment": WORDS,
    },
)


@given(dossiers(), st.sampled_from(["python", "json"]), st.booleans())
def test_a_dossier_dumped_validates_to_itself(
    entries: dict[str, Any], mode: str, exclude_none: bool
) -> None:
    read = read_dossier(entries, catalog=INVENTED)
    dumped = read.model_dump(mode=mode, exclude_none=exclude_none)
    assert read_dossier(dumped, catalog=INVENTED) == Dossier(**dumped) == read
    if mode == "json":
        assert Dossier.model_validate_json(json.dumps(dumped)) == read


@given(SHEETS, st.sampled_from(["python", "json"]), st.booleans())
def test_a_sheet_dumped_validates_to_itself(
    entries: dict[str, Any], mode: str, exclude_none: bool
) -> None:
    read = ScoreSheet.model_validate(entries)
    dumped = read.model_dump(mode=mode, exclude_none=exclude_none)
    assert ScoreSheet.model_validate(dumped) == read
    if mode == "json":
        assert ScoreSheet.model_validate_json(json.dumps(dumped)) == read


def test_a_dump_leaves_out_what_was_left_out_and_keeps_a_null_that_was_given() -> None:
    assert dossier().model_dump(mode="json") == LEAST
    assert sheet().model_dump(mode="json") == LEAST_SHEET
    given = LEAST_SHEET | {"comment": None}
    assert sheet(comment=None).model_dump() == given
    assert sheet(comment=None).model_dump(exclude_none=True) == LEAST_SHEET
    assert sheet(comment=None) == sheet()


def test_a_json_dump_has_days_and_decimals_as_text() -> None:
    dumped = dossier(facts={"share_of_local_workers": 1e-05}).model_dump(mode="json")
    assert dumped["application"]["submitted_on"] == "2030-09-15"
    assert dumped["facts"] == {"share_of_local_workers": "0.00001"}
    assert json.loads(json.dumps(dumped)) == dumped


def test_a_copy_has_some_fields_replaced_and_leaves_the_original() -> None:
    one = sheet(comment="một")
    two = one.model_copy(update={"comment": "hai"})
    assert (one.comment, two.comment, two.marks) == ("một", "hai", one.marks)
    assert one.model_copy() == one


def test_forms_are_frozen() -> None:
    for form, name in (
        (dossier(), "facts"),
        (dossier().product, "name"),
        (sheet(), "marks"),
        (sheet().assessor, "id"),
    ):
        with pytest.raises(pydantic.ValidationError, match="frozen"):
            setattr(form, name, None)


def test_forms_compare_by_what_they_say_not_where_they_were_read(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(SHEET, encoding="utf-8")
    assert load_sheet(tmp_path / "one.yaml") == load_sheet(tmp_path / "two.yaml")


def test_forms_travel_between_processes_and_copies(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    for form in (load_dossier(path, catalog=INVENTED), dossier(), sheet(marks={"5": ["tea"]})):
        received = pickle.loads(pickle.dumps(form))
        assert received == form == copy.deepcopy(form)
        assert hash(received) == hash(form)
        assert received.place(()) is None


@pytest.mark.parametrize("form", [Dossier, ScoreSheet])
def test_the_json_schema_of_a_form_is_plain_json_that_names_its_fields(
    form: type[Dossier] | type[ScoreSheet],
) -> None:
    schema = json.loads(json.dumps(form.model_json_schema()))
    required = (
        {"format", "product", "producer", "application"}
        if form is Dossier
        else {"format", "ruleset", "assessor", "marks"}
    )
    assert schema["type"] == "object"
    assert set(schema["required"]) == required
    assert schema["additionalProperties"] is False
    assert "source" not in schema["properties"]


class File(pydantic.BaseModel):
    """A model of somebody else's, with our forms as its fields."""

    dossier: Dossier
    sheets: list[ScoreSheet] = []


def test_forms_are_fields_of_a_pydantic_model_and_come_back_from_its_json() -> None:
    whole = File.model_validate({"dossier": LEAST, "sheets": [LEAST_SHEET | {"marks": {"1.1": 3}}]})
    assert whole.dossier == dossier()
    assert whole.sheets[0].marks == {"1.1": 3}
    assert File.model_validate_json(whole.model_dump_json()) == whole
    assert File.model_validate(whole.model_dump()) == whole
    assert "properties" in File.model_json_schema()


def test_a_bad_form_in_a_pydantic_model_is_a_validation_error_with_our_sentence() -> None:
    with pytest.raises(pydantic.ValidationError) as refused:
        File.model_validate({"dossier": LEAST | {"product": LEAST["product"] | {"name": 7}}})
    assert refused.value.errors() == [
        {
            "type": "not-text",
            "loc": ("dossier", "product", "name"),
            "msg": "“7” is not text; text is expected here.",
            "input": 7,
            "ctx": {"found": "7", "right": "text"},
        }
    ]
