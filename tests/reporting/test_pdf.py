"""PDF: an archive's file that everybody can read, its words as text, nothing but text from names."""

from __future__ import annotations

import builtins
import io
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from support.extras import extra
from support.official import HEAD, minutes, points, say
from support.papers import blocks, demo, every_kind
from support.programs import pdf_pages, pdf_text

import ocop_scoring as ocop
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting import pdf as module
from ocop_scoring.reporting.paper import (
    Bases,
    Block,
    Closing,
    Heading,
    Pages,
    Paper,
    Paragraph,
    Recipients,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Signature,
    Span,
    Subheading,
    Title,
    official,
    texts,
)
from ocop_scoring.reporting.pdf import pdf

extra("typst")
pikepdf = extra("pikepdf")

TEMPLATE = Path(module.__file__).parent / "templates" / "paper.typ"
LETTERS = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỶỸỴắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵđĐ₫"
HOSTILE = [
    '#panic("x") #let x = 1; #set page(height: 1pt)',
    "*đậm* _nghiêng_ `mã` $x^2$ <nhãn> @ai // chú thích /* */ = đề mục",
    "\\ \\u{41} ~ -- --- ... [x](y) 'a' \"b\" #{sys.inputs}",
    "<b>&amp;</b> %PDF-1.7 endobj",
]


def alone(*parts: Block) -> Paper:
    return official("minutes", "vi", "Thử", parts, "2026-12-08")


def opened(content: bytes) -> Any:
    return pikepdf.open(io.BytesIO(content))


def tags(content: bytes) -> list[str]:
    """What each part of the file is for those who can't see it, in order."""

    def walk(node: Any) -> list[str]:
        own = [str(node["/S"])] if "/S" in node else []
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                own += walk(kid)
        return own

    with opened(content) as file:
        return walk(file.Root.StructTreeRoot)


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_it_is_an_archive_file_that_everybody_can_read() -> None:
    file = opened(pdf(minutes()))
    with file.open_metadata() as found:
        assert (found["pdfaid:part"], found["pdfaid:conformance"]) == ("3", "A")
        assert found["pdfuaid:part"] == "1"
        assert found["dc:title"] == "Biên bản họp Hội đồng"
        assert found["xmp:CreateDate"].startswith("2026-12-08T00:00:00")
    assert str(file.Root.Lang) == "vi"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle


def test_tables_have_heads_and_stars_are_said() -> None:
    content = pdf(minutes())
    found = tags(content)
    assert {"/Table", "/THead", "/TH", "/TD", "/H1", "/H2", "/Figure"} <= set(found)
    assert found.count("/Table") == len(list(blocks(minutes(), Ruled)))
    with opened(content) as file:
        said = {str(node.Alt) for node in file.objects if _is_figure(node)}
    assert said == {"4 sao trong 5"}


def _is_figure(node: Any) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure"


def test_every_font_lies_in_the_file() -> None:
    with opened(pdf(minutes())) as file:
        fonts = [node for node in file.objects if _is_descriptor(node)]
        names = {str(font.FontName).split("+")[1] for font in fonts}
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    assert names
    assert all(name.startswith(("Libertinus", "DejaVu")) for name in names)


def _is_descriptor(node: Any) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/FontDescriptor"


def test_all_words_of_a_paper_are_on_its_pages() -> None:
    paper = minutes(LETTERS)
    shown = words(pdf_text(pdf(paper), "-raw"))
    seen = [text for text in texts(paper) if text not in (paper.title, "4 sao trong 5")]
    unprinted = {"ý kiến", "ý kiến của người đánh giá", "Bảng điểm của Hội đồng"}
    for text in set(seen) - unprinted:
        assert words(text) in shown


@pytest.mark.parametrize("name", every_kind())
def test_reports_have_all_their_words(name: str) -> None:
    paper = paper_of(every_kind()[name])
    content = pdf(paper)
    shown = words(pdf_text(content, "-raw"))
    spans = {span.text for span in blocks(paper, Span) if len(span.text) < 30}
    assert [text for text in spans if words(text) not in shown] == []
    assert "/Table" in tags(content)


def test_equal_trees_give_equal_bytes_whatever_was_set_before() -> None:
    first = pdf(minutes())
    pdf(minutes("khác 😀 漢"))
    module._compiler.cache_clear()
    assert pdf(minutes()) == first
    assert pdf(minutes("Tôm 😀")) == pdf(minutes("Tôm 😀"))


