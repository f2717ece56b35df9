"""The second evaluator: Decisions 26/2026, 148/2023 and 1048/2019 once more, in the plainest Python
there is.

It reads the law's numbers from the tables in tests/facts, uses the standard library alone and
nothing of the package, so a mistake in the package is not repeated here. Slow and simple on
purpose.

    rate(8, {"1.1": 2, "1.2": None, ...})
    rate(8, {"1.a": 2, "1.b": None, ...}, ruleset="148-2023")

A mark is the place of the ticked level in the printed list (0 is the first one), or None: no level
is reached, 0 points. Where the ticked lines of an item add up (set 26 of 1048), it is the tuple of
their places, () or None for none. A printed number that is not among the marks has not been
assessed.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from pathlib import Path
from pprint import pprint
from typing import Literal, TypedDict

FACTS = Path(__file__).parent.parent / "facts"
TABLES = {
    "26-2026": "26-2026.tsv",
    "148-2023": "148-2023.tsv",
    "148-2023+1489": "148-2023.tsv",  # 1489/2025 changed who certifies, no number of the tables
    "1048-2019": "1048-2019.tsv",
    "1048-2019+781": "1048-2019+781.tsv",  # minimums, as far as they are known, and another set 26
}
RULESETS = list(TABLES)

# The points from which a star is given. Below the last one: 1 star.
STARS = [(5, 90), (4, 70), (3, 50), (2, 30)]
HIGHEST_STAR = 5

# Rating stops where one of these has 0 points: mineral water's sensory items, and foreign matter in
# what is made of vegetables and fruit. Of 148 no such note is known.
SENSORY_ITEMS = ["6.1", "6.2", "6.3", "6.4"]
STOPPED_AT_ZERO = {
    ("26-2026", 16): ("zero-sensory", SENSORY_ITEMS),
    ("1048-2019", 17): ("zero-sensory", SENSORY_ITEMS),
    ("1048-2019+781", 17): ("zero-sensory", SENSORY_ITEMS),
    ("1048-2019", 7): ("zero-impurities", ["6.1"]),
    ("1048-2019+781", 7): ("zero-impurities", ["6.1"]),
}

# next_star tries every way to change up to this many criteria.
MOST_CHANGES_TRIED = 3


@dataclass(frozen=True)
class Level:
    points: int
    minimum: int | None  # the star for which this level, or a better one, is required
    case: str | None  # "a" or "b" where the criterion has two cases
    adds: bool = False  # whether this is a line that adds up with the others that are ticked


@dataclass(frozen=True)
class Criterion:
    part: str
    number: str
    levels: tuple[Level, ...]
    only_if: str | None  # the story criterion that must be above 0 points for this one to count
    may_take: str | None = None  # the one case that a plan may choose where no level is reached


Mark = int | tuple[int, ...] | None  # a tuple where the ticked lines add up
Marks = dict[str, Mark]
Unmet = tuple[int, str, int, Mark]  # star, printed number, level required, level had
Change = tuple[str, Mark, Mark, int]  # printed number, level had, level to reach, points gained


class Range(TypedDict):
    total: list[int]  # lowest and highest
    star: list[int]


class NextStar(TypedDict):
    star: int
    points_missing: int
    fewest: tuple[int, int]  # criteria changed, points gained
    changes: list[Change] | Literal["more than 3"]
    equally_good: list[
        list[Change]
    ]  # all plans that change the same criteria for the same points gained


class Result(TypedDict):
    status: Literal["rated", "rejected", "incomplete"]
    total: int
    parts: dict[str, int]
    star_by_points: int | None
    star: int | None
    unmet: list[Unmet]
    gates: list[str]
    range: Range | None
    next_star: NextStar | None


# ---------------------------------------------------------------- the table


def read_table(product_set: int, ruleset: str = "26-2026") -> list[Criterion]:
    """The criteria of a product set in printed order."""
    criteria = []
    for row in read_rows(FACTS / TABLES[ruleset]):
        if int(row["set"]) != product_set:
            continue
        levels = tuple(read_level(text) for text in row["levels"].split(" "))
        only_if = None if row["only_if"] == "-" else row["only_if"]
        criteria.append(Criterion(row["part"], row["number"], levels, only_if))
    if not criteria:
        raise ValueError(f"there is no product set {product_set}")
    return criteria


@cache
def read_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table of facts, by the names of its columns."""
    rows = []
    columns: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not columns:
            columns = line.split("\t")
            continue
        rows.append(dict(zip(columns, line.split("\t"), strict=True)))
    return rows


