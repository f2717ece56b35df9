"""The HTML report against its own template with the context made ready: what the library adds to
Jinja2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ocop_scoring.filing.forms import ScoreSheet
from ocop_scoring.rating.score import Evaluation
from ocop_scoring.reporting import Paper, paper_of, render
from ocop_scoring.reporting.html import setter

from .timing import Side

__all__ = ["Pages"]


class Pages:
    """Reports of some sheets; each function measures itself and returns seconds a page.

    LookupError or ImportError where there is no template, ValueError where the bare template gives
    another page.
    """

    def __init__(
        self, rate: Callable[[ScoreSheet], Evaluation], sheets: Sequence[ScoreSheet]
    ) -> None:
        self._rate, self._sheets = rate, sheets
        self._bare = setter(keep=False)
        self._asked = [rate(sheet) for sheet in sheets]
        self._papers = [paper_of(result) for result in self._asked]
        for result, paper in zip(self._asked, self._papers, strict=True):
            if self._page(result) != self._bare_page(paper):
                raise ValueError("the template over ready papers gives another page")

    def fresh(self) -> float:
        """Results just rated: findings and the way to the next star are worked out for the page."""
        return Side(self._page, [self._rate(sheet) for sheet in self._sheets]).seconds()

    def asked(self) -> float:
        """Results that were asked for findings and the next star before."""
        return Side(self._page, self._asked).seconds()

    def bare(self) -> float:
        """The same templates over papers made ready; nothing that is set is kept."""
        return Side(self._bare_page, self._papers).seconds()

    def _page(self, result: Evaluation) -> bytes:
        return render(result, "html")

    def _bare_page(self, paper: Paper) -> bytes:
        return self._bare.set(paper).text.encode() + b"\n"
