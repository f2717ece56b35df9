"""Runs case decks, and says how much of the rules they try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..assembly.types import checked, or_none
from ..errors import Fault, OcopError, Place, RulesetError
from ..filing.forms import Dossier, ScoreSheet
from ..rating.score import Evaluation, score
from ..rating.steps import Choice
from ..rules.catalog import Catalog
from ..rules.model import ProductSet, Ruleset
from ..sources.layout import folders_of, shown_name, yaml_files
from ..sources.places import PlacedList, Plain, Source
from ..sources.read import read
from .deck import CaseFile, CaseShape, Expected

__all__ = ["Coverage", "Covered", "Difference", "Run", "Tried", "deck_files", "run_cases"]


class Difference(NamedTuple):
    """One thing that a case expects and that came otherwise."""

    what: str
    expected: str
    found: str


class Tried(NamedTuple):
    """One case that was run: where it stands, its sentence, and how its result differs from what it
    expects.
    """

    place: str
    product_set: int
    case: str
    differences: tuple[Difference, ...]


class Covered(NamedTuple):
    """How many of all things of one kind some case tries, and the first ones that none does."""

    kind: str
    tried: int
    of: int
    missing: tuple[str, ...]


class Run(NamedTuple):
    """All cases of a ruleset, and what they cover."""

    ruleset: str
    cases: tuple[Tried, ...]
    coverage: tuple[Covered, ...]

    @property
    def failed(self) -> tuple[Tried, ...]:
        """The cases that came otherwise."""
        return tuple(tried for tried in self.cases if tried.differences)

    @property
    def ok(self) -> bool:
        """Whether every case came as expected and nothing is left untried."""
        return not self.failed and all(covered.tried == covered.of for covered in self.coverage)


def deck_files(folder: Path) -> dict[int, tuple[Path, ...]]:
    """The decks of a ruleset's folder by product set; of an amendment, its base's where it has none
    of its own.

    RulesetError where a file's name doesn't begin with the number of a product set (`08-….yaml`).
    """
    found: dict[int, tuple[Path, ...]] = {}
    for place in folders_of(folder):
        own: dict[int, tuple[Path, ...]] = {}
        for file in (place / "cases" / name for name in yaml_files(f"{place}/cases")):
            number = file.name.split("-")[0]
            if not (number.isascii() and number.isdecimal() and int(number) > 0):
                raise RulesetError(
                    Fault(
                        "file-without-number",
                        Source(shown_name(file), {}).place(()),
                        "",
                        file.name,
                        "08-name.yaml",
                    )
                )
            own[int(number)] = (*own.get(int(number), ()), file)
        found |= own
    return dict(sorted(found.items()))


def run_cases(catalog: Catalog, name: str, only: int | None = None) -> Run:
    """Run the decks of a ruleset, or those of one of its product sets.

    RulesetError with the faults of all decks that can't be read: a case without its base, marks
    that don't fit their group or criterion, a product set that isn't there.
    """
    ruleset = catalog.ruleset(name)
    decks = deck_files(catalog.folder / name)
    strange = [number for number in decks if number not in ruleset.numbers]
    if strange:
        place = Source(shown_name(decks[strange[0]][0]), {}).place(())
        right = ", ".join(map(str, ruleset.numbers))
        raise RulesetError(
            Fault("unknown-product-set", place, "", str(strange[0]), right, {"ruleset": name})
        )
    tried: list[Tried] = []
    faults: list[Fault] = []
    coverage = Coverage()
    for number in ruleset.numbers if only is None else (only,):
        table = ruleset.product_set(number)
        coverage.expect(table)
        for case in (
            case for file in decks.get(number, ()) for case in _cases_of(file, table, faults)
        ):
            try:
                result = _result(ruleset, table, case, catalog)
            except OcopError as error:
                faults += [replace(fault, place=case.place(fault.path)) for fault in error.faults]
                continue
            coverage.note(table, result)
            tried.append(
                Tried(
                    str(case.place()),
                    number,
                    case.shape.case,
                    tuple(_differences(case.shape.expect, result)),
                )
            )
    if faults:
        raise RulesetError(
            [fault for place, fault in enumerate(faults) if fault not in faults[:place]]
        )
    return Run(name, tuple(tried), coverage.counted())


class _Mark(NamedTuple):
    """A mark as a score sheet has it, None where nothing is assessed; and where it stands in the
    deck.
    """

    value: Any
    path: tuple[int | str, ...]


class _Case(NamedTuple):
    """A case with its marks by printed number."""

    source: Source
    position: int
    shape: CaseShape
    marks: Mapping[str, _Mark]

    def place(self, path: str = "") -> Place:
        """Where in the deck a case stands; of a fault in its sheet, where its mark does."""
        mark = self.marks.get(path.removeprefix("marks/"))
        if mark is not None:
            return self.source.place(mark.path)
        steps = [int(step) if step.isdecimal() else step for step in path.split("/")]
        return self.source.place(
            (self.position, *steps)
            if steps[0] in ("facts", "documents", "rejects")
            else (self.position,)
        )


def _cases_of(file: Path, table: ProductSet, faults: list[Fault]) -> Iterator[_Case]:
    """Every case of a deck that can be read; the faults of the others are added to `faults`."""
    named: dict[str, dict[str, _Mark] | None] = {}
    try:
        source = read(file, RulesetError, name=shown_name(file))
        if isinstance(source.root, dict):
            source = Source(source.file, _alone(source))
        shapes = checked(source, CaseFile, RulesetError).root
    except RulesetError as error:
        faults += error.faults
        return
    for index, shape in enumerate(shapes):
        marks = None
        if (
            shape.like is None or named.get(shape.like, {}) is not None
        ):  # else what it is like can't be read; that is said already
            try:
                marks = _marks_of(shape, index, source, table, named)
            except RulesetError as error:
                faults += error.faults
        if shape.name is not None:
            named[shape.name] = marks
        if marks is not None:
            yield _Case(source, index, shape, marks)


def _marks_of(
    shape: CaseShape,
    index: int,
    source: Source,
    table: ProductSet,
    named: Mapping[str, dict[str, _Mark] | None],
) -> dict[str, _Mark]:
    """A case's marks: those of the case it is like, its own, and what it changes."""
    if shape.product_set not in (None, table.product_set):
        _refuse(
            source,
            (index, "product_set"),
            "number-is-not-file",
            shape.product_set,
            table.product_set,
        )
    if shape.name in named:
        _refuse(source, (index, "name"), "case-twice", shape.name, "")
    numbers = [criterion.number for criterion in table.criteria]
    for number in shape.expect.levels or ():
        if number not in numbers:
            _refuse(
                source,
                (index, "expect", "levels", number),
                "unknown-criterion",
                number,
                ", ".join(numbers),
                key=True,
            )
    if shape.like is not None and shape.like not in named:
        _refuse(source, (index, "like"), "unknown-case", shape.like, ", ".join(named) or "–")
    marks = dict(named[shape.like] or {}) if shape.like is not None else {}
    for key in ("marks", "but"):
        for number, value in getattr(shape, key).items():
            marks |= dict(_spread(table, number, value, source, (index, key, number)))
    return marks


