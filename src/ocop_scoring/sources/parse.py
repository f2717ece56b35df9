"""Parses the text of one YAML or JSON file strictly into values that know their places, and
collects what is refused.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..errors import Fault, Faults, OcopError, Place
from .characters import find_unseen, named
from .events import events
from .places import LINE_BREAK, PlacedList, PlacedMapping, Plain, Spot, place_of
from .unfit import unfit, unfit_in_form

__all__ = ["LIMIT_DEPTH", "parsed"]

LIMIT_DEPTH = 24

_SURROGATES = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"

_HALF = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
"""The escape of half a surrogate pair."""

_SYNTAX_ERRORS = (
    yaml.MarkedYAMLError,
    yaml.reader.ReaderError,
    RecursionError,
    ValueError,
    OverflowError,
)

_NULLS = frozenset(("", "~", "null"))
_WORDS_OF_JSON = {"true": True, "false": False, "null": None}

_WORDS_OF_YAML_1_1 = frozenset(
    form
    for word in ("~", "", "null", "yes", "no", "on", "off", "y", "n", "true", "false")
    for form in (word, word.title(), word.upper())
)

_NUMBERS_OF_YAML_1_1 = re.compile(
    r"[-+]?0[0-9_]+|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


def parsed(
    text: str, file: str, error: type[OcopError], json: bool = False, form: bool = False
) -> Any:
    """The values of a YAML or JSON text, with their places; all that is refused in `error`.

    In a form, which people fill in, text is left to the fields (`in_one_form`): here only what may
    stand nowhere is refused. Tabs count as a blank, but not among those that a line begins with,
    where nobody sees how far they reach.
    """
    if json:
        text = _checked_json(text, file, error, form)
    faults = list(unfit_in_form(text, file) if form else unfit(text, file))
    if faults:
        raise error(faults)
    if form:
        # The parsers take a byte-order mark only at the beginning; fields remove either.
        text = text.replace("\t", " ").replace("\ufeff", "\u200b")
    builder = _Builder(file, json, form)
    try:
        root = builder.build(text)
    except _SYNTAX_ERRORS as problem:
        fault = _syntax_fault(problem, text, file, "JSON" if json else "YAML")
        raise error([*builder.faults, _mended(fault, text, json, form)]) from None
    if builder.faults:
        raise error(_some(builder.faults))
    return root


def _some(found: list[Fault]) -> tuple[Fault, ...]:
    faults = Faults()
    faults.take(found)
    return faults.found


def _mended(fault: Fault, text: str, json: bool, form: bool) -> Fault:
    """A fault of syntax, with what would be right where one change of one line mends it."""
    if fault.code != "syntax" or fault.place is None:
        return fault
    from .hints import mended  # only on the way to an error

    return mended(fault, fault.place, text, lambda again: _stumbles_at(again, json, form)) or fault


def _stumbles_at(text: str, json: bool, form: bool) -> Place | None:
    """Where a text stops being well-formed; None where it is."""
    try:
        if json:
            _checked_json(text, "", OcopError, form, hints=False)
        else:
            _Builder("", json, form).build(text)
    except OcopError as error:
        return error.faults[0].place
    except _SYNTAX_ERRORS as problem:
        return _syntax_fault(problem, text, "", "YAML").place
    return None


def _checked_json(
    text: str, file: str, error: type[OcopError], form: bool, hints: bool = True
) -> str:
    import json  # only for JSON

    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as problem:
        place = place_of(text, _stumble(text, problem.pos, problem.msg), file)
        fault = Fault("syntax", place, "", "", "JSON", {"language": "JSON"})
        raise error(_mended(fault, text, True, form) if hints else fault) from None
    except RecursionError:
        raise error(Fault("too-deep", Place(file, 1, 1), "", "", str(LIMIT_DEPTH))) from None
    return re.sub(_SURROGATES, _joined, text.replace("\t", " "))


def _stumble(text: str, position: int, message: str) -> int:
    """Where JSON ends being well-formed: on every Python at the bracket after a needless comma."""
    if not message.startswith("Illegal trailing comma"):  # from 3.13 on, at the comma
        return position
    return len(text) - len(text[position + 1 :].lstrip())


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16) - 0xD800, int(match[3], 16) - 0xDC00
    return match[1] + chr(0x10000 + (high << 10) + low)


def _syntax_fault(problem: Exception, text: str, file: str, language: str) -> Fault:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    end = place_of(text, len(text), file)
    place = min(place, end)  # libyaml puts what is missing at the end one line too far
    half = _HALF.match(text, mark.index - 2) if mark and mark.index > 1 else None
    if half:
        return Fault("control-character", place, "", named(chr(int(half[1], 16))), "")
    return Fault("syntax", place, "", "", language, {"language": language})


def _needs_quotes(scalar: str) -> bool:
    if scalar in _WORDS_OF_YAML_1_1:
        return True
    return scalar[0] in "+-.0123456789" and _NUMBERS_OF_YAML_1_1.fullmatch(scalar) is not None


class _Builder:
    """Builds mappings and lists from parse events, and collects what is refused.

    It keeps a stack of its own: `yaml.compose` calls itself for every level, and a text of brackets
    alone takes the whole process down. One method for each kind of event; `container` is the
    mapping or list being filled, `key` the key of a mapping that waits for its value.
    """

    def __init__(self, file: str, json: bool, form: bool) -> None:
        self.file = file
        self.json = json
        self.form = form
        self.text = ""
        self.faults: list[Fault] = []
        self.root: Any = None if form else Plain("")
        self.documents = 0
        self.stack: list[tuple[Any, Any]] = []  # containers around this one, with their waiting key
        self.container: Any = None
        self.key: tuple[Any, Spot] | None = None

    def build(self, text: str) -> Any:
        """The content of a text; what is refused stands in `faults`."""
        self.text = text
        handlers = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open,
            SequenceStartEvent: self._open,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._begin,
        }
        for event in events(text):
            handle = handlers.get(type(event))
            if handle is not None and not handle(event):
                break
        return self.root

    # Each handler says whether reading goes on.

    def _scalar(self, event: Any) -> bool:
        value: Any = event.value
        is_key = self.key is None and type(self.container) is PlacedMapping
        if event.style == '"':
            self._check_escapes(event)
        elif not event.style and not is_key:
            value = self._plain(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if is_key:
            self._take_key(value, event)
        else:
            self._take_value(value, event)
        return True

    def _alias(self, event: Any) -> bool:
        self._refuse("alias", event.start_mark, f"*{event.anchor}", "")
        if self.key is None and type(self.container) is PlacedMapping:
            self._take_key("", event)
        else:
            self._take_value("", event)
        return True

    def _take_key(self, key: Any, event: Any) -> None:
        if key == "<<" or key in self.container:
            self._check_key(key, event)
        mark = event.start_mark
        self.key = (key, (mark.line, mark.column))

    def _take_value(self, value: Any, event: Any) -> None:
        if self.container is None:
            self.root = value
        else:
            self._put(value, event.start_mark)
            self.key = None

    def _check_key(self, key: str, event: Any) -> None:
        if key == "<<" and getattr(event, "style", None) in (None, ""):
            self._refuse("merge-key", event.start_mark, "<<", "")
        elif key in self.container:
            first = self.container.spots[key][0][0] + 1
            self._refuse("duplicate-key", event.start_mark, str(key), "", first=first)

    def _open(self, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        mark = event.start_mark
        if len(self.stack) >= LIMIT_DEPTH:
            self._refuse("too-deep", mark, "", str(LIMIT_DEPTH))
            return False
        is_mapping = type(event) is MappingStartEvent
        value: Any = PlacedMapping() if is_mapping else PlacedList()
        value.at = (mark.line, mark.column)
        value.spots = {} if is_mapping else []
        awaiting = None
        if type(self.container) is PlacedMapping and self.key is None:
            self._refuse("key-not-text", mark, "", "")
            self.key = awaiting = ("", value.at)
        self._put(value, mark)
        self.stack.append((self.container, awaiting))
        if len(self.stack) == 1:
            self.root = value
        self.container, self.key = value, None
        return True

    def _close(self, event: Any) -> bool:
        self.container, self.key = self.stack.pop()
        return True

    def _begin(self, event: Any) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self._refuse("tag", event.start_mark, "%TAG" if event.tags else "%YAML", "")
        if self.documents > 1:
            self._refuse("several-documents", event.start_mark, "---", "")
            return False
        return True

    def _put(self, value: Any, mark: Any) -> None:
        spot = (mark.line, mark.column)
        container = self.container
        if type(container) is PlacedMapping:
            assert self.key is not None
            name, key_spot = self.key
            container[name] = value
            container.spots[name] = (key_spot, spot)
        elif container is not None:
            container.append(value)
            container.spots.append(spot)

    def _plain(self, event: Any) -> Any:
        """An unquoted value: text, or a `Plain` where YAML 1.1 would not read text.

        In a form, null is None. In JSON, numbers and words are what they are in JSON.
        """
        value: str = event.value
        if self.json:
            return self._of_json(value, event)
        if not value:
            self._check_comma()
        if self.form and value in _NULLS:
            return None
        return Plain(value) if _needs_quotes(value) else value

    def _check_comma(self) -> None:
        """`{share: 0,82}` has a key 82 without a value: nobody means that."""
        if self.key is None or not self.key[0].isdecimal():
            return
        key, (line, column) = self.key
        before, after = _around(self.text, line, column)
        found = _DIGITS_AND_COMMA.search(before)
        if found and re.match(rf"{key}\s*[,}}\r\n]", after):
            place = Place(self.file, line + 1, column + 1 - len(found[0]))
            written = f"{found[1]},{key}"
            right = written.replace(",", ".")
            self.faults.append(Fault("decimal-comma", place, "", written, right))

    def _of_json(self, value: str, event: Any) -> Any:
        if value in _WORDS_OF_JSON:
            return _WORDS_OF_JSON[value]
        if value in ("NaN", "Infinity", "-Infinity"):  # which Python's reader takes for JSON
            self._refuse("syntax", event.start_mark, "", "JSON", language="JSON")
            return None
        # Python refuses to make an int of more than 4,300 digits.
        is_whole = len(value) < 1000 and value.lstrip("-").isdecimal()
        return int(value) if is_whole else _decimal(value)

    def _check_escapes(self, event: Any) -> None:
        """Escapes must not smuggle in refused characters (`"\\0"`, `"e\\u0301"`).

        In a form, each field looks at its own text.
        """
        if self.form:
            return
        unseen = find_unseen(event.value)
        if unseen:
            self._refuse("control-character", event.start_mark, named(unseen[0]), "")
        elif not unicodedata.is_normalized("NFC", event.value):
            self._refuse("not-nfc", event.start_mark, event.value.strip()[:40], "NFC")

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("anchor", event.start_mark, f"&{event.anchor}", "")
        if event.tag is not None:
            self._refuse("tag", event.start_mark, str(event.tag), "")

    def _refuse(self, code: str, mark: Any, found: str, right: str, **values: object) -> None:
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.faults.append(Fault(code, place, "", found, right, values))


def _around(text: str, line: int, column: int) -> tuple[str, str]:
    """A line of a text before a column of it, and after."""
    found = re.split(LINE_BREAK, text)[line]
    return found[:column], f"{found[column:]}\n"


_DIGITS_AND_COMMA = re.compile(r"(?<![\w.,])(\d+),$", re.ASCII)


def _decimal(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("NaN")
