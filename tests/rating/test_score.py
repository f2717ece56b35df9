"""What a result means: the contract's eleven points, on the law's tables and on the small invented
one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.values import certifier_of
from ocop_scoring.rules.product_set import ProductSet

SHRIMP = ocop.ruleset("26-2026").product_set(8)
TOURISM = ocop.ruleset("26-2026").product_set(26)
SMALL = INVENTED.ruleset("mini-2030").product_set(1)
DEMO = Path(ocop.__file__).parent / "demo"

SEVENTY_TWO = {
    "1.1": 3,
    "1.2": 0,
    "1.3": 3,
    "1.4": 2,
    "1.5": 1,
    "1.6": 3,
    "1.7": 0,
    "2.1": 3,
    "2.2": 2,
    "2.3": 3,
    "2.4": 1,
    "3.1": 2,
    "3.2": 0,
    "3.3": 3,
    "3.4": 2,
    "3.5": 2,
    "4.1": 3,
    "4.2": 2,
    "4.3": 3,
    "5.1": 5,
    "5.2": 2,
    "5.3": 3,
    "6.1": 2,
    "6.2": 2,
    "6.3": 2,
    "6.4": 2,
    "6.5": 2,
    "7": 3,
    "8": 4,
    "9": 3,
    "10": 2,
    "11": 2,
}
GOOD = {
    "1.1": 3,
    "1.2": 3,
    "1.3": 2,
    "1.4": 1,
    "2.1": 3,
    "2.2": 2,
    "3.1.1": 2,
    "4": "a-full",
    "5": ["tea", "guides"],
}


def small(
    facts: dict[str, Any] | None = None,
    documents: list[dict[str, Any]] | None = None,
    **changes: Any,
) -> ocop.Evaluation:
    """The small table's best sheet, with facts, documents and other marks."""
    more: dict[str, Any] = {"facts": facts or {}} | (
        {} if documents is None else {"documents": documents}
    )
    dossier = dossier_for(SMALL, **more)
    marks = {number: mark for number, mark in (GOOD | changes).items() if mark is not None}
    return ocop.score(RULESETS["mini-2030"], dossier, sheet_for(SMALL, marks))


def codes(result: ocop.Evaluation) -> list[str]:
    return [finding.code for finding in result.findings]


def test_72_points_with_one_minimum_of_4_stars_missed_are_3_stars() -> None:
    result = rate(SHRIMP, SEVENTY_TWO)
    assert (result.total, dict(result.parts)) == (72, {"A": 30, "B": 18, "C": 24})
    assert (result.star_by_points, result.star) == (4, 3)
    assert [(u.star, u.criterion, u.needs, u.has) for u in result.unmet] == [
        (4, "1.5", "over-three-quarters", "half")
    ]


def test_90_points_that_miss_a_minimum_of_3_stars_are_2_stars() -> None:
    best = {c.number: max(lv.points for lv in c.levels) for c in SHRIMP.criteria}
    result = rate(SHRIMP, best | {"1.1": 0})
    assert (result.total, result.star_by_points, result.star) == (97, 5, 2)
    assert [(u.star, u.criterion, u.has) for u in result.unmet] == [(3, "1.1", None)]


@pytest.mark.parametrize(
    ("total", "star"), [(29, 1), (30, 2), (49, 2), (50, 3), (69, 3), (70, 4), (89, 4), (90, 5)]
)
def test_the_star_by_points_turns_exactly_at_the_threshold(total: int, star: int) -> None:
    marks = {c.number: max(lv.points for lv in c.levels) for c in SHRIMP.criteria}
    for criterion in reversed(SHRIMP.criteria):
        surplus = sum(marks.values()) - total
        fitting = [
            p
            for p in {0, *(lv.points for lv in criterion.levels)}
            if marks[criterion.number] - p <= surplus
        ]
        marks[criterion.number] = min(fitting)
    assert (rate(SHRIMP, marks).total, rate(SHRIMP, marks).star_by_points) == (total, star)


def test_a_criterion_without_a_zero_level_can_earn_zero() -> None:
    choice = rate(SHRIMP, SEVENTY_TWO | {"1.6": 0}).criteria[5]
    assert (choice.level, choice.points, choice.source) == (None, 0, "mark")


def test_not_assessed_is_not_zero() -> None:
    marks = {number: mark for number, mark in SEVENTY_TWO.items() if number != "7"}
    result = rate(SHRIMP, marks)
    assert (result.status, result.star, result.star_by_points, result.total) == (
        "incomplete",
        None,
        None,
        69,
    )
    assert result.range is not None
    assert (result.range.total, result.range.star) == ((69, 74), (3, 3))


