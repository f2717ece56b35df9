"""Writes decks of what dossiers show: both answers of every condition, both sides of every number,
every way to a gate, and the marks that facts bound.

    cd tests
    python -m oracle.write_evidence_decks 26-2026          all of a ruleset
    python -m oracle.write_evidence_decks 26-2026 8        one of them

Conditions are read from the table's resolved document, since the law's words are data there; what
each case expects is the answer of the second evaluators (`evidence.py`, `oracle.py`). A case fills
one dossier with what several criteria ask; what a criterion doesn't ask is left out.
"""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from oracle.asked import (
    NONE_REACHED,
    Asker,
    Json,
    Shown,
    asker_of,
    codes,
    contradicts,
    dossiers_for,
)
from oracle.evidence import one_holds, show
from oracle.oracle import Marks, adds_up, opens, rate
from oracle.write_decks import CRITERIA, Deck, quoted

import ocop_scoring as ocop

WIDEST = 108
MOST_CONTRADICTIONS = 3  # in one dossier: more make no sentence
BY_DOSSIER = {
    "representative_woman": "woman",
    "representative_ethnic_minority": "ethnic_minority",
    "representative_disabled": "disabled",
}


class Filled:
    """A dossier while it is filled: what is said of each thing, whom it serves, what is marked."""

    def __init__(self) -> None:
        self.facts: Json = {}
        self.papers: dict[str, bool] = {}
        self.served: list[tuple[Asker, Shown]] = []

    def takes(self, asker: Asker, shown: Shown, contradictions: list[Json]) -> bool:
        """Take what a criterion needs, where nothing said so far is against it."""
        if any(served.number == asker.number for served, _ in self.served):
            return False
        facts, papers = dict(shown.facts), dict(shown.papers)
        if any(self.facts.get(name, value) != value for name, value in facts.items()):
            return False
        if any(self.papers.get(kind, there) != there for kind, there in papers.items()):
            return False
        if any(name in self.facts and self.facts[name] is None for name in facts if facts[name]):
            return False
        whole = Shown(
            tuple({**self.facts, **facts}.items()), tuple({**self.papers, **papers}.items())
        )
        if contradicts(whole, contradictions):
            return False
        self.facts |= facts
        self.papers |= papers
        self.served.append((asker, shown))
        return True

    def shown(self, mark: str | None = None) -> Shown:
        return Shown(tuple(self.facts.items()), tuple(self.papers.items()), mark)


@cache
def found_for(content: str, vocabulary: str) -> tuple[dict[Shown, frozenset[int]], int]:
    """The dossiers of a criterion, found once for all sets that share it."""
    entry, known = json.loads(content), json.loads(vocabulary)
    asker = asker_of("", entry, known)
    assert asker is not None
    return dossiers_for(asker, known)


