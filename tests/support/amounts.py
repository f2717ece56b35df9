"""How many examples of a property are tried: all of them here, a fifth on other Pythons."""

from __future__ import annotations

import os

__all__ = ["FEW", "examples"]

FEW = "FEW_EXAMPLES"
"""The variable that `versions.py` sets: what a property claims is proved on one Python; on the
others is looked for what differs there, which few examples show as well.
"""


def examples(most: int) -> int:
    """So many examples, or a fifth of them, five at least."""
    return max(most // 5, min(most, 5)) if os.environ.get(FEW) else most
