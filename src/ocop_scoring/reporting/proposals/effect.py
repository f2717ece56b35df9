"""What a change of the rules does to products: stars before and after, who gains and loses, by
which change, where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from ...workshop.impact.counts import ImpactCounts
from ...workshop.impact.impact import REJECTED, UNKNOWN, Impact
from ...workshop.impact.moved import RatedTwice
from ...workshop.impact.synthetic import limits
from ...workshop.impact.words import told_no_causes, told_open
from ...workshop.proposal.told import ToldChange
from ..line import Line, Span, given
from ..paper import Block, Notice, Paragraph, Ruled, RuledCell
from .reasons import cause_words, condition_words, reason_words, reasons_of
from .voice import DASH, Voice, cell, line

__all__ = [
    "by_groups",
    "causes",
    "conditions",
    "counted",
    "limits_of",
    "migration",
    "moved_products",
    "open_products",
    "products_table",
]

_FEW = 200
"""So many products of a population stand by name; the others are counted."""


def counted(impact: Impact, voice: Voice) -> str:
    """How many products came to what, in a sentence."""
    counts = impact.counts
    values = {
        "products": counts.products,
        "up": counts.winners,
        "down": counts.losers,
        "same": counts.products - counts.winners - counts.losers - counts.open,
        "open": counts.open,
    }
    said = voice.say("proposal.counted", **values)
    if impact.problems:
        said += f" {voice.say('proposal.unusable', count=len(impact.problems))}"
    return said


def limits_of(impact: Impact, voice: Voice) -> Iterator[Block]:
    """What can't be concluded, where products are drawn and not real."""
    if impact.kind == "synthetic":
        lines = tuple([line(text) for text in limits(voice.lang)])
        yield Notice(voice.say("proposal.synthetic"), lines)


# The picture


def migration(
    impact: Impact, voice: Voice, sides: tuple[str, str] | None = None
) -> Iterator[Block]:
    """Stars before against stars after, as a table with shades, and as bars; `sides` are what both
    are called, by default "now" and "under the proposal".
    """
    before, after = sides or (voice.say("proposal.before"), voice.say("proposal.after"))
    yield voice.paragraph("proposal.matrix-about", before=before, after=after)
    yield _matrix(impact, f"{before} ↓  {after} →", voice)
    matrix = impact.matrix
    first = {row: sum(columns.values()) for row, columns in matrix.items()}
    second: Counter[str] = Counter()
    for columns in matrix.values():
        second.update(columns)
    most = max([*first.values(), *second.values()], default=0)
    yield voice.subheading(voice.say("proposal.bars"))
    counted = [
        (f"{_star(star, voice)} · {side}", counts.get(star, 0))
        for star in dict.fromkeys([*first, *second])
        if first.get(star) or second[star]
        for side, counts in ((before, first), (after, second))
    ]
    yield voice.bars(counted, most)


def _star(star: str, voice: Voice) -> str:
    return voice.say("proposal.rejected") if star == REJECTED else f"{star}★"


def _matrix(impact: Impact, corner: str, voice: Voice) -> Ruled:
    """A row for each star before, a column for each star after; what rises and falls is marked by
    an arrow and a shade.
    """
    stars = list(next(iter(impact.matrix.values()), ()))
    heads = [corner, *[_star(star, voice) for star in stars], voice.say("proposal.sum")]
    rows = []
    for star, columns in impact.matrix.items():
        cells = [cell(line(_star(star, voice), "strong"))]
        cells += [_count(columns[other], _rank(other) - _rank(star)) for other in stars]
        rows.append([*cells, cell(str(sum(columns.values())))])
    sums = [sum([columns[other] for columns in impact.matrix.values()]) for other in stars]
    ends = [cell(str(one)) for one in (*sums, sum(sums))]
    rows.append([cell(line(voice.say("proposal.sum"), "strong")), *ends])
    return voice.table(voice.say("proposal.matrix"), heads, (20, *[10] * (len(stars) + 1)), rows)