def _alone(source: Source) -> PlacedList:
    """A lone case as a deck of one, each value where it stands in the file."""
    listing = PlacedList([source.root])
    listing.at = source.root.at
    listing.spots = [source.root.at]
    return listing


def _spread(
    table: ProductSet, number: str, value: Any, source: Source, path: tuple[int | str, ...]
) -> Iterator[tuple[str, _Mark]]:
    """The marks of a group in printed order, or of one criterion, by printed number."""
    group = next((g for part in table.parts for g in part.groups if g.number == number), None)
    members = [criterion.number for criterion in group.criteria] if group else []
    if group is None or members == [number]:
        if number not in {criterion.number for criterion in table.criteria}:
            _refuse(
                source,
                path,
                "unknown-criterion",
                number,
                ", ".join(c.number for c in table.criteria),
                key=True,
            )
        yield number, _Mark(_mark(value), path)
    elif not isinstance(value, list) and len(members) == 1:
        yield members[0], _Mark(_mark(value), path)
    elif not isinstance(value, list) or len(value) != len(members):
        found = len(value) if isinstance(value, list) else 1
        _refuse(source, path, "marks-of-group", found, len(members), key=True, group=number)
    else:
        for place, (member, mark) in enumerate(zip(members, value, strict=True)):
            yield member, _Mark(_mark(mark), (*path, place))


def _mark(value: Any) -> Any:
    """A mark as a score sheet has it; null is not assessed."""
    if isinstance(value, list):
        return [_mark(line) for line in value]
    if isinstance(value, Plain):
        return None if or_none(value) is None else str(value)
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10
        else value
    )


def _refuse(
    source: Source,
    path: tuple[int | str, ...],
    code: str,
    found: object,
    right: object,
    key: bool = False,
    **values: object,
) -> None:
    joined = "/".join(str(step) for step in path)
    raise RulesetError(Fault(code, source.place(path, key), joined, str(found), str(right), values))


def _result(ruleset: Ruleset, table: ProductSet, case: _Case, catalog: Catalog) -> Evaluation:
    shape = case.shape
    marks = {number: mark.value for number, mark in case.marks.items() if mark.value is not None}
    day = date.fromisoformat(str(ruleset.document["filings"]["from"]))
    dossier: dict[str, Any] = {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Sản phẩm đặt ra",
            "product_set": table.product_set,
            "commune": "Xã đặt ra",
            "province": "Tỉnh đặt ra",
        },
        "producer": {
            "name": "Chủ thể đặt ra",
            "kind": shape.producer_kind or "other",
            "representative": {"name": "Người đặt ra"},
        },
        "application": {"kind": "first", "submitted_on": day},
        "facts": shape.facts,
    }
    if shape.documents is not None:
        dossier["documents"] = [{"kind": kind} for kind in shape.documents]
    sheet = {
        "format": "ocop-sheet/1",
        "ruleset": ruleset.id,
        "assessor": {"id": "case", "role": "member"},
        "marks": marks,
        "rejects": shape.rejects,
    }
    return score(
        ruleset, Dossier.model_validate(dossier, catalog=catalog), ScoreSheet.model_validate(sheet)
    )


