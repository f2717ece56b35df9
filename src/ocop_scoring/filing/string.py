"""A whole sheet in one line, as CVSS has its vector: `OCOP:26-2026/8/1.1=most/1.2=-/!forged`.

Ruleset, product set, then each marked criterion in printed order with the id of its level, `-`
where none is reached, ids joined by `+` where lines add up; at the end `!` and the id of each gate
that the assessor raised. A criterion without a mark is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..errors import Fault, Faults, FilingError, Place, Placing
from ..frozen import FrozenDict, Value
from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from .marks import Mark
from .unfit_marks import name_gate, name_mark, name_number

__all__ = ["ScoreString", "as_marks", "parse_string", "string_of", "table_for"]

_LONGEST = 20_000  # letters; the longest of a table has some 750
_EXAMPLE = "OCOP:26-2026/8/1.1=most/1.2=-/…"
_NUMBER = r"[^\W_]+(?:\.[^\W_]+)*"
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_BEGIN = re.compile(r"OCOP:([0-9A-Za-z][0-9A-Za-z.+-]*)/(0|[1-9][0-9]{0,8})(?=/|$)", re.ASCII)
_MARK = re.compile(rf"({_NUMBER})=(-|{_ID}(?:\+{_ID})*)").fullmatch
_GATE = re.compile(f"!({_ID})").fullmatch

Told = tuple[str, str, str]
"""What is wrong: the code, what was found, what would be right."""


class ScoreString(Value):
    """What a score string says, in the order in which it says it.

    `marks` has by printed number the id of a level, 0 where none is reached (`-`), the ids of lines
    that add up; one such line alone reads as a level's id. `rejects` are the gates that the
    assessor raised. Two are equal where they say the same in any order.
    """

    ruleset: str
    product_set: int
    marks: FrozenDict[str, Mark]
    rejects: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The string, in the order in which it was given."""
        return "/".join(_pieces(self.ruleset, self.product_set, self.marks, self.rejects))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScoreString) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def differences(self, other: ScoreString) -> FrozenDict[str, tuple[Mark | None, Mark | None]]:
        """By printed number the marks of this string and of the other, where they differ; None
        where one has none. Of another table they are not compared: FilingError.
        """
        if (self.ruleset, self.product_set) != (other.ruleset, other.product_set):
            tables = [f"{s.ruleset}/{s.product_set}" for s in (self, other)]
            raise FilingError(Fault("other-table-in-string", None, "", tables[1], tables[0]))
        numbers = dict.fromkeys((*self.marks, *other.marks))
        pairs = {number: (self.marks.get(number), other.marks.get(number)) for number in numbers}
        return FrozenDict({n: (a, b) for n, (a, b) in pairs.items() if _lines(a) != _lines(b)})

    def _said(self) -> object:
        marks = frozenset((number, _lines(mark)) for number, mark in self.marks.items())
        return self.ruleset, self.product_set, marks, frozenset(self.rejects)


def _lines(mark: Mark | None) -> object:
    """A mark, lines that add up in any order."""
    return frozenset(mark) if isinstance(mark, tuple) else mark


def _pieces(
    ruleset: str, number: int, marks: Mapping[str, Mark], gates: Sequence[str]
) -> Iterator[str]:
    yield f"OCOP:{ruleset}"
    yield str(number)
    for printed, mark in marks.items():
        said = "+".join(mark) if isinstance(mark, tuple) else mark
        yield f"{printed}={said or '-'}"
    for gate in gates:
        yield f"!{gate}"


# From text


def parse_string(text: str) -> ScoreString:
    """What a score string says, whichever order its marks and gates stand in.

    White space is passed over, as lines broken on paper leave it. FilingError with all that is
    wrong, each with line and column: what is neither a mark nor a gate, and what stands twice.
    """
    found, place = _without_blanks(str(text))
    begin = _BEGIN.match(found)
    if begin is None or len(text) > _LONGEST:
        shown = found if len(found) < 40 else f"{found[:30]}…"
        raise FilingError(Fault("not-a-score-string", place(0), "", shown, _EXAMPLE))
    faults, marks, gates = Faults(), dict[str, Mark](), dict[str, None]()
    at = begin.end() + 1
    for piece in found[at:].split("/") if at <= len(found) else ():
        mark = _MARK(piece)
        if mark is not None and mark[1] not in marks and "+" not in piece:
            marks[mark[1]] = 0 if mark[2] == "-" else mark[2]
        else:
            for code, said, right in _wrong_with(piece, mark, marks, gates):
                faults.take([Fault(code, place(at), "", said, right)])
        at += len(piece) + 1
    faults.raise_any(FilingError)
    return ScoreString(begin[1], int(begin[2]), FrozenDict(marks), tuple(gates))


