"""What each paper says of a result.

No number of the law stands here: stars, bands and points come from the product set. What depends
only on a product set, or only on a level and its ground, is made once and kept, so that a paper
costs little more than setting it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from ..errors import Fault, FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..rating.advise import Plan
from ..rating.evaluation import CriterionResult, Evaluation
from ..rating.explain import grounds_in_words, label
from ..rating.findings import Finding
from ..rating.table import Choice, Unmet
from ..rules.model import Erratum, Group, Level, Reading
from ..rules.product_set import ProductSet
from ..text import LANGUAGES, Lang, Words, say
from ..version import __version__
from .paper import (
    Badge,
    Document,
    Ground,
    Heading,
    Held,
    Lost,
    Misprint,
    Noted,
    Part,
    Row,
    Scale,
    Section,
    Shortfall,
    Step,
    Stretch,
    Text,
    Verdict,
    Way,
)

__all__ = ["KINDS", "Document", "document"]

KINDS = ("report",)
"""The papers that can be made of a result."""

# These findings put the whole result in doubt, so they stand above it.
_LOUD = frozenset({"ruleset-not-applicable", "unknown-product-group", "wrong-product-set"})
# a product set: its ticked levels are some hundreds; facts and sums of lines could make any number
_ROWS_KEPT = 2048


def document(kind: str, result: Evaluation, lang: str) -> Document:
    """What the paper of this kind says of a result, in Vietnamese or English. FilingError for
    another kind or language.
    """
    if kind not in KINDS:
        raise FilingError(Fault("wrong-option", None, "kind", str(kind), ", ".join(KINDS)))
    language: Lang | None = next((known for known in LANGUAGES if known == lang), None)
    if language is None:
        raise FilingError(Fault("wrong-option", None, "lang", str(lang), ", ".join(LANGUAGES)))
    return _report(result, _frame(result.printed, language), language)


def _report(result: Evaluation, frame: _Frame, lang: Lang) -> Document:
    product, findings = result.dossier.product, result.findings
    raised = {r.gate.id for r in result.gates}
    return Document(
        kind="report",
        lang=lang,
        title=product.name,
        producer=result.dossier.producer.name,
        place=f"{product.commune}, {product.province}",
        product_set=product.product_set,
        product_set_title=frame.title,
        decision=result.printed.decision,
        verdict=_verdict(result, frame, findings, lang),
        scale=_scale(result, frame, lang),
        parts=_parts(result, frame, findings, lang),
        gates=tuple([(words, name in raised) for name, words in frame.gates]),
        findings=tuple([Noted(f.criterion, f.say(lang)) for f in findings]),
        comment=result.sheet.comment,
        readings=tuple([_held(result.printed.readings[name], lang) for name in result.readings]),
        errata=frame.errata,
        provenance=tuple(_provenance(result, lang)),
    )


# What depends on the product set alone.


class _Span(NamedTuple):
    """A heading (None: none is printed), its rows from `start` to before `stop`, and before which
    criterion what it covers ends.
    """

    number: str
    title: Text | None
    most: int
    is_group: bool
    start: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is the same in the papers of all results of a product set."""

    title: Text
    most: int
    stretches: tuple[Stretch, ...]
    parts: tuple[tuple[str, Text, int, tuple[_Span, ...]], ...]
    gates: tuple[tuple[str, str], ...]
    errata: tuple[Misprint, ...]
    rows: dict[
        tuple[int, str | tuple[str, ...], int, bool, str], Row
    ]  # filled as results have them


@lru_cache(maxsize=64)
def _frame(product_set: ProductSet, lang: Lang) -> _Frame:
    most = sum(part.points for part in product_set.parts)
    parts, index = [], 0
    for part in product_set.parts:
        spans: list[_Span] = []
        for group in part.groups:
            spans += _spans(group, index, lang)
            index += len(group.criteria)
        parts.append((part.code, _text(part.title, lang), part.points, tuple(spans)))
    return _Frame(
        _text(product_set.title, lang),
        most,
        tuple(_stretches(product_set, most)),
        tuple(parts),
        tuple((gate.id, gate.words.say(lang)) for gate in product_set.gates),
        tuple(_misprint(erratum, lang) for erratum in product_set.errata),
        {},
    )


def _stretches(product_set: ProductSet, most: int) -> Iterator[Stretch]:
    bands = sorted(product_set.bands, key=lambda band: band.star)
    starts = [int(band.points.low or 0) for band in bands]
    for band, low, high in zip(bands, starts, [*starts[1:], most], strict=True):
        yield Stretch(
            band.star,
            _percent(low, most),
            _percent(high - low, most),
            _percent(low + high, 2 * most),
            low,
        )


