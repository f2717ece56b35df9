"""Whether a crosswalk is whole: every level of the one decision leads somewhere or is said to lead
nowhere, whatever is named is there, and what nothing leads to is named as new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...assembly.crosswalk import Leading
from ...errors import CatalogError, Faults, RulesetError
from ...rules.catalog import Catalog, built_in
from ...rules.model import Criterion
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ...text import listed, near
from .pair import Pair, pair_by_file
from .read import Written, crosswalks_in, written
from .relation import choices_of

__all__ = ["check_crosswalk", "check_crosswalks"]

Tables = Mapping[str, Sequence[Criterion]]
"""The criteria of a decision by id, as the tables have them."""


def check_crosswalks(catalog: Catalog) -> tuple[str, ...]:
    """All crosswalks beside the rulesets of a catalogue are whole: their names. RulesetError with
    all that is wrong with them.
    """
    faults, names = Faults(), list[str]()
    for path in crosswalks_in(catalog.folder):
        try:
            check_crosswalk(written(path), catalog)
            names.append(path.stem)
        except RulesetError as error:
            faults.take(error.faults)
    faults.raise_any(RulesetError)
    return tuple(names)


def check_crosswalk(crosswalk: Written, catalog: Catalog) -> None:
    """A crosswalk is whole. RulesetError with all that is wrong with it."""
    faults = Faults()
    rulesets = [
        _ruleset(name, key, crosswalk, catalog, faults)
        for key, name in (("from", crosswalk.file.from_), ("to", crosswalk.file.to))
    ]
    a, b = rulesets
    if a is not None and b is not None:
        _Check(crosswalk, a, b, _amendments(a, catalog), faults).all()
    faults.raise_any(RulesetError)


def _ruleset(
    name: str, key: str, crosswalk: Written, catalog: Catalog, faults: Faults
) -> Ruleset | None:
    try:
        return (catalog if name in catalog.ids() else built_in()).ruleset(name)
    except CatalogError as error:
        place = crosswalk.source.place((key,))
        faults.take(fault._replace(place=place, path=key) for fault in error.faults)
        return None


def _amendments(a: Ruleset, catalog: Catalog) -> tuple[Ruleset, ...]:
    """The amendments of a ruleset that stand beside it: their tables are read by its crosswalk."""
    return tuple(catalog.ruleset(name) for name in catalog.ids() if name.startswith(f"{a.id}+"))


class _Check(NamedTuple):
    """One crosswalk with its two rulesets, the amendments of the first, and where its faults are
    collected.
    """

    crosswalk: Written
    a: Ruleset
    b: Ruleset
    amendments: tuple[Ruleset, ...]
    faults: Faults

    def all(self) -> None:
        """Look at everything."""
        self.product_sets()
        ours, theirs = _criteria_of(self.a, *self.amendments), _criteria_of(self.b)
        for name in self.crosswalk.file.criteria:
            self.criterion(name, ours, theirs)
        self.new(theirs)
        self.relations()

    def add(
        self, code: str, path: Sequence[str | int], found: object, right: object, **values: object
    ) -> None:
        """A fault at a key of the file, or at what stands there in a list."""
        is_key = not path or not isinstance(path[-1], int)
        self.faults.add(code, self.crosswalk.source, path, found, right, key=is_key, **values)

    def product_sets(self) -> None:
        """Every product set of both is named, and no other."""
        file, ours, theirs = self.crosswalk.file, self.a.numbers, self.b.numbers
        led = {one for number in file.product_sets for one in file.targets(number)}
        for number in file.product_sets:
            path = ("product_sets", str(number))
            if number not in ours:
                self._no_set(path, number, self.a)
            for one in file.targets(number):
                if one not in theirs:
                    self._no_set(path, one, self.b)
        for number in file.new_product_sets:
            path = ("new_product_sets", str(number))
            if number not in theirs:
                self._no_set(path, number, self.b)
            elif number in led:
                self.add("crosswalk-not-new", path, number, "", ruleset=self.b.id)
        self._open_sets("product_sets", set(ours) - file.product_sets.keys(), self.a)
        self._open_sets(
            "new_product_sets", set(theirs) - led - file.new_product_sets.keys(), self.b
        )

    def _no_set(self, path: Sequence[str | int], number: int, ruleset: Ruleset) -> None:
        right = f"{ruleset.numbers[0]}–{ruleset.numbers[-1]}"
        self.add("set-not-here", path, number, right, ruleset=ruleset.id)

    def _open_sets(self, key: str, numbers: Iterable[int], ruleset: Ruleset) -> None:
        path = (key,) if key in self.crosswalk.source.root else ()
        for number in sorted(numbers):
            self.add("crosswalk-open", path, number, key, habit="set", ruleset=ruleset.id)

    def criterion(self, name: str, ours: Tables, theirs: Tables) -> None:
        """What is said of one criterion names what is there."""
        file, path = self.crosswalk.file, ("criteria", name)
        if name not in ours:
            right = near(name, ours) or "–"
            self.add("unknown-criterion-id", path, name, right)
            return
        is_list = not isinstance(file.criteria[name], Leading)
        for place, leading in enumerate(file.leadings(name)):
            at = (*path, place) if is_list else path
            self._leading(name, leading, at, ours, theirs)

    def _leading(
        self,
        name: str,
        leading: Leading,
        path: tuple[str | int, ...],
        ours: Tables,
        theirs: Tables,
    ) -> None:
        for place, number in enumerate(leading.in_ or ()):
            if number not in self.a.numbers:
                self._no_set((*path, "in", place), number, self.a)
        if leading.none is not None:
            return
        to = leading.to or name
        if to not in theirs:
            at = (*path, "to") if leading.to else path
            self.add("unknown-criterion-id", at, to, near(to, theirs) or "–")
            return
        begin = {level for one in ours[name] for level in choices_of(one)}
        end = {level for one in theirs[to] for level in choices_of(one)}
        for level, relation in leading.levels.items():
            at = (*path, "levels", level)
            if level not in begin:
                self._no_level(at, level, name, begin)
            for led in relation.led:
                if led not in end:
                    self._no_level(at, led, to, end)

    def _no_level(
        self, path: Sequence[str | int], level: str, criterion: str, known: Iterable[str]
    ) -> None:
        right = listed(sorted(known))
        self.add("unknown-level", path, level, right, number=criterion)

    def new(self, theirs: Tables) -> None:
        """What is named as new is there."""
        for name in self.crosswalk.file.new:
            if name not in theirs:
                right = near(name, theirs) or "–"
                self.add("unknown-criterion-id", ("new", name), name, right)

    def relations(self) -> None:
        """Every level leads somewhere, every criterion is led to or new."""
        left: dict[tuple[str, ...], list[int]] = {}
        new: set[str] = set()
        for pair in self._pairs():
            new |= pair.new.keys()
            for key in _left_open(pair):
                left.setdefault(key, []).append(pair.a.product_set)
        for (habit, *steps), numbers in left.items():
            path = self._path_of(habit, steps)
            sets = ", ".join(map(str, dict.fromkeys(numbers)))
            found = "/".join(steps)
            self.add("crosswalk-open", path, found, "", habit=habit, ruleset=self.a.id, sets=sets)
        known = {criterion.id for pair in self._pairs() for criterion in pair.b.criteria}
        for name in self.crosswalk.file.new:
            if name in known and name not in new:
                self.add("crosswalk-not-new", ("new", name), name, "", ruleset=self.b.id)

    def _path_of(self, habit: str, steps: Sequence[str]) -> tuple[str, ...]:
        """Where a missing relation would stand, as far as the file has that place."""
        file = self.crosswalk.file
        if habit == "new":
            return ("new",) if file.new else ()
        return ("criteria", steps[0]) if steps[0] in file.criteria else ("criteria",)

    def _pairs(self) -> Iterator[Pair]:
        file = self.crosswalk.file
        for number in file.product_sets:
            for ours in self._tables(number):
                for one in file.targets(number):
                    if one in self.b.numbers:
                        yield pair_by_file(ours, self.b.product_set(one), file)

    def _tables(self, number: int) -> Iterator[ProductSet]:
        """The table of the first decision, and those that amendments put in its place."""
        if number in self.a.numbers:
            yield self.a.product_set(number)
            ours = self.a.product_set(number).criteria
            for one in self.amendments:
                if number in one.numbers and one.product_set(number).criteria != ours:
                    yield one.product_set(number)


def _left_open(pair: Pair) -> Iterator[tuple[str, ...]]:
    """What nothing is said of in two tables: the kind of it, and its ids."""
    for lead in pair.leads:
        for level, relation in lead.relations.items():
            if relation.kind == "open":
                yield ("level", lead.criterion, f"{level} → {lead.to}")
    for lost in pair.lost:
        if lost.why is None:
            yield ("criterion", lost.criterion)
    for name, why in pair.new.items():
        if why is None:
            yield ("new", name)


def _criteria_of(*rulesets: Ruleset) -> dict[str, list[Criterion]]:
    found: dict[str, list[Criterion]] = {}
    for ruleset in rulesets:
        for number in ruleset.numbers:
            for criterion in ruleset.product_set(number).criteria:
                found.setdefault(criterion.id, []).append(criterion)
    return found
