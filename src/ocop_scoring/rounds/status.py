"""Who has handed in what: the sheets of a round that are there, unfinished, missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from ..assembly.policy import Policy
from ..errors import Faults, OcopError
from ..filing.forms import ScoreSheet
from ..rating.score import score
from ..terms import Role
from .folder import Entered, Problem, Returned, RoundFolder

__all__ = [
    "Expected",
    "Handed",
    "HandedState",
    "ProductStatus",
    "RoundStatus",
    "expected_of",
    "status_of",
]

HandedState = Literal["complete", "open", "missing", "absent", "conflict"]
"""A sheet: whole, with open criteria, not there, not expected, not allowed."""
_BODY: tuple[Role, ...] = ("member", "chair")


class Expected(NamedTuple):
    """Whose sheet a round expects: a member's, or, where the policy rests on one, the council's or
    the advisory team's. `id` names it in lists.
    """

    id: str
    roles: tuple[Role, ...]


class Handed(NamedTuple):
    """What one of them has handed in for a product: the sheet of the highest round. Missing, with a
    round: a workbook of a later round lies there as it was sent out.
    """

    member: str
    state: HandedState
    round: int | None
    open: tuple[str, ...]
    file: str | None


class ProductStatus(NamedTuple):
    """One product: what each has handed in whose sheet is expected, members in the order of
    `round.yaml`.
    """

    product: Entered
    handed: tuple[Handed, ...]

    @property
    def is_ready(self) -> bool:
        """Whether every sheet that is expected is there, and whole."""
        return all(one.state not in ("open", "missing") for one in self.handed)


class RoundStatus(NamedTuple):
    """The whole round: its products, and the files that it can't use."""

    assessors: tuple[Expected, ...]
    products: tuple[ProductStatus, ...]
    problems: tuple[Problem, ...]

    @property
    def expected(self) -> int:
        """How many sheets are expected in all."""
        return sum(self._count(product, "complete", "open", "missing") for product in self.products)

    @property
    def complete(self) -> int:
        """How many are there, and whole."""
        return sum(self._count(product, "complete") for product in self.products)

    @staticmethod
    def _count(product: ProductStatus, *states: HandedState) -> int:
        return sum(one.state in states for one in product.handed)


def expected_of(folder: RoundFolder, policy: Policy) -> tuple[Expected, ...]:
    """Whose sheets a policy needs: every member's, and the advisory team's where it asks for it; or
    the one that a council agrees on.
    """
    if policy.mean == "agreed":
        return (Expected("council", ("council",)),)
    advisory = [Expected("advisory", ("advisory",))] if policy.minimums == "advisory" else []
    members = [Expected(member.id, _BODY) for member in folder.round.members]
    return (*advisory, *members)


def status_of(folder: RoundFolder, policy: Policy) -> RoundStatus:
    """What is there and what is missing, per product and assessor.

    A sheet with marks that its table doesn't have is among the problems, and two of one person in a
    round.
    """
    problems, expected = list(folder.problems), expected_of(folder, policy)
    products = [
        ProductStatus(one, tuple([_handed(folder, one, each, problems) for each in expected]))
        for one in folder.products
    ]
    return RoundStatus(expected, tuple(products), tuple(problems))


def _handed(
    folder: RoundFolder, product: Entered, expected: Expected, problems: list[Problem]
) -> Handed:
    returned = sorted(_of(expected, folder.sheets[product.name]), key=_round)
    _look_for_doubles(returned, problems)
    awaited = max(_of(expected, folder.awaited[product.name]), key=_round, default=None)
    own = returned[-1] if returned else None
    if awaited is not None and (own is None or own.sheet.round < awaited.sheet.round):
        return Handed(expected.id, "missing", awaited.sheet.round, (), awaited.file)
    if own is None:
        return Handed(expected.id, _without_sheet(folder, product, expected.id), None, (), None)
    try:
        left_open = _open_in(product, own.sheet)
    except OcopError as error:
        problems.append(Problem(own.file, error.faults))
        return Handed(expected.id, "missing", own.sheet.round, (), own.file)
    state: HandedState = "open" if left_open else "complete"
    return Handed(expected.id, state, own.sheet.round, left_open, own.file)


def _of(expected: Expected, returned: tuple[Returned, ...]) -> Iterator[Returned]:
    """The sheets of one assessor: a member's by id, the one of a council or team by its role."""
    for one in returned:
        assessor = one.sheet.assessor
        if assessor.role in expected.roles and (
            expected.roles != _BODY or assessor.id == expected.id
        ):
            yield one


def _round(returned: Returned) -> int:
    return returned.sheet.round


def _look_for_doubles(returned: list[Returned], problems: list[Problem]) -> None:
    """Two sheets of one person in a round, in the words of a council that meets them."""
    for first, second in pairwise(returned):
        who = second.sheet.assessor.id
        if _round(first) == _round(second) and first.sheet.assessor.id == who:
            faults = Faults()
            path = ("assessor", "id")
            faults.add("sheet-twice", second.sheet, path, who, "", round=_round(second))
            problems.append(Problem(second.file, faults.found))


def _without_sheet(folder: RoundFolder, product: Entered, member: str) -> HandedState:
    if member in product.in_conflict:
        return "conflict"
    return "absent" if member in folder.round.absent else "missing"


def _open_in(product: Entered, sheet: ScoreSheet) -> tuple[str, ...]:
    """The printed numbers that a sheet leaves open."""
    result = score(product.rules, product.dossier, sheet)
    return tuple([row.number for row in result.criteria if row.source == "none"])
