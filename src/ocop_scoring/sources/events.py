"""The parse events of a YAML text, one after another: the same ones with libyaml and without."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import yaml

__all__ = ["events"]


def events(text: str) -> Iterator[Any]:
    """The parse events of a text, by libyaml where it is there.

    Newer ones of it look ahead and stop at a depth of 1,000 before they say what comes first: then
    Python's parser, which has no such limit, leads to where ours is passed.
    """
    parser = yaml.cyaml.CParser(text) if yaml.__with_libyaml__ else _PythonParser(text)  # type: ignore[attr-defined]
    given = 0
    try:
        while (event := parser.get_event()) is not None:
            given += 1
            yield event
    except yaml.scanner.ScannerError as problem:
        if "nesting depth" not in str(problem.problem):
            raise
        again = _PythonParser(text)
        for number in count():
            event = again.get_event()  # type: ignore[no-untyped-call]
            if number >= given:
                yield event


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
