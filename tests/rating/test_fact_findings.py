"""What is said of facts: those that contradict each other, that no paper shows, that nobody asks."""

from __future__ import annotations

import shutil
from typing import Any, NamedTuple

import pytest
from support.folders import GOOD
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import review
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating.fact_findings import fact_findings
from ocop_scoring.rating.finding import Finding
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Vocabulary

RULES = RULESETS["26-2026"]
SHRIMP = RULES.product_set(8)


def rated(
    documents: list[dict[str, Any]] | None = None,
    marks: dict[str, Any] | None = None,
    kind: str = "cooperative",
    number: int = 8,
    **facts: object,
) -> ocop.Evaluation:
    """A sheet with these marks, for these facts and papers."""
    table = RULES.product_set(number)
    more: dict[str, Any] = {} if documents is None else {"documents": documents}
    more["producer"] = {"name": "HTX Mẫu", "kind": kind, "representative": {"name": "A"}}
    return ocop.score(RULES, dossier_for(table, facts=facts, **more), sheet_for(table, marks or {}))


def found(code: str, *args: Any, **kwargs: Any) -> list[Finding]:
    return [finding for finding in rated(*args, **kwargs).findings if finding.code == code]


def decided(result: ocop.Evaluation) -> dict[str, object]:
    return {row.number: row.level for row in result.criteria if row.source == "fact"}


# What contradicts itself


def test_a_gate_does_not_follow_from_one_of_two_facts_that_cannot_both_be_true() -> None:
    alone = rated(materials_origin="all-imported")
    assert [gate.id for gate in alone.gates] == ["imported-or-untraceable-materials"]
    both = rated(materials_origin="all-imported", share_of_provincial_materials=1)
    assert both.gates == ()
    assert "1.1" in decided(rated(share_of_provincial_materials=1))
    assert "1.1" not in decided(both)


def test_a_contradiction_is_said_loudly_with_the_facts_in_it() -> None:
    (finding,) = found(
        "facts-contradict", materials_origin="all-imported", share_of_provincial_materials=1
    )
    assert finding.severity == "loud"
    assert set(finding.values["facts"]) == {"materials_origin", "share_of_provincial_materials"}  # type: ignore[call-overload]
    for lang in ("vi", "en"):
        for name in ("materials_origin", "share_of_provincial_materials"):
            assert SHRIMP.vocabulary.facts[name].title.say(lang) in finding.say(lang)


def test_contradictions_that_share_a_fact_are_one_finding() -> None:
    (finding,) = found(
        "facts-contradict",
        story_exists=False,
        story_on_leaflet=True,
        story_on_website=True,
        has_website=False,
    )
    assert len(finding.values["contradictions"]) == 3  # type: ignore[arg-type]


def test_contradictions_that_share_nothing_are_two_findings() -> None:
    facts = {"materials_origin": "all-imported", "share_of_provincial_materials": 1}
    stories = {"story_exists": False, "story_on_leaflet": True}
    assert len(found("facts-contradict", **facts, **stories)) == 2


def test_other_facts_still_decide_their_levels() -> None:
    facts = {"materials_origin": "all-imported", "share_of_provincial_materials": 1}
    assert "3.3" in decided(rated(**facts, share_of_local_workers="0.8"))


def test_a_paper_and_a_fact_can_contradict_each_other() -> None:
    paper = {"kind": "right-of-use", "number": "1", "expires_on": "2030-01-01"}
    assert found("facts-contradict", [paper], protected_indication_exists=False)
    assert not found("facts-contradict", [], protected_indication_exists=False)
    assert not found("facts-contradict", [paper], protected_indication_exists=True)


def test_a_mark_is_held_against_no_fact_in_doubt() -> None:
    facts = {"materials_origin": "all-imported", "share_of_provincial_materials": 1}
    result = rated(marks={"1.1": 1}, **facts)
    assert not any(finding.criterion == "1.1" for finding in result.findings)


