"""One sheet of one decision as a draft under another: what was carried and by which relation, what
facts decide there, what is lost, what must still be judged. Nothing is carried silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from ...errors import CatalogError, Fault, Faults, FilingError
from ...filing.evidence import Review, decided, review
from ...filing.forms import Dossier, Mark, ScoreSheet
from ...frozen import Value
from ...rating.alone import NOBODY
from ...rating.choices import Choice
from ...rating.fitting import is_of_another_product
from ...rating.outcome import Outcome, rate
from ...rules.catalog import Catalog
from ...rules.model import Criterion, Level
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from .carrier import Said, TableCarrier, mark_of, together
from .crosswalk import Crosswalk, crosswalk_of
from .relation import UNREACHED, Basis, Kind, choices_of, lowest_of

__all__ = [
    "Carried",
    "CarriedMark",
    "Cause",
    "DerivedMark",
    "LeadingMark",
    "LostMark",
    "OpenMark",
    "carried",
    "carry_over",
]

Cause = Literal["relation", "new", "not-assessed", "not-counted", "contradiction"]
"""Why a criterion must be judged: its level is not sure, it is new, the sheet had no mark that
leads to it, the mark didn't count there, or marks that lead to it contradict one another.
"""


class LeadingMark(NamedTuple):
    """A mark of the first sheet that leads to a criterion of the second table: the printed number,
    the ids of criterion and levels, the relations, what they rest on, and the reasons said.
    """

    number: str
    criterion: str
    levels: tuple[str, ...]
    kinds: tuple[Kind, ...]
    bases: tuple[Basis, ...]
    why: str | None


class CarriedMark(NamedTuple):
    """A mark that was carried: the criterion of the second table, its mark and levels there, the
    marks that it comes from. `facts` is the level that the dossier's facts decide otherwise.
    """

    number: str
    criterion: str
    mark: Mark
    levels: tuple[str, ...]
    of: tuple[LeadingMark, ...]
    facts: str | None = None


class DerivedMark(NamedTuple):
    """A criterion of the second table that the dossier's facts decide: rating derives its level,
    and the draft has no mark.
    """

    number: str
    criterion: str
    level: str
    of: tuple[LeadingMark, ...]


class OpenMark(NamedTuple):
    """A criterion of the second table that somebody must still judge: the levels that it can be,
    lowest first, and why it isn't sure.
    """

    number: str
    criterion: str
    levels: tuple[str, ...]
    cause: Cause
    of: tuple[LeadingMark, ...]
    why: str | None


class LostMark(NamedTuple):
    """A mark that nothing of the second table corresponds to, and why."""

    number: str
    criterion: str
    levels: tuple[str, ...]
    why: str | None


class Carried(Value):
    """A sheet of product set `a` carried into `b`, a product set of another decision.

    `draft` is nobody's sheet: it names no assessor and no day, whoever takes it over does. Its
    marks are those that are sure. `closed` has the numbers that aren't rated there, since what
    opens them fell short; `rejects` the grounds that were carried, `rejects_to_judge` the others.
    """

    a: ProductSet
    b: ProductSet
    sheet: ScoreSheet
    draft: ScoreSheet
    moved: tuple[CarriedMark, ...]
    derived: tuple[DerivedMark, ...]
    to_judge: tuple[OpenMark, ...]
    lost: tuple[LostMark, ...]
    closed: tuple[str, ...]
    rejects_to_judge: tuple[str, ...]
    outcome: Outcome

    def __repr__(self) -> str:
        told = f"{len(self.moved)} moved, {len(self.to_judge)} to judge, {len(self.lost)} lost"
        a, b = (f"{table.ruleset}/{table.product_set}" for table in (self.a, self.b))
        return f"<Carried {a} → {b}: {told}>"

    @property
    def rejects(self) -> tuple[str, ...]:
        """The grounds of rejection that were carried."""
        return self.draft.rejects

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to judge."""
        return not self.to_judge and not self.rejects_to_judge

    @property
    def stars(self) -> tuple[int, int] | None:
        """The lowest and the highest star that any judgement among the possible levels leads to,
        grounds of rejection aside; None where one was carried, or facts show one.
        """
        if self.outcome.gates:
            return None
        return self._star(min), self._star(max)

    def _star(self, end: Callable[..., Level | None]) -> int:
        """The star where everything that is open turns out lowest, or highest. Levels of several
        cases, and lines that add up, have no lowest: they are left to rating.
        """
        marks = dict(self.draft.marks)
        for one in self.to_judge:
            criterion = self.b.criterion(one.number)
            if not criterion.cases and criterion.mode == "one":
                level = end([_level(criterion, name) for name in one.levels], key=_points)
                marks[one.number] = _mark(criterion, level)
        draft = self.draft.model_copy(update={"marks": marks})
        award = rate(self.outcome.table, self.outcome.review, draft).award
        worst, best = award.range.star if award.range is not None else (award.star, award.star)
        return (worst if end is min else best) or 0


