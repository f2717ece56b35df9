"""Reads what stands on the command line: days, numbers, words, folders; each refused in one
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from ..errors import CatalogError, Fault, FilingError, OcopError
from ..lang import LANGUAGES
from ..rules.apart import is_ruleset_folder, ruleset_at
from ..rules.catalog import Catalog, built_in, catalog_lent
from ..rules.ruleset import Ruleset
from ..sources.layout import is_there, rulesets_in
from ..sources.values import day, whole
from ..text import nearest
from .language import Speech

__all__ = [
    "bad_argument",
    "catalog_at",
    "folder_of_rulesets",
    "named",
    "newest",
    "one_of",
    "read_catalog",
    "read_count",
    "read_day",
    "read_number",
    "read_ruleset",
    "usage_fault",
    "usage_of",
]

Reader = Callable[[click.Context, click.Parameter, Any], Any]
"""What click calls with the text of an argument, for its value."""


def bad_argument(code: str, found: str, right: str, where: str = "", **values: object) -> OcopError:
    """An argument that can't be taken: its code, what was found, what would be right, and which
    argument it was.
    """
    return FilingError(Fault(code, None, where, found, right, values))


def named(parameter: click.Parameter) -> str:
    """An argument as help and complaints name it: `--filed`, `DOSSIER`."""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str(parameter.name).upper()


def usage_of(ctx: click.Context) -> str:
    """How a verb is written: `ocop score [--…] DOSSIER SHEET`."""
    pieces = [piece.replace("...", "…") for piece in ctx.command.collect_usage_pieces(ctx)]
    return " ".join([ctx.command_path, *pieces])


def one_of(*words: str) -> Reader:
    """A reader of one of some words."""

    def read(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        from ..sources.words import word  # only on the way to an error

        near = word(value, words)
        habit = {"habit": "meant"} if near else {}
        right = near or ", ".join(words)
        raise bad_argument("wrong-option", value, right, named(parameter), **habit)

    return read


def _refused(refusal: PydanticCustomError, parameter: click.Parameter) -> OcopError:
    """What a reader of values refuses, as a complaint about an argument."""
    context = dict(refusal.context or {})
    found, right = context.pop("found"), context.pop("right")
    return bad_argument(refusal.type, found, right, named(parameter), **context)


def read_day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day, `YYYY-MM-DD`."""
    try:
        return None if value is None else day(value)
    except PydanticCustomError as refusal:
        raise _refused(refusal, parameter) from None


_BELOW_NONE = re.compile(r"-\d+", re.ASCII)


def read_number(_: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """The number of a product set, `08` as file names have it among them; a number of points."""
    if value is None:
        return None
    try:
        return whole(value.lstrip("0") or value)
    except PydanticCustomError as refusal:
        if _BELOW_NONE.fullmatch(value):  # whole it is: that is not what is wrong
            raise bad_argument("out-of-range", value, "0, 1, 2, …", named(parameter)) from None
        raise _refused(refusal, parameter) from None


def read_count(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """How many: a whole number from 1."""
    found = read_number(context, parameter, value)
    if found == 0:
        raise bad_argument("out-of-range", value or "", "1, 2, 3, …", parameter.opts[0])
    return found


_PRINTED = re.compile(r"(\d+)/(\d{4})(/.*)?", re.ASCII)


def read_ruleset(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The id of a ruleset; a decision's printed number, `26/2026/QĐ-TTg`, is one too."""
    printed = _PRINTED.fullmatch(value or "")
    return f"{printed[1]}-{printed[2]}" if printed else value


def read_catalog(_: click.Context, __: click.Parameter, value: str | None) -> Catalog:
    """The rulesets of a folder; the built-in ones where none is named."""
    return built_in() if value is None else catalog_at(Path(value))


def catalog_at(folder: Path) -> Catalog:
    """The rulesets of a folder. CatalogError where it has none."""
    if not rulesets_in(folder):
        raise CatalogError(_without_rulesets(folder))
    return Catalog(folder) if is_there(folder / "facts.yaml") else catalog_lent(folder)


def folder_of_rulesets(folder: Path, ruleset: str | None) -> tuple[Catalog, str | None]:
    """A folder of rulesets, or the folder of one, as `--folder` names it: the catalogue, and which
    of its rulesets is asked for.
    """
    if is_ruleset_folder(str(folder)):
        return ruleset_at(folder)
    return catalog_at(folder), ruleset


def _without_rulesets(folder: Path) -> Fault:
    """That a folder has no rulesets; of a ruleset's own folder, which one to name instead."""
    if is_there(folder / "ruleset.yaml"):
        values = {"habit": "ruleset", "parent": str(folder.parent)}
        return Fault("no-rulesets", None, "", str(folder), str(folder.parent), values)
    return Fault("no-rulesets", None, "", str(folder), "RULESET/ruleset.yaml")


def newest(catalog: Catalog, name: str | None = None) -> Ruleset:
    """The ruleset of this id, or the newest one."""
    return catalog.ruleset(name) if name is not None else catalog.newest()


def usage_fault(problem: click.UsageError) -> Fault:
    """What click says of an argument, as a fault of ours."""
    if isinstance(problem, click.NoSuchOption):
        return _no_such_option(problem)
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return _missing(problem.param, problem.ctx)
    if isinstance(problem, click.BadOptionUsage):
        if problem.option_name in _option_names(problem.ctx, flags=True):
            return Fault("wrong-option", None, "", f"{problem.option_name}=…", problem.option_name)
        values = {"habit": "value"}
        return Fault("missing-argument", None, "", "", problem.option_name, values)
    return Fault("wrong-option", None, "", problem.format_message(), "--help")


def _no_such_option(problem: click.NoSuchOption) -> Fault:
    """An option that the verb doesn't have: an argument written as one, else the nearest."""
    found, ctx = problem.option_name, problem.ctx
    parameters = ctx.command.params if ctx else []
    if ctx and any(
        isinstance(p, click.Argument) and p.name == found.strip("-") for p in parameters
    ):
        return Fault("wrong-option", None, "", found, usage_of(ctx), {"habit": "argument"})
    known = _option_names(ctx)
    near = nearest(found, known)
    values = {"habit": "meant"} if near else {}
    return Fault("wrong-option", None, "", found, near or ", ".join(known), values)


def _missing(parameter: click.Parameter, ctx: click.Context | None) -> Fault:
    """An argument that is not there: what it is, and how the verb is written."""
    values: dict[str, object] = {}
    if ctx is not None:
        is_option = isinstance(parameter, click.Option)
        usage = f"{ctx.command_path} {named(parameter)} …" if is_option else usage_of(ctx)
        values = {"habit": "titled", "usage": usage}
        kind = "option" if is_option else "argument"
        name = (parameter.opts[0] if is_option else str(parameter.name)).strip("-")
        own = f"{kind}.{'-'.join(ctx.command_path.split()[1:])}.{name}"
        for lang in LANGUAGES:
            said = Speech(lang)
            values[f"title_{lang}"] = said.say(own if said.has(own) else f"{kind}.{name}")
    return Fault("missing-argument", None, "", "", named(parameter), values)


def _option_names(ctx: click.Context | None, *, flags: bool = False) -> list[str]:
    """The options of the verb; with `flags`, those that take no value."""
    parameters: Iterable[click.Parameter] = ctx.command.get_params(ctx) if ctx else ()
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    return [name for option in options if option.is_flag or not flags for name in option.opts]
