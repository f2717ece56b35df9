"""A text that is not well-formed is told with what mends it; and that does."""

from __future__ import annotations

import re

import pytest

from ocop_scoring import FilingError
from ocop_scoring.sources.hints import not_a_form
from ocop_scoring.sources.read import read_text

BROKEN = {
    "a comma before the next line of braces": (
        "a: {\n  b: 1   # one\n  c: 2,\n}\n",
        "2:7",
        "có lẽ thiếu dấu phẩy ở cuối dòng 2; hãy viết: b: 1,",
    ),
    "a comma between marks": (
        'marks: {\n  "1.1": 3,\n\n  # 1.2\n  "1.2": 1\n  "1.3": 2,\n}\n',
        "5:11",
        'có lẽ thiếu dấu phẩy ở cuối dòng 5; hãy viết: "1.2": 1,',
    ),
    "a comma inside one line": (
        "a: {id: m1 role: member}\n",
        "1:11",
        "có lẽ thiếu dấu phẩy ở dòng 1; hãy viết: a: {id: m1, role: member}",
    ),
    "a blank after a colon": (
        "a:\n  name:Tôm khô\n  b: 1\n",
        "2:7",
        "có lẽ thiếu dấu cách sau dấu hai chấm ở dòng 2; hãy viết: name: Tôm khô",
    ),
    "a blank after a dash": (
        "a:\n  -kind: x\n  - kind: y\n",
        "2:4",
        "có lẽ thiếu dấu cách sau dấu gạch ở dòng 2; hãy viết: - kind: x",
    ),
    "a colon": (
        "a:\n  name Tôm khô\n  b: 1\n",
        "2:7",
        "có lẽ thiếu dấu hai chấm ở dòng 2; hãy viết: name: Tôm khô",
    ),
    "quotes around a colon": (
        "a:\n  name: HTX: Ví Dụ\n  b: 1\n",
        "2:9",
        'giá trị ở dòng 2 cần đứng trong dấu nháy; hãy viết: name: "HTX: Ví Dụ"',
    ),
    "a closing quote": (
        'a:\n  name: "Ví Dụ\n  b: 1\n',
        "2:15",
        'có lẽ thiếu dấu nháy đóng ở dòng 2; hãy viết: name: "Ví Dụ"',
    ),
    "a closing bracket on the line": (
        "a: {name: A, b: yes\nc: 1\n",
        "1:4",
        "có lẽ thiếu dấu đóng } của dấu mở ở dòng 1.",
    ),
    "a closing bracket some lines on": (
        "a: {\n  b: 1,\n  c: 2,\nd: []\n",
        "1:4",
        "có lẽ thiếu dấu đóng } của dấu mở ở dòng 1.",
    ),
    "a closing bracket at the end": (
        "a: [\n  b,\n  c\n",
        "1:4",
        "có lẽ thiếu dấu đóng ] của dấu mở ở dòng 1.",
    ),
    "a bracket too many": ("a:\n  b: 1\n  }\n", "3:3", "có lẽ thừa dấu } ở dòng 3; hãy xóa đi."),
    "one blank too many": (
        "a:\n  b: 1\n   c: 2\n  d: 3\n",
        "3:4",
        "có lẽ dòng 3 thụt sai; hãy thụt vào 2 dấu cách.",
    ),
    "a fullwidth colon": (
        "a:\n  b： x\n  c: 1\n",
        "2:4",
        "dòng 2 có ký tự U+FF1A fullwidth colon, không phải ký tự gõ từ bàn phím; hãy viết: b: x",
    ),
    "a no-break space": (
        "a:\n  b:\xa0x\n  c: 1\n",
        "2:5",
        "dòng 2 có ký tự U+00A0 no-break space, không phải ký tự gõ từ bàn phím; hãy viết: b: x",
    ),
}


def said(text: str, json: bool = False) -> list[str]:
    with pytest.raises(FilingError) as refused:
        read_text(text, "x", FilingError, form=True, json=json)
    return refused.value.lines("vi")


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_missing_is_told_at_its_place(name: str) -> None:
    text, place, sentence = BROKEN[name]
    assert said(text) == [f"x:{place} syntax: {sentence}"]


