"""What `ocop what-if` found, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..exact import two_places
from ..rating.evaluation import Evaluation
from ..rating.steps import Raised
from ..text import cut, listed
from ..whatif.moved import MovedCriterion, PointsGiven
from ..whatif.patch import Patch
from ..whatif.plan import CostedChange, CostedPlan, Plans
from ..whatif.question import Question, Questions
from ..whatif.weighed import LowerMark, MarkWeight, Robustness
from ..whatif.what_if import WhatIf
from .language import Speech
from .show import Screen

__all__ = ["show_what_if"]


def show_what_if(at: Screen, found: WhatIf, speech: Speech, *, every: bool = False) -> None:
    """Before and after, and what moved; what would matter now. With `every`, each criterion."""
    _show_change(at, found, speech)
    if found.questions is not None:
        _show_questions(at, found.questions, speech, every=every)
    if found.weights:
        _show_weights(at, found.weights, speech, every=every)
    if found.robustness is not None:
        _show_robustness(at, found.robustness, speech)
    _show_way_up(at, found, speech)


def _show_change(at: Screen, found: WhatIf, speech: Speech) -> None:
    """Both results, what keeps the later one in doubt, what moved."""
    if found.is_changed:
        at.line(speech.say("what-if.before", result=found.before.verdict(speech.lang)))
        at.line(speech.say("what-if.after", result=found.after.verdict(speech.lang)), "bold")
    else:
        at.line(found.after.verdict(speech.lang), "bold")
    for caveat in found.after.caveats:
        at.line(f"{caveat.sign} {caveat.words.say(speech.lang)}", "yellow")
    if found.lists_papers:
        at.line(speech.say("what-if.papers-listed"), "yellow")
    for line in (*_not_carried(found, speech), *_moved(found, speech)):
        at.line(f"  {line}")


def _show_way_up(at: Screen, found: WhatIf, speech: Speech) -> None:
    """The plans; where a star was named and there are none, that it is reached."""
    if found.plans is not None:
        for gate in dict.fromkeys([g.words.say(speech.lang) for g in _to_lift(found)]):
            at.line(speech.say("what-if.lift-first", gate=gate), "bold red")
        _show_plans(at, found.plans, found.patch, speech)
    elif found.patch.star is not None and found.after.star is not None:
        key = "what-if.reached" if found.after.star >= found.patch.star else "what-if.council-plan"
        at.line(speech.say(key, star=found.patch.star))


def _to_lift(found: WhatIf) -> list[Raised]:
    """The gates that no mark lifts."""
    after = found.after
    gates = after.gates if isinstance(after, Evaluation) else ()
    return [gate for gate in gates if gate.source != "marks"]


def _not_carried(found: WhatIf, speech: Speech) -> Iterator[str]:
    """What other rules leave out of the sheets."""
    missing = found.not_carried
    if missing is not None and missing.to_judge:
        yield speech.say("what-if.to-judge", numbers=listed(missing.to_judge))
    if missing is not None and missing.lost:
        yield speech.say("what-if.lost", numbers=listed(missing.lost))


def _moved(found: WhatIf, speech: Speech) -> Iterator[str]:
    """What moved, a line each: what is lacked no more, what is lacked now, what is to look at."""
    moved, lang = found.moved, speech.lang
    for criterion in moved.criteria:
        yield _of_criterion(criterion, speech)
    for key, entries in (
        ("what-if.gate-gone", moved.gates_vanished),
        ("what-if.gate-new", moved.gates_appeared),
    ):
        for gate in entries:
            yield speech.say(key, gate=gate.words.say(lang))
    for key, minimums in (
        ("what-if.met", moved.unmet_vanished),
        ("what-if.missed", moved.unmet_appeared),
    ):
        for unmet in minimums:
            yield speech.say(key, unmet=unmet.vi if lang == "vi" else unmet.en)
    for key, findings in (
        ("what-if.finding-gone", moved.findings_vanished),
        ("what-if.finding-new", moved.findings_appeared),
    ):
        for finding in findings:
            yield speech.say(key, sign=finding.sign, finding=finding.say(lang))


def _of_criterion(moved: MovedCriterion, speech: Speech) -> str:
    values = {
        "number": moved.criterion,
        "title": moved.printed.title.say(speech.lang),
        "before": points_said(moved.before, speech),
        "after": points_said(moved.after, speech),
    }
    return speech.say("what-if.criterion", **values)


def points_said(gave: PointsGiven | None, speech: Speech) -> str:
    """The points of a criterion; a dash where there are none."""
    if gave is None or gave.points is None:
        return "–"
    return number_said(gave.points, speech)


def number_said(number: int | Fraction, speech: Speech) -> str:
    """A whole number as it is, a mean with two decimals."""
    is_whole = isinstance(number, int) or number.denominator == 1
    return str(number) if is_whole else two_places(number, speech.lang)


# Which mark matters


def _show_weights(
    at: Screen, weights: Sequence[MarkWeight], speech: Speech, *, every: bool
) -> None:
    """The marks that matter most, a row each: number, title, points now, what others would give."""
    at.line(speech.say("what-if.weights"), "bold")
    shown = weights if every else weights[:_FEW]
    at.rows(_weight(weight, speech) for weight in shown)
    if len(shown) < len(weights):
        at.line(speech.say("what-if.more-weights", count=len(weights) - len(shown)))


def _weight(weight: MarkWeight, speech: Speech) -> tuple[str, ...]:
    others = [
        f"{other.points} → {number_said(other.total, speech)}, {_star(other.star, speech)}"
        for other in sorted(weight.others, key=lambda other: other.points)
    ]
    title = cut(weight.printed.title.say(speech.lang), _LONGEST)
    number = f"  {weight.criterion}"
    who = () if weight.member is None else (weight.member,)
    return (number, *who, title, str(weight.points), " · ".join(others))


def _star(star: int | None, speech: Speech) -> str:
    return speech.say("what-if.rejected") if star is None else f"{star}★"


# How firmly a star stands


def _show_robustness(at: Screen, found: Robustness, speech: Speech) -> None:
    at.line(speech.say("what-if.robust", star=found.star), "bold")
    values = {"star": found.star, "marks": found.marks, "falls": len(found.falls)}
    if found.falls:
        named = listed(_named(fall.mark) for fall in found.falls)
        at.line("  " + speech.say("what-if.falls", named=named, **values))
    else:
        at.line("  " + speech.say("what-if.no-fall", **values))
    levels, points = found.fewest_levels, found.fewest_points
    if levels is None or points is None:
        at.line("  " + speech.say("what-if.never-lost", star=found.star))
        return
    both = (("what-if.fewest-levels", levels), ("what-if.fewest-points", points))
    for key, loss in both if levels != points else both[:1]:
        where = listed(_named(mark) for mark in loss.marks)
        at.line("  " + speech.say(key, levels=loss.levels, points=loss.points, where=where))


def _named(mark: LowerMark) -> str:
    return mark.criterion if mark.member is None else f"{mark.member}:{mark.criterion}"


# What to look at next


def _show_questions(at: Screen, found: Questions, speech: Speech, *, every: bool) -> None:
    if len(found.stars) == 1:
        at.line(speech.say("what-if.decided", star=next(iter(found.stars))), "bold")
        return
    counts = [
        speech.say("what-if.ways", star=star, sheets=grouped(sheets, speech))
        for star, sheets in found.stars.items()
    ]
    at.line(speech.say("what-if.still", counts=" · ".join(counts)))
    at.line(speech.say("what-if.next"), "bold")
    at.rows(_question(q, speech) for q in found.questions[: None if every else _FEW])


def _question(question: Question, speech: Speech) -> tuple[str, ...]:
    answers = [
        f"{sum([level.points for level in answer.levels])} → {_stars(list(answer.stars))}"
        for answer in question.answers
    ]
    title = cut(question.printed.title.say(speech.lang), _LONGEST)
    return (f"  {question.criterion}", title, " · ".join(answers))


def _stars(stars: list[int]) -> str:
    """The stars that are left, the lowest first."""
    return "/".join([str(star) for star in sorted(stars)]) + "★"


# Plans


def _show_plans(at: Screen, found: Plans, patch: Patch, speech: Speech) -> None:
    """The best plans, or why there is none."""
    values = {"star": found.star, "missing": found.points_missing}
    for number, plan in enumerate(found.plans, start=1):
        if number == 1:
            at.line(speech.say("what-if.plans", **values), "bold")
        _show_plan(at, plan, f"  {number}. ", patch, speech, is_whole=number == 1)
    blocked = found.blocked
    if blocked is None:
        return
    at.line(speech.say("what-if.no-plan", **values), "bold")
    if blocked.below:
        numbers = listed(blocked.below)
        at.line("  " + speech.say("what-if.below", numbers=numbers, star=found.star))
    if blocked.most_gain < found.points_missing:
        at.line("  " + speech.say("what-if.too-few", most=blocked.most_gain, **values))
    if blocked.free is None or blocked.plan is None:
        at.line("  " + speech.say("what-if.of-table", star=found.star))
        return
    numbers = listed(blocked.free)
    at.line("  " + speech.say("what-if.free", numbers=numbers, count=len(blocked.free)))
    _show_plan(at, blocked.plan, "  – ", patch, speech)


def _show_plan(
    at: Screen,
    plan: CostedPlan,
    begins: str,
    patch: Patch,
    speech: Speech,
    *,
    is_whole: bool = True,
) -> None:
    """A plan: whole, a line for each change; else in one line."""
    said = [speech.say("what-if.plan", changes=len(plan.changes), points=plan.gain)]
    if patch.costs:
        said.append(speech.say("what-if.cost", cost=grouped(plan.cost, speech)))
        said.append(speech.say("what-if.months", months=grouped(plan.months, speech)))
    if plan.unpriced:
        said.append(speech.say("what-if.unpriced", count=plan.unpriced))
    if not is_whole:
        numbers = listed(change.criterion for change in plan.changes)
        at.line(f"{begins}{', '.join(said)}: {numbers}")
        return
    at.line(begins + ", ".join(said))
    for change in plan.changes:
        at.line(f"     {_change(change, speech)}")


def _change(change: CostedChange, speech: Speech) -> str:
    values = {
        "number": change.criterion,
        "title": cut(change.printed.title.say(speech.lang), _LONGEST),
        "before": sum([level.points for level in change.from_levels]),
        "after": sum([level.points for level in change.to_levels]),
    }
    said = [speech.say("what-if.criterion", **values)]
    if change.cost is not None:
        said.append(speech.say("what-if.cost", cost=grouped(change.cost, speech)))
    if change.months is not None:
        said.append(speech.say("what-if.months", months=grouped(change.months, speech)))
    if change.asks:
        asked = "; ".join([asks.say(speech.lang) for asks in change.asks])
        said.append(speech.say("what-if.asks", asked=asked))
    return " · ".join(said)


def grouped(number: int | Decimal, speech: Speech) -> str:
    """A number in groups of three digits, as papers of the language have it."""
    said = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return said.translate(_VIETNAMESE) if speech.lang == "vi" else said


_VIETNAMESE = str.maketrans(",.", ".,")
_FEW = 5
_LONGEST = 40
