"""All findings on a result: what a council should look at, the loudest first.

Each module beside this finds one sort; findings are worded when asked for, and never change a
number.
"""

from __future__ import annotations

from ..filing.forms import Dossier, ScoreSheet
from ..rules.ruleset import Ruleset
from .date_findings import date_findings
from .fact_findings import fact_findings
from .finding import Finding
from .ground_findings import ground_findings
from .mark_findings import mark_findings
from .outcome import Outcome
from .paper_findings import paper_findings
from .sheet_findings import sheet_findings

__all__ = ["Finding", "findings_of"]


def findings_of(
    outcome: Outcome, rules: Ruleset, dossier: Dossier, sheet: ScoreSheet
) -> tuple[Finding, ...]:
    """All findings on a result: by severity; of one severity, in printed order, then those on
    papers, facts, dates, and sheet and dossier as a whole.
    """
    found = [
        *mark_findings(outcome),
        *paper_findings(outcome, rules, dossier),
        *ground_findings(outcome),
        *fact_findings(outcome, rules, dossier),
        *date_findings(outcome, rules, dossier, sheet),
        *sheet_findings(rules, dossier, sheet),
    ]
    index, behind = outcome.table.index, len(outcome.table.index)

    def place(found: Finding) -> tuple[int, int]:
        at = behind if found.criterion is None else index[found.criterion]
        return found.rank, at

    return tuple(sorted(found, key=place))
