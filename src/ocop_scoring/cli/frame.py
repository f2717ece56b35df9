"""What every verb has: how it is declared, its help in the run's language, `--lang`, `--json`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..errors import Fault, OcopError
from ..frozen import Value
from ..lang import LANGUAGES
from ..rules.apart import is_ruleset_folder, ruleset_at
from ..rules.catalog import built_in
from .language import Speech, chosen
from .options import bad_argument, named, one_of, read_catalog, usage_of
from .output import put

__all__ = [
    "Argument",
    "Command",
    "Spoken",
    "Verb",
    "argument",
    "common_options",
    "criteria_option",
    "option",
    "speech_of",
    "verb",
]

Function = Callable[..., int | None]
Decorator = Callable[[Function], Function]


def speech_of(ctx: click.Context) -> Speech:
    """How to speak in this run."""
    return ctx.obj if isinstance(ctx.obj, Speech) else chosen(())


class Spoken(click.Command):
    """A command that says in the run's language what click says in English, and whose help goes
    where every answer goes.
    """

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Cách dùng: ocop …`"""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{speech_of(ctx).say('usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments and options, each with its words."""
        records = (parameter.get_help_record(ctx) for parameter in self.get_params(ctx))
        needed = f"[{speech_of(ctx).say('required')}]"
        with formatter.section(speech_of(ctx).say("arguments-and-options")):
            formatter.write_dl(
                [
                    (name, words.replace("[required]", needed))
                    for name, words in filter(None, records)
                ]
            )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, a line each, to be copied as they stand."""
        if self.epilog:
            with formatter.section(speech_of(ctx).say("examples")):
                for line in self.epilog.splitlines():
                    formatter.write(f"  {line}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """`--help`, with our words and our stdout."""

        def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
            if asked and not ctx.resilient_parsing:
                put(f"{ctx.get_help()}\n")
                ctx.exit()

        return flag(("-h", "--help"), show, speech_of(ctx))


def flag(names: tuple[str, ...], answer: Callable[..., None], speech: Speech) -> click.Option:
    """A flag that answers at once, whatever else was asked for."""
    words = speech.say(f"option.{names[-1].strip('-')}")
    return click.Option(
        list(names), is_flag=True, is_eager=True, expose_value=False, callback=answer, help=words
    )


class Command(Spoken):
    """A command that does something; one argument too many is refused in one sentence."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a complaint knows whose they are."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as problem:
            problem.ctx = problem.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb: its exit status, None for 0. What is wrong with a value of an option bears
        the option's name.
        """
        if ctx.args:
            several = "several-sheets" if self.takes("sheet") else "too-many"
            raise bad_argument("wrong-option", ctx.args[0], usage_of(ctx), habit=several)
        try:
            return super().invoke(ctx)
        except OcopError as error:
            raise type(error)([_of_option(fault, self.params) for fault in error.faults]) from None

    def takes(self, name: str) -> bool:
        """Whether it has an argument of this name."""
        return any(isinstance(p, click.Argument) and p.name == name for p in self.params)


def _of_option(fault: Fault, parameters: list[click.Parameter]) -> Fault:
    """A fault of a call, whose path is a parameter's name, as one of the option: `--decided`."""
    if fault.place is not None or not fault.path:
        return fault
    given = [p for p in parameters if isinstance(p, click.Option) and p.name == fault.path]
    return fault._replace(path=named(given[0])) if given else fault


class Argument(click.Argument):
    """An argument with a line of help, as options have one."""

    def __init__(self, names: list[str], help: str, **settings: Any) -> None:  # noqa: A002 - click's
        super().__init__(names, **settings)
        self.words = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Its name, and what it is."""
        return named(self), self.words


class Declared(NamedTuple):
    """An argument or option before the language of its help is known."""

    kind: type[click.Option] | type[Argument]
    names: tuple[str, ...]
    settings: dict[str, Any]

    def made(self, words: str) -> click.Parameter:
        """The parameter with its help."""
        return self.kind(list(self.names), help=words, **self.settings)

    def words(self, verb: str, speech: Speech) -> str:
        """Its help: what this verb's own message says, else the one for all verbs."""
        own, for_all = self.keys(verb)
        return speech.say(own if speech.has(own) else for_all)

    def keys(self, verb: str) -> tuple[str, str]:
        """The keys of its help: `option.VERB.NAME` and `option.NAME`, or `argument.…`."""
        group = "argument" if self.kind is Argument else "option"
        name = self.names[0].strip("-")
        return f"{group}.{verb}.{name}", f"{group}.{name}"


class Verb(Value):
    """A verb as its module declares it: path (`rules list`), function, arguments and options.

    The function is called with `Speech` first, then what it declared, by name; it returns the exit
    status, None for 0.
    """

    path: str
    function: Function
    declared: tuple[Declared, ...]

    def command(self, speech: Speech) -> click.Command:
        """The command of click's, its help in the run's language.

        Its words are the messages `cli.verb.PATH`, `cli.more.PATH` and, where it has one,
        `cli.example.PATH`, with hyphens in the path.
        """
        key = self.path.replace(" ", "-")
        takes = [declared.made(declared.words(key, speech)) for declared in self.declared]
        return Command(
            self.path.split()[-1],
            callback=click.pass_obj(self._called),
            params=[*takes, *common_options(speech)],
            help=f"{speech.say(f'verb.{key}')}\n\n{speech.say(f'more.{key}')}",
            epilog=speech.say(f"example.{key}") if speech.has(f"example.{key}") else None,
            options_metavar="[--…]",
        )

    def _called(self, speech: Speech, **values: Any) -> int | None:
        """Run the function. Where its `RULESET` is a ruleset's folder, the verb gets the catalogue
        that this one stands in, and its id there.
        """
        ruleset, catalog = values.get("ruleset"), values.get("catalog")
        if isinstance(ruleset, str) and catalog is built_in() and is_ruleset_folder(ruleset):
            values["catalog"], values["ruleset"] = ruleset_at(Path(ruleset))
        return self.function(speech, **values)


def verb(path: str) -> Callable[[Function], Verb]:
    """Make a function the verb of this path."""

    def made(function: Function) -> Verb:
        return Verb(path, function, tuple(getattr(function, "declared", ())))

    return made


def option(*names: str, **settings: Any) -> Decorator:
    """Declare an option as `click.option` does, its help left to the messages."""
    return _declare(Declared(click.Option, names, settings))


def argument(name: str, **settings: Any) -> Decorator:
    """Declare an argument as `click.argument` does, its help left to the messages."""
    return _declare(Declared(Argument, (name,), settings))


def _declare(declared: Declared) -> Decorator:
    def noted(function: Function) -> Function:
        known = getattr(function, "declared", ())  # decorators run from the last line to the first
        function.declared = (declared, *known)  # type: ignore[attr-defined]
        return function

    return noted


criteria_option = option("--criteria", "catalog", metavar="DIR", callback=read_catalog)
"""`--criteria DIR`: rulesets of another folder; the verb gets a `Catalog`."""


force_option = option("--force", is_flag=True)
"""`--force`: write over a file that no run of ours wrote."""


def common_options(speech: Speech) -> list[click.Parameter]:
    """The options of every verb; `language.chosen` has read them before."""
    return [
        click.Option(
            ["--lang"],
            metavar="vi|en",
            callback=one_of(*LANGUAGES),
            expose_value=False,
            help=speech.say("option.lang"),
        ),
        click.Option(["--json"], is_flag=True, expose_value=False, help=speech.say("option.json")),
    ]
