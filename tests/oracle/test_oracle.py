"""The oracle's own tests: the law's numbers add up, and small cases come out as worked out by hand."""

import ast
import random
import sys
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest
from oracle import oracle
from oracle.oracle import Criterion, Mark, Marks, rate, rate_table, read_level, read_table

SETS = range(1, 27)
FILES = ["26-2026", "148-2023", "1048-2019", "1048-2019+781"]
PARTS = {  # the printed points
    "26-2026": {"A": 40, "B": 25, "C": 35},
    "148-2023": {"A": 40, "B": 25, "C": 35},
    "1048-2019": {"A": 35, "B": 25, "C": 40},
    "1048-2019+781": {"A": 35, "B": 25, "C": 40},
}
# Where a table does not add up, and the original must be seen: as printed.
OPEN_CRITERIA = {  # printed most points, best level
    ("148-2023", "7", "6.d"): (4, 3),
    ("1048-2019", "19", "10"): (5, 3),
    ("1048-2019+781", "19", "10"): (5, 3),
}
OPEN_PARTS = {  # what the groups add up to
    ("148-2023", "11", "C"): 32,
    ("148-2023", "12", "C"): 32,
    ("148-2023", "13", "C"): 33,
    ("1048-2019", "26", "A"): 34,
}
LOST = {  # points of a part that no sheet can reach
    ("148-2023", 7): {"C": 1},
    ("148-2023", 11): {"C": 3},
    ("148-2023", 12): {"C": 3},
    ("148-2023", 13): {"C": 2},
    ("1048-2019", 19): {"C": 2},
    ("1048-2019+781", 19): {"C": 2},
    ("1048-2019", 26): {"A": 1},
}


def row(number: str, levels: str, only_if: str = "-", part: str = "A") -> Criterion:
    """An invented row, its levels and condition written as the table of facts writes them."""
    return Criterion(
        part,
        number,
        tuple(read_level(text) for text in levels.split()),
        None if only_if == "-" else only_if,
    )


def best_sheet(product_set: int, ruleset: str = "26-2026") -> Marks:
    """Every criterion at its level with most points, the first of them where there are two; all
    lines that add up.
    """
    marks: Marks = {}
    for criterion in read_table(product_set, ruleset):
        worth = [level.points for level in criterion.levels]
        marks[criterion.number] = (
            tuple(range(len(worth))) if oracle.adds_up(criterion) else worth.index(max(worth))
        )
    return marks


def changed(marks: Marks, changes: Marks) -> Marks:
    return {**marks, **changes}


def without(marks: Marks, *numbers: str) -> Marks:
    return {number: mark for number, mark in marks.items() if number not in numbers}


