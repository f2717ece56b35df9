"""The arithmetic of the form, on the hidden sheet `TINH`.

The arithmetic is a second evaluator of Article 3, for whoever fills in the form; every formula
carries what the engine comes to. It uses what Excel, LibreOffice and Google Sheets have alike (IF,
MATCH, INDEX, FIND, LOOKUP over ranges), texts are added up row by row.

| `TINH` | |
|---|---|
| a criterion | A number, B key or lines answered, C entry (from 1; 0 closed), D points |
| | E entry, F points by facts, G numbers open so far, H most points where open |
| a minimum | A star, B number, C met by facts, D star where missed, E missed so far, F counts |
| a ground | A id, B raised on the form, C by papers, D by marks, E raised |
| a part, a sum | A name, B value |
| a band | A first total, B star |
"""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.model import Gate, Level, Minimum
from .calc import SUMS, Calc, among, entry_of, is_raised, on_form, position, position_of, shown
from .counted import Counted, Filled, Got
from .entries import NO, SEPARATOR, YES
from .pages import Page, Value
from .places import LISTS, Answer

__all__ = ["write_calc"]


def write_calc(page: Page, calc: Calc, filled: Filled, counted: Counted) -> None:
    """The arithmetic, each formula with what it comes to."""
    _Writing(page, calc, filled, counted).write()


