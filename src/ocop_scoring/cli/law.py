"""`ocop rules …`: what rulesets there are, what they say, which one applies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..rating.caveats import of_table
from ..rules.catalog import Catalog
from ..rules.classification import Classification
from ..rules.decision import Council
from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..terms import Ending, Evidence
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, newest, read_number, read_ruleset
from .output import put_json, put_note
from .policies import policies_named, refuse_number, show_policies
from .show import PROVENANCE, Screen, screen

__all__ = ["find", "listing", "sets_in_words", "show"]

_COUNCIL = {
    "district": "council.district",
    "province": "council.province",
    "ministry": "council.ministry",
}
_GATE: Mapping[Ending, str] = {"rejected": "gate.rejected", "stopped": "gate.stopped"}
_EVIDENCE: tuple[Evidence, ...] = ("derived", "guarded", "judged")


@verb("rules list")
@criteria_option
def listing(speech: Speech, catalog: Catalog) -> None:
    """All rulesets, oldest first."""
    rulesets = catalog.rulesets()
    if speech.json:
        put_json(catalog.as_json())
        return
    screen().rows(
        (r.id, _span(r, speech), sets_in_words(len(r.numbers), speech), _titled(r, speech))
        for r in rulesets
    )
    for error in catalog.unreadable.values():
        for line in error.lines(speech.lang):
            put_note(line)


def _span(ruleset: Ruleset, speech: Speech) -> str:
    force = ruleset.in_force
    if force.until:
        return speech.say("until", since=force.from_, until=force.until)
    return speech.say("since", since=force.from_)


def sets_in_words(count: int, speech: Speech) -> str:
    """How many product sets."""
    return speech.say("product-set" if count == 1 else "product-sets", count=count)


def _titled(ruleset: Ruleset, speech: Speech) -> str:
    return f"{ruleset.decision}: {ruleset.title.say(speech.lang)}"


@verb("rules show")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@option("--derived", is_flag=True)
@option("--all", "every_level", is_flag=True)
@option("--whole", is_flag=True)
@criteria_option
def show(
    speech: Speech,
    ruleset: str,
    n: int | None,
    derived: bool,
    every_level: bool,
    whole: bool,
    catalog: Catalog,
) -> None:
    """A ruleset's product sets, or the table of one; or the policies of councils."""
    if whole and (n is None or derived or not speech.json):
        raise bad_argument("wrong-option", "--whole", f"{ruleset} 8 --whole --json", "--whole")
    policies = policies_named(catalog, ruleset)
    if policies is not None:
        refuse_number(n, derived or every_level, ruleset)
        show_policies(catalog, policies, ruleset, speech)
        return
    found = catalog.ruleset(ruleset)
    if derived:
        _show_derived(found, n, speech)
    elif n is None:
        _show_ruleset(found, speech)
    elif speech.json:
        put_json(found.product_set(n).as_json(whole=whole))
    else:
        _show_product_set(screen(), found.product_set(n), speech, every_level)


def _sets_of(ruleset: Ruleset, n: int | None = None) -> list[ProductSet]:
    return [ruleset.product_set(number) for number in (ruleset.numbers if n is None else (n,))]


def _show_ruleset(ruleset: Ruleset, speech: Speech) -> None:
    """A ruleset on one screen: bands, councils, product sets."""
    if speech.json:
        put_json(ruleset.as_json())
        return
    sets = _sets_of(ruleset)
    at = screen()
    at.line(f"{ruleset.id} · {_titled(ruleset, speech)} · {_span(ruleset, speech)}", "bold")
    at.line(_bands(ruleset.bands, speech))
    for council in ruleset.councils:
        at.line(_council(council, speech), "dim")
    at.rows((f"{s.product_set:>2}", s.title.say(speech.lang)) for s in sets)


def _council(council: Council, speech: Speech) -> str:
    least, most = council.members
    level = speech.say(_COUNCIL[council.level])
    said = speech.say("council", level=level, least=least, most=most, rounds=council.rounds)
    if council.sends_on is None or council.to is None:
        return said
    points, to = council.sends_on.say(speech.lang), speech.say(_COUNCIL[council.to])
    return said + speech.say("council-sends", points=points, to=to)


def _bands(bands: Iterable[Any], speech: Speech) -> str:
    return " · ".join(f"{band.star}★ {band.points.say(speech.lang)}" for band in bands)


