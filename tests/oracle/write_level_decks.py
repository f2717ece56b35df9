"""Writes decks of sheets near the top: every level that is not the best stands on one of them, few
together, so that the points reach five stars and what each level costs shows by itself.

    cd tests
    python -m oracle.write_level_decks 26-2026          all of a ruleset
    python -m oracle.write_level_decks 26-2026 8        one of them

What a case expects, with every minimum that it misses, is the second evaluator's answer.
"""

import sys
from typing import Any

from oracle.oracle import Criterion, Mark, Marks, adds_up, points, points_for, rate, total_of
from oracle.write_decks import CRITERIA, Deck, has_zero, quoted

MOST_TOGETHER = 5


def below_the_best(criterion: Criterion, best: Mark) -> list[Mark]:
    """Every other mark of a criterion; of lines that add up, each line alone, all but each, none."""
    places = range(len(criterion.levels))
    every: list[Any]
    if adds_up(criterion):
        single = [(place,) for place in places]
        others = [tuple(p for p in places if p != place) for place in places]
        every = list(dict.fromkeys([*single, *others, ()]))
    else:
        every = [*places, *([] if has_zero(criterion) else [None])]
    return [mark for mark in every if mark != best]


def best_mark(criterion: Criterion, case: str) -> Mark:
    """The mark with the most points, of a case where there are two."""
    if adds_up(criterion):
        return tuple(range(len(criterion.levels)))
    fitting = [p for p, level in enumerate(criterion.levels) if level.case in (None, case)]
    return max(fitting, key=lambda place: criterion.levels[place].points)


class LevelDeck(Deck):
    """One product set's sheets near the top."""

    def write(self) -> str:
        """The deck as YAML."""
        for case in self._cases():
            self._near(case)
        self._zeros_by_name()
        head = [
            "# yaml-language-server: $schema=../../schemas/rules/case.json",
            f"# Bộ {self.number}: {self.words.title}",
            "# Phiếu gần điểm cao nhất: mỗi mức không phải mức cao nhất có ở một phiếu, kèm mọi điều kiện tối thiểu",
            "# mà phiếu ấy thiếu. Sản phẩm, chủ thể đều là giả định.",
            "",
        ]
        return "\n".join(head + self.lines) + "\n"

    def _cases(self) -> list[str]:
        """Both cases where some criterion has two."""
        has_two = any(level.case for c in self.criteria for level in c.levels)
        return ["a", "b"] if has_two else ["a"]

    def _near(self, case: str) -> None:
        best: Marks = {c.number: best_mark(c, case) for c in self.criteria}
        name = "best" if case == "a" else f"best-{case}"
        total = total_of(self.criteria, best)
        ending = f" của trường hợp {case}" if len(self._cases()) > 1 else ""
        self._put(f"Mọi mục ở mức cao nhất{ending}: {total} điểm", best, None, name)
        left = [
            (criterion, mark)
            for criterion in self.criteria
            if case == "a" or any(level.case for level in criterion.levels)
            for mark in below_the_best(criterion, best[criterion.number])
            if case == "a" or mark is None or criterion.levels[mark].case == case
        ]
        left.sort(key=lambda entry: (-self._cost(best, *entry), entry[0].number))
        while left:
            self._put_some(best, left, name, ending)

    def _zeros_by_name(self) -> None:
        """One sheet with every level worth 0 ticked by its name: points would say none is reached."""
        case = self._cases()[0]
        sheet = {c.number: best_mark(c, case) for c in self.criteria}
        openers = {c.only_if for c in self.criteria}
        zeros = {
            c.number: next(p for p, level in enumerate(c.levels) if level.points == 0)
            for c in self.criteria
            if has_zero(c) and not adds_up(c) and c.number not in openers
        }
        if zeros:
            self._named = {n: self.words.ids[n][place] for n, place in zeros.items()}
            said = "Mọi mức 0 điểm, ghi bằng tên mức; các mục khác ở mức cao nhất"
            self._put(said, {**sheet, **zeros}, "best", None)

    def _mark(self, number: str, mark: Mark) -> str:
        named = getattr(self, "_named", {})
        return named[number] if number in named else super()._mark(number, mark)

    def _cost(self, best: Marks, criterion: Criterion, mark: Mark) -> int:
        changed = {**best, criterion.number: mark}
        return total_of(self.criteria, best) - total_of(self.criteria, changed)

    def _put_some(
        self, best: Marks, left: list[tuple[Criterion, Mark]], name: str, ending: str
    ) -> None:
        """One case, with as many of the marks that are left as keep the points of five stars. One
        that a gate turns away is alone: of a rejected sheet no minimum is told.
        """
        sheet, taken = dict(best), []
        for entry in list(left):
            criterion, mark = entry
            changed = {**sheet, criterion.number: mark}
            apart = all(self._are_apart(criterion, other) for other, _ in taken)
            is_enough = total_of(self.criteria, changed) >= points_for(5)
            fits = apart and is_enough and len(taken) < MOST_TOGETHER
            if not taken or (fits and not self._is_turned_away(changed)):
                sheet = changed
                taken.append(entry)
                left.remove(entry)
            if len(taken) == 1 and self._is_turned_away(sheet):
                break
        taken.sort(key=lambda entry: self.numbers.index(entry[0].number))
        said = ", ".join(f"mục {c.number} {self._said(c, mark)}" for c, mark in taken)
        self._put(f"Mọi mục ở mức cao nhất{ending}, riêng {said}", sheet, name, None)

    def _is_turned_away(self, sheet: Marks) -> bool:
        return rate(self.number, sheet, [], self.ruleset, plan=False)["status"] == "rejected"

    def _are_apart(self, one: Criterion, other: Criterion) -> bool:
        """Whether two criteria are not the same, and neither hangs on the other."""
        return other.number not in (one.number, one.only_if) and other.only_if != one.number

    def _said(self, criterion: Criterion, mark: Mark) -> str:
        if mark is None or mark == ():
            return "không đạt mức nào"
        if isinstance(mark, tuple):
            return "tích " + " và ".join(f"dòng thứ {place + 1}" for place in mark)
        level = criterion.levels[mark]
        same = [other for other in criterion.levels if other.points == level.points]
        if len(same) > 1:
            return f"tích ô thứ {mark + 1}"
        return f"được {points(criterion, mark)} điểm"

    def _put(self, sentence: str, sheet: Marks, like: str | None, name: str | None) -> None:
        self.lines.append(f"- case: {quoted(sentence)}")
        if name:
            self.lines += [f"  name: {name}", "  marks:"]
            self.lines += [f"    {line}" for line in self._by_group(sheet)]
            self._bases = {**getattr(self, "_bases", {}), name: sheet}
        if like:
            base = self._bases[like]
            changed = [f'"{n}": {self._mark(n, m)}' for n, m in sheet.items() if base[n] != m]
            self.lines += [f"  like: {like}", f"  but: {{{', '.join(changed)}}}"]
        self.lines.append(f"  expect: {self._expected_whole(sheet)}")

    def _expected_whole(self, sheet: Marks) -> str:
        expected = self._expected(sheet, [])
        misses = rate(self.number, sheet, [], self.ruleset, plan=False)["unmet"]
        return expected if misses else expected[:-1] + ", unmet: []}"


def main(arguments: list[str]) -> None:
    """Write the decks that the command line names."""
    ruleset, numbers = arguments[0], [int(number) for number in arguments[1:]] or list(range(1, 27))
    for number in numbers:
        name = f"{number:02d}-each-level.yaml"
        written = LevelDeck(ruleset, number).write()
        (CRITERIA / ruleset / "cases" / name).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
