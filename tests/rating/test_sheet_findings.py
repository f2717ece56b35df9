"""What sheet and dossier say of themselves: which product set the sheet is of, which one the
product's name points to.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rules.product_set import ProductSet

SHRIMP = RULESETS["26-2026"].product_set(8)
CODE = "96-32244-001-2026"


def codes(dossier: ocop.Dossier, sheet: ocop.ScoreSheet) -> list[str]:
    """The loud findings."""
    result = ocop.score(ocop.ruleset(sheet.ruleset), dossier, sheet)
    return [finding.code for finding in result.findings if finding.severity == "loud"]


def with_code(code: str | None) -> ocop.Dossier:
    dossier = dossier_for(SHRIMP)
    product = dossier.product.model_dump() | {"code": code}
    return dossier.model_copy(update={"product": product})


def test_a_sheet_names_its_set_by_its_number_or_by_a_code_that_the_dossier_bears() -> None:
    unnamed: dict[str, Any] = {"product_set": None}
    assert codes(with_code(None), sheet_for(SHRIMP, {})) == []
    assert codes(with_code(CODE), sheet_for(SHRIMP, {}, **unnamed, product_code=CODE)) == []
    assert codes(with_code(None), sheet_for(SHRIMP, {}, **unnamed)) == ["sheet-names-no-set"]
    for dossier, code in ((with_code(None), CODE), (with_code(CODE), None)):
        sheet = sheet_for(SHRIMP, {}, **unnamed, product_code=code)
        assert codes(dossier, sheet) == ["sheet-names-no-set"]


def test_the_finding_names_the_set_that_the_sheet_was_rated_by() -> None:
    result = ocop.score(
        RULESETS["26-2026"], with_code(None), sheet_for(SHRIMP, {}, product_set=None)
    )
    finding = result.findings[0]
    assert finding.values == {"product_set": 8}
    assert "8" in finding.vi
    assert "8" in finding.en


def faults(dossier: ocop.Dossier, sheet: ocop.ScoreSheet) -> list[str]:
    with pytest.raises(ocop.FilingError) as caught:
        ocop.score(RULESETS["26-2026"], dossier, sheet)
    return [fault.code for fault in caught.value.faults]


def test_another_product_set_is_said_alone_whatever_else_is_wrong() -> None:
    sheet = sheet_for(
        SHRIMP, {"1.1": 40, "99": 1}, product_set=6, rejects=["no-gate"], product_code=CODE
    )
    assert faults(with_code("96-32244-002-2026"), sheet) == ["other-product-set"]
    with pytest.raises(ocop.FilingError, match=r"6.*8"):
        ocop.score(RULESETS["26-2026"], with_code(None), sheet)


def test_another_ruleset_is_said_with_another_code_but_without_marks_and_gates() -> None:
    sheet = sheet_for(SHRIMP, {"1.1": 40}, ruleset="148-2023", rejects=["x"], product_code=CODE)
    assert faults(with_code("96-32244-002-2026"), sheet) == ["other-ruleset", "other-product-code"]


def test_another_code_is_said_together_with_marks_and_gates() -> None:
    sheet = sheet_for(SHRIMP, {"1.1": 40, "99": 1}, rejects=["no-gate"], product_code=CODE)
    assert faults(with_code("96-32244-002-2026"), sheet) == [
        "other-product-code",
        "unknown-points",
        "unknown-criterion",
        "unknown-gate",
    ]


def test_of_a_sheet_with_very_many_faults_fifty_are_said_and_the_rest_is_counted() -> None:
    marks = {f"{number}.9": 1 for number in range(100, 180)}
    found = faults(with_code("96-32244-002-2026"), sheet_for(SHRIMP, marks, product_code=CODE))
    assert (len(found), found[0], found[-1]) == (51, "other-product-code", "more-faults")


# A sheet that was ticked in another table


def ticked(table: ProductSet, data: st.DataObject) -> dict[str, Any]:
    """A whole sheet of a table, in points as people write them."""
    marks: dict[str, Any] = {}
    for criterion in table.criteria:
        level = data.draw(st.sampled_from([*criterion.levels, None]))
        if criterion.mode == "sum":
            marks[criterion.number] = [level.id] if level else []
        elif level and [lv.points for lv in criterion.levels].count(level.points) == 1:
            marks[criterion.number] = level.points
        else:
            marks[criterion.number] = level.id if level else 0
    return marks


LAWS = [rules for rules in ocop.rulesets() if len(rules.numbers) > 1]


@settings(max_examples=60)
@given(st.data())
def test_no_sheet_of_one_set_is_rated_in_silence_under_another(data: st.DataObject) -> None:
    rules = data.draw(st.sampled_from(LAWS))
    of_sheet, of_dossier = data.draw(
        st.lists(st.sampled_from(rules.numbers), min_size=2, max_size=2, unique=True)
    )
    filed, other = rules.product_set(of_sheet), rules.product_set(of_dossier)
    dossier, marks = dossier_for(other), ticked(filed, data)
    with pytest.raises(ocop.FilingError) as caught:
        ocop.score(rules, dossier, sheet_for(filed, marks))
    (fault,) = caught.value.faults
    assert (fault.code, fault.found, fault.right) == (
        "other-product-set",
        str(of_sheet),
        str(of_dossier),
    )
    try:
        result = ocop.score(rules, dossier, sheet_for(filed, marks, product_set=None))
    except ocop.FilingError:
        return
    assert result.findings[0].severity == "loud"
    assert "sheet-names-no-set" in [finding.code for finding in result.findings]


# The product's name


def named(name: str, number: int = 8, **more: str) -> list[ocop.Finding]:
    """The findings on the product set of a product of this name."""
    table = RULESETS["26-2026"].product_set(number)
    dossier = dossier_for(table)
    product = dossier.product.model_dump() | {"name": name} | more
    dossier = dossier.model_copy(update={"product": product})
    found = ocop.score(RULESETS["26-2026"], dossier, sheet_for(table, {})).findings
    return [finding for finding in found if finding.code == "wrong-product-set"]


def test_a_name_that_points_to_another_product_set_is_something_to_check() -> None:
    (finding,) = named("Nước mắm Hòn Mẫu")
    assert finding.severity == "check"
    assert finding.values == {
        "name": "Nước mắm Hòn Mẫu",
        "because": "nước mắm",
        "line": "sauces-fish-sauce",
        "product_set": 8,
        "right": (9,),
    }
    assert finding.vi == (
        "Tên “Nước mắm Hòn Mẫu” nói đến “nước mắm”, thuộc bộ sản phẩm 9 "
        "(Tương, nước mắm, gia vị dạng lỏng khác); hồ sơ ghi bộ 8"
    )
    assert "product of set 9" in finding.en


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Tôm khô Rạch Mẫu (tên đặt ra)", 8),
        ("Tôm sú Năm Căn", 8),
        ("Mắm lóc Ba Mẫu", 9),
        ("Nuoc mam Hon Mau", 8),
        ("Mẫu Một", 21),
    ],
)
def test_a_name_that_fits_or_says_nothing_clear_is_no_finding(name: str, number: int) -> None:
    assert named(name, number) == []


def test_group_and_name_are_not_both_told() -> None:
    (finding,) = named("Nước mắm Hòn Mẫu", product_group="sauces-fish-sauce")
    assert finding.values["group"] == "sauces-fish-sauce"
