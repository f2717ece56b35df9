"""What minutes say of one product: what was filed, gates, points and their mean, re-scoring, where
members differ, minimums that are missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...exact import two_places
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ...rating.council_values import CouncilMember
from ..line import Line, Span, given
from ..official import Ruled
from ..paper import Block, Paragraph
from ..spans import message
from .advisory_product import about_product
from .parts import numbered
from .standing import counted, gates_of, mean_sum, member_name, names_of, unmet_of
from .tables import heads, row, table
from .wording import joined, line, plain, points, text

__all__ = ["product_blocks"]


def product_blocks(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """The product's part of the minutes."""
    yield from about_product(result, lang)
    yield from _gates(result, lang)
    yield from _points(result, lang)
    yield from _rounds(result, lang)
    yield from _beside(result, lang)
    yield from _dispersion(result, lang)
    found = [(given(f.say(lang)),) for f in result.findings if f.severity == "check"]
    if found:
        yield Paragraph(plain(message("papers.minutes.look", lang)))
        yield from numbered(found)
    if result.unmet:
        yield Paragraph(plain(message("papers.minutes.unmet", lang)))
        yield from numbered(unmet_of(result, lang))
    elif result.status != "incomplete":
        yield Paragraph(plain(message("papers.minutes.unmet-none", lang)))


def _gates(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    raised = list(gates_of(result, lang))
    if raised:
        yield Paragraph(plain(message("papers.minutes.gates", lang)))
        yield from numbered(raised)
    else:
        yield Paragraph(plain(message("papers.minutes.gates-none", lang)))


def _points(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """Each member's points, the mean as a sum, parts, spread."""
    each = [_total(member, lang) for member in counted(result)]
    yield Paragraph(line("papers.minutes.totals", lang, totals=joined(each, "; ")))
    if result.mean is None or result.parts is None:
        return
    for said in mean_sum(result, lang):
        yield Paragraph(said)
    if result.spread is not None:
        spread = points(result.spread, lang)
        yield Paragraph(plain(text("papers.minutes.spread", lang, spread=spread)))


def _total(member: CouncilMember, lang: Lang) -> Line:
    return (*member_name(member), Span(f" {member.total}"))


def _rounds(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """Who scored again: before, after."""
    if result.rescore is not None:
        names = names_of(result, result.rescore.members)
        limit = points(result.rescore.limit, lang)
        yield Paragraph(line("papers.minutes.rescore", lang, limit=limit, members=names))
    if len(result.rounds) > 1:
        yield Paragraph(plain(message("papers.minutes.rounds", lang)))
        yield _table_of_rounds(result, lang)


def _table_of_rounds(result: CouncilResult, lang: Lang) -> Ruled:
    rows = [
        row(
            each.round,
            joined([(*names_of(result, [m.id]), Span(f" {m.total}")) for m in each.members], "; "),
            "–" if each.mean is None else two_places(each.mean, lang),
            "–" if each.spread is None else points(each.spread, lang),
            "–" if each.star is None else text("report.stars", lang, star=each.star),
        )
        for each in result.rounds
    ]
    keys = (
        *("papers.head.round", "papers.head.totals", "papers.head.mean"),
        *("papers.head.spread", "papers.head.star"),
    )
    caption = message("papers.minutes.rounds", lang)
    return table(caption, "8c 50 14c 12c 12c", heads(keys, lang), rows)


def _beside(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """What the advisory team and the producer scored: beside the mean, never in it."""
    for member in result.members:
        key = _BESIDE.get(member.role)
        if key and not member.counted and not member.open:
            yield Paragraph(plain(text(key, lang, total=member.total)))


_BESIDE: dict[str, str] = {
    "advisory": "papers.minutes.advisory-total",
    "self": "papers.minutes.own-total",
}


def _dispersion(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """Where members' points differ."""
    if not result.dispersion:
        return
    said = [
        text(
            "papers.minutes.differs",
            lang,
            number=each.criterion,
            lowest=points(each.lowest, lang),
            highest=points(each.highest, lang),
        )
        for each in result.dispersion
    ]
    yield Paragraph(plain(text("papers.minutes.dispersion", lang, criteria="; ".join(said))))
