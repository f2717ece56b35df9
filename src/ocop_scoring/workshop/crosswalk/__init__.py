"""Sheets of one decision read under another: what each level becomes, what is lost, what must still
be judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .carrier import SheetCarrier as SheetCarrier
    from .carrier import TableCarrier as TableCarrier
    from .carrying import Carried as Carried
    from .carrying import CarriedMark as CarriedMark
    from .carrying import DerivedMark as DerivedMark
    from .carrying import LeadingMark as LeadingMark
    from .carrying import LostMark as LostMark
    from .carrying import OpenMark as OpenMark
    from .carrying import carried as carried
    from .carrying import carry_over as carry_over
    from .check import check_crosswalks as check_crosswalks
    from .crosswalk import Crosswalk as Crosswalk
    from .crosswalk import crosswalk_of as crosswalk_of

_HOMES = {
    "Carried": "carrying",
    "CarriedMark": "carrying",
    "DerivedMark": "carrying",
    "LeadingMark": "carrying",
    "LostMark": "carrying",
    "OpenMark": "carrying",
    "carried": "carrying",
    "carry_over": "carrying",
    "TableCarrier": "carrier",
    "SheetCarrier": "carrier",
    "Crosswalk": "crosswalk",
    "check_crosswalks": "check",
    "crosswalk_of": "crosswalk",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
