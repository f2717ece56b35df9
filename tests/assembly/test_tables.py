"""From files to product sets: broken rulesets get the message they must get, good ones become
resolved tables.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import bad_rulesets
from support.folders import CRITERIA

import ocop_scoring
from ocop_scoring import Catalog, ProductSet
from ocop_scoring.sources import layout

CASES = bad_rulesets.read_cases()
ASSEMBLY = Path(ocop_scoring.__file__).parent / "assembly"


@pytest.fixture(scope="module")
def table(invented: Catalog) -> ProductSet:
    return invented.ruleset("mini-2030").product_set(1)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_broken_ruleset_gets_its_message(case: bad_rulesets.Case, tmp_path: Path) -> None:
    case.make(tmp_path / "r")
    assert bad_rulesets.said(tmp_path / "r") == case.says


def test_no_two_broken_rulesets_bear_one_title() -> None:
    assert len({case.title for case in CASES}) == len(CASES)


def test_every_code_that_assembling_refuses_with_has_a_broken_ruleset() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in ASSEMBLY.glob("*.py")
        if path.stem not in ("amend", "check", "crosswalk")
    )
    codes = set(
        re.findall(
            r'(?:faults\.add\(|Fault\(|_check_words\([^"]*)\s*"([a-z]+(?:-[a-z]+)+)"', source
        )
    )
    codes |= {"sum-mismatch", "levels-out-of-order", "derivation-gap", "derivation-overlap"}
    codes.discard("base-missing")  # an amendment alone: test_amend
    said = {
        match[1]
        for case in CASES
        for line in case.says
        if (match := re.match(r"\S+:\d+:\d+ ([a-z-]+): ", line))
    }
    assert len(codes) > 20
    assert codes <= said


def test_parts_groups_headings_and_criteria_stand_in_printed_order(table: ProductSet) -> None:
    shown = [
        (
            part.code,
            group.number,
            [heading.number for heading in group.headings],
            [criterion.number for criterion in group.criteria],
        )
        for part in table.parts
        for group in part.groups
    ]
    assert shown == [
        ("A", "1", [], ["1.1", "1.2", "1.3", "1.4"]),
        ("B", "2", [], ["2.1", "2.2"]),
        ("B", "3", ["3.1"], ["3.1.1"]),
        ("B", "4", [], ["4"]),
        ("B", "5", [], ["5"]),
    ]


def test_a_criterion_under_a_heading_bears_its_number(table: ProductSet) -> None:
    assert {c.number: c.heading for c in table.criteria if c.heading} == {"3.1.1": "3.1"}


def test_a_number_without_a_dot_is_a_group_with_one_criterion_and_its_title(
    table: ProductSet,
) -> None:
    group = table.parts[1].groups[2]
    assert (group.number, group.title, group.points) == ("4", table.criterion("4").title, 2)


def test_a_yes_no_item_has_the_levels_no_and_yes(table: ProductSet) -> None:
    levels = table.criterion("1.4").levels
    assert [(level.id, level.points, level.vi, level.en) for level in levels] == [
        ("no", 0, "Không", "No"),
        ("yes", 1, "Có", "Yes"),
    ]
    assert levels[1].when is not None


def test_levels_of_two_cases_bear_their_case(table: ProductSet) -> None:
    criterion = table.criterion("4")
    assert [(level.id, level.case) for level in criterion.levels] == [
        ("a-basic", "a"),
        ("a-full", "a"),
        ("b-basic", "b"),
        ("b-full", "b"),
    ]
    assert {case: words.vi for case, words in criterion.cases.items()} == {
        "a": "Cộng đồng",
        "b": "Điểm",
    }


def test_the_points_of_an_item_whose_lines_add_up_are_their_sum(table: ProductSet) -> None:
    assert (table.criterion("5").mode, table.criterion("5").points) == ("sum", 2)
    assert (table.criterion("1.2").mode, table.criterion("1.2").points) == ("one", 3)


@pytest.mark.parametrize(
    ("number", "evidence"),
    [
        ("1.1", "derived"),
        ("1.2", "derived"),
        ("1.3", "guarded"),
        ("1.4", "derived"),
        ("2.1", "judged"),
        ("4", "judged"),
        ("5", "judged"),
    ],
)
def test_facts_decide_a_criterion_bound_it_or_leave_it_to_a_person(
    table: ProductSet, number: str, evidence: str
) -> None:
    assert table.criterion(number).evidence == evidence


def test_a_conditional_criterion_names_the_item_and_level_it_hangs_on(table: ProductSet) -> None:
    only_if = table.criterion("2.2").only_if
    assert only_if is not None
    assert (only_if.criterion, only_if.at_least) == ("2.1", "told")


def test_a_criterion_read_from_a_misprint_says_so(table: ProductSet) -> None:
    assert table.criterion("1.1").provenance == "reading"
    assert table.criterion("1.2").provenance == "published"
    (erratum,) = table.errata
    assert (erratum.at, erratum.printed, erratum.read_as, erratum.confidence) == (
        "1/1.1/most",
        "13",
        "3",
        "high",
    )


def test_only_readings_that_results_can_rest_on_travel_with_the_table(table: ProductSet) -> None:
    assert list(table.readings) == ["exactly-half", "imported-effect", "lost-star"]


def test_only_facts_and_documents_that_conditions_name_travel_with_the_table(
    table: ProductSet,
) -> None:
    assert list(table.vocabulary.facts) == [
        "all_imported",
        "certificate_required",
        "label_languages",
        "months_under_contract",
        "processing",
        "share_of_local_workers",
        "share_under_contract",
    ]
    assert list(table.vocabulary.documents) == ["certificate"]


def _changed(tmp_path: Path, file: str, old: str, new: str) -> Catalog:
    root = tmp_path / "r"
    shutil.copytree(bad_rulesets.RULESETS / "good", root)
    bad_rulesets.Edit(file, old.splitlines(), new.splitlines()).apply(root)
    return Catalog(root)


def _row(tmp_path: Path, old: str, new: str) -> ProductSet:
    return (
        _changed(tmp_path, "mini-2030/product-sets/01-dried.yaml", old, new)
        .ruleset("mini-2030")
        .product_set(1)
    )


def test_a_row_replaces_shared_minimums_whole(tmp_path: Path) -> None:
    table = _row(tmp_path, '  "1.2": contracts', '  "1.2": {use: contracts, minimums: {3: half}}')
    assert [level.minimum for level in table.criterion("1.2").levels] == [None, 3, None, None]


def test_a_row_without_minimums_takes_all_away(tmp_path: Path) -> None:
    table = _row(tmp_path, '  "1.2": contracts', '  "1.2": {use: contracts, minimums: {}}')
    assert [level.minimum for level in table.criterion("1.2").levels] == [None] * 4


def test_a_minimum_on_the_whole_item_stands_on_its_lowest_level_above_nothing(
    tmp_path: Path,
) -> None:
    taste = "taste:\n  vi: Vị"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", taste, f"{taste}\n  minimum: 3")
        .ruleset("mini-2030")
        .product_set(1)
    )
    assert [(level.id, level.minimum) for level in table.criterion("3.1.1").levels] == [
        ("odd", None),
        ("fine", 3),
        ("great", 5),
    ]


def test_a_minimum_on_a_yes_no_item_stands_on_yes(tmp_path: Path) -> None:
    item = "  yes_no: {points: 1}"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", item, f"{item}\n  minimum: 4")
        .ruleset("mini-2030")
        .product_set(1)
    )
    assert [level.minimum for level in table.criterion("1.4").levels] == [None, 4]


def test_words_for_yes_and_no_may_be_the_laws_own(tmp_path: Path) -> None:
    words = "  yes_no: {points: 1, yes: {vi: Có nhãn, en: Labelled}, no: {vi: Không nhãn}}"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", "  yes_no: {points: 1}", words)
        .ruleset("mini-2030")
        .product_set(1)
    )
    assert [(level.vi, level.en) for level in table.criterion("1.4").levels] == [
        ("Không nhãn", None),
        ("Có nhãn", "Labelled"),
    ]


def _contradicted(tmp_path: Path, both: str) -> ProductSet:
    root = tmp_path / "r"
    shutil.copytree(bad_rulesets.RULESETS / "good", root)
    said = f"both-at-once: {{vi: Mâu thuẫn, en: Contradiction, both: {both}}}\n"
    (root / "contradictions.yaml").write_text(said, encoding="utf-8")
    return Catalog(root).ruleset("mini-2030").product_set(1)


def test_contradictions_of_what_a_table_asks_travel_with_it_and_so_does_all_they_name(
    tmp_path: Path,
) -> None:
    table = _contradicted(
        tmp_path, "{all_imported: yes, document: contract, producer_kind: household}"
    )
    (entry,) = table.vocabulary.contradictions
    assert (entry.id, entry.vi, entry.en) == ("both-at-once", "Mâu thuẫn", "Contradiction")
    clauses = entry.condition.clauses()
    assert [(clause.fact, clause.wanted) for clause in clauses] == [
        ("all_imported", True),
        ("document", ("contract",)),
        ("producer_kind", ("household",)),
    ]
    assert table.vocabulary.facts["producer_kind"].title.en == "Kind"
    assert table.vocabulary.documents["contract"].title.en == "Contract"
    assert table.vocabulary.beside == {"producer_kind", "contract"}
    assert list(table.as_json()["vocabulary"]["contradictions"]) == ["both-at-once"]


def test_a_contradiction_of_nothing_that_a_table_asks_changes_no_digest(tmp_path: Path) -> None:
    untouched = _contradicted(tmp_path, "{document: contract, producer_kind: household}")
    assert untouched.vocabulary.contradictions == ()
    assert untouched.vocabulary.beside == frozenset()
    (tmp_path / "r" / "contradictions.yaml").unlink()
    assert Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1).digest == untouched.digest


def test_a_level_may_rest_on_several_readings(tmp_path: Path) -> None:
    old, new = "reading: exactly-half", "reading: [exactly-half, lost-star]"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", old, new)
        .ruleset("mini-2030")
        .product_set(1)
    )
    level = table.criterion("1.2").level("half")
    assert (level.reading, level.readings) == ("exactly-half", ("exactly-half", "lost-star"))
    assert set(level.readings) <= set(table.readings)


def test_a_list_of_one_reading_is_that_reading(tmp_path: Path, table: ProductSet) -> None:
    file, old = "mini-2030/criteria/all.yaml", "reading: exactly-half"
    listed = _changed(tmp_path, file, old, "reading: [exactly-half]").ruleset("mini-2030")
    assert listed.product_set(1).digest == table.digest


def test_a_row_may_rest_on_a_reading_of_its_own(tmp_path: Path) -> None:
    table = _row(tmp_path, '  "1.3": processing', '  "1.3": {use: processing, reading: lost-star}')
    assert table.criterion("1.3").readings == ("lost-star",)
    assert table.criterion("1.2").readings == ()


def test_a_table_may_rest_on_readings_as_a_whole(tmp_path: Path) -> None:
    old = "provenance: published"
    table = _row(tmp_path, old, f"{old}\nreadings: [exactly-half, lost-star]")
    assert table.rests_on == ("exactly-half", "lost-star")


def test_what_print_says_beyond_a_title_is_the_note_of_a_criterion(tmp_path: Path) -> None:
    old = "  vi: Vị"
    new = f"{old}\n  note: {{vi: 'Vị là mùi, hậu vị', en: Smell and aftertaste}}"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", old, new)
        .ruleset("mini-2030")
        .product_set(1)
    )
    assert table.criterion("3.1.1").note == ("Vị là mùi, hậu vị", "Smell and aftertaste")
    assert table.criterion("4").note is None


@pytest.mark.parametrize(
    "ruleset", ["26-2026", "148-2023", "148-2023+1489", "1048-2019", "1048-2019+781"]
)
def test_every_reading_is_cited_by_a_table_or_by_the_decision(ruleset: str) -> None:
    rules = ocop_scoring.ruleset(ruleset)
    cited = {name for number in range(1, 27) for name in rules.product_set(number).readings}
    decisions = [path.read_text("utf-8") for path in sorted(CRITERIA.glob("*/ruleset.yaml"))]
    named = set(re.findall(r"[a-z][a-z0-9-]+", "".join(decisions)))
    assert set(rules.readings) - cited - named == set()


def test_a_table_may_print_another_note_than_its_siblings(tmp_path: Path) -> None:
    note = "note: {vi: 'Ở bảng này, vị là vị', en: 'Here, taste is taste'}"
    old = '"3.1.1": taste\n'
    table = _row(tmp_path, old, f'"3.1.1": {{use: taste, {note}}}\n')
    assert table.criterion("3.1.1").note == ("Ở bảng này, vị là vị", "Here, taste is taste")


def test_a_case_may_be_decided_by_the_dossier(tmp_path: Path) -> None:
    old = "      vi: Cộng đồng"
    new = f"{old}\n      when: {{producer_kind: cooperative}}"
    table = (
        _changed(tmp_path, "mini-2030/criteria/all.yaml", old, new)
        .ruleset("mini-2030")
        .product_set(1)
    )
    cases = table.criterion("4").cases
    assert cases["a"].when is not None
    assert [clause.fact for clause in cases["a"].when.clauses()] == ["producer_kind"]
    assert cases["b"].when is None
    assert "producer_kind" in table.vocabulary.facts


def test_a_ground_is_known_from_where_its_ruleset_is_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    old = "forged: {outcome: rejected,"
    table = (
        _changed(tmp_path, "mini-2030/gates.yaml", old, f"{old} provenance: second-hand,")
        .ruleset("mini-2030")
        .product_set(1)
    )
    assert {gate.id: gate.provenance for gate in table.gates} == {
        "forged": "second-hand",
        "no-certificate": "published",
        "imported": "published",
        "zero-look": "published",
    }


def test_a_kind_of_paper_is_about_one_product_where_it_says_so(tmp_path: Path) -> None:
    old = "en: Certificate, expires: yes"
    changed = _changed(tmp_path, "documents.yaml", old, f"{old}, of_product: yes")
    table = changed.ruleset("mini-2030").product_set(1)
    kind = table.vocabulary.documents["certificate"]
    assert (kind.expires, kind.of_product) == (True, True)


def test_of_product_no_is_as_good_as_unsaid(tmp_path: Path, table: ProductSet) -> None:
    old = "en: Certificate, expires: yes"
    changed = _changed(tmp_path, "documents.yaml", old, f"{old}, of_product: no")
    assert changed.ruleset("mini-2030").product_set(1).digest == table.digest


def test_a_set_that_print_leaves_unresolved_is_unverified_everywhere(tmp_path: Path) -> None:
    case = next(case for case in CASES if "unresolved erratum makes" in case.title)
    case.make(tmp_path / "r")
    table = Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1)
    assert table.provenance == "unverified"
    assert table.caveats == ("unverified",)
    assert table.criterion("1.3").provenance == "unverified"
    assert table.criterion("1.3").points == 3
    assert table.as_json()["provenance"] == "unverified"


def test_several_documents_in_one_condition_must_all_be_on_file(tmp_path: Path) -> None:
    table = (
        _changed(
            tmp_path,
            "mini-2030/gates.yaml",
            "  unless: {document: certificate}",
            "  unless: {document: [certificate, contract]}",
        )
        .ruleset("mini-2030")
        .product_set(1)
    )
    gate = next(gate for gate in table.gates if gate.id == "no-certificate")
    assert gate.unless is not None
    assert [clause.document for clause in gate.unless.clauses()] == ["certificate", "contract"]


def test_a_built_in_file_is_named_from_criteria_on(tmp_path: Path) -> None:
    built_in = tmp_path / "site-packages" / "ocop_scoring" / "criteria" / "26-2026" / "gates.yaml"
    assert layout.shown_name(built_in) == "criteria/26-2026/gates.yaml"
    assert layout.shown_name(tmp_path / "criteria" / "gates.yaml") == str(
        tmp_path / "criteria" / "gates.yaml"
    )


def test_assembling_twice_gives_the_same_document(invented: Catalog, table: ProductSet) -> None:
    assert (
        Catalog(invented.folder).ruleset("mini-2030").product_set(1).resolved() == table.resolved()
    )


@pytest.mark.parametrize("number", [1, 8, 11, 26])
def test_the_law_that_ships_holds_together(number: int) -> None:
    checked, _ = ocop_scoring.rules.catalog.built_in().check("26-2026")
    assert number in checked
