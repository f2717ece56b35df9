"""What earlier runs made of what: unchanged files are not made again, edited ones are kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ocop_scoring.errors import FilingError
from ocop_scoring.rounds.made import MADE, Making, Written, digest_of, held


def _states(written: tuple[Written, ...]) -> list[str]:
    return [one.state for one in written]


def test_what_was_made_of_the_same_is_done(tmp_path: Path) -> None:
    Making(tmp_path).write("a", "1", {"papers/a.pdf": b"A"})
    again = Making(tmp_path)
    assert again.is_done("a", "1")
    assert not again.is_done("a", "2")
    assert not again.is_done("b", "1")
    assert _states(again.files_of("a")) == ["unchanged"]


def test_a_file_that_is_gone_is_made_again(tmp_path: Path) -> None:
    Making(tmp_path).write("a", "1", {"a.pdf": b"A"})
    (tmp_path / "a.pdf").unlink()
    assert not Making(tmp_path).is_done("a", "1")


def test_a_file_that_somebody_edited_is_kept_until_it_is_forced(tmp_path: Path) -> None:
    Making(tmp_path).write("a", "1", {"a.docx": b"A", "b.docx": b"B"})
    (tmp_path / "a.docx").write_bytes(b"edited")
    changed = {"a.docx": b"A2", "b.docx": b"B2"}
    assert _states(Making(tmp_path).write("a", "2", changed)) == ["kept", "written"]
    assert _states(Making(tmp_path).files_of("a")) == ["kept", "unchanged"]
    assert (tmp_path / "a.docx").read_bytes() == b"edited"
    assert _states(Making(tmp_path, force=True).write("a", "2", changed)) == [
        "written",
        "unchanged",
    ]
    assert (tmp_path / "a.docx").read_bytes() == b"A2"


def test_a_file_that_no_run_made_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"somebody's own")
    assert _states(Making(tmp_path).write("a", "1", {"a.docx": b"A"})) == ["kept"]
    assert (tmp_path / "a.docx").read_bytes() == b"somebody's own"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "x", "made": {}}', b"\xff"])
def test_a_broken_record_of_what_was_made_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MADE).parent.mkdir()
    (tmp_path / MADE).write_bytes(content)
    assert not Making(tmp_path).is_done("a", "1")


def test_parts_of_a_digest_don_t_run_into_each_other() -> None:
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("abc"), digest_of()}) == 4


def test_a_folder_in_use_is_refused_and_free_again_afterwards(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(FilingError, match="round-in-use"), held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_a_run_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from ocop_scoring.rounds.made import held\n"
        "with held(Path(sys.argv[1])): os._exit(1)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
    assert done.returncode == 1
    with held(tmp_path):
        pass


def test_what_this_run_did_not_make_again_is_outdated_until_somebody_deletes_it(
    tmp_path: Path,
) -> None:
    first = Making(tmp_path)
    first.write("a", "1", {"a.docx": b"A", "a.pdf": b"A"})
    first.write("b", "1", {"b.docx": b"B"})
    assert first.outdated(["a.docx", "a.pdf", "b.docx"]) == ()
    for _ in range(2):  # it is not forgotten
        again = Making(tmp_path)
        again.write("a", "2", {"a.docx": b"A2"})
        found = again.outdated(["a.docx"])
        assert [(one.file, one.state) for one in found] == [
            ("a.pdf", "outdated"),
            ("b.docx", "outdated"),
        ]
    (tmp_path / "b.docx").unlink()
    assert [one.file for one in Making(tmp_path).outdated(["a.docx"])] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"A"
