"""The baseline with facts and papers: what decides levels and raises gates, as closures made ready.

Every closure takes the known facts and the kinds of papers that count (None where no papers were
filed), and says True, False, or None where what is known leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ocop_scoring.exact import Interval
from ocop_scoring.filing.forms import Dossier, FiledDocument, ScoreSheet
from ocop_scoring.rules.model import Criterion, Gate
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Clause, Condition

from . import plain
from .plain import Reached

__all__ = ["Ready", "decided", "ready_from", "score"]

Facts = Mapping[str, Any]
Kinds = set[str] | None
Test = Callable[[Facts, Kinds], bool | None]


class Decidable(NamedTuple):
    """A criterion that facts can decide: its levels from the best down with their test and points,
    and what is reached where none can hold.
    """

    number: str
    levels: tuple[tuple[Test, int, Reached], ...]
    otherwise: Reached


class Ready(NamedTuple):
    """A product set made ready: the baseline's table, what facts decide, what raises gates, what
    cannot be true at once, which papers are about one product.
    """

    table: plain.Table
    decidable: tuple[Decidable, ...]
    gates: tuple[tuple[str, Test], ...]
    contradictions: tuple[tuple[Test, frozenset[str]], ...]
    of_product: frozenset[str]


def score(ready: Ready, dossier: Dossier, sheet: ScoreSheet) -> dict[str, Any]:
    """Rate a sheet of a dossier with facts and papers."""
    facts, kinds = _known(ready, dossier, sheet)
    shown = dict(_decided(ready, facts, kinds))
    raised = frozenset([gate for gate, applies in ready.gates if applies(facts, kinds)])
    return plain.score(ready.table, sheet, shown, raised)


def decided(ready: Ready, dossier: Dossier, sheet: ScoreSheet) -> dict[str, Reached]:
    """What facts and papers decide, by printed number."""
    return dict(_decided(ready, *_known(ready, dossier, sheet)))


def _known(ready: Ready, dossier: Dossier, sheet: ScoreSheet) -> tuple[Facts, Kinds]:
    """The facts that contradict nothing, and the kinds of papers that count."""
    facts, kinds = _facts(dossier), _kinds(ready, dossier, sheet.assessed_on)
    doubted: set[str] = set()
    for test, names in ready.contradictions:
        if test(facts, kinds):
            doubted |= names
    return {name: value for name, value in facts.items() if name not in doubted}, kinds


def _facts(dossier: Dossier) -> Facts:
    producer = dossier.producer
    person = producer.representative
    facts: dict[str, Any] = {**dossier.facts, "producer_kind": producer.kind}
    if person.woman is not None:
        facts["representative_woman"] = person.woman
    if person.ethnic_minority is not None:
        facts["representative_ethnic_minority"] = person.ethnic_minority
    if person.disabled is not None:
        facts["representative_disabled"] = person.disabled
    return facts


def _kinds(ready: Ready, dossier: Dossier, rated: date | None) -> Kinds:
    if dossier.documents is None:
        return None
    return {paper.kind for paper in dossier.documents if _counts(ready, paper, dossier, rated)}


def _counts(ready: Ready, paper: FiledDocument, dossier: Dossier, rated: date | None) -> bool:
    filed, issued, expires = dossier.application.submitted_on, paper.issued_on, paper.expires_on
    if issued is not None and issued > filed:
        if rated is None or issued > rated:
            return False
        filed = rated
    if expires is not None and (expires < filed or (issued is not None and expires < issued)):
        return False
    if paper.issued_to is not None and not _same(paper.issued_to, dossier.producer.name):
        return False
    if paper.product is None or paper.kind not in ready.of_product:
        return True
    return _same(paper.product, dossier.product.name)


def _same(one: str, other: str) -> bool:
    """Names as the demo's dossiers have them: as they stand, or in another case."""
    return one == other or one.casefold().split() == other.casefold().split()