class EvidenceDeck(Deck):
    """One product set's dossiers."""

    def __init__(self, ruleset: str, number: int) -> None:
        super().__init__(ruleset, number)
        table = ocop.ruleset(ruleset).product_set(number).as_json(whole=True)
        self.document: Json = table["document"]
        self.vocabulary: Json = self.document["vocabulary"]
        entries = self.vocabulary.get("contradictions", {}).values()
        self.contradictions: list[Json] = [entry["both"][0] for entry in entries]
        self.entries: Json = {
            criterion["number"]: criterion
            for part in self.document["parts"]
            for group in part["groups"]
            for criterion in group["criteria"]
        }
        self.left = 0
        self.sentences: set[str] = set()

    def write(self) -> str:
        """The deck as YAML."""
        for filled in self._filled(self.entries.items()):
            self._keep_gates_off(filled)
            self._dossier(filled)
        gates = [(gate["id"], gate) for gate in self.document["gates"]]
        for filled in self._filled(gates):
            self._dossier(filled)
        self._contradictions()
        self._against_evidence()
        self._by_assessor()
        head = [
            "# yaml-language-server: $schema=../../schemas/rules/case.json",
            f"# Bộ {self.number}: {self.words.title}",
            "# Điều hồ sơ cho thấy: mỗi điều kiện một lần đúng, một lần sai, hai bên mỗi ngưỡng, mỗi đường đến loại, dừng.",
            "# Sản phẩm, chủ thể đều là giả định.",
            "",
        ]
        return "\n".join(head + self.lines) + "\n"

    def _filled(self, entries: Any) -> list[Filled]:
        """Dossiers that show all that can be shown of some criteria or gates, as few as it goes:
        each takes of every criterion what shows most of what is left and fits what it says.
        """
        pools: list[tuple[Asker, dict[Shown, frozenset[int]], set[int]]] = []
        for number, entry in entries:
            asker = asker_of(number, entry, self.vocabulary)
            if asker is None:
                continue
            shows, left = self._found(asker)
            self.left += left
            pools.append((asker, shows, set().union(*shows.values())))
        dossiers: list[Filled] = []
        while any(left for _, _, left in pools):
            filled = Filled()
            for asker, shows, left in sorted(pools, key=lambda pool: -len(pool[2])):
                useful = [shown for shown in shows if shows[shown] & left]
                useful.sort(key=lambda shown: -len(shows[shown] & left))
                for shown in useful:
                    if filled.takes(asker, shown, self.contradictions):
                        left -= shows[shown]
                        break
            dossiers.append(filled)
        return dossiers

    def _found(self, asker: Asker) -> tuple[dict[Shown, frozenset[int]], int]:
        told = {key: value for key, value in asker.entry.items() if key not in ("number", "title")}
        words = json.dumps(self._part_of_vocabulary(asker), sort_keys=True)
        return found_for(json.dumps(told), words)

    def _part_of_vocabulary(self, asker: Asker) -> Json:
        """The facts that a criterion asks about, and what contradicts itself among them."""
        facts = {name: self.vocabulary["facts"][name] for name in asker.facts}
        known = {*asker.facts, "document"}
        return {
            "facts": facts,
            "contradictions": {
                name: entry
                for name, entry in self.vocabulary.get("contradictions", {}).items()
                if set(entry["both"][0]) <= known
            },
        }

    def _keep_gates_off(self, filled: Filled) -> None:
        """Papers, or facts that waive them, so that no gate ends the rating: where free."""
        for gate in self.document["gates"]:
            if not {"unless", "waived_by"} & gate.keys():
                continue
            shown = filled.shown()
            facts, papers = shown.known(), shown.filed()
            if one_holds(gate.get("unless", [{}]), facts, papers) is True:
                continue
            for facts, kinds in self._ways_off(gate):
                free = all(filled.facts.get(f, v) == v for f, v in facts.items())
                free = free and all(filled.papers.get(kind, True) for kind in kinds)
                said = {**filled.facts, **facts}
                filed = {**filled.papers, **dict.fromkeys(kinds, True)}
                whole = Shown(tuple(said.items()), tuple(filed.items()))
                if free and not contradicts(whole, self.contradictions):
                    filled.facts, filled.papers = said, filed
                    break

    def _show_statements(self, filled: Filled) -> None:
        """Papers that show what is stated, where free: a statement alone would be a finding."""
        for fact in self._bare_statements(filled):
            for kind in self.vocabulary["facts"][fact]["shown_by"]:
                filed = {**filled.papers, kind: True}
                whole = Shown(tuple(filled.facts.items()), tuple(filed.items()))
                if filled.papers.get(kind, True) and not contradicts(whole, self.contradictions):
                    filled.papers = filed
                    break

    def _bare_statements(self, filled: Filled) -> list[str]:
        """Facts that are stated, and that no paper on file shows."""
        known, filed = filled.shown().known(), filled.shown().filed()
        kinds = {f: self.vocabulary["facts"][f].get("shown_by", ()) for f in known}
        return [fact for fact, by in kinds.items() if by and not filed & set(by)]

    def _ways_off(self, gate: Json) -> Iterator[tuple[Json, list[str]]]:
        for option in gate.get("waived_by", []):
            if "document" not in option:
                yield {f: w[0] if isinstance(w, list) else w for f, w in option.items()}, []
        for option in gate.get("unless", []):
            if set(option) == {"document"}:
                yield {}, option["document"]

    # writing

    def _dossier(self, filled: Filled) -> None:
        marks = {a.number: shown.mark for a, shown in filled.served if shown.mark is not None}
        self._show_statements(filled)
        self._put(self._sentence(filled), filled, marks)

    def _put(
        self,
        sentence: str,
        filled: Filled,
        marks: dict[str, str | None],
        more: tuple[str, ...] = (),
    ) -> None:
        dossier = self._as_dossier(filled)
        shown = show(self.document, dossier, None, lambda one, other: True)
        self.lines.append(f"- case: {quoted(sentence)}")
        sums = {n for n, entry in self.entries.items() if entry["mode"] == "sum"}
        if marks:
            said = [f'"{n}": {f"[{m}]" if n in sums else word(m)}' for n, m in marks.items()]
            self._flow("marks", said)
        kind = dossier["producer"].get("kind")
        if kind:
            self.lines.append(f"  producer_kind: {kind}")
        people = dossier["producer"]["representative"]
        if people:
            said = [f"{key}: {written(value)}" for key, value in people.items()]
            self._flow("representative", said)
        if dossier["facts"]:
            self._flow("facts", [f"{n}: {written(v)}" for n, v in dossier["facts"].items()])
        papers = [paper["kind"] for paper in dossier["documents"]]
        self._flow("documents", papers, "[]")
        expected = [*self._numbers(shown, marks), *self._levels(filled, shown, marks)]
        findings = self._codes(filled, shown, marks)
        if findings:
            expected.append(f"findings: {{{', '.join(findings)}}}")
        self._flow("expect", [*expected, *more])

    def _numbers(self, shown: Any, marks: dict[str, str | None]) -> list[str]:
        """Status, total, range and gates, of the sheet that marks and facts fill in together."""
        decided = {n: level for n, level in shown["levels"].items() if n not in marks}
        whole: Marks = {}
        for criterion in self.criteria:
            if criterion.number in marks or criterion.number in decided:
                level = (marks | decided)[criterion.number]
                place = (
                    None
                    if level in (None, NONE_REACHED)
                    else self.words.ids[criterion.number].index(level)
                )
                whole[criterion.number] = (place,) if adds_up(criterion) else place
        result = rate(self.number, whole, shown["gates"], self.ruleset, plan=False)
        said = [] if result["status"] == "rated" else [f"status: {result['status']}"]
        said.append(f"total: {result['total']}")
        raised = list(dict.fromkeys(result["gates"]))
        said += [f"gates: [{', '.join(raised)}]"] if raised else []
        if result["range"] is not None and not raised:
            total, star = result["range"]["total"], result["range"]["star"]
            said.append(f"range: {{total: {list(total)}, star: {list(star)}}}")
        return said

    def _levels(self, filled: Filled, shown: Any, marks: dict[str, str | None]) -> list[str]:
        """The levels of the unmarked criteria that the dossier is about."""
        served = [asker.number for asker, _ in filled.served if asker.number in self.entries]
        numbers = [n for n in self.numbers if n not in marks and n in served]
        said = []
        for number in numbers:
            level = shown["levels"].get(number)
            is_shut = level is None or self._is_shut(number, shown, marks)
            said.append(f'"{number}": {"null" if is_shut else word(level)}')
        return [f"levels: {{{', '.join(said)}}}"] if said else []

    def _is_shut(self, number: str, shown: Any, marks: dict[str, str | None]) -> bool:
        """Whether what it hangs on is known to fall short."""
        story = next(c.only_if for c in self.criteria if c.number == number)
        known = shown["levels"] | marks
        if story is None or story not in known:
            return False
        opener = next(c for c in self.criteria if c.number == story)
        level = known[story]
        place = None if level in (None, NONE_REACHED) else self.words.ids[story].index(level)
        return not opens(opener, place)

    def _codes(self, filled: Filled, shown: Any, marks: dict[str, str | None]) -> list[str]:
        """The findings on marked criteria, where they can be said."""
        doubted = {
            fact
            for name in shown["contradictions"]
            for fact in self.vocabulary["contradictions"][name]["both"][0]
        }
        facts = tuple((n, v) for n, v in filled.facts.items() if n not in doubted)
        said, bare = [], set(self._bare_statements(filled))
        askers = {asker.number: asker for asker, _ in filled.served}
        for number, mark in marks.items():
            if bare & set(askers[number].facts):
                continue
            told = Shown(facts, tuple(filled.papers.items()), mark)
            found = codes(self.entries[number], told)
            if found is not None and not self._is_shut(number, shown, marks):
                said.append(f'"{number}": [{", ".join(found)}]')
        return said

    def _as_dossier(self, filled: Filled) -> Json:
        facts = {n: v for n, v in filled.facts.items() if v is not None}
        kind = facts.pop("producer_kind", None)
        people = {BY_DOSSIER[n]: facts.pop(n) for n in list(facts) if n in BY_DOSSIER}
        return {
            "facts": facts,
            "documents": [{"kind": kind} for kind, there in filled.papers.items() if there],
            "producer": {
                "representative": people,
                **({"kind": kind} if kind else {"kind": "other"}),
            },
            "application": {"submitted_on": "2000-01-01"},
        }

    def _flow(self, key: str, entries: list[str], none: str = "{}") -> None:
        """A mapping or a list in brackets, broken at its commas."""
        left, right = none
        self._broken(f"  {key}: {left}", entries, right)

    def _broken(self, line: str, entries: list[str], right: str) -> None:
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        for place, entry in enumerate(entries):
            end = right if place == len(entries) - 1 else ","
            gap = "" if line[-1] in "{[" else " "
            if len(line) + len(gap + entry + end) > WIDEST:
                if line.strip():
                    self.lines.append(line)
                line, gap = indent, ""
            if len(line) + len(entry + end) > WIDEST and entry[-1] in "}]":
                name, _, inner = entry.partition(": ")
                self._broken(
                    f"{line}{gap}{name}: {inner[0]}", split_at_commas(inner[1:-1]), inner[-1]
                )
                line = self.lines.pop() + end
                continue
            line += gap + entry + end
        self.lines.append(line if entries else line + right)

    # sentences

    def _sentence(self, filled: Filled) -> str:
        """What a dossier shows of one criterion or gate, and of how many others: none twice."""
        others = len(filled.served) - 1
        ending = f"; thêm {others} điều khác" if others else ""
        for length in range(1, 12):
            for asker, shown in filled.served:
                said = f"{self._known(shown, length)} – {self._outcome(asker, filled)}{ending}"
                if said not in self.sentences:
                    self.sentences.add(said)
                    return said
        raise AssertionError(f"{self.ruleset}/{self.number}: two dossiers say the same")

    def _known(self, shown: Shown, length: int) -> str:
        said = []
        for name, value in shown.facts:
            title = plain(self.vocabulary["facts"][name]["vi"])
            said += [f"{title}: {self._value(name, value)}"] if value is not None else []
        titles = self.vocabulary["documents"]
        said += [f"có {low(titles[kind]['vi'])}" for kind, there in shown.papers if there]
        said += [f"thiếu {low(titles[kind]['vi'])}" for kind, there in shown.papers if not there]
        said += [
            f"không rõ {low(plain(self.vocabulary['facts'][name]['vi']))}"
            for name, value in shown.facts
            if value is None
        ]
        whole = ", ".join(said[:length])
        return whole[:1].upper() + whole[1:]

    def _value(self, name: str, value: Any) -> str:
        entry = self.vocabulary["facts"][name]
        if isinstance(value, bool):
            return "có" if value else "không"
        if entry["unit"] == "word":
            return low(plain(entry["words"][value]["vi"]))
        number = value * 100 if entry["unit"] == "share" else value
        return written(number).replace(".", ",") + (" %" if entry["unit"] == "share" else "")

    def _outcome(self, asker: Asker, filled: Filled) -> str:
        if "outcome" in asker.entry:
            return f"xét căn cứ “{low(asker.entry['vi'])}”"
        mark = next(shown.mark for served, shown in filled.served if served is asker)
        title = f"mục {asker.number} ({self.words.titles[asker.number]})"
        if mark == NONE_REACHED:
            return f"{title} không tích ô nào"
        if mark is not None:
            place = self.words.ids[asker.number].index(mark) + 1
            return f"{title} tích ô thứ {place}"
        return title

    # the rest

    def _contradictions(self) -> None:
        """Dossiers that contradict themselves, in as much as they can at once: what is in doubt
        decides nothing.
        """
        left = dict(self.vocabulary.get("contradictions", {}))
        while left:
            filled, names = Filled(), []
            for name, entry in left.items():
                both = entry["both"][0]
                facts = {f: self._wanted(f, w) for f, w in both.items() if f != "document"}
                if not facts.keys() & filled.facts.keys() and len(names) < MOST_CONTRADICTIONS:
                    filled.facts |= facts
                    filled.papers |= dict.fromkeys(both.get("document", ()), True)
                    names.append(name)
            doubted = set(filled.facts)
            for number, criterion in self.entries.items():
                asker = asker_of(number, criterion, self.vocabulary)
                if asker is not None and doubted & set(asker.facts):
                    filled.served.append((asker, Shown((), ())))
            self._keep_gates_off(filled)
            said = "; ".join(low(plain(left.pop(name)["vi"])) for name in names)
            self._put(f"Hồ sơ mâu thuẫn: {said}", filled, {})

    def _asks(self, number: str, entry: Json, facts: set[str]) -> bool:
        asker = asker_of(number, entry, self.vocabulary)
        return asker is not None and bool(facts & set(asker.facts))

    def _wanted(self, fact: str, wanted: Any) -> Any:
        if isinstance(wanted, bool):
            return wanted
        if isinstance(wanted, list):
            return wanted[0]
        from oracle.asked import values_around
        from oracle.evidence import lies_in

        unit = self.vocabulary["facts"][fact]["unit"]
        return next(v for v in values_around(wanted, unit) if lies_in(v, wanted))

    def _against_evidence(self) -> None:
        """Marks above and below what facts decide, on the first criterion that has such levels."""
        for number, entry in self.entries.items():
            asker = asker_of(number, entry, self.vocabulary)
            if asker is None or entry["mode"] != "one" or "cases" in entry:
                continue
            levels = sorted(entry["levels"], key=lambda level: level["points"])
            for facts in self._found(asker)[0]:
                found = {
                    level["id"]: codes(entry, facts._replace(mark=level["id"])) for level in levels
                }
                above = [lv for lv, said in found.items() if said == ["mark-above-evidence"]]
                below = [lv for lv, said in found.items() if said == ["mark-below-evidence"]]
                if above and below:
                    for word, level in (("cao", above[0]), ("thấp", below[0])):
                        filled = Filled()
                        filled.takes(asker, facts, self.contradictions)
                        self._keep_gates_off(filled)
                        title = f"mục {number} ({self.words.titles[number]})"
                        sentence = f"Tích {word} hơn điều hồ sơ cho thấy ở {title}"
                        self._put(sentence, filled, {number: level})
                    return

    def _by_assessor(self) -> None:
        """Every gate, raised by an assessor."""
        names = ", ".join(self.words.gates)
        if not names:
            return
        sentence = "Người đánh giá nêu mọi căn cứ loại, dừng của bảng"
        self.lines.append(f"- case: {sentence}")
        self._flow("rejects", self.words.gates, "[]")
        outcomes = ", ".join(f"{gate['id']}: {gate['outcome']}" for gate in self.document["gates"])
        expected = [
            "status: rejected",
            "total: 0",
            f"gates: [{names}]",
            f"outcomes: {{{outcomes}}}",
        ]
        self._flow("expect", expected)


