"""The command itself: its menu of verbs, each loaded when it is called, and how a run ends."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from importlib import import_module

import click
from click.shell_completion import shell_complete

from ..errors import Fault, FilingError, OcopError, Place
from ..text import nearest
from ..version import __version__
from .frame import Spoken, Verb, common_options, flag, speech_of
from .interrupt import INTERRUPTED, ends_at_once
from .language import Speech, chosen
from .options import bad_argument, usage_fault
from .output import flush, prepare, put, put_error

__all__ = ["SECTIONS", "Menu", "run", "verb_at"]

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "section.rate": {
        "demo": "paper:demo",
        "score": "rate:score",
        "council": "council:council",
        "check": "check:check",
        "what-if": "what_if:what_if",
        "report": "paper:report",
    },
    "section.prove": {
        "seal": "seal:seal",
        "sign": "sign:sign",
        "verify": "verify:verify",
    },
    "section.forms": {
        "sheet new": "forms:new",
        "sheet read": "forms:read",
        "round new": "rounds:new",
        "round status": "rounds:status",
        "round run": "rounds:run",
    },
    "section.law": {
        "rules list": "law:listing",
        "rules show": "law:show",
        "rules check": "release:check",
        "rules find": "law:find",
        "rules applicable": "dates:applicable",
        "rules certificate": "dates:certificate",
        "rules digest": "release:digest",
        "rules lock": "release:lock",
        "check-cases": "workshop:check_cases",
        "schema": "schema:schema",
    },
    "section.workshop": {
        "coverage": "coverage:coverage",
        "mutate": "mutate:mutate",
        "reach": "reach:reach",
        "lint": "lint:lint",
        "diff": "diff:diff",
        "carry-over": "carry:carry_over",
        "impact": "impact:impact",
        "proposal new": "proposal:new",
        "proposal build": "proposal:build",
    },
}
"""The verbs by the sections of `ocop --help`: the path of each, and where it lives."""

_HOMES = {path: home for verbs in SECTIONS.values() for path, home in verbs.items()}


def verb_at(path: str) -> Verb:
    """The verb of this path; its module is loaded now, so that no run pays for other verbs."""
    module, name = _HOMES[path].split(":")
    with ends_at_once():
        found = getattr(import_module(f".{module}", __package__), name)
    assert isinstance(found, Verb)
    return found


@click.pass_context
def _without_verb(ctx: click.Context) -> int | None:
    """A menu that no verb follows shows itself; the exit status says that nothing was done."""
    if ctx.invoked_subcommand is not None:
        return None
    put(f"{ctx.get_help()}\n")
    return 2


class Menu(Spoken, click.Group):
    """A command with verbs under it: `ocop`, `ocop rules`, `ocop sheet`."""

    def __init__(self, speech: Speech, path: str = "") -> None:
        key = path or "ocop"
        super().__init__(
            key,
            invoke_without_command=True,
            callback=_without_verb,
            params=common_options(speech),
            help=f"{speech.say(f'verb.{key}')}\n\n{speech.say(f'more.{key}')}",
            options_metavar="",
            subcommand_metavar=speech.say("verb-metavar"),
        )
        self.path = path
        if not path:
            self.params.append(flag(("--version",), _version, speech))

    def _paths(self) -> list[str]:
        begins = f"{self.path} " if self.path else ""
        return [path for path in _HOMES if path.startswith(begins)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The next word of every verb under this menu."""
        begins = f"{self.path} " if self.path else ""
        words = (path.removeprefix(begins).split()[0] for path in self._paths())
        return list(dict.fromkeys(words))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb or menu of this name."""
        path = f"{self.path} {cmd_name}".strip()
        if path in _HOMES:
            return verb_at(path).command(speech_of(ctx))
        if any(known.startswith(f"{path} ") for known in _HOMES):
            return Menu(speech_of(ctx), path)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the arguments name. OcopError, with the nearest, where there is none."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            known = self.list_commands(ctx)
            near = nearest(args[0].lower(), known)
            habit = {"habit": "meant"} if near else {}
            raise bad_argument(
                "wrong-option", args[0], near or ", ".join(known), self.path, **habit
            )
        return args[0], command, args[1:]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every verb under this menu with one line, by section; then the options of all."""
        speech, paths = speech_of(ctx), self._paths()
        for section, verbs in SECTIONS.items():
            rows = [
                (path, speech.say(f"verb.{path.replace(' ', '-')}"))
                for path in verbs
                if path in paths
            ]
            if rows:
                with formatter.section(speech.say(section)):
                    formatter.write_dl(rows)
        Spoken.format_options(self, ctx, formatter)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        put(f"ocop {__version__}\n")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run a command line: its exit status. Whatever is wrong is said in sentences.

    0 done; 1 nothing found, or a check did not hold; 2 bad input; 3 rejected; 4 incomplete; 130
    ended by Ctrl-C.
    """
    speech = chosen(arguments)
    prepare()
    try:
        status = _called(list(arguments), speech)
        flush()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OcopError as error:
        return put_error(error, speech)
    except click.UsageError as problem:
        return put_error(FilingError(usage_fault(problem)), speech)
    except OSError as problem:
        return put_error(_of_disk(problem), speech)
    return status


def _called(arguments: list[str], speech: Speech) -> int:
    menu = Menu(speech)
    completing = os.environ.get("_OCOP_COMPLETE")  # a shell asks what could come next
    if completing:
        return shell_complete(menu, {"obj": speech}, "ocop", "_OCOP_COMPLETE", completing)
    try:
        with menu.make_context("ocop", arguments, obj=speech) as ctx:
            done = menu.invoke(ctx)
    except click.exceptions.Exit as left:
        return left.exit_code
    return done if isinstance(done, int) else 0


def _of_disk(problem: OSError) -> OcopError:
    """What the disk says of a path that no verb has looked at more closely: a name that is too
    long, a folder that may not be entered.
    """
    place = Place(os.fsdecode(problem.filename), 1, 1) if problem.filename else None
    reason = problem.strerror or errno.errorcode.get(problem.errno or 0, type(problem).__name__)
    return FilingError(Fault("unreadable-path", place, "", reason, ""))
