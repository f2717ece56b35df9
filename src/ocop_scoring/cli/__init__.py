"""The `ocop` command: words on the command line to calls, results to exit codes. Needs the extra
`cli`.
"""

from __future__ import annotations

import sys

from ..errors import Fault
from .language import chosen

__all__ = ["main"]


def main() -> None:
    """Run the command and exit; without click, one sentence says what to install and the exit
    status is 2.
    """
    try:
        from .app import app
    except ModuleNotFoundError as problem:
        if problem.name != "click":
            raise
        fault = Fault("missing-extra", None, "", "ocop", "cli", {"package": "click"})
        print(fault.said(chosen(sys.argv[1:]).lang), file=sys.stderr)
        sys.exit(2)
    app()
