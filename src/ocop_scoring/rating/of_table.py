"""What every result says of the table that it was rated by."""

from __future__ import annotations

from ..rules.product_set import ProductSet
from ..version import ENGINE

__all__ = ["OfTable"]


class OfTable:
    """A result of one product set, `printed`: of one sheet, or of a council's."""

    __slots__ = ()

    @property
    def printed(self) -> ProductSet:
        """The product set that was rated by."""
        raise NotImplementedError  # each kind of result finds it elsewhere

    @property
    def ruleset(self) -> str:
        """The id of the ruleset."""
        return self.printed.ruleset

    @property
    def product_set(self) -> int:
        """The number of the product set."""
        return self.printed.product_set

    @property
    def ruleset_digest(self) -> str:
        """The digest of the product set, with all that its results rest on."""
        return self.printed.digest

    @property
    def engine(self) -> int:
        """The version of what scoring means; raised where equal inputs give another result."""
        return ENGINE

    @property
    def released(self) -> bool | None:
        """Whether the table is as its revision was released; None where no lock is at hand."""
        return self.printed.released
