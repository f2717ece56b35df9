"""Writes the decks of a ruleset about what facts and papers decide: cases that see every change of a
condition by one step. What each case expects is the second evaluator's answer (`oracle.evidence`).

    cd tests
    python -m oracle.write_condition_decks 26-2026        all of a ruleset, into criteria/26-2026/cases
    python -m oracle.write_condition_decks 26-2026 8      one of them

For every criterion that facts decide, for every level that facts must not deny and for every ground
of rejection, all situations of the facts and papers that it asks about are looked at: both sides of
every threshold, every word, papers there and not. Of those the fewest are taken that tell the table
from each of its mutants; then as many as go together are put into one dossier.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any, NamedTuple

from oracle.evidence import all_hold, is_raised, level_decided, one_holds

import ocop_scoring as ocop
from ocop_scoring.workshop.mutation.edits import Mutant, edited
from ocop_scoring.workshop.mutation.mutants import mutants_of_table

CRITERIA = Path(__file__).parents[2] / "criteria"
MOST = 1500  # situations of one criterion that are looked at
NAME = "conditions"
NOTHING = (False, 0, "none")  # values that claim nothing
BESIDE = {"148-2023": "limit-unchecked, "}  # found on every sheet that is filed on its first day
UNKNOWN = (None,)  # of a fact that nobody states

Json = dict[str, Any]
Answer = Callable[[Json, Json, set[str]], Any]


class Situation(NamedTuple):
    """Facts and papers, all that one question asks about, and what comes of it."""

    of: str  # the printed number, or the id of a gate
    facts: Json
    there: frozenset[str]
    missing: frozenset[str]
    comes: Any
    mark: Any = None  # what a sheet ticks, where facts speak against a mark
    finding: str | None = None  # what is then found; None: nothing


class Question(NamedTuple):
    """One thing that facts and papers decide: a criterion, a ticked level, a gate."""

    of: str
    entry: Json  # the criterion or gate
    conditions: list[list[Json]]
    answer: Callable[[Json, Json, set[str]], Any]  # of the entry, as it is or changed
    mark: Any = None
    finding: str | None = None  # what is found where the answer is `found_if`
    found_if: bool = False


# ---------------------------------------------------------------- what is asked


def criteria_of(table: Json) -> Iterator[Json]:
    for part in table["parts"]:
        for group in part["groups"]:
            yield from group["criteria"]


def entries_of(table: Json) -> dict[str, Json]:
    """Criteria by number and gates by id."""
    found = {criterion["number"]: criterion for criterion in criteria_of(table)}
    return found | {gate["id"]: gate for gate in table["gates"]}


def questions_of(table: Json) -> Iterator[Question]:
    for criterion in criteria_of(table):
        levels = criterion["levels"]
        yield from of_cases(criterion)
        conditions = [level["when"] for level in levels if "when" in level]
        if conditions and criterion["mode"] == "one":
            yield Question(criterion["number"], criterion, conditions, decided)
            continue
        for level in levels:
            if "needs" in level:
                answer = denied(level["id"])
                mark = [level["id"]] if criterion["mode"] == "sum" else level["id"]
                of, asked = criterion["number"], [level["needs"]]
                yield Question(of, criterion, asked, answer, mark, "mark-above-bound")
    for gate in table["gates"]:
        if ("when" in gate or "unless" in gate) and gate["provenance"] != "second-hand":
            asked = [gate[key] for key in ("when", "unless", "waived_by") if key in gate]
            yield Question(gate["id"], gate, asked, raised)


def of_cases(criterion: Json) -> Iterator[Question]:
    """Whether who the producer is decides for one case of a criterion, where a sheet ticks another."""
    cases = criterion.get("cases", {})
    asked = [case["when"] for case in cases.values() if "when" in case]
    for name in cases if asked else ():
        others = [level for level in criterion["levels"] if level["case"] != name]
        mark = min(others, key=lambda level: level["points"])["id"]
        yield Question(
            criterion["number"],
            criterion,
            asked,
            decides(name),
            mark,
            "cases-differ",
            found_if=True,
        )


def decides(name: str) -> Answer:
    def answer(entry: Json, facts: Json, papers: set[str]) -> bool:
        holding = [
            case
            for case, said in entry["cases"].items()
            if "when" in said and one_holds(said["when"], facts, papers) is True
        ]
        return holding == [name]

    return answer


def decided(entry: Json, facts: Json, papers: set[str]) -> str | None:
    """The level of a criterion, as a result shows it."""
    found = level_decided(entry["levels"], facts, papers)
    return found[0] if found else None


def denied(level: str) -> Answer:
    def answer(entry: Json, facts: Json, papers: set[str]) -> bool | None:
        own = next(lv for lv in entry["levels"] if lv["id"] == level)
        return one_holds(own["needs"], facts, papers) if "needs" in own else True

    return answer


def below(question: Question) -> Question | None:
    """Whether facts show more than the lowest level, which a sheet ticks, though a better one may be
    open; None where the lowest is a level of a case.
    """
    lowest = min(question.entry["levels"], key=lambda level: level["points"])
    if "case" in lowest:
        return None

    def answer(entry: Json, facts: Json, papers: set[str]) -> bool:
        return any(
            one_holds(level["when"], facts, papers) is True and level["points"] > lowest["points"]
            for level in entry["levels"]
            if "when" in level
        )

    finding = "mark-below-evidence"
    return question._replace(answer=answer, mark=lowest["id"], finding=finding, found_if=True)


def raised(entry: Json, facts: Json, papers: set[str]) -> bool:
    return is_raised(entry, facts, papers) is True


# ---------------------------------------------------------------- all situations


def situations(question: Question, vocabulary: Json) -> list[tuple[Json, frozenset[str]]]:
    """Facts and papers in all ways that may matter; a sample of them where they are too many."""
    values: dict[str, list[Any]] = {}
    papers: list[str] = []
    for alternative in chain.from_iterable(question.conditions):
        for name, wanted in alternative.items():
            if name == "document":
                papers += [kind for kind in wanted if kind not in papers]
            else:
                known = values.setdefault(name, [])
                fresh = [*values_of(wanted, vocabulary["facts"][name]), *UNKNOWN]
                if vocabulary["facts"][name].get("from") == "producer/kind":
                    fresh.remove(None)
                known += [value for value in fresh if value not in known]
    names = list(values)
    sizes = range(len(papers) + 1)
    subsets = [frozenset(s) for size in sizes for s in combinations(papers, size)]
    count = len(subsets)
    for entries in values.values():
        count *= len(entries)
    if count <= MOST:
        return [
            (dict(zip(names, given, strict=True)), there)
            for there in subsets
            for given in product(*values.values())
        ]
    return sampled(question, values, papers)


def values_of(wanted: Any, fact: Json) -> list[Any]:
    if isinstance(wanted, bool):
        return [True, False]
    if isinstance(wanted, list):
        return list(fact["words"])
    numbers = []
    for word in wanted.replace(" %", "%").split(" "):
        if word[0].isdigit():
            end = int(float(word.rstrip("%")))
            numbers += [end - 1, end, end + 1]
    numbers = sorted({n for n in numbers if n >= 0})
    if fact["unit"] == "share":
        return [f"{n / 100:g}" for n in numbers if n <= 100]
    return numbers


def sampled(
    question: Question, values: dict[str, list[Any]], papers: list[str]
) -> list[tuple[Json, frozenset[str]]]:
    """For each alternative what just meets it, with one thing changed; then some at random."""
    chance = random.Random(question.of)
    found: list[tuple[Json, frozenset[str]]] = []

    def some() -> Json:
        return {name: chance.choice(known) for name, known in values.items()}

    for alternative in chain.from_iterable(question.conditions):
        there = frozenset(alternative.get("document", ()))
        for _ in range(6):
            facts = some()
            for name, wanted in alternative.items():
                if name != "document":
                    fitting = [v for v in values[name] if v is not None and holds(v, wanted)]
                    facts[name] = chance.choice(fitting)
            found.append((facts, there))
            for name, known in values.items():
                found += [({**facts, name: value}, there) for value in known]
            found += [(facts, there ^ {paper}) for paper in papers]
            found += [(facts, there ^ {one, other}) for one, other in combinations(papers, 2)]
    while len(found) < 2 * MOST:
        found.append((some(), frozenset(p for p in papers if chance.random() < 0.5)))
    kept: dict[str, tuple[Json, frozenset[str]]] = {}
    for facts, there in found:
        kept.setdefault(json.dumps([facts, sorted(there)], sort_keys=True), (facts, there))
    return list(kept.values())


def stated(facts: Json) -> Json:
    """The facts that are known."""
    return {name: value for name, value in facts.items() if value is not None}


def holds(value: Any, wanted: Any) -> bool:
    return all_hold({"it": wanted}, {"it": value}, set()) is True


# ---------------------------------------------------------------- the fewest that see every change


def telling(
    question: Question, mutants: list[Json], vocabulary: Json
) -> tuple[list[Situation], list[Json]]:
    """The fewest situations found that tell the entry from each of its mutants; and the mutants that
    none tells.
    """
    every = situations(question, vocabulary)
    every = [one for one in every if not contradictory(one, vocabulary)]
    asked = {kind for c in chain(*question.conditions) for kind in c.get("document", ())}
    comes = [question.answer(question.entry, stated(facts), set(there)) for facts, there in every]
    seen: list[set[int]] = []
    unseen: list[Json] = []
    for mutant in mutants:
        differs = {
            place
            for place, (facts, there) in enumerate(every)
            if comes[place] is not None or question.mark is None
            if question.answer(mutant, stated(facts), set(there)) != comes[place]
        }
        if differs:
            seen.append(differs)
        else:
            unseen.append(mutant)

    found: list[int] = []
    while seen:
        counts: dict[int, int] = {}
        for places in seen:
            for place in places:
                counts[place] = counts.get(place, 0) + 1
        best = max(
            counts,
            key=lambda place: (
                counts[place],
                len(stated(every[place][0])),
                -len(every[place][1]),
                -place,
            ),
        )
        found.append(best)
        seen = [places for places in seen if best not in places]
    made = [situation_of(question, *every[at], asked, comes[at], vocabulary) for at in found]
    return made, unseen


def situation_of(
    question: Question,
    facts: Json,
    there: frozenset[str],
    asked: set[str],
    comes: Any,
    vocabulary: Json,
) -> Situation:
    """A situation; where facts let a ticked level stand, with a paper that shows each of them."""
    missing = frozenset(asked - there)
    if question.finding == "cases-differ":  # nothing else about the criterion is known
        levels = question.entry["levels"]
        names = {n for lv in levels for a in lv.get("when", []) for n in a if n != "document"}
        facts = dict.fromkeys(sorted(names)) | facts
    finding = question.finding if comes is question.found_if else None
    if question.mark is not None and finding is None:
        for name in stated(facts):
            shown_by = vocabulary["facts"][name].get("shown_by", [])
            fitting = [kind for kind in shown_by if kind not in missing]
            there |= set() if there & set(fitting) else set(fitting[:1])
        if question.finding == "cases-differ" and is_above(question, stated(facts), set(there)):
            finding = "mark-above-evidence"
        if is_unshown(question, stated(facts), there, vocabulary):
            finding = "stated-without-paper"
    return Situation(question.of, facts, there, missing, comes, question.mark, finding)


def is_above(question: Question, facts: Json, papers: set[str]) -> bool:
    """Whether facts decide a level with fewer points than the one that is ticked."""
    levels = question.entry["levels"]
    points = {level["id"]: level["points"] for level in levels}
    found = level_decided(levels, facts, papers)
    return found is not None and points.get(found[0] or "", 0) < points[question.mark]


def is_unshown(question: Question, facts: Json, there: frozenset[str], vocabulary: Json) -> bool:
    """Whether a ticked level rests on a fact that only papers would show, and none of them is there:
    however the level's condition holds.
    """
    ways = [a for a in question.conditions[0] if all_hold(a, facts, set(there)) is True]

    def alone(name: str) -> bool:
        shown_by = vocabulary["facts"].get(name, {}).get("shown_by")
        return bool(shown_by) and facts.get(name) not in NOTHING and not there & set(shown_by)

    return bool(ways) and all(any(alone(name) for name in way) for way in ways)


def contradictory(one: tuple[Json, frozenset[str]], vocabulary: Json) -> bool:
    known, there = stated(one[0]), one[1]
    entries = vocabulary.get("contradictions", {}).values()
    return any(all_hold(entry["both"][0], known, set(there)) is True for entry in entries)


# ---------------------------------------------------------------- as many as go together


class Dossier:
    """Facts and papers of several situations, each of another criterion or gate."""

    def __init__(self) -> None:
        self.facts: Json = {}
        self.there: set[str] = set()
        self.missing: set[str] = set()
        self.of: list[Situation] = []

    def takes(self, one: Situation, vocabulary: Json) -> bool:
        alone = [other for other in (*self.of, one) if other.finding == "stated-without-paper"]
        if (alone and self.of) or any(one.of == other.of for other in self.of):
            return False
        if self.there & one.missing or self.missing & one.there:
            return False
        if any(self.facts.get(name, value) != value for name, value in one.facts.items()):
            return False
        both = ({**self.facts, **one.facts}, frozenset(self.there | one.there))
        return not contradictory(both, vocabulary)

    def add(self, one: Situation) -> None:
        self.facts |= one.facts
        self.there |= one.there
        self.missing |= one.missing
        self.of.append(one)


def packed(every: list[Situation], vocabulary: Json) -> list[Dossier]:
    dossiers: list[Dossier] = []
    every = sorted(every, key=lambda one: -len(one.facts) - len(one.there) - len(one.missing))
    for one in every:
        fitting = next((d for d in dossiers if d.takes(one, vocabulary)), None)
        if fitting is None:
            fitting = Dossier()
            dossiers.append(fitting)
        fitting.add(one)
    return dossiers


# ---------------------------------------------------------------- the deck


def deck_of(ruleset: ocop.Ruleset, number: int, known: dict[str, list[Situation]]) -> str:
    product_set = ruleset.product_set(number)
    table = product_set.resolved()
    vocabulary = table["vocabulary"]
    mutants = list(mutants_of_table(table))
    every: list[Situation] = []
    for question in questions_of(table):
        changed = list(changed_entries(table, question, mutants))
        contents = [
            question.entry.get("levels"),
            question.conditions,
            question.mark,
            question.finding,
        ]
        key = json.dumps([contents, vocabulary.get("contradictions")], sort_keys=True)
        if key not in known:
            known[key], unseen = telling(question, changed, vocabulary)
            lower = below(question) if question.answer is decided and unseen else None
            if lower is not None:
                known[key] += telling(lower, unseen, vocabulary)[0]
        every += [one._replace(of=question.of) for one in known[key]]
    dossiers = packed(every, vocabulary)
    titles = {c["number"]: c["title"]["vi"] for c in criteria_of(table)}
    head = [
        "# yaml-language-server: $schema=../../schemas/rules/case.json",
        f"# Bộ {number}: {table['title']['vi']}",
        "# Điều dữ kiện và giấy tờ quyết định: hai bên mỗi ngưỡng, từng phần của mỗi điều kiện. Kết quả phải ra do bộ",
        "# tính thứ hai viết. Sản phẩm, chủ thể đều là giả định.",
        "",
    ]
    order = {name: place for place, name in enumerate(entries_of(table))}
    lines = [*all_gates(table), *by_marks(table), *pairs(table)]
    for place, dossier in enumerate(dossiers, 1):
        dossier.of.sort(key=lambda one: order[one.of])
        lines += case_of(place, dossier, table, titles)
    lines += at_second_hand(table)
    return "\n".join(head + lines) + "\n"


def changed_entries(table: Json, question: Question, mutants: list[Mutant]) -> Iterator[Json]:
    """The entry of a question, as each mutant of its conditions has it."""
    for mutant in mutants:
        kinds = (
            ("gate",)
            if "raised_by" in question.entry
            else ("threshold", "condition", "guard", "case")
        )
        if (
            mutant.kind in kinds
            and mutant.at.split("/")[1 if kinds != ("gate",) else 2] == question.of
        ):
            found = entries_of(edited(table, mutant.edits)).get(question.of)
            if found is not None and found != question.entry:
                yield found


def case_of(place: int, dossier: Dossier, table: Json, titles: dict[str, str]) -> Iterator[str]:
    numbers = [one.of for one in dossier.of if one.of in titles]
    about = f"mục {', '.join(numbers)}" if numbers else "căn cứ không công nhận"
    if len(about) > 80:
        about = f"{len(numbers)} mục, từ {numbers[0]} đến {numbers[-1]}"
    yield f"- case: Hồ sơ {place}, xét {about}"
    yield from dossier_of(dossier, table)
    marks = {one.of: one.mark for one in dossier.of if one.mark is not None}
    if marks:
        yield f"  marks: {mapping(marks)}"
    said = said_by(dossier, table)
    gates = [g["id"] for g in table["gates"] if is_raised(g, said, dossier.there) is True]
    yield "  expect:"
    yield f"    status: {'rejected' if gates else 'incomplete'}"
    if gates:
        yield from listed("gates", gates, "    ")
    levels = {o.of: o.comes for o in dossier.of if o.of in titles and o.mark is None}
    if levels:
        yield from wrapped("levels", levels, "    ")
    if marks:
        findings = {
            o.of: [] if o.finding is None else [o.finding] for o in dossier.of if o.mark is not None
        }
        yield from wrapped("findings", findings, "    ")


def dossier_of(dossier: Dossier, table: Json) -> Iterator[str]:
    """What a case says of its dossier: who the producer is, facts, papers."""
    facts, representative = stated(dossier.facts), {}
    for name, fact in table["vocabulary"]["facts"].items():
        room, _, field = fact.get("from", "").rpartition("/")
        if name in facts and field == "kind":
            yield f"  producer_kind: {facts.pop(name)}"
        elif name in facts and room == "producer/representative":
            representative[field] = facts.pop(name)
    if representative:
        yield f"  representative: {mapping(representative)}"
    if facts:
        yield from wrapped("facts", facts)
    yield from listed("documents", sorted(dossier.there))


def said_by(dossier: Dossier, table: Json) -> Json:
    """The facts that a table knows of a dossier; nobody says who the producer is: it is another."""
    vocabulary = table["vocabulary"]["facts"]
    kinds = {
        name: "other" for name, fact in vocabulary.items() if fact.get("from") == "producer/kind"
    }
    known = kinds | stated(dossier.facts)
    return {name: value for name, value in known.items() if name in vocabulary}


def all_gates(table: Json) -> Iterator[str]:
    """An assessor finds every ground at once: each is told, with its outcome."""
    if table["gates"]:
        yield "- case: Người chấm thấy mọi căn cứ không công nhận, dừng đánh giá cùng lúc"
        yield from listed("rejects", [gate["id"] for gate in table["gates"]])
        yield "  expect:"
        yield "    status: rejected"
        yield from listed("gates", [gate["id"] for gate in table["gates"]], "    ")
        yield from wrapped("outcomes", {g["id"]: g["outcome"] for g in table["gates"]}, "    ")


def by_marks(table: Json) -> Iterator[str]:
    """Grounds that marks raise: each of the marks alone, and one point more."""
    entries = entries_of(table)
    for gate in table["gates"]:
        for number in gate.get("any_of", ()):
            levels = entries[number]["levels"]
            at_most = [lv["id"] for lv in levels if lv["points"] <= gate["points"]]
            above = [lv["id"] for lv in levels if lv["points"] > gate["points"]]
            yield f"- case: Riêng mục {number} được {gate['points']} điểm là đủ căn cứ dừng đánh giá"
            yield f'  marks: {{"{number}": {at_most[-1] if at_most else 0}}}'
            yield f"  expect: {{status: rejected, gates: [{gate['id']}]}}"
            yield f"- case: Mục {number} hơn {gate['points']} điểm thì không có căn cứ dừng đánh giá"
            yield f'  marks: {{"{number}": {above[0]}}}'
            yield "  expect: {status: incomplete}"


def at_second_hand(table: Json) -> Iterator[str]:
    """Grounds known at second hand: facts tell of them, an assessor alone raises them."""
    for gate in table["gates"]:
        if gate["provenance"] == "second-hand" and "when" in gate:
            ((name, wanted),) = gate["when"][0].items()
            beside = BESIDE.get(table["ruleset"]["id"], "")
            why = "chỉ biết qua nguồn khác nên máy chỉ nhắc, không tự loại"
            yield f"- case: Căn cứ {gate['id']} {why}"
            yield f"  facts: {{{name}: {written(wanted)}}}"
            findings = f"[ground-at-second-hand, {beside}documents-not-listed]"
            yield f"  expect: {{status: incomplete, findings: {findings}}}"


def pairs(table: Json) -> Iterator[str]:
    """Items of one pair that take different cases: each item once."""
    items: dict[str, list[Json]] = {}
    for criterion in criteria_of(table):
        if "pair" in criterion:
            items.setdefault(criterion["pair"], []).append(criterion)
    for members in items.values():
        if any("when" in case for member in members for case in member["cases"].values()):
            continue  # the producer decides the case: another thing to find
        for one, other in zip(members, [*members[1:], *members[:1]], strict=True):
            first, second = list(one["cases"])[:2]
            marks = {one["number"]: level_of(one, first), other["number"]: level_of(other, second)}
            numbers = f"{one['number']} ({first}), {other['number']} ({second})"
            yield f"- case: Hai mục {numbers} của một cặp mà khác trường hợp"
            yield f"  marks: {mapping(marks)}"
            beside = BESIDE.get(table["ruleset"]["id"], "")
            findings = f"[cases-differ, {beside}documents-not-listed]"
            yield f"  expect: {{status: incomplete, findings: {findings}}}"


def level_of(criterion: Json, case: str) -> str:
    return next(lv["id"] for lv in criterion["levels"] if lv["case"] == case and lv["points"])


def mapping(entries: Json) -> str:
    return "{" + ", ".join(f"{key_of(k)}: {written(v)}" for k, v in entries.items()) + "}"


def wrapped(name: str, entries: Json, indent: str = "  ") -> Iterator[str]:
    """A mapping in as few lines as it takes."""
    line = f"{indent}{name}: {{"
    pieces = [f"{key_of(key)}: {written(value)}" for key, value in entries.items()]
    for place, piece in enumerate(pieces):
        end = "}" if place == len(pieces) - 1 else ","
        space = "" if line.endswith("{") else " "
        if len(line) + len(space) + len(piece) + 1 > 110:
            yield line
            line, space = f"{indent}  ", ""
        line += f"{space}{piece}{end}"
    yield line


def listed(name: str, entries: list[str], indent: str = "  ") -> Iterator[str]:
    """A list in as few lines as it takes."""
    line = f"{indent}{name}: ["
    for place, piece in enumerate(entries):
        end = "," if place < len(entries) - 1 else ""
        space = "" if line.endswith("[") else " "
        if len(line) + len(space) + len(piece) + 1 > 110:
            yield line
            line, space = f"{indent}  ", ""
        line += f"{space}{piece}{end}"
    yield f"{line}]"


def key_of(key: str) -> str:
    return f'"{key}"' if key[0].isdigit() else key


def written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if value in ("yes", "no"):
        return f'"{value}"'  # a level of this id; bare it is an answer
    return "null" if value is None else str(value)


def main() -> None:
    name = sys.argv[1]
    ruleset = ocop.ruleset(name)
    folder = CRITERIA / name
    known: dict[str, list[Situation]] = {}
    own = {int(file.name[:2]) for file in (folder / "cases").glob("[0-9]*.yaml")}
    for number in [int(n) for n in sys.argv[2:]] or [n for n in ruleset.numbers if n in own]:
        target = folder / "cases" / f"{number:02d}-{NAME}.yaml"
        target.write_text(deck_of(ruleset, number, known), encoding="utf-8")
        print(target.relative_to(CRITERIA))


if __name__ == "__main__":
    main()
