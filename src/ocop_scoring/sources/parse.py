"""Parses the text of one YAML or JSON file strictly into values that know their places, and
collects what is refused.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
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

from ..errors import Fault, OcopError, Place
from .places import _LINE_BREAK, PlacedList, PlacedMapping, Plain, _place_of

__all__ = ["LIMIT_DEPTH"]

LIMIT_DEPTH = 24


_UNSEEN = (
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


_SURROGATES = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"


_WORDS_OF_YAML_1_1 = frozenset(
    form
    for word in ("~", "", "null", "yes", "no", "on", "off", "y", "n", "true", "false")
    for form in (word, word.title(), word.upper())
)


_NUMBERS_OF_YAML_1_1 = re.compile(
    r"[-+]?0[0-9_]+|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


def _checked_json(text: str, file: str, error: type[OcopError]) -> str:
    import json  # only for JSON files

    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as problem:
        raise error(
            Fault(
                "syntax", _place_of(text, problem.pos, file), "", "", "JSON", {"language": "JSON"}
            )
        ) from None
    except RecursionError:
        raise error(Fault("too-deep", Place(file, 1, 1), "", "", str(LIMIT_DEPTH))) from None
    return re.sub(_SURROGATES, _joined, text.replace("\t", " "))


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16) - 0xD800, int(match[3], 16) - 0xDC00
    return match[1] + chr(0x10000 + (high << 10) + low)


def _unfit_characters(text: str, file: str) -> Iterator[Fault]:
    tab = text.find("\t")
    if tab >= 0:
        yield Fault("tab", _place_of(text, tab, file), "", "tab", "spaces")
    # `isprintable` is quick and says no to some harmless spaces too: only then is each character
    # looked at.
    lines = text.replace("\n", "")
    unseen = None if lines.isprintable() else re.search(_UNSEEN, text)
    if unseen:
        found = f"U+{ord(unseen[0]):04X}"
        yield Fault("control-character", _place_of(text, unseen.start(), file), "", found, "")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(re.split(_LINE_BREAK, text), 1):
            if not unicodedata.is_normalized("NFC", line):
                # Every beginning of composed text is composed, so the first one that is not can be
                # searched by halves.
                column = bisect_left(
                    range(len(line)),
                    True,
                    key=lambda i: not unicodedata.is_normalized("NFC", line[: i + 1]),
                )
                yield Fault(
                    "not-nfc", Place(file, number, column + 1), "", line.strip()[:40], "NFC"
                )
                break


def _syntax_fault(problem: Exception, text: str, file: str, language: str) -> Fault:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    end = _place_of(
        text, len(text), file
    )  # libyaml puts what is missing at the end one line too far
    return Fault("syntax", min(place, end), "", "", language, {"language": language})


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, for machines without libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        self._in_plain = False

    def scan_plain(self) -> Any:
        """Reads an unquoted text as libyaml does: inside braces it may have question marks, but no
        colon next to a bracket.
        """
        self._in_plain = True
        try:
            token = super().scan_plain()
        finally:
            self._in_plain = False
        if self.flow_level and (
            ":?" in token.value or (self.peek() == ":" and self.peek(1) in ",[]{}")
        ):
            raise yaml.scanner.ScannerError(None, None, "found unexpected ':'", self.get_mark())
        return token

    def peek(self, index: int = 0) -> str:
        character: str = super().peek(index)
        return "-" if character == "?" and self._in_plain else character


def _is_no_text_in_yaml_1_1(scalar: str) -> bool:
    if scalar in _WORDS_OF_YAML_1_1:
        return True
    return scalar[0] in "+-.0123456789" and _NUMBERS_OF_YAML_1_1.fullmatch(scalar) is not None


def _parser(text: str) -> Any:
    if yaml.__with_libyaml__:
        return yaml.cyaml.CParser(text)  # type: ignore[attr-defined]
    return _PythonParser(text)


class _Reader:
    """Builds tables and listings from parse events, without recursion, and collects what is
    refused.
    """

    __slots__ = ("faults", "file", "json")

    def __init__(self, file: str, json: bool) -> None:
        self.file = file
        self.json = json
        self.faults: list[Fault] = []

    def build(self, text: str) -> Any:
        next_event = _parser(text).get_event
        root: Any = Plain("")
        documents = 0
        stack: list[tuple[Any, Any]] = []  # (container, key awaiting its value)
        container: Any = None
        key: Any = None
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value: Any = event.value
                if event.style == '"':
                    self._check_escapes(event)
                elif event.style in (None, "") and (
                    container is None or key or type(container) is PlacedList
                ):
                    value = self._plain(event)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                mark = event.start_mark
                if len(stack) >= LIMIT_DEPTH:
                    self._refuse("too-deep", mark, "", str(LIMIT_DEPTH))
                    return root
                value = PlacedMapping() if kind is MappingStartEvent else PlacedList()
                value.at = (mark.line, mark.column)
                value.spots = {} if kind is MappingStartEvent else []
                awaiting = None
                if container is not None and type(container) is PlacedMapping and key is None:
                    self._refuse("key-not-text", mark, "", "")
                    key = awaiting = ("", value.at)
                self._put(container, key, value, mark)
                stack.append((container, awaiting))
                container, key = value, None
                if len(stack) == 1:
                    root = value
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key = stack.pop()
                continue
            elif kind is AliasEvent:
                self._refuse("alias", event.start_mark, f"*{event.anchor}", "")
                value = ""
            elif kind is DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    self._refuse("tag", event.start_mark, "%TAG" if event.tags else "%YAML", "")
                if documents > 1:
                    self._refuse("several-documents", event.start_mark, "---", "")
                    return root
                continue
            else:
                continue
            # a scalar (or an alias standing in for one)
            if container is None:
                root = value
            elif type(container) is PlacedMapping and key is None:
                mark = event.start_mark
                if value == "<<" and event.style in (None, ""):
                    self._refuse("merge-key", mark, "<<", "")
                elif value in container:
                    self._refuse(
                        "duplicate-key",
                        mark,
                        str(value),
                        "",
                        first=container.spots[value][0][0] + 1,
                    )
                key = (value, (mark.line, mark.column))
            else:
                self._put(container, key, value, event.start_mark)
                key = None
        return root

    def _put(self, container: Any, key: Any, value: Any, mark: Any) -> None:
        spot = (mark.line, mark.column)
        if type(container) is PlacedMapping:
            name, key_spot = key
            dict.__setitem__(container, name, value)
            container.spots[name] = (key_spot, spot)
        elif container is not None:
            container.append(value)
            container.spots.append(spot)

    def _plain(self, event: Any) -> Any:
        """An unquoted value: text, a `Plain` where YAML 1.1 would not read text, None for JSON's
        null.
        """
        value = event.value
        if self.json and value in (
            "NaN",
            "Infinity",
            "-Infinity",
        ):  # which Python's reader takes for JSON
            self._refuse("syntax", event.start_mark, "", "JSON", language="JSON")
        if not _is_no_text_in_yaml_1_1(value):
            return value
        return None if self.json and value == "null" else Plain(value)

    def _check_escapes(self, event: Any) -> None:
        """Escapes must not smuggle in refused characters (`"\\0"`, `"e\\u0301"`)."""
        unseen = None if event.value.isprintable() else re.search(_UNSEEN, event.value)
        if unseen:
            self._refuse("control-character", event.start_mark, f"U+{ord(unseen[0]):04X}", "")
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
