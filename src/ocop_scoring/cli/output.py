"""What the command says goes out here: answers to stdout, complaints to stderr.

A stream that is closed or full ends the run with one sentence. A reader that has gone away
(`ocop … | head`) is no error: the run goes on, and what it says is dropped.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Fault, FilingError, OcopError
from .language import Speech

__all__ = ["flush", "one_line", "prepare", "put", "put_error", "put_json", "put_note"]

_LONGEST = 1_000  # letters of a sentence on stderr

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters: line breaks, escape sequences
    "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # no width, or turns the text round
    "\ud800-\udfff]"  # bytes of a file name that are not UTF-8
)


def prepare() -> None:
    """A terminal of another encoding shows what it can, and escapes the rest."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def one_line(text: str) -> str:
    """The text with escapes for what would move a terminal's cursor or can't be seen.

    So a file name with a line break or an escape sequence leaves a sentence one plain line.
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def put(content: str | bytes) -> None:
    """Write to stdout. FilingError where it is closed or full."""
    with _stdout():
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)


def put_json(document: object) -> None:
    """A document on stdout, in the form of `ocop score --json`; all JSON of all verbs."""
    said = json.dumps(document, ensure_ascii=False, indent=1)
    # Bytes of a file name that are not UTF-8 become \udc.., which JSON reads as it was.
    put(f"{said}\n".encode("utf-8", "backslashreplace"))


def put_note(text: str) -> None:
    """One line on stderr. Where stderr can't be written there is nobody left to tell."""
    try:
        print(one_line(text), file=sys.stderr)
    except (OSError, ValueError):
        _silence("stderr")


def put_error(error: OcopError, speech: Speech) -> int:
    """One sentence a fault on stderr, with `--json` also `ocop-errors/1` on stdout: the exit
    status.
    """
    if speech.json:
        try:
            put_json(error.as_json())
            flush()
        except FilingError as unwritten:
            if unwritten != error:
                put_error(unwritten, Speech(speech.lang))
    for line in error.lines(speech.lang):
        put_note(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
    return error.exit_status


def flush() -> None:
    """Bring out all that was put. FilingError where that fails."""
    if sys.stdout is not None:
        with _stdout():
            sys.stdout.flush()


@contextmanager
def _stdout() -> Iterator[None]:
    """Turns what can go wrong with stdout into a sentence, or into silence where nobody reads."""
    if sys.stdout is None:  # closed before the run began
        raise _unwritable("closed")
    try:
        yield
    except BrokenPipeError:
        _silence("stdout")
    except OSError as problem:
        _silence("stdout")
        raise _unwritable(problem.strerror or type(problem).__name__) from None


def _unwritable(reason: str) -> FilingError:
    return FilingError(Fault("unwritable-stdout", None, "", reason, ""))


def _silence(name: str) -> None:
    """Drop what a stream still holds and all that follows: Python flushes it once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, getattr(sys, name).fileno())
    os.close(nowhere)
