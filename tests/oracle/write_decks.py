"""Writes the case decks of a ruleset: what each case expects is the second evaluator's answer,
never the package's.

    cd tests
    python -m oracle.write_decks 26-2026          all decks of a ruleset into criteria/26-2026/cases
    python -m oracle.write_decks 26-2026 8        one of them

A deck has, for its product set: the floor of every star and the points just below it; the same
points with one minimum missed, for every minimum; every gate; an unfinished sheet; and sweeps that
tick every level. Points and minimums come from tests/facts through the oracle; only ids, labels and
gates are read from the YAML. Decks are read and corrected by people afterwards like any other file.
"""

import sys
from itertools import chain, combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from oracle.oracle import (
    STARS,
    Criterion,
    Mark,
    Marks,
    adds_up,
    missed,
    opens,
    points,
    points_for,
    rate,
    read_table,
    star_of,
    total_of,
    unmet_of,
)

CRITERIA = Path(__file__).parents[2] / "criteria"
NAMES = {1: "one-star", 2: "two-stars", 3: "three-stars", 4: "four-stars", 5: "five-stars"}
MOST_CHANGES_SHOWN = 6  # a case that changes more of another than this is written out

Doc = dict[str, Any]


# ---------------------------------------------------------------- words and ids from the YAML


def folders(ruleset: str) -> list[Path]:
    """The base's folder, then the amendment's."""
    base = ruleset.rpartition("+")[0]
    return ([*folders(base)] if base else []) + [CRITERIA / ruleset]


def read_yaml(path: Path) -> Any:
    """A YAML file, every scalar as text."""
    return (
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if path.is_file()
        else {}
    )


def product_set_file(ruleset: str, number: int) -> Path:
    """The file of a product set: the amendment's, else its base's."""
    return [
        file
        for folder in folders(ruleset)
        for file in folder.glob(f"product-sets/{number:02d}-*.yaml")
    ][-1]


class Words:
    """What the YAML says of a product set beside its numbers: titles, level ids, gates."""

    def __init__(self, ruleset: str, number: int) -> None:
        shared: Doc = {}
        self.gates_of_decision: Doc = {}
        for folder in folders(ruleset):
            for file in sorted(folder.glob("criteria/*.yaml")):
                shared |= read_yaml(file)
            self.gates_of_decision |= read_yaml(folder / "gates.yaml")
        table = read_yaml(product_set_file(ruleset, number))
        self.title: str = table["vi"]
        self.gates = [gate if isinstance(gate, str) else gate["gate"] for gate in table["gates"]]
        by_marks = [self.gates_of_decision[gate].get("any_of", []) for gate in self.gates]
        self.not_zero = frozenset(number for numbers in by_marks for number in numbers)
        self.ids: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        for row, use in table["rows"].items():
            name = use if isinstance(use, str) else use.get("use")
            if name is not None:
                self.ids[row] = level_ids(shared[name])
                self.titles[row] = shared[name]["vi"]


def level_ids(criterion: Doc) -> list[str]:
    """The ids of a criterion's levels in printed order."""
    if "yes_no" in criterion:
        return ["no", "yes"]
    if "cases" in criterion:
        return [level for case in criterion["cases"].values() for level in case["levels"]]
    return list(criterion["levels"])


# ---------------------------------------------------------------- choosing marks


class Aim(NamedTuple):
    """What a sheet is to have: so many points, no minimum missed up to a star, one of two cases,
    and no 0 where that would end the rating.
    """

    total: int
    star: int
    case: str
    not_zero: frozenset[str]


def answers(criterion: Criterion, aim: Aim) -> list[Mark]:
    """The marks of a criterion that fit an aim."""
    places = range(len(criterion.levels))
    every: list[Any]
    if adds_up(criterion):
        every = list(
            chain.from_iterable(
                combinations(places, count) for count in range(len(criterion.levels) + 1)
            )
        )
    else:
        every = [place for place in places if criterion.levels[place].case in (None, aim.case)]
        every += [] if has_zero(criterion) else [None]
    fitting = [mark for mark in every if not missed(criterion, mark, aim.star)]
    return [
        mark for mark in fitting if points(criterion, mark) or criterion.number not in aim.not_zero
    ]


