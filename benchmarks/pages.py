"""The HTML report against its own template with the context made ready: what the library adds to
Jinja2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from jinja2 import DictLoader, Environment, Template

from ocop_scoring.filing.forms import ScoreSheet
from ocop_scoring.rating.score import Evaluation

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
        reporting: Any = import_module("ocop_scoring.reporting.render")
        self._rate, self._sheets, self._render = rate, sheets, reporting.render
        self._template, self._messages = (
            _with_rows_in_place(reporting._environment("html")),
            reporting._words("vi"),
        )
        self._asked = [rate(sheet) for sheet in sheets]
        self._papers = [reporting.document("report", result, "vi") for result in self._asked]
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
        """The same template, environment and messages over papers made ready."""
        return Side(self._bare_page, self._papers).seconds()

    def _page(self, result: Evaluation) -> bytes:
        page: bytes = self._render(result, "html")
        return page

    def _bare_page(self, paper: object) -> bytes:
        page: str = self._template.render(d=paper, w=self._messages)
        return page.encode()


def _with_rows_in_place(environment: Environment) -> Template:
    """The report's template as anyone would write it: each row's text stands in the table, nothing
    is remembered.
    """
    assert environment.loader is not None
    sources = {
        name: environment.loader.get_source(environment, name)[0]
        for name in environment.list_templates()
    }
    sources["table.html.j2"] = sources["table.html.j2"].replace(
        "{{ row_html(row) }}", sources["row.html.j2"]
    )
    bare = environment.overlay(loader=DictLoader(sources), cache_size=50)
    return bare.get_template("report.html.j2")
