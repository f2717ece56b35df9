"""Writes the conformance kit, conformance/*.json: the numbers of every table, and cases with what the
second evaluators make of them. For programs in any language (docs/reference/conformance.md).

    cd tests
    python -m oracle.write_conformance         all files, the same each time

`tables.json` has points, minimums, cases and conditions of every table; `sheets.json` single sheets,
`evidence.json` those with facts and papers, `councils.json` several sheets under a policy. The words
of conditions, which `evidence.py` reads, are the library's documents of the tables; all numbers are
those of tests/facts.
"""

import json
import random
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from oracle.council import POLICIES, Policy, Sheet, council
from oracle.evidence import show
from oracle.oracle import (
    RULESETS,
    STARS,
    STOPPED_AT_ZERO,
    Criterion,
    Mark,
    Marks,
    adds_up,
    any_at_zero,
    rate,
    read_table,
    ticked,
)
from oracle.test_council import _random_level, _random_policy, _random_sheets
from oracle.write_decks import Words, has_zero
from oracle.write_vectors import SETS, Sheets
from oracle.write_vectors import Sheet as Marked
from support.chance import FILED, HOLDERS, PRODUCTS, RATED, random_dossier

import ocop_scoring as ocop

KIT = Path(__file__).parents[2] / "conformance"
SHEETS, DOSSIERS, COUNCILS = 1, 12, 80  # a table, a ruleset, in all

Doc = dict[str, Any]


words_of = cache(Words)
"""What the YAML says of a table; read once."""


# ---------------------------------------------------------------- the numbers of the tables


def tables() -> Iterator[Doc]:
    """Every table: parts, criteria with their levels, gates, bands."""
    for ruleset in RULESETS:
        for number in SETS:
            criteria, words = read_table(number, ruleset), words_of(ruleset, number)
            stopped = STOPPED_AT_ZERO.get((ruleset, number))
            yield {
                "ruleset": ruleset,
                "product_set": number,
                "bands": [list(band) for band in STARS],
                "gates": words.gates,
                "zero_gate": stopped and {"gate": stopped[0], "any_of": stopped[1]},
                "criteria": [_criterion(criterion, words) for criterion in criteria],
            }


def _criterion(criterion: Criterion, words: Words) -> Doc:
    levels = []
    for id_, level in zip(words.ids[criterion.number], criterion.levels, strict=True):
        shown = {"id": id_, "points": level.points}
        also = {"minimum": level.minimum, "case": level.case}
        levels.append(shown | {name: value for name, value in also.items() if value is not None})
    found: Doc = {"number": criterion.number, "part": criterion.part, "levels": levels}
    found |= {"only_if": criterion.only_if} if criterion.only_if else {}
    return found | ({"mode": "sum"} if adds_up(criterion) else {})


# ---------------------------------------------------------------- cases


def dossier_for(ruleset: str, number: int) -> Doc:
    """A dossier that says nothing of its product."""
    return {
        "format": "ocop-dossier/1",
        "product": {"name": "Mẫu", "product_set": number, "commune": "Xã", "province": "Tỉnh"},
        "producer": {
            "name": "HTX Mẫu",
            "kind": "joint-stock-company",
            "representative": {"name": "Người Mẫu"},
        },
        "application": {"kind": "first", "submitted_on": FILED[ruleset]},
    }


def form_of(ruleset: str, number: int, sheet: Sheet, words: Words, **also: Any) -> Doc:
    """A sheet as `ocop-sheet/1`."""
    marks = {at: _as_mark(mark, words.ids[at]) for at, mark in sheet.marks.items()}
    return {
        "format": "ocop-sheet/1",
        "ruleset": ruleset,
        "product_set": number,
        "assessor": {"id": sheet.id, "role": sheet.role},
        **({"round": sheet.round} if sheet.round > 1 else {}),
        **also,
        "marks": marks,
        **({"rejects": list(sheet.rejects)} if sheet.rejects else {}),
    }


def _as_mark(mark: Mark, ids: list[str]) -> Any:
    if isinstance(mark, tuple):
        return [ids[place] for place in mark]
    return 0 if mark is None else ids[mark]


