"""Why, in words: a level, a gate, a lost star, a finding, the way to the next star; in Vietnamese
and English.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..exact import percent, shown
from ..filing.evidence import Review
from ..filing.forms import Dossier
from ..rules.model import Clause, Condition, Criterion, Fact, Level, ProductSet
from ..text import LANGUAGES, Lang, Words, say, say_both
from .advise import Change, Plan
from .steps import Choice, ScoringTable, Unmet

__all__ = [
    "Finding",
    "caveat",
    "change_in_words",
    "finding",
    "findings_of",
    "label",
    "plan_in_words",
    "reason",
    "reason_in",
    "unmet_in_words",
]


class Finding(NamedTuple):
    """Something a council should look at; it never changes a number. `criterion` is a printed
    number, or None.
    """

    code: str
    criterion: str | None
    words: Words

    @property
    def vi(self) -> str:
        """The finding in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str:
        """The finding in English."""
        return self.words.say("en")


def finding(code: str, criterion: str | None = None, **values: object) -> Finding:
    """A finding of this code, in both languages."""
    return Finding(
        code, criterion, say_both(f"finding.{code}", criterion=criterion or "", **values)
    )


def label(levels: tuple[Level, ...], lang: Lang) -> str:
    """The words of the level reached (of all, where lines add up), or that none is."""
    return (
        "; ".join(level.words.say(lang) for level in levels) if levels else say("level.none", lang)
    )


def _label(levels: tuple[Level, ...]) -> Words:
    return Words(label(levels, "vi"), label(levels, "en"))


def reason(table: ScoringTable, choice: Choice, review: Review) -> Words:
    """Why a criterion has the level it has."""
    return Words(reason_in(table, choice, review, "vi"), reason_in(table, choice, review, "en"))


def reason_in(table: ScoringTable, choice: Choice, review: Review, lang: Lang) -> str:
    """Why a criterion has the level it has, in one language."""
    if choice.source == "mark":
        return say("reason.mark", lang, label=label(choice.levels, lang))
    if choice.source == "fact":
        facts = facts_in_words(table.product_set, choice.criterion, review, lang)
        return say("reason.fact", lang, label=label(choice.levels, lang), facts=facts)
    if choice.source == "condition" and choice.criterion.only_if:
        return say("reason.condition", lang, story=choice.criterion.only_if.criterion)
    return say("reason.none", lang)


def facts_in_words(
    product_set: ProductSet, criterion: Criterion, review: Review, lang: Lang
) -> str:
    """The known facts, and the papers that count, that a criterion's conditions name."""
    conditions = [c for level in criterion.levels for c in (level.when, level.needs) if c]
    return "; ".join(_known(product_set, conditions, review, lang)) or "–"


def _known(
    product_set: ProductSet, conditions: list[Condition], review: Review, lang: Lang
) -> Iterator[str]:
    seen: set[Clause | str] = set()
    for clause in (clause for condition in conditions for clause in condition.clauses()):
        name = clause.document or clause.fact
        if name in seen or not review.knows(clause):
            continue
        seen.add(name)
        if clause.document:
            title = product_set.vocabulary.documents[clause.document].title.say(lang)
            yield say(
                "fact.document-valid" if review.clause_holds(clause) else "fact.document-missing",
                lang,
                document=title,
            )
        else:
            fact = product_set.vocabulary.facts[clause.fact]
            yield f"{fact.title.say(lang)}: {_value(fact, review.facts[clause.fact], lang)}"


def _value(fact: Fact, value: Decimal | bool | str, lang: Lang) -> str:
    if isinstance(value, bool):
        return say("fact.yes" if value else "fact.no", lang)
    if isinstance(value, str):
        return fact.words[value].say(lang) if value in fact.words else value
    return percent(value, lang) if fact.unit == "share" else shown(value, lang)


