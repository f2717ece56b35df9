"""Which papers count: their days against filing and rating, and the names that they bear."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import RULESETS, dossier_for

from ocop_scoring import Dossier
from ocop_scoring.filing.forms import FiledDocument
from ocop_scoring.filing.papers import DocumentFlaw, Flaw, by_dates, flaws_of, remarks_of, told

FILED, RATED = date(2026, 9, 15), date(2026, 12, 8)
SHRIMP = RULESETS["26-2026"].product_set(8)
KINDS = RULESETS["26-2026"].vocabulary.documents
CERTIFICATE = {
    "kind": "food-safety-certificate",
    "number": "12/2025",
    "issued_on": "2025-03-01",
    "expires_on": "2028-03-01",
}


def paper(**entries: Any) -> FiledDocument:
    return FiledDocument.model_validate({"kind": "certificate"} | entries)


def flaw(issued_on: str | None, expires_on: str | None, rated: date | None = RATED) -> str | None:
    return by_dates(paper(issued_on=issued_on, expires_on=expires_on), FILED, rated)


def with_papers(*documents: dict[str, Any], name: str = "HTX Mẫu") -> Dossier:
    producer = {"name": name, "kind": "cooperative", "representative": {"name": "A"}}
    return dossier_for(SHRIMP, documents=list(documents), producer=producer)


def flaws(of_product: bool = False, name: str = "HTX Mẫu", **entries: Any) -> tuple[str, ...]:
    filed = with_papers(CERTIFICATE | entries, name=name)
    assert filed.documents is not None
    return flaws_of(filed.documents[0], filed, RATED, of_product)


def remarks(*documents: dict[str, Any], rated: date | None = RATED) -> list[tuple[int, str]]:
    found = remarks_of(with_papers(*documents), rated, KINDS)
    return [(remark.position, remark.why) for remark in found]


# Days


DAYS = st.none() | st.dates(date(2026, 9, 10), date(2026, 12, 12))


@given(DAYS, DAYS, DAYS)
def test_a_paper_counts_that_is_valid_on_filing_or_handed_in_later_and_valid_on_rating(
    issued: date | None, expires: date | None, rated: date | None
) -> None:
    def is_valid_on(day: date) -> bool:
        return (issued or day) <= day <= (expires or day)

    def counts() -> bool:
        if issued and expires and expires < issued:
            return False
        if issued and issued > FILED:
            return rated is not None and is_valid_on(rated)
        return is_valid_on(FILED)

    assert (by_dates(paper(issued_on=issued, expires_on=expires), FILED, rated) is None) == counts()


@pytest.mark.parametrize(
    ("expires_on", "why"),
    [("2026-09-14", "expired"), ("2026-09-15", None), ("2026-09-16", None), (None, None)],
)
def test_a_paper_counts_until_the_day_it_expires_on(
    expires_on: str | None, why: str | None
) -> None:
    assert flaw("2025-01-01", expires_on) == flaw(None, expires_on) == why


@pytest.mark.parametrize(
    ("issued_on", "rated", "why"),
    [
        ("2026-09-15", None, None),
        ("2026-09-16", None, "not-yet-issued"),
        ("2026-09-16", RATED, None),
        ("2026-12-08", RATED, None),
        ("2026-12-09", RATED, "issued-after-rating"),
        ("2026-09-16", date(2026, 9, 1), "issued-after-rating"),
    ],
)
def test_a_paper_counts_from_its_issue_which_may_be_up_to_the_day_of_rating(
    issued_on: str, rated: date | None, why: str | None
) -> None:
    assert flaw(issued_on, None, rated) == flaw(issued_on, "2030-01-01", rated) == why


def test_a_paper_issued_after_filing_and_expired_before_rating_was_never_of_use() -> None:
    assert flaw("2026-09-20", "2026-12-07") == "lapsed"
    assert flaw("2026-09-20", "2026-12-08") is None


@pytest.mark.parametrize("day", ["2025-01-01", "2026-09-20", "2027-01-01"])
def test_days_that_contradict_each_other_make_a_paper_not_count(day: str) -> None:
    assert flaw(day, "2024-12-31") == "dates-contradict"
    assert flaw(day, day) != "dates-contradict"


# Names


@pytest.mark.parametrize(
    "name", ["HTX MẪU", "Hợp tác xã Mẫu", "HTX Mẩu", "Mẫu", "HTX Mẫu (Tỉnh Mẫu)"]
)
def test_a_paper_counts_that_may_be_this_producers(name: str) -> None:
    assert flaws(issued_to=name) == ()


def test_the_commune_may_stand_behind_the_producers_name_without_saying_what_it_is() -> None:
    """The dossier's product is from Xã Mẫu, Tỉnh Mẫu."""
    for place, found in (("Mẫu", []), ("Đầm Dơi", [(0, "producer-nearly-same")])):
        assert remarks(CERTIFICATE | {"issued_to": f"HTX Mẫu ({place})"}) == found


