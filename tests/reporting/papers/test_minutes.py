"""The minutes: the fields of a council's minutes, each product, the results, what is proposed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from support.councils import (
    NAMES,
    council,
    councils,
    every_status,
    real,
    seats,
    unreleased_council,
)
from support.extras import extra
from support.papers import CLEAN, MINI, blocks, said
from support.programs import pdf_text

import ocop_scoring as ocop
from ocop_scoring.lang import LANGUAGES
from ocop_scoring.reporting import paper_of, placeholders
from ocop_scoring.reporting.paper import (
    Bases,
    Closing,
    Head,
    Heading,
    Pages,
    Paper,
    Paragraph,
    Ruled,
    Signature,
    Title,
)

EVERY = every_status()


def minutes(*results: ocop.CouncilResult, lang: ocop.Lang = "vi", **fields: Any) -> Paper:
    return paper_of(results, "minutes", lang, fields)


def test_the_layout_is_that_of_form_1_9() -> None:
    paper = minutes(real())
    head = next(blocks(paper, Head))
    assert head.dated == ()
    assert "Số: " in said(head.number)
    assert "CẤP TỈNH" in said(head.agency)
    assert said(next(blocks(paper, Title)).name) == "BIÊN BẢN"
    offices = [said(signature.office) for signature in blocks(paper, Signature)]
    assert offices == ["THƯ KÝ", "CHỦ TỌA"]


def test_every_field_of_minutes_is_asked_for_once_it_is_unknown() -> None:
    asked = {each.id for each in placeholders(minutes(real()))}
    assert {field.id for field in ocop.fields_of("minutes")} - asked == {
        *("agency", "chair", "present"),  # the result knows them
        "journal",  # stands there only where a round keeps one
    }


def test_what_is_given_replaces_placeholders_and_what_the_result_knows() -> None:
    given = {field.id: f"({field.id})" for field in ocop.fields_of("minutes")}
    paper = minutes(real(), **given)
    assert placeholders(paper) == ()
    for text in given.values():
        assert text in said(paper)


HEAD = f"sha256:{'0123456789abcdef' * 4}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_head_of_a_journal_fits_in_one_line(lang: ocop.Lang) -> None:
    extra("typst")
    content = ocop.render([real()], "pdf", kind="minutes", lang=lang, fields={"journal": HEAD})
    assert HEAD in pdf_text(content)  # a line each
    assert "sha256:0" not in said(minutes(real(), lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_result_knows_of_a_product_is_there(lang: ocop.Lang) -> None:
    result = real({"1.1": 2}, {"1.3": 2})
    text = said(minutes(result, lang=lang))
    dossier = result.dossier
    for known in (
        *(dossier.product.name, dossier.product.code, dossier.producer.name),
        *(dossier.product.commune, result.printed.title.say(lang), result.policy),
        *(result.ruleset_digest, result.policy_digest),
        *[member.name for member in result.members],
        *[f"{each.criterion} (" for each in result.dispersion],
    ):
        assert str(known) in text


@settings(max_examples=30)
@drawn(councils())
def test_points_mean_spread_and_minimums_are_those_of_the_result(
    result: ocop.CouncilResult,
) -> None:
    text = said(minutes(result))
    counted = [member for member in result.members if member.counted]
    for member in counted:
        assert f"{member.name} {member.total}" in text
    assert str(result.mean_shown).replace(".", ",") in text
    assert f"thấp nhất: {result.spread} điểm" in text
    if result.rules_of_procedure.mean == "totals":
        totals = " + ".join(str(member.total) for member in counted)
        assert f"({totals}) / {len(counted)}" in text
    for unmet in result.unmet:
        assert f"{unmet.star} sao cần tiêu chí {unmet.criterion}" in text
        assert f"{unmet.met_by}/{unmet.of} phiếu đạt" in text


def test_grounds_of_rejection_are_named_with_who_found_them() -> None:
    text = said(minutes(EVERY["rejected"]))
    assert EVERY["rejected"].gates[0].words.vi in text
    assert "người nêu: Nguyễn Thị C" in text
    assert "hồ sơ bị loại, không xếp hạng" in text
    assert "Không có trường hợp bị loại" in said(minutes(EVERY["rated"]))


def test_re_scoring_shows_who_before_and_after() -> None:
    text = said(minutes(EVERY["rescore"]))
    assert "Chênh lệch quá 10 điểm" in text
    assert "chấm lại sau khi Hội đồng thảo luận" in text
    paper = minutes(EVERY["second-round"])
    table = next(r for r in blocks(paper, Ruled) if said(r.caption) == "Các lần chấm:")
    rows = [[said(cell) for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["1", "2"]
    assert "Nguyễn Thị C (tên đặt ra) 4" in rows[0][1]
    assert "Nguyễn Thị C (tên đặt ra) 20" in rows[1][1]


def test_the_quorum_is_worked_out() -> None:
    text = said(minutes(EVERY["no-quorum"]))
    assert "có mặt 3/7 thành viên, đạt 42,86 %, cần ít nhất 5" in text
    assert "KHÔNG đủ điều kiện họp" in text
    assert "không quy định số thành viên tối thiểu" in said(minutes(EVERY["rated"]))


def test_the_team_and_the_producer_stand_beside_the_mean() -> None:
    text = said(minutes(EVERY["beside"]))
    assert "Tổ tư vấn chấm tạm tính 18 điểm (không tính vào trung bình)" in text
    assert "Chủ thể tự chấm 20 điểm (không tính vào trung bình)" in text
    assert "Kèm theo biên bản: 5 phiếu" in text


def test_what_the_council_should_look_at_is_named() -> None:
    result = real({"1.1": 2})
    found = [finding for finding in result.findings if finding.severity == "check"]
    assert "identical-sheets" in {finding.code for finding in found}
    for finding in found:
        assert finding.vi in said(minutes(result))


def test_conflicts_are_named() -> None:
    assert "có xung đột lợi ích: m7" in said(minutes(EVERY["conflict"]))


def test_who_is_in_conflict_is_named_where_another_product_has_a_sheet_of_theirs() -> None:
    both = minutes(council(seats(MINI, [CLEAN] * 7)), EVERY["conflict"])
    assert f"có xung đột lợi ích: {NAMES[6]} (tên đặt ra)." in said(both)


def test_products_with_other_members_have_a_quorum_of_their_own() -> None:
    full = council(seats(MINI, [CLEAN] * 5), policy="two-thirds-quorum")
    paper = minutes(full, EVERY["no-quorum"], full)
    lines = [said(part) for part in blocks(paper, Paragraph)]
    at = next(at for at, line in enumerate(lines) if line.startswith("Số thành viên: "))
    assert "5/7" in lines[at]
    assert "; đủ điều kiện" in lines[at]
    assert lines[at + 1].startswith("Riêng sản phẩm ")
    assert "3/7" in lines[at + 1]
    assert "; KHÔNG đủ điều kiện" in lines[at + 1]


def test_an_agreed_sheet_has_no_mean() -> None:
    text = said(minutes(EVERY["agreed"]))
    assert "agreed-sheet" in text
    assert "Chênh lệch" not in text


def test_unfinished_sheets_are_named_with_what_is_open() -> None:
    text = said(minutes(EVERY["incomplete"]))
    assert "Nguyễn Thị C (tên đặt ra) (tiêu chí 1.1, 4)" in text
    assert "điều kiện tối thiểu nào" not in text


def test_several_products_stand_one_after_the_other_and_in_one_table() -> None:
    paper = minutes(*EVERY.values())
    products = [h for h in blocks(paper, Heading) if h.level == 2]
    assert len(products) == len(EVERY)
    wide = next(pages for pages in blocks(paper, Pages) if pages.wide)
    assert len(next(blocks(wide, Ruled)).rows) == len(EVERY)


def test_the_bases_are_the_councils_and_the_decisions() -> None:
    bases = next(blocks(minutes(real(), council_decision="số 7/QĐ-UBND"), Bases))
    assert "số 7/QĐ-UBND" in said(bases.lines[0])
    assert said(bases.lines[-1]).endswith(
        "26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ."
    )


def test_nothing_official_stands_under_an_unreleased_table() -> None:
    paper = minutes(unreleased_council())
    assert not any(blocks(paper, Head))
    assert not any(blocks(paper, Closing))
    assert "BẢN THỬ" in said(paper)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_both_languages_have_the_same_structure(name: str, lang: ocop.Lang) -> None:
    def shape(of: object) -> list[str]:
        return [type(part).__name__ for part in blocks(of, tuple) if type(part) is not tuple]

    result = EVERY[name]
    assert shape(minutes(result, lang=lang).blocks) == shape(minutes(result).blocks)


def test_the_same_council_gives_the_same_bytes() -> None:
    first, second = (
        ocop.render([real()], "html", kind="minutes", fields={"venue": "A"}) for _ in range(2)
    )
    assert first == second


def keys_of(results: list[ocop.CouncilResult]) -> list[str]:
    return [each.dossier.product.code or each.dossier.product.name for each in results]


def two() -> list[ocop.CouncilResult]:
    """Councils on two products."""
    first = real()
    product = first.dossier.product.model_copy(update={"code": None, "name": "Mắm ruốc (đặt ra)"})
    dossier = first.dossier.model_copy(update={"product": product})
    sheets = [each.model_copy(update={"product_code": None}) for each in first.sheets]
    second = ocop.council(
        first.rules,
        dossier,
        sheets,
        policy=first.rules_of_procedure,
        appointed=first.appointed,
        level=first.level,
    )
    return [first, second]


def test_each_product_has_its_own_place_for_discussion_and_votes() -> None:
    results = two()
    keys = keys_of(results)
    missing = ocop.missing_fields(results, kind="minutes")
    assert {f"{name}/{key}" for name in ("discussion", "votes") for key in keys} <= {
        field.id for field in missing
    }
    of_second = next(field for field in missing if field.id == f"votes/{keys[1]}")
    assert of_second.words.vi.endswith(": Mắm ruốc (đặt ra)")
    assert {field.id for field in ocop.fields_of("minutes") if field.per_product} == {
        *("discussion", "votes", "dissent"),
    }


def test_what_is_given_for_a_product_stands_at_that_product() -> None:
    results = two()
    first, second = keys_of(results)
    fields = {
        f"discussion/{first}": ["Xem lại mục 3.2", "Bổ sung tem"],
        f"votes/{second}": "7 tán thành",
        f"minutes.dissent/{second}": "m3 đề nghị 3★",
    }
    text = said(minutes(*results, **fields))
    assert text.index("Xem lại mục 3.2") < text.index("7 tán thành")
    left = {each.id for each in placeholders(minutes(*results, **fields))}
    assert {f"discussion/{second}", f"votes/{first}"} <= left
    assert not left & {"discussion", "votes", f"discussion/{first}", f"votes/{second}"}


def test_what_is_given_for_the_whole_meeting_leaves_no_place_at_products() -> None:
    results = two()
    paper = minutes(*results, discussion="Không có ý kiến", votes="7/7 tán thành")
    assert not [each.id for each in placeholders(paper) if "/" in each.id]
    assert said(paper).count("7/7 tán thành") == 1


def test_a_field_of_a_product_that_the_minutes_lack_is_refused() -> None:
    with pytest.raises(ocop.FilingError, match="field-of-no-product") as refused:
        minutes(real(), **{"votes/96-00000-009-2026": "7/7"})
    assert keys_of([real()])[0] in refused.value.faults[0].right
    for wrong in ("venue/x", "votes.x/y"):
        with pytest.raises(ocop.FilingError, match="unknown-paper-field"):
            minutes(real(), **{wrong: "x"})