def unmet_in_words(unmet: Unmet, criterion: Criterion) -> Words:
    """Which star a missed minimum costs, what it needs, and what there is."""
    return say_both(
        "unmet",
        star=unmet.star,
        number=unmet.criterion,
        title=criterion.title,
        needs=_label((unmet.needs,)),
        points=unmet.needs.points,
        has=_label((unmet.has,) if unmet.has else ()),
        has_points=unmet.has.points if unmet.has else 0,
    )


def change_in_words(change: Change) -> Words:
    """One change of a plan."""
    return say_both(
        "plan.change",
        number=change.criterion.number,
        title=change.criterion.title,
        label=_label(change.to_levels),
        points=change.points,
        now=_label(change.from_levels),
    )


def plan_in_words(plan: Plan, product_set: ProductSet) -> Words:
    """What the next star needs, in one sentence; also that more may be needed, where minimums of
    that star are not known.
    """
    key = "plan-at-least" if product_set.lacks_minimums_of(plan.star) else "plan"
    return say_both(
        key, star=plan.star, count=len(plan.changes), gain=plan.gain, missing=plan.points_missing
    )


def caveat(product_set: ProductSet, code: str) -> Words:
    """What a caveat says of every result of a table."""
    printed = sum(part.points for part in product_set.parts)
    missing = [
        say_both("caveat.missing", part=entry.part, stars=_run(entry.stars))
        for entry in product_set.minimums_missing
    ]
    lowest = min(
        (star for entry in product_set.minimums_missing for star in entry.stars), default=0
    )
    return say_both(
        f"caveat.{code}",
        star=lowest,
        decision=product_set.decision,
        reachable=product_set.most_points,
        printed=printed,
        missing=Words(
            "; ".join(words.vi for words in missing),
            "; ".join(words.say("en") for words in missing),
        ),
    )


def _run(stars: tuple[int, ...]) -> str:
    """Some stars, shortly: 2–5★ where none between is left out."""
    first, last = min(stars), max(stars)
    whole = len(stars) > 1 and len(set(stars)) == last - first + 1
    return f"{first}–{last}★" if whole else ", ".join(f"{star}★" for star in sorted(set(stars)))


def findings_of(
    table: ScoringTable,
    choices: tuple[Choice, ...],
    review: Review,
    dossier: Dossier,
    marked_of_closed: dict[int, int],
) -> Iterator[Finding]:
    """What marks, facts and papers say against one another, in printed order; then what the papers
    lack.
    """
    papers_known, decided, bounded = review.valid is not None, review.decided, table.bounded
    for index, choice in enumerate(choices):
        if choice.source == "mark":
            # Most sheets have nothing to hold a mark against: what could speak against it is looked
            # up first.
            case = choice.level.case if choice.level else None
            if (
                choice.level
                and case
                and _is_of_another_producer(table.product_set, choice.criterion, case, review)
            ):
                values = {"case": choice.criterion.cases[case], "marked": _label(choice.levels)}
                words = say_both(
                    "finding.case-of-another-producer", criterion=choice.number, **values
                )
                yield Finding("cases-differ", choice.number, words)
            if papers_known or index in decided or index in bounded or index in review.at_least:
                yield from _against_evidence(table, index, choice, review)
        elif index in marked_of_closed and choice.criterion.only_if:
            story, points = choice.criterion.only_if.criterion, marked_of_closed[index]
            yield finding(
                "mark-without-condition", choice.criterion.number, story=story, points=points
            )
    cased = [choice for choice in choices if choice.criterion.cases]
    cases = {
        choice.criterion.number: choice.level.case
        for choice in cased
        if choice.level and choice.level.case
    }
    if len(set(cases.values())) > 1:
        listed = ", ".join(f"{number} ({case})" for number, case in cases.items())
        yield finding("cases-differ", None, cases=listed)
    if dossier.documents is None:
        yield finding("documents-not-listed")
    for flaw in review.flaws:
        paper = table.product_set.vocabulary.documents.get(flaw.document.kind)
        title = paper.title if paper else Words(flaw.document.kind, flaw.document.kind)
        yield finding(
            f"document-{flaw.why}",
            None,
            document=title,
            number=flaw.document.number or "–",
            **_flaw_values(flaw.document),
        )


