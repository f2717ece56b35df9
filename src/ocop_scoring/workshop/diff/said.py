"""Sentences on a table's difference: how many sheets change star, with one that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from ...exact import percent
from ...lang import Lang
from ...text import say
from .difference import TableDiff
from .joint import StarChanges
from .words import Topic

__all__ = ["TOPIC_NAMES", "grouped_digits", "in_sheets", "on_sheets", "on_witness"]

TOPIC_NAMES: Mapping[Topic, str] = MappingProxyType(
    {
        "minimum": "diff.topic.minimum",
        "points": "diff.topic.points",
        "criteria": "diff.topic.criteria",
        "levels": "diff.topic.levels",
        "conditions": "diff.topic.conditions",
        "gates": "diff.topic.gates",
        "moved": "diff.topic.moved",
        "titles": "diff.topic.titles",
        "labels": "diff.topic.labels",
        "readings": "diff.topic.readings",
        "errata": "diff.topic.errata",
        "vocabulary": "diff.topic.vocabulary",
    }
)
"""The message that names a topic of changes."""


def grouped_digits(number: int, lang: Lang) -> str:
    """A whole number in groups of three digits."""
    said = f"{number:,}"
    return said.replace(",", ".") if lang == "vi" else said


def in_sheets(table: TableDiff, lang: Lang) -> str:
    """Which share of all sheets changes star, in short."""
    counted = table.semantic
    if counted is None:
        return say("diff.cant-count", lang)
    return "0" if not counted.changed else _share(counted, lang)


def on_sheets(table: TableDiff, lang: Lang) -> str:
    """How many sheets change star; that none does, or that they can't be counted."""
    counted = table.semantic
    if counted is None:
        return say("diff.other-choices", lang)
    of = grouped_digits(counted.of, lang)
    if not counted.changed:
        return say("diff.no-sheet", lang, of=of)
    names = ("changed", "gained", "lost")
    values = {name: grouped_digits(getattr(counted, name), lang) for name in names}
    return say("diff.some-sheets", lang, of=of, share=_share(counted, lang), **values)


def on_witness(table: TableDiff, lang: Lang) -> Iterator[str]:
    """A sheet that changes star, in a sentence; its marks stand in `StarChanges.witness`."""
    counted = table.semantic
    witness = None if counted is None else counted.witness
    if witness is not None:
        totals = " → ".join(map(str, dict.fromkeys(witness.totals)))
        was, becomes = witness.stars
        yield say("diff.witness", lang, totals=totals, was=was, becomes=becomes)


def _share(counted: StarChanges, lang: Lang) -> str:
    """The share with two decimals of a percent; of less, that it is less."""
    hundredths = 10_000 * counted.changed // counted.of
    if hundredths == 0:
        return f"< {percent(Decimal('0.0001'), lang)}"
    return percent(Decimal(hundredths).scaleb(-4), lang)