def _differences(expected: Expected, result: Evaluation) -> Iterator[Difference]:
    found: dict[str, object] = {
        "status": result.status,
        "total": result.total,
        "parts": dict(result.parts),
        "star_by_points": result.star_by_points,
        "star": result.star,
        "gates": [raised.id for raised in result.gates],
        "findings": [f.code for f in result.findings],
        "range": {"total": list(result.range.total), "star": list(result.range.star)}
        if result.range
        else None,
        "levels": {c.number: _level_of(c) for c in result.choices},
        "unmet": [
            {
                "star": u.star,
                "criterion": u.criterion,
                "needs": u.needs.id,
                "has": u.has.id if u.has else None,
            }
            for u in result.unmet
        ],
    }
    wanted = expected.model_dump(exclude_unset=True) | {
        "status": expected.status,
        "gates": expected.gates,
    }
    for what, value in wanted.items():
        came = _as_far_as_named(value, found[what])
        if came != value:
            yield Difference(what, _written(value), _written(came))


def _level_of(choice: Choice) -> str | list[str] | None:
    if choice.criterion.mode == "sum":
        return [level.id for level in choice.levels]
    return choice.level.id if choice.level else None


def _written(value: Any) -> str:
    """A value as a deck writes it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return "null" if value is None else str(value)


def _as_far_as_named(wanted: Any, found: Any) -> Any:
    """What came, cut to the keys that the case names."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return {key: found.get(key) for key in wanted}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [_as_far_as_named(one, other) for one, other in zip(wanted, found, strict=True)]
    return found


class Coverage:
    """What some case tries, of all that the tables have, by kind."""

    def __init__(self) -> None:
        self.all: dict[str, dict[str, None]] = {}
        self.tried: dict[str, set[str]] = {}

    def expect(self, table: ProductSet) -> None:
        """Everything of a table that a case can try."""
        at = f"{table.ruleset}/{table.product_set}"
        for criterion in table.criteria:
            for level in criterion.levels:
                self._expect("levels", f"{at}/{criterion.number}/{level.id}")
            for case in criterion.cases:
                self._expect("cases", f"{at}/{criterion.number}/{case}")
        for minimum in table.minimums:
            place = f"{at}/{minimum.criterion}/{minimum.level.id}"
            self._expect("minimums-met", place)
            self._expect("minimums-missed", place)
        for gate in table.gates:
            self._expect("gates", f"{at}/{gate.id}")
        for band in table.bands:
            self._expect("stars", f"{at}/{band.star}★")
            if band.points.low is not None:
                self._expect("boundaries", f"{at}/{band.points.low}")
                self._expect("boundaries", f"{at}/{band.points.low - 1}")

    def _expect(self, kind: str, place: str) -> None:
        self.all.setdefault(kind, {})[place] = None

    def note(self, table: ProductSet, result: Evaluation) -> None:
        """Everything that one result tries."""
        at = f"{table.ruleset}/{table.product_set}"
        for choice in result.choices:
            for level in choice.levels:
                self._note("levels", f"{at}/{choice.number}/{level.id}")
                if level.case is not None:
                    self._note("cases", f"{at}/{choice.number}/{level.case}")
        for raised in result.gates:
            self._note("gates", f"{at}/{raised.id}")
        if result.status != "rated":
            return
        self._note("stars", f"{at}/{result.star}★")
        self._note("boundaries", f"{at}/{result.total}")
        missed = {(unmet.criterion, unmet.needs.id) for unmet in result.unmet}
        reached = {
            choice.number: choice.level.case if choice.level else None for choice in result.choices
        }
        for minimum in table.minimums:
            # A minimum binds within its case: one of the other case is neither met nor missed.
            if minimum.star <= (result.star_by_points or 0) and minimum.level.case in (
                None,
                reached[minimum.criterion],
            ):
                kind = (
                    "minimums-missed"
                    if (minimum.criterion, minimum.level.id) in missed
                    else "minimums-met"
                )
                self._note(kind, f"{at}/{minimum.criterion}/{minimum.level.id}")

    def _note(self, kind: str, place: str) -> None:
        self.tried.setdefault(kind, set()).add(place)

    def counted(self) -> tuple[Covered, ...]:
        """Every kind with its count, its denominator and what is left."""
        return tuple(
            Covered(kind, len(every) - len(left), len(every), tuple(left))
            for kind, every in self.all.items()
            for left in [[place for place in every if place not in self.tried.get(kind, ())]]
        )
