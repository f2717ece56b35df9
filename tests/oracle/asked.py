"""What the conditions of a criterion or a gate ask, and dossiers that show whether each word of
them counts: one for both answers of every alternative, for both sides of every interval's end, and
for every single slip of whoever typed the condition. Answers are the second evaluator's.
"""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from oracle import evidence
from oracle.evidence import all_hold, level_decided, one_holds

Json = dict[str, Any]
evidence.lies_in = lru_cache(maxsize=None)(evidence.lies_in)  # the same numbers again and again

NONE_REACHED = "0"
"""The mark where no level is reached."""
UNKNOWN = "unknown"
"""What a fact is that the dossier doesn't state: conditions that ask for no word of this name."""
SLIPS = ("0.01", "1")
TRIES = 160  # dossiers drawn for a criterion
MORE_TRIES = 2000  # drawn for what none of them shows


class Shown(NamedTuple):
    """What a dossier says of the things that a criterion or a gate asks about: of each fact its
    value or None, of each kind of papers whether it is on file; and the level that is marked.
    """

    facts: tuple[tuple[str, Any], ...]
    papers: tuple[tuple[str, bool], ...]
    mark: str | None = None

    def known(self) -> Json:
        return {name: value for name, value in self.facts if value is not None}

    def filed(self) -> set[str]:
        return {kind for kind, there in self.papers if there}


Goal = Callable[[Shown], bool]


class Asker(NamedTuple):
    """A criterion or a gate: what it asks about, what it answers, what is to be shown of it."""

    number: str
    entry: Json
    facts: tuple[str, ...]
    papers: tuple[str, ...]
    marks: tuple[str | None, ...]
    goals: tuple[Goal, ...]


# ---------------------------------------------------------------- conditions of an entry


def conditions_in(entry: Json) -> Iterator[list[Json]]:
    """All conditions of a criterion or a gate, as lists of alternatives."""
    for level in entry.get("levels", ()):
        for key in ("when", "needs"):
            if key in level:
                yield level[key]
    for case in entry.get("cases", {}).values():
        if "when" in case:
            yield case["when"]
    for key in ("when", "unless", "waived_by"):
        if key in entry:
            yield entry[key]


def asker_of(number: str, entry: Json, vocabulary: Json) -> Asker | None:
    """What a criterion or a gate asks; None where it asks nothing."""
    alternatives = [option for condition in conditions_in(entry) for option in condition]
    if not alternatives:
        return None
    facts = dict.fromkeys(f for option in alternatives for f in option if f != "document")
    papers = dict.fromkeys(k for option in alternatives for k in option.get("document", ()))
    marks: list[str | None] = [None]
    guarded = [level["id"] for level in entry.get("levels", ()) if "needs" in level]
    if any("when" in case for case in entry.get("cases", {}).values()):
        guarded += [level["id"] for level in entry["levels"]]
    if is_decided(entry):  # a low mark tells what is shown at least, while a better one is open
        lowest = min(entry["levels"], key=lambda level: level["points"])
        marks.append(lowest["id"] if lowest["points"] == 0 else NONE_REACHED)
    marks = list(dict.fromkeys([*marks, *guarded]))
    goals = [*answers_wanted(alternatives), *ends_wanted(entry, alternatives, vocabulary)]
    goals += [slip_shown(entry, other) for other in slips(entry, vocabulary)]
    if guarded:
        goals.append(
            lambda shown: (
                shown.mark is not None and "mark-above-bound" in (codes(entry, shown) or ())
            )
        )
    return Asker(number, entry, tuple(facts), tuple(papers), tuple(marks), tuple(goals))


def answers_wanted(alternatives: list[Json]) -> Iterator[Goal]:
    """Each alternative holds once, and once it doesn't."""
    for option in alternatives:
        for wanted in (True, False):

            def is_shown(shown: Shown, option: Json = option, wanted: bool = wanted) -> bool:
                return all_hold(option, shown.known(), shown.filed()) is wanted

            yield is_shown


def is_decided(entry: Json) -> bool:
    """Whether facts decide a criterion's level."""
    return entry.get("mode") == "one" and any("when" in level for level in entry["levels"])


