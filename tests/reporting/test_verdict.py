"""The verdict at a glance: what came of a sheet, and why."""

from __future__ import annotations

import pytest
from support.papers import CLEAN, LOST, MINI, OPEN, at_most, best_of, blocks, paper, said, verdict
from support.strategies import rate

from ocop_scoring.lang import LANGUAGES, Lang
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.paper import Items, Paragraph, Subheading, Verdict


def items(of: Verdict, role: str) -> list[str]:
    """What the items of a list say."""
    return [said(item) for block in blocks(of, Items) if block.role == role for item in block.items]


def stars(of: Verdict) -> tuple[str, ...]:
    return of.stars.states if of.stars else ()


def test_a_clean_result_has_all_its_stars_and_nothing_missing() -> None:
    clean = verdict(paper(CLEAN))
    assert (clean.states, clean.headline) == (("clean",), "5 sao")
    assert stars(clean) == ("on",) * 5
    assert clean.stars is not None
    assert clean.stars.text == "★★★★★"
    assert items(clean, "unmet") == items(clean, "plan") == []
    assert "Không thiếu điều kiện tối thiểu nào của hạng này." in said(clean)
    assert "Không còn hạng nào cao hơn." in said(clean)


def test_a_star_lost_to_minimums_names_what_is_needed_and_what_there_is() -> None:
    lost = verdict(paper(LOST))
    assert lost.states == ("lost",)
    assert stars(lost) == ("on", "on", "on", "lost", "lost")
    headings = [said(heading) for heading in blocks(lost, Subheading)]
    assert [heading for heading in headings if "còn thiếu" in heading] == [
        "Điều kiện tối thiểu của 4★ còn thiếu",
        "Điều kiện tối thiểu của 5★ còn thiếu",
    ]
    assert len(items(lost, "unmet")) == 2
    for item, needs in zip(items(lost, "unmet"), ("2", "3"), strict=True):
        assert item.startswith("1.2 ")
        assert f"Cần{needs} " in item
        assert "Hiện có1 " in item


def test_the_verdict_is_worded_once_for_command_text_and_papers() -> None:
    for marks in (CLEAN, LOST, OPEN):
        for lang in LANGUAGES:
            sentence = next(
                block for block in verdict(paper(marks, lang)).why if isinstance(block, Paragraph)
            )
            assert sentence.role == "sentence"
            assert said(sentence) == f"{rate(MINI, marks).verdict(lang)}."


def test_a_change_names_its_level_only_where_no_missed_minimum_does() -> None:
    (told,) = items(verdict(paper(LOST)), "plan")
    assert told.endswith(": 1 → 2")
    (untold,) = items(verdict(paper({**CLEAN, "1.3": 0, "1.4": 0})), "plan")
    assert untold.endswith(": 0 → 1 Đơn giản")


def test_an_open_sheet_shows_what_is_open_and_what_is_still_possible() -> None:
    still = verdict(paper(OPEN))
    assert (still.states, still.headline) == (("incomplete",), "Chưa chấm xong")
    assert stars(still) == ("on", "on", "maybe", "maybe", "maybe")
    assert still.stars is not None
    assert still.stars.text == ""
    assert [item.split()[0] for item in items(still, "open")] == ["1.1", "4"]
    assert said(still.total).endswith("điểm đã chấm")


@pytest.mark.parametrize(
    ("gate", "state", "headline"),
    [("forged", "rejected", "Bị loại"), ("zero-look", "stopped", "Dừng đánh giá")],
)
def test_a_gate_leaves_points_but_no_star(gate: str, state: str, headline: str) -> None:
    none = verdict(paper(CLEAN, rejects=[gate]))
    assert (none.states, none.headline, none.stars) == ((state,), headline, None)
    assert said(none.total) == "2020 điểm"
    grounds = [block for block in blocks(none, Paragraph) if block.role == "ground"]
    assert [said(ground).endswith("Căn cứ: phiếu đánh giá") for ground in grounds] == [True]
    assert "Điểm chỉ để tham khảo." in said(none)
    assert items(none, "plan") == []


def test_a_dossier_that_is_both_rejected_and_stopped_is_rejected() -> None:
    assert verdict(paper(CLEAN, rejects=["zero-look", "forged"])).states == ("rejected",)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_star_that_is_an_upper_bound_is_never_shown_as_given(lang: Lang) -> None:
    of = paper_of(at_most(), lang=lang)
    bound = verdict(of)
    assert bound.states == ("clean", "at-most")
    assert bound.headline == {"vi": "Tối đa 5 sao", "en": "At most 5 stars"}[lang]
    assert stars(bound) == ("on", "maybe", "maybe", "maybe", "maybe")
    assert bound.stars is not None
    assert bound.stars.text == ""
    words = {"vi": "CẬN TRÊN", "en": "UPPER BOUND"}[lang]
    assert words in said(bound)
    assert words in said(of.blocks[0])


def test_stars_tell_in_words_what_they_show() -> None:
    told = {
        name: verdict(paper(marks, "en")).stars
        for name, marks in {"clean": CLEAN, "lost": LOST, "open": OPEN}.items()
    }
    assert {name: shown.said for name, shown in told.items() if shown} == {
        "clean": "5 of 5 stars",
        "lost": "3 of 5 stars",
        "open": "from 2 to 5, of 5 stars",
    }


def test_under_a_gate_no_missed_minimum_is_listed() -> None:
    assert items(verdict(paper(LOST)), "unmet")
    assert items(verdict(paper(LOST, rejects=["forged"])), "unmet") == []


@pytest.mark.parametrize(
    ("lang", "headline"), [("vi", "4 sao, có thể 5"), ("en", "4-star, perhaps 5")]
)
def test_where_print_lacks_points_the_star_that_they_may_reach_is_shown_beside(
    lang: Lang, headline: str
) -> None:
    less = {"1.b": 1, "1.đ": 1, "1.e": 0, "3.b": 0, "3.c": 1}
    result = best_of("148-2023", 11, "2024-03-01", **less)
    of = verdict(paper_of(result, lang=lang))
    assert (of.headline, of.states) == (headline, ("clean", "at-most"))
    assert stars(of) == ("on", "on", "on", "on", "maybe")
    assert of.stars is not None
    assert of.stars.text == ""
    assert "92" in said(of)
