"""QR codes as they are printed: large enough, with a quiet zone, and read back from the page."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.official import minutes, say

from ocop_scoring.reporting.carried import Code, Codes
from ocop_scoring.reporting.drawn import MOST, drawn
from ocop_scoring.reporting.pdf import pdf

extra("segno")
zxing = extra("zxingcpp")

DIGEST = "sha256:" + "0123456789abcdef" * 4


def pixels(svg: str, scale: int = 4) -> memoryview:
    """A code as a picture, dark 0 and light 255."""
    found = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert found
    side = int(found[1])
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for x, y, many in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        rows[int(y)][int(x) : int(x) + int(many)] = bytes(int(many))
    wide = b"".join([bytes([p for p in row for _ in range(scale)]) * scale for row in rows])
    return memoryview(wide).cast("B", (side * scale, side * scale))


def read(image: memoryview) -> list[str]:
    return [found.text for found in zxing.read_barcodes(image)]


@settings(max_examples=20, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789=-/+!.:", min_size=1, max_size=900))
def test_every_code_is_read_back(text: str) -> None:
    assert read(pixels(drawn(text).svg)) == [text]


@pytest.mark.parametrize("size", [1, 71, 100, 700, MOST])
def test_a_symbol_is_20_mm_wide_and_its_modules_can_be_read_in_print(size: int) -> None:
    text = "x" * size
    made = drawn(text)
    found = re.search(r'viewBox="0 0 (\d+)', made.svg)
    assert found
    side, width = int(found[1]), made.width / 100
    assert width * (side - 8) / side >= 19.99
    assert width / side >= 0.4
    assert width <= 165  # the text's width on upright A4
    assert {int(x) for x in re.findall(r"M(\d+) \d+h\d+v1", made.svg)} <= set(range(4, side - 4))
    assert read(pixels(made.svg)) == [text]


def test_one_more_byte_than_the_largest_code_has_does_not_fit() -> None:
    with pytest.raises(ValueError, match="data"):
        drawn("x" * (MOST + 1))


def test_printed_codes_are_read_from_the_page() -> None:
    extra("typst")
    several = [Code(f"{DIGEST} mean=76.2{n} star=4", (say(DIGEST),), "mã QR") for n in range(4)]
    long = Code(f"{DIGEST}\nOCOP:26-2026/8/{'/1.1=most' * 70}", (say("x"),), "mã QR")
    paper = minutes()
    made = pdf(paper._replace(blocks=(Codes((long,)), Codes(tuple(several)))))
    grey = subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-"], input=made, capture_output=True, check=True
    ).stdout
    _, size, _, shown = grey.split(b"\n", 3)
    wide, high = map(int, size.split())
    image = memoryview(shown[: wide * high]).cast("B", (high, wide))
    assert sorted(read(image)) == sorted([code.code for code in (*several, long)])
