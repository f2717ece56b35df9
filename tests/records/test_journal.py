"""The journal of a round: what was added stands in it; a line removed, put elsewhere or replaced is
seen, and a cut-off end where a head is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop_scoring.errors import RecordError
from ocop_scoring.records.journal import (
    Journal,
    JournalBreak,
    JournalEntry,
    add_to_journal,
    load_journal,
    read_journal,
)

DAY = date(2026, 12, 8)


def digest_of(name: str) -> str:
    return f"sha256:{sha256(name.encode()).hexdigest()}"


def entry(name: str, code: str | None = None, supersedes: str | None = None) -> JournalEntry:
    return JournalEntry(digest_of(name), code, DAY, supersedes and digest_of(supersedes))


def written(tmp_path: Path, *entries: JournalEntry) -> tuple[Path, list[bytes], Journal]:
    """A journal with these entries: its file, its lines, what was read of it."""
    path = tmp_path / "journal.jsonl"
    journal = add_to_journal(path, entries)
    return path, path.read_bytes().splitlines(keepends=True), journal


FIVE = [entry(name, f"46-001-{number}") for number, name in enumerate("abcde", 1)]


def breaks(content: bytes) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in read_journal(content).breaks]


def test_a_journal_says_what_was_added_to_it(tmp_path: Path) -> None:
    path, lines, journal = written(tmp_path, *FIVE)
    assert [one for _, one in load_journal(path).entries()] == FIVE
    assert journal.breaks == ()
    assert journal == load_journal(path)
    assert lines[0] == (
        b'{"decided_on":"2026-12-08","format":"ocop-journal/1","number":1,"previous":null,'
        b'"product_code":"46-001-1","record":"%s","supersedes":null}\n' % digest_of("a").encode()
    )


def test_each_line_has_the_digest_of_the_bytes_of_the_line_before(tmp_path: Path) -> None:
    _, lines, journal = written(tmp_path, *FIVE)
    before = [None, *(f"sha256:{sha256(line[:-1]).hexdigest()}" for line in lines)]
    assert [line.previous for line in journal.lines if line] == before[:-1]
    assert journal.head == before[-1]


def test_what_stands_in_it_is_not_added_again(tmp_path: Path) -> None:
    path, lines, _ = written(tmp_path, *FIVE[:3])
    add_to_journal(path, FIVE)
    assert path.read_bytes().splitlines(keepends=True)[:3] == lines
    assert [one for _, one in load_journal(path).entries()] == FIVE
    before = path.read_bytes()
    add_to_journal(path, [*FIVE, *FIVE])
    assert path.read_bytes() == before


def test_a_head_that_was_printed_earlier_is_found(tmp_path: Path) -> None:
    path, _, journal = written(tmp_path, *FIVE[:3])
    assert journal.head is not None
    now = add_to_journal(path, FIVE)
    assert now.line_of(journal.head) == 3
    assert now.line_of(digest_of("no head")) is None


def test_an_empty_journal_has_no_head() -> None:
    assert read_journal(b"") == Journal((), ())
    assert read_journal(b"").head is None


def test_a_removed_line_is_seen_where_it_stood(tmp_path: Path) -> None:
    _, lines, journal = written(tmp_path, *FIVE)
    found = read_journal(b"".join(lines[:2] + lines[3:])).breaks
    digests = [line.digest for line in journal.lines if line]
    assert found == (
        JournalBreak(3, "number", "3", "4"),
        JournalBreak(3, "previous", digests[1], digests[2]),
    )
    assert breaks(b"".join(lines[1:])) == [(1, "number"), (1, "previous")]


def test_lines_in_another_order_are_seen(tmp_path: Path) -> None:
    _, lines, _ = written(tmp_path, *FIVE)
    lines[1], lines[2] = lines[2], lines[1]
    assert {line for line, _ in breaks(b"".join(lines))} == {2, 3, 4}


def test_a_replaced_line_is_seen_at_the_next_one(tmp_path: Path) -> None:
    _, lines, _ = written(tmp_path, *FIVE)
    lines[1] = lines[1].replace(b"2026-12-08", b"2026-12-09")
    assert breaks(b"".join(lines)) == [(3, "previous")]


def test_a_cut_off_end_shows_in_the_head_alone(tmp_path: Path) -> None:
    _, lines, journal = written(tmp_path, *FIVE)
    cut = read_journal(b"".join(lines[:-1]))
    assert cut.breaks == ()
    assert journal.head is not None
    assert cut.line_of(journal.head) is None


def test_a_line_cut_off_within_is_seen(tmp_path: Path) -> None:
    _, lines, _ = written(tmp_path, *FIVE)
    whole = b"".join(lines)
    assert breaks(whole[:-1]) == [(5, "form")]
    assert breaks(whole[:-40]) == [(5, "form")]
    assert read_journal(whole[:-1]).head is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b"NaN",
        b"[" * 100_000,
        b'{"number":' + b"9" * 5_000 + b"}",
        b'{"decided_on": "2026-12-08"}',
        b"x" * 3_000,
    ],
)
def test_what_is_no_line_is_one_break(line: bytes, tmp_path: Path) -> None:
    _, lines, _ = written(tmp_path, *FIVE)
    found = read_journal(b"".join([*lines, line, b"\n"])).breaks
    assert [(one.line, one.what) for one in found] == [(6, "form")]
    assert len(found[0].found) <= 60


OTHER_WRITINGS = [
    (b'"product_code":"46-001-2"', b'"product_code":"46\\u002d001-2"'),
    (b'"number":2', b'"number":2.0'),
    (b'"number":2', b'"number": 2'),
    (b'"number":2', b'"number":"2"'),
    (b'"number":2', b'"number":true'),
    (b'"decided_on":"2026-12-08"', b'"decided_on":"20261208"'),
    (b'"decided_on":"2026-12-08"', b'"decided_on":"2026-13-08"'),
    (b'"supersedes":null', b'"supersedes":null,"supersedes":null'),
    (b'"supersedes":null', b'"supersedes":null,"why":"x"'),
    (b'"supersedes":null', b'"supersedes":"none"'),
    (b'"product_code":"46-001-2"', b'"product_code":7'),
    (b'"product_code":"46-001-2"', b'"product_code":"\\ud800"'),
    (b"ocop-journal/1", b"ocop-journal/2"),
    (b'"record":"sha256:', b'"record":"SHA256:'),
]


@pytest.mark.parametrize(("before", "after"), OTHER_WRITINGS)
def test_a_line_that_is_written_otherwise_is_seen(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    _, lines, _ = written(tmp_path, *FIVE)
    assert before in lines[1]
    lines[1] = lines[1].replace(before, after)
    assert (2, "form") in breaks(b"".join(lines))


@settings(max_examples=30)
@given(data=st.data(), size=st.integers(2, 6))
def test_any_one_change_is_seen(
    data: st.DataObject, size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A byte changed, added or taken away, a line taken away, doubled or put elsewhere: against the
    head that was printed.
    """
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    journal = add_to_journal(path, [entry(str(number), f"46-{number}") for number in range(size)])
    good = path.read_bytes()
    lines = good.splitlines(keepends=True)
    at, byte = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(0, 255))
    line = data.draw(st.integers(0, size - 1))
    to = data.draw(st.integers(0, size - 1))
    moved = lines[:line] + lines[line + 1 :]
    changed = [
        good[:at] + bytes([byte]) + good[at + 1 :],
        good[:at] + bytes([byte]) + good[at:],
        good[:at] + good[at + 1 :],
        b"".join(moved),
        b"".join([*moved[:to], lines[line], *moved[to:]]),
        b"".join([*lines[:to], lines[line], *lines[to:]]),
        good[:at],
    ]
    for content in changed:
        found = read_journal(content)
        assert content == good or found.breaks or found.head != journal.head


