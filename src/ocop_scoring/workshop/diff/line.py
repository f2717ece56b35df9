"""One change in words, as a line of pieces."""

from __future__ import annotations

from typing import NamedTuple

from ...text import cut

__all__ = ["Said"]


class Said(NamedTuple):
    """A change in words: where it is, what of it, what was and what is; a sign for what came (`+`),
    went (`–`) or is otherwise (`≠`); what a crosswalk says of it.
    """

    sign: str
    where: str
    what: str
    was: str
    becomes: str
    relation: str

    def line(self) -> str:
        """All of it in one line."""
        text = (
            f"{self.sign} {self.where}: {self.what}" if self.what else f"{self.sign} {self.where}"
        )
        if self.sign == "≠":
            text = f"{text}: {self.was} → {self.becomes}"
        return f"{text} [{self.relation}]" if self.relation else text

    def cut(self, most: int) -> Said:
        """The same with no piece of more characters, but for the name of what came or went."""
        where = cut(self.where, most) if self.sign == "≠" else self.where
        what, was, becomes = (cut(piece, most) for piece in (self.what, self.was, self.becomes))
        return Said(self.sign, where, what, was, becomes, self.relation)
