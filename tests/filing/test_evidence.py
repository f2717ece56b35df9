"""What facts and papers show (the contract's Meaning 1 and 2): what is known, what follows, what
does not.
"""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.folders import INVENTED

import ocop_scoring as ocop
from ocop_scoring import Catalog, Dossier, read_dossier
from ocop_scoring.filing.conditions import Conditions, conditions_of
from ocop_scoring.filing.evidence import Review, grounds, shown_at
from ocop_scoring.filing.evidence import review as review_by
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Clause, Condition

TABLE = INVENTED.ruleset("mini-2030").product_set(1)


class Asks(NamedTuple):
    """A table as evidence sees it."""

    conditions: Conditions


def asking(table: ProductSet) -> Asks:
    return Asks(conditions_of(table.criteria, table.gates, table.vocabulary))


def review(table: ProductSet, filed: Dossier) -> Review:
    return review_by(asking(table), filed, filed.facts)


def levels_decided(table: ProductSet, filed: Dossier) -> dict[int, str | None]:
    """The ids of the levels that a dossier's facts decide, by the places of their criteria."""
    known, asked = review(table, filed), asking(table)
    shown = {place: shown_at(asked, known, place) for place in range(len(table.criteria))}
    return {
        place: found.level.id if found.level else None
        for place, found in shown.items()
        if found is not None and not found.at_least
    }


NUMBERS = [criterion.number for criterion in TABLE.criteria]


def dossier(**entries: Any) -> Dossier:
    least = {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Tôm khô Đất Mũi",
            "product_set": 1,
            "commune": "Xã",
            "province": "Tỉnh",
        },
        "producer": {"name": "HTX Ví Dụ", "kind": "cooperative", "representative": {"name": "A"}},
        "application": {"kind": "first", "submitted_on": "2030-09-15"},
    }
    return read_dossier(least | entries, catalog=INVENTED)


def reviewed(**facts: object) -> Review:
    return review(TABLE, dossier(facts=facts))


def decided(**facts: object) -> dict[str, str | None]:
    """The level that facts decide, by printed number."""
    found = levels_decided(TABLE, dossier(facts=facts))
    return {NUMBERS[place]: level for place, level in found.items()}


def with_papers(*documents: dict[str, Any], **facts: object) -> Review:
    """What papers show where the law is known to require a certificate."""
    required = {"certificate_required": True}
    return review(TABLE, dossier(documents=list(documents), facts=required | facts))


# Three values


T, F, U = True, False, None


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_and_and_or_of_what_holds_does_not_hold_or_is_unknown(
    one: bool | None, other: bool | None, both: bool | None, either: bool | None
) -> None:
    known = Review(
        facts={name: value for name, value in (("one", one), ("other", other)) if value is not None}
    )
    clauses = Clause("one", True), Clause("other", True)
    assert known.holds(Condition((clauses,))) is both
    assert known.holds(Condition(((clauses[0],), (clauses[1],)))) is either


def test_a_document_is_unknown_where_no_papers_were_filed_and_missing_where_some_were() -> None:
    clause = Clause("document", ("certificate",))
    assert Review().clause_holds(clause) is None
    assert Review(valid=frozenset()).clause_holds(clause) is False
    assert Review(valid=frozenset({"certificate"})).clause_holds(clause) is True
    assert [Review().knows(clause), Review(valid=frozenset()).knows(clause)] == [False, True]


# Levels that facts decide


def test_from_nothing_nothing_follows() -> None:
    assert decided() == {}
    assert review(TABLE, dossier()).gates == frozenset()


@pytest.mark.parametrize(
    ("share", "level"),
    [("0.01", "some"), ("0.4999", "some"), ("0.5", "most"), ("1", "most")],
)
def test_a_share_decides_the_level_whose_interval_it_lies_in(share: str, level: str) -> None:
    assert decided(share_of_local_workers=share) == {"1.1": level}


def test_where_no_interval_fits_and_no_level_is_worth_0_no_level_is_reached() -> None:
    assert decided(share_of_local_workers=0) == {"1.1": None}


def test_where_no_interval_fits_the_level_worth_0_is_decided() -> None:
    assert decided(share_under_contract="0.1", months_under_contract=24) == {"1.2": "none"}


def test_where_a_level_is_open_nothing_is_decided() -> None:
    assert decided(share_under_contract="0.5000001") == {}
    assert decided(months_under_contract=24) == {}


def test_where_every_level_is_denied_the_level_worth_0_is_decided_though_a_fact_is_unknown() -> (
    None
):
    assert decided(share_under_contract="0.1") == {"1.2": "none"}


