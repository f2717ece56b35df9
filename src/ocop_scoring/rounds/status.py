"""Who has handed in what: the sheets of a round that are there, unfinished, missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..errors import OcopError
from ..filing.forms import ScoreSheet
from ..filing.round import RoundMember
from ..rating.score import score
from .folder import Entered, Problem, Returned, RoundFolder

__all__ = ["Handed", "HandedState", "ProductStatus", "RoundStatus", "status_of"]

HandedState = Literal["complete", "open", "missing", "absent", "conflict"]
"""A member's sheet: whole, with open criteria, not there, not expected, not allowed."""


class Handed(NamedTuple):
    """What one member has handed in for a product: the sheet of the highest round."""

    member: str
    state: HandedState
    round: int | None
    open: tuple[str, ...]
    file: str | None


class ProductStatus(NamedTuple):
    """One product: what each member has handed in, in the order of `round.yaml`."""

    product: Entered
    handed: tuple[Handed, ...]

    @property
    def is_ready(self) -> bool:
        """Whether every sheet that is expected is there, and whole."""
        return all(one.state not in ("open", "missing") for one in self.handed)


class RoundStatus(NamedTuple):
    """The whole round: its products, and the files that it can't use."""

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


def status_of(folder: RoundFolder) -> RoundStatus:
    """What is there and what is missing, per product and member.

    A sheet with marks that its table doesn't have is among the problems.
    """
    problems = list(folder.problems)
    products = []
    for product in folder.products:
        returned = folder.sheets[product.name]
        handed = [_handed(folder, product, m, returned, problems) for m in folder.round.members]
        products.append(ProductStatus(product, tuple(handed)))
    return RoundStatus(tuple(products), tuple(problems))


def _handed(
    folder: RoundFolder,
    product: Entered,
    member: RoundMember,
    returned: tuple[Returned, ...],
    problems: list[Problem],
) -> Handed:
    own = max(_of(member.id, returned), key=lambda one: one.sheet.round, default=None)
    if own is None:
        return Handed(member.id, _without_sheet(folder, product, member.id), None, (), None)
    try:
        left_open = _open_in(product, own.sheet)
    except OcopError as error:
        problems.append(Problem(own.file, error.faults))
        return Handed(member.id, "missing", own.sheet.round, (), own.file)
    state: HandedState = "open" if left_open else "complete"
    return Handed(member.id, state, own.sheet.round, left_open, own.file)


def _of(member: str, returned: tuple[Returned, ...]) -> Iterator[Returned]:
    for one in returned:
        if one.sheet.assessor.id == member and one.sheet.assessor.role in ("member", "chair"):
            yield one


def _without_sheet(folder: RoundFolder, product: Entered, member: str) -> HandedState:
    if member in product.in_conflict:
        return "conflict"
    return "absent" if member in folder.round.absent else "missing"


def _open_in(product: Entered, sheet: ScoreSheet) -> tuple[str, ...]:
    """The printed numbers that a sheet leaves open."""
    result = score(product.rules, product.dossier, sheet)
    return tuple([row.number for row in result.criteria if row.source == "none"])
