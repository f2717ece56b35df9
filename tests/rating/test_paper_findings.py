"""What is said of papers: those that don't count, those to be looked at, those that may be
required.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import review
from ocop_scoring.rating.finding import Finding
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.paper_findings import paper_findings
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

RULES = RULESETS["26-2026"]
SHRIMP = RULES.product_set(8)
SMALL = INVENTED.ruleset("mini-2030").product_set(1)
CERTIFICATE = {
    "kind": "food-safety-certificate",
    "number": "12/2025",
    "issued_on": "2025-03-01",
    "expires_on": "2028-03-01",
}
LANGUAGES = ("vi", "en")


def rated(
    documents: list[dict[str, Any]] | None,
    rated_on: str | None = "2026-12-08",
    producer: str = "HTX Mẫu",
    number: int = 8,
    **facts: object,
) -> ocop.Evaluation:
    """A sheet without marks, for these facts and papers."""
    table = RULES.product_set(number)
    more: dict[str, Any] = {} if documents is None else {"documents": documents}
    more["producer"] = {
        "name": producer,
        "kind": "cooperative",
        "representative": {"name": "A"},
    }
    sheet = sheet_for(table, {}, assessed_on=rated_on)
    return ocop.score(RULES, dossier_for(table, facts=facts, **more), sheet)


def of_papers(*args: Any, **kwargs: Any) -> list[Finding]:
    """The findings on papers that a dossier has."""
    return [f for f in rated(*args, **kwargs).findings if f.document is not None]


def said(*args: Any, **kwargs: Any) -> list[tuple[str, int | None, date | None]]:
    return [(f.code, f.document, f.date) for f in of_papers(*args, **kwargs)]


# Papers on file


def test_a_paper_in_order_is_no_finding() -> None:
    assert said([CERTIFICATE]) == []


@pytest.mark.parametrize(
    ("entries", "code", "severity", "day"),
    [
        ({"expires_on": "2026-09-14"}, "document-expired", "check", "2026-09-14"),
        ({"issued_on": "2026-12-09"}, "document-not-yet-issued", "check", "2026-12-09"),
        ({"expires_on": "2025-01-01"}, "document-dates-contradict", "loud", "2025-01-01"),
        ({"issued_to": "HTX Khác"}, "document-other-producer", "check", "2028-03-01"),
        ({"issued_on": "2026-09-16"}, "issued-after-filing", "check", "2026-09-16"),
        ({"expires_on": "2026-12-07"}, "expires-before-rating", "loud", "2026-12-07"),
        ({"expires_on": None}, "document-undated", "check", None),
        ({"number": None}, "document-without-number", "note", "2028-03-01"),
        ({"issued_to": "HTX Mẩu"}, "name-nearly-same", "check", "2028-03-01"),
    ],
)
def test_what_is_said_of_a_paper_has_its_position_and_its_day(
    entries: dict[str, Any], code: str, severity: str, day: str | None
) -> None:
    (finding,) = of_papers([{"kind": "environment-file", "number": "1"}, CERTIFICATE | entries])
    assert (finding.code, finding.severity, finding.document) == (code, severity, 1)
    assert (finding.date and finding.date.isoformat()) == day
    for lang in LANGUAGES:
        sentence = finding.say(lang)
        assert SHRIMP.vocabulary.documents["food-safety-certificate"].title.say(lang) in sentence
        assert ("12/2025" in sentence) == ("number" not in entries)


def test_a_name_that_differs_is_shown_beside_the_dossiers() -> None:
    for name in ("HTX Khác", "HTX Mẩu"):
        (finding,) = of_papers([CERTIFICATE | {"issued_to": name}])
        assert all(name in finding.say(lang) for lang in LANGUAGES)
        assert all("HTX Mẫu" in finding.say(lang) for lang in LANGUAGES)
        assert (finding.values["issued_to"], finding.values["against"]) == (name, "HTX Mẫu")


def test_a_paper_that_expired_names_the_filing_day() -> None:
    (finding,) = of_papers([CERTIFICATE | {"expires_on": "2026-01-31"}])
    assert "15/09/2026" in finding.vi
    assert "2026-09-15" in finding.en


def test_everything_that_is_wrong_with_a_paper_is_told() -> None:
    wrong = CERTIFICATE | {"expires_on": "2026-01-31", "issued_to": "HTX Khác"}
    assert [code for code, _, _ in said([wrong])] == ["document-expired", "document-other-producer"]


def test_a_paper_listed_twice_is_told_once_whatever_is_wrong_with_it() -> None:
    expired = CERTIFICATE | {"expires_on": "2026-01-31"}
    assert [(code, at) for code, at, _ in said([expired, expired])] == [
        ("document-expired", 0),
        ("document-listed-twice", 1),
    ]


def test_a_product_is_compared_on_papers_about_one_alone() -> None:
    assert said([CERTIFICATE | {"product": "Tôm khô"}]) == []
    report = {"kind": "quality-declaration", "number": "KN-1", "product": "Tôm khô"}
    assert [code for code, _, _ in said([report])] == ["document-other-product"]
    assert said([report | {"product": "SẢN PHẨM MẪU"}]) == []


@pytest.mark.parametrize("number", RULES.numbers)
def test_a_paper_is_named_by_its_title_whether_or_not_the_table_asks_for_it(number: int) -> None:
    kinds = RULES.vocabulary.documents
    papers = [{"kind": kind, "number": "1", "expires_on": "2020-01-01"} for kind in kinds]
    found = of_papers(papers, number=number)
    assert len(found) == len(kinds)
    for finding, kind in zip(found, kinds.values(), strict=True):
        assert finding.vi.startswith(f"{kind.title.vi} (số 1) ")
        assert finding.en.startswith(f"{kind.title.en} (no. 1) ")


# A paper that may be required


def requirement(*documents: dict[str, Any], **facts: object) -> list[Finding]:
    found = rated(list(documents), **facts).findings
    return [finding for finding in found if finding.code == "requirement-unknown"]


def test_where_nobody_says_whether_a_paper_is_required_no_gate_is_raised_and_it_is_said_loudly() -> (
    None
):
    (finding,) = requirement()
    assert finding.severity == "loud"
    assert rated([]).gates == ()
    assert finding.values["facts"] == ("food_safety_certificate_required",)
    for lang in LANGUAGES:
        assert "food_safety_certificate_required" in finding.say(lang)
        assert SHRIMP.vocabulary.documents["food-safety-certificate"].title.say(
            lang
        ) in finding.say(lang)


@pytest.mark.parametrize("required", [True, False])
def test_once_it_is_said_whether_a_paper_is_required_nothing_is_asked(required: bool) -> None:
    assert requirement(food_safety_certificate_required=required) == []
    gates = [gate.id for gate in rated([], food_safety_certificate_required=required).gates]
    assert gates == (["food-safety-certificate"] if required else [])


def test_nothing_is_asked_where_the_paper_is_on_file_or_none_were_listed() -> None:
    assert requirement(CERTIFICATE) == []
    assert not any(f.code == "requirement-unknown" for f in rated(None).findings)


def test_a_paper_on_file_that_failed_is_named_where_its_requirement_is_unknown() -> None:
    (finding,) = requirement(CERTIFICATE | {"issued_to": "HTX Khác"})
    for lang in LANGUAGES:
        assert "12/2025" in finding.say(lang)
        assert "HTX Khác" in finding.say(lang)


# A gate that follows


def test_a_gate_says_which_paper_failed_with_its_number_and_the_other_name() -> None:
    failed = [
        CERTIFICATE | {"issued_to": "HTX Khác"},
        CERTIFICATE | {"number": "7", "expires_on": "2026-01-01"},
    ]
    result = rated(failed, food_safety_certificate_required=True)
    (gate,) = result.gates
    printed = SHRIMP.gates[[g.id for g in SHRIMP.gates].index(gate.id)]
    for words, ground in ((gate.vi, printed.vi), (gate.en, printed.en)):
        assert words is not None
        assert ground is not None
        assert words.startswith(ground)
        assert all(part in words for part in ("12/2025", "HTX Khác", "HTX Mẫu", "7"))
    assert result.as_json()["gates"][0]["vi"] == gate.vi
    assert gate.vi in result.held_back("vi")[0]


def test_a_gate_whose_paper_is_not_on_file_says_no_more_than_print() -> None:
    (gate,) = rated([], food_safety_certificate_required=True).gates
    assert gate.vi == gate.gate.vi


# A ground that may apply, though no paper would answer it


def test_a_ground_that_a_fact_may_waive_asks_for_that_fact_where_no_paper_would_do() -> None:
    document = SMALL.resolved()
    gate = next(gate for gate in document["gates"] if gate["id"] == "imported")
    gate["waived_by"] = [{"certificate_required": False}]
    table = table_of(ProductSet(document))
    dossier = dossier_for(SMALL, facts={"all_imported": True}, documents=[])
    outcome = rate(table, review(table, dossier, dossier.facts), sheet_for(SMALL, {}))
    every = paper_findings(outcome, RULESETS["mini-2030"], dossier)
    (finding,) = [one for one in every if one.values["gate"] == "imported"]
    assert (finding.code, finding.criterion) == ("requirement-unknown", "1.1")
    assert finding.values["facts"] == ("certificate_required",)
    assert finding.values["lacking"] == {"all_of": (), "one_of": ()}
    assert finding.en == (
        "The ground “All imported” may apply, if the law requires it. State the fact "
        "certificate_required (The law requires the certificate)"
    )


def test_what_is_to_be_looked_at_in_one_paper_is_told_in_the_order_of_days_number_and_names() -> (
    None
):
    paper = {"kind": "certificate", "issued_to": "HTX Mẩu"}
    dossier = dossier_for(SMALL, documents=[paper])
    table = table_of(SMALL)
    outcome = rate(table, review(table, dossier, dossier.facts), sheet_for(SMALL, {}))
    told = [one.code for one in paper_findings(outcome, RULESETS["mini-2030"], dossier)]
    assert told == ["document-undated", "document-without-number", "name-nearly-same"]
