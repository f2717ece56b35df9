"""Files and bytes: what can't be read is refused in one sentence, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocop_scoring import FilingError, load_dossier, load_sheet
from ocop_scoring.sources.read import LIMIT_BYTES, read


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    with pytest.raises(FilingError) as refused:
        load_dossier(path)
    assert refused.value.lines("en") == [
        f"{path}:1:1 unreadable-file: there is no such file; check its name and folder."
    ]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilingError) as refused:
        load_sheet(tmp_path)
    assert refused.value.lines("en") == [
        f"{tmp_path}:1:1 unreadable-file: this is a folder; a YAML or JSON file is expected here."
    ]


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(FilingError) as refused:
        load_sheet("sheet\0.yaml")
    assert refused.value.faults[0].code == "unreadable-file"


def test_a_file_above_the_limit_is_refused_and_never_parsed(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"a: " + b"x" * LIMIT_BYTES)
    with pytest.raises(FilingError) as refused:
        load_dossier(path)
    assert refused.value.lines("en") == [
        f"{path}:1:1 file-too-large: the file has more than 1,000,000 bytes; at most 1,000,000 are read."
    ]


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: " + b"x" * (LIMIT_BYTES - 3))
    assert len(read(path, FilingError).root["a"]) == LIMIT_BYTES - 3


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        (b"a: \xff", "1:4", "0xff"),
        ("a: 1\nTên gọi: ".encode() + b"\xe9", "2:10", "0xe9"),
        ("Tôm khô".encode("cp1258"), "1:2", "0xf4"),
        (b"\xef\xbb\xbfa: \xff", "1:4", "0xff"),
        (b"a: 1\ra: \xc3", "2:4", "0xc3"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_where_it_stops_being_so(
    tmp_path: Path, content: bytes, place: str, byte: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(FilingError) as refused:
        read(path, FilingError)
    assert refused.value.lines("en") == [
        f"{path}:{place} not-utf-8: byte {byte} is not UTF-8; save the file as UTF-8."
    ]


def test_a_byte_order_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1")
    assert read(path, FilingError).root == {"a": "1"}