def test_a_gate_of_the_assessor_rejects_and_leaves_the_points() -> None:
    result = rate(SHRIMP, SEVENTY_TWO, rejects=["unsafe-impurities"])
    assert (result.status, result.star, result.total, result.star_by_points) == (
        "rejected",
        None,
        72,
        4,
    )
    assert [(r.gate.id, r.gate.outcome, r.source) for r in result.gates] == [
        ("unsafe-impurities", "stopped", "sheet")
    ]
    assert result.next_star is None


def test_a_gate_rejects_an_unfinished_sheet_too() -> None:
    result = rate(SHRIMP, {"1.1": 3}, rejects=["forged-dossier"])
    assert (result.status, result.star, result.range) == ("rejected", None, None)


def test_a_gate_follows_from_marks() -> None:
    result = small(**{"3.1.1": 0})
    assert [(r.gate.id, r.source) for r in result.gates] == [("zero-look", "marks")]
    assert not small(**{"3.1.1": None}).gates


def test_without_a_list_of_documents_nothing_follows_from_papers() -> None:
    result = small()
    assert (result.status, codes(result)) == ("rated", ["documents-not-listed"])


REQUIRED = {"certificate_required": True}


def test_an_empty_list_of_documents_is_the_whole_file() -> None:
    assert [r.gate.id for r in small(REQUIRED, []).gates] == ["no-certificate"]


@pytest.mark.parametrize(
    ("required", "status", "said"),
    [
        (True, "rejected", []),
        (False, "rated", []),
        (None, "rated", ["requirement-unknown"]),
    ],
)
def test_a_gate_on_a_paper_that_is_required_of_some_needs_to_be_told_that_it_is(
    required: bool | None, status: str, said: list[str]
) -> None:
    result = small({"certificate_required": required}, [])
    assert (result.status, codes(result)) == (status, said)


@pytest.mark.parametrize(
    ("expires", "status"),
    [("2030-09-14", "rejected"), ("2030-09-15", "rated"), ("2030-09-16", "rated")],
)
def test_a_certificate_counts_to_the_last_day_of_its_validity(expires: str, status: str) -> None:
    result = small(REQUIRED, [{"kind": "certificate", "expires_on": expires}])
    assert result.status == status
    assert ("document-expired" in codes(result)) == (status == "rejected")


def test_a_document_of_another_producer_does_not_count() -> None:
    result = small(REQUIRED, [{"kind": "certificate", "issued_to": "Tên khác"}])
    assert (result.status, codes(result)) == ("rejected", ["document-other-producer"])


def test_a_mark_above_what_facts_show_counts_and_is_reported() -> None:
    result = small({"share_of_local_workers": "0.3"})
    assert result.criteria[0].points == 3
    assert "mark-above-evidence" in codes(result)


def test_a_mark_below_what_facts_show_counts_and_is_reported() -> None:
    result = small({"share_of_local_workers": "0.5"}, **{"1.1": 1})
    assert result.criteria[0].points == 1
    assert "mark-below-evidence" in codes(result)


def test_a_mark_below_what_is_shown_at_least_is_reported() -> None:
    assert "mark-below-evidence" in codes(small({"share_under_contract": "0.9"}, **{"1.2": 1}))
    for mark in (2, 3):
        assert codes(small({"share_under_contract": "0.9"}, **{"1.2": mark})) == [
            "documents-not-listed"
        ]


def test_a_mark_that_known_facts_exclude_is_reported_though_others_are_unknown() -> None:
    assert "mark-above-bound" in codes(small({"months_under_contract": 3}, **{"1.2": 3}))


def test_a_yes_no_item_is_marked_by_its_words_too() -> None:
    assert small(**{"1.4": "yes"}).criteria[3].points == 1
    assert small(**{"1.4": "no"}).criteria[3].points == 0


def test_rows_bear_the_names_of_the_json() -> None:
    result = rate(SHRIMP, SEVENTY_TWO, rejects=["forged-dossier"])
    assert (result.criteria[0].number, result.criteria[0].id, result.criteria[0].max) == (
        "1.1",
        "local-materials",
        3,
    )
    assert (result.gates[0].id, result.gates[0].outcome, result.gates[0].vi) == (
        "forged-dossier",
        "rejected",
        "Hồ sơ giả mạo",
    )


