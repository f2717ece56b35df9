"""A case deck: ratings that people wrote down beside the rules.

A deck is `cases/NN-….yaml` of a ruleset: one case or a list of them for product set NN. A case is a
sheet as a council would fill it in and what must come of it. An amendment's decks of a product set
stand in for its base's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, RootModel, WithJsonSchema

from ...assembly.types import (
    Anything,
    Day,
    FactName,
    Id,
    Number,
    Shape,
    Star,
    Text,
    Whole,
    YesNo,
    checked,
    or_none,
)
from ...errors import Fault, Faults, Place, RulesetError
from ...rules.product_set import ProductSet
from ...sources.layout import folders_of, shown_name, yaml_files
from ...sources.places import PlacedList, Plain, Source
from ...sources.read import read
from ...terms import Ending, KindOfProducer, Status
from ...text import listed
from .decision_deck import is_of_decision
from .survivors import SURVIVORS

__all__ = ["Case", "DeckCase", "DeckFile", "Expected", "Mark", "cases_of", "deck_files"]


def _several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class ExpectedUnmet(Shape):
    """A missed minimum, as far as the case names it."""

    star: Star
    criterion: Number
    needs: Id | None = None
    has: Annotated[Id | None, BeforeValidator(or_none)] = None


class ExpectedRange(Shape):
    """What an unfinished sheet can still become: lowest and highest."""

    total: list[Whole] = Field(min_length=2, max_length=2)
    star: list[Star] = Field(min_length=2, max_length=2)


FindingsExpected = Annotated[
    list[Id] | dict[Number, list[Id]],
    WithJsonSchema(
        {
            "description": "The codes of all findings in order; or those of the criteria named.",
            "anyOf": [
                {"type": "array", "items": {"type": "string"}},
                {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            ],
        }
    ),
]


class Expected(Shape):
    """What must come of a case. What is not named is not compared, but for the status, which is
    `rated`, and the gates, which are none.
    """

    status: Status = "rated"
    total: Whole | None = None
    parts: dict[Number, Whole] | None = None
    star_by_points: Annotated[Star | None, BeforeValidator(or_none)] = None
    star: Annotated[Star | None, BeforeValidator(or_none)] = None
    range: ExpectedRange | None = None
    unmet: list[ExpectedUnmet] | None = None
    gates: list[Id] = []
    outcomes: dict[Id, Ending] | None = None
    levels: dict[Number, Annotated[Id | list[Id] | None, BeforeValidator(or_none)]] | None = None
    findings: FindingsExpected | None = None
    readings: list[Id] | None = None


class DeckPaper(Shape):
    """A paper on file, as in a dossier: its kind, and what decides whether it counts."""

    kind: Id
    number: Text | None = None
    issued_by: Text | None = None
    issued_on: Day | None = None
    expires_on: Day | None = None
    issued_to: Text | None = None
    product: Text | None = None


def _paper(value: object) -> object:
    return {"kind": value} if isinstance(value, str | Plain) else value


Paper = Annotated[
    DeckPaper,
    BeforeValidator(_paper),
    WithJsonSchema(
        {
            "description": "A kind of papers; or a paper as in a dossier.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in DeckPaper.model_fields},
                    "required": ["kind"],
                    "additionalProperties": False,
                },
            ],
        }
    ),
]


class DeckRepresentative(Shape):
    """What the dossier says of the producer's representative; what is left out is unknown."""

    woman: YesNo | None = None
    ethnic_minority: YesNo | None = None
    disabled: YesNo | None = None


class DeckCase(Shape):
    """One case: a sentence, the marks by group in printed order (or by number), what the dossier
    shows, and what must come of it.

    `like` takes the marks of an earlier case of the deck by its `name`; `but` then changes some.
    The dossier is filed on the first day that the ruleset takes, for a first rating, where
    `application` (as in a dossier) says nothing else; `assessed_on` is the day of rating.
    """

    case: Text
    name: Id | None = None
    product_set: Whole | None = None
    like: Id | None = None
    marks: dict[Number, Anything] = {}
    but: dict[Number, Anything] = {}
    producer_kind: KindOfProducer | None = None
    facts: dict[FactName, Anything] = {}
    documents: list[Paper] | None = None
    representative: DeckRepresentative | None = None
    application: Anything = None
    assessed_on: Day | None = None
    rejects: list[Id] = []
    expect: Expected


class DeckFile(RootModel[Annotated[list[DeckCase], BeforeValidator(_several)]]):
    """A deck: a list of cases, or a lone one."""


class Mark(NamedTuple):
    """A mark as a score sheet has it, None where nothing is assessed; and where it stands in the
    deck.
    """

    value: Any
    path: tuple[int | str, ...]


class Case(NamedTuple):
    """A case of a deck with its marks by printed number."""

    source: Source
    position: int
    told: DeckCase
    marks: Mapping[str, Mark]

    def place(self, path: str = "") -> Place:
        """Where in the deck the case stands; of a fault in its sheet, where its mark does."""
        mark = self.marks.get(path.removeprefix("marks/"))
        if mark is not None:
            return self.source.place(mark.path)
        steps = [int(step) if step.isdecimal() else step for step in path.split("/")]
        if steps[0] in ("facts", "documents", "rejects", "application"):
            return self.source.place((self.position, *steps))
        return self.source.place((self.position,))


