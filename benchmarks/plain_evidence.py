"""The baseline with facts and papers: what decides levels and raises gates, as closures made ready.

Every closure takes the known facts and the kinds of papers that count (None where no papers were
filed), and says True, False, or None where what is known leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ocop_scoring.exact import Interval
from ocop_scoring.filing.forms import Dossier, FiledDocument
from ocop_scoring.rules.model import Criterion, Gate
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Clause, Condition

from . import plain
from .plain import Reached, Sheet

__all__ = ["Ready", "decided", "ready_from", "score"]

Facts = Mapping[str, Any]
Kinds = set[str] | None
Test = Callable[[Facts, Kinds], bool | None]


class Decidable(NamedTuple):
    """A criterion that facts can decide: its levels from the best down with their test and points,
    what is reached where none holds, and the facts and papers that must then be known.
    """

    number: str
    levels: tuple[tuple[Test, int, Reached], ...]
    otherwise: Reached
    facts: tuple[str, ...]
    asks_papers: bool


class Ready(NamedTuple):
    """A product set made ready: the baseline's table, what facts decide, what raises gates."""

    table: plain.Table
    decidable: tuple[Decidable, ...]
    gates: tuple[tuple[str, Test], ...]


def score(ready: Ready, dossier: Dossier, sheet: Sheet) -> dict[str, Any]:
    """Rate a sheet of a dossier with facts and papers."""
    facts, kinds = _facts(dossier), _kinds(dossier)
    shown = dict(_decided(ready, facts, kinds))
    raised = frozenset([gate for gate, applies in ready.gates if applies(facts, kinds)])
    return plain.score(ready.table, sheet, shown, raised)


def decided(ready: Ready, dossier: Dossier) -> dict[str, Reached]:
    """What facts and papers decide, by printed number."""
    return dict(_decided(ready, _facts(dossier), _kinds(dossier)))


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


def _kinds(dossier: Dossier) -> Kinds:
    if dossier.documents is None:
        return None
    return {paper.kind for paper in dossier.documents if _counts(paper, dossier)}


def _counts(paper: FiledDocument, dossier: Dossier) -> bool:
    filed = dossier.application.submitted_on
    if paper.expires_on is not None and paper.expires_on < filed:
        return False
    if paper.issued_on is not None and paper.issued_on > filed:
        return False
    if paper.issued_to is not None and not _same(paper.issued_to, dossier.producer.name):
        return False
    return paper.product is None or _same(paper.product, dossier.product.name)


def _same(one: str, other: str) -> bool:
    return one == other or one.casefold().split() == other.casefold().split()


def _decided(ready: Ready, facts: Facts, kinds: Kinds) -> Iterator[tuple[str, Reached]]:
    for number, levels, otherwise, asked, asks_papers in ready.decidable:
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
            if (kinds is not None or not asks_papers) and all(name in facts for name in asked):
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
    return Ready(table, tuple(decidable), tuple(gates))


def _decidable(criterion: Criterion, by_mark: Mapping[object, Reached]) -> Decidable:
    asked = [level for level in criterion.levels if level.when]
    asked.sort(key=lambda level: level.points, reverse=True)
    clauses = [clause for level in asked if level.when for clause in level.when.clauses()]
    return Decidable(
        criterion.number,
        tuple((_any_of(lv.when), lv.points, by_mark[lv.id]) for lv in asked if lv.when),
        by_mark[0],
        tuple(dict.fromkeys(c.fact for c in clauses if c.document is None)),
        any(clause.document for clause in clauses),
    )


def _applies(gate: Gate) -> Test:
    when = _any_of(gate.when) if gate.when else _never
    unless = _any_of(gate.unless) if gate.unless else _always
    waived = _any_of(gate.waived_by) if gate.waived_by else _never

    def applies(facts: Facts, kinds: Kinds) -> bool | None:
        if waived(facts, kinds):
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
