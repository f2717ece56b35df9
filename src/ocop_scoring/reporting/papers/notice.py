"""Thông báo kết quả (26/2026/QĐ-TTg, Article 7.3g): to the commune and the producer, with what the
next star needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...exact import two_places
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ...rating.council_toward import CouncilToward, council_toward
from ...rules.model import Level
from ..line import Span, given
from ..official import Addressees, Heading, Ruled, RuledCell, Title
from ..paper import Block, Paper, Paragraph, official
from ..spans import day_in, message, words_of
from .advisory_product import about_product
from .fields import Filled
from .parts import (
    based_on,
    bases_of,
    caution,
    closing,
    day_of,
    head,
    is_trial,
    numbered,
    office_of,
    rests_on,
    signature,
)
from .standing import conclusion, gates_of, has_line, mean_shown, star_line, unmet_of
from .tables import cell, heads, row, table
from .wording import line, plain, strong, text

__all__ = ["notice"]


def notice(result: CouncilResult, lang: Lang, filled: Filled) -> Paper:
    """The notice on one product."""
    title = text("papers.notice.file", lang, product=result.dossier.product.name)
    day = result.day
    blocks = tuple(_blocks(result, lang, filled))
    return official("notice", lang, title, blocks, day.isoformat() if day else "")


def _blocks(result: CouncilResult, lang: Lang, filled: Filled) -> Iterator[Block]:
    producer, commune = result.dossier.producer.name, result.dossier.product.commune
    yield from caution((result,), lang)
    if not is_trial((result,)):
        yield head(filled, day_of(filled))
    yield Title(
        plain(message("papers.notice.title", lang)),
        (plain(message("papers.notice.subject", lang)),),
    )
    to_commune = office_of(commune, "papers.office-of-commune", "papers.communes", lang)
    yield Addressees(message("papers.to", lang), (to_commune, (given(producer),)))
    minutes = line("papers.base-minutes", lang, minutes=filled.line("minutes"))
    yield based_on([*bases_of((result,), lang), minutes], lang)
    yield Paragraph(plain(message("papers.notice.opening", lang)))
    yield Heading("1.", plain(message("papers.notice.product", lang)))
    yield Paragraph(line("papers.notice.name", lang, name=(given(_name(result), "strong"),)))
    yield from about_product(result, lang)
    yield Heading("2.", plain(message("papers.notice.result", lang)))
    yield from _result(result, lang)
    yield Heading("3.", plain(message("papers.notice.next", lang)))
    yield from _next(result, lang, filled)
    if not is_trial((result,)):
        default = (to_commune, (given(producer),), plain(message("papers.file", lang)))
        yield closing(filled, default, signature(filled, "signer_office", "signer"))
    yield from rests_on((result,), lang)


def _name(result: CouncilResult) -> str:
    return result.dossier.product.name


def _result(result: CouncilResult, lang: Lang) -> Iterator[Block]:
    """Star, mean, parts, who certifies; or that it is none, and why."""
    if result.day is not None:
        day = day_in(result.day, lang)
        yield Paragraph(plain(text("papers.notice.day", lang, day=day)))
    if result.status == "rated":
        yield Paragraph(line("papers.notice.mean", lang, mean=strong(mean_shown(result, lang))))
        yield Paragraph(plain(text("papers.notice.parts", lang, parts=_parts(result, lang))))
        yield Paragraph(line("papers.notice.star", lang, star=star_line(result, lang)))
    yield from numbered(gates_of(result, lang))
    said = conclusion(result, lang)
    yield Paragraph(line("papers.notice.conclusion", lang, said=said))
    if result.unmet and result.status == "rated":
        yield Paragraph(plain(message("papers.minutes.unmet", lang)))
        yield from numbered(unmet_of(result, lang))


def _parts(result: CouncilResult, lang: Lang) -> str:
    return "; ".join(
        [f"{c} {two_places(value, lang)}" for c, value in (result.parts or {}).items()]
    )


def _next(result: CouncilResult, lang: Lang, filled: Filled) -> Iterator[Block]:
    """What the next star needs: points that the mean lacks, levels of criteria."""
    needs = council_toward(result) if result.status == "rated" else None
    if needs is None:
        key = "papers.notice.top" if result.status == "rated" else "papers.notice.not-yet"
        yield Paragraph(plain(message(key, lang)))
    else:
        yield from _needs(needs, result, lang)
    yield Paragraph(line("papers.minutes.deadline", lang, deadline=filled.line("deadline")))


def _needs(needs: CouncilToward, result: CouncilResult, lang: Lang) -> Iterator[Block]:
    yield Paragraph(plain(text("papers.notice.way", lang, star=needs.star)))
    if needs.points_missing:
        missing = two_places(needs.points_missing, lang)
        said = text("papers.notice.points", lang, points=missing, mean=mean_shown(result, lang))
    else:
        said = message("papers.notice.points-enough", lang)
    minimums = "papers.notice.minimums" if needs.unmet else "papers.notice.minimums-met"
    yield from numbered((plain(said), plain(message(minimums, lang))))
    if needs.unmet:
        yield _table(needs, lang)
    if result.printed.lacks_minimums_of(needs.star):
        yield Paragraph((Span(message("papers.notice.more", lang), "strong"),))


def _table(needs: CouncilToward, lang: Lang) -> Ruled:
    rows = [
        row(
            unmet.criterion,
            (words_of(unmet.printed.title, lang),),
            _needed(unmet.needs_level, lang),
            has_line(unmet, lang),
        )
        for unmet in needs.unmet
    ]
    keys = (
        *("papers.head.number", "papers.head.criterion"),
        *("papers.head.needed", "papers.head.has"),
    )
    caption = text("papers.notice.way", lang, star=needs.star)
    return table(caption, "6c 26 40 22", heads(keys, lang), rows)


def _needed(level: Level, lang: Lang) -> RuledCell:
    points = strong(text("papers.notice.level", lang, points=level.points))
    return cell(points, (words_of(level.words, lang),))
