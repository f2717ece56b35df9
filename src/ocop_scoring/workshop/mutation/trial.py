"""A product set on trial: its mutants, its cases made ready once, which mutant a case sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from ...errors import Faults, FilingError, OcopError, RulesetError
from ...frozen import Value
from ...rating.table import table_of
from ...rules.catalog import Catalog
from ...rules.product_set import ProductSet
from ...rules.resolved import Doc
from ...rules.ruleset import Ruleset
from ...version import ENGINE
from ..cases.rated import Ready, came_otherwise, made_ready, rated
from ..cases.run import cases_in, decks_of
from .edits import Mutant, edited
from .equivalent import proof_of
from .mutants import mutants_of_table
from .mutants_refused import Wrong, wrong_in_table

__all__ = ["Fate", "Found", "TableTrial", "key_of", "trial_of"]

Fate = Literal["killed", "refused", "proven", "survived"]


class Found(NamedTuple):
    """What became of a mutant: killed `by` the case that stands there, refused by the check of this
    code, proven to be seen by no case (`same-level 144`, see `equivalent`), or survived.
    """

    fate: Fate
    by: str = ""


class TableTrial(Value):
    """A product set, its mutants in order, its cases in the order of its decks."""

    ruleset: Ruleset
    number: int
    document: Doc
    mutants: tuple[Mutant, ...]
    key: str
    """What all of it rests on: two trials with one key come to the same."""
    cases: tuple[Ready, ...]
    by_name: Mapping[str, tuple[Ready, ...]]
    """The cases that name a criterion or a gate in what they expect."""
    known: frozenset[Wrong]
    """What the loader lets stand in the table as it is."""

    def found(self, mutant: Mutant) -> Found:
        """What becomes of a mutant. The first case that comes otherwise kills it: also one whose
        marks no longer fit.
        """
        document = edited(self.document, mutant.edits)
        wrong = wrong_in_table(document) - self.known
        if wrong:
            return Found("refused", min(wrong)[0])
        table = table_of(ProductSet(document))
        for ready in self._in_order(mutant):
            try:
                came = any(came_otherwise(ready, rated(ready, self.ruleset, table)))
            except FilingError:
                came = True
            if came:
                return Found("killed", str(ready.case.place()))
        proof = proof_of(mutant, table_of(self.product_set), table)
        if proof is not None:
            return Found("proven", f"{proof.of} {proof.number}")
        return Found("survived")

    def _in_order(self, mutant: Mutant) -> Iterator[Ready]:
        """The cases: first those that name what the mutant is about, which likely see it."""
        _, room, *rest = mutant.at.split("/")
        first = self.by_name.get(rest[0] if room == "gates" else room, ())
        yield from first
        seen = set(map(id, first))
        yield from (ready for ready in self.cases if id(ready) not in seen)

    @property
    def product_set(self) -> ProductSet:
        """The product set as it is."""
        return self.ruleset.product_set(self.number)


def trial_of(catalog: Catalog, ruleset: Ruleset, number: int) -> TableTrial:
    """A product set's trial. RulesetError where one of its decks can't be read, or a case comes
    otherwise before anything is changed.
    """
    product_set, faults = ruleset.product_set(number), Faults()
    files = decks_of(ruleset, catalog).get(number, ())
    cases: list[Ready] = []
    for case in cases_in(files, product_set, faults):
        try:
            ready = made_ready(ruleset, product_set, case, catalog)
            came = list(came_otherwise(ready, rated(ready, ruleset, table_of(product_set))))
        except OcopError as error:
            faults.take(fault._replace(place=case.place(fault.path)) for fault in error.faults)
            continue
        for one in came[:1]:
            faults.add("case-fails", case.source, (case.position,), one.found, one.expected)
        cases.append(ready)
    faults.raise_any(RulesetError)
    document = product_set.resolved()
    mutants = tuple(mutants_of_table(document))
    decks = [file.read_bytes() for file in files]
    key = key_of(product_set.digest, decks, mutants)
    known = wrong_in_table(document)
    named = _by_name(cases)
    return TableTrial(ruleset, number, document, mutants, key, tuple(cases), named, known)


def _by_name(cases: Sequence[Ready]) -> dict[str, tuple[Ready, ...]]:
    found: dict[str, list[Ready]] = {}
    for ready in cases:
        expect = ready.case.told.expect
        findings = expect.findings if isinstance(expect.findings, dict) else {}
        unmet = [entry.criterion for entry in expect.unmet or ()]
        for name in {*(expect.levels or ()), *findings, *unmet, *expect.gates}:
            found.setdefault(name, []).append(ready)
    return {name: tuple(of_name) for name, of_name in found.items()}


def key_of(digest: str, decks: Sequence[bytes], mutants: Sequence[Mutant]) -> str:
    """The digest of the rules, the engine, the decks and the changes tried."""
    parts = [digest.encode(), str(ENGINE).encode(), *decks]
    parts += [f"{mutant.address} {mutant.edits}".encode() for mutant in mutants]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()
