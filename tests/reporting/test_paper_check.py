"""A paper holds where its records make the same bytes, and behind them stand signatures alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.proofs import (
    FIELDS,
    blanked,
    followed,
    paper,
    sealed_council,
    sealed_sheet,
    signed,
    swapped,
    swapped_behind,
)

import ocop_scoring as ocop
from ocop_scoring.reporting import paper_check, pdf_changes
from ocop_scoring.reporting.html_files import files_in_html
from ocop_scoring.reporting.mark import marked
from ocop_scoring.reporting.paper_check import PaperState, state_of
from ocop_scoring.reporting.paper_files import read_paper
from ocop_scoring.reporting.pdf_files import files_in_pdf
from ocop_scoring.reporting.sealed import SealedSheet

needs_typst = pytest.mark.usefixtures("typst")


@pytest.fixture
def typst() -> Any:
    return extra("typst")


def state(content: bytes) -> PaperState:
    return state_of(read_paper(content))


@needs_typst
@pytest.mark.parametrize("kind", ["minutes", "summary", "proposal_letter", "score_sheet"])
def test_papers_of_a_sealed_council_hold(kind: Any) -> None:
    assert state(paper(kind)) == PaperState("held")
    assert state(paper(kind, "html")) == PaperState("held")


@needs_typst
@pytest.mark.parametrize("kind", ["report", "score_sheet"])
def test_papers_of_a_sealed_sheet_hold(kind: Any) -> None:
    for form in ("pdf", "html"):
        made = ocop.render(sealed_sheet(), form, kind=kind, lang="en")  # type: ignore[arg-type]
        assert state(made) == PaperState("held")


def test_one_sheet_of_a_council_holds_and_is_that_members() -> None:
    made = ocop.render(SealedSheet(sealed_council(), "m2"), "html", kind="score_sheet")
    assert state(made) == PaperState("held")
    other = ocop.render(SealedSheet(sealed_council(), "m3"), "html", kind="score_sheet")
    assert made != other
    with pytest.raises(ocop.FilingError, match="m9, 1"):
        ocop.render(SealedSheet(sealed_council(), "m9"), "html", kind="score_sheet")


def test_a_page_that_a_command_marked_holds() -> None:
    page = paper("minutes", "html")
    assert state(marked(page)) == PaperState("held")
    assert state(page + b"<!-- -->\n").state == "failed"


@needs_typst
def test_a_signed_paper_still_holds_and_pictures_of_signatures_are_counted() -> None:
    once = signed(paper())
    assert state(once) == PaperState("held")
    assert state(signed(once, "S2", (50, 50, 250, 120))) == PaperState("held", pictures=1)


@needs_typst
@pytest.mark.parametrize("sign_first", [False, True])
def test_a_page_that_an_increment_makes_blank_is_seen(sign_first: bool) -> None:
    whole = signed(paper()) if sign_first else paper()
    found = state(blanked(whole))
    assert (found.state, found.path) == ("failed", f"byte {len(paper())}")
    assert state(signed(blanked(whole), "S2")).state == "failed"


@needs_typst
def test_whatever_else_is_appended_is_seen() -> None:
    whole = paper()
    extra("pyhanko")
    for more in (b"\n", b"\n% note\n", b"\n" + whole):
        assert state(whole + more).state == "failed"
        assert state(signed(whole) + more).state == "failed"
    assert state(swapped_behind(whole, b"{}")).state == "failed"
    assert state(followed(whole, paper("minutes"))).found == "startxref"
    assert state(signed(followed(whole, paper("minutes")))).found == "startxref"
    assert "/Rect" in state(signed(whole, box=(0, 0, 595, 842))).found
    broken = bytearray(signed(whole))
    broken[-2000] ^= 1
    assert state(bytes(broken)).state == "failed"


@needs_typst
def test_without_pyhanko_what_is_appended_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = signed(paper())

    def none() -> Any:
        raise ImportError

    monkeypatch.setattr(pdf_changes, "_policy", none)
    found = state(content)
    assert (found.state, found.found) == ("not-checked", "–")
    assert state(paper()).state == "held"


@needs_typst
def test_another_valid_record_inside_is_seen() -> None:
    other = sealed_sheet().to_bytes()
    found = state(swapped(paper(), "record.json", other))
    assert (found.state, found.path) == ("failed", "paper.json/records")
    assert sealed_council().digest in found.expected
    assert sealed_sheet().digest in found.found


@needs_typst
def test_a_paper_that_says_it_is_another_one_is_seen() -> None:
    about = json.loads(dict(files_in_pdf(paper()))["paper.json"])
    for changes in ({"kind": "minutes"}, {"lang": "en"}, {"fields": {}}, {"fonts": []}):
        inside = json.dumps(about | changes).encode()
        assert state(swapped(paper(), "paper.json", inside)).state == "failed"
    for damaged in (b" ", b"{", b"[]", json.dumps(about | {"kind": "x"}).encode()):
        assert state(swapped(paper(), "paper.json", damaged)).path.startswith("paper.json")


@needs_typst
@pytest.mark.parametrize("tool", ["library", "typst", "segno"])
def test_a_paper_of_other_tools_is_not_checked_but_what_is_behind_it_is(tool: str) -> None:
    about = json.loads(dict(files_in_pdf(paper()))["paper.json"])
    older = swapped(paper(), "paper.json", json.dumps(about | {tool: "0.0.1"}).encode())
    found = state(older)
    assert (found.state, found.path, found.found) == ("not-checked", f"paper.json/{tool}", "0.0.1")
    assert state(blanked(older)).state == "failed"
    assert state(signed(older)).state == "not-checked"


@needs_typst
def test_a_font_that_is_not_here_is_not_checked() -> None:
    about = json.loads(dict(files_in_pdf(paper()))["paper.json"])
    for face in ("Không có phông này", "New Computer Modern"):
        inside = json.dumps(about | {"fonts": [face]}).encode()
        assert state(swapped(paper(), "paper.json", inside)).state == "not-checked"


def test_more_than_can_be_set_again_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_check, "_MOST_OF_RECORDS", 1000)
    assert state(paper("minutes", "html")).state == "not-checked"


@pytest.fixture(scope="module")
def once() -> Iterator[None]:
    """The same paper is set once: what is set again is always the same."""
    known: dict[str, bytes] = {}

    def remembered(results: Any, form: Any, **given: Any) -> bytes:
        key = f"{[hash(each) for each in results]} {form} {sorted(given.items())}"
        if key not in known:
            known[key] = ocop.render(results, form, **given)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper_check, "render", remembered)
        yield


@pytest.mark.usefixtures("once")
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_of_a_page_or_of_what_it_carries_can_be_another_one(data: st.DataObject) -> None:
    page = paper("proposal_letter", "html")
    at = data.draw(st.integers(0, len(page) - 1))
    changed = page[:at] + bytes([page[at] ^ data.draw(st.integers(1, 255))]) + page[at + 1 :]
    assert not _passes(changed)


@needs_typst
@pytest.mark.usefixtures("once")
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_of_a_pdf_can_be_another_one(data: st.DataObject) -> None:
    whole = paper()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    assert not _passes(changed)


def _passes(content: bytes) -> bool:
    """Whether a paper is taken for the one that was issued."""
    try:
        return state(content).state == "held"
    except ocop.OcopError:
        return False


@needs_typst
def test_what_a_paper_says_of_itself_is_all_that_it_is_made_of() -> None:
    about = ocop.formats.PaperProof.model_validate_json(dict(files_in_pdf(paper()))["paper.json"])
    assert dict(about.fields) == {"place": ("Cà Mau",)}  # a letter has no secretary
    assert set(FIELDS) == {"place", "secretary"}
    assert about.fonts == ("Libertinus Serif",)
    assert about.typst == metadata.version("typst")
    assert [each.digest for each in about.records] == [sealed_council().digest]
    of_page = dict(files_in_html(paper("minutes", "html")))["paper.json"]
    assert ocop.formats.PaperProof.model_validate_json(of_page).typst is None
