"""What changed between two documents of rules: values without words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..crosswalk.kinds import Kind
from ..mutation.mutants_conditions import whole_condition
from .kinds import ChangeKind, Thing

__all__ = [
    "CONDITIONS",
    "BothSides",
    "Related",
    "RuleChange",
    "is_words",
    "told",
]

CONDITIONS = ("when", "needs", "unless", "waived_by", "both")
"""Fields that ask for facts or papers."""


class BothSides(NamedTuple):
    """What is so on the one side and on the other; None where there is no such thing."""

    from_: str | None
    to: str | None

    @property
    def mirrored(self) -> BothSides:
        """The sides exchanged."""
        return BothSides(self.to, self.from_)


class Related(NamedTuple):
    """What a crosswalk says of a level or a criterion of the first side: how it relates (None of a
    whole criterion), to which criterion – of one that came, which one led to it –, and to which of
    its levels.
    """

    kind: Kind | None
    criterion: str
    levels: tuple[str, ...]


class RuleChange(NamedTuple):
    """One thing that two tables, or two decisions, say differently.

    `thing` has changed in its `field` (`points`, `when`, `cases/a/text`; empty where the whole
    thing came or went), from `was` to `becomes`: JSON values, frozen, None where nothing is said.
    `id` is that of a criterion, ground, reading or entry of the vocabulary; `number` the printed
    numbers of a row, `level` a level of its criterion, `at` the places as `FILE:LINE`. A change of
    a decision has no kind. `relation` tells how a crosswalk relates what came or went.
    """

    kind: ChangeKind | None
    thing: Thing
    id: str | None
    number: BothSides
    level: str | None
    field: str
    was: Any
    becomes: Any
    at: BothSides = BothSides(None, None)
    relation: Related | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The field as steps inside the thing."""
        return tuple(self.field.split("/")) if self.field else ()

    @property
    def from_(self) -> str | None:
        """What stood there, in one line."""
        return self._told(self.was)

    @property
    def to(self) -> str | None:
        """What stands there, in one line."""
        return self._told(self.becomes)

    @property
    def is_of_english(self) -> bool:
        """Whether only the English words differ."""
        both = self.was, self.becomes
        return all(is_words(said) for said in both) and both[0]["vi"] == both[1]["vi"]

    def _told(self, value: Any) -> str | None:
        if is_words(value):
            return told(value.get("en") if self.is_of_english else value["vi"])
        return told(value, self.steps[-1:])

    @property
    def mirrored(self) -> RuleChange:
        """The same change seen from the other side."""
        kind = _MIRRORED.get(self.kind, self.kind) if self.kind else None
        both = self.number.mirrored, self.at.mirrored
        return self._replace(
            kind=kind, was=self.becomes, becomes=self.was, number=both[0], at=both[1]
        )


_MIRRORED: dict[ChangeKind, ChangeKind] = {
    "criterion-added": "criterion-removed",
    "criterion-removed": "criterion-added",
    "level-added": "level-removed",
    "level-removed": "level-added",
    "gate-added": "gate-removed",
    "gate-removed": "gate-added",
}


def told(value: Any, field: tuple[str, ...] = ()) -> str | None:
    """A JSON value in one line, two different ones in different lines; None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if field and field[0] in CONDITIONS and _is_condition(value):
        return whole_condition(value)
    if isinstance(value, Mapping):
        said = (f"{key}: {_inside(entry)}" for key, entry in value.items())
        return ", ".join(said)
    if isinstance(value, list | tuple):
        return ", ".join(map(_inside, value))
    return str(value)


def is_words(value: Any) -> bool:
    """Whether a value is words: in Vietnamese, and perhaps in English."""
    return isinstance(value, Mapping) and "vi" in value and set(value) <= {"vi", "en"}


def _is_condition(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(entry, Mapping) for entry in value)


def _inside(value: Any) -> str:
    said = told(value)
    if said is None:
        return "–"
    return f"({said})" if isinstance(value, Mapping | list | tuple) else said