def group_rows(file: str) -> list[list[str]]:
    lines = (oracle.FACTS / f"{file}-groups.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


def criterion_rows(file: str) -> list[list[str]]:
    lines = (oracle.FACTS / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


# ---------------------------------------------------------------- the law's numbers


@pytest.mark.parametrize(
    ("ruleset", "criteria", "levels"),
    [
        ("26-2026", 787, 2535 + 22 * 2),  # ticked levels and yes/no items
        ("148-2023", 795, 2632),
        ("148-2023+1489", 795, 2632),
        ("1048-2019", 773, 2792),
        ("1048-2019+781", 782, 2806),
    ],
)
def test_there_are_as_many_criteria_and_levels_as_printed(
    ruleset: str, criteria: int, levels: int
) -> None:
    rows = [criterion for product_set in SETS for criterion in read_table(product_set, ruleset)]
    assert len(rows) == criteria
    assert sum(len(criterion.levels) for criterion in rows) == levels


@pytest.mark.parametrize("product_set", SETS)
@pytest.mark.parametrize("ruleset", oracle.RULESETS)
def test_the_maxima_of_a_set_add_up_to_its_parts_and_to_100(ruleset: str, product_set: int) -> None:
    file = ruleset.removesuffix("+1489")
    lost = LOST.get((file, product_set), {})
    result = rate(product_set, best_sheet(product_set, ruleset), ruleset=ruleset)
    assert result["parts"] == {part: most - lost.get(part, 0) for part, most in PARTS[file].items()}
    assert (result["status"], result["total"], result["star"]) == (
        "rated",
        100 - sum(lost.values()),
        5,
    )


@pytest.mark.parametrize("file", FILES)
def test_the_most_points_of_a_criterion_are_those_of_its_best_level(file: str) -> None:
    for cells in criterion_rows(file):
        worth = [read_level(text).points for text in cells[6].split()]
        most, best = int(cells[5]), sum(worth) if cells[6].startswith("+") else max(worth)
        assert (most, best) == OPEN_CRITERIA.get((file, cells[0], cells[4]), (best, best)), cells


@pytest.mark.parametrize("file", FILES)
def test_a_groups_points_are_those_of_its_criteria_and_a_parts_points_those_of_its_groups(
    file: str,
) -> None:
    groups: dict[tuple[str, str, str], int] = {}
    headings: dict[tuple[str, str], int] = {}
    for product_set, part, group, heading, _, most, _, _ in criterion_rows(file):
        groups[product_set, part, group] = groups.get((product_set, part, group), 0) + int(most)
        if heading != "-":
            headings[product_set, heading] = headings.get((product_set, heading), 0) + int(most)

    parts: dict[tuple[str, str, str], int] = {}
    printed_headings: dict[tuple[str, str], int] = {}
    for product_set, part, part_points, group, group_points, inside in group_rows(file):
        assert groups.pop((product_set, part, group)) == int(group_points), (product_set, group)
        key = (product_set, part, part_points)
        parts[key] = parts.get(key, 0) + int(group_points)
        for text in inside.split() if inside != "-" else []:
            number, heading_points = text.split("=")
            printed_headings[product_set, number] = int(heading_points)
    assert groups == {}
    assert headings == printed_headings
    assert len(parts) == 26 * 3
    for (product_set, part, part_points), total in parts.items():
        assert int(part_points) == PARTS[file][part], (product_set, part)
        assert total == OPEN_PARTS.get((file, product_set, part), int(part_points)), (
            product_set,
            part,
        )


def opened_by_the_story(product_set: int, ruleset: str) -> list[tuple[str, str]]:
    return [(row.number, row.only_if) for row in read_table(product_set, ruleset) if row.only_if]


def test_the_story_opens_one_criterion_in_every_set_but_tourism() -> None:
    for product_set in SETS:
        assert opened_by_the_story(product_set, "26-2026") == (
            [] if product_set == 26 else [("5.2", "5.1")]
        ), product_set


def test_in_148_the_story_opens_5b_in_every_set_but_tourism_and_5c_in_five() -> None:
    for product_set in SETS:
        story = [] if product_set == 26 else [("5.b", "5.a")]
        structure = [("5.c", "5.a")] if product_set in (1, 2, 3, 5, 6) else []
        assert opened_by_the_story(product_set, "148-2023") == story + structure, product_set


def test_in_1048_the_story_opens_two_criteria_in_every_set_and_781_took_them_from_tourism() -> None:
    for product_set in SETS:
        both = [("5.2", "5.1"), ("5.3", "5.1")]
        assert opened_by_the_story(product_set, "1048-2019") == both, product_set
        assert opened_by_the_story(product_set, "1048-2019+781") == (
            [] if product_set == 26 else both
        ), product_set


def test_lines_add_up_in_1048s_tourism_alone() -> None:
    for file in FILES:
        summed = [
            (product_set, criterion.number)
            for product_set in SETS
            for criterion in read_table(product_set, file)
            if any(level.adds for level in criterion.levels)
        ]
        assert summed == (
            [(26, f"{number}") for number in range(6, 13)] if file == "1048-2019" else []
        )


def test_781_changed_minimums_and_tourism_alone() -> None:
    for product_set in range(1, 26):
        before, after = (
            read_table(product_set, "1048-2019"),
            read_table(product_set, "1048-2019+781"),
        )
        without_minimums = [
            replace(
                criterion, levels=tuple(replace(level, minimum=None) for level in criterion.levels)
            )
            for criterion in after
        ]
        assert before == without_minimums


def minimums_of(product_set: int, ruleset: str) -> list[tuple[str, int, int]]:
    """Printed number, points of the level, star."""
    return [
        (criterion.number, level.points, level.minimum)
        for criterion in read_table(product_set, ruleset)
        for level in criterion.levels
        if level.minimum is not None
    ]


def test_the_known_minimums_of_781() -> None:
    known = {
        1: [("8", 3, 4), ("9.1", 2, 3), ("10", 1, 3)],
        2: [("7", 3, 4), ("8.1", 2, 3), ("9", 1, 3)],
        3: [("8", 3, 4), ("9.1", 2, 3), ("10", 1, 3)],
        4: [("8", 3, 4), ("9.1", 2, 3), ("10", 1, 3)],
        17: [("7", 5, 4), ("8.1", 3, 3), ("9", 1, 3)],
        19: [("11", 3, 4), ("12", 1, 3)],
        20: [("6", 1, 3), ("10", 3, 4), ("12", 1, 3)],
        21: [("6", 1, 3), ("11", 3, 4), ("12", 1, 3)],
        22: [("6", 1, 3), ("11", 3, 4), ("12", 1, 3)],
        23: [("6.1", 3, 3), ("7", 1, 2), ("7", 3, 3)],
        24: [("6.1", 3, 3), ("7", 1, 2), ("7", 3, 3)],
        25: [],
        26: [],
    }
    for product_set in SETS:
        expected = known.get(
            product_set, [("7", 3, 4), ("8.1", 3, 3), ("9", 1, 3)]
        )  # sets 5 to 16 and 18
        assert minimums_of(product_set, "1048-2019+781") == expected, product_set
        assert minimums_of(product_set, "1048-2019") == []


def test_in_148_the_first_level_of_intellectual_property_is_a_minimum_for_4_stars() -> None:
    for product_set in SETS:
        (item,) = [row for row in read_table(product_set, "148-2023") if row.number == "3.e"]
        assert [level.minimum for level in item.levels] == [4] + [None] * (len(item.levels) - 1)


def test_the_oracle_imports_the_standard_library_alone() -> None:
    tree = ast.parse(Path(oracle.__file__).read_text(encoding="utf-8"))
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    assert names
    for name in names:
        assert name.split(".")[0] in sys.stdlib_module_names


# ---------------------------------------------------------------- stars by points


@pytest.mark.parametrize(
    ("total", "star"),
    [(0, 1), (29, 1), (30, 2), (49, 2), (50, 3), (69, 3), (70, 4), (89, 4), (90, 5), (100, 5)],
)
def test_a_band_begins_at_its_own_points_and_ends_below_the_next(total: int, star: int) -> None:
    result = rate_table([row("1", f"{total}")], {"1": 0}, [])
    assert (result["total"], result["star_by_points"], result["star"]) == (total, star, star)


# ---------------------------------------------------------------- minimums, by hand


def test_98_points_with_contracts_for_half_the_output_are_3_stars() -> None:
    result = rate(8, changed(best_sheet(8), {"1.5": 1}))
    assert (result["total"], result["star_by_points"], result["star"]) == (98, 5, 3)
    assert result["unmet"] == [(4, "1.5", 2, 1), (5, "1.5", 3, 1)]


def test_97_points_that_miss_one_3_star_minimum_are_2_stars() -> None:
    result = rate(8, changed(best_sheet(8), {"1.1": None}))
    assert (result["total"], result["star_by_points"], result["star"]) == (97, 5, 2)
    assert result["unmet"] == [(3, "1.1", 0, None)]


def test_a_better_level_than_the_minimum_meets_it() -> None:
    result = rate(8, changed(best_sheet(8), {"1.6": 1, "2.2": 3, "8": 1}))
    assert (result["unmet"], result["star"]) == ([], 5)


def test_missed_minimums_stand_lowest_star_first_and_then_in_printed_order() -> None:
    # 100 less 3 (1.5 at 0), 2 (2.3 at 1 of 3), 3 (3.5 at no level) and 5 (8 at no level)
    result = rate(8, changed(best_sheet(8), {"1.5": 0, "2.3": 0, "3.5": None, "8": None}))
    assert (result["total"], result["star_by_points"], result["star"]) == (87, 4, 2)
    assert result["unmet"] == [
        (3, "3.5", 0, None),
        (3, "8", 0, None),
        (4, "1.5", 2, 0),
        (4, "2.3", 2, 0),
        (4, "3.5", 1, None),
    ]


LOW_TOURISM: Marks = {"1.2": None, "2.1": None, "2.3": None, "4.1": None, "1.3": None, "4.4": None}


def test_minimums_of_a_star_that_the_points_do_not_reach_are_not_listed() -> None:
    # 100 less 5 + 5 + 5 + 5 + 4 + 4 less 2 (3.4: 3 to 1) less 2 (3.5: 3 to 1)
    result = rate(26, changed(best_sheet(26), {**LOW_TOURISM, "3.4": 0, "3.5": 0}))
    assert (result["total"], result["star_by_points"], result["star"]) == (68, 3, 3)
    assert result["unmet"] == []


def test_another_level_with_as_many_points_does_not_meet_a_minimum() -> None:
    table = [row("1", "10 10***"), row("2", "50")]
    result = rate_table(table, {"1": 0, "2": 0}, [])
    assert (result["star"], result["unmet"]) == (2, [(3, "1", 1, 0)])
    assert result["next_star"] is not None
    assert result["next_star"]["changes"] == [("1", 0, 1, 0)]


def test_a_minimum_binds_within_its_case_and_is_missed_where_no_level_is_reached() -> None:
    table = [row("1", "a:1 a:3*** b:1 b:3"), row("2", "0 60")]
    assert rate_table(table, {"1": 0, "2": 1}, [])["unmet"] == [(3, "1", 1, 0)]
    assert rate_table(table, {"1": 1, "2": 1}, [])["unmet"] == []
    assert rate_table(table, {"1": 2, "2": 1}, [])["unmet"] == []
    assert rate_table(table, {"1": None, "2": 1}, [])["unmet"] == [(3, "1", 1, None)]


def test_a_missed_2_star_minimum_leaves_1_star() -> None:
    marks = best_sheet(23, "1048-2019+781")
    result = rate(23, changed(marks, {"7": None}), ruleset="1048-2019+781")
    assert (result["total"], result["star_by_points"], result["star"]) == (97, 5, 1)
    assert result["unmet"] == [(2, "7", 1, None), (3, "7", 2, None)]
    assert result["next_star"] is not None
    assert (result["next_star"]["star"], result["next_star"]["changes"]) == (2, [("7", None, 1, 1)])
    assert rate(23, changed(marks, {"7": 1}), ruleset="1048-2019+781")["star"] == 2


# ---------------------------------------------------------------- lines that add up


def tourism(*changes: tuple[str, Mark]) -> oracle.Result:
    """Set 26 of 1048: 99 points, part A's 35 being 34."""
    return rate(26, changed(best_sheet(26, "1048-2019"), dict(changes)), ruleset="1048-2019")


@pytest.mark.parametrize(
    ("lines", "worth"),
    [((0, 1, 2, 3), 5), ((1, 2), 3), ((0, 3), 2), ((2,), 2), ((2, 0), 3), ((), 0), (None, 0)],
)
def test_ticked_lines_add_up(lines: Mark, worth: int) -> None:
    result = tourism(("6", lines))  # 1, 1, 2 and 1 point
    assert (result["status"], result["total"], result["star"]) == ("rated", 94 + worth, 5)
    assert result["parts"] == {"A": 34, "B": 25, "C": 35 + worth}


def test_lines_that_are_not_assessed_leave_all_of_them_open() -> None:
    marks = without(best_sheet(26, "1048-2019"), "6", "12")
    result = rate(26, marks, ruleset="1048-2019")
    assert (result["status"], result["range"]) == (
        "incomplete",
        {"total": [86, 99], "star": [4, 5]},
    )
    assert result["range"] == oracle.brute_force_range(read_table(26, "1048-2019"), marks)


def test_no_line_ticked_is_an_answer() -> None:
    assert (
        rate(26, changed(best_sheet(26, "1048-2019"), {"6": ()}), ruleset="1048-2019")["range"]
        is None
    )


@pytest.mark.parametrize(
    ("lines", "met"),
    [
        ((1,), True),
        ((0, 1), True),
        ((2,), True),
        ((0, 3), True),
        ((0,), False),
        ((3,), False),
        ((), False),
        (None, False),
    ],
)
def test_a_minimum_on_a_line_is_met_by_it_or_by_lines_with_more_points(
    lines: Mark, met: bool
) -> None:
    result = rate_table([row("1", "+1 +1*** +2 +1"), row("2", "60")], {"1": lines, "2": 0}, [])
    assert (result["star"], result["unmet"]) == ((3, []) if met else (2, [(3, "1", 1, lines)]))


def test_more_lines_of_an_item_are_one_change() -> None:
    table = [row("1", "+1 +1 +2 +1"), row("2", "0 1"), row("3", "0 1"), row("4", "26")]
    nearest = rate_table(table, {"1": (0,), "2": 0, "3": 0, "4": 0}, [])["next_star"]
    assert nearest is not None
    assert (nearest["points_missing"], nearest["fewest"]) == (3, (1, 3))
    assert nearest["equally_good"] == [[("1", (0,), (0, 1, 2), 3)], [("1", (0,), (0, 2, 3), 3)]]


def test_a_change_takes_no_ticked_line_away() -> None:
    criterion = row("1", "+1 +1 +2 +1")
    assert oracle.raises(criterion, (1, 2)) == [(0, 1, 2), (1, 2, 3), (0, 1, 2, 3)]
    assert oracle.raises(criterion, (0, 1, 2, 3)) == []
    assert len(oracle.raises(criterion, ())) == len(oracle.raises(criterion, None)) == 15


def test_the_next_star_over_lines_in_1048s_tourism() -> None:
    # 99 less 5 + 5 (all of 9 and 10): 1 point short of 90
    nearest = tourism(("9", ()), ("10", None))["next_star"]
    assert nearest is not None
    assert (nearest["star"], nearest["points_missing"], nearest["fewest"]) == (5, 1, (1, 1))
    assert nearest["changes"] == [("9", (), (1,), 1)]
    # part A's other points are all there; 4 points short, which no one line has
    nearest = tourism(("9", ()), ("10", None), ("12", (0, 1)))["next_star"]
    assert nearest is not None
    assert (nearest["points_missing"], nearest["fewest"]) == (4, (1, 4))
    assert nearest["equally_good"] == [[("9", (), (0, 2), 4)]]


# ---------------------------------------------------------------- a real sheet


# Frozen durian, set 1, rated in 2022: the places of the levels that were ticked.
DURIAN: Marks = {
    "1.1": 2,
    "1.2": 3,
    "1.3": 3,
    "1.4": 2,
    "1.5": 3,
    "1.6": 1,
    "2.1": 3,
    "2.2": 3,
    "2.3": 2,
    "3.1": 2,
    "3.2": 1,
    "3.3": 1,
    "3.4": 1,
    "3.5": 2,
    "4.1": 3,
    "4.2": 3,
    "4.3": 4,
    "5.1": 5,
    "5.2": 3,
    "5.3": 0,
    "6.1": 1,
    "6.2": 4,
    "6.3": 3,
    "6.4": 2,
    "6.5": 2,
    "7": 2,
    "8": 2,
    "9.1": 2,
    "9.2": 3,
    "10": 4,
    "11": 2,
}


@pytest.mark.parametrize("ruleset", ["1048-2019", "1048-2019+781"])
def test_the_durian_has_93_points_and_5_stars_and_meets_the_known_minimums(ruleset: str) -> None:
    result = rate(1, DURIAN, ruleset=ruleset)
    assert (result["status"], result["parts"], result["total"]) == (
        "rated",
        {"A": 34, "B": 24, "C": 35},
        93,
    )
    assert (result["star_by_points"], result["star"], result["unmet"]) == (5, 5, [])


def test_a_less_unique_durian_keeps_5_stars_under_1048_and_has_3_under_781() -> None:
    marks = changed(DURIAN, {"8": 1})
    assert (
        rate(1, marks, ruleset="1048-2019")["total"],
        rate(1, marks, ruleset="1048-2019")["star"],
    ) == (91, 5)
    result = rate(1, marks, ruleset="1048-2019+781")
    assert (result["total"], result["star"], result["unmet"]) == (91, 3, [(4, "8", 2, 1)])


# ---------------------------------------------------------------- the story


@pytest.mark.parametrize("no_story", [0, None])
def test_without_a_story_its_structure_counts_nothing_and_is_not_missing(no_story: Mark) -> None:
    for marks in (best_sheet(8), without(best_sheet(8), "5.2")):
        result = rate(8, changed(marks, {"5.1": no_story}))
        assert (result["status"], result["total"], result["star"]) == ("rated", 93, 3)
        assert result["unmet"] == [(4, "5.1", 4, no_story)]


def test_while_the_story_is_open_its_structure_may_still_count_nothing() -> None:
    result = rate(8, without(best_sheet(8), "5.1"))
    assert (result["status"], result["total"], result["unmet"]) == ("incomplete", 95, [])
    assert result["range"] == {"total": [93, 100], "star": [3, 5]}


def test_a_minimum_on_what_needs_a_story_is_missed_without_one() -> None:
    table = [row("s", "0 5"), row("t", "1*** 2", only_if="s"), row("u", "0 60")]
    result = rate_table(table, {"s": 0, "t": 1, "u": 1}, [])
    assert (result["total"], result["star"], result["unmet"]) == (60, 2, [(3, "t", 0, None)])


def story_148(product_set: int, level: Mark) -> oracle.Result:
    return rate(
        product_set,
        changed(best_sheet(product_set, "148-2023"), {"5.a": level}),
        ruleset="148-2023",
    )


@pytest.mark.parametrize("no_story", [None, 0])
def test_in_148_no_story_closes_what_needs_one(no_story: Mark) -> None:
    fruit, meat = story_148(1, no_story), story_148(8, no_story)
    # set 1 loses 5.b (5) and 5.c (2) too, set 8 only 5.b: there 5.c stands on its own
    assert (fruit["total"], fruit["star"]) == (100 - 5 - 7, 2)
    assert fruit["unmet"][:2] == [(3, "5.b", 2, None), (4, "5.b", 3, None)]
    assert (meat["total"], meat["star"], meat["unmet"]) == (
        100 - 5 - 5,
        2,
        [(3, "5.b", 2, None), (4, "5.b", 3, None)],
    )


def test_in_148_the_level_with_1_point_opens_what_needs_a_story() -> None:
    for product_set in (1, 8):
        result = story_148(product_set, 1)
        assert (result["total"], result["star"], result["unmet"]) == (96, 5, [])


def test_in_148_opening_the_story_leaves_what_needs_one_at_nothing() -> None:
    nearest = story_148(8, 0)["next_star"]
    assert nearest is not None
    assert nearest["changes"] == [("5.a", 0, 1, 1), ("5.b", None, 2, 3)]


def test_in_1048_no_story_takes_its_contents_and_its_structure_along() -> None:
    for product_set in SETS:
        best = best_sheet(product_set, "1048-2019")
        with_story = rate(product_set, best, ruleset="1048-2019")["total"]
        result = rate(product_set, changed(without(best, "5.2"), {"5.1": 0}), ruleset="1048-2019")
        assert (result["status"], result["total"]) == ("rated", with_story - 10), product_set


# ---------------------------------------------------------------- gates


@pytest.mark.parametrize("zero", [0, None])
@pytest.mark.parametrize("number", ["6.1", "6.2", "6.3", "6.4"])
def test_mineral_water_with_0_points_at_a_sensory_item_gets_no_star(
    number: str, zero: Mark
) -> None:
    result = rate(16, changed(best_sheet(16), {number: zero}))
    assert (result["status"], result["star"], result["gates"]) == (
        "rejected",
        None,
        ["zero-sensory"],
    )
    assert (result["star_by_points"], result["next_star"]) == (5, None)


def test_a_sensory_item_that_is_not_assessed_stops_nothing() -> None:
    result = rate(16, without(best_sheet(16), "6.1"))
    assert (result["status"], result["gates"]) == ("incomplete", [])


def test_0_points_at_a_sensory_item_stop_mineral_water_alone() -> None:
    assert rate(8, changed(best_sheet(8), {"6.2": 0}))["status"] == "rated"


def test_148_stops_no_mineral_water_at_a_sensory_item() -> None:
    marks = best_sheet(16, "148-2023")
    assert [number for number in marks if number.startswith("6.")] == ["6.a", "6.b", "6.c", "6.d"]
    for number in ("6.a", "6.b", "6.c", "6.d"):
        assert rate(16, changed(marks, {number: None}), ruleset="148-2023")["status"] == "rated"


@pytest.mark.parametrize("zero", [0, None])
@pytest.mark.parametrize("ruleset", ["1048-2019", "1048-2019+781"])
def test_1048_stops_mineral_water_and_foreign_matter_in_vegetable_products(
    ruleset: str, zero: Mark
) -> None:
    for number in ("6.1", "6.2", "6.3", "6.4"):
        water = rate(17, changed(best_sheet(17, ruleset), {number: zero}), ruleset=ruleset)
        assert (water["status"], water["star"], water["gates"]) == (
            "rejected",
            None,
            ["zero-sensory"],
        )
        vegetables = rate(7, changed(best_sheet(7, ruleset), {number: zero}), ruleset=ruleset)
        assert vegetables["gates"] == (["zero-impurities"] if number == "6.1" else [])
        assert (
            rate(16, changed(best_sheet(16, ruleset), {number: zero}), ruleset=ruleset)["gates"]
            == []
        )


def test_a_gate_takes_the_star_and_leaves_the_arithmetic() -> None:
    marks = changed(best_sheet(8), {"1.5": 1})
    free = rate(8, marks)
    stopped = rate(8, marks, ["forged-dossier"])
    assert (stopped["status"], stopped["star"], stopped["next_star"]) == ("rejected", None, None)
    for part in ("total", "parts", "star_by_points", "unmet"):
        assert stopped[part] == free[part]


def test_a_gate_rejects_an_incomplete_sheet_too() -> None:
    marks = changed(without(best_sheet(8), "7"), {"1.5": 0})
    result = rate(8, marks, ["forged-dossier"])
    assert (result["status"], result["star"], result["star_by_points"]) == ("rejected", None, None)
    assert (result["total"], result["range"]) == (92, None)
    assert result["unmet"] == [(4, "1.5", 2, 0), (5, "1.5", 3, 0)]


# ---------------------------------------------------------------- incomplete sheets


def test_an_empty_sheet_can_still_become_anything() -> None:
    result = rate(8, {})
    assert (result["status"], result["total"], result["star"]) == ("incomplete", 0, None)
    assert result["parts"] == {"A": 0, "B": 0, "C": 0}
    assert result["range"] == {"total": [0, 100], "star": [1, 5]}


def test_a_minimum_already_missed_caps_the_stars_of_an_incomplete_sheet() -> None:
    result = rate(8, {"1.5": 0})
    assert result["range"] == {"total": [0, 97], "star": [1, 3]}
    assert result["unmet"] == [(4, "1.5", 2, 0), (5, "1.5", 3, 0)]


def test_an_incomplete_sheet_lists_no_minimum_above_the_band_of_its_highest_total() -> None:
    # 68 points as above, of which the open criterion 17 holds 2
    marks = without(changed(best_sheet(26), {**LOW_TOURISM, "3.4": 0, "3.5": 0}), "17")
    result = rate(26, marks)
    assert (result["total"], result["range"]) == (66, {"total": [66, 68], "star": [3, 3]})
    assert result["unmet"] == []


def random_marks(chance: random.Random, criteria: list[Criterion], good: float) -> Marks:
    """A complete sheet; `good` is the share of criteria at their best level."""
    marks: Marks = {}
    for criterion in criteria:
        answers = oracle.all_marks(criterion)
        marks[criterion.number] = answers[-1] if chance.random() < good else chance.choice(answers)
    return marks


def invented_table(chance: random.Random) -> list[Criterion]:
    """Five criteria with large points: a story and what depends on it, lines that may add up, one
    of two cases.

    Minimums stand anywhere.
    """
    rows = [("s", "-"), ("t", "s"), ("1", "-"), ("2", "-"), ("3", "-")]
    criteria = []
    for number, only_if in rows:
        levels = []
        plus = chance.choice(["", "+"]) if number in ("t", "2") else ""
        for case in ("a:", "b:") if number == "3" else ("",):
            for worth in sorted(chance.sample(range(32), chance.randint(1, 3))):
                asterisks = "*" * chance.choice([0, 0, 2, 3, 4, 5])
                levels.append(f"{case}{plus}{worth}{asterisks}")
        criteria.append(row(number, " ".join(levels), only_if))
    return criteria


@pytest.mark.slow
def test_the_reasoned_range_is_that_of_all_completions_in_the_printed_sets() -> None:
    chance = random.Random(26)
    for _ in range(150):
        criteria = read_table(chance.choice(SETS), chance.choice(FILES))
        marks = random_marks(chance, criteria, good=chance.random())
        numbers = [criterion.number for criterion in criteria]
        if chance.random() < 0.5:
            open_now = set(chance.sample(numbers, 3))
        else:
            open_now = {chance.choice(numbers)} | (
                {"5.1", "5.2", "5.3", "5.a", "5.b"} & set(numbers)
            )
        marks = without(marks, *open_now)
        assert oracle.reasoned_range(criteria, marks) == oracle.brute_force_range(
            criteria, marks
        ), marks


def test_the_reasoned_range_is_that_of_all_completions_where_lines_add_up() -> None:
    chance = random.Random(1048)
    criteria = read_table(26, "1048-2019")
    for items in combinations(["6", "7", "8", "9", "10", "11", "12"], 2):
        marks = without(random_marks(chance, criteria, good=chance.random()), *items)
        assert oracle.reasoned_range(criteria, marks) == oracle.brute_force_range(
            criteria, marks
        ), marks


@pytest.mark.slow
def test_the_reasoned_range_is_that_of_all_completions_in_invented_sets() -> None:
    chance = random.Random(2026)
    for _ in range(400):
        criteria = invented_table(chance)
        marks = random_marks(chance, criteria, good=0.3)
        marks = without(marks, *chance.sample(list(marks), chance.randint(1, 5)))
        assert oracle.reasoned_range(criteria, marks) == oracle.brute_force_range(
            criteria, marks
        ), (
            criteria,
            marks,
        )


# ---------------------------------------------------------------- the next star


def test_one_minimum_short_is_one_change_from_the_next_star() -> None:
    nearest = rate(8, changed(best_sheet(8), {"1.5": 1}))["next_star"]
    assert nearest is not None
    assert (nearest["star"], nearest["points_missing"], nearest["fewest"]) == (4, 0, (1, 1))
    assert nearest["changes"] == [("1.5", 1, 2, 1)]


def test_a_change_may_reach_a_higher_star_than_the_next() -> None:
    nearest = rate(8, changed(best_sheet(8), {"1.1": None}))["next_star"]
    assert nearest is not None
    assert (nearest["star"], nearest["changes"]) == (3, [("1.1", None, 0, 1)])


def test_points_and_minimums_may_need_two_changes() -> None:
    nearest = rate(26, changed(best_sheet(26), {**LOW_TOURISM, "3.4": 0, "3.5": 0}))["next_star"]
    assert nearest is not None
    assert (nearest["star"], nearest["points_missing"], nearest["fewest"]) == (4, 2, (2, 3))
    assert nearest["changes"] == [("3.4", 0, 1, 2), ("3.5", 0, 1, 1)]


def test_of_changes_that_gain_as_little_the_earliest_printed_number_is_taken() -> None:
    # 100 less 28 as above less 1 (3.5: 3 to 2) less 3 (3.1): 2 points short; 1.3, 3.1 and 4.4 can
    # gain just 2
    nearest = rate(26, changed(best_sheet(26), {**LOW_TOURISM, "3.5": 1, "3.1": None}))["next_star"]
    assert nearest is not None
    assert (nearest["points_missing"], nearest["changes"]) == (2, [("1.3", None, 1, 2)])


def test_a_mark_that_did_not_count_needs_a_change_of_its_own_once_there_is_a_story() -> None:
    nearest = rate(8, changed(best_sheet(8), {"5.1": 0}))["next_star"]
    assert nearest is not None
    assert nearest["changes"] == [("5.1", 0, 4, 5)]  # 98 points, not 100
    table = [row("s", "0 5"), row("t", "0 20", only_if="s"), row("u", "0 40")]
    opened = rate_table(table, {"s": 0, "t": 1, "u": 1}, [])["next_star"]
    assert opened is not None
    assert opened["changes"] == [("s", 0, 1, 5), ("t", None, 1, 20)]


def test_a_change_keeps_to_its_case() -> None:
    table = [row("1", "a:10 a:20 b:10 b:30")]
    assert rate_table(table, {"1": 0}, [])["next_star"] is None
    from_b = rate_table(table, {"1": 2}, [])["next_star"]
    assert from_b is not None
    assert from_b["changes"] == [("1", 2, 3, 20)]


def test_an_empty_product_is_six_criteria_of_five_points_away_from_2_stars() -> None:
    marks: Marks = {criterion.number: None for criterion in read_table(8)}
    nearest = rate(8, marks)["next_star"]
    assert nearest is not None
    assert (nearest["changes"], nearest["fewest"]) == ("more than 3", (6, 30))


def test_plans_that_no_rule_tells_apart_are_all_given() -> None:
    table = [row("1", "0 1 2"), row("2", "0 1 2"), row("3", "27")]
    nearest = rate_table(table, {"1": 0, "2": 0, "3": 0}, [])["next_star"]
    assert nearest is not None
    assert nearest["equally_good"] == [
        [("1", 0, 1, 1), ("2", 0, 2, 2)],
        [("1", 0, 2, 2), ("2", 0, 1, 1)],
    ]


def test_the_next_star_is_the_least_of_all_changes_in_invented_sets() -> None:
    chance = random.Random(3)
    found = 0
    for _ in range(300):
        criteria = invented_table(chance)
        marks = oracle.as_counted(criteria, random_marks(chance, criteria, good=0.2))
        star = oracle.star_of(criteria, marks)
        nearest = oracle.next_star(criteria, marks)
        plans = []
        options = [
            [marks[item.number], *oracle.raises(item, marks[item.number])] for item in criteria
        ]
        for answers in product(*options):
            after = {item.number: answer for item, answer in zip(criteria, answers, strict=True)}
            if oracle.star_of(criteria, after) > star:
                places = [
                    place
                    for place, item in enumerate(criteria)
                    if after[item.number] != marks[item.number]
                ]
                gained = oracle.total_of(criteria, after) - oracle.total_of(criteria, marks)
                plans.append((len(places), gained, places))
        if nearest is None:
            assert plans == []
            continue
        count, gained, places = min(plans)
        found += 1
        assert nearest["fewest"] == (count, gained)
        if count > 3:
            assert nearest["changes"] == "more than 3"
        for plan in nearest["equally_good"]:
            assert [change[0] for change in plan] == [criteria[place].number for place in places]
            assert sum(change[3] for change in plan) == gained
    assert found > 100


def test_the_fewest_changes_are_those_that_trying_finds_in_the_printed_sets() -> None:
    chance = random.Random(9)
    for _ in range(150):
        criteria = read_table(chance.choice(SETS), chance.choice(FILES))
        nearest = oracle.next_star(criteria, random_marks(chance, criteria, good=chance.random()))
        if nearest is None:
            continue
        if nearest["changes"] == "more than 3":
            assert nearest["fewest"][0] > 3
        else:
            gained = sum(change[3] for change in nearest["equally_good"][0])
            assert nearest["fewest"] == (len(nearest["equally_good"][0]), gained)


# ---------------------------------------------------------------- what the oracle refuses


@pytest.mark.parametrize(
    ("product_set", "marks"),
    [
        (27, {}),
        (8, {"99": 0}),
        (8, {"1.1": 3}),
        (8, {"1.1": -1}),
        (8, {"1.1": (0,)}),
        (8, {"1.1": ()}),
    ],
)
def test_marks_that_the_table_does_not_have_are_refused(product_set: int, marks: Marks) -> None:
    with pytest.raises(ValueError, match=r"there is no|has no level"):
        rate(product_set, marks)


@pytest.mark.parametrize("lines", [0, (4,), (-1,), (0, 0)])
def test_lines_that_the_item_does_not_have_are_refused(lines: Mark) -> None:
    with pytest.raises(ValueError, match="has no level"):
        rate(26, {"6": lines}, ruleset="1048-2019")


def test_a_mark_by_hand_is_a_place_or_none_or_lines() -> None:
    assert [oracle.read_mark(text) for text in ("2", "-", "+2", "+0+3")] == [2, None, (2,), (0, 3)]
