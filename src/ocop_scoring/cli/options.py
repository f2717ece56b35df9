"""Reads what stands on the command line: days, numbers, words, folders; each refused in one
sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..errors import CatalogError, Fault, FilingError, OcopError
from ..rules.catalog import Catalog, built_in
from ..rules.ruleset import Ruleset
from ..sources.layout import rulesets_in
from ..sources.values import day, whole
from ..text import nearest

__all__ = [
    "bad_argument",
    "catalog_at",
    "named",
    "newest",
    "one_of",
    "read_catalog",
    "read_day",
    "read_number",
    "usage_fault",
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


def one_of(*words: str) -> Reader:
    """A reader of one of some words."""

    def read(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        right = nearest(value, words) or ", ".join(words)
        raise bad_argument("wrong-option", value, right, named(parameter))

    return read


def read_day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day, `YYYY-MM-DD`."""
    try:
        return None if value is None else day(value)
    except ValueError:
        raise bad_argument("not-a-date", str(value), "YYYY-MM-DD", named(parameter)) from None


def read_number(_: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """The number of a product set."""
    try:
        return None if value is None else whole(value)
    except ValueError:
        raise bad_argument(
            "not-a-whole-number", str(value), "1, 2, 3, …", named(parameter)
        ) from None


def read_catalog(_: click.Context, __: click.Parameter, value: str | None) -> Catalog:
    """The rulesets of a folder; the built-in ones where none is named."""
    return built_in() if value is None else catalog_at(Path(value))


def catalog_at(folder: Path) -> Catalog:
    """The rulesets of a folder. CatalogError where it has none."""
    if not rulesets_in(folder):
        raise CatalogError(Fault("no-rulesets", None, "", str(folder), "RULESET/ruleset.yaml"))
    return Catalog(folder)


def newest(catalog: Catalog, name: str | None = None) -> Ruleset:
    """The ruleset of this id, or the newest one."""
    return catalog.ruleset(name) if name is not None else catalog.newest()


def usage_fault(problem: click.UsageError) -> Fault:
    """What click says of an argument, as a fault of ours."""
    if isinstance(problem, click.NoSuchOption):
        known = _option_names(problem.ctx)
        right = nearest(problem.option_name, known) or ", ".join(known)
        return Fault("wrong-option", None, "", problem.option_name, right)
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return Fault("missing-argument", None, "", "", named(problem.param))
    if isinstance(problem, click.BadOptionUsage):
        if problem.option_name in _option_names(problem.ctx, flags=True):
            return Fault("wrong-option", None, "", f"{problem.option_name}=…", problem.option_name)
        return Fault("missing-argument", None, "", "", problem.option_name)
    return Fault("wrong-option", None, "", problem.format_message(), "--help")


def _option_names(ctx: click.Context | None, *, flags: bool = False) -> list[str]:
    """The options of the verb; with `flags`, those that take no value."""
    parameters: Iterable[click.Parameter] = ctx.command.get_params(ctx) if ctx else ()
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    return [name for option in options if option.is_flag or not flags for name in option.opts]