def _show_derived(ruleset: Ruleset, n: int | None, speech: Speech) -> None:
    """How many criteria of each product set evidence decides, bounds, or leaves to people."""
    counts = [
        (s, Counter[str](criterion.evidence for criterion in s.criteria))
        for s in _sets_of(ruleset, n)
    ]
    if speech.json:
        rows = [
            {
                "product_set": s.product_set,
                **{kind: count[kind] for kind in _EVIDENCE},
                "criteria": count.total(),
            }
            for s, count in counts
        ]
        put_json({"format": "ocop-derived/1", "ruleset": ruleset.id, "product_sets": rows})
        return
    words = {
        "derived": speech.say("derived"),
        "guarded": speech.say("guarded"),
        "judged": speech.say("judged"),
    }
    screen().rows(
        (
            f"{s.product_set:>2}",
            *(f"{count[kind]:>2} {words[kind]}" for kind in _EVIDENCE),
            s.title.say(speech.lang),
        )
        for s, count in counts
    )


def _show_product_set(at: Screen, shown: ProductSet, speech: Speech, every_level: bool) -> None:
    """The printed table, then its gates, misprints, caveats and digest."""
    head = (
        f"{shown.ruleset}/{shown.product_set}",
        shown.title.say(speech.lang),
        speech.say(PROVENANCE[shown.provenance]),
    )
    at.line(" · ".join(head), "bold")
    at.line(_bands(shown.bands, speech))
    for part in shown.parts:
        at.line(f"{part.code}. {part.title.say(speech.lang)} ({part.points})", "bold")
        criteria = [criterion for group in part.groups for criterion in group.criteria]
        at.rows(row for c in criteria for row in _rows(c, speech, every_level))
    for gate in shown.gates:
        outcome = speech.say(_GATE[gate.outcome])
        at.line(f"! {outcome}: {gate.words.say(speech.lang)} ({gate.id})")
    for erratum in shown.errata:
        printed, read_as = erratum.printed, erratum.read_as
        key = "erratum-unresolved" if erratum.confidence == "unresolved" else "erratum"
        at.line(f"* {speech.say(key, at=erratum.at, printed=printed, read_as=read_as)}")
    for code in shown.caveats:
        at.line(f"! {of_table(shown, code).words.say(speech.lang)}", "yellow")
    at.line(shown.digest, "dim")


def _rows(criterion: Criterion, speech: Speech, every_level: bool) -> list[tuple[str, str, str]]:
    """A criterion in one row, or in one row for its title and one for each level."""
    title = criterion.title.say(speech.lang)
    if not every_level:
        return [(criterion.number, _boxes(criterion), title)]
    levels = [
        ("", _box(level), f"  {level.words.say(speech.lang)} ({level.id})")
        for level in criterion.levels
    ]
    return [(criterion.number, "", f"{title} ({criterion.points})"), *levels]


def _boxes(criterion: Criterion) -> str:
    """The levels of a criterion in a row; those of its cases apart."""
    cases = dict.fromkeys([level.case for level in criterion.levels])
    of_each = [
        " ".join([_box(level) for level in criterion.levels if level.case == case])
        for case in cases
    ]
    return " | ".join(of_each)


def _box(level: Level) -> str:
    """A level as printed: its points, and as many asterisks as the star that asks for it."""
    return f"{level.points}{'*' * (level.minimum or 0)}"


@verb("rules find")
@argument("words", nargs=-1, required=True)
@option("--ruleset", metavar="ID", callback=read_ruleset)
@criteria_option
def find(speech: Speech, words: tuple[str, ...], ruleset: str | None, catalog: Catalog) -> int:
    """The product sets that a product's name points to, and because of which of its words: exit
    status 1 where there is none.
    """
    found = newest(catalog, ruleset)
    answer = found.find(" ".join(words))
    if speech.json:
        put_json(answer.as_json())
    if not answer.places:
        put_note(speech.say("nothing-found", words=" ".join(words), ruleset=found.id))
        return 1
    if not speech.json:
        screen().rows(
            (f"{place.product_set:>2}", place.because, place.line.id, _path(place.line, speech))
            for place in answer.places
        )
    return 0


def _path(line: Classification, speech: Speech) -> str:
    return " › ".join(title.say(speech.lang) for title in line.titles)
