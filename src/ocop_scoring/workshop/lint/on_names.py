"""Lint of names: readings that nothing cites, facts and kinds of papers that nothing asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...errors import RulesetError
from ...rules.catalog import Catalog
from ...rules.resolved import words_from
from ...sources.layout import is_there, shown_name
from ...sources.read import read as read_file
from .read import ReadRuleset
from .remark import Remark

__all__ = ["lint_vocabulary", "on_readings"]

_CITING = ("reading", "readings", "silent")
"""The keys of a decision's document that name readings."""


def on_readings(read: ReadRuleset) -> Iterator[Remark]:
    """Readings that nothing cites: no level, criterion, row, ground or table, no date or step, of
    the ruleset or of what amends it.
    """
    cited: set[str] = set()
    for other in (read, *read.amendments):
        cited.update(_cited_in(other.document))
        for sheet in other.sheets.values():
            cited |= sheet.document["readings"].keys()
    source, written = read.folder.readings
    for name in written:
        if name not in cited:
            place = source.place((name,), key=True)
            yield Remark("reading-uncited", place, f"{read.name}/{name}", values={"reading": name})


def _cited_in(node: Any) -> Iterator[str]:
    """The readings that a decision's document names, wherever it says so."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in _CITING:
                yield from _names_in(value)
            elif key != "readings_of_law":
                yield from _cited_in(value)
    elif isinstance(node, list):
        for entry in node:
            yield from _cited_in(entry)


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _names_in(entry)


def lint_vocabulary(catalog: Catalog, every: Iterable[ReadRuleset]) -> tuple[Remark, ...]:
    """Facts and kinds of papers of a folder that no rule of any of its rulesets asks for, and that
    are not said to be retired.
    """
    rulesets = list(every)
    if not rulesets or not is_there(catalog.folder / "facts.yaml"):
        return ()
    asked: set[str] = set()
    for sheet in (sheet for read in rulesets for sheet in read.sheets.values()):
        named = sheet.document["vocabulary"]
        asked |= {*named["facts"], *named["documents"]} - {*named.get("beside", ())}
    vocabulary = rulesets[0].folder.vocabulary
    found = []
    for room, code in (("facts", "fact-unasked"), ("documents", "document-unasked")):
        file = catalog.folder / f"{room}.yaml"
        source = read_file(file, RulesetError, name=shown_name(file))
        for name, entry in vocabulary[room].items():
            if name not in asked and "retired_by" not in entry:
                values = {"name": name, "title": words_from(entry)}
                found.append(Remark(code, source.place((name,), key=True), name, values=values))
    return tuple(found)