def read_level(text: str) -> Level:
    """A level as the table of facts writes it: 3, 2****, b:3, +2 (a line that adds up with others)."""
    case = None
    if ":" in text:
        case, text = text.split(":")
    asterisks = text.count("*")
    adds = text.startswith("+")
    return Level(int(text.strip("+*")), asterisks if asterisks else None, case, adds)


# ---------------------------------------------------------------- points and minimums of one
# criterion


def adds_up(criterion: Criterion) -> bool:
    """Whether the ticked lines of an item add up. Else one level is ticked."""
    return all(level.adds for level in criterion.levels)


def ticked(mark: Mark) -> tuple[int, ...]:
    """The places of what is ticked: one level, several lines that add up, or nothing."""
    if mark is None:
        return ()
    if isinstance(mark, tuple):
        return mark
    return (mark,)


def points(criterion: Criterion, mark: Mark) -> int:
    """The points of the ticked level, or of the ticked lines together; no level reached is 0
    points.
    """
    return sum(criterion.levels[place].points for place in ticked(mark))


def meets(criterion: Criterion, mark: Mark, required: int) -> bool:
    """Whether a mark meets the minimum that the required level carries."""
    places = ticked(mark)
    if not places:
        return False
    if required in places:
        return True
    if criterion.levels[places[0]].case != criterion.levels[required].case:
        return True  # a minimum binds within its case; this product was rated by the other one
    return points(criterion, mark) > criterion.levels[required].points


def missed(criterion: Criterion, mark: Mark, highest_star: int) -> list[Unmet]:
    """The minimums of one criterion, of stars up to highest_star, that a mark misses."""
    result = []
    for place, level in enumerate(criterion.levels):
        if (
            level.minimum is not None
            and level.minimum <= highest_star
            and not meets(criterion, mark, place)
        ):
            result.append((level.minimum, criterion.number, place, mark))
    return result


def star_for(total: int) -> int:
    """The star that points alone give."""
    for star, from_points in STARS:
        if total >= from_points:
            return star
    return 1


def points_for(star: int) -> int:
    """The points from which a star is given."""
    for band_star, from_points in STARS:
        if band_star == star:
            return from_points
    return 0


# ---------------------------------------------------------------- a whole sheet


def check(criteria: list[Criterion], marks: Marks) -> None:
    """Refuses marks that the table does not have."""
    by_number = {criterion.number: criterion for criterion in criteria}
    for number, mark in marks.items():
        if number not in by_number:
            raise ValueError(f"there is no criterion {number}")
        if mark is not None and not can_be_ticked(by_number[number], mark):
            raise ValueError(f"criterion {number} has no level {mark}")


def can_be_ticked(criterion: Criterion, mark: Mark) -> bool:
    """Whether a criterion has what is ticked: different lines where they add up, else one level."""
    places = ticked(mark)
    if isinstance(mark, tuple) != adds_up(criterion) or len(set(places)) != len(places):
        return False
    return all(0 <= place < len(criterion.levels) for place in places)


def as_counted(criteria: list[Criterion], marks: Marks) -> Marks:
    """The marks as they count: without a story, what is rated only with one is settled, at no
    level.
    """
    counted = dict(marks)
    by_number = {criterion.number: criterion for criterion in criteria}
    for criterion in criteria:
        story = criterion.only_if
        if story is None or story not in marks:
            continue
        if not opens(by_number[story], marks[story]):
            counted[criterion.number] = None
    return counted


def opens(story: Criterion, mark: Mark) -> bool:
    """Whether a mark of the story criterion means that there is a story to rate."""
    return points(story, mark) > 0


