"""What a council should look at: marks against facts, papers that a ticked level rests on, cases."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import review
from ocop_scoring.lang import LANGUAGES, has_message
from ocop_scoring.rating.finding import REGISTER, Finding
from ocop_scoring.rating.findings import findings_of
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.terms import SEVERITIES

SHRIMP = RULESETS["26-2026"].product_set(8)
SMALL = INVENTED.ruleset("mini-2030").product_set(1)
BEST = {c.number: max(c.levels, key=lambda lv: lv.points).id for c in SHRIMP.criteria}


def found(
    table: ProductSet,
    marks: dict[str, Any],
    documents: list[dict[str, Any]] | None = None,
    **facts: object,
) -> list[Finding]:
    """The findings on these marks, facts and papers; None: no papers were filed."""
    more: dict[str, Any] = {"facts": facts}
    if documents is not None:
        more["documents"] = documents
    rules = RULESETS[table.ruleset]
    return list(ocop.score(rules, dossier_for(table, **more), sheet_for(table, marks)).findings)


def codes(*found_ones: Finding) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.criterion) for finding in found_ones]


REQUIRED: dict[str, object] = {
    "food_safety_certificate_required": True,
    "environment_file_required": True,
}


def missing(marks: dict[str, Any], *kinds: str, **facts: object) -> list[Any]:
    """What is said to be missing, with only these papers on file: by criterion, what all ways to
    the ticked level lack, and of what one is enough.
    """
    given = [{"kind": kind, "number": kind} for kind in kinds]
    return [
        (finding.criterion, dict(finding.values["lacking"]))  # type: ignore[call-overload]
        for finding in found(SHRIMP, marks, given, **REQUIRED | facts)
        if finding.values.get("lacking")
    ]


def lacks(*every: str, one_of: tuple[tuple[str, ...], ...] = ()) -> dict[str, object]:
    """What `missing` gives: all these papers, and one of each group."""
    return {"all_of": every, "one_of": tuple([tuple([(n,) for n in names]) for names in one_of])}


def title(kind: str) -> str:
    return SHRIMP.vocabulary.documents[kind].title.vi


# Papers that a ticked level rests on


def test_a_ticked_level_whose_paper_is_not_on_file_is_reported_with_the_paper() -> None:
    assert missing({"1.2": 1}) == [("1.2", lacks("national-area-certificate"))]
    (finding,) = found(SHRIMP, {"1.2": 1}, [], food_safety_certificate_required=False)
    assert finding.code == "mark-above-evidence"
    assert title("national-area-certificate") in finding.vi
    assert "1.2" in finding.en


def test_a_paper_that_is_missing_is_told_once_with_what_is_ticked_above_it() -> None:
    every = found(SHRIMP, {"1.2": 1, "1.6": 2, "8": 4, "9": 1}, [], **REQUIRED)
    numbers = [finding.criterion for finding in every if finding.criterion]
    assert sorted(numbers) == ["1.2", "1.6", "8", "9"]


def test_a_paper_on_file_is_not_missing() -> None:
    assert missing({"1.2": 1}, "national-area-certificate") == []


def test_without_a_list_of_papers_none_is_said_to_be_missing() -> None:
    assert codes(*found(SHRIMP, {"1.2": 1})) == [("documents-not-listed", None)]


def test_a_level_that_rests_on_no_paper_misses_none() -> None:
    assert missing({"1.2": 0, "1.1": 3}) == []


def test_each_paper_that_is_missing_is_named() -> None:
    environment = ("environment-file", "environmental-impact-assessment")
    assert missing({"1.6": 2}) == [("1.6", lacks("waste-treatment-proof", one_of=(environment,)))]
    assert missing({"1.6": 2}, "environment-file") == [("1.6", lacks("waste-treatment-proof"))]


PATENTS = (
    "industrial-design-patent",
    "invention-patent",
    "utility-solution-patent",
    "copyright-certificate",
)


def test_of_papers_any_of_which_would_do_all_are_named() -> None:
    marked = ["trademark-certificate", "geographic-origin-sign"]
    known = {"protected_indication_exists": False, "all_marks_registered": True}
    assert missing({"3.5": 3}, *marked, **known) == [("3.5", lacks(one_of=(PATENTS,)))]


def test_papers_of_two_kinds_of_choices_are_told_as_two() -> None:
    ((number, lacking),) = missing({"3.5": 3}, all_marks_registered=True)
    assert (number, lacking["all_of"]) == ("3.5", ("trademark-certificate",))
    assert lacking["one_of"] == (
        (("geographic-origin-sign", "protected_indication_exists"), ("right-of-use",)),
        tuple([(patent,) for patent in PATENTS]),
    )


def test_what_every_way_lacks_is_told_apart_from_what_one_of_would_do() -> None:
    table = SMALL.resolved()
    item = table["parts"][0]["groups"][0]["criteria"][1]
    item["levels"][3]["when"] = [
        {"document": ["certificate", "contract"]},
        {"document": ["certificate"], "certificate_required": False},
    ]
    table["vocabulary"]["documents"]["contract"] = {"vi": "Hợp đồng", "en": "Contract"}
    item["levels"][1]["when"] = [{"document": ["certificate"]}]
    laid, dossier = table_of(ProductSet(table)), dossier_for(SMALL, documents=[])
    sheet = sheet_for(SMALL, {"1.2": 3})
    outcome = rate(laid, review(laid, dossier, {}), sheet)
    every = findings_of(outcome, RULESETS["mini-2030"], dossier, sheet)
    (finding,) = [found for found in every if found.criterion == "1.2"]
    assert finding.values["lacking"] == lacks(
        "certificate", one_of=(("contract", "certificate_required"),)
    )
    assert "Certificate; one of: Contract / The law requires the certificate: no" in finding.en


def test_a_paper_is_not_missing_where_another_alternative_holds_or_is_open() -> None:
    assert missing({"3.5": 1}, "trademark-certificate") == []
    assert missing({"3.5": 2}, "trademark-certificate", "geographic-origin-sign") == []


# Marks on papers that the law may not require


def unstated(marks: dict[str, Any], *kinds: str, **facts: object) -> list[tuple[object, ...]]:
    """The items whose ticked level rests on a paper of which nobody says whether it is required,
    with the facts that would say it.
    """
    given = [{"kind": kind} for kind in ("food-safety-certificate", *kinds)]
    return [
        (finding.criterion, finding.values["facts"])
        for finding in found(SHRIMP, marks, given, **facts)
        if finding.code == "mark-requirement-unknown"
    ]


def test_a_mark_on_a_paper_that_may_not_be_required_asks_whether_it_is() -> None:
    assert unstated({"1.6": 1}) == [("1.6", ("environment_file_required",))]
    assert unstated({"1.6": 2}, "waste-treatment-proof") == [
        ("1.6", ("environment_file_required",))
    ]
    (asked,) = [
        finding
        for finding in found(SHRIMP, {"1.6": 1}, [])
        if finding.code == "mark-requirement-unknown"
    ]
    paper = SHRIMP.vocabulary.documents["environment-file"].title
    for said, words in ((asked.vi, paper.vi), (asked.en, paper.say("en"))):
        assert words in said
        assert "environment_file_required" in said


@pytest.mark.parametrize("required", [True, False])
def test_once_it_is_said_whether_a_paper_is_required_the_mark_asks_nothing(required: bool) -> None:
    assert unstated({"1.6": 1}, environment_file_required=required) == []


def test_a_mark_whose_paper_is_on_file_or_lacks_more_asks_nothing() -> None:
    assert unstated({"1.6": 1}, "environment-file") == []
    assert unstated({"1.6": 1}, "environmental-impact-assessment") == []
    assert unstated({"1.6": 2}) == []
    assert unstated({"3.5": 2}, "trademark-certificate", "geographic-origin-sign") == []


def test_what_a_gate_asks_already_a_mark_does_not_ask_again() -> None:
    codes_of = [code for code, _ in codes(*found(SHRIMP, {"9": 1}, []))]
    assert "requirement-unknown" in codes_of
    assert "mark-requirement-unknown" not in codes_of


# Marks above what is known


def test_a_guarded_level_whose_need_is_denied_is_above_its_bound() -> None:
    assert ("mark-above-bound", "1.3") in codes(*found(SMALL, {"1.3": 2}, processing="simple"))
    assert codes(*found(SMALL, {"1.3": 1}, processing="simple")) == [("documents-not-listed", None)]
    assert codes(*found(SMALL, {"1.3": 2}, processing="deep")) == [("documents-not-listed", None)]
    assert codes(*found(SMALL, {"1.3": 2})) == [("documents-not-listed", None)]


def test_a_denied_level_below_the_best_that_is_still_possible_is_not_above_a_bound() -> None:
    assert codes(*found(SMALL, {"1.2": 1}, share_under_contract="0.9")) == [
        ("mark-below-evidence", "1.2"),
        ("documents-not-listed", None),
    ]


def test_a_denied_level_above_all_that_is_still_possible_is_above_its_bound() -> None:
    assert codes(*found(SMALL, {"1.2": 3}, months_under_contract=3)) == [
        ("mark-above-bound", "1.2"),
        ("documents-not-listed", None),
    ]


def summed() -> ProductSet:
    """The small table with facts that deny lines of its item of lines."""
    document = SMALL.resolved()
    (item,) = [
        c
        for p in document["parts"]
        for g in p["groups"]
        for c in g["criteria"]
        if c["number"] == "5"
    ]
    item["evidence"], item["points"] = "derived", 4
    item["levels"] = [
        {"id": "tea", "points": 1, "vi": "Trà", "when": [{"all_imported": False}]},
        {"id": "guides", "points": 1, "vi": "Người dẫn"},
        {"id": "shop", "points": 1, "vi": "Quầy"},
        {"id": "stage", "points": 1, "vi": "Sân khấu"},
    ]
    document["parts"][1]["points"] += 2
    document["ruleset"]["stars"]["5"] = "from 18 to 22"
    return ProductSet(document)


@pytest.mark.parametrize(
    ("ticked", "is_above"),
    [(["tea", "guides", "shop"], False), (["tea", "guides", "shop", "stage"], True)],
)
def test_lines_are_above_their_bound_where_the_lines_not_denied_give_fewer_points(
    ticked: list[str], is_above: bool
) -> None:
    table, dossier = table_of(summed()), dossier_for(SMALL, facts={"all_imported": True})
    sheet = sheet_for(SMALL, {"5": ticked})
    outcome = rate(table, review(table, dossier, dossier.facts), sheet)
    found_ones = findings_of(outcome, RULESETS["mini-2030"], dossier, sheet)
    assert (("mark-above-bound", "5") in codes(*found_ones)) is is_above


def test_a_mark_beside_what_facts_show_has_the_same_points_and_another_level() -> None:
    document = SMALL.resolved()
    levels = document["parts"][0]["groups"][0]["criteria"][0]["levels"]
    levels.append({"id": "many", "points": 3, "vi": "Nhiều"})
    table, dossier = (
        table_of(ProductSet(document)),
        dossier_for(SMALL, facts={"share_of_local_workers": "0.6"}),
    )
    for mark, expected in (("many", ["mark-beside-evidence"]), ("most", [])):
        sheet = sheet_for(SMALL, {"1.1": mark})
        outcome = rate(table, review(table, dossier, dossier.facts), sheet)
        every = findings_of(outcome, RULESETS["mini-2030"], dossier, sheet)
        assert [f.code for f in every if f.criterion == "1.1"] == expected


def test_a_mark_on_what_facts_show_is_no_finding() -> None:
    assert codes(*found(SMALL, {"1.1": "most"}, share_of_local_workers="0.6")) == [
        ("documents-not-listed", None)
    ]


@pytest.mark.parametrize(
    ("mark", "code"),
    [("some", "mark-below-evidence"), (0, "mark-below-evidence"), ("most", None)],
)
def test_a_mark_below_what_facts_show(mark: object, code: str | None) -> None:
    every = codes(*found(SMALL, {"1.1": mark}, share_of_local_workers="0.6"))
    assert every == ([(code, "1.1")] if code else []) + [("documents-not-listed", None)]


# The order and the sentences


def test_loud_findings_stand_first_then_marks_in_printed_order_then_papers() -> None:
    application = {"kind": "first", "submitted_on": "2026-05-10"}
    dossier = dossier_for(
        SHRIMP,
        application=application,
        facts={"food_safety_certificate_required": False},
        documents=[{"kind": "test-report", "expires_on": "2020-01-01"}],
    )
    result = ocop.score(RULESETS["26-2026"], dossier, sheet_for(SHRIMP, {"8": 4, "1.2": 1}))
    assert codes(*result.findings) == [
        ("ruleset-not-applicable", None),
        ("mark-above-evidence", "1.2"),
        ("mark-above-evidence", "8"),
        ("document-expired", None),
        ("limit-unchecked", None),
    ]


def test_a_finding_is_a_value_that_says_itself_in_two_languages() -> None:
    (one,) = found(SMALL, {})
    (other,) = found(SMALL, {})
    assert one == other
    assert hash(one) == hash(other)
    assert one.vi != one.en
    with pytest.raises(ocop.FilingError, match="wrong-option"):
        one.say("fr")  # type: ignore[arg-type]


# What every finding carries


def several() -> ocop.Evaluation:
    """Findings of each sort: on marks, papers, dates, and the dossier as a whole."""
    dossier = dossier_for(
        SHRIMP,
        facts={"share_of_provincial_materials": "0.82", "food_safety_certificate_required": False},
        documents=[
            {"kind": "national-area-certificate", "expires_on": "2020-05-01", "number": "7"},
        ],
    )
    product = {**dossier.product.model_dump(), "product_group": "nowhere"}
    changed = dossier.model_copy(update={"product": product})
    return ocop.score(RULESETS["26-2026"], changed, sheet_for(SHRIMP, {"1.2": 1, "1.1": 1}))


def test_findings_come_by_severity_then_in_printed_order() -> None:
    result = several()
    assert [(f.severity, f.code, f.criterion) for f in result.findings] == [
        ("loud", "unknown-product-group", None),
        ("check", "mark-below-evidence", "1.1"),
        ("check", "mark-above-evidence", "1.2"),
        ("check", "document-expired", None),
    ]
    assert [f.rank for f in result.findings] == sorted(f.rank for f in result.findings)


def test_a_finding_carries_what_its_sentence_is_made_of_in_plain_values() -> None:
    of = {finding.code: finding for finding in several().findings}
    assert of["mark-below-evidence"].values == {
        "criterion": "1.1",
        "marked": ("below-half",),
        "points": "1",
        "shown": ("most",),
        "shown_points": "3",
        "lacking": None,
        "facts": {"share_of_provincial_materials": "0.82"},
    }
    assert of["mark-above-evidence"].values["lacking"] == lacks("national-area-certificate")
    assert of["document-expired"].values["expires_on"] == "2020-05-01"


def test_a_finding_on_a_paper_has_its_position_in_json_and_others_have_none() -> None:
    shown = several().as_json()["findings"]
    assert {f["code"]: f["document"] for f in shown if "document" in f} == {"document-expired": 0}
    assert all(json.loads(json.dumps(f)) == f for f in shown)
    shown[1]["values"]["facts"]["share_of_provincial_materials"] = "0"
    assert several().as_json()["findings"] != shown


def test_in_plain_text_the_loud_ones_are_marked_more() -> None:
    assert [f.sign for f in several().findings] == ["!!", "!", "!", "!"]


def test_every_code_has_a_severity_and_a_sentence_in_both_languages() -> None:
    for kind in REGISTER.values():
        assert kind.severity in SEVERITIES
        assert all(has_message(kind.sentence, lang) for lang in LANGUAGES)


def test_a_paper_that_is_missing_is_not_asked_for_again() -> None:
    table = ocop.ruleset("1048-2019").product_set(7)
    dossier = dossier_for(table, documents=[])
    result = ocop.score(ocop.ruleset("1048-2019"), dossier, sheet_for(table, {"9": "advanced"}))
    assert codes(*[f for f in result.findings if f.criterion == "9"]) == [("document-missing", "9")]


def test_a_gate_whose_paper_is_on_file_asks_nothing_so_that_a_mark_may() -> None:
    """A mark that another paper would show, which the same fact waives."""
    table = SMALL.resolved()
    item = table["parts"][0]["groups"][0]["criteria"][0]
    item["levels"][1]["when"] = [{"document": ["contract"]}, {"certificate_required": False}]
    table["vocabulary"]["documents"]["contract"] = {"vi": "Hợp đồng", "en": "Contract"}
    laid = table_of(ProductSet(table))
    for on_file, expected in (
        (["certificate"], [("mark-requirement-unknown", "1.1")]),
        ([], [("requirement-unknown", None)]),
        (["certificate", "contract"], []),
    ):
        papers = [{"kind": kind, "number": "1", "expires_on": "2031-01-01"} for kind in on_file]
        dossier = dossier_for(SMALL, documents=papers)
        sheet = sheet_for(SMALL, {"1.1": 3})
        outcome = rate(laid, review(laid, dossier, {}), sheet)
        assert codes(*findings_of(outcome, RULESETS["mini-2030"], dossier, sheet)) == expected


def test_what_is_about_an_item_stands_before_what_is_about_papers() -> None:
    contracts = {"share_under_contract": "0.9", "months_under_contract": 24}
    undated = [{"kind": "food-safety-certificate", "number": "1"}]
    assert codes(*found(SHRIMP, {}, undated, **contracts)) == [
        ("stated-without-paper", "1.5"),
        ("document-undated", None),
    ]
