"""The door of the room: a decision's files become resolved documents behind it.

One door: `assembled(folder)`, and for what all decisions of a folder share
`assembled_vocabulary(folder)`, `assembled_products(folder)` and `assembled_policy(file)`. It brings
the models of all files, so whoever may do without is to open it late.
"""

from __future__ import annotations

from pathlib import Path

from .check import check_ruleset
from .criteria import Criteria
from .decision import assemble_ruleset
from .english import english_of
from .folder import Doc, Folder, amended_product_set_files
from .policies import assembled_policy
from .products import assembled_products
from .tables import assemble_product_set
from .vocabulary import assembled_vocabulary

__all__ = [
    "Assembled",
    "assembled",
    "assembled_policy",
    "assembled_products",
    "assembled_vocabulary",
]


class Assembled:
    """A decision whose shared files are read and checked; its documents are made when asked for.

    `folder` and `criteria` are its files, for who looks for what is no fault (lint).
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.criteria = Criteria(folder)
        self._english: Doc | None = None

    def ruleset(self) -> Doc:
        """The decision, resolved. RulesetError with all faults of the files that tables share."""
        numbers = sorted(amended_product_set_files(self.folder.path))
        return assemble_ruleset(self.folder, self.criteria, numbers)

    def product_set(self, file: Path) -> Doc:
        """The table of a file, resolved. RulesetError with all its faults."""
        return assemble_product_set(self.folder, self.criteria, file)

    def english(self) -> Doc:
        """The English of its levels, by criterion, read once. RulesetError with all faults of its
        files.
        """
        if self._english is None:
            self._english = english_of(self.folder, self.criteria)
        return self._english

    def check(self, products: Doc | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of all tables, and of those that stay unverified. RulesetError with all
        faults of all files; `products` are the everyday names of products.
        """
        return check_ruleset(self.folder, self.criteria, products)


def assembled(folder: Path, vocabulary: Doc) -> Assembled:
    """The decision whose files stand in `folder`. RulesetError with all faults of those that its
    tables share.
    """
    return Assembled(Folder(folder, vocabulary))
