"""What decks are counted by, in words: of each kind its line, and what is said of the untried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..text import listed
from ..workshop import Covered
from ..workshop.cases.coverage_kinds import Kind
from .language import Speech
from .show import Screen

__all__ = ["put_counts"]

_COVERS: Mapping[Kind, str] = MappingProxyType(
    {
        "levels": "covers.levels",
        "cases": "covers.cases",
        "minimums-met": "covers.minimums-met",
        "minimums-missed": "covers.minimums-missed",
        "gates": "covers.gates",
        "stars": "covers.stars",
        "boundaries": "covers.boundaries",
        "alternatives-true": "covers.alternatives-true",
        "alternatives-false": "covers.alternatives-false",
        "ends": "covers.ends",
        "papers": "covers.papers",
        "gate-ways": "covers.gate-ways",
        "openers": "covers.openers",
        "readings": "covers.readings",
        "findings": "covers.findings",
        "days": "covers.days",
    }
)
_UNTRIED: Mapping[Kind, str] = MappingProxyType(
    {
        "levels": "untried.levels",
        "cases": "untried.cases",
        "minimums-met": "untried.minimums-met",
        "minimums-missed": "untried.minimums-missed",
        "gates": "untried.gates",
        "stars": "untried.stars",
        "boundaries": "untried.boundaries",
        "alternatives-true": "untried.alternatives-true",
        "alternatives-false": "untried.alternatives-false",
        "ends": "untried.ends",
        "papers": "untried.papers",
        "gate-ways": "untried.gate-ways",
        "openers": "untried.openers",
        "readings": "untried.readings",
        "findings": "untried.findings",
        "days": "untried.days",
    }
)


def put_counts(at: Screen, counts: Iterable[Covered], speech: Speech) -> None:
    """Of each kind so many of so many; then those that no case tries."""
    found = list(counts)
    at.rows((speech.say(_COVERS[c.kind]), f"{c.tried}/{c.of}", _share(c)) for c in found)
    for covered in found:
        if covered.missing:
            at.line(speech.say(_UNTRIED[covered.kind], places=listed(covered.missing)), "yellow")


def _share(covered: Covered) -> str:
    """The share tried, rounded down: 100 % is all of them."""
    return f"{covered.tried * 100 // covered.of if covered.of else 100} %"
