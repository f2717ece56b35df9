"""A difference in words: what moves a star before what only reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args

from ...exact import Interval
from ...lang import Lang
from ...rating.words import Asked
from ...rules.model import Criterion, Level
from ...rules.vocabulary import Clause, Vocabulary, condition_from
from ...text import Words, say
from .changes import CONDITIONS, RuleChange, is_words
from .decision_words import plain
from .difference import TableDiff
from .line import Said

__all__ = ["TOPICS", "Said", "Topic", "boxes", "by_topic", "said", "title_of"]

Topic = Literal[
    "minimum",
    "points",
    "criteria",
    "levels",
    "conditions",
    "gates",
    "moved",
    "titles",
    "labels",
    "readings",
    "errata",
    "vocabulary",
]
"""What changes are told together, what moves a star first."""

TOPICS: tuple[Topic, ...] = get_args(Topic)

_OF_KINDS: Mapping[str, Topic] = MappingProxyType(
    {
        "minimum": "minimum",
        "points": "points",
        "level-points": "points",
        "criterion-added": "criteria",
        "criterion-removed": "criteria",
        "level-added": "levels",
        "level-removed": "levels",
        "condition": "conditions",
        "case": "conditions",
        "gate": "gates",
        "gate-added": "gates",
        "gate-removed": "gates",
        "criterion-moved": "moved",
        "title": "titles",
        "label": "labels",
        "reading": "readings",
        "erratum": "errata",
    }
)
_VOCABULARY = ("fact", "document", "contradiction")


def by_topic(table: TableDiff) -> dict[Topic, tuple[RuleChange, ...]]:
    """The changes of a table by topic, those that move a star first; no topic without any."""
    found: dict[Topic, list[RuleChange]] = {topic: [] for topic in TOPICS}
    for change in table.changes:
        found[_topic_of(change)].append(change)
    return {topic: tuple(changes) for topic, changes in found.items() if changes}


def _topic_of(change: RuleChange) -> Topic:
    if change.thing in _VOCABULARY or change.field == "beside":
        return "vocabulary"
    if change.field in ("provenance", "readings", "caveats"):
        return "readings"
    return _OF_KINDS[change.kind or "reading"]


def title_of(table: TableDiff) -> Words:
    """The title of the product set, on the second side where it is there."""
    found = table.other or table.one
    assert found is not None
    return found.title


def said(table: TableDiff, change: RuleChange, lang: Lang) -> Said:
    """A change of a table in words."""
    return _Sayer(table, lang).said(change)


def boxes(criterion: Criterion) -> str:
    """The boxes of a criterion: points, and as many asterisks as the star that asks for it."""
    return " ".join(f"{level.points}{'*' * (level.minimum or 0)}" for level in criterion.levels)


class _Sayer:
    """Says the changes of one table."""

    def __init__(self, table: TableDiff, lang: Lang) -> None:
        self.table, self.lang = table, lang
        self.sides = (table.one, table.other)

    def said(self, change: RuleChange) -> Said:
        """A change in words."""
        was, becomes = self._value(change, 0), self._value(change, 1)
        sign = "+" if change.was is None else "–" if change.becomes is None else "≠"
        if change.field:
            sign = "≠"
        what = self._what(change)
        if sign != "≠" and change.thing in ("level", "gate", "reading", "erratum"):
            what = becomes if change.was is None else was
        return Said(sign, self._where(change), what, was, becomes, self._relation(change))

    # Where

    def _where(self, change: RuleChange) -> str:
        if change.thing in ("criterion", "level"):
            return self._of_criterion(change)
        if change.thing in ("part", "group", "heading"):
            number = change.number.to or change.number.from_ or ""
            name = say(_THINGS[change.thing], self.lang)
            return f"{name} {number}"
        if change.thing == "erratum":
            row = "/".join(filter(None, (change.number.to or change.number.from_, change.level)))
            return f"{say(_THINGS['erratum'], self.lang)} {row}".strip()
        name = say(_THINGS[change.thing], self.lang)
        return f"{name} {change.id}" if change.id else name

    def _of_criterion(self, change: RuleChange) -> str:
        then, now = change.number
        number = f"{now} ({then})" if then and now and then != now else now or then or ""
        criterion = self._criterion(change, 1) or self._criterion(change, 0)
        assert criterion is not None
        title = criterion.title.say(self.lang)
        if change.thing == "level":
            if change.field in ("", "text"):
                return f"{number} {title}"
            return f"{number} {title} · “{self._label(change)}”"
        if not change.field:
            most = say("diff.most", self.lang, points=criterion.points)
            return f"{number} {title} ({most}: {boxes(criterion)})"
        return f"{number} {title}"

    def _label(self, change: RuleChange) -> str:
        level = self._level(change, 1) or self._level(change, 0)
        return "" if level is None else level.words.say(self.lang)

    def _criterion(self, change: RuleChange, side: int) -> Criterion | None:
        table, number = self.sides[side], change.number[side]
        if table is None or number is None:
            return None
        return table.criterion(number)

    def _level(self, change: RuleChange, side: int) -> Level | None:
        criterion = self._criterion(change, side)
        if criterion is None:
            return None
        return next((level for level in criterion.levels if level.id == change.level), None)

    # What

    def _what(self, change: RuleChange) -> str:
        field = change.steps
        if not field or field[-1] in ("minimum", "points", "place"):
            return ""
        if field == ("text",) and change.thing != "level":
            return ""
        for key in (field[-1], field[0]):
            if key in _FIELDS:
                return say(_FIELDS[key], self.lang)
        return "/".join(field)

    def _value(self, change: RuleChange, side: int) -> str:
        value = (change.was, change.becomes)[side]
        if value is None:
            return say("diff.nothing", self.lang)
        if change.steps[-1:] and change.steps[-1] in CONDITIONS and isinstance(value, list | tuple):
            return self._condition(value, side)
        return self._of_field(change, value, side)

    def _of_field(self, change: RuleChange, value: Any, side: int) -> str:
        field = change.steps[-1:]
        if field == ("minimum",):
            return f"{value}★"
        if field == ("only_if",) or change.steps[:1] == ("only_if",):
            return plain(value, self.lang)
        if field == ("place",):
            return " ".join(map(str, value[:1])) + f" {value[-1]}"
        if change.thing == "level" and not change.field:
            return self._whole_level(change, side)
        if change.thing == "erratum" and isinstance(value, Mapping):
            return f"{value['printed']} ⇒ {value['read_as']}"
        if change.thing == "level" and change.field == "text":
            level = self._level(change, side)
            return level.words.say(self.lang) if level else plain(value, self.lang)
        if is_words(value) and change.is_of_english:
            return str(value.get("en") or "")
        return plain(value, self.lang)

    def _whole_level(self, change: RuleChange, side: int) -> str:
        level = self._level(change, side)
        assert level is not None
        stars = f", {level.minimum}★" if level.minimum else ""
        points = say("diff.points", self.lang, points=level.points)
        return f"“{level.words.say(self.lang)}” ({points}{stars})"

    def _condition(self, value: Any, side: int) -> str:
        condition = condition_from(value)
        assert condition is not None
        words = [table.vocabulary for table in self.sides if table is not None]
        ways = [
            " + ".join(_clause(clause, words, self.lang) for clause in every)
            for every in condition.alternatives
        ]
        return f" {say('diff.or', self.lang)} ".join(ways)

    def _relation(self, change: RuleChange) -> str:
        """What a crosswalk says: the number of the other criterion, and the points of its levels
        that are possible.
        """
        if change.relation is None:
            return ""
        kind, name, levels = change.relation
        table = self.table.one if change.kind == "criterion-added" else self.table.other
        found = next((c for c in table.criteria if c.id == name), None) if table else None
        if found is None:
            return ""
        worth = {level.id: str(level.points) for level in found.levels}
        to = found.number
        if levels:
            points = "/".join(worth.get(level, "0") for level in levels)
            to = say("diff.relation.to", self.lang, number=found.number, points=points)
        return say(_RELATIONS.get(kind or "", "diff.relation"), self.lang, to=to)


def _clause(clause: Clause, words: list[Vocabulary], lang: Lang) -> str:
    """One thing that is asked, in the words of the vocabulary."""
    for vocabulary in words:
        if clause.document is not None and clause.document in vocabulary.documents:
            return vocabulary.documents[clause.document].title.say(lang)
        if clause.fact in vocabulary.facts:
            return Asked(vocabulary.facts[clause.fact], clause.wanted).say(lang)
    wanted = clause.wanted
    told = wanted.say(lang) if isinstance(wanted, Interval) else plain(wanted, lang)
    return f"{clause.fact}: {told}"


_THINGS: Mapping[str, str] = MappingProxyType(
    {
        "table": "diff.thing.table",
        "part": "diff.thing.part",
        "group": "diff.thing.group",
        "heading": "diff.thing.heading",
        "gate": "diff.thing.gate",
        "erratum": "diff.thing.erratum",
        "reading": "diff.thing.reading",
        "fact": "diff.thing.fact",
        "document": "diff.thing.document",
        "contradiction": "diff.thing.contradiction",
    }
)

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "points": "diff.field.points",
        "part": "diff.thing.part",
        "when": "diff.field.when",
        "needs": "diff.field.needs",
        "unless": "diff.field.unless",
        "waived_by": "diff.field.waived_by",
        "only_if": "diff.field.only_if",
        "mode": "diff.field.mode",
        "evidence": "diff.field.evidence",
        "pair": "diff.field.pair",
        "case": "diff.field.case",
        "cases": "diff.field.case",
        "order": "diff.field.order",
        "title": "diff.field.title",
        "text": "diff.field.text",
        "note": "diff.field.note",
        "outcome": "diff.field.outcome",
        "raised_by": "diff.field.raised_by",
        "readings": "diff.field.readings",
        "provenance": "diff.field.provenance",
        "caveats": "diff.field.caveats",
        "rests_on": "diff.field.readings",
        "minimums_missing": "diff.field.minimums_missing",
        "taken": "diff.field.taken",
        "question": "diff.field.question",
        "basis": "diff.field.basis",
        "article": "diff.field.article",
        "other_readings": "diff.field.other_readings",
        "printed": "diff.field.printed",
        "read_as": "diff.field.read_as",
    }
)

_RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "same": "diff.relation.same",
        "merged": "diff.relation.merged",
        "looser": "diff.relation.looser",
        "split": "diff.relation.split",
        "stricter": "diff.relation.stricter",
        "none": "diff.relation.none",
        "open": "diff.relation.open",
    }
)
