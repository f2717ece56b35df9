"""The council's result for each product of a round, or what kept it from one."""

from __future__ import annotations

from typing import NamedTuple

from ..assembly.policy import Policy
from ..errors import Fault, OcopError
from ..rating.council import CouncilResult, council
from .folder import Entered, RoundFolder

__all__ = ["ProductRun", "councils_of"]


class ProductRun(NamedTuple):
    """What came of one product: its council's result, or what kept it from one."""

    product: Entered
    result: CouncilResult | None
    faults: tuple[Fault, ...]


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
        return ProductRun(product, None, error.faults)
    return ProductRun(product, result, ())