def test_what_is_kept_of_earlier_papers_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [minutes(), minutes("Tôm 😀"), paper_of(demo(), "score_sheet")]
    before = [pdf(paper) for paper in papers]
    monkeypatch.setattr(module, "_empty", [2])
    module.keep_nothing()
    assert [pdf(paper) for paper in papers] == before


def test_a_day_that_nobody_named_is_always_the_same() -> None:
    content = pdf(minutes()._replace(dated_on=""))
    assert str(opened(content).docinfo.CreationDate).startswith("D:19700101")


def test_a_report_bears_the_day_of_its_sheet() -> None:
    paper = paper_of(demo())
    assert paper.dated_on == str(demo().sheet.assessed_on)
    assert ocop.render(demo(), "pdf") == pdf(paper)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_wrote_is_text_and_never_code(name: str) -> None:
    content = pdf(minutes(name))
    assert words(name) in words(pdf_text(content, "-raw"))
    assert tags(content) == tags(pdf(minutes("x" * len(name))))


@settings(max_examples=15, deadline=None)
@drawn(st.text(max_size=40) | st.text("#\\$<>@*_`[]{}\"'/~-=.;: \t\n", max_size=30))
def test_no_text_changes_what_a_paper_is_made_of(text: str) -> None:
    def parts(of: str) -> list[str]:
        return tags(pdf(alone(Title(say("A")), Paragraph((Span(f"x{of}y", given=True),)))))

    assert parts(text) == parts("")


@pytest.mark.parametrize("inner", ["", "strong", "soft", "number"])
def test_vietnamese_reads_back_in_every_face(inner: Any) -> None:
    line = (Span(" ".join(LETTERS), inner),)
    paper = alone(
        Title(line),
        Bases((line,)),
        Paragraph(line),
        Closing((Recipients("Nơi nhận:", (line,)), Signature((line,), line, line))),
        Heading("", line, 1),
        Heading("", line, 2),
        Heading("", line, 3),
    )
    shown = pdf_text(pdf(paper), "-raw")
    assert "".join(shown.split()).replace("-", "").replace("Nơinhận:", "") == LETTERS * 10


def test_what_no_face_has_is_shown_as_a_mark() -> None:
    shown = pdf_text(pdf(alone(Title(say("A")), Paragraph(say("tôm 😀 và 漢字, \ue000.")))))
    assert "tôm � và ��, �." in shown


def test_names_from_the_right_stay_where_they_are() -> None:
    line = (Span("Tên: "), Span("שלום", given=True), Span(" (1)"))
    content = pdf(alone(Title(say("A")), Paragraph(line)))
    assert re.search(r">Tên: \W*[א-ת]+\W* \(1\)<", pdf_text(content, "-bbox"))


def test_a_word_without_end_stays_on_the_page() -> None:
    content = pdf(minutes("x" * 3000))
    wide = re.findall(r'xMax="([\d.]+)"', pdf_text(content, "-bbox"))
    # The last section is 297 mm wide, the others 210.
    assert max(float(edge) for edge in wide) < 842
    assert pdf_text(content).count("x") >= 7 * 3000


def test_pages_are_numbered_from_the_second_on_and_annexes_apart() -> None:
    annex = Pages((points(60),), wide=True, numbered_apart=True)
    paper = alone(HEAD, Title(say("A")), points(60), annex)
    pages = pdf_text(pdf(paper)).split("\f")[:-1]
    numbers = [page.split()[0] for page in pages]
    first_of_annex = numbers.index("2", 2) - 1
    expected = [*range(2, first_of_annex + 1)]
    assert numbers[1:first_of_annex] == [str(number) for number in expected]
    assert not numbers[0].isdigit()
    assert numbers[first_of_annex] == "TT"


def test_heads_of_tables_are_repeated_on_every_page() -> None:
    content = pdf(alone(Title(say("A")), points(100)))
    assert pdf_pages(content) > 3
    assert all("Hạng đề nghị" in page for page in pdf_text(content).split("\f")[:-1])


@pytest.mark.parametrize(
    "order", [("group", "group", ""), ("", "group"), ("group",), ("group", "", "group", "group")]
)
def test_rows_of_groups_may_follow_one_another_and_stand_last(order: tuple[str, ...]) -> None:
    rows = tuple(
        [
            tree.RuledRow((tree.RuledCell(((tree.Span(f"hàng {at}"),),)),), role)  # type: ignore[arg-type]
            for at, role in enumerate(order)
        ]
    )
    head = tree.RuledRow((tree.RuledCell(((tree.Span("Tên"),),)),))
    table = tree.Ruled((tree.Span("Bảng"),), (tree.RuledColumn(1),), (head,), rows)
    text = pdf_text(pdf(alone(table)))
    assert re.findall(r"hàng \d", text) == [f"hàng {at}" for at in range(len(order))]


