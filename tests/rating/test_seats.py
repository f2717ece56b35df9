"""Who counts in a council, and what bars sheets from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
DOSSIER = dossier_for(TABLE)
CODED = dossier_for(
    TABLE,
    product={
        "name": "Sản phẩm mẫu",
        "product_set": 1,
        "commune": "Xã Mẫu",
        "province": "Tỉnh Mẫu",
        "code": "96-32244-001-2030",
    },
)
SHIPPED = {policy.id: policy for policy in ocop.policies()}


def sheet(who: str = "m1", role: str = "member", **changes: Any) -> ocop.ScoreSheet:
    marks = changes.pop("marks", BEST)
    return sheet_for(TABLE, marks, assessor={"id": who, "role": role}, **changes)


def rate(*sheets: ocop.ScoreSheet, policy: str = "majority-minimums", **more: Any) -> Any:
    dossier = more.pop("dossier", DOSSIER)
    return ocop.council(RULES, dossier, sheets, policy=SHIPPED[policy], **more)


def refused(*sheets: ocop.ScoreSheet, **more: Any) -> list[ocop.Fault]:
    """The faults of what can't sit together."""
    with pytest.raises(ocop.FilingError) as problem:
        rate(*sheets, **more)
    faults = list(problem.value.faults)
    assert all(fault.vi and fault.en and fault.vi != fault.en for fault in faults)
    return faults


def codes(*sheets: ocop.ScoreSheet, **more: Any) -> list[str]:
    return [fault.code for fault in refused(*sheets, **more)]


# Who counts


def test_members_and_the_chair_count_and_nobody_else() -> None:
    result = rate(sheet("x", "self"), sheet("t", "advisory"), sheet("m2"), sheet("m1", "chair"))
    shown = [(m.id, m.role, m.counted) for m in result.members]
    assert shown == [
        ("m1", "chair", True),
        ("m2", "member", True),
        ("t", "advisory", False),
        ("x", "self", False),
    ]


def test_of_each_person_the_sheet_of_the_highest_round_counts() -> None:
    low = BEST | {"1.1": 0}
    result = rate(sheet("m1", marks=low), sheet("m1", round=3), sheet("m2", round=2), sheet("m2"))
    counted = [(m.id, m.round) for m in result.members if m.counted]
    assert counted == [("m1", 3), ("m2", 2)]
    assert result.mean == ocop.score(RULES, DOSSIER, sheet()).total


def test_who_was_a_member_and_then_the_chair_counts_once() -> None:
    result = rate(sheet("m1"), sheet("m1", "chair", round=2))
    assert [(m.role, m.counted) for m in result.members] == [("chair", True), ("member", False)]


def test_under_an_agreed_policy_the_one_sheet_of_the_council_counts_alone() -> None:
    low = BEST | {"1.1": 0}
    result = rate(sheet("h", "council"), sheet("m1", marks=low), policy="agreed-sheet")
    assert [m.id for m in result.members if m.counted] == ["h"]
    assert result.mean == ocop.score(RULES, DOSSIER, sheet()).total
    assert result.spread is None


def test_a_code_of_the_dossier_names_the_set_too() -> None:
    coded = sheet(product_set=None, product_code=CODED.product.code)
    assert rate(coded, dossier=CODED).status == "rated"


# What is refused


def test_two_sheets_of_one_member_in_a_round_are_refused() -> None:
    assert codes(sheet("m1"), sheet("m1", marks=BEST | {"1.1": 0})) == ["sheet-twice"]
    assert codes(sheet("m1"), sheet("m1", "chair")) == ["sheet-twice"]
    assert codes(sheet("m1"), sheet("t", "advisory"), sheet("t", "advisory")) == ["sheet-twice"]


def test_two_chairs_are_refused() -> None:
    assert codes(sheet("m1", "chair"), sheet("m2", "chair"), sheet("m3")) == ["two-chairs"]


def test_sheets_of_two_dossiers_or_product_sets_are_refused() -> None:
    other = sheet("m2", product_code="96-32244-002-2030")
    assert codes(sheet(), other, dossier=CODED) == ["other-product-code"]
    first = sheet(product_code="96-32244-001-2030")
    assert codes(first, other) == ["sheets-of-two-products"]
    assert codes(sheet(), sheet("m2", product_set=2)) == ["other-product-set"]
    assert codes(sheet(), sheet("m2", ruleset="26-2026")) == ["other-ruleset"]


def test_a_sheet_that_names_no_set_is_refused() -> None:
    assert codes(sheet(product_set=None)) == ["sheet-without-set"]


def test_a_member_in_conflict_whose_sheet_is_given_is_refused() -> None:
    assert codes(sheet("m1"), sheet("m2"), conflicts=["m2"]) == ["member-in-conflict"]
    assert rate(sheet("m1"), conflicts=["m2"]).conflicts == ("m2",)


def test_a_council_without_a_counted_sheet_is_refused() -> None:
    assert codes() == ["no-counted-sheet"]
    assert codes(sheet("t", "advisory"), sheet("x", "self")) == ["no-counted-sheet"]
    assert codes(sheet("m1"), policy="agreed-sheet") == ["one-agreed-sheet"]


