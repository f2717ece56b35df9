"""Where values stand in the text that they were read from."""

from __future__ import annotations

import pytest

from ocop_scoring import FilingError, Place
from ocop_scoring.sources.places import Plain, Source, place_of
from ocop_scoring.sources.read import read_text

SOURCE = read_text('a: 1\nb:\n  - x\n  - {c: d, "e": f}\n', "x.yaml", FilingError)


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        (("a",), False, (1, 4)),
        (("a",), True, (1, 1)),
        (("b",), False, (3, 3)),
        (("b", 0), False, (3, 5)),
        (("b", 1), False, (4, 5)),
        (("b", 1, "c"), False, (4, 9)),
        (("b", 1, "e"), True, (4, 12)),
        (("b", 1, "missing"), False, (4, 5)),
        (("b", 9), False, (3, 3)),
        (("b", "c"), False, (3, 3)),
        (("zzz", "c"), False, (1, 1)),
    ],
)
def test_the_place_of_a_value_its_key_or_where_it_is_missing(
    path: tuple[str | int, ...], key: bool, place: tuple[int, int]
) -> None:
    assert SOURCE.place(path, key) == Place("x.yaml", *place)


def test_a_file_that_is_one_word_has_a_place_too() -> None:
    assert Source("x.yaml", "word").place(("a", 1)) == Place("x.yaml", 1, 1)


def test_plain_words_are_equal_by_their_text_and_show_it() -> None:
    assert Plain("no") == Plain("no")
    assert Plain("no") != "no"
    assert len({Plain("no"), Plain("no"), Plain("yes")}) == 2
    assert (str(Plain("no")), repr(Plain("no"))) == ("no", "Plain('no')")


def test_lines_end_as_on_any_machine() -> None:
    text = "a\r\nb\rc\nd"
    assert [place_of(text, text.index(letter), "x")[1:3] for letter in "abcd"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