def test_a_mark_above_a_bound_is_reported() -> None:
    assert "mark-above-bound" in codes(small({"processing": "simple"}))
    assert "mark-above-bound" not in codes(small({"processing": "deep"}))
    assert "mark-above-bound" not in codes(small())


@pytest.mark.parametrize(
    ("share", "level"), [("0.5", "most"), ("0.4999", "some"), ("1", "most"), ("0", None)]
)
def test_facts_decide_a_criterion_without_a_mark(share: str, level: str | None) -> None:
    choice = small({"share_of_local_workers": share}, **{"1.1": None}).criteria[0]
    assert (choice.level, choice.source) == (level, "fact")


def test_an_absent_fact_leaves_a_criterion_open() -> None:
    assert small(**{"1.1": None}).criteria[0].source == "none"


@pytest.mark.parametrize("months", [None, 3])
def test_the_level_worth_zero_is_decided_where_every_other_level_is_denied(
    months: int | None,
) -> None:
    facts = {"share_under_contract": "0.1", "months_under_contract": months}
    decided = small(facts, **{"1.2": None}).criteria[1]
    assert (decided.level, decided.source) == ("none", "fact")
    assert small({"months_under_contract": 3}, **{"1.2": None}).criteria[1].source == "none"


def test_without_a_story_its_structure_counts_nothing_and_its_minimum_is_missed() -> None:
    result = small(**{"2.1": 0, "2.2": 2})
    structure = result.criteria[5]
    assert (structure.points, structure.source, structure.level) == (0, "condition", None)
    assert "mark-without-condition" in codes(result)
    assert small(**{"2.1": 0, "2.2": None}).status == "rated"
    assert [u.criterion for u in rate(SMALL, GOOD | {"2.1": 0}).unmet if u.star == 4] == ["2.1"]


def test_an_open_story_leaves_both_outcomes_possible() -> None:
    result = small(**{"2.1": None})
    assert result.range is not None
    assert result.total == 17
    assert result.range.total == (15, 20)


def test_a_minimum_binds_within_its_case() -> None:
    assert not rate(SMALL, GOOD | {"4": "b-basic"}).unmet
    assert [u.criterion for u in rate(SMALL, GOOD | {"4": 0}).unmet] == ["4"]


def test_points_that_two_cases_share_are_refused_with_their_ids() -> None:
    with pytest.raises(ocop.FilingError, match="name one by its id: a-basic, b-basic"):
        rate(SMALL, GOOD | {"4": 1})


def test_items_that_take_different_cases_are_reported() -> None:
    marks = {c.number: c.levels[0].id for c in TOURISM.criteria}
    result = rate(TOURISM, marks | {"8": "b-recognised", "9": TOURISM.criterion("9").levels[0].id})
    assert "cases-differ" in codes(result)


def test_lines_add_up_where_the_item_says_so() -> None:
    assert rate(SMALL, GOOD).criteria[8].points == 2
    assert rate(SMALL, GOOD | {"5": ["tea"]}).criteria[8].points == 1
    assert (
        rate(SMALL, GOOD | {"5": []}).criteria[8].points
        == rate(SMALL, GOOD | {"5": 0}).criteria[8].points
        == 0
    )
    for wrong in (["tea", "tea"], "tea", 1):
        with pytest.raises(ocop.FilingError, match="lines-of-item"):
            rate(SMALL, GOOD | {"5": wrong})


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ({"1.5": 4}, "criterion 1.5 has no level with 4 points; its levels have 0, 1, 2, 3."),
        (
            {"1.55": 1},
            "marks/1.55 unknown-criterion: the table has no criterion “1.55”; perhaps 1.5 is meant.",
        ),
        (
            {"1.5": "most"},
            "marks/1.5 unknown-level: criterion 1.5 has no level “most”; expected none, half, over-three-quarters, stable-twelve-months.",
        ),
        ({"1.5": "half-"}, "“half-” is not a mark; perhaps half is meant."),
        (
            {"1.5": ["half"]},
            "marks/1.5 list-of-levels: criterion 1.5 doesn't take the list “half”; name one level, of none, half, over-three-quarters, stable-twelve-months.",
        ),
    ],
)
def test_marks_that_fit_no_level_are_refused(marks: dict[str, Any], message: str) -> None:
    with pytest.raises(ocop.FilingError) as refused:
        rate(SHRIMP, SEVENTY_TWO | marks)
    assert message in str(refused.value)


