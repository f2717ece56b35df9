"""The HTML report against its own template with the context made ready: what the library adds to Jinja2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from ocop_scoring.filing.forms import ScoreSheet
from ocop_scoring.rating.score import Evaluation

from .timing import Side

__all__ = ["sides"]


def sides(rate: Callable[[ScoreSheet], Evaluation], sheets: Sequence[ScoreSheet]) -> tuple[Side, Side] | str:
    """Ours: `render` of fresh evaluations. Theirs: the template over ready contexts. Or why neither can be measured."""
    try:
        reporting: Any = import_module("ocop_scoring.reporting.render")
    except ImportError as missing:
        return str(missing)
    return str(reporting)
