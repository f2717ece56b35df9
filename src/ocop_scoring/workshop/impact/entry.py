"""One product of a population, with all that is needed to rate it: a sheet, or a council's."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ...errors import Fault
from ...filing.forms import Dossier, ScoreSheet
from ...filing.policy import Policy
from ...rating.seats import Sitting
from ...terms import CouncilStatus, Status

__all__ = [
    "CouncilOf",
    "Population",
    "PopulationEntry",
    "PopulationKind",
    "PopulationProblem",
    "RecordedResult",
]

PopulationKind = Literal["sheets", "records", "synthetic"]
"""What a population is made of: sheets (files, folders, rounds), sealed records, or drawn ones."""


class CouncilOf(NamedTuple):
    """Under which policy a product's sheets are one council's, and what that says of itself."""

    policy: Policy
    sitting: Sitting


class RecordedResult(NamedTuple):
    """What a sealed record says was decided; its points as the record writes them."""

    status: Status | CouncilStatus
    star: int | None
    points: str | None


class PopulationEntry(NamedTuple):
    """One product of a population.

    `sheets` is one sheet, rated alone, where `council` is None; else all sheets of its council.
    What is not known is None. `origin` is where it came from: a file, or `synthetic`. `decided`
    is what a sealed record says of it.
    """

    name: str
    product_set: int
    sheets: tuple[ScoreSheet, ...]
    origin: str
    producer_kind: str | None = None
    commune: str | None = None
    dossier: Dossier | None = None
    council: CouncilOf | None = None
    decided: RecordedResult | None = None

    @classmethod
    def filed(
        cls,
        dossier: Dossier,
        sheets: tuple[ScoreSheet, ...],
        origin: str,
        *,
        council: CouncilOf | None = None,
        decided: RecordedResult | None = None,
    ) -> PopulationEntry:
        """The product that a dossier is of, by its name, with its sheets."""
        product, kind = dossier.product, dossier.producer.kind
        of = (product.name, product.product_set, sheets, origin, kind, product.commune)
        return cls(*of, dossier, council, decided)


class PopulationProblem(NamedTuple):
    """A file, or a product of one, that a population can't use, and what is wrong with it."""

    file: str
    faults: tuple[Fault, ...]


class Population(NamedTuple):
    """Products to rate twice, in their order, and what can't be used: nothing is passed over in
    silence.
    """

    kind: PopulationKind
    entries: tuple[PopulationEntry, ...]
    problems: tuple[PopulationProblem, ...] = ()