def ends_wanted(entry: Json, alternatives: list[Json], vocabulary: Json) -> Iterator[Goal]:
    """Each number in an interval once itself, and just beside it; unmarked, where facts decide."""
    decided = is_decided(entry)
    for fact, stretch in intervals_in(alternatives):
        for value in values_around(stretch, vocabulary["facts"][fact]["unit"]):

            def is_shown(shown: Shown, fact: str = fact, value: Decimal = value) -> bool:
                return shown.known().get(fact) == value and not (decided and shown.mark)

            yield is_shown


def intervals_in(alternatives: list[Json]) -> Iterator[tuple[str, str]]:
    for option in alternatives:
        for fact, wanted in option.items():
            if isinstance(wanted, str):
                yield fact, wanted


def ends_of(stretch: str) -> list[Decimal]:
    """The numbers in `from 50 % to below 75 %`, shares from 0 to 1."""
    words = stretch.replace(" %", "%").split(" ")
    numbers = [word for word in words if word[0].isdigit()]
    return [Decimal(w.rstrip("%")) / (100 if w.endswith("%") else 1) for w in numbers]


def values_around(stretch: str, unit: str) -> list[Decimal]:
    """The ends of an interval, and what lies beside them on either side."""
    step = Decimal("0.005") if unit == "share" else Decimal(1)
    found = [e + shift for e in ends_of(stretch) for shift in (Decimal(0), -step, step)]
    return [v for v in found if v >= 0 and (unit != "share" or v <= 1)]


# ---------------------------------------------------------------- slips


def slips(entry: Json, vocabulary: Json) -> Iterator[Json]:
    """The entry with one slip in it: a condition, an alternative or a clause left out, a number or
    its sign moved, a yes for a no, a word too few or too many.
    """
    for holder, key in places_of_conditions(entry):
        if "outcome" not in entry or key != "unless":
            yield changed(entry, holder, key, None)
        condition = at(entry, holder)[key]
        for place, option in enumerate(condition):
            if len(condition) > 1:
                rest = condition[:place] + condition[place + 1 :]
                yield changed(entry, holder, key, rest)
            for other in slips_of(option, vocabulary):
                yield changed(
                    entry, holder, key, [*condition[:place], other, *condition[place + 1 :]]
                )


def places_of_conditions(entry: Json) -> Iterator[tuple[tuple[Any, ...], str]]:
    for place, level in enumerate(entry.get("levels", ())):
        for key in ("when", "needs"):
            if key in level:
                yield ("levels", place), key
    for name, case in entry.get("cases", {}).items():
        if "when" in case:
            yield ("cases", name), "when"
    for key in ("when", "unless", "waived_by"):
        if key in entry:
            yield (), key


def at(entry: Json, path: tuple[Any, ...]) -> Any:
    for step in path:
        entry = entry[step]
    return entry


def changed(entry: Json, path: tuple[Any, ...], key: str, value: Any) -> Json:
    made = deepcopy(entry)
    holder = at(made, path)
    if value is None:
        del holder[key]
    else:
        holder[key] = value
    return made


def slips_of(option: Json, vocabulary: Json) -> Iterator[Json]:
    clauses = sum(len(wanted) if fact == "document" else 1 for fact, wanted in option.items())
    for fact, wanted in option.items():
        rest = {name: value for name, value in option.items() if name != fact}
        if fact == "document":
            for kind in wanted if clauses > 1 else ():
                others = [other for other in wanted if other != kind]
                yield {**rest, **({fact: others} if others else {})}
            continue
        if clauses > 1:
            yield rest
        for other in slips_of_wanted(wanted, vocabulary["facts"][fact]):
            yield {**rest, fact: other}


def slips_of_wanted(wanted: Any, fact: Json) -> Iterator[Any]:
    if isinstance(wanted, bool):
        yield not wanted
    elif isinstance(wanted, list):
        if len(wanted) > 1:
            yield from ([w for w in wanted if w != word] for word in wanted)
        yield from ([*wanted, word] for word in fact["words"] if word not in wanted)
    else:
        yield from slips_of_interval(wanted)


_TURNED = {"from": "above", "above": "from", "to": "to below", "below": "to"}


