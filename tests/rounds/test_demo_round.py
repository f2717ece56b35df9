"""Every number in the papers of the demo round is what a second evaluator makes of the marks.

Minutes, summary, notices, score sheets, proposal letter and draft decision are compared line by line
as DOCX, and each of those lines is looked for in the PDF.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from oracle.oracle import points_for
from support.demo_round import NAMES, Product, docx_lines, make, products, squeezed, vi
from support.extras import extra
from support.programs import pdf_text
from support.shared import made_once

for name in ("docx", "typst", "xlsxwriter", "python_calamine"):
    extra(name)
pikepdf = extra("pikepdf")
pytestmark = pytest.mark.slow

PRODUCTS = products()
BY_CASE = {one.entry["shows"]: one for one in PRODUCTS if "shows" in one.entry}
OF_ALL = ("minutes", "summary", "proposal-letter", "draft-decision")
LETTERS = "ăâđêôơưạảấầẩẫậắằẳặẹếềểệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹ"
STARS = {star: "★" * star + "☆" * (5 - star) + f" {star} sao" for star in range(1, 6)}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round with all its papers."""
    return made_once(tmp_path_factory, "demo-round", make)


@pytest.fixture(scope="session")
def lines(made: Path) -> dict[str, list[tuple[str, ...]]]:
    """The papers on all products, line by line, without what every paper rests on."""
    return {kind: body(made / "papers" / f"{kind}.docx") for kind in OF_ALL}


def body(path: Path) -> list[tuple[str, ...]]:
    """A paper up to its annex of readings, whose numbers are the decision's, not the round's."""
    found = []
    for line in docx_lines(path):
        if line[0].startswith("PHỤ LỤC"):
            break
        found.append(line)
    return found


# What papers should say.


def shown_mean(product: Product) -> str:
    totals, mean = list(product.totals.values()), product.result["mean"]
    steps = f"({' + '.join(map(str, totals))}) / {len(totals)}"
    if (mean * 100).denominator == 1:
        return f"{vi(mean)} = {steps}"
    rest = mean - int(mean)
    exact = f"{int(mean)} {rest}"
    return f"{exact} = {steps}, ghi {vi(mean)}: chỉ làm tròn để xem, xếp hạng theo số đúng"


def named_totals(totals: Any) -> str:
    return "; ".join(f"{NAMES[member]} {total}" for member, total in dict(totals).items())


def share(product: Product) -> str:
    quorum = product.result["quorum"]
    part = vi(Fraction(100 * quorum["present"], len(NAMES)))
    return (
        f"có mặt {quorum['present']}/{len(NAMES)} thành viên, đạt {part} %, "
        f"cần ít nhất {quorum['needed']}"
    )


def conclusion(product: Product) -> str:
    result = product.result
    if result["status"] == "rejected":
        return "hồ sơ bị loại, không xếp hạng; điểm nếu có chỉ để tham khảo."
    if result["status"] == "no-quorum":
        return f"chưa có kết quả vì không đủ thành viên dự họp: {share(product)}."
    stars = STARS[result["star"]]
    if result["forward_to"] == "ministry":
        return (
            f"đạt {vi(result['mean'])} điểm, {stars}; "
            "đề nghị chuyển hồ sơ lên Hội đồng cấp trung ương đánh giá."
        )
    if result["certifies"] == "province":
        return f"đề nghị công nhận {stars}; thẩm quyền công nhận: cấp tỉnh."
    assert result["certifies"] is None
    return f"xếp hạng {stars}; hạng này không cấp giấy chứng nhận."


def in_table(product: Product) -> str:
    """The last column of the table of results."""
    result = product.result
    if result["status"] == "rejected":
        return "Bị loại"
    if result["status"] == "no-quorum":
        return "Không đủ thành viên dự họp"
    above = " / chuyển cấp trung ương" if result["forward_to"] else ""
    return STARS[result["star"]] + above


