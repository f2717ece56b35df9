"""Findings on grounds of rejection that are known at second hand: what facts or papers say of them
is told, and an assessor decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding, finding
from .outcome import Outcome
from .words import Named

__all__ = ["ground_findings"]


def ground_findings(outcome: Outcome) -> Iterator[Finding]:
    """The grounds that the evidence speaks for and that it doesn't raise, since they are not known
    from the decision itself; none that the sheet raises.
    """
    review, table = outcome.review, outcome.table
    raised = {found.gate.id for found in outcome.gates}
    for asked in table.conditions.gates:
        if asked.is_hearsay and asked.id not in raised and asked.applies(review.true, review.false):
            gate = table.gates[asked.id]
            yield finding("ground-at-second-hand", gate.at, gate=Named(gate.id, gate.words))
