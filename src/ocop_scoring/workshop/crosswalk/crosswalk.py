"""A crosswalk from one ruleset to another: which product set becomes which, and what each level of
the one says of the levels of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, cast

from ...errors import CatalogError, Fault
from ...frozen import Frozen
from ...rules.catalog import Catalog, built_in
from ...rules.ruleset import Ruleset
from .pair import Pair, composed_pair, pair_by_file, pair_by_id
from .read import Written, read_once, way
from .relation import Lead, Relation

__all__ = ["Crosswalk", "Step", "crosswalk_of"]

T = TypeVar("T")


class Step(Frozen):
    """One step of a crosswalk: between two rulesets, by a file, or by ids within one decision."""

    a: Ruleset
    b: Ruleset
    written: Written | None

    def __init__(self, a: Ruleset, b: Ruleset, written: Written | None) -> None:
        self._set(a=a, b=b, written=written)

    def targets(self, number: int) -> tuple[int, ...]:
        """The product sets that those of this number may be rated by."""
        if self.written is None:
            return (number,) if number in self.b.numbers else ()
        try:
            return self.written.file.targets(number)
        except KeyError:
            return ()

    def pair(self, a: int, b: int) -> Pair:
        """The two tables beside each other."""
        ours, theirs = self.a.product_set(a), self.b.product_set(b)
        if self.written is None:
            return pair_by_id(ours, theirs)
        return pair_by_file(ours, theirs, self.written.file)


class Crosswalk(Frozen):
    """How sheets of ruleset `a` are read under ruleset `b`: step by step, what one step leaves open
    stays open.
    """

    a: Ruleset
    b: Ruleset
    steps: tuple[Step, ...]
    _pairs: dict[tuple[int, int], Pair]
    _kept: dict[tuple[int, int], Any]

    def __init__(self, steps: Iterable[Step]) -> None:
        every = tuple(steps)
        self._set(a=every[0].a, b=every[-1].b, steps=every, _pairs={}, _kept={})

    def __repr__(self) -> str:
        return f"<Crosswalk {self.a.id} → {self.b.id}>"

    @property
    def within_decision(self) -> bool:
        """Whether both are of one decision, so that levels are those of the same id."""
        return all(step.written is None for step in self.steps)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it is made of; none within one decision."""
        return tuple(step.written.path for step in self.steps if step.written is not None)

    @property
    def read(self) -> str | None:
        """How often its files were read beside the texts: `once` where one of them was; None within
        one decision.
        """
        found = [step.written.file.read for step in self.steps if step.written is not None]
        return min(found) if found else None  # "once" comes before "twice"

    def targets(self, number: int) -> tuple[int, ...]:
        """The product sets of `b` that products of this one of `a` may be rated by: one where it is
        certain, none where they are rated no more.
        """
        found = [number]
        for step in self.steps:
            found = list(dict.fromkeys(one for here in found for one in step.targets(here)))
        return tuple(sorted(found))

    def pair(self, a: int, b: int) -> Pair:
        """Two tables beside each other, made once. CatalogError where a ruleset lacks its table, or
        nothing leads from the one to the other.
        """
        found = self._pairs.get((a, b))
        if found is None:
            found = self._pairs[a, b] = self._pair(a, b)
        return found

    def kept(self, a: int, b: int, make: Callable[[Pair], T]) -> T:
        """What `make` – always the same – makes of two tables beside each other, made once."""
        found = self._kept.get((a, b))
        if found is None:
            found = self._kept[a, b] = make(self.pair(a, b))
        return cast("T", found)

    def _pair(self, a: int, b: int) -> Pair:
        for numbers in self._ways(a, b):
            pairs = [
                step.pair(here, there)
                for step, here, there in zip(self.steps, numbers, numbers[1:], strict=False)
            ]
            return reduce(composed_pair, pairs)
        right = ", ".join(map(str, self.targets(a))) or "–"
        values = {"ruleset": self.a.id, "number": a, "to": self.b.id}
        raise CatalogError(Fault("product-set-not-led", None, "", str(b), right, values))

    def _ways(self, a: int, b: int) -> list[list[int]]:
        ways = [[a]]
        for step in self.steps:
            ways = [[*way, one] for way in ways for one in step.targets(way[-1])]
        return [way for way in ways if way[-1] == b]

    def relation(
        self, product_set: int, criterion: str, level: str
    ) -> tuple[Lead, Relation] | None:
        """How a level is told in a table: its criterion's first lead, with its relation; None where
        the criterion is lost, or the product set becomes none or several.
        """
        targets = self.targets(product_set)
        if len(targets) != 1:
            return None
        for lead in self.pair(product_set, targets[0]).leads_from(criterion):
            if level in lead.relations:
                return lead, lead.relations[level]
        return None


def crosswalk_of(a: Ruleset | str, b: Ruleset | str, catalog: Catalog | None = None) -> Crosswalk:
    """The crosswalk from one ruleset to another: by their ids within one decision (a ruleset and
    its revisions, amendments and drafts), else by the files beside the rulesets of a catalogue, one
    after the other where none leads there at once.

    CatalogError where nothing leads there, RulesetError where a file's shape is wrong.
    """
    known = catalog or built_in()
    begin = known.ruleset(a) if isinstance(a, str) else a
    end = known.ruleset(b) if isinstance(b, str) else b
    if begin.id == end.id:
        return Crosswalk([Step(begin, end, None)])
    steps, here = list[Step](), begin
    found = way(begin.id, end.id, known)
    for place, step in enumerate(found):
        written = None if isinstance(step, str) else read_once(step)
        name = written.file.to if written is not None else str(step)
        there = end if place == len(found) - 1 else known.ruleset(name)
        steps.append(Step(here, there, written))
        here = there
    return Crosswalk(steps)
