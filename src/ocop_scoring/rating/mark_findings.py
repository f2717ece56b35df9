"""Findings on marks: where a mark and what facts and papers show contradict each other, and where
the items of a sheet contradict one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..filing.evidence import Ground, Review, Shown, grounds, shown_at
from ..rules.model import Criterion, Level
from .cases import case_of, decided_case, differing
from .choices import Choice, points_of
from .finding import Finding, finding
from .lacking import lacking, lacking_unless
from .outcome import Outcome
from .words import Asked, Facts, Labels, Lacking, Named, Points, with_id

__all__ = ["mark_findings"]


def mark_findings(outcome: Outcome) -> Iterator[Finding]:
    """What contradicts the marks of a sheet, in printed order; then what they contradict among
    themselves.
    """
    for choice in outcome.choices.criteria:
        yield from _on_choice(outcome, choice)
    yield from _on_cases(outcome.choices.criteria)


def _on_choice(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    if choice.source == "mark":
        yield from _on_case(outcome, choice)
        if choice.criterion.evidence != "judged":
            yield from _on_evidence(outcome, choice)
    elif choice.marked and choice.criterion.only_if:
        story = choice.criterion.only_if.criterion
        yield finding(
            "mark-without-condition", choice.number, story=story, points=Points(choice.marked)
        )


def _on_case(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    """The producer's own kind decides for another case than the marked one."""
    case, criterion = case_of(choice), choice.criterion
    decided = decided_case(criterion, outcome.review)
    if case and decided and decided != case:
        yield finding(
            "cases-differ",
            choice.number,
            message="finding.case-of-another-producer",
            case=Named(case, criterion.cases[case].words),
            marked=Labels(choice.levels),
        )


def _on_evidence(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    """What facts and papers say against a mark: another level, a bound, a missing paper. One fault
    is told once: papers that a level lacks are told with what contradicts it.
    """
    review, table = outcome.review, outcome.table
    shown = shown_at(table, review, table.index[choice.number])
    found = list(_on_shown(outcome, choice, shown)) if shown is not None else []
    if not any(entry.code == "mark-above-evidence" for entry in found):
        for level in choice.levels:
            if _is_above_bound(choice, level, review):
                found.append(_against("mark-above-bound", outcome, choice, (level,), ()))
            else:
                found += _on_missing_papers(outcome, choice, level)
                found += _on_unstated_requirements(outcome, choice, level)
    yield from found


def _on_shown(outcome: Outcome, choice: Choice, shown: Shown) -> Iterator[Finding]:
    """A mark on another level than facts show; above a level shown *at least* there may be more."""
    levels = (shown.level,) if shown.level else ()
    points = points_of(levels)
    if choice.points < points:
        code = "mark-below-evidence"
    elif shown.at_least:
        return
    elif choice.points > points:
        code = "mark-above-evidence"
    elif choice.levels and levels and _ids(choice.levels) != _ids(levels):
        code = "mark-beside-evidence"
    else:
        return
    yield _against(code, outcome, choice, choice.levels, levels)


def _ids(levels: tuple[Level, ...]) -> list[str]:
    return [level.id for level in levels]


def _is_above_bound(choice: Choice, level: Level, review: Review) -> bool:
    """Whether what is known rules a ticked level out, or a level that is not among the best still
    possible.
    """
    if level.needs is not None and review.holds(level.needs) is False:
        return True
    is_denied = level.when is not None and review.holds(level.when) is False
    return is_denied and choice.points > _most_possible(choice.criterion, review)


def _most_possible(criterion: Criterion, review: Review) -> int:
    """The most points still possible: of the levels whose condition is not denied."""
    possible = [
        level.points
        for level in criterion.levels
        if level.when is None or review.holds(level.when) is not False
    ]
    return sum(possible) if criterion.mode == "sum" else max(possible, default=0)


def _against(
    code: str,
    outcome: Outcome,
    choice: Choice,
    marked: tuple[Level, ...],
    shown: tuple[Level, ...],
) -> Finding:
    """What is marked, against what facts and papers show, and the papers that it lacks."""
    known = grounds(choice.criterion, outcome.review, outcome.table.product_set.vocabulary)
    message = _WITH_PAPERS.get(code, "")
    lacks = next((k for level in marked for k in _lacks(outcome, level)), None) if message else None
    message = message if lacks else ""
    named = {lack.of for lack in _each(lacks) if isinstance(lack, Ground)} if lacks else set()
    return finding(
        code,
        choice.number,
        message=message,
        marked=Labels(marked),
        points=Points(points_of(marked)),
        shown=Labels(shown),
        shown_points=Points(points_of(shown)),
        lacking=lacks if message else None,
        facts=Facts(tuple([g for g in known if not message or g.of not in named])),
    )


_WITH_PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "mark-above-bound": "finding.mark-above-bound-papers",
        "mark-above-evidence": "finding.mark-above-evidence-papers",
    }
)


def _each(lacks: Lacking) -> list[Ground | Asked]:
    choices = [choice for group in lacks.groups for choice in group]
    return [*lacks.every, *[lack for choice in choices for lack in choice]]


def _on_missing_papers(outcome: Outcome, choice: Choice, level: Level) -> Iterator[Finding]:
    """The papers that a ticked level rests on and that the file lacks, where no alternative without
    them holds.
    """
    for lacks in _lacks(outcome, level):
        yield finding("document-missing", choice.number, lacking=lacks)


def _on_unstated_requirements(outcome: Outcome, choice: Choice, level: Level) -> Iterator[Finding]:
    """The papers that a ticked level rests on and that the file lacks, where a fact that the
    dossier doesn't state may say that none is required. What a gate asks is not asked again.
    """
    review, vocabulary = outcome.review, outcome.table.product_set.vocabulary
    for condition in (level.when, level.needs):
        found = lacking_unless(condition, review, vocabulary) if condition else None
        if found is not None and not set(_asked_by_gates(outcome)).intersection(found[1]):
            lacks, names = found
            facts = tuple(
                [Named(name, with_id(vocabulary.facts[name].title, name)) for name in names]
            )
            yield finding("mark-requirement-unknown", choice.number, lacking=lacks, facts=facts)


def _asked_by_gates(outcome: Outcome) -> Iterator[str]:
    """The facts that gates ask, which may apply or not."""
    review, table = outcome.review, outcome.table
    for gate in table.conditions.gates:
        waived_by = table.gates[gate.id].waived_by
        if waived_by is not None and gate.is_unsure(review.true, review.false):
            yield from [clause.fact for clause in waived_by.clauses()]


def _lacks(outcome: Outcome, level: Level) -> Iterator[Lacking]:
    vocabulary = outcome.table.product_set.vocabulary
    for condition in (level.when, level.needs):
        lacks = lacking(condition, outcome.review, vocabulary) if condition else None
        if lacks is not None:
            yield lacks


def _on_cases(choices: Sequence[Choice]) -> Iterator[Finding]:
    """The items of one pair take different cases."""
    for items in differing(choices):
        named = [f"{choice.number} ({case_of(choice)})" for choice in items]
        yield finding("cases-differ", cases=tuple(named))
