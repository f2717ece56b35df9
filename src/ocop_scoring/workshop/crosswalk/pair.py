"""Two tables beside each other: which criterion leads to which, what is lost, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...assembly.crosswalk import CrosswalkFile, Leading
from ...rules.model import Criterion
from ...rules.product_set import ProductSet
from .proof import by_id, proven
from .relation import Lead, Relation, choices_of, composed, opened

__all__ = ["Lost", "Pair", "composed_pair", "pair_by_file", "pair_by_id"]


class Lost(NamedTuple):
    """A criterion that nothing of the other table corresponds to, and why; None where nobody said
    so.
    """

    number: str
    criterion: str
    why: str | None


class Pair(NamedTuple):
    """Two tables: all that leads from the one to the other, in the order of the first; the criteria
    of the first that are lost, and why those of the second are new, where the file says so.
    """

    a: ProductSet
    b: ProductSet
    leads: tuple[Lead, ...]
    lost: tuple[Lost, ...]
    new: Mapping[str, str | None]

    def leads_to(self, criterion: str) -> tuple[Lead, ...]:
        """The leads to a criterion of the second table."""
        return tuple(lead for lead in self.leads if lead.to == criterion)

    def leads_from(self, criterion: str) -> tuple[Lead, ...]:
        """The leads from a criterion of the first table."""
        return tuple(lead for lead in self.leads if lead.criterion == criterion)


def pair_by_id(a: ProductSet, b: ProductSet) -> Pair:
    """Two tables of one decision: criteria and levels are those of the same id."""
    there = {criterion.id: criterion for criterion in b.criteria}
    leads, lost = [], []
    for criterion in a.criteria:
        other = there.get(criterion.id)
        if other is None:
            lost.append(Lost(criterion.number, criterion.id, None))
        else:
            relations = by_id(criterion, other)
            leads.append(Lead(criterion.number, criterion.id, other.id, relations))
    return _pair(a, b, leads, lost, {})


def pair_by_file(a: ProductSet, b: ProductSet, file: CrosswalkFile) -> Pair:
    """Two tables of two decisions, by what a crosswalk says and what is proven without a word."""
    there = {criterion.id: criterion for criterion in b.criteria}
    leads, lost = list[Lead](), list[Lost]()
    for criterion in a.criteria:
        said = _said_of(criterion, a.product_set, file)
        found = [
            _lead(criterion, there[one.to or criterion.id], one)
            for one in said
            if one.none is None and (one.to or criterion.id) in there
        ]
        if not found:
            why = next((one.none for one in said if one.none is not None), None)
            lost.append(Lost(criterion.number, criterion.id, why))
        leads += found
    return _pair(a, b, leads, lost, file.new)


def _said_of(criterion: Criterion, number: int, file: CrosswalkFile) -> tuple[Leading, ...]:
    """What a file says of a criterion of a product set; of one that it doesn't name, that it leads
    to the one of its id.
    """
    said = file.leadings(criterion.id)
    if not said:
        return (_TO_ITSELF,)
    return tuple(one for one in said if one.in_ is None or number in one.in_)


_TO_ITSELF = Leading()


def _lead(a: Criterion, b: Criterion, said: Leading) -> Lead:
    stated = {
        name: Relation(one.kind, one.led, "stated", one.why)  # type: ignore[arg-type]
        for name, one in said.levels.items()
        if name in choices_of(a)
    }
    relations = opened(a) | proven(a, b) | stated
    return Lead(a.number, a.id, b.id, relations, said.why)


def _pair(
    a: ProductSet,
    b: ProductSet,
    leads: list[Lead],
    lost: list[Lost],
    new: Mapping[str, str | None],
) -> Pair:
    led = {lead.to for lead in leads}
    unled = {c.id: new.get(c.id) for c in b.criteria if c.id not in led}
    return Pair(a, b, tuple(leads), tuple(lost), unled)


def composed_pair(first: Pair, second: Pair) -> Pair:
    """Two tables through one between them. A criterion is lost where every way from it ends."""
    gone = {lost.criterion: lost for lost in first.lost}
    leads, lost = list[Lead](), list[Lost]()
    for criterion in first.a.criteria:
        found = list(_through(criterion.id, first, second))
        leads += found
        if criterion.id in gone:
            lost.append(gone[criterion.id])
        elif not found:
            lost.append(_lost_later(criterion, first, second))
    return _pair(first.a, second.b, leads, lost, dict(second.new) | _new_before(first, second))


def _new_before(first: Pair, second: Pair) -> dict[str, str | None]:
    """What leads to a criterion of the last table from criteria that were new on the way: why they
    were.
    """
    found: dict[str, str | None] = {}
    for criterion in second.b.criteria:
        whys = [first.new.get(lead.criterion) for lead in second.leads_to(criterion.id)]
        if whys:
            found[criterion.id] = ". ".join(dict.fromkeys(filter(None, whys))) or None
    return found


def _through(criterion: str, first: Pair, second: Pair) -> Iterator[Lead]:
    for lead in first.leads_from(criterion):
        for later in second.leads_from(lead.to):
            relations = composed(lead.relations, later.relations, (lead.why, later.why))
            yield Lead(lead.number, criterion, later.to, relations)


def _lost_later(criterion: Criterion, first: Pair, second: Pair) -> Lost:
    through = {lead.to for lead in first.leads_from(criterion.id)}
    why = next((lost.why for lost in second.lost if lost.criterion in through), None)
    return Lost(criterion.number, criterion.id, why)
