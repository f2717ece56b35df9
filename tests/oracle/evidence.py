"""What facts and papers show, once more in the plainest Python there is: which papers count, which
gates follow, which levels are decided.

It reads a table as the plain JSON that `ocop rules show --json --whole` prints (its `document`), a
dossier as people write it, and uses the standard library alone. What is unknown is None everywhere.

    show(table, dossier, "2026-12-08", same_names)

`same_names` says of two names whether they count as the same: how names are written is no part of
this.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypedDict

Json = dict[str, Any]
Names = Callable[[str, str], bool]


class Shown(TypedDict):
    papers: list[str] | None  # kinds of papers that count; None where no papers were filed
    gates: list[str]  # raised
    unsure: list[str]  # would be raised, if the law requires the paper: nobody said
    levels: dict[str, str | None]  # printed number: the level decided, None where none is reached
    contradictions: list[str]


def show(table: Json, dossier: Json, rated: str | None, same_names: Names) -> Shown:
    """All that a dossier shows about a table on the day of rating (None: not known)."""
    papers = papers_that_count(table, dossier, rated, same_names)
    facts = facts_of(table, dossier)
    contradictions = []
    doubted: set[str] = set()
    for name, entry in table["vocabulary"].get("contradictions", {}).items():
        (both,) = entry["both"]
        if all_hold(both, facts, papers) is True:
            contradictions.append(name)
            doubted |= set(both)
    for name in doubted:
        facts.pop(name, None)
    return {
        "papers": None if papers is None else sorted(papers),
        "gates": [g["id"] for g in table["gates"] if is_raised(g, facts, papers) is True],
        "unsure": [g["id"] for g in table["gates"] if is_raised(g, facts, papers) is None],
        "levels": levels_decided(table, facts, papers),
        "contradictions": contradictions,
    }


# ---------------------------------------------------------------- what is known


def facts_of(table: Json, dossier: Json) -> Json:
    """Every known fact by its name: those listed, and those that the dossier says elsewhere."""
    facts = {name: value for name, value in dossier.get("facts", {}).items() if value is not None}
    for name, fact in table["vocabulary"]["facts"].items():
        if "from" in fact:
            value: Any = dossier
            for key in fact["from"].split("/"):
                value = value.get(key) if value is not None else None
            if value is not None:
                facts[name] = value
    return facts


def papers_that_count(
    table: Json, dossier: Json, rated: str | None, same_names: Names
) -> set[str] | None:
    """The kinds of papers on file that count."""
    if dossier.get("documents") is None:
        return None
    return {
        paper["kind"]
        for paper in dossier["documents"]
        if is_valid(paper, dossier["application"]["submitted_on"], rated)
        and bears_the_names(table, paper, dossier, same_names)
    }


def is_valid(paper: Json, filed: str, rated: str | None) -> bool:
    """Whether a paper's dates let it count. Days are ISO text, which sorts as days do."""
    issued = paper.get("issued_on") or "0000-00-00"
    expires = paper.get("expires_on") or "9999-99-99"
    if expires < issued:
        return False
    if issued <= filed:
        return bool(filed <= expires)
    # Handed in later, as the office asked: it must be there, and valid, when the product is rated.
    return rated is not None and issued <= rated <= expires


def bears_the_names(table: Json, paper: Json, dossier: Json, same_names: Names) -> bool:
    """Whether a paper is the producer's, and, where it is about a product, the product's."""
    holder = paper.get("issued_to")
    if holder is not None and not same_names(holder, dossier["producer"]["name"]):
        return False
    kind = table["vocabulary"]["documents"].get(paper["kind"], {})
    about = paper.get("product")
    if about is None or not kind.get("of_product"):
        return True
    return same_names(about, dossier["product"]["name"])


# ---------------------------------------------------------------- conditions


def one_holds(alternatives: list[Json], facts: Json, papers: set[str] | None) -> bool | None:
    """Whether a condition holds: one of its alternatives does."""
    answers = [all_hold(alternative, facts, papers) for alternative in alternatives]
    if True in answers:
        return True
    return None if None in answers else False


def all_hold(alternative: Json, facts: Json, papers: set[str] | None) -> bool | None:
    """Whether all that an alternative asks holds. One thing denied denies it, whatever is unknown."""
    answers: list[bool | None] = []
    for name, wanted in alternative.items():
        if name == "document":
            answers += [None if papers is None else kind in papers for kind in wanted]
        elif name not in facts:
            answers.append(None)
        else:
            answers.append(is_wanted(facts[name], wanted))
    if False in answers:
        return False
    return None if None in answers else True


def is_wanted(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return value in wanted
    if isinstance(wanted, bool):
        return bool(value == wanted)
    return lies_in(Decimal(str(value)), wanted)


def lies_in(number: Decimal, stretch: str) -> bool:
    """Whether a number lies in a stretch: `from 50 % to below 75 %`, `above 2`, `exactly 0`."""
    words = stretch.replace(" %", "%").split(" ")
    for place, word in enumerate(words):
        if word[0].isdigit():
            end = Decimal(word.rstrip("%")) / (100 if word.endswith("%") else 1)
            before = words[place - 1]
            if before == "exactly" and number != end:
                return False
            if before == "from" and number < end:
                return False
            if before == "above" and number <= end:
                return False
            if before == "to" and number > end:
                return False
            if before == "below" and number >= end:
                return False
    return True


# ---------------------------------------------------------------- gates and levels


def is_raised(gate: Json, facts: Json, papers: set[str] | None) -> bool | None:
    """Whether facts or papers raise a gate; None where they would, if nothing waives it, and nobody
    says whether something does. A ground known at second hand is for assessors alone.
    """
    if gate["provenance"] == "second-hand":
        return False
    applies = "when" in gate and one_holds(gate["when"], facts, papers) is True
    if "unless" in gate and one_holds(gate["unless"], facts, papers) is False:
        applies = True
    if not applies:
        return False
    waived = one_holds(gate["waived_by"], facts, papers) if "waived_by" in gate else False
    return None if waived is None else not waived


def levels_decided(table: Json, facts: Json, papers: set[str] | None) -> dict[str, str | None]:
    """The levels that facts and papers decide, by printed number."""
    result: dict[str, str | None] = {}
    for part in table["parts"]:
        for group in part["groups"]:
            for criterion in group["criteria"]:
                levels = criterion["levels"]
                if criterion["mode"] == "one" and any("when" in level for level in levels):
                    decided = level_decided(levels, facts, papers)
                    if decided:
                        result[criterion["number"]] = decided[0]
    return result


def level_decided(
    levels: list[Json], facts: Json, papers: set[str] | None
) -> tuple[str | None] | None:
    """The level decided, as the only entry of a tuple; None where none is."""
    asked = [level for level in levels if "when" in level]
    answers = {level["id"]: one_holds(level["when"], facts, papers) for level in asked}
    held = [level for level in asked if answers[level["id"]] is True]
    if held:
        best = max(level["points"] for level in held)
        if any(answers[lv["id"]] is None and lv["points"] > best for lv in asked):
            return None  # a better one is possible
        return (next(level["id"] for level in held if level["points"] == best),)
    if None in answers.values() or any(lv["points"] for lv in levels if "when" not in lv):
        return None  # something is open, or a person must judge
    zero = [lv["id"] for lv in levels if lv["points"] == 0 and "case" not in lv]
    return (zero[0] if zero else None,)