def slips_of_interval(stretch: str) -> Iterator[str]:
    """Each number of an interval one step down or up, or counted to the other side."""
    words = stretch.replace(" %", "%").split(" ")
    for place, word in enumerate(words):
        if not word[0].isdigit():
            continue
        sign = "%" if word.endswith("%") else ""
        for step in (-1, 1):
            moved = Decimal(word.rstrip("%")) + step
            if moved >= 0:
                yield said([*words[:place], f"{moved}{sign}", *words[place + 1 :]])
        before = words[place - 1]
        if before == "exactly":
            continue
        if before == "below" and words[place - 2] == "to":
            yield said([*words[: place - 1], *words[place:]])
        elif before == "to" and place == 1:
            yield said(["below", *words[place:]])
        else:
            yield said([*words[: place - 1], *_TURNED[before].split(" "), *words[place:]])


def said(words: list[str]) -> str:
    return " ".join(words).replace("%", " %")


# ---------------------------------------------------------------- what is answered


def answer(entry: Json, shown: Shown) -> Any:
    """What a criterion or a gate comes to with what is shown of it."""
    facts, papers = shown.known(), shown.filed()
    if "outcome" in entry:
        return evidence.is_raised({**entry, "provenance": "published"}, facts, papers)
    if shown.mark is not None:
        found = codes(entry, shown)
        return None if found is None else tuple(found)
    if not is_decided(entry):
        return None
    return level_decided(entry["levels"], facts, papers)


def slip_shown(entry: Json, other: Json) -> Goal:
    """A dossier that an entry and its slip answer differently."""

    def is_shown(shown: Shown) -> bool:
        right, wrong = answer(entry, shown), answer(other, shown)
        if shown.mark is not None and None in (right, wrong):
            return False  # what can't be said of a mark, no case compares
        return bool(right != wrong)

    return is_shown


def codes(entry: Json, shown: Shown) -> list[str] | None:
    """The findings on a marked criterion; None where what is unknown leaves them open."""
    facts, papers = shown.known(), shown.filed()
    none: Json = {"id": NONE_REACHED, "points": 0}
    level = next((lv for lv in entry["levels"] if lv["id"] == shown.mark), none)
    found = codes_of_case(entry, level, facts, papers)
    if not any("when" in lv or "needs" in lv for lv in entry["levels"]):
        return found
    against = against_evidence(entry, level, facts, papers)
    found += against
    if "mark-above-evidence" in against:
        return found
    holds = {key: one_holds(level[key], facts, papers) for key in ("when", "needs") if key in level}
    is_open = [key for key, answer in holds.items() if answer is None]
    if any("document" in option for key in is_open for option in level[key]):
        return None  # papers may be asked for that nobody says are required
    denied = holds.get("when") is False and level["points"] > most_possible(entry, facts, papers)
    if holds.get("needs") is False or denied:
        return [*found, "mark-above-bound"]
    if holds.get("when") is False and papers_alone_lack(level["when"], facts, papers):
        found.append("document-missing")
    return found


def codes_of_case(entry: Json, level: Json, facts: Json, papers: set[str]) -> list[str]:
    """The producer's own kind decides for the other case."""
    holding = [
        name
        for name, case in entry.get("cases", {}).items()
        if "when" in case and one_holds(case["when"], facts, papers) is True
    ]
    differs = len(holding) == 1 and level.get("case") not in (None, holding[0])
    return ["cases-differ"] if differs else []


def against_evidence(entry: Json, level: Json, facts: Json, papers: set[str]) -> list[str]:
    """A mark on another level than facts decide; above one that they show at least may be more."""
    asked = [lv for lv in entry["levels"] if "when" in lv]
    if entry["mode"] != "one" or not asked:
        return []
    answers = {lv["id"]: one_holds(lv["when"], facts, papers) for lv in asked}
    held = [lv for lv in asked if answers[lv["id"]] is True]
    best = max(held, key=lambda lv: lv["points"], default=None)
    at_least = best is not None and any(
        answers[lv["id"]] is None and lv["points"] > best["points"] for lv in asked
    )
    if best is None:
        decided = level_decided(entry["levels"], facts, papers)
        if decided is None:
            return []
        best = next((lv for lv in entry["levels"] if lv["id"] == decided[0]), None)
    worth = best["points"] if best else 0
    if level["points"] < worth:
        return ["mark-below-evidence"]
    if at_least:
        return []
    if level["points"] > worth:
        return ["mark-above-evidence"]
    beside = best is not None and level["id"] not in (best["id"], NONE_REACHED)
    return ["mark-beside-evidence"] if beside else []


