"""A proposal tried: what it says, what differs, what stays reachable, which cases and products it
moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from ...errors import CatalogError, Fault
from ...frozen import Value
from ...rules.catalog import Catalog, built_in
from ...rules.ruleset import Ruleset, home_of
from ...text import Words
from ..diff import Diff
from ..diff.diff import diff
from ..diff.joint import StarChanges
from ..impact.entry import Population
from ..impact.impact import Impact, impact
from ..lint.lint import ALL, Checks, all_remarks
from ..lint.read import ReadRuleset, read_ruleset
from ..lint.remark import Remark
from ..reach.reach import reach
from ..reach.values import Reach
from ..sides import Side, side_of
from .cases import BaseCases, TriedCases
from .told import ToldChange, told_changes

__all__ = ["Base", "Proposed", "TableTried", "Tried", "base_of", "proposed"]


_Key = tuple[str, str, str]


class TableTried(NamedTuple):
    """A table that a proposal changes: what holds for all its sheets before and after, how many
    change star (None where the tables don't offer the same choices), which cases come otherwise.

    `before` or `after` is None where the table stands on one side alone; then no case is tried.
    """

    number: int
    title: Words
    before: Reach | None
    after: Reach | None
    star_changes: StarChanges | None
    cases: TriedCases

    @property
    def lost_stars(self) -> tuple[int, ...]:
        """The stars that sheets could have before and none can have after, highest first."""
        return _only_reached(self.before, self.after)

    @property
    def opened_stars(self) -> tuple[int, ...]:
        """The stars that no sheet could have before and some can have after, highest first."""
        return _only_reached(self.after, self.before)


def _only_reached(one: Reach | None, other: Reach | None) -> tuple[int, ...]:
    if one is None or other is None:
        return ()
    reached = {star.star for star in other.stars if star.reachable}
    return tuple([s.star for s in one.stars if s.reachable and s.star not in reached])


class Tried(NamedTuple):
    """What a proposal does to one population, such as a round, and what that is called."""

    name: str
    impact: Impact


class Proposed(Value):
    """A proposal with all that was tried of it.

    `remarks` are what lint says of it and not of its base; `tables` those that sheets are rated
    otherwise by, in order; `tried` a population each.
    """

    base: Side
    side: Side
    changes: tuple[ToldChange, ...]
    diff: Diff
    remarks: tuple[Remark, ...]
    tables: tuple[TableTried, ...]
    tried: tuple[Tried, ...]

    @property
    def name(self) -> str:
        """The id of the proposal: its folder's name."""
        return self.side.ruleset.id

    @property
    def title(self) -> Words:
        """What the proposal calls itself."""
        return self.side.ruleset.title


def base_of(side: Side, catalog: Catalog | None = None) -> Ruleset:
    """The ruleset that a proposal amends, or the released one of its id. CatalogError where there
    is none.
    """
    rules = side.ruleset
    base = rules.id.rpartition("+")[0] or rules.id
    home = home_of(rules)
    if base != rules.id and isinstance(home, Catalog) and (home.folder / base).is_dir():
        return home.ruleset(base)
    found = (built_in() if catalog is None else catalog).ruleset(base)
    if found.digest == rules.digest and base == rules.id:
        raise CatalogError(Fault("no-proposal", None, "", side.name, f"{base}+…"))
    return found


class Base:
    """What proposals are compared with: a ruleset, its files, what lint says of it, its cases; each
    worked out once, when it is asked for.
    """

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self.read = _read(rules)
        self.cases = BaseCases(rules, _home(rules))
        self._shared: frozenset[_Key] | None = None
        self._of_table: dict[int, frozenset[_Key]] = {}

    def remarks(self, numbers: Iterable[int]) -> frozenset[_Key]:
        """What lint says of it and of these tables, by what makes two remarks one."""
        of_ruleset, of_table = ALL
        if self._shared is None:
            self._shared = self._keys((of_ruleset, ()), ())
        for number in _of(numbers, self.read):
            if number not in self._of_table:
                self._of_table[number] = self._keys(((), of_table), (number,))
        return self._shared.union(*self._of_table.values())

    def _keys(self, checks: Checks, numbers: Iterable[int]) -> frozenset[_Key]:
        found = all_remarks(self.read, checks, numbers)
        return frozenset([_key(one, self.read.name) for one in found])


def proposed(
    folder: str | PathLike[str] | Side,
    populations: Iterable[tuple[str, Population]] = (),
    *,
    base: Base | None = None,
    catalog: Catalog | None = None,
    seed: int = 0,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> Proposed:
    """The proposal in a folder, tried on populations by name: `base` is what it amends, by default
    the ruleset that its name says; proposals that stand side by side share it.

    `said` is told how much is done, of how much. CatalogError where folder or base isn't there,
    RulesetError where files don't hold together.
    """
    side = folder if isinstance(folder, Side) else side_of(Path(folder), catalog)
    tried_on = Base(base_of(side, catalog)) if base is None else base
    rules = tried_on.rules
    found = diff(rules, side, catalog=catalog)
    named = list(populations)
    changed = [table.product_set for table in found.product_sets if not table.is_empty]
    steps = _Steps(len(changed) + len(named) + 1, said)
    read = _read(side.ruleset)
    remarks = _new_remarks(read, tried_on, changed)
    steps.done()
    tables = []
    for number in changed:
        tables.append(_table(found, tried_on.cases, side.ruleset, number))
        steps.done()
    tried = []
    for name, population in named:
        tried.append(Tried(name, impact(rules, side, population, catalog=catalog, seed=seed)))
        steps.done()
    return Proposed(
        found.one,
        side,
        told_changes(read, tried_on.read),
        found,
        remarks,
        tuple(tables),
        tuple(tried),
    )


class _Steps:
    def __init__(self, of: int, said: Callable[[int, int], None]) -> None:
        self._done, self._of, self._said = 0, of, said
        said(0, of)

    def done(self) -> None:
        self._done += 1
        self._said(self._done, self._of)


def _home(rules: Ruleset) -> Catalog:
    home = home_of(rules)
    assert isinstance(home, Catalog)  # a side of a folder, and its base, have files
    return home


def _read(rules: Ruleset) -> ReadRuleset:
    return read_ruleset(_home(rules), rules.id)


def _new_remarks(read: ReadRuleset, base: Base, numbers: Iterable[int]) -> tuple[Remark, ...]:
    """What lint says of a proposal and not of its base."""
    every = list(numbers)
    known = base.remarks(every)
    found = all_remarks(read, ALL, _of(every, read))
    return tuple([one for one in found if _key(one, read.name) not in known])


def _of(numbers: Iterable[int], read: ReadRuleset) -> list[int]:
    return [number for number in numbers if number in read.sheets]


def _key(remark: Remark, ruleset: str) -> _Key:
    """What makes two remarks one, whichever ruleset they are of."""
    said = remark.vi.replace(ruleset, "")
    return remark.code, remark.where.removeprefix(ruleset), said


def _table(found: Diff, base: BaseCases, rules: Ruleset, number: int) -> TableTried:
    of_table = found.product_set(number)
    one, other = of_table.one, of_table.other
    table = other or one
    assert table is not None
    cases = TriedCases(0, ())
    if one is not None and other is not None:
        cases = base.tried(rules, number)
    return TableTried(
        number,
        table.title,
        None if one is None else reach(one),
        None if other is None else reach(other),
        of_table.semantic,
        cases,
    )