@pytest.mark.parametrize("name", sorted(c.id for c in RULES.vocabulary.contradictions))
def test_every_contradiction_stands_in_the_tables_that_ask_for_a_fact_of_it(name: str) -> None:
    (entry,) = [c for c in RULES.vocabulary.contradictions if c.id == name]
    named = {clause.document or clause.fact for clause in entry.condition.clauses()}
    for number in RULES.numbers:
        vocabulary = RULES.product_set(number).vocabulary
        asked = (vocabulary.facts.keys() | vocabulary.documents.keys()) - vocabulary.beside
        stands = any(c.id == name for c in vocabulary.contradictions)
        assert stands == bool(named & asked)


# What no paper on file shows


def unshown(*args: Any, **kwargs: Any) -> list[tuple[str | None, Any]]:
    result = found("stated-without-paper", *args, **kwargs)
    return [(f.criterion, f.values["lacking"]["all_of"]) for f in result]  # type: ignore[index,call-overload]


CONTRACTS = {"share_under_contract": "0.9", "months_under_contract": 24}


def test_a_level_that_rests_on_a_statement_names_the_paper_that_would_show_it() -> None:
    assert unshown([], **CONTRACTS) == [("1.5", ("chain-contract",))]
    (finding,) = found("stated-without-paper", [], **CONTRACTS)
    assert finding.severity == "check"
    for lang in ("vi", "en"):
        title = RULES.vocabulary.documents["chain-contract"].title.say(lang)
        assert title in finding.say(lang)
        assert "1.5" in finding.say(lang)


def test_a_paper_that_counts_shows_a_statement_one_that_does_not_is_named_with_why() -> None:
    paper = {"kind": "chain-contract", "number": "3/2020", "expires_on": "2030-01-01"}
    assert unshown([paper], **CONTRACTS) == []
    (finding,) = found("stated-without-paper", [paper | {"expires_on": "2023-01-01"}], **CONTRACTS)
    assert "3/2020" in finding.vi
    assert "01/01/2023" in finding.vi


def test_without_a_list_of_papers_no_statement_lacks_one() -> None:
    assert unshown(None, **CONTRACTS) == []


def test_a_statement_that_claims_nothing_needs_no_paper() -> None:
    assert unshown([], share_under_contract=0, months_under_contract=0) == []
    assert unshown([], international_contract_executed=False) == []


def test_a_mark_on_the_level_that_is_stated_rests_on_the_statement() -> None:
    assert unshown([], {"3.3": 0}, share_of_local_workers="0.8") == []
    best = max(SHRIMP.criterion("3.3").levels, key=lambda level: level.points).id
    assert unshown([], {"3.3": best}, share_of_local_workers="0.8") == [
        ("3.3", ("insured-workers-list",))
    ]


def test_a_paper_that_several_items_lack_is_named_once_with_all_of_them() -> None:
    facts = {"share_of_provincial_materials": 1, "processing": "deep"}
    best = max(SHRIMP.criterion("1.3").levels, key=lambda level: level.points).id
    (finding,) = found("stated-without-paper", [], {"1.3": best}, **facts)
    assert finding.criterion is None
    assert finding.values["criteria"] == ("1.1", "1.3")


# What nobody asks for any more


def test_a_fact_that_no_rule_asks_names_its_successor() -> None:
    (finding,) = found("fact-retired", sells_outside_commune=True)
    assert finding.severity == "note"
    assert finding.values["fact"] == "sells_outside_commune"
    assert finding.values["successor"] == "main_market"
    for lang in ("vi", "en"):
        assert "main_market" in finding.say(lang)


def test_a_fact_that_a_rule_asks_is_not_retired() -> None:
    assert found("fact-retired", share_of_local_workers="0.5") == []