def most_possible(entry: Json, facts: Json, papers: set[str]) -> int:
    possible = [
        level["points"]
        for level in entry["levels"]
        if "when" not in level or one_holds(level["when"], facts, papers) is not False
    ]
    return sum(possible) if entry["mode"] == "sum" else max(possible, default=0)


def papers_alone_lack(condition: list[Json], facts: Json, papers: set[str]) -> bool:
    """Whether papers could mend what is denied: no fact of some alternative denies it."""
    without = [{f: w for f, w in option.items() if f != "document"} for option in condition]
    return any(all_hold(option, facts, papers) is not False for option in without)


# ---------------------------------------------------------------- dossiers that show it


def dossiers_for(asker: Asker, vocabulary: Json) -> tuple[dict[Shown, frozenset[int]], int]:
    """Dossiers, and by their places the goals that each shows of a criterion or a gate; and how
    many goals none shows.
    """
    chance = random.Random(json.dumps(asker.entry, sort_keys=True))
    contradictions = [entry["both"][0] for entry in vocabulary.get("contradictions", {}).values()]
    shows: dict[Shown, frozenset[int]] = {}
    for _ in range(TRIES):
        drawn = draw(asker, vocabulary, chance)
        if drawn not in shows and not contradicts(drawn, contradictions):
            shows[drawn] = goals_of(asker, drawn)
    left = set(range(len(asker.goals))).difference(*shows.values())
    for _ in range(MORE_TRIES if left else 0):
        drawn = draw(asker, vocabulary, chance)
        is_new = any(asker.goals[place](drawn) for place in left)
        if is_new and not contradicts(drawn, contradictions):
            shows[drawn] = goals_of(asker, drawn)
            left -= shows[drawn]
    return shows, len(left)


def goals_of(asker: Asker, shown: Shown) -> frozenset[int]:
    return frozenset(place for place, goal in enumerate(asker.goals) if goal(shown))


def contradicts(shown: Shown, contradictions: list[Json]) -> bool:
    return any(all_hold(both, shown.known(), shown.filed()) is True for both in contradictions)


def draw(asker: Asker, vocabulary: Json, chance: random.Random) -> Shown:
    """A dossier drawn so that conditions mostly come near to holding."""
    alternatives = [option for c in conditions_in(asker.entry) for option in c]
    facts: Json = {f: random_value(f, alternatives, vocabulary, chance) for f in asker.facts}
    papers = {kind: chance.random() < 0.4 for kind in asker.papers}
    if chance.random() < 0.75:
        for fact, wanted in chance.choice(alternatives).items():
            if fact == "document":
                papers |= dict.fromkeys(wanted, True)
            else:
                facts[fact] = fitting(wanted, vocabulary["facts"][fact], chance)
        if chance.random() < 0.5:
            name = chance.choice([*asker.facts, *asker.papers])
            if name in papers:
                papers[name] = not papers[name]
            else:
                facts[name] = random_value(name, alternatives, vocabulary, chance)
    mark = chance.choice(asker.marks) if chance.random() < 0.5 else None
    return Shown(tuple(facts.items()), tuple(papers.items()), mark)


def random_value(fact: str, options: list[Json], vocabulary: Json, chance: random.Random) -> Any:
    entry = vocabulary["facts"][fact]
    if chance.random() < 0.15 and fact != "producer_kind":
        return None
    if entry["unit"] == "yes_no":
        return chance.random() < 0.5
    if entry["unit"] == "word":
        return chance.choice([word for word in entry["words"] if word != UNKNOWN])
    stretches = [w for f, w in intervals_in(options) if f == fact]
    values = [v for s in stretches for v in values_around(s, entry["unit"])]
    return chance.choice(values)


def fitting(wanted: Any, entry: Json, chance: random.Random) -> Any:
    """A value that a clause asks for."""
    if isinstance(wanted, bool):
        return wanted
    if isinstance(wanted, list):
        return chance.choice(wanted)
    values = [v for v in values_around(wanted, entry["unit"]) if evidence.lies_in(v, wanted)]
    return chance.choice(values)
