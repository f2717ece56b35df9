"""Examples of changes that hold for a ruleset: true addresses, with what stands there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...frozen import FrozenDict
from ..lint.read import ReadRuleset

__all__ = ["Example", "examples_of"]


class Example(NamedTuple):
    """What an example shows – a message and its values – and its lines of `changes.yaml`."""

    said: str
    values: Mapping[str, object]
    lines: tuple[str, ...]


class _Asked(NamedTuple):
    """A shared criterion with one minimum, on a level that has neighbours."""

    name: str
    title: str
    star: str
    below: str
    level: str
    above: str
    row: tuple[int, str]
    """A table and a row that use it without a difference."""


def examples_of(read: ReadRuleset) -> tuple[Example, ...]:
    """A minimum raised by one level, one dropped, and one eased in one table alone; none where the
    ruleset has no criteria for them.
    """
    asked = list(_asked(read))
    makers = (_raised, _dropped, _in_one_table)
    return tuple(make(one) for make, one in zip(makers, asked, strict=False))


def _asked(read: ReadRuleset) -> Iterator[_Asked]:
    """Shared criteria with one minimum, on a level between two others; the most used ones first."""
    rows = _plain_rows(read)
    often = Counter(criterion["id"] for s in read.sheets.values() for criterion in s.criteria())
    for name, _ in sorted(often.items(), key=lambda entry: (-entry[1], entry[0])):
        root = read.folder.criteria[name].source.root[name]
        levels = root.get("levels")
        if name not in rows or not isinstance(levels, Mapping) or "minimum" in root:
            continue
        asking = [level for level, said in levels.items() if "minimum" in said]
        order = list(levels)
        at = order.index(asking[0]) if len(asking) == 1 else 0
        if 0 < at < len(order) - 1 and str(levels[order[at - 1]].get("points")) != "0":
            star, title = str(levels[asking[0]]["minimum"]), str(root["vi"])
            yield _Asked(name, title, star, order[at - 1], order[at], order[at + 1], rows[name])


def _plain_rows(read: ReadRuleset) -> dict[str, tuple[int, str]]:
    """The first table and row that use a shared criterion as it stands."""
    found: dict[str, tuple[int, str]] = {}
    for number, sheet in read.sheets.items():
        rows: Mapping[str, Any] = sheet.source.root["rows"]
        for row, said in rows.items():
            if isinstance(said, str):
                found.setdefault(said, (number, row))
    return found


def _address(one: _Asked, level: str) -> str:
    return f"criteria/{one.name}/levels/{level}/minimum"


def _raised(one: _Asked) -> Example:
    values = FrozenDict({"title": one.title, "star": one.star, "level": one.above})
    lines = (
        f"- remove: {_address(one, one.level)}",
        f"  from: {one.star}",
        "  article: Đề xuất, mục 1",
        f"- add: {_address(one, one.above)}",
        f"  to: {one.star}",
        "  article: Đề xuất, mục 1",
    )
    return Example("proposal.example-raised", values, lines)


def _dropped(one: _Asked) -> Example:
    values = FrozenDict({"title": one.title, "star": one.star})
    lines = (
        f"- remove: {_address(one, one.level)}",
        f"  from: {one.star}",
        "  article: Đề xuất, mục 2",
    )
    return Example("proposal.example-dropped", values, lines)


def _in_one_table(one: _Asked) -> Example:
    number, row = one.row
    values = FrozenDict({"title": one.title, "star": one.star, "number": number})
    lines = (
        f"- replace: product-sets/{number}/rows/{row}",
        f"  from: {one.name}",
        f"  to: {{use: {one.name}, minimums: {{{one.star}: {one.below}}}}}",
        "  article: Đề xuất, mục 3",
    )
    return Example("proposal.example-one-table", values, lines)
