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
    """Ours: each sheet rated afresh and rendered, so that nothing of a report is kept from round to round. Theirs: the same template,
    environment and messages over papers made ready. Or why neither can be measured.
    """
    try:
        reporting: Any = import_module("ocop_scoring.reporting.render")
        template, messages = reporting._template("report", "html"), reporting._words("vi")
    except (ImportError, AttributeError, LookupError) as missing:
        return str(missing)
    papers = [reporting.document("report", rate(sheet), "vi") for sheet in sheets]
    if any(reporting.render(rate(sheet), "html") != _bare(template, messages, paper) for sheet, paper in zip(sheets, papers, strict=True)):
        return "the template over ready papers gives other pages"
    return (
        Side(lambda sheet: reporting.render(rate(sheet), "html"), sheets),
        Side(lambda paper: _bare(template, messages, paper), papers),
    )


def _bare(template: Any, messages: object, paper: object) -> bytes:
    page: str = template.render(d=paper, w=messages)
    return page.encode()
