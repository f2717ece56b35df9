"""Writes the golden vectors, tests/vectors/RULESET.txt: 20,000 score strings over all product sets
of all decisions, each with what the second evaluator makes of it, never the package.

    cd tests
    python -m oracle.write_vectors             all files, the same each time
    python -m oracle.write_vectors 26-2026     one of them

A line: the string, total, points of the parts, star by points, star; `-` where there is none (both:
not finished; the star alone: rejected). A table has the floor of every star and the points just
below it; every minimum missed and just met; every gate; an unfinished sheet; sweeps over all levels;
best and worst marks; then drawn sheets, half of the whole ones near the end of a band.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from oracle.oracle import (
    RULESETS,
    STARS,
    Criterion,
    Mark,
    Marks,
    Result,
    adds_up,
    points,
    rate,
    total_of,
)
from oracle.write_decks import Deck, Words, has_zero

VECTORS = Path(__file__).parents[1] / "vectors"
COUNT = 20_000
SETS = range(1, 27)
SHORT = 0.5  # of the drawn strings so many have a few marks only, which keeps the files small
HEAD = """\
# Golden vectors of {ruleset}: a score string a line, then total, points of the parts A/B/C, star by points, star.
# `-`: no star; both: not finished; the last alone: rejected. Worked out by the second evaluator (tests/oracle), which
# reads nothing of the library. Written by tests/oracle/write_vectors.py; docs/reference/score-string.md explains strings.
"""


class Sheet(NamedTuple):
    """Marks, and the gates that the assessor raised."""

    marks: Marks
    rejects: tuple[str, ...] = ()


class Sheets(Deck):
    """The sheets of a table's deck, without its words."""

    def __init__(self, ruleset: str, number: int) -> None:
        super().__init__(ruleset, number)
        self.sheets: list[Sheet] = []
        self.chance = random.Random(f"{ruleset}/{number}")

    def _case(self, sentence: str, sheet: Marks, *_: Any, **also: Any) -> None:
        if also.get("extra") is None:  # facts and papers stand in no string
            self.sheets.append(Sheet(sheet))

    def every(self) -> Iterator[Sheet]:
        """All sheets: what is meant to be hard first, then drawn ones without end."""
        self.write()
        yield from self.sheets
        best = {criterion.number: self._best(criterion, "a") for criterion in self.criteria}
        yield Sheet(best)
        yield Sheet({c.number: self._best(c, "b") for c in self.criteria})
        yield Sheet({c.number: self._worst(c) for c in self.criteria})
        yield from self._around_minimums(best)
        for gate in self.words.gates:
            yield Sheet(self.floors[4], (gate,))
        yield Sheet(self.floors[3], tuple(self.words.gates[:2]))
        while True:
            yield self._short_one() if self.chance.random() < SHORT else self._drawn()

    def _around_minimums(self, best: Marks) -> Iterator[Sheet]:
        """Each level with every other item at its best: so each minimum is just met and just
        missed, alone.
        """
        for criterion in self.criteria:
            if any(level.minimum for level in criterion.levels):
                for mark in self._marks(criterion):
                    yield Sheet({**best, criterion.number: mark})

    def _marks(self, criterion: Criterion) -> list[Mark]:
        """The marks of a criterion that strings say in one way alone."""
        places = range(len(criterion.levels))
        if adds_up(criterion):
            return [(), *[(place,) for place in places], tuple(places)]
        return [*places] if has_zero(criterion) else [None, *places]

    def _best(self, criterion: Criterion, case: str) -> Mark:
        of_case = [m for m in self._marks(criterion) if self._case_of(criterion, m) in (None, case)]
        return max(of_case, key=lambda mark: points(criterion, mark))

    def _worst(self, criterion: Criterion) -> Mark:
        return min(self._marks(criterion), key=lambda mark: points(criterion, mark))

    def _case_of(self, criterion: Criterion, mark: Mark) -> str | None:
        return criterion.levels[mark].case if isinstance(mark, int) else None

    def _drawn(self) -> Sheet:
        """A whole sheet, mostly good; every other one raised or lowered to the end of a band."""
        goodness = self.chance.random() ** 0.5
        marks: Marks = {}
        for criterion in self.criteria:
            every = sorted(self._marks(criterion), key=lambda mark: points(criterion, mark))
            good = every[len(every) // 2 :] if self.chance.random() < goodness else every
            marks[criterion.number] = self.chance.choice(good)
        if self.chance.random() < 0.5:
            _, floor = self.chance.choice(STARS)
            self._towards(marks, floor - self.chance.choice((0, 1)))
        gates = self.words.gates if self.chance.random() < 0.05 else ()
        return Sheet(marks, tuple(gate for gate in gates if self.chance.random() < 0.3))

    def _towards(self, marks: Marks, total: int) -> None:
        """Change one mark after another until a sheet has so many points, or none helps."""
        for criterion in self.chance.sample(self.criteria, len(self.criteria)):
            lacking = total - total_of(self.criteria, marks)
            had = points(criterion, marks[criterion.number])
            gains = {mark: points(criterion, mark) - had for mark in self._marks(criterion)}
            marks[criterion.number] = min(gains, key=lambda mark: abs(lacking - gains[mark]))

    def _short_one(self) -> Sheet:
        """A few marks; which of them no drawn sheet is likely to have too."""
        some = self.chance.sample(self.criteria, self.chance.randint(1, 5))
        numbers = {criterion.number for criterion in some}
        return Sheet(
            {
                criterion.number: self.chance.choice(self._marks(criterion))
                for criterion in self.criteria
                if criterion.number in numbers
            }
        )


def string_of(sheet: Sheet, ruleset: str, number: int, numbers: list[str], words: Words) -> str:
    """The score string of a sheet, in printed order."""
    pieces = [f"OCOP:{ruleset}", str(number)]
    for printed in numbers:
        if printed in sheet.marks:
            mark, ids = sheet.marks[printed], words.ids[printed]
            places = mark if isinstance(mark, tuple) else () if mark is None else (mark,)
            pieces.append(f"{printed}={'+'.join(ids[place] for place in places) or '-'}")
    pieces += [f"!{gate}" for gate in words.gates if gate in sheet.rejects]
    return "/".join(pieces)


def line_of(string: str, result: Result) -> str:
    """A vector: the string and what it comes to."""
    parts = "/".join(str(part) for part in result["parts"].values())
    stars = [result["star_by_points"], result["star"]]
    shown = " ".join("-" if star is None else str(star) for star in stars)
    return f"{string} {result['total']} {parts} {shown}"


def vectors(ruleset: str, number: int, count: int) -> list[str]:
    """The lines of a table, each string once."""
    table, found = Sheets(ruleset, number), dict[str, str]()
    for sheet in table.every():
        string = string_of(sheet, ruleset, number, table.numbers, table.words)
        if string not in found:
            result = rate(number, sheet.marks, sheet.rejects, ruleset, plan=False)
            found[string] = line_of(string, result)
        if len(found) == count:
            break
    return list(found.values())


def count_of(ruleset: str, number: int) -> int:
    """How many vectors a table has, so that they are 20,000 in all."""
    tables = len(RULESETS) * len(SETS)
    place = RULESETS.index(ruleset) * len(SETS) + number - 1
    return COUNT // tables + (place < COUNT % tables)


def main(asked: list[str]) -> None:
    for ruleset in asked or RULESETS:
        lines = [line for n in SETS for line in vectors(ruleset, n, count_of(ruleset, n))]
        text = HEAD.format(ruleset=ruleset) + "\n".join(lines) + "\n"
        (VECTORS / f"{ruleset}.txt").write_text(text, encoding="utf-8")
        print(f"{ruleset}: {len(lines)} vectors, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