class _Writing:
    def __init__(self, page: Page, calc: Calc, filled: Filled, counted: Counted) -> None:
        self.page, self.calc, self.filled, self.counted = page, calc, filled, counted
        self.layout = calc.layout
        self.product_set = calc.layout.product_set
        self.places = {answer.number: at for at, answer in enumerate(self.layout.answers)}

    def write(self) -> None:
        self._write_criteria()
        self._write_minimums()
        self._write_gates()
        self._write_parts()
        self._write_bands()
        self._write_sums()
        self.page.lock()

    def _put(self, row: int, column: str, formula: str, value: Value) -> None:
        self.page.formula(row - 1, ord(column) - ord("A"), formula, value)

    def _number(self, row: int, column: str, number: int) -> None:
        self.page.number(row - 1, ord(column) - ord("A"), number)

    def _text(self, row: int, column: str, text: str) -> None:
        self.page.text(row - 1, ord(column) - ord("A"), text, "text")

    # Criteria

    def _write_criteria(self) -> None:
        opened = ""
        for at, (answer, got) in enumerate(
            zip(self.layout.answers, self.counted.criteria, strict=True)
        ):
            row = self.calc.row(at)
            self._text(row, "A", answer.number)
            self._write_facts(row, answer, got)
            closing = self._closing(answer)
            if answer.entries:
                self._write_chosen(row, answer, got, closing)
            else:
                self._write_added(row, answer, got, closing)
            is_open = got.points is None
            before = (
                f'IF(G{row - 1}="","",G{row - 1}&", ")&A{row},G{row - 1}' if at else f'A{row},""'
            )
            if is_open:
                opened += f", {answer.number}" if opened else answer.number
            self._put(row, "G", f'IF(D{row}="",{before})', opened)
            most = answer.criterion.most
            self._put(row, "H", f'IF(D{row}="",{most},0)', most if is_open else 0)

    def _write_facts(self, row: int, answer: Answer, got: Got) -> None:
        """What facts decide: the entry, of lines that add up the points."""
        if got.by_facts is None:
            return
        if answer.entries:
            self._number(row, "E", position_of(answer, got.by_facts))
        else:
            self._number(row, "F", sum(level.points for level in got.by_facts))

    def _closing(self, answer: Answer) -> str:
        """The formula that a criterion which another one opens begins with; `{}` is its own."""
        only_if = answer.criterion.only_if
        if only_if is None:
            return "{}"
        opener = self.places[only_if.criterion]
        least = self.layout.answers[opener].criterion.level(only_if.at_least).points
        points = f"D{self.calc.row(opener)}"
        return f"IF(AND(ISNUMBER({points}),{points}<{least}),0,{{}})"

    def _write_chosen(self, row: int, answer: Answer, got: Got, closing: str) -> None:
        cell = on_form(answer.cell)
        first, last = answer.first_entry + 1, answer.first_entry + len(answer.entries)
        mark = self.filled.marks.get(answer.number)
        key = "" if mark is None else entry_of(answer, mark).key
        # What is typed, points alone, is a key too.
        self._put(row, "B", f'IFERROR(LEFT({cell},FIND("{SEPARATOR}",{cell})-1),{cell}&"")', key)
        matched = f'IFERROR(MATCH(B{row},{LISTS}!$A${first}:$A${last},0),"")'
        chosen = f'IF({cell}="",IF(E{row}="","",E{row}),{matched})'
        self._put(row, "C", closing.format(chosen), position(answer, got))
        points = f"IF(C{row}=0,0,INDEX({LISTS}!$C${first}:$C${last},C{row}))"
        self._put(row, "D", f'IF(C{row}="","",{points})', shown(got.points))

    def _write_added(self, row: int, answer: Answer, got: Got, closing: str) -> None:
        cells = [on_form(line.cell) for line in answer.lines]
        asked = f"{cells[0]}:{answer.lines[-1].cell.fixed}"
        answered = len(cells) if answer.number in self.filled.marks else 0
        self._put(row, "B", f'COUNTIF({asked},"{YES}")+COUNTIF({asked},"{NO}")', answered)
        each = "+".join(
            f'IF({cell}="{YES}",{line.level.points},0)'
            for cell, line in zip(cells, answer.lines, strict=True)
        )
        by_facts = f'IF(AND(B{row}=0,F{row}<>""),F{row},"")'
        added = f"IF(B{row}={len(cells)},{each},{by_facts})"
        self._put(row, "D", closing.format(added), shown(got.points))

    # Minimums, grounds

    def _write_minimums(self) -> None:
        counted, missed = self.counted, ""
        reach = self.calc.cell("reach").partition("!")[2]
        for row, minimum in enumerate(self.product_set.minimums, self.calc.minimums):
            self._number(row, "A", minimum.star)
            self._text(row, "B", minimum.criterion)
            got = counted.criteria[self.places[minimum.criterion]]
            is_missed = (minimum.star, minimum.level.id) in got.missed
            counts = is_missed and minimum.star <= counted.reach
            self._put(row, "D", self._missing(row, minimum), minimum.star if is_missed else "")
            self._put(row, "F", f"IF(ISNUMBER(D{row}),IF(D{row}<={reach},1,0),0)", int(counts))
            item = f'A{row}&"★ "&B{row}'
            if row == self.calc.minimums:
                formula = f'IF(F{row}=1,{item},"")'
            else:
                before = f"E{row - 1}"
                formula = f'IF(F{row}=1,IF({before}="","",{before}&"; ")&{item},{before})'
            if counts:
                missed += f"{'; ' if missed else ''}{minimum.star}★ {minimum.criterion}"
            self._put(row, "E", formula, missed)

    def _missing(self, row: int, minimum: Minimum) -> str:
        """The formula of a minimum: its star where it is missed."""
        place = self.places[minimum.criterion]
        answer, at = self.layout.answers[place], self.calc.row(place)
        if answer.entries:
            met = among(f"C{at}", _meeting(answer, minimum.level))
            return f'IF(C{at}="","",IF({met},"",{minimum.star}))'
        line = next(line for line in answer.lines if line.level == minimum.level)
        by_facts = self.counted.criteria[place].by_facts or ()
        self._number(row, "C", int(minimum.level in by_facts))
        ticked = f'{on_form(line.cell)}="{YES}"'
        if answer.criterion.only_if:
            ticked = f"AND({ticked},D{at}>0)"
        met = f"OR({ticked},D{at}>{minimum.level.points},AND(B{at}=0,C{row}=1))"
        return f'IF(D{at}="","",IF({met},"",{minimum.star}))'

    def _write_gates(self) -> None:
        counted = self.counted
        for row, (gate, cell) in enumerate(self.layout.gates, self.calc.gates):
            said = gate.id in self.filled.rejects
            by_papers, by_marks = gate.id in counted.by_papers, gate.id in counted.by_marks
            self._text(row, "A", gate.id)
            self._put(row, "B", f'IF({on_form(cell)}="{YES}",1,0)', int(said))
            self._number(row, "C", int(by_papers))
            if gate.any_of:
                self._put(row, "D", self._raised_by_marks(gate), int(by_marks))
            else:
                self._number(row, "D", 0)
            raised = said or by_papers or by_marks
            self._put(row, "E", f"IF(B{row}+C{row}+D{row}>0,1,0)", int(raised))

    def _raised_by_marks(self, gate: Gate) -> str:
        cells = [f"D{self.calc.row(self.places[number])}" for number in gate.any_of]
        each = ",".join(f"AND(ISNUMBER({cell}),{cell}<={gate.points or 0})" for cell in cells)
        return f"IF(OR({each}),1,0)"

    # Sums

    def _write_parts(self) -> None:
        at, parts = self.calc.criteria, zip(self.product_set.parts, self.counted.parts, strict=True)
        for row, (part, points) in enumerate(parts, self.calc.parts):
            count = sum(len(group.criteria) for group in part.groups)
            self._text(row, "A", part.code)
            self._put(row, "B", f"SUM(D{at}:D{at + count - 1})", points)
            at += count

    def _write_bands(self) -> None:
        bands = sorted(self.product_set.bands, key=lambda band: band.star)
        for row, band in enumerate(bands, self.calc.bands):
            within = (total for total in range(self.product_set.points + 1) if total in band.points)
            # A band that no whole total is in begins where nothing comes to.
            self._number(row, "A", next(within, self.product_set.points + 1))
            self._number(row, "B", band.star)

    def _write_sums(self) -> None:
        values = self._sums()
        for row, (name, formula) in enumerate(self._sum_formulas(), self.calc.sums):
            self._text(row, "A", name)
            self._put(row, "B", formula, values[name])

    def _sum_formulas(self) -> Iterator[tuple[str, str]]:
        calc, at = self.calc, {name: f"B{self.calc.sums + n}" for n, name in enumerate(SUMS)}
        points = f"D{calc.criteria}:D{calc.minimums - 1}"
        lows = f"$A${calc.bands}:$A${calc.sums - 1}"
        stars = f"$B${calc.bands}:$B${calc.sums - 1}"
        has_minimums = calc.gates > calc.minimums
        missed = f"D{calc.minimums}:D{calc.gates - 1}"
        raised = range(calc.gates, calc.parts)
        rejecting = [f"E{row}" for row in raised if self._rejects(row)]
        yield "open", f"{len(self.layout.answers)}-COUNT({points})"
        yield "total", f"SUM({points})"
        yield "most", f"{at['total']}+SUM({points.replace('D', 'H')})"
        yield "by_points", f'IF({at["open"]}>0,"",LOOKUP({at["total"]},{lows},{stars}))'
        yield "reach", f"LOOKUP({at['most']},{lows},{stars})"
        yield "lost", f'IF(COUNT({missed})=0,"",MIN({missed}))' if has_minimums else '""'
        yield "unmet", f"SUM({missed.replace('D', 'F')})" if has_minimums else "0"
        yield "grounds", f"SUM(E{raised[0]}:E{raised[-1]})" if raised else "0"
        yield "rejected", "+".join(rejecting) or "0"
        by_points, lost = at["by_points"], at["lost"]
        star = f"IF({lost}<={by_points},MAX({lost}-1,{self.counted.lowest_star}),{by_points})"
        kept = f'IF({lost}="",{by_points},{star})'
        yield "star", f'IF(OR({at["grounds"]}>0,{by_points}=""),"",{kept})'

    def _rejects(self, row: int) -> bool:
        return self.layout.gates[row - self.calc.gates].gate.outcome == "rejected"

    def _sums(self) -> dict[str, Value]:
        counted = self.counted
        missed = [star for got in counted.criteria for star, _ in got.missed]
        opened = [a.criterion.most for a, g in self._pairs() if g.points is None]
        raised = [gate for gate, _ in self.layout.gates if is_raised(gate, self.filled, counted)]
        return {
            "open": len(opened),
            "total": counted.total,
            "most": counted.total + sum(opened),
            "by_points": shown(counted.star_by_points),
            "reach": counted.reach,
            "lost": min(missed, default=""),
            "unmet": sum(star <= counted.reach for star in missed),
            "grounds": len(raised),
            "rejected": sum(gate.outcome == "rejected" for gate in raised),
            "star": "" if raised else shown(counted.star),
        }

    def _pairs(self) -> Iterator[tuple[Answer, Got]]:
        return zip(self.layout.answers, self.counted.criteria, strict=True)


def _meeting(answer: Answer, needed: Level) -> list[int]:
    """The positions of the entries that meet a minimum: its level, one with more points, one of the
    other case.
    """
    return [
        at
        for at, entry in enumerate(answer.entries, 1)
        if entry.level is not None
        and (
            entry.level == needed
            or entry.level.case != needed.case
            or entry.level.points > needed.points
        )
    ]