def test_a_wide_page_lies_on_its_side() -> None:
    with opened(pdf(minutes())) as file:
        boxes = [[float(edge) for edge in page.mediabox] for page in file.pages]
    assert boxes[0][2] < boxes[0][3]
    assert boxes[-1][2] > boxes[-1][3]


def test_no_heading_leaves_out_a_level() -> None:
    paper = alone(Heading("I.", say("A"), 3), Subheading(say("B")), Heading("1.", say("C"), 3))
    assert [tag for tag in tags(pdf(paper)) if re.match(r"/H\d", tag)] == ["/H1", "/H2", "/H3"]


def test_a_font_is_taken_only_when_it_is_asked_for_by_name() -> None:
    other = pdf(minutes(), font="New Computer Modern")
    with opened(other) as file:
        names = {str(font.FontName) for font in file.objects if _is_descriptor(font)}
    assert any("NewCM" in name for name in names)
    with pytest.raises(ocop.FilingError, match="unknown-font") as refused:
        ocop.render(demo(), "pdf", font="Không có phông này")
    assert "Libertinus Serif" in refused.value.faults[0].sentence("vi")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def none(name: str, *rest: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    module._compiler.cache_clear()
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    monkeypatch.setattr(builtins, "__import__", none)
    with pytest.raises(ocop.FilingError, match="missing-extra") as refused:
        pdf(minutes())
    assert "ocop-scoring[pdf]" in refused.value.faults[0].sentence("vi")


def test_the_template_sets_every_block_and_knows_no_words() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    inner = {"Item", "Entry", "Cell", "Column", "Bar", "Segment", "GridRow"}
    inner |= {"RuledCell", "RuledColumn", "RuledRow", "Signature", "Recipients", "Paper"}
    inner |= {"Carried", "Code"}
    types = {name for name in tree.__all__ if isinstance(getattr(tree, name), type)}
    for name in types - inner:
        assert re.search(
            rf'^  {name.lower()}: |is == "{name.lower()}"|kind == "{name.lower()}"',
            text,
            re.MULTILINE,
        )
    assert not re.search("[à-ỹđ]", re.sub("//.*", "", text))


def test_the_tree_is_json_with_what_differs_from_the_rule() -> None:
    plain = json.loads(
        module._json(alone(Paragraph((Span("a"), Span("b", "strong")))), frozenset())
    )
    assert plain["blocks"] == [
        {"is": "paragraph", "line": ["a", {"is": "span", "role": "strong", "text": "b"}]}
    ]


def test_rows_that_are_too_short_or_reach_too_far_shift_no_cell() -> None:
    far = RuledCell((say("A"),), columns=5, rows=9)
    rows = (
        RuledRow(()),
        RuledRow((RuledCell((say("B"),)), far)),
        RuledRow((RuledCell((say("C"),)),)),
    )
    table = Ruled(say("x"), (RuledColumn(1),) * 3, (RuledRow((far,)),), rows)
    content = pdf(alone(Title(say("T")), table))
    places = re.findall(r'xMin="([\d.]+)"[^>]*>([ABC])<', pdf_text(content, "-bbox"))
    edges = {letter: float(edge) for edge, letter in places}
    assert edges["B"] == pytest.approx(edges["C"], abs=1)


def test_papers_are_set_in_several_threads_at_once() -> None:
    papers = [minutes(f"Tôm khô {number}") for number in range(6)]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(pdf, papers)) == [pdf(paper) for paper in papers]


@pytest.mark.parametrize("kind", ["report", "score_sheet"])
def test_a_score_string_is_read_back_from_the_page_whatever_its_line_breaks(kind: str) -> None:
    result = demo()
    text = pdf_text(ocop.render(result, "pdf", kind=kind))
    lines = text[text.index("OCOP:") :].split("\n\n")[0]
    assert lines.count("\n") > 2
    whole = result.sheet.to_string(result.printed)
    assert "".join(lines.split()).startswith(whole)
    assert ocop.parse_string(whole) == ocop.parse_string(
        "\n".join(whole[i : i + 9] for i in range(0, len(whole), 9))
    )
