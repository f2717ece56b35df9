"""`ocop what-if`: change marks, facts, papers or rules, and see the star move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..errors import OcopError
from ..filing.forms import Dossier, ScoreSheet
from ..rating.score import ruleset_for
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from ..whatif.changed import changed
from ..whatif.patch import Patch, load_patch, read_patch
from ..whatif.what_if import what_if as asked
from .council import files_at, policy_at
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, one_of, read_count, read_day, read_ruleset
from .output import put
from .show import screen
from .show_what_if import show_what_if

__all__ = ["what_if"]

_BEST = 3


@verb("what-if")
@argument("dossier")
@argument("sheet", nargs=-1, required=True)
@option("--mark", "marks", metavar="[ID:]1.5=3", multiple=True)
@option("--without-mark", "without_marks", metavar="1.5", multiple=True)
@option("--fact", "facts", metavar="NAME=VALUE", multiple=True)
@option("--without-fact", "without_facts", metavar="NAME", multiple=True)
@option("--paper", "papers", metavar="KIND[=FIELD:VALUE,…]", multiple=True)
@option("--without-paper", "without_papers", metavar="KIND", multiple=True)
@option("--rules", metavar="B", callback=read_ruleset)
@option("--day", metavar="YYYY-MM-DD", callback=read_day)
@option("--patch", metavar="FILE")
@option("--star", metavar="1–5", callback=read_count)
@option("--keep", metavar="1.1,2.3", multiple=True)
@option("--change-kind", is_flag=True)
@option("--best", metavar="N", callback=read_count)
@option("--all", "every_criterion", is_flag=True)
@option("--policy", metavar="ID")
@option("--appointed", metavar="N", callback=read_count)
@option("--conflict", metavar="ID", multiple=True)
@option("--level", metavar="LEVEL", callback=one_of("district", "province", "ministry"))
@option("--ruleset", metavar="ID", callback=read_ruleset)
@criteria_option
def what_if(
    speech: Speech,
    dossier: str,
    sheet: tuple[str, ...],
    rules: str | None,
    day: date | None,
    patch: str | None,
    star: int | None,
    change_kind: bool,
    best: int | None,
    every_criterion: bool,
    policy: str | None,
    appointed: int | None,
    conflict: tuple[str, ...],
    level: Certifier | None,
    ruleset: str | None,
    catalog: Catalog,
    **changes: tuple[str, ...],
) -> int:
    """What a change does to a result. Exit status as of the result after it."""
    filed, sheets = files_at(dossier, sheet, catalog)
    chosen = policy_at(policy, catalog) if policy is not None else None
    first = ruleset_for(filed, ruleset, catalog=catalog, decided=_decided(sheets))
    alone = {"rules": rules, "day": day, "star": star}
    said = dict(_said(changes)) | {name: v for name, v in alone.items() if v is not None}
    given = _patch(patch, said, catalog, (first, filed, sheets))
    found = asked(
        first,
        filed,
        sheets,
        given,
        catalog=catalog,
        policy=chosen,
        appointed=appointed,
        conflicts=conflict,
        level=level,
        best=best or _BEST,
        change_kind=change_kind,
    )
    if speech.json:
        put(found.to_json())
    else:
        show_what_if(screen(), found, speech, every=every_criterion)
    return found.exit_status


def _decided(sheets: Iterable[ScoreSheet]) -> date | None:
    return max([s.assessed_on for s in sheets if s.assessed_on is not None], default=None)


# The patch


def _patch(
    file: str | None,
    said: dict[str, Any],
    catalog: Catalog,
    of: tuple[Ruleset, Dossier, tuple[ScoreSheet, ...]],
) -> Patch:
    """The patch of the file, if any, with what the command line says laid over it."""
    if file is None:
        return read_patch({"format": "ocop-what-if/1", **said}, catalog=catalog)
    of_file = load_patch(file, catalog=catalog)
    if not said:
        return of_file
    changed(*of, of_file)  # what doesn't fit is named with its place in the file
    written = of_file.model_dump()
    return read_patch(_over(written, said), catalog=catalog)


def _over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Two mappings as one: of what is a mapping or a list in both, the entries of both."""
    found = dict(under)
    for name, value in over.items():
        known = under.get(name)
        if isinstance(known, dict) and isinstance(value, dict):
            value = _over(known, value)
        elif isinstance(known, list | tuple) and isinstance(value, list | tuple):
            value = [*known, *value]
        found[name] = value
    return found


def _said(changes: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Any]]:
    """What the options say, as a patch has it."""
    own, members = _marks(changes["marks"])
    yield from [(name, marks) for name, marks in (("marks", own), ("members", members)) if marks]
    if changes["facts"]:
        yield "facts", _facts(changes["facts"])
    if changes["papers"]:
        yield "documents", [_paper(text) for text in changes["papers"]]
    kept = [number.strip() for given in changes["keep"] for number in given.split(",")]
    if kept:
        yield "keep", [number for number in kept if number]
    for name, option_name in _LEFT_OUT.items():
        if changes[option_name]:
            yield name, list(changes[option_name])


_LEFT_OUT = {
    "without_marks": "without_marks",
    "without_facts": "without_facts",
    "without_documents": "without_papers",
}


def _marks(given: Iterable[str]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The marks of the one sheet, and those of members by their ids."""
    own: dict[str, Any] = {}
    members: dict[str, dict[str, Any]] = {}
    for text in given:
        number, mark = _pair(text, "--mark", "1.5=3")
        member, colon, of_member = number.rpartition(":")
        marks = members.setdefault(member.strip(), {}) if colon else own
        levels = [level.strip() for level in mark.split(",")]
        if of_member.strip() in marks:
            raise _refused(f"{number}=… {number}=…", "--mark", text)
        marks[of_member.strip()] = levels if len(levels) > 1 else mark
    return own, members


def _facts(given: Iterable[str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for text in given:
        name, value = _pair(text, "--fact", "NAME=VALUE")
        if name in facts:
            raise _refused(f"{name}=… {name}=…", "--fact", text)
        facts[name] = value
    return facts


def _pair(text: str, name: str, right: str) -> tuple[str, str]:
    """What stands before an equals sign, and what behind it."""
    before, equals, behind = text.partition("=")
    if not (equals and before.strip() and behind.strip()):
        raise _refused(text, name, right)
    return before.strip(), behind.strip()


def _paper(text: str) -> dict[str, str]:
    """A paper: its kind, and the fields of it that are named."""
    kind, equals, fields = text.partition("=")
    paper = {"kind": kind.strip()}
    for field in fields.split(",") if equals else ():
        name, colon, value = field.partition(":")
        if not (colon and name.strip() and value.strip()):
            raise _refused(text, "--paper", f"{kind.strip()}=issued_on:2026-03-01")
        paper[name.strip()] = value.strip()
    return paper


def _refused(found: str, name: str, right: str) -> OcopError:
    return bad_argument("wrong-option", found, right, name)