def total_of(criteria: list[Criterion], marks: Marks) -> int:
    """The points of all that is assessed."""
    counted = as_counted(criteria, marks)
    total = 0
    for criterion in criteria:
        if criterion.number in counted:
            total = total + points(criterion, counted[criterion.number])
    return total


def unmet_of(criteria: list[Criterion], marks: Marks, highest_star: int) -> list[Unmet]:
    """The minimums up to a star that assessed criteria miss: lowest star first, then in printed
    order.
    """
    counted = as_counted(criteria, marks)
    result: list[Unmet] = []
    for star in range(1, highest_star + 1):
        for criterion in criteria:
            if criterion.number in counted:
                entries = missed(criterion, counted[criterion.number], highest_star)
                result.extend(entry for entry in entries if entry[0] == star)
    return result


def star_of(criteria: list[Criterion], marks: Marks) -> int:
    """The star of a complete sheet: lost with any minimum of it or of a lower star that is missed."""
    by_points = star_for(total_of(criteria, marks))
    unmet = unmet_of(criteria, marks, by_points)
    if not unmet:
        return by_points
    lowest_star_missed = unmet[0][0]
    return max(1, lowest_star_missed - 1)


def open_numbers(criteria: list[Criterion], marks: Marks) -> list[str]:
    """The printed numbers that are not assessed."""
    counted = as_counted(criteria, marks)
    return [criterion.number for criterion in criteria if criterion.number not in counted]


def any_at_zero(criteria: list[Criterion], marks: Marks, numbers: list[str]) -> bool:
    """Whether one of these criteria was assessed at 0 points. What is not assessed says nothing."""
    for criterion in criteria:
        number = criterion.number
        if number in numbers and number in marks and points(criterion, marks[number]) == 0:
            return True
    return False


def rate(
    product_set: int,
    marks: Marks,
    gates: Sequence[str] = (),
    ruleset: str = "26-2026",
    plan: bool = True,
) -> Result:
    """One sheet of a product set. Gates are the ids of those that were found to apply."""
    raised = list(gates)
    criteria = read_table(product_set, ruleset)
    check(criteria, marks)
    if (ruleset, product_set) in STOPPED_AT_ZERO:
        gate, numbers = STOPPED_AT_ZERO[ruleset, product_set]
        if any_at_zero(criteria, marks, numbers):
            raised.append(gate)
    return rate_table(criteria, marks, raised, plan)


def rate_table(
    criteria: list[Criterion], marks: Marks, raised: list[str], plan: bool = True
) -> Result:
    """One sheet of any table, with the gates that were raised. The next star takes long: not
    without `plan`.
    """
    check(criteria, marks)
    counted = as_counted(criteria, marks)
    parts = {criterion.part: 0 for criterion in criteria}
    for criterion in criteria:
        if criterion.number in counted:
            parts[criterion.part] = parts[criterion.part] + points(
                criterion, counted[criterion.number]
            )

    result: Result = {
        "status": "rated",
        "total": total_of(criteria, marks),
        "parts": parts,
        "star_by_points": None,
        "star": None,
        "unmet": [],
        "gates": raised,
        "range": None,
        "next_star": None,
    }
    if open_numbers(criteria, marks):
        possible = reasoned_range(criteria, marks)
        result["status"] = "incomplete"
        result["range"] = possible
        result["unmet"] = unmet_of(criteria, marks, star_for(possible["total"][1]))
    else:
        by_points = star_for(result["total"])
        result["star_by_points"] = by_points
        result["star"] = star_of(criteria, marks)
        result["unmet"] = unmet_of(criteria, marks, by_points)
        if plan and not raised:
            result["next_star"] = next_star(criteria, marks)
    if raised:
        result["status"] = "rejected"
        result["star"] = None
        result["range"] = None
    return result


# ---------------------------------------------------------------- an incomplete sheet: what is
# still possible


def all_marks(criterion: Criterion) -> list[Mark]:
    """Every answer that a criterion can get: none reached, one of its levels, any lines that add
    up.
    """
    if adds_up(criterion):
        return [None, *lines_with(criterion, ())]
    return [None, *range(len(criterion.levels))]


