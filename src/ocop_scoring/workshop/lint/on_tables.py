"""Lint of tables: rows that differ from their siblings, and the same printed words that count
otherwise somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...rules.resolved import words_from
from ...spelling import spelled
from .read import Doc, ReadRuleset, Sheet, quoted
from .remark import Remark

__all__ = ["on_tables"]

_FEW = 4  # words: shorter labels, such as “Không có”, say nothing by themselves


def on_tables(read: ReadRuleset) -> Iterator[Remark]:
    """What is to be said of a ruleset's rows and levels."""
    for number, sheet in read.sheets.items():
        yield from _on_rows(read, number, sheet)
    yield from _on_same_words(read)


def _on_rows(read: ReadRuleset, number: int, sheet: Sheet) -> Iterator[Remark]:
    """Rows that say otherwise than the shared criterion, without a reason on record: a reading or a
    misprint, which results cite; for points a word of why is enough.
    """
    rows = sheet.source.root["rows"]
    criteria = {criterion["number"]: criterion for criterion in sheet.criteria()}
    for row, said in rows.items():
        if not isinstance(said, dict) or "use" not in said:
            continue
        if "reading" in said or _is_misprinted(read, number, row):
            continue
        at = sheet.source.place(("rows", row), key=True)
        where = f"{read.name}/{number}/{row}"
        title = quoted(words_from(criteria[row]["title"]))
        values = {"number": row, "criterion": title, "product_set": number}
        if "minimums" in said:
            yield Remark("minimum-differs", at, where, number, row, values=values)
        if "points" in said and "why" not in said:
            yield Remark("points-differ", at, where, number, row, values=values)


def _is_misprinted(read: ReadRuleset, number: int, row: str) -> bool:
    address = f"{number}/{row}"
    return any(
        at == address or at.startswith(f"{address}/")
        for erratum in read.folder.errata.value
        for at in erratum.at
    )


def _on_same_words(read: ReadRuleset) -> Iterator[Remark]:
    """Levels with the same words, of which the conditions differ; of criteria with the same title,
    the minimums.
    """
    first: dict[tuple[str, str], tuple[str, Doc]] = {}
    for name, level in read.levels():
        words = spelled(level["vi"])
        if len(words.split()) < _FEW:
            continue
        title = spelled(read.folder.criteria[name].value.vi)
        other = first.setdefault(("", words), (name, level))
        if _asked(other[1]) != _asked(level):
            yield _same(read, "same-words-other-condition", name, level, other)
        sibling = first.setdefault((title, words), (name, level))
        if sibling[1].get("minimum") != level.get("minimum"):
            yield _same(read, "same-words-other-minimum", name, level, sibling)


def _asked(level: Doc) -> tuple[Any, Any]:
    return level.get("when"), level.get("needs")


def _same(read: ReadRuleset, code: str, name: str, level: Doc, other: tuple[str, Doc]) -> Remark:
    values = {
        "level": f"{name}/{level['id']}",
        "other": f"{other[0]}/{other[1]['id']}",
        "words": level["vi"],
    }
    where = f"{read.name}/{name}/{level['id']}"
    place = read.place_of_level(name, level)
    return Remark(code, place, where, level=level["id"], values=values)
