"""What stands in a ruleset now, by the addresses that a change names: where its `from` is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ...lang import Lang
from ...sources.places import Plain
from ...text import say
from ..lint.read import ReadRuleset

__all__ = ["flow", "present_values"]


def present_values(read: ReadRuleset, lang: Lang) -> str:
    """All addresses that a change may name, each with the value that stands there, as YAML writes
    it: the decision, its grounds of rejection, its shared criteria with the rows that use them, its
    tables.
    """
    lines = [*say("proposal.present-about", lang, ruleset=read.name).splitlines(), ""]
    shared = {"ruleset": read.folder.ruleset.source, "gates": read.folder.gates.source}
    for name, source in shared.items():
        lines += [f"== {name} ==", *_leaves((name,), source.root), ""]
    used = _rows_by_criterion(read)
    for name, criterion in read.folder.criteria.items():
        root = criterion.source.root[name]
        where = ", ".join(used.get(name, ())) or "–"
        lines.append(f"== criteria/{name} == {root.get('vi', '')} [{where}]")
        lines += [*_leaves(("criteria", name), root), ""]
    for number, sheet in read.sheets.items():
        lines.append(f"== product-sets/{number} == {sheet.document['title']['vi']}")
        lines += [*_leaves(("product-sets", str(number)), sheet.source.root), ""]
    return "\n".join(lines)


def _rows_by_criterion(read: ReadRuleset) -> Mapping[str, Sequence[str]]:
    """The rows that use each shared criterion: `8/1.5`."""
    found: dict[str, list[str]] = {}
    for number, sheet in read.sheets.items():
        for criterion in sheet.criteria():
            found.setdefault(criterion["id"], []).append(f"{number}/{criterion['number']}")
    return found


def _leaves(path: tuple[str, ...], node: object) -> Iterator[str]:
    """A line for each value under an address; mappings of one line's length stand whole."""
    if isinstance(node, Mapping) and (path[-1] in _OPENED or len(path) < _DEPTH):
        for name, value in node.items():
            yield from _leaves((*path, str(name)), value)
    else:
        yield f"{'/'.join(path)}: {flow(node)}"


_DEPTH = 5
"""A level's own fields are lines of their own; what is deeper stands in one line."""
_OPENED = frozenset(("levels", "cases"))


def flow(node: object) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(node, Mapping):
        return "{" + ", ".join([f"{_scalar(str(n))}: {flow(v)}" for n, v in node.items()]) + "}"
    if isinstance(node, (list, tuple)):
        return "[" + ", ".join(map(flow, node)) + "]"
    return node.text if isinstance(node, Plain) else _scalar(str(node))


def _scalar(text: str) -> str:
    """Text as a scalar: in quotes where a plain one would read otherwise."""
    return text if _PLAIN(text) else json.dumps(text, ensure_ascii=False)


_PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}\"'&*!|>%@`]| %(?=[ )]|$))*(?<! )").fullmatch
