"""What a text that is not well-formed lacks: a comma, a quote, a bracket, a blank after a colon.

Each guess is tried: what is said has been put into the text, and the text was read. Loaded only on
the way to an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..errors import Fault, Place
from .characters import named
from .habits import odd_in, plain
from .kinds import looks_like_a_table
from .places import LINE_BREAK, Spot

__all__ = ["mended", "not_a_form"]

_LONGEST = 200_000  # letters of a text in which guesses are tried
_PAIRS = {"{": "}", "[": "]"}

Stumbles = Callable[[str], Place | None]
"""Where a text stops being well-formed; None where it is."""


class Guess(NamedTuple):
    """One line written anew: which it is (from 0), what it would be, where what is wrong stands,
    and what the sentence says.
    """

    habit: str
    line: int
    written: str
    spot: Spot
    right: str
    found: str = ""


def mended(fault: Fault, place: Place, text: str, stumbles: Stumbles) -> Fault | None:
    """The fault with what would be right: the first guess that mends the text, else the first that
    mends it up to a later line; None where none does.
    """
    if len(text) > _LONGEST:
        return None
    lines = re.split(LINE_BREAK, text)
    further = None
    for guess in _guesses(lines, min(place.line, len(lines)) - 1, place.column - 1):
        again = [*lines[: guess.line], guess.written, *lines[guess.line + 1 :]]
        at = stumbles("\n".join(again))
        if at is None:
            return _with(fault, place, guess)
        if further is None and at.line - 1 > max(guess.line, place.line - 1):
            further = guess
    return _with(fault, place, further) if further else None


def _with(fault: Fault, place: Place, guess: Guess) -> Fault:
    line, column = guess.spot
    values = {**fault.values, "habit": guess.habit, "line": line + 1}
    where = Place(place.file, line + 1, column + 1)
    return Fault(fault.code, where, fault.path, guess.found, guess.right, values)


def _guesses(lines: list[str], at: int, column: int) -> Iterator[Guess]:
    """Guesses, the likeliest first: for the line where reading stopped and the one before it."""
    before = _line_before(lines, at)
    near = [at] if before is None else [at, before]
    for number in near:
        yield from _odd(lines[number], number)
    if before is not None:
        yield from _comma_at_end(lines[before], before)
    yield from _comma_within(lines[at], at, column)
    yield from _colon_within(lines[at], at, column)
    for number in near:
        yield from _colon(lines[number], number)
        yield from _dash(lines[number], number)
    for number in near:
        yield from _brackets(lines[number], number)
    for number in near:
        yield from _quotes(lines[number], number)
    yield from _quote_before(lines, at)
    yield from _open_before(lines, at)
    for number in near:
        yield from _without_colon(lines[number], number)
    for number in near:
        yield from _indented(lines, number)
    yield from _decimal(lines[at], at)


def _line_before(lines: list[str], at: int) -> int | None:
    """The last line before this one that has more than a comment."""
    for number in range(at - 1, -1, -1):
        if _content(lines[number]):
            return number
    return None


def _content(line: str) -> str:
    """A line without its comment."""
    return re.sub(r"(^|\s)#.*$", "", line).rstrip()


def _as_written(habit: str, number: int, line: str, column: int, found: str = "") -> Guess:
    """A guess that shows the whole line."""
    return Guess(habit, number, line, (number, column), _shown(line), found)


def _shown(line: str) -> str:
    content = _content(line).strip()
    return content if len(content) <= 80 else f"{content[:80]}…"


def _odd(line: str, number: int) -> Iterator[Guess]:
    """Signs that only look like those of a keyboard: a fullwidth colon, a no-break space."""
    odd = odd_in(line)
    if odd:
        blanks = len(line) - len(line.lstrip())
        written = " " * blanks + plain(line)
        yield _as_written("odd", number, written, line.index(odd), named(odd))


def _comma_at_end(line: str, number: int) -> Iterator[Guess]:
    content = _content(line)
    if content and content[-1] not in ",{[:":
        written = f"{content},{line[len(content) :]}"
        yield _as_written("comma", number, written, len(content))
    if content.endswith(","):
        written = content[:-1] + " " + line[len(content) :]
        yield Guess("comma-extra", number, written, (number, len(content) - 1), "", ",")


def _comma_within(line: str, number: int, column: int) -> Iterator[Guess]:
    """A comma before the place where reading stopped, and before the word there."""
    for at in (column, line.rfind(" ", 0, column)):
        head = line[: max(at, 0)].rstrip()
        if head and head[-1] not in ",{[:" and not head.count('"') % 2:
            written = f"{head}, {line[max(at, 0) :].lstrip()}"
            yield _as_written("comma-within", number, written, len(head))


_TIGHT = re.compile(r"""^(\s*(?:- )?["']?[\w. -]+["']?):(\S.*)$""")


def _colon(line: str, number: int) -> Iterator[Guess]:
    found = _TIGHT.match(line)
    if found:
        yield _as_written("colon", number, f"{found[1]}: {found[2]}", len(found[1]))


def _colon_within(line: str, number: int, column: int) -> Iterator[Guess]:
    at = line.find(":", max(column - 1, 0))
    if 0 <= at <= column + 1 and line[at + 1 : at + 2].strip():
        written = f"{line[: at + 1]} {line[at + 1 :]}"
        yield _as_written("colon", number, written, at)


_TIGHT_DASH = re.compile(r"^(\s*-)([\w\"'].*)$")


def _dash(line: str, number: int) -> Iterator[Guess]:
    found = _TIGHT_DASH.match(line)
    if found:
        yield _as_written("dash", number, f"{found[1]} {found[2]}", len(found[1]))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


_PAIR = re.compile(r"""^(\s*(?:- )?["']?[\w.-]+["']?\s*:\s+)(.*?)(,?)$""")


def _quotes(line: str, number: int) -> Iterator[Guess]:
    """A value that needs quotes, or whose closing quote is missing."""
    content = _content(line)
    found = _PAIR.match(content)
    if not found:
        return
    head, value, comma = found.groups()
    rest = line[len(content) :]
    if value[:1] in ('"', "'") and value.count(value[0]) == 1:
        written = f"{head}{value}{value[0]}{comma}{rest}"
        yield _as_written("quote-open", number, written, len(content) - len(comma))
    elif value and value[0] not in _PAIRS:
        quoted = f"'{value}'" if '"' in value and "'" not in value else _quoted(value)
        yield _as_written("quotes", number, f"{head}{quoted}{comma}{rest}", len(head))


def _quote_before(lines: list[str], at: int) -> Iterator[Guess]:
    """The first line whose value begins with a quote that it doesn't close."""
    for number in range(at):
        found = _PAIR.match(lines[number].rstrip())
        if found and found[2][:1] in ('"', "'") and found[2].count(found[2][0]) == 1:
            yield from _quotes(lines[number], number)
            return


def _brackets(line: str, number: int) -> Iterator[Guess]:
    """A bracket that the line opens and doesn't close, or closes and didn't open."""
    content, rest = _content(line), line[len(_content(line)) :]
    for opening, closing in _PAIRS.items():
        missing = content.count(opening) - content.count(closing)
        if missing == 1:
            comma = "," if content.endswith(",") else ""
            bare = content.removesuffix(",")
            spot = (number, content.rfind(opening))
            yield Guess("bracket-open", number, f"{bare}{closing}{comma}{rest}", spot, closing)
        elif missing == -1:
            column = content.rfind(closing)
            written = content[:column] + content[column + 1 :] + rest
            yield Guess("bracket-extra", number, written, (number, column), "", closing)


def _open_before(lines: list[str], at: int) -> Iterator[Guess]:
    """A bracket that an earlier line opens and none closes: closed before the next line that stands
    no further to the right.
    """
    for number in range(min(at, len(lines) - 1), -1, -1):
        content = _content(lines[number])
        if content[-1:] not in _PAIRS:
            continue
        closing, depth = _PAIRS[content[-1]], _depth(lines[number])
        ends = f"{' ' * depth}{closing}"
        after = next((n for n in _contents(lines, number) if _depth(lines[n]) <= depth), None)
        changed = len(lines) - 1 if after is None else after
        written = f"{lines[-1]}\n{ends}" if after is None else f"{ends}\n{lines[after]}"
        yield Guess("bracket-open", changed, written, (number, len(content) - 1), closing)
        return


def _contents(lines: list[str], number: int) -> Iterator[int]:
    """The lines after this one that have more than a comment."""
    return (after for after in range(number + 1, len(lines)) if _content(lines[after]))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(lines: list[str], number: int) -> Iterator[Guess]:
    """The line as deep as one of its neighbours."""
    line, depth = lines[number], _depth(lines[number])
    neighbours = [*reversed(lines[:number]), *lines[number + 1 :]]
    depths = [_depth(other) for other in neighbours if _content(other)][:6]
    for other in dict.fromkeys([*depths, *(one + 2 for one in depths)]):
        if other != depth and _content(line):
            written = " " * other + line.lstrip()
            yield Guess("indent", number, written, (number, depth), str(other))


_BLANK_FOR_COLON = re.compile(r"^(\s*(?:- )?[\w.]+)\s+(\S.*)$")


def _without_colon(line: str, number: int) -> Iterator[Guess]:
    found = _BLANK_FOR_COLON.match(line)
    if found and ": " not in line:
        yield _as_written("no-colon", number, f"{found[1]}: {found[2]}", len(found[1]))


def _decimal(line: str, number: int) -> Iterator[Guess]:
    found = re.search(r"(?<![\w.,])\d+,\d+(?![\w.,]*\d,)", line, re.ASCII)
    if found:
        written = line[: found.start()] + found[0].replace(",", ".") + line[found.end() :]
        yield _as_written("decimal", number, written, found.start(), found[0])


def not_a_form(text: str, file: str) -> Fault | None:
    """What is said of a text that has no keys and values: it is empty, rows of cells, or has signs
    that only look like a colon or a blank.
    """
    lines = re.split(LINE_BREAK, text)
    if not any(map(_content, lines)):
        return Fault("not-a-mapping", Place(file, 1, 1), "", "", "{…}", {"habit": "empty-file"})
    if looks_like_a_table(text):
        values: dict[str, object] = {"habit": "spreadsheet"}
        return Fault("file-of-another-kind", Place(file, 1, 1), "", "CSV", "YAML, JSON", values)
    for number, line in enumerate(lines):
        odd = odd_in(_content(line))
        if odd:
            where = Place(file, number + 1, line.index(odd) + 1)
            values = {"habit": "odd", "line": number + 1}
            return Fault("syntax", where, "", named(odd), _shown(plain(line)), values)
    return None
