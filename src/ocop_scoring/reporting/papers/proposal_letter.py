"""Tờ trình: to the chair of the province, who approves the results of a round (26/2026/QĐ-TTg,
Article 7.3đ).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...lang import Lang
from ...rating.council_result import CouncilResult
from ..line import Line, Span, given
from ..official import Addressees, Annex, Heading, Title
from ..paper import Block, Pages, Paper, Paragraph, official
from ..spans import message
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
    provenance,
    readings,
    signature,
)
from .results_table import legend, results_table, tally
from .standing import conclusion, decided, is_certified, mean_shown, star_line
from .wording import line, plain, text

__all__ = ["proposal_letter"]


def proposal_letter(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Paper:
    """The letter that asks to recognise what a council rated."""
    title = text("papers.proposal.file", lang, count=len(results))
    day = decided(results)
    blocks = tuple(_blocks(results, lang, filled))
    return official("proposal_letter", lang, title, blocks, day.isoformat() if day else "")


def _blocks(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    yield from caution(results, lang)
    if not is_trial(results):
        yield head(filled, day_of(filled))
    yield Title(
        plain(message("papers.proposal.title", lang)),
        (plain(message("papers.proposal.subject", lang)),),
    )
    yield Addressees(message("papers.to", lang), (_addressee(results, lang, filled),))
    yield based_on(
        [
            *bases_of(results, lang),
            line("papers.base-council", lang, decision=filled.line("council_decision")),
            line("papers.base-procedure", lang, decision=filled.line("procedure_rules")),
            line("papers.base-minutes", lang, minutes=filled.line("minutes")),
        ],
        lang,
    )
    of_round = filled.line("round_name")
    yield Paragraph(line("papers.proposal.opening", lang, round=of_round))
    yield Heading("1.", plain(message("papers.proposal.results", lang)))
    yield from numbered(tally(results, lang))
    number = 1
    for key, found in _groups(results):
        if found:
            number += 1
            yield Heading(f"{number}.", plain(message(key, lang)))
            yield from numbered(_product(result, lang) for result in found)
    yield Paragraph(plain(message("papers.proposal.asks", lang)))
    yield from numbered(_asks(results, lang))
    if not is_trial(results):
        default = (plain(message("papers.as-above", lang)), plain(message("papers.file", lang)))
        yield closing(filled, default, signature(filled, "signer_office", "signer"))
    label, title = message("papers.annex", lang), message("papers.results", lang)
    annex = Annex(plain(label), plain(title))
    table, basis = results_table(results, lang), provenance(results, lang)
    yield Pages((annex, table, *legend(results, lang), basis), wide=True)
    yield from readings(results, lang)


def _addressee(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Line:
    """Who approves: the chair of the province, where all products are of one."""
    provinces = {result.dossier.product.province for result in results}
    known: Line = ()
    if len(provinces) == 1:
        known = office_of(provinces.pop(), "papers.chair-of-province", "papers.provinces", lang)
    return filled.or_else("addressee", known)


def _groups(
    results: Sequence[CouncilResult],
) -> tuple[tuple[str, list[CouncilResult]], ...]:
    """What is proposed for which results."""
    certified = [result for result in results if is_certified(result)]
    forwarded = [result for result in results if result.forward_to is not None]
    low = [r for r in results if r.status == "rated" and not (r.certifies or r.forward_to)]
    others = [result for result in results if result.status != "rated"]
    return (
        ("papers.proposal.certify", certified),
        ("papers.proposal.forward", forwarded),
        ("papers.proposal.low", low),
        ("papers.proposal.none", others),
    )


def _product(result: CouncilResult, lang: Lang) -> Line:
    name: Line = (
        given(result.dossier.product.name, "strong"),
        Span(" – "),
        given(result.dossier.producer.name),
        Span(": "),
    )
    if result.status != "rated":
        return (*name, *conclusion(result, lang))
    return (*name, *star_line(result, lang), *_mean(result, lang))


def _mean(result: CouncilResult, lang: Lang) -> Line:
    return plain(text("papers.proposal.mean", lang, mean=mean_shown(result, lang)))


def _asks(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Line]:
    """What the chair is asked for."""
    yield plain(message("papers.proposal.approve", lang))
    if any(is_certified(result) for result in results):
        yield plain(message("papers.proposal.issue", lang))
    if any(result.forward_to is not None for result in results):
        yield plain(message("papers.proposal.send-on", lang))
