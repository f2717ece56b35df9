"""Schema and reader of dossiers and sheets refuse the same documents, and take the same."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import jsonschema
import pytest

import ocop_scoring as ocop
from ocop_scoring.filing.schema import dossier_schema
from ocop_scoring.rules.catalog import built_in

DOSSIER: dict[str, Any] = {
    "format": "ocop-dossier/1",
    "product": {
        "name": "Tôm khô mẫu",
        "product_set": 8,
        "product_group": "meat-seafood-honey-products",
        "code": "96-32244-001-2026",
        "commune": "Phan Ngọc Hiển",
        "province": "Cà Mau",
    },
    "producer": {
        "name": "HTX Ví Dụ",
        "kind": "cooperative",
        "representative": {"name": "Nguyễn Thị A", "woman": True},
    },
    "application": {
        "kind": "upgrade",
        "submitted_on": "2026-09-15",
        "previous": {"star": 3, "certified_on": "2023-10-01"},
    },
    "facts": {"share_of_local_workers": "0.64", "distribution_agents": 7, "has_website": True},
    "documents": [{"kind": "test-report", "number": "KN-1", "issued_on": "2026-07-21"}],
}
SHEET: dict[str, Any] = {
    "format": "ocop-sheet/1",
    "product_code": "96-32244-001-2026",
    "ruleset": "26-2026",
    "assessor": {"id": "m1", "name": "Trần Văn B", "role": "member"},
    "assessed_on": "2026-10-02",
    "round": 1,
    "marks": {"1.1": 3, "1.2": 0},
    "rejects": [],
    "comment": "Ngon.",
}
GONE = object()
"""Stands for a key that is left out."""

FITS: dict[str, list[tuple[str, object]]] = {
    "dossier": [
        ("", {}),
        ("facts", GONE),
        ("facts", None),
        ("facts", {}),
        ("documents", GONE),
        ("documents", None),
        ("documents", []),
        ("product/code", None),
        ("product/code", GONE),
        ("product/product_group", None),
        ("producer/kind", "household"),
        ("producer/representative/woman", None),
        ("producer/representative/woman", "yes"),
        ("application/previous", None),
        ("application/previous/star", 5),
        ("application/previous/expires_on", "2026-10-01"),
        ("application/ruleset", "26-2026"),
        ("facts/share_of_local_workers", 0),
        ("facts/share_of_local_workers", 1),
        ("facts/share_of_local_workers", 0.5),
        ("facts/share_of_local_workers", "1.0"),
        ("facts/share_of_local_workers", None),
        ("facts/distribution_agents", "7"),
        ("facts/distribution_agents", 0),
        ("facts/has_website", "no"),
        ("facts/social_media", "regular"),
        ("documents/0/expires_on", "2028-07-21"),
        ("documents/0/sha256", "0" * 64),
        ("documents/0/number", None),
    ],
    "sheet": [
        ("", {}),
        ("product_code", None),
        ("product_code", GONE),
        ("assessed_on", GONE),
        ("round", 99),
        ("round", None),
        ("round", GONE),
        ("rejects", ["forged-dossier"]),
        ("rejects", None),
        ("comment", None),
        ("marks", {}),
        ("marks/1.1", "most"),
        ("marks/1.1", "3"),
        ("marks/1.1", None),
        ("marks/1.1", []),
        ("marks/1.1", ["a", "b-c"]),
        ("assessor/role", "self"),
        ("assessor/name", None),
    ],
}
WRONG: dict[str, list[tuple[str, object]]] = {
    "dossier": [
        ("format", "ocop-dossier/2"),
        ("more", 1),
        ("product", GONE),
        ("product/name", ""),
        ("product/name", " "),
        ("product/name", None),
        ("product/name", 7),
        ("product/more", "x"),
        ("product/product_set", -1),
        ("product/product_set", 1.5),
        ("product/product_set", True),
        ("product/code", "zzz"),
        ("product/code", "96-32244"),
        ("producer/kind", "company"),
        ("producer/kind", None),
        ("producer/representative", GONE),
        ("producer/representative/woman", 1),
        ("producer/representative/woman", "perhaps"),
        ("application/kind", "second"),
        ("application/submitted_on", "15/9/2026"),
        ("application/submitted_on", "0026-09-15"),
        ("application/submitted_on", None),
        ("application/previous/star", 9),
        ("application/previous/star", 0),
        ("application/previous/certified_on", GONE),
        ("facts", []),
        ("facts/share_of_everything", 1),
        ("facts/share_of_local_workers", 64),
        ("facts/share_of_local_workers", -0.1),
        ("facts/share_of_local_workers", "64 %"),
        ("facts/share_of_local_workers", "1.01"),
        ("facts/share_of_local_workers", True),
        ("facts/distribution_agents", 1.5),
        ("facts/distribution_agents", -1),
        ("facts/distribution_agents", "many"),
        ("facts/has_website", 1),
        ("facts/has_website", "perhaps"),
        ("facts/social_media", "often"),
        ("facts/social_media", True),
        ("facts/producer_kind", "cooperative"),
        ("documents", {}),
        ("documents/0/kind", "test-rapport"),
        ("documents/0/kind", GONE),
        ("documents/0/issued_on", "yesterday"),
        ("documents/0/sha256", "abc"),
        ("documents/0/more", "x"),
    ],
    "sheet": [
        ("format", "ocop-sheet/2"),
        ("more", 1),
        ("ruleset", GONE),
        ("ruleset", ""),
        ("product_code", "zzz"),
        ("assessor", GONE),
        ("assessor/id", ""),
        ("assessor/role", "boss"),
        ("assessed_on", "2/10/2026"),
        ("round", 0),
        ("round", 100),
        ("round", 1.5),
        ("marks", GONE),
        ("marks", []),
        ("marks/1.1", -1),
        ("marks/1.1", 1.5),
        ("marks/1.1", True),
        ("marks/1.1", ""),
        ("marks/1.1", "Most"),
        ("marks/1.1", "01"),
        ("marks/1.1", {}),
        ("marks/1.1", [1]),
        ("rejects", "forged-dossier"),
        ("rejects", [""]),
        ("comment", ""),
    ],
}


def cases(table: dict[str, list[tuple[str, object]]]) -> list[Any]:
    return [
        pytest.param(form, path, value, id=f"{form}:{path}={value if value is not GONE else '–'!r}")
        for form, entries in table.items()
        for path, value in entries
    ]


@pytest.mark.parametrize(("form", "path", "value"), cases(FITS))
def test_what_the_reader_takes_fits_the_schema(form: str, path: str, value: object) -> None:
    given = changed(form, path, value)
    holds(form).validate(given)
    for door in doors(form, given):
        door()


@pytest.mark.parametrize(("form", "path", "value"), cases(WRONG))
def test_what_the_schema_refuses_no_door_takes(form: str, path: str, value: object) -> None:
    given = changed(form, path, value)
    assert not holds(form).is_valid(given)
    for door in doors(form, given):
        with pytest.raises(ocop.FilingError):
            door()


@pytest.mark.parametrize("unit", ["share", "count", "months", "yes_no", "word"])
def test_every_fact_is_named_with_its_unit_and_its_words(unit: str) -> None:
    named = facts_named()
    known = built_in().vocabulary().facts
    of_unit = [fact for fact in known.values() if fact.unit == unit and not fact.from_dossier]
    assert of_unit
    for fact in of_unit:
        said = named.pop(fact.name)
        assert said["title"] == f"{fact.title.vi} / {fact.title.en}"


def facts_named() -> dict[str, Any]:
    forms = document("dossier")["properties"]["facts"]["anyOf"]
    (shape,) = [form for form in forms if "properties" in form]
    assert shape["additionalProperties"] is False
    found: dict[str, Any] = dict(shape["properties"])
    return found


def document(form: str) -> dict[str, Any]:
    """The schema of a form, with the built-in vocabulary."""
    if form == "sheet":
        return ocop.ScoreSheet.model_json_schema()
    return dossier_schema(built_in().vocabulary())


@cache
def holds(form: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(document(form))


def doors(form: str, given: object) -> list[Any]:
    """The ways in: a mapping, JSON text, JSON bytes, the same as YAML (JSON is YAML)."""
    read = ocop.read_dossier if form == "dossier" else ocop.read_sheet
    text = json.dumps(given, ensure_ascii=False)
    return [lambda: read(given), lambda: read(text), lambda: read(text.encode())]


def changed(form: str, path: str, value: object) -> dict[str, Any]:
    """The right document with one value put in its place, or taken out."""
    whole = copy.deepcopy(DOSSIER if form == "dossier" else SHEET)
    if not path:
        return whole
    *steps, last = path.split("/")
    at: Any = whole
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    return whole
