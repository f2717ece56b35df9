"""How many examples of a property are tried: all of them here, a fifth on other Pythons; and whether
the least one that fails is looked for.
"""

from __future__ import annotations

import os

from hypothesis import Phase

__all__ = ["FEW", "UNSHRUNK", "examples", "phases"]

FEW = "FEW_EXAMPLES"
"""The variable that `versions.py` sets: what a property claims is proved on one Python; on the
others is looked for what differs there, which few examples show as well.
"""


def examples(most: int) -> int:
    """So many examples, or a fifth of them, five at least."""
    return max(most // 5, min(most, 5)) if os.environ.get(FEW) else most


UNSHRUNK = "UNSHRUNK_EXAMPLES"
"""The variable that `make mutants` sets: it asks whether a property fails, not for the least example,
which may take half a minute to find.
"""


def phases() -> tuple[Phase, ...]:
    """What hypothesis does with a property: all, or no more than to try it."""
    return (Phase.explicit, Phase.generate) if os.environ.get(UNSHRUNK) else tuple(Phase)