def table_row(at: int, product: Product) -> tuple[str, ...]:
    result, entry = product.result, product.entry
    missed: dict[int, list[str]] = {}
    for star, number, *_ in result["unmet"]:
        missed.setdefault(star, []).append(number)
    lost = "; ".join(f"{star}★: mục {', '.join(numbers)}" for star, numbers in missed.items())
    return (
        *(str(at), f"{product.name} / {entry['code']}", entry["producer"], str(product.number)),
        *[str(product.totals.get(member, "–")) for member in NAMES],
        *[vi(result["parts"][part]) for part in "ABC"],
        *(vi(result["mean"]), f"{result['star_by_points']} sao", lost or "–", in_table(product)),
    )


def counts() -> dict[str, int]:
    """The summary's counts."""
    stars = Counter(p.result["star"] for p in PRODUCTS if p.result["status"] == "rated")
    statuses = Counter(p.result["status"] for p in PRODUCTS)
    return {
        "Số sản phẩm được đưa ra đánh giá": len(PRODUCTS),
        **{f"Hạng {star} sao": stars[star] for star in range(5, 0, -1) if stars[star]},
        "Trong đó đề nghị chuyển Hội đồng cấp trên": sum(
            bool(p.result["forward_to"]) for p in PRODUCTS
        ),
        "Bị loại hoặc dừng đánh giá": statuses["rejected"],
        "Không đủ thành viên dự họp": statuses["no-quorum"],
    }


def minutes_of(at: int, product: Product) -> list[tuple[str, ...]]:
    """The lines with numbers in what the minutes say of one product, but for missed minimums."""
    result = product.result
    spread = [f"{c} (từ {low} đến {high} điểm)" for c, low, high in result["dispersion"]]
    found = [
        (f"{at}. {product.name}",),
        (f"Điểm của các thành viên: {named_totals(product.totals)}.",),
        (f"Trung bình: {shown_mean(product)}",),
        (f"Chênh lệch giữa điểm cao nhất và thấp nhất: {result['spread']} điểm.",),
    ]
    if len(result["rounds"]) > 1:
        found += [
            (str(number), named_totals(totals), vi(mean), str(distance), f"{star} sao")
            for number, totals, mean, distance, star in result["rounds"]
        ]
    return [*found, (f"Tiêu chí các thành viên chấm khác nhau: {'; '.join(spread)}.",)]


def missed_line(entry: tuple[Any, ...], product: Product) -> re.Pattern[str]:
    """What is said of a minimum that is missed; the words are the decision's."""
    star, number, place, mean, met_by, of = entry
    needed = next(c for c in product.criteria if c.number == number).levels[place].points
    return re.compile(
        rf"– {star} sao cần tiêu chí {re.escape(number)} \(.+\) đạt {needed} điểm, “.+”; "
        rf"trung bình {vi(mean)} điểm, {met_by}/{of} phiếu đạt\."
    )


# Numbers that are no result's: laws, dates, codes, names, digests.
OTHERS = (
    r"Căn cứ .*26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026.*",
    r"Số: 12/BB-HĐOCOP",
    r"Mã số sản phẩm: 96-32244-0\d\d-2026\. Bộ sản phẩm \d+: .*",
    r"Loại hồ sơ: hồ sơ lần đầu; chủ thể nộp ngày 15/09/2026\.",
    r"(Hội đồng đã họp .*)?\(?Đợt 2 năm 2026, tỉnh Cà Mau \(đợt mẫu, mọi tên đều đặt ra\)\)?.*",
    r"Cách tính: Trung bình tổng điểm, dự họp từ 3/4, có Chủ tịch .*",
    r"Kết quả tính theo bộ tiêu chí 26-2026, .*",
    r"Điều [1-9]\. .*",
    r"Nơi nhận: / - Như Điều 4; .*",
    r"\d\. [^0-9]*",
    r"TT|Sản phẩm",
    r"Thành viên: m1 – .*",
)


