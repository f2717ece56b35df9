"""Two rulesets side by side, as a page: what the decision says otherwise, then every product set
whose table differs, printed tables next to each other with a sign before all that changed.

It is a tool's comparison, and says so: nobody shall take it for an official paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from types import MappingProxyType

from ..lang import Lang
from ..rules.model import Criterion, Level
from ..text import say
from ..workshop.diff.changes import RuleChange
from ..workshop.diff.decision_words import moves_dates_or_stars, of_decision
from ..workshop.diff.difference import Diff, TableDiff
from ..workshop.diff.line import Said
from ..workshop.diff.said import TOPIC_NAMES, in_sheets, on_sheets, on_witness
from ..workshop.diff.words import (
    Topic,
    by_topic,
    said,
    title_of,
)
from ..workshop.lint.witness import command_of
from .line import Line, Span, SpanRole, given
from .paper import (
    Block,
    Notice,
    Paper,
    Paragraph,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Section,
    Subheading,
)
from .spans import words_of

__all__ = ["comparison", "comparison_blocks"]


def comparison(diff: Diff, lang: Lang, *, semantic: bool = True) -> Paper:
    """The page as a tree; the same difference gives the same tree. With `semantic`, how many sheets
    change star is counted where that can be.
    """
    title = say("diff.page-title", lang, one=diff.one.name, other=diff.other.name)
    return Paper(
        kind="comparison",
        lang=lang,
        title=title,
        above=(Span(say("diff.page-kind", lang)),),
        heading=(given(title),),
        about=((given(_named(diff, lang)),),),
        blocks=tuple(comparison_blocks(diff, lang, semantic=semantic)),
    )


def comparison_blocks(diff: Diff, lang: Lang, *, semantic: bool = True) -> Iterator[Block]:
    """What the page says, as blocks: for a paper that has more to say."""
    yield Notice(say("diff.tool-title", lang), ((Span(say("diff.tool", lang)),),))
    if diff.is_empty:
        yield Paragraph((Span(say("diff.same", lang)),), "sentence")
        return
    first = tuple(filter(moves_dates_or_stars, diff.ruleset))
    if first:
        yield _decision(diff, first, "decision", say("diff.decision-first", lang), lang)
    if len(diff.product_sets) > 1:
        yield _overview(diff.product_sets, lang, semantic=semantic)
    for table in diff.product_sets:
        if not table.is_empty:
            yield _Page(diff, table, lang, semantic=semantic).section()
    rest = tuple([change for change in diff.ruleset if change not in first])
    if rest:
        yield _decision(diff, rest, "decision-rest", say("diff.decision-rest", lang), lang)


def _named(diff: Diff, lang: Lang) -> str:
    """What the two sides are: decision and title."""
    sides = [side.ruleset for side in (diff.one, diff.other)]
    return " → ".join(f"{rules.decision} ({rules.title.say(lang)})" for rules in sides)


def _decision(
    diff: Diff, changes: Sequence[RuleChange], name: str, title: str, lang: Lang
) -> Section:
    """Some changes of the decision side by side; of what has hundreds of entries their number."""
    told = [change for change in changes if change.steps[0] not in _LONG]
    rows = [
        _cells((given(one.where),), (given(one.was),), (given(one.becomes),))
        for one in (of_decision(change, lang).cut(_LONGEST) for change in told)
    ]
    heads = (say("diff.column.what", lang), diff.one.name, diff.other.name)
    blocks: list[Block] = [_ruled(title, heads, (26, 37, 37), tuple(rows))] if rows else []
    if len(told) < len(changes):
        count = len(changes) - len(told)
        blocks.append(Paragraph((Span(say("diff.decision-long", lang, count=count)),)))
    return Section(name, title, tuple(blocks))


_LONG = ("readings_of_law", "classification", "products")
_LONGEST = 160
"""Of longer values of a decision only so many characters are shown."""


def _overview(tables: Sequence[TableDiff], lang: Lang, *, semantic: bool) -> Section:
    """A row a product set: what moves a star in numbers, and the way to its table."""
    names: tuple[Topic, ...] = ("minimum", "points", "criteria", "levels", "conditions", "gates")
    heads = [
        *("", say("diff.column.title", lang), say("diff.column.sheets", lang)),
        *(say(TOPIC_NAMES[name], lang) for name in names),
    ]
    rows = []
    for table in tables:
        found = by_topic(table)
        number = str(table.product_set)
        to = "" if table.is_empty else f"set-{number}"
        title = words_of(title_of(table), lang)._replace(to=to)
        sheets = in_sheets(table, lang) if semantic else "–"
        counts: list[Line] = [(Span(str(len(found.get(name, ())))),) for name in names]
        rows.append(_cells((Span(number),), (title,), (Span(sheets),), *counts))
    caption = say("diff.by-set", lang)
    widths = (4, 34, 14, *[8] * len(names))
    return Section("sets", caption, (_ruled(caption, heads, widths, tuple(rows)),))


class _Page:
    """The section of one product set."""

    def __init__(self, diff: Diff, table: TableDiff, lang: Lang, *, semantic: bool) -> None:
        self.diff, self.table, self.lang, self.semantic = diff, table, lang, semantic
        self.changed = _by_row(table.changes)

    def section(self) -> Section:
        """Sheets that change star, the tables side by side, and the rest in words."""
        number, title = self.table.product_set, title_of(self.table).say(self.lang)
        blocks: list[Block] = []
        if self.semantic:
            blocks += [Paragraph((Span(line),)) for line in self._sheets()]
        found = by_topic(self.table)
        blocks += self._topic("minimum", found["minimum"]) if "minimum" in found else ()
        blocks.append(Paragraph((Span(say("diff.side-by-side", self.lang)),), "legend"))
        blocks.append(self._tables())
        blocks += self._rest(found)
        return Section(f"set-{number}", f"{number}. {title}", tuple(blocks))

    def _sheets(self) -> Iterator[str]:
        yield on_sheets(self.table, self.lang)
        counted = self.table.semantic
        witness = None if counted is None else counted.witness
        for said_of in on_witness(self.table, self.lang):
            assert witness is not None
            assert self.table.one is not None
            folder = self.diff.one.criteria
            criteria = None if folder is None else quote(str(folder))
            yield f"{said_of} {command_of(self.table.one, witness.marks, criteria)}"

    def _tables(self) -> Ruled:
        heads = ("", self.diff.one.name, self.diff.other.name)
        caption = say("diff.side-by-side", self.lang)
        return _ruled(caption, heads, (5, 47, 48), tuple(self._rows()))

    def _rows(self) -> Iterator[RuledRow]:
        """The criteria in the order of the second side, those that went behind what was before
        them; what a crosswalk relates stands in one row.
        """
        both = [[] if t is None else list(t.criteria) for t in (self.table.one, self.table.other)]
        by_id = [{criterion.id: criterion for criterion in side} for side in both]
        related = self._related()
        for name in _in_order([c.id for c in both[0]], [c.id for c in both[1]]):
            if name in related.values() and name not in by_id[1]:
                continue  # stands in the row of what it leads to
            one, other = by_id[0].get(related.get(name, name)), by_id[1].get(name)
            yield self._row(one, other, is_related=name in related)

    def _related(self) -> Mapping[str, str]:
        """By criterion that came the one that went and leads to it."""
        return {
            change.relation.criterion: change.id
            for change in reversed(self.table.of_kind("criterion-removed"))
            if change.relation is not None and change.id is not None
        }

    def _row(self, one: Criterion | None, other: Criterion | None, *, is_related: bool) -> RuledRow:
        found = one or other
        assert found is not None
        changes = self.changed.get(found.id, ())
        sign = "–" if other is None else "+" if one is None else "≠" if changes else ""
        cells = [self._cell(side, () if is_related else changes) for side in (one, other)]
        return RuledRow((RuledCell(((Span("≈" if is_related else sign, "strong"),),)), *cells))

    def _cell(self, criterion: Criterion | None, changes: Sequence[RuleChange]) -> RuledCell:
        if criterion is None:
            return RuledCell(((Span("–"),),))
        own = {change.field for change in changes if change.level is None}
        role: SpanRole = "strong" if own & {"title", "place"} else ""
        head: Line = (
            Span(f"{criterion.number} ", "strong"),
            words_of(criterion.title, self.lang)._replace(role=role),
            Span(f" ({criterion.points})", "strong" if "points" in own else ""),
        )
        lines = [self._level(level, changes) for level in criterion.levels]
        return RuledCell((head, *lines))

    def _level(self, level: Level, changes: Sequence[RuleChange]) -> Line:
        own = {change.field for change in changes if change.level == level.id}
        sign = "≠ " if own else "· "
        if "" in own:
            sign = "± "
        marks = "*" * (level.minimum or 0)
        role: SpanRole = "strong" if own & {"", "points", "minimum"} else ""
        words = words_of(level.words, self.lang)
        label = words._replace(role="soft") if own & {"", "text"} else words
        return (Span(sign), Span(f"{level.points}{marks} ", role), label)

    def _topic(self, topic: Topic, changes: Sequence[RuleChange]) -> Iterator[Block]:
        """Changes of one topic in words: where, what was, what is."""
        name = say(TOPIC_NAMES[topic], self.lang)
        yield Subheading((Span(f"{name} ({len(changes)})"),))
        heads = (say("diff.column.what", self.lang), self.diff.one.name, self.diff.other.name)
        rows = [_told(said(self.table, change, self.lang)) for change in changes]
        widths = (64, 18, 18) if topic == "minimum" else (34, 33, 33)
        yield _ruled(name, heads, widths, tuple(rows))

    def _rest(self, found: Mapping[Topic, Sequence[RuleChange]]) -> Iterator[Block]:
        """What no table prints: conditions, grounds, readings, misprints."""
        for topic, changes in found.items():
            if topic in _IN_TABLES:
                changes = [c for c in changes if c.thing not in ("criterion", "level")]
            if changes and topic != "minimum":
                yield from self._topic(topic, changes)


def _told(change: Said) -> RuledRow:
    sign: Line = (Span(f"{change.sign} ", "strong"), given(change.where))
    what = change.what if change.sign == "≠" else ""
    lines = [sign, *[(given(text, "small"),) for text in (what, change.relation) if text]]
    sides = [RuledCell(((given(text),),)) for text in (change.was, change.becomes)]
    return RuledRow((RuledCell(tuple(lines)), *sides))


_IN_TABLES: tuple[Topic, ...] = ("points", "criteria", "levels", "moved", "titles", "labels")
"""Groups whose changes of criteria and levels are seen in the tables."""


def _by_row(changes: Sequence[RuleChange]) -> Mapping[str, tuple[RuleChange, ...]]:
    """The changes of each criterion, its levels' among them."""
    found: dict[str, list[RuleChange]] = {}
    for change in changes:
        if change.thing in ("criterion", "level") and change.id is not None:
            found.setdefault(change.id, []).append(change)
    return MappingProxyType({name: tuple(entries) for name, entries in found.items()})


def _in_order(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Names as the second side has them; those that went stand behind what was before them."""
    behind: dict[str, list[str]] = {}
    before = ""
    for name in one:
        if name in other:
            before = name
        else:
            behind.setdefault(before, []).append(name)
    return [name for first in ("", *other) for name in (first, *behind.get(first, ())) if name]


def _ruled(
    caption: str, heads: Sequence[str], widths: Sequence[int], rows: tuple[RuledRow, ...]
) -> Ruled:
    columns = tuple(RuledColumn(width) for width in widths)
    head = _cells(*[(given(text),) for text in heads])
    return Ruled((Span(caption),), columns, (head,), rows)


def _cells(*lines: Line) -> RuledRow:
    return RuledRow(tuple(RuledCell((line,)) for line in lines))
