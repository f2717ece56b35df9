"""Dossiers and score sheets of one product set, the same ones in every run: a spread of qualities,
and every edge on purpose.

Only `Random.random` is used, whose sequence Python keeps from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

from ocop_scoring.filing.forms import Dossier, Mark, ScoreSheet
from ocop_scoring.rules.model import Criterion
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import Ruleset

__all__ = [
    "Marks",
    "complete",
    "council_of",
    "dossier_document",
    "dossier_of",
    "edges",
    "incomplete",
    "options",
    "rejected",
    "sheet_document",
    "sheets_of",
]

Marks = dict[str, Mark]


class Option(NamedTuple):
    """One way to mark a criterion: as a sheet writes it, and what it is worth."""

    mark: Mark
    points: int


def options(criterion: Criterion) -> tuple[Option, ...]:
    """Every way to mark a criterion, by points: 0, each level (by its points where no other has
    them), lines that add up together.
    """
    found = [Option(0, 0)]
    if criterion.mode == "sum":
        for size in range(1, len(criterion.levels) + 1):
            found += [
                Option(tuple(line.id for line in lines), sum(line.points for line in lines))
                for lines in combinations(criterion.levels, size)
            ]
        return tuple(sorted(found, key=lambda option: option.points))
    shared = [level.points for level in criterion.levels]
    for level in criterion.levels:
        by_points = shared.count(level.points) == 1
        if level.points or not by_points:
            found.append(Option(level.points if by_points else level.id, level.points))
    return tuple(sorted(found, key=lambda option: option.points))


def complete(product_set: ProductSet, count: int, seed: int = 26) -> list[Marks]:
    """Sheets with a mark for every criterion, from poor products to very good ones; one mark in ten
    written as its level's id.
    """
    random = Random(seed).random
    return [_of_quality(product_set, random() ** 0.5, random) for _ in range(count)]


def incomplete(product_set: ProductSet, count: int, seed: int = 27) -> list[Marks]:
    """The same with one mark in eight left out, and one at least."""
    random = Random(seed).random
    found = []
    for marks in complete(product_set, count, seed):
        kept = {number: mark for number, mark in marks.items() if random() > 0.125}
        if len(kept) == len(marks):
            kept.popitem()
        found.append(kept)
    return found


def rejected(product_set: ProductSet, seed: int = 28) -> list[tuple[Marks, str]]:
    """One complete sheet for each gate, with the id of the gate that it raises."""
    return list(
        zip(
            complete(product_set, len(product_set.gates), seed),
            (gate.id for gate in product_set.gates),
            strict=True,
        )
    )


def edges(product_set: ProductSet, each: int = 20, seed: int = 29) -> list[Marks]:
    """Sheets on purpose: totals on the lowest points of every star and one below (30 and 29, 50 and
    49, …), all best, all 0, and for every criterion each of its marks with all others at their
    best, so that every minimum is missed and met.
    """
    random = Random(seed).random
    found = list(_one_off_the_best(product_set))
    for band in product_set.bands:
        if band.points.low is not None:
            for target in (int(band.points.low), int(band.points.low) - 1):
                found += [_steered(product_set, target, random) for _ in range(each)]
    return found


def _of_quality(product_set: ProductSet, quality: float, random: Any) -> Marks:
    marks: Marks = {}
    for criterion in product_set.criteria:
        ladder = options(criterion)
        step = int((quality * 1.1 + (random() - 0.5) * 0.6) * len(ladder))
        mark = ladder[max(0, min(step, len(ladder) - 1))].mark
        named = next(
            (level.id for level in criterion.levels if level.points == mark and random() < 0.1),
            mark,
        )
        marks[criterion.number] = named if criterion.mode == "one" else mark
    return marks


def _one_off_the_best(product_set: ProductSet) -> Iterator[Marks]:
    best: Marks = {
        criterion.number: options(criterion)[-1].mark for criterion in product_set.criteria
    }
    yield best
    yield dict.fromkeys(best, 0)
    for criterion in product_set.criteria:
        for option in options(criterion)[:-1]:
            yield {**best, criterion.number: option.mark}


def _steered(product_set: ProductSet, target: int, random: Any) -> Marks:
    """A sheet with just this total: items that others hang on stay at their best, so that all
    points count.
    """
    stories = {
        criterion.only_if.criterion for criterion in product_set.criteria if criterion.only_if
    }
    ladders = {criterion.number: options(criterion) for criterion in product_set.criteria}
    chosen = {
        number: ladder[-1] if number in stories else ladder[int(random() * len(ladder))]
        for number, ladder in ladders.items()
    }
    free = [number for number in ladders if number not in stories]
    for _ in range(10_000):
        lacking = target - sum(option.points for option in chosen.values())
        if not lacking:
            return {number: option.mark for number, option in chosen.items()}
        number = free[int(random() * len(free))]
        option = ladders[number][int(random() * len(ladders[number]))]
        if abs(lacking - (option.points - chosen[number].points)) <= abs(lacking):
            chosen[number] = option
    raise RuntimeError(f"no sheet with {target} points was found")


def sheet_document(
    product_set: ProductSet, marks: Marks, rejects: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A sheet as `ocop-sheet/1`, in plain values as JSON has them."""
    written = {
        number: list(mark) if isinstance(mark, tuple) else mark for number, mark in marks.items()
    }
    document = {
        "format": "ocop-sheet/1",
        "ruleset": product_set.ruleset,
        "product_set": product_set.product_set,
        "assessed_on": "2030-10-02",
        "round": 1,
        "assessor": {"id": "m1", "name": "Trần Văn B", "role": "member"},
        "marks": written,
    }
    return {**document, "rejects": list(rejects)} if rejects else document


def dossier_document(
    ruleset: Ruleset, product_set: ProductSet, name: str = "Sản phẩm mẫu"
) -> dict[str, Any]:
    """A dossier as `ocop-dossier/1` without facts and documents, so that a sheet's marks alone
    decide.
    """
    return {
        "format": "ocop-dossier/1",
        "product": {
            "name": name,
            "product_set": product_set.product_set,
            "commune": "Phan Ngọc Hiển",
            "province": "Cà Mau",
        },
        "producer": {
            "name": "Hợp tác xã mẫu",
            "kind": "cooperative",
            "representative": {"name": "Nguyễn Thị A"},
        },
        "application": {
            "kind": "first",
            "submitted_on": ruleset.in_force.from_.isoformat(),
            "ruleset": ruleset.id,
        },
    }


def sheets_of(product_set: ProductSet, marked: list[Marks]) -> list[ScoreSheet]:
    """The sheets, validated."""
    return [ScoreSheet.model_validate(sheet_document(product_set, marks)) for marks in marked]


def council_of(
    product_set: ProductSet, sheet: ScoreSheet, members: int, seed: int = 31
) -> list[ScoreSheet]:
    """The sheets of a council that sees a product much alike: each member's is this sheet, with one
    mark in six another one.
    """
    random = Random(seed).random
    found = []
    for place in range(members):
        marks = dict(sheet.marks)
        for criterion in product_set.criteria:
            if random() < 1 / 6:
                ways = options(criterion)
                marks[criterion.number] = ways[int(random() * len(ways))].mark
        assessor = {"id": f"m{place}", "role": "member" if place else "chair"}
        changed = {"assessor": assessor, "product_set": product_set.product_set, "marks": marks}
        found.append(sheet.model_copy(update=changed))
    return found


def dossier_of(ruleset: Ruleset, product_set: ProductSet) -> Dossier:
    """The dossier, validated."""
    return Dossier.model_validate(dossier_document(ruleset, product_set))
