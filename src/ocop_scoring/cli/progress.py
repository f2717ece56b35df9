"""How far a run has come, as a line that grows: where stderr is a terminal, else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable

from .language import Speech

__all__ = ["progress"]

_WIDTH = 30


def progress(speech: Speech) -> Callable[[int, int], None]:
    """What is told of each step: how many are done, of how many."""
    if speech.json or sys.stderr is None or not sys.stderr.isatty():
        return lambda done, of: None

    def said(done: int, of: int) -> None:
        full = _WIDTH * done // max(of, 1)
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r{'█' * full}{'░' * (_WIDTH - full)} {done}/{of}{end}")
        sys.stderr.flush()

    return said