def test_every_wrong_mark_of_a_sheet_is_named_at_once() -> None:
    with pytest.raises(ocop.FilingError) as refused:
        rate(SHRIMP, SEVENTY_TWO | {"1.1": 9, "1.2": 9, "99": 1})
    assert [fault.code for fault in refused.value.faults] == [
        "unknown-points",
        "unknown-points",
        "unknown-criterion",
    ]


def test_an_unknown_gate_is_refused() -> None:
    with pytest.raises(ocop.FilingError, match="no gate “forged”; perhaps forged-dossier is meant"):
        rate(SHRIMP, SEVENTY_TWO, rejects=["forged"])


def test_a_sheet_for_another_ruleset_or_product_is_refused() -> None:
    with pytest.raises(ocop.FilingError, match="it names ruleset 148-2023, but 26-2026 is used"):
        rate(SHRIMP, SEVENTY_TWO, ruleset="148-2023")
    dossier = dossier_for(
        SHRIMP,
        product={
            "name": "M",
            "product_set": 8,
            "commune": "X",
            "province": "T",
            "code": "96-1-1-2026",
        },
    )
    sheet = sheet_for(SHRIMP, SEVENTY_TWO, product_code="96-1-2-2026")
    with pytest.raises(
        ocop.FilingError, match="the sheet is for product 96-1-2-2026, the dossier for 96-1-1-2026"
    ):
        ocop.score(RULESETS["26-2026"], dossier, sheet)


def test_a_product_set_that_the_ruleset_lacks_is_refused() -> None:
    dossier = dossier_for(
        SHRIMP, product={"name": "M", "product_set": 99, "commune": "X", "province": "T"}
    )
    with pytest.raises(ocop.CatalogError, match="ruleset 26-2026 has no product set 99; it has 1"):
        ocop.score(RULESETS["26-2026"], dossier, sheet_for(SHRIMP, {}))


def test_a_dossier_in_the_wrong_class_gets_a_finding() -> None:
    product = {"name": "M", "product_set": 8, "commune": "X", "province": "T"}
    for group, code in (
        ("sauces-fish-sauce", "wrong-product-set"),
        ("no-such", "unknown-product-group"),
    ):
        dossier = dossier_for(SHRIMP, product=product | {"product_group": group})
        assert code in codes(
            ocop.score(RULESETS["26-2026"], dossier, sheet_for(SHRIMP, SEVENTY_TWO))
        )
    fitting = dossier_for(SHRIMP, product=product | {"product_group": "food"})
    assert codes(ocop.score(RULESETS["26-2026"], fitting, sheet_for(SHRIMP, SEVENTY_TWO))) == [
        "documents-not-listed"
    ]


def test_facts_and_papers_that_no_vocabulary_has_are_refused_when_a_dossier_is_rated() -> None:
    """A dossier made without a catalogue has only its form checked."""
    entries = dossier_for(SHRIMP).model_dump()
    for more, code in (
        ({"facts": {"share_of_local_worker": "0.5"}}, "unknown-fact"),
        ({"facts": {"share_of_local_workers": True}}, "not-a-share"),
        ({"documents": [{"kind": "no-such-paper"}]}, "unknown-document"),
    ):
        bare = ocop.Dossier.model_validate(entries | more)
        with pytest.raises(ocop.FilingError, match=code):
            ocop.score(RULESETS["26-2026"], bare, sheet_for(SHRIMP, SEVENTY_TWO))


def test_a_ruleset_that_the_dates_do_not_allow_gets_a_finding() -> None:
    dossier = dossier_for(SHRIMP, application={"kind": "first", "submitted_on": "2026-05-10"})
    assert "ruleset-not-applicable" in codes(
        ocop.score(RULESETS["26-2026"], dossier, sheet_for(SHRIMP, SEVENTY_TWO))
    )
    too_late = sheet_for(SHRIMP, SEVENTY_TWO, assessed_on="2026-07-22")
    assert "ruleset-not-applicable" not in codes(ocop.score(RULESETS["26-2026"], dossier, too_late))


def test_the_ruleset_is_the_one_named_else_the_dossiers_else_the_one_of_its_dates() -> None:
    assert ocop.ruleset_for(dossier_for(SHRIMP)).id == "26-2026"
    assert ocop.ruleset_for(dossier_for(SHRIMP), "26-2026").id == "26-2026"
    early = dossier_for(SHRIMP, application={"kind": "first", "submitted_on": "2019-01-01"})
    with pytest.raises(
        ocop.CatalogError,
        match="application/submitted_on no-ruleset-for-dates: no known ruleset covers",
    ):
        ocop.ruleset_for(early)


