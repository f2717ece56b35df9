"""The difference of two rulesets, as values: decision by decision, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ...frozen import Frozen
from ...rules.product_set import ProductSet
from ..reach.values import marks_json
from ..sides import Side
from .changes import RuleChange
from .joint import StarChanges, star_changes
from .kinds import ChangeKind

__all__ = ["Diff", "TableDiff"]


_FEW = 3
"""So many tables are told one by one where a difference is printed."""


def _counted(changes: tuple[RuleChange, ...]) -> str:
    """How many changes of each kind, the most frequent first."""
    counts = Counter([change.kind or "" for change in changes])
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common())


class TableDiff(Frozen):
    """What differs in one product set; None stands for a table that a side doesn't have."""

    product_set: int
    one: ProductSet | None
    other: ProductSet | None
    changes: tuple[RuleChange, ...]
    _semantic: tuple[StarChanges | None] | None

    def __init__(
        self,
        product_set: int,
        one: ProductSet | None,
        other: ProductSet | None,
        changes: tuple[RuleChange, ...],
    ) -> None:
        self._set(product_set=product_set, one=one, other=other, changes=changes, _semantic=None)

    def __repr__(self) -> str:
        return f"<TableDiff {self.product_set}: {_counted(self.changes)}>"

    def __eq__(self, other: object) -> bool:
        """Whether the same two tables differ in the same."""
        if not isinstance(other, TableDiff):
            return NotImplemented
        return self._compared == other._compared

    def __hash__(self) -> int:
        return hash((self.product_set, self.one, self.other))

    @property
    def _compared(self) -> tuple[object, ...]:
        return self.product_set, self.one, self.other, self.changes

    @property
    def is_empty(self) -> bool:
        """Whether both tables say the same."""
        return not self.changes

    @property
    def both(self) -> tuple[ProductSet, ProductSet] | None:
        """The two tables; None where one side has none."""
        return None if self.one is None or self.other is None else (self.one, self.other)

    @property
    def semantic(self) -> StarChanges | None:
        """How many sheets change star from one table to the other, counted once when it is asked
        for; None where the tables don't offer the same choices, or one isn't there.
        """
        if self._semantic is None:
            both = self.both
            self._set(_semantic=(star_changes(*both) if both else None,))
        assert self._semantic is not None
        return self._semantic[0]

    def of_kind(self, *kinds: ChangeKind) -> tuple[RuleChange, ...]:
        """The changes of some kinds, in printed order."""
        return tuple([change for change in self.changes if change.kind in kinds])


class Diff(Frozen):
    """What differs from one ruleset to another: in the decision itself, and table by table."""

    one: Side
    other: Side
    ruleset: tuple[RuleChange, ...]
    product_sets: tuple[TableDiff, ...]

    def __init__(
        self,
        one: Side,
        other: Side,
        ruleset: tuple[RuleChange, ...],
        product_sets: tuple[TableDiff, ...],
    ) -> None:
        self._set(one=one, other=other, ruleset=ruleset, product_sets=product_sets)

    def __repr__(self) -> str:
        tables = {table.product_set: _counted(table.changes) for table in self.product_sets}
        told = [f"product set {number}: {said}" for number, said in tables.items() if said]
        if self.ruleset:
            told.insert(0, f"in the decision: {len(self.ruleset)}")
        if len(told) > _FEW:
            told = [f"{sum(bool(said) for said in tables.values())} product sets differ"]
        return f"<Diff {self.one.name} → {self.other.name}; {'; '.join(told) or 'no difference'}>"

    def __eq__(self, other: object) -> bool:
        """Whether the same two sides, called the same, differ in the same."""
        if not isinstance(other, Diff):
            return NotImplemented
        return self._compared == other._compared

    def __hash__(self) -> int:
        return hash((self.one.name, self.other.name, self.product_sets))

    @property
    def _compared(self) -> tuple[object, ...]:
        sides = [(side.name, side.ruleset) for side in (self.one, self.other)]
        return *sides, self.ruleset, self.product_sets

    @property
    def is_empty(self) -> bool:
        """Whether both sides say the same."""
        return not self.ruleset and all(table.is_empty for table in self.product_sets)

    def product_set(self, number: int) -> TableDiff:
        """What differs in product set `number`. KeyError where it was not compared."""
        for table in self.product_sets:
            if table.product_set == number:
                return table
        raise KeyError(number)

    def as_json(self, *, semantic: bool = True) -> dict[str, Any]:
        """As `ocop-diff/1`; without `semantic` no sheets are counted."""
        return {
            "format": "ocop-diff/1",
            "from": self.one.name,
            "to": self.other.name,
            "ruleset": [_of_ruleset(change) for change in self.ruleset],
            "product_sets": list(self._tables(semantic=semantic)),
        }

    def _tables(self, *, semantic: bool) -> Iterator[dict[str, Any]]:
        for table in self.product_sets:
            said: dict[str, Any] = {
                "product_set": table.product_set,
                "changes": [_of_table(change) for change in table.changes],
            }
            counted = table.semantic if semantic else None
            yield said | ({} if counted is None else {"semantic": _semantic(counted)})


def _of_ruleset(change: RuleChange) -> dict[str, Any]:
    return {
        "what": change.field,
        "from": change.from_,
        "to": change.to,
        "at": {"from": change.at.from_, "to": change.at.to},
    }


def _of_table(change: RuleChange) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": change.kind,
        "thing": change.thing,
        "id": change.id,
        "number": {"from": change.number.from_, "to": change.number.to},
        "level": change.level,
        "field": change.field,
        "from": change.from_,
        "to": change.to,
        "at": {"from": change.at.from_, "to": change.at.to},
    }
    if change.relation is not None:
        kind, criterion, levels = change.relation
        said["relation"] = {"kind": kind, "criterion": criterion, "levels": list(levels)}
    return said


def _semantic(counted: StarChanges) -> dict[str, Any]:
    witness = counted.witness
    said: dict[str, Any] = {
        "sheets_that_change_star": str(counted.changed),
        "of": str(counted.of),
        "witness": None if witness is None else marks_json(witness.marks),
    }
    return said
