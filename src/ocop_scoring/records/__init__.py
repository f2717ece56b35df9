"""Results sealed with all that they rest on, and worked out again from that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .journal import Journal as Journal
    from .journal import JournalBreak as JournalBreak
    from .journal import JournalEntry as JournalEntry
    from .journal import JournalLine as JournalLine
    from .journal import add_to_journal as add_to_journal
    from .journal import load_journal as load_journal
    from .journal_checks import JournalVerification as JournalVerification
    from .journal_checks import verify_journal as verify_journal
    from .record import Record as Record
    from .record import load_record as load_record
    from .record import read_record as read_record
    from .signature_checks import check_signatures as check_signatures
    from .signing import PublicKey as PublicKey
    from .signing import Signature as Signature
    from .signing import SigningKey as SigningKey
    from .signing import add_signature as add_signature
    from .signing import load_key as load_key
    from .signing import load_trusted as load_trusted
    from .signing import signatures_at as signatures_at
    from .verification import RecordCaveat as RecordCaveat
    from .verification import RecordCheck as RecordCheck
    from .verification import Verification as Verification

_HOMES = {
    "Journal": "journal",
    "JournalBreak": "journal",
    "JournalEntry": "journal",
    "JournalLine": "journal",
    "JournalVerification": "journal_checks",
    "PublicKey": "signing",
    "Signature": "signing",
    "SigningKey": "signing",
    "add_signature": "signing",
    "check_signatures": "signature_checks",
    "add_to_journal": "journal",
    "load_journal": "journal",
    "load_key": "signing",
    "load_trusted": "signing",
    "signatures_at": "signing",
    "verify_journal": "journal_checks",
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
