"""`ocop.formats`: a model for every format that systems read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError
from support.folders import ROOT

import ocop_scoring as ocop
from ocop_scoring.errors import Fault, FilingError, Place
from ocop_scoring.formats import FORMATS


def test_the_package_hands_the_formats_on() -> None:
    code = "import ocop_scoring as ocop; print(ocop.formats.ProductSet.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout == "ProductSet\n"
    assert "formats" in dir(ocop)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_handed_on_by_its_models_name(name: str) -> None:
    model = FORMATS[name]
    assert getattr(ocop.formats, model.__name__) is model
    assert model.__name__ in ocop.formats.__all__
    assert model.__doc__
    assert issubclass(model, ocop.formats.Format)


def test_errors_are_read_back_as_they_were_written() -> None:
    placed = Fault(
        "unknown-points",
        Place("sheet.yaml", 14, 12),
        "marks/1.5",
        "4",
        "0, 1, 2 or 3",
        {"criterion": "1.5"},
    )
    bare = Fault("wrong-word", None, "assessor/role", "boss", "self, member")
    document = FilingError([placed, bare]).as_json()
    model = ocop.formats.Errors.model_validate(document)
    assert model.model_dump(mode="json") == document
    assert ocop.formats.Errors.model_validate_json(json.dumps(document)) == model
    assert (model.errors[0].line, model.errors[1].file) == (14, None)


def test_every_format_that_is_written_has_a_model() -> None:
    """But what people fill in, which are forms, and resolved documents, which are ours alone."""
    ours = {
        "dossier",
        "sheet",
        "sheet-workbook",
        "entry-workbook",
        "dossier-workbook",
        "policy",
        "round",
        "crosswalk",
        "what-if",
        "resolved",
        "mutants-state",
    }
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    written = set(re.findall(r"\bocop-([a-z-]+)/[0-9]", source))
    assert written - ours == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_of_another_format_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="format"):
        FORMATS[name].model_validate({"format": "ocop-dossier/1"})


def test_reading_a_format_needs_no_ruleset(tmp_path: Path) -> None:
    code = (
        "import sys; from ocop_scoring.formats import Errors;"
        "Errors.model_validate({'format': 'ocop-errors/1', 'errors': []});"
        "print([m for m in sys.modules if m in ('yaml', 'jinja2', 'click', 'ocop_scoring.cli')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout == "[]\n"
