"""The number of the release, and the version of what scoring means."""

from __future__ import annotations

__all__ = ["ENGINE", "__version__"]

__version__ = "0.1.0"

ENGINE = 2
"""Version of the scoring semantics; raised when equal inputs would give another result."""
