"""How the command speaks: the language it was asked for, or the environment's, and whether answers
are JSON.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from ..frozen import Value
from ..lang import LANGUAGES, Lang, formatted, has_message
from ..text import said

__all__ = ["Speech", "chosen"]

_VARIABLES = ("OCOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class Speech(Value):
    """The language of what is said, and whether the answer goes to stdout as JSON."""

    lang: Lang
    json: bool = False

    def say(self, key: str, **values: object) -> str:
        """The command's message `cli.KEY` in its language, days as people write them there."""
        shown = {name: said(value, self.lang) for name, value in values.items()}
        return formatted(f"cli.{key}", self.lang, **shown)

    def has(self, key: str) -> bool:
        """Whether there is a message `cli.KEY`."""
        return has_message(f"cli.{key}", self.lang)


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Speech:
    """How to speak, known before arguments are parsed, since help and complaints need it too."""
    options = list(arguments)
    if "--" in options:
        options = options[: options.index("--")]
    return Speech(_asked_for(options) or _of_environment(environment), "--json" in options)


def _asked_for(options: list[str]) -> Lang | None:
    """The last `--lang` that names a language of ours."""
    asked = None
    for option, following in zip(options, [*options, ""][1:], strict=True):
        value = following if option == "--lang" else option.removeprefix("--lang=")
        asked = next(
            (lang for lang in LANGUAGES if lang == value and option.startswith("--lang")), asked
        )
    return asked


def _of_environment(environment: Mapping[str, str]) -> Lang:
    """English where the first variable that is set says so; Vietnamese otherwise."""
    said = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "en" if said.lower().startswith("en") else "vi"
