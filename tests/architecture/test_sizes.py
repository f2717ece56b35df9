"""Nothing grows past what one reads in a sitting: modules, rooms, lines of YAML."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from support.code import PACKAGE, lines, modules, settings
from support.folders import ROOT

MOST_LINES = 400
MOST_OF_A_ROOM = 0.25
WIDEST = 110

LONG: dict[str, str] = settings()["tool"]["ocop"]["long-modules"]
SIZES = {path.relative_to(PACKAGE).as_posix(): lines(path) for path in modules().values()}


def test_a_module_has_at_most_400_lines_or_a_reason() -> None:
    long = {name: size for name, size in SIZES.items() if size > MOST_LINES and name not in LONG}
    assert not long, "split it; or say in pyproject.toml, [tool.ocop.long-modules], why not"


def test_every_reason_for_a_long_module_is_needed() -> None:
    needless = [name for name in LONG if SIZES.get(name, 0) <= MOST_LINES]
    assert not needless, "take these out of [tool.ocop.long-modules] in pyproject.toml"


def test_no_room_holds_more_than_a_quarter_of_the_lines() -> None:
    rooms: Counter[str] = Counter()
    for name, size in SIZES.items():
        rooms[name.partition("/")[0] if "/" in name else "ground"] += size
    shares = {room: size / rooms.total() for room, size in rooms.items()}
    assert {room: s for room, s in shares.items() if s > MOST_OF_A_ROOM} == {}


YAML = sorted(
    path
    for folder in ("criteria", "src", "tests", "docs")
    for path in (ROOT / folder).rglob("*.y*ml")
)

# One key and one text (or a text alone): plain YAML has no text over several lines, so these can't
# be broken.
_ONE_TEXT = re.compile(r"""\s*(- )?(?:[\w.-]+|"[^"]*"):? *(?:"[^"]*"|'[^']*'|[^\s{["'].*)?""")


@pytest.mark.parametrize("path", YAML, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_line_of_yaml_has_at_most_110_columns(path: Path) -> None:
    wide = [
        number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST and not _ONE_TEXT.fullmatch(line)
    ]
    assert not wide, "break these lines: an entry of a mapping or a list on a line of its own"