def has_zero(criterion: Criterion) -> bool:
    """Whether 0 points are a level of their own, and not that none is reached."""
    return any(level.points == 0 and level.case is None for level in criterion.levels)


def open_story(criteria: list[Criterion], criterion: Criterion, mark: Mark) -> bool:
    """Whether a mark of a story item leaves what hangs on it open."""
    return all(opens(criterion, mark) for other in criteria if other.only_if == criterion.number)


def chosen(criteria: list[Criterion], aim: Aim, fixed: Marks) -> Marks:
    """A sheet of exactly the aim's points, as even as it goes; some marks are given."""
    options: list[list[Mark]] = []
    for criterion in criteria:
        possible = (
            [fixed[criterion.number]] if criterion.number in fixed else answers(criterion, aim)
        )
        options.append(
            [
                mark
                for mark in possible
                if criterion.number in fixed or open_story(criteria, criterion, mark)
            ]
        )
    reachable = [{0}]
    for criterion, marks in zip(reversed(criteria), reversed(options), strict=True):
        reachable.append(
            {rest + points(criterion, mark) for rest in reachable[-1] for mark in marks}
        )
    reachable.reverse()
    left, sheet = aim.total, {}
    for place, (criterion, marks) in enumerate(zip(criteria, options, strict=True)):
        most = (
            max(points(criterion, mark) for mark in answers(criterion, aim._replace(star=0))) or 1
        )
        fitting = [mark for mark in marks if left - points(criterion, mark) in reachable[place + 1]]
        sheet[criterion.number] = min(
            fitting, key=lambda mark: abs(100 * points(criterion, mark) - aim.total * most)
        )
        left -= points(criterion, sheet[criterion.number])
    return sheet


def compensated(criteria: list[Criterion], sheet: Marks, keep: set[str], aim: Aim) -> Marks | None:
    """The sheet with the fewest marks raised or lowered so that it has the aim's points; None where
    that can't be done.
    """
    wanted = aim.total - total_of(criteria, sheet)
    ways: dict[int, Marks] = {0: {}}
    for criterion in criteria:
        if (
            criterion.number in keep
            or criterion.only_if is not None
            or any(c.only_if == criterion.number for c in criteria)
        ):
            continue
        had = points(criterion, sheet[criterion.number])
        found = dict(ways)
        for mark in answers(criterion, aim):
            gain = points(criterion, mark) - had
            for so_far, changes in ways.items():
                better = found.get(so_far + gain)
                if gain and (better is None or len(better) > len(changes) + 1):
                    found[so_far + gain] = {**changes, criterion.number: mark}
        ways = found
    return {**sheet, **ways[wanted]} if wanted in ways else None


# ---------------------------------------------------------------- the cases of a deck


