"""Numbers that never lose anything, and the intervals that the law writes in words."""

from __future__ import annotations

import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.exact import Interval, decimal_from, percent, shown

D = Decimal


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("0.64", D("0.64")),
        ("0", D(0)),
        ("100", D(100)),
        ("-1.5", D("-1.5")),
        ("123456789012345678.123456789012345678", D("123456789012345678.123456789012345678")),
        (0.1, D("0.1")),
        (0.82, D("0.82")),
        (1e-05, D("0.00001")),
        (7, D(7)),
        (D("0.75"), D("0.75")),
    ],
)
def test_a_number_is_read_exactly_a_float_by_what_it_shows(value: object, number: Decimal) -> None:
    assert decimal_from(value) == number


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            " 1",
            "1 ",
            "01",
            "1.",
            ".5",
            "+1",
            "1e3",
            "1_000",
            "1,5",
            "1.000,5",
            "NaN",
            "Infinity",
            "½",
            "٣",
            "0x1F",
            "1" * 19,
            "0." + "1" * 19,
        ),
        *(
            True,
            False,
            None,
            [],
            {},
            b"1",
            float("nan"),
            float("inf"),
            D("NaN"),
            D("-Infinity"),
            D("1E+1000000"),
            D("1E-1000000"),
            pytest.param(10**5000, id="huge"),
        ),
        Fraction(1, 2),
    ],
)
def test_what_is_not_a_plain_number_is_none(value: object) -> None:
    assert decimal_from(value) is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=18, min_value=-(10**17), max_value=10**17
    )
)
def test_text_of_a_number_reads_back_as_that_number(number: Decimal) -> None:
    assert decimal_from(format(number, "f")) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_float_is_read_by_its_repr(value: float) -> None:
    assert decimal_from(value) == D(repr(value))


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (D("0.640"), "0,64", "0.64"),
        (D("76.20"), "76,2", "76.2"),
        (D("1E+2"), "100", "100"),
        (D("100"), "100", "100"),
        (D("0.00"), "0", "0"),
        (3, "3", "3"),
        (D("-1.50"), "-1,5", "-1.5"),
        (
            D("123456789012345678.123456789012345678"),
            "123456789012345678,123456789012345678",
            "123456789012345678.123456789012345678",
        ),
    ],
)
def test_a_number_is_shown_whole_with_the_comma_of_vietnamese_and_the_point_of_english(
    number: Decimal | int, vi: str, en: str
) -> None:
    assert (shown(number, "vi"), shown(number, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("share", "vi", "en"),
    [
        ("0.64", "64 %", "64 %"),
        ("0.125", "12,5 %", "12.5 %"),
        ("1", "100 %", "100 %"),
        ("0", "0 %", "0 %"),
    ],
)
def test_a_share_is_shown_in_percent(share: str, vi: str, en: str) -> None:
    assert (percent(D(share), "vi"), percent(D(share), "en")) == (vi, en)


def test_no_number_depends_on_the_precision_a_program_has_set() -> None:
    with decimal.localcontext() as context:
        context.prec = 2
        assert shown(D("0.123456"), "en") == "0.123456"
        assert percent(D("0.123456"), "en") == "12.3456 %"
        assert Interval.parse("from 33.333 %").low == D("0.33333")


SENTENCES = [
    ("from 50 % to below 75 %", "từ 50 % đến dưới 75 %", "0.5", True, "0.75", False, True),
    ("above 0 % to below 50 %", "trên 0 % đến dưới 50 %", "0", False, "0.5", False, True),
    ("from 75 % to 100 %", "từ 75 % đến 100 %", "0.75", True, "1", True, True),
    ("above 75 %", "trên 75 %", "0.75", False, None, False, True),
    ("from 2.5 %", "từ 2,5 %", "0.025", True, None, False, True),
    ("to 50 %", "đến 50 %", None, False, "0.5", True, True),
    ("below 50 %", "dưới 50 %", None, False, "0.5", False, True),
    ("exactly 75 %", "đúng 75 %", "0.75", True, "0.75", True, True),
    ("from 12", "từ 12", "12", True, None, False, False),
    ("from 1 to 3", "từ 1 đến 3", "1", True, "3", True, False),
    ("above 3", "trên 3", "3", False, None, False, False),
    ("exactly 0", "đúng 0", "0", True, "0", True, False),
    ("below 6", "dưới 6", None, False, "6", False, False),
]


@pytest.mark.parametrize(
    ("en", "vi", "low", "low_in", "high", "high_in", "share"),
    SENTENCES,
    ids=[row[0] for row in SENTENCES],
)
def test_an_interval_is_read_from_words_and_said_in_both_languages(
    en: str, vi: str, low: str | None, low_in: bool, high: str | None, high_in: bool, share: bool
) -> None:
    interval = Interval.parse(en)
    assert interval == Interval(
        None if low is None else D(low), low_in, None if high is None else D(high), high_in, share
    )
    assert (interval.say("en"), interval.say("vi")) == (en, vi)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "50",
            "50 %",
            "from",
            "from 50%",
            "from 50  %",
            "from 050",
            "from -1",
            "from .5",
            "from 5.",
            "From 5",
            "from 5\n",
            " from 5",
        ),
        *(
            "from 5 below 6",
            "from 5 to",
            "to 5 from 3",
            "from 50 to 60 %",
            "from 50 % to 60",
            "above 5 above 6",
            "between 1 and 2",
            "exactly 5 to 6",
            "to below 5",
        ),
        *(
            "from 5 to below 5",
            "above 5 to 5",
            "above 5 to below 5",
            "from 6 to 5",
            "from 60 % to 50 %",
            "from 1e3",
            "từ 5",
            "from ٣",
            "5 to 6",
        ),
    ],
)
def test_other_words_and_intervals_without_any_number_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text alone is the reason
        Interval.parse(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("from 50 % to below 75 %", ["0.5", "0.7499999999"], ["0.4999999999", "0.75"]),
        ("above 0 % to 50 %", ["0.000000001", "0.5"], ["0", "0.5000000001"]),
        ("exactly 75 %", ["0.75", "0.750"], ["0.7499999999", "0.7500000001"]),
        ("below 6", ["0", "-1", "5.99"], ["6"]),
        ("from 12", ["12", "1000000"], ["11"]),
    ],
)
def test_the_ends_of_an_interval_are_in_or_out_as_its_words_say(
    text: str, inside: list[str], outside: list[str]
) -> None:
    interval = Interval.parse(text)
    assert [D(n) in interval for n in inside] == [True] * len(inside)
    assert [D(n) in interval for n in outside] == [False] * len(outside)


