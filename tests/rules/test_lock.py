"""The lock of releases: a released digest never changes, a correction is a new revision, and the
lock only grows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring.rules import lock

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "rulesets" / "good"
DAY = date(2030, 2, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "criteria")
    catalog = ocop.Catalog(tmp_path / "criteria")
    fresh = lock.new_releases(catalog, "mini-2030", DAY)
    lock.lock_file(catalog).write_text(
        lock.HEAD + "".join(release.line() for release in fresh), encoding="utf-8"
    )
    return tmp_path / "criteria"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_released_is_not_released_again(folder: Path) -> None:
    catalog = ocop.Catalog(folder)
    assert [release[:3] for release in lock.releases(catalog)] == [("mini-2030", 1, 1)]
    lock.check(catalog, "mini-2030")
    assert lock.new_releases(catalog, "mini-2030", DAY) == ()


def test_a_changed_released_digest_is_refused_with_its_line(folder: Path) -> None:
    edit(folder / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    with pytest.raises(
        ocop.RulesetError,
        match=r"releases\.lock:2:1 released-digest-changed: mini-2030 revision 1, product set 1",
    ):
        lock.check(ocop.Catalog(folder), "mini-2030")


def test_a_correction_is_a_new_revision(folder: Path) -> None:
    edit(folder / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    edit(folder / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 2")
    catalog = ocop.Catalog(folder)
    lock.check(catalog, "mini-2030")
    assert [release[:3] for release in lock.new_releases(catalog, "mini-2030", DAY)] == [
        ("mini-2030", 2, 1)
    ]


def test_a_revision_never_falls(folder: Path) -> None:
    edit(folder / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 0")
    with pytest.raises(
        ocop.RulesetError,
        match="revision-fell: ruleset mini-2030 is at revision 0, but 1 was released",
    ):
        lock.check(ocop.Catalog(folder), "mini-2030")


@pytest.mark.parametrize(
    "line",
    [
        "mini-2030 1 1 sha256:00",
        "mini-2030 one 1 sha256:00 2030-01-01",
        "mini-2030  1 1 sha256:00 2030-01-01",
        "",
    ],
)
def test_a_line_that_is_no_release_is_refused(folder: Path, line: str) -> None:
    path = folder / "releases.lock"
    path.write_text(path.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:3:1 lock-line"):
        lock.releases(ocop.Catalog(folder))


def test_a_lock_of_other_bytes_is_refused(folder: Path) -> None:
    with (folder / "releases.lock").open("ab") as file:
        file.write(b"# \xff\n")
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:3:\d+ not-utf-8"):
        lock.releases(ocop.Catalog(folder))


def test_a_lock_that_is_no_file_is_refused(folder: Path) -> None:
    (folder / "releases.lock").unlink()
    (folder / "releases.lock").mkdir()
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:1:1 unreadable-file"):
        lock.releases(ocop.Catalog(folder))


@pytest.mark.skipif(os.name == "nt", reason="devices are another matter there")
@pytest.mark.parametrize("kind", ["device without end", "pipe", "large file"])
def test_a_lock_that_has_no_end_is_refused_at_once(folder: Path, kind: str) -> None:
    path = folder / "releases.lock"
    path.unlink()
    if kind == "device without end":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        with path.open("wb") as stream:
            stream.truncate(500_000_000)
    with pytest.raises(ocop.RulesetError, match=r"file-too-large|unreadable-file"):
        lock.releases(ocop.Catalog(folder))


def test_a_lock_without_its_last_newline_grows_by_whole_lines(folder: Path) -> None:
    path = folder / "releases.lock"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    fresh = lock.Release("mini-2030", 2, 1, f"sha256:{'0' * 64}", DAY)
    grown = lock.with_releases(ocop.Catalog(folder), [fresh])
    assert grown.splitlines()[-1] == fresh.line().rstrip("\n")
    assert grown.splitlines()[:-1] == path.read_text(encoding="utf-8").splitlines()


def test_a_released_ruleset_stays(folder: Path) -> None:
    (folder / "mini-2030").rename(folder / "mini-2029")
    edit(folder / "mini-2029" / "ruleset.yaml", "id: mini-2030", "id: mini-2029")
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:2:1 release-gone"):
        lock.check_lock(ocop.Catalog(folder))


def test_a_table_cannot_join_a_revision_that_is_released(folder: Path) -> None:
    tables = folder / "mini-2030" / "product-sets"
    text = (tables / "01-dried.yaml").read_text(encoding="utf-8")
    (tables / "02-wet.yaml").write_text(text.replace("number: 1", "number: 2"), encoding="utf-8")
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:2:1 release-incomplete"):
        lock.check(ocop.Catalog(folder), "mini-2030")


def test_the_shipped_rulesets_are_as_they_were_released() -> None:
    catalog = ocop.Catalog(ROOT / "criteria")
    released = {release.ruleset for release in lock.releases(catalog)}
    for name in released:
        lock.check(catalog, name)
    lock.check_lock(catalog)


def test_the_shipped_lock_was_only_ever_added_to() -> None:
    path = ROOT / "criteria" / "releases.lock"
    command = [
        "git",
        "-C",
        str(ROOT),
        "log",
        "--format=",
        "--unified=0",
        "-p",
        "--",
        "criteria/releases.lock",
    ]
    try:
        history = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the history is not at hand: this is no checkout")
    gone = [
        line for line in history.splitlines() if line.startswith("-") and not line.startswith("---")
    ]
    assert not gone
    assert not history or path.is_file()