def test_a_sheet_that_was_agreed_on_is_refused_under_a_mean() -> None:
    assert codes(sheet("m1"), sheet("h", "council")) == ["council-sheet-not-agreed"]
    two = [sheet("h", "council"), sheet("g", "council")]
    assert codes(*two, policy="agreed-sheet") == ["one-agreed-sheet"]


def test_a_sheet_that_was_agreed_on_does_not_count_under_a_mean() -> None:
    assert codes(sheet("h", "council")) == ["council-sheet-not-agreed", "no-counted-sheet"]


def test_a_dossier_that_asks_for_another_ruleset_is_refused() -> None:
    filed = {"kind": "first", "submitted_on": "2030-09-15", "ruleset": "26-2026"}
    (fault,) = refused(sheet(), dossier=dossier_for(TABLE, application=filed))
    assert (fault.code, fault.path) == ("other-ruleset", "application/ruleset")
    own = dossier_for(TABLE, application=filed | {"ruleset": RULES.id})
    assert rate(sheet(), dossier=own).status == "rated"


def test_more_counted_than_appointed_are_refused() -> None:
    assert codes(sheet("m1"), sheet("m2"), appointed=1) == ["more-than-appointed"]
    assert codes(sheet("m1"), appointed=0) == ["not-a-whole-number"]
    assert codes(sheet("m1"), appointed=True) == ["not-a-whole-number"]


def test_a_policy_with_a_quorum_asks_how_many_are_appointed() -> None:
    assert codes(sheet("m1"), policy="two-thirds-quorum") == ["appointed-not-given"]


def test_minimums_on_the_advisory_teams_sheet_need_exactly_one_that_is_complete() -> None:
    name = "advisory-minimums"
    assert codes(sheet("m1"), policy=name) == ["one-advisory-sheet"]
    two = [sheet("t", "advisory"), sheet("u", "advisory")]
    assert codes(sheet("m1"), *two, policy=name) == ["one-advisory-sheet"]
    less = {number: mark for number, mark in BEST.items() if number != "1.2"}
    (fault,) = refused(sheet("m1"), sheet("t", "advisory", marks=less), policy=name)
    assert (fault.code, fault.found) == ("advisory-sheet-open", "1.2")


def test_gates_of_the_chair_need_the_chair() -> None:
    rules = SHIPPED["majority-minimums"].model_copy(update={"gates": "chair"})
    with pytest.raises(ocop.FilingError, match="chair-missing"):
        ocop.council(RULES, DOSSIER, [sheet("m1")], policy=rules)


def test_all_that_is_wrong_is_said_at_once_marks_too() -> None:
    found = codes(
        sheet("m1", "chair", marks=BEST | {"1.1": 77}),
        sheet("m2", "chair", product_set=None),
        sheet("m3", marks={"9.9": 1}),
        sheet("m4", product_set=2, marks={"9.9": 1}),
        conflicts={"m3"},
        appointed=2,
        decided_on="8/12/2030",
        level="commune",
    )
    assert sorted(found) == sorted(
        [
            *("unknown-points", "two-chairs", "sheet-without-set", "unknown-criterion"),
            *("other-product-set", "member-in-conflict", "more-than-appointed"),
            *("not-a-date", "no-such-council"),
        ]
    )


def test_a_fault_stands_where_it_is_in_the_file(tmp_path: Path) -> None:
    text = """format: ocop-sheet/1
ruleset: mini-2030
product_set: 1
assessor: {id: m2, role: member}
marks: {"1.1": 3}
"""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    (fault,) = refused(*ocop.load_sheets(tmp_path))
    assert (fault.file, fault.line, fault.column) == (str(tmp_path / "b.yaml"), 4, 16)


def test_marks_that_the_table_does_not_have_are_named_of_all_sheets() -> None:
    wrong = BEST | {"1.1": 77}
    assert codes(sheet("m1", marks=wrong), sheet("m2", marks=wrong)) == ["unknown-points"]
    with pytest.raises(ocop.CatalogError, match="unknown-policy"):
        ocop.council(RULES, DOSSIER, [sheet()], policy="mean-of-nothing")


# All that a refusal says: its place in which file, what was found, what would be right


def filed(folder: Path, *sheets: dict[str, Any]) -> list[ocop.ScoreSheet]:
    """Sheets from files `0.yaml`, `1.yaml` …, an entry a line: 1 format, 2 ruleset, 3 product_set,
    4 assessor, 5 marks, 6 whatever else it has.
    """
    read = []
    for place, changes in enumerate(sheets):
        who = {"id": changes.pop("id", "m1"), "role": changes.pop("role", "member")}
        entries = {"format": "ocop-sheet/1", "ruleset": "mini-2030", "product_set": 1}
        entries |= {"assessor": who, "marks": {}}
        lines = [f"{key}: {json.dumps(value)}" for key, value in (entries | changes).items()]
        path = folder / f"{place}.yaml"
        path.write_text("\n".join(lines), "utf-8")
        read.append(ocop.load_sheet(path))
    return read


