"""Patterns that are compiled when they are first looked for: most runs need few of them."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["compiled"]


@cache
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of an expression, compiled once."""
    return re.compile(expression, flags)
