"""The pages say what is so: examples run, what machines know is fresh, links and paths lead
somewhere, every code has its entry.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from ocop_scoring.rating.finding import REGISTER
from ocop_scoring.terms import CAVEATS

pytestmark = pytest.mark.docs

ROOT = Path(__file__).resolve().parents[1]


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_build"] = module
    spec.loader.exec_module(module)
    return module


PACKAGE = ROOT / "src" / "ocop_scoring"
MADE = ("criteria/releases.lock", "trial/")
"""Paths that a command of the same page, or of the house, makes."""
BUILD = _build()
PAGES = BUILD.pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_machine_knows_better_is_fresh(page: Path) -> None:
    assert BUILD.rebuilt(page) == page.read_text(encoding="utf-8"), (
        "refresh it with: python docs/build.py"
    )


@pytest.mark.parametrize(
    "example", sorted((ROOT / "docs" / "examples").glob("*.py")), ids=lambda path: path.stem
)
def test_every_example_runs(example: Path) -> None:
    assert BUILD.printed(example) is not None


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "docs" / "performance.md"], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    gone = [
        link
        for link in links
        if not link.startswith(("http:", "https:")) and not (page.parent / link).exists()
    ]
    assert not gone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_into_a_page_leads_to_a_heading(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    gone = [
        f"{path}#{anchor}"
        for path, anchor in links
        if not path.startswith(("http:", "https:"))
        and anchor not in _anchors(page.parent / path if path else page)
    ]
    assert not gone


def _anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get where Markdown is shown: words, with hyphens between."""
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_index_links_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    pages = {page.relative_to(index.parent).as_posix() for page in index.parent.rglob("*.md")}
    of_lint = {page for page in pages if page.startswith("reference/lint/")}
    assert pages - of_lint - _linked(index) == {"index.md"}


def test_the_page_of_lint_links_the_page_of_each_kind() -> None:
    page = ROOT / "docs" / "reference" / "lint.md"
    pages = {path.relative_to(page.parent).as_posix() for path in page.parent.glob("lint/*.md")}
    assert pages <= _linked(page)


def _linked(page: Path) -> set[str]:
    return {*re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))}


def test_the_architecture_page_names_functions_where_they_are() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py): (\w+)`", page)
    gone = [f"{path}: {name}" for path, name in named if name not in _defined(PACKAGE / path)]
    assert named
    assert not gone


def _defined(path: Path) -> set[str]:
    """The functions, classes and methods of a module."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_python_block_quotes_a_file_that_is_run(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    blocks = [number for number, line in enumerate(lines) if line == "```python"]
    unquoted = [
        number + 1
        for number in blocks
        if not re.fullmatch(r"<!-- file: docs/examples/[\w/]+\.py -->", lines[number - 1])
    ]
    assert not unquoted


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_path_that_is_not_there(page: Path) -> None:
    bases = (
        ROOT,
        page.parent,
        PACKAGE,
        PACKAGE / "demo",
        ROOT / "criteria",
        ROOT / "criteria" / "26-2026",
    )
    named = [path for path in _paths(page) if not path.startswith(MADE) and not _is_table(path)]
    gone = [path for path in named if not any((base / path).exists() for base in bases)]
    assert not gone


def _is_table(path: str) -> bool:
    """Whether a word is the address of a table, such as 26-2026/8."""
    return re.fullmatch(r"[\d+-]+/\d+", path) is not None


def _paths(page: Path) -> list[str]:
    """What looks like a path of ours among the words in code style; NN, ID, A--B, * and … stand
    for others.
    """
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    words = re.findall(r"`([\w./+-]+)`", text)
    first = (
        "src",
        "docs",
        "tests",
        "criteria",
        "benchmarks",
        "rules",
        "filing",
        "rating",
        "reporting",
        "cli",
        "messages",
        "26-2026",
    )
    ours = [
        word
        for word in words
        if word.split("/")[0] in first
        or word.endswith((".py", ".md", ".yaml", ".toml", ".lock", ".tsv"))
    ]
    return [
        word
        for word in ours
        if "/" in word and not any(step.partition(".")[0].isupper() for step in word.split("/"))
    ]


def test_the_twin_readme_is_equal_line_by_line() -> None:
    english, vietnamese = (
        (ROOT / name).read_text(encoding="utf-8").splitlines()
        for name in ("README.md", "README.vi.md")
    )
    shape = [
        [re.match(r"#+ |- |```|    |!\[|", line)[0] for line in lines]
        for lines in (english, vietnamese)
    ]  # type: ignore[index]
    assert shape[0] == shape[1]


def test_the_readme_is_short_and_begins_with_a_command() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 80
    assert any(line.startswith("    make demo") for line in lines[:15])


def test_every_error_has_its_entry() -> None:
    groups = yaml.safe_load(
        (ROOT / "docs" / "reference" / "errors.yaml").read_text(encoding="utf-8")
    )
    written = {code for group in groups for code in group["codes"]}
    messages = yaml.safe_load(
        (ROOT / "src" / "ocop_scoring" / "messages" / "en" / "errors.yaml").read_text(
            encoding="utf-8"
        )
    )
    said = {key.split(".")[1] for key in messages if key.startswith("error.")}
    assert written == said


def test_every_finding_and_caveat_has_its_entry() -> None:
    written = yaml.safe_load(
        (ROOT / "docs" / "reference" / "findings.yaml").read_text(encoding="utf-8")
    )
    assert set(written["findings"]) == set(REGISTER)
    assert set(written["caveats"]) == set(CAVEATS)


def test_every_message_of_a_finding_or_caveat_is_used_under_its_whole_key() -> None:
    messages = yaml.safe_load(
        (PACKAGE / "messages" / "en" / "rating.yaml").read_text(encoding="utf-8")
    )
    source = "".join(path.read_text("utf-8") for path in (PACKAGE / "rating").glob("*.py"))
    keys = [key for key in messages if key.startswith(("finding.", "caveat."))]
    assert [key for key in keys if f'"{key}"' not in source] == []


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