def lines_with(criterion: Criterion, had: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every choice of lines that has those and at least one more; the one of all lines comes last."""
    result: list[tuple[int, ...]] = []
    for count in range(len(had) + 1, len(criterion.levels) + 1):
        choices = combinations(range(len(criterion.levels)), count)
        result.extend(places for places in choices if set(had) <= set(places))
    return result


def brute_force_range(criteria: list[Criterion], marks: Marks) -> Range:
    """The lowest and highest total and star, by rating every completion. For few open criteria
    only.
    """
    unanswered = [criterion for criterion in criteria if criterion.number not in marks]
    totals = []
    stars = []
    for answers in product(*[all_marks(criterion) for criterion in unanswered]):
        completed = dict(marks)
        for criterion, answer in zip(unanswered, answers, strict=True):
            completed[criterion.number] = answer
        totals.append(total_of(criteria, completed))
        stars.append(star_of(criteria, completed))
    return {"total": [min(totals), max(totals)], "star": [min(stars), max(stars)]}


def reasoned_range(criteria: list[Criterion], marks: Marks) -> Range:
    """The same by reasoning, for any number of open criteria.

    Lowest: let every open criterion reach no level. No answer gives fewer points, and "none
    reached" misses every minimum that any answer misses. So no completion has a lower total or a
    lower star. (Without a story, what depends on it counts 0 and meets no minimum either: that too
    can only lower.)

    Highest total: no minimum is asked for, see most_points. Highest star: the highest one for which
    a sheet exists that meets all minimums up to it and has the points; of the sheets that meet
    them, the one with most points decides.
    """
    lowest = dict(marks)
    possible: dict[str, list[Mark]] = {}
    for criterion in criteria:
        if criterion.number in marks:
            possible[criterion.number] = [marks[criterion.number]]
        else:
            possible[criterion.number] = all_marks(criterion)
            lowest[criterion.number] = None

    highest_total = most_points(criteria, possible, 0)
    assert highest_total is not None  # without minimums there always is a sheet
    highest_star = 1
    for star in range(1, HIGHEST_STAR + 1):
        total = most_points(criteria, possible, star)
        if total is not None and total >= points_for(star):
            highest_star = max(highest_star, star)
    return {
        "total": [total_of(criteria, lowest), highest_total],
        "star": [star_of(criteria, lowest), highest_star],
    }


def most_points(
    criteria: list[Criterion], possible: dict[str, list[Mark]], star: int
) -> int | None:
    """The most points of a sheet that meets all minimums up to a star, or None where no sheet meets
    them.

    A criterion's points and minimums depend on its own mark alone, so each gives the most it can by
    itself and the sum is the most of all. One exception: what is rated only with a story depends on
    the story item too, so each answer to the story item is tried, with the best answers of its
    dependants to that.
    """
    total = 0
    for criterion in criteria:
        if criterion.only_if is not None:
            continue  # counted together with its story item
        dependants = [other for other in criteria if other.only_if == criterion.number]
        totals = []
        for mark in possible[criterion.number]:
            story_told = opens(criterion, mark)
            family = [(criterion, [mark])]
            family += [
                (other, possible[other.number] if story_told else [None]) for other in dependants
            ]
            best = [best_points(member, answers, star) for member, answers in family]
            met = [number for number in best if number is not None]
            if len(met) == len(family):
                totals.append(sum(met))
        if not totals:
            return None
        total = total + max(totals)
    return total


def best_points(criterion: Criterion, possible: list[Mark], star: int) -> int | None:
    """The most points among the answers that meet the minimums up to a star; None where none does."""
    good = [points(criterion, mark) for mark in possible if not missed(criterion, mark, star)]
    return max(good) if good else None


# ---------------------------------------------------------------- the next star


def raises(criterion: Criterion, mark: Mark) -> list[Mark]:
    """What a change could reach: any level from none, else those of its case without a loss of
    points.

    Where lines add up: those ticked and any more. That is one criterion changed, however many lines
    it takes.
    """
    if adds_up(criterion):
        return list(lines_with(criterion, ticked(mark)))
    if not isinstance(mark, int):
        free = criterion.may_take is None
        return [
            place
            for place, level in enumerate(criterion.levels)
            if free or level.case in (None, criterion.may_take)
        ]
    had = criterion.levels[mark]
    result: list[Mark] = []
    for place, level in enumerate(criterion.levels):
        if place != mark and level.case == had.case and level.points >= had.points:
            result.append(place)
    return result


def next_star(criteria: list[Criterion], marks: Marks, kind: str = "") -> NextStar | None:
    """The least change of a complete sheet that reaches the next star or a higher one.

    Fewest criteria changed, then fewest points gained, then the earliest printed numbers. None at 5
    stars and where no change reaches the next one. Items of a pair that reach no level all take one
    case, and 3.2 of 1048 the case of the producer's kind: each way to choose is tried.
    """
    ways = [next_star_of(chosen, marks) for chosen in cases_chosen(criteria, marks, kind)]
    found = [way for way in ways if way is not None]
    if not found:
        return None
    least = min(way["fewest"] for way in found)
    best = [way for way in found if way["fewest"] == least]
    if any(way["changes"] == "more than 3" for way in best):
        return best[0]
    numbers = [criterion.number for criterion in criteria]

    def places(plan: list[Change]) -> list[int]:
        return [numbers.index(number) for number, _, _, _ in plan]

    plans: list[list[Change]] = []
    for way in best:
        plans += [plan for plan in way["equally_good"] if plan not in plans]
    earliest = min(places(plan) for plan in plans)
    good = [plan for plan in plans if places(plan) == earliest]
    return {**best[0], "changes": good[0], "equally_good": good}


KINDS_OF_CASE = {
    "a": ("joint-stock-company", "cooperative", "cooperative-group"),
    "b": ("private-enterprise", "household", "farm"),
}


def cases_chosen(criteria: list[Criterion], marks: Marks, kind: str) -> list[list[Criterion]]:
    """The criteria, once for each way in which those without a level can take their cases."""
    pair: list[Criterion] = []
    of_kind: list[str | None] = [None]
    for criterion in criteria:
        if criterion.levels[0].case is None:
            continue
        mark = marks[criterion.number]
        if criterion.number == "3.2":  # alone: the producer's kind decides
            if mark is None:
                decided = [case for case, kinds in KINDS_OF_CASE.items() if kind in kinds]
                of_kind = [*decided] or [None]
        else:
            pair.append(criterion)
    taken = {
        criterion.levels[mark].case
        for criterion in pair
        if isinstance(mark := marks[criterion.number], int)
    }
    names = {criterion.number for criterion in pair}
    ways = []
    together = sorted(case for case in taken or ("a", "b") if case) if pair else [None]
    for alone in of_kind:
        for case in together:
            chosen = {"3.2": alone, **dict.fromkeys(names, case)}
            ways.append([replace(c, may_take=chosen.get(c.number)) for c in criteria])
    return ways


def next_star_of(criteria: list[Criterion], marks: Marks) -> NextStar | None:
    """The same where it is settled which case each item may take."""
    star = star_of(criteria, marks)
    if star == HIGHEST_STAR:
        return None
    # A mark that did not count, for want of a story, still does not when a plan opens it: it must
    # change too.
    marks = as_counted(criteria, marks)
    fewest = fewest_changes(criteria, marks, star + 1)
    if fewest is None:
        return None
    result: NextStar = {
        "star": star + 1,
        "points_missing": max(0, points_for(star + 1) - total_of(criteria, marks)),
        "fewest": fewest,
        "changes": "more than 3",
        "equally_good": [],
    }
    for count in range(1, MOST_CHANGES_TRIED + 1):
        plans = try_changes(criteria, marks, star + 1, count)
        if plans:
            result["equally_good"] = plans
            result["changes"] = plans[0]
            break
    return result


def try_changes(
    criteria: list[Criterion], marks: Marks, star: int, count: int
) -> list[list[Change]]:
    """The best of all plans that change exactly `count` criteria and reach a star; several where
    they tie.
    """
    before = total_of(criteria, marks)
    # Whatever else a plan does, it must change each criterion that now misses a minimum of the star
    # or of a lower one, and must gain what the total lacks. Plans that cannot are passed over;
    # nothing else is.
    must_change = {number for _, number, _, _ in unmet_of(criteria, marks, star)}
    must_gain = points_for(star) - before
    most_gain = {}
    for criterion in criteria:
        had = marks[criterion.number]
        gains = [
            points(criterion, place) - points(criterion, had) for place in raises(criterion, had)
        ]
        most_gain[criterion.number] = max(gains, default=0)

    found: list[
        tuple[int, tuple[int, ...], list[Change]]
    ] = []  # points gained, places in print, changes
    for places in combinations(range(len(criteria)), count):
        chosen = [criteria[place] for place in places]
        if not must_change <= {criterion.number for criterion in chosen}:
            continue
        if sum(most_gain[criterion.number] for criterion in chosen) < must_gain:
            continue
        for levels in product(
            *[raises(criterion, marks[criterion.number]) for criterion in chosen]
        ):
            after = dict(marks)
            changes: list[Change] = []
            for criterion, level in zip(chosen, levels, strict=True):
                had = marks[criterion.number]
                after[criterion.number] = level
                gain = points(criterion, level) - points(criterion, had)
                changes.append((criterion.number, had, level, gain))
            total = total_of(criteria, after)
            if total - before < must_gain:
                continue
            if star_of(criteria, after) >= star:
                found.append((total - before, places, changes))
    if not found:
        return []
    least = min((gained, places) for gained, places, _ in found)
    return [changes for gained, places, changes in found if (gained, places) == least]


def fewest_changes(criteria: list[Criterion], marks: Marks, star: int) -> tuple[int, int] | None:
    """How many criteria must change at least to reach a star, and how many points that gains at
    least.

    Works for any number of changes, but does not say which criteria. It goes down the printed list
    and keeps every pair (criteria changed so far, points so far) that some way of answering has
    with all minimums met. There are few such pairs (some thirty criteria, a hundred points),
    however many ways there are.
    """
    before = total_of(criteria, marks)
    pairs = {(0, 0)}
    for criterion in criteria:
        if criterion.only_if is not None:
            continue  # goes with its story item
        ways = ways_to_answer(criteria, criterion, marks, star)
        pairs = {
            (changed + more, total + given) for changed, total in pairs for more, given in ways
        }
    enough = [(changed, total - before) for changed, total in pairs if total >= points_for(star)]
    return min(enough) if enough else None


def ways_to_answer(
    criteria: list[Criterion], item: Criterion, marks: Marks, star: int
) -> set[tuple[int, int]]:
    """(criteria changed, points) of each way to keep or raise an item and what depends on it."""
    family = [item] + [criterion for criterion in criteria if criterion.only_if == item.number]
    answers = [[marks[member.number], *raises(member, marks[member.number])] for member in family]
    ways = set()
    for chosen in product(*answers):
        after = {member.number: answer for member, answer in zip(family, chosen, strict=True)}
        if not unmet_of(family, after, star):
            changed = sum(1 for member in family if after[member.number] != marks[member.number])
            ways.add((changed, total_of(family, after)))
    return ways


# ---------------------------------------------------------------- by hand


def main(arguments: list[str]) -> None:
    """python oracle.py [RULESET] SET NUMBER=LEVEL ...

    LEVEL is the place in the printed list, from 0; - is none; +0+2 are two lines that add up.
    """
    ruleset = arguments.pop(0) if arguments[0] in TABLES else "26-2026"
    marks: Marks = {}
    for argument in arguments[1:]:
        number, level = argument.split("=")
        marks[number] = read_mark(level)
    pprint(rate(int(arguments[0]), marks, ruleset=ruleset), sort_dicts=False)


def read_mark(text: str) -> Mark:
    """A mark as it is written by hand: 2, - or +0+2."""
    if text == "-":
        return None
    if text.startswith("+"):
        return tuple(int(place) for place in text[1:].split("+"))
    return int(text)


if __name__ == "__main__":
    main(sys.argv[1:])
