"""Who counts in a council: its sheets in their order, whose enter the result, and all that bars
them from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from ..errors import Faults
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..rules.ruleset import Ruleset
from ..terms import Certifier, Role
from .fitting import fits, is_of_another_product, look_at_rules, names_its_set

__all__ = [
    "Seat",
    "Seats",
    "Sitting",
    "day_of",
    "has_chair",
    "look_at_seats",
    "seats_of",
    "seats_until",
]

_RANKS: Mapping[Role, int] = MappingProxyType(
    {"chair": 0, "member": 1, "council": 2, "advisory": 3, "self": 4}
)
_CHAIR, _MEMBER, _COUNCIL, _ADVISORY = 0, 1, 2, 3


class Sitting(NamedTuple):
    """What a council says of itself: how many are appointed, who may not rate this dossier, the day
    of its decision, its level.
    """

    appointed: int | None
    conflicts: tuple[str, ...]
    decided_on: date | None
    level: Certifier


class Seat(NamedTuple):
    """One sheet, by what it stands in order: the rank of its role, its assessor's id, its round."""

    rank: int
    id: str
    round: int
    sheet: ScoreSheet


class Seats(NamedTuple):
    """The sheets of a council by role (chair, member, council, advisory, self), id and round; where
    in this order the counted ones stand, these themselves, and where the advisory team's stand;
    the `latest` day on which a counted sheet was filled in, None where none says so.

    Of each person the sheet of the highest round counts.
    """

    rows: tuple[Seat, ...]
    sheets: tuple[ScoreSheet, ...]
    counted: tuple[int, ...]
    counting: tuple[ScoreSheet, ...]
    advisory: tuple[int, ...]
    latest: date | None


def seats_of(sheets: Iterable[ScoreSheet], policy: Policy) -> Seats:
    """Who counts among some sheets, in whatever order they are given."""
    ranks, rows = _RANKS, []
    for sheet in sheets:
        assessor = sheet.assessor
        row = (ranks[assessor.role], assessor.id, sheet.round, sheet)
        rows.append(_made(Seat, row))
    rows.sort(key=_place)
    return _seated(tuple(rows), policy)


_place: Callable[[Seat], tuple[int, str, int]] = itemgetter(0, 1, 2)
_made = tuple.__new__  # as in `steps`


def seats_until(seats: Seats, policy: Policy, number: int) -> Seats:
    """Who counts as things stood after a round of marking."""
    return _seated(seats.rows, policy, number)


def _seated(rows: tuple[Seat, ...], policy: Policy, until: int | None = None) -> Seats:
    is_agreed = policy.mean == "agreed"
    counted: dict[str, int] = {}
    advisory: dict[str, int] = {}
    for place, (rank, who, number, _) in enumerate(rows):
        if rank == _COUNCIL if is_agreed else rank < _COUNCIL:
            latest = counted
        elif rank == _ADVISORY:
            latest = advisory
        else:
            continue
        if until is None or number <= until:
            before = latest.get(who)
            if before is None or number > rows[before].round:
                latest[who] = place
    places = tuple(sorted(counted.values()))
    sheets = tuple([row.sheet for row in rows])
    counting = tuple([sheets[place] for place in places])
    filled_in = [sheet.assessed_on for sheet in counting]
    last = max([day for day in filled_in if day is not None], default=None)
    return Seats(rows, sheets, places, counting, tuple(advisory.values()), last)


def day_of(decided_on: date | None, seats: Seats) -> date | None:
    """The day of rating for all sheets: of the decision, else the latest on which a counted sheet
    was filled in, else None.
    """
    return seats.latest if decided_on is None else decided_on


def has_chair(seats: Seats) -> bool:
    """Whether the chair's sheet is among the counted ones."""
    return any(seats.rows[place].rank == _CHAIR for place in seats.counted)


# What bars sheets


