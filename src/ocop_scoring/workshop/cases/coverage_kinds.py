"""The kinds of things that decks are counted by."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["BASIC", "Kind", "Thing"]

Basic = Literal[
    "levels",
    "cases",
    "minimums-met",
    "minimums-missed",
    "gates",
    "stars",
    "boundaries",
]
Kind = Literal[
    Basic,
    "alternatives-true",
    "alternatives-false",
    "ends",
    "papers",
    "gate-ways",
    "openers",
    "readings",
    "findings",
    "days",
]
"""What is counted. Of tables: levels that a sheet ticks, cases of criteria that have two, minimums
met and missed, gates raised, stars given, the totals on both sides of each band's lower end; then
alternatives of conditions that hold and that don't, ends of intervals with what lies beside them,
papers filed and missing, each way to a gate, conditional criteria open and closed, readings that
results rest on, findings. Of the decision: both sides of its days, and all that it says else.
"""

BASIC: tuple[Kind, ...] = get_args(Basic)
"""What `ocop check-cases` counts."""

Thing = tuple[Kind, str]
"""One thing to try: its kind, and where it stands."""
