"""Findings on what a dossier states: what contradicts itself, what no paper on file shows, what no
rule asks for any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..filing.evidence import Ground, Review, of_papers
from ..filing.forms import Dossier
from ..rules.model import Level
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Clause, Contradiction, FactValue, Vocabulary
from .finding import Finding, finding
from .outcome import Outcome
from .words import Facts, Lacking, Named, Several

__all__ = ["fact_findings"]


def fact_findings(outcome: Outcome, rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """What is to be said of the facts that a dossier states."""
    yield from _on_contradictions(outcome)
    if outcome.review.valid is not None:
        yield from _on_statements(outcome, rules.vocabulary)
    yield from _on_retired(outcome, rules.vocabulary, dossier)


# What contradicts itself


def _on_contradictions(outcome: Outcome) -> Iterator[Finding]:
    """One finding for all contradictions that share a fact: most often that fact alone is wrong."""
    vocabulary, found = outcome.table.product_set.vocabulary, outcome.review.contradictions
    left = [entry for entry in vocabulary.contradictions if entry.id in found]
    while left:
        together = _together(left)
        left = [entry for entry in left if entry not in together]
        names = dict.fromkeys([name for entry in together for name in _facts_of(entry)])
        yield finding(
            "facts-contradict",
            contradictions=Several(tuple([Named(entry.id, entry.words) for entry in together])),
            facts=tuple([Named(name, vocabulary.facts[name].title) for name in names]),
        )


def _together(entries: list[Contradiction]) -> list[Contradiction]:
    """The first contradiction, and all that are linked with it by facts that they share."""
    found, facts = [entries[0]], set(_facts_of(entries[0]))
    for _ in entries:
        more = [e for e in entries if e not in found and facts & {*_facts_of(e)}]
        found += more
        facts.update([name for entry in more for name in _facts_of(entry)])
    return found


def _facts_of(entry: Contradiction) -> list[str]:
    return [clause.fact for clause in entry.condition.clauses() if clause.document is None]


# What no paper on file shows


def _on_statements(outcome: Outcome, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Levels that rest on what the producer states, where papers would show it and none of them
    counts: one finding for the same papers, with all items that they would show.
    """
    review = outcome.review
    stated: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for choice in outcome.choices.criteria:
        for name in _unshown(choice.levels, review, vocabulary):
            facts = stated.setdefault(vocabulary.facts[name].shown_by, {})
            facts.setdefault(name, []).append(choice.number)
    for kinds, facts in stated.items():
        numbers = tuple(dict.fromkeys([at for found in facts.values() for at in found]))
        grounds = [Ground(vocabulary.facts[name], review.facts[name]) for name in facts]
        yield finding(
            "stated-without-paper",
            numbers[0] if len(numbers) == 1 else None,
            criteria=numbers,
            facts=Facts(tuple(grounds)),
            lacking=_papers(kinds, review, vocabulary),
        )


def _unshown(levels: Iterable[Level], review: Review, vocabulary: Vocabulary) -> list[str]:
    """The facts that levels rest on and that no paper shows; of several ways to a level, those of
    the way with the fewest.
    """
    found: list[str] = []
    for level in levels:
        if not level.points or (level.when is None and level.needs is None):
            continue
        ways = [
            alternative
            for condition in (level.when, level.needs)
            if condition is not None
            for alternative in condition.alternatives
            if all(review.clause_holds(clause) for clause in alternative)
        ]
        unshown = [[c.fact for c in way if _is_unshown(c, review, vocabulary)] for way in ways]
        unshown.sort(key=len)
        found += unshown[0] if unshown else []
    return list(dict.fromkeys(found))


def _is_unshown(clause: Clause, review: Review, vocabulary: Vocabulary) -> bool:
    fact = vocabulary.facts.get(clause.fact)
    if fact is None or not fact.shown_by or _says_no(review.facts[clause.fact]):
        return False
    return not (review.valid or frozenset()) & {*fact.shown_by}


def _says_no(value: FactValue) -> bool:
    """Whether a value claims nothing: no, 0 or none."""
    return value in (False, 0, "none")


def _papers(kinds: tuple[str, ...], review: Review, vocabulary: Vocabulary) -> Lacking:
    grounds = [of_papers(vocabulary.documents[kind], review) for kind in kinds]
    if len(grounds) == 1:
        return Lacking(tuple(grounds))
    return Lacking((), (tuple([(ground,) for ground in grounds]),))


# What no rule asks for any more


def _on_retired(outcome: Outcome, vocabulary: Vocabulary, dossier: Dossier) -> Iterator[Finding]:
    asked = outcome.table.product_set.vocabulary
    for name in dossier.facts:
        fact = vocabulary.facts.get(name)
        successor = vocabulary.facts.get(fact.retired_by) if fact and fact.retired_by else None
        if fact and successor and name not in asked.facts.keys() - asked.beside:
            yield finding(
                "fact-retired",
                fact=Named(name, fact.title),
                successor=Named(successor.name, successor.title),
                id=name,
                successor_id=successor.name,
            )
    for position, document in enumerate(dossier.documents or ()):
        kind = vocabulary.documents.get(document.kind)
        follows = vocabulary.documents.get(kind.retired_by) if kind and kind.retired_by else None
        if kind and follows and kind.kind not in asked.documents.keys() - asked.beside:
            yield finding(
                "fact-retired",
                message="finding.fact-retired.kind",
                position=position,
                document=Named(kind.kind, kind.title),
                successor=Named(follows.kind, follows.title),
                successor_id=follows.kind,
            )
