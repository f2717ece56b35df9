"""What the advisory team says of one product: its papers, grounds of rejection, each criterion with
its evidence, where that differs from the producer's own score, and what is to be completed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...filing.evidence import grounds
from ...filing.forms import FiledDocument
from ...filing.papers import DocumentFlaw
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ...rating.evaluation import Evaluation
from ...rating.explain import gates
from ...rating.values import CriterionResult
from ...rating.words import Why, grounds_in_words
from ..line import Line, Span, given
from ..official import Ruled, RuledCell, RuledRow
from ..paper import Block, Paragraph, Subheading
from ..spans import day_in, label_of, message, words_of
from .parts import numbered
from .tables import cell, heads, row, stars, table, total_row
from .wording import line, plain, strong, text

__all__ = ["about_product", "product_blocks"]

_KINDS: dict[str, str] = {
    "first": "kind.first",
    "upgrade": "kind.upgrade",
    "renewal": "kind.renewal",
}


def about_product(result: Evaluation | CouncilResult, lang: Lang) -> Iterator[Paragraph]:
    """Who files what."""
    dossier = result.dossier
    product, application = dossier.product, dossier.application
    code = (given(product.code),) if product.code else plain("–")
    place: Line = (given(product.commune), Span(", "), given(product.province))
    yield Paragraph(
        line("papers.product.producer", lang, producer=(given(dossier.producer.name),), place=place)
    )
    yield Paragraph(
        line(
            "papers.product.set",
            lang,
            code=code,
            number=result.product_set,
            title=(words_of(result.printed.title, lang),),
        )
    )
    filed = day_in(application.submitted_on, lang)
    kind = message(_KINDS[application.kind], lang)
    yield Paragraph(line("papers.product.filed", lang, kind=kind, day=filed))


def product_blocks(result: Evaluation, own: Evaluation | None, lang: Lang) -> Iterator[Block]:
    """The product's part of the report; `own` is the producer's own sheet, where there is one."""
    yield from about_product(result, lang)
    yield _heading("papers.advisory.papers", lang)
    yield from _papers(result, lang)
    yield _heading("papers.advisory.gates", lang)
    raised = [plain(said) for said in gates(result.gates, lang)]
    yield from numbered(raised or [plain(message("papers.none", lang))])
    yield _heading("papers.advisory.levels", lang)
    yield _levels(result, own, lang)
    yield _heading("papers.advisory.differs", lang)
    yield from _differences(result, own, lang)
    yield _heading("papers.advisory.unmet", lang)
    lost = [] if result.gates else [plain(said) for said in result.held_back(lang)]
    yield from numbered(lost or [plain(message("papers.none", lang))])
    yield _heading("papers.advisory.result", lang)
    yield from _outcome(result, lang)
    yield _heading("papers.advisory.to-complete", lang)
    found = [(given(finding.say(lang)),) for finding in result.findings]
    found += [(given(said.removeprefix("  – ")),) for said in result.on_next_star(lang)]
    yield from numbered(found or [plain(message("papers.none", lang))])


def _heading(key: str, lang: Lang) -> Subheading:
    return Subheading((Span(message(key, lang)),))


# Papers on file


def _papers(result: Evaluation, lang: Lang) -> Iterator[Block]:
    documents = result.dossier.documents
    if documents is None:
        yield Paragraph(plain(message("papers.advisory.not-listed", lang)))
    elif not documents:
        yield Paragraph(plain(message("papers.advisory.no-papers", lang)))
    else:
        yield _documents(result, documents, lang)
    if documents is not None:
        yield from _lacking(result, documents, lang)


def _lacking(
    result: Evaluation, documents: tuple[FiledDocument, ...], lang: Lang
) -> Iterator[Paragraph]:
    """The kinds of paper that the table asks about and that are not on file."""
    filed = {document.kind for document in documents}
    asked = result.printed.vocabulary.documents
    lacking = [kind.title.say(lang) for name, kind in asked.items() if name not in filed]
    if lacking:
        said = text("papers.advisory.lacking", lang, papers="; ".join(lacking))
        yield Paragraph(plain(said))


def _documents(result: Evaluation, documents: tuple[FiledDocument, ...], lang: Lang) -> Ruled:
    flaws: dict[int, list[DocumentFlaw]] = {}
    for flaw in result.outcome.review.flaws:
        flaws.setdefault(flaw.position, []).append(flaw)
    known = result.rules.vocabulary.documents
    rows = [
        row(
            index + 1,
            (words_of(known[filed.kind].title, lang),),
            (given(filed.number),) if filed.number else "–",
            day_in(filed.issued_on, lang) if filed.issued_on else "–",
            day_in(filed.expires_on, lang) if filed.expires_on else "–",
            _counts(flaws.get(index, []), lang),
        )
        for index, filed in enumerate(documents)
    ]
    keys = (
        *("papers.head.number", "papers.head.document", "papers.head.document-number"),
        *("papers.head.issued", "papers.head.expires", "papers.head.counts"),
    )
    return table(
        message("papers.advisory.papers", lang),
        "5c 26 16 12c 12c 18",
        heads(keys, lang),
        rows,
    )


def _counts(flaws: list[DocumentFlaw], lang: Lang) -> Line:
    if not flaws:
        return plain(message("papers.advisory.counts", lang))
    why = "; ".join([Why(flaw).say(lang) for flaw in flaws])
    return (given(text("papers.advisory.counts-not", lang, why=why)),)


# Criteria


def _levels(result: Evaluation, own: Evaluation | None, lang: Lang) -> Ruled:
    by_number = _points(own)
    rows = [
        row(
            criterion.number,
            (words_of(criterion.title, lang),),
            by_number.get(criterion.number, "–"),
            _got(criterion),
            _level(result, criterion, lang),
        )
        for criterion in result.criteria
    ]
    rows.append(_totals(result, own, lang))
    keys = (
        *("papers.head.number", "papers.head.criterion", "papers.head.own"),
        *("papers.head.proposed", "papers.head.level"),
    )
    return table(
        message("papers.advisory.levels", lang),
        "6c 26 8c 10c 42",
        heads(keys, lang),
        rows,
    )


def _level(result: Evaluation, criterion: CriterionResult, lang: Lang) -> RuledCell:
    """The level proposed; below it what the dossier shows, where facts or papers speak of it."""
    if criterion.source not in ("mark", "fact"):
        return cell((given(result.reason(criterion, lang)),))
    label: Line = (label_of(criterion.levels, lang),)
    known = grounds(criterion.printed, result.outcome.review, result.printed.vocabulary)
    if not known:
        return cell(label)
    shown = grounds_in_words(known, lang)
    return cell(label, (given(f"{message('report.source.fact', lang)}: {shown}", "small"),))


def _totals(result: Evaluation, own: Evaluation | None, lang: Lang) -> RuledRow:
    of_own = str(own.total) if own else "–"
    title = strong(message("papers.sheet.total", lang))
    most = f"{result.total}/{result.printed.points}"
    return total_row("", title, strong(of_own), strong(most), "")


def _points(result: Evaluation | None) -> dict[str, str]:
    return {c.number: _got(c) for c in result.criteria} if result else {}


def _got(criterion: CriterionResult) -> str:
    return "–" if criterion.points is None else str(criterion.points)


def _differences(result: Evaluation, own: Evaluation | None, lang: Lang) -> Iterator[Block]:
    if own is None:
        yield Paragraph(plain(message("papers.advisory.no-own", lang)))
        return
    both = list(zip(own.criteria, result.criteria, strict=True))
    differ = [(mine, theirs) for mine, theirs in both if mine.points != theirs.points]
    if not differ:
        yield Paragraph(plain(message("papers.advisory.same", lang)))
        return
    rows = [
        row(
            theirs.number,
            (words_of(theirs.title, lang),),
            _got(mine),
            _got(theirs),
            _level(result, theirs, lang),
        )
        for mine, theirs in differ
    ]
    keys = (
        *("papers.head.number", "papers.head.criterion", "papers.head.own"),
        *("papers.head.proposed", "papers.head.level"),
    )
    yield table(
        message("papers.advisory.differs", lang),
        "6c 26 8c 10c 42",
        heads(keys, lang),
        rows,
    )


def _outcome(result: Evaluation, lang: Lang) -> Iterator[Paragraph]:
    said: Line = (Span(result.verdict(lang), "strong"),)
    yield Paragraph(line("papers.advisory.provisional", lang, said=said))
    if result.star is not None:
        of = len(result.printed.bands)
        shown = stars(result.star, of, lang, at_most=result.at_most, at_least=result.at_least)
        yield Paragraph(line("papers.advisory.star", lang, star=shown))
