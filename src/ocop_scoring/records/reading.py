"""Reads a record's JSON strictly: UTF-8, no key twice, whole numbers alone, no more bytes and no
deeper than any record; whatever is wrong is one fault with its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from ..errors import Fault, Place, RecordError
from ..sources.places import place_of
from ..sources.read import decoded, too_large
from .pieces import Piece, joined, known_rules, piece, rules_piece

__all__ = ["MOST_BYTES", "MOST_DEPTH", "plain_json", "read_pieces"]

MOST_BYTES = 4_000_000
"""A record of more bytes is refused: one of a council of fifty has some 300,000."""

MOST_DEPTH = 24
"""So deep may a record nest; ours reach 13."""

_BIGGEST = 2**53 - 1
"""RFC 8785 knows whole numbers up to this one exactly."""


class _NumberError(ValueError):
    """A number that can't stand in a record."""


def read_pieces(content: bytes, file: str) -> dict[str, Piece]:
    """The values of a record's text by their names, each with its canonical bytes.

    RecordError where it is not a JSON object as a record's has to be.
    """
    if len(content) > MOST_BYTES:
        raise RecordError(too_large(file, MOST_BYTES))
    quick = _of_canonical(content)
    return _of_any_layout(content, file) if quick is None else quick


def _of_canonical(content: bytes) -> dict[str, Piece] | None:
    """The quick way of what `save` wrote: known rules are told by their digest and not read again.
    None where the text is laid out otherwise, or anything is wrong with it.

    INVARIANT: what comes out, written canonically, is the text itself; so no key stood there twice,
    and what was cut out stood where a record has it.
    """
    rest, known = _without_known_rules(content)
    try:
        read = _parsed(rest.decode())
        found = {name: _piece(name, value) for name, value in read.items()} | known
    except (ValueError, RecursionError, AttributeError):
        return None
    return found if joined(found) == content else None


_RULES = (
    ("product_set", b',"product_set":{', b',"recorded_on":'),
    ("ruleset", b',"ruleset":{', b',"sheets":'),
)
"""The names of a record's rules, and what stands before and behind them in canonical form."""


def _without_known_rules(content: bytes) -> tuple[bytes, dict[str, Piece]]:
    rest, known, at = [], {}, 0
    for name, begin, end in _RULES:
        start = content.find(begin, at)
        stop = content.find(end, start)
        if start < 0 or stop < 0:
            continue
        found = known_rules(content[start + len(begin) - 1 : stop])
        if found is not None:
            known[name] = found
            rest.append(content[at:start])
            at = stop
    rest.append(content[at:])
    return b"".join(rest), known


def _parsed(text: str, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    return json.loads(
        text,
        parse_int=_whole,
        parse_float=_refuse_number,
        parse_constant=_refuse_number,
        object_pairs_hook=pairs,
    )


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(number := int(digits)) > _BIGGEST:
        raise _NumberError(digits)
    return number


def _refuse_number(text: str) -> NoReturn:
    raise _NumberError(text)


def _piece(name: str, value: Any) -> Piece:
    _check_depth(value)
    found = piece(value)
    return rules_piece(found) if name in ("product_set", "ruleset") else found


def _check_depth(value: Any) -> None:
    """RecursionError where a document with this value in it nests deeper than `MOST_DEPTH`."""
    level, left = [value], MOST_DEPTH
    while level:
        if not left:
            raise RecursionError
        left -= 1
        level = [
            inner
            for outer in level
            if type(outer) in _HOLDERS
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) in _HOLDERS
        ]


_HOLDERS = frozenset((dict, list))


# Any other layout


def _of_any_layout(content: bytes, file: str) -> dict[str, Piece]:
    text = decoded(_whole_characters(content), file, RecordError, MOST_BYTES)
    try:
        document = _parsed(text, _each_once)
        if not isinstance(document, dict):
            raise _refused("not-a-record", Place(file, 1, 1), text[:40], "ocop-record/1")
        return {name: _piece(name, value) for name, value in document.items()}
    except RecursionError:
        raise _refused("too-deep", Place(file, 1, 1), "", str(MOST_DEPTH)) from None
    except _KeyTwiceError:
        raise RecordError(_twice(text, file)) from None
    except _NumberError as problem:
        place = _place_of_number(text, str(problem), file)
        raise _refused("number-in-record", place, str(problem)[:40], str(_BIGGEST)) from None
    except json.JSONDecodeError as problem:
        if text.lstrip("\ufeff \t\r\n")[:1] not in ("", "{"):
            found = text.partition("\n")[0][:40]
            raise _refused("not-a-record", Place(file, 1, 1), found, "ocop-record/1") from None
        place = place_of(text, problem.pos, file)
        raise _refused("syntax", place, "", "", language="JSON") from None
    except UnicodeEncodeError:
        place = Place(file, 1, 1)
        raise _refused("not-utf-8", place, "\\ud800–\\udfff", "UTF-8") from None


def _whole_characters(content: bytes) -> bytes:
    """The text without a character that it breaks off in: that is said of the JSON."""
    try:
        content.decode()
    except UnicodeDecodeError as problem:
        if problem.reason == "unexpected end of data":
            return content[: problem.start]
    return content


def _refused(code: str, place: Place, found: str, right: str, **values: object) -> RecordError:
    return RecordError(Fault(code, place, "", found, right, values))


class _KeyTwiceError(ValueError):
    """A key that stands twice in a mapping."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _KeyTwiceError
    return found


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]')


def _twice(text: str, file: str) -> Fault:
    """Where a key stands a second time, and in which line first."""
    inside: list[dict[str, int] | None] = []
    before, start = "", 0
    for token in _TOKEN.finditer(text):
        said = token.group()
        if said in "{[":
            inside.append({} if said == "{" else None)
        elif said in "}]":
            inside.pop()
        elif said == ":" and inside[-1] is not None:
            if before in inside[-1]:
                values = {"first": place_of(text, inside[-1][before], file).line}
                return Fault("duplicate-key", place_of(text, start, file), "", before, "", values)
            inside[-1][before] = start
        elif said[0] == '"':
            before, start = json.loads(said), token.start()
    raise AssertionError("no key stands twice")  # pragma: no cover


def _place_of_number(text: str, number: str, file: str) -> Place:
    """Where a number that can't stand in a record stands first, outside of texts."""
    pattern = rf'"(?:[^"\\]|\\.)*+"|(?<![\w.+-])({re.escape(number[:100])})'
    found = next((m for m in re.finditer(pattern, text) if m.group(1)), None)
    return place_of(text, found.start() if found else 0, file)


# What programs hand in


def plain_json(document: Mapping[str, object]) -> bytes:
    """A mapping as JSON text, for the reader of texts. RecordError for what JSON doesn't have."""
    try:
        return json.dumps(document, ensure_ascii=False, default=_frozen).encode()
    except (TypeError, ValueError, RecursionError) as problem:
        found = type(problem).__name__ if not str(problem) else str(problem)[:80]
        raise RecordError(Fault("not-a-record", None, "", found, "ocop-record/1")) from None


def _frozen(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
