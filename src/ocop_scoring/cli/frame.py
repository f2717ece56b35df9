"""What every verb has: help in both languages, `--lang`, `--json`, arguments that refuse in one
sentence, answers in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..errors import CatalogError, Fault, FilingError, OcopError
from ..rules.catalog import Catalog, built_in
from ..rules.model import Ruleset
from ..sources.values import day, whole
from ..text import LANGUAGES, nearest
from .language import Speech, chosen

__all__ = [
    "Spoken",
    "Verb",
    "catalog_at",
    "catalog_option",
    "common_options",
    "day_option",
    "newest",
    "number",
    "one_of",
    "put_error",
    "put_json",
    "refusal",
    "speech_of",
    "usage_fault",
    "verb",
]

Value = Callable[[click.Context, click.Parameter, Any], Any]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def speech_of(ctx: click.Context) -> Speech:
    """How to speak in this run."""
    return ctx.obj if isinstance(ctx.obj, Speech) else chosen(())


class Spoken(click.Command):
    """A command whose help is looked up in the message catalogue, by its path
    (`cli.verb.rules-list`).
    """

    key: str = ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Cách dùng: ocop …`"""
        formatter.write_usage(
            ctx.command_path,
            " ".join(self.collect_usage_pieces(ctx)),
            f"{speech_of(ctx).say('usage')} ",
        )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Arguments first, options last, as people write them."""
        pieces = [
            piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx)
        ]
        return [*pieces, "[--…]"]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the verb does."""
        speech = speech_of(ctx)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(
                speech.say(f"verb.{self.key}") + "\n\n" + speech.say(f"more.{self.key}")
            )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments and options, each with its words."""
        speech = speech_of(ctx)
        rows = [_record(parameter, ctx, speech) for parameter in self.get_params(ctx)]
        with formatter.section(speech.say("arguments-and-options")):
            formatter.write_dl(rows)


def _record(parameter: click.Parameter, ctx: click.Context, speech: Speech) -> tuple[str, str]:
    record = parameter.get_help_record(ctx)  # an argument has none
    kind = "argument" if isinstance(parameter, click.Argument) else "option"
    name = _named(parameter)
    return (record[0] if record else name), speech.say(f"{kind}.{name.strip('-').lower()}")


class Verb(Spoken):
    """A command that does something; arguments too many are refused in one sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a complaint knows whose they are."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as problem:
            problem.ctx = problem.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb: its exit status, None for 0."""
        if ctx.args:
            raise refusal(
                "wrong-option",
                ctx.args[0],
                " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)]),
            )
        return super().invoke(ctx)


def verb(key: str) -> Callable[[Callable[..., int | None]], Verb]:
    """A verb under its path (`rules list`), with `--lang` and `--json`; it is called with `Speech`
    first and returns its exit status.
    """

    def made(function: Callable[..., int | None]) -> Verb:
        settings: dict[str, Any] = {"allow_extra_args": True}
        command = click.command(key.split()[-1], cls=Verb, context_settings=settings)(
            click.pass_obj(function)
        )
        command.params += common_options()
        command.key = key.replace(" ", "-")
        return command

    return made


def common_options() -> list[click.Parameter]:
    """The options of every verb; `language.chosen` has read them before."""
    return [
        click.Option(["--lang"], metavar="vi|en", callback=one_of(*LANGUAGES), expose_value=False),
        click.Option(["--json"], is_flag=True, expose_value=False),
    ]


def refusal(code: str, found: str, right: str, where: str = "", **values: object) -> OcopError:
    """An argument that can't be taken: its code, what was found, what would be right, and which
    argument it was.
    """
    return FilingError(Fault(code, None, where, found, right, values))


def _named(parameter: click.Parameter) -> str:
    """An argument as help and complaints name it: `--filed`, `DOSSIER`."""
    return (
        parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.name).upper()
    )


def one_of(*words: str) -> Value:
    """A callback for an argument that takes one of some words."""

    def read(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        raise refusal(
            "wrong-option", value, nearest(value, words) or ", ".join(words), _named(parameter)
        )

    return read


def _day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else day(value)
    except ValueError:
        raise refusal("not-a-date", str(value), "YYYY-MM-DD", _named(parameter)) from None


def day_option(name: str, required: bool = False) -> Decorator:
    """An option that takes a day."""
    return click.option(name, metavar="YYYY-MM-DD", required=required, callback=_day)


def number(_: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A callback for an argument that takes the number of a product set."""
    try:
        return None if value is None else whole(value)
    except ValueError:
        raise refusal("not-a-whole-number", str(value), "1, 2, 3, …", _named(parameter)) from None


def _catalog(_: click.Context, __: click.Parameter, value: str | None) -> Catalog:
    return built_in() if value is None else catalog_at(Path(value))


def catalog_at(folder: Path) -> Catalog:
    """The rulesets of a folder. CatalogError where it has none."""
    if not any(folder.glob("*/ruleset.yaml")):
        raise CatalogError(Fault("no-rulesets", None, "", str(folder), "RULESET/ruleset.yaml"))
    return Catalog(folder)


catalog_option: Decorator = click.option("--criteria", "catalog", metavar="DIR", callback=_catalog)
"""`--criteria DIR`: rulesets of another folder; the verb gets a `Catalog`."""


def newest(catalog: Catalog, name: str | None = None) -> Ruleset:
    """The ruleset of this id, or the newest one."""
    return catalog.ruleset(name) if name is not None else catalog.rulesets()[-1]


def put_json(document: object) -> None:
    """A document on stdout, in the form of `ocop score --json`."""
    # What no encoding holds (a file name of strange bytes) becomes \udc.., which JSON reads as it
    # was.
    click.echo(
        json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    )


def usage_fault(problem: click.UsageError) -> Fault:
    """What click says of an argument, as a fault of ours."""
    if isinstance(problem, click.NoSuchOption):
        known = _option_names(problem.ctx)
        return Fault(
            "wrong-option",
            None,
            "",
            problem.option_name,
            nearest(problem.option_name, known) or ", ".join(known),
        )
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return Fault("missing-argument", None, "", "", _named(problem.param))
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


def put_error(error: OcopError, speech: Speech) -> int:
    """One sentence a fault on stderr, with `--json` also `ocop-errors/1` on stdout: the exit
    status.
    """
    if speech.json:
        put_json(error.as_json())
    for line in error.lines(speech.lang):
        click.echo(line, err=True)
    return error.exit_status
