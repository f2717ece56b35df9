"""`ocop rules …`: what the verbs print, in words and as JSON."""

from __future__ import annotations

import hashlib
import json

import pytest
from support.commandline import Ocop

from ocop_scoring.rules.resolved import digest

Mini = tuple[str, str]


def test_list_has_a_line_a_ruleset(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "list", *mini, "--lang", "en")
    assert run == (
        0,
        "mini-2030  since 2030-01-01  1 product set  1/2030/QĐ-THỬ: Small invented ruleset\n",
        "",
    )
    (ruleset,) = ocop("rules", "list", *mini, "--json").json()["rulesets"]
    assert (ruleset["id"], ruleset["product_sets"], ruleset["in_force"]) == (
        "mini-2030",
        [1],
        {"from": "2030-01-01", "until": None, "article": "1/2030/QĐ-THỬ, Điều 1"},
    )


def test_show_without_a_number_lists_the_product_sets(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "show", "mini-2030", *mini, "--lang", "en")
    assert run.out.endswith(" 1  Dried food\n")
    assert "5★ from 18 to 20 · 4★ from 14 to below 18" in run.out
    (table,) = ocop("rules", "show", "mini-2030", *mini, "--json").json()["product_sets"]
    assert table["number"] == 1
    assert table["digest"].startswith("sha256:")


def test_show_prints_a_table_with_its_asterisks(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "show", "mini-2030", "1", *mini)
    assert "1.2  0 1 2**** 3*****  Hợp đồng\n" in run.out
    assert "! Dừng đánh giá: Có chỉ tiêu 0 điểm (zero-look)\n" in run.out
    assert "* 1/1.1/most: in là “13”, đọc là “3”\n" in run.out


def test_show_all_prints_every_level_with_its_id(ocop: Ocop, mini: Mini) -> None:
    assert (
        "Trên 50 %, từ 12 tháng (stable)\n"
        in ocop("rules", "show", "mini-2030", "1", "--all", *mini).out
    )


def test_show_json_is_the_product_set(ocop: Ocop, mini: Mini) -> None:
    document = ocop("rules", "show", "mini-2030", "1", *mini, "--json").json()
    assert document["format"] == "ocop-product-set/1"
    assert document["parts"][0]["groups"][0]["criteria"][0]["levels"][0]["points"] == "1"


def test_whole_brings_the_document_that_the_digest_is_of(ocop: Ocop, mini: Mini) -> None:
    shown = ("rules", "show", "mini-2030", "1", *mini, "--json")
    whole = ocop(*shown, "--whole").json()
    written = json.dumps(whole.pop("document"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))  # fmt: skip
    assert whole["digest"] == f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"
    assert whole == ocop(*shown).json()


@pytest.mark.parametrize(
    "arguments", [("1",), ("--json",), ("--derived", "1", "--json"), ("--derived",)]
)
def test_whole_is_for_the_json_of_one_product_set(
    ocop: Ocop, mini: Mini, arguments: tuple[str, ...]
) -> None:
    run = ocop("rules", "show", "mini-2030", "--whole", *arguments, *mini, "--lang", "en")
    assert run.status == 2
    assert run.err == (
        "--whole wrong-option: “--whole” can't be used here; expected mini-2030 8 --whole --json.\n"
    )


def test_derived_counts_what_evidence_decides(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "show", "mini-2030", "--derived", *mini, "--lang", "en")
    assert run.out == " 1   3 derived   1 guarded   5 judged  Dried food\n"
    (row,) = ocop("rules", "show", "mini-2030", "1", "--derived", *mini, "--json").json()[
        "product_sets"
    ]
    assert row == {"product_set": 1, "derived": 3, "guarded": 1, "judged": 5, "criteria": 9}


@pytest.mark.parametrize("words", [("nước", "mắm"), ("nuoc mam",), ("NUOC", "MAM")])
def test_find_names_the_product_set_with_and_without_accents(
    ocop: Ocop, mini: Mini, words: tuple[str, ...]
) -> None:
    assert (
        ocop("rules", "find", *words, *mini).out
        == " 2  nước mắm  sauces  Thực phẩm › Chế biến › Nước chấm\n"
    )


def test_find_takes_the_law_in_force_where_no_folder_is_named(ocop: Ocop) -> None:
    (place, *_) = ocop("rules", "find", "tôm", "khô", "--json").json()["places"]
    assert place["product_set"] == 8


def test_finding_nothing_is_an_empty_list_and_a_sentence(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "find", "zzz", *mini, "--lang", "en", "--json")
    assert (run.status, run.json()["places"]) == (1, [])
    assert run.err == (
        "Nothing in the classification of mini-2030 fits “zzz”; "
        "try what it is made of, or its everyday name.\n"
    )
    words = ocop("rules", "find", "zzz", *mini)
    assert (words.status, words.out) == (1, "")


def test_show_json_names_the_parts_and_stars_whose_minimums_are_missing(ocop: Ocop) -> None:
    document = ocop("rules", "show", "1048-2019+781", "1", "--json").json()
    assert document["minimums_missing"] == [
        {"part": "A", "stars": [2, 3, 4, 5]},
        {"part": "B", "stars": [2, 3, 4, 5]},
        {"part": "C", "stars": [4, 5]},
    ]
    assert ocop("rules", "show", "26-2026", "1", "--json").json()["minimums_missing"] == []


def test_whole_shows_the_document_that_the_digest_is_of(ocop: Ocop) -> None:
    printed = ocop("rules", "show", "26-2026", "8", "--whole", "--json").json()
    assert digest(printed.pop("document")) == printed["digest"]
    assert printed == ocop("rules", "show", "26-2026", "8", "--json").json()


@pytest.mark.parametrize("arguments", [["8"], ["--json"], ["8", "--json", "--derived"]])
def test_whole_is_refused_where_nothing_is_shown_whole(ocop: Ocop, arguments: list[str]) -> None:
    run = ocop("rules", "show", "26-2026", *arguments, "--whole", "--lang", "en")
    assert run.status == 2
    assert run.err == (
        "--whole wrong-option: “--whole” can't be used here; expected 26-2026 8 --whole --json.\n"
    )


def test_levels_of_two_cases_stand_apart_and_nothing_unresolved_is_read(ocop: Ocop) -> None:
    run = ocop("rules", "show", "26-2026", "26")
    (line,) = [line for line in run.out.splitlines() if line.startswith("8 ")]
    assert line.split("  ")[1].strip().count(" | ") == 1
    unresolved = ocop("rules", "show", "148-2023", "11").out
    assert "chưa biết đúng ra là thế nào" in unresolved
    assert "unresolved" not in unresolved
