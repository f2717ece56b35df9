"""The check `signatures` of a record: a line of the file beside it, a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import RecordError
from .record import Record
from .signing import PublicKey, Signature, look_at, signatures_at, signatures_of
from .verification import RecordCheck

__all__ = ["check_signatures", "checks_beside"]


def check_signatures(
    record: Record,
    signatures: tuple[Signature, ...] | None,
    trusted: Mapping[str, PublicKey],
    file: str = "record.json.sig",
) -> tuple[RecordCheck, ...]:
    """Each signature of a record held against the keys that are trusted (`load_trusted`).

    One of a trusted key holds or fails; one of another key is `not-checked`. Where there is none,
    nobody trusted has signed, and the check fails.
    """
    names = ", ".join(sorted({key.name for key in trusted.values()}))
    if not signatures:
        return (RecordCheck("signatures", "failed", file, names),)
    looked = look_at(record.to_bytes(), signatures, trusted)
    return tuple(
        RecordCheck(
            "signatures",
            "not-checked" if one.holds is None else "held" if one.holds else "failed",
            f"{file}:{one.line}",
            one.name or names,
            one.key,
        )
        for one in looked
    )


def checks_beside(
    record: Record, path: Path, trusted: Mapping[str, PublicKey]
) -> tuple[RecordCheck, ...]:
    """The same of the signatures beside a record's file; a line that is no signature fails."""
    file = signatures_of(path).name
    try:
        signatures = signatures_at(path)
    except RecordError as error:
        return tuple(_refused(error, file))
    return check_signatures(record, signatures, trusted, file)


def _refused(error: RecordError, file: str) -> Iterator[RecordCheck]:
    for fault in error.faults:
        yield RecordCheck("signatures", "failed", f"{file}:{fault.line}", fault.right, fault.found)
