"""The shape of a record: which names it has, and what stands under each. What rules, dossier,
sheets and result say within is looked at by `verify`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from ..errors import Fault, Faults, Place, RecordError
from .pieces import Piece

__all__ = ["DOCUMENTS", "FORMAT", "NAMES", "NAMES_OF_DIGESTS", "check_shape", "is_digest"]

FORMAT = "ocop-record/1"

DOCUMENTS = ("ruleset", "product_set", "policy", "dossier", "sheets", "result", "noted")
"""What stands in `digest` by digests alone."""


def check_shape(pieces: Mapping[str, Piece], file: str) -> None:
    """RecordError where a document is no record, is of a newer format, lacks a name, has another
    one, or has under a name what can't stand there.
    """
    _check_format(pieces, file)
    faults = Faults()
    faults.take(_wrong_in({name: found.value for name, found in pieces.items()}, _SHAPE, "", file))
    digests = pieces["digests"].value if "digests" in pieces else None
    if isinstance(digests, dict):
        faults.take(_wrong_in(digests, _SHAPE_OF_DIGESTS, "digests/", file))
    if not faults and digests is not None:
        faults.take(_beside(pieces, digests, file))
    faults.raise_any(RecordError)


def _check_format(pieces: Mapping[str, Piece], file: str) -> None:
    found = pieces["format"].value if "format" in pieces else None
    if found == FORMAT:
        return
    known = re.fullmatch(r"ocop-record/([1-9][0-9]{0,8})", found) if type(found) is str else None
    code = "newer-format" if known else "not-a-record"
    shown = "" if found is None else str(found)[:60]
    right = FORMAT if shown else ""
    raise RecordError(Fault(code, Place(file, 1, 1), "format", shown, right))


def _wrong_in(
    values: Mapping[str, Any],
    shape: Mapping[str, tuple[Callable[[Any], bool], str]],
    at: str,
    file: str,
) -> Iterator[Fault]:
    place = Place(file, 1, 1)
    for name in [name for name in shape if name not in values]:
        yield Fault("missing-field", place, f"{at}{name}", "", name, {"field": f"{at}{name}"})
    for name, value in values.items():
        if name not in shape:
            yield Fault("unknown-field", place, f"{at}{name}", name, "", {"field": f"{at}{name}"})
        elif not shape[name][0](value):
            shown = str(value)[:60]
            yield Fault("wrong-shape", place, f"{at}{name}", shown, shape[name][1])


def _beside(pieces: Mapping[str, Piece], digests: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """A council's policy, level and digest go together; each sheet has a digest."""
    place, has_policy = Place(file, 1, 1), pieces["policy"].value is not None
    right = "…" if has_policy else "null"
    for path, value in {
        "digests/policy": digests["policy"],
        "level": pieces["level"].value,
    }.items():
        if (value is not None) is not has_policy:
            yield Fault("wrong-shape", place, path, str(value)[:60], right)
    count, of = len(digests["sheets"]), len(pieces["sheets"].value)
    if count != of:
        yield Fault("wrong-shape", place, "digests/sheets", str(count), str(of))


# What stands under each name


def is_digest(value: object) -> bool:
    """Whether it is `sha256:` and 64 hex digits."""
    return type(value) is str and _DIGEST(value) is not None


_DIGEST = re.compile("sha256:[0-9a-f]{64}").fullmatch
_DAY = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}").fullmatch


def _is_day(value: object) -> bool:
    if type(value) is not str or not _DAY(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_object(value: object) -> bool:
    return type(value) is dict


def _is_text(value: object) -> bool:
    return type(value) is str and bool(value)


def _is_number(value: object) -> bool:
    return type(value) is int and value > 0


def _or_null(is_one: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or is_one(value)


def _each(is_one: Callable[[object], bool], least: int = 0) -> Callable[[Any], bool]:
    return lambda value: type(value) is list and len(value) >= least and all(map(is_one, value))


_DIGEST_SHOWN, _DAY_SHOWN = "sha256:…", "YYYY-MM-DD"
_LEVELS = ("district", "province", "ministry")

_SHAPE: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "format": (_is_text, FORMAT),
    "engine": (_is_number, "1, 2, …"),
    "library": (_is_text, "0.1.0"),
    "decided_on": (_is_day, _DAY_SHOWN),
    "recorded_on": (_or_null(_is_day), f"{_DAY_SHOWN}, null"),
    "supersedes": (_or_null(is_digest), f"{_DIGEST_SHOWN}, null"),
    "ruleset": (_is_object, "{…}"),
    "product_set": (_is_object, "{…}"),
    "policy": (_or_null(_is_object), "{…}, null"),
    "appointed": (_or_null(_is_number), "9, null"),
    "conflicts": (_each(_is_text), '["m3"]'),
    "level": (lambda value: value is None or value in _LEVELS, f"{', '.join(_LEVELS)}, null"),
    "dossier": (_is_object, "{…}"),
    "sheets": (_each(_is_object, 1), "[{…}]"),
    "result": (_is_object, "{…}"),
    "noted": (_each(_is_object), "[{…}]"),
    "digests": (_is_object, "{…}"),
    "digest": (is_digest, _DIGEST_SHOWN),
}
NAMES = tuple(_SHAPE)
"""The names of a record, in the order in which it is shown."""

_SHAPE_OF_DIGESTS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "ruleset": (is_digest, _DIGEST_SHOWN),
    "product_set": (is_digest, _DIGEST_SHOWN),
    "policy": (_or_null(is_digest), f"{_DIGEST_SHOWN}, null"),
    "dossier": (is_digest, _DIGEST_SHOWN),
    "sheets": (_each(is_digest, 1), f"[{_DIGEST_SHOWN}]"),
    "result": (is_digest, _DIGEST_SHOWN),
    "noted": (is_digest, _DIGEST_SHOWN),
}
NAMES_OF_DIGESTS = tuple(_SHAPE_OF_DIGESTS)
