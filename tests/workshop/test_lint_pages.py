"""The pages on lint's codes: one for each code, in five parts; its example gives the remark, and
mended it does not.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from support.bad_rulesets import Edit, edits_in
from support.folders import GOOD, ROOT

from ocop_scoring import Catalog
from ocop_scoring.lang import LANGUAGES, catalogue
from ocop_scoring.workshop import ALL, Remark, lint_rulesets
from ocop_scoring.workshop.lint_printed import lint_printed
from ocop_scoring.workshop.remark import REMARKS

PAGES = ROOT / "docs" / "reference" / "lint"
PARTS = [
    "What it finds",
    "Why it matters",
    "An example",
    "Mended",
    "When to let it stand",
]
FIRST, SECOND = "mini-2030/product-sets/01-dried.yaml", "mini-2030/product-sets/02-sauces.yaml"


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def part(code: str, title: str) -> str:
    return page(code).partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def said(*changes: Edit) -> frozenset[tuple[str, str]]:
    """What is said of the small ruleset with some changes, read and as printed: code and address;
    a second table that is changed is a copy of the first.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder) / "r"
        shutil.copytree(GOOD, root)
        if any(change.file == SECOND for change in changes):
            text = (root / FIRST).read_text(encoding="utf-8")
            (root / SECOND).write_text(text.replace("number: 1\n", "number: 2\n"), "utf-8")
        for change in changes:
            change.apply(root)
        catalog = Catalog(root)
        every = [*lint_rulesets(catalog, ["mini-2030"], ALL).values()]
        found = [remark for of_one in every for remark in of_one]
        return frozenset(map(_told, [*found, *lint_printed(catalog, "mini-2030")]))


def _told(remark: Remark) -> tuple[str, str]:
    return remark.code, remark.where


@cache
def before() -> frozenset[tuple[str, str]]:
    return said()


@pytest.mark.parametrize("code", REMARKS)
def test_a_page_has_five_parts_and_says_how_serious_its_code_is(code: str) -> None:
    assert re.findall(r"^## (.+)$", page(code), re.MULTILINE) == PARTS
    assert page(code).startswith(f"# `{code}`\n\nHow serious: {REMARKS[code][0]}")


@pytest.mark.parametrize("code", REMARKS)
def test_the_example_of_a_page_gives_the_remark_and_mended_it_does_not(code: str) -> None:
    example, mended = edits_in(part(code, "An example")), edits_in(part(code, "Mended"))
    if not example:
        pytest.skip("its example is no small ruleset")
    assert code in {name for name, _ in said(*example) - before()}
    assert code not in {name for name, _ in said(*example, *mended) - before()}


def test_every_page_is_that_of_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*REMARKS}


def test_every_code_has_its_sentence_why_it_matters_and_how_it_is_mended() -> None:
    keys = {key for key in catalogue("en") if key.startswith("lint.")} - {"lint.recorded"}
    for lang in LANGUAGES:
        assert keys <= {*catalogue(lang)}
    sentences = {f"lint.{code}{end}" for code in REMARKS for end in ("", ".why", ".mend")}
    assert sentences <= keys
