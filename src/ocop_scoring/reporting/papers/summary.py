"""Bảng tổng hợp kết quả của đợt: one table for all products of a round, on pages that lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...lang import Lang
from ...rating.council_result import CouncilResult
from ..official import Closing, Title
from ..paper import Block, Pages, Paper, Paragraph, official
from ..spans import message
from .fields import Filled
from .parts import caution, day_of, head, is_trial, numbered, provenance, readings, signature
from .results_table import chair_of, legend, results_table, tally
from .standing import council_name, decided
from .wording import line, plain, strong, text

__all__ = ["summary"]


def summary(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Paper:
    """The results of a round, or of one product, in one table."""
    title = text("papers.summary.file", lang, count=len(results))
    table = Pages(tuple(_blocks(results, lang, filled)), wide=True)
    blocks = (table, *readings(results, lang))
    day = decided(results)
    return official("summary", lang, title, blocks, day.isoformat() if day else "")


def _blocks(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    yield from caution(results, lang)
    if not is_trial(results):
        yield head(filled, day_of(filled), agency=council_name(results, lang))
    subject = plain(message("papers.summary.subject", lang))
    of_round = line("papers.summary.round", lang, round=filled.line("round_name"))
    yield Title(plain(message("papers.summary.title", lang)), (subject, of_round))
    yield results_table(results, lang)
    yield from legend(results, lang)
    yield Paragraph(strong(message("papers.summary.tally", lang)), "flush")
    yield from numbered(tally(results, lang))
    if not is_trial(results):
        secretary = message("papers.secretary", lang)
        chair = message("papers.chair-signs", lang)
        yield Closing(
            (
                signature(filled, "", "secretary", above=secretary),
                signature(filled, "", "chair", above=chair, known=chair_of(results)),
            )
        )
    yield provenance(results, lang)