@pytest.mark.parametrize(
    ("share", "months", "level"),
    [
        ("0.2", 0, "half"),
        ("0.5", 24, "half"),
        ("0.5000001", 0, "over-half"),
        ("0.9", 11, "over-half"),
        ("0.9", 12, "stable"),
        ("0.19", 12, "none"),
    ],
)
def test_the_best_level_that_holds_wins(share: str, months: int, level: str) -> None:
    assert decided(share_under_contract=share, months_under_contract=months) == {"1.2": level}


def test_where_a_better_level_is_open_a_level_that_holds_decides_nothing() -> None:
    assert decided(share_under_contract="0.9") == {}
    assert decided(share_under_contract="0.9", months_under_contract=3) == {"1.2": "over-half"}


def of_two_cases(folder: Path, *changes: tuple[str, str]) -> ProductSet:
    """The invented table with other levels in its item of two cases."""
    shutil.copytree(INVENTED.folder, folder / "r")
    criteria = folder / "r/mini-2030/criteria/all.yaml"
    text = criteria.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    criteria.write_text(text, encoding="utf-8")
    return Catalog(folder / "r").ruleset("mini-2030").product_set(1)


BASIC = ("a-basic: {points: 1, minimum: 3, vi: Một phần}", "a-basic: {points: 0, vi: Một phần}")
FULL = (
    "a-full: {points: 2, vi: Đủ}",
    "a-full: {points: 2, vi: Đủ, when: {label_languages: from 2}}",
)
OTHERS = (
    ("b-basic: {points: 1, vi: Một phần}", "b-basic: {points: 0, vi: Một phần}"),
    ("b-full: {points: 2, vi: Đủ}", "b-full: {points: 2, vi: Đủ, when: {all_imported: yes}}"),
)


def test_where_none_of_two_cases_holds_no_level_of_a_case_is_decided(tmp_path: Path) -> None:
    table = of_two_cases(tmp_path, BASIC, FULL, *OTHERS)
    place, known = NUMBERS.index("4"), {"label_languages": 1, "all_imported": False}
    assert levels_decided(table, dossier(facts=known))[place] is None
    full = levels_decided(table, dossier(facts=known | {"label_languages": 2}))[place]
    assert full == table.criterion("4").levels[1].id


def test_where_a_level_is_left_to_a_person_its_denied_neighbours_decide_nothing(
    tmp_path: Path,
) -> None:
    table = of_two_cases(tmp_path, BASIC, FULL)
    assert NUMBERS.index("4") not in levels_decided(table, dossier(facts={"label_languages": 1}))


@pytest.mark.parametrize(("languages", "level"), [(0, "no"), (1, "no"), (2, "yes"), (3, "yes")])
def test_a_yes_no_item_is_decided_both_ways(languages: int, level: str) -> None:
    assert decided(label_languages=languages) == {"1.4": level}


@pytest.mark.parametrize("word", ["simple", "deep"])
def test_a_fact_that_only_bounds_a_level_decides_none(word: str) -> None:
    known = reviewed(processing=word)
    assert decided(processing=word) == {}
    needs = TABLE.criterion("1.3").levels[1].needs
    assert needs is not None
    assert known.holds(needs) is (word == "deep")


def test_facts_about_other_things_decide_nothing() -> None:
    assert decided(certificate_required=True) == {}


def test_each_criterion_is_decided_by_its_own_facts() -> None:
    assert decided(
        share_of_local_workers="0.6",
        label_languages=2,
        share_under_contract="0.3",
        months_under_contract=0,
    ) == {
        "1.1": "most",
        "1.2": "half",
        "1.4": "yes",
    }


# Gates


@pytest.mark.parametrize(("imported", "gates"), [(True, {"imported"}), (False, set())])
def test_a_gate_follows_from_its_fact(imported: bool, gates: set[str]) -> None:
    assert reviewed(all_imported=imported).gates == gates


def test_where_papers_were_not_filed_no_gate_follows_from_them() -> None:
    assert review(TABLE, dossier()).gates == frozenset()
    assert review(TABLE, dossier(documents=None)).valid is None


def test_documents_given_though_none_are_the_whole_file() -> None:
    assert with_papers().valid == frozenset()
    assert with_papers().gates == {"no-certificate"}


def test_a_required_paper_on_file_raises_no_gate() -> None:
    assert with_papers({"kind": "certificate"}).gates == frozenset()
    assert with_papers({"kind": "contract"}).gates == {"no-certificate"}