def test_a_dossier_that_falls_under_rules_that_are_not_here_is_refused_by_name() -> None:
    earlier = dossier_for(SHRIMP, application={"kind": "first", "submitted_on": "2026-05-10"})
    if "148-2023+1489" not in {rules.id for rules in ocop.rulesets()}:
        with pytest.raises(
            ocop.CatalogError,
            match=r"filed on 2026-05-10 falls under 148-2023\+1489, which is not among",
        ):
            ocop.ruleset_for(earlier)


def test_the_next_star_is_the_fewest_changes_then_the_fewest_points() -> None:
    plan = rate(SHRIMP, SEVENTY_TWO).next_star
    assert plan is not None
    assert (plan.star, plan.points_missing) == (4, 0)
    assert [(c.criterion, c.to, c.points) for c in plan.changes] == [
        ("1.5", "over-three-quarters", 1)
    ]


def test_there_is_no_next_star_at_the_top_or_where_nothing_can_reach_it() -> None:
    best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in SHRIMP.criteria}
    assert rate(SHRIMP, best).star == 5
    assert rate(SHRIMP, best).next_star is None


def test_the_result_as_json_has_the_contracts_keys_in_order() -> None:
    result = json.loads(rate(SHRIMP, SEVENTY_TWO).to_json())
    assert list(result) == [
        "format",
        "ruleset",
        "product_set",
        "ruleset_digest",
        "engine",
        "status",
        "total",
        "parts",
        "star_by_points",
        "star",
        "range",
        "unmet",
        "gates",
        "criteria",
        "findings",
        "readings",
        "caveats",
        "next_star",
        "toward",
        "rated",
        "released",
        "at_most",
        "at_least",
        "certifies",
    ]
    assert result["total"] == "72"
    assert list(result["criteria"][0]) == [
        "number",
        "id",
        "level",
        "points",
        "max",
        "source",
        "vi",
        "en",
    ]
    assert result["next_star"]["changes"][0] == {
        "criterion": "1.5",
        "from": "half",
        "to": "over-three-quarters",
        "points": "1",
    }
    assert {"exactly-three-quarters", "minimum-not-met"} <= set(result["readings"])


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert rate(SHRIMP, SEVENTY_TWO).to_json() == rate(SHRIMP, SEVENTY_TWO).to_json()


@pytest.mark.parametrize(
    ("sheet", "status", "stars"),
    [
        ("sheet", "rated", (4, 3)),
        ("sheet-incomplete", "incomplete", (None, None)),
        ("sheet-rejected", "rejected", (4, None)),
    ],
)
def test_the_demo_shows_the_three_outcomes(
    sheet: str, status: str, stars: tuple[int | None, int | None]
) -> None:
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    result = ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet(DEMO / f"{sheet}.yaml"))
    assert (result.status, (result.star_by_points, result.star)) == (status, stars)
    if status == "rated":
        assert [u.criterion for u in result.unmet] == ["1.5", "3.4"]
        assert set(codes(result)) == {
            "mark-above-evidence",
            "document-expired",
        }


def test_the_result_explains_itself_in_both_languages() -> None:
    result = rate(SHRIMP, SEVENTY_TWO)
    assert "72 điểm thuộc thang 4★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★" in result.explain(
        "vi"
    )
    assert "72 points reach 4★, but minimum conditions are missed: 3★ is given" in result.explain(
        "en"
    )


def test_every_table_can_be_rated_at_its_best() -> None:
    for table in _tables():
        best = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in table.criteria}
        result = rate(table, best)
        assert (result.total, result.star) == (100, 5), table


def _tables() -> list[ProductSet]:
    rules = ocop.ruleset("26-2026")
    return [rules.product_set(number) for number in rules.numbers]


def test_what_does_not_fit_is_told_with_its_code_and_path() -> None:
    table = INVENTED.ruleset("mini-2030").product_set(1)
    rules = INVENTED.ruleset("mini-2030")
    application = {"kind": "first", "submitted_on": "2030-09-15", "ruleset": "26-2026"}
    with pytest.raises(ocop.FilingError) as refused:
        ocop.score(rules, dossier_for(table, application=application), sheet_for(table, {}))
    (fault,) = refused.value.faults
    assert (fault.code, fault.path) == ("other-ruleset", "application/ruleset")
    assert (fault.found, fault.right) == ("26-2026", "mini-2030")
    with pytest.raises(ocop.CatalogError) as unknown:
        ocop.ruleset_for(
            dossier_for(table, application=application | {"ruleset": "no-such"}), catalog=INVENTED
        )
    (fault,) = unknown.value.faults
    assert (fault.code, fault.path, fault.found) == (
        "unknown-ruleset",
        "application/ruleset",
        "no-such",
    )


