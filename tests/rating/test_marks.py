"""What a sheet's marks mean, and all of it that doesn't fit its table, named in one run."""

from __future__ import annotations

from typing import Any

import pytest
from support.folders import INVENTED
from support.strategies import RULESETS, dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.marks import choices_one_by_one
from ocop_scoring.rating.table import table_of
from ocop_scoring.rules.product_set import ProductSet

SMALL = INVENTED.ruleset("mini-2030").product_set(1)
SHRIMP = RULESETS["26-2026"].product_set(8)


def faults(marks: dict[str, Any], **changes: Any) -> list[tuple[str, str, str, str]]:
    with pytest.raises(ocop.FilingError) as refused:
        rate(SMALL, marks, **changes)
    return [(f.code, f.path, f.found, f.right) for f in refused.value.faults]


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        (["tea", "tea"], ("lines-of-item", "marks/5", "[tea, tea]", "[tea]")),
        (["tea", "golf"], ("lines-of-item", "marks/5", "golf", "tea, guides")),
        ("tea", ("lines-of-item", "marks/5", "tea", "[tea]")),
        ("golf", ("lines-of-item", "marks/5", "golf", "tea, guides")),
        (1, ("lines-of-item", "marks/5", "1", "tea, guides")),
    ],
)
def test_what_is_wrong_with_a_mark_of_lines(mark: object, fault: tuple[str, str, str, str]) -> None:
    assert faults({"5": mark}) == [fault]


@pytest.mark.parametrize(
    ("number", "mark", "fault"),
    [
        ("1.1", 2, ("unknown-points", "marks/1.1", "2", "0, 1, 3")),
        ("1.1", "mosst", ("unknown-level", "marks/1.1", "mosst", "most")),
        ("1.1", "zzz", ("unknown-level", "marks/1.1", "zzz", "some, most")),
        ("1.1", ["some", "most"], ("list-of-levels", "marks/1.1", "some, most", "some, most")),
        ("1.1", [], ("list-of-levels", "marks/1.1", "[]", "some, most")),
        ("4", 1, ("ambiguous-points", "marks/4", "1", "a-basic, b-basic")),
        ("1.11", 1, ("unknown-criterion", "marks/1.11", "1.11", "1.1")),
    ],
)
def test_what_is_wrong_with_a_mark(
    number: str, mark: object, fault: tuple[str, str, str, str]
) -> None:
    assert faults({number: mark}) == [fault]


def test_a_gate_that_is_not_there_is_named_with_its_place() -> None:
    assert faults({}, rejects=["forged", "forgd", "zzz"]) == [
        ("unknown-gate", "rejects/1", "forgd", "forged"),
        ("unknown-gate", "rejects/2", "zzz", "forged, no-certificate, imported, zero-look"),
    ]


def test_product_code_marks_and_gates_are_named_in_one_run() -> None:
    product = {"name": "M", "product_set": 1, "commune": "X", "province": "T"}
    dossier = dossier_for(SMALL, product=product | {"code": "96-1-1-2026"})
    wrong = {"1.1": 9, "99": 1}
    sheet = sheet_for(SMALL, wrong, product_code="96-1-2-2026", rejects=["nope"])
    with pytest.raises(ocop.FilingError) as refused:
        ocop.score(RULESETS["mini-2030"], dossier, sheet)
    assert [fault.code for fault in refused.value.faults] == [
        "other-product-code",
        "unknown-points",
        "unknown-criterion",
        "unknown-gate",
    ]


def test_where_the_ruleset_is_anothers_that_alone_is_said() -> None:
    assert [code for code, *_ in faults({"1.1": 9}, ruleset="26-2026", rejects=["nope"])] == [
        "other-ruleset"
    ]


def test_where_the_product_set_is_anothers_that_alone_is_said() -> None:
    assert faults({"1.1": 9}, product_set=8, rejects=["nope"]) == [
        ("other-product-set", "product_set", "8", "1")
    ]
    assert rate(SMALL, {}, product_set=1).status == "incomplete"


