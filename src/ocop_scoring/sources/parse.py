"""Parses the text of one YAML or JSON file strictly into values that know their places, and
collects what is refused.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
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
from .characters import find_refused, find_unseen, named
from .events import events
from .places import LINE_BREAK, PlacedList, PlacedMapping, Plain, Spot, place_of

__all__ = ["LIMIT_DEPTH", "parsed"]

LIMIT_DEPTH = 24

_SURROGATES = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"

_HALF = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
"""The escape of half a surrogate pair."""

_TAB_FIRST = re.compile("(?:^|[\r\n]) *(\t)")
"""A tab among the blanks that a line begins with."""

_WORD = re.compile(r"[^\s\"'{}\[\],:]+")

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
        text = _checked_json(text, file, error)
    faults = list(_unfit_in_form(text, file) if form else _unfit_characters(text, file))
    if faults:
        raise error(faults)
    if form:
        # The parsers take a byte-order mark only at the beginning; fields remove either.
        text = text.replace("\t", " ").replace("\ufeff", "\u200b")
    builder = _Builder(file, json, form)
    try:
        root = builder.build(text)
    except (
        yaml.MarkedYAMLError,
        yaml.reader.ReaderError,
        RecursionError,
        ValueError,
        OverflowError,
    ) as problem:
        fault = _syntax_fault(problem, text, file, "JSON" if json else "YAML")
        raise error([*builder.faults, fault]) from None
    if builder.faults:
        raise error(_some(builder.faults))
    return root


def _some(found: list[Fault]) -> tuple[Fault, ...]:
    faults = Faults()
    faults.take(found)
    return faults.found


def _checked_json(text: str, file: str, error: type[OcopError]) -> str:
    import json  # only for JSON

    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as problem:
        place = place_of(text, _stumble(text, problem.pos, problem.msg), file)
        raise error(Fault("syntax", place, "", "", "JSON", {"language": "JSON"})) from None
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


def _unfit_in_form(text: str, file: str) -> Iterator[Fault]:
    tab = _TAB_FIRST.search(text) if "\t" in text else None
    if tab:
        yield Fault("tab", place_of(text, tab.start(1), file), "", "tab", "spaces")
    refused = find_refused(text)
    if refused:
        place = place_of(text, refused.start(), file)
        yield Fault("control-character", place, "", named(refused[0]), "")


def _unfit_characters(text: str, file: str) -> Iterator[Fault]:
    tab = text.find("\t")
    if tab >= 0:
        yield Fault("tab", place_of(text, tab, file), "", "tab", "spaces")
    unseen = find_unseen(text)
    if unseen:
        place = place_of(text, unseen.start(), file)
        yield Fault("control-character", place, "", named(unseen[0]), "")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield _not_composed(text, file)


def _not_composed(text: str, file: str) -> Fault:
    """Where a text stops being composed, with the word that does."""
    for number, line in enumerate(re.split(LINE_BREAK, text), 1):
        if unicodedata.is_normalized("NFC", line):
            continue
        # Every beginning of composed text is composed, so the first one that is not can be searched
        # by halves.
        at = bisect_left(
            range(len(line)),
            True,
            key=lambda i: not unicodedata.is_normalized("NFC", line[: i + 1]),
        )
        word = next(word[0] for word in _WORD.finditer(line) if at < word.end())
        return Fault("not-nfc", Place(file, number, at + 1), "", word[:40], "NFC")
    # Only across a line break, which stands between no two letters.
    return Fault("not-nfc", Place(file, 1, 1), "", text.strip()[:40], "NFC")


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
        self.faults: list[Fault] = []
        self.root: Any = None if form else Plain("")
        self.documents = 0
        self.stack: list[tuple[Any, Any]] = []  # containers around this one, with their waiting key
        self.container: Any = None
        self.key: tuple[Any, Spot] | None = None

    def build(self, text: str) -> Any:
        """The content of a text; what is refused stands in `faults`."""
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
        if self.form and value in _NULLS:
            return None
        return Plain(value) if _needs_quotes(value) else value

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


def _decimal(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("NaN")
