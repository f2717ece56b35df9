"""The report: what came of one sheet, why, every criterion, and where the result comes from.

No number of the law stands here: stars, bands and points come from the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath
from typing import Literal

from ..lang import Lang
from ..rating.evaluation import Evaluation
from ..rating.finding import Finding
from ..rules.model import Erratum, Reading
from ..rules.product_set import ProductSet
from ..text import say
from ..version import __version__
from .criteria import grids
from .paper import (
    Bar,
    Bars,
    Block,
    Entries,
    Entry,
    Item,
    Items,
    Line,
    Notice,
    Paper,
    Paragraph,
    Quotation,
    Scale,
    Section,
    Segment,
    Span,
    Subheading,
    clean,
    given,
)
from .spans import day_in, law, message, points_of, role_of, words_of
from .verdict import headline, state_of, verdict

__all__ = ["report"]

_CONFIDENCES: dict[str, str] = {
    "high": "report.confidence.high",
    "medium": "report.confidence.medium",
    "low": "report.confidence.low",
    "unresolved": "report.confidence.unresolved",
}
_PROVENANCES: dict[str, str] = {
    "published": "report.text.published",
    "transcription": "report.text.transcription",
    "reading": "report.text.reading",
    "unverified": "report.text.unverified",
}
_CERTIFIERS: dict[str, str] = {
    "district": "report.certifier.district",
    "province": "report.certifier.province",
    "ministry": "report.certifier.ministry",
}
_KINDS: dict[str, str] = {
    "first": "kind.first",
    "upgrade": "kind.upgrade",
    "renewal": "kind.renewal",
}


def report(result: Evaluation, lang: Lang) -> Paper:
    """The report on the result of one sheet."""
    product, product_set = result.dossier.product, result.printed
    number = say("report.product-set", lang, number=product_set.product_set)
    title = say("report.page-title", lang, product=product.name, headline=headline(result, lang))
    return Paper(
        kind="report",
        lang=lang,
        title=clean(title),
        above=tuple(_above(result, lang)),
        heading=(given(product.name),),
        about=(
            (
                given(result.dossier.producer.name),
                Span(" · "),
                given(product.commune),
                Span(", "),
                given(product.province),
            ),
            (Span(f"{number}: "), words_of(product_set.title, lang)),
        ),
        blocks=tuple(_blocks(result, lang)),
        dated_on=(result.sheet.assessed_on or result.dossier.application.submitted_on).isoformat(),
    )


def _above(result: Evaluation, lang: Lang) -> Iterator[Span]:
    """What kind of paper it is, of which decision; nothing under a changed table looks official."""
    if result.released is False:
        yield Span(message("report.trial", lang), "strong")
        yield Span(" · ")
    yield Span(f"{message('report.kind', lang)} · {result.printed.decision}")


def _blocks(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """The report from top to bottom."""
    most = result.printed.points
    yield from _notice(result, lang)
    yield verdict(result, most, lang)
    yield _picture(result, most, lang)
    legend = Paragraph((Span(message("report.legend", lang)),), "legend")
    table = message("report.table", lang)
    yield Section("table", table, (legend, *grids(result, lang)), "criteria")
    yield Section("findings", message("report.findings", lang), tuple(_findings(result, lang)))
    yield from _gates(result, lang)
    if result.readings:
        known = [result.rules.reading(name) for name in result.readings]
        readings = [_reading(reading, lang) for reading in known if reading is not None]
        yield Section("readings", message("report.readings", lang), (Items(tuple(readings)),))
    yield from _errata(result.printed, lang)
    origin = Entries(tuple(_provenance(result, lang)))
    yield Section("provenance", message("report.provenance", lang), (origin,), "provenance")


def _notice(result: Evaluation, lang: Lang) -> Iterator[Notice]:
    """What puts the whole result in doubt."""
    said = [caveat.words.say(lang) for caveat in result.caveats]
    said += [found.say(lang) for found in result.findings if found.severity == "loud"]
    if said:
        yield Notice(message("report.caution", lang), tuple([(given(line),) for line in said]))


# The picture.


def _picture(result: Evaluation, most: int, lang: Lang) -> Section:
    """The points of each part as bars, and the total on the scale of stars."""
    bars = []
    for part, points in zip(result.printed.parts, result.parts.values(), strict=True):
        title = words_of(part.title, lang)
        said = (
            Span(part.code, "strong"),
            Span(" "),
            title,
            Span(" "),
            points_of(points, part.points),
        )
        bars.append(Bar(said, points, part.points))
    blocks = (
        Bars(tuple(bars)),
        Subheading((Span(message("report.scale", lang)),)),
        _scale(result, most, lang),
    )
    return Section("picture", message("report.picture", lang), blocks, "picture")


def _scale(result: Evaluation, most: int, lang: Lang) -> Scale:
    """The total, or the span of totals still possible, over the bands of stars."""
    low, high = result.range.total if result.range else (result.total, result.total)
    state: Literal["at-most", "given"] = "at-most" if result.is_upper_bound else "given"
    shown = {
        star: segment._replace(state=state) if star == result.star else segment
        for star, segment in _segments(result.printed, lang).items()
    }
    key = "report.scale-says" if low == high else "report.scale-says-between"
    return Scale(
        tuple(shown.values()),
        most,
        low,
        high,
        mark=str(low) if low == high else f"{low}–{high}",
        said=say(key, lang, total=low, low=low, high=high, most=most),
        falls_to=shown[result.star] if result.star and state_of(result) == "lost" else None,
    )


@lru_cache(maxsize=64)
def _segments(product_set: ProductSet, lang: Lang) -> Mapping[int, Segment]:
    """The bands of a table on the scale, by their star, from the lowest points on."""
    bands = sorted(product_set.bands, key=lambda band: band.star)
    starts = [int(band.points.low or 0) for band in bands]
    segments = {}
    for band, start, end in zip(bands, starts, [*starts[1:], product_set.points], strict=True):
        said = say("report.band", lang, star=band.star, start=start)
        segments[band.star] = Segment(f"{band.star}★", said, start, end)
    return segments


# Notes.


def _findings(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """What to look at again, and what the assessor wrote."""
    if result.findings:
        yield Paragraph((Span(message("report.findings-says", lang)),))
        yield Items(tuple([_finding(finding, lang) for finding in result.findings]), "findings")
    else:
        yield Paragraph((Span(message("report.no-findings", lang)),))
    if result.sheet.comment:
        yield Subheading((Span(message("report.comment", lang)),))
        yield Quotation((given(result.sheet.comment),))


def _finding(found: Finding, lang: Lang) -> Item:
    """One finding; a loud one is marked as such."""
    if found.severity != "loud":
        return Item((given(found.say(lang)),))
    loud = Span(f"{message('report.loud', lang)} ", "strong")
    return Item((loud, given(found.say(lang))), state="raised")


def _gates(result: Evaluation, lang: Lang) -> Iterator[Section]:
    """Every ground of rejection, raised or not."""
    raised = {gate.id for gate in result.gates}
    yes, no = message("report.gate-raised", lang), message("report.gate-not-raised", lang)
    items = []
    for gate in result.printed.gates:
        words = words_of(gate.words, lang)
        if gate.id in raised:
            items.append(Item((words, Span(": "), Span(yes, "strong")), state="raised"))
        else:
            items.append(Item((words, Span(": "), Span(no, "soft"))))
    if items:
        yield Section("gates", message("report.gates", lang), (Items(tuple(items), "gates"),))


@lru_cache(maxsize=256)
def _reading(reading: Reading, lang: Lang) -> Item:
    """A question that the text leaves open, and how it is answered."""
    basis = (
        law(reading.basis, lang),
        Span(" ("),
        law(reading.article, lang),
        Span(")"),
    )
    return Item(
        (words_of(reading.question, lang, "strong"),),
        (
            Entry(message("report.taken", lang), (words_of(reading.taken, lang),)),
            Entry(message("report.basis", lang), basis),
        ),
    )


@lru_cache(maxsize=64)
def _errata(product_set: ProductSet, lang: Lang) -> tuple[Section, ...]:
    """The misprints of a table and how each is read."""
    if not product_set.errata:
        return ()
    items = Items(tuple([_erratum(erratum, lang) for erratum in product_set.errata]))
    return (Section("errata", message("report.errata", lang), (items,)),)


def _erratum(erratum: Erratum, lang: Lang) -> Item:
    # set, number, level: papers name the number
    at = [*erratum.at.split("/"), ""][1] or erratum.at
    confidence = message(_CONFIDENCES[erratum.confidence], lang)
    printed = law(f"“{erratum.printed}”", lang)
    read_as: Line = (law(f"“{erratum.read_as}”", lang), Span(f" ({confidence})"))
    if erratum.confidence == "unresolved":  # nothing is read in its place
        read_as = (Span(confidence),)
    return Item(
        (
            Span(say("report.misprint", lang, at=at), "strong"),
            Span(" "),
            words_of(erratum.why, lang),
        ),
        (
            Entry(message("report.printed", lang), (printed,)),
            Entry(message("report.read-as", lang), read_as),
        ),
    )


# Where it comes from.


def _provenance(result: Evaluation, lang: Lang) -> Iterator[Entry]:
    """What the result rests on: dossier, sheet, ruleset, engine."""
    for key, value in (
        *_of_dossier(result, lang),
        *_of_sheet(result, lang),
        *_of_rules(result, lang),
    ):
        if value:
            yield Entry(message(key, lang), (given(value),))
    string = result.sheet.to_string(result.printed)
    yield Entry(message("report.of.string", lang), (Span(string, "code"),))


def _of_dossier(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    application = result.dossier.application
    yield "report.of.code", result.dossier.product.code or ""
    yield "report.of.application", message(_KINDS[application.kind], lang)
    if application.previous:
        star, day = application.previous.star, day_in(application.previous.certified_on, lang)
        yield "report.of.previous", say("report.previous", lang, star=star, day=day)
    for key, on in (
        ("report.of.filed", application.submitted_on),
        ("report.of.proposed-by-commune", application.proposed_by_commune_on),
        ("report.of.proposed-by-province", application.proposed_by_province_on),
    ):
        yield key, day_in(on, lang) if on else ""


def _of_sheet(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    sheet, assessor = result.sheet, result.sheet.assessor
    who = f"{assessor.name} ({assessor.id})" if assessor.name else assessor.id
    yield "report.of.assessor", f"{who}, {role_of(assessor, lang)}"
    yield "report.of.assessed", day_in(sheet.assessed_on, lang) if sheet.assessed_on else ""
    yield "report.of.round", str(sheet.round)
    for key, form in (
        ("report.of.dossier-file", result.dossier),
        ("report.of.sheet-file", sheet),
    ):
        place = form.place(())
        yield key, PurePath(place.file).name if place else ""


def _of_rules(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    product_set = result.printed
    ruleset, revision = product_set.ruleset, product_set.revision
    named = say("report.revision", lang, ruleset=ruleset, revision=revision)
    yield "report.of.ruleset", result.rules.title.say(lang)
    if result.released is False:
        named = f"{named} ({message('report.not-released', lang)})"
    yield "report.of.ruleset-id", named
    yield "report.of.decision", product_set.decision
    yield "report.of.text", message(_PROVENANCES[product_set.provenance], lang)
    if result.certifies:
        yield "report.of.certifies", message(_CERTIFIERS[result.certifies], lang)
    yield "report.of.digest", result.ruleset_digest
    yield "report.of.engine", str(result.engine)
    yield "report.of.library", f"ocop-scoring {__version__}"
