"""Seals what a round has decided, a record each, and keeps the round's journal of them.

Records are never written over: a product that is decided again gets another one, which names the
one before, and the journal a line more. Whatever is decided as it was is not sealed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ..errors import Fault, OcopError, Place, RecordError
from ..frozen import FrozenDict
from ..rating.council import CouncilResult
from ..records.journal import JOURNAL, add_to_journal
from ..records.record import Record, load_record, pieces_of
from ..records.seal import seal
from ..records.verify import verify
from ..writing import folder_at, write_new
from .councils import ProductRun, is_decided
from .folder import Problem
from .made import Written

__all__ = ["RECORDS", "Sealed", "Sealing", "for_papers", "seal_round"]

RECORDS = "records"


class Sealed(NamedTuple):
    """The record of a product as it was decided, and its file by its path in the folder."""

    file: str
    record: Record


class Sealing(NamedTuple):
    """What was sealed: the record of each product by its name, all files, the journal's head, the
    products whose day nobody knows, and what kept others from being sealed.
    """

    records: Mapping[str, Sealed]
    files: tuple[Written, ...]
    head: str | None
    without_day: tuple[str, ...]
    problems: tuple[Problem, ...]


def seal_round(root: Path, products: Sequence[ProductRun]) -> Sealing:
    """Seal every product that is decided, rated or rejected, and add the records to the journal.

    One product's trouble never stops the others. FilingError where a record can't be written.
    """
    chains: dict[str, list[Sealed]] = {}
    files: list[Written] = []
    problems: list[Problem] = []
    without_day = []
    for name, result in _decided(products):
        day = _day_of(result)
        if day is None:
            without_day.append(name)
            continue
        try:
            chains[name] = _chain(root, name)
        except RecordError as error:
            problems.append(_problem(root, error))
            continue
        is_new = _add(root, name, (result, day), chains[name])
        files.append(Written(chains[name][-1].file, "written" if is_new else "unchanged"))
    head = _journal(root, [one.record for chain in chains.values() for one in chain], problems)
    if head:
        is_new = any(one.state == "written" for one in files)
        files.append(Written(f"{RECORDS}/{JOURNAL}", "written" if is_new else "unchanged"))
    records = FrozenDict({name: chain[-1] for name, chain in chains.items()})
    return Sealing(records, tuple(files), head, tuple(without_day), tuple(problems))


def for_papers(results: Mapping[str, CouncilResult], sealing: Sealing) -> tuple[Record, ...]:
    """A record of every result, for the papers on all products: those in the folder, and of what is
    not decided one as it stands, which the paper alone has. None at all where a decided product has
    none, or where one can't be sealed.
    """
    found: list[Record] = []
    for name, result in results.items():
        sealed, day = sealing.records.get(name), _day_of(result)
        if sealed is not None:
            found.append(sealed.record)
            continue
        if day is None or is_decided(result):
            return ()
        try:
            found.append(seal(result, decided_on=day))
        except RecordError:
            return ()
    return tuple(found)


def _decided(products: Sequence[ProductRun]) -> Iterator[tuple[str, CouncilResult]]:
    for one in products:
        if one.result is not None and is_decided(one.result):
            yield one.product.name, one.result


def _chain(root: Path, name: str) -> list[Sealed]:
    """The records that a product has, each of which takes the place of the one before. RecordError
    where one can't be read, or does not hold.
    """
    chain: list[Sealed] = []
    for file in _files_of(name):
        path = root / file
        if not path.exists():
            return chain
        record = load_record(path)
        if chain and record.supersedes != chain[-1].record.digest:
            continue  # of another product, whose own name ends in a number
        if not verify(record, catalog=None).ok:
            raise RecordError(Fault("changed-record", Place(str(path), 1, 1), "", file, ""))
        chain.append(Sealed(file, record))
    raise AssertionError("files have no end")


def _files_of(name: str) -> Iterator[str]:
    """What the records of a product are called, one after the other."""
    yield f"{RECORDS}/{name}.json"
    for number in count(2):
        yield f"{RECORDS}/{name}.{number}.json"


def _day_of(result: CouncilResult) -> date | None:
    """The day of a decision: the round's, else that of the last sheet; None where nobody says."""
    days = [sheet.assessed_on for sheet in result.sheets if sheet.assessed_on is not None]
    return result.decided_on or max(days, default=None)


def _add(root: Path, name: str, decided: tuple[CouncilResult, date], chain: list[Sealed]) -> bool:
    """Seal a result where it is not what was sealed last; whether it was."""
    before = chain[-1].record if chain else None
    record = seal(decided[0], decided_on=decided[1], supersedes=before)
    if before is not None and _says_the_same(before, record):
        return False
    folder_at(root / RECORDS)
    file = next(file for file in _files_of(name) if not (root / file).exists())
    write_new(root / file, record.to_bytes())
    chain.append(Sealed(file, record))
    return True


_DECIDED_ON = (
    *("ruleset", "product_set", "policy", "dossier", "sheets"),
    *("appointed", "conflicts", "level", "decided_on"),
)


def _says_the_same(before: Record, now: Record) -> bool:
    """Whether the same was decided on the same grounds, whichever release of the library says it
    and whatever it notes today.
    """
    old, new = pieces_of(before), pieces_of(now)
    if any(old[name].written != new[name].written for name in _DECIDED_ON):
        return False
    then, today = old["result"].value, new["result"].value
    return all(today.get(key) == then[key] for key in then if key != "engine")


def _journal(root: Path, records: Sequence[Record], problems: list[Problem]) -> str | None:
    """The head of the journal with all records in it; None where there is none, or it is broken."""
    path = root / RECORDS / JOURNAL
    if not records and not path.exists():
        return None
    try:
        return add_to_journal(path, records).head
    except RecordError as error:
        problems.append(_problem(root, error))
        return None


def _problem(root: Path, error: OcopError) -> Problem:
    """What is wrong with a file, which is named by its path in the folder."""
    file = Path(error.faults[0].file or RECORDS)
    named = file.relative_to(root) if file.is_relative_to(root) else file
    return Problem(named.as_posix(), error.faults)
