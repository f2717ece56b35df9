"""The house stands as it says: the public face, the version, the schemas for editors, nothing heavy
at the door.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.cli.schema import NAMES, document

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", [name for name in ocop.__all__ if name != "__version__"])
def test_every_public_name_exists_has_a_docstring_and_lives_where_the_face_says(name: str) -> None:
    value = getattr(ocop, name)
    assert value.__doc__
    assert value.__module__ == f"ocop_scoring.{ocop._HOMES[name]}"


def test_the_architecture_page_prints_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    page = (
        (ROOT / "docs" / "architecture.md")
        .read_text(encoding="utf-8")
        .split("<!-- made: rooms -->")[1]
        .split("<!-- end -->")[0]
    )
    printed = [
        re.findall(r"`([\w.]+)`", line) for line in page.splitlines() if re.match(r"\d+\. ", line)
    ]
    layers = [layer.split("|") for contract in contracts for layer in reversed(contract["layers"])]
    assert printed == [
        [name.strip().removeprefix("ocop_scoring.") for name in layer] for layer in layers
    ]


def test_every_module_stands_in_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "ocop_scoring"
    modules = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if not path.name.startswith("__")
    }
    assert {name for name in modules if f"| `{name}` |" not in page} == set()


def test_the_changelog_names_the_version() -> None:
    assert f"## [{ocop.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_importing_the_package_loads_no_model_and_no_yaml() -> None:
    code = "import sys, ocop_scoring; print([m for m in ('pydantic', 'pydantic_core', 'yaml', 'jinja2') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout.strip() == "[]"


def test_rating_from_files_builds_no_pydantic_model() -> None:
    code = (
        "import sys, ocop_scoring as o, pathlib; d = pathlib.Path(o.__file__).parent / 'demo'; from ocop_scoring.rating import score;"
        "o.load_sheet(d / 'sheet.yaml'); print('pydantic.main' in sys.modules, 'jinja2' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout.strip() == "False False"


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schemas_are_those_of_the_code(name: str) -> None:
    shipped = json.loads(
        (ROOT / "criteria" / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    )
    assert shipped == json.loads(json.dumps(document(name))), "write them with: make schemas"
