"""The shape of `crosswalks/A--B.yaml`: how the levels of one decision relate to those of the next,
and its door.

Which criteria and levels there are only the two decisions know: `workshop/crosswalk` looks whether
all are named, and named rightly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from ..errors import Fault, RulesetError
from ..sources.layout import shown_name
from ..sources.places import Source
from ..sources.read import read
from ..sources.values import refusal, whole
from .types import Id, RulesetId, Shape, Text, Whole, checked

__all__ = [
    "RELATIONS",
    "CrosswalkFile",
    "Leading",
    "LevelRelation",
    "SetRelation",
    "load_crosswalk",
]

RELATIONS = ("same", "split", "merged", "stricter", "looser", "none")
"""The kinds of relations between levels, as files and results name them."""

SetKey = Annotated[
    int,
    BeforeValidator(whole),
    Field(ge=1),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]*$"}),
]
Two = Field(min_length=2)
One = Field(min_length=1)


class LevelRelation(Shape):
    """What one level becomes: exactly one of the six relations, with the levels that it leads to;
    `unreached` stands for no level at all.
    """

    same: Id | None = None
    split: Annotated[list[Id], Two] | None = None
    merged: Id | None = None
    stricter: Annotated[list[Id], One] | None = None
    looser: Annotated[list[Id], One] | None = None
    none: Text | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in RELATIONS if getattr(self, name) is not None]
        right = ", ".join(RELATIONS)
        if not given:
            raise refusal("relation-of-one-kind", "", right, habit="bare")
        if len(given) > 1:
            raise refusal("relation-of-one-kind", ", ".join(given), right)
        return self

    @property
    def kind(self) -> str:
        """Which of the relations it is."""
        return next(name for name in RELATIONS if getattr(self, name) is not None)

    @property
    def led(self) -> tuple[str, ...]:
        """The levels that are possible, lowest first; none where nothing corresponds."""
        if self.kind == "none":
            return ()
        led: str | list[str] = getattr(self, self.kind)
        return (led,) if isinstance(led, str) else tuple(led)


class Leading(Shape):
    """The criterion that another one leads to – by default that of the same id –, or why there is
    none; `in` the product sets of the older decision that this holds for, by default all.
    """

    to: Id | None = None
    in_: Annotated[list[Whole], One] | None = Field(default=None, alias="in")
    none: Text | None = None
    levels: dict[Id, LevelRelation] = {}
    why: Text | None = None

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.none is not None and (self.to is not None or self.levels):
            raise refusal("relation-of-one-kind", "none, to", "none, to")
        return self


class SetRelation(Shape):
    """The product sets that products of one may be rated by, and why it is not a single one."""

    to: list[Whole]
    why: Text


def _set_kind(value: object) -> str:
    return "several" if isinstance(value, dict) else "number"


def _leading_kind(value: object) -> str:
    return "several" if isinstance(value, list) else "one"


Target = Annotated[
    Annotated[Whole, Tag("number")] | Annotated[SetRelation, Tag("several")],
    Discriminator(_set_kind),
]
Leadings = Annotated[
    Annotated[Leading, Tag("one")] | Annotated[list[Leading], One, Tag("several")],
    Discriminator(_leading_kind),
]


class CrosswalkFile(Shape):
    """How the levels of the decision `from` relate to those of the decision `to`, and how often
    that was read beside both texts.
    """

    format: Literal["ocop-crosswalk/1"]
    from_: RulesetId = Field(alias="from")
    to: RulesetId
    read: Literal["once", "twice"]
    product_sets: dict[SetKey, Target]
    new_product_sets: dict[SetKey, Text] = {}
    criteria: dict[Id, Leadings]
    new: dict[Id, Text] = {}

    def targets(self, number: int) -> tuple[int, ...]:
        """The product sets that those of this number may be rated by. KeyError for one that the
        file doesn't name.
        """
        target = self.product_sets[number]
        return (target,) if isinstance(target, int) else tuple(target.to)

    def leadings(self, criterion: str) -> tuple[Leading, ...]:
        """What the file says of a criterion; nothing where it is not named."""
        said = self.criteria.get(criterion, ())
        return (said,) if isinstance(said, Leading) else tuple(said)


def load_crosswalk(path: Path) -> tuple[Source, CrosswalkFile]:
    """A crosswalk's file, with the places of its values. RulesetError with all faults of its shape,
    or where its name is not that of the two decisions.
    """
    source = read(path, RulesetError, name=shown_name(path))
    file = checked(source, CrosswalkFile, RulesetError)
    right = f"{file.from_}--{file.to}"
    if path.stem != right:
        place = source.place(("from",))
        raise RulesetError(Fault("crosswalk-name", place, "from", path.stem, right))
    return source, file
