"""The command itself: its menu of verbs, each loaded when it is called, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from ..errors import FilingError, OcopError
from ..text import nearest
from ..version import __version__
from .frame import Spoken, common_options, put_error, refusal, speech_of, usage_fault
from .language import chosen

__all__ = ["SECTIONS", "app"]

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "rate": {"demo": "paper:demo", "score": "rate:score", "report": "paper:report"},
    "forms": {"sheet new": "forms:new"},
    "law": {
        "rules list": "law:listing",
        "rules show": "law:show",
        "rules find": "law:find",
        "rules check": "law:check",
        "rules applicable": "law:applicable",
        "rules certificate": "law:certificate",
        "rules lock": "law:lock",
        "check-cases": "workshop:check_cases",
        "schema": "schema:schema",
    },
}
"""The verbs by the sections of `ocop --help`: the path of each, and where it lives."""

_VERBS = {path: home for verbs in SECTIONS.values() for path, home in verbs.items()}


@click.pass_context
def _without_verb(ctx: click.Context) -> int | None:
    """A menu that no verb follows shows itself; the exit status says that nothing was done."""
    if ctx.invoked_subcommand is not None:
        return None
    click.echo(ctx.get_help())
    return 2


class Menu(Spoken, click.Group):
    """A command with verbs under it; a verb's module is loaded only when the verb is called."""

    def __init__(self, path: str = "", **settings: Any) -> None:
        super().__init__(
            path or "ocop", invoke_without_command=True, callback=_without_verb, **settings
        )
        self.path = path
        self.key = path or "ocop"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The next word of every verb under this menu."""
        return list(
            dict.fromkeys(path.removeprefix(self.path).split()[0] for path in self._paths())
        )

    def _paths(self) -> list[str]:
        return [path for path in _VERBS if path.startswith(f"{self.path} " if self.path else "")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb or menu of this name."""
        path = f"{self.path} {cmd_name}".strip()
        if path in _VERBS:
            module, name = _VERBS[path].split(":")
            found = getattr(import_module(f".{module}", __package__), name)
            assert isinstance(found, click.Command)
            return found
        return Menu(path) if any(known.startswith(f"{path} ") for known in _VERBS) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the arguments name. OcopError, with the nearest, where there is none."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            known = self.list_commands(ctx)
            raise refusal(
                "wrong-option", args[0], nearest(args[0], known) or ", ".join(known), self.path
            )
        return args[0], command, args[1:]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """A menu is used with one of its verbs."""
        return [speech_of(ctx).say("verb-metavar")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every verb under this menu with one line, by section; then the options of all."""
        speech = speech_of(ctx)
        for section, verbs in SECTIONS.items():
            rows = [
                (path, speech.say(f"verb.{path.replace(' ', '-')}"))
                for path in verbs
                if path in self._paths()
            ]
            if rows:
                with formatter.section(speech.say(f"section.{section}")):
                    formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command line and exit: 0 done, 2 bad input, 3 rejected, 4 incomplete."""
        arguments = list(sys.argv[1:] if args is None else args)
        speech = chosen(arguments)
        _never_choke()
        try:
            done = super().main(
                arguments, "ocop", complete_var, standalone_mode=False, obj=speech, **extra
            )
            status = done if isinstance(done, int) else 0
        except OcopError as error:
            status = put_error(error, speech)
        except click.UsageError as problem:
            status = put_error(FilingError(usage_fault(problem)), speech)
        except click.Abort:
            status = 130  # as a shell says of a run that Ctrl-C ended
        _leave(status)


def _never_choke() -> None:
    """A terminal of another encoding shows what it can, and a file name of strange bytes stops
    nothing.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _leave(status: int) -> NoReturn:
    """Exit; a reader that has gone away (`| head`) is no error worth a word."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"ocop {__version__}")
        ctx.exit()


app = Menu(
    params=[
        *common_options(),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version
        ),
    ]
)
"""The `ocop` command."""
