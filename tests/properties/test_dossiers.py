"""What holds for every dossier with facts and papers, whatever they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.strategies import RULESETS, dossier_for, partial_marks, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Fact

RULES = RULESETS["26-2026"]
DAYS = (None, "2025-05-05", "2026-09-15", "2026-11-11", "2026-12-08", "2027-05-05")
HOLDERS = (None, "HTX Mẫu", "Hợp tác xã Mẫu", "HTX Mẩu", "HTX Khác")
ABOVE = {"mark-above-evidence", "mark-above-bound", "document-missing", "mark-requirement-unknown"}


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.unit == "yes_no":
        return st.booleans()
    if fact.unit == "word":
        return st.sampled_from(sorted(fact.words))
    return st.sampled_from(["0", "0.3", "0.8", "1"] if fact.unit == "share" else ["0", "2", "24"])


@st.composite
def filed(draw: st.DrawFn) -> tuple[ProductSet, dict[str, Any], str | None]:
    """A table, the facts and papers of a dossier for it, and the day of rating."""
    table = RULES.product_set(draw(st.sampled_from(RULES.numbers)))
    facts = {
        name: draw(value_of(fact))
        for name, fact in table.vocabulary.facts.items()
        if not fact.from_dossier and draw(st.booleans())
    }
    kinds = draw(st.lists(st.sampled_from(sorted(RULES.vocabulary.documents)), max_size=8))
    papers = [
        {
            "kind": kind,
            "number": draw(st.sampled_from([None, "1"])),
            "issued_on": draw(st.sampled_from(DAYS)),
            "expires_on": draw(st.sampled_from(DAYS)),
            "issued_to": draw(st.sampled_from(HOLDERS)),
        }
        for kind in kinds
    ]
    return table, {"facts": facts, "documents": papers}, draw(st.sampled_from([None, "2026-12-08"]))


def rated(
    table: ProductSet, entries: dict[str, Any], day: str | None, marks: dict[str, Any] | None = None
) -> ocop.Evaluation:
    sheet = sheet_for(table, marks or {}, assessed_on=day)
    return ocop.score(RULES, dossier_for(table, **entries), sheet)


@given(filed())
def test_facts_in_doubt_show_what_a_dossier_without_them_shows(
    case: tuple[ProductSet, dict[str, Any], str | None],
) -> None:
    table, entries, day = case
    result = rated(table, entries, day)
    found = [f.values["facts"] for f in result.findings if f.code == "facts-contradict"]
    doubted = {name for names in found for name in names}  # type: ignore[attr-defined]
    if "producer_kind" in doubted:
        return  # it stands elsewhere, and can't be left out
    facts = {name: value for name, value in entries["facts"].items() if name not in doubted}
    without = rated(table, entries | {"facts": facts}, day)
    assert [gate.id for gate in result.gates] == [gate.id for gate in without.gates]
    assert [(c.level, c.source) for c in result.criteria] == [
        (c.level, c.source) for c in without.criteria
    ]


@given(filed(), st.data())
def test_a_mark_is_reproached_once_and_a_paper_once_for_each_thing_wrong_with_it(
    case: tuple[ProductSet, dict[str, Any], str | None], data: st.DataObject
) -> None:
    table, entries, day = case
    marks = data.draw(partial_marks(table))
    findings = rated(table, entries, day, marks).findings
    of_marks = Counter([f.criterion for f in findings if f.code in ABOVE])
    of_papers = Counter([(f.document, f.code) for f in findings if f.document is not None])
    assert max(of_marks.values(), default=1) == max(of_papers.values(), default=1) == 1


@given(filed())
def test_findings_are_said_in_both_languages_and_name_papers_by_their_titles(
    case: tuple[ProductSet, dict[str, Any], str | None],
) -> None:
    result = rated(*case)
    for finding in result.findings:
        for lang in ("vi", "en"):
            sentence = finding.say(lang)
            assert sentence.strip()
            assert finding.code == "fact-retired" or not any(
                kind in sentence for kind in RULES.vocabulary.documents if "-" in kind
            )


@given(filed())
def test_a_dossier_that_says_nothing_of_what_is_required_is_not_rejected_for_that(
    case: tuple[ProductSet, dict[str, Any], str | None],
) -> None:
    table, entries, day = case
    waivers = {
        clause.fact
        for gate in table.gates
        if gate.waived_by
        for clause in gate.waived_by.clauses()
        if clause.document is None
    }
    facts = {name: value for name, value in entries["facts"].items() if name not in waivers}
    result = rated(table, entries | {"facts": facts}, day)
    assert not any(raised.gate.waived_by for raised in result.gates)


@given(filed(), st.data())
def test_findings_change_no_number(
    case: tuple[ProductSet, dict[str, Any], str | None], data: st.DataObject
) -> None:
    table, entries, day = case
    marks = data.draw(partial_marks(table, most_open=0))
    bare, result = rate(table, marks), rated(table, entries, day, marks)
    assert (bare.total, bare.star_by_points, bare.unmet) == (
        result.total,
        result.star_by_points,
        result.unmet,
    )
