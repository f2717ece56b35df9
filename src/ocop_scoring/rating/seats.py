"""Who counts in a council: its sheets in their order, whose enter the result, and all that bars
them from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..errors import Faults
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..rules.ruleset import Ruleset
from ..terms import Certifier, Role
from .fitting import fits, is_of_another_product, look_at_rules, names_its_set

__all__ = ["Seats", "Sitting", "day_of", "in_order", "look_at_seats", "seats_of"]

_RANKS: Mapping[Role, int] = MappingProxyType(
    {"chair": 0, "member": 1, "council": 2, "advisory": 3, "self": 4}
)
_COUNTING = ("chair", "member")


class Sitting(NamedTuple):
    """What a council says of itself: how many are appointed, who may not rate this dossier, the day
    of its decision, its level.
    """

    appointed: int | None
    conflicts: tuple[str, ...]
    decided_on: date | None
    level: Certifier


class Seats(NamedTuple):
    """The sheets of a council in its order, and where in it the counted ones and the advisory
    team's stand. Of each person the sheet of the highest round counts.
    """

    sheets: tuple[ScoreSheet, ...]
    counted: tuple[int, ...]
    advisory: tuple[int, ...]

    @property
    def counting(self) -> list[ScoreSheet]:
        """The counted sheets."""
        return [self.sheets[place] for place in self.counted]


def in_order(sheets: Iterable[ScoreSheet]) -> tuple[ScoreSheet, ...]:
    """Sheets by role (chair, member, council, advisory, self), id, round."""
    return tuple(sorted(sheets, key=_place_of))


def _place_of(sheet: ScoreSheet) -> tuple[int, str, int]:
    assessor = sheet.assessor
    return _RANKS[assessor.role], assessor.id, sheet.round


def seats_of(sheets: tuple[ScoreSheet, ...], policy: Policy, until: int | None = None) -> Seats:
    """Who counts among sheets in their order; with `until`, as things stood after that round."""
    roles = ("council",) if policy.mean == "agreed" else _COUNTING
    counted = _latest(sheets, roles, until)
    return Seats(sheets, counted, _latest(sheets, ("advisory",), until))


def _latest(
    sheets: tuple[ScoreSheet, ...], roles: tuple[str, ...], until: int | None
) -> tuple[int, ...]:
    """Where the sheets of the highest round of each person in these roles stand."""
    latest: dict[str, int] = {}
    for place, sheet in enumerate(sheets):
        assessor, number = sheet.assessor, sheet.round
        if assessor.role in roles and (until is None or number <= until):
            before = latest.get(assessor.id)
            if before is None or number > sheets[before].round:
                latest[assessor.id] = place
    return tuple(sorted(latest.values()))


def day_of(decided_on: date | None, seats: Seats) -> date | None:
    """The day of rating for all sheets: of the decision, else the latest on which a counted sheet
    was filled in, else None.
    """
    days = [sheet.assessed_on for sheet in seats.counting if sheet.assessed_on is not None]
    return decided_on or max(days, default=None)


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
    fitting = [sheet for sheet in seats.sheets if _fits(rules, dossier, sheet, faults)]
    _look_at_products(dossier, seats, faults)
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
    elif not names_its_set(dossier, sheet):
        right = dossier.product.product_set
        faults.add("sheet-without-set", sheet, (), sheet.assessor.id, right)
    return True


def _look_at_products(dossier: Dossier, seats: Seats, faults: Faults) -> None:
    """Sheets of two products, where the dossier bears no code to compare them with."""
    if dossier.product.code is not None:
        return
    coded = [sheet for sheet in seats.sheets if sheet.product_code is not None]
    for sheet in coded[1:]:
        first, found = coded[0].product_code, sheet.product_code
        if found != first:
            faults.add("sheets-of-two-products", sheet, ("product_code",), found, first)


def _look_for_doubles(seats: Seats, faults: Faults) -> None:
    """Two sheets of one person in a round: chairs and members are one body."""
    seen = set()
    for sheet in seats.sheets:
        assessor = sheet.assessor
        body = "member" if assessor.role in _COUNTING else assessor.role
        who = body, assessor.id, sheet.round
        if who in seen:
            path, found = ("assessor", "id"), assessor.id
            faults.add("sheet-twice", sheet, path, found, "", round=sheet.round)
        seen.add(who)


def _look_at_roles(
    seats: Seats, policy: Policy, conflicts: Collection[str], faults: Faults
) -> None:
    people = [sheet.assessor for sheet in seats.sheets]
    chairs = [person.id for person in people if person.role == "chair"]
    for sheet in seats.sheets:
        assessor = sheet.assessor
        if assessor.role == "chair" and assessor.id != chairs[0]:
            faults.add("two-chairs", sheet, ("assessor", "role"), assessor.id, chairs[0])
        if assessor.role == "council" and policy.mean != "agreed":
            path, found = ("assessor", "role"), assessor.id
            faults.add("council-sheet-not-agreed", sheet, path, found, policy.id)
        if assessor.id in conflicts and assessor.role in (*_COUNTING, "council"):
            faults.add("member-in-conflict", sheet, ("assessor", "id"), assessor.id, "")


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
    if policy.gates == "chair" and not any(s.assessor.role == "chair" for s in seats.counting):
        faults.add("chair-missing", None, (), "", "", policy=policy.id)
    if appointed is None:
        if policy.quorum is not None:
            faults.add("appointed-not-given", None, ("appointed",), "", "", policy=policy.id)
    elif type(appointed) is not int or appointed < 1:
        faults.add("not-a-whole-number", None, ("appointed",), appointed, "7")
    elif count > appointed:
        faults.add("more-than-appointed", None, ("appointed",), count, appointed)
