"""Every sentence about a result, whole and in both languages: what results of every kind say, in
`sentences.yaml`. So no word of a sentence, and no value in it, can change unseen.

    python -m pytest tests/rating/test_words.py     # shows the lines that differ
    cd tests && python -m rating.test_words         # writes the file anew: read what git then shows
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from support import councils, papers
from support.folders import INVENTED, ROOT
from support.mini import BEST
from support.strategies import dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.exact import Interval
from ocop_scoring.filing.evidence import Ground
from ocop_scoring.filing.forms import FiledDocument
from ocop_scoring.filing.papers import DocumentFlaw
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating import explain
from ocop_scoring.rating.bounds import Bounds
from ocop_scoring.rating.words import (
    Asked,
    Facts,
    Labels,
    Lacking,
    Mean,
    Named,
    Paper,
    Points,
    Several,
    failed_papers,
    fresh,
    plain,
    points_in_words,
    sentence,
    with_id,
)
from ocop_scoring.text import LANGUAGES, Words

FILE = ROOT / "tests" / "rating" / "sentences.yaml"
RULES = INVENTED.ruleset("mini-2030")
SMALL = RULES.product_set(1)
VOCABULARY = SMALL.vocabulary
VOCABULARY = SMALL.vocabulary
CERTIFICATE = {"kind": "certificate", "number": "7", "issued_on": "2029-01-01"}


def of_file(marks: dict[str, Any], **entries: Any) -> ocop.Evaluation:
    """A result of a dossier with facts and papers."""
    sheet = sheet_for(SMALL, marks, assessed_on="2030-12-08")
    return ocop.score(RULES, dossier_for(SMALL, **entries), sheet)


def known() -> dict[str, ocop.Evaluation]:
    """Results that say what a file states, and what it lacks."""
    facts = {
        "share_of_local_workers": "0.45",
        "share_under_contract": "0.9",
        "months_under_contract": 12,
        "label_languages": 2,
        "processing": "simple",
        "certificate_required": True,
    }
    late = CERTIFICATE | {"expires_on": "2030-02-01"}
    papers_of = [late, late | {"number": None, "issued_to": "HTX Khác", "product": "Khác"}]
    unmarked = {"2.1": "told", "4": 0}
    return {
        "by-facts": of_file(BEST, facts=facts),
        "by-facts-alone": of_file(unmarked, facts=facts),
        "by-papers": of_file(BEST, facts=facts, documents=papers_of),
        "imported": of_file(BEST, facts={"all_imported": True}),
        "doubly": ocop.score(
            RULES,
            dossier_for(SMALL, facts={"all_imported": True}),
            sheet_for(SMALL, BEST | {"3.1.1": 0}, rejects=["imported", "zero-look"]),
        ),
        "doubly-by-papers": ocop.score(
            RULES,
            dossier_for(SMALL, facts=facts, documents=[late]),
            sheet_for(SMALL, BEST, rejects=["no-certificate"]),
        ),
        "at-second-hand": _at_second_hand(),
        "climbing": rate(SMALL, BEST | {"1.2": "half", "2.1": "told", "2.2": 0, "3.1.1": 1}),
        "climbing-at-least": papers.best_of("1048-2019+781", 1, "2021-06-01", **LOW),
        "in-doubt": papers.best_of("148-2023", 11, "2024-06-01", **DOUBTED),
        "closed": rate(SMALL, BEST | {"2.1": 0}),
        "nothing": rate(SMALL, {}),
        "worst": rate(SMALL, dict.fromkeys(BEST, 0)),
    }


DOUBTED = {"1.b": 1, "1.đ": 1, "1.e": 0, "3.b": 0, "3.c": 1}
LOW = {"2.1": 0, "2.2": 0, "3.1": 0, "3.2": 0, "4.1": 0}


def _at_second_hand() -> ocop.Evaluation:
    """A result that a ground stops which is not known from the decision itself."""
    rules = ocop.ruleset("148-2023")
    table = rules.product_set(6)
    gate = next(gate for gate in table.gates if gate.provenance == "second-hand")
    return ocop.score(rules, dossier_for(table), sheet_for(table, {}, rejects=[gate.id]))


def of_sheets() -> dict[str, Callable[[Any], str]]:
    """What each result of one sheet says, without the rows of the real tables: those are the law's."""
    every = papers.every_kind() | {"unreleased": papers.unreleased()} | known()
    return {f"sheet/{name}": _without_rows(result) for name, result in every.items()}


