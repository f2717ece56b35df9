"""What the command says goes out here: answers to stdout, complaints to stderr.

A stream that is closed or full ends the run with one sentence. A reader that has gone away
(`ocop … | head`) is no error: the run goes on, and what it says is dropped.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json.encoder import encode_basestring as _quoted

from ..errors import Fault, FilingError, OcopError
from ..text import listed
from .excerpt import forget, under
from .language import Speech
from .one_line import one_line

__all__ = ["flush", "json_text", "prepare", "put", "put_error", "put_json", "put_note"]

_LONGEST = 1_000  # letters of a sentence on stderr
_FEW = 2  # so many faults that say the same are said one by one


def prepare() -> None:
    """Speak UTF-8 into files and pipes, whatever code page the system has for them: what is
    redirected there is read as UTF-8. A terminal keeps its own; what it can't show, it shows
    without accents.
    """
    forget()
    codecs.register_error(_PLAINER, _without_accents)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors=_PLAINER)
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


_PLAINER = "ocop-plainer"
_PLAIN_SIGNS = str.maketrans("đĐ–—…“”‘’·★✓×≥≤", "dD--.\"\"''.*vx><")


def _without_accents(problem: UnicodeError) -> tuple[str, int]:
    """Letters that an encoding lacks, without their accents; other signs by a plainer one."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end].translate(_PLAIN_SIGNS)
    letters = unicodedata.normalize("NFD", lacking)
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode(), problem.end


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
    said = json_text(document)
    # Bytes of a file name that are not UTF-8 become \udc.., which JSON reads as it was.
    put(f"{said}\n".encode("utf-8", "backslashreplace"))


def json_text(value: object, margin: str = "\n") -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=1)` writes, in half of its time;
    `margin` is a line's end, and the blanks that the next one begins with.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    if type(value) is int:
        return repr(value)
    inner = f"{margin} "
    if isinstance(value, dict) and value:
        rows = [f"{_key(key)}: {json_text(entry, inner)}" for key, entry in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    if isinstance(value, (list, tuple)) and value:
        rows = [json_text(entry, inner) for entry in value]
        return f"[{inner}{f',{inner}'.join(rows)}{margin}]"
    return json.dumps(value)


def _key(key: object) -> str:
    return _quoted(key) if isinstance(key, str) else json.dumps({key: 0})[1:-4]


def put_note(text: str) -> None:
    """One line on stderr. Where stderr can't be written there is nobody left to tell."""
    try:
        print(one_line(text), file=sys.stderr)
    except (OSError, ValueError):
        _silence("stderr")


def put_error(error: OcopError, speech: Speech) -> int:
    """One sentence a fault on stderr, the line that it is about under it; with `--json` also
    `ocop-errors/1` on stdout: the exit status.
    """
    if speech.json:
        try:
            put_json(error.as_json())
            flush()
        except FilingError as unwritten:
            if unwritten != error:
                put_error(unwritten, Speech(speech.lang))
    for fault, *others in _alike(error.faults, speech):
        said = fault.said(speech.lang)
        put_note(said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
        for line in under(fault):
            put_note(line)
        if others:
            places = listed(str(other.place or other.path) for other in others)
            put_note(f"    {speech.say('likewise', count=len(others), places=places)}")
    return error.exit_status


def _alike(faults: Iterable[Fault], speech: Speech) -> Iterator[list[Fault]]:
    """Faults of which many say the same of other places, such as the tables that share a criterion,
    together; the others one by one.
    """
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.code, fault.sentence(speech.lang)), []).append(fault)
    for group in groups.values():
        if len(group) > _FEW:
            yield group
        else:
            yield from ([fault] for fault in group)


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
