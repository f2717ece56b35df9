"""What a condition lacks that is denied: papers, with all the alternatives in which they stand."""

from __future__ import annotations

from itertools import product

from ..filing.evidence import Ground, Review, of_papers
from ..rules.vocabulary import Clause, Condition, Vocabulary
from .words import Asked, Lacking

__all__ = ["lacking", "lacking_unless"]

Lack = Ground | Asked


def lacking(condition: Condition, review: Review, vocabulary: Vocabulary) -> Lacking | None:
    """The papers that a denied condition lacks, in every alternative that no fact denies; None
    where it isn't denied, or papers alone can't mend it.

    A fact that an alternative leaves open stands beside its papers: it would answer too.
    """
    if review.valid is None or review.holds(condition) is not False:
        return None
    choices = [
        tuple(_lacks(alternative, review, vocabulary))
        for alternative in condition.alternatives
        if not any(_is_denied_fact(clause, review) for clause in alternative)
    ]
    # What lacks more than another way needs not be told.
    choices = [choice for choice in choices if not any({*o} < {*choice} for o in choices)]
    if not choices:
        return None
    every = tuple([lack for lack in choices[0] if all(lack in choice for choice in choices)])
    left = [tuple([lack for lack in choice if lack not in every]) for choice in choices]
    return Lacking(every, _groups(list(dict.fromkeys(left))))


def lacking_unless(
    condition: Condition, review: Review, vocabulary: Vocabulary
) -> tuple[Lacking, tuple[str, ...]] | None:
    """The papers that an open condition lacks, unless facts that nobody states say otherwise, and
    these facts; None where it isn't open, or papers alone wouldn't answer it.
    """
    if review.valid is None or review.holds(condition) is not None:
        return None
    states = [[review.clause_holds(c) for c in every] for every in condition.alternatives]
    by_papers = [
        every
        for every, state in zip(condition.alternatives, states, strict=True)
        if all(c.document or holds for c, holds in zip(every, state, strict=True))
    ]
    lacks = lacking(Condition(tuple(by_papers)), review, vocabulary)
    if lacks is None:
        return None
    unstated = {
        c.fact: None
        for every, state in zip(condition.alternatives, states, strict=True)
        if False not in state
        for c, holds in zip(every, state, strict=True)
        if holds is None
    }
    return lacks, tuple(unstated)


def _groups(choices: list[tuple[Lack, ...]]) -> tuple[tuple[tuple[Lack, ...], ...], ...]:
    """Choices told apart where they can be made one by one: of four papers and two others, one of
    each, is two groups rather than eight pairs.
    """
    groups: list[list[tuple[Lack, ...]]] = []
    for unit in _units(choices):
        # Of one group no choice has two.
        apart = [g for g in groups if not any(_has(c, unit) and _has_any(c, g) for c in choices)]
        if apart:
            apart[0].append(unit)
        else:
            groups.append([unit])
    made = {frozenset(lack for unit in picked for lack in unit) for picked in product(*groups)}
    if made != set(map(frozenset, choices)):
        return (tuple(choices),)
    return tuple(map(tuple, groups))


def _units(choices: list[tuple[Lack, ...]]) -> list[tuple[Lack, ...]]:
    """What stands together in every choice that has any of it."""
    found: dict[tuple[bool, ...], list[Lack]] = {}
    for lack in dict.fromkeys([lack for choice in choices for lack in choice]):
        found.setdefault(tuple([lack in choice for choice in choices]), []).append(lack)
    return list(map(tuple, found.values()))


def _has(choice: tuple[Lack, ...], unit: tuple[Lack, ...]) -> bool:
    return unit[0] in choice


def _has_any(choice: tuple[Lack, ...], group: list[tuple[Lack, ...]]) -> bool:
    return any(_has(choice, unit) for unit in group)


def _is_denied_fact(clause: Clause, review: Review) -> bool:
    return clause.document is None and review.clause_holds(clause) is False


def _lacks(alternative: tuple[Clause, ...], review: Review, vocabulary: Vocabulary) -> list[Lack]:
    found: list[Lack] = []
    for clause in alternative:
        holds = review.clause_holds(clause)
        if clause.document is not None and holds is False:
            found.append(of_papers(vocabulary.documents[clause.document], review))
        elif holds is None:
            found.append(Asked(vocabulary.facts[clause.fact], clause.wanted))
    return found
