"""The kinds of papers."""

from __future__ import annotations

from typing import Literal

__all__ = ["PaperKind"]

PaperKind = Literal[
    "report",
    "score_sheet",
    "advisory_report",
    "minutes",
    "summary",
    "notice",
    "proposal_letter",
    "draft_decision",
    "overview",
    "comparison",
    "impact",
    "proposal",
]
"""What papers there are."""
