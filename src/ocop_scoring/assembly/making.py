"""What the steps that make one product set share: its files, what they found, what it cites."""

from __future__ import annotations

from pathlib import Path

from ..errors import Faults
from ..sources.places import Source
from . import files
from .conditions import Conditions
from .criteria import Criteria
from .folder import Folder

__all__ = ["Making"]


class Making:
    """A product set on its way from its file to a resolved document.

    `errata` are its misprints, each with its position in the file of errata and its address;
    `cited` the readings that it rests on; `unverified` says that print doesn't add up.
    """

    def __init__(
        self,
        folder: Folder,
        criteria: Criteria,
        source: Source,
        shape: files.ProductSetFile,
        path: Path,
    ) -> None:
        self.folder, self.criteria, self.source, self.shape = folder, criteria, source, shape
        self.faults = Faults()
        self.errata = list(folder.errata_of(shape.number, path))
        self.cited: set[str] = set()
        self.conditions = Conditions(folder.vocabulary, self.faults)
        self.unverified = False

    def is_unresolved(self, address: str) -> bool:
        """Whether print is known to be wrong at an address, and nobody knows what is right."""
        return any(
            at == address and erratum.confidence == "unresolved" for _, at, erratum in self.errata
        )
