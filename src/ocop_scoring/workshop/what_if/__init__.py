"""What becomes of a star where something is changed, and which change would matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .moved import Gave as Gave
    from .moved import Moved as Moved
    from .moved import MovedCriterion as MovedCriterion
    from .patch import Cost as Cost
    from .patch import CostOfCriterion as CostOfCriterion
    from .patch import Patch as Patch
    from .patch import load_patch as load_patch
    from .patch import read_patch as read_patch
    from .what_if import WhatIf as WhatIf

_HOMES = {
    "Gave": "moved",
    "Moved": "moved",
    "MovedCriterion": "moved",
    "Cost": "patch",
    "CostOfCriterion": "patch",
    "Patch": "patch",
    "load_patch": "patch",
    "read_patch": "patch",
    "WhatIf": "what_if",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
