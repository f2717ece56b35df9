"""What was meant by a value that is refused: which habit it is, and what to write instead."""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Meant", "meant"]


class Meant(NamedTuple):
    """What was meant: which habit it is (`error.CODE.HABIT` is its sentence), what to write, and
    what else the sentence says.
    """

    habit: str
    right: str
    values: Mapping[str, object] = {}


def meant(right: str | None, habit: str = "meant") -> Meant | None:
    """What was meant, where that is known."""
    return Meant(habit, right) if right else None