def _without_rows(result: ocop.Evaluation) -> Callable[[Any], str]:
    if result.ruleset == SMALL.ruleset:
        return result.explain
    rows = len(result.criteria)
    return lambda lang: "\n".join(result.explain(lang).splitlines()[:-rows])


def of_councils() -> dict[str, Callable[[Any], str]]:
    """What each result of a council says."""
    others = {
        "top": councils.top(),
        "bound": councils.bound(),
        "unreleased": councils.unreleased_council(),
    }
    every = councils.every_status() | others
    return {f"council/{name}": result.explain for name, result in every.items()}


def sentences() -> dict[str, dict[str, list[str]]]:
    """All that is said, line by line."""
    every = of_sheets() | of_councils()
    return {
        name: {lang: said(lang).splitlines() for lang in LANGUAGES} for name, said in every.items()
    }


def test_every_kind_of_result_says_what_it_said_in_both_languages() -> None:
    expected = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    for name, lines in sentences().items():
        assert lines == expected.pop(name), name
    assert expected == {}


# What no result says of itself


def test_where_no_way_is_left_that_is_said_with_the_star() -> None:
    climbing = rate(SMALL, BEST | {"1.2": "half"})
    numbers = [row.number for row in climbing.criteria]
    assert climbing.on_next_star("en", numbers) == [
        "What 4★ needs: minimum conditions missing at item 1.2; the points are enough",
        "No way leads to 4★ while the items that are kept don't change",
    ]
    assert climbing.on_next_star("vi", numbers)[-1] == (
        "Không có cách nào lên 4★ khi các mục phải giữ nguyên không đổi"
    )


def test_under_a_heading_that_names_the_star_its_needs_are_said_without_it() -> None:
    needs = rate(SMALL, BEST | {"1.2": "half"}).toward
    assert needs is not None
    assert explain.next_needs(needs, under_heading=True).say("en") == (
        "Needed: minimum conditions missing at item 1.2; the points are enough"
    )
    assert explain.next_needs(needs, under_heading=True).vi == (
        "Còn cần: điều kiện tối thiểu còn thiếu ở mục 1.2; điểm đã đủ"
    )


def test_a_star_that_is_both_bounded_and_in_doubt_says_both() -> None:
    bounds = Bounds((89, 89), (89, 92), (4, 4), (4, 5), lacks_minimums=True)
    assert explain.beyond(SMALL, bounds, "en") == (
        f" (UPPER BOUND: not all minimums of {SMALL.decision} are known)"
        " (an unverified table; 89, perhaps up to 92: 4★, perhaps 5★)"
    )


# The parts of sentences: in words, and in plain values


SHARE, CERTIFICATE_OF = (
    VOCABULARY.facts["share_of_local_workers"],
    VOCABULARY.documents["certificate"],
)
MONTHS = VOCABULARY.facts["months_under_contract"]
WORD, YES_NO = VOCABULARY.facts["processing"], VOCABULARY.facts["all_imported"]
LINES = SMALL.criterion("5").levels
OLD = FiledDocument.model_validate(CERTIFICATE | {"expires_on": "2030-02-01"})
LAPSED = DocumentFlaw(2, OLD, "expired", date(2030, 9, 15))
FLAWED = Ground(CERTIFICATE_OF, False, (LAPSED,))
TWO = LAPSED._replace(position=3, document=OLD.model_copy(update={"number": None}))
BOTH = Ground(CERTIFICATE_OF, False, (LAPSED, TWO, TWO._replace(why="undated")))
MISSING = Ground(CERTIFICATE_OF, False)


