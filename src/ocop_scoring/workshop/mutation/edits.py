"""Changes of a resolved document: what stands at a path, or is left out; the rest is shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ...rules.resolved import Doc

__all__ = ["DROPPED", "Dropped", "Edit", "Kind", "Mutant", "criteria_in", "edited"]

Path = tuple[str | int, ...]


class Dropped:
    """What an edit puts where it takes something out."""

    def __repr__(self) -> str:
        return "DROPPED"


DROPPED = Dropped()
"""The value of an edit that takes an entry out."""


class Edit(NamedTuple):
    """What stands at a path of a document from now on."""

    path: Path
    value: Any


Kind = Literal[
    "points",
    "minimum-dropped",
    "minimum-star",
    "minimum-moved",
    "minimum-added",
    "threshold",
    "condition",
    "guard",
    "opener",
    "case",
    "gate",
    "band",
    "day",
    "transition",
    "certificate",
    "competence",
    "procedure",
    "eligible",
]
"""What sort of slip a mutant is."""


class Mutant(NamedTuple):
    """One change of a resolved document, as a slip of whoever typed it would make.

    `at` is its address without the ruleset, such as `8/1.5/half`; `what` the thing that changes
    there, from `was` to `becomes`.
    """

    at: str
    kind: Kind
    what: str
    was: str
    becomes: str
    edits: tuple[Edit, ...]

    @property
    def change(self) -> str:
        """The change in a few words: `points 2→3`."""
        return f"{self.what} {self.was}→{self.becomes}"

    @property
    def address(self) -> str:
        """Where it is and what changes: `8/1.5/half points 2→3`. No two mutants have the same."""
        return f"{self.at} {self.change}"


def edited(document: Mapping[str, Any], edits: Iterable[Edit]) -> Doc:
    """A document with some changes. It shares with the other whatever didn't change."""
    found: Any = document
    for edit in edits:
        found = _edited(found, edit.path, edit.value)
    made: Doc = found
    return made


def _edited(node: Any, path: Path, value: Any) -> Any:
    step, *rest = path
    copied: Any = dict(node) if isinstance(node, Mapping) else list(node)
    if rest:
        copied[step] = _edited(copied[step], tuple(rest), value)
    elif value is DROPPED:
        del copied[step]
    else:
        copied[step] = value
    return copied


def criteria_in(document: Mapping[str, Any]) -> Iterator[tuple[Path, Doc]]:
    """Every criterion of a table's document in printed order, and the path to it."""
    for part, of_part in enumerate(document["parts"]):
        groups: Sequence[Doc] = of_part["groups"]
        for group, of_group in enumerate(groups):
            for place, criterion in enumerate(of_group["criteria"]):
                yield ("parts", part, "groups", group, "criteria", place), criterion
