"""What a run of ours wrote, and what it did not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.commandline import Ocop

from ocop_scoring.cli.own import is_schema
from ocop_scoring.cli.schema import document
from ocop_scoring.reporting.mark import is_paper, marked


@given(st.binary())
def test_a_paper_is_ours_as_it_was_written_to_the_last_byte(content: bytes) -> None:
    paper = marked(content)
    assert paper.startswith(content)
    assert is_paper(paper)
    assert not is_paper(paper + b"\n")
    assert not is_paper(b" " + paper)
    assert not is_paper(content)


def test_a_schema_is_ours_and_other_json_is_not() -> None:
    ours = json.dumps(document("sheet"), ensure_ascii=False, indent=1).encode()
    assert is_schema(ours)
    for other in (b"", b"{}", b'{"title": "OCOP sheet"}', ours.replace(b"OCOP", b"My")):
        assert not is_schema(other)


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_schemas_are_written_over_themselves_and_over_nothing_else(
    ocop: Ocop, tmp_path: Path, force: tuple[str, ...]
) -> None:
    path = tmp_path / "sheet.json"
    assert ocop("schema", "sheet", "--write", tmp_path).status == 0
    assert ocop("schema", "sheet", "--write", tmp_path).status == 0
    path.write_text('{"mine": true}', encoding="utf-8")
    assert ocop("schema", "sheet", "--write", tmp_path, *force).status == (0 if force else 2)
    assert is_schema(path.read_bytes()) is bool(force)
