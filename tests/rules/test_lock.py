"""The lock of releases: a released digest never changes, a correction is a new revision, and the
lock only grows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest

import ocop_scoring as ocop
from ocop_scoring.rules import lock
from ocop_scoring.rules.releases import placed_in

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "rulesets" / "good"
DAY = date(2030, 2, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "criteria")
    lock.release(ocop.Catalog(tmp_path / "criteria"), "mini-2030", DAY)
    return tmp_path / "criteria"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_released_is_not_released_again(folder: Path) -> None:
    catalog = ocop.Catalog(folder)
    assert [release.key for release in lock.releases(catalog)] == [("mini-2030", 1, 1)]
    lock.check(catalog, "mini-2030")
    written = lock.lock_file(catalog).read_bytes()
    assert lock.release(catalog, "mini-2030", DAY) == ()
    assert lock.lock_file(catalog).read_bytes() == written


def test_a_changed_released_digest_is_refused_with_its_line(folder: Path) -> None:
    edit(folder / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    with pytest.raises(
        ocop.RulesetError,
        match=r"releases\.lock:2:1 released-digest-changed: mini-2030 revision 1, product set 1",
    ):
        lock.check(ocop.Catalog(folder), "mini-2030")


def test_many_changed_digests_are_one_fault_with_all_numbers(folder: Path) -> None:
    sets = folder / "mini-2030" / "product-sets"
    text = (sets / "01-dried.yaml").read_text(encoding="utf-8")
    for number in (2, 3):
        other = text.replace("number: 1", f"number: {number}")
        (sets / f"{number:02d}-more.yaml").write_text(other, encoding="utf-8")
    (folder / "releases.lock").unlink()
    lock.release(ocop.Catalog(folder), "mini-2030", DAY)
    edit(folder / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    with pytest.raises(ocop.RulesetError) as refused:
        lock.check(ocop.Catalog(folder), "mini-2030")
    (fault,) = refused.value.faults
    assert (fault.code, fault.found) == ("released-digest-changed", "1, 2, 3")
    assert "product sets 1, 2, 3 are no longer the released ones" in fault.en


def test_a_correction_is_a_new_revision(folder: Path) -> None:
    edit(folder / "mini-2030" / "criteria" / "all.yaml", "vi: Vị", "vi: Vị khác")
    edit(folder / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 2")
    catalog = ocop.Catalog(folder)
    lock.check(catalog, "mini-2030")
    assert [release.key for release in lock.release(catalog, "mini-2030", DAY)] == [
        ("mini-2030", 2, 1),
        ("mini-2030", 2),
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
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:4:1 lock-line"):
        lock.releases(ocop.Catalog(folder))


def test_a_lock_of_other_bytes_is_refused(folder: Path) -> None:
    with (folder / "releases.lock").open("ab") as file:
        file.write(b"# \xff\n")
    with pytest.raises(ocop.RulesetError, match=r"releases\.lock:4:\d+ not-utf-8"):
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
    standing = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(standing, encoding="utf-8")
    edit(folder / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 2")
    table, document = lock.release(ocop.Catalog(folder), "mini-2030", DAY)
    grown = f"{standing}\n{table.line()}{document.line()}"
    assert path.read_text(encoding="utf-8") == grown


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


def test_every_shipped_policy_and_decision_is_released() -> None:
    catalog = ocop.Catalog(ROOT / "criteria")
    placed = placed_in(lock.lock_file(catalog))
    released = {release.key: release.digest for release in placed.rulesets}
    for rules in catalog.rulesets():
        assert released[rules.id, rules.revision] == rules.document_digest
    assert {release.policy for release in placed.policies} == set(lock.check_policies(catalog))


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


# The decision itself, and policies


def test_a_changed_decision_is_refused_with_its_line(folder: Path) -> None:
    edit(folder / "mini-2030" / "ruleset.yaml", "2030-01-01, article", "2029-12-31, article")
    with pytest.raises(ocop.RulesetError) as refused:
        lock.check(ocop.Catalog(folder), "mini-2030")
    faults = [fault for fault in refused.value.faults if "decision itself" in fault.en]
    assert [(fault.code, fault.line) for fault in faults] == [("released-digest-changed", 3)]


def test_a_lock_of_before_has_no_line_of_the_decision_and_gets_one(folder: Path) -> None:
    path = folder / "releases.lock"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:2]), encoding="utf-8")
    catalog = ocop.Catalog(folder)
    lock.check(catalog, "mini-2030")
    (added,) = lock.release(catalog, "mini-2030", DAY)
    assert added.line() == lines[2]
    assert added.digest == catalog.ruleset("mini-2030").document_digest
    assert path.read_text(encoding="utf-8") == "".join(lines)


def test_policies_are_released_once_and_checked_from_then_on(folder: Path) -> None:
    catalog = ocop.Catalog(folder)
    (added,) = lock.release_policies(catalog, ["mean-of-totals"], DAY)
    assert (added.key, added.on) == (("mean-of-totals",), DAY)
    assert added.digest == ocop.policy_digest(catalog.policy("mean-of-totals"))
    assert lock.release_policies(catalog, ["mean-of-totals"], DAY) == ()
    assert lock.check_policies(catalog) == ("mean-of-totals",)
    lock.check(catalog, "mini-2030")
    assert [release.key for release in lock.releases(catalog)] == [("mini-2030", 1, 1)]


def test_a_changed_released_policy_is_refused_with_its_line(folder: Path) -> None:
    lock.release_policies(ocop.Catalog(folder), ["mean-of-totals"], DAY)
    edit(folder / "policies" / "mean-of-totals.yaml", "max_spread: 10", "max_spread: 11")
    changed = ocop.Catalog(folder)
    said = r"releases\.lock:4:1 released-policy-changed: policy mean-of-totals: its digest is"
    with pytest.raises(ocop.RulesetError, match=said):
        lock.check_policies(changed)
    before = (folder / "releases.lock").read_bytes()
    with pytest.raises(ocop.RulesetError, match="released-policy-changed"):
        lock.release_policies(changed, ["mean-of-totals"], DAY)
    assert (folder / "releases.lock").read_bytes() == before


def test_a_released_policy_stays(folder: Path) -> None:
    lock.release_policies(ocop.Catalog(folder), ["mean-of-totals"], DAY)
    (folder / "policies" / "mean-of-totals.yaml").rename(folder / "policies" / "away")
    with pytest.raises(ocop.RulesetError, match=r"lock:4:1 release-gone: .* policy mean-of-totals"):
        lock.check_policies(ocop.Catalog(folder))


def test_a_policy_that_cannot_be_read_is_no_released_one_that_is_gone(folder: Path) -> None:
    lock.release_policies(ocop.Catalog(folder), ["mean-of-totals"], DAY)
    edit(folder / "policies" / "mean-of-totals.yaml", "mean: totals", "mean: median")
    with pytest.raises(ocop.RulesetError) as refused:
        lock.check_policies(ocop.Catalog(folder))
    assert [fault.code for fault in refused.value.faults] == ["wrong-word"]


def test_a_policy_that_is_not_there_is_not_released(folder: Path) -> None:
    with pytest.raises(ocop.CatalogError, match="unknown-policy"):
        lock.release_policies(ocop.Catalog(folder), ["mean-of-totals", "nothing"], DAY)


# Two who write at once


def _together(works: list[Callable[[], object]]) -> list[object]:
    """What each of some works gives, or the error it raises, all begun together."""
    barrier, results = Barrier(len(works)), list[object]()

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results.append(work())
        except ocop.OcopError as error:
            results.append(error)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _two_rulesets(root: Path) -> Path:
    shutil.copytree(GOOD, root)
    shutil.copytree(root / "mini-2030", root / "mini-2040")
    edit(root / "mini-2040" / "ruleset.yaml", "id: mini-2030", "id: mini-2040")
    edit(root / "mini-2040" / "ruleset.yaml", "from: 2030-01-01", "from: 2040-01-01")
    old = "in_force: {from: 2030-01-01,"
    new = "in_force: {from: 2030-01-01, until: 2039-12-31,"
    edit(root / "mini-2030" / "ruleset.yaml", old, new)
    return root


@pytest.mark.parametrize("attempt", range(3))
def test_who_releases_at_once_writes_nothing_twice_and_loses_nothing(
    tmp_path: Path, attempt: int
) -> None:
    root = _two_rulesets(tmp_path / "r")
    names = ["mini-2030", "mini-2040"] * 4
    works = [
        partial(lock.release, ocop.Catalog(root), name, date(2040, 1, 1 + attempt))
        for name in names
    ]
    results = _together(works)
    assert [result for result in results if isinstance(result, ocop.OcopError)] == []
    standing = lock.releases(ocop.Catalog(root))
    assert sorted(release.key for release in standing) == [
        ("mini-2030", 1, 1),
        ("mini-2040", 1, 1),
    ]
    text = (root / "releases.lock").read_text(encoding="utf-8")
    written = [release for result in results for release in result]  # type: ignore[attr-defined]
    assert len(written) == 4
    assert sorted(text.removeprefix(lock.HEAD).splitlines(True)) == sorted(
        release.line() for release in written
    )


def test_where_the_disk_is_full_no_half_line_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder / "mini-2030" / "ruleset.yaml", "revision: 1", "revision: 2")
    path = folder / "releases.lock"
    before, write = path.read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:20]))
    with pytest.raises(ocop.CatalogError, match=r"releases\.lock:1:1 unwritable-file"):
        lock.release(ocop.Catalog(folder), "mini-2030", DAY)
    monkeypatch.undo()
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_lock_is_refused_in_a_sentence_without_waiting(folder: Path, kind: str) -> None:
    path = folder / "releases.lock"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as stream:
            stream.truncate(2**40)
    catalog = ocop.Catalog(folder)
    for asked in (
        lambda: lock.releases(catalog),
        lambda: lock.check(catalog, "mini-2030"),
        lambda: lock.check_lock(catalog),
        lambda: lock.release(catalog, "mini-2030", DAY),
    ):
        with pytest.raises(ocop.RulesetError) as error:
            asked()
        (fault,) = error.value.faults
        assert fault.code in ("unreadable-file", "file-too-large")
        assert fault.file == str(path)


def test_a_released_ruleset_that_cant_be_read_is_not_gone(folder: Path) -> None:
    (folder / "mini-2030" / "ruleset.yaml").write_text("", encoding="utf-8")
    lock.check_lock(ocop.Catalog(folder))
    with pytest.raises(ocop.RulesetError):
        lock.check(ocop.Catalog(folder), "mini-2030")
