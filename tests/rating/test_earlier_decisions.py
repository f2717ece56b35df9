"""1048/2019 and 781/2020: a real sheet, lines that add up, cases with different maxima, and stars
that are upper bounds.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

# Frozen durian, set 1, as ticked in Bến Tre in 2022: 31 levels.
DURIAN = {
    "1.1": 3,
    "1.2": 3,
    "1.3": 4,
    "1.4": 2,
    "1.5": 4,
    "1.6": 1,
    "2.1": 3,
    "2.2": 3,
    "2.3": 2,
    "3.1": 3,
    "3.2": "a-half-or-local-woman",
    "3.3": 1,
    "3.4": 1,
    "3.5": 2,
    "4.1": 5,
    "4.2": 5,
    "4.3": 5,
    "5.1": 5,
    "5.2": 3,
    "5.3": 1,
    "6.1": 1,
    "6.2": 8,
    "6.3": 3,
    "6.4": 2,
    "6.5": 2,
    "7": 2,
    "8": 3,
    "9.1": 2,
    "9.2": 3,
    "10": 4,
    "11": 5,
}
FILED = {"1048-2019": "2019-10-01", "1048-2019+781": "2022-06-01", "148-2023": "2024-01-01"}


def rated(
    ruleset: str,
    number: int,
    marks: dict[str, Any],
    kind: str = "cooperative",
    facts: dict[str, Any] | None = None,
) -> ocop.Evaluation:
    dossier = ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "Sản phẩm mẫu",
                "product_set": number,
                "commune": "Xã Mẫu",
                "province": "Tỉnh Mẫu",
            },
            "producer": {"name": "HTX Mẫu", "kind": kind, "representative": {"name": "Người Mẫu"}},
            "application": {"kind": "first", "submitted_on": FILED[ruleset]},
            "facts": facts or {},
        }
    )
    sheet = ocop.read_sheet(
        {
            "format": "ocop-sheet/1",
            "ruleset": ruleset,
            "product_set": number,
            "assessor": {"id": "m1", "role": "member"},
            "marks": marks,
        }
    )
    return ocop.score(ocop.ruleset(ruleset), dossier, sheet)


def known(result: ocop.Evaluation) -> list[str]:
    """The caveats on what is known of a table, whether it is released or not."""
    return [caveat.code for caveat in result.caveats if caveat.code != "not-released"]


def best(ruleset: str, number: int) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    for c in ocop.ruleset(ruleset).product_set(number).criteria:
        marks[c.number] = (
            [level.id for level in c.levels]
            if c.mode == "sum"
            else max(c.levels, key=lambda level: level.points).id
        )
    return marks


def test_the_real_sheet_has_93_points_in_its_three_parts() -> None:
    result = rated("1048-2019", 1, DURIAN)
    assert dict(result.parts) == {"A": 34, "B": 24, "C": 35}
    assert (result.total, result.star_by_points, result.star) == (93, 5, 5)
    assert known(result) == []


def test_the_real_sheet_under_781_meets_the_known_minimums_and_its_star_is_an_upper_bound() -> None:
    result = rated("1048-2019+781", 1, DURIAN)
    assert (result.total, result.star_by_points, result.star, result.unmet) == (93, 5, 5, ())
    assert result.is_upper_bound
    assert known(result) == ["minimums-incomplete"]
    said = result.as_json()["caveats"][-1]
    assert said["vi"].count("CẬN TRÊN") == 1
    assert "part A for 2–5★, part B for 2–5★, part C for 4–5★" in said["en"]
    assert "UPPER BOUND" in result.verdict("en")
    assert "nhiều nhất 5★" in result.verdict("vi")
    assert "lowest-level-of-known-minimums" in result.readings


def test_a_known_minimum_of_781_costs_a_star_that_1048_alone_gives() -> None:
    marks = DURIAN | {"8": 1}
    assert rated("1048-2019", 1, marks).star == 5
    result = rated("1048-2019+781", 1, marks)
    assert (result.total, result.star) == (91, 3)
    assert [(u.star, u.criterion, u.needs) for u in result.unmet] == [(4, "8", "unique")]


def test_an_upper_bound_is_said_of_what_a_higher_star_could_lose_alone() -> None:
    """An unfinished sheet is bounded by its best star; 1★ can't be lost; the way up may be longer
    than it is known to be.
    """
    open_ = rated("1048-2019+781", 1, {n: m for n, m in DURIAN.items() if n != "1.1"})
    assert open_.range is not None
    assert open_.is_upper_bound
    assert f"nhiều nhất {open_.range.star[1]}★ (CẬN TRÊN" in open_.verdict("vi")
    lowest = rated("1048-2019+781", 1, dict.fromkeys(DURIAN, 0))
    assert (lowest.star, lowest.is_upper_bound) == (1, False)
    assert lowest.verdict("en") == "0 points: 1★"
    low = rated("1048-2019+781", 1, DURIAN | {"8": 1})
    assert "conditions not yet known may ask for more" in low.explain("en")
    assert "not yet known" not in rated("1048-2019", 1, dict.fromkeys(DURIAN, 0)).explain("en")
    page = ocop.render(low, "html", lang="en").decode()
    assert "conditions not yet known may ask for more" in page


def test_tourism_under_781_has_no_missing_minimums() -> None:
    table = ocop.ruleset("1048-2019+781").product_set(26)
    assert (table.minimums_missing, table.minimums, table.caveats) == ((), (), ())


@pytest.mark.parametrize("number", range(1, 26))
def test_every_other_table_of_781_says_that_minimums_are_missing(number: int) -> None:
    table = ocop.ruleset("1048-2019+781").product_set(number)
    assert [(m.part, m.stars) for m in table.minimums_missing] == [
        ("A", (2, 3, 4, 5)),
        ("B", (2, 3, 4, 5)),
        ("C", (4, 5)),
    ]
    assert "minimums-incomplete" in table.caveats


@pytest.mark.parametrize(
    ("ruleset", "number", "reachable"),
    [("1048-2019", 19, 98), ("1048-2019+781", 19, 98), ("1048-2019", 26, 99)],
)
def test_a_table_that_does_not_add_up_is_unverified_and_says_what_can_be_reached(
    ruleset: str, number: int, reachable: int
) -> None:
    result = rated(ruleset, number, best(ruleset, number))
    assert result.total == result.printed.most_points == reachable
    assert result.printed.provenance == "unverified"
    (said,) = [c for c in result.as_json()["caveats"] if c["code"] == "unverified"]
    assert f"{reachable} of 100" in said["en"]
    assert f"{reachable} trong 100" in said["vi"]


@pytest.mark.parametrize("rules", ocop.rulesets(), ids=lambda rules: rules.id)
def test_only_the_unverified_tables_reach_less_than_100_points(rules: ocop.Ruleset) -> None:
    for number in rules.numbers:
        table = rules.product_set(number)
        assert (table.most_points < 100) == (table.provenance == "unverified"), number


def test_a_single_owner_reaches_one_of_the_two_points_of_3_2() -> None:
    criterion = ocop.ruleset("1048-2019").product_set(8).criterion("3.2")
    highest = {
        case: max(level.points for level in criterion.levels if level.case == case)
        for case in ("a", "b")
    }
    assert highest == {"a": 2, "b": 1}
    result = rated(
        "1048-2019", 8, best("1048-2019", 8) | {"3.2": "b-from-province"}, kind="household"
    )
    assert result.total == 99


@pytest.mark.parametrize(
    ("kind", "level", "differs"),
    [
        ("household", "a-half-or-local-woman", True),
        ("household", "b-from-province", False),
        ("cooperative", "b-from-province", True),
        ("cooperative", "a-below-half", False),
        ("limited-company", "a-below-half", False),
        ("limited-company", "b-from-province", False),
    ],
)
def test_a_level_of_the_other_case_than_the_producers_kind_decides_is_found(
    kind: str, level: str, differs: bool
) -> None:
    result = rated("1048-2019", 8, best("1048-2019", 8) | {"3.2": level}, kind=kind)
    assert (
        ("cases-differ", "3.2")
        in [(finding.code, finding.criterion) for finding in result.findings]
    ) is differs
    assert result.total == (99 if level != "a-half-or-local-woman" else 100)


def test_the_number_of_members_decides_a_limited_companys_case() -> None:
    marks = best("1048-2019", 8)
    for members, differs in ((1, True), (2, False)):
        result = rated(
            "1048-2019",
            8,
            marks,
            kind="limited-company",
            facts={"limited_company_members": members},
        )
        assert (
            "mark-above-bound" in [f.code for f in result.findings if f.criterion == "3.2"]
        ) is differs


def test_ticked_lines_of_tourism_add_up() -> None:
    table = ocop.ruleset("1048-2019").product_set(26)
    criterion = table.criterion("6")
    assert (criterion.mode, criterion.points, [level.points for level in criterion.levels]) == (
        "sum",
        5,
        [1, 1, 2, 1],
    )
    lines = [criterion.levels[0].id, criterion.levels[2].id]
    result = rated("1048-2019", 26, best("1048-2019", 26) | {"6": lines})
    assert result.total == 99 - 2
    assert result.as_json()["criteria"][table.criteria.index(criterion)]["level"] == lines


def test_the_level_that_a_misprint_lost_is_there_and_told() -> None:
    table = ocop.ruleset("1048-2019").product_set(7)
    assert [level.points for level in table.criterion("3.1").levels] == [1, 2, 3]
    assert "7/3.1/community-owned" in [erratum.at for erratum in table.errata]


@pytest.mark.parametrize("at_zero", ["6.1", "6.2", "6.3", "6.4"])
def test_a_sensory_item_at_0_points_stops_the_rating_of_water(at_zero: str) -> None:
    result = rated("1048-2019", 17, best("1048-2019", 17) | {at_zero: 0})
    assert [(g.id, g.outcome, g.source) for g in result.gates] == [
        ("zero-sensory", "stopped", "marks")
    ]
    assert (result.status, result.star) == ("rejected", None)


def test_a_story_counts_from_its_first_point_on() -> None:
    for ruleset, story, depending in (("1048-2019", "5.1", "5.2"), ("148-2023", "5.a", "5.b")):
        marks = best(ruleset, 1)
        for points, source in ((1, "mark"), (0, "condition")):
            result = rated(ruleset, 1, marks | {story: points})
            assert next(c.source for c in result.criteria if c.number == depending) == source


@pytest.mark.parametrize(
    ("filed", "ruleset"),
    [
        (date(2019, 8, 21), "1048-2019"),
        (date(2020, 6, 7), "1048-2019"),
        (date(2020, 6, 8), "1048-2019+781"),
        (date(2021, 6, 1), "1048-2019+781"),
        (date(2023, 2, 23), "1048-2019+781"),
        (date(2023, 2, 24), "148-2023"),
    ],
)
def test_the_filing_date_calls_for_the_decision_of_its_day(filed: date, ruleset: str) -> None:
    answer = ocop.applicable(filed, "first")
    assert (answer.ruleset, answer.choices) == (ruleset, (ruleset,))
    assert filed.isoformat() in answer.words.say("en")
    assert ocop.in_force(filed).id == ruleset


def test_a_day_before_the_first_decision_is_refused() -> None:
    with pytest.raises(ocop.CatalogError, match="no-ruleset-for-dates"):
        ocop.applicable(date(2019, 8, 20), "first")


def test_a_decision_before_the_filing_is_refused() -> None:
    with pytest.raises(ocop.CatalogError, match="decided-before-filed"):
        ocop.applicable(date(2026, 5, 10), "first", date(2026, 5, 9))


def test_a_renewal_filed_outside_its_window_is_found() -> None:
    def codes(filed: str) -> list[str]:
        dossier = ocop.read_dossier(
            {
                "format": "ocop-dossier/1",
                "product": {"name": "Mẫu", "product_set": 8, "commune": "Xã", "province": "Tỉnh"},
                "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
                "application": {
                    "kind": "renewal",
                    "submitted_on": filed,
                    "previous": {"star": 3, "certified_on": "2023-12-31"},
                },
            }
        )
        sheet = ocop.read_sheet(
            {
                "format": "ocop-sheet/1",
                "ruleset": "26-2026",
                "product_set": 8,
                "assessor": {"id": "m1", "role": "member"},
                "marks": best("26-2026", 8),
            }
        )
        return [
            finding.code for finding in ocop.score(ocop.ruleset("26-2026"), dossier, sheet).findings
        ]

    assert "renewal-late" not in codes("2026-09-02")  # 120 days before 31/12/2026
    assert "renewal-late" in codes("2026-09-03")
    assert "renewal-too-early" not in codes("2026-07-04")
    assert "renewal-too-early" in codes("2026-07-03")


def test_1048_regulates_its_councils_and_how_their_marks_are_joined() -> None:
    rules = ocop.ruleset("1048-2019+781")
    assert [
        (c.level, c.members, c.rounds, c.first_round_from, c.papers_days_before, c.to)
        for c in rules.councils
    ] == [
        ("district", (5, 7), 1, None, 1, "province"),
        ("province", (9, 11), 2, 3, 2, "ministry"),
        ("ministry", (9, 11), 2, 5, 5, None),
    ]
    assert [50 in council.sends_on for council in rules.councils if council.sends_on] == [
        True,
        False,
    ]
    assert rules.councils[2].below_top_certified_by == "province"
    assert rules.policy == "mean-of-totals"
    assert dict(rules.certified_by) == {3: "province", 4: "province", 5: "ministry"}
    assert (ocop.ruleset("26-2026").policy, ocop.ruleset("26-2026").councils) == (None, ())


# Old sheets, checked without their dossiers


TEA: dict[str, Any] = {
    "1.1": 2, "1.2": 1, "1.3": 2, "1.4": 1, "1.5": 3,
    "2.2": 1, "2.3": 2, "3.3": 1, "9": 1, "10": 3,
}  # fmt: skip
"""Ten ticks of a real sheet of tea, of whose producer nothing is known: 17 points."""


@pytest.mark.parametrize(
    ("number", "marks", "points"), [(12, TEA, 17), (7, {"1.1": 3}, 3), (1, DURIAN, 93)]
)
def test_a_real_sheet_has_its_printed_points_where_the_producer_is_unknown(
    number: int, marks: dict[str, Any], points: int
) -> None:
    result = rated("1048-2019", number, marks, kind="unknown")
    assert result.total == points
    assert not [row.number for row in result.criteria if row.source == "fact"]


@pytest.mark.parametrize("rules", ocop.rulesets(), ids=lambda rules: rules.id)
def test_nothing_follows_from_a_producer_who_is_unknown(rules: ocop.Ruleset) -> None:
    for number in rules.numbers:
        table = rules.product_set(number)
        dossier = dossier_for(table)
        producer = dossier.producer.model_dump() | {"kind": "unknown"}
        result = ocop.score(
            rules, dossier.model_copy(update={"producer": producer}), sheet_for(table, {})
        )
        assert (result.status, result.total) == ("incomplete", 0)
        assert {row.source for row in result.criteria} == {"none"}
        said = {finding.code for finding in result.findings}
        assert not said & {"producer-not-eligible", "producer-not-registered", "cases-differ"}
