"""`ocop check`: everything that can be said of a dossier or a sheet alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ..days import days_after, end_of_period
from ..errors import CatalogError
from ..filing.dossiers import load_dossier
from ..filing.forms import Application, Dossier, ScoreSheet
from ..filing.read import read_dossier, read_sheet
from ..filing.sheets import is_workbook, load_sheet
from ..rating import explain
from ..rating.alone import Marked, dossier_alone, findings_alone, sheet_alone
from ..rating.evaluation import Evaluation
from ..rating.finding import Finding, finding
from ..rating.score import ruleset_for
from ..rating.writers import finding_json
from ..rules.applicable import Applicable
from ..rules.catalog import Catalog
from ..rules.procedure import Procedure, RoundDays, TimeLimit
from ..rules.ruleset import Ruleset
from ..sources.read import LIMIT_BYTES, first_bytes
from ..text import said
from ..working_days import working_days_after
from .dates import limit_in_words, procedure_in_words, round_in_words
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import read_ruleset
from .output import put_error, put_json
from .rate import STDIN, from_stdin
from .show import Screen, screen

__all__ = ["check"]

_NAMED = re.compile(rb"""["']?format["']?\s*:\s*["']?ocop-(sheet|dossier)/1""")
_OPEN = frozenset({"no-ruleset-for-dates", "ruleset-left-open", "ruleset-not-here"})


@verb("check")
@argument("form")
@option("--ruleset", metavar="ID", callback=read_ruleset)
@option("--strict", is_flag=True)
@criteria_option
def check(speech: Speech, form: str, ruleset: str | None, strict: bool, catalog: Catalog) -> int:
    """Say all that one file says of itself: exit status 0, with `--strict` 1 where a finding is
    loud.
    """
    read = _read(form, catalog)
    if isinstance(read, ScoreSheet):
        found = _put_sheet(read, ruleset, catalog, speech)
    else:
        found = _put_dossier(read, ruleset, catalog, speech)
    return 1 if strict and found else 0


def _read(form: str, catalog: Catalog) -> Dossier | ScoreSheet:
    """The form, read as what its first `format` line says; as a dossier where none does."""
    if form == STDIN:
        content = from_stdin("form")
        is_sheet = _is_sheet(content)
        return read_sheet(content) if is_sheet else read_dossier(content, catalog=catalog)
    try:
        content = first_bytes(form, LIMIT_BYTES)
    except (OSError, ValueError):
        content = b""  # the reader below says what is wrong with the file
    if is_workbook(form):
        from ..filing.workbook.door import is_dossier  # only where a workbook is given

        is_sheet = not is_dossier(form)
    else:
        is_sheet = _is_sheet(content)
    if is_sheet:
        return load_sheet(form, catalog=catalog)
    return load_dossier(form, catalog=catalog)


def _is_sheet(content: bytes) -> bool:
    named = _NAMED.search(content)
    return named is not None and named[1] == b"sheet"


# A sheet


def _put_sheet(sheet: ScoreSheet, ruleset: str | None, catalog: Catalog, speech: Speech) -> bool:
    """Say what fits of a sheet, and what to look at: whether that is loud."""
    rules = catalog.ruleset(ruleset or sheet.ruleset)
    marked = sheet_alone(rules, sheet)
    if speech.json:
        put_json(_sheet_json(sheet, rules, marked))
    else:
        _show_sheet(screen(), sheet, rules, marked, speech)
    return _is_loud(marked.findings)


def _sheet_json(sheet: ScoreSheet, rules: Ruleset, marked: Marked) -> dict[str, Any]:
    shown: dict[str, Any] = _head("sheet", rules, sheet.product_set)
    shown["findings"] = [finding_json(found) for found in marked.findings]
    if marked.result is not None:
        rated = marked.result.as_json()
        numbers = {name: rated[name] for name in ("total", "star_by_points", "star", "range")}
        shown["gates"] = rated["gates"]
        shown["marks"] = {"marked": list(marked.marked), "open": list(marked.open), **numbers}
    return shown


def _head(form: str, rules: Ruleset | None, product_set: int | None) -> dict[str, Any]:
    return {
        "format": "ocop-form-check/1",
        "form": form,
        "ruleset": rules.id if rules else None,
        "product_set": product_set,
        "applicable": None,
        "errors": [],
        "gates": [],
        "findings": [],
        "rounds": [],
        "limits": [],
        "decided": [],
        "marks": None,
    }


def _show_sheet(
    at: Screen, sheet: ScoreSheet, rules: Ruleset, marked: Marked, speech: Speech
) -> None:
    result = marked.result
    if result is None:
        at.line(speech.say("checked.sheet-alone", ruleset=rules.id, count=len(sheet.marks)), "bold")
    else:
        values = {"ruleset": rules.id, "number": result.product_set}
        title = result.printed.title.say(speech.lang)
        at.line(speech.say("checked.sheet", **values, title=title), "bold")
        count, every = len(marked.marked), len(result.criteria)
        at.line(speech.say("checked.marks", count=count, every=every))
        if marked.open:
            at.line(speech.say("checked.open", numbers=", ".join(marked.open)))
        at.line(result.verdict(speech.lang))
        for sentence in result.held_back(speech.lang):
            at.line(f"  – {sentence}")
    _show_findings(at, marked.findings, speech)


# A dossier


class _Due(NamedTuple):
    """A step with a time limit, and its last day where that is known."""

    limit: TimeLimit
    until: date | None


def _put_dossier(dossier: Dossier, ruleset: str | None, catalog: Catalog, speech: Speech) -> bool:
    """Say what a dossier says of itself, and what to look at: whether that is loud."""
    try:
        rules = ruleset_for(dossier, ruleset, catalog=catalog)
    except CatalogError as error:
        if not {fault.code for fault in error.faults} <= _OPEN:
            raise
        return _put_open(dossier, error, speech)
    result = dossier_alone(rules, dossier)
    dues = list(_dues(rules.procedure, dossier.application))
    found = (*findings_alone(result), *_on_dues(dues, dossier.application))
    rounds = list(_rounds(rules.procedure, dossier.application))
    answer = _answer(rules, dossier)
    if speech.json:
        put_json(_dossier_json(result, found, answer, rounds, dues))
    else:
        _show_dossier(screen(), result, found, answer, speech)
        _show_way(screen(), rules, answer, rounds, dues, speech)
    return _is_loud(found) or bool(result.gates)


def _put_open(dossier: Dossier, error: CatalogError, speech: Speech) -> bool:
    """A dossier that reads, and whose dates call for no ruleset that is here."""
    if speech.json:
        shown = _head("dossier", None, dossier.product.product_set)
        put_json(shown | {"errors": error.as_json()["errors"]})
    else:
        screen().line(speech.say("checked.dossier", **_who(dossier)), "bold")
        put_error(error, speech)
    return True


def _who(dossier: Dossier) -> dict[str, str]:
    return {"product": dossier.product.name, "producer": dossier.producer.name}


def _answer(rules: Ruleset, dossier: Dossier) -> Applicable | None:
    application = dossier.application
    try:
        return rules.applicable(application.submitted_on, application.kind)
    except CatalogError:
        return None


def _rounds(procedure: Procedure, application: Application) -> Iterator[tuple[date, RoundDays]]:
    """The rounds that proposals belong to, each with the day of the proposal (Article 5)."""
    commune, province = application.proposed_by_commune_on, application.proposed_by_province_on
    for day, found in (
        (commune, commune and procedure.round_for("province", commune)),
        (province, province and procedure.round_for("ministry", province)),
    ):
        if day is not None and isinstance(found, RoundDays):
            yield day, found


def _dues(procedure: Procedure, application: Application) -> Iterator[_Due]:
    """Until when the commune proposes, and a re-rating takes."""
    check = procedure.limit("commune-check", application.kind)
    if check is not None:
        yield _Due(check, working_days_after(application.submitted_on, check.days))
    rerating, proposed = procedure.limit("re-rating", application.kind), None
    if rerating is not None and application.kind == "renewal":
        proposed = application.proposed_by_commune_on
        until = end_of_period(days_after(proposed, rerating.days)) if proposed else None
        yield _Due(rerating, until)


def _on_dues(dues: Iterable[_Due], application: Application) -> Iterator[Finding]:
    """A commune that proposed later than its working days, by the calendar of public holidays."""
    proposed = application.proposed_by_commune_on
    for limit, until in dues:
        is_commune = limit.code == "commune-check"
        if is_commune and proposed is not None and until is not None and proposed > until:
            yield finding(
                "commune-proposed-late",
                day=until,
                proposed=proposed,
                until=until,
                days=limit.days,
                article=limit.article,
            )


def _dossier_json(
    result: Evaluation,
    found: Iterable[Finding],
    answer: Applicable | None,
    rounds: Iterable[tuple[date, RoundDays]],
    dues: Iterable[_Due],
) -> dict[str, Any]:
    shown = _head("dossier", result.rules, result.product_set)
    shown["applicable"] = answer.as_json() if answer else None
    shown["gates"] = result.as_json()["gates"]
    shown["findings"] = [finding_json(one) for one in found]
    shown["rounds"] = [_round_json(day, days) for day, days in rounds]
    shown["decided"] = _decided(result)
    shown["limits"] = [_due_json(due) for due in dues]
    return shown


def _decided(result: Evaluation) -> list[str]:
    """The numbers of the criteria that facts and papers decide."""
    return [row.number for row in result.criteria if row.source == "fact"]


def _round_json(proposed: date, days: RoundDays) -> dict[str, str]:
    return {
        "level": days.round.level,
        "proposed_on": proposed.isoformat(),
        "proposed_before": days.proposed_before.isoformat(),
        "ends_before": days.ends_before.isoformat(),
        "article": days.round.article,
    }


def _due_json(due: _Due) -> dict[str, Any]:
    limit, until = due
    return {
        "code": limit.code,
        "days": limit.days,
        "working": limit.is_working,
        "until": until.isoformat() if until else None,
        "article": limit.article,
    }


def _show_dossier(
    at: Screen,
    result: Evaluation,
    found: tuple[Finding, ...],
    answer: Applicable | None,
    speech: Speech,
) -> None:
    """The dossier, its ruleset and product set, gates and findings."""
    at.line(speech.say("checked.dossier", **_who(result.dossier)), "bold")
    if answer is not None:
        at.line(answer.words.say(speech.lang))
    title = result.printed.title.say(speech.lang)
    values = {"ruleset": result.ruleset, "number": result.product_set, "title": title}
    at.line(speech.say("checked.set", **values))
    count, every = len(_decided(result)), len(result.criteria)
    at.line(speech.say("checked.decided", count=count, every=every))
    for sentence in explain.gates(result.gates, speech.lang):
        at.line(f"!! {sentence}", "bold red")
    _show_findings(at, found, speech)


def _show_way(
    at: Screen,
    rules: Ruleset,
    answer: Applicable | None,
    rounds: Iterable[tuple[date, RoundDays]],
    dues: Iterable[_Due],
    speech: Speech,
) -> None:
    """Who is competent, which round the dossier is in, and until when each step."""
    if answer is not None and answer.ruleset == rules.id:
        for line in procedure_in_words(rules.procedure, answer.competences, speech, rounds=False):
            at.line(line, "dim")
    for day, days in rounds:
        proposed = said(day, speech.lang)
        line = speech.say("checked.round", proposed=proposed, said=round_in_words(days, speech))
        at.line(f"{line} · {days.round.article}")
    for limit, until in dues:
        at.line(limit_in_words(limit, until, speech))


# What both share


def _show_findings(at: Screen, found: Iterable[Finding], speech: Speech) -> None:
    shown = tuple(found)
    if not shown:
        at.line(speech.say("checked.nothing"))
    for one in shown:
        style = "bold red" if one.severity == "loud" else ""
        at.line(f"{one.sign} {one.say(speech.lang)}", style)


def _is_loud(found: Iterable[Finding]) -> bool:
    return any(one.severity == "loud" for one in found)