def _spans(group: Group, first: int, lang: Lang) -> Iterator[_Span]:
    """The group's own rows, then those under each of its headings. A criterion that is its own
    group needs no heading.
    """
    end = first + len(group.criteria)
    title = (
        None if [c.number for c in group.criteria] == [group.number] else _text(group.title, lang)
    )
    bare = sum(1 for criterion in group.criteria if criterion.heading is None)
    yield _Span(group.number, title, group.points, True, first, first + bare, end)
    start = first + bare
    for heading in group.headings:
        stop = start + sum(1 for criterion in group.criteria if criterion.heading == heading.number)
        yield _Span(
            heading.number, _text(heading.title, lang), heading.points, False, start, stop, stop
        )
        start = stop


def _misprint(erratum: Erratum, lang: Lang) -> Misprint:
    said = say(f"report.confidence.{erratum.confidence}", lang)
    at = [*erratum.at.split("/"), ""][1] or erratum.at  # set, number, level: papers name the number
    return Misprint(
        at, _law(erratum.printed, lang), _law(erratum.read_as, lang), _text(erratum.why, lang), said
    )


# The verdict.


def _verdict(result: Evaluation, frame: _Frame, findings: Sequence[Finding], lang: Lang) -> Verdict:
    outcome = _outcome(result)
    glyphs = _glyphs(result, frame)
    warnings = [caveat.words.say(lang) for caveat in result.caveats]
    warnings += [f.say(lang) for f in findings if f.code in _LOUD]
    grounds = tuple(
        [
            Ground(r.gate.words.say(lang), r.gate.outcome, say(f"gate.by-{r.source}", lang))
            for r in result.gates
        ]
    )
    plan = result.next_star
    return Verdict(
        outcome=outcome,
        headline=_headline(result, outcome, lang),
        sentence=_sentence(result, outcome, frame.most, lang),
        unit=say("report.points-so-far" if result.outcome.tally.open else "report.points", lang),
        total=result.total,
        most=frame.most,
        glyphs=glyphs,
        glyphs_label=_glyphs_label(result, len(glyphs), lang),
        warnings=tuple(warnings),
        grounds=grounds,
        lost=tuple(_lost(result, lang)),
        open=tuple(
            [
                (c.criterion.number, _text(c.criterion.title, lang))
                for c in result.outcome.choices.criteria
                if c.source == "none"
            ]
        ),
        way=_way(plan, result, lang) if plan else None,
        at_top=result.star == len(glyphs),
        at_most=result.is_upper_bound,
    )


def _headline(result: Evaluation, outcome: str, lang: Lang) -> str:
    if result.star is None:
        return say(f"report.{outcome}", lang)
    return say(
        "report.stars-at-most" if result.is_upper_bound else "report.stars", lang, star=result.star
    )


def _outcome(result: Evaluation) -> str:
    if result.gates:
        return "rejected" if any(r.gate.outcome == "rejected" for r in result.gates) else "stopped"
    if result.status == "incomplete":
        return "incomplete"
    return "clean" if result.star == result.star_by_points else "lost"


def _sentence(result: Evaluation, outcome: str, most: int, lang: Lang) -> str:
    key = f"report.says.{outcome}"
    if result.range is None:
        key += "-at-most" if result.is_upper_bound else ""
        return say(
            key,
            lang,
            total=result.total,
            most=most,
            star=result.star,
            by_points=result.star_by_points,
        )
    (low, high), (worst, best) = result.range.total, result.range.star
    if result.is_upper_bound:
        key += "-at-most"
    elif worst == best:
        key += "-one-star"
    return say(
        key, lang, open=result.outcome.tally.open, low=low, high=high, worst=worst, best=best
    )


def _glyphs(result: Evaluation, frame: _Frame) -> tuple[str, ...]:
    """One glyph a star: given, lost to minimums, still possible, or not reached; none at all where
    no star can be given.
    """
    if result.gates:
        return ()
    given, further, reach = result.star or 0, "lost", result.star_by_points or 0
    if result.range is not None:
        given, further, reach = result.range.star[0], "maybe", result.range.star[1]
    if result.is_upper_bound:
        given, further, reach = (
            min(band.star for band in result.printed.bands),
            "maybe",
            result.star or reach,
        )
    stars = [stretch.star for stretch in frame.stretches]
    return tuple(["on" if star <= given else further if star <= reach else "off" for star in stars])


