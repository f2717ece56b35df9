"""Báo cáo của Tổ tư vấn (26/2026/QĐ-TTg, Article 7.3c): to the chair of the council, product by
product, what the file shows and what the team proposes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...lang import Lang
from ...rating.evaluation import Evaluation
from ..line import Line, given
from ..official import Addressees, Heading, Ruled, Title
from ..paper import Block, Paper, Paragraph, official
from ..spans import message
from .advisory_product import product_blocks
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
    rests_on,
    signature,
)
from .tables import cell, heads, row, stars, table
from .wording import line, plain, strong, text

__all__ = ["Advised", "advisory_report"]


class Advised(NamedTuple):
    """A product's sheet of the advisory team, and the producer's own, where there is one."""

    result: Evaluation
    own: Evaluation | None


def advisory_report(advised: Sequence[Advised], lang: Lang, filled: Filled) -> Paper:
    """The report on one product or several."""
    first = advised[0].result.dossier.product.name
    title = text("papers.advisory.file", lang, product=first)
    if len(advised) > 1:
        title = text("papers.advisory.file-several", lang, count=len(advised))
    days = [a.result.sheet.assessed_on for a in advised if a.result.sheet.assessed_on]
    blocks = tuple(_blocks(advised, lang, filled))
    day = max(days).isoformat() if days else ""
    return official("advisory_report", lang, title, blocks, day)


def _blocks(advised: Sequence[Advised], lang: Lang, filled: Filled) -> Iterator[Block]:
    results = [each.result for each in advised]
    yield from caution(results, lang)
    if not is_trial(results):
        yield head(filled, day_of(filled), agency=plain(message("papers.advisory.team", lang)))
    yield _title(results, lang)
    addressee = filled.or_else("addressee", plain(message("papers.advisory.to", lang)))
    yield Addressees(message("papers.to", lang), (addressee,))
    team = line("papers.base-team", lang, decision=filled.line("team_decision"))
    yield based_on([*bases_of(results, lang), team], lang)
    yield from _how(results, lang, filled)
    yield Heading("III.", plain(message("papers.advisory.each", lang)))
    for number, each in enumerate(advised, 1):
        name = (given(each.result.dossier.product.name),)
        yield Heading(f"{number}.", name, 2)
        yield from product_blocks(each.result, each.own, lang)
    yield Heading("IV.", plain(message("papers.advisory.overall", lang)))
    yield _overall(results, lang)
    yield Heading("V.", plain(message("papers.advisory.recommendations", lang)))
    yield from numbered(filled.lines("recommendations"))
    if not is_trial(results):
        yield closing(filled, [], signature(filled, "leader_office", "leader"))
    yield from rests_on(results, lang)


def _title(results: Sequence[Evaluation], lang: Lang) -> Title:
    renewals = all(result.dossier.application.kind == "renewal" for result in results)
    key = "papers.advisory.subject-renewal" if renewals else "papers.advisory.subject"
    return Title(plain(message("papers.report", lang)), (plain(message(key, lang)),))


def _how(results: Sequence[Evaluation], lang: Lang, filled: Filled) -> Iterator[Block]:
    """Who they are, how they worked, how many dossiers there were."""
    yield Heading("I.", plain(message("papers.advisory.composition", lang)))
    yield from numbered(filled.lines("team"))
    yield Heading("II.", plain(message("papers.advisory.method", lang)))
    yield Paragraph(plain(message("papers.advisory.review", lang)))
    yield Paragraph(plain(message("papers.advisory.surveys", lang)))
    yield from numbered(filled.lines("surveys"))
    yield Paragraph(plain(message("papers.advisory.tests", lang)))
    yield from numbered(filled.lines("tests"))
    rejected = sum(result.status == "rejected" for result in results)
    yield Paragraph(
        line(
            "papers.advisory.counts-of",
            lang,
            received=filled.line("received"),
            rated=len(results),
            rejected=rejected,
            returned=filled.line("returned"),
        )
    )


def _overall(results: Sequence[Evaluation], lang: Lang) -> Ruled:
    codes = list(dict.fromkeys([code for result in results for code in result.parts]))
    rows = [
        row(
            number,
            (given(result.dossier.product.name),),
            (given(result.dossier.producer.name),),
            result.product_set,
            *[str(result.parts.get(code, "–")) for code in codes],
            strong(result.total),
            _star(result, lang),
        )
        for number, result in enumerate(results, 1)
    ]
    keys = ("papers.head.number", "papers.head.product", "papers.head.producer", "papers.head.set")
    first, last = heads(keys, lang), heads(("papers.head.total", "papers.head.provisional"), lang)
    parts = [cell(strong(code), align="centre") for code in codes]
    head_row = first._replace(cells=(*first.cells, *parts, *last.cells))
    columns = f"5c 26 24 6c {'6c ' * len(codes)}8c 20"
    return table(message("papers.advisory.overall", lang), columns, head_row, rows)


def _star(result: Evaluation, lang: Lang) -> Line:
    """The provisional star, or that there is none and why."""
    if result.status == "rejected":
        stopped = all(raised.outcome == "stopped" for raised in result.gates)
        return strong(message("report.stopped" if stopped else "report.rejected", lang))
    if result.star is None:
        return strong(message("report.incomplete", lang))
    of = len(result.printed.bands)
    return stars(result.star, of, lang, at_most=result.at_most, at_least=result.at_least)