def sheets() -> Iterator[Doc]:
    """Single sheets of every table: hard ones and drawn ones, some not finished."""
    for ruleset in RULESETS:
        for number in SETS:
            table, chance = Sheets(ruleset, number), random.Random(f"kit {ruleset}/{number}")
            every = list(islice(table.every(), 100))
            whole = [given for given in every if len(given.marks) == len(table.numbers)]
            some = chance.sample(whole, SHEETS + 1)
            for given in (*some[:-1], _cut(some[-1], chance)):
                sheet = Sheet("m1", "member", given.marks, rejects=given.rejects)
                yield {
                    "name": "",
                    "ruleset": ruleset,
                    "dossier": dossier_for(ruleset, number),
                    "sheets": [form_of(ruleset, number, sheet, table.words)],
                    "policy": None,
                    "expected": _rated(ruleset, number, sheet, table.words, ()),
                }


def _cut(sheet: Marked, chance: random.Random) -> Marked:
    """The same with a few marks left out."""
    out = set(chance.sample(list(sheet.marks), chance.randint(1, 6)))
    kept = {number: mark for number, mark in sheet.marks.items() if number not in out}
    return sheet._replace(marks=kept)


def evidence() -> Iterator[Doc]:
    """Dossiers with facts and papers, each with a sheet that leaves criteria to them."""
    for ruleset in RULESETS:
        chance = random.Random(f"kit {ruleset}")
        for number in sorted(chance.sample(SETS, DOSSIERS)):
            table, words = read_table(number, ruleset), words_of(ruleset, number)
            document = ocop.ruleset(ruleset).product_set(number).as_json(whole=True)["document"]
            dossier = random_dossier(ruleset, document, chance)
            shown = show(document, dossier, RATED[ruleset], _same_names)
            marks = _marks_beside(table, shown["levels"], chance)
            decided = {
                at: None if level is None else words.ids[at].index(level)
                for at, level in shown["levels"].items()
                if at not in marks
            }
            whole = Sheet(
                "m1",
                "member",
                {
                    c.number: (marks | decided)[c.number]
                    for c in table
                    if c.number in marks | decided
                },
            )
            form = form_of(
                ruleset, number, Sheet("m1", "member", marks), words, assessed_on=RATED[ruleset]
            )
            yield {
                "name": "",
                "ruleset": ruleset,
                "dossier": dossier,
                "sheets": [form],
                "policy": None,
                "expected": _rated(ruleset, number, whole, words, tuple(shown["gates"])),
            }


def _same_names(one: str, other: str) -> bool:
    return (HOLDERS if other == "HTX Mẫu" else PRODUCTS)[one]


def _marks_beside(table: list[Criterion], decided: Doc, chance: random.Random) -> Marks:
    """Marks for what facts don't decide, mostly good, and for a few that they do; seldom
    one is left open."""
    marks: Marks = {}
    for criterion in table:
        if chance.random() < (0.8 if criterion.number in decided else 0.01):
            continue
        places = range(len(criterion.levels))
        every: list[Mark] = [(), tuple(places)] if adds_up(criterion) else [*places]
        every += [] if has_zero(criterion) or adds_up(criterion) else [None]
        best = tuple(places) if adds_up(criterion) else places[-1]
        marks[criterion.number] = best if chance.random() < 0.7 else chance.choice(every)
    return marks


def _rated(
    ruleset: str, number: int, sheet: Sheet, words: Words, by_evidence: tuple[str, ...]
) -> Doc:
    """What a single sheet comes to, in the words of `ocop-evaluation/1`."""
    result = rate(number, sheet.marks, [*sheet.rejects, *by_evidence], ruleset, plan=False)
    stopped = STOPPED_AT_ZERO.get((ruleset, number))
    by_marks = stopped and any_at_zero(read_table(number, ruleset), sheet.marks, stopped[1])
    raised = [("sheet", sheet.rejects), ("evidence", by_evidence)]
    raised += [("marks", (stopped[0],))] if stopped and by_marks else []
    possible = result["range"]
    return {
        "status": result["status"],
        "total": str(result["total"]),
        "parts": {code: str(points) for code, points in result["parts"].items()},
        "star_by_points": result["star_by_points"],
        "star": result["star"],
        "range": possible
        and {"total": [str(n) for n in possible["total"]], "star": possible["star"]},
        "unmet": [
            {
                "star": star,
                "criterion": at,
                "needs": words.ids[at][needs],
                "has": words.ids[at][ticked(had)[0]] if ticked(had) else None,
            }
            for star, at, needs, had in result["unmet"]
        ],
        "gates": [
            {"id": gate, "source": source}
            for gate in words.gates
            for source, ids in raised
            if gate in ids
        ],
    }