def _glyphs_label(result: Evaluation, stars: int, lang: Lang) -> str:
    if result.range is not None and not result.is_upper_bound:
        worst, best = result.range.star
        return say("report.glyphs-between", lang, worst=worst, best=best, stars=stars)
    if result.is_upper_bound:
        return say(
            "report.glyphs-at-most",
            lang,
            star=result.range.star[1] if result.range else result.star,
            stars=stars,
        )
    return say("report.glyphs", lang, star=result.star, stars=stars)


def _lost(result: Evaluation, lang: Lang) -> Iterator[Lost]:
    choices = {choice.number: choice for choice in result.outcome.choices.criteria}
    for star in dict.fromkeys(unmet.star for unmet in result.unmet):
        missed = [_shortfall(u, choices[u.criterion], lang) for u in result.unmet if u.star == star]
        yield Lost(star, tuple(missed))


def _shortfall(unmet: Unmet, choice: Choice, lang: Lang) -> Shortfall:
    return Shortfall(
        unmet.criterion,
        _text(choice.criterion.title, lang),
        _label((unmet.needs_level,), lang),
        unmet.needs_level.points,
        _label(choice.levels, lang),
        choice.points,
    )


def _way(plan: Plan, result: Evaluation, lang: Lang) -> Way:
    asked = [(missed.needs_level,) for missed in result.unmet]
    steps = [
        Step(
            change.criterion,
            _text(change.printed.title, lang),
            _label(change.from_levels, lang),
            _points(change.from_levels),
            _label(change.to_levels, lang),
            _points(change.to_levels),
            change.points,
            change.to_levels in asked,
        )
        for change in plan.changes
    ]
    return Way(
        plan.star,
        plan.points_missing,
        plan.gain,
        tuple(steps),
        result.printed.lacks_minimums_of(plan.star),
    )


# The picture and the table.


def _scale(result: Evaluation, frame: _Frame, lang: Lang) -> Scale:
    low, high = result.range.total if result.range else (result.total, result.total)
    given = next((stretch for stretch in frame.stretches if stretch.star == result.star), None)
    key = "report.scale-says" if low == high else "report.scale-says-between"
    return Scale(
        frame.most,
        frame.stretches,
        say(key, lang, total=low, low=low, high=high, most=frame.most),
        str(low) if low == high else f"{low}–{high}",
        _percent(low, frame.most),
        _percent(high - low, frame.most),
        _percent(low + high, 2 * frame.most),
        _anchor(low + high, 2 * frame.most),
        given,
    )


def _anchor(part: int, whole: int) -> str:
    # A twentieth of the narrowest page is half as wide as the widest mark.
    return "start" if 20 * part < whole else "end" if 20 * part > 19 * whole else "middle"


def _parts(
    result: Evaluation, frame: _Frame, findings: Sequence[Finding], lang: Lang
) -> tuple[Part, ...]:
    # Of an open sheet, `unmet` has what costs a star that its best completion reaches by points.
    reach = max([result.star_by_points or 0, *[unmet.star for unmet in result.unmet]])
    rows = list(_rows(result, frame, {finding.criterion for finding in findings}, reach, lang))
    points = [choice.points for choice in result.outcome.choices.criteria]
    return tuple(
        [
            Part(
                code,
                title,
                part_points,
                most,
                _percent(part_points, most),
                tuple(
                    [
                        Section(
                            Heading(
                                s.number, s.title, sum(points[s.start : s.end]), s.most, s.is_group
                            )
                            if s.title
                            else None,
                            tuple(rows[s.start : s.stop]),
                        )
                        for s in spans
                    ]
                ),
            )
            for (code, title, most, spans), part_points in zip(
                frame.parts, result.outcome.tally.parts, strict=True
            )
        ]
    )


def _rows(
    result: Evaluation, frame: _Frame, findings: set[str | None], reach: int, lang: Lang
) -> Iterator[Row]:
    """A row a criterion. What it says follows from level and ground, so that most are those of
    earlier papers.
    """
    for index, row in enumerate(result.criteria):
        choice = row.choice
        levels = choice.levels
        ids = levels[0].id if len(levels) == 1 else tuple([level.id for level in levels])
        ground = "" if choice.source == "mark" else _ground(row, lang)
        doubted = choice.criterion.number in findings
        key = (index, ids, reach, doubted, ground)
        known = frame.rows.get(key)
        if known is None:
            known = _row(choice, reach, doubted, lang, ground)
            if len(frame.rows) < _ROWS_KEPT:
                frame.rows[key] = known
        yield known


