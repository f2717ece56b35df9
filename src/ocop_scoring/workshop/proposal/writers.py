"""Proposals that were tried, as `ocop-proposal/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .proposed import Proposed, TableTried, Tried
from .told import ToldChange

__all__ = ["built_json"]


def built_json(proposals: Sequence[Proposed], files: Sequence[str]) -> dict[str, Any]:
    """What `ocop proposal build --json` prints."""
    return {
        "format": "ocop-proposal/1",
        "proposals": [_proposal(one) for one in proposals],
        "files": list(files),
    }


def _proposal(of: Proposed) -> dict[str, Any]:
    return {
        "ruleset": of.name,
        "ruleset_digest": of.side.ruleset.digest,
        "base": of.base.ruleset.id,
        "changes": [_change(one) for one in of.changes],
        "new_remarks": len(of.remarks),
        "tables": [_table(one) for one in of.tables],
        "populations": [_population(one) for one in of.tried],
    }


def _change(of: ToldChange) -> dict[str, Any]:
    return {
        "address": of.address,
        "article": of.article,
        "was": of.was,
        "now": of.now,
        "at": of.at,
    }


def _table(of: TableTried) -> dict[str, Any]:
    return {
        "product_set": of.number,
        "lost_stars": list(of.lost_stars),
        "cases": of.cases.tried,
        "cases_moved": len(of.cases.moved),
    }


def _population(of: Tried) -> dict[str, Any]:
    counts = of.impact.counts
    return {
        "name": of.name,
        "kind": of.impact.kind,
        "products": counts.products,
        "winners": counts.winners,
        "losers": counts.losers,
        "open": counts.open,
    }
