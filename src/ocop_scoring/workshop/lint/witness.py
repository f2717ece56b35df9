"""A witness: a sheet that shows what is claimed of a table, as a command that anyone can run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...filing.marks import Mark
from ...filing.string import string_of
from ...rules.product_set import ProductSet

__all__ = ["command_of"]


class _Nowhere:
    """What stands in no file."""

    def place(self, path: Sequence[str | int], key: bool = False) -> None:
        """No place."""


def command_of(table: ProductSet, marks: Mapping[str, Mark], criteria: str | None = None) -> str:
    """The command that rates a sheet with these marks; `criteria` is the folder of rulesets that is
    not the built-in one. FilingError where the table has no such mark.
    """
    string = string_of(table, marks, (), _Nowhere())
    folder = f" --criteria {criteria}" if criteria else ""
    return f"ocop score --string {string}{folder}"
