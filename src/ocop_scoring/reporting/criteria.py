"""Every criterion of a table as rows: its level and why, its points, its minimums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Literal, NamedTuple

from ..lang import Lang
from ..rating.evaluation import Evaluation
from ..rating.values import CriterionResult
from ..rating.words import grounds_in_words
from ..rules.model import Criterion, Level, Row
from ..rules.product_set import ProductSet
from ..terms import ChoiceSource
from ..text import LANGUAGES, say
from .paper import Badge, Cell, Column, Grid, GridRow, Line, Note, Points, Span, given
from .spans import label_of, points_of, words_of

__all__ = ["grids"]

_State = Literal["met", "missed", "ahead", "open"]

_STATES: dict[_State, str] = {
    "met": "report.state.met",
    "missed": "report.state.missed",
    "ahead": "report.state.ahead",
    "open": "report.state.open",
}


class _Head(NamedTuple):
    """What a part, a group or a heading prints, and the numbers of the criteria that it covers."""

    role: Literal["", "group", "heading"]
    title: Line
    most: int
    numbers: tuple[str, ...]


class _Body(NamedTuple):
    """Rows that belong together: under a group, under a heading inside it, or one alone."""

    head: _Head | None
    numbers: tuple[str, ...]


def grids(result: Evaluation, lang: Lang) -> Iterator[Grid]:
    """A grid for each part of the table, with all its printed rows."""
    choices = result.outcome.choices.criteria
    points = {choice.criterion.number: choice.points for choice in choices}
    rows = dict(zip(points, _criterion_rows(result, lang), strict=True))
    for part, bodies in _parts(result.printed, lang):
        shown = []
        for head, numbers in bodies:
            above = [_heading_row(head, points)] if head else []
            shown.append((*above, *[rows[number] for number in numbers]))
        caption = (*part.title, Span(" "), _got(part, points))
        yield Grid(caption, _columns(lang), tuple(shown))


def _got(head: _Head, points: Mapping[str, int]) -> Points:
    """The points that the criteria below got together."""
    return points_of(sum([points[number] for number in head.numbers]), head.most)


def _heading_row(head: _Head, points: Mapping[str, int]) -> GridRow:
    got = Cell((_got(head, points),), "number")
    return GridRow((Cell(head.title, columns=2), got, Cell(())), head.role)


@lru_cache(maxsize=64)
def _parts(product_set: ProductSet, lang: Lang) -> tuple[tuple[_Head, tuple[_Body, ...]], ...]:
    """The parts of a table, and what stands below each."""
    parts: list[tuple[_Head, list[_Body]]] = []
    for row in product_set.rows():
        if row.kind == "part":
            parts.append((_head(row, lang), []))
            continue
        bodies = parts[-1][1]
        if row.kind != "criterion":
            bodies.append(_Body(_head(row, lang), ()))
        elif bodies and bodies[-1].head and row.number in bodies[-1].head.numbers:
            head, numbers = bodies.pop()
            bodies.append(_Body(head, (*numbers, row.number)))
        else:
            bodies.append(_Body(None, (row.number,)))
    return tuple([(part, tuple(bodies)) for part, bodies in parts])


def _head(row: Row, lang: Lang) -> _Head:
    numbers = tuple([criterion.number for criterion in row.criteria])
    if row.kind == "part":
        title = (Span(f"{row.number} "), words_of(row.title, lang))
        return _Head("", title, row.points, numbers)
    title = (Span(f"{row.number} ", "strong"), words_of(row.title, lang, "strong"))
    return _Head("group" if row.kind == "group" else "heading", title, row.points, numbers)


@lru_cache(maxsize=2)
def _columns(lang: Lang) -> tuple[Column, ...]:
    return (
        Column(say("report.criterion", lang)),
        Column(say("report.level", lang)),
        Column(say("report.head.points", lang), "number"),
        Column(say("report.minimum", lang)),
    )


class _Rated(NamedTuple):
    """What a criterion's row depends on, beside its table and language.

    `ground` says why it has what it has, `missed` has the levels of missed minimums, `reach` the
    star that points reach; `doubted`: a finding is about it.
    """

    number: str
    levels: tuple[str, ...]
    source: ChoiceSource
    ground: str
    missed: tuple[str, ...]
    reach: int
    doubted: bool


def _criterion_rows(result: Evaluation, lang: Lang) -> Iterator[GridRow]:
    """One row per criterion, in printed order."""
    doubted = {finding.criterion for finding in result.findings}
    # Of an open sheet, `unmet` has what costs a star that its best completion reaches by points.
    reach = max([result.star_by_points or 0, *[unmet.star for unmet in result.outcome.unmet]])
    row_of = result.printed.kept(_ROWS_IN[lang])
    for row in result.criteria:
        choice = row.choice
        number = choice.criterion.number
        rated = _Rated(
            number,
            tuple([level.id for level in choice.levels]),
            choice.source,
            "" if choice.source == "mark" else _ground(result, row, lang),
            tuple([unmet.needs_level.id for unmet in choice.unmet]),
            reach,
            number in doubted,
        )
        yield row_of(rated)


def _rows_of(lang: Lang, product_set: ProductSet) -> Callable[[_Rated], GridRow]:
    """Gives the rows of one table. There are some hundreds of them, so the last are kept, with
    their own table: equal tables may differ in the English of their levels.
    """
    return lru_cache(maxsize=1024)(partial(_row, product_set, lang))


_ROWS_IN = MappingProxyType({lang: partial(_rows_of, lang) for lang in LANGUAGES})


def _ground(result: Evaluation, row: CriterionResult, lang: Lang) -> str:
    """Why a criterion that nobody ticked has what it has; of one that facts decide, the facts."""
    if row.source != "fact":
        return result.reason(row, lang)
    return f"{say('report.source.fact', lang)}: {grounds_in_words(row.grounds, lang)}"


def _row(product_set: ProductSet, lang: Lang, rated: _Rated) -> GridRow:
    """The row of a criterion."""
    criterion = product_set.criterion(rated.number)
    levels = tuple([level for level in criterion.levels if level.id in rated.levels])
    is_open = rated.source == "none"
    points = None if is_open else sum([level.points for level in levels])
    badges = tuple(_badges(criterion, levels, rated, lang))
    short = any(isinstance(words, Badge) and words.state == "missed" for words in badges)
    return GridRow(
        (
            Cell((Span(f"{rated.number} "), words_of(criterion.title, lang))),
            Cell(tuple(_level(criterion, levels, rated, lang))),
            Cell((points_of(points, criterion.points),), "number"),
            Cell(badges),
        ),
        state="open" if is_open else "short" if short else "",
    )


def _level(
    criterion: Criterion, levels: tuple[Level, ...], rated: _Rated, lang: Lang
) -> Iterator[Span | Note]:
    """The level reached, where it comes from, and that a finding is about it."""
    case = levels[0].case if levels else None
    if case:
        title = words_of(criterion.cases[case].words, lang, "soft")
        yield title._replace(text=f"{title.text}:")
        yield Span(" ")
    if rated.source == "mark":
        yield label_of(levels, lang)
        yield Span(f" · {say('report.source.mark', lang)}", "small")
    elif rated.source == "fact":
        yield label_of(levels, lang)
        yield Note((given(rated.ground),))
    else:
        yield Note((given(rated.ground),), "alert")
    if rated.doubted:
        yield Note((Span(say("report.doubted", lang), to="findings"),), "alert")


def _badges(
    criterion: Criterion, levels: tuple[Level, ...], rated: _Rated, lang: Lang
) -> Iterator[Badge | Note]:
    """The minimums on a criterion; of one that costs a star, also the level that it needs."""
    for level in criterion.levels:
        if level.minimum is None or (levels and level.case != levels[0].case):
            continue
        state = _state(level.id, level.minimum, rated)
        asked = say("report.from", lang, points=level.points)
        yield Badge(f"{level.minimum}★", f"{asked}: {say(_STATES[state], lang)}", state)
        if state == "missed":
            costs = Span(f"{say('report.cost', lang, star=level.minimum)} ")
            needs = label_of((level,), lang)
            yield Note((costs, needs._replace(text=f"“{needs.text}”")), "alert")


def _state(level: str, star: int, rated: _Rated) -> _State:
    """How a minimum stands: one that is missed costs a star only where points reach that star."""
    if rated.source == "none":
        return "open"
    if level not in rated.missed:
        return "met"
    return "missed" if star <= rated.reach else "ahead"
