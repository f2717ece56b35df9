"""What an answer in a cell means: a drop-down's entry, points typed as a number or as text, yes or
no; in whatever spelling a program or a keyboard gave it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...sources.characters import in_one_form
from ...spelling import bare, spelled
from ..marks import Mark
from .cells import Value
from .entries import NO, YES, Entry, key_of

__all__ = ["NoAnswerError", "mark_in", "plain", "yes_in"]


class NoAnswerError(Exception):
    """What stands in a cell is no answer: the code of the fault, what would be right, other words
    of its sentence.
    """

    def __init__(self, code: str, right: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.right, self.values = code, right, values


def mark_in(entries: Sequence[Entry], number: str, value: Value) -> Mark | None:
    """The mark that a cell's value gives a criterion; None where nothing is written.

    NoAnswerError where it is none of the entries, says none clearly, or says two.
    """
    if value is None:
        return None
    for entry in entries:
        if value == entry.text:
            return entry.mark
    written = _number_in(value) if isinstance(value, str) else value
    if isinstance(written, str):
        return _of_text(entries, number, plain(written)) if written.strip() else None
    if type(written) is int:
        return _of_points(entries, number, written)
    raise _no_answer(entries, number)


def _number_in(text: str) -> int | str:
    """A text that is only a whole number, as that number."""
    digits = text.strip()
    return int(digits) if re.fullmatch("[0-9]{1,4}", digits, re.ASCII) else text


def _of_points(entries: Sequence[Entry], number: str, points: int) -> Mark:
    fitting = [entry for entry in entries if entry.points == points]
    if len(fitting) == 1:
        return fitting[0].mark
    if fitting:
        right = ", ".join(entry.key for entry in fitting)
        raise NoAnswerError("ambiguous-answer", right, criterion=number)
    right = ", ".join(str(p) for p in sorted({entry.points for entry in entries}))
    raise NoAnswerError("unknown-points", right, criterion=number)


def _of_text(entries: Sequence[Entry], number: str, text: str) -> Mark | None:
    if not text:
        return None
    fitting = [entry for entry in entries if text in (entry.key, plain(entry.text))]
    if fitting:
        return fitting[0].mark
    said = [entry for entry in entries if plain(entry.text) in text]
    keys = re.split(r"\s*[,;/+&]\s*", text)
    if len(said) > 1 or (len(keys) > 1 and all(_is_key(entries, key) for key in keys)):
        raise NoAnswerError("two-ticks", "", criterion=number)
    key = key_of(text)
    meant = next((entry for entry in entries if entry.key == key), None)
    if meant is not None and key is not None:
        # The points may be right and the words another item's: pasted from elsewhere.
        raise NoAnswerError("other-answer", meant.text, criterion=number)
    raise _no_answer(entries, number)


def _is_key(entries: Sequence[Entry], text: str) -> bool:
    return any(text in (entry.key, str(entry.points)) for entry in entries)


def _no_answer(entries: Sequence[Entry], number: str) -> NoAnswerError:
    right = ", ".join(entry.key for entry in entries)
    return NoAnswerError("not-an-answer", right, criterion=number)


def yes_in(value: Value) -> bool | None:
    """Whether a yes/no cell says yes; None where nothing is written. NoAnswerError otherwise."""
    if value == YES or value == NO:  # noqa: SIM109 - quicker, and nearly always
        return value == YES
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return value
    said = bare(spelled(plain(value))) if isinstance(value, str) else ""
    if said in _ANSWERS:
        return _ANSWERS[said]
    raise NoAnswerError("not-an-answer", f"{YES}, {NO}", habit="yes-no")


_ANSWERS = {bare(spelled(word)): word in (YES, "yes") for word in (YES, NO, "yes", "no")}


def plain(text: str) -> str:
    """A text as it is compared: accents composed, any blanks between words one, none around."""
    return " ".join((text if text.isascii() else in_one_form(text)).split())
