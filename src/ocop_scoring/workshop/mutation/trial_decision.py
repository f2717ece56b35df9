"""A decision itself on trial: its mutants, the cases of its deck, which mutant a case sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from ...errors import Faults, OcopError, RulesetError
from ...frozen import Value
from ...rules.applicable import Applicable
from ...rules.catalog import Catalog
from ...rules.resolved import Doc
from ...rules.ruleset import Ruleset
from ...rules.which import applicable_of
from ...terms import KindOfApplication
from ..cases.decision_deck import OfDecision, cases_of_decision, decision_decks
from ..cases.decision_run import answer, differences_of_decision
from .edits import Mutant, edited
from .mutants_decision import mutants_of_decision, wrong_in_decision
from .mutants_refused import Wrong
from .trial import Found, key_of

__all__ = ["DecisionTrial", "trial_of_decision"]


class DecisionTrial(Value):
    """A decision, its mutants in order, the cases of its deck."""

    catalog: Catalog
    ruleset: Ruleset
    number: None
    document: Doc
    mutants: tuple[Mutant, ...]
    key: str
    cases: tuple[OfDecision, ...]
    others: tuple[Doc, ...]
    known: frozenset[Wrong]

    def found(self, mutant: Mutant) -> Found:
        """What becomes of a mutant: the first case that comes otherwise kills it."""
        document = edited(self.document, mutant.edits)
        wrong = wrong_in_decision(document, self.others) - self.known
        if wrong:
            return Found("refused", min(wrong)[0])
        every: list[Ruleset] = []
        changed = Ruleset(document, cast("Any", _Changed(self.catalog, every)))
        every += [changed if r.id == changed.id else r for r in self.catalog.rulesets()]
        for case in self.cases:
            if _comes_otherwise(case, changed, every, self.catalog):
                return Found("killed", str(case.place()))
        return Found("survived")


class _Changed:
    """A catalogue in which one decision has changed, for what asks it about days."""

    def __init__(self, catalog: Catalog, every: Sequence[Ruleset]) -> None:
        self._catalog, self._every = catalog, every

    def applicable(
        self, filed: date, kind: KindOfApplication, decided: date | None = None
    ) -> Applicable:
        """Which of the rulesets a dossier's dates call for."""
        return applicable_of(tuple(self._every), filed, kind, decided)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalog, name)


def _comes_otherwise(
    case: OfDecision, ruleset: Ruleset, every: Sequence[Ruleset], catalog: Catalog
) -> bool:
    try:
        came = answer(case.told, ruleset, every, catalog)
    except OcopError:
        return True
    return any(differences_of_decision(case.told, came))


def trial_of_decision(catalog: Catalog, ruleset: Ruleset) -> DecisionTrial:
    """A decision's trial. RulesetError where its deck can't be read, or a case comes otherwise
    before anything is changed.
    """
    files, faults = decision_decks(catalog.folder / ruleset.id), Faults()
    cases = tuple(case for file in files for case in cases_of_decision(file, faults))
    for case in cases:
        if _comes_otherwise(case, ruleset, catalog.rulesets(), catalog):
            faults.add("case-fails", case.source, (case.position,), "–", "")
    faults.raise_any(RulesetError)
    document = ruleset.resolved()
    documents = {one.id: one.resolved() for one in catalog.rulesets()}
    others = tuple(one for name, one in documents.items() if name != ruleset.id)
    mutants = tuple(mutants_of_decision(document, list(documents)))
    rules = "".join(one.document_digest for one in catalog.rulesets())
    key = key_of(rules, [file.read_bytes() for file in files], mutants)
    known = wrong_in_decision(document, others)
    return DecisionTrial(catalog, ruleset, None, document, mutants, key, cases, others, known)
