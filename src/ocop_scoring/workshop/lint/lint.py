"""Lint: what holds together and may still be wrong. What is certain is a fault, and refused where a
ruleset is checked; what is listed here, a person looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...rules.catalog import Catalog
from ...sources.layout import rulesets_in
from .on_bands import on_bands, on_labels
from .on_names import lint_vocabulary, on_readings
from .on_printed import on_arithmetic
from .on_proven import on_proven
from .on_siblings import SAID_OF_SIBLINGS, on_siblings
from .on_tables import on_tables
from .on_texts import on_texts
from .read import ReadRuleset, read_ruleset
from .remark import Remark

__all__ = ["ALL", "QUICK", "Checks", "all_remarks", "lint", "lint_rulesets"]

OfRuleset = Callable[[ReadRuleset], Iterator[Remark]]
OfTable = Callable[[ReadRuleset, int], Iterator[Remark]]
Checks = tuple[tuple[OfRuleset, ...], tuple[OfTable, ...]]

QUICK: Checks = ((on_tables, on_readings, on_texts), ())
"""What `rules check` looks for: what is seen by reading the files."""

OF_RULESET: tuple[OfRuleset, ...] = (
    *QUICK[0],
    on_siblings,
    on_bands,
    on_labels,
    on_arithmetic,
)
"""Checks of a whole ruleset: whatever needs more than one table, or files that tables share."""

OF_TABLE: tuple[OfTable, ...] = (on_proven,)
"""Checks of one table, by the number of its product set; `read.product_set(number)` is the table
as it is rated.
"""

ALL: Checks = (OF_RULESET, OF_TABLE)
"""What `ocop lint` looks for."""


def lint(
    read: ReadRuleset, checks: Checks = QUICK, *, only: int | None = None
) -> tuple[Remark, ...]:
    """What to look at in a ruleset; of an amendment, what stands in files of its own. With `only`,
    what concerns the table of this number.
    """
    return tuple(
        remark
        for remark in all_remarks(read, checks, read.sheets if only is None else (only,))
        if read.is_own(remark.place) and (only is None or read.concerns(remark, only))
    )


def all_remarks(read: ReadRuleset, checks: Checks, numbers: Iterable[int]) -> Iterator[Remark]:
    """What to look at in a ruleset and in these of its tables, wherever it stands: of an amendment
    in files of its base too.
    """
    of_ruleset, of_table = checks
    found = [remark for check in of_ruleset for remark in check(read)]
    for number in numbers:
        found += [remark for check in of_table for remark in check(read, number)]
    return _told_once(found)


def _told_once(found: Iterable[Remark]) -> Iterator[Remark]:
    """The remarks without those that tell of a row what its siblings tell better."""
    remarks = list(found)
    told = {
        (remark.where, str(remark.values["aspect"]))
        for remark in remarks
        if remark.code == "differs-from-siblings"
    }
    for remark in remarks:
        if (remark.where, SAID_OF_SIBLINGS.get(remark.code, "")) not in told:
            yield remark


def lint_rulesets(
    catalog: Catalog, names: Iterable[str], checks: Checks = QUICK, *, only: int | None = None
) -> dict[str, tuple[Remark, ...]]:
    """What to look at in some rulesets, by id; where these are all of the catalogue's folder, under
    an empty id also what is to be said of its vocabulary.

    RulesetError where one doesn't hold together, CatalogError where there is none of that name.
    """
    every = rulesets_in(catalog.folder)
    asked = list(names)
    beside = [name for name in every if any(name.startswith(f"{base}+") for base in asked)]
    read = {name: read_ruleset(catalog, name) for name in dict.fromkeys([*asked, *beside])}
    found = {}
    for name in asked:
        amendments = tuple(r for other, r in read.items() if other.startswith(f"{name}+"))
        found[name] = lint(read[name]._replace(amendments=amendments), checks, only=only)
    is_whole = {*every} <= {*asked} and only is None
    return found | ({"": lint_vocabulary(catalog, read.values())} if is_whole else {})
