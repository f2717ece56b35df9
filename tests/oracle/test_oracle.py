"""The oracle's own tests: the law's numbers add up, and small cases come out as worked out by hand."""

import ast
import random
import sys
from itertools import product
from pathlib import Path

import oracle
import pytest
from oracle import Criterion, Mark, Marks, rate, rate_table, read_level, read_only_if, read_table

SETS = range(1, 27)
FILES = ["26-2026", "148-2023"]
# Where the transcription of 148 does not add up, and the original must be seen: as printed.
OPEN_CRITERIA = {("148-2023", "7", "6.d"): (4, 3)}  # printed most points, best level
OPEN_PARTS = {("148-2023", "11", "C"): 32, ("148-2023", "12", "C"): 32, ("148-2023", "13", "C"): 33}  # of 35
MOST_POINTS = {("148-2023", 7): 99, ("148-2023", 11): 97, ("148-2023", 12): 97, ("148-2023", 13): 98}


def row(number: str, levels: str, only_if: str = "-", part: str = "A") -> Criterion:
    """An invented row, its levels and condition written as the table of facts writes them."""
    return Criterion(part, number, tuple(read_level(text) for text in levels.split()), *read_only_if(only_if))


def best_sheet(product_set: int, ruleset: str = "26-2026") -> Marks:
    """Every criterion at its level with most points, the first of them where there are two."""
    marks: Marks = {}
    for criterion in read_table(product_set, ruleset):
        worth = [level.points for level in criterion.levels]
        marks[criterion.number] = worth.index(max(worth))
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
    ],
)
def test_there_are_as_many_criteria_and_levels_as_printed(ruleset: str, criteria: int, levels: int) -> None:
    rows = [criterion for product_set in SETS for criterion in read_table(product_set, ruleset)]
    assert len(rows) == criteria
    assert sum(len(criterion.levels) for criterion in rows) == levels


@pytest.mark.parametrize("product_set", SETS)
@pytest.mark.parametrize("ruleset", oracle.RULESETS)
def test_the_maxima_of_a_set_add_up_to_100_in_parts_of_40_25_and_35(ruleset: str, product_set: int) -> None:
    result = rate(product_set, best_sheet(product_set, ruleset), ruleset=ruleset)
    most = MOST_POINTS.get((ruleset.removesuffix("+1489"), product_set), 100)
    assert result["parts"] == {"A": 40, "B": 25, "C": 35 - (100 - most)}
    assert (result["status"], result["total"], result["star"]) == ("rated", most, 5)


@pytest.mark.parametrize("file", FILES)
def test_the_most_points_of_a_criterion_are_those_of_its_best_level(file: str) -> None:
    for cells in criterion_rows(file):
        most, best = int(cells[5]), max(read_level(text).points for text in cells[6].split())
        assert (most, best) == OPEN_CRITERIA.get((file, cells[0], cells[4]), (best, best)), cells


@pytest.mark.parametrize("file", FILES)
def test_a_groups_points_are_those_of_its_criteria_and_a_parts_points_those_of_its_groups(file: str) -> None:
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
        assert int(part_points) == {"A": 40, "B": 25, "C": 35}[part], (product_set, part)
        assert total == OPEN_PARTS.get((file, product_set, part), int(part_points)), (product_set, part)


def test_the_story_opens_one_criterion_in_every_set_but_tourism() -> None:
    for product_set in SETS:
        opened = [(row.number, row.only_if, row.story_from) for row in read_table(product_set) if row.only_if]
        assert opened == ([] if product_set == 26 else [("5.2", "5.1", 1)]), product_set


def test_in_148_the_story_opens_5b_in_every_set_but_tourism_and_5c_in_five() -> None:
    for product_set in SETS:
        table = read_table(product_set, "148-2023")
        opened = [(row.number, row.only_if, row.story_from) for row in table if row.only_if]
        story = [] if product_set == 26 else [("5.b", "5.a", 2)]
        structure = [("5.c", "5.a", 2)] if product_set in (1, 2, 3, 5, 6) else []
        assert opened == story + structure, product_set


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
    return rate(product_set, changed(best_sheet(product_set, "148-2023"), {"5.a": level}), ruleset="148-2023")


