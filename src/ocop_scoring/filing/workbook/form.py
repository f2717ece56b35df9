"""The form itself: the printed rows, the answers, and beside them what they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ...rules.model import Row
from ...terms import ROLES
from ...text import say
from .calc import Calc, entry_of, filled_in, position, position_of, quoted, shown
from .counted import Counted, Filled, Got
from .entries import NO, YES
from .heights import height_of, heights_of
from .pages import Page
from .places import (
    CALC,
    LISTS,
    NOT_TICKED,
    ROLE_WORDS,
    TEMPLATE,
    TICKED,
    Answer,
    Field,
    Placed,
)
from .results import Results

__all__ = ["write_form"]

_A, _B, _C, _D = range(4)
_EARLIEST = date(2018, 1, 1)  # the programme began in 2018


def write_form(page: Page, calc: Calc, filled: Filled, counted: Counted) -> None:
    """Write the form from top to bottom."""
    _Writing(page, calc, filled, counted).write()


def _said(key: str, **values: object) -> str:
    return say(f"workbook.{key}", "vi", **values)


class _Writing:
    def __init__(self, page: Page, calc: Calc, filled: Filled, counted: Counted) -> None:
        self.page, self.calc, self.filled, self.counted = page, calc, filled, counted
        self.layout = calc.layout
        self.product_set = calc.layout.product_set
        self.results = Results(calc, filled, counted)
        self.place = {answer.number: at for at, answer in enumerate(self.layout.answers)}
        self.gate = {gate.cell.row: gate for gate in self.layout.gates}
        self.answer_at = {answer.cell.row: answer for answer in self.layout.answers}
        self.of_level = {
            row: (answer, at)
            for answer in self.layout.answers
            for at, row in enumerate(answer.ticks)
        }

    def write(self) -> None:
        writers: dict[str, Callable[[Placed], None]] = {
            "live": self._write_live,
            "title": self._write_words,
            "subtitle": self._write_words,
            "legend": self._write_words,
            "asterisks": self._write_words,
            "field": self._write_field,
            "comment": self._write_field,
            "gates": self._write_gates,
            "gate": self._write_gate,
            "head": self._write_head,
            "part": self._write_printed,
            "group": self._write_printed,
            "heading": self._write_printed,
            "criterion": self._write_criterion,
            "note": self._write_note,
            "case": self._write_note,
            "level": self._write_level,
            "line": self._write_line,
            "answer": self._write_answer,
            "total": self._write_total,
            "result": self._write_result,
            "sign": self._write_sign,
            "identity": self._write_identity,
        }
        heights = heights_of(self.product_set)
        for placed in self.layout.rows:
            self.page.height(placed.row, heights[placed.row])
            writers[placed.kind](placed)

    # Head and end

    def _write_words(self, placed: Placed) -> None:
        words = placed.b or self.filled.kind
        self.page.text(placed.row, _B, words, placed.kind)

    def _write_live(self, placed: Placed) -> None:
        self.page.text(placed.row, _A, "", "live")
        self.page.text(placed.row, _C, "", "live")
        self.page.text(placed.row, _D, "", "live")
        if placed.about == "rated":
            self._write_rated(placed.row)
        else:
            self._write_now(placed.row)

    def _write_rated(self, row: int) -> None:
        """Product and assessor, as they stand in the fields."""
        known = self.filled.fields
        name, assessor = self.layout.fields["product_name"], self.layout.fields["assessor_name"]
        head = _said("live-set", number=self.product_set.product_set)
        formula = f'{quoted(head)}&" · "&{name.fixed}&" · "&{assessor.fixed}'
        value = f"{head} · {known.get('product_name', '')} · {known.get('assessor_name', '')}"
        self.page.formula(row, _A, formula, value, "live")

    def _write_now(self, row: int) -> None:
        """Points and star, as they are now."""
        total, star = self.calc.cell("total"), self.layout.results["star"]
        formula = f'{quoted(_said("live-total"))}&" "&{total}&" · "&{star.fixed}'
        value = f"{_said('live-total')} {self.counted.total} · {self.results.star()[1]}"
        self.page.formula(row, _A, formula, value, "live")

    def _write_field(self, placed: Placed) -> None:
        field = next(name for name, cell in self.layout.fields.items() if cell.row == placed.row)
        row, value = placed.row, self.filled.fields.get(field, "")
        self.page.text(row, _A, placed.a, "label")
        if isinstance(value, date):
            self.page.day(row, _B, value, "field-day")
        elif isinstance(value, int):
            self.page.number(row, _B, value, "field-number")
        elif field in ("assessed_on", "round"):
            self.page.text(row, _B, "", "field-day" if field == "assessed_on" else "field-number")
        else:
            style = "field-fixed" if field in self.filled.fixed else "field"
            self.page.text(row, _B, value, style)
        self._restrict(field, row)
        least = 60.0 if field == "comment" else 0.0
        standing = heights_of(self.product_set)[row]
        self.page.height(row, max(height_of(str(value), 11), standing, least))

    def _restrict(self, field: Field, row: int) -> None:
        if field == "role":
            words = [ROLE_WORDS[role] for role in ROLES]
            self.page.choices(row, _B, words, _said("only.list"))
        elif field == "round":
            self.page.only(row, _B, "integer", 1, _said("only.round"))
        elif field == "assessed_on":
            self.page.only(row, _B, "date", _EARLIEST, _said("only.day"))

    def _write_sign(self, placed: Placed) -> None:
        row, known = placed.row, self.filled.fields
        if placed.about == "day":
            self._write_day(row)
        elif placed.about == "assessor":
            self.page.text(row, _D, _said("sign"), "sign-name")
        elif placed.about == "signature":
            self.page.text(row, _D, _said("signature"), "sign")
        else:
            name = self.layout.fields["assessor_name"]
            self.page.height(row, 75)
            value = str(known.get("assessor_name", ""))
            self.page.formula(row, _D, f'{name.fixed}&""', value, "signed")

    def _write_day(self, row: int) -> None:
        known, fields = self.filled.fields, self.layout.fields
        place, day = fields["place"].fixed, fields["assessed_on"].fixed
        dots, no_day, said = _said("dots"), _said("no-day"), _said("day")
        two = [f'RIGHT("0"&{part}({day}),2)' for part in ("DAY", "MONTH")]
        formula = filled_in(said, *two, f"YEAR({day})")
        where = f'IF({place}="",{quoted(dots)},{place})'
        formula = f'{where}&IF({day}="",{quoted(no_day)},{formula})'
        value, when = str(known.get("place") or dots), known.get("assessed_on")
        if isinstance(when, date):
            value += said.format(f"{when.day:02}", f"{when.month:02}", str(when.year))
        else:
            value += no_day
        self.page.formula(row, _D, formula, value, "sign")

    def _write_identity(self, placed: Placed) -> None:
        product_set = self.product_set
        if placed.about == "digest":
            self.page.text(placed.row, _A, product_set.digest, "identity")
            return
        words = _said(
            "identity",
            template=TEMPLATE,
            ruleset=product_set.ruleset,
            revision=product_set.revision,
            number=product_set.product_set,
        )
        self.page.text(placed.row, _A, words, "identity")

    # Grounds of rejection

    def _write_gates(self, placed: Placed) -> None:
        for column, text in enumerate(("", placed.b, "", "")):
            self.page.text(placed.row, column, text, "gates")

    def _write_gate(self, placed: Placed) -> None:
        gate, row = self.gate[placed.row].gate, placed.row
        self.page.text(row, _A, YES if gate.id in self.filled.rejects else "", "yes-no")
        self.page.choices(row, _A, [YES, NO], _said("only.yes-no"))
        self.page.text(row, _B, placed.b, "gate")
        calc = self.calc.gates + self.layout.gates.index(self.gate[row])
        if gate.any_of:
            words = _said("by-marks")
            value = words if gate.id in self.counted.by_marks else ""
            formula = f'IF({CALC}!$D${calc}=1,{quoted(words)},"")'
            self.page.formula(row, _C, formula, value, "gate-hint")
        else:
            shown_by = _said("by-papers") if gate.id in self.counted.by_papers else ""
            self.page.text(row, _C, shown_by, "gate-hint")
        self.page.text(row, _D, "", "gate")

    # The table

    def _write_head(self, placed: Placed) -> None:
        for column, text in enumerate((placed.a, placed.b, placed.c, _said("head.d"))):
            self.page.text(placed.row, column, text, "head")

    def _write_printed(self, placed: Placed) -> None:
        """A row of a part, a group or a heading, with the points that it covers."""
        self._write_texts(placed)
        covered = placed.about.criteria if isinstance(placed.about, Row) else ()
        places = [self.place[criterion.number] for criterion in covered]
        points = sum(self.counted.criteria[place].points or 0 for place in places)
        formula = f"SUM({self.calc.of('D', places)})"
        self.page.formula(placed.row, _D, formula, points, f"{placed.kind}-points")

    def _write_texts(self, placed: Placed) -> None:
        for column, text in enumerate((placed.a, placed.b)):
            self.page.text(placed.row, column, text, placed.kind)
        self.page.text(placed.row, _C, placed.c, f"{placed.kind}-points")

    def _write_criterion(self, placed: Placed) -> None:
        self._write_texts(placed)
        place = self.place[placed.a]
        points = shown(self.counted.criteria[place].points)
        formula = f"{CALC}!$D${self.calc.row(place)}"
        self.page.formula(placed.row, _D, formula, points, "criterion-points")

    def _write_note(self, placed: Placed) -> None:
        for column, text in enumerate(("", placed.b, "", "")):
            self.page.text(placed.row, column, text, placed.kind)

    def _write_level(self, placed: Placed) -> None:
        row = placed.row
        answer, at = self.of_level[row]
        place = self.place[answer.number]
        got = self.counted.criteria[place]
        wanted = position_of(answer, (answer.criterion.levels[at],))
        cell = f"{CALC}!$C${self.calc.row(place)}"
        value = TICKED if position(answer, got) == wanted else NOT_TICKED
        formula = f'IF({cell}={wanted},"{TICKED}","{NOT_TICKED}")'
        self.page.formula(row, _A, formula, value, "tick")
        self.page.text(row, _B, placed.b, "level")
        self.page.text(row, _C, placed.c, "worth")
        self.page.text(row, _D, "", "level")

    def _write_line(self, placed: Placed) -> None:
        answer, at = self.of_level[placed.row]
        mark = self.filled.marks.get(answer.number)
        text = ""
        if mark is not None:
            is_ticked = isinstance(mark, tuple) and answer.lines[at].level.id in mark
            text = YES if is_ticked else NO
        self.page.text(placed.row, _A, text, "yes-no")
        self.page.choices(placed.row, _A, [YES, NO], _said("only.yes-no"))
        self.page.text(placed.row, _B, placed.b, "level")
        self.page.text(placed.row, _C, placed.c, "worth")
        self.page.text(placed.row, _D, "", "level")

    def _write_answer(self, placed: Placed) -> None:
        answer, row = self.answer_at[placed.row], placed.row
        got = self.counted.criteria[self.place[answer.number]]
        self.page.text(row, _A, placed.a, "answer-label")
        if answer.entries:
            mark = self.filled.marks.get(answer.number)
            self.page.text(row, _B, "" if mark is None else entry_of(answer, mark).text, "answer")
            first, last = answer.first_entry + 1, answer.first_entry + len(answer.entries)
            source = f"={LISTS}!$B${first}:$B${last}"
            self.page.choices(row, _B, source, _said("only.list"))
        else:
            self.page.text(row, _B, placed.b, "note")
        formula, value = self._state(answer, got)
        self.page.formula(row, _C, formula, value, "state")
        self.page.text(row, _D, "", "level")

    def _state(self, answer: Answer, got: Got) -> tuple[str, str]:
        """What is still missing of a criterion, and what facts decide: the formula, its text."""
        at = self.calc.row(self.place[answer.number])
        points, is_blank = f"{CALC}!$D${at}", self._is_blank(answer, at)
        opened, unread = _said("state.open"), _said("state.unread")
        formula = f"IF({is_blank},{quoted(opened)},{quoted(unread)})"
        lost = [f"{CALC}!$D${row}" for row in self.calc.minimums_of(answer.number)]
        below, value = '""', ""
        if lost:
            cells, said = ",".join(lost), _said("state.below")
            below = f'IF(COUNT({cells})=0,"",{filled_in(said, f"MIN({cells})")})'
            stars = [star for star, _ in got.missed]
            value = said.format(min(stars)) if stars else ""
        if got.points is None:
            value = opened
        formula = f'IF({points}="",{formula},{below})'
        if got.by_facts is not None:
            hint = _said("state.facts", points=sum(level.points for level in got.by_facts))
            formula, value = f'{quoted(hint)}&" "&{formula}', f"{hint} {value}"
        return formula, value

    def _is_blank(self, answer: Answer, at: int) -> str:
        return f'{answer.cell.fixed}=""' if answer.entries else f"{CALC}!$B${at}=0"

    # What it comes to

    def _write_total(self, placed: Placed) -> None:
        for column, text in enumerate((placed.a, placed.b)):
            self.page.text(placed.row, column, text, "part")
        self.page.text(placed.row, _C, placed.c, "part-points")
        total = self.calc.cell("total")
        self.page.formula(placed.row, _D, total, self.counted.total, "part-points")

    def _write_result(self, placed: Placed) -> None:
        self.page.text(placed.row, _A, placed.a, "result-label")
        formula, value = self.results.of(str(placed.about))
        self.page.formula(placed.row, _B, formula, value, "result")
        self.page.text(placed.row, _C, "", "result")
        self.page.text(placed.row, _D, "", "result")
        if placed.about == "unmet":
            self.page.height(placed.row, 42)