def look_at_seats(
    rules: Ruleset,
    dossier: Dossier,
    seats: Seats,
    policy: Policy,
    appointed: int | None,
    conflicts: Collection[str],
    faults: Faults,
) -> list[ScoreSheet]:
    """Name all that bars sheets from a council; those that fit ruleset and product set, so that
    their marks can be looked at.
    """
    id_, number, code = rules.id, dossier.product.product_set, dossier.product.code
    asked = dossier.application.ruleset
    is_here = number in rules.numbers and (asked is None or asked == id_)
    fitting = [
        sheet
        for sheet in seats.sheets
        # Most fit at first sight.
        if (
            is_here
            and sheet.ruleset == id_
            and sheet.product_set == number
            and (code is None or sheet.product_code in (None, code))
        )
        or _fits(rules, dossier, sheet, faults)
    ]
    if dossier.product.code is None:
        _look_at_products(seats, faults)
    _look_for_doubles(seats, faults)
    _look_at_roles(seats, policy, conflicts, faults)
    _look_at_number(seats, policy, appointed, faults)
    return fitting


def _fits(rules: Ruleset, dossier: Dossier, sheet: ScoreSheet, faults: Faults) -> bool:
    if not fits(rules, dossier, sheet):
        look_at_rules(rules, dossier, sheet, faults)
        return False
    if is_of_another_product(dossier, sheet):
        code = dossier.product.code
        faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, code)
    elif sheet.product_set is None and not names_its_set(dossier, sheet):
        right = dossier.product.product_set
        faults.add("sheet-without-set", sheet, (), sheet.assessor.id, right)
    return True


def _look_at_products(seats: Seats, faults: Faults) -> None:
    """Sheets of two products, where the dossier bears no code to compare them with."""
    coded = [sheet for sheet in seats.sheets if sheet.product_code is not None]
    for sheet in coded[1:]:
        first, found = coded[0].product_code, sheet.product_code
        if found != first:
            faults.add("sheets-of-two-products", sheet, ("product_code",), found, first)


def _look_for_doubles(seats: Seats, faults: Faults) -> None:
    """Two sheets of one person in a round: chair and members are one body."""
    if len({row.id for row in seats.rows}) == len(seats.rows):
        return
    places = [(rank or _MEMBER, who, number) for rank, who, number, _ in seats.rows]
    for at, (row, place) in enumerate(zip(seats.rows, places, strict=True)):
        if place in places[:at]:
            who = row.id
            faults.add("sheet-twice", row.sheet, ("assessor", "id"), who, "", round=row.round)


def _look_at_roles(
    seats: Seats, policy: Policy, conflicts: Collection[str], faults: Faults
) -> None:
    role, chair = ("assessor", "role"), seats.rows[0].id if seats.rows else ""
    for rank, who, _, sheet in seats.rows:
        if rank == _CHAIR and who != chair:
            faults.add("two-chairs", sheet, role, who, chair)
        elif rank == _COUNCIL and policy.mean != "agreed":
            faults.add("council-sheet-not-agreed", sheet, role, who, policy.id)
        if who in conflicts and rank <= _COUNCIL:
            faults.add("member-in-conflict", sheet, ("assessor", "id"), who, "")


def _look_at_number(seats: Seats, policy: Policy, appointed: int | None, faults: Faults) -> None:
    """Too few sheets of those that a policy rests on, or too many."""
    count = len(seats.counted)
    if policy.mean == "agreed":
        if count != 1:
            faults.add("one-agreed-sheet", None, (), count, "", policy=policy.id)
    elif not count:
        faults.add("no-counted-sheet", None, (), len(seats.sheets), "")
    if policy.minimums == "advisory" and len(seats.advisory) != 1:
        faults.add("one-advisory-sheet", None, (), len(seats.advisory), "", policy=policy.id)
    if policy.gates == "chair" and not has_chair(seats):
        faults.add("chair-missing", None, (), "", "", policy=policy.id)
    if appointed is None:
        if policy.quorum is not None:
            faults.add("appointed-not-given", None, ("appointed",), "", "", policy=policy.id)
    elif type(appointed) is not int or appointed < 1:
        faults.add("not-a-whole-number", None, ("appointed",), appointed, "7")
    elif count > appointed:
        faults.add("more-than-appointed", None, ("appointed",), count, appointed)
