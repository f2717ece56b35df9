"""What a council should look at: where marks, facts, papers and dates contradict each other.

Findings are decided here and worded by `explain`; they never change a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..filing.evidence import DocumentFlaw, Review, Shown, grounds, shown_at
from ..filing.forms import Dossier, ScoreSheet
from ..frozen import FrozenDict
from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Clause, Condition
from ..text import Lang, Words, say_both
from .choices import Choice, points_of
from .explain import Facts, Labels, sentence
from .outcome import Outcome

__all__ = ["Finding", "findings_of"]

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "case-of-another-producer": "finding.case-of-another-producer",
        "cases-differ": "finding.cases-differ",
        "document-expired": "finding.document-expired",
        "document-missing": "finding.document-missing",
        "document-not-yet-issued": "finding.document-not-yet-issued",
        "document-other-producer": "finding.document-other-producer",
        "document-other-product": "finding.document-other-product",
        "documents-not-listed": "finding.documents-not-listed",
        "mark-above-bound": "finding.mark-above-bound",
        "mark-above-evidence": "finding.mark-above-evidence",
        "mark-below-evidence": "finding.mark-below-evidence",
        "mark-beside-evidence": "finding.mark-beside-evidence",
        "mark-without-condition": "finding.mark-without-condition",
        "outside-renewal-window": "finding.outside-renewal-window",
        "ruleset-not-applicable": "finding.ruleset-not-applicable",
        "unknown-product-group": "finding.unknown-product-group",
        "wrong-product-set": "finding.wrong-product-set",
    }
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {"first": "kind.first", "upgrade": "kind.upgrade", "renewal": "kind.renewal"}
)
_FLAWS: Mapping[str, str] = MappingProxyType(
    {
        "expired": "document-expired",
        "not-yet-issued": "document-not-yet-issued",
        "other-producer": "document-other-producer",
        "other-product": "document-other-product",
    }
)


class Finding(NamedTuple):
    """Something a council should look at: a code, the printed number of a criterion or None, and
    what its sentence is made of.
    """

    code: str
    criterion: str | None
    message: str
    values: FrozenDict[str, object]

    def say(self, lang: Lang) -> str:
        """The finding in one sentence."""
        return sentence(self.message, lang, self.values)

    @property
    def vi(self) -> str:
        """The finding in Vietnamese."""
        return self.say("vi")

    @property
    def en(self) -> str:
        """The finding in English."""
        return self.say("en")


def _finding(
    code: str, criterion: str | None = None, *, said_as: str = "", **values: object
) -> Finding:
    """A finding of this code; `said_as` names its sentence, where that is another code's."""
    values["criterion"] = criterion or ""
    return Finding(code, criterion, _SENTENCES[said_as or code], FrozenDict(values))


def findings_of(
    outcome: Outcome, rules: Ruleset, dossier: Dossier, sheet: ScoreSheet
) -> tuple[Finding, ...]:
    """All findings on a result: marks in printed order, papers, then the dossier as a whole."""
    found = [f for choice in outcome.choices.criteria for f in _on_choice(outcome, choice)]
    found += _on_cases(outcome)
    found += _on_papers(outcome, dossier)
    found += _on_dates(rules, dossier, sheet)
    found += _on_product_group(rules, dossier)
    return tuple(found)


# One criterion


