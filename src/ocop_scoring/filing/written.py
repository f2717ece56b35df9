"""Forms written as YAML, as the strict reader takes it: for people to read and correct."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ..sources.model import Form

__all__ = ["yaml_of"]


def yaml_of(form: Form) -> str:
    """A form as YAML text: what was given, in the order of its fields."""
    return "".join(f"{line}\n" for line in _mapping(form.model_dump(mode="json"), ""))


def _mapping(entries: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in entries.items():
        if value is not None:
            yield from _entry(f"{indent}{_key(key)}:", value, indent)


def _entry(begin: str, value: object, indent: str) -> Iterator[str]:
    """A key and its value: on one line, or a mapping's entries and a list's mappings under it."""
    if isinstance(value, Mapping) and value:
        yield begin
        yield from _mapping(value, f"{indent}  ")
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        yield begin
        for entry in value:
            first, *others = _mapping(entry, f"{indent}    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from others
    else:
        yield f"{begin} {_value(value)}"


def _key(key: str) -> str:
    return key if _PLAIN_KEY(key) else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        is_plain = _PLAIN(value) and value not in _OTHERS
        return value if is_plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


_PLAIN_KEY = re.compile("[a-z][a-z0-9_]*", re.ASCII).fullmatch
_PLAIN = re.compile(r"[a-z][a-z0-9-]*(/[0-9])?|[12]\d{3}-\d\d-\d\d", re.ASCII).fullmatch
_OTHERS = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))
"""Words that other YAML readers take for something else than text."""
