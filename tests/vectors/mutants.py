"""Changes of the law, one at a time, and whether a golden vector notices: the ends of bands,
minimums, points, the two cases of a criterion, conditions, gates.

    cd tests
    python -m vectors.mutants                 every change of every table; survivors are named
    python -m vectors.mutants 26-2026 8       those of one table
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import ocop_scoring as ocop
from ocop_scoring.filing.evidence import review
from ocop_scoring.rating.outcome import rate
from ocop_scoring.rating.table import Table, table_of
from ocop_scoring.rules.product_set import ProductSet

VECTORS = Path(__file__).parent
RULESETS = tuple(sorted(path.stem for path in VECTORS.glob("*.txt")))
ASSESSOR = ocop.Assessor.model_validate({"id": "m1", "role": "member"})

Doc = dict[str, Any]


class Vector(NamedTuple):
    """A golden vector: the string, and what stands behind it in the file."""

    string: str
    expected: str


class Mutant(NamedTuple):
    """A change of a table's document: its kind, what it changes, how."""

    kind: str
    said: str
    change: Callable[[Doc], None]


def vectors_of(ruleset: str) -> Iterator[Vector]:
    """The vectors of a ruleset, in the order of the file."""
    for line in (VECTORS / f"{ruleset}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield Vector(*line.split(" ", 1))


def by_table(ruleset: str) -> dict[int, list[Vector]]:
    """The vectors of a ruleset by product set."""
    found: dict[int, list[Vector]] = {}
    for vector in vectors_of(ruleset):
        found.setdefault(int(vector.string.split("/", 2)[1]), []).append(vector)
    return found


def dossier_for(table: ProductSet) -> ocop.Dossier:
    """A dossier of which nothing is known but its table."""
    return ocop.read_dossier(
        {
            "format": "ocop-dossier/1",
            "product": {
                "name": "–",
                "product_set": table.product_set,
                "commune": "–",
                "province": "–",
            },
            "producer": {"name": "–", "kind": "unknown", "representative": {"name": "–"}},
            "application": {"kind": "first", "submitted_on": "2026-09-15"},
        }
    )


def came(table: Table, dossier: ocop.Dossier, sheets: list[ocop.ScoreSheet]) -> Iterator[str]:
    """What each sheet comes to, as the files write it; what is refused, so."""
    shown = review(table, dossier, {}, None)
    for sheet in sheets:
        try:
            outcome = rate(table, shown, sheet)
        except (ocop.FilingError, IndexError):
            yield "refused"
            continue
        stars = (outcome.star_by_points, outcome.star)
        parts = "/".join(map(str, outcome.tally.parts))
        said = " ".join("-" if star is None else str(star) for star in stars)
        yield f"{outcome.tally.total} {parts} {said}"


# Changes


def mutants_of(document: Doc) -> Iterator[Mutant]:
    """Every change of a table that changes a number somewhere."""
    yield from _bands(document)
    for p, part in enumerate(document["parts"]):
        for g, group in enumerate(part["groups"]):
            for c, criterion in enumerate(group["criteria"]):
                yield from _of_criterion((p, g, c), criterion)
    for place, gate in enumerate(document["gates"]):
        yield Mutant("gate", f"{gate['id']} removed", _without("gates", place))


def _bands(document: Doc) -> Iterator[Mutant]:
    """Every end of a band one point higher or lower."""
    stars = document["ruleset"]["stars"]
    for star, band in stars.items():
        low = band.split()[1]
        for other in (int(low) - 1, int(low) + 1) if band.startswith("from ") else ():
            moved = {s: b.replace(f"from {low} ", f"from {other} ") for s, b in stars.items()}
            moved = {s: b.replace(f"below {low}", f"below {other}") for s, b in moved.items()}
            said = f"{star}★ from {other} instead of {low}"
            yield Mutant("band", said, lambda doc, m=moved: doc["ruleset"].update(stars=m))  # type: ignore[misc]


def _of_criterion(at: tuple[int, int, int], criterion: Doc) -> Iterator[Mutant]:
    number, levels = criterion["number"], criterion["levels"]

    def changed(change: Callable[[Doc], object]) -> Callable[[Doc], None]:
        p, g, c = at
        return lambda doc: change(doc["parts"][p]["groups"][g]["criteria"][c]) and None

    for place, level in enumerate(levels):
        name = f"{number}={level['id']}"
        for points in (level["points"] - 1, level["points"] + 1):
            if points >= 0:
                made = changed(lambda c, i=place, v=points: c["levels"][i].update(points=v))
                yield Mutant("points", f"{name} gives {points}", made)
        if level.get("minimum"):
            yield from _minimums(name, levels, place, changed)
    yield from _cases(number, levels, changed)
    if criterion.get("only_if"):
        yield Mutant("condition", f"{number} always counts", changed(lambda c: c.pop("only_if")))


def _minimums(
    name: str, levels: list[Doc], place: int, changed: Callable[..., Callable[[Doc], None]]
) -> Iterator[Mutant]:
    star = levels[place]["minimum"]
    yield Mutant(
        "minimum", f"{name} without {star}★", changed(lambda c: c["levels"][place].pop("minimum"))
    )
    for other in (star - 1, star + 1):
        if 2 <= other <= 5:
            said = f"{name} for {other}★ instead of {star}★"
            yield Mutant(
                "minimum", said, changed(lambda c, s=other: c["levels"][place].update(minimum=s))
            )
    for to in (place - 1, place + 1):
        same = 0 <= to < len(levels) and levels[to].get("case") == levels[place].get("case")
        if same and not levels[to].get("minimum") and levels[to]["points"]:

            def moved(criterion: Doc, to: int = to) -> None:
                criterion["levels"][to]["minimum"] = criterion["levels"][place].pop("minimum")

            yield Mutant("minimum", f"{name}: {star}★ from {levels[to]['id']}", changed(moved))


def _cases(
    number: str, levels: list[Doc], changed: Callable[..., Callable[[Doc], None]]
) -> Iterator[Mutant]:
    """The points of the two cases exchanged; their letters change no number."""
    by_case: dict[str, list[int]] = {}
    for place, level in enumerate(levels):
        if level.get("case"):
            by_case.setdefault(level["case"], []).append(place)
    for one, other in zip(*by_case.values(), strict=False) if len(by_case) == 2 else ():
        points = (levels[other]["points"], levels[one]["points"])
        if points[0] != points[1]:

            def swapped(c: Doc, one: int = one, other: int = other, p: Any = points) -> None:
                c["levels"][one]["points"], c["levels"][other]["points"] = p

            said = f"{number}: {levels[one]['id']} and {levels[other]['id']} exchanged"
            yield Mutant("case", said, changed(swapped))


def _without(name: str, place: int) -> Callable[[Doc], None]:
    return lambda doc: doc[name].pop(place) and None


class Tried:
    """A table with its vectors, against which changes are tried."""

    def __init__(self, ruleset: str, number: int, vectors: list[Vector]) -> None:
        product_set = ocop.ruleset(ruleset).product_set(number)
        self.document: Doc = product_set.resolved()
        self.dossier = dossier_for(product_set)
        self.sheets = [
            ocop.sheet_from_string(vector.string, product_set, assessor=ASSESSOR)
            for vector in vectors
        ]
        self.expected = [vector.expected for vector in vectors]

    def notices(self, mutant: Mutant) -> bool:
        """Whether a vector comes to something else."""
        document = deepcopy(self.document)
        mutant.change(document)
        table = table_of(ProductSet(document))
        found = came(table, self.dossier, self.sheets)
        return any(one != other for one, other in zip(found, self.expected, strict=True))


def main(asked: list[str]) -> int:
    counts, survivors = Counter[str](), 0
    for ruleset in asked[:1] or RULESETS:
        for number, vectors in by_table(ruleset).items():
            if asked[1:] and str(number) not in asked[1:]:
                continue
            tried = Tried(ruleset, number, vectors)
            for mutant in mutants_of(tried.document):
                counts[mutant.kind] += 1
                if not tried.notices(mutant):
                    survivors += 1
                    print(f"{ruleset}/{number} {mutant.kind}: {mutant.said}", flush=True)
    print(f"{counts.total()} changes ({dict(counts)}), {survivors} not noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
