"""What a paper carries: files and codes, in every format, and what can be read back of them."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.official import minutes, say
from support.programs import pdf_text

from ocop_scoring.reporting import Paper
from ocop_scoring.reporting.carried import Carried, Code, Codes
from ocop_scoring.reporting.docx import docx
from ocop_scoring.reporting.html import html
from ocop_scoring.reporting.html_files import files_in_html
from ocop_scoring.reporting.markdown import markdown
from ocop_scoring.reporting.paper import texts
from ocop_scoring.reporting.pdf import pdf
from ocop_scoring.reporting.pdf_files import files_in_pdf

DIGEST = "sha256:" + "0123456789abcdef" * 4
HOSTILE = ["</script><script>x", "<!-- --> ]]> & \u2028 '\"", "%%EOF\nstartxref\n1\n%%EOF", "ớ😀\\"]


def carrying(*contents: str) -> Paper:
    files = [
        Carried(f"record-{at}.json", content, "source", "bản ghi")
        for at, content in enumerate(contents)
    ]
    code = Code(f"{DIGEST} mean=76.20 star=4", (say(DIGEST), say("76,20 · 4 sao")), "mã QR")
    paper = minutes()
    blocks = (*paper.blocks, Codes((code,)))
    return paper._replace(blocks=blocks, digests=(DIGEST,), carried=tuple(files))


def test_a_pdf_carries_its_files_as_an_archive_may() -> None:
    extra("typst")
    pikepdf = extra("pikepdf")
    with pikepdf.open(io.BytesIO(pdf(carrying('{"a":1}')))) as file:
        held = file.attachments["record-0.json"]
        assert held.get_file().read_bytes() == b'{"a":1}'
        assert str(held.obj.AFRelationship) == "/Source"
        assert [str(one.F) for one in file.Root.AF] == ["record-0.json"]
        assert str(file.docinfo.Keywords) == DIGEST
        with file.open_metadata() as found:
            assert (found["pdfaid:part"], found["pdfaid:conformance"]) == ("3", "A")
            assert found["pdfuaid:part"] == "1"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=30) | st.sampled_from(HOSTILE), max_size=3))
def test_every_file_is_read_back_as_it_was_put_in(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    contents = [json.dumps({"": text}, ensure_ascii=False) for text in texts]
    names = [f"record-{at}.json" for at in range(len(contents))]
    page = html(carrying(*contents))
    read = list(files_in_html(page))
    assert [name for name, _ in read] == names
    assert [json.loads(content) for _, content in read] == [json.loads(each) for each in contents]
    assert len(re.findall("<script", page.decode())) == len(contents)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_file_is_read_back_of_a_pdf(text: str) -> None:
    extra("typst")
    contents = [json.dumps({"": text * many}, ensure_ascii=False) for many in (1, 3000)]
    made = pdf(carrying(*contents))
    assert dict(files_in_pdf(made)) == {
        f"record-{at}.json": content.encode() for at, content in enumerate(contents)
    }
    assert pdf(carrying(*contents)) == made


def test_the_lines_of_a_code_stand_in_every_format_and_its_file_in_none() -> None:
    paper = carrying('{"secret":1}')
    for line in (DIGEST, "76,20 · 4 sao"):
        assert line in html(paper).decode()
        assert line in markdown(paper).decode().replace("\\", "")
    assert "secret" not in markdown(paper).decode()
    assert not [text for text in texts(paper) if "secret" in text]


def test_a_docx_has_the_digest_among_its_properties() -> None:
    python_docx = extra("docx")
    document = python_docx.Document(io.BytesIO(docx(carrying())))
    assert document.core_properties.keywords == DIGEST
    assert any(DIGEST in paragraph.text for paragraph in document.paragraphs)
    assert not python_docx.Document(io.BytesIO(docx(minutes()))).core_properties.keywords


def test_a_pdf_says_the_lines_beside_a_code_and_what_it_is() -> None:
    extra("typst")
    pikepdf = extra("pikepdf")
    made = pdf(carrying())
    assert "76,20 · 4 sao" in pdf_text(made)

    def is_figure(node: Any) -> bool:
        return isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure"

    with pikepdf.open(io.BytesIO(made)) as file:
        assert "mã QR" in {str(node.Alt) for node in file.objects if is_figure(node)}
