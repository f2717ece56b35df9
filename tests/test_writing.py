"""Writing a file: whole or not at all, as it stood before in all but content, one writer at a time."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from support.folders import ROOT

from ocop_scoring import FilingError
from ocop_scoring.writing import folder_at, write_new, write_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and links are another matter there")

WRITERS = [write_whole, write_new]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refused(error: pytest.ExceptionInfo[FilingError]) -> str:
    (fault,) = error.value.faults
    assert fault.sentence("vi") != fault.sentence("en")
    return fault.code


@pytest.mark.parametrize("write", WRITERS)
def test_a_new_file_has_its_content_and_the_permissions_that_new_files_have(
    tmp_path: Path, write: Any
) -> None:
    path = tmp_path / "a.html"
    write(path, b"new")
    (tmp_path / "other").touch()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert names(tmp_path) == ["a.html", "other"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions_and_owner(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old, and longer than what comes")
    path.chmod(mode)
    before = path.stat()
    write_whole(path, b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_someone_else_stays_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    os.chown(path, 12345, 54321)
    write_whole(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_file_that_may_only_be_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    path.chmod(mode)
    with pytest.raises(FilingError) as error:
        write_whole(path, b"new")
    assert refused(error) == "unwritable-file"
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.html"])


def test_a_symbolic_link_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "link.html").symlink_to(Path("deep", "real.html"))
    write_whole(tmp_path / "link.html", b"first")
    write_whole(tmp_path / "link.html", b"second")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "deep" / "real.html").read_bytes() == b"second"
    assert names(tmp_path / "deep") == ["real.html"]


def test_a_file_with_two_names_has_both_afterwards(tmp_path: Path) -> None:
    path, other = tmp_path / "a.html", tmp_path / "b.html"
    path.write_bytes(b"old, and longer than what comes")
    other.hardlink_to(path)
    write_whole(path, b"new")
    assert other.read_bytes() == b"new"
    assert path.samefile(other)


@pytest.mark.parametrize("place", ["/", ".", "folder", "folder/"])
def test_a_folder_is_no_file_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(FilingError) as error:
        write_whole(Path(place), b"new")
    assert refused(error) == "unwritable-file"
    with pytest.raises(FilingError) as error:
        write_new(Path(place), b"new")
    assert refused(error) == "file-exists"
    assert names(tmp_path) == ["folder"]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "nowhere/a.html"])
def test_a_place_where_nothing_can_be_written_is_refused(
    tmp_path: Path, write: Any, name: str
) -> None:
    with pytest.raises(FilingError) as error:
        write(tmp_path / name, b"new")
    assert refused(error) == "unwritable-file"
    assert names(tmp_path) == []


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", ["a" * 255, "đ" * 127, "ộ" * 85, "d\udcff.html", "a\n\x1b[2J"])
def test_every_name_that_the_disk_takes_can_be_written(
    tmp_path: Path, write: Any, name: str
) -> None:
    write(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


def test_a_device_is_written_to_and_stays_one() -> None:
    write_whole(Path(os.devnull), b"nothing")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_device_that_is_full_is_one_sentence() -> None:
    with pytest.raises(FilingError) as error:
        write_whole(Path("/dev/full"), b"nothing")
    assert refused(error) == "unwritable-file"


def test_a_pipe_that_nobody_reads_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FilingError) as error:
        write_whole(tmp_path / "pipe", b"new")
    assert refused(error) == "unwritable-file"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_pipe_gets_everything_however_slowly_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    content = os.urandom(1_000_000)
    held = os.open(tmp_path / "pipe", os.O_RDWR)  # so that the pipe is open before either side is
    writer = threading.Thread(target=write_whole, args=(tmp_path / "pipe", content))
    writer.start()
    got = b""
    while len(got) < len(content):
        got += os.read(held, 4096)
    writer.join()
    os.close(held)
    assert got == content


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_what_a_run_reads_is_never_written_over(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    path = folder / "dossier.yaml"
    path.write_bytes(b"mine")
    for inputs in ([path], ["nowhere", path], [tmp_path]):
        with pytest.raises(FilingError) as error:
            write_whole(path, b"new", inputs=inputs)
        assert refused(error) == "would-overwrite"
    write_whole(folder / "new.html", b"new", inputs=[path, tmp_path])
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(FilingError) as error:
        write_whole(path, b"new")
    assert refused(error) == "unwritable-file"
    assert (names(tmp_path), path.read_bytes()) == (["report.html"], b"old")


def test_ctrl_c_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert (names(tmp_path), path.read_bytes()) == (["report.html"], b"old")


KILLED = """
import os, signal, sys
from pathlib import Path
from ocop_scoring.writing import write_new, write_whole
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
globals()[sys.argv[1]](Path(sys.argv[2]), b"new")
"""


@pytest.mark.parametrize("write", WRITERS)
def test_a_killed_run_leaves_nothing_that_stops_the_next(tmp_path: Path, write: Any) -> None:
    path = tmp_path / "a.html"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, write.__name__, path],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
    assert not path.exists()
    write(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_disk_without_second_names_still_takes_a_new_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", without_links)
    path = tmp_path / "a.yaml"
    write_new(path, b"first")
    with pytest.raises(FilingError) as error:
        write_new(path, b"second")
    assert refused(error) == "file-exists"
    assert (names(tmp_path), path.read_bytes()) == (["a.yaml"], b"first")


@pytest.mark.parametrize("standing", ["file", "folder", "dangling link"])
def test_what_stands_there_is_never_lost(tmp_path: Path, standing: str) -> None:
    path = tmp_path / "a.yaml"
    if standing == "file":
        path.write_bytes(b"filled in")
    elif standing == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FilingError) as error:
        write_new(path, b"new")
    assert refused(error) == "file-exists"
    assert names(tmp_path) == ["a.yaml"]


def new_or_refused(path: Path, content: bytes, start: Any) -> str:
    """Write at the moment when all others do."""
    start.wait()
    try:
        write_new(path, content)
    except FilingError as error:
        return error.faults[0].code
    return content.decode()


@pytest.mark.parametrize("links", [True, False])
def test_of_many_threads_that_write_one_new_file_one_does_and_the_others_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def without_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", without_links)
    monkeypatch.setattr(os.path, "lexists", lambda path: False)  # all looked before any wrote
    path, start, came = tmp_path / "a.yaml", threading.Barrier(8), list[str]()
    threads = [
        threading.Thread(
            target=lambda n=n: came.append(new_or_refused(path, f"writer {n}".encode(), start))  # type: ignore[misc]
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [said for said in came if said != "file-exists"]
    assert len(came) == 8
    assert (path.read_text(), names(tmp_path)) == (winner, ["a.yaml"])


def whole_in_process(path: str, content: bytes, start: Any) -> None:
    start.wait()
    for _ in range(20):
        write_whole(Path(path), content)


def test_of_two_processes_that_replace_one_file_each_version_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    contents = [bytes([letter]) * 200_000 for letter in b"ab"]
    path.write_bytes(contents[0])
    context = get_context("fork")
    start = context.Barrier(3)
    writers = [
        context.Process(target=whole_in_process, args=(str(path), content, start))
        for content in contents
    ]
    for writer in writers:
        writer.start()
    start.wait()
    seen = set[bytes]()
    while any(writer.is_alive() for writer in writers):
        seen.add(path.read_bytes())
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert seen <= set(contents)
    assert names(tmp_path) == ["report.html"]


def test_a_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    assert folder_at(tmp_path / "a" / "b").is_dir()
    assert folder_at(tmp_path / "a" / "b") == tmp_path / "a" / "b"


def test_a_folder_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FilingError) as error:
        folder_at(tmp_path / "a")
    assert refused(error) == "file-exists"
    with pytest.raises(FilingError) as error:
        folder_at(tmp_path / "a" / "b")
    assert refused(error) == "unwritable-file"