def unaccounted(found: list[tuple[str, ...]], expected: list[tuple[str, ...]]) -> list[Any]:
    """The lines with numbers that nothing explains."""
    known, others = set(expected), re.compile("|".join(OTHERS))
    return [
        line
        for line in found
        if re.search(r"\d", "".join(line)) and line not in known and not others.match(line[0])
    ]


def said(found: list[tuple[str, ...]], expected: list[tuple[str, ...]]) -> None:
    """All expected lines stand there, in this order."""
    rest = iter(found)
    for line in expected:
        assert line in rest, line


# The papers on all products.


def test_the_minutes_say_of_each_product_what_the_second_evaluator_says(
    made: Path,
    lines: dict[str, list[tuple[str, ...]]],
) -> None:
    found = lines["minutes"]
    per_product = [line for at, p in enumerate(PRODUCTS, 1) for line in minutes_of(at, p)]
    rows = [table_row(at, product) for at, product in enumerate(PRODUCTS, 1)]
    closing = [(f"– {product.name}: {conclusion(product)}",) for product in PRODUCTS]
    sheets = sum(len(product.sheets) for product in PRODUCTS)
    annexes = f"Kèm theo biên bản: {sheets} phiếu đánh giá; danh sách thành viên dự họp."
    expected = [*per_product, *rows, *closing, (annexes,), (f"Nhật ký: {head_of(made)}",)]
    said(found, expected)
    missed = [missed_line(unmet, p) for p in PRODUCTS for unmet in p.result["unmet"]]
    others = [
        line
        for line in unaccounted(found, [*expected, *notes(), *presence(), *alike_sheets()])
        if not any(pattern.fullmatch(line[0]) for pattern in missed)
    ]
    assert others == []
    assert all(any(pattern.fullmatch(line[0]) for line in found) for pattern in missed)


def head_of(made: Path) -> str:
    """The digest of the last line of the round's journal."""
    last = (made / "records" / "journal.jsonl").read_bytes().splitlines()[-1]
    return f"sha256:{sha256(last).hexdigest()}"


def notes() -> list[tuple[str, ...]]:
    """What is said below the table of results."""
    return [
        (f"{product.name}: {conclusion(product)}",)
        for product in PRODUCTS
        if product.result["status"] != "rated"
    ]


def alike_sheets() -> list[tuple[str, ...]]:
    """Members of one product whose marks are all equal."""
    found = []
    for product in PRODUCTS:
        by_marks: dict[str, list[str]] = {}
        for sheet in product.sheets:
            by_marks.setdefault(repr(sorted(sheet.marks.items())), []).append(sheet.id)
        groups = [", ".join(ids) for ids in by_marks.values() if len(ids) > 1]
        found += [(f"– Phiếu của {ids} giống hệt nhau ở mọi mục",) for ids in groups]
    return found


def presence() -> list[tuple[str, ...]]:
    """Who was there, product by product where that differs."""
    found = [(f"Thành viên có phiếu được tính: {len(NAMES)} người.",)]
    alike: dict[str, list[str]] = {}
    for product in PRODUCTS:
        met = "đủ" if product.result["quorum"]["met"] else "KHÔNG đủ"
        said = f"{share(product)}; {met} điều kiện họp theo Quy chế."
        alike.setdefault(said, []).append(product.name)
    usual = max(alike, key=lambda said: len(alike[said]))
    for said, names in alike.items():
        of = "Số thành viên" if said == usual else f"Riêng sản phẩm {', '.join(names)}"
        found.append((f"{of}: {said}",))
    return found


def test_the_minutes_say_who_was_there_for_which_product(
    lines: dict[str, list[tuple[str, ...]]],
) -> None:
    assert set(presence()) <= set(lines["minutes"])


def test_the_summary_has_a_row_for_each_product_and_counts_them(
    lines: dict[str, list[tuple[str, ...]]],
) -> None:
    rows = [table_row(at, product) for at, product in enumerate(PRODUCTS, 1)]
    counted = [(f"– {what}: {count}",) for what, count in counts().items()]
    said(lines["summary"], [*rows, *notes(), *counted])
    assert unaccounted(lines["summary"], [*rows, *notes(), *counted]) == []


