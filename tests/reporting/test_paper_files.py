"""Reading a paper back: only ours, only what is whole, never without bounds."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.proofs import paper, sealed_council, swapped

import ocop_scoring as ocop
from ocop_scoring.reporting import paper_files, pdf_files
from ocop_scoring.reporting.paper_files import read_paper
from ocop_scoring.reporting.pdf_files import Unreadable, files_in_pdf, first_revision


def refused(content: bytes) -> str:
    with pytest.raises(ocop.RecordError) as problem:
        read_paper(content, "x.pdf")
    (fault,) = problem.value.faults
    assert str(fault.place).startswith("x.pdf")
    assert fault.vi != fault.en
    return fault.code


def made(*files: tuple[str, bytes], **more: bytes) -> bytes:
    """A PDF as small as can be, with some files inside."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>%s>>"
        % (
            b"".join(b"(%s)%d 0 R" % (n.encode(), 3 + 2 * i) for i, (n, _) in enumerate(files)),
            more.get("root", b""),
        ),
        b"<</Type/Pages/Count 0/Kids[]>>",
    ]
    for at, (name, inside) in enumerate(files):
        bodies.append(b"<</F(%s)/EF<</F %d 0 R>>>>" % (name.encode(), 4 + 2 * at))
        packed = more.get("packed") or zlib.compress(inside)
        head = b"<</Length %d/Filter/FlateDecode>>" % len(packed)
        bodies.append(head + b"\nstream\n" + packed + b"\nendstream")
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(bodies) + 1)
    trailer = b"trailer\n<</Root 1 0 R%s>>" % more.get("trailer", b"")
    end = b"\nstartxref\n%d\n%%%%EOF" % len(content)
    return content + head + table + trailer + end


def test_the_records_and_what_the_paper_says_of_itself_are_read() -> None:
    extra("typst")
    read = read_paper(paper())
    assert read.form == "pdf"
    assert [name for name, _ in read.records] == ["record.json"]
    assert read.records[0][1] == sealed_council()
    assert read.about is not None
    assert read_paper(made(("record.json", sealed_council().to_bytes()))).about is None


def test_a_paper_without_a_record_is_refused() -> None:
    assert refused(made()) == "paper-without-record"
    assert refused(made(("notes.json", b"{}"))) == "paper-without-record"
    assert refused(b"<!doctype html><p>x") == "paper-without-record"
    assert refused(b"<!doctype html><!-- record.json -->") == "paper-without-record"


def test_two_files_of_one_name_are_refused() -> None:
    one = ("record.json", sealed_council().to_bytes())
    assert refused(made(one, one)) == "paper-file-twice"
    page = paper("minutes", "html")
    start = page.index(b'<script type="application/json"')
    assert refused(page + page[start:]) == "paper-file-twice"


def test_a_file_beside_the_list_of_names_counts_too() -> None:
    record = sealed_council().to_bytes()
    content = made(("record.json", record), ("other.json", b"{}"), root=b"/AF[5 0 R]")
    assert [name for name, _ in files_in_pdf(content)] == ["record.json", "other.json"]
    hidden = content.replace(b"/F(other.json)", b"/F(record.json)").replace(
        b"(other.json)5", b"(record.jso)5"
    )
    with pytest.raises((Unreadable, ocop.RecordError)):
        read_paper(hidden)


def test_a_record_inside_that_is_none_is_refused_as_a_record_is() -> None:
    assert refused(made(("record.json", b"[]"))) == "not-a-record"
    assert refused(made(("record.json", b'{"a":1,"a":2}'))) == "duplicate-key"


def test_what_is_neither_pdf_nor_html_is_refused() -> None:
    for content in (b"", b"{}", b"PK\3\4", b"\xff\xfe"):
        assert refused(content) == "not-a-paper"


def test_what_another_program_wrote_anew_is_refused() -> None:
    whole = made(("record.json", b"{}"))
    for content in (
        made(trailer=b"/Prev 5"),
        made(trailer=b"/Encrypt 1 0 R"),
        whole.replace(b"startxref", b"startxxxx"),
        whole.replace(b"/FlateDecode", b"/LZWDecodes"),
        whole.replace(b"\nxref", b"\nyref"),
    ):
        assert refused(content) == "pdf-not-ours"
    pikepdf = extra("pikepdf")
    extra("typst")
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as file:
        file.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert refused(saved.getvalue()) == "pdf-not-ours"


def test_bombs_are_refused_without_being_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_files, "_MOST_IN_FILE", 1000)
    bomb = zlib.compress(bytes(100_000))
    assert refused(made(("record.json", b""), packed=bomb)) == "pdf-not-ours"
    deep = b"[" * 5000
    assert refused(made(root=b"/X " + deep)) == "pdf-not-ours"
    many = b"(" * 70_000
    assert refused(made(root=b"/X " + many)) == "pdf-not-ours"
    monkeypatch.setattr(paper_files, "MOST_BYTES", 100)
    assert refused(made()) == "file-too-large"


def test_a_tree_of_names_that_leads_to_itself_ends() -> None:
    content = made().replace(b"/Names[]>>>>", b"/Kids[2 0 R 2 0 R]>>>>")
    content = content.replace(b"/Kids[]>>\nendobj", b"/Kids[2 0 R]>>\nendobj")
    with pytest.raises(Unreadable):
        list(files_in_pdf(_placed(content)))


def _placed(content: bytes) -> bytes:
    """A PDF whose table of places fits what was changed before it."""
    cut = content.index(b"xref\n0 ")
    table = [b"%010d 00000 n\r\n" % content.index(b"%d 0 obj" % n) for n in (1, 2)]
    head = b"xref\n0 3\n0000000000 65535 f\r\n"
    end = b"trailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % cut
    return content[:cut] + head + b"".join(table) + end


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_does_more_than_being_refused(data: st.DataObject) -> None:
    whole = made(("record.json", b'{"a":1}'), ("paper.json", b"{}"))
    at, end = sorted([data.draw(st.integers(0, len(whole))) for _ in range(2)])
    changed = whole[:at] + data.draw(st.binary(max_size=20)) + whole[end:]
    try:
        found: Any = list(files_in_pdf(changed))
    except Unreadable:
        return
    assert isinstance(found, list)


def test_what_stands_behind_the_first_end_of_file_is_not_read() -> None:
    whole = made(("record.json", b"{}"))
    assert first_revision(whole + b"\n" + whole) == len(whole)
    assert list(files_in_pdf(whole + b"\nrubbish")) == [("record.json", b"{}")]


def test_a_swapped_attachment_is_read_as_what_it_is() -> None:
    extra("typst")
    content = swapped(paper(), "record.json", b"{}")
    assert dict(files_in_pdf(content))["record.json"] == b"{}"