class Deck:
    """One product set's cases, in the order of writing."""

    def __init__(self, ruleset: str, number: int) -> None:
        self.ruleset, self.number = ruleset, number
        self.criteria = read_table(number, ruleset)
        self.words = Words(ruleset, number)
        self.numbers = [criterion.number for criterion in self.criteria]
        self.floors: dict[int, Marks] = {}
        self.lines: list[str] = []

    def write(self) -> str:
        """The deck as YAML."""
        for star in (2, 3, 4, 5):
            self._floor(star)
        for star in (2, 3, 4, 5):
            self._just_below(star)
        for star in (2, 3, 4, 5):
            for criterion in self.criteria:
                for place, level in enumerate(criterion.levels):
                    if level.minimum == star:
                        self._one_short(criterion, place, star)
        self._top_points_lowest_minimum_missed()
        for gate in self.words.gates:
            self._gate(gate)
        self._unfinished()
        self._without_story()
        for place in range(max(len(criterion.levels) for criterion in self.criteria)):
            self._sweep(place)
        head = [
            "# yaml-language-server: $schema=../../schemas/rules/case.json",
            f"# Bộ {self.number}: {self.words.title}",
            "# Điểm ghi theo nhóm, đúng thứ tự bản in; like: lấy điểm của một trường hợp ở trên, but: đổi vài mục. Sản",
            "# phẩm, chủ thể đều là giả định.",
            "",
        ]
        return "\n".join(head + self.lines) + "\n"

    def _floor(self, star: int) -> None:
        aim = self._aim(star)
        total = aim.total
        sheet = chosen(self.criteria, aim, {})
        self.floors[star] = sheet
        self._case(
            f"Vừa đủ {total} điểm, không thiếu điều kiện tối thiểu nào đến {star} sao",
            sheet,
            NAMES[star],
        )

    def _just_below(self, star: int) -> None:
        total = points_for(star) - 1
        aim = self._aim(star)._replace(total=total)
        sheet = compensated(self.criteria, self.floors[star], set(), aim) or chosen(
            self.criteria, aim, {}
        )
        given = star_of(self.criteria, sheet)
        self._case(
            f"Mới {total} điểm, kém một điểm của thang {star} sao, nên {given} sao",
            sheet,
            like=star,
        )

    def _one_short(self, criterion: Criterion, place: int, star: int) -> None:
        aim = self._aim(star)
        floor, total = self.floors[star], aim.total
        if criterion.levels[place].case not in (None, aim.case):
            aim = aim._replace(case="ab"["ba".index(aim.case)])
            floor = chosen(self.criteria, aim, {})
        sheet = self._short(floor, criterion, place, aim)
        given = star_of(self.criteria, sheet)
        title, needs = self.words.titles[criterion.number], criterion.levels[place].points
        sentence = f"Vẫn {total} điểm, mục {criterion.number} ({title}) chưa đến mức {needs} điểm mà {star} sao đòi, nên {given} sao"
        self._case(sentence, sheet, like=star)

    def _aim(self, star: int) -> Aim:
        """The floor of a star."""
        return Aim(points_for(star), star, "ab"[star % 2], self.words.not_zero)

    def _short(self, floor: Marks, criterion: Criterion, place: int, aim: Aim) -> Marks:
        """A sheet of the same points that misses this minimum, and others only where it can't be
        missed alone.
        """
        every: list[Any] = [] if has_zero(criterion) else [None]
        if adds_up(criterion):
            every = list(
                chain.from_iterable(
                    combinations(range(len(criterion.levels)), n)
                    for n in range(len(criterion.levels))
                )
            )
        else:
            every += [
                other
                for other, level in enumerate(criterion.levels)
                if level.case in (None, aim.case)
            ]
        entries = {mark: missed(criterion, mark, aim.star) for mark in every}
        short = [
            mark
            for mark, found in entries.items()
            if (criterion.number, place) in [entry[1:3] for entry in found]
        ]
        best: list[tuple[int, int, Marks]] = []
        for mark in short:
            changed = {**floor, criterion.number: mark}
            sheet = compensated(self.criteria, changed, {criterion.number}, aim)
            if sheet is None and open_story(self.criteria, criterion, mark):
                sheet = chosen(self.criteria, aim, {criterion.number: mark})
            if sheet is not None:
                best.append(
                    (len(unmet_of(self.criteria, sheet, aim.star)), -points(criterion, mark), sheet)
                )
        return min(best, key=lambda entry: entry[:2])[2]

    def _top_points_lowest_minimum_missed(self) -> None:
        lowest = min(
            (
                (level.minimum, c, place)
                for c in self.criteria
                for place, level in enumerate(c.levels)
                if level.minimum
            ),
            key=lambda entry: entry[0],
            default=None,
        )
        if lowest is None or lowest[0] == 5:
            return
        _, criterion, place = lowest
        total = points_for(5)
        sheet = self._short(self.floors[5], criterion, place, self._aim(5))
        given = star_of(self.criteria, sheet)
        sentence = f"Đến {total} điểm mà mục {criterion.number} còn thiếu điều kiện của {lowest[0]} sao, nên chỉ {given} sao"
        self._case(sentence, sheet, like=5)

    def _gate(self, name: str) -> None:
        gate = self.words.gates_of_decision[name]
        raisers = gate["raised_by"] if isinstance(gate["raised_by"], list) else [gate["raised_by"]]
        sheet, extra = dict(self.floors[4]), {}
        if "marks" in raisers:
            number = gate["any_of"][0]
            criterion = next(c for c in self.criteria if c.number == number)
            sheet[number] = next(
                place for place, level in enumerate(criterion.levels) if level.points == 0
            )
            raised = [name]
        elif "evidence" in raisers:
            extra = self._evidence_for(name)
            raised = [
                gate
                for gate in self.words.gates
                if is_raised(self.words.gates_of_decision[gate], extra)
            ]
        else:
            extra, raised = {"rejects": [name]}, [name]
        verb = "dừng đánh giá" if gate["outcome"] == "stopped" else "hồ sơ bị loại"
        self._case(f"{gate['vi']}: {verb}", sheet, like=4, gates=raised, extra=extra)

    def _evidence_for(self, name: str) -> Doc:
        """Facts and papers that raise one gate, and as few others as can be."""
        gate = self.words.gates_of_decision[name]
        if "when" in gate:
            first = alternatives(gate["when"])[0]
            return {
                "facts": {
                    fact: value[0] if isinstance(value, list) else value
                    for fact, value in first.items()
                }
            }
        required = {
            fact: "yes"
            for option in alternatives(gate.get("waived_by", []))
            for fact in option
            if fact != "document"
        }
        without = {paper for option in alternatives(gate["unless"]) for paper in papers_of(option)}
        papers: list[str] = []
        for other in self.words.gates:
            conditions = self.words.gates_of_decision[other]
            for option in alternatives(conditions.get("unless", [])):
                if not without & set(papers_of(option)):
                    papers += [paper for paper in papers_of(option) if paper not in papers]
                    break
        return {"facts": required, "documents": papers} if required else {"documents": papers}

    def _unfinished(self) -> None:
        sheet = dict(self.floors[3])
        left = next(number for number in self.numbers if number.startswith("2"))
        del sheet[left]
        self._case(
            f"Chưa chấm mục {left}: chưa có hạng, còn nhiều khả năng",
            sheet,
            like=3,
            unassessed=left,
        )

    def _without_story(self) -> None:
        for story in dict.fromkeys(c.only_if for c in self.criteria if c.only_if is not None):
            depending = ", ".join(c.number for c in self.criteria if c.only_if == story)
            level = next(
                (
                    place
                    for c in self.criteria
                    if c.number == story
                    for place, lv in enumerate(c.levels)
                    if lv.points == 0
                ),
                None,
            )
            sheet = {**self.floors[3], story: level}
            self._case(
                f"Không có câu chuyện (mục {story}): mục {depending} tính 0 điểm dù đã tích",
                sheet,
                like=3,
            )

    def _sweep(self, place: int) -> None:
        sheet: Marks = {}
        for criterion in self.criteria:
            last = min(place, len(criterion.levels) - 1)
            mark: Any = (last,) if adds_up(criterion) else last
            # Without a story what hangs on it would count as nothing: the sweeps tick it with one.
            sheet[criterion.number] = mark if open_story(self.criteria, criterion, mark) else 1
        self._case(
            f"Mọi mục ở ô thứ {place + 1}, hoặc ô cuối: {total_of(self.criteria, sheet)} điểm",
            sheet,
        )

    # writing

    def _case(
        self,
        sentence: str,
        sheet: Marks,
        name: str | None = None,
        like: int | None = None,
        gates: list[str] | None = None,
        extra: Doc | None = None,
        unassessed: str | None = None,
    ) -> None:
        self.lines.append(f"- case: {quoted(sentence)}")
        if name:
            self.lines.append(f"  name: {name}")
        changed = (
            {} if like is None else {n: m for n, m in sheet.items() if self.floors[like][n] != m}
        )
        if like is not None and len(changed) <= MOST_CHANGES_SHOWN:
            self.lines.append(f"  like: {NAMES[like]}")
            shown = [f'"{number}": {self._mark(number, mark)}' for number, mark in changed.items()]
            shown += [f'"{unassessed}": null'] if unassessed else []
            if shown:
                self.lines.append(f"  but: {{{', '.join(shown)}}}")
        else:
            self.lines.append("  marks:")
            self.lines += [f"    {line}" for line in self._by_group(sheet)]
        for key, value in (extra or {}).items():
            self.lines.append(f"  {key}: {flow(value)}")
        self.lines.append(f"  expect: {self._expected(sheet, gates or [])}")

    def _by_group(self, sheet: Marks) -> list[str]:
        groups: dict[str, list[str]] = {}
        for number in self.numbers:
            groups.setdefault(number.split(".")[0], []).append(number)
        return [
            f'"{group}": '
            + (
                self._mark(group, sheet[group])
                if members == [group]
                else f"[{', '.join(self._mark(n, sheet[n]) for n in members)}]"
            )
            for group, members in groups.items()
        ]

    def _mark(self, number: str, mark: Any) -> str:
        """A mark as a deck writes it: points, or ids where points would not tell."""
        criterion = next(c for c in self.criteria if c.number == number)
        if mark is None:
            return "0"
        if isinstance(mark, tuple):
            return f"[{', '.join(self.words.ids[number][place] for place in mark)}]"
        level = criterion.levels[mark]
        same = [other for other in criterion.levels if other.points == level.points]
        return (
            self.words.ids[number][mark]
            if len(same) > 1 or level.case is not None
            else str(level.points)
        )

    def _expected(self, sheet: Marks, gates: list[str]) -> str:
        result = rate(self.number, sheet, gates, self.ruleset, plan=False)
        parts = [] if result["status"] == "rated" else [f"status: {result['status']}"]
        parts.append(f"total: {result['total']}")
        parts += (
            [f"star_by_points: {result['star_by_points']}"]
            if result["star_by_points"] is not None
            else []
        )
        parts += [f"star: {result['star']}"] if result["star"] is not None else []
        raised = list(dict.fromkeys(result["gates"]))
        parts += [f"gates: [{', '.join(raised)}]"] if raised else []
        if result["range"] is not None:
            parts.append(
                f"range: {{total: {result['range']['total']}, star: {result['range']['star']}}}"
            )
        if result["unmet"] and result["status"] == "rated":
            unmet = [
                f'{{star: {star}, criterion: "{number}", needs: {self.words.ids[number][place]}}}'
                for star, number, place, _ in result["unmet"]
            ]
            if len(unmet) == 1:
                return f"{{{', '.join(parts)}, unmet: [{unmet[0]}]}}"
            return f"{{{', '.join(parts)},\n            unmet: [{(',' + chr(10) + ' ' * 20).join(unmet)}]}}"
        return f"{{{', '.join(parts)}}}"