# Decided again


def test_a_product_decided_again_names_the_record_before(tmp_path: Path) -> None:
    again = entry("a2", "46-001-1", supersedes="a")
    _, _, journal = written(tmp_path, *FIVE, again, entry("a3", "46-001-1", supersedes="a2"))
    assert journal.breaks == ()


@pytest.mark.parametrize("supersedes", [None, "b", "unknown"])
def test_a_product_decided_again_without_it_is_not_added(
    supersedes: str | None, tmp_path: Path
) -> None:
    path, _, _ = written(tmp_path, *FIVE)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"journal\.jsonl:6:1 journal-broken: .* supersedes is"):
        add_to_journal(path, [entry("a2", "46-001-1", supersedes)])
    assert path.read_bytes() == before


def test_the_record_of_an_earlier_round_may_be_superseded(tmp_path: Path) -> None:
    _, _, journal = written(tmp_path, entry("a", "46-001-1", supersedes="of last year"))
    assert journal.breaks == ()


def test_products_without_a_code_are_each_their_own(tmp_path: Path) -> None:
    _, _, journal = written(tmp_path, entry("a"), entry("b"))
    assert journal.breaks == ()


# Writing


def test_nothing_is_added_to_a_broken_journal(tmp_path: Path) -> None:
    path, lines, _ = written(tmp_path, *FIVE[:4])
    path.write_bytes(b"".join(lines[1:]))
    with pytest.raises(RecordError) as error:
        add_to_journal(path, FIVE)
    assert [(fault.line, fault.path) for fault in error.value.faults] == [
        (1, "number"),
        (1, "previous"),
    ]
    assert path.read_bytes() == b"".join(lines[1:])


def test_two_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path, count = tmp_path / "journal.jsonl", 8
    at_once = Barrier(count)

    def add(number: int) -> None:
        at_once.wait()
        for step in range(4):
            add_to_journal(path, [entry(f"{number}-{step}", f"46-{number}-{step}")])

    threads = [Thread(target=add, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal = load_journal(path)
    assert journal.breaks == ()
    assert len({one.record for _, one in journal.entries()}) == 4 * count


def test_a_journal_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="unwritable-file"):
        add_to_journal(tmp_path / "gone" / "journal.jsonl", FIVE)


def test_days_are_kept(tmp_path: Path) -> None:
    later = JournalEntry(digest_of("z"), None, DAY + timedelta(days=1), None)
    _, _, journal = written(tmp_path, *FIVE, later)
    assert [one.decided_on for _, one in journal.entries()][-1] == date(2026, 12, 9)
