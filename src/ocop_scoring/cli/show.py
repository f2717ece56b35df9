"""Answers for people: lines and rows on stdout, with Rich where that is a terminal; and what each
result says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType
from typing import Protocol

from ..rating.caveats import Caveat
from ..rating.evaluation import Evaluation
from ..rating.finding import Finding
from ..terms import Status
from .language import Speech
from .one_line import one_line
from .output import put

__all__ = [
    "EXIT",
    "PROVENANCE",
    "Screen",
    "screen",
    "show_cost",
    "show_criteria",
    "show_evaluation",
    "show_notes",
    "stands_on",
]

PROVENANCE: Mapping[str, str] = MappingProxyType(
    {
        "published": "provenance.published",
        "transcription": "provenance.transcription",
        "reading": "provenance.reading",
        "unverified": "provenance.unverified",
    }
)
"""The message that says where a table's text is known from."""

EXIT: dict[Status, int] = {"rated": 0, "rejected": 3, "incomplete": 4}
"""The exit status of each outcome."""

_STYLES: dict[Status, str] = {
    "rated": "bold green",
    "rejected": "bold red",
    "incomplete": "bold yellow",
}
_LOST = "bold dark_orange"


def _style_of(result: Evaluation) -> str:
    """How the verdict looks: green only where no star was lost, as in the report."""
    is_lost = result.status == "rated" and result.star != result.star_by_points
    return _LOST if is_lost else _STYLES[result.status]


_SIGN = re.compile(r"\s*(?:(?:–|!!?|·|\*) )?")
"""What a line begins with: an indent, a sign."""


class Screen:
    """Lines and rows as plain text: for files, pipes and other programs."""

    def line(self, text: str = "", style: str = "") -> None:
        """One line; `style` only where a terminal has it."""
        put(f"{one_line(text)}\n")

    def rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows of equally many cells, each column as wide as its widest; the last one runs on."""
        cells = [[one_line(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for *first, last in cells:
            padded = [cell.ljust(width) for cell, width in zip(first, widths, strict=False)]
            self.line("  ".join([*padded, last]).rstrip())


_SHARE = re.compile(r"(?<=\d) %")
"""What no line of a terminal breaks: a number and its percent sign."""


class Terminal(Screen):
    """The same with colours, and long cells wrapped inside their column."""

    def __init__(self) -> None:
        from rich.console import Console  # an extra, and slow to import

        self._console = Console(highlight=False, markup=False, emoji=False)

    def line(self, text: str = "", style: str = "") -> None:
        """One line, in its style, wrapped at the terminal's edge; what follows stands under the
        text behind its sign.
        """
        content = _SHARE.sub("\u00a0%", one_line(text))
        hanging = " " * len(_SIGN.match(content)[0])  # type: ignore[index]
        lines = wrap(content, self._console.width, subsequent_indent=hanging) or [""]
        for line in lines:
            self._put(line, style)

    def rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows of equally many cells."""
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for row in rows:
            grid.add_row(*(Text(_SHARE.sub("%", one_line(cell))) for cell in row))
        self._put(grid)

    def _put(self, content: object, style: str = "") -> None:
        with self._console.capture() as captured:
            self._console.print(content, style=style or None)
        put(captured.get())


def screen() -> Screen:
    """Where to write: a terminal with Rich, else plain text."""
    if sys.stdout is not None and sys.stdout.isatty():
        try:
            return Terminal()
        except ModuleNotFoundError:
            pass
    return Screen()


def show_cost(
    at: Screen, result: Evaluation, speech: Speech, towards: Sequence[str] | None = None
) -> None:
    """The verdict, what held it back, and what the next star needs (`towards`, where it is asked in
    another way than usual).
    """
    at.line(result.verdict(speech.lang), _style_of(result))
    for sentence in result.held_back(speech.lang):
        at.line(f"  – {sentence}")
    for sentence in result.on_next_star(speech.lang) if towards is None else towards:
        at.line(sentence, "" if sentence.startswith("  ") else "bold")


def show_evaluation(
    at: Screen,
    result: Evaluation,
    speech: Speech,
    *,
    every_criterion: bool = False,
    towards: Sequence[str] | None = None,
) -> None:
    """A result on one screen; with `every_criterion`, each criterion's points and reason too."""
    show_cost(at, result, speech, towards)
    parts = zip(result.printed.parts, result.parts.values(), strict=True)
    said = " · ".join(f"{part.code} {points}/{part.points}" for part, points in parts)
    at.line(speech.say("parts", parts=said))
    show_notes(at, result, speech)
    if every_criterion:
        show_criteria(at, result, speech)
    at.line(stands_on(result, speech), "dim")


class Noted(Protocol):
    """A result of a sheet or of a council: what keeps it in doubt, and what to look at."""

    @property
    def caveats(self) -> tuple[Caveat, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


def show_notes(at: Screen, result: Noted, speech: Speech) -> None:
    """What keeps the result in doubt, then what to look at, the loudest first."""
    notes = [(caveat.sign, caveat.words.say(speech.lang)) for caveat in result.caveats]
    notes += [(finding.sign, finding.say(speech.lang)) for finding in result.findings]
    if notes:
        at.line(speech.say("notes"), "bold")
    for sign, said in notes:
        at.line(f"  {sign} {said}", "bold red" if sign == "!!" else "")


def show_criteria(at: Screen, result: Evaluation, speech: Speech) -> None:
    """Each criterion: number, points of the most, title, and why."""
    at.line(speech.say("criteria"), "bold")
    at.rows(
        (
            row.number,
            f"{'–' if row.points is None else row.points}/{row.max}",
            row.title.say(speech.lang),
            result.reason(row, speech.lang),
        )
        for row in result.criteria
    )


def stands_on(result: Evaluation, speech: Speech) -> str:
    """What the result rests on: ruleset, revision, product set, where its text is known from, the
    begin of its digest.
    """
    rated_by = result.printed
    key = "revision-not-released" if result.released is False else "revision"
    return speech.say(
        "stands-on",
        ruleset=rated_by.ruleset,
        revision=speech.say(key, number=rated_by.revision),
        text=speech.say(PROVENANCE[rated_by.provenance]),
        number=rated_by.product_set,
        title=rated_by.title.say(speech.lang),
        digest=rated_by.digest.removeprefix("sha256:")[:12],
    )