def councils() -> Iterator[Doc]:
    """Several sheets under a policy, of all tables; policies that ship and others."""
    for seed in range(COUNCILS):
        chance = random.Random(f"kit council {seed}")
        ruleset, number = chance.choice(RULESETS), chance.choice(SETS)
        criteria, words = read_table(number, ruleset), words_of(ruleset, number)
        policy = _random_policy(chance)
        gates = [gate for gate in words.gates if "any_of" not in words.gates_of_decision[gate]]
        some = _random_sheets(chance, criteria, policy, gates)
        appointed = len(some) + chance.randint(0, 3) if policy.quorum else None
        level, districts = _random_level(chance, ruleset)
        found = council(
            number, some, policy, ruleset, appointed=appointed, level=level, districts=districts
        )
        name = next((name for name, known in POLICIES.items() if known == policy), "drawn")
        yield {
            "name": "",
            "ruleset": ruleset,
            "dossier": dossier_for(ruleset, number),
            "sheets": [form_of(ruleset, number, sheet, words) for sheet in some],
            "policy": policy_form(name, policy),
            "appointed": appointed,
            "level": level,
            "decided_on": RATED[ruleset],
            "expected": _of_council(found, words),
        }


def policy_form(name: str, policy: Policy) -> Doc:
    """A policy as `ocop-policy/1`."""
    rounding, quorum = policy.rounding, policy.quorum
    chair = {True: "required", False: "optional"}
    return {
        "format": "ocop-policy/1",
        "id": name,
        "basis": "–",
        "mean": policy.mean,
        "rounding": dict(zip(("places", "half", "of"), rounding, strict=True))
        if rounding
        else "none",
        "minimums": policy.minimums,
        "gates": policy.gates,
        "max_spread": policy.max_spread,
        "quorum": quorum
        and {"share": str(quorum[0]), "of": "appointed", "chair": chair[quorum[1]]},
    }


def _of_council(found: Doc, words: Words) -> Doc:
    """What a council comes to, in the words of `ocop-council/1`."""

    def exact(number: Fraction | int | None) -> str | None:
        return None if number is None else str(number)

    quorum = found["quorum"]
    return {
        "status": found["status"],
        "mean": exact(found["mean"]),
        "parts": found["parts"] and {code: exact(mean) for code, mean in found["parts"].items()},
        "spread": exact(found["spread"]),
        "quorum": quorum and {name: quorum[name] for name in ("present", "needed", "chair", "met")},
        "rescore": found["rescore"],
        "star_by_points": found["star_by_points"],
        "star": found["star"],
        "unmet": [
            {
                "star": star,
                "criterion": at,
                "needs": words.ids[at][place],
                "met_by": met_by,
                "of": of,
            }
            for star, at, place, _, met_by, of in found["unmet"]
        ],
        "gates": [{"id": gate, "members": members} for gate, members in found["gates"].items()],
        "certifies": found["certifies"],
        "forward_to": found["forward_to"],
    }


# ---------------------------------------------------------------- writing


def write(name: str, entries: Iterable[Doc], key: str) -> None:
    """A file of the kit, an entry a line."""
    lines = []
    for place, entry in enumerate(entries, 1):
        if "name" in entry:
            entry["name"] = f"{name}-{place}"
        lines.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
    text = f'{{"{key}":[\n' + ",\n".join(lines) + "\n]}\n"
    (KIT / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"{name}.json: {len(lines)}, {len(text.encode()):,} bytes")


def main() -> None:
    write("tables", tables(), "tables")
    write("sheets", sheets(), "cases")
    write("evidence", evidence(), "cases")
    write("councils", councils(), "cases")


if __name__ == "__main__":
    main()