@pytest.fixture(scope="module")
def retiring(tmp_path_factory: pytest.TempPathFactory) -> ocop.Ruleset:
    """The small ruleset, whose contracts are no longer a kind of paper that anybody asks for."""
    folder = tmp_path_factory.mktemp("retiring") / "r"
    shutil.copytree(GOOD, folder)
    file = folder / "documents.yaml"
    text = file.read_text("utf-8")
    old = "contract: {vi: Hợp đồng, en: Contract, expires: no}"
    assert text.count(old) == 1
    file.write_text(text.replace(old, old[:-1] + ", retired_by: certificate}"), "utf-8")
    return ocop.Catalog(folder).ruleset("mini-2030")


def test_a_kind_of_paper_that_no_rule_asks_names_its_successor(retiring: ocop.Ruleset) -> None:
    table = retiring.product_set(1)
    papers = [{"kind": "certificate", "number": "1"}, {"kind": "contract", "number": "2"}]
    result = ocop.score(retiring, dossier_for(table, documents=papers), sheet_for(table, {}))
    (finding,) = [one for one in result.findings if one.code == "fact-retired"]
    assert (finding.severity, finding.document) == ("note", 1)
    assert finding.values == {
        "document": "contract",
        "successor": "certificate",
        "successor_id": "certificate",
    }
    assert finding.en == (
        "No rule asks for the kind of paper “Contract” any more; use certificate (Certificate)"
    )


# Which statements a paper would show, in tables of one's own


SMALL = RULESETS["mini-2030"].product_set(1)


class Vocabularies(NamedTuple):
    """All of a ruleset that findings on facts read."""

    vocabulary: Vocabulary


def stated(
    levels: dict[str, dict[str, Any]],
    shown_by: dict[str, tuple[str, ...]],
    marks: dict[str, Any] | None = None,
    **facts: object,
) -> list[Finding]:
    """What no paper shows, where levels of the small table ask other things, by criterion and id,
    and facts are shown by other kinds of papers.
    """
    document = SMALL.resolved()
    criteria = [c for p in document["parts"] for g in p["groups"] for c in g["criteria"]]
    for criterion in criteria:
        for level in criterion["levels"]:
            level.update(levels.get(criterion["number"], {}).get(level["id"], {}))
    vocabulary = RULESETS["mini-2030"].vocabulary
    known = {
        name: fact._replace(shown_by=shown_by.get(name, ()))
        for name, fact in vocabulary.facts.items()
    }
    rules = Vocabularies(vocabulary._replace(facts=FrozenDict(known)))
    dossier = dossier_for(SMALL, facts=facts, documents=[])
    table = table_of(ProductSet(document))
    outcome = rate(table, review(table, dossier, dossier.facts), sheet_for(SMALL, marks or {}))
    return list(fact_findings(outcome, rules, dossier))  # type: ignore[arg-type]


def test_of_papers_any_of_which_would_show_a_statement_all_are_named() -> None:
    kinds = ("certificate", "contract")
    (finding,) = stated({}, {"share_of_local_workers": kinds}, share_of_local_workers="0.6")
    assert finding.values["lacking"] == {
        "all_of": (),
        "one_of": ((("certificate",), ("contract",)),),
    }
    assert finding.en == (
        "Item 1.1: the level rests on what the dossier states (Share of local workers: 60 %), "
        "without papers: one of: Certificate / Contract"
    )


def test_a_level_worth_0_rests_on_no_statement() -> None:
    none = {"1.2": {"none": {"when": [{"share_under_contract": "below 20 %"}]}}}
    shown_by = {"share_under_contract": ("contract",)}
    assert stated(none, shown_by, share_under_contract="0.1") == []
    (finding,) = stated(none, shown_by, share_under_contract="0.3")
    assert finding.criterion == "1.2"


@pytest.mark.parametrize(("imported", "expected"), [(False, []), (True, ["1.4"])])
def test_a_no_that_gives_points_claims_nothing(imported: bool, expected: list[str]) -> None:
    levels = {"1.4": {"yes": {"when": [{"all_imported": imported}]}}}
    found = stated(levels, {"all_imported": ("contract",)}, all_imported=imported)
    assert [finding.criterion for finding in found] == expected


