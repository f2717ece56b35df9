"""The two languages that the library speaks, and its messages in them: one file per room."""

from __future__ import annotations

import json
from functools import cache
from string import Formatter
from typing import Literal, cast

import yaml

from .installed import package_folder

__all__ = ["LANGUAGES", "Lang", "catalogue", "formatted", "has_message", "places_of"]

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")

_ROOMS: dict[str, str] = {
    "applicable": "rules",
    "blank": "filing",
    "cli": "cli",
    "coverage": "workshop",
    "crosswalk": "workshop",
    "diff": "diff",
    "disk": "errors",
    "error": "errors",
    "error-as-amended": "errors",
    "error-with-character": "errors",
    "field": "fields",
    "impact": "workshop",
    "lint": "workshop",
    "mutants": "workshop",
    "overview": "rounds",
    "papers": "papers",
    "policy": "rules",
    "proposal": "proposal",
    "record": "records",
    "report": "reporting",
    "workbook": "filing",
}
"""The file of messages that keys with this first word stand in."""

_OTHERS = "rating"


@cache
def _messages(room: str, lang: Lang) -> dict[str, str]:
    content = (package_folder() / "messages" / lang / f"{room}.yaml").read_bytes()
    found = _of_lines(content.decode())
    if found is not None:
        return found
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return cast("dict[str, str]", yaml.load(content, Loader=loader))


def _of_lines(text: str) -> dict[str, str] | None:
    """The messages of a file whose every line is `key: "message"` as JSON writes text; None of
    another. Nearly all files are such: YAML's own way takes eight times as long.
    """
    pairs = [line.partition(": ") for line in text.splitlines() if line[:1] not in ("", "#")]
    if not all(message.startswith('"') for _, _, message in pairs):
        return None
    try:
        return cast("dict[str, str]", json.loads(f"{{{','.join(map(_as_json, pairs))}}}"))
    except ValueError:
        return None


def _as_json(pair: tuple[str, str, str]) -> str:
    return f'"{pair[0]}":{pair[2]}'


def _of_room(key: str, lang: Lang) -> dict[str, str]:
    return _messages(_ROOMS.get(key.partition(".")[0], _OTHERS), lang)


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """All messages of one language, by key (`error.unknown-points`, `report.title`, …)."""
    rooms = dict.fromkeys(["errors", "rules", _OTHERS, *_ROOMS.values()])
    return {key: said for room in rooms for key, said in _messages(room, lang).items()}


def has_message(key: str, lang: Lang) -> bool:
    """Whether there is a message `key`."""
    return key in _of_room(key, lang)


def formatted(key: str, lang: Lang, **values: object) -> str:
    """The message `key` with its values put in; a missing key is a programming error (KeyError).

    `lang` must be one of `LANGUAGES`: `errors.language` checks what comes from outside.
    """
    message = _message(key, lang)
    return message.format(**values) if values else message


@cache
def places_of(key: str, lang: Lang) -> frozenset[str]:
    """The names of the values that the message `key` has places for."""
    return frozenset([name for _, name, _, _ in Formatter().parse(_message(key, lang)) if name])


@cache
def _message(key: str, lang: Lang) -> str:
    return _of_room(key, lang)[key]
