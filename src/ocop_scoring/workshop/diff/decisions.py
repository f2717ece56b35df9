"""What differs between two decisions: dates, bands, certificates, process, classification."""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.documents import differences
from ..lint.read import Doc
from .changes import BothSides, RuleChange
from .tables import Found

__all__ = ["changes_between_decisions", "changes_of_repeated"]

_NOWHERE = ("order",)


def changes_between_decisions(one: Doc, other: Doc) -> Iterator[Found]:
    """Every difference between two decisions' resolved documents; entries of lists are told apart
    by what they are called, else by their places.
    """
    for path, was, becomes in differences(one, other):
        if path != ("format",):
            yield _change(path, was, becomes), path, path


def changes_of_repeated(number: int, one: Doc, other: Doc, told: frozenset[str]) -> Iterator[Found]:
    """What two tables say of their decisions, and these themselves didn't tell (`told`)."""
    if one and other:
        for path, was, becomes in differences(one["ruleset"], other["ruleset"]):
            if "/".join(path) not in told:
                change = _change((str(number), *path), was, becomes)
                yield change, path, path


def _change(path: tuple[str, ...], was: object, becomes: object) -> RuleChange:
    nothing = BothSides(None, None)
    return RuleChange(None, "ruleset", None, nothing, None, "/".join(path), was, becomes)