def _is_of_another_producer(
    product_set: ProductSet, criterion: Criterion, case: str, review: Review
) -> bool:
    """Whether the dossier's own words on the producer decide for another case of a criterion than
    this one.
    """
    facts = product_set.vocabulary.facts

    def denied(clause: Clause) -> bool:
        return (
            clause.document is None
            and facts[clause.fact].from_dossier is not None
            and review.clause_holds(clause) is False
        )

    def can_be(case: str) -> bool:
        conditions = [level.when for level in criterion.levels if level.case == case]
        return any(
            c is None or any(not any(map(denied, clauses)) for clauses in c.alternatives)
            for c in conditions
        )

    return not can_be(case) and any(map(can_be, criterion.cases))


def _flaw_values(document: object) -> dict[str, object]:
    names = ("expires_on", "issued_on", "issued_to", "product")
    return {name: getattr(document, name) for name in names}


def _against_evidence(
    table: ScoringTable, index: int, choice: Choice, review: Review
) -> Iterator[Finding]:
    criterion = choice.criterion
    if index in review.decided:
        decided = review.decided[index]
        reached = (decided,) if decided else ()
        points = decided.points if decided else 0
        beside = choice.points == points and choice.levels and reached
        if choice.points != points or (beside and choice.levels != reached):
            code = (
                "above"
                if choice.points > points
                else "below"
                if choice.points < points
                else "beside"
            )
            yield _told_by_facts(
                f"mark-{code}-evidence", table, criterion, review, choice.levels, reached
            )
    elif index in review.at_least and choice.points < review.at_least[index].points:
        yield _told_by_facts(
            "mark-below-evidence",
            table,
            criterion,
            review,
            choice.levels,
            (review.at_least[index],),
        )
    for level in choice.levels:
        unmet = level.needs is not None and review.holds(level.needs) is False
        denied = (
            index not in review.decided
            and level.when is not None
            and review.holds(level.when) is False
        )
        if unmet or (denied and choice.points > _most_possible(criterion, review)):
            yield _told_by_facts("mark-above-bound", table, criterion, review, (level,), ())
        yield from _missing_papers(table, criterion, level, review)


def _most_possible(criterion: Criterion, review: Review) -> int:
    """The most points still possible: of the levels whose condition is not denied."""
    open_levels = [
        level.points
        for level in criterion.levels
        if level.when is None or review.holds(level.when) is not False
    ]
    return sum(open_levels) if criterion.mode == "sum" else max(open_levels, default=0)


def _told_by_facts(
    code: str,
    table: ScoringTable,
    criterion: Criterion,
    review: Review,
    marked: tuple[Level, ...],
    shown_levels: tuple[Level, ...],
) -> Finding:
    """What is marked against what facts and papers show, with these."""
    return finding(
        code,
        criterion.number,
        marked=_label(marked),
        points=sum(level.points for level in marked),
        shown=_label(shown_levels),
        shown_points=sum(level.points for level in shown_levels),
        facts=Words(
            *(facts_in_words(table.product_set, criterion, review, lang) for lang in LANGUAGES)
        ),
    )


def _missing_papers(
    table: ScoringTable, criterion: Criterion, level: Level, review: Review
) -> Iterator[Finding]:
    """The papers that a ticked level rests on and that the file lacks, where no alternative without
    them holds.
    """
    for condition in (level.when, level.needs):
        if condition is None or review.valid is None or review.holds(condition) is not False:
            continue
        alternatives = [
            [c for c in alternative if review.clause_holds(c) is False]
            for alternative in condition.alternatives
        ]
        fewest = min(alternatives, key=len)
        for clause in fewest:
            if clause.document:
                title = table.product_set.vocabulary.documents[clause.document].title
                yield finding("document-missing", criterion.number, document=title)
