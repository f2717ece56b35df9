"""What `ocop what-if` found, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..exact import two_places
from ..workshop.what_if.moved import Gave, MovedCriterion
from ..workshop.what_if.what_if import WhatIf
from .language import Speech
from .show import Screen

__all__ = ["show_what_if"]


def show_what_if(at: Screen, found: WhatIf, speech: Speech) -> None:
    """Before and after; what moved."""
    if not found.is_changed:
        at.line(found.after.verdict(speech.lang), "bold")
        return
    at.line(speech.say("what-if.before", result=found.before.verdict(speech.lang)))
    at.line(speech.say("what-if.after", result=found.after.verdict(speech.lang)), "bold")
    if found.lists_papers:
        at.line(speech.say("what-if.papers-listed"), "yellow")
    for line in _moved(found, speech):
        at.line(f"  {line}")


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


def points_said(gave: Gave | None, speech: Speech) -> str:
    """The points of a criterion; a dash where there are none."""
    if gave is None or gave.points is None:
        return "–"
    is_mean = isinstance(gave.points, Fraction)
    return two_places(gave.points, speech.lang) if is_mean else str(gave.points)
