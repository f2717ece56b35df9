"""What papers need and no result knows: given by id, shown as text, or as a placeholder."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import KINDS, PaperKind, fields_of
from ocop_scoring.reporting.paper import Placeholder, Span
from ocop_scoring.reporting.papers.fields import filled

# process.md: what a form asks for and no result knows.
ASKED: dict[PaperKind, set[str]] = {
    "score_sheet": {"phone", "place"},
    "advisory_report": {"team", "surveys", "tests", "received", "returned", "leader"},
    "minutes": {
        *("number", "starts_at", "ends_at", "venue", "council_decision", "procedure_rules"),
        *("chair", "secretary", "absent", "guests", "agenda", "votes", "dissent", "deadline"),
    },
    "summary": {"number", "round_name", "chair", "secretary"},
    "notice": {"number", "place", "dated", "recipients", "signer"},
    "proposal_letter": {"addressee", "minutes", "signer"},
    "draft_decision": {"other_bases", "proposal", "executors", "signer"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_the_fields_that_its_form_asks_for(kind: PaperKind) -> None:
    assert ASKED.get(kind, set()) <= {field.id for field in fields_of(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_said_in_both_languages(kind: PaperKind) -> None:
    for field in fields_of(kind):
        assert field.words.vi != field.words.en
        assert all(field.words.say(lang) for lang in LANGUAGES)


def test_checkers_know_the_same_kinds() -> None:
    assert set(KINDS) <= set(get_args(PaperKind))


def test_what_is_not_given_is_a_placeholder_that_says_what_it_is() -> None:
    none = filled("minutes", "vi", {"number": "", "place": " \n"})
    assert none.line("number") == (Placeholder("number", "số, ký hiệu"),)
    assert none.lines("absent") == (none.line("absent"),)
    assert "number" not in none


def test_text_is_shown_as_somebody_wrote_it() -> None:
    said = filled("minutes", "vi", {"number": "12/BB-HĐ\u202e\x00"}).line("number")
    assert said == (Span("12/BB-HĐ��", given=True),)


def test_a_field_of_several_lines_takes_a_list_or_lines() -> None:
    as_list = filled("minutes", "vi", {"absent": ["An – họp", "Bình – ốm"]})
    as_text = filled("minutes", "vi", {"absent": "An – họp\n\nBình – ốm\n"})
    assert as_list == as_text
    assert len(as_list.lines("absent")) == 2


def test_a_field_of_one_line_stays_one() -> None:
    assert filled("minutes", "vi", {"venue": "Tầng 2\nnhà B"}).line("venue") == (
        Span("Tầng 2 nhà B", given=True),
    )


@pytest.mark.parametrize("value", ["2026-12-08", date(2026, 12, 8)])
def test_a_day_is_written_out(value: object) -> None:
    assert filled("notice", "vi", {"dated": value}).day("dated") == (
        Span("ngày 08 tháng 12 năm 2026", given=True),
    )
    said = filled("notice", "vi", {"dated": "08/12"}).day("dated")
    assert said == (Span("08/12", given=True),)


def test_a_field_for_one_kind_goes_before_one_for_all() -> None:
    both = {"minutes.number": "12/BB", "number": "13/TB"}
    assert filled("minutes", "vi", both).line("number") == (Span("12/BB", given=True),)
    assert filled("notice", "vi", both).line("number") == (Span("13/TB", given=True),)


def test_fields_of_other_kinds_are_let_be() -> None:
    assert "leader" not in filled("notice", "vi", {"notice.signer": "A"})
    assert filled("notice", "vi", {"starts_at": "8 giờ"}).line("number")[0].__class__ is Placeholder


@pytest.mark.parametrize(
    ("name", "right"),
    [("secretery", "secretary"), ("agency_abov", "agency_above"), ("notice.sgner", "signer")],
)
def test_an_unknown_field_is_refused_with_the_nearest_name(name: str, right: str) -> None:
    with pytest.raises(ocop.FilingError, match="unknown-paper-field") as refused:
        filled("minutes", "vi", {name: "x", "number": "1"})
    fault = refused.value.faults[0]
    assert (fault.found, fault.right) == (name, right)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ocop.FilingError) as refused:
        filled("minutes", "vi", {"nubmer": "1", "minutes.leader": "x", "venue": {"a": 1}})
    assert [fault.code for fault in refused.value.faults] == [
        *("unknown-paper-field", "not-text", "unknown-paper-field")
    ]


@pytest.mark.parametrize("wrong", [None, True, 1.5, b"x", {"a": "b"}, ["a", None], [["a"]]])
def test_what_is_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(ocop.FilingError, match="not-text"):
        filled("minutes", "vi", {"number": wrong})
