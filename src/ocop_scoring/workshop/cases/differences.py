"""How what came of a case differs from what it expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["Difference", "differences"]


class Difference(NamedTuple):
    """One thing that a case expects and that came otherwise."""

    what: str
    expected: str
    found: str


def differences(wanted: Mapping[str, Any], came: Mapping[str, Any]) -> Iterator[Difference]:
    """Everything named in `wanted` that came otherwise; of a mapping or a list of mappings, as far
    as their keys are named.
    """
    for what, value in wanted.items():
        found = _as_far_as_named(value, came[what])
        if found != value:
            yield Difference(what, _written(value), _written(found))


def _written(value: Any) -> str:
    """A value as a deck writes it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "null" if value is None else str(value)


def _as_far_as_named(wanted: Any, found: Any) -> Any:
    """What came, cut to the keys that the case names."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return {key: _as_far_as_named(entry, found.get(key)) for key, entry in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [_as_far_as_named(one, other) for one, other in zip(wanted, found, strict=True)]
    return found
