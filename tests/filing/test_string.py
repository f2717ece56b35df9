"""A sheet in one line: formatted, parsed, compared."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies import dossier_for, partial_marks, sheet_for
from support.tables import MINI, every_table, rules_of

import ocop_scoring as ocop
from ocop_scoring import FilingError, ProductSet, ScoreSheet, ScoreString, parse_string
from ocop_scoring.filing.string import as_marks
from ocop_scoring.frozen import FrozenDict

TABLES = every_table()
RULES = ocop.ruleset("26-2026")
PLAIN = "OCOP:26-2026/8/1.1=most/1.2=-/!forged-dossier"


@st.composite
def _sheets(draw: st.DrawFn) -> tuple[ProductSet, ScoreSheet]:
    table = draw(st.sampled_from(TABLES))
    gates = draw(st.sets(st.sampled_from([g.id for g in table.gates]))) if table.gates else set()
    marks = draw(partial_marks(table, 40))
    return table, sheet_for(table, marks, rejects=sorted(gates, reverse=True))


def _read(text: str, table: ProductSet) -> ScoreSheet:
    assessor = ocop.Assessor.model_validate({"id": "m1", "role": "member"})
    return ocop.sheet_from_string(text, table, assessor=assessor)


@settings(max_examples=50)
@given(_sheets(), st.randoms(use_true_random=False))
def test_what_is_formatted_parses_to_the_same_in_any_order(
    drawn: tuple[ProductSet, ScoreSheet], chance: random.Random
) -> None:
    table, sheet = drawn
    text = sheet.to_string(table)
    said = parse_string(text)
    assert str(said) == text
    head, number, *pieces = text.split("/")
    chance.shuffle(pieces)
    pieces = [_lines_shuffled(piece, chance) for piece in pieces]
    shuffled = parse_string("/".join([head, number, *pieces]))
    assert shuffled == said
    assert hash(shuffled) == hash(said)
    assert _read(str(shuffled), table).to_string(table) == text


def _lines_shuffled(piece: str, chance: random.Random) -> str:
    number, equals, level = piece.partition("=")
    lines = level.split("+")
    chance.shuffle(lines)
    return f"{number}{equals}{'+'.join(lines)}"


@settings(max_examples=50)
@given(_sheets())
def test_the_sheet_that_a_string_says_is_rated_as_the_one_it_was_made_of(
    drawn: tuple[ProductSet, ScoreSheet],
) -> None:
    table, sheet = drawn
    rules, dossier = rules_of(table), dossier_for(table)
    one = ocop.score(rules, dossier, sheet)
    other = ocop.score(rules, dossier, _read(sheet.to_string(rules), table))
    assert other.outcome.choices.criteria == one.outcome.choices.criteria
    assert (other.outcome.tally, other.outcome.award) == (one.outcome.tally, one.outcome.award)
    assert other.gates == one.gates


def test_every_level_of_every_table_comes_back() -> None:
    for table in TABLES:
        most = max(len(criterion.levels) for criterion in table.criteria)
        for place in range(-1, most):
            marks: dict[str, Any] = {}
            for criterion in table.criteria:
                ids = [level.id for level in criterion.levels]
                mark: Any = ids[place % len(ids)] if place >= 0 else 0
                marks[criterion.number] = mark
                if criterion.mode == "sum":
                    marks[criterion.number] = ids[: place + 1]
            text = sheet_for(table, marks).to_string(table)
            said = parse_string(text)
            assert str(said) == text
            assert list(said.marks) == [criterion.number for criterion in table.criteria]
            if place >= 0:
                found = as_marks(table, said.marks)
                assert {
                    n: list(m) if isinstance(m, tuple) else m for n, m in found.items()
                } == marks


def test_points_ids_and_zero_are_said_by_the_level_s_id() -> None:
    marks = {"1.2": 0, "1.1": 3, "7": "unique", "3.3": 0}
    said = sheet_for(RULES.product_set(8), marks, rejects=["forged-dossier"]).to_string(RULES)
    assert said == "OCOP:26-2026/8/1.1=most/1.2=none/3.3=-/7=unique/!forged-dossier"


def test_lines_that_add_up_are_joined_in_printed_order_and_none_of_them_is_a_dash() -> None:
    table = MINI.product_set(1)
    lines = next(c for c in table.criteria if c.mode == "sum")
    ids = [level.id for level in lines.levels]
    for mark, said in (
        (ids[::-1], "+".join(ids)),
        (ids[1:2], ids[1]),
        ([], "-"),
        (0, "-"),
    ):
        text = sheet_for(table, {lines.number: mark}).to_string(MINI)
        assert text == f"OCOP:mini-2030/1/{lines.number}={said}"
        assert _read(text, table).marks[lines.number] == (tuple(parse_line(said)) or 0)


def parse_line(said: str) -> list[str]:
    return [] if said == "-" else said.split("+")


def test_it_is_parsed_into_what_it_says() -> None:
    assert parse_string("OCOP:148-2023+1489/26/!x/1.đ=a-2+b/12=-") == ScoreString(
        "148-2023+1489", 26, FrozenDict({"1.đ": ("b", "a-2"), "12": 0}), ("x",)
    )


def test_line_breaks_and_blanks_of_a_paper_are_passed_over() -> None:
    broken = " OCOP:26-2026/8/1.1=\n  most/1.2\u00a0=-/!forged-\r\ndossier\n"
    assert str(parse_string(broken)) == PLAIN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 not-a-score-string: “” is no score string"),
        ("ocop:26-2026/8", "1:1 not-a-score-string: “ocop:26-2026/8” is"),
        ("OCOP:26-2026", "1:1 not-a-score-string: “OCOP:26-2026” is"),
        ("OCOP:26-2026/08/1.1=most", "1:1 not-a-score-string: “OCOP:26-2026/08/1.1=most” is"),
        ("OCOP:26/2026/8/1.1=most", "1:14 not-in-score-string: “8” is neither"),
        (f"{PLAIN}/", "1:47 not-in-score-string: “” is neither"),
        (f"{PLAIN}/1.3=3", "1:47 not-in-score-string: “1.3=3” is neither"),
        (f"{PLAIN}/1.3=Deep", "1:47 not-in-score-string: “1.3=Deep” is neither"),
        (f"{PLAIN}/1.3=deep+", "1:47 not-in-score-string: “1.3=deep+” is neither"),
        (f"{PLAIN}/1.3=-+deep", "1:47 not-in-score-string: “1.3=-+deep” is neither"),
        (f"{PLAIN}/1..3=deep", "1:47 not-in-score-string: “1..3=deep” is neither"),
        (f"{PLAIN}/forged-dossier", "1:47 not-in-score-string: “forged-dossier” is neither"),
        (f"{PLAIN}/1.2=-", "1:47 twice-in-score-string: “1.2” stands here a second time"),
        (f"{PLAIN}\n /12=a+b+a", "2:3 twice-in-score-string: “a” stands here a second time"),
        (f"{PLAIN}/!forged-dossier", "1:47 twice-in-score-string: “!forged-dossier” stands"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(FilingError) as refused:
        parse_string(text)
    assert str(refused.value).startswith(f"string:{said}")
    assert len(refused.value.faults) == 1
    assert refused.value.lines("vi") != refused.value.lines("en")


def test_all_that_is_wrong_is_said_at_once_and_the_rest_is_counted() -> None:
    with pytest.raises(FilingError) as refused:
        parse_string(f"{PLAIN}{'/1.1=most' * 90}")
    assert len(refused.value.faults) == 51
    assert refused.value.faults[-1].code == "more-faults"


@pytest.mark.parametrize("text", ["OCOP:26-2026/8/" * 9999, "/" * 20_000, f"{PLAIN}{'/' * 19_000}"])
def test_what_is_far_too_long_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(FilingError):
        parse_string(text)
    assert time.process_time() - began < 2


def test_a_sheet_that_does_not_fit_its_table_has_no_string_and_all_is_said() -> None:
    marks = {"1.1": "moist", "1.2": 9, "99": 1, "1.3": ["deep"], "5.1": 5}
    sheet = sheet_for(RULES.product_set(8), marks, rejects=["forged"])
    with pytest.raises(FilingError) as refused:
        sheet.to_string(RULES)
    with pytest.raises(FilingError) as of_rating:
        ocop.score(RULES, dossier_for(RULES.product_set(8)), sheet)
    assert set(refused.value.faults) == set(of_rating.value.faults)
    assert len(refused.value.faults) == 5


def test_a_string_of_another_ruleset_or_table_is_refused() -> None:
    for text, rules, code in (
        (PLAIN, ocop.ruleset("148-2023"), "other-ruleset"),
        (PLAIN, RULES.product_set(9), "other-product-set"),
    ):
        assessor = ocop.Assessor.model_validate({"id": "m1", "role": "member"})
        with pytest.raises(FilingError, match=code):
            ocop.sheet_from_string(text, rules, assessor=assessor)
    with pytest.raises(ocop.CatalogError, match="unknown-product-set"):
        _read_by(RULES, "OCOP:26-2026/27")


def _read_by(rules: ocop.Ruleset, text: str) -> ScoreSheet:
    assessor = ocop.Assessor.model_validate({"id": "m1", "role": "member"})
    return ocop.sheet_from_string(text, rules, assessor=assessor)


def test_a_sheet_that_names_no_set_takes_the_table_s_number_and_no_other() -> None:
    sheet = sheet_for(RULES.product_set(8), {"1.1": 3}, product_set=None)
    assert sheet.to_string(RULES.product_set(8)) == "OCOP:26-2026/8/1.1=most"
    with pytest.raises(FilingError, match="sheet-without-set"):
        sheet.to_string(RULES)


def test_two_strings_differ_where_their_marks_do() -> None:
    one = parse_string("OCOP:mini-2030/1/1=a/2=b+c/3=-")
    other = parse_string("OCOP:mini-2030/1/4=x/2=c+b/1=b/3=-")
    assert one.differences(other) == {"1": ("a", "b"), "4": (None, "x")}
    assert one != other
    assert one != str(one)
    with pytest.raises(FilingError, match="other-table-in-string"):
        one.differences(parse_string("OCOP:mini-2030/2"))