def test_a_dossier_and_a_sheet_of_another_ruleset_are_both_named() -> None:
    application = {"kind": "first", "submitted_on": "2030-09-15", "ruleset": "26-2026"}
    dossier = dossier_for(SMALL, application=application)
    with pytest.raises(ocop.FilingError) as refused:
        ocop.score(RULESETS["mini-2030"], dossier, sheet_for(SMALL, {}, ruleset="148-2023"))
    assert [(f.path, f.found) for f in refused.value.faults] == [
        ("ruleset", "148-2023"),
        ("application/ruleset", "26-2026"),
    ]


def test_fifty_faults_are_named_and_the_rest_is_counted() -> None:
    found = faults({f"9.{number}": 1 for number in range(1, 201)})
    assert len(found) == 51
    assert found[-1][0] == "more-faults"
    assert found[-1][2] == "150"


def test_one_by_one_gives_what_ready_look_ups_give() -> None:
    table = table_of(SMALL)
    marks = {"1.1": 3, "1.2": "half", "4": "b-full", "5": 0}
    choices = choices_one_by_one(table, sheet_for(SMALL, marks))
    expected = [
        by_mark[marks.get(number)]  # type: ignore[arg-type]
        for number, by_mark in zip(table.numbers, table.by_mark, strict=True)
    ]
    assert choices == expected


def test_lines_are_taken_in_printed_order() -> None:
    result = rate(SMALL, {"5": ["guides", "tea"]})
    assert result.criteria[-1].level == ["tea", "guides"]


def test_lines_that_are_ticked_count_as_a_mark() -> None:
    (row,) = [row for row in rate(SMALL, {"5": ["tea"]}).criteria if row.number == "5"]
    assert (row.source, row.points) == ("mark", 1)


def test_a_line_ticked_twice_among_others_is_to_be_listed_once() -> None:
    assert faults({"5": ["tea", "guides", "tea"]}) == [
        ("lines-of-item", "marks/5", "[tea, guides, tea]", "[tea, guides]")
    ]


SHEET = """\
format: ocop-sheet/1
ruleset: mini-2030
product_set: 1
assessor: {id: m1, role: member}
marks:
  "1.1": 2
  "1.2": [half]
  "1.3": zzz
  "1.4": "yess"
  "4": 1
  "5": [tea, golf, polo]
  "zz": 1
rejects: [forged, forgd, zzz]
"""

SAID = """\
sheet:6:10 unknown-points: criterion 1.1 has no level with 2 points; its levels have 0, 1, 3.
sheet:7:10 list-of-levels: criterion 1.2 doesn't take the list “half”; name one level, of none, \
half, over-half, stable.
sheet:8:10 unknown-level: criterion 1.3 has no level “zzz”; expected simple, deep.
sheet:9:10 unknown-level: criterion 1.4 has no level “yess”; perhaps yes is meant.
sheet:10:8 ambiguous-points: criterion 4 has several levels with 1 points; name one by its id: \
a-basic, b-basic.
sheet:11:8 lines-of-item: criterion 5 adds up its ticked lines, and “golf, polo” does not fit; \
write a list of distinct ids, as [id, id], [] or 0 where none is ticked; expected tea, guides.
sheet:12:3 unknown-criterion: the table has no criterion “zz”; it has 1.1, 1.2, 1.3, 1.4, 2.1, \
2.2, 3.1.1, 4, 5.
sheet:13:19 unknown-gate: the product set has no gate “forgd”; perhaps forged is meant.
sheet:13:26 unknown-gate: the product set has no gate “zzz”; expected forged, no-certificate, \
imported, zero-look."""


def test_what_does_not_fit_is_said_in_a_sentence_with_its_line_and_column() -> None:
    with pytest.raises(ocop.FilingError) as refused:
        ocop.score(RULESETS["mini-2030"], dossier_for(SMALL), ocop.read_sheet(SHEET))
    assert str(refused.value) == SAID


def test_in_a_table_without_gates_none_can_be_meant() -> None:
    bare = table_of(ProductSet(SMALL.resolved() | {"gates": []}))
    with pytest.raises(ocop.FilingError) as refused:
        choices_one_by_one(bare, sheet_for(SMALL, {}, rejects=["forged"]))
    assert [fault.right for fault in refused.value.faults] == ["[]"]