OTHER, CODE = "96-32244-002-2030", "96-32244-001-2030"
WRONG = {"9.9": 1}
NUMBERS = "1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 3.1.1, 4, 5"
MARKS = f"0:5 unknown-criterion marks/9.9 “9.9” → “{NUMBERS}” habit=numbers"
OF_MAJORITY = "policy=majority-minimums"
SAID: dict[str, tuple[list[dict[str, Any]], dict[str, Any], list[str]]] = {
    "another code, and marks": (
        [{"product_code": OTHER, "marks": WRONG}],
        {"dossier": CODED},
        [f"0:6 other-product-code product_code “{OTHER}” → “{CODE}”", MARKS],
    ),
    "no set, and marks": (
        [{"product_set": None, "marks": WRONG}],
        {},
        ["0:1 sheet-without-set  “m1” → “1”", MARKS],
    ),
    "another set, whose marks mean nothing here": (
        [{"product_set": 2, "marks": WRONG}, {"id": "m2"}],
        {},
        ["0:3 other-product-set product_set “2” → “1”"],
    ),
    "another ruleset, whose marks mean nothing here": (
        [{"ruleset": "26-2026", "marks": WRONG}, {"id": "m2"}],
        {},
        ["0:2 other-ruleset ruleset “26-2026” → “mini-2030”"],
    ),
    "two products": (
        [{"product_code": CODE}, {"id": "m2"}, {"id": "m3", "product_code": OTHER}],
        {},
        [f"2:6 sheets-of-two-products product_code “{OTHER}” → “{CODE}”"],
    ),
    "twice in a round": (
        [{"round": 2}, {"round": 2}, {"round": 3}],
        {},
        ["1:4 sheet-twice assessor/id “m1” → “” round=2"],
    ),
    "two chairs": (
        [{"role": "chair"}, {"id": "m2", "role": "chair"}],
        {},
        ["1:4 two-chairs assessor/role “m2” → “m1”"],
    ),
    "an agreed sheet under a mean": (
        [{}, {"id": "h", "role": "council"}],
        {},
        ["1:4 council-sheet-not-agreed assessor/role “h” → “majority-minimums”"],
    ),
    "in conflict, but for the advisory team": (
        [{}, {"id": "m2"}, {"id": "t", "role": "advisory"}],
        {"conflicts": ["m2", "t", "m9"]},
        ["1:4 member-in-conflict assessor/id “m2” → “”"],
    ),
    "an agreed sheet in conflict": (
        [{"id": "h", "role": "council"}],
        {"policy": "agreed-sheet", "conflicts": ["h"]},
        ["0:4 member-in-conflict assessor/id “h” → “”"],
    ),
    "no agreed sheet": (
        [{}],
        {"policy": "agreed-sheet"},
        ["one-agreed-sheet  “0” → “” policy=agreed-sheet"],
    ),
    "nobody": ([{"role": "self"}], {}, ["no-counted-sheet  “1” → “”"]),
    "no advisory sheet": (
        [{}],
        {"policy": "advisory-minimums"},
        ["one-advisory-sheet  “0” → “” policy=advisory-minimums"],
    ),
    "no chair": ([{}], {"change": {"gates": "chair"}}, [f"chair-missing  “” → “” {OF_MAJORITY}"]),
    "how many are appointed": (
        [{}],
        {"change": {"quorum": SHIPPED["two-thirds-quorum"].quorum}},
        [f"appointed-not-given appointed “” → “” {OF_MAJORITY}"],
    ),
    "none appointed": ([{}], {"appointed": 0}, ["not-a-whole-number appointed “0” → “7”"]),
    "more than appointed": (
        [{}, {"id": "m2"}],
        {"appointed": 1},
        ["more-than-appointed appointed “2” → “1”"],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_refusal_says_where_what_and_what_would_be_right(name: str, tmp_path: Path) -> None:
    sheets, changes, expected = SAID[name]
    given = {"policy": "majority-minimums", "dossier": DOSSIER, "change": {}, **changes}
    policy = SHIPPED[given.pop("policy")].model_copy(update=given.pop("change"))
    read = filed(tmp_path, *[dict(each) for each in sheets])
    with pytest.raises(ocop.FilingError) as problem:
        ocop.council(RULES, given.pop("dossier"), read, policy=policy, **given)
    assert [in_one_line(fault) for fault in problem.value.faults] == expected


def in_one_line(fault: ocop.Fault) -> str:
    """All that a fault hands out."""
    where = f"{Path(fault.file).stem}:{fault.line} " if fault.file else ""
    said = f"{where}{fault.code} {fault.path} “{fault.found}” → “{fault.right}”"
    return " ".join([said, *[f"{name}={value}" for name, value in fault.values.items()]])


def test_one_appointed_and_one_present_are_enough() -> None:
    assert rate(sheet(), appointed=1).status == "rated"
