"""Forms as bodies of a FastAPI app: field errors at their `loc`, what comes back, the components."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import ocop_scoring as ocop

DOSSIER: dict[str, Any] = {
    "format": "ocop-dossier/1",
    "product": {"name": "Tôm khô", "product_set": 8, "commune": "Xã", "province": "Cà Mau"},
    "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
    "application": {"kind": "first", "submitted_on": "2026-09-15"},
}
SHEET: dict[str, Any] = {
    "format": "ocop-sheet/1",
    "ruleset": "26-2026",
    "assessor": {"id": "m1", "role": "member"},
    "marks": {"1.1": 3, "1.2": "international", "2.4": 0},
}


def app(with_handler: bool = False) -> FastAPI:
    """A service of three paths, as anyone would write it."""
    made = FastAPI()

    @made.post("/sheet")
    def back(sheet: ocop.ScoreSheet):  # type: ignore[no-untyped-def]
        return sheet

    @made.post("/same")
    def same(sheet: ocop.ScoreSheet) -> ocop.ScoreSheet:
        return sheet

    @made.post("/both")
    def both(dossier: ocop.Dossier, sheet: ocop.ScoreSheet) -> dict[str, Any]:
        return {"dossier": dossier, "sheet": sheet}

    if with_handler:

        @made.exception_handler(RequestValidationError)
        async def refused(request: Request, error: RequestValidationError) -> JSONResponse:
            faults = [fault.as_json() for fault in ocop.faults_of(error)]
            return JSONResponse({"format": "ocop-errors/1", "errors": faults}, 422)

    return made


def post(made: FastAPI, path: str, body: str | Mapping[str, Any]) -> httpx.Response:
    content = body if isinstance(body, str) else json.dumps(body)

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=made)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            headers = {"content-type": "application/json"}
            return await client.post(path, content=content, headers=headers)

    return asyncio.run(send())


APP = app()


@pytest.mark.parametrize("path", ["/sheet", "/same"])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"round": 1, "rejects": [], "comment": "Bao bì đẹp\nNhãn rõ"},
        {"assessed_on": "2026-10-02", "product_code": "96-32244-001-2026", "product_set": 8},
        {"marks": {}},
        {"marks": {"12": ["managers-trained", "guides-speak-a-language"]}, "comment": None},
    ],
)
def test_a_sheet_comes_back_as_it_was_sent(path: str, more: dict[str, Any]) -> None:
    answer = post(APP, path, SHEET | more)
    assert (answer.status_code, answer.json()) == (200, SHEET | more)


def test_a_dossier_comes_back_as_it_was_sent() -> None:
    facts = {"share_of_local_workers": "0.64", "food_safety_certificate_required": True}
    papers = [{"kind": "test-report", "issued_on": "2026-03-01"}]
    sent = DOSSIER | {"facts": facts, "documents": papers}
    answer = post(APP, "/both", {"dossier": sent, "sheet": SHEET})
    assert answer.json() == {"dossier": sent, "sheet": SHEET}


def test_every_wrong_mark_is_an_error_at_its_own_loc() -> None:
    wrong = SHEET | {"marks": {"1.1": True, "1.2": "x y", "1.3": 1.5, "1.4": 2}}
    answer = post(APP, "/both", {"dossier": DOSSIER, "sheet": wrong})
    assert answer.status_code == 422
    assert [(error["loc"], error["type"], error["ctx"]) for error in answer.json()["detail"]] == [
        (["body", "sheet", "marks", "1.1"], "not-a-mark", {"found": "true", "right": ""}),
        (
            ["body", "sheet", "marks", "1.2"],
            "not-a-mark",
            {"found": "x y", "right": "x-y", "habit": "meant"},
        ),
        (["body", "sheet", "marks", "1.3"], "not-a-mark", {"found": "1.5", "right": ""}),
    ]


def test_a_mistyped_field_is_told_with_the_nearest() -> None:
    answer = post(APP, "/sheet", SHEET | {"roud": 2})
    (error,) = answer.json()["detail"]
    assert error["loc"] == ["body", "roud"]
    assert error["msg"] == "the key “roud” is unknown here; perhaps round is meant."
    assert error["ctx"] == {"found": "roud", "right": "round", "field": "roud"}


@pytest.mark.parametrize(
    "value",
    ['"\\ud800"', '"a\\u0000b"', '"\\u202ea"', "NaN", "Infinity", "1e400", '{"a": "\\ud800"}'],
)
@pytest.mark.parametrize("field", ["number", "kind", "issued_on", "sha256"])
def test_no_value_of_a_body_brings_the_service_down(value: str, field: str) -> None:
    paper = f'{{"kind": "test-report", "{field}": {value}}}'
    body = json.dumps({"dossier": DOSSIER | {"documents": "HERE"}, "sheet": SHEET})
    answer = post(APP, "/both", body.replace('"HERE"', f"[{paper}]"))
    assert answer.status_code == 422
    (error,) = answer.json()["detail"]
    assert error["loc"] == ["body", "dossier", "documents", 0, field]


def test_text_in_a_body_is_brought_into_one_form() -> None:
    product = DOSSIER["product"] | {"name": "To\u0302m\u200b\tkho\u0302\u00ad"}
    answer = post(APP, "/both", {"dossier": DOSSIER | {"product": product}, "sheet": SHEET})
    assert answer.json()["dossier"]["product"]["name"] == "Tôm khô"


def test_forms_are_one_named_component_each_for_what_goes_in_and_comes_out() -> None:
    schema = APP.openapi()
    schemas = schema["components"]["schemas"]
    assert {"Dossier", "ScoreSheet", "Product", "Assessor"} <= set(schemas)
    assert not [name for name in schemas if name.endswith(("-Input", "-Output"))]
    same = schema["paths"]["/same"]["post"]
    reference = {"$ref": "#/components/schemas/ScoreSheet"}
    assert same["requestBody"]["content"]["application/json"]["schema"] == reference
    assert same["responses"]["200"]["content"]["application/json"]["schema"] == reference


def test_every_field_has_a_title_and_a_description_in_both_languages() -> None:
    schemas = APP.openapi()["components"]["schemas"]
    ours = [name for name in schemas if hasattr(ocop, name)]
    assert {"Dossier", "ScoreSheet", "FiledDocument"} <= set(ours)
    for name in ours:
        for field, entry in schemas[name]["properties"].items():
            assert " / " in entry["title"], (name, field)
            assert ". / " in entry["description"], (name, field)


def test_a_handler_answers_with_our_errors() -> None:
    wrong = SHEET | {"marks": {"1.1": 1.5}, "assessor": {"id": "m1", "role": "boss"}}
    answer = post(app(with_handler=True), "/both", {"dossier": DOSSIER, "sheet": wrong})
    assert answer.status_code == 422
    told = [(error["code"], error["path"], error["found"]) for error in answer.json()["errors"]]
    assert told == [
        ("wrong-word", "body/sheet/assessor/role", "boss"),
        ("not-a-mark", "body/sheet/marks/1.1", "1.5"),
    ]
    assert answer.json()["errors"][0]["vi"].startswith(
        "“boss” không dùng được ở đây; hãy viết một trong self,"
    )


def test_a_handler_answers_of_what_fastapi_itself_refuses_too() -> None:
    made = app(with_handler=True)
    missing = post(made, "/both", {"sheet": SHEET}).json()["errors"]
    assert [(error["code"], error["path"]) for error in missing] == [
        ("missing-field", "body/dossier")
    ]
    assert post(made, "/sheet", "{").json()["errors"][0]["code"] == "syntax"