@pytest.mark.parametrize(
    ("required", "raised", "unsure"), [(False, [], []), (True, [0], []), (None, [], [0])]
)
def test_a_paper_that_the_law_requires_only_of_some_raises_its_gate_only_where_it_is_required(
    required: bool | None, raised: list[int], unsure: list[int]
) -> None:
    known = with_papers(certificate_required=required)
    asked = asking(TABLE).conditions.gates
    names = [gate.id for gate in asked if gate.id == "no-certificate"]
    assert known.gates == {names[place] for place in raised}
    found = [gate.id for gate in asked if gate.is_unsure(known.true, known.false)]
    assert found == [names[place] for place in unsure]


def test_a_gate_whose_paper_is_on_file_is_sure_though_nobody_says_whether_it_is_required() -> None:
    known = with_papers({"kind": "certificate"}, certificate_required=None)
    assert not any(g.is_unsure(known.true, known.false) for g in asking(TABLE).conditions.gates)


def test_a_gate_of_the_assessor_never_follows_from_evidence() -> None:
    assert "forged" not in with_papers(all_imported=True).gates
    assert "zero-look" not in with_papers(all_imported=True).gates


# What the dossier says outside its facts


def test_the_producers_kind_is_a_fact_whether_or_not_others_are_given() -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    named = {fact.from_dossier for fact in table.vocabulary.facts.values() if fact.from_dossier}
    least = dossier()
    assert named
    for facts, documents in (
        ({}, None),
        ({"share_of_provincial_materials": "0.8"}, None),
        ({}, []),
    ):
        filed = read_dossier(
            least.model_dump()
            | {"facts": facts}
            | ({} if documents is None else {"documents": documents})
        )
        assert {
            name
            for name, fact in table.vocabulary.facts.items()
            if fact.from_dossier == "producer/kind"
        } <= set(review(table, filed).facts)


def test_facts_that_stand_outside_facts_are_of_the_producer_alone() -> None:
    """What a dossier without facts and papers is reviewed by."""
    vocabulary = ocop.rules.catalog.built_in().vocabulary()
    assert {fact.from_dossier for fact in vocabulary.facts.values()} - {None} <= {
        "producer/kind",
        "producer/representative/woman",
        "producer/representative/ethnic_minority",
        "producer/representative/disabled",
    }


@pytest.mark.parametrize(("woman", "known"), [(True, True), (False, True), (None, False)])
def test_a_yes_or_no_of_the_representative_is_known_only_where_it_is_given(
    woman: bool | None, known: bool
) -> None:
    table = ocop.ruleset("26-2026").product_set(8)
    (name,) = (
        name
        for name, fact in table.vocabulary.facts.items()
        if fact.from_dossier == "producer/representative/woman"
    )
    producer = {
        "name": "HTX",
        "kind": "cooperative",
        "representative": {"name": "A", "woman": woman},
    }
    assert (name in review(table, dossier(producer=producer)).facts) is known


def test_a_review_depends_on_the_dossier_alone() -> None:
    filed = dossier(facts={"share_of_local_workers": "0.6"}, documents=[{"kind": "contract"}])
    assert review(TABLE, filed) == review(TABLE, filed)


def test_a_review_keeps_the_dossier_only_where_papers_of_it_failed() -> None:
    assert with_papers({"kind": "certificate"}).dossier is None
    expired = {"kind": "certificate", "expires_on": "2030-01-01"}
    assert with_papers(expired).dossier == dossier(
        facts={"certificate_required": True}, documents=[expired]
    )


# Levels of equal points, levels worth 0


def with_levels(*levels: dict[str, Any]) -> ProductSet:
    """The invented table whose contracts are asked for by these levels."""
    document = TABLE.resolved()
    criterion = document["parts"][0]["groups"][0]["criteria"][1]
    words = {"vi": "Mức", "en": "Level"}
    criterion["levels"] = [words | level for level in levels]
    return ProductSet(document)


def shown(table: ProductSet, **facts: object) -> tuple[str | None, bool] | None:
    known = review(table, dossier(facts=facts))
    found = shown_at(asking(table), known, NUMBERS.index("1.2"))
    return found and (found.level.id if found.level else None, found.at_least)


def test_an_open_level_of_equal_points_is_no_better_one() -> None:
    table = with_levels(
        {"id": "by-share", "points": 2, "when": [{"share_under_contract": "from 50 %"}]},
        {"id": "by-months", "points": 2, "when": [{"months_under_contract": "from 12"}]},
        {"id": "better", "points": 3, "when": [{"label_languages": "from 2"}]},
    )
    assert shown(table, months_under_contract=12, label_languages=1) == ("by-months", False)
    assert shown(table, months_under_contract=12) == ("by-months", True)