def _decided(ready: Ready, facts: Facts, kinds: Kinds) -> Iterator[tuple[str, Reached]]:
    for number, levels, otherwise in ready.decidable:
        most_open = -1
        for test, points, reached in levels:
            holds = test(facts, kinds)
            if holds:
                if most_open <= points:
                    yield number, reached
                break
            if holds is None and most_open < 0:
                most_open = points
        else:
            if most_open < 0:
                yield number, otherwise


# Made ready once.


def ready_from(product_set: ProductSet) -> Ready:
    """The product set as look-ups and closures."""
    table = plain.table_from(product_set)
    by_mark = {row.number: row.by_mark for row in table.rows}
    decidable = [
        _decidable(criterion, by_mark[criterion.number])
        for criterion in product_set.criteria
        if criterion.evidence == "derived" and criterion.mode == "one"
    ]
    gates = [(gate.id, _applies(gate)) for gate in product_set.gates if gate.when or gate.unless]
    vocabulary = product_set.vocabulary
    of_product = [kind for kind, entry in vocabulary.documents.items() if entry.of_product]
    contradictions = [
        (
            _any_of(entry.condition),
            frozenset([c.fact for c in entry.condition.clauses() if c.document is None]),
        )
        for entry in vocabulary.contradictions
    ]
    return Ready(
        table, tuple(decidable), tuple(gates), tuple(contradictions), frozenset(of_product)
    )


def _decidable(criterion: Criterion, by_mark: Mapping[object, Reached]) -> Decidable:
    asked = [level for level in criterion.levels if level.when]
    asked.sort(key=lambda level: level.points, reverse=True)
    return Decidable(
        criterion.number,
        tuple((_any_of(lv.when), lv.points, by_mark[lv.id]) for lv in asked if lv.when),
        by_mark[0],
    )


def _applies(gate: Gate) -> Test:
    when = _any_of(gate.when) if gate.when else _never
    unless = _any_of(gate.unless) if gate.unless else _always
    waived = _any_of(gate.waived_by) if gate.waived_by else _never

    def applies(facts: Facts, kinds: Kinds) -> bool | None:
        if waived(facts, kinds) is not False:
            return False
        return when(facts, kinds) or unless(facts, kinds) is False

    return applies


def _never(facts: Facts, kinds: Kinds) -> bool | None:
    return False


def _always(facts: Facts, kinds: Kinds) -> bool | None:
    return True


def _any_of(condition: Condition) -> Test:
    tests = [_all_of([_clause(clause) for clause in every]) for every in condition.alternatives]
    if len(tests) == 1:
        return tests[0]

    def some(facts: Facts, kinds: Kinds) -> bool | None:
        found: bool | None = False
        for test in tests:
            holds = test(facts, kinds)
            if holds:
                return True
            if holds is None:
                found = None
        return found

    return some


def _all_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def every(facts: Facts, kinds: Kinds) -> bool | None:
        found: bool | None = True
        for test in tests:
            holds = test(facts, kinds)
            if holds is False:
                return False
            if holds is None:
                found = None
        return found

    return every


def _clause(clause: Clause) -> Test:
    name, wanted = clause.fact, clause.wanted
    kind = clause.document
    if kind is not None:
        return lambda facts, kinds: None if kinds is None else kind in kinds
    if isinstance(wanted, Interval):
        return _within(name, wanted)
    words = {wanted} if isinstance(wanted, bool) else set(wanted)

    def is_one_of(facts: Facts, kinds: Kinds) -> bool | None:
        return facts[name] in words if name in facts else None

    return is_one_of


def _within(name: str, interval: Interval) -> Test:
    low, high = interval.low, interval.high
    low_in, high_in = interval.low_in, interval.high_in

    def within(facts: Facts, kinds: Kinds) -> bool | None:
        value = facts.get(name)
        if value is None:
            return None
        if low is not None and (value < low or (value == low and not low_in)):
            return False
        return high is None or value < high or (value == high and high_in)

    return within