def test_the_proposal_letter_proposes_what_follows_from_the_stars(
    lines: dict[str, list[tuple[str, ...]]],
) -> None:
    rated = [one for one in PRODUCTS if one.result["status"] == "rated"]
    lists = (
        [one for one in rated if one.result["certifies"]],
        [one for one in rated if one.result["forward_to"]],
        [one for one in rated if not one.result["certifies"] and not one.result["forward_to"]],
    )
    expected = [(f"– {what}: {count}",) for what, count in counts().items()]
    for some in lists:
        expected += [
            (f"{titled(one)}: {STARS[one.result['star']]}, {vi(one.result['mean'])} điểm;",)
            for one in some
        ]
    expected += [(f"{titled(p)}: {conclusion(p)}",) for p in PRODUCTS if p not in rated]
    said(lines["proposal-letter"], expected)
    assert unaccounted(lines["proposal-letter"], expected) == []


def titled(product: Product) -> str:
    return f"– {product.name} – {product.entry['producer']}"


def test_the_draft_decision_lists_what_the_province_certifies_best_first(
    lines: dict[str, list[tuple[str, ...]]],
) -> None:
    certified = [one for one in PRODUCTS if one.result["certifies"] == "province"]
    certified.sort(key=lambda one: -one.result["star"])
    expected: list[tuple[str, ...]] = [
        (
            *(str(at), one.name, one.entry["code"], one.entry["producer"]),
            *(f"{one.entry['commune']}, Cà Mau", str(one.number), vi(one.result["mean"])),
            STARS[one.result["star"]],
        )
        for at, one in enumerate(certified, 1)
    ]
    left_out = len(PRODUCTS) - len(certified)
    expected.append(
        (f"Không đưa vào danh mục: {left_out} sản phẩm không được công nhận trên kết quả này.",)
    )
    article = f"Điều 1. Công nhận hạng sao của {len(certified)} sản phẩm theo danh mục kèm theo"
    assert any(line[0].startswith(article) for line in lines["draft-decision"])
    said(lines["draft-decision"], expected[:-1])
    assert set(expected) <= set(lines["draft-decision"])
    assert unaccounted(lines["draft-decision"], expected) == []


def test_papers_say_how_many_readings_they_rest_on(made: Path) -> None:
    for path in sorted((made / "papers").rglob("*.docx"))[::7]:
        texts = [line[0] for line in docx_lines(path)]
        annex = texts.index(next(text for text in texts if text.startswith("PHỤ LỤC")))
        told = next(re.search(r"dựa vào (\d+) cách hiểu", t) for t in texts if "cách hiểu" in t)
        assert told
        assert int(told[1]) == sum(text.startswith("– ") for text in texts[annex:])


# The papers on one product.


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.entry["file"])
def test_each_score_sheet_shows_what_was_ticked_and_what_it_comes_to(
    made: Path, product: Product
) -> None:
    for sheet in product.sheets:
        again = "" if sheet.round == 1 else f"-{sheet.round}"
        path = made / "papers" / product.entry["file"] / f"score-sheet-{sheet.id}{again}.docx"
        found = body(path)
        compare_sheet(found, product, sheet)
        assert_in_pdf(path, [line for line in found if line[-1].isdecimal()])
    folder = made / "papers" / product.entry["file"]
    assert len(list(folder.glob("score-sheet-*.pdf"))) == len(product.sheets)


