"""`ocop-coverage/1`: what the decks of a ruleset exercise, and what case would try the rest."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ...rules.catalog import Catalog
from ...text import Words, say_both
from .coverage import Covered, OfTable
from .coverage_kinds import Kind
from .run import Tried, run_cases

__all__ = ["DeckCoverage", "coverage_of", "what_would_try"]


class DeckCoverage(NamedTuple):
    """What the decks of a ruleset, or of one of its product sets, exercise: of each kind of things
    so many, and which not; of each table so many of all.
    """

    ruleset: str
    product_set: int | None
    cases: int
    failed: tuple[Tried, ...]
    counts: tuple[Covered, ...]
    tables: tuple[OfTable, ...]

    @property
    def ok(self) -> bool:
        """Whether every case came as expected and nothing is left untried."""
        return not self.failed and all(covered.tried == covered.of for covered in self.counts)

    def as_json(self) -> dict[str, Any]:
        """As `ocop-coverage/1`."""
        return {
            "format": "ocop-coverage/1",
            "ruleset": self.ruleset,
            "product_set": self.product_set,
            "ok": self.ok,
            "cases": self.cases,
            "failed": len(self.failed),
            "counts": [_count(covered) for covered in self.counts],
            "product_sets": [table._asdict() for table in self.tables],
        }


def _count(covered: Covered) -> dict[str, Any]:
    untried = [{"at": at, **_both(what_would_try(covered.kind, at))} for at in covered.missing]
    return {"kind": covered.kind, "tried": covered.tried, "of": covered.of, "untried": untried}


def _both(words: Words) -> dict[str, str | None]:
    return {"vi": words.vi, "en": words.say("en")}


def coverage_of(catalog: Catalog, name: str, product_set: int | None = None) -> DeckCoverage:
    """What the decks of a ruleset of a catalogue exercise; RulesetError where they can't be read,
    CatalogError where there is no such ruleset or product set.
    """
    run = run_cases(catalog, name, product_set, fully=True)
    return DeckCoverage(name, product_set, len(run.cases), run.failed, run.coverage, run.tables)


def what_would_try(kind: Kind, at: str) -> Words:
    """What a case must have that would try a thing."""
    place, _, rest = at.partition("/")
    what = rest if kind == "days" else rest.partition("/")[2]
    number = rest.partition("/")[0]
    return say_both(_WOULD_TRY[kind], what=what, number=number, ruleset=place)


_WOULD_TRY: Mapping[Kind, str] = MappingProxyType(
    {
        "levels": "coverage.would-try.levels",
        "cases": "coverage.would-try.cases",
        "minimums-met": "coverage.would-try.minimums-met",
        "minimums-missed": "coverage.would-try.minimums-missed",
        "gates": "coverage.would-try.gates",
        "stars": "coverage.would-try.stars",
        "boundaries": "coverage.would-try.boundaries",
        "alternatives-true": "coverage.would-try.alternatives-true",
        "alternatives-false": "coverage.would-try.alternatives-false",
        "ends": "coverage.would-try.ends",
        "papers": "coverage.would-try.papers",
        "gate-ways": "coverage.would-try.gate-ways",
        "openers": "coverage.would-try.openers",
        "readings": "coverage.would-try.readings",
        "findings": "coverage.would-try.findings",
        "days": "coverage.would-try.days",
    }
)
