"""Names on papers, compared as an officer would: the same, nearly the same, another."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_scoring.filing.names import likeness

WORDS = [
    "Hòa",
    "Bình",
    "Thúy",
    "Liễu",
    "Kỳ",
    "Đất",
    "Mũi",
    "tôm",
    "khô",
    "Rạch",
    "Gốc",
    "Quý",
    "ST25",
    "số",
    "3",
]
FORMS = [
    "HTX",
    "Tổ hợp tác",
    "Công ty TNHH",
    "Công ty TNHH MTV",
    "Công ty CP",
    "DNTN",
    "Hộ kinh doanh",
    "",
]
BUSINESS = ["", "SX", "DVNN", "Nông nghiệp", "Sản xuất và Thương mại"]


@st.composite
def names(draw: st.DrawFn) -> str:
    """A producer's name as people give it."""
    own = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    parts = [draw(st.sampled_from(FORMS)), draw(st.sampled_from(BUSINESS)), *own]
    return " ".join([part for part in parts if part])


@given(names(), st.text())
def test_a_name_is_the_same_as_itself(name: str, text: str) -> None:
    assert likeness(name, name) == likeness(text, text) == "same"


@given(names() | st.text(), names() | st.text())
def test_which_name_comes_first_is_all_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(names(), st.sampled_from(list("0123456789")), st.booleans())
def test_a_digit_more_or_less_is_never_forgiven(name: str, digit: str, joined: bool) -> None:
    assert likeness(name, f"{name}{digit}" if joined else f"{name} {digit}") == "another"


@given(names(), st.data())
def test_another_digit_is_never_forgiven(name: str, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.integers(0, 30), min_size=2, max_size=2, unique=True))
    assert likeness(f"{name} số {one}", f"{name} số {other}") == "another"


# Each way to write the same name