@pytest.mark.parametrize("name", [name for name, row in BROKEN.items() if "hãy viết: " in row[2]])
def test_the_line_that_is_told_mends_the_text(name: str) -> None:
    text, place, sentence = BROKEN[name]
    lines, number = text.split("\n"), int(place.split(":")[0]) - 1
    blanks = len(lines[number]) - len(lines[number].lstrip())
    lines[number] = " " * blanks + sentence.split("hãy viết: ")[1]
    read_text("\n".join(lines), "x", FilingError, form=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1\n "b": 2}', 'có lẽ thiếu dấu phẩy ở cuối dòng 1; hãy viết: {"a": 1,'),
        ('{"a": 1,\n}', "có lẽ thừa dấu phẩy ở dòng 1; hãy xóa đi."),
        (
            '{"a": 0,8}',
            'dấu thập phân là dấu chấm, không phải dấu phẩy như “0,8”; hãy viết: {"a": 0.8}',
        ),
    ],
)
def test_json_is_mended_too(text: str, sentence: str) -> None:
    (line,) = said(text, json=True)
    assert line.endswith(sentence)


def test_where_no_one_line_mends_a_text_the_place_is_told_alone() -> None:
    (line,) = said("{{{{: ]]]\n @ : [\n")
    assert "hãy viết" not in line
    assert "không đúng cú pháp YAML" in line


def test_a_text_too_long_for_guesses_is_told_at_once() -> None:
    (line,) = said(
        "a: {\n" + "".join(f"  k{i}: 1,\n" for i in range(40_000)) + "  b: 1\n  c: 2\n}\n"
    )
    assert "không đúng cú pháp YAML" in line


# A decimal comma inside braces


@pytest.mark.parametrize(
    ("text", "place", "found", "right"),
    [
        ("facts: {a: 0,82}", "1:12", "0,82", "0.82"),
        ("facts: {a: 0,8, b: yes}", "1:12", "0,8", "0.8"),
        ("facts: {\n  a: 0,8,   # c\n  b: 1,\n}", "2:6", "0,8", "0.8"),
        ("facts: {a: 10,5\n}", "1:12", "10,5", "10.5"),
    ],
)
def test_a_decimal_comma_in_braces_is_told_at_its_place(
    text: str, place: str, found: str, right: str
) -> None:
    with pytest.raises(FilingError) as refused:
        read_text(text, "x", FilingError, form=True)
    (fault,) = refused.value.faults
    assert (fault.code, str(fault.place), fault.found, fault.right) == (
        "decimal-comma",
        f"x:{place}",
        found,
        right,
    )
    read_text(text.replace(found, right), "x", FilingError, form=True)


@pytest.mark.parametrize("text", ['{"1": 3, 2: 4}', "{a: 1, 2}", '{"6": , "7": 1}', "{a: b1,2}"])
def test_what_is_no_decimal_comma_is_none(text: str) -> None:
    read_text(text, "x", FilingError, form=True)


# Texts that are no form


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n\n", "   "])
def test_a_text_without_content_is_empty(text: str) -> None:
    fault = not_a_form(text, "x")
    assert fault is not None
    assert re.search("tệp trống", fault.vi)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "1.1;3\n1.2;0\n", "x\ty\nz\tw\n"])
def test_rows_of_cells_are_a_spreadsheet(text: str) -> None:
    fault = not_a_form(text, "x")
    assert fault is not None
    assert "bảng tính (CSV)" in fault.vi


def test_a_text_whose_colons_are_fullwidth_is_told_so() -> None:
    fault = not_a_form("# ：\nformat： ocop-sheet/1\n", "x")
    assert fault is not None
    assert str(fault.place) == "x:2:7"
    assert fault.right == "format: ocop-sheet/1"


def test_any_other_text_is_left_to_its_reader() -> None:
    assert not_a_form("just a sentence", "x") is None