@pytest.mark.parametrize(
    ("part", "vi", "en", "plainly"),
    [
        (Labels(LINES), "Trà; Người dẫn", "Trà; Người dẫn", ("tea", "guides")),
        (Labels(()), "không đạt mức nào", "no level reached", ()),
        (
            Facts((Ground(SHARE, Decimal("0.45")), Ground(WORD, "deep"), MISSING)),
            "Tỷ lệ lao động địa phương: 45 %; Chế biến: Sâu; Giấy chứng nhận: không có trong hồ sơ",
            "Share of local workers: 45 %; Processing: Deep; Certificate: not on file",
            {"share_of_local_workers": "0.45", "processing": "deep", "certificate": False},
        ),
        (Facts(()), "–", "–", {}),
        (
            Facts((Ground(SHARE, Decimal("0.455")), Ground(MONTHS, Decimal("12.5")), BOTH)),
            "Tỷ lệ lao động địa phương: 45,5 %; Số tháng thực hiện: 12,5; Giấy chứng nhận: có trong hồ "
            "sơ nhưng không tính (số 7 hết hạn ngày 01/02/2030, trước ngày nộp hồ sơ 15/09/2030; hết hạn "
            "ngày 01/02/2030, trước ngày nộp hồ sơ 15/09/2030, thuộc loại có thời hạn mà không ghi "
            "ngày hết hạn)",
            "Share of local workers: 45.5 %; Months under contract: 12.5; Certificate: on file, but "
            "doesn't count (no. 7 expired on 2030-02-01, before the filing day 2030-09-15; expired on "
            "2030-02-01, before the filing day 2030-09-15, is of a kind that expires, without a day of "
            "expiry)",
            {
                "share_of_local_workers": "0.455",
                "months_under_contract": "12.5",
                "certificate": False,
            },
        ),
        (Named("tea", Words("Trà", "Tea")), "Trà", "Tea", "tea"),
        (
            Several((Named("tea", Words("Trà, chè", "Tea")), Named("rice", Words("Gạo")))),
            "Trà, chè; Gạo",
            "Tea; Gạo",
            ("tea", "rice"),
        ),
        (Paper("cert", Words("Giấy", "Paper"), "7"), "Giấy (số 7)", "Paper (no. 7)", "cert"),
        (Paper("cert", Words("Giấy", "Paper"), None), "Giấy", "Paper", "cert"),
        (
            Asked(SHARE, Interval.parse("from 50 %")),
            "Tỷ lệ lao động địa phương: từ 50 %",
            "Share of local workers: from 50 %",
            "share_of_local_workers",
        ),
        (Asked(YES_NO, False), "Toàn bộ nhập khẩu: không", "All imported: no", "all_imported"),
        (
            Asked(WORD, ("simple", "deep", "unheard-of")),
            "Chế biến: Đơn giản, Sâu, unheard-of",
            "Processing: Simple, Deep, unheard-of",
            "processing",
        ),
        (
            Lacking(
                (MISSING, Asked(YES_NO, True)), (((MISSING, Asked(WORD, ("deep",))), (FLAWED,)),)
            ),
            "Giấy chứng nhận; Toàn bộ nhập khẩu: có; một trong: Giấy chứng nhận + Chế biến: Sâu / "
            "Giấy chứng nhận (có trong hồ sơ nhưng không tính: số 7 hết hạn ngày 01/02/2030, trước ngày nộp hồ sơ "
            "15/09/2030)",
            "Certificate; All imported: yes; one of: Certificate + Processing: Deep / Certificate "
            "(on file, but doesn't count: no. 7 expired on 2030-02-01, before the filing day 2030-09-15)",
            {
                "all_of": ("certificate", "all_imported"),
                "one_of": ((("certificate", "processing"), ("certificate",)),),
            },
        ),
        (Mean(Fraction(381, 5)), "76,20", "76.20", "381/5"),
    ],
)
def test_a_part_of_a_sentence_has_words_in_both_languages_and_a_plain_value(
    part: Any, vi: str, en: str, plainly: object
) -> None:
    assert (part.say("vi"), part.say("en")) == (vi, en)
    assert plain(part) == part.plain() == plainly
    json.dumps(fresh(plain(part)))