def compare_sheet(found: list[tuple[str, ...]], product: Product, sheet: Any) -> None:
    """A filled score sheet against the marks: maximums, levels, boxes, sums, the verdict."""
    result, own = product.rated(sheet), product.points(sheet)
    place = {cells[0].split(". ")[0]: at for at, cells in enumerate(found) if len(cells) == 3}
    for criterion in product.criteria:
        row = found[place[criterion.number]]
        most = str(max(level.points for level in criterion.levels))
        assert row[1:] == (most, str(own[criterion.number])), (sheet.id, row)
        levels = list(levels_after(found, place[criterion.number] + 1))
        asterisks = [(one.points, one.minimum or 0) for one in criterion.levels]
        assert [(int(p.split()[0]), p.count("*")) for _, p in levels] == asterisks
        boxes = [box for box, _ in levels]
        assert boxes == [at == sheet.marks[criterion.number] for at in range(len(boxes))]
    for cells in found:
        number = cells[0].split(". ")[0]
        if len(cells) == 3 and re.fullmatch(r"[\d.]+", number) and number not in own:
            inside = [own[c] for c in own if c.startswith(f"{number}.")]
            assert cells[2] == str(sum(inside)), cells
    for part, points in result["parts"].items():
        assert found[place[f"PHẦN {part}"]][2] == str(points)
    assert found[place["TỔNG CỘNG"]][1:] == ("100", str(result["total"]))
    assert (f"Lần chấm: {sheet.round}",) in found
    alone = next(line[0] for line in found if line[0].startswith("Kết quả của riêng phiếu này: "))
    assert alone.removeprefix("Kết quả của riêng phiếu này: ") == verdict(result)
    lost = [line[0] for line in found if re.match(r"– \d★ cần mục ", line[0])]
    assert [re.findall(r"\d★|mục ([\d.]+)", one)[1] for one in lost] == [
        number for _, number, _, _ in result["unmet"]
    ]


def levels_after(found: list[tuple[str, ...]], at: int) -> Iterator[tuple[bool, str]]:
    """The levels printed below a criterion: whether each is ticked, its points."""
    for cells in found[at:]:
        if cells[0][:1] in "☐☒":
            yield cells[0].startswith("☒"), cells[1]
        elif len(cells) != 3 or cells[1]:
            return


def verdict(result: Any) -> str:
    total, star, by_points = result["total"], result["star"], result["star_by_points"]
    if result["status"] == "rejected":
        return f"Hồ sơ bị loại; {total} điểm chỉ để tham khảo, không xếp hạng"
    if star == by_points:
        return f"{total} điểm: {star}★"
    return f"{total} điểm thuộc thang {by_points}★, nhưng chưa đủ điều kiện tối thiểu: xếp {star}★"


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.entry["file"])
def test_each_notice_says_the_result_and_what_the_next_star_needs(
    made: Path, product: Product
) -> None:
    path, result = made / "papers" / product.entry["file"] / "notice.docx", product.result
    if result["status"] == "no-quorum":
        assert not path.exists()
        return
    found = body(path)
    expected = [(f"Kết luận: {conclusion(product)}",)]
    if result["status"] == "rated":
        parts = "; ".join(f"{part} {vi(points)}" for part, points in result["parts"].items())
        expected = [
            (f"Điểm trung bình: {vi(result['mean'])} điểm.",),
            (f"Điểm từng phần: {parts}.",),
            (f"Hạng: {STARS[result['star']]}.",),
            *expected,
            *next_star(product),
        ]
    said(found, expected)
    assert_in_pdf(path, expected)


def next_star(product: Product) -> Iterator[tuple[str, ...]]:
    star, mean = product.result["star"] + 1, product.result["mean"]
    if star == 6:
        yield ("Sản phẩm đã ở hạng cao nhất.",)
        return
    yield (f"Để đạt {star} sao:",)
    lacks = points_for(star) - mean
    if lacks > 0:
        yield (f"– Điểm trung bình còn thiếu {vi(lacks)} điểm (hiện {vi(mean)} điểm).",)
    else:
        yield ("– Điểm trung bình đã đủ.",)
    missing = product.lacking(star)
    if not missing:
        yield ("– Các điều kiện tối thiểu đã đạt.",)


# As PDF.


def assert_in_pdf(path: Path, expected: list[tuple[str, ...]]) -> None:
    """The lines of a DOCX stand in the PDF beside it, cell after cell."""
    text = squeezed(pdf_text(path.with_suffix(".pdf").read_bytes(), "-raw"))
    missing = [line for line in expected if squeezed("".join(line)) not in text]
    assert missing == [], path


