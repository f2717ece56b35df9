"""What holds for every sheet of a table, worked out a second time: most points, stars, counts, which
criteria decide.

Written from the contract's words, of the resolved document that `ocop rules show RULESET N --json`
prints. It uses the standard library alone and nothing of the package. Three ways, one slower and
plainer than the other:

    every_sheet(table)     brute force: each complete sheet is made and rated (small tables only)
    counted(table)         the same statements by counting how many sheets have a total and a lost star
    oracle.solver          the ends alone, by HiGHS, a solver of whole-number programs

A complete sheet has one choice a criterion: a level, or none reached where no level is worth 0
whatever the case; any set of lines where lines add up; a criterion that another one opens has no
choice where that one falls short. It then counts 0 and misses its minimums. Gates stand aside.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pprint import pprint
from typing import Any

NONE_LOST = 99
"""In the place of the lowest star that a missed minimum costs, where none is missed."""


@dataclass(frozen=True)
class Minimum:
    """An asterisk: the star that asks for it, and the criterion and level on which it stands."""

    star: int
    number: str
    level: str


@dataclass(frozen=True)
class Way:
    """One thing that a criterion can come to: the ids of its levels (none: no level reached), its
    points, and the minimums that it misses.
    """

    levels: tuple[str, ...]
    points: int
    missed: tuple[Minimum, ...]

    @property
    def lost(self) -> int:
        """The lowest star that it costs."""
        return min((minimum.star for minimum in self.missed), default=NONE_LOST)


@dataclass(frozen=True)
class Row:
    """A criterion: all that it can come to, and what opens it."""

    number: str
    ways: tuple[Way, ...]
    closed: Way
    minimums: tuple[Minimum, ...]
    opener: str | None = None
    opens_at: int = 0


@dataclass(frozen=True)
class Table:
    """The criteria of a product set in printed order, and the points from which each star is given,
    highest star first.
    """

    rows: tuple[Row, ...]
    stars: tuple[tuple[int, int], ...]

    def star_for(self, total: int) -> int:
        """The star that points alone give."""
        return next(star for star, low in self.stars if total >= low)

    def star(self, total: int, lost: int) -> int:
        """The star of a sheet: the highest one, not above that of its points, none of whose
        minimums is missed, nor one of a lower star; at least the lowest there is.
        """
        lowest = self.stars[-1][0]
        return max(lowest, min(self.star_for(total), lost - 1))


Sheet = Mapping[str, Way]
"""By printed number; of a criterion that is not opened, what it comes to without a choice."""


@dataclass
class Statements:
    """What holds for every complete sheet. Counts are exact; None where there is no such sheet."""

    sheets: int
    most_points: int
    of_star: dict[int, int]
    fewest: dict[int, int | None]
    most_without: dict[int, int | None]
    totals: dict[int, int]
    stars_of_total: dict[int, dict[int, int]]
    decisive: set[str]


# ---------------------------------------------------------------- the document


def read_table(document: Mapping[str, Any]) -> Table:
    """The table of an `ocop-product-set/1` document."""
    printed = [c for part in document["parts"] for g in part["groups"] for c in g["criteria"]]
    rows = tuple(read_row(criterion, printed) for criterion in printed)
    stars = sorted(((band["star"], low_of(band)) for band in document["bands"]), reverse=True)
    return Table(rows, tuple(stars))


def low_of(band: Mapping[str, Any]) -> int:
    """The fewest points of a band: whole points, so that "above 30" is 31."""
    if band["low"] is None:
        return 0
    return int(band["low"]) if band["low_in"] else int(band["low"]) + 1


def read_row(criterion: Mapping[str, Any], printed: list[Mapping[str, Any]]) -> Row:
    number, levels = criterion["number"], criterion["levels"]
    minimums = tuple(Minimum(lv["minimum"], number, lv["id"]) for lv in levels if lv["minimum"])
    ways = tuple(way(criterion, chosen, minimums) for chosen in choices(criterion))
    closed = way(criterion, [], minimums)
    only_if = criterion["only_if"]
    if only_if is None:
        return Row(number, ways, closed, minimums)
    opener = next(c for c in printed if c["number"] == only_if["criterion"])
    (opening,) = [lv for lv in opener["levels"] if lv["id"] == only_if["at_least"]]
    return Row(number, ways, closed, minimums, only_if["criterion"], int(opening["points"]))


def choices(criterion: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """Everything that can be chosen of a criterion, as lists of levels."""
    levels = criterion["levels"]
    if criterion["mode"] == "sum":
        for size in range(len(levels) + 1):
            yield from map(list, combinations(levels, size))
        return
    for level in levels:
        yield [level]
    if not any(int(level["points"]) == 0 and level["case"] is None for level in levels):
        yield []


def way(
    criterion: Mapping[str, Any], chosen: list[Mapping[str, Any]], minimums: tuple[Minimum, ...]
) -> Way:
    by_id = {level["id"]: level for level in criterion["levels"]}
    missed = tuple(m for m in minimums if not meets(criterion["mode"], by_id[m.level], chosen))
    ids = tuple(level["id"] for level in chosen)
    return Way(ids, sum(int(level["points"]) for level in chosen), missed)


def meets(mode: str, asked: Mapping[str, Any], chosen: list[Mapping[str, Any]]) -> bool:
    """Whether what is chosen meets a minimum: that level, or more points. A minimum binds within its
    case: the other case knows nothing of it.
    """
    if not chosen:
        return False
    if asked["id"] in [level["id"] for level in chosen]:
        return True
    if mode == "one" and chosen[0]["case"] != asked["case"]:
        return True
    return sum(int(level["points"]) for level in chosen) > int(asked["points"])


# ---------------------------------------------------------------- brute force


def complete_sheets(table: Table) -> Iterator[dict[str, Way]]:
    """Every complete sheet, one by one."""
    openers = [row for row in table.rows if row.opener is None]
    hanging = [row for row in table.rows if row.opener is not None]
    for chosen in product(*[row.ways for row in openers]):
        sheet = {row.number: picked for row, picked in zip(openers, chosen, strict=True)}
        rated = [row.ways if is_open(row, sheet) else (row.closed,) for row in hanging]
        for rest in product(*rated):
            yield sheet | {row.number: one for row, one in zip(hanging, rest, strict=True)}


def is_open(row: Row, sheet: Sheet) -> bool:
    return row.opener is None or sheet[row.opener].points >= row.opens_at


def star_of(table: Table, sheet: Sheet) -> int:
    lost = min(way.lost for way in sheet.values())
    return table.star(sum(way.points for way in sheet.values()), lost)


def every_sheet(table: Table) -> Statements:
    """The statements by looking at each sheet. For small tables."""
    stars_of_total: dict[int, dict[int, int]] = {}
    for sheet in complete_sheets(table):
        total, star = sum(way.points for way in sheet.values()), star_of(table, sheet)
        of_total = stars_of_total.setdefault(total, {})
        of_total[star] = of_total.get(star, 0) + 1
    decisive = {row.number for row in table.rows if decides(table, row)}
    return stated(table, stars_of_total, decisive)


def decides(table: Table, row: Row) -> bool:
    """Whether two sheets that differ in this criterion alone have different stars. What the marks of
    criteria that it opens are worth hangs on it; the marks themselves stay.
    """
    others = [other for other in table.rows if other is not row]
    for chosen in product(*[other.ways for other in others]):
        marks = {other.number: one for other, one in zip(others, chosen, strict=True)}
        stars = {star_of(table, as_counted(table, marks | {row.number: w})) for w in row.ways}
        if len(stars) > 1:
            return True
    return False


def as_counted(table: Table, marks: Sheet) -> dict[str, Way]:
    """What every criterion comes to, where all have marks, also those that are not opened."""
    return {
        row.number: marks[row.number] if is_open(row, marks) else row.closed for row in table.rows
    }


# ---------------------------------------------------------------- counting


Count = Counter[tuple[int, int]]
"""How many sheets have this total and lose this star."""


def counted(table: Table, with_decisive: bool = True) -> Statements:
    """The statements by counting. A total and the lowest lost star are all that a star hangs on, and
    both can be added criterion by criterion.
    """
    stars_of_total: dict[int, dict[int, int]] = {}
    for (total, lost), sheets in count(families(table)).items():
        star = table.star(total, lost)
        of_total = stars_of_total.setdefault(total, {})
        of_total[star] = of_total.get(star, 0) + sheets
    decisive = set(deciding(table)) if with_decisive else set()
    return stated(table, stars_of_total, decisive)


def families(table: Table) -> list[list[Row]]:
    """Criteria that hang together: each that nothing opens, with those that it opens."""
    return [
        [row, *[other for other in table.rows if other.opener == row.number]]
        for row in table.rows
        if row.opener is None
    ]


def count(some: list[list[Row]]) -> Count:
    """The sheets of some families together."""
    result: Count = Counter({(0, NONE_LOST): 1})
    for family in some:
        small = Table(tuple(family), ((1, 0),))
        of_family: Count = Counter(
            (sum(w.points for w in sheet.values()), min(w.lost for w in sheet.values()))
            for sheet in complete_sheets(small)
        )
        longer: Count = Counter()
        for (total, lost), sheets in result.items():
            for (points, lost_here), ways in of_family.items():
                longer[total + points, min(lost, lost_here)] += sheets * ways
        result = longer
    return result


def deciding(table: Table) -> Iterator[str]:
    """The criteria that decide a star on some sheet: see `decides`."""
    all_families = families(table)
    for family in all_families:
        rest = list(count([other for other in all_families if other is not family]))
        small = Table(tuple(family), ((1, 0),))
        for row in family:
            others = [other for other in family if other is not row]
            results = set()
            for chosen in product(*[other.ways for other in others]):
                marks = {other.number: one for other, one in zip(others, chosen, strict=True)}
                sheets = [as_counted(small, marks | {row.number: w}) for w in row.ways]
                results.add(
                    frozenset(
                        (sum(w.points for w in s.values()), min(w.lost for w in s.values()))
                        for s in sheets
                    )
                )
            if any(
                len({table.star(total + points, min(lost, here)) for points, here in ends}) > 1
                for ends in results
                for total, lost in rest
            ):
                yield row.number


def stated(
    table: Table, stars_of_total: dict[int, dict[int, int]], decisive: set[str]
) -> Statements:
    """What the counts say."""
    totals = {total: sum(stars_of_total[total].values()) for total in sorted(stars_of_total)}
    stars = [star for star, _ in table.stars]
    having = {s: [t for t, of_star in stars_of_total.items() if s in of_star] for s in stars}
    below = {s: [t for t, of in stars_of_total.items() if min(of) < s] for s in stars}
    return Statements(
        sheets=sum(totals.values()),
        most_points=max(totals),
        of_star={s: sum(of.get(s, 0) for of in stars_of_total.values()) for s in stars},
        fewest={s: min(having[s], default=None) for s in stars},
        most_without={s: max(below[s], default=None) for s in stars},
        totals=totals,
        stars_of_total={total: stars_of_total[total] for total in sorted(stars_of_total)},
        decisive=decisive,
    )


# ---------------------------------------------------------------- what another one says


def said(document: Mapping[str, Any]) -> Statements:
    """The statements of an `ocop-reach/1` document."""
    stars = {int(star): one for star, one in document["stars"].items()}
    assert all(one["reachable"] == (int(one["sheets"]) > 0) for one in stars.values())
    by_total = document["stars_by_total"]
    return Statements(
        sheets=int(document["sheets"]),
        most_points=int(document["most_points"]),
        of_star={star: int(one["sheets"]) for star, one in stars.items()},
        fewest={star: number(one["fewest_points"]) for star, one in stars.items()},
        most_without={star: number(one["most_points_without"]) for star, one in stars.items()},
        totals={int(total): int(sheets) for total, sheets in document["totals"].items()},
        stars_of_total={
            int(total): {int(star): int(sheets) for star, sheets in of.items()}
            for total, of in by_total.items()
        },
        decisive={one["criterion"] for one in document["decisive"] if one["decides"]},
    )


def number(text: str | None) -> int | None:
    return None if text is None else int(text)


def minimum_points(document: Mapping[str, Any]) -> dict[int, int]:
    """The points of the minimums of a star and of lower ones, added up: of a criterion those of the
    highest level that is asked for.
    """
    criteria = [c for part in document["parts"] for g in part["groups"] for c in g["criteria"]]
    result = {}
    for band in document["bands"]:
        asked = [
            [
                int(lv["points"])
                for lv in c["levels"]
                if lv["minimum"] and lv["minimum"] <= band["star"]
            ]
            for c in criteria
        ]
        result[band["star"]] = sum(max(points, default=0) for points in asked)
    return result


def counted_as(document: Mapping[str, Any], marks: Mapping[str, Any]) -> tuple[int, int]:
    """Total and star of a complete sheet's marks: points, a level's id, or the ids of lines. What
    is not opened may be left out.
    """
    table = read_table(document)
    printed = [c for part in document["parts"] for g in part["groups"] for c in g["criteria"]]
    sheet = {}
    for row, criterion in zip(table.rows, printed, strict=True):
        if row.number in marks:
            sheet[row.number] = marked(row, criterion, marks[row.number])
        else:
            assert not is_open(row, sheet), row.number
            sheet[row.number] = row.closed
    counts = as_counted(table, sheet)
    return sum(way.points for way in counts.values()), star_of(table, counts)


def marked(row: Row, criterion: Mapping[str, Any], mark: Any) -> Way:
    """What a mark means: 0 the level worth 0 that has no case, else none reached."""
    levels = criterion["levels"]
    if isinstance(mark, list | tuple):
        wanted = tuple(level["id"] for level in levels if level["id"] in mark)
    elif isinstance(mark, str):
        wanted = (mark,)
    elif mark == 0:
        zero = [lv["id"] for lv in levels if int(lv["points"]) == 0 and lv["case"] is None]
        wanted = tuple(zero[:1]) if criterion["mode"] == "one" else ()
    else:
        (wanted,) = [(lv["id"],) for lv in levels if int(lv["points"]) == mark]
    return next(way for way in row.ways if way.levels == wanted)


if __name__ == "__main__":
    pprint(counted(read_table(json.load(sys.stdin))))
