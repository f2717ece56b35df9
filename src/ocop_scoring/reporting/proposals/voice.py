"""How the pages on proposals say things: stars, points, shares, tables, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...exact import two_places
from ...lang import Lang
from ...text import Words, say, spans
from ...workshop.impact.result import SideResult
from ..line import Line, Span, SpanRole
from ..paper import (
    Bar,
    Bars,
    Block,
    Item,
    Items,
    Paragraph,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Section,
    Subheading,
)

__all__ = ["DASH", "Voice", "cell", "line"]

DASH = "–"
_LEAST = Fraction(1, 100)


def line(text: str, role: SpanRole = "") -> Line:
    """Words on one line."""
    return (Span(text, role),)


def cell(*texts: str | Line, state: str = "", align: str = "") -> RuledCell:
    """A cell of a table, a paragraph for each text."""
    lines = tuple([line(text) if isinstance(text, str) else text for text in texts])
    return RuledCell(lines, align=align, state=state)  # type: ignore[arg-type]


class Voice(NamedTuple):
    """The language of a page, and how it says what pages share."""

    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """A message."""
        return say(key, self.lang, **values)

    def words(self, words: Words) -> str:
        """Words in the page's language."""
        return words.say(self.lang)

    def star(self, result: SideResult) -> str:
        """What a product comes to: its star, that it is rejected, that it is open."""
        if result.status == "rejected":
            return self.say("proposal.rejected")
        if result.status == "open" or result.star is None:
            return self.say("proposal.open")
        return f"{result.star}★"

    def moved(self, was: SideResult, now: SideResult) -> str:
        """From what to what: `4★ → 3★`, on one line."""
        return f"{self.star(was)}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{self.star(now)}"

    def points(self, points: Fraction | int | None) -> str:
        """Points as people write them."""
        if points is None:
            return DASH
        return str(points) if isinstance(points, int) else two_places(points, self.lang)

    def signed(self, value: Fraction) -> str:
        """A difference with its sign."""
        said = two_places(abs(value), self.lang)
        return said if value == 0 else f"{'+' if value > 0 else '−'}{said}"

    def share(self, part: int, whole: int) -> str:
        """A share in percent; what is there is never said to be nothing."""
        if not whole:
            return DASH
        share = Fraction(100 * part, whole)
        if 0 < share < _LEAST:
            return f"< {two_places(_LEAST, self.lang)} %"
        if 100 - _LEAST < share < 100:
            return f"> {two_places(100 - _LEAST, self.lang)} %"
        return f"{two_places(share, self.lang)} %"

    def sets(self, numbers: Iterable[int]) -> str:
        """Product sets by their numbers: `1–4, 8`."""
        return spans(sorted(numbers))

    # Blocks

    def section(self, key: str, *blocks: Block, **values: object) -> Section:
        """A section; its id is the last word of the key of its title."""
        return Section(key.rpartition(".")[2], self.say(key, **values), blocks)

    def subheading(self, text: str) -> Subheading:
        """A heading inside a section."""
        return Subheading(line(text))

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence."""
        return Paragraph(line(self.say(key, **values)))

    def items(self, texts: Iterable[str | Line], none: str = "") -> Block:
        """A list; where it is empty, the message that says so."""
        made = [Item(line(text) if isinstance(text, str) else text) for text in texts]
        return Items(tuple(made)) if made or not none else self.paragraph(none)

    def table(
        self,
        caption: str,
        heads: Sequence[str],
        widths: Sequence[int],
        rows: Iterable[Sequence[RuledCell | str]],
    ) -> Ruled:
        """A table under heads that are said already."""
        head = RuledRow(tuple([cell(text) for text in heads]))
        made = [
            RuledRow(tuple([one if isinstance(one, RuledCell) else cell(one) for one in row]))
            for row in rows
        ]
        columns = tuple([RuledColumn(width) for width in widths])
        return Ruled(line(caption), columns, (head,), tuple(made))

    def bars(self, counted: Sequence[tuple[str, int]], most: int) -> Bars:
        """Bars of one scale, each with its count in words."""
        return Bars(
            tuple(
                [
                    Bar((Span(label, "strong"), Span(f" {count}")), count, max(most, 1))
                    for label, count in counted
                ]
            )
        )