@given(st.fractions(0, 100), st.sampled_from(["from 70 to below 90", "above 70 to 90", "below 30"]))
def test_a_mean_lies_in_a_band_as_the_exact_fraction_that_it_is(mean: Fraction, text: str) -> None:
    band = Interval.parse(text)
    low = (
        True
        if band.low is None
        else mean > Fraction(band.low) or (band.low_in and mean == Fraction(band.low))
    )
    high = (
        True
        if band.high is None
        else mean < Fraction(band.high) or (band.high_in and mean == Fraction(band.high))
    )
    assert (mean in band) is (low and high)


def test_89_and_eight_ninths_is_not_90() -> None:
    assert Fraction(801, 9) + Fraction(-1, 9) in Interval.parse("from 70 to below 90")
    assert Fraction(809, 9) in Interval.parse("from 70 to below 90")
    assert Fraction(810, 9) not in Interval.parse("from 70 to below 90")


@pytest.mark.parametrize("value", ["0.6", None, 0.6, 3 / 5 + 0j])
def test_what_is_not_an_exact_number_lies_in_no_interval(value: object) -> None:
    assert value not in Interval.parse("from 50 % to below 75 %")


def _text_of(numbers: tuple[int, int], words: tuple[str, str]) -> str:
    low, high = words
    words = (low, "below" if high == "to below" and not low else high)
    return " ".join(
        f"{word} {number}" for word, number in zip(words, sorted(numbers), strict=True) if word
    )


@given(
    st.tuples(st.integers(0, 8), st.integers(0, 8)),
    st.tuples(st.sampled_from(["from", "above", ""]), st.sampled_from(["to", "to below", ""])),
    st.decimals(-1, 9, places=1),
)
def test_contains_agrees_with_comparing_the_ends_one_by_one(
    numbers: tuple[int, int], words: tuple[str, str], number: Decimal
) -> None:
    text = _text_of(numbers, words)
    low, high = sorted(numbers)
    empty = bool(words[0] and words[1]) and (low == high) and words != ("from", "to")
    if not text or empty:
        with pytest.raises(ValueError):  # noqa: PT011
            Interval.parse(text)
        return
    expected = all(
        [
            words[0] != "from" or number >= low,
            words[0] != "above" or number > low,
            words[1] != "to" or number <= high,
            words[1] != "to below" or number < high,
        ]
    )
    assert (number in Interval.parse(text)) is expected


