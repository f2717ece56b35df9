"""The `ocop` command: words on the command line to calls, results to exit statuses. Needs the extra
`cli`.
"""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command and exit; without click, one sentence says what to install and the exit
    status is 2.

    Everything else is imported in here, so that Ctrl-C ends a run quietly from its first moment on.
    """
    # What a run loads stays to its end: to look through it for garbage, on the way and once more
    # at the end, takes a tenth of a run.
    gc.set_threshold(100_000)
    # Plugins watch programs that use pydantic; a command has none, and looks for none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()


def _run(arguments: list[str]) -> int:
    from .interrupt import ends_at_once

    try:
        with ends_at_once():
            from .app import run
    except ModuleNotFoundError as problem:
        if problem.name != "click":
            raise
        return _without_click(arguments)
    return run(arguments)


def _without_click(arguments: list[str]) -> int:
    from ..errors import Fault
    from .language import chosen

    fault = Fault("missing-extra", None, "", "ocop", "cli", {"package": "click"})
    print(fault.said(chosen(arguments).lang), file=sys.stderr)
    return 2