def test_a_paper_that_failed_is_told_in_plain_values_without_what_it_does_not_say() -> None:
    (told,) = failed_papers((MISSING, FLAWED))
    assert told == {
        "document": 2,
        "kind": "certificate",
        "number": "7",
        "why": "expired",
        "issued_on": "2029-01-01",
        "expires_on": "2030-02-01",
    }
    named = OLD.model_copy(update={"issued_to": "HTX Khác", "product": "Khác"})
    (told,) = failed_papers((FLAWED._replace(flaws=(LAPSED._replace(document=named),)),))
    assert (told["issued_to"], told["product"]) == ("HTX Khác", "Khác")


@pytest.mark.parametrize(
    ("value", "plainly"),
    [
        (Points(3), "3"),
        (3, 3),
        (True, True),
        (None, None),
        ("tea", "tea"),
        (date(2030, 9, 15), "2030-09-15"),
        (Decimal("0.50"), "0.5"),
        ((Points(3), (date(2030, 9, 15), None)), ("3", ("2030-09-15", None))),
        (Decimal, Decimal),
    ],
)
def test_a_value_in_plain_form_is_text_a_number_or_yes_or_no(
    value: object, plainly: object
) -> None:
    found = plain(value)
    assert (found, type(found)) == (plainly, type(plainly))


def test_a_fresh_copy_is_of_lists_and_dicts_all_the_way_down() -> None:
    value = FrozenDict({"a": (1, FrozenDict({"b": ("c",)})), "d": None, "e": Decimal})
    found = fresh(value)
    assert found == {"a": [1, {"b": ["c"]}], "d": None, "e": Decimal}
    found["a"][1]["b"].append("e")  # type: ignore[index]
    assert fresh(value) == {"a": [1, {"b": ["c"]}], "d": None, "e": Decimal}


def test_whole_points_are_a_total_and_others_a_mean() -> None:
    assert (points_in_words(7), type(points_in_words(7))) == (7, Points)
    assert points_in_words(Fraction(7)) == Mean(Fraction(7))


def test_a_sentence_puts_each_value_into_words() -> None:
    values = {
        "star": 3,
        "number": ("1.1", Named("tea", Words("Trà", "Tea"))),
        "title": Words("Vị", "Taste"),
        "needs": date(2030, 9, 15),
        "points": Points(2),
        "has": Labels(()),
        "has_points": Mean(Fraction(1, 2)),
        "not_said": object(),
    }
    assert sentence("unmet", "vi", values) == (
        "3★ cần mục 1.1, Trà (Vị) đạt 2 điểm, “15/09/2030”; hiện 0,50 điểm, “không đạt mức nào”"
    )
    assert sentence("unmet", "en", values) == (
        "3★ asks for item 1.1, Tea (Taste) at “2030-09-15” (2 pt); it has “no level reached” (0.50 pt)"
    )


def test_a_fact_is_told_with_its_name_in_both_languages() -> None:
    assert with_id(Words("Nữ", "Woman"), "w") == Words("w (Nữ)", "w (Woman)")
    assert with_id(Words("Nữ"), "w") == Words("w (Nữ)", "w (Nữ)")


if __name__ == "__main__":
    text = yaml.dump(
        sentences(), Dumper=yaml.CSafeDumper, allow_unicode=True, width=85, sort_keys=False
    )
    head = "# What each result of test_words.py says; a line changes only where a sentence or a value does.\n"
    FILE.write_text(head + text, "utf-8")