def deck_files(folder: Path) -> dict[int, tuple[Path, ...]]:
    """The decks of a ruleset's folder by product set; of an amendment, its base's where it has none
    of its own.

    RulesetError where a file's name doesn't begin with the number of a product set (`08-….yaml`).
    """
    found: dict[int, tuple[Path, ...]] = {}
    for place in folders_of(folder):
        own: dict[int, tuple[Path, ...]] = {}
        for name in yaml_files(f"{place}/cases"):
            if is_of_decision(name) or name == SURVIVORS:
                continue
            file = place / "cases" / name
            number = _number_of(file)
            own[number] = (*own.get(number, ()), file)
        found |= own
    return dict(sorted(found.items()))


def _number_of(file: Path) -> int:
    number = file.name.partition("-")[0]
    if number.isascii() and number.isdecimal() and len(number) < 10 and int(number) > 0:
        return int(number)
    place = Source(shown_name(file), {}).place(())
    raise RulesetError(Fault("file-without-number", place, "", file.name, "08-name.yaml"))


def cases_of(file: Path, product_set: ProductSet, faults: Faults) -> Iterator[Case]:
    """Every case of a deck that can be read; the faults of the others are added to `faults`."""
    try:
        source = read(file, RulesetError, name=shown_name(file))
        if isinstance(source.root, dict):
            source = Source(source.file, _alone(source))
        told = checked(source, DeckFile, RulesetError).root
    except RulesetError as error:
        faults.take(error.faults)
        return
    deck = _Deck(source, product_set, faults)
    for position, case in enumerate(told):
        marks = deck.marks_of(case, position)
        if marks is not None:
            yield Case(source, position, case, marks)


def _alone(source: Source) -> PlacedList:
    """A lone case as a deck of one, each value where it stands in the file."""
    alone = PlacedList([source.root])
    alone.at = source.root.at
    alone.spots = [source.root.at]
    return alone


class _Deck:
    """A deck while it is read: the marks of its named cases so far, and what is wrong with it."""

    def __init__(self, source: Source, product_set: ProductSet, faults: Faults) -> None:
        self.source = source
        self.product_set = product_set.product_set
        self.faults = faults
        self.numbers = {criterion.number: criterion for criterion in product_set.criteria}
        self.groups = {
            group.number: [criterion.number for criterion in group.criteria]
            for part in product_set.parts
            for group in part.groups
        }
        self.named: dict[str, dict[str, Mark] | None] = {}
        self.readable = True

    def marks_of(self, case: DeckCase, position: int) -> dict[str, Mark] | None:
        """A case's marks: those of the case it is like, its own, and what it changes; None where it
        can't be read.
        """
        self.readable = True
        self._look_at(case, position)
        marks = self._like(case, position)
        for key, given in (("marks", case.marks), ("but", case.but)):
            for number, value in given.items():
                marks |= self._spread(number, value, (position, key, number))
        read = marks if self.readable else None
        if case.name is not None:
            self.named[case.name] = read
        return read

    def _look_at(self, case: DeckCase, position: int) -> None:
        """What a case says of itself: its product set, its name, the levels that it expects."""
        if case.product_set not in (None, self.product_set):
            path = (position, "product_set")
            self._refuse("number-is-not-file", path, case.product_set, self.product_set)
        if case.name in self.named:
            self._refuse("case-twice", (position, "name"), case.name, "")
        for what in ("levels", "findings"):
            named = getattr(case.expect, what)
            for number in named if isinstance(named, dict) else ():
                if number not in self.numbers:
                    self._refuse_number((position, "expect", what, number), number)

    def _like(self, case: DeckCase, position: int) -> dict[str, Mark]:
        """The marks of the case that this one is like. Where that one can't be read, no fault is
        added: it is said already.
        """
        if case.like is None:
            return {}
        if case.like not in self.named:
            earlier = listed(self.named) or "–"
            self._refuse("unknown-case", (position, "like"), case.like, earlier)
        marks = self.named.get(case.like)
        self.readable = self.readable and marks is not None
        return dict(marks or {})

    def _spread(self, number: str, value: Any, path: tuple[int | str, ...]) -> dict[str, Mark]:
        """The marks of a group in printed order, or of one criterion, by printed number."""
        members = self.groups.get(number)
        if members is None or members == [number]:
            if number not in self.numbers:
                self._refuse_number(path, number)
            return {number: Mark(_mark(value), path)}
        if len(members) == 1 and not isinstance(value, list):
            return {members[0]: Mark(_mark(value), path)}
        given = value if isinstance(value, list) else [value]
        if given is not value or len(given) != len(members):
            self._refuse("marks-of-group", path, len(given), len(members), key=True, group=number)
            return {}
        return {
            member: Mark(_mark(mark), (*path, place))
            for place, (member, mark) in enumerate(zip(members, given, strict=True))
        }

    def _refuse_number(self, path: tuple[int | str, ...], number: str) -> None:
        self._refuse("unknown-criterion", path, number, ", ".join(self.numbers), key=True)

    def _refuse(
        self,
        code: str,
        path: tuple[int | str, ...],
        found: object,
        right: object,
        *,
        key: bool = False,
        **values: object,
    ) -> None:
        self.readable = False
        self.faults.add(code, self.source, path, found, right, key=key, **values)


def _mark(value: Any) -> Any:
    """A mark as a score sheet has it; null is not assessed."""
    if isinstance(value, list):
        return [_mark(line) for line in value]
    if isinstance(value, Plain):
        return None if or_none(value) is None else str(value)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    return value