def test_while_a_level_worth_0_is_open_nothing_is_shown() -> None:
    table = with_levels(
        {"id": "few", "points": 0, "when": [{"months_under_contract": "below 3"}]},
        {"id": "many", "points": 2, "when": [{"share_under_contract": "from 50 %"}]},
    )
    assert shown(table, share_under_contract="0.1") is None
    assert shown(table, share_under_contract="0.1", months_under_contract=2) == ("few", False)


# What cannot be true at once


CONTRADICTIONS = {
    "no-contract-but-months-of-it": {
        "share_under_contract": "exactly 0 %",
        "months_under_contract": "from 1",
    },
    "imported-but-deep": {"all_imported": True, "processing": ["deep"]},
    "imported-but-local": {"all_imported": True, "share_of_local_workers": "from 50 %"},
}


def contradicting() -> ProductSet:
    """The invented table, with three things that cannot be true at once, two about one fact."""
    document = TABLE.resolved()
    document["vocabulary"] = document["vocabulary"] | {
        "contradictions": {
            name: {"vi": name, "en": name, "both": [both]} for name, both in CONTRADICTIONS.items()
        }
    }
    return ProductSet(document)


@pytest.mark.parametrize(
    ("facts", "found", "doubted"),
    [
        ({"share_under_contract": 0, "months_under_contract": 0}, [], []),
        ({"share_under_contract": "0.1", "months_under_contract": 5}, [], []),
        ({"months_under_contract": 5}, [], []),
        (
            {"share_under_contract": 0, "months_under_contract": 5, "all_imported": True},
            ["no-contract-but-months-of-it"],
            ["share_under_contract", "months_under_contract"],
        ),
        (
            {"all_imported": True, "processing": "deep", "label_languages": 2},
            ["imported-but-deep"],
            ["all_imported", "processing"],
        ),
        (
            {
                "share_under_contract": 0,
                "months_under_contract": 5,
                "all_imported": True,
                "processing": "deep",
                "share_of_local_workers": "0.6",
            },
            ["imported-but-deep", "imported-but-local", "no-contract-but-months-of-it"],
            [
                "share_under_contract",
                "months_under_contract",
                "all_imported",
                "processing",
                "share_of_local_workers",
            ],
        ),
    ],
)
def test_each_contradiction_is_found_and_makes_its_own_facts_unknown(
    facts: dict[str, Any], found: list[str], doubted: list[str]
) -> None:
    table = contradicting()
    known = review(table, dossier(facts=facts))
    assert sorted(known.contradictions) == found
    assert set(facts) - set(known.facts) == set(doubted)
    assert known.gates == (
        {"imported"} if facts.get("all_imported") and "all_imported" not in doubted else set()
    )
    left = {name: value for name, value in facts.items() if name not in doubted}
    assert (known.true, known.false) == (review(table, dossier(facts=left)).true, _false(left))


def _false(facts: dict[str, Any]) -> int:
    return review(contradicting(), dossier(facts=facts)).false


# What is known of what a criterion asks


def known_of(on_file: list[dict[str, Any]] | None, **facts: object) -> list[tuple[object, ...]]:
    """What is known of the item of contracts, whose best level asks for a certificate too."""
    document = TABLE.resolved()
    levels = document["parts"][0]["groups"][0]["criteria"][1]["levels"]
    levels[3]["when"] = [
        {"months_under_contract": "from 12", "share_under_contract": "above 50 %"},
        {"document": ["certificate"], "label_languages": "from 2"},
    ]
    table = ProductSet(document)
    more = {} if on_file is None else {"documents": on_file}
    shown = review(table, dossier(facts=facts, **more))
    found = grounds(table.criterion("1.2"), shown, table.vocabulary)
    return [
        (
            getattr(g.of, "name", None) or getattr(g.of, "kind", None),
            g.value,
            [f.why for f in g.flaws],
        )
        for g in found
    ]


def test_each_fact_and_paper_that_is_known_stands_once_in_the_order_of_the_levels() -> None:
    share = ("share_under_contract", Decimal("0.6"), [])
    languages = ("label_languages", 2, [])
    facts = {"share_under_contract": "0.6", "label_languages": 2}
    assert known_of(None, **facts) == [share, languages]
    assert known_of([], **facts) == [share, ("certificate", False, []), languages]
    assert known_of([{"kind": "certificate"}], **facts) == [
        share,
        ("certificate", True, []),
        languages,
    ]


def test_a_paper_on_file_that_does_not_count_is_known_with_why() -> None:
    papers = [
        {"kind": "certificate", "expires_on": "2030-01-01"},
        {"kind": "contract", "expires_on": "2030-01-01"},
    ]
    assert known_of(papers) == [("certificate", False, ["expired"])]
