"""The service of docs/guides/web-service.md does what its page says, route by route."""

from __future__ import annotations

import importlib.util
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from support.folders import ROOT

import ocop_scoring as ocop

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather stand on another HTTP client
    from fastapi.testclient import TestClient

pytestmark = pytest.mark.docs

APP = ROOT / "docs" / "examples" / "web_service" / "app.py"
DEMO = Path(ocop.__file__).parent / "demo"


def _client() -> TestClient:
    spec = importlib.util.spec_from_file_location("web_service_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return TestClient(module.app)


CLIENT = _client()


def _filed(sheet: str = "sheet", **changed: Any) -> dict[str, Any]:
    """The demo's dossier and one of its sheets as a request's body."""
    dossier = ocop.load_dossier(DEMO / "dossier.yaml").model_dump(mode="json")
    form = ocop.load_sheet(DEMO / f"{sheet}.yaml").model_dump(mode="json")
    return {"dossier": dossier, "sheet": form | changed}


def _codes(answer: Any) -> list[str]:
    document = answer.json()
    assert document["format"] == "ocop-errors/1"
    return [entry["code"] for entry in document["errors"]]


@pytest.mark.parametrize(
    ("sheet", "status"),
    [("sheet", "rated"), ("sheet-rejected", "rejected"), ("sheet-incomplete", "incomplete")],
)
def test_a_rejected_and_an_incomplete_sheet_are_results_too(sheet: str, status: str) -> None:
    answer = CLIENT.post("/score", json=_filed(sheet))
    assert answer.status_code == 200
    assert answer.json()["status"] == status
    assert ocop.formats.Evaluation.model_validate_json(answer.text).status == status


def test_the_verdict_is_said_in_the_language_asked_for() -> None:
    english = CLIENT.post("/verdict", params={"lang": "en"}, json=_filed())
    vietnamese = CLIENT.post("/verdict", json=_filed())
    assert english.json().startswith("74 points")
    assert vietnamese.json().startswith("74 điểm")


@pytest.mark.parametrize("lang", ["fr", "../../etc/passwd", ""])
def test_another_language_is_refused_and_opens_no_file(lang: str) -> None:
    answer = CLIENT.post("/verdict", params={"lang": lang}, json=_filed())
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "query/lang"


def test_a_field_that_does_not_fit_is_named_by_its_path() -> None:
    answer = CLIENT.post("/score", json=_filed(assessor={"id": "m1", "role": "boss"}))
    assert answer.status_code == 422
    assert [entry["path"] for entry in answer.json()["errors"]] == ["body/sheet/assessor/role"]
    assert all(entry["vi"] and entry["en"] for entry in answer.json()["errors"])


def test_forms_that_do_not_fit_each_other_are_422() -> None:
    answer = CLIENT.post("/score", json=_filed(marks={"1.1": 4}, rejects=["nothing-like-this"]))
    assert answer.status_code == 422
    assert sorted(_codes(answer)) == ["unknown-gate", "unknown-points"]


@pytest.mark.parametrize(
    "path", ["/rulesets/27-2027/product-sets/8", "/rulesets/26-2026/product-sets/99"]
)
def test_an_unknown_ruleset_or_product_set_is_404(path: str) -> None:
    assert CLIENT.get(path).status_code == 404


def test_a_product_set_is_sent_with_all_that_a_form_needs() -> None:
    answer = CLIENT.get("/rulesets/26-2026/product-sets/8")
    assert answer.status_code == 200
    assert answer.json() == ocop.ruleset("26-2026").product_set(8).as_json()


def test_a_product_is_found_by_everyday_words() -> None:
    answer = CLIENT.get("/product-sets", params={"words": "tôm khô"})
    assert answer.json()["places"][0]["product_set"] == 8


def test_the_report_is_a_file_to_download() -> None:
    answer = CLIENT.post("/report", params={"lang": "en"}, json=_filed())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.startswith("<!doctype html>") or answer.text.startswith("<!DOCTYPE html>")


def test_a_sheet_goes_back_as_it_came() -> None:
    sheet = _filed()["sheet"]
    assert CLIENT.post("/sheets", json=sheet).json() == sheet


def test_an_uploaded_file_is_read_from_its_bytes_with_line_and_column() -> None:
    text = (DEMO / "dossier.yaml").read_text(encoding="utf-8")
    assert CLIENT.post("/dossiers/check", content=text.encode()).status_code == 200
    twice = text.replace("  kind: first\n", "  kind: first\n  kind: renewal\n")
    answer = CLIENT.post("/dossiers/check", content=twice.encode())
    assert answer.status_code == 422
    assert _codes(answer) == ["duplicate-key"]
    assert answer.json()["errors"][0]["line"] > 1


def test_a_body_that_is_no_json_is_422() -> None:
    answer = CLIENT.post("/score", content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert _codes(answer)


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "a\x1bb"])
def test_characters_that_databases_and_pages_choke_on_are_422(text: str) -> None:
    filed = _filed()
    filed["dossier"]["product"]["name"] = text
    body = json.dumps(filed).encode()
    answer = CLIENT.post("/score", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "body/dossier/product/name"


def test_the_two_forms_are_named_components_of_the_openapi_document() -> None:
    document = CLIENT.get("/openapi.json").json()
    assert {"Dossier", "ScoreSheet"} <= set(document["components"]["schemas"])
