"""Lint of bands: numbers between the levels of a criterion that none asks for, or that two do; and
labels that don't name the numbers that their conditions go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from ...exact import Interval, percent, shown
from ...rules.resolved import words_from
from ...text import Words
from .bands import Band, bands_in, labelled, named_numbers
from .read import Doc, ReadRuleset, readings_in
from .remark import Remark

__all__ = ["on_bands", "on_labels"]

Ladder = list[Band]


def on_bands(read: ReadRuleset) -> Iterator[Remark]:
    """Gaps and overlaps between neighbouring levels that one fact decides, whatever else they ask
    for alike: in their conditions, or, where those meet, in what their labels say.
    """
    for name in read.folder.criteria:
        for ladder in _ladders(read.criteria[name].levels):
            for lower, higher in pairwise(ladder):
                yield from _between(read, name, lower, higher)
            yield from _above(read, name, ladder)


def _ladders(levels: Iterable[Doc]) -> list[Ladder]:
    """The bands of each fact in the order of the levels' points, apart by case and by what else is
    asked for. Where a level asks for two bands of one fact, nothing is said.
    """
    found: dict[tuple[object, ...], Ladder] = {}
    for level in sorted(levels, key=lambda level: int(level["points"])):
        for band in bands_in(level, "when"):
            found.setdefault((level.get("case"), band.fact, band.beside), []).append(band)
    several = [ladder for ladder in found.values() if len(ladder) > 1]
    return [ladder for ladder in several if len({b.level["id"] for b in ladder}) == len(ladder)]


def _between(read: ReadRuleset, name: str, lower: Band, higher: Band) -> Iterator[Remark]:
    """What is wrong between two neighbours."""
    found = _wrong(lower.interval, higher.interval)
    if found:
        yield _remark(read, name, found, lower, higher, _ASKED, lower.interval, higher.interval)
        return
    below, above = _said(lower), _said(higher)
    found = _wrong(below, above) if below and above else None
    if found and below and above:
        yield _remark(read, name, found, lower, higher, _LABELS, below, above)


def _wrong(lower: Interval, higher: Interval) -> str | None:
    if lower.high is None:  # whoever reaches the higher level reaches the lower one too
        return None
    if lower.overlaps(higher):
        return "band-overlap"
    return None if lower.meets(higher, whole=not lower.share) else "band-gap"


def _said(band: Band) -> Interval | None:
    """The interval that a level's label names for the same thing: one with an end of the band."""
    ends = {band.interval.low, band.interval.high} - {None}
    for interval in labelled(band.level["vi"], band.interval.share):
        if ends & {interval.low, interval.high}:
            return interval
    return None


def _above(read: ReadRuleset, name: str, ladder: Ladder) -> Iterator[Remark]:
    """Numbers above the highest level that asks for one."""
    top, before = ladder[-1], ladder[-2]
    high = top.interval.high
    is_all = top.interval.share and high == 1 and top.interval.high_in
    if high is not None and not is_all:
        yield _remark(read, name, "band-gap", before, top, _ASKED, top.interval, None)


_ASKED, _LABELS = Words("điều kiện", "conditions"), Words("nhãn", "labels")


def _remark(
    read: ReadRuleset,
    name: str,
    code: str,
    lower: Band,
    higher: Band,
    what: Words,
    below: Interval,
    above: Interval | None,
) -> Remark:
    level = higher.level
    values = {
        "what": what,
        "criterion": read.title(name),
        "fact": words_from(read.folder.vocabulary["facts"][higher.fact]),
        "lower": read.label(name, lower.level),
        "level": read.label(name, level),
        "below": _words(below),
        "above": _words(above) if above else Words("hết", "the end"),
    }
    cited = dict.fromkeys([*readings_in(lower.level), *readings_in(level)])
    place = read.place_of_level(name, level)
    where = f"{read.name}/{name}/{level['id']}"
    return Remark(code, place, where, level=level["id"], values=values, recorded=tuple(cited))


