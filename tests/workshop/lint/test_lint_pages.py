"""The pages on lint's codes: one for each code, in five parts; its example gives the remark, and
mended it does not.
"""

from __future__ import annotations

import copy
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
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop import ALL, Remark, lint_rulesets
from ocop_scoring.workshop.lint.on_printed import lint_printed, on_scales
from ocop_scoring.workshop.lint.printed import Tables
from ocop_scoring.workshop.lint.read import read_ruleset
from ocop_scoring.workshop.lint.remark import REMARKS

PAGES = ROOT / "docs" / "reference" / "lint"
PARTS = [
    "What it finds",
    "Why it matters",
    "An example",
    "Mended",
    "When to let it stand",
]
NO_EXAMPLE = {
    "scale-start-differs",
    "sum-unresolved",
    "minimum-on-item",
    "differs-from-release",
    "release-not-at-hand",
}
"""Codes whose page shows what no change of the small ruleset and no misprint alone gives: they are
tried below, or with releases.
"""
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


@pytest.mark.parametrize(
    "code", [code for code in REMARKS if "```diff" in part(code, "An example")]
)
def test_the_example_of_a_page_gives_the_remark_and_mended_it_does_not(code: str) -> None:
    example, mended = edits_in(part(code, "An example")), edits_in(part(code, "Mended"))
    assert code in {name for name, _ in said(*example) - before()}
    assert code not in {name for name, _ in said(*example, *mended) - before()}


@cache
def of_decision(name: str, *, as_printed: bool) -> frozenset[tuple[str, str]]:
    """What is said of a decision's tables, as printed or as read."""
    if as_printed:
        return frozenset(map(_told, lint_printed(built_in(), name)))
    return frozenset(map(_told, lint_rulesets(built_in(), [name], (ALL[0], ()))[name]))


@pytest.mark.parametrize("code", [code for code in REMARKS if "\n- at: " in part(code, "Mended")])
def test_an_example_of_print_is_found_where_its_decision_prints_it_and_as_read_it_is_not(
    code: str,
) -> None:
    decision = re.search(r"(\d+)/(\d{4})", part(code, "An example"))
    given = re.search(r"^- at: \[?([^\]\n]+)", part(code, "Mended"), re.MULTILINE)
    assert decision is not None
    assert given is not None
    name = "-".join(decision.groups())
    told = {(code, f"{name}/{at}") for at in given[1].split(", ")}
    assert told & of_decision(name, as_printed=True)
    assert not told & of_decision(name, as_printed=False)


def test_all_other_pages_have_an_example_that_is_run() -> None:
    shown = {
        code
        for code in REMARKS
        if "```diff" in part(code, "An example") or "\n- at: " in part(code, "Mended")
    }
    assert {*REMARKS} - shown == NO_EXAMPLE


def test_what_nobody_can_resolve_and_asterisks_of_a_title_are_found_in_148_2023() -> None:
    assert ("sum-unresolved", "148-2023/11/C") in of_decision("148-2023", as_printed=False)
    on_item = {
        where
        for code, where in of_decision("148-2023", as_printed=True)
        if code == "minimum-on-item"
    }
    assert len(on_item) == 26


def test_a_scale_that_begins_otherwise_than_at_all_siblings_is_found() -> None:
    read = read_ruleset(built_in(), "26-2026")
    document = copy.deepcopy(read.sheets[13].document)
    (row,) = (
        c for c in read.sheets[13]._replace(document=document).criteria() if c["number"] == "3.5"
    )
    row["levels"][0]["points"] = 5
    sheets = {**read.sheets, 13: read.sheets[13]._replace(document=document)}
    found = [*on_scales(Tables.of(read._replace(sheets=sheets), as_printed=False))]
    assert [(remark.code, remark.where.rpartition("/")[0]) for remark in found] == [
        ("scale-start-differs", "26-2026/13/3.5")
    ]


def test_every_page_is_that_of_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*REMARKS}


def test_every_code_has_its_sentence_why_it_matters_and_how_it_is_mended() -> None:
    keys = {key for key in catalogue("en") if key.startswith("lint.")} - {"lint.recorded"}
    for lang in LANGUAGES:
        assert keys <= {*catalogue(lang)}
    sentences = {f"lint.{code}{end}" for code in REMARKS for end in ("", ".why", ".mend")}
    assert sentences <= keys