@pytest.mark.parametrize("too_little", [None, 0, 1])
def test_in_148_less_than_a_documented_story_closes_what_needs_one(too_little: Mark) -> None:
    given = too_little or 0  # the levels of 5.a are 0, 1, 2, 3, 4, 5 points
    fruit, meat = story_148(1, too_little), story_148(8, too_little)
    # set 1 loses 5.b (5) and 5.c (2), set 8 only 5.b: there 5.c stands on its own
    assert (fruit["total"], fruit["star"]) == (100 - 5 + given - 7, 2)
    assert fruit["unmet"][:2] == [(3, "5.b", 2, None), (4, "5.b", 3, None)]
    assert (meat["total"], meat["star"], meat["unmet"]) == (
        100 - 5 + given - 5,
        2,
        [(3, "5.b", 2, None), (4, "5.b", 3, None)],
    )


def test_in_148_a_documented_story_opens_what_needs_one() -> None:
    for product_set in (1, 8):
        result = story_148(product_set, 2)
        assert (result["total"], result["star"], result["unmet"]) == (97, 5, [])


def test_in_148_opening_the_story_leaves_what_needs_one_at_nothing() -> None:
    nearest = story_148(8, 1)["next_star"]
    assert nearest is not None
    assert nearest["changes"] == [("5.a", 1, 2, 1), ("5.b", None, 2, 3)]


# ---------------------------------------------------------------- gates


@pytest.mark.parametrize("zero", [0, None])
@pytest.mark.parametrize("number", ["6.1", "6.2", "6.3", "6.4"])
def test_mineral_water_with_0_points_at_a_sensory_item_gets_no_star(number: str, zero: Mark) -> None:
    result = rate(16, changed(best_sheet(16), {number: zero}))
    assert (result["status"], result["star"], result["gates"]) == ("rejected", None, ["zero-sensory"])
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
    """Five criteria with large points: a story, what depends on it, one of two cases; minimums anywhere."""
    rows = [("s", "-"), ("t", chance.choice(["s", "s>=9"])), ("1", "-"), ("2", "-"), ("3", "-")]
    criteria = []
    for number, only_if in rows:
        levels = []
        for case in ("a:", "b:") if number == "3" else ("",):
            for worth in sorted(chance.sample(range(32), chance.randint(1, 3))):
                asterisks = "*" * chance.choice([0, 0, 2, 3, 4, 5])
                levels.append(f"{case}{worth}{asterisks}")
        criteria.append(row(number, " ".join(levels), only_if))
    return criteria


def test_the_reasoned_range_is_that_of_all_completions_in_the_printed_sets() -> None:
    chance = random.Random(26)
    for _ in range(150):
        criteria = read_table(chance.choice(SETS), chance.choice(FILES))
        marks = random_marks(chance, criteria, good=chance.random())
        open_now = set(chance.sample([criterion.number for criterion in criteria], 2))
        if chance.random() < 0.5:
            open_now |= {criterion.number for criterion in criteria if criterion.number in ("5.1", "5.2", "5.a", "5.b")}
        marks = without(marks, *open_now)
        assert oracle.reasoned_range(criteria, marks) == oracle.brute_force_range(criteria, marks), marks


def test_the_reasoned_range_is_that_of_all_completions_in_invented_sets() -> None:
    chance = random.Random(2026)
    for _ in range(400):
        criteria = invented_table(chance)
        marks = random_marks(chance, criteria, good=0.3)
        marks = without(marks, *chance.sample(list(marks), chance.randint(1, 5)))
        assert oracle.reasoned_range(criteria, marks) == oracle.brute_force_range(criteria, marks), (
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
    # 100 less 28 as above less 1 (3.5: 3 to 2) less 3 (3.1): 2 points short; 1.3, 3.1 and 4.4 can gain just 2
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
        options = [[marks[item.number], *oracle.raises(item, marks[item.number])] for item in criteria]
        for answers in product(*options):
            after = {item.number: answer for item, answer in zip(criteria, answers, strict=True)}
            if oracle.star_of(criteria, after) > star:
                places = [place for place, item in enumerate(criteria) if after[item.number] != marks[item.number]]
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


@pytest.mark.parametrize(("product_set", "marks"), [(27, {}), (8, {"99": 0}), (8, {"1.1": 3}), (8, {"1.1": -1})])
def test_marks_that_the_table_does_not_have_are_refused(product_set: int, marks: Marks) -> None:
    with pytest.raises(ValueError, match=r"there is no|has no level"):
        rate(product_set, marks)
