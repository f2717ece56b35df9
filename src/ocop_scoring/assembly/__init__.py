"""A decision's files made into resolved documents; what is wrong with them is said here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .policy import Policy as Policy
    from .policy import resolved_policy as resolved_policy

_HOMES = {"Policy": "policy", "resolved_policy": "policy"}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:
    __getattr__, __dir__ = face(__name__, _HOMES)