def alternatives(condition: Any) -> list[Doc]:
    """The alternatives of a condition."""
    return condition if isinstance(condition, list) else [condition]


def papers_of(option: Doc) -> list[str]:
    """The kinds of document that an alternative asks for."""
    wanted = option.get("document", [])
    return wanted if isinstance(wanted, list) else [wanted]


def holds(condition: Any, shown: Doc) -> bool | None:
    """Whether a condition holds of the facts and papers shown; None where they leave it open."""
    facts, answers = shown.get("facts", {}), []
    for option in alternatives(condition):
        parts: list[bool | None] = []
        for fact, wanted in option.items():
            if fact == "document":
                papers = shown.get("documents")
                parts.append(None if papers is None else set(papers_of(option)) <= set(papers))
            else:
                words = wanted if isinstance(wanted, list) else [wanted]
                parts.append(facts[fact] in words if fact in facts else None)
        answers.append(False if False in parts else None if None in parts else True)
    return True if True in answers else None if None in answers else False


def is_raised(gate: Doc, shown: Doc) -> bool:
    """Whether facts or papers raise a gate; what is not shown is unknown, and a paper that the law
    asks only of some is missing only where it is said to be required.
    """
    if "waived_by" in gate and holds(gate["waived_by"], shown) is not False:
        return False
    if "when" in gate and holds(gate["when"], shown):
        return True
    return "unless" in gate and holds(gate["unless"], shown) is False


def quoted(text: str) -> str:
    """A sentence as a YAML scalar."""
    plain = (
        ": " not in text
        and " #" not in text
        and text[0] not in "'\"[]{}&*!|>%@`-?"
        and not text.endswith(":")
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def flow(value: Any) -> str:
    """A list or mapping of plain words on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {entry}" for key, entry in value.items()) + "}"
    return f"[{', '.join(value)}]"


def main(arguments: list[str]) -> None:
    """Write the decks that the command line names."""
    ruleset, numbers = arguments[0], [int(number) for number in arguments[1:]] or list(range(1, 27))
    folder = CRITERIA / ruleset / "cases"
    folder.mkdir(exist_ok=True)
    assert STARS[0][0] == 5
    for number in numbers:
        name = product_set_file(ruleset, number).name
        (folder / name).write_text(Deck(ruleset, number).write(), encoding="utf-8")
        print(f"{folder / name}")


if __name__ == "__main__":
    main(sys.argv[1:])
