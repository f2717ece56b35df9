"""A sealed record, `ocop-record/1`: a result with the dossier, every sheet and the rules that it
rests on, each under its digest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Literal, cast

from ..errors import Fault, RecordError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..frozen import Frozen, worked_out
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..sources.model import form_of
from ..sources.read import content_of
from ..sources.values import day as day_from
from ..terms import Certifier
from ..writing import write_whole
from .law import BUILT_IN, catalog_of, rules_of
from .pieces import Piece, joined, piece
from .reading import MOST_BYTES, plain_json, read_pieces
from .replay import outcome_of
from .shape import DOCUMENTS, NAMES, check_shape

__all__ = ["Record", "digest_of", "load_record", "pieces_of", "read_record"]


class Record(Frozen):
    """What was decided about a dossier, with all that it rests on: rules, dossier, sheets, policy,
    result without words, the day's findings, digests.

    A value: equal where the canonical bytes are; whoever reads one has not verified it yet
    (`verify`). What its digests say is `digests`, what they are over stands beside.
    """

    _pieces: Mapping[str, Piece]

    def __init__(self, pieces: Mapping[str, Piece], file: str = "record") -> None:
        """Of its pieces, as `read` and `seal` have them. RecordError where these are no record."""
        check_shape(pieces, file)
        vars(self).update(_pieces=pieces)

    def __repr__(self) -> str:
        result = self._pieces["result"].value
        rated = f"{result.get('ruleset')}/{result.get('product_set')}"
        return f"<Record {self.digest[:19]} of {rated}, decided on {self.decided_on}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Callable[[bytes], Record], tuple[bytes]]:
        return read_record, (self.to_bytes(),)

    @classmethod
    def read(
        cls, given: bytes | bytearray | str | Mapping[str, object], file: str = "record"
    ) -> Record:
        """A record from JSON as bytes or text, in any layout, or from a mapping; `file` is the name
        that faults show. RecordError where it is none: one fault, or those of its shape.
        """
        if isinstance(given, Mapping):
            content = plain_json(given)
        else:
            content = _encoded(given) if isinstance(given, str) else bytes(given)
        return cls(read_pieces(content, file), file)

    @property
    def format(self) -> Literal["ocop-record/1"]:
        """The format that it is of."""
        return "ocop-record/1"

    @property
    def engine(self) -> int:
        """The version of what scoring means, by which it was worked out."""
        return cast("int", self._pieces["engine"].value)

    @property
    def library(self) -> str:
        """The release of the library that sealed it."""
        return cast("str", self._pieces["library"].value)

    @property
    def decided_on(self) -> date:
        """The day of the decision."""
        return date.fromisoformat(self._pieces["decided_on"].value)

    @property
    def recorded_on(self) -> date | None:
        """The day of sealing, where it was given."""
        found = self._pieces["recorded_on"].value
        return date.fromisoformat(found) if found else None

    @property
    def supersedes(self) -> str | None:
        """The digest of the record that it stands in place of."""
        return cast("str | None", self._pieces["supersedes"].value)

    @property
    def digest(self) -> str:
        """The digest that it says it has: what a printed paper shows."""
        return cast("str", self._pieces["digest"].value)

    @property
    def digests(self) -> dict[str, Any]:
        """The digests that it says its documents have; a fresh copy."""
        return cast("dict[str, Any]", self._fresh("digests"))

    @property
    def appointed(self) -> int | None:
        """How many sit in the council, where that was said."""
        return cast("int | None", self._pieces["appointed"].value)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The ids of those who might not rate this dossier."""
        return tuple(self._pieces["conflicts"].value)

    @property
    def level(self) -> Certifier | None:
        """The council's own level; None of a single sheet."""
        return cast("Certifier | None", self._pieces["level"].value)

    @property
    def result(self) -> dict[str, Any]:
        """What was decided, without words; a fresh copy."""
        return cast("dict[str, Any]", self._fresh("result"))

    @property
    def noted(self) -> list[dict[str, Any]]:
        """The findings of the day on which it was worked out; a fresh copy."""
        return cast("list[dict[str, Any]]", self._fresh("noted"))

    @worked_out
    def dossier(self) -> Dossier:
        """The dossier as a form. RecordError where it is none."""
        return form_of(Dossier, self._fresh("dossier"), None, RecordError)

    @worked_out
    def sheets(self) -> tuple[ScoreSheet, ...]:
        """Every sheet of every round as a form. RecordError where one is none."""
        given = self._fresh("sheets")
        return tuple([form_of(ScoreSheet, sheet, None, RecordError) for sheet in given])

    @worked_out
    def policy(self) -> Policy | None:
        """The council's policy; None of a single sheet. RecordError where it is none."""
        given = self._fresh("policy")
        return None if given is None else form_of(Policy, given, None, RecordError)

    @property
    def day_of_council(self) -> date | None:
        """The day that the council itself was given; None of a single sheet, and where it was given
        none. RecordError where it is no day.
        """
        found = self._pieces["result"].value.get("decided_on")
        try:
            return None if found is None else day_from(found)
        except ValueError:
            path, right = "result/decided_on", "YYYY-MM-DD"
            raise RecordError(Fault("not-a-date", None, path, str(found), right)) from None

    def rules(self) -> Ruleset:
        """The ruleset, built of what the record holds, with the one table that it was rated by.
        RecordError where its documents make no law.
        """
        return rules_of(self._pieces["ruleset"], self._pieces["product_set"])

    def outcome(
        self, *, catalog: Catalog | Literal["built-in"] | None = BUILT_IN
    ) -> Evaluation | CouncilResult:
        """What its sheets come to under its rules: the result as a value again, with words, to
        print or to look at. Of the catalogue are the English of levels and what is noted of dates
        and names today. Whether it is what was sealed, `verify` says.

        RecordError where its documents make no law, are no forms, or another engine worked it out;
        FilingError where they don't fit one another.
        """
        known = catalog_of(catalog)
        return outcome_of(self, self._pieces["ruleset"], self._pieces["product_set"], known)

    @property
    def document(self) -> dict[str, Any]:
        """The whole record as plain values, in the contract's order; a fresh copy."""
        return {name: self._fresh(name) for name in NAMES}

    def _fresh(self, name: str) -> Any:
        return json.loads(self._pieces[name].written)

    def to_bytes(self) -> bytes:
        """The record as canonical JSON (RFC 8785), without a line end: what signatures are over."""
        return joined(self._pieces)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the canonical bytes to a file, whole or not at all. FilingError where that fails,
        or where the file is there and is no record.
        """
        write_whole(Path(path), self.to_bytes(), is_own=_is_record)


def pieces_of(record: Record) -> Mapping[str, Piece]:
    """The value of each name of a record, with its canonical bytes and their digest."""
    return record._pieces


def _is_record(content: bytes) -> bool:
    return b'"ocop-record/' in content


def _encoded(text: str) -> bytes:
    # Half a character is refused by the reader, with the words of its kind.
    return text.encode("utf-8", "surrogatepass")


def digest_of(pieces: Mapping[str, Piece]) -> str:
    """The digest of a record: of all but its documents, which stand in it by their digests."""
    left_out = {*DOCUMENTS, "digest"}
    return piece({n: found.value for n, found in pieces.items() if n not in left_out}).digest


def read_record(given: bytes | bytearray | str | Mapping[str, object]) -> Record:
    """A record from JSON as bytes or text, in any layout, or from a mapping. RecordError where it
    is none. Nothing of it is verified yet: see `verify`.
    """
    return Record.read(given)


def load_record(path: str | PathLike[str]) -> Record:
    """A record from a file. RecordError, with the file's name, where it can't be read or is no
    record. Nothing of it is verified yet: see `verify`.
    """
    file = os.fspath(path)
    return Record.read(content_of(path, RecordError, MOST_BYTES, file), file)
