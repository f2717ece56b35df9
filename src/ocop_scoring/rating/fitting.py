"""Whether a dossier and its sheets are of one ruleset, one product set and one product: what
doesn't fit is named with its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import CatalogError, Faults
from ..filing.forms import Dossier, ScoreSheet
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset

__all__ = ["at", "fits", "is_of_another_product", "look_at_rules", "names_its_set", "printed_set"]

Found = TypeVar("Found")


def fits(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> bool:
    """Whether ruleset and product set are the same everywhere. A set that the ruleset lacks is not
    compared: it is refused by name.
    """
    asked, of_sheet = dossier.application.ruleset, sheet.product_set
    number = dossier.product.product_set
    is_of_rules = sheet.ruleset == ruleset.id and (asked is None or asked == ruleset.id)
    return is_of_rules and (of_sheet is None or of_sheet == number or number not in ruleset.numbers)


def look_at_rules(ruleset: Ruleset, dossier: Dossier, sheet: ScoreSheet, faults: Faults) -> None:
    """Name another ruleset or product set. That is said alone – marks and gates of another table
    mean nothing in this one –, but another product code beside another ruleset.
    """
    asked, product = dossier.application.ruleset, dossier.product
    number, of_sheet = product.product_set, sheet.product_set
    if sheet.ruleset != ruleset.id:
        faults.add("other-ruleset", sheet, ("ruleset",), sheet.ruleset, ruleset.id)
    if asked is not None and asked != ruleset.id:
        faults.add("other-ruleset", dossier, ("application", "ruleset"), asked, ruleset.id)
    if of_sheet is not None and of_sheet != number:
        faults.add("other-product-set", sheet, ("product_set",), of_sheet, number)
    elif is_of_another_product(dossier, sheet):
        faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, product.code)


def is_of_another_product(dossier: Dossier, sheet: ScoreSheet) -> bool:
    """Whether both bear a product code, and not the same."""
    code, of_sheet = dossier.product.code, sheet.product_code
    return code is not None and of_sheet is not None and of_sheet != code


def names_its_set(dossier: Dossier, sheet: ScoreSheet) -> bool:
    """Whether a sheet says of which product set it is, by number or by a code that the dossier
    bears too. One that doesn't may have been ticked in another table.
    """
    if sheet.product_set is not None:
        return True
    return sheet.product_code is not None and sheet.product_code == dossier.product.code


def printed_set(ruleset: Ruleset, dossier: Dossier) -> ProductSet:
    """The dossier's product set. CatalogError, with the place in the dossier, where the ruleset
    lacks it.
    """
    number = dossier.product.product_set
    try:
        return ruleset.product_set(number)
    except CatalogError:
        return at(dossier, ("product", "product_set"), lambda: ruleset.product_set(number))


def at(dossier: Dossier, path: tuple[str, ...], found: Callable[[], Found]) -> Found:
    """What `found` gives; its errors of the catalogue with the place in the dossier that led to
    them.
    """
    try:
        return found()
    except CatalogError as error:
        place, joined = dossier.place(path), "/".join(path)
        faults = [fault._replace(place=place, path=joined) for fault in error.faults]
        raise CatalogError(faults) from None