def _rank(star: str) -> int:
    return 0 if star == REJECTED else int(star)


def _count(count: int, rise: int) -> RuledCell:
    """A cell of the matrix: nothing, so many that stay, rise or fall."""
    if not count:
        return cell("" if rise else DASH)
    if not rise:
        return cell(str(count), state="same")
    sign, state = ("▲", "up") if rise > 0 else ("▼", "down")
    return cell(line(f"{sign} {count}", "strong"), state=state)


# Who


def moved_products(impact: Impact, voice: Voice) -> Iterator[Block]:
    """Those who lose a star, then those who gain one, by name, with the conditions that moved
    them.
    """
    for key, rows in (("proposal.losers", impact.losers), ("proposal.winners", impact.winners)):
        yield voice.subheading(voice.say(key, count=len(rows)))
        if not rows:
            yield voice.paragraph("proposal.nobody")
            continue
        yield _named(impact, rows[:_FEW], voice)
        if len(rows) > _FEW:
            yield voice.paragraph("proposal.more", count=len(rows) - _FEW)


def _named(impact: Impact, rows: Iterable[RatedTwice], voice: Voice) -> Ruled:
    heads = ("proposal.product", "proposal.set", "proposal.points-column", "proposal.star-column")
    said = [*map(voice.say, heads), voice.say("proposal.why")]
    made = [
        (
            _name(row),
            cell(str(row.entry.product_set), align="right"),
            cell(voice.points(row.a.points), align="right"),
            voice.moved(row.a, row.b),
            _reasons(impact, row, voice),
        )
        for row in rows
    ]
    return voice.table(voice.say("proposal.moved"), said, (26, 6, 9, 13, 46), made)


def _name(row: RatedTwice) -> RuledCell:
    beside = [row.entry.commune] if row.entry.commune else []
    return cell((given(row.entry.name),), *[(given(text, "small"),) for text in beside])


def _reasons(impact: Impact, row: RatedTwice, voice: Voice) -> RuledCell:
    said: list[str | Line] = [
        (Span(reason_words(impact, row, reason, voice)),) for reason in reasons_of(row)
    ]
    return cell(*said)


def products_table(impacts: Sequence[Impact], heads: Sequence[str], voice: Voice) -> Ruled:
    """Every product of one population, a row each, with its star before and under each proposal.
    Where several proposals stand side by side, reasons follow each other.
    """
    first = impacts[0]
    others = [{id(row.entry): row for row in impact.rows} for impact in impacts[1:]]
    rows = []
    for row in first.rows:
        found = [row, *[rows_of[id(row.entry)] for rows_of in others if id(row.entry) in rows_of]]
        cells: list[RuledCell | str] = [
            _name(row),
            cell(str(row.entry.product_set), align="right"),
            cell(voice.points(row.a.points), align="right"),
            voice.star(row.a),
        ]
        cells += [_standing(one, voice) for one in found]
        cells.append(cell(*_why(impacts, found, heads, voice)))
        rows.append(cells)
    widths = (24, 6, 8, 8, *[9] * len(impacts), max(20, 54 - 9 * len(impacts)))
    said = [
        *map(voice.say, ("proposal.product", "proposal.set", "proposal.points-column")),
        voice.say("proposal.now"),
        *heads,
        voice.say("proposal.why"),
    ]
    return voice.table(voice.say("proposal.of-round"), said, widths, rows)


def _standing(row: RatedTwice, voice: Voice) -> RuledCell:
    """What a product comes to under a proposal; a rise or a fall is marked."""
    state = _STATES[row.verdict]
    return cell(f"{_SIGNS.get(state, '')}{voice.star(row.b)}", state=state)


_SIGNS: Mapping[str, str] = MappingProxyType({"up": "▲ ", "down": "▼ "})
_STATES: Mapping[str, str] = MappingProxyType(
    {"up": "up", "down": "down", "same": "", "rejected": "", "open": ""}
)


