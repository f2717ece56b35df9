"""The council's result for each product of a round, or what kept it from one."""

from __future__ import annotations

from typing import NamedTuple

from ..assembly.policy import Policy
from ..errors import CatalogError, Fault, OcopError, Place
from ..rating.council import CouncilResult, council
from ..rules.catalog import Catalog
from .folder import Entered, RoundFolder

__all__ = ["ProductRun", "councils_of", "is_decided", "policy_of_round"]


class ProductRun(NamedTuple):
    """What came of one product: its council's result, or what kept it from one."""

    product: Entered
    result: CouncilResult | None
    faults: tuple[Fault, ...]


def is_decided(result: CouncilResult) -> bool:
    """Whether a result stands: nothing is open, no quorum and no other scoring is due."""
    return result.status in ("rated", "rejected")


def policy_of_round(folder: RoundFolder, catalog: Catalog) -> Policy:
    """The policy that a round's form names. CatalogError, with its place there, where there is none
    of that id; PolicyError where it can't be read.
    """
    try:
        return catalog.policy(folder.round.policy)
    except CatalogError as error:
        place = folder.round.place(("policy",))
        raise CatalogError([_placed(fault, place) for fault in error.faults]) from None


def councils_of(folder: RoundFolder, policy: Policy) -> tuple[ProductRun, ...]:
    """The results in the order of the products. One that can't be worked out never stops others."""
    return tuple([_rated(folder, product, policy) for product in folder.products])


def _rated(folder: RoundFolder, product: Entered, policy: Policy) -> ProductRun:
    sheets = [one.sheet for one in folder.sheets[product.name]]
    if not sheets:
        return ProductRun(product, None, ())
    try:
        result = council(
            product.rules,
            product.dossier,
            sheets,
            policy=policy,
            appointed=folder.round.appointed,
            conflicts=product.in_conflict,
            decided_on=folder.round.decided_on,
            level=folder.round.level,
        )
    except OcopError as error:
        form = Place(str(folder.root / product.file), 1, 1)
        level = folder.round.place(("level",))
        places = [level if fault.path == "level" else form for fault in error.faults]
        placed = [_placed(*each) for each in zip(error.faults, places, strict=True)]
        return ProductRun(product, None, tuple(placed))
    return ProductRun(product, result, ())


def _placed(fault: Fault, place: Place | None) -> Fault:
    """A fault that stands in no file, at this place."""
    if fault.place is not None or place is None:
        return fault
    return Fault(fault.code, place, "", fault.found, fault.right, fault.values)
