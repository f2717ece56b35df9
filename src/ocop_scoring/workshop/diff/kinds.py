"""The closed words of a difference: what sort of change it is, of what sort of thing."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["KINDS", "ChangeKind", "Thing"]

ChangeKind = Literal[
    "criterion-added",
    "criterion-removed",
    "criterion-moved",
    "points",
    "level-added",
    "level-removed",
    "level-points",
    "minimum",
    "condition",
    "case",
    "gate-added",
    "gate-removed",
    "gate",
    "title",
    "label",
    "reading",
    "erratum",
]
"""What sort of change it is."""

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

Thing = Literal[
    "ruleset",
    "table",
    "part",
    "group",
    "heading",
    "criterion",
    "level",
    "gate",
    "erratum",
    "reading",
    "fact",
    "document",
    "contradiction",
]
"""What sort of thing has changed."""
