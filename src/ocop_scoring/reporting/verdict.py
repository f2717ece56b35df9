"""The verdict of a result: star, points, what held it back, what the next star needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..lang import Lang
from ..rating import explain
from ..rating.advise import Change, Plan
from ..rating.choices import Choice, Unmet
from ..rating.evaluation import Evaluation
from ..rating.steps import Raised
from ..rating.toward import Toward
from ..text import say
from .paper import (
    Block,
    Entry,
    Item,
    Items,
    Line,
    Note,
    Paragraph,
    Span,
    Stars,
    StarState,
    Subheading,
    Verdict,
    VerdictState,
)
from .spans import label_of, message, points_of, words_of

__all__ = ["headline", "state_of", "verdict"]

_NO_STAR: dict[VerdictState, str] = {
    "incomplete": "report.incomplete",
    "rejected": "report.rejected",
    "stopped": "report.stopped",
}
_RAISED_BY = {
    "sheet": "gate.by-sheet",
    "evidence": "gate.by-evidence",
    "marks": "gate.by-marks",
}


def verdict(result: Evaluation, most: int, lang: Lang) -> Verdict:
    """The verdict of a result; `most` is all points that its table can give."""
    unit = "report.points-so-far" if result.outcome.tally.open else "report.points"
    state = state_of(result)
    return Verdict(
        title=message("report.result", lang),
        states=(state, "at-most") if _is_in_doubt(result) else (state,),
        headline=headline(result, lang),
        stars=None if result.gates else _stars(result, lang),
        total=(points_of(result.total, most), Span(f" {message(unit, lang)}")),
        why=tuple(_why(result, lang)),
        note=message("report.one-sheet", lang),
    )


def headline(result: Evaluation, lang: Lang) -> str:
    """The star in two words, or why there is none."""
    bounds = result.bounds
    if result.star is None or bounds.true_star is None:
        return say(_NO_STAR[state_of(result)], lang)
    least, most = bounds.true_star
    key = "report.stars"
    if bounds.lacks_minimums:
        return say("report.stars-at-most", lang, star=most)
    if bounds.at_least or bounds.at_most:
        key = "report.stars-perhaps" if bounds.at_least else "report.stars-perhaps-only"
    return say(key, lang, star=result.star, least=least, most=most)


def _is_in_doubt(result: Evaluation) -> bool:
    """Whether the table itself leaves open which star it is."""
    return result.bounds.at_most or result.bounds.at_least


def state_of(result: Evaluation) -> VerdictState:
    """What came of a sheet."""
    if result.gates:
        rejected = any(raised.outcome == "rejected" for raised in result.gates)
        return "rejected" if rejected else "stopped"
    if result.status == "incomplete":
        return "incomplete"
    return "clean" if result.star == result.star_by_points else "lost"


def _stars(result: Evaluation, lang: Lang) -> Stars:
    """A star for each band: given, lost to minimums, still possible, or not reached."""
    known = sorted(band.star for band in result.printed.bands)
    given, further, reach = _reached(result)
    states: list[StarState] = [
        "on" if star <= given else further if star <= reach else "off" for star in known
    ]
    certain = result.range is None and not _is_in_doubt(result)
    text = "".join("★" if state == "on" else "☆" for state in states) if certain else ""
    return Stars(tuple(states), _stars_said(result, len(known), lang), text)


def _reached(result: Evaluation) -> tuple[int, Literal["lost", "maybe"], int]:
    """Up to which star it is given; how those above it are shown, and up to which."""
    if result.range is None and not _is_in_doubt(result):
        return result.star or 0, "lost", result.star_by_points or 0
    least, most = result.bounds.true_star or (0, 0)
    lowest = min(band.star for band in result.printed.bands)
    return (lowest if result.is_upper_bound else least), "maybe", most


def _stars_said(result: Evaluation, stars: int, lang: Lang) -> str:
    worst, best = result.bounds.true_star or (0, 0)
    if result.is_upper_bound:
        return say("report.stars-said-at-most", lang, star=best, stars=stars)
    if worst != best:
        return say("report.stars-said-between", lang, worst=worst, best=best, stars=stars)
    return say("report.stars-said", lang, star=best, stars=stars)


# Why.


def _why(result: Evaluation, lang: Lang) -> Iterator[Block]:
    yield Paragraph((Span(f"{result.verdict(lang)}.", "strong"),), "sentence")
    if result.gates:
        yield Paragraph((Span(message("report.for-information", lang)),))
    elif state_of(result) == "clean" and not result.at_most:
        yield Paragraph((Span(message("report.nothing-missed", lang)),))
    yield from _grounds(result, lang)
    if not result.gates:
        yield from _unmet(result, lang)
    yield from _open(result, lang)
    yield from _next_star(result, lang)
    if result.findings:
        said = say("report.see-findings", lang, count=len(result.findings))
        yield Paragraph((Span(said, to="findings"),))


def _grounds(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """The gates that apply, each with all who raised it."""
    of_each: dict[str, list[Raised]] = {}
    for raised in result.gates:
        of_each.setdefault(raised.id, []).append(raised)
    for entries in of_each.values():
        # What facts and papers raise says most: which of them.
        first = max(entries, key=lambda one: one.source == "evidence")
        sources = ", ".join([message(_RAISED_BY[one.source], lang) for one in entries])
        said = say("report.raised-by", lang, source=sources)
        if first.provenance == "second-hand":
            said += message("gate.second-hand", lang)
        ground = words_of(first.words, lang, "strong")
        yield Paragraph((ground, Note((Span(said),))), "ground")


def _unmet(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """For each star, the minimums of it that are missed: what it needs, what there is."""
    choices, index = result.outcome.choices.criteria, result.outcome.table.index
    all_unmet = result.outcome.unmet
    for star in dict.fromkeys(unmet.star for unmet in all_unmet):
        yield Subheading((Span(say("report.lost", lang, star=star)),))
        of_star = [unmet for unmet in all_unmet if unmet.star == star]
        missed = [_missed(unmet, choices[index[unmet.criterion]], lang) for unmet in of_star]
        yield Items(tuple(missed), "unmet")


def _missed(unmet: Unmet, choice: Choice, lang: Lang) -> Item:
    needed, title = unmet.needs_level, choice.criterion.title
    needs = (*_boxed(needed.points), label_of((needed,), lang))
    has = (*_boxed(choice.points), label_of(choice.levels, lang))
    return Item(
        (Span(f"{choice.number} ", "strong"), words_of(title, lang, "strong")),
        (Entry(message("report.needs", lang), needs), Entry(message("report.has", lang), has)),
    )


def _open(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """The criteria that nobody has assessed yet."""
    still = [c.criterion for c in result.outcome.choices.criteria if not c.is_assessed]
    if still:
        yield Subheading((Span(message("report.open", lang)),))
        items = [Item((Span(f"{c.number} "), words_of(c.title, lang))) for c in still]
        yield Items(tuple(items), "open")


def _next_star(result: Evaluation, lang: Lang) -> Iterator[Block]:
    """The way to the next star, or that there is none. Nothing is said where no star is given."""
    needs, plan = result.toward, result.plan()
    if needs:
        yield from _needs(needs, result, lang)
    if plan:
        yield from _plan(plan, needs, result, lang)
    elif result.star is not None:
        top = result.star == max(band.star for band in result.printed.bands)
        yield Paragraph((Span(message("report.top" if top else "report.no-way", lang)),))


def _needs(needs: Toward, result: Evaluation, lang: Lang) -> Iterator[Block]:
    """The points and the minimums that the next star needs; those missed are named above."""
    outcome = result.outcome
    yield Subheading((Span(say("report.way", lang, star=needs.star)),))
    yield Paragraph((Span(f"{explain.next_needs(needs, under_heading=True).say(lang)}."),))
    new = explain.not_said_before(needs, outcome)
    if new:
        items = [Item((Span(explain.lacking(lack, outcome).say(lang)),)) for lack in new]
        yield Items(tuple(items), "unmet")


def _plan(plan: Plan, needs: Toward | None, result: Evaluation, lang: Lang) -> Iterator[Block]:
    yield Paragraph((Span(f"{explain.plan(plan, result.printed).say(lang)}:"),))
    asked = [(unmet.needs_level,) for unmet in result.outcome.unmet]
    asked += [(lack.needs_level,) for lack in needs.unmet] if needs else []
    changes = [_change(change, change.to_levels in asked, lang) for change in plan.changes]
    yield Items(tuple(changes), "plan")


def _change(change: Change, already_named: bool, lang: Lang) -> Item:
    """A change on the way; the level it leads to in words, where no missed minimum names it."""
    now = sum(level.points for level in change.from_levels)
    then = sum(level.points for level in change.to_levels)
    line: Line = (
        Span(f"{change.criterion} ", "strong"),
        words_of(change.printed.title, lang, "strong"),
        Span(": "),
        Span(f"{now} → {then}", "number"),
    )
    if already_named:
        return Item(line)
    return Item((*line, Span(" "), label_of(change.to_levels, lang)))


def _boxed(points: int) -> Line:
    return Span(str(points), "number"), Span(" ")
