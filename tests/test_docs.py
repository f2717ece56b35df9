"""The pages say what is so: examples run, what machines know is fresh, links lead somewhere, every code has its entry."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_build"] = module
    spec.loader.exec_module(module)
    return module


BUILD = _build()
PAGES = BUILD.pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_machine_knows_better_is_fresh(page: Path) -> None:
    assert BUILD.rebuilt(page) == page.read_text(encoding="utf-8"), "refresh it with: python docs/build.py"


@pytest.mark.parametrize("example", sorted((ROOT / "docs" / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_every_example_runs(example: Path) -> None:
    assert BUILD.printed(example) is not None


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "performance.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    gone = [link for link in links if not link.startswith(("http:", "https:")) and not (page.parent / link).exists()]
    assert not gone


def test_the_twin_readme_is_equal_line_by_line() -> None:
    english, vietnamese = ((ROOT / name).read_text(encoding="utf-8").splitlines() for name in ("README.md", "README.vi.md"))
    shape = [[re.match(r"#+ |- |```|    |!\[|", line)[0] for line in lines] for lines in (english, vietnamese)]  # type: ignore[index]
    assert shape[0] == shape[1]


def test_the_readme_is_short_and_begins_with_a_command() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 80
    assert any(line.startswith("    make demo") for line in lines[:15])


def test_every_error_has_its_entry() -> None:
    groups = yaml.safe_load((ROOT / "docs" / "reference" / "errors.yaml").read_text(encoding="utf-8"))
    written = {code for group in groups for code in group["codes"]}
    messages = yaml.safe_load((ROOT / "src" / "ocop_scoring" / "messages" / "en.yaml").read_text(encoding="utf-8"))
    said = {key.removeprefix("error.") for key in messages if key.startswith("error.") and not key.endswith(".bare")}
    assert written == said
