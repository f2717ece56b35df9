"""`ocop rules applicable`, `ocop rules certificate`: what dates call for, who is competent, and how
long each step may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..days import Certificate
from ..rules.applicable import Applicable
from ..rules.catalog import Catalog
from ..rules.procedure import (
    Competence,
    Procedure,
    RatingRound,
    RoundDays,
    Stage,
    TimeLimit,
)
from ..rules.ruleset import Ruleset
from ..terms import KINDS_OF_APPLICATION, KindOfApplication
from ..text import said
from .frame import criteria_option, option, verb
from .language import Speech
from .options import newest, one_of, read_day, read_ruleset
from .output import put_json
from .show import Screen, screen

__all__ = [
    "applicable",
    "certificate",
    "limit_in_words",
    "procedure_in_words",
    "round_in_words",
]

_LEVEL = {
    "district": "council.district",
    "province": "council.province",
    "ministry": "council.ministry",
}
_RECEIVER = {"commune": "receiver.commune", "district": "receiver.district"}
_PROPOSER = {"commune": "round.commune", "province": "round.province"}
_LIMIT = {
    "commune-check": "limit.commune-check",
    "re-rating": "limit.re-rating",
    "revocation": "limit.revocation",
}


@verb("rules applicable")
@option("--filed", metavar="YYYY-MM-DD", required=True, callback=read_day)
@option(
    "--kind",
    required=True,
    metavar="|".join(KINDS_OF_APPLICATION),
    callback=one_of(*KINDS_OF_APPLICATION),
)
@option("--decided", metavar="YYYY-MM-DD", callback=read_day)
@criteria_option
def applicable(
    speech: Speech, filed: date, kind: KindOfApplication, decided: date | None, catalog: Catalog
) -> int:
    """Which ruleset a dossier's dates call for: exit status 2 where the law leaves it open."""
    answer = catalog.applicable(filed, kind, decided)
    if speech.json:
        put_json(answer.as_json())
    else:
        at = screen()
        at.line(answer.words.say(speech.lang))
        at.line(speech.say("choices", choices=", ".join(answer.choices)), "bold")
        if answer.article:
            at.line(answer.article, "dim")
        for line in _way(answer, speech):
            at.line(line)
        rules = catalog.ruleset(answer.ruleset) if answer.ruleset and answer.procedure else catalog
        _put_readings(at, answer.readings, rules, speech)
    return 0 if answer.ruleset else 2


def _way(answer: Applicable, speech: Speech) -> Iterator[str]:
    """Who is competent, where products go on to, the rounds, and until when each step."""
    if answer.moved_limit is not None:
        days = {"limit": answer.decide_by, "until": answer.moved_limit}
        yield speech.say("limit-moves", **_said(days, speech))
    if answer.procedure is not None:
        yield from procedure_in_words(answer.procedure, answer.competences, speech)
        for limit in answer.limits:
            yield limit_in_words(limit, answer.until(limit), speech)


def procedure_in_words(
    procedure: Procedure, competences: Iterable[Competence], speech: Speech, *, rounds: bool = True
) -> Iterator[str]:
    """A dossier's way in lines, each with its article; without the time limits, and perhaps without
    the `rounds` of a year.
    """
    shown = tuple(competences)
    for competence in shown:
        yield _cited(_competence(competence, speech), competence.article)
    councils = {level for competence in shown for level in competence.councils}
    for stage in procedure.stages:
        if stage.level in councils:
            yield from (_cited(line, stage.article) for line in _stage(stage, speech))
    for entry in procedure.rounds if rounds else ():
        yield _cited(_round(entry, speech), entry.article)
    samples = procedure.samples
    if samples is not None:
        yield _cited(speech.say("samples", count=samples.number), samples.article)


def _cited(line: str, article: str) -> str:
    return f"{line} · {article}" if article else line


def _competence(competence: Competence, speech: Speech) -> str:
    by_level: dict[str, list[str]] = {}
    for star, level in sorted(competence.certified_by.items()):
        by_level.setdefault(level, []).append(f"{star}★")
    certifiers = "; ".join(
        speech.say("certifies", stars=", ".join(stars), level=speech.say(_LEVEL[level]))
        for level, stars in by_level.items()
    )
    line = certifiers
    if competence.received_by is not None:
        receiver = speech.say(_RECEIVER[competence.received_by])
        line = speech.say("competence", receiver=receiver, certifiers=certifiers)
    if competence.since is None:
        return line
    return speech.say("competence-since", since=said(competence.since, speech.lang), said=line)