def _on_choice(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    if choice.source == "mark":
        yield from _on_case(outcome, choice)
        if choice.criterion.evidence != "judged":
            yield from _on_evidence(outcome, choice)
    elif choice.marked and choice.criterion.only_if:
        story = choice.criterion.only_if.criterion
        yield _finding("mark-without-condition", choice.number, story=story, points=choice.marked)


def _on_case(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    """The producer's own kind decides for another case than the marked one."""
    product_set, criterion = outcome.table.product_set, choice.criterion
    case = choice.level.case if choice.level else None
    if case and _is_of_another_producer(product_set, criterion, case, outcome.review):
        values = {"case": criterion.cases[case].words, "marked": Labels(choice.levels)}
        said_as = "case-of-another-producer"
        yield _finding("cases-differ", choice.number, said_as=said_as, **values)


def _is_of_another_producer(
    product_set: ProductSet, criterion: Criterion, case: str, review: Review
) -> bool:
    facts = product_set.vocabulary.facts

    def is_denied(clause: Clause) -> bool:
        if clause.document is not None or facts[clause.fact].from_dossier is None:
            return False
        return review.clause_holds(clause) is False

    def is_possible(case: str) -> bool:
        conditions = [level.when for level in criterion.levels if level.case == case]
        return any(
            condition is None
            or any(not any(map(is_denied, clauses)) for clauses in condition.alternatives)
            for condition in conditions
        )

    return not is_possible(case) and any(map(is_possible, criterion.cases))


def _on_evidence(outcome: Outcome, choice: Choice) -> Iterator[Finding]:
    """What facts and papers say against a mark: another level, a bound, a missing paper."""
    review, table = outcome.review, outcome.table
    shown = shown_at(table, review, table.index[choice.number])
    is_decided = shown is not None and not shown.at_least
    if shown is not None:
        yield from _on_shown(outcome, choice, shown)
    for level in choice.levels:
        if _is_above_bound(choice, level, review, is_decided):
            yield _against("mark-above-bound", outcome, choice, (level,), ())
        yield from _on_missing_papers(outcome, choice, level)


def _on_shown(outcome: Outcome, choice: Choice, shown: Shown) -> Iterator[Finding]:
    """A mark on another level than facts show; above a level shown *at least* there may be more."""
    levels = (shown.level,) if shown.level else ()
    points = points_of(levels)
    if choice.points < points:
        code = "mark-below-evidence"
    elif shown.at_least:
        return
    elif choice.points > points:
        code = "mark-above-evidence"
    elif choice.levels and levels and _ids(choice.levels) != _ids(levels):
        code = "mark-beside-evidence"
    else:
        return
    yield _against(code, outcome, choice, choice.levels, levels)


def _ids(levels: tuple[Level, ...]) -> list[str]:
    return [level.id for level in levels]


def _is_above_bound(choice: Choice, level: Level, review: Review, is_decided: bool) -> bool:
    """Whether what is known rules a ticked level out, or a level that is not among the best still
    possible.
    """
    if level.needs is not None and review.holds(level.needs) is False:
        return True
    is_denied = not is_decided and level.when is not None and review.holds(level.when) is False
    return is_denied and choice.points > _most_possible(choice.criterion, review)


def _most_possible(criterion: Criterion, review: Review) -> int:
    """The most points still possible: of the levels whose condition is not denied."""
    possible = [
        level.points
        for level in criterion.levels
        if level.when is None or review.holds(level.when) is not False
    ]
    return sum(possible) if criterion.mode == "sum" else max(possible, default=0)


def _against(
    code: str,
    outcome: Outcome,
    choice: Choice,
    marked: tuple[Level, ...],
    shown: tuple[Level, ...],
) -> Finding:
    """What is marked, against what facts and papers show."""
    vocabulary = outcome.table.product_set.vocabulary
    return _finding(
        code,
        choice.number,
        marked=Labels(marked),
        points=points_of(marked),
        shown=Labels(shown),
        shown_points=points_of(shown),
        facts=Facts(grounds(choice.criterion, outcome.review, vocabulary)),
    )


def _on_missing_papers(outcome: Outcome, choice: Choice, level: Level) -> Iterator[Finding]:
    """The papers that a ticked level rests on and that the file lacks, where no alternative without
    them holds.
    """
    review, kinds = outcome.review, outcome.table.product_set.vocabulary.documents
    if review.valid is None:
        return
    for condition in (level.when, level.needs):
        if condition is not None and review.holds(condition) is False:
            for clause in _fewest_denied(condition, review):
                if clause.document:
                    title = kinds[clause.document].title
                    yield _finding("document-missing", choice.number, document=title)


def _fewest_denied(condition: Condition, review: Review) -> list[Clause]:
    """What is denied of the alternative that lacks the least."""
    denied = [
        [clause for clause in alternative if review.clause_holds(clause) is False]
        for alternative in condition.alternatives
    ]
    return min(denied, key=len)


# The sheet, the papers, the dossier as a whole


def _on_cases(outcome: Outcome) -> Iterator[Finding]:
    cases = {
        choice.number: choice.level.case
        for choice in outcome.choices.criteria
        if choice.level and choice.level.case
    }
    if len(set(cases.values())) > 1:
        listed = ", ".join([f"{number} ({case})" for number, case in cases.items()])
        yield _finding("cases-differ", cases=listed)


def _on_papers(outcome: Outcome, dossier: Dossier) -> Iterator[Finding]:
    if dossier.documents is None:
        yield _finding("documents-not-listed")
    for flaw in outcome.review.flaws:
        yield _on_flaw(flaw, outcome.table.product_set)


def _on_flaw(flaw: DocumentFlaw, product_set: ProductSet) -> Finding:
    document = flaw.document
    kind = product_set.vocabulary.documents.get(document.kind)
    return _finding(
        _FLAWS[flaw.why],
        document=kind.title if kind else Words(document.kind, document.kind),
        number=document.number or "–",
        expires_on=document.expires_on,
        issued_on=document.issued_on,
        issued_to=document.issued_to,
        product=document.product,
    )


def _on_dates(rules: Ruleset, dossier: Dossier, sheet: ScoreSheet) -> Iterator[Finding]:
    """A ruleset that the dossier's dates don't allow; a renewal outside its window."""
    application = dossier.application
    filed, previous = application.submitted_on, application.previous
    if not rules.may_rate(filed, application.kind, sheet.assessed_on):
        kind = say_both(_KINDS[application.kind])
        yield _finding("ruleset-not-applicable", ruleset=rules.id, filed=filed, kind=kind)
    if application.kind == "renewal" and previous is not None:
        certificate = rules.certificate(previous.certified_on, previous.expires_on)
        if not certificate.may_be_renewed(filed):
            yield _finding(
                "outside-renewal-window",
                filed=filed,
                expires=certificate.expires_on,
                first=certificate.renew_from,
                last=certificate.renew_until,
            )


def _on_product_group(rules: Ruleset, dossier: Dossier) -> Iterator[Finding]:
    """A product whose line of Appendix I has another product set, or none."""
    group, number = dossier.product.product_group, dossier.product.product_set
    if group is None:
        return
    numbers = sorted({li.product_set for li in rules.classification if li.lies_in(group)})
    if not numbers:
        yield _finding("unknown-product-group", group=group)
    elif number not in numbers:
        right = ", ".join([str(other) for other in numbers])
        yield _finding("wrong-product-set", group=group, product_set=number, right=right)