@pytest.mark.parametrize("kind", OF_ALL)
def test_the_pdf_says_what_the_docx_says(
    made: Path, lines: dict[str, list[tuple[str, ...]]], kind: str
) -> None:
    numbered = [line for line in lines[kind] if re.search(r"\d", "".join(line))]
    assert len(numbered) > 20
    assert_in_pdf(made / "papers" / f"{kind}.docx", numbered)


def papers(made: Path) -> list[Path]:
    return [p for p in sorted((made / "papers").rglob("*.pdf")) if p.name != "all.pdf"]


def test_every_paper_is_there_in_both_formats(made: Path) -> None:
    assert (made / "papers" / "all.pdf").exists()
    assert {one.with_suffix("") for one in papers(made)} == {
        one.with_suffix("") for one in (made / "papers").rglob("*.docx")
    }
    sheets = sum(len(product.sheets) for product in PRODUCTS)
    stand = sum(p.result["status"] in ("rated", "rejected") for p in PRODUCTS)
    assert len(papers(made)) == sheets + stand + len(OF_ALL)
    assert len(list((made / "sheets").rglob("*.xlsx"))) == sheets


def test_every_pdf_is_an_archive_s_file_with_tags_and_a_language(made: Path) -> None:
    for path in papers(made):
        with pikepdf.open(path) as file:
            metadata = str(file.open_metadata())
            root = file.Root
            assert 'pdfaid:part="3"' in metadata or ">3</pdfaid:part>" in metadata, path
            assert root.MarkInfo.Marked, path
            assert root.StructTreeRoot.K, path
            assert str(root.Lang) == "vi", path


def test_pages_are_as_many_as_the_papers_need_and_vietnamese_is_whole(made: Path) -> None:
    seen: set[str] = set()
    for path in [*papers(made)[::9], *[made / "papers" / f"{kind}.pdf" for kind in OF_ALL]]:
        text = pdf_text(path.read_bytes())
        pages = text.count("\f")
        with pikepdf.open(path) as file:
            assert len(file.pages) == pages
        least, most = {"minutes": (15, 34), "summary": (4, 16)}.get(path.stem, (2, 14))
        assert least <= pages <= most, path
        assert all(len(page.strip()) > 100 for page in text.split("\f")[:-1]), path
        assert "\N{REPLACEMENT CHARACTER}" not in text
        seen |= set(text.lower())
    assert set(LETTERS) <= seen


# Each special case shows.


def test_the_round_has_every_case_that_councils_meet() -> None:
    assert len(PRODUCTS) == 20 == len({one.number for one in PRODUCTS})
    assert set(BY_CASE) == {
        *("exactly-90", "just-below-90", "rescored", "no-quorum", "rejected", "conflict"),
        *("identical", "one-sheet-short", "one-decides"),
    }


def kept(made: Path, case: str) -> Any:
    path = made / "results" / f"{BY_CASE[case].entry['file']}.json"
    return json.loads(path.read_bytes())


def test_a_mean_of_exactly_90_is_5_stars_and_goes_to_the_ministry(made: Path) -> None:
    assert BY_CASE["exactly-90"].result["mean"] == 90
    found = kept(made, "exactly-90")
    assert (found["mean"], found["star"], found["forward_to"]) == ("90", 5, "ministry")


def test_a_mean_of_89_6_7_is_4_stars(made: Path) -> None:
    assert BY_CASE["just-below-90"].result["mean"] == 90 - Fraction(1, 7)
    found = kept(made, "just-below-90")
    assert (found["mean"], found["mean_shown"], found["star"]) == ("629/7", "89.86", 4)


def test_totals_too_far_apart_were_scored_again_and_both_rounds_are_kept(made: Path) -> None:
    product = BY_CASE["rescored"]
    first, second = product.result["rounds"]
    assert (first[3], second[3]) == (13, 5)
    assert [one["round"] for one in kept(made, "rescored")["rounds"]] == [1, 2]
    again = [one for one in product.sheets if one.round == 2]
    assert [one.id for one in again] == ["m1", "m2"]