def _stage(stage: Stage, speech: Speech) -> Iterator[str]:
    level = speech.say(_LEVEL[stage.level])
    if stage.sends_on is not None and stage.to is not None:
        points, to = stage.sends_on.say(speech.lang), speech.say(_LEVEL[stage.to])
        yield speech.say("stage-sends-on", level=level, points=points, to=to)
    if stage.below_top_certified_by is not None:
        certifier = speech.say(_LEVEL[stage.below_top_certified_by])
        yield speech.say("stage-below-top", level=level, certifier=certifier)


def _round(entry: RatingRound, speech: Speech) -> str:
    return speech.say(
        "round",
        level=speech.say(_LEVEL[entry.level]),
        ends=_day_of_year(entry.ends_before, speech),
        proposer=speech.say(_PROPOSER[entry.proposed_by]),
        before=_day_of_year(entry.proposed_before, speech),
    )


def round_in_words(days: RoundDays, speech: Speech) -> str:
    """The round of one year."""
    return speech.say(
        "round",
        level=speech.say(_LEVEL[days.round.level]),
        ends=said(days.ends_before, speech.lang),
        proposer=speech.say(_PROPOSER[days.round.proposed_by]),
        before=said(days.proposed_before, speech.lang),
    )


def _day_of_year(day: tuple[int, int], speech: Speech) -> str:
    month, of_month = day
    return f"{of_month}/{month}" if speech.lang == "vi" else f"{month:02}-{of_month:02}"


def limit_in_words(limit: TimeLimit, until: date | None, speech: Speech) -> str:
    """How long a step may take, and until when where that is known."""
    line = speech.say(_LIMIT[limit.code], days=limit.days)
    if until is not None:
        line = speech.say("limit-until", said=line, until=said(until, speech.lang))
    elif limit.is_working:
        line = speech.say("limit-uncounted", said=line)
    return _cited(line, limit.article)


def _said(values: dict[str, date | None], speech: Speech) -> dict[str, object]:
    return {name: said(value, speech.lang) for name, value in values.items()}


def _put_readings(
    at: Screen, names: Iterable[str], rules: Catalog | Ruleset, speech: Speech
) -> None:
    """The readings that an answer rests on, each with its question and what is taken."""
    for name in names:
        reading = rules.reading(name)
        if reading is not None:
            question, taken = reading.question.say(speech.lang), reading.taken.say(speech.lang)
            words = {"question": question, "taken": taken}
            at.line(speech.say("reading", id=name, **words), "dim")


@verb("rules certificate")
@option("--issued", metavar="YYYY-MM-DD", required=True, callback=read_day)
@option("--expires", metavar="YYYY-MM-DD", callback=read_day)
@option("--ruleset", metavar="ID", callback=read_ruleset)
@criteria_option
def certificate(
    speech: Speech, issued: date, expires: date | None, ruleset: str | None, catalog: Catalog
) -> None:
    """When a certificate ends, when its renewal is filed, how long it may run on.

    Of the newest decision where none is named: a certificate of an earlier one is renewed under the
    law of today.
    """
    found = newest(catalog, ruleset)
    days = found.certificate(issued, expires)
    if speech.json:
        put_json(days.as_json())
        return
    at = screen()
    first, *rest = _days_in_words(found, days, speech)
    at.line(first, "bold")
    for line in rest:
        at.line(line)
    if expires is None:
        _warn_of_a_guess(at, catalog, issued, speech)
    at.line("; ".join(days.articles) or found.decision, "dim")
    _put_readings(at, days.readings, found, speech)


def _days_in_words(found: Ruleset, days: Certificate, speech: Speech) -> Iterator[str]:
    said_days = {name: said(value, speech.lang) for name, value in days._asdict().items()}
    yield speech.say("certificate", issued=said_days["issued_on"], expires=said_days["expires_on"])
    if days.expires_on < found.in_force.from_ and found.certificate_rule.renew_between_days:
        since = said(found.in_force.from_, speech.lang)
        yield speech.say("certificate-ended", decision=found.decision, since=since)
        return
    if days.renew_from is not None:
        first, last = said_days["renew_from"], said_days["renew_until"]
        yield speech.say("certificate-renewal", first=first, last=last)
    if days.extended_until is not None:
        yield speech.say("certificate-late", until=said_days["extended_until"])
    for code in ("re-rating", "revocation"):
        limit = found.procedure.limit(code, "renewal")
        if limit is not None:
            yield limit_in_words(limit, None, speech)


def _warn_of_a_guess(at: Screen, catalog: Catalog, issued: date, speech: Speech) -> None:
    """A certificate from before the first known decision: nothing here says how long it lasts."""
    first = catalog.rulesets()[0]
    if issued < first.in_force.from_:
        values = {"decision": first.decision, "months": first.certificate_rule.months}
        since = said(first.in_force.from_, speech.lang)
        at.line(speech.say("certificate-before", since=since, **values), "yellow")
