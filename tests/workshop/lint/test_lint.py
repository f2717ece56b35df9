"""Lint: each kind of thing to look at, on the small invented ruleset."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.bad_rulesets import Edit
from support.folders import GOOD

from ocop_scoring import Catalog, RulesetError
from ocop_scoring.formats import Remark as Format
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop import ALL, Remark, lint_rulesets
from ocop_scoring.workshop.lint.remark import REMARKS

TABLE, CRITERIA = "mini-2030/product-sets/01-dried.yaml", "mini-2030/criteria/all.yaml"
QUIET = {"english-missing", "fact-unasked", "document-unasked"}
"""What the small ruleset has much of as it stands."""


def remarks(root: Path, *edits: tuple[str, str, str], also: str = "") -> list[Remark]:
    """What is to be said of the small ruleset with some changes; of what it has much of, only the
    kind that is `also` asked for.
    """
    shutil.copytree(GOOD, root / "r")
    for file, old, new in edits:
        Edit(file, old.splitlines(), new.splitlines()).apply(root / "r")
    found = lint_rulesets(Catalog(root / "r"), ["mini-2030"])
    every = [remark for of_one in found.values() for remark in of_one]
    return [remark for remark in every if remark.code not in QUIET or remark.code == also]


def said(root: Path, *edits: tuple[str, str, str], also: str = "") -> list[str]:
    return [
        f"{remark.where} {remark.place.line} {remark.code}: {remark.en}"
        for remark in remarks(root, *edits, also=also)
    ]


def test_a_ruleset_in_order_has_nothing_certain_to_look_at(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_a_row_with_other_minimums_wants_a_reason_that_results_cite(tmp_path: Path) -> None:
    row = '  "1.2": {use: contracts, minimums: {4: stable}, why: So it is printed}'
    assert said(tmp_path, (TABLE, '  "1.2": contracts', row)) == [
        "mini-2030/1/1.2 15 minimum-differs: item 1.2 of set 1 (“Contracts”) has other minimums "
        "than its siblings, and no reading or misprint says why."
    ]


@pytest.mark.parametrize("reason", ["reading: exactly-half", "reading: [exactly-half, lost-star]"])
def test_a_reading_is_such_a_reason(tmp_path: Path, reason: str) -> None:
    row = f'  "1.2": {{use: contracts, minimums: {{4: stable}}, {reason}}}'
    assert said(tmp_path, (TABLE, '  "1.2": contracts', row)) == []


def test_a_misprint_is_such_a_reason(tmp_path: Path) -> None:
    row = '  "1.1": {use: local-labour, minimums: {4: most}}'
    assert said(tmp_path, (TABLE, '  "1.1": local-labour', row)) == []


def test_a_row_with_other_points_wants_any_reason(tmp_path: Path) -> None:
    old, points = '  "1.3": processing', '  "1.3": {use: processing, points: {simple: 0}'
    (remark,) = remarks(tmp_path, (TABLE, old, f"{points}}}"))
    assert (remark.code, remark.product_set, remark.number) == ("points-differ", 1, "1.3")
    assert said(tmp_path / "why", (TABLE, old, f"{points}, why: As printed}}")) == []


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("Sản phẩm1 hay", True),
        ("Hay (1)", True),
        ("Hay [12]", True),
        ("Theo mức 4", True),
        ("Từ 40 % trở lên", False),
        ("Có 2 người phục vụ", False),
        ("Rộng 30 m2", False),
        ("Vitamin B1 và C", False),
        ("Theo ISO 22000 hoặc HACCP", False),
    ],
)
def test_digits_like_those_of_footnotes_are_looked_at(
    tmp_path: Path, text: str, is_left: bool
) -> None:
    found = remarks(tmp_path, (CRITERIA, "vi: Hay}", f"vi: '{text}'}}"))
    assert [remark.code for remark in found] == (["digits-in-text"] if is_left else [])


SAME = "Phải có đủ hợp đồng"


def test_the_same_words_with_other_conditions_are_looked_at(tmp_path: Path) -> None:
    edits = (
        (CRITERIA, "vi: Trên 50 %, when", f"vi: {SAME}, when"),
        (CRITERIA, "vi: Sâu, needs", f"vi: {SAME}, needs"),
    )
    found = [line for line in said(tmp_path, *edits) if "same-words" in line]
    assert found == [
        "mini-2030/processing/deep 24 same-words-other-condition: processing/deep and "
        f"contracts/over-half have the same words and other conditions: “{SAME}”."
    ]


def test_the_same_title_and_words_with_another_minimum_are_looked_at(tmp_path: Path) -> None:
    edits = (
        (CRITERIA, "  vi: Cấu trúc", "  vi: Câu chuyện"),
        (CRITERIA, "minimum: 4, vi: Có tài liệu", "minimum: 4, vi: Có tài liệu kể lại"),
        (CRITERIA, "minimum: 5, vi: Hay", "minimum: 5, vi: Có tài liệu kể lại"),
    )
    assert said(tmp_path, *edits) == [
        "mini-2030/structure/good 42 same-words-other-minimum: structure/good and story/written "
        "have the same title and words and another minimum: “Có tài liệu kể lại”."
    ]


def test_short_labels_say_nothing_by_themselves(tmp_path: Path) -> None:
    assert said(tmp_path, (CRITERIA, "vi: Sâu, needs", "vi: Không có, needs")) == []


def test_a_reading_that_nothing_cites_is_looked_at(tmp_path: Path) -> None:
    edit = (CRITERIA, ", reading: exactly-half", "")
    assert said(tmp_path, edit) == [
        "mini-2030/exactly-half 14 reading-uncited: nothing cites the reading exactly-half, so "
        "that no result shows it."
    ]


def test_a_row_a_table_and_a_transition_cite_too(tmp_path: Path) -> None:
    uncited = (CRITERIA, ", reading: exactly-half", "")
    row = (TABLE, '  "1.3": processing', '  "1.3": {use: processing, reading: exactly-half}')
    whole = (TABLE, "provenance: published", "provenance: published\nreadings: [exactly-half]")
    bands = (
        "mini-2030/ruleset.yaml",
        "{star_lost: lost-star}",
        "{star_lost: lost-star, bands: exactly-half}",
    )
    for number, edit in enumerate((row, whole, bands)):
        assert said(tmp_path / str(number), uncited, edit) == []


def test_facts_and_papers_that_no_rule_asks_for_are_listed(tmp_path: Path) -> None:
    assert said(tmp_path, also="fact-unasked") == [
        "producer_kind 12 fact-unasked: no rule asks for the fact producer_kind (Kind); where "
        "another took its place, say retired_by.",
        "representative_woman 18 fact-unasked: no rule asks for the fact representative_woman "
        "(Woman); where another took its place, say retired_by.",
    ]
    assert said(tmp_path / "2", also="document-unasked") == [
        "contract 2 document-unasked: no rule asks for the kind of paper contract (Contract)."
    ]


def test_one_that_is_retired_is_not(tmp_path: Path) -> None:
    retired = (
        "documents.yaml",
        "en: Contract, expires",
        "retired_by: certificate, en: Contract, expires",
    )
    assert said(tmp_path, retired, also="document-unasked") == []


def test_one_that_only_a_contradiction_names_is(tmp_path: Path) -> None:
    both = ("contradictions.yaml", "months_under_contract: from 1}", "document: contract}")
    assert len(said(tmp_path, both, also="document-unasked")) == 1


def test_a_condition_on_a_paper_that_the_label_does_not_name_is_looked_at(tmp_path: Path) -> None:
    edit = (CRITERIA, "needs: {processing: deep}", "needs: {document: certificate}")
    assert said(tmp_path, edit) == [
        "mini-2030/processing/deep 24 paper-not-named: “Processing”: the condition of “Sâu” asks "
        "for papers (Certificate), and its label names none."
    ]
    named = (
        CRITERIA,
        "vi: Sâu, needs: {processing: deep}",
        "vi: Có giấy chứng nhận, needs: {document: certificate}",
    )
    assert said(tmp_path / "2", named) == []


def test_a_paper_in_a_label_that_the_condition_does_not_ask_for_is_looked_at(
    tmp_path: Path,
) -> None:
    edit = (CRITERIA, "vi: Sâu, needs", "vi: Sâu và có giấy chứng nhận, needs")
    assert said(tmp_path, edit) == [
        "mini-2030/processing/deep 24 paper-not-asked: “Processing”: the label “Sâu và có giấy chứng "
        "nhận” names a paper (Certificate) that its condition doesn't ask for."
    ]


def test_levels_and_cases_without_english_are_listed(tmp_path: Path) -> None:
    found = remarks(tmp_path, also="english-missing")
    where = [remark.where.removeprefix("mini-2030/") for remark in found]
    assert "taste/great" in where
    assert "service/a" in where
    assert not {"taste/odd", "taste/fine", "bilingual/yes"} & {*where}


def test_a_text_whose_vietnamese_is_its_english_is_looked_at(tmp_path: Path) -> None:
    title = "Contracts that last for years"
    edit = (CRITERIA, "  vi: Hợp đồng\n  en: Contracts", f"  vi: {title}\n  en: {title}")
    assert [remark.code for remark in remarks(tmp_path, edit)] == ["vietnamese-missing"]


def test_of_an_amendment_only_its_own_files_are_looked_at_and_it_may_cite_its_base(
    tmp_path: Path,
) -> None:
    shutil.copytree(GOOD, tmp_path / "r")
    base, own = tmp_path / "r" / "mini-2030", tmp_path / "r" / "mini-2030+5"
    own.mkdir()
    Edit(CRITERIA, [", reading: exactly-half"], [""]).apply(tmp_path / "r")
    text = (base / "ruleset.yaml").read_text(encoding="utf-8")
    until = "in_force: {from: 2030-01-01, until: 2030-12-31"
    (base / "ruleset.yaml").write_text(text.replace("in_force: {from: 2030-01-01", until), "utf-8")
    (own / "ruleset.yaml").write_text(
        "id: mini-2030+5\nrevision: 1\nvi: Bộ nhỏ đã sửa\nen: As amended\n"
        "decision: {number: 5/2031/QĐ-THỬ, issued_on: 2031-01-01}\n"
        "in_force: {from: 2031-01-01, article: Điều 1}\nreplaces: [mini-2030]\n"
        "transition:\n  - kinds: [first]\n    filed: {from: 2030-07-01, until: 2030-12-31}\n"
        "    under: mini-2030\n    decide_by: 2031-03-31\n    article: Điều 2\n"
        "    reading: exactly-half\n",
        "utf-8",
    )
    found = lint_rulesets(Catalog(tmp_path / "r"), ["mini-2030", "mini-2030+5"])
    assert [r.code for r in found["mini-2030"] if r.code not in QUIET] == []
    assert found["mini-2030+5"] == ()


@pytest.mark.parametrize("name", built_in().ids())
def test_no_ruleset_of_law_has_an_error_as_it_is_read(name: str) -> None:
    """What is proven of all sheets is looked at where the proofs are tested."""
    found = lint_rulesets(built_in(), [name], (ALL[0], ()))[name]
    assert [remark.en for remark in found if remark.severity == "error"] == []
    addresses = [(remark.where, remark.code, remark.en) for remark in found]
    assert len({*addresses}) == len(addresses)


def test_a_ruleset_that_does_not_hold_together_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match="sum-mismatch"):
        remarks(tmp_path, ("mini-2030/ruleset.yaml", "points: 20", "points: 21"))


def test_every_remark_has_the_form_that_systems_read_and_a_sentence_in_both_languages(
    tmp_path: Path,
) -> None:
    row = '  "1.2": {use: contracts, minimums: {4: stable}}'
    for remark in remarks(tmp_path, (TABLE, '  "1.2": contracts', row), also="english-missing"):
        read = Format.model_validate(remark.as_json())
        assert read.model_dump(mode="json") == remark.as_json()
        assert remark.code in REMARKS
        assert remark.vi != remark.en
