"""What a denied condition lacks: the papers of all its ways, told apart where they can be."""

from __future__ import annotations

import pytest
from support.strategies import RULESETS

from ocop_scoring.filing.evidence import Review
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating.lacking import lacking, lacking_unless
from ocop_scoring.rules.vocabulary import Clause, Condition

VOCABULARY = RULESETS["26-2026"].vocabulary
A, B, C, D = sorted(VOCABULARY.documents)[:4]
FACT, OTHER = "environment_file_required", "food_safety_certificate_required"


def asked(*alternatives: str | tuple[str, ...]) -> Condition:
    """A condition of papers and facts, one alternative a word; `FACT=no` asks a fact."""
    ways = [(way,) if isinstance(way, str) else way for way in alternatives]
    return Condition(tuple([tuple(map(_clause, way)) for way in ways]))


def _clause(word: str) -> Clause:
    name, _, wanted = word.partition("=")
    return Clause(name, wanted == "yes") if wanted else Clause("document", (word,))


def said(condition: Condition, *on_file: str, **facts: bool) -> tuple[object, ...] | None:
    """What is lacking, in plain words: what all ways lack, and groups of which one is enough."""
    known = Review(valid=frozenset(on_file), facts=FrozenDict(facts))
    found = lacking(condition, known, VOCABULARY)
    if found is None:
        return None
    plain = found.plain()
    return plain["all_of"], plain["one_of"]  # type: ignore[index,call-overload]


def one(*kinds: str) -> tuple[tuple[str, ...], ...]:
    return tuple([(kind,) for kind in kinds])


def test_what_holds_or_is_open_lacks_nothing() -> None:
    assert said(asked(A), A) is None
    assert said(asked((A, f"{FACT}=yes")), A) is None
    assert lacking(asked(A), Review(), VOCABULARY) is None  # no papers were filed


def test_what_a_fact_denies_no_paper_mends() -> None:
    assert said(asked((A, f"{FACT}=yes")), **{FACT: False}) is None
    assert said(asked((A, f"{FACT}=yes"), B), **{FACT: False}) == ((B,), ())


def test_a_fact_that_is_open_stands_beside_its_paper() -> None:
    assert said(asked((A, f"{FACT}=yes"))) == ((A, FACT), ())
    assert said(asked((A, f"{FACT}=yes")), **{FACT: True}) == ((A,), ())


def test_what_every_way_lacks_is_told_apart() -> None:
    assert said(asked((A, B), (A, C))) == ((A,), (one(B, C),))
    assert said(asked((A, B), (A, C)), A) == ((), (one(B, C),))
    assert said(asked((A, B), (A, C)), B) == ((A,), ())  # the other way lacks more


def test_a_way_that_lacks_more_than_another_is_not_told() -> None:
    assert said(asked(A, (A, B))) == ((A,), ())
    assert said(asked((A, B), (B, A))) == ((A, B), ())


def test_choices_that_can_be_made_one_by_one_are_groups() -> None:
    pairs = [(one_of, other) for one_of in (A, B) for other in (C, D)]
    assert said(asked(*pairs)) == ((), (one(A, B), one(C, D)))


def test_choices_that_hang_together_are_told_as_they_are() -> None:
    assert said(asked((A, B), (B, C), (C, A))) == ((), (((A, B), (B, C), (C, A)),))


# Unless a fact that nobody states says otherwise


def unless(condition: Condition, *on_file: str, **facts: bool) -> tuple[object, ...] | None:
    known = Review(valid=frozenset(on_file), facts=FrozenDict(facts))
    found = lacking_unless(condition, known, VOCABULARY)
    if found is None:
        return None
    lacks, names = found
    return lacks.plain()["all_of"], names  # type: ignore[index,call-overload]


def test_a_paper_is_lacking_unless_a_fact_that_nobody_states_waives_it() -> None:
    assert unless(asked(A, f"{FACT}=no")) == ((A,), (FACT,))
    assert unless(asked(A, f"{FACT}=no", f"{OTHER}=no")) == ((A,), (FACT, OTHER))


@pytest.mark.parametrize(("facts", "files"), [({FACT: True}, ()), ({FACT: False}, ()), ({}, (A,))])
def test_nothing_is_asked_once_the_fact_is_stated_or_the_paper_is_on_file(
    facts: dict[str, bool], files: tuple[str, ...]
) -> None:
    assert unless(asked(A, f"{FACT}=no"), *files, **facts) is None


def test_nothing_is_asked_where_no_papers_were_filed_or_facts_alone_are_open() -> None:
    assert lacking_unless(asked(A, f"{FACT}=no"), Review(), VOCABULARY) is None
    assert unless(asked(f"{FACT}=no", f"{OTHER}=no")) is None


def test_a_fact_is_asked_only_where_it_alone_would_answer() -> None:
    """With a way that is denied already, its other facts are not asked."""
    ways = asked(A, f"{FACT}=no", (B, f"{OTHER}=no"))
    assert unless(ways) == ((A,), (FACT,))
