"""What a level of one table says of the levels of another: its relation, and the levels that are
possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ...rules.model import Criterion
from .kinds import Kind

__all__ = [
    "OPEN",
    "UNREACHED",
    "Basis",
    "Kind",
    "Lead",
    "Relation",
    "choices_of",
    "composed",
    "lowest_of",
    "opened",
]

Basis = Literal["condition", "label", "id", "stated", "none"]
"""What a relation rests on: equal conditions or labels, one id within a decision, a crosswalk's
file, or nothing.
"""

UNREACHED = "unreached"
"""The name, in relations, of reaching none of a criterion's levels, where none is worth 0."""

_WEAKEST: tuple[Kind, ...] = ("same", "merged", "looser", "split", "stricter", "none", "open")


class Relation(NamedTuple):
    """How one level relates to those of another criterion.

    `levels` are those that are possible, lowest first: a lone one is sure; none says nothing at
    all, so that every level is possible. `why` is the file's reason, in Vietnamese.
    """

    kind: Kind
    levels: tuple[str, ...] = ()
    basis: Basis = "none"
    why: str | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it leads to one level alone."""
        return len(self.levels) == 1


OPEN = Relation("open")


class Lead(NamedTuple):
    """A criterion that leads to another one: the printed number of the first, the id of the second,
    and the relation of each of its choices, `unreached` among them where it has no level worth 0.
    """

    number: str
    criterion: str
    to: str
    relations: Mapping[str, Relation]
    why: str | None = None


def lowest_of(criterion: Criterion) -> str:
    """The name of reaching nothing in a criterion: its level worth 0, else `unreached`."""
    return criterion.zero.id if criterion.zero is not None else UNREACHED


def choices_of(criterion: Criterion) -> tuple[str, ...]:
    """Every choice that a criterion has: its levels, lowest first, and `unreached` before them
    where none is worth 0.
    """
    levels = tuple(level.id for level in criterion.levels)
    return levels if criterion.zero is not None else (UNREACHED, *levels)


def opened(criterion: Criterion) -> dict[str, Relation]:
    """The relations of a criterion of which nothing is known."""
    return dict.fromkeys(choices_of(criterion), OPEN)


def _reasons(*whys: str | None) -> str | None:
    """Reasons one after the other, each said once; None where there is none."""
    return ". ".join(dict.fromkeys(filter(None, whys))) or None


def composed(
    first: Mapping[str, Relation],
    second: Mapping[str, Relation],
    whys: tuple[str | None, str | None] = (None, None),
) -> dict[str, Relation]:
    """The relations of one criterion to a third, through one between them: a level leads to all
    that those lead to which it may become; what says nothing on the way says nothing at the end.
    `whys` is what is said of either criterion as a whole. What isn't sure has the reasons of those
    steps alone that aren't.
    """
    return {level: _through(relation, second, whys) for level, relation in first.items()}


def _through(
    first: Relation, second: Mapping[str, Relation], whys: tuple[str | None, str | None]
) -> Relation:
    steps = [second.get(level, OPEN) for level in first.levels]
    parts = [first, *steps]
    kind = max((part.kind for part in parts), key=_WEAKEST.index)
    said = [(first, whys[0]), (first, first.why)]
    said += [(step, why) for step in steps for why in (whys[1], step.why)]
    unsure = _reasons(*(why for part, why in said if not part.is_sure))
    if not steps or any(not step.levels for step in steps):
        weak: Kind = kind if kind in ("none", "open") else "open"
        return Relation(weak, (), "none", unsure)
    levels = tuple(dict.fromkeys(level for step in steps for level in step.levels))
    why = _reasons(*(why for _, why in said)) if len(levels) == 1 else unsure
    if len(levels) == 1 and kind in ("split", "stricter"):
        kind = "merged"
    bases = {part.basis for part in parts}
    basis = next(name for name in _STRONGEST if name in bases)
    return Relation(kind, levels, basis, why)


_STRONGEST: tuple[Basis, ...] = ("stated", "label", "id", "condition", "none")
"""What a chain of relations rests on is the first of these that any of its links rests on."""