def test_a_result_in_json_says_the_facts_that_decided_and_the_day_of_rating() -> None:
    table = INVENTED.ruleset("mini-2030").product_set(1)
    dossier = dossier_for(table, facts={"share_of_local_workers": 0.64})
    sheet = sheet_for(table, {}, assessed_on="2030-10-02")
    said = ocop.score(INVENTED.ruleset("mini-2030"), dossier, sheet).as_json()
    first = said["criteria"][0]
    assert (first["source"], first["level"]) == ("fact", "most")
    assert first["en"].endswith("(Share of local workers: 64 %)")
    assert said["rated"]["assessed_on"] == "2030-10-02"


# Gates: one entry for each who raised one


def test_a_gate_that_sheet_and_papers_raise_has_an_entry_of_each() -> None:
    dossier = dossier_for(
        SMALL,
        facts={"certificate_required": True},
        documents=[{"kind": "certificate", "number": "12", "expires_on": "2020-01-01"}],
    )
    sheet = sheet_for(SMALL, {}, rejects=["no-certificate"])
    result = ocop.score(RULESETS["mini-2030"], dossier, sheet)
    of_sheet, of_papers = result.as_json()["gates"]
    assert (of_sheet["id"], of_papers["id"]) == ("no-certificate", "no-certificate")
    assert (of_sheet["source"], of_papers["source"]) == ("sheet", "evidence")
    assert of_sheet["values"] == {}
    (paper,) = of_papers["values"]["papers"]
    assert (paper["document"], paper["number"], paper["why"]) == (0, "12", "expired")
    assert "12" in of_papers["vi"]
    assert of_sheet["provenance"] == of_papers["provenance"] == "published"
    (said,) = result.held_back("vi")
    assert said.startswith("Bị loại: ")
    assert said.endswith("(căn cứ phiếu đánh giá, hồ sơ)")


def test_a_gate_of_marks_names_the_criteria_that_raised_it() -> None:
    (gate,) = small(**{"3.1.1": 0}).as_json()["gates"]
    assert (gate["source"], gate["values"]) == ("marks", {"criteria": ["3.1.1"]})


def test_a_stopped_rating_is_not_announced_as_a_rejection() -> None:
    stopped, rejected = small(**{"3.1.1": 0}), rate(SMALL, {}, rejects=["forged"])
    assert stopped.status == rejected.status == "rejected"
    assert stopped.verdict("vi").startswith("Dừng đánh giá")
    assert rejected.verdict("vi").startswith("Hồ sơ bị loại")
    assert stopped.verdict("en").startswith("The rating is stopped")
    both = rate(SMALL, {"3.1.1": 0}, rejects=["forged"])
    assert both.verdict("vi").startswith("Hồ sơ bị loại")


def test_under_a_gate_words_leave_out_missed_minimums_and_json_keeps_them() -> None:
    result = small(**{"1.1": 1, "3.1.1": 0})
    assert result.unmet
    assert len(result.held_back("vi")) == 1


# Who certifies


@pytest.mark.parametrize(
    ("ruleset", "filed", "assessed", "who"),
    [
        ("26-2026", "2026-09-15", None, {5: "ministry", 4: "province", 3: "province", 2: None}),
        ("148-2023", "2024-09-15", "2024-12-01", {5: "ministry", 4: "province", 3: "district"}),
        ("148-2023", "2025-07-05", "2025-09-01", {5: "ministry", 4: "province", 3: "province"}),
        ("1048-2019", "2020-01-15", None, {5: "ministry", 4: "province", 3: "province"}),
    ],
)
def test_who_certifies_follows_from_the_star_and_the_day_of_rating(
    ruleset: str, filed: str, assessed: str | None, who: dict[int, str | None]
) -> None:
    rules = ocop.ruleset(ruleset)
    table = rules.product_set(2)
    dossier = dossier_for(table, application={"kind": "first", "submitted_on": filed})
    sheet = sheet_for(table, {}, assessed_on=assessed)
    for star, expected in who.items():
        assert certifier_of(rules, star, dossier, sheet) == expected
    assert certifier_of(rules, None, dossier, sheet) is None
    assert ocop.score(rules, dossier, sheet).as_json()["certifies"] is None  # incomplete