def carried(
    crosswalk: Crosswalk,
    sheet: ScoreSheet,
    dossier: Dossier | None = None,
    *,
    product_set: int | None = None,
    into: int | None = None,
) -> Carried:
    """A sheet of the crosswalk's first ruleset as a draft under its second.

    `product_set` is the sheet's, where it names none; `into` the one of the second ruleset, where
    several are possible. `dossier` is the product's: what its facts decide there, nobody judges.
    FilingError where sheet or dossier don't fit; CatalogError where the product set becomes none,
    or several and none is named.
    """
    number = _number(sheet, product_set)
    carrier = crosswalk.kept(number, _into(crosswalk, number, into), TableCarrier)
    if dossier is not None:
        _check_product(sheet, dossier, carrier)
    rate(carrier.a, Review(), sheet)  # refuses marks and grounds that the first table hasn't
    return _Carrying(crosswalk, carrier, sheet, dossier).done()


def carry_over(
    sheet: ScoreSheet,
    to: Ruleset | str,
    dossier: Dossier | None = None,
    *,
    product_set: int | None = None,
    into: int | None = None,
    catalog: Catalog | None = None,
) -> Carried:
    """A sheet of one decision as a draft under another, by the crosswalks beside the rulesets.

    `to` is the other ruleset or its id; `dossier` the product's: what its facts decide there,
    nobody judges. `product_set` is the sheet's, where it names none; `into` the one of the other
    ruleset, where several are possible. FilingError where sheet or dossier don't fit; CatalogError
    where no crosswalk leads there, or the product set becomes none, or several and none is named;
    RulesetError where a crosswalk's file is wrong.
    """
    crosswalk = crosswalk_of(sheet.ruleset, to, catalog)
    return carried(crosswalk, sheet, dossier, product_set=product_set, into=into)


def _number(sheet: ScoreSheet, asked: int | None) -> int:
    number = sheet.product_set if sheet.product_set is not None else asked
    if number is None:
        raise FilingError(Fault("sheet-without-set", None, "", sheet.assessor.id, "1–26"))
    return number


def _into(crosswalk: Crosswalk, number: int, asked: int | None) -> int:
    targets = crosswalk.targets(number)
    if asked is not None:
        return asked  # whether it is led to, the pair says
    if len(targets) == 1:
        return targets[0]
    right = ", ".join(map(str, targets)) or "–"
    values = {"ruleset": crosswalk.a.id, "to": crosswalk.b.id}
    values |= {} if targets else {"habit": "none"}
    raise CatalogError(Fault("product-set-left-open", None, "", str(number), right, values))


def _check_product(sheet: ScoreSheet, dossier: Dossier, carrier: TableCarrier) -> None:
    """A dossier is of the sheet's product: of its product set, before or after, and of its code."""
    faults, filed = Faults(), dossier.product
    sets = {carrier.pair.a.product_set, carrier.pair.b.product_set}
    if filed.product_set not in sets:
        found = carrier.pair.a.product_set
        faults.add("other-product-set", dossier, _PRODUCT_SET, found, filed.product_set)
    if is_of_another_product(dossier, sheet):
        faults.add("other-product-code", sheet, ("product_code",), sheet.product_code, filed.code)
    faults.raise_any(FilingError)


_PRODUCT_SET = ("product", "product_set")