def test_every_line_that_is_ticked_rests_on_its_own_statement() -> None:
    lines = {
        "tea": {"needs": [{"label_languages": "from 2"}]},
        "guides": {"needs": [{"processing": ["deep"]}]},
    }
    shown_by = {"label_languages": ("certificate",), "processing": ("contract",)}
    facts = {"label_languages": 2, "processing": "deep"}
    ticked: dict[str, Any] = {"5": ["tea", "guides"], "1.4": 0, "1.3": 0}
    lacking = [
        f.values["lacking"]["all_of"] for f in stated({"5": lines}, shown_by, ticked, **facts)
    ]  # type: ignore[index,call-overload]
    assert lacking == [("certificate",), ("contract",)]
    del lines["tea"]
    (finding,) = stated({"5": lines}, shown_by, ticked, **facts)
    assert finding.values["lacking"]["all_of"] == ("contract",)  # type: ignore[index,call-overload]


def test_of_two_ways_to_a_level_the_one_with_fewer_statements_counts() -> None:
    ways = [{"all_imported": True, "label_languages": "from 2"}, {"processing": ["deep"]}]
    shown_by = dict.fromkeys(("all_imported", "label_languages", "processing"), ("contract",))
    facts = {"all_imported": True, "label_languages": 2, "processing": "deep"}
    marks: dict[str, Any] = {"1.3": 0, "1.4": 0}
    (finding,) = stated({"1.1": {"most": {"when": ways}}}, shown_by, marks, **facts)
    assert finding.values["facts"] == {"processing": "deep"}


@pytest.mark.parametrize(("word", "expected"), [("none", []), ("deep", ["1.3"])])
def test_a_word_for_none_claims_nothing(word: str, expected: list[str]) -> None:
    assert [f.criterion for f in _worded(word)] == expected


def _worded(word: str) -> list[Finding]:
    """What is stated of processing by a word that the level asks for."""
    document = SMALL.resolved()
    (item,) = [c for c in document["parts"][0]["groups"][0]["criteria"] if c["number"] == "1.3"]
    item["levels"][1]["needs"] = [{"processing": [word]}]
    words = document["vocabulary"]["facts"]["processing"]["words"]
    words["none"] = {"vi": "Không", "en": "None"}
    vocabulary = RULESETS["mini-2030"].vocabulary
    fact = vocabulary.facts["processing"]._replace(shown_by=("contract",))
    rules = Vocabularies(
        vocabulary._replace(facts=FrozenDict({**vocabulary.facts, "processing": fact}))
    )
    table, dossier = table_of(ProductSet(document)), dossier_for(SMALL, documents=[])
    known = FrozenDict({"processing": word})
    outcome = rate(table, review(table, dossier, known), sheet_for(SMALL, {"1.3": 2}))
    return list(fact_findings(outcome, rules, dossier))  # type: ignore[arg-type]


def test_a_fact_that_this_table_still_asks_is_not_retired_here() -> None:
    vocabulary = RULESETS["mini-2030"].vocabulary
    fact = vocabulary.facts["all_imported"]._replace(retired_by="processing")
    known = FrozenDict({**vocabulary.facts, "all_imported": fact})
    rules = Vocabularies(vocabulary._replace(facts=known))
    dossier = dossier_for(SMALL, facts={"all_imported": False})
    for document, expected in ((SMALL.resolved(), []), (_without_gates(), ["fact-retired"])):
        table = table_of(ProductSet(document))
        outcome = rate(table, review(table, dossier, dossier.facts), sheet_for(SMALL, {}))
        every = fact_findings(outcome, rules, dossier)  # type: ignore[arg-type]
        assert [finding.code for finding in every] == expected


def _without_gates() -> dict[str, Any]:
    """The small table, where nothing asks whether all is imported."""
    document = SMALL.resolved() | {"gates": []}
    facts = {k: v for k, v in document["vocabulary"]["facts"].items() if k != "all_imported"}
    return document | {"vocabulary": document["vocabulary"] | {"facts": facts}}
