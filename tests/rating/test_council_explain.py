"""A council's result in words: how its mean is worked out, what held it back, what follows."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.councils import every_status, top
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for, sheet_for

import ocop_scoring as ocop
from ocop_scoring.rating.council_explain import exactly

RULES = INVENTED.ruleset("mini-2030")
TABLE = RULES.product_set(1)
SHIPPED = {policy.id: policy for policy in ocop.policies()}
RESULTS = every_status()


def rate(*marks: dict[str, Any], policy: str = "majority-minimums", **change: Any) -> Any:
    sheets = [
        sheet_for(TABLE, each, assessor={"id": f"m{place}", "role": "member"})
        for place, each in enumerate(marks, 1)
    ]
    rules = SHIPPED[policy].model_copy(update=change)
    return ocop.council(RULES, dossier_for(TABLE), sheets, policy=rules)


def test_a_mean_that_ends_is_said_exactly_with_its_sum() -> None:
    result = rate(BEST, BEST | {"1.4": 0})
    totals = [member.total for member in result.members]
    shown = f"{sum(totals) / 2:.2f}"
    added = f"({totals[0]} + {totals[1]}) / 2"
    assert f"Mean: {shown} = {added}" in result.explain("en").splitlines()
    assert f"Trung bình: {shown.replace('.', ',')} = {added}" in result.explain("vi").splitlines()


def test_a_mean_that_never_ends_is_a_fraction_and_said_to_be_rounded_for_show_alone() -> None:
    result = rate(BEST, BEST, BEST | {"1.4": 0})
    (line,) = [said for said in result.explain("en").splitlines() if said.startswith("Mean:")]
    assert " 2/3 = (" in line
    assert line.endswith(
        f"shown as {result.mean_shown}: rounded for show alone, the exact number decides"
    )


def test_a_policy_that_rounds_says_where_and_how() -> None:
    result = rate(BEST, BEST, BEST | {"1.4": 0}, policy="mean-of-parts")
    said = result.explain("en")
    assert "rounded to" in said
    assert "(places: 2, a half goes up)" in said
    even = rate(BEST, BEST, BEST | {"1.4": 0}, rounding={"places": 1, "half": "even", "of": "mean"})
    assert "to the even digit" in even.explain("en")
    assert "rounded for show" not in even.explain("en")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(381, 5), "76,20"),
        (Fraction(90), "90,00"),
        (Fraction(719, 8), "89,875"),
        (Fraction(629, 7), "89 6/7"),
        (Fraction(2, 3), "2/3"),
    ],
)
def test_numbers_are_written_without_loss(value: Fraction, said: str) -> None:
    assert exactly(value, "vi") == said


@given(st.fractions(0, 100, max_denominator=500))
def test_what_is_written_is_the_number(value: Fraction) -> None:
    said = exactly(value, "en")
    whole, _, rest = said.rpartition(" ")
    assert (Fraction(whole or 0) + Fraction(rest)) == value


@pytest.mark.parametrize("name", RESULTS)
def test_every_status_has_a_verdict_in_both_languages(name: str) -> None:
    result = RESULTS[name]
    vi, en = result.verdict("vi"), result.verdict("en")
    assert vi
    assert en
    assert vi != en
    for lang in ("vi", "en"):
        said = result.explain(lang)  # type: ignore[arg-type]
        assert said.startswith(result.verdict(lang))  # type: ignore[arg-type]
        assert "{" not in said
        assert all(member.id in said for member in result.members)
    with pytest.raises(ocop.FilingError):
        result.explain("fr")  # type: ignore[arg-type]


def test_the_verdict_says_what_keeps_the_council_from_deciding() -> None:
    assert RESULTS["no-quorum"].verdict("en").startswith("No quorum: 3 of 7 members are present")
    assert "10" in RESULTS["rescore"].verdict("en")
    assert "Not decided yet" in RESULTS["rescore"].verdict("en")
    assert "m2 (" in RESULTS["incomplete"].verdict("en")


def test_who_certifies_or_where_it_goes_on_is_said() -> None:
    assert "Sent on to the council of the ministry" in top().explain("en")
    assert "Chuyển lên Hội đồng cấp Trung ương" in top().explain("vi")


def test_a_minimum_that_is_missed_says_how_many_meet_it() -> None:
    result = RESULTS["lost"]
    for unmet in result.unmet:
        assert f"{unmet.met_by} of {unmet.of}" in unmet.en
        assert unmet.vi in result.explain("vi")
