"""What a paper of records says of them: their digests, in words and as codes that machines read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ...exact import two_places
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ..carried import Code, Codes
from ..drawn import MOST
from ..line import Span, given
from ..official import Annex
from ..paper import Block, Pages, Paper, Section
from ..sealed import Opened
from ..spans import message
from .standing import mean_shown, star_line
from .wording import line, plain

__all__ = ["proven"]


def proven(paper: Paper, sealed: Sequence[Opened]) -> Paper:
    """A paper with the digests of the records that it is made of, dated as they are.

    Of one record they stand where the paper says what it rests on, of several in an annex.
    """
    digests = tuple([each.record.digest for each in sealed])
    dated = max([each.record.decided_on for each in sealed]).isoformat()
    codes = Codes(tuple([_code(each, len(sealed) > 1, paper.lang) for each in sealed]))
    blocks = _with(paper, codes)
    return paper._replace(blocks=blocks, digests=tuple(dict.fromkeys(digests)), dated_on=dated)


def _with(paper: Paper, codes: Codes) -> tuple[Block, ...]:
    if not paper.role:
        return (
            *paper.blocks,
            Section("proof", message("papers.proof.section", paper.lang), (codes,)),
        )
    if len(codes.codes) > 1:
        title = message("papers.proof.title", paper.lang)
        annex = Annex(plain(message("papers.annex", paper.lang)), plain(title))
        return (*paper.blocks, Pages((annex, codes), numbered_apart=True))
    # Before the annexes.
    last = len(list(takewhile(lambda block: isinstance(block, Pages), reversed(paper.blocks))))
    at = len(paper.blocks) - last
    return (*paper.blocks[:at], codes, *paper.blocks[at:])


def _code(each: Opened, is_one_of_several: bool, lang: Lang) -> Code:
    digest, result = each.record.digest, each.result
    lines = [line("papers.proof.record", lang, digest=(Span(digest),))]
    if is_one_of_several:
        lines.insert(0, (given(result.dossier.product.name, "strong"),))
    if isinstance(result, CouncilResult):
        said = message("papers.proof.code-of-council", lang)
        star = star_line(result, lang)
        lines.append(line("papers.proof.mean", lang, mean=mean_shown(result, lang), star=star))
        return Code(f"{digest} {_came_to(result)}", tuple(lines), said)
    said = message("papers.proof.code-of-sheet", lang)
    written = result.sheet.to_string(result.printed)
    lines.append(line("papers.proof.string", lang, string=(Span(written),)))
    code = f"{digest} {written}"
    return Code(code if len(code) <= MOST else digest, tuple(lines), said)


def _came_to(result: CouncilResult) -> str:
    """Mean and star as machines read them; a dash for what there is none of."""
    mean = "-" if result.mean is None else two_places(result.mean, "en")
    bound = "<" if result.at_most else ">" if result.at_least else ""
    star = "-" if result.star is None or result.status != "rated" else str(result.star)
    return f"mean={mean} star{bound}={star}"
