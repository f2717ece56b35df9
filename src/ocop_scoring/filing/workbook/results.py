"""The lines below the total: stars, what is open, which minimums are missed, whether cases agree.

Each is a formula with the text that it comes to.
"""

from __future__ import annotations

from ...text import say
from .calc import Calc, among, filled_in, is_raised, quoted
from .counted import Counted, Filled
from .places import CALC, Answer

__all__ = ["Results"]


def _said(key: str) -> str:
    return say(f"workbook.result.{key}", "vi")


class Results:
    """The results of one form: formulas, and the texts that they come to."""

    def __init__(self, calc: Calc, filled: Filled, counted: Counted) -> None:
        self.calc, self.filled, self.counted = calc, filled, counted
        self.layout, self.product_set = calc.layout, calc.layout.product_set
        self.place = {answer.number: at for at, answer in enumerate(self.layout.answers)}

    def of(self, name: str) -> tuple[str, str]:
        """One of `places.RESULTS`."""
        known = {
            "star_by_points": self.star_by_points,
            "star": self.star,
            "open": self.open,
            "unmet": self.unmet,
            "cases": self.cases,
        }
        return known[name]()

    def star_by_points(self) -> tuple[str, str]:
        """The star of the total, before minimums."""
        by_points, said = self.calc.cell("by_points"), _said("stars")
        formula = f'IF({by_points}="","–",{filled_in(said, by_points)})'
        stars = self.counted.star_by_points
        return formula, "–" if stars is None else said.format(stars)

    def star(self) -> tuple[str, str]:
        """The star, or why there is none."""
        calc, counted = self.calc, self.counted
        raised = [gate for gate, _ in self.layout.gates if is_raised(gate, self.filled, counted)]
        rejected, stopped = _said("rejected"), _said("stopped")
        opened, stars = _said("left"), _said("drawn")
        star, left = calc.cell("star"), calc.cell("open")
        drawn = filled_in(stars, f'REPT("★",{star})', star)
        formula = f'IF({star}="",{filled_in(opened, left)},{drawn})'
        formula = f"IF({calc.cell('grounds')}>0,{quoted(stopped)},{formula})"
        formula = f"IF({calc.cell('rejected')}>0,{quoted(rejected)},{formula})"
        if raised:
            is_rejected = any(gate.outcome == "rejected" for gate in raised)
            return formula, rejected if is_rejected else stopped
        if counted.star is None:
            return formula, opened.format(sum(got.points is None for got in counted.criteria))
        return formula, stars.format("★" * counted.star, counted.star)

    def open(self) -> tuple[str, str]:
        """The items without an answer."""
        calc, none, some = self.calc, _said("none"), _said("items")
        left, listed = calc.cell("open"), f"{CALC}!$G${calc.row(len(self.layout.answers) - 1)}"
        formula = f"IF({left}=0,{quoted(none)},{filled_in(some, left, listed)})"
        pairs = zip(self.layout.answers, self.counted.criteria, strict=True)
        opened = [answer.number for answer, got in pairs if got.points is None]
        return formula, some.format(len(opened), ", ".join(opened)) if opened else none

    def unmet(self) -> tuple[str, str]:
        """The minimums that are missed."""
        calc, none, some = self.calc, _said("none"), _said("items")
        minimums = self.product_set.minimums
        if not minimums:
            return quoted(none), none
        count, listed = calc.cell("unmet"), f"{CALC}!$E${calc.gates - 1}"
        formula = f"IF({count}=0,{quoted(none)},{filled_in(some, count, listed)})"
        missed = [
            f"{minimum.star}★ {minimum.criterion}"
            for minimum in minimums
            if minimum.star <= self.counted.reach
            and (minimum.star, minimum.level.id)
            in self.counted.criteria[self.place[minimum.criterion]].missed
        ]
        return formula, some.format(len(missed), "; ".join(missed)) if missed else none

    def cases(self) -> tuple[str, str]:
        """Whether the items of each pair take the same case."""
        fine, said = _said("cases-agree"), _said("cases-differ")
        formulas, values = [], []
        for answers in self._pairs():
            words = said.format(", ".join(answer.number for answer in answers))
            taken = [self._takes(answers, case) for case in answers[0].criterion.cases]
            formulas.append(f'IF({"+".join(taken)}>1,{quoted(words)},"")')
            got = [self.counted.criteria[self.place[answer.number]] for answer in answers]
            cases = {level.case for found in got for level in found.levels if level.case}
            values.append(words if len(cases) > 1 else "")
        joined = "&".join(formulas)
        return f'IF({joined}="",{quoted(fine)},{joined})', "".join(values) or fine

    def _pairs(self) -> list[list[Answer]]:
        by_pair: dict[str, list[Answer]] = {}
        for answer in self.layout.answers:
            if answer.criterion.pair is not None:
                by_pair.setdefault(answer.criterion.pair, []).append(answer)
        return [answers for answers in by_pair.values() if len(answers) > 1]

    def _takes(self, answers: list[Answer], case: str) -> str:
        """A formula: 1 where one of some items takes a case."""
        each = []
        for answer in answers:
            entries = enumerate(answer.entries, 1)
            at = [n for n, entry in entries if entry.level and entry.level.case == case]
            each.append(among(f"{CALC}!$C${self.calc.row(self.place[answer.number])}", at))
        return f"IF(OR({','.join(each)}),1,0)"