@given(
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
    st.sampled_from(["from", "above"]),
    st.sampled_from(["to", "to below"]),
)
def test_an_interval_said_in_english_reads_back_as_itself(
    numbers: tuple[int, int], low: str, high: str
) -> None:
    if numbers[0] == numbers[1]:
        return
    interval = Interval.parse(f"{low} {min(numbers)} % {high} {max(numbers)} %")
    assert Interval.parse(interval.say("en")) == interval


def test_an_interval_is_empty_only_where_no_number_lies_in_it() -> None:
    assert not Interval(None, False, None, False).is_empty()
    assert not Interval(D(1), True, D(1), True).is_empty()
    assert Interval(D(1), True, D(1), False).is_empty()
    assert Interval(D(2), True, D(1), True).is_empty()


def test_an_interval_is_a_frozen_value_that_travels() -> None:
    interval = Interval.parse("from 50 % to below 75 %")
    assert pickle.loads(pickle.dumps(interval)) == interval
    assert hash(interval) == hash(Interval.parse("from 50 % to below 75 %"))
    with pytest.raises(AttributeError):
        interval.low = D(0)  # type: ignore[misc]


@pytest.mark.parametrize("third", [Fraction(1, 3), Fraction(2, 3), Fraction(229, 3)])
def test_a_mean_is_held_against_an_end_exactly(third: Fraction) -> None:
    digits = int(third * 10**20)
    just_below, just_above = D(digits).scaleb(-20), D(digits + 1).scaleb(-20)
    assert third in Interval(just_below, True, just_above, True)
    assert third not in Interval(just_above, True, None, False)
    assert third not in Interval(None, False, just_below, True)


@pytest.mark.parametrize(("digits", "is_read"), [(350, True), (351, False)])
def test_a_number_has_at_most_350_digits_on_each_side(digits: int, is_read: bool) -> None:
    assert (decimal_from(D(f"1e{digits}")) is not None) is is_read
    assert (decimal_from(D(f"1e-{digits}")) is not None) is is_read


@pytest.mark.parametrize(
    ("lower", "above", "meet", "meet_whole", "overlap"),
    [
        ("below 50", "from 50", True, True, False),
        ("to 50", "above 50", True, True, False),
        ("to 50", "from 50", False, False, True),
        ("below 50", "above 50", False, False, False),
        ("to 2", "from 3", False, True, False),
        ("to 2", "from 4", False, False, False),
        ("below 2", "from 3", False, False, False),
        ("to 2", "above 3", False, False, False),
        ("to 3", "from 2", False, False, True),
        ("from 2", "from 3", False, False, True),
        ("to 2", "to 3", False, False, True),
    ],
)
def test_two_intervals_meet_overlap_or_leave_a_gap(
    lower: str, above: str, meet: bool, meet_whole: bool, overlap: bool
) -> None:
    one, other = Interval.parse(lower), Interval.parse(above)
    assert one.meets(other) is meet
    assert one.meets(other, whole=True) is meet_whole
    assert one.overlaps(other) is overlap


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exactly 2.5", "đúng 2,5"),
        ("to 2.5", "đến 2,5"),
        ("below 2.5", "dưới 2,5"),
        ("from 2.5 to below 3.5", "từ 2,5 đến dưới 3,5"),
        ("exactly 2.5 %", "đúng 2,5 %"),
    ],
)
def test_an_interval_is_said_with_a_decimal_comma_in_vietnamese(text: str, said: str) -> None:
    assert Interval.parse(text).say("vi") == said
    assert Interval.parse(text).say("en") == text


@pytest.mark.parametrize("text", ["from 00", "from 01", "from 012", "to 00 %"])
def test_a_number_of_an_interval_has_no_leading_zero(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a plain ValueError is what `parse` promises
        Interval.parse(text)


def test_zeros_of_a_whole_number_are_shown() -> None:
    assert [shown(D(number), "vi") for number in ("100", "1.50", "1E+2")] == ["100", "1,5", "100"]
