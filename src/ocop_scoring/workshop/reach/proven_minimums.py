"""What holds for every sheet of a table of its minimums: those that can't be met, that ask for less
than a lower star does, that bind one case alone, that other rules imply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ...filing.marks import Mark
from ...frozen import FrozenDict
from ...rating.choices import Unmet
from ...rating.table import Asked, Item
from ...text import Words, say_both
from .choosable import Option
from .families import Best, Families, Together, having

__all__ = ["Proven", "proven_minimums"]


class Proven(NamedTuple):
    """Something that is proven against a table: what, of which criterion and level, the words of
    its sentence, and the marks of a sheet that shows it.
    """

    code: str
    number: str | None
    level: str | None
    values: Mapping[str, object]
    witness: Mapping[str, Mark] | None = None


def proven_minimums(families: Families) -> Iterator[Proven]:
    """All that is proven against a table's minimums, in printed order within each kind."""
    items = families.space.table.items
    for place, item in enumerate(items):
        yield from _unmeetable(families, place, item)
    for place, item in enumerate(items):
        yield from _out_of_order(families, place, item)
    for place, item in enumerate(items):
        yield from _in_one_case(families, place, item)
    yield from _implied(families)


def _proven(
    code: str, item: Item, asked: Asked, best: Best | None = None, **values: object
) -> Proven:
    said = {"star": asked.star, "points": asked.level.points} | values
    if best is not None:
        said |= {"total": best.total, "reached": best.star}
    number, level = item.criterion.number, asked.level.id
    return Proven(code, number, level, FrozenDict(said), best and best.marks)


def _loses(option: Option, star: int) -> bool:
    return option.lost is not None and option.lost <= star


def _misses(option: Option, asked: Asked) -> bool:
    return any(unmet.needs == asked.level.id for unmet in option.choice.unmet)


# What can't be met


def _unmeetable(families: Families, place: int, item: Item) -> Iterator[Proven]:
    """The lowest star whose minimums, with those of lower stars, no choice of a criterion meets; of
    one with two cases, no choice of a case.
    """
    cases = item.criterion.cases
    for case in cases or (None,):
        own = [
            option
            for option in families.space.options[place]
            if option.levels and option.levels[0].case == case
        ]
        for asked in item.minimums:
            if own and all(_loses(option, asked.star) for option in own):
                best = families.most(having(place, own))
                of = say_both("lint.proven.any-level")
                if case is not None:
                    of = say_both("lint.proven.any-level-of-case", case=cases[case].words)
                yield _proven("minimum-unmeetable", item, asked, best, of=of)
                break


# What is asked for in the wrong place


def _out_of_order(families: Families, place: int, item: Item) -> Iterator[Proven]:
    """Minimums that whoever meets a lower star's minimum of the same criterion meets too."""
    options = families.space.options[place]
    for asked in item.minimums:
        lower = _implying(options, asked, _others(item, asked, asked.star - 1))
        if lower is not None:
            own = [o for o in options if _misses(o, lower) and not _misses(o, asked)]
            best = families.most(having(place, own))
            values = {"lower_star": lower.star, "lower": lower.level.id}
            values |= {"lower_points": lower.level.points}
            yield _proven("minimums-out-of-order", item, asked, best, **values)


def _implying(options: Iterable[Option], asked: Asked, others: Iterable[Asked]) -> Asked | None:
    """The first of some other minimums of a criterion that nobody meets without meeting this one;
    None where every level meets this one anyway.
    """
    missing = [option for option in options if _misses(option, asked)]
    if not missing:
        return None
    return next((o for o in others if all(_misses(option, o) for option in missing)), None)


def _others(item: Item, asked: Asked, star: int, *, same_case: bool = True) -> list[Asked]:
    """A criterion's other minimums up to a star, of the same case, or of another one."""
    return [
        other
        for other in item.minimums
        if other is not asked
        and other.star <= star
        and (other.level.case == asked.level.case) is same_case
    ]


