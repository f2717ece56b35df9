"""Sheets of one decision read under another: what each level becomes, what is lost, what must still
be judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .carrier import Carrier as Carrier
    from .carrier import SheetCarrier as SheetCarrier
    from .carrying import Carried as Carried
    from .carrying import carried as carried
    from .check import check_crosswalks as check_crosswalks
    from .crosswalk import Crosswalk as Crosswalk
    from .crosswalk import crosswalk_of as crosswalk_of

_HOMES = {
    "Carried": "carrying",
    "carried": "carrying",
    "Carrier": "carrier",
    "SheetCarrier": "carrier",
    "Crosswalk": "crosswalk",
    "check_crosswalks": "check",
    "crosswalk_of": "crosswalk",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
