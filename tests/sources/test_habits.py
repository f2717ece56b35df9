"""What people write from habit is told with what to write; and that is always accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop_scoring
from ocop_scoring.exact import Interval
from ocop_scoring.sources import habits, words
from ocop_scoring.sources.meant import Meant, meant
from ocop_scoring.sources.values import day, whole, yes_no

TEXTS = st.text(max_size=40) | st.text(
    st.sampled_from("0123456789.,/%- \xa0đaKh–“”："), max_size=14
)


def right(found: Meant | None) -> str | None:
    return found.right if found else None


# Days


@pytest.mark.parametrize(
    "text",
    [
        "1/12/2026",
        "01/12/2026",
        "1-12-2026",
        "1.12.2026",
        "1. 12. 2026",
        "2026-12-1",
        "2026/12/01",
        "2026.12.1",
        "20261201",
        "1/12/26",
        "ngày 1 tháng 12 năm 2026",
        "Ngày 01/12/2026",
        "1 tháng 12, 2026",
        "“1/12/2026”",
        "0１/12/2026",
        "1\xa0/ 12 / 2026",
        "2026–12–01",
    ],
)
def test_a_day_written_otherwise_is_understood(text: str) -> None:
    assert habits.day(text) == Meant("meant", "2026-12-01")


@pytest.mark.parametrize(
    ("text", "habit", "values"),
    [
        ("2026-02-31", "no-such-day", {"month": 2, "year": 2026, "days": 28}),
        ("31/2/2024", "no-such-day", {"month": 2, "year": 2024, "days": 29}),
        ("2026-11-31", "no-such-day", {"month": 11, "year": 2026, "days": 30}),
        ("2026-13-01", "no-such-month", {"month": 13}),
        ("2026-00-01", "no-such-month", {"month": 0}),
    ],
)
def test_a_day_that_no_calendar_has_is_told_by_its_month(
    text: str, habit: str, values: dict[str, object]
) -> None:
    found = habits.day(text)
    assert found is not None
    assert (found.habit, dict(found.values)) == (habit, values)


@pytest.mark.parametrize(
    "text", ["", "hôm qua", "2026", "12/2026", "0/1/2026", "1/1/999", "1/2/3/4"]
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert habits.day(text) is None


# Yes and no


@pytest.mark.parametrize(
    "text", ["có", "Có", "CÓ", "co", "đúng", "Yes", "TRUE", "x", "✓", "1", "có rồi"]
)
def test_a_yes_in_other_words_is_understood(text: str) -> None:
    assert right(habits.yes_no(text)) == "yes"


@pytest.mark.parametrize("text", ["không", "KHÔNG", "ko", "No", "False", "chưa", "0", "không có"])
def test_a_no_in_other_words_is_understood(text: str) -> None:
    assert right(habits.yes_no(text)) == "no"


@pytest.mark.parametrize("text", ["", "-1", "10", "có thể", "nữ", "12", "…"])
def test_what_is_neither_is_not_guessed(text: str) -> None:
    assert not right(habits.yes_no(text))


def test_a_question_may_have_words_of_its_own() -> None:
    assert right(habits.yes_no("Nữ", {"nu": "yes"})) == "yes"
    assert habits.yes_no("chưa biết") == Meant("open", "")


# Numbers


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("80%", "0.8"),
        ("80 %", "0.8"),
        ("82,5 %", "0.825"),
        ("0,8", "0.8"),
        ("0,82", "0.82"),
        (".5", "0.5"),
        ("80 phần trăm", "0.8"),
        ("0.8 ", "0.8"),
        ("100%", "1"),
        ("82,5", "0.825"),
        ("０.8", "0.8"),
        ("“0,8”", "0.8"),
    ],
)
def test_a_share_written_otherwise_is_understood(text: str, share: str) -> None:
    assert right(habits.share(text)) == share


@pytest.mark.parametrize("text", ["", "%", "1,01", "150", "150%", "một nửa", "-0,2", "1.5"])
def test_a_share_that_would_be_a_guess_is_not_guessed(text: str) -> None:
    assert habits.share(text) is None


def test_a_share_with_too_many_digits_is_told_so() -> None:
    found = habits.share("0." + "4" * 500)
    assert found is not None
    assert found.habit == "digits"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("08", "8"),
        ("6 đại lý", "6"),
        ("1.200", "1200"),
        ("1 200", "1200"),
        ("1,234,567", "1234567"),
        ("12,0", "12"),
        ("3.0", "3"),
        ("12 tháng", "12"),
    ],
)
def test_a_whole_number_written_otherwise_is_understood(text: str, number: str) -> None:
    assert right(habits.whole(text)) == number


@pytest.mark.parametrize("text", ["", "ba", "-3", "2,5", "1.5 năm", "12345678901", "trên 3"])
def test_what_is_no_whole_number_is_not_guessed(text: str) -> None:
    assert habits.whole(text) is None


def test_years_are_months_where_months_are_asked_for() -> None:
    assert right(habits.whole("2 năm", months=True)) == "24"
    assert right(habits.whole("18 tháng", months=True)) == "18"


# What is suggested is accepted


ACCEPTED: list[tuple[Callable[[str], Meant | None], Callable[[str], object]]] = [
    (habits.day, day),
    (habits.yes_no, yes_no),
    (habits.whole, whole),
    (lambda text: habits.whole(text, months=True), whole),
    (lambda text: habits.interval(text, _is_interval), Interval.parse),
    (
        lambda text: meant(words.level(text)),
        lambda mark: re.fullmatch(r"\d+|[a-z][a-z0-9]*(-[a-z0-9]+)*", mark),
    ),
]


def _is_interval(text: str) -> bool:
    try:
        Interval.parse(text)
    except ValueError:
        return False
    return True


@given(TEXTS, st.sampled_from(ACCEPTED))
def test_what_is_suggested_is_accepted(
    text: str, habit: tuple[Callable[[str], Meant | None], Callable[[str], object]]
) -> None:
    suggest, read = habit
    found = suggest(text)
    if found is not None and found.right and found.habit == "meant":
        assert read(found.right) is not None


@given(TEXTS)
def test_a_share_that_is_suggested_is_one(text: str) -> None:
    found = habits.share(text)
    if found is not None:
        assert 0 <= Decimal(found.right) <= 1


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_understood_as_vietnamese_write_it(one: date) -> None:
    written = f"{one.day}/{one.month}/{one.year:04}"
    assert right(habits.day(written)) == one.isoformat()


@given(st.text(max_size=2000))
def test_no_text_is_too_odd(text: str) -> None:
    for find in (habits.day, habits.yes_no, habits.share, habits.whole, habits.pair_in):
        find(text)
    words.word(text, ("household", "farm"))
    words.criterion(text, ("1.1", "1.2", "6.1.1", "7"))
    words.ruleset(text, ("26-2026", "148-2023"))
    words.level(text)


# Keys, forms, intervals


@pytest.mark.parametrize(
    ("key", "habit", "pair"),
    [
        ("has_website:\xa0true", "odd", "has_website: true"),
        ("has_website：true", "odd", "has_website: true"),
        ("has_website:true", "colon", "has_website: true"),
        ("has\xa0website", "odd", "has website"),
    ],
)
def test_a_key_that_has_its_value_in_it_is_told_apart(key: str, habit: str, pair: str) -> None:
    found = habits.pair_in(key)
    assert found is not None
    assert (found.habit, found.right) == (habit, pair)
    assert habits.pair_in("has_website") is None


def test_a_text_in_the_form_that_is_asked_for_is_found_where_only_signs_differ() -> None:
    fits = re.compile("[0-9A-Z]+(-[0-9A-Z]+){3}").fullmatch
    for text in (
        "96 - 32244 - 001 - 2026",
        "96/32244/001/2026",
        "96.32244.001.2026",
        "“96-32244-001-2026”",
    ):
        assert right(habits.in_form(text, lambda form: bool(fits(form)))) == "96-32244-001-2026"
    assert habits.in_form("96", lambda form: bool(fits(form))) is None


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("trên 75 %", "above 75 %"),
        ("từ 50% đến dưới 75%", "from 50 % to below 75 %"),
        ("dưới 30", "below 30"),
        ("≥ 12", "from 12"),
        (">= 12", "from 12"),
        ("đúng 0", "exactly 0"),
        ("18–20", "from 18 to 20"),
        ("50 % - 75 %", "from 50 % to 75 %"),
        ("từ 0,5 % đến 1 %", "from 0.5 % to 1 %"),
    ],
)
def test_an_interval_in_vietnamese_or_signs_is_understood(text: str, interval: str) -> None:
    assert right(habits.interval(text, _is_interval)) == interval


# Words


KINDS = ("household", "farm", "cooperative-group", "limited-company", "cooperative", "other")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tổ hợp tác", "cooperative-group"),
        ("Tổ Hợp Tác", "cooperative-group"),
        ("THT", "cooperative-group"),
        ("hợp tác xã", "cooperative"),
        ("HTX", "cooperative"),
        ("Hợp tác xã nông nghiệp", "cooperative"),
        ("Cooperative-Group", "cooperative-group"),
        ("cooperative group", "cooperative-group"),
        ("COOPERATIVE_GROUP", "cooperative-group"),
        ("cooperativ", "cooperative"),
        ("Công ty TNHH MTV Ví Dụ", "limited-company"),
        ("hộ", "household"),
        ("farm\u200b", "farm"),
        ("“farm”", "farm"),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_word_is_found_by_its_vietnamese_name_in_any_case_or_mistyped(
    text: str, kind: str | None
) -> None:
    assert words.word(text, KINDS) == kind


def test_a_word_is_found_by_the_titles_that_its_place_gives_it() -> None:
    known = {"deep": ("Chế biến sâu", "Deep processing"), "simple": ("Chế biến đơn giản",)}
    assert words.word("Chế biến sâu", known) == "deep"
    assert words.word("che bien don gian", known) == "simple"
    assert words.word("sâu", known) == "deep"


TEA = ("1.1", "1.2", "5.1", "6.1.1", "6.1.2", "6.2.1", "7", "12")
DECREE = ("1.a", "1.b", "1.c", "1.d", "1.đ", "2.a", "7")


@pytest.mark.parametrize(
    ("text", "known", "numbers"),
    [
        ("6", TEA, "6.1.1, 6.1.2, 6.2.1"),
        ("6.1", TEA, "6.1.1, 6.1.2"),
        ("1,1", TEA, "1.1"),
        ("1.1.", TEA, "1.1"),
        ("01.1", TEA, "1.1"),
        ("mục 1.1", TEA, "1.1"),
        ("1.a", TEA, "1.1"),
        ("1.1.1", TEA, "1.1"),
        ("1.A", DECREE, "1.a"),
        ("1.Đ", DECREE, "1.đ"),
        ("1.1", DECREE, "1.a"),
        ("1.5", DECREE, "1.đ"),
        ("1", DECREE, "1.a, 1.b, 1.c, 1.d, 1.đ"),
        ("1.9", DECREE, "1.a, 1.b, 1.c, 1.d, 1.đ"),
        ("1.g", TEA, "1.1, 1.2"),
        ("3.1", DECREE, None),
        ("1b", TEA, "1.2"),
        ("1Đ", DECREE, "1.đ"),
        ("zz", TEA, None),
    ],
)
def test_a_printed_number_written_otherwise_is_understood(
    text: str, known: tuple[str, ...], numbers: str | None
) -> None:
    assert words.criterion(text, known) == numbers


@pytest.mark.parametrize(
    ("text", "ruleset"),
    [
        ("26/2026", "26-2026"),
        ("26/2026/QĐ-TTg", "26-2026"),
        ("Quyết định số 26/2026/QĐ-TTg", "26-2026"),
        ("26_2026", "26-2026"),
        ("2026", "26-2026"),
        ("148", "148-2023"),
        ("148/QĐ-TTg", "148-2023"),
        ("1489", "148-2023+1489"),
        ("148+1489", "148-2023+1489"),
        ("1048", "1048-2019"),
        ("781", "1048-2019+781"),
        ("26-2O26", "26-2026"),
        ("nghị định", None),
        ("", None),
    ],
)
def test_a_ruleset_is_found_by_its_decisions_number(text: str, ruleset: str | None) -> None:
    known = [rules.id for rules in ocop_scoring.rulesets()]
    assert words.ruleset(text, known) == ruleset