def _without_blanks(text: str) -> tuple[str, Callable[[int], Place]]:
    """A text without its white space, and what finds the place of a letter in it."""
    letters: list[int] = []

    def place(at: int) -> Place:
        if not letters:  # asked for only where something is wrong
            letters[:] = [index for index, letter in enumerate(text) if not letter.isspace()]
        index = letters[at] if at < len(letters) else len(text)
        line_begins = text.rfind("\n", 0, index) + 1
        return Place("string", text.count("\n", 0, index) + 1, index - line_begins + 1)

    return "".join(text.split()), place


def _wrong_with(
    piece: str, mark: re.Match[str] | None, marks: dict[str, Mark], gates: dict[str, None]
) -> Iterator[Told]:
    """Take a mark, of one level or of several lines, or a gate; what is wrong with it."""
    gate = _GATE(piece)
    if mark is not None:
        number, lines = mark[1], mark[2].split("+")
        twice = [number] * (number in marks) + _repeated(lines)
        marks[number] = tuple(lines) if len(lines) > 1 else lines[0]
    elif gate is not None:
        twice = [piece] * (gate[1] in gates)
        gates[gate[1]] = None
    else:
        twice = []
        yield "not-in-score-string", piece, "1.1=most, 1.2=-, !forged-dossier"
    for said in twice:
        yield "twice-in-score-string", said, "1"


def _repeated(lines: list[str]) -> list[str]:
    return [line for line in dict.fromkeys(lines) if lines.count(line) > 1]


# Held against a table


def table_for(
    rules: Ruleset | ProductSet, ruleset: str, number: int, at: Placing | None
) -> ProductSet:
    """The table of this ruleset and number. FilingError where `rules` is another one's; `at` is the
    sheet that names them, None where a string does.
    """
    faults = Faults()
    known = rules.ruleset if isinstance(rules, ProductSet) else rules.id
    if ruleset != known:
        faults.add("other-ruleset", at, ("ruleset" if at else "string",), ruleset, known)
        faults.raise_any(FilingError)
    if isinstance(rules, Ruleset):
        return rules.product_set(number)
    if number != rules.product_set:
        faults.add("other-product-set", at, ("product_set",), number, rules.product_set)
        faults.raise_any(FilingError)
    return rules


def as_marks(table: ProductSet, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """The marks of a score string as a sheet has them: one line of an item that adds up is a list
    of one.
    """
    sums = {criterion.number for criterion in table.criteria if criterion.mode == "sum"}
    return {n: (m,) if n in sums and isinstance(m, str) else m for n, m in marks.items()}


def string_of(
    table: ProductSet, marks: Mapping[str, Mark], rejects: Sequence[str], sheet: Placing
) -> str:
    """The canonical string: marks, lines and gates in printed order, each level by its id.

    FilingError with every mark and gate that the table doesn't have; `sheet` knows their places.
    """
    faults, found = Faults(), dict[str, Mark]()
    by_number = {criterion.number: criterion for criterion in table.criteria}
    for number in marks.keys() - by_number.keys():
        name_number(number, tuple(by_number), sheet, faults)
    for number, criterion in by_number.items():
        mark = marks.get(number)
        if mark is None:
            continue
        levels = _ticked(criterion, mark)
        if levels is None:
            name_mark(criterion, mark, sheet, faults)
        else:
            found[number] = tuple([level.id for level in levels])
    known = [gate.id for gate in table.gates]
    for place, gate in enumerate(rejects):
        if gate not in known:
            name_gate(place, gate, table.gates, sheet, faults)
    faults.raise_any(FilingError)
    raised = [gate for gate in known if gate in rejects]
    return "/".join(_pieces(table.ruleset, table.product_set, found, raised))


def _ticked(criterion: Criterion, mark: Mark) -> tuple[Level, ...] | None:
    """The levels that a mark ticks, in printed order; None where the criterion has no such mark."""
    levels = criterion.levels
    if criterion.mode == "sum":
        lines = mark if isinstance(mark, tuple) else () if mark == 0 else None
        if lines is None:
            return None
        ticked = tuple([level for level in levels if level.id in lines])
        return ticked if len(ticked) == len(lines) else None
    if mark == 0:
        return tuple([lv for lv in levels if lv.points == 0 and lv.case is None][:1])
    is_id = isinstance(mark, str)
    fits = tuple([level for level in levels if (level.id if is_id else level.points) == mark])
    return fits if len(fits) == 1 else None