def _in_one_case(families: Families, place: int, item: Item) -> Iterator[Proven]:
    """The lowest star that asks for more than the lowest level in one case, and for no more than
    that in another one.
    """
    options = families.space.options[place]
    lowest = {case: _lowest(options, case) for case in item.criterion.cases}
    for case, own in lowest.items():
        for asked in item.minimums:
            asking = lowest.get(asked.level.case or "")
            if asking and own and _loses(asking, asked.star) and not _loses(own, asked.star):
                best = families.most(having(place, [own]))
                cases = item.criterion.cases
                words, other = cases[asked.level.case or ""].words, cases[case].words
                values = {"case": words, "other": other, "has": own.levels[0].id}
                yield _proven("minimum-in-one-case", item, asked, best, **values)
                break


def _lowest(options: Iterable[Option], case: str) -> Option | None:
    """A case's level with the fewest points."""
    own = [option for option in options if option.levels and option.levels[0].case == case]
    return min(own, key=lambda option: option.points, default=None)


# What other rules imply


def _implied(families: Families) -> Iterator[Proven]:
    """Minimums without which no sheet's star would be another one.

    Such a minimum is missed by no sheet that reaches its star's points and meets all other
    minimums of this star and of lower ones. Of a star that no sheet reaches nothing is said.
    """
    table = families.space.table
    for place, item in enumerate(table.items):
        for asked in item.minimums:
            least = families.points_for(asked.star)
            if least is None or not _is_reached(families, asked.star, least):
                continue
            best = families.most(_lacking(place, asked))
            if best is None or best.total < least:
                because = _because(families, place, item, asked, least)
                if because is not None:
                    yield _proven("minimum-implied", item, asked, best, because=because)


def _is_reached(families: Families, star: int, least: int) -> bool:
    """Whether some sheet has this star or a higher one."""
    best = families.most(lambda way: way.meets(star))
    return best is not None and best.total >= least


def _lacking(place: int, asked: Asked) -> Callable[[Together], bool]:
    """Whether a family meets all minimums up to a star but this one, which it misses."""

    def holds(way: Together) -> bool:
        lost = [u for u in way.missed if u.star <= asked.star]
        if place not in way.places:
            return not lost
        return len(lost) == 1 and lost[0].needs_level is asked.level

    return holds


def _because(families: Families, place: int, item: Item, asked: Asked, least: int) -> Words | None:
    """What implies a minimum; None where that is a lower star's minimum of the same criterion, or
    one on the lowest level of another case: where no level is reached both are missed.
    """
    options = families.space.options[place]
    by = _implying(options, asked, _others(item, asked, asked.star))
    if by is not None and by.star < asked.star:
        return None
    if _implying(options, asked, _others(item, asked, asked.star, same_case=False)):
        return None
    if by is not None:
        return _by_minimums(by.star, f"{item.criterion.number}/{by.level.id}")
    family = next(family for family in families.all if place in family.places)
    missing = [way for way in family.ways if _is_missed(way, place, asked)]
    if not missing:
        return say_both("lint.proven.by-every-level")
    found = _missed_by_all(missing, asked)
    if found is not None:
        return _by_minimums(found.star, f"{found.criterion}/{found.needs}")
    best = families.most(lambda way: place not in way.places or _is_missed(way, place, asked))
    most = best.total if best else 0
    if most < least:
        return say_both("lint.proven.by-points", least=least, most=most)
    return say_both("lint.proven.by-points-and-minimums", least=least)


def _by_minimums(star: int, minimum: str) -> Words:
    return say_both("lint.proven.by-minimum", star=star, minimum=minimum)


def _is_missed(way: Together, place: int, asked: Asked) -> bool:
    return _misses(way.options[way.places.index(place)], asked)


def _missed_by_all(ways: Iterable[Together], asked: Asked) -> Unmet | None:
    """Another minimum, up to the same star, that all these ways miss: the first there is."""
    first, *others = ways
    for unmet in first.missed:
        level = unmet.needs_level
        if (
            unmet.star <= asked.star
            and level is not asked.level
            and all(any(u.needs_level is level for u in way.missed) for way in others)
        ):
            return unmet
    return None
