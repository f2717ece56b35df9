"""`ocop.verify_paper`: each record inside, then the paper itself, in words and as JSON."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from support.extras import extra
from support.proofs import blanked, paper, sealed_council, signed, swapped

import ocop_scoring as ocop


def test_a_page_and_the_record_inside_hold(tmp_path: Path) -> None:
    page = paper("minutes", "html")
    (tmp_path / "minutes.html").write_bytes(page)
    found = ocop.verify_paper(tmp_path / "minutes.html")
    assert (found.ok, found.exit_status) == (True, 0)
    assert [name for name, _ in found.records] == ["record.json"]
    assert found.records[0][1] == ocop.verify(sealed_council())
    assert ocop.verify_paper(page).as_json() == found.as_json()
    assert pickle.loads(pickle.dumps(found)).as_json() == found.as_json()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_failed_is_said_with_its_place(lang: Any) -> None:
    page = paper("minutes", "html").replace(b"3 sao", b"9 sao", 1)
    found = ocop.verify_paper(page)
    assert (found.ok, found.exit_status) == (False, 3)
    assert found.records[0][1].ok
    said = found.say(lang)
    assert said.splitlines()[0] == found.verdict(lang)
    assert f"byte {page.index(b'9 sao')}" in said.splitlines()[1]


def test_a_mark_changed_in_the_record_inside_is_seen() -> None:
    page = paper("minutes", "html")
    changed = re.sub(rb'("marks":\{"1.1":)3', rb"\g<1>2", page, count=1)
    found = ocop.verify_paper(changed)
    assert not found.ok
    assert {check.name for check in found.records[0][1].checks if check.state == "failed"} >= {
        "digests"
    }
    assert found.paper.state == "failed"


def test_it_is_json_of_its_own_format() -> None:
    found = ocop.verify_paper(paper("minutes", "html"), catalog=None)
    document = json.loads(json.dumps(found.as_json()))
    model = ocop.formats.PaperVerification.model_validate(document)
    assert model.paper.state == "held"
    assert model.records[0].digest == sealed_council().digest
    assert model.model_dump(mode="json")["records"][0]["file"] == "record.json"


def test_pdfs_are_verified_signed_or_not() -> None:
    extra("typst")
    assert ocop.verify_paper(paper()).ok
    found = ocop.verify_paper(signed(paper(), box=(50, 50, 250, 120)))
    assert found.ok
    assert [caveat.code for caveat in found.caveats] == ["signature-pictures"]
    assert "1" in found.caveats[0].say("vi")
    assert ocop.verify_paper(blanked(paper())).exit_status == 3


def test_what_could_not_be_checked_is_no_pass() -> None:
    extra("typst")
    older = swapped(paper(), "paper.json", _of_other_release())
    found = ocop.verify_paper(older)
    assert (found.ok, found.exit_status, found.paper.state) == (False, 4, "not-checked")
    assert "1" in found.verdict("en")


def _of_other_release() -> bytes:
    from ocop_scoring.reporting.pdf_files import files_in_pdf

    about = json.loads(dict(files_in_pdf(paper()))["paper.json"])
    return json.dumps(about | {"library": "0.0.1"}).encode()


def test_a_file_that_is_not_there_or_no_paper_is_one_fault(tmp_path: Path) -> None:
    for content in (None, b"", b"%PDF-1.7", b"{}"):
        path = tmp_path / "x.pdf"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(ocop.RecordError) as refused:
            ocop.verify_paper(path)
        assert len(refused.value.faults) == 1
