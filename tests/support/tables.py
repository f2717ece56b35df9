"""Every table of every decision that is built in, and the small invented one."""

from __future__ import annotations

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from support.folders import INVENTED

__all__ = ["MINI", "every_table", "rules_of"]

MINI = INVENTED.ruleset("mini-2030")


def every_table() -> list[ProductSet]:
    """The small table first, then those of every decision by number."""
    tables = [MINI.product_set(1)]
    for rules in ocop.rulesets():
        tables += [rules.product_set(number) for number in rules.numbers]
    return tables


def rules_of(table: ProductSet) -> ocop.Ruleset:
    """The ruleset that a table is of."""
    return MINI if table.ruleset == MINI.id else ocop.ruleset(table.ruleset)