def _why(
    impacts: Sequence[Impact], rows: Sequence[RatedTwice], heads: Sequence[str], voice: Voice
) -> Iterator[str | Line]:
    for impact, row, head in zip(impacts, rows, heads, strict=False):
        if row.verdict in ("up", "down"):
            sign = "▲" if row.verdict == "up" else "▼"
            beside = f" {head}:" if len(impacts) > 1 else ""
            for reason in reasons_of(row):
                yield f"{sign}{beside} {reason_words(impact, row, reason, voice)}"
        elif row.verdict == "open" and row.b.why is not None:
            yield told_open(row.b, voice.lang)


def conditions(impact: Impact, rows: Iterable[RatedTwice], voice: Voice) -> list[str]:
    """The conditions that moved some products, the most frequent first, each with its count."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update({condition_words(impact, row, reason, voice) for reason in reasons_of(row)})
    ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return [voice.say("proposal.condition", said=said, count=count) for said, count in ordered]


def open_products(impact: Impact, voice: Voice) -> Iterator[Block]:
    """Those without a result on one side: neither won nor lost."""
    if impact.open:
        yield voice.subheading(voice.say("proposal.open-products", count=len(impact.open)))
        named = [(given(row.entry.name),) for row in impact.open[:_FEW]]
        yield voice.items(named)


# Since which change


def causes(impact: Impact, changes: tuple[ToldChange, ...], voice: Voice) -> Iterator[Block]:
    """The share of each change in the effect: they add up to the whole."""
    found = impact.causes
    if found.none is not None or not found.parts:
        none = told_no_causes(found.none or "no-changes", voice.lang)
        yield Paragraph(line(none))
        return
    settled = impact.counts.products - impact.counts.open
    yield voice.paragraph("proposal.causes-about", products=settled)
    rows: list[Sequence[RuledCell | str]] = [
        (
            cause_words(cause, changes, voice),
            cell(voice.signed(cause.share * settled)),
            cell(_exactness(cause.exact, cause.error, settled, voice)),
        )
        for cause in found.parts
    ]
    whole = line(voice.say("proposal.whole"), "strong")
    rows.append((cell(whole), cell(voice.signed(found.whole * settled)), ""))
    heads = ("proposal.change", "proposal.stars-moved", "proposal.exactness")
    said = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.causes"), said, (62, 18, 20), rows)


def _exactness(exact: bool, error: Fraction | None, settled: int, voice: Voice) -> str:
    if exact or error is None:
        return voice.say("proposal.exact")
    return voice.say("proposal.sampled", error=voice.signed(error * settled).lstrip("+"))


# Where

_BY: Mapping[str, str] = MappingProxyType(
    {
        "product_set": "proposal.by-product-set",
        "producer_kind": "proposal.by-producer-kind",
        "commune": "proposal.by-commune",
    }
)


def by_groups(impact: Impact, voice: Voice) -> Iterator[Block]:
    """The counts of each product set, kind of producer and commune."""
    for group, found in impact.by.items():
        if set(found) == {UNKNOWN}:
            continue
        yield voice.subheading(voice.say(_BY[group]))
        heads = ("proposal.group", "proposal.products", "proposal.up", "proposal.down")
        said = [*map(voice.say, heads), voice.say("proposal.effect")]
        rows = [_counted(name, counts, voice) for name, counts in found.items()]
        yield voice.table(voice.say("proposal.groups"), said, (40, 15, 15, 15, 15), rows)


def _counted(name: str, counts: ImpactCounts, voice: Voice) -> Sequence[RuledCell | str]:
    shown = voice.say("proposal.unknown") if name == UNKNOWN else name
    effect = DASH if counts.effect is None else voice.signed(counts.effect)
    numbers = (counts.products, counts.winners, counts.losers)
    return (
        cell((given(shown),)),
        *[cell(str(number)) for number in numbers],
        cell(effect),
    )