def _row(choice: Choice, reach: int, doubted: bool, lang: Lang, ground: str) -> Row:
    criterion, is_open = choice.criterion, choice.source == "none"
    badges = tuple(_badges(choice, reach, lang))
    case = criterion.cases.get(choice.level.case) if choice.level and choice.level.case else None
    short = any(badge.state == "missed" for badge in badges)
    return Row(
        number=criterion.number,
        title=_text(criterion.title, lang),
        case=_text(case, lang) if case else None,
        level=_label(choice.levels, lang) if choice.source in ("mark", "fact") else Text(""),
        points="–" if is_open else str(choice.points),
        most=criterion.points,
        source=choice.source,
        ground=ground,
        badges=badges,
        state="open" if is_open else "short" if short else "",
        doubted=doubted,
    )


def _badges(choice: Choice, reach: int, lang: Lang) -> Iterator[Badge]:
    missed = {unmet.needs for unmet in choice.unmet}
    for level in choice.criterion.levels:
        other_case = choice.level is not None and level.case != choice.level.case
        if level.minimum is None or other_case:
            continue
        state = "open" if choice.source == "none" else "met"
        if level.id in missed:
            state = "missed" if level.minimum <= reach else "ahead"
        said = say(f"report.state.{state}", lang)
        yield Badge(
            level.minimum,
            level.points,
            state,
            f"{say('report.from', lang, points=level.points)}: {said}",
            _label((level,), lang),
        )


def _ground(row: CriterionResult, lang: Lang) -> str:
    """Why a criterion has what it has: for a level that facts decide, the facts alone, since the
    level stands beside them.
    """
    if row.source == "fact":
        return grounds_in_words(row.grounds, lang)
    return row.vi if lang == "vi" else row.en


# Notes and provenance.


def _held(reading: Reading, lang: Lang) -> Held:
    return Held(
        _text(reading.question, lang),
        _text(reading.taken, lang),
        _law(reading.basis, lang),
        _law(reading.article, lang),
    )


def _provenance(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    for name, value in (*_origin_of_case(result, lang), *_origin_of_rules(result, lang)):
        if value:
            yield say(f"report.of.{name}", lang), value


def _origin_of_case(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    dossier, sheet = result.dossier, result.sheet
    application, assessor = dossier.application, sheet.assessor
    yield "code", dossier.product.code or ""
    yield "application", say(f"kind.{application.kind}", lang)
    if application.previous:
        previous = application.previous
        yield (
            "previous",
            say("report.previous", lang, star=previous.star, day=_day(previous.certified_on, lang)),
        )
    yield "filed", _day(application.submitted_on, lang)
    yield "proposed-by-commune", _day(application.proposed_by_commune_on, lang)
    yield "proposed-by-province", _day(application.proposed_by_province_on, lang)
    who = f"{assessor.name} ({assessor.id})" if assessor.name else assessor.id
    yield "assessor", f"{who}, {say(f'report.role.{assessor.role}', lang)}"
    yield "assessed", _day(sheet.assessed_on, lang)
    yield "round", str(sheet.round)
    yield "dossier-file", _file_of(dossier)
    yield "sheet-file", _file_of(sheet)


def _file_of(form: Dossier | ScoreSheet) -> str:
    place = form.place(())
    return PurePath(place.file).name if place else ""


def _origin_of_rules(result: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    product_set = result.printed
    yield "ruleset", result.rules.title.say(lang)
    yield (
        "ruleset-id",
        say("report.revision", lang, ruleset=product_set.ruleset, revision=product_set.revision),
    )
    yield "decision", product_set.decision
    yield "text", say(f"report.text.{product_set.provenance}", lang)
    yield "digest", result.ruleset_digest
    yield "engine", str(result.engine)
    yield "library", f"ocop-scoring {__version__}"


# Words and numbers.


def _text(words: Words, lang: Lang) -> Text:
    return Text(words.vi, "vi") if lang == "en" and words.en is None else Text(words.say(lang))


def _law(words: str, lang: Lang) -> Text:
    """Words of the law, which are Vietnamese in every paper."""
    return Text(words, "" if lang == "vi" else "vi")


def _label(levels: tuple[Level, ...], lang: Lang) -> Text:
    foreign = lang == "en" and any(level.words.en is None for level in levels)
    return Text(label(levels, lang), "vi" if foreign else "")


def _points(levels: tuple[Level, ...]) -> int:
    return sum(level.points for level in levels)


def _percent(part: int, whole: int) -> str:
    """A share of the whole in percent, to a tenth, as style sheets write it."""
    tenths = (part * 2000 + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def _day(day: date | None, lang: Lang) -> str:
    if day is None:
        return ""
    return f"{day.day}/{day.month}/{day.year}" if lang == "vi" else day.isoformat()
