"""What a kept result holds: the memory of many results of distinct sheets, which live on in both
cases.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["held"]


def held(call: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Bytes that one kept result holds beyond its input, on average; look-ups that are filled on
    first use are filled before.
    """
    for item in items[:20]:
        call(item)
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        kept = [call(item) for item in items]
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / len(kept)
