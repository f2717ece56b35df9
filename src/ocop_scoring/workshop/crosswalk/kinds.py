"""How a level of one table may relate to those of another: the closed words."""

from __future__ import annotations

from typing import Literal

__all__ = ["Kind"]

Kind = Literal["same", "merged", "looser", "split", "stricter", "none", "open"]
"""How a level relates to what it leads to. `open`: nobody has said, and it isn't proven."""