CHANGES = {
    "capitals": str.upper,
    "small letters": str.lower,
    "accents taken apart": lambda name: unicodedata.normalize("NFD", name),
    "blanks": lambda name: f"  {name.replace(' ', '   ')} ",
    "hard blanks": lambda name: name.replace(" ", "\u00a0"),
    "no width": lambda name: name.replace(" ", " \u200b")[:-1] + "\u00ad" + name[-1:],
    "a full stop": lambda name: f"{name}.",
    "dashes": lambda name: name.replace(" ", " – "),
    "hyphens": lambda name: name.replace(" ", "-"),
    "quotes": lambda name: f"“{name}”",
    "straight quotes": lambda name: f'"{name}"',
    "eth": lambda name: name.replace("Đ", "\u00d0"),
    "tone marks at their old place": lambda name: name.replace("òa", "oà").replace("úy", "uý"),
    "i for y": lambda name: name.replace("Kỳ", "Kì").replace("Quý", "Quí"),
    "& for và": lambda name: name.replace("và", "&"),
    "a place": lambda name: f"{name} (xã Phan Ngọc Hiển, tỉnh Cà Mau)",
    "a place without a blank": lambda name: f"{name}(ấp 5).",
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@given(name=names())
def test_what_makes_no_difference_to_an_officer(change: str, name: str) -> None:
    assert likeness(name, CHANGES[change](name)) == "same"


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Hợp tác xã", "HTX"),
        ("Hợp tác xã", "H.T.X"),
        ("Liên hiệp hợp tác xã", "LHHTX"),
        ("Liên hiệp hợp tác xã", "Liên hiệp HTX"),
        ("Tổ hợp tác", "THT"),
        ("Công ty trách nhiệm hữu hạn", "Công ty TNHH"),
        ("Công ty trách nhiệm hữu hạn", "Cty TNHH"),
        ("Công ty trách nhiệm hữu hạn", "C.ty T.N.H.H"),
        ("Công ty trách nhiệm hữu hạn một thành viên", "Công ty TNHH MTV"),
        ("Công ty trách nhiệm hữu hạn một thành viên", "Công ty TNHH một thành viên"),
        ("Công ty trách nhiệm hữu hạn một thành viên", "Cty TNHH 1TV"),
        ("Công ty trách nhiệm hữu hạn một thành viên", "Công ty TNHH 1 thành viên"),
        ("Công ty trách nhiệm hữu hạn hai thành viên trở lên", "Công ty TNHH HTV"),
        ("Công ty cổ phần", "Công ty CP"),
        ("Công ty cổ phần", "CTCP"),
        ("Công ty cổ phần", "Cty Cổ Phần"),
        ("Doanh nghiệp tư nhân", "DNTN"),
        ("Doanh nghiệp tư nhân", "DN tư nhân"),
        ("Hộ kinh doanh", "HKD"),
        ("Hộ kinh doanh", "Hộ KD"),
        ("Hợp tác xã nông nghiệp", "HTXNN"),
        ("Hợp tác xã dịch vụ nông nghiệp", "HTX DVNN"),
        ("Hợp tác xã dịch vụ nông nghiệp", "HTX DV-NN"),
        ("Hợp tác xã dịch vụ, nông nghiệp", "HTX DV & NN"),
        ("Công ty TNHH sản xuất thương mại dịch vụ", "Công ty TNHH SX TM DV"),
        ("Công ty TNHH sản xuất, thương mại và dịch vụ", "Công ty TNHH SXTMDV"),
        ("Công ty cổ phần xuất nhập khẩu thủy sản", "Công ty CP XNK TS"),
        ("Công ty cổ phần xây dựng", "CTCP XD"),
        ("Cơ sở sản xuất", "CSSX"),
        ("Cơ sở kinh doanh", "CSKD"),
    ],
)
def test_a_form_or_a_line_of_business_may_be_abbreviated(long: str, short: str) -> None:
    assert likeness(f"{long} Hòa Bình", f"{short} Hòa Bình") == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hộ kinh doanh Nguyễn Văn Lý", "Nguyễn Văn Lý"),
        ("HTX Hòa Bình", "Hòa Bình"),
        ("Công ty TNHH Hưng Mỹ", "Công ty TNHH MTV Hưng Mỹ"),
        ("Công ty TNHH Hưng Mỹ", "Công ty Hưng Mỹ"),
        ("DNTN Phúc Lộc", "Doanh nghiệp Phúc Lộc"),
        ("HTX Ví Dụ", "HTX Ví Du"),
        ("HTX Ví Dụ", "HTX Ví Dụi"),
        ("HTX Bình Đông", "HTX Binh Đông"),
        ("HTX Bờ Biển", "HTX Bo Biển"),
        ("HTX Sương Sớm", "HTX Xương Sớm"),
        ("HTX Mai Hoa", "HTX May Hoa"),
        ("Hợp tác xa Hòa Bình", "HTX Hòa Bình"),
        ("HTX Thủy sản Ví Dụ", "HTX Thuy san Vi Du"),
        ("HTX NN Ví Dụ", "Hop tac xa NN Vi Du"),
        ("HTX An Hải", "HTX Anh Ải"),
        ("HTX Hòa Bình", "HTX Hòa Bình (tên cũ)"),
        ("HTX Hòa Bình (xã Khánh An)", "HTX Hòa Bình (xã Khánh Ân)"),
    ],
)
def test_what_may_be_a_slip_of_the_pen_is_nearly_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == "near"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Ví Dụ", "THT Ví Dụ"),
        ("HTX Ví Dụ", "LHHTX Ví Dụ"),
        ("HTX Ví Dụ", "Công ty TNHH Ví Dụ"),
        ("Công ty TNHH Ví Dụ", "Công ty CP Ví Dụ"),
        ("Công ty TNHH MTV Ví Dụ", "Công ty TNHH hai thành viên Ví Dụ"),
        ("DNTN Ví Dụ", "Hộ kinh doanh Ví Dụ"),
        ("HTX Ví Dụ", "HTX Nông nghiệp Ví Dụ"),
        ("HTX Ví Dụ", "HTX Vi Du 1"),
        ("HTX Ví Dụ", "Vi Du"),
        ("HTX Ví Dụ I", "HTX Ví Dụ II"),
        ("HTX Ví Dụ II", "HTX Ví Dụ III"),
        ("HTX Ví Dụ A", "HTX Ví Dụ B"),
        ("HTX Ví Dụ", "HTX Ví Dụ A"),
        ("HTX Bình Đông", "HTX Binh Dông"),
        ("HTX số 1 2", "HTX số 12"),
        ("HTX Hòa Bình (xã Khánh An)", "HTX Hòa Bình (xã Tân Lộc)"),
        ("Tôm khô (500 g)", "Tôm khô (200 g)"),
        ("Tôm khô (500 g)", "Tôm khô"),
        ("Tôm khô", "Cá khô"),
        ("…", "–"),
        ("HTX", "…"),
    ],
)
def test_another_name_or_another_form_is_another(one: str, other: str) -> None:
    assert likeness(one, other) == "another"


def test_a_known_place_in_brackets_needs_no_word_that_says_what_it_is() -> None:
    places = ("Phan Ngọc Hiển", "Cà Mau")
    assert likeness("HTX Ví Dụ (Cà Mau)", "HTX Ví Dụ", places) == "same"
    assert likeness("HTX Ví Dụ (Cà Mau)", "HTX Ví Dụ") == "near"
    assert likeness("HTX Ví Dụ (Bạc Liêu)", "HTX Ví Dụ", places) == "near"
    assert likeness("HTX Ví Dụ (tỉnh Cà Mau)", "HTX Ví Dụ (Cà Mau)") == "same"


def test_a_blank_left_out_is_no_difference() -> None:
    assert likeness("HTX Hòa Bình", "HTXHòa Bình") == "same"
    assert likeness("HTX Hòa Bình", "HTX HòaBình") == "same"
    assert likeness("HTX HòaBình", "HTX Hòa Binh") == "near"