class _Carrying:
    """One sheet on its way."""

    def __init__(
        self,
        crosswalk: Crosswalk,
        carrier: TableCarrier,
        sheet: ScoreSheet,
        dossier: Dossier | None,
    ) -> None:
        self.carrier, self.sheet, self.table = carrier, sheet, carrier.b
        self.shown = Review()
        if dossier is not None:
            facts = dossier.checked_facts(crosswalk.b.vocabulary)
            self.shown = review(self.table, dossier, facts, None)
        places = list(self.table.conditions.decidable)
        self.known = dict(decided(self.table, self.shown, places))

    def done(self) -> Carried:
        """All of it."""
        sure = self.carrier.marks(self.sheet.marks)
        marks = {number: mark for number, mark in sure.items() if not self._is_told(number, mark)}
        gates = self.carrier.gates
        draft = self._draft(marks, tuple(gate for gate in self.sheet.rejects if gate in gates))
        outcome = rate(self.table, self.shown, draft)
        found = [
            self._found(place, choice) for place, choice in enumerate(outcome.choices.criteria)
        ]
        return Carried(
            a=self.carrier.pair.a,
            b=self.carrier.pair.b,
            sheet=self.sheet,
            draft=draft,
            moved=tuple(one for one in found if isinstance(one, CarriedMark)),
            derived=tuple(one for one in found if isinstance(one, DerivedMark)),
            to_judge=tuple(one for one in found if isinstance(one, OpenMark)),
            lost=tuple(self._lost()),
            closed=tuple(one for one in found if isinstance(one, str)),
            rejects_to_judge=tuple(gate for gate in self.sheet.rejects if gate not in gates),
            outcome=outcome,
        )

    def _is_told(self, number: str, mark: Mark) -> bool:
        """Whether facts decide the very level that a mark is: then it needn't be said twice."""
        place = self.table.index[number]
        return place in self.known and mark == _mark(self.table.criteria[place], self.known[place])

    def _draft(self, marks: Mapping[str, Mark], rejects: tuple[str, ...]) -> ScoreSheet:
        given: dict[str, object] = {
            "format": "ocop-sheet/1",
            "ruleset": self.carrier.pair.b.ruleset,
            "assessor": NOBODY,
            "marks": marks,
            "product_set": self.carrier.pair.b.product_set,
        }
        if self.sheet.product_code is not None:
            given["product_code"] = self.sheet.product_code
        if rejects:
            given["rejects"] = rejects
        return ScoreSheet.model_validate(given)

    def _found(self, place: int, choice: Choice) -> CarriedMark | DerivedMark | OpenMark | str:
        """What becomes of one criterion of the second table; its number where it isn't rated."""
        criterion = choice.criterion
        said = self.carrier.said(place, self.sheet.marks)
        of = tuple(map(_from, said))
        levels = tuple(level.id for level in choice.levels) or (lowest_of(criterion),)
        if choice.source == "mark":
            mark, told = _written(criterion, levels), self.known.get(place, choice.level)
            facts = None if told == choice.level else _name(criterion, told)
            return CarriedMark(criterion.number, criterion.id, mark, levels, of, facts)
        if choice.source == "fact":
            return DerivedMark(criterion.number, criterion.id, levels[0], of)
        if choice.source == "condition":
            return criterion.number
        return self._to_judge(criterion, said, of)

    def _to_judge(
        self, criterion: Criterion, said: tuple[Said, ...], of: tuple[LeadingMark, ...]
    ) -> OpenMark:
        given = [one.possible for one in said if one.possible is not None]
        possible = together(given)
        every = choices_of(criterion)
        levels = every if possible is None else tuple(name for name in every if name in possible)
        cause: Cause = "relation"
        whys = [one.why for one in of if one.why is not None]
        leads = self.carrier.pair.leads_to(criterion.id)
        if not leads:
            cause, whys = "new", [self.carrier.pair.new.get(criterion.id) or ""]
        elif not said:
            is_marked = any(lead.number in self.sheet.marks for lead in leads)
            cause = "not-counted" if is_marked else "not-assessed"
        elif given and not frozenset.intersection(*given):
            cause = "contradiction"
        why = ". ".join(dict.fromkeys(filter(None, whys))) or None
        return OpenMark(criterion.number, criterion.id, levels, cause, of, why)

    def _lost(self) -> Iterator[LostMark]:
        for lost in self.carrier.pair.lost:
            if lost.number in self.sheet.marks:
                levels = self.carrier.levels(lost.number, self.sheet.marks[lost.number])
                yield LostMark(lost.number, lost.criterion, levels, lost.why)


def _from(said: Said) -> LeadingMark:
    relations = said.relations
    whys = [said.lead.why, *(relation.why for relation in relations)]
    return LeadingMark(
        said.lead.number,
        said.lead.criterion,
        said.levels,
        tuple(relation.kind for relation in relations),
        tuple(relation.basis for relation in relations),
        ". ".join(dict.fromkeys(filter(None, whys))) or None,
    )


def _level(criterion: Criterion, name: str) -> Level | None:
    return None if name == UNREACHED else criterion.level(name)


def _points(level: Level | None) -> int:
    return 0 if level is None else level.points


def _name(criterion: Criterion, level: Level | None) -> str:
    return lowest_of(criterion) if level is None else level.id


def _mark(criterion: Criterion, level: Level | None) -> Mark:
    return mark_of(criterion, _name(criterion, level))


def _written(criterion: Criterion, levels: tuple[str, ...]) -> Mark:
    """The mark of a choice: of lines that add up a list of them."""
    if criterion.mode == "sum":
        return tuple(level for level in levels if level != UNREACHED)
    return mark_of(criterion, levels[0])
