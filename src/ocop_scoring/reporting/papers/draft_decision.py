"""Dự thảo quyết định công nhận, with the list of products as its annex: those alone whose star is
certified on this very result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...errors import Fault, FilingError
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ..line import Line, Span, given
from ..official import Annex, Clause, Ruled, RuledRow, Title
from ..paper import Block, Notice, Pages, Paper, Paragraph, official
from ..spans import law, message
from .fields import Filled
from .parts import (
    based_on,
    bases_of,
    caution,
    closing,
    day_of,
    head,
    is_trial,
    provenance,
    readings,
    signature,
)
from .standing import decided, is_certified, mean_shown, star_line
from .tables import cell, heads, row, table
from .wording import line, plain, strong, text

__all__ = ["draft_decision"]


def draft_decision(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Paper:
    """The draft of a decision that recognises products. FilingError where none is certified."""
    certified = [result for result in results if is_certified(result)]
    by = _certifier(certified)
    listed = [result for result in certified if result.certifies == by]
    if not listed:
        raise FilingError(Fault("nothing-certified", None, "draft_decision", str(len(results)), ""))
    title = text("papers.decision.file", lang, count=len(listed))
    day = decided(results)
    blocks = tuple(_blocks(results, listed, lang, filled))
    return official("draft_decision", lang, title, blocks, day.isoformat() if day else "")


def _certifier(certified: Sequence[CouncilResult]) -> str | None:
    """Whose decision it is: that of the council's own level, else of whoever certifies first."""
    own = [result.certifies for result in certified if result.certifies == result.level]
    return next(iter([*own, *[result.certifies for result in certified]]), None)


def _blocks(
    results: Sequence[CouncilResult],
    listed: Sequence[CouncilResult],
    lang: Lang,
    filled: Filled,
) -> Iterator[Block]:
    yield from caution(listed, lang)
    yield Notice(message("papers.decision.draft", lang), tuple(_left_out(results, listed, lang)))
    if not is_trial(listed):
        yield head(filled, day_of(filled))
    yield Title(
        plain(message("papers.decision.title", lang)),
        (plain(message("papers.decision.subject", lang)),),
    )
    yield Paragraph(filled.line("signer_office"), "centred")
    yield based_on(_bases(listed, lang, filled), lang)
    yield Paragraph(strong(message("papers.decision.decides", lang)), "centred")
    articles = tuple(_articles(listed, lang, filled))
    yield from articles
    if not is_trial(listed):
        last = text("papers.as-article", lang, number=len(articles))
        default = (plain(last), plain(message("papers.file", lang)))
        yield closing(filled, default, signature(filled, "signer_office", "signer"))
    annex = (
        Annex(
            plain(message("papers.decision.annex", lang)),
            plain(message("papers.decision.list", lang)),
            line("papers.decision.belongs-to", lang, number=filled.line("number")),
        ),
        _list(listed, lang),
        provenance(listed, lang),
    )
    yield Pages(annex, wide=True, numbered_apart=True)
    yield from readings(listed, lang)


def _left_out(
    results: Sequence[CouncilResult], listed: Sequence[CouncilResult], lang: Lang
) -> Iterator[Line]:
    """That it is a draft, and how many results it leaves out."""
    yield plain(message("papers.decision.draft-says", lang))
    if len(listed) < len(results):
        count = len(results) - len(listed)
        yield plain(text("papers.decision.left-out", lang, count=count))


def _bases(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> list[Line]:
    return [
        *filled.lines("other_bases"),
        *bases_of(results, lang),
        line("papers.base-council", lang, decision=filled.line("council_decision")),
        line("papers.base-minutes", lang, minutes=filled.line("minutes")),
        line(
            "papers.base-proposal",
            lang,
            by=filled.line("proposed_by"),
            proposal=filled.line("proposal"),
        ),
    ]


def _articles(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Clause]:
    said = (
        line("papers.decision.article-recognise", lang, count=len(results)),
        *_validity(results, lang),
        line("papers.decision.article-duties", lang),
        line("papers.decision.article-force", lang, executors=filled.line("executors")),
    )
    for number, each in enumerate(said, 1):
        yield Clause(text("papers.decision.article", lang, number=number), each, "article")


def _validity(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Line]:
    """How long certificates are valid, by each decision that results stand on."""
    for rule in dict.fromkeys([_months(result) for result in results]):
        months, article = rule
        cited = line("papers.decision.by-article", lang, article=(law(article, lang),))
        by = cited if article else ()
        yield line("papers.decision.article-months", lang, months=months, by=by)


def _months(result: CouncilResult) -> tuple[int, str]:
    rule = result.rules.certificate_rule
    return rule.months, rule.articles.get("months", "")


def _list(results: Sequence[CouncilResult], lang: Lang) -> Ruled:
    """The products, highest star first, else in the order given."""
    ordered = sorted(results, key=lambda result: -(result.star or 0))
    rows = [_row(number, result, lang) for number, result in enumerate(ordered, 1)]
    keys = (
        *("papers.head.number", "papers.head.product", "papers.head.code"),
        *("papers.head.producer", "papers.head.address", "papers.head.set"),
        *("papers.head.mean", "papers.head.star"),
    )
    caption = message("papers.decision.list", lang)
    return table(caption, "4c 24 16c 24 22 5c 8c 18", heads(keys, lang), rows)


def _row(number: int, result: CouncilResult, lang: Lang) -> RuledRow:
    product = result.dossier.product
    code = result.rated.product_code
    place: Line = (given(product.commune), Span(", "), given(product.province))
    return row(
        number,
        (given(product.name),),
        (given(code),) if code else "–",
        (given(result.dossier.producer.name),),
        place,
        result.product_set,
        mean_shown(result, lang),
        cell(star_line(result, lang)),
    )
