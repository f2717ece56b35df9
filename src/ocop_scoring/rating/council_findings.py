"""Findings on a council: sheets that are alike, members who choose different cases, gates that are
not carried, a policy against the decision; and once those on the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..errors import CatalogError
from ..text import Lang, Words
from .application_findings import application_findings, result_findings
from .cases import case_of
from .choices import Choice
from .council_numbers import CouncilNumbers
from .date_findings import day_findings, ruleset_findings
from .fact_findings import fact_findings
from .finding import Finding, finding
from .ground_findings import ground_findings
from .outcome import Outcome
from .paper_findings import paper_findings
from .sheet_findings import product_findings
from .words import Named

__all__ = ["council_findings", "identical_sheets"]


def council_findings(numbers: CouncilNumbers) -> tuple[Finding, ...]:
    """All findings on a council's result: by severity; of one severity, in printed order, then
    those on the council itself, papers, facts, dates, the dossier as a whole.

    What contradicts the marks of one sheet is that sheet's: score it.
    """
    found = [*_on_council(numbers), *_on_dossier(numbers)]
    index, behind = numbers.table.index, len(numbers.table.index)

    def place(found: Finding) -> tuple[int, int]:
        at = behind if found.criterion is None else index[found.criterion]
        return found.rank, at

    return tuple(sorted(found, key=place))


def _on_council(numbers: CouncilNumbers) -> Iterator[Finding]:
    yield from _on_policy(numbers)
    for gate, members in numbers.gates_not_carried:
        yield finding("gate-not-carried", gate=Named(gate.id, gate.words), members=members)
    yield from _on_cases(numbers)
    yield from _on_equal_sheets(numbers)


def _on_policy(numbers: CouncilNumbers) -> Iterator[Finding]:
    """Another way to the mean, another rounding or another spread than the decision itself fixes:
    whose sheet shows a minimum, and how many must be present, none says. Of rules that a record
    alone holds, the decision's own policy is not at hand: then nothing is said of it.
    """
    rules, policy = numbers.rules, numbers.rules_of_procedure
    if rules.policy is None:
        return
    try:
        own = rules.council_policy(rules.policy)
    except CatalogError:
        return
    ways = [(p.mean, p.rounding, p.max_spread) for p in (own, policy)]
    if ways[0] != ways[1]:
        decision = rules.decision
        yield finding("policy-against-decision", policy=policy.id, decision=decision, right=own.id)


class _Chosen(NamedTuple):
    """A case, and the members who chose it; plainly the ids of both."""

    case: str
    words: Words
    members: tuple[str, ...]

    def say(self, lang: Lang) -> str:
        """The case with its members."""
        return f"{self.words.say(lang)} ({', '.join(self.members)})"

    def plain(self) -> tuple[object, ...]:
        """The ids of the case and of its members."""
        return (self.case, self.members)


class _Sides(NamedTuple):
    """The cases chosen, told apart by semicolons; plainly each with its members."""

    chosen: tuple[_Chosen, ...]

    def say(self, lang: Lang) -> str:
        """Each case with its members."""
        return "; ".join([side.say(lang) for side in self.chosen])

    def plain(self) -> tuple[object, ...]:
        """Each case with its members, by their ids."""
        return tuple([side.plain() for side in self.chosen])


def _on_cases(numbers: CouncilNumbers) -> Iterator[Finding]:
    """Members who choose different cases of a pair, or of an item alone."""
    ids = [sheet.assessor.id for sheet in numbers.seats.counting]
    first_of: dict[str, str] = {}
    chosen: dict[str, dict[str, list[str]]] = {}
    words: dict[tuple[str, str], Words] = {}
    for member, outcome in zip(ids, numbers.counted, strict=True):
        for choice in outcome.choices.criteria:
            case, criterion = case_of(choice), choice.criterion
            if case is None:
                continue
            pair = criterion.pair or criterion.number
            first_of.setdefault(pair, criterion.number)
            words.setdefault((pair, case), criterion.cases[case].words)
            members = chosen.setdefault(pair, {}).setdefault(case, [])
            members += [] if member in members else [member]
    for pair, sides in chosen.items():
        if len(sides) > 1:
            named = [_Chosen(case, words[pair, case], tuple(sides[case])) for case in sorted(sides)]
            yield finding(
                "cases-differ",
                first_of[pair],
                message="finding.cases-differ.members",
                cases=_Sides(tuple(named)),
            )


def _on_equal_sheets(numbers: CouncilNumbers) -> Iterator[Finding]:
    for members in identical_sheets(numbers):
        yield finding("identical-sheets", members=members)


def identical_sheets(numbers: CouncilNumbers) -> Iterator[tuple[str, ...]]:
    """Members whose marks are all equal: the same levels ticked, however they are written."""
    by_marks: dict[object, list[str]] = {}
    for sheet, outcome in zip(numbers.seats.counting, numbers.counted, strict=True):
        if sheet.marks:
            ticked = tuple([_ticked(choice) for choice in outcome.choices.criteria])
            by_marks.setdefault(ticked, []).append(sheet.assessor.id)
    for members in by_marks.values():
        if len(members) > 1:
            yield tuple(members)


def _ticked(choice: Choice) -> tuple[object, ...]:
    return choice.source, tuple([level.id for level in choice.levels]), choice.marked


def _on_dossier(numbers: CouncilNumbers) -> Iterator[Finding]:
    """What a sheet's result says of the dossier, once: of the levels that any counted sheet ticks,
    the gates that any raises, the council's day and star.
    """
    rules, dossier, day = numbers.rules, numbers.dossier, numbers.day
    outcome = _of_all(numbers)
    yield from paper_findings(outcome, rules, dossier)
    yield from ground_findings(outcome)
    yield from fact_findings(outcome, rules, dossier)
    yield from ruleset_findings(rules, dossier, day)
    yield from day_findings(dossier, day, is_council=True)
    yield from application_findings(rules, dossier)
    yield from result_findings(numbers.star, dossier)
    yield from product_findings(rules, dossier)


def _of_all(numbers: CouncilNumbers) -> Outcome:
    """One outcome with the highest that each criterion gets, and every gate that a sheet raises."""
    first = numbers.counted[0]
    columns = zip(*[outcome.choices.criteria for outcome in numbers.counted], strict=True)
    highest = tuple([max(column, key=_by_points) for column in columns])
    gates = {(r.id, r.source): r for outcome in numbers.counted for r in outcome.gates}
    choices = first.choices._replace(criteria=highest)
    return first._replace(choices=choices, gates=tuple(gates.values()))


def _by_points(choice: Choice) -> tuple[int, list[str]]:
    return choice.points, [level.id for level in choice.levels]
