"""What holds for every sheet of a table: against every sheet of small tables tried one by one; every
witness rated.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from support.amounts import examples
from support.small_tables import came, criterion_of, document_of, every_sheet, small_tables

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.workshop.reach.witness_forms import invented_dossier, sheet_of

Doc = dict[str, Any]

KINDS = [  # conditions, cases, lines that add up, gates by marks, print that doesn't add up
    ("26-2026", 8),
    ("26-2026", 16),
    ("26-2026", 26),
    ("148-2023", 1),
    ("148-2023", 11),
    ("148-2023+1489", 26),
    ("1048-2019", 7),
    ("1048-2019", 26),
    ("1048-2019+781", 19),
    ("1048-2019+781", 26),
]


@settings(max_examples=examples(25))
@given(small_tables())
def test_statements_are_those_of_every_sheet_tried_one_by_one(document: Doc) -> None:
    found = ocop.reach(ProductSet(document))
    every = [came(document, marks) for marks in every_sheet(document)]
    assert found.sheets == len(every)
    assert found.most_points == max(total for total, _, _ in every)
    for star in found.stars:
        with_it = [total for total, _, given in every if given == star.star]
        without = [total for total, _, given in every if given < star.star]
        assert star.sheets == len(with_it)
        assert star.reachable is bool(with_it)
        assert star.fewest_points == min(with_it, default=None)
        assert star.most_points_without == max(without, default=None)
    for total, by_points, star in every:
        assert found.by_points[by_points][star] == sum(
            (b, s) == (by_points, star) for _, b, s in every
        )
        assert found.stars_by_total[total][star] == sum(
            (t, s) == (total, star) for t, _, s in every
        )
        assert found.totals[total] == sum(t == total for t, _, _ in every)


@pytest.mark.parametrize(("ruleset", "number"), KINDS)
def test_every_witness_that_is_rated_shows_what_is_claimed(ruleset: str, number: int) -> None:
    rules = ocop.ruleset(ruleset)
    found = ocop.reach(rules, product_set=number)
    dossier = invented_dossier(rules, found.rules)
    for sheet in _witnesses(found):
        result = ocop.score(rules, dossier, sheet_of(found.rules, sheet.marks))
        assert (result.total, result.star_by_points) == (sheet.total, sheet.star_by_points)
        assert result.star == (None if sheet.is_gated else sheet.star)
        assert {found.code for found in result.findings} <= _TOLD


_TOLD = {"documents-not-listed", "limit-unchecked", "cases-differ", "mark-without-condition"}
"""What is said of a witness: papers and days are no part of it, and marks are free."""


def _witnesses(found: ocop.Reach) -> Iterator[ocop.WitnessSheet]:
    yield from found.witnesses.values()
    for one in found.decisive:
        yield from one.sheets or ()


def test_a_witness_is_the_sheet_that_its_name_says() -> None:
    found = ocop.reach("26-2026", product_set=8)
    assert found.witnesses["most_points"].total == found.most_points == 100
    for star in found.stars:
        fewest = found.witnesses[f"fewest_points_{star.star}"]
        assert (fewest.total, fewest.star) == (star.fewest_points, star.star)
        without = found.witnesses.get(f"most_points_without_{star.star}")
        if without is None:
            assert star.most_points_without is None
        else:
            assert without.total == star.most_points_without
            assert without.star < star.star


@pytest.mark.parametrize(("ruleset", "number"), KINDS)
def test_two_sheets_of_a_criterion_differ_in_it_alone_and_in_their_star(
    ruleset: str, number: int
) -> None:
    found = ocop.reach(ruleset, product_set=number)
    assert [one.criterion for one in found.decisive] == [c.number for c in found.rules.criteria]
    for one in found.decisive:
        assert one.sheets is not None
        first, other = one.sheets
        both = first.marks.keys() | other.marks.keys()
        differs = [n for n in both if first.marks.get(n) != other.marks.get(n)]
        assert differs == [one.criterion]
        assert first.star != other.star


def test_the_numbers_of_the_law_hold() -> None:
    stars = ocop.reach("26-2026", product_set=8).stars
    assert [s.star for s in stars] == [5, 4, 3, 2, 1]
    assert [s.minimum_points for s in stars] == [50, 41, 11, 0, 0]
    assert [s.fewest_points for s in stars] == [90, 70, 50, 30, 0]
    assert [s.most_points_without for s in stars] == [99, 99, 98, 29, None]
    assert all(s.reachable for s in stars)


def test_a_criterion_that_decides_nothing_is_named() -> None:
    levels = [{"id": f"level-{n}", "points": n, "vi": "Mức"} for n in (0, 1)]
    worth_nothing = criterion_of("1.1", [{"id": "level-0", "points": 0, "vi": "Mức"}])
    document = document_of([worth_nothing, criterion_of("1.2", levels)], [1, 2, 3])
    found = ocop.reach(ProductSet(document))
    assert [(one.criterion, one.decides) for one in found.decisive] == [
        ("1.1", False),
        ("1.2", True),
    ]
    said = found.as_json()["decisive"][0]
    assert said == {
        "criterion": "1.1",
        "decides": False,
        "marks": None,
        "star": None,
        "instead": None,
        "star_instead": None,
    }
    assert [star.reachable for star in found.stars] == [False, False, True, True]
    assert found.star(4).fewest_points is None
    assert found.star(2).most_points_without == 0


def test_sheets_with_so_many_points_and_another_star_are_counted_and_shown() -> None:
    found = ocop.reach("26-2026", product_set=8)
    of_92 = found.stars_by_total[92]
    assert sum(of_92.values()) == found.totals[92]
    assert list(of_92) == [5, 4, 3, 2]
    for star in (1, *of_92):
        sheet = found.sheet_with(92, star)
        assert (sheet is None) is (star not in of_92)
        assert sheet is None or (sheet.total, sheet.star) == (92, star)


def test_a_witness_that_a_gate_would_reject_says_so() -> None:
    found = ocop.reach("26-2026", product_set=16)
    assert [name for name, sheet in found.witnesses.items() if sheet.is_gated] == [
        "fewest_points_1"
    ]
    assert found.as_json()["gated"] == ["fewest_points_1"]


def test_what_is_not_known_of_a_table_is_said() -> None:
    codes = {
        key: [caveat.code for caveat in ocop.reach(key[0], product_set=key[1]).caveats]
        for key in (("26-2026", 8), ("1048-2019", 19), ("1048-2019+781", 19))
    }
    assert codes["26-2026", 8] == []
    assert codes["1048-2019", 19] == ["unverified"]
    assert codes["1048-2019+781", 19] == ["minimums-incomplete", "unverified"]
    assert ocop.reach("1048-2019", product_set=19).most_points == 98


@pytest.mark.parametrize(("ruleset", "number"), KINDS)
def test_the_json_is_the_format(ruleset: str, number: int) -> None:
    said = ocop.reach(ruleset, product_set=number).as_json()
    read = ocop.formats.Reach.model_validate_json(json.dumps(said))
    assert read.model_dump(mode="json") == said
    assert sum(int(sheets) for sheets in said["totals"].values()) == int(said["sheets"])
    assert list(said["stars"]["5"]) == [
        "reachable",
        "minimum_points",
        "fewest_points",
        "most_points_without",
        "sheets",
    ]


def test_a_reach_is_a_value_that_is_made_once() -> None:
    rules = ocop.ruleset("26-2026")
    found = ocop.reach(rules, product_set=8)
    assert ocop.reach(rules.product_set(8)) is found
    assert pickle.loads(pickle.dumps(found)) == found
    assert (found.ruleset, found.product_set) == ("26-2026", 8)
    with pytest.raises(KeyError):
        found.star(6)


def test_a_table_that_is_not_there_is_refused() -> None:
    with pytest.raises(ocop.CatalogError):
        ocop.reach("26-2027", product_set=8)
    with pytest.raises(ocop.CatalogError):
        ocop.reach("26-2026", product_set=27)
    with pytest.raises(TypeError, match="product_set=N"):
        ocop.reach("26-2026")
