"""Ctrl-C while modules are imported: the run ends at once, without a word."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["INTERRUPTED", "ends_at_once"]

INTERRUPTED = 130
"""The exit status that a shell gives a run ended by Ctrl-C."""


@contextmanager
def ends_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process for a while.

    Inside an import its exception can be lost, where a class is being made, or come out as a
    traceback; and nothing is written yet that would have to be tidied up. Elsewhere it stays an
    exception. Where Ctrl-C is ignored or somebody else's, and outside the main thread, nothing
    changes.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    try:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
