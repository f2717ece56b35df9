"""Lint of siblings: rows of several tables that ask the same, and of which one says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ...lang import LANGUAGES
from ...rules.resolved import words_from
from ...spelling import spelled as _spelled
from ...text import Words, listed
from .read import Doc, ReadRuleset, Sheet, quoted, readings_in
from .remark import Remark, Severity

__all__ = ["SAID_OF_SIBLINGS", "on_siblings"]

spelled = cache(_spelled)

_MAJORITY = Fraction(3, 4)
_FEWEST = 3
"""Where points, headings, conditions, grounds or levels differ, so many others must agree, and so
large a part of them: tables may differ there. An asterisk is looked at wherever it is less common.
"""
_SHORT = 8
"""Words: levels of fewer, such as “Có” and “Không”, are the same only under the same title."""


class _Row(NamedTuple):
    """A row of a table, and what it says of each aspect."""

    number: int
    row: str
    criterion: Doc
    sheet: Sheet
    said: Mapping[str, tuple[object, Words]]


class _Aspect(NamedTuple):
    """What is compared: its name, how serious a difference is, whether the rarer form is looked at
    even where no great majority agrees, and what fields of errata tell of it.
    """

    name: Words
    severity: Severity
    is_certain: bool
    fields: tuple[str, ...]


_ASPECTS: Mapping[str, _Aspect] = {
    "minimums": _Aspect(Words("điều kiện tối thiểu", "minimums"), "warning", True, ("minimum",)),
    "only_if": _Aspect(Words("điều kiện đi kèm", "condition"), "warning", False, ()),
    "gates": _Aspect(Words("trường hợp bị loại", "grounds of rejection"), "warning", False, ()),
    "points": _Aspect(Words("điểm", "points"), "note", False, ("points", "level")),
    "heading": _Aspect(Words("mục đứng trên", "heading above"), "note", False, ("title",)),
    "levels": _Aspect(Words("mức", "level"), "note", False, ("level", "text")),
}

SAID_OF_SIBLINGS: Mapping[str, str] = {
    "minimum-differs": str(_ASPECTS["minimums"].name),
    "points-differ": str(_ASPECTS["points"].name),
}
"""The remarks on single rows that a difference from siblings tells better, by its aspect."""


def on_siblings(read: ReadRuleset) -> Iterator[Remark]:
    """Rows that say otherwise than their siblings: those of other tables with the same levels in
    the same words, whether they use one criterion or copies of it.
    """
    families = _families(read)
    for family in families.values():
        for aspect in _READERS:
            yield from _on_family(read, family, aspect)
    yield from _on_lost_levels(read, families)


def _families(read: ReadRuleset) -> dict[tuple[str, ...], list[_Row]]:
    families: dict[tuple[str, ...], list[_Row]] = {}
    for number, sheet in read.sheets.items():
        for criterion in sheet.criteria():
            row = _Row(number, criterion["number"], criterion, sheet, _said(read, sheet, criterion))
            families.setdefault(_key(criterion), []).append(row)
    return families


def _key(criterion: Doc) -> tuple[str, ...]:
    """What a row has in common with its siblings: the words of its levels; of short ones also the
    title.
    """
    levels = tuple(sorted(spelled(level["vi"]) for level in criterion["levels"]))
    is_short = sum(len(words.split()) for words in levels) < _SHORT
    return (spelled(criterion["title"]["vi"]), *levels) if is_short else ("", *levels)


# What a row says


def _said(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> dict[str, tuple[object, Words]]:
    """By aspect what a row says, for comparing and in words."""
    return {name: reader(read, sheet, criterion) for name, reader in _READERS.items()}


def _minimums(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> tuple[object, Words]:
    asked = [level for level in criterion["levels"] if "minimum" in level]
    stars = [
        (f"{level['minimum']}★", read.label(criterion["id"], level))
        for level in sorted(asked, key=lambda level: int(level["minimum"]))
    ]
    vi, en = [", ".join(f"{s} {label.say(lang)}" for s, label in stars) for lang in LANGUAGES]
    said = frozenset((level["minimum"], spelled(level["vi"])) for level in asked)
    return said, Words(vi, en) if asked else _NONE


def _points(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> tuple[object, Words]:
    points = {spelled(level["vi"]): level["points"] for level in criterion["levels"]}
    said = "–".join(str(level["points"]) for level in criterion["levels"])
    return frozenset(points.items()), Words(said, said)


def _heading(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> tuple[object, Words]:
    if "heading" not in criterion:
        return None, _NONE
    title = next(
        heading["title"]
        for part in sheet.document["parts"]
        for group in part["groups"]
        for heading in group["headings"]
        if heading["number"] == criterion["heading"]
    )
    return spelled(title["vi"]), Words(title["vi"], title["en"])


def _only_if(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> tuple[object, Words]:
    asked = criterion.get("only_if")
    if asked is None:
        return None, _NONE
    opener = next(c for c in sheet.criteria() if c["number"] == asked["criterion"])
    least = next(lv for lv in opener["levels"] if lv["id"] == asked["at_least"])
    title, label = quoted(words_from(opener["title"])), read.label(opener["id"], least)
    vi, en = [f"{title.say(lang)} ≥ {label.say(lang)}" for lang in LANGUAGES]
    return (opener["id"], least["id"]), Words(vi, en)


def _gates(read: ReadRuleset, sheet: Sheet, criterion: Doc) -> tuple[object, Words]:
    number = criterion["number"]
    gates = {
        g["id"]: quoted(words_from(g)) for g in sheet.document["gates"] if g.get("at") == number
    }
    said = [gates[name] for name in sorted(gates)]
    vi, en = [", ".join(words.say(lang) for words in said) for lang in LANGUAGES]
    return tuple(sorted(gates)), Words(vi, en) if gates else _NONE


def _or_none(said: str) -> Words:
    return Words(said, said) if said else _NONE


_NONE = Words("không có", "none")


_READERS: Mapping[str, Callable[[ReadRuleset, Sheet, Doc], tuple[object, Words]]] = {
    "minimums": _minimums,
    "only_if": _only_if,
    "gates": _gates,
    "points": _points,
    "heading": _heading,
}


# Who says otherwise


def _on_family(read: ReadRuleset, family: list[_Row], aspect: str) -> Iterator[Remark]:
    counted = Counter(row.said[aspect][0] for row in family)
    if len(counted) < 2:
        return
    usual, _ = max(counted.items(), key=lambda entry: (entry[1], entry[0] in _plain(read, family)))
    theirs = [row for row in family if row.said[aspect][0] == usual]
    agreed = Fraction(len(theirs), len(family) - 1)
    is_clear = len(theirs) >= _FEWEST and agreed >= _MAJORITY
    if not is_clear and not _ASPECTS[aspect].is_certain:
        return
    for row in family:
        if row.said[aspect][0] != usual:
            yield _remark(read, row, aspect, theirs)


def _plain(read: ReadRuleset, family: list[_Row]) -> set[object]:
    """The minimums that the shared criteria have where no row says otherwise: of two forms that are
    equally common, theirs is the usual one.
    """
    plain: set[object] = set()
    for name in {row.criterion["id"] for row in family}:
        levels = read.criteria[name].levels
        plain.add(frozenset((lv["minimum"], spelled(lv["vi"])) for lv in levels if "minimum" in lv))
    return plain


def _remark(read: ReadRuleset, row: _Row, aspect: str, theirs: list[_Row]) -> Remark:
    found = _ASPECTS[aspect]
    values = {
        "number": row.row,
        "product_set": row.number,
        "criterion": quoted(words_from(row.criterion["title"])),
        "aspect": found.name,
        "own": row.said[aspect][1],
        "theirs": theirs[0].said[aspect][1],
        "sets": listed(other.number for other in theirs),
    }
    return Remark(
        "differs-from-siblings",
        read.place_of_row(row.number, row.row),
        f"{read.name}/{row.number}/{row.row}",
        row.number,
        row.row,
        values=values,
        recorded=(*_readings(row, aspect), *_errata(read, row, found.fields)),
        graded=found.severity,
    )


def _readings(row: _Row, aspect: str) -> tuple[str, ...]:
    """The readings that a row itself cites; they are not about grounds of rejection."""
    if aspect == "gates":
        return ()
    written = row.sheet.source.root["rows"].get(row.row)
    return tuple(readings_in(written)) if isinstance(written, dict) else ()


def _errata(read: ReadRuleset, row: _Row, fields: Iterable[str]) -> tuple[str, ...]:
    """The addresses of misprints of a row, or of its levels, that tell of one of some fields."""
    address = f"{row.number}/{row.row}"
    return tuple(
        at
        for erratum in read.folder.errata.value
        for at in erratum.at
        if erratum.field in fields and f"{at}/".startswith(f"{address}/")
    )


# Levels that one copy lacks, or has alone


def _on_lost_levels(
    read: ReadRuleset, families: Mapping[tuple[str, ...], list[_Row]]
) -> Iterator[Remark]:
    """Rows whose levels are those of a larger family but for one, under the same title."""
    by_title: dict[str, list[list[_Row]]] = {}
    for family in families.values():
        by_title.setdefault(spelled(family[0].criterion["title"]["vi"]), []).append(family)
    for alike in by_title.values():
        for family in alike:
            for theirs in alike:
                own, other = _labels(family[0]), _labels(theirs[0])
                is_one = len(own.keys() ^ other.keys()) == 1 and len(own.keys() & other.keys()) > 1
                if is_one and len(theirs) >= max(_FEWEST, 3 * len(family)):
                    for row in family:
                        yield _on_level(read, row, own, theirs, other)


def _labels(row: _Row) -> dict[str, str]:
    """The labels of a row's levels, by the spelling that is compared."""
    return {spelled(level["vi"]): level["vi"] for level in row.criterion["levels"]}


def _on_level(
    read: ReadRuleset,
    row: _Row,
    own: Mapping[str, str],
    theirs: list[_Row],
    other: Mapping[str, str],
) -> Remark:
    (odd,) = own.keys() ^ other.keys()
    row = row._replace(said={"levels": (None, _or_none(own.get(odd, "")))})
    first = theirs[0]._replace(said={"levels": (None, _or_none(other.get(odd, "")))})
    return _remark(read, row, "levels", [first, *theirs[1:]])