def split_at_commas(text: str) -> list[str]:
    """The entries of a flow mapping or list, not those inside its own brackets."""
    parts, depth, now = [], 0, ""
    for sign in text:
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and depth == 0:
            parts.append(now.strip())
            now = ""
        else:
            now += sign
    return [*parts, now.strip()]


def written(value: Any) -> str:
    """A value as a deck writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def word(level: Any) -> str:
    """A level's id, quoted where other programs would read it as something else."""
    return f'"{level}"' if level in ("yes", "no") else str(level)


def plain(title: str) -> str:
    """A title without what stands in brackets."""
    return title.partition(" (")[0].partition(";")[0]


def low(text: str) -> str:
    """A text inside a sentence: with a small letter, where it isn't an abbreviation or a name."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def main(arguments: list[str]) -> None:
    """Write the decks that the command line names."""
    ruleset, numbers = arguments[0], [int(number) for number in arguments[1:]] or list(range(1, 27))
    for number in numbers:
        deck = EvidenceDeck(ruleset, number)
        name = f"{number:02d}-what-dossiers-show.yaml"
        (CRITERIA / ruleset / "cases" / name).write_text(deck.write(), encoding="utf-8")
        print(name, deck.left)


if __name__ == "__main__":
    main(sys.argv[1:])