def test_a_council_short_of_its_quorum_decides_nothing(made: Path) -> None:
    found = kept(made, "no-quorum")
    assert (found["status"], found["certifies"]) == ("no-quorum", None)
    assert found["quorum"] == {
        "present": 5,
        "appointed": 7,
        "needed": 6,
        "chair": True,
        "met": False,
    }


def test_a_rejected_product_has_no_star_and_its_papers_say_who_raised_the_ground(
    made: Path, lines: dict[str, list[tuple[str, ...]]]
) -> None:
    found = kept(made, "rejected")
    assert (found["status"], found["star"]) == ("rejected", None)
    assert (f"– Hồ sơ giả mạo (người nêu: {NAMES['m4']})",) in lines["minutes"]


def test_a_member_in_conflict_rates_the_others_only(
    made: Path, lines: dict[str, list[tuple[str, ...]]]
) -> None:
    product = BY_CASE["conflict"]
    assert "m3" not in product.totals
    assert len(product.totals) == 6
    assert [one["id"] for one in kept(made, "conflict")["members"]] == list(product.totals)
    line = f"Không tham gia đánh giá sản phẩm {product.name} do có xung đột lợi ích: {NAMES['m3']}."
    assert (line,) in lines["minutes"]


def test_two_identical_sheets_are_pointed_out(made: Path) -> None:
    product = BY_CASE["identical"]
    alike = [one.marks for one in product.sheets if one.id in ("m4", "m5")]
    assert alike[0] == alike[1]
    assert "identical-sheets" in [one["code"] for one in kept(made, "identical")["findings"]]


def test_one_sheet_more_would_have_met_a_minimum(made: Path) -> None:
    (missed,) = BY_CASE["one-sheet-short"].result["unmet"]
    assert missed[4:] == (3, 7)
    found = kept(made, "one-sheet-short")
    assert {one["member"]: one["stars"] for one in found["flips"]} == {
        f"m{number}": [3] if number < 4 else [3, 4] for number in range(1, 8)
    }


def test_a_star_that_hangs_on_one_member_alone_is_pointed_out(made: Path) -> None:
    product = BY_CASE["one-decides"]
    totals, mean = product.totals, product.result["mean"]
    most = {member: mean + Fraction(100 - total, 7) for member, total in totals.items()}
    assert [member for member, best in most.items() if best >= 70] == ["m7"]
    flips = {one["member"]: one["stars"] for one in kept(made, "one-decides")["flips"]}
    assert flips == {member: [3, 4] if member == "m7" else [3] for member in totals}


# The overview.


def test_the_overview_shows_each_product_s_mean_spread_and_star(made: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    texts = [[re.sub(r"<[^>]+>", "", c).strip() for c in re.split(r"</t[dh]>", r)] for r in rows]
    for product in PRODUCTS:
        row = next(cells for cells in texts if cells[0] == product.name)
        result = product.result
        assert row[1:4] == [
            vi(result["mean"]),
            str(result["spread"]),
            f"{result['star_by_points']}★",
        ]


def test_results_as_json_are_exact(made: Path) -> None:
    for product in PRODUCTS:
        result = product.result
        found = json.loads((made / "results" / f"{product.entry['file']}.json").read_bytes())
        assert Fraction(found["mean"]) == result["mean"]
        assert {p: Fraction(v) for p, v in found["parts"].items()} == result["parts"]
        assert (found["star_by_points"], found["star"]) == (
            result["star_by_points"],
            result["star"],
        )
        assert (found["status"], found["certifies"], found["forward_to"]) == (
            *(result["status"], result["certifies"]),
            result["forward_to"],
        )
        deviations = {
            (one["id"], one["round"]): Fraction(one["deviation"]) for one in found["members"]
        }
        assert deviations == {
            (one["id"], one["round"]): one["deviation"] for one in result["members"]
        }
        assert found["agreement"] == f"{float(result['alpha']):.2f}"