def _words(interval: Interval) -> Words:
    return Words(interval.say("vi"), interval.say("en"))


# Labels


def on_labels(read: ReadRuleset) -> Iterator[Remark]:
    """Levels whose label doesn't name a number that its condition goes by, and such whose label
    counts something that its condition doesn't ask for.
    """
    for name in read.folder.criteria:
        levels = read.criteria[name].levels
        named = {level["id"]: _named(_beside(read, name, level) + level["vi"]) for level in levels}
        for level in levels:
            lost = _lost(level, named)
            yield from _on_level(read, "label-number-lost", name, level, lost)
            if _alternatives(level) and not lost:
                asked = _ends(level) | _named(_asked_in_words(read, level))
                unasked = _counted(level["vi"]) - asked
                yield from _on_level(read, "label-number-unasked", name, level, unasked)


Number = tuple[Decimal, bool]
"""A number, and whether it is a share."""


def _named(text: str) -> set[Number]:
    return {(number, share) for share in (True, False) for number in named_numbers(text, share)}


def _beside(read: ReadRuleset, name: str, level: Doc) -> str:
    """What stands over a label: the criterion's title, and its case's."""
    shape = read.folder.criteria[name].value
    cases = shape.cases or {}
    over = [shape.vi] + ([cases[level["case"]].vi] if "case" in level else [])
    return "".join(f"{text}: " for text in over)


def _alternatives(level: Doc) -> list[Doc]:
    return [*(level.get("when") or ()), *(level.get("needs") or ())]


def _asked_in_words(read: ReadRuleset, level: Doc) -> str:
    """The titles of the facts that a level's condition asks for."""
    facts = read.folder.vocabulary["facts"]
    named = {fact for asked in _alternatives(level) for fact in asked if fact in facts}
    return "; ".join(facts[fact]["vi"] for fact in sorted(named))


def _ends(level: Doc) -> set[Number]:
    """The ends of all intervals that a level's conditions ask for."""
    return {
        (end, band.interval.share)
        for band in bands_in(level, "when", "needs")
        for end in (band.interval.low, band.interval.high)
        if end is not None
    }


def _lost(level: Doc, named: Mapping[str, set[Number]]) -> set[Number]:
    """The numbers of a level that its label lacks. One, and more than none, a noun says alone.
    Where a level ends because a better one begins, the better one's label may say so.
    """
    lost: set[Number] = set()
    for band in bands_in(level, "when", "needs"):
        share, low, high = band.interval.share, band.interval.low, band.interval.high
        if low is not None and (low, share) not in named[level["id"]]:
            lost |= {(low, share)} if low or band.interval.low_in else set()
        if high is not None and not any((high, share) in others for others in named.values()):
            lost.add((high, share))
    return {(number, share) for number, share in lost if share or number != 1}


_COUNTED = re.compile(r"(\d+(?:,\d+)?) ?(?:%|tháng|năm liền|lần|người|hoạt động|đại lý|đại diện)")


def _counted(label: str) -> set[Number]:
    """The numbers of a label that plainly count something."""
    return {
        (number / 100 if "%" in match[0] else number, "%" in match[0])
        for match in _COUNTED.finditer(label.lower())
        for number in [Decimal(match[1].replace(",", "."))]
    }


def _on_level(
    read: ReadRuleset, code: str, name: str, level: Doc, numbers: set[Number]
) -> Iterator[Remark]:
    if numbers:
        said = [_in_words(*number) for number in sorted(numbers)]
        values = {
            "criterion": read.title(name),
            "words": level["vi"],
            "numbers": Words(", ".join(w.vi for w in said), ", ".join(w.say("en") for w in said)),
        }
        where = f"{read.name}/{name}/{level['id']}"
        place, recorded = read.place_of_level(name, level), readings_in(level)
        yield Remark(code, place, where, level=level["id"], values=values, recorded=recorded)


def _in_words(number: Decimal, share: bool) -> Words:
    write = percent if share else shown
    return Words(write(number, "vi"), write(number, "en"))
