"""Small random tables, and a plain evaluator of them: every way to complete or raise a sheet, one by
one. It shares no line with the engine.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from ocop_scoring.rating.table import Table, table_of
from ocop_scoring.rules.product_set import ProductSet
from support.folders import INVENTED

__all__ = [
    "came",
    "completions",
    "criterion_of",
    "document_of",
    "every_sheet",
    "items",
    "marks_of",
    "raises",
    "small_tables",
    "table_from",
]

Doc = dict[str, Any]
Ticked = tuple[str, ...]
"""The ids of the levels reached: none, one, or several where lines add up."""


@st.composite
def small_tables(draw: st.DrawFn) -> Doc:
    """The resolved document of a table of two to four criteria with minimums, cases, lines that add
    up, and criteria that others open, at one or several thresholds.
    """
    criteria = [draw(_criteria(f"1.{place + 1}")) for place in range(draw(st.integers(2, 4)))]
    first = [level for level in criteria[0]["levels"] if level["points"] > 0]
    for criterion in criteria[1:]:
        if first and criteria[0]["mode"] == "one" and draw(st.booleans()):
            at_least = draw(st.sampled_from(first))["id"]
            criterion["only_if"] = {"criterion": "1.1", "at_least": at_least}
    most = sum(_most(criterion) for criterion in criteria)
    starts = sorted(draw(st.sets(st.integers(1, max(most, 3)), min_size=2, max_size=3)))
    return document_of(criteria, starts)


def document_of(criteria: list[Doc], starts: list[int]) -> Doc:
    """The resolved document of a table of one part and group with these criteria; the stars from 2
    up begin at these points.
    """
    most = sum(_most(criterion) for criterion in criteria)
    document = _frame()
    document["parts"][0]["points"] = most
    document["parts"][0]["groups"] = [
        {
            "number": "1",
            "title": {"vi": "Nhóm"},
            "points": most,
            "headings": [],
            "criteria": criteria,
        }
    ]
    document["ruleset"]["stars"] = _bands(starts)
    return document


@st.composite
def _criteria(draw: st.DrawFn, number: str) -> Doc:
    mode = "sum" if draw(st.integers(0, 5)) == 5 else "one"
    count = draw(st.integers(1, 3))
    points = sorted(draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)))
    two_cases = mode == "one" and draw(st.integers(0, 4)) == 4
    levels = []
    for place, worth in enumerate(points):
        level: Doc = {"id": f"level-{place}", "points": worth, "vi": f"Mức {place}"}
        if draw(st.booleans()):
            level["minimum"] = draw(st.integers(2, 4))
        if two_cases:
            level["case"] = draw(st.sampled_from("ab"))
        levels.append(level)
    return criterion_of(number, levels, mode)


def criterion_of(number: str, levels: list[Doc], mode: str = "one") -> Doc:
    """A criterion of these levels, in the order of their points; with two cases where they have."""
    points = [level["points"] for level in levels]
    two_cases = any("case" in level for level in levels)
    return {
        "number": number,
        "id": f"item-{number[-1]}",
        "title": {"vi": "Mục"},
        "points": sum(points) if mode == "sum" else max(points),
        "mode": mode,
        "evidence": "judged",
        "provenance": "published",
        "levels": levels,
        "cases": {"a": {"vi": "Một"}, "b": {"vi": "Hai"}} if two_cases else {},
    }


def _frame() -> Doc:
    """The small invented table with one part and nothing in it."""
    document = INVENTED.ruleset("mini-2030").product_set(1).resolved()
    return document | {
        "parts": [{"code": "A", "title": {"vi": "Phần"}, "points": 0, "groups": []}],
        "gates": [],
        "errata": [],
        "readings": {},
        "caveats": [],
        "minimums_missing": [],
        "ruleset": document["ruleset"] | {"readings": {}},
    }


def _bands(starts: list[int]) -> dict[str, str]:
    """Bands that begin at these points, the lowest star at 0."""
    bands = {"1": f"below {starts[0]}"}
    for star, (low, high) in enumerate(itertools.pairwise([*starts, None]), start=2):
        bands[str(star)] = f"from {low}" if high is None else f"from {low} to below {high}"
    return dict(reversed(bands.items()))


def table_from(document: Doc) -> Table:
    """The document's table, made ready for rating."""
    return table_of(ProductSet(document))


# The plain evaluator


def items(document: Doc) -> list[Doc]:
    """The criteria of a document."""
    return [c for part in document["parts"] for group in part["groups"] for c in group["criteria"]]


def levels_of(item: Doc, ticked: Ticked) -> list[Doc]:
    """The levels of these ids."""
    return [level for level in item["levels"] if level["id"] in ticked]