@pytest.mark.parametrize("name", ["HTX Mẫu 2", "Tổ hợp tác Mẫu", "HTX Khác", "Công ty TNHH Mẫu"])
def test_a_paper_of_another_producer_does_not_count(name: str) -> None:
    assert flaws(issued_to=name) == ("other-producer",)


def test_a_product_is_compared_only_where_a_paper_is_about_one() -> None:
    assert flaws(product="Tôm khô") == ()
    assert flaws(product="Tôm khô", of_product=True) == ("other-product",)
    assert flaws(product="SẢN PHẨM - MẪU.", of_product=True) == ()


def test_all_that_is_wrong_with_a_paper_is_told() -> None:
    wrong = {"expires_on": "2026-01-01", "issued_to": "HTX Khác", "product": "Cá khô"}
    assert flaws(of_product=True, **wrong) == ("expired", "other-producer", "other-product")


# What is to be looked at


def test_a_paper_with_all_that_it_should_have_has_no_remark() -> None:
    assert remarks(CERTIFICATE) == []


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ({"issued_on": "2026-09-16"}, "issued-after-filing"),
        ({"expires_on": "2026-12-07"}, "expires-before-rating"),
        ({"expires_on": None}, "undated"),
        ({"number": None}, "unnumbered"),
        ({"issued_to": "HTX Mẩu"}, "producer-nearly-same"),
        ({"issued_to": "Mẫu"}, "producer-nearly-same"),
        ({"kind": "test-report", "product": "Sản phâm mẫu"}, "product-nearly-same"),
    ],
)
def test_what_is_to_be_looked_at_in_a_paper_that_counts(entries: dict[str, Any], why: str) -> None:
    assert remarks(CERTIFICATE | entries) == [(0, why)]


def test_a_kind_that_does_not_expire_needs_no_day_of_expiry() -> None:
    assert remarks({"kind": "environment-file", "number": "45/XN"}) == []


def test_where_the_day_of_rating_is_not_known_nothing_expires_before_it() -> None:
    assert remarks(CERTIFICATE | {"expires_on": "2026-09-15"}, rated=None) == []


@pytest.mark.parametrize("again", [{}, {"number": "12 / 2025"}, {"expires_on": "2027-01-01"}])
def test_the_same_paper_listed_twice_is_told_once_at_the_second_place(
    again: dict[str, Any],
) -> None:
    assert remarks(CERTIFICATE, CERTIFICATE | again) == [(1, "listed-twice")]


def test_papers_of_one_kind_with_other_numbers_or_of_other_offices_are_two() -> None:
    assert remarks(CERTIFICATE, CERTIFICATE | {"number": "13/2025"}) == []
    assert remarks(CERTIFICATE, CERTIFICATE | {"issued_by": "Chi cục"}) == []


def test_a_paper_that_does_not_count_has_its_flaws_and_no_remarks() -> None:
    assert remarks(CERTIFICATE | {"issued_to": "HTX Khác", "number": None}) == []
    other = {"kind": "test-report", "product": "Tôm khô", "number": None}
    assert remarks(CERTIFICATE | other) == []


def test_a_paper_issued_on_the_filing_day_or_expiring_on_the_day_of_rating_is_as_it_should_be() -> (
    None
):
    assert remarks(CERTIFICATE | {"issued_on": str(FILED), "expires_on": str(RATED)}) == []


def test_a_product_is_looked_at_only_in_papers_about_one() -> None:
    assert remarks(CERTIFICATE | {"product": "Sản phâm mẫu"}) == []
    assert remarks(CERTIFICATE | {"kind": "test-report"}) == []


def test_of_a_kind_that_nobody_knows_dates_and_names_alone_are_looked_at() -> None:
    filed = with_papers(CERTIFICATE | {"expires_on": None, "product": "Cá", "number": None})
    assert [remark.why for remark in remarks_of(filed, RATED, {})] == ["unnumbered"]


@pytest.mark.parametrize(
    ("entries", "against"),
    [
        ({"issued_on": "2026-09-16"}, [FILED]),
        ({"expires_on": "2026-12-07"}, [RATED]),
        ({"expires_on": None}, [None]),
        ({"number": None}, [None]),
        ({"issued_to": "HTX Mẩu"}, ["HTX Mẫu"]),
        ({"kind": "test-report", "product": "Sản phâm mẫu"}, ["Sản phẩm mẫu"]),
    ],
)
def test_a_remark_has_what_the_paper_was_held_against(
    entries: dict[str, Any], against: list[object]
) -> None:
    found = remarks_of(with_papers(CERTIFICATE | entries), RATED, KINDS)
    assert [remark.against for remark in found] == against


@pytest.mark.parametrize(
    ("why", "against"),
    [
        ("expired", FILED),
        ("not-yet-issued", FILED),
        ("issued-after-rating", RATED),
        ("lapsed", RATED),
        ("dates-contradict", None),
        ("other-producer", "HTX Mẫu"),
        ("other-product", "Sản phẩm mẫu"),
    ],
)
def test_a_flaw_has_what_the_paper_was_held_against(why: Flaw, against: object) -> None:
    assert told(2, paper(), why, with_papers(), RATED) == DocumentFlaw(2, paper(), why, against)
