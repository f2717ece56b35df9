"""The baseline of the benchmarks does the library's work: a ratio against something else would say
nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import agreement, plain, sheets
from benchmarks.report import Bar, Line, as_markdown, as_text
from ocop_scoring import Catalog, OcopError, score
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import Ruleset

ROOT = Path(__file__).parent.parent

TABLES = [
    ("tests/rulesets/good", "mini-2030", 1),
    *(("criteria", "26-2026", number) for number in (1, 8, 11, 26)),
]


def table(folder: str, name: str, number: int) -> tuple[Ruleset, ProductSet]:
    rules = Catalog(ROOT / folder).ruleset(name)
    return rules, rules.product_set(number)


@pytest.mark.parametrize(("folder", "name", "number"), TABLES)
def test_the_baseline_gives_the_same_results(folder: str, name: str, number: int) -> None:
    rules, product_set = table(folder, name, number)
    given = agreement.every_kind(product_set, 200)
    assert len(given) > 200
    assert (
        agreement.disagreements(rules, sheets.dossier_of(rules, product_set), product_set, given)
        == []
    )


def test_the_baseline_refuses_what_the_library_refuses() -> None:
    rules, product_set = table(*TABLES[0])
    dossier, by_hand = sheets.dossier_of(rules, product_set), plain.table_from(product_set)
    for sheet in agreement.strange(product_set):
        with pytest.raises(OcopError):
            score(rules, dossier, sheet)
        with pytest.raises(ValueError, match=r"unknown|no level"):
            plain.score(by_hand, sheet)


def test_totals_stand_on_both_sides_of_every_band() -> None:
    rules, product_set = table("criteria", "26-2026", 8)
    dossier = sheets.dossier_of(rules, product_set)
    given = sheets.sheets_of(product_set, sheets.edges(product_set, each=1))
    totals = {score(rules, dossier, sheet).total for sheet in given}
    assert totals >= {0, 29, 30, 49, 50, 69, 70, 89, 90, 100}


def test_sheets_are_the_same_in_every_run() -> None:
    _, product_set = table(*TABLES[0])
    assert sheets.complete(product_set, 20) == sheets.complete(product_set, 20)
    assert sheets.edges(product_set, 2) == sheets.edges(product_set, 2)


def test_a_page_says_what_passes_and_by_how_much_the_rest_falls_short() -> None:
    lines = [
        Line("score", "by hand", 1.6, Bar(True, 1.0, 1.5), "5 µs", "8 µs", "1.5–1.7"),
        Line("score", "zen", 2.7, Bar(True, 3.0), "5 µs", "13 µs"),
        Line("import", "pydantic", 1.2, Bar(False, 1.0, 0.5), "12 ms", "10 ms"),
        Line("page", "template", None, Bar(True, 0.8), "skipped: not there", ""),
    ]
    verdicts = [
        "passes, reaches the goal",
        "falls short by 10%",
        "falls short by 20%",
        "skipped: not there",
    ]
    assert [line.verdict for line in lines] == verdicts
    page = as_markdown(lines, {"zen-engine": "1"}, "a table", 3, 9)
    for verdict in verdicts:
        assert verdict in page
        assert verdict in as_text(lines)
