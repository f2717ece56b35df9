"""Results sealed with all that they rest on, and worked out again from that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .record import Record as Record
    from .record import load_record as load_record
    from .record import read_record as read_record
    from .verification import RecordCaveat as RecordCaveat
    from .verification import RecordCheck as RecordCheck
    from .verification import Verification as Verification

_HOMES = {
    "Record": "record",
    "load_record": "record",
    "read_record": "record",
    "RecordCaveat": "verification",
    "RecordCheck": "verification",
    "Verification": "verification",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:
    __getattr__, __dir__ = face(__name__, _HOMES)
