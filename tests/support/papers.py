"""Papers for tests: results of every kind, a dossier full of payloads, and ways into a tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import ocop_scoring as ocop
from ocop_scoring.frozen import FrozenDict
from ocop_scoring.rating.outcome import rate as rate_outcome
from ocop_scoring.rating.table import table_of
from ocop_scoring.reporting import paper_of
from ocop_scoring.reporting.paper import GridRow, Line, Paper, Section, Verdict, texts
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.releases import Released
from support.strategies import RULESETS, dossier_for, rate, sheet_for

Node = TypeVar("Node")

MINI = RULESETS["mini-2030"].product_set(1)
DEMO = Path(ocop.__file__).parent / "demo"
BEST: dict[str, Any] = {
    criterion.number: max(criterion.levels, key=lambda level: level.points).id
    for criterion in MINI.criteria
    if criterion.mode == "one"
}
CLEAN: dict[str, Any] = {**BEST, "5": ["tea", "guides"]}
LOST: dict[str, Any] = {**CLEAN, "1.2": "half"}
OPEN: dict[str, Any] = {n: mark for n, mark in CLEAN.items() if n not in ("1.1", "4")}


def paper(marks: dict[str, Any], lang: Any = "vi", **changes: Any) -> Paper:
    """The report on these marks of the invented table; changes are of the sheet."""
    return paper_of(rate(MINI, marks, **changes), lang=lang)


def demo(sheet: str = "sheet") -> ocop.Evaluation:
    """The result of one of the sheets that the package ships."""
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    return ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet(DEMO / f"{sheet}.yaml"))


def best_of(ruleset: str, number: int, filed: str, **changes: Any) -> ocop.Evaluation:
    """The result of the best level of every criterion under a decision, but for these marks."""
    rules = ocop.ruleset(ruleset)
    marks = {
        criterion.number: [level.id for level in criterion.levels]
        if criterion.mode == "sum"
        else max(criterion.levels, key=lambda level: level.points).id
        for criterion in rules.product_set(number).criteria
    }
    dossier = ocop.Dossier.model_validate(
        {
            "format": "ocop-dossier/1",
            "product": {"name": "Mẫu", "product_set": number, "commune": "Xã", "province": "Tỉnh"},
            "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
            "application": {"kind": "first", "submitted_on": filed},
        }
    )
    sheet = ocop.ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": rules.id,
            "product_set": number,
            "assessor": {"id": "m1", "role": "member"},
            "marks": marks | changes,
        }
    )
    return ocop.score(rules, dossier, sheet)


def at_most() -> ocop.Evaluation:
    """A result under a decision of which not all minimums are known."""
    return best_of("1048-2019+781", 1, "2021-06-01")


def unverified() -> ocop.Evaluation:
    """A result by a table whose print doesn't add up."""
    return best_of("148-2023", 7, "2024-06-01")


def unreleased() -> ocop.Evaluation:
    """A result by a table that is none that was released."""
    result = demo()
    lock = Released(FrozenDict({}), frozenset([result.ruleset]))
    table = table_of(ProductSet(result.printed.resolved(), releases=lambda: lock))
    outcome = rate_outcome(table, result.outcome.review, result.sheet)
    return ocop.Evaluation(result.rules, result.dossier, result.sheet, outcome)


def named(name: str) -> ocop.Evaluation:
    """A result whose every name, place and comment is this one."""
    producer = {"name": name, "kind": "other", "representative": {"name": name}}
    product = {"name": name, "product_set": 1, "commune": name, "province": name}
    assessor = {"id": "m1", "role": "member", "name": name}
    dossier = dossier_for(MINI, product=product, producer=producer)
    sheet = sheet_for(MINI, {}, comment=name, assessor=assessor)
    return ocop.score(RULESETS["mini-2030"], dossier, sheet)


def every_kind() -> dict[str, ocop.Evaluation]:
    """A result of every kind that a report shows in its own way."""
    return {
        "clean": rate(MINI, CLEAN, comment="Ngon.\nNên giữ."),
        "lost": rate(MINI, LOST),
        "open": rate(MINI, OPEN),
        "rejected": rate(MINI, CLEAN, rejects=["forged"]),
        "stopped": rate(MINI, CLEAN, rejects=["zero-look"]),
        "at-most": at_most(),
        "unverified": unverified(),
        "demo": demo(),
    }


def blocks(of: object, kind: type[Node]) -> Iterator[Node]:
    """All parts of a tree of this type, in order."""
    if isinstance(of, kind):
        yield of
    if isinstance(of, tuple):
        for part in of:
            yield from blocks(part, kind)


def verdict(of: Paper) -> Verdict:
    """The verdict of a paper."""
    return next(blocks(of, Verdict))


def section(of: Paper, id: str) -> Section:  # noqa: A002 - as the tree has it
    """The section with this id."""
    return next(part for part in blocks(of, Section) if part.id == id)


def row(of: Paper, number: str) -> GridRow:
    """The row of a criterion, a group or a heading."""
    return next(
        part for part in blocks(of, GridRow) if said(part.cells[0].line).startswith(f"{number} ")
    )


def said(of: Line | object) -> str:
    """All words of a part of a tree."""
    return "".join(texts(of))
