"""Lint: what holds together and may still be wrong. What is certain is a fault, and refused where a
ruleset is checked; what is listed here, a person looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import RulesetError
from ..rules.catalog import Catalog
from ..rules.resolved import words_from
from ..sources.layout import is_there, rulesets_in, shown_name
from ..sources.read import read as read_file
from .lint_read import ReadRuleset, read_ruleset
from .lint_tables import on_tables
from .lint_texts import on_texts
from .remark import Remark

__all__ = ["lint", "lint_rulesets", "lint_vocabulary"]


_CITING = ("reading", "readings", "silent")
"""The keys of a decision's document that name readings."""


def lint(read: ReadRuleset, amendments: Iterable[ReadRuleset] = ()) -> tuple[Remark, ...]:
    """What to look at in a ruleset; of an amendment, what stands in files of its own. `amendments`
    are those of this ruleset: they may cite its readings.
    """
    readings = _on_readings(read, [read, *amendments])
    found = [*on_tables(read), *readings, *on_texts(read)]
    return tuple(remark for remark in found if read.is_own(remark.place))


def lint_rulesets(catalog: Catalog, names: Iterable[str]) -> dict[str, tuple[Remark, ...]]:
    """What to look at in some rulesets, by id; where these are all of the catalogue's folder, under
    an empty id also what is to be said of its vocabulary.

    RulesetError where one doesn't hold together, CatalogError where there is none of that name.
    """
    every = rulesets_in(catalog.folder)
    asked = list(names)
    beside = [name for name in every if any(name.startswith(f"{base}+") for base in asked)]
    read = {name: read_ruleset(catalog, name) for name in dict.fromkeys([*asked, *beside])}
    found = {
        name: lint(read[name], [r for other, r in read.items() if other.startswith(f"{name}+")])
        for name in asked
    }
    return found | ({"": lint_vocabulary(catalog, read.values())} if {*every} <= {*asked} else {})


def _on_readings(read: ReadRuleset, every: Iterable[ReadRuleset]) -> Iterator[Remark]:
    """Readings that nothing cites: no level, criterion, row, ground or table, no date or step."""
    cited: set[str] = set()
    for other in every:
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