def _points(item: Doc, ticked: Ticked) -> int:
    return sum(level["points"] for level in levels_of(item, ticked))


def _most(item: Doc) -> int:
    points = [level["points"] for level in item["levels"]]
    return sum(points) if item["mode"] == "sum" else max(points)


def options(item: Doc) -> list[Ticked]:
    """Every level of a criterion, or none; of lines that add up, every set."""
    ids = [level["id"] for level in item["levels"]]
    if item["mode"] == "one":
        return [(), *[(one,) for one in ids]]
    return [lines for size in range(len(ids) + 1) for lines in itertools.combinations(ids, size)]


def marks_of(item: Doc) -> list[Ticked]:
    """Every way that a sheet can mark a criterion: 0 is its level worth 0 where it has one."""
    has_zero = any(lv["points"] == 0 and "case" not in lv for lv in item["levels"])
    return [way for way in options(item) if way or item["mode"] == "sum" or not has_zero]


def is_open(document: Doc, item: Doc, marks: Mapping[str, Ticked]) -> bool:
    """Whether the criterion that opens this one has enough points."""
    only_if = item.get("only_if")
    if only_if is None:
        return True
    opener = next(c for c in items(document) if c["number"] == only_if["criterion"])
    (least,) = levels_of(opener, (only_if["at_least"],))
    return _points(opener, marks[opener["number"]]) >= int(least["points"])


def came(document: Doc, marks: Mapping[str, Ticked]) -> tuple[int, int, int]:
    """Total, star by points, and star of a complete sheet."""
    total, lost = 0, []
    for item in items(document):
        ticked = marks[item["number"]] if is_open(document, item, marks) else ()
        total += _points(item, ticked)
        lost += [
            level["minimum"]
            for level in item["levels"]
            if "minimum" in level and not _meets(item, level, ticked)
        ]
    by_points = max(star for star, low in _starts(document) if total >= low)
    star = by_points
    while star > 1 and any(minimum <= star for minimum in lost):
        star -= 1
    return total, by_points, star


def _starts(document: Doc) -> list[tuple[int, int]]:
    found = []
    for star, band in document["ruleset"]["stars"].items():
        words = band.split()
        found.append((int(star), int(words[1]) if words[0] == "from" else 0))
    return found


def _meets(item: Doc, asked: Doc, ticked: Ticked) -> bool:
    levels = levels_of(item, ticked)
    if not levels:
        return False
    if asked["id"] in ticked or _points(item, ticked) > asked["points"]:
        return True
    return len(levels) == 1 and levels[0].get("case") != asked.get("case")


def every_sheet(document: Doc) -> Iterator[dict[str, Ticked]]:
    """Every complete sheet, one by one; what is closed has one choice only."""
    found = items(document)
    for chosen in itertools.product(*[marks_of(item) for item in found]):
        marks = {item["number"]: ways for item, ways in zip(found, chosen, strict=True)}
        closed = [i for i in found if not is_open(document, i, marks)]
        if all(marks[item["number"]] == marks_of(item)[0] for item in closed):
            yield marks


def completions(document: Doc, marks: Mapping[str, Ticked]) -> Iterator[dict[str, Ticked]]:
    """Every way to complete a sheet."""
    missing = [item for item in items(document) if item["number"] not in marks]
    for ways in itertools.product(*[options(item) for item in missing]):
        yield {**marks, **{item["number"]: way for item, way in zip(missing, ways, strict=True)}}


def raises(
    document: Doc, marks: Mapping[str, Ticked]
) -> Iterator[tuple[list[int], dict[str, Ticked]]]:
    """Every way to raise some criteria of a complete sheet: which are changed, and the sheet then.

    What was closed has no level until it is raised, and a level keeps its case.
    """
    every = items(document)
    now = {
        item["number"]: marks[item["number"]] if is_open(document, item, marks) else ()
        for item in every
    }
    ways = [[None, *_higher(item, now[item["number"]])] for item in every]
    for chosen in itertools.product(*ways):
        changed = [place for place, way in enumerate(chosen) if way is not None]
        after = {
            item["number"]: now[item["number"]] if way is None else way
            for item, way in zip(every, chosen, strict=True)
        }
        if all(is_open(document, every[place], after) for place in changed):
            yield changed, after


def _higher(item: Doc, now: Ticked) -> Iterator[Ticked]:
    for way in options(item):
        if item["mode"] == "sum":
            if set(now) < set(way):
                yield way
        elif way and way != now and _points(item, way) >= _points(item, now):
            cases = {level.get("case") for level in levels_of(item, now + way)}
            if not now or len(cases) == 1:
                yield way
