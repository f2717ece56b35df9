"""How a proposal begins: a folder that amends a ruleset, with everything that somebody with one
editor needs to write changes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...errors import Fault, FilingError, Place, RulesetError
from ...lang import Lang
from ...rules.catalog import Catalog
from ...rules.ruleset import Ruleset
from ...sources.layout import folders_of, is_there
from ...spelling import bare, spelled, words_of
from ...text import say
from ...writing import folder_at, write_new
from ..lint.read import ReadRuleset, read_ruleset
from .addresses import with_addresses
from .examples import examples_of
from .present import present_values

__all__ = ["SCHEMAS", "begin", "folder_for"]

SCHEMAS = ("changes", "amendment", "case")
"""The schemas of the files that a proposal has: an editor completes and checks by them."""


def folder_for(ruleset: str, named: Path) -> Path:
    """The folder of a proposal on a ruleset: `26-2026+de-xuat` for one that is named `Đề xuất`. A
    name that says the ruleset already stays. FilingError for a name without letters or digits.
    """
    base, _, own = named.name.rpartition("+")
    words = words_of(bare(spelled(own)))
    if not words or (base and base != ruleset):
        right = f"{ruleset}+de-xuat"
        place = Place(str(named), 1, 1)
        raise FilingError(Fault("wrong-proposal-name", place, "", named.name, right))
    return named.with_name(f"{ruleset}+{'-'.join(words)}")


def begin(
    catalog: Catalog, ruleset: str, named: Path, schemas: Mapping[str, str], lang: Lang
) -> tuple[Path, tuple[str, ...]]:
    """Make the folder of a proposal on a ruleset, whole or not at all: it, and the files in it.

    `schemas` are the JSON Schemas of `SCHEMAS`, as text. FilingError where the folder is there
    already or can't be made; CatalogError for a ruleset that isn't known; RulesetError where the
    ruleset doesn't hold together, or would not be found as the base of this folder.
    """
    rules = catalog.ruleset(ruleset)
    folder = folder_for(rules.id, named)
    if os.path.lexists(folder):
        place, values = Place(str(folder), 1, 1), {"habit": "folder"}
        raise FilingError(Fault("file-exists", place, "", str(folder), "", values))
    base = folders_of(folder)[-2]
    if not is_there(base / "ruleset.yaml"):
        place, right = Place(str(folder / "ruleset.yaml"), 1, 1), f"{rules.id}/ruleset.yaml"
        raise RulesetError(Fault("base-missing", place, "", rules.id, right))
    files = dict(_files(rules, read_ruleset(catalog, rules.id), folder.name, schemas, lang))
    _write(folder, files)
    return folder, tuple(name for name in files if not name.startswith("."))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files into a folder of another name, then give it its own."""
    draft = folder.with_name(f".ocop-{os.urandom(8).hex()}")
    try:
        folder_at(draft)
        for name, text in files.items():
            folder_at((draft / name).parent)
            write_new(draft / name, text.encode())
        try:
            os.rename(draft, folder)
        except OSError as problem:
            fault = Fault(
                "unwritable-file", Place(str(folder), 1, 1), "", str(problem.strerror), ""
            )
            raise FilingError(fault) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _files(
    rules: Ruleset, read: ReadRuleset, name: str, schemas: Mapping[str, str], lang: Lang
) -> Iterator[tuple[str, str]]:
    """The files of a proposal by their paths."""
    yield "README.txt", say("proposal.readme", lang, ruleset=rules.id, folder=name) + "\n"
    yield "ruleset.yaml", _ruleset(rules, name, lang)
    yield "changes.yaml", _changes(read, lang)
    present = present_values(read, lang)
    yield "hien-hanh.txt", present
    case = say("proposal.cases-about", lang)
    yield "cases/README.txt", f"{case}\n"
    of_changes = with_addresses(schemas["changes"], read, present, lang)
    for schema, content in {**schemas, "changes": of_changes}.items():
        yield f".schemas/{schema}.json", content


def _comments(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _modeline(schema: str) -> str:
    return f"# yaml-language-server: $schema=.schemas/{schema}.json"


def _ruleset(rules: Ruleset, name: str, lang: Lang) -> str:
    """Who the proposal is: never official, of the days of its base."""
    titles = [
        f"{tongue}: {_quoted(say('proposal.ruleset-title', tongue, title=rules.title.say(tongue)))}"
        for tongue in _BOTH
    ]
    number = _quoted(say("proposal.no-number", "vi"))
    until = f", until: {rules.in_force.until}" if rules.in_force.until else ""
    lines = [
        _modeline("amendment"),
        *_comments(say("proposal.ruleset-about", lang, ruleset=rules.id)),
        f"id: {name}",
        "revision: 1",
        *titles,
        f"decision: {{number: {number}, issued_on: {rules.issued_on}}}",
        f"in_force: {{from: {rules.in_force.from_}{until}, article: {number}}}",
        "replaces: []",
    ]
    return "\n".join(lines) + "\n"


_BOTH: tuple[Lang, Lang] = ("vi", "en")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _changes(read: ReadRuleset, lang: Lang) -> str:
    """An empty list of changes, and examples in comments that hold for this ruleset."""
    lines = [_modeline("changes"), *_comments(say("proposal.changes-about", lang))]
    for example in examples_of(read):
        lines += ["", *_comments(say(example.said, lang, **example.values))]
        lines += [f"#{line}" for line in example.lines]
    lines += ["", *_comments(say("proposal.changes-end", lang))]
    return "\n".join(lines) + "\n"
