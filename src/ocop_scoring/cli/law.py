"""`ocop rules …`: what rulesets there are, what they say, whether they hold together, which one
applies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..errors import CatalogError, Fault, OcopError, RulesetError
from ..filing.forms import KINDS_OF_APPLICATION
from ..rating.explain import caveat
from ..rules import lock as releases
from ..rules.catalog import Catalog
from ..rules.classification import Place
from ..rules.classification import find as find_places
from ..rules.model import Council, Criterion, Level, ProductSet, Ruleset
from ..sources.layout import rulesets_in
from ..text import say_both
from .files import write_whole
from .frame import catalog_at, catalog_option, day_option, newest, number, one_of, put_json, verb
from .language import Speech
from .show import Screen, screen

__all__ = ["applicable", "certificate", "check", "find", "listing", "lock", "show"]


@verb("rules list")
@catalog_option
def listing(speech: Speech, catalog: Catalog) -> None:
    """All rulesets, oldest first."""
    rulesets = catalog.rulesets()
    if speech.json:
        put_json(
            {
                "format": "ocop-rulesets/1",
                "rulesets": [_ruleset_json(ruleset) for ruleset in rulesets],
            }
        )
        return
    screen().table(
        (r.id, _span(r, speech), _sets(len(r.numbers), speech), _titled(r, speech))
        for r in rulesets
    )


def _ruleset_json(ruleset: Ruleset) -> dict[str, Any]:
    force = ruleset.document["in_force"]
    return {
        "id": ruleset.id,
        "revision": ruleset.revision,
        "decision": ruleset.decision,
        "title": ruleset.title._asdict(),
        "provenance": ruleset.provenance,
        "in_force": {"from": force["from"], "until": force["until"]},
        "product_sets": list(ruleset.numbers),
        "received_by": ruleset.received_by,
        "certified_by": {str(star): who for star, who in ruleset.certified_by.items()},
        "process": ruleset.document["process"],
    }


def _span(ruleset: Ruleset, speech: Speech) -> str:
    force = ruleset.document["in_force"]
    return speech.say(
        "until" if force["until"] else "since", since=force["from"], until=force["until"]
    )


def _sets(count: int, speech: Speech) -> str:
    return speech.say("product-sets", count=count)


def _titled(ruleset: Ruleset, speech: Speech) -> str:
    return f"{ruleset.decision}: {ruleset.title.say(speech.lang)}"


@verb("rules show")
@click.argument("ruleset")
@click.argument("n", required=False, callback=number)
@click.option("--derived", is_flag=True)
@click.option("--all", "every_level", is_flag=True)
@catalog_option
def show(
    speech: Speech, ruleset: str, n: int | None, derived: bool, every_level: bool, catalog: Catalog
) -> None:
    """A ruleset's product sets, or the table of one."""
    found = catalog.ruleset(ruleset)
    sets = [found.product_set(number) for number in ([n] if n is not None else found.numbers)]
    if derived:
        _show_derived(found, sets, speech)
    elif n is not None and speech.json:
        put_json(sets[0].as_json())
    elif n is not None:
        _show_table(screen(), sets[0], speech, every_level)
    elif speech.json:
        listed = [
            {
                "number": s.product_set,
                "title": s.title._asdict(),
                "provenance": s.provenance,
                "digest": s.digest,
            }
            for s in sets
        ]
        put_json({"format": "ocop-ruleset/1", **_ruleset_json(found), "product_sets": listed})
    else:
        at = screen()
        at.line(f"{found.id} · {_titled(found, speech)} · {_span(found, speech)}", "bold")
        at.line(_bands(found.bands, speech))
        for council in found.councils:
            at.line(_council(council, speech), "dim")
        at.table((f"{s.product_set:>2}", s.title.say(speech.lang)) for s in sets)


def _council(council: Council, speech: Speech) -> str:
    level = speech.say(f"council.{council.level}")
    said = speech.say(
        "council",
        level=level,
        least=council.members[0],
        most=council.members[1],
        rounds=council.rounds,
    )
    if council.sends_on is not None and council.to is not None:
        said += speech.say(
            "council-sends",
            points=council.sends_on.say(speech.lang),
            to=speech.say(f"council.{council.to}"),
        )
    return said


def _bands(bands: Iterable[Any], speech: Speech) -> str:
    return " · ".join(f"{band.star}★ {band.points.say(speech.lang)}" for band in bands)


def _show_derived(ruleset: Ruleset, sets: list[ProductSet], speech: Speech) -> None:
    counts = [(s, Counter[str](criterion.evidence for criterion in s.criteria)) for s in sets]
    kinds = ("derived", "guarded", "judged")
    if speech.json:
        rows = [
            {
                "product_set": s.product_set,
                **{kind: count[kind] for kind in kinds},
                "criteria": count.total(),
            }
            for s, count in counts
        ]
        put_json({"format": "ocop-derived/1", "ruleset": ruleset.id, "product_sets": rows})
        return
    screen().table(
        (
            f"{s.product_set:>2}",
            *(f"{count[kind]:>2} {speech.say(kind)}" for kind in kinds),
            s.title.say(speech.lang),
        )
        for s, count in counts
    )


def _show_table(at: Screen, table: ProductSet, speech: Speech, every_level: bool) -> None:
    at.line(
        " · ".join(
            (
                f"{table.ruleset}/{table.product_set}",
                table.title.say(speech.lang),
                speech.say(f"provenance.{table.provenance}"),
            )
        ),
        "bold",
    )
    at.line(_bands(table.bands, speech))
    for part in table.parts:
        at.line(f"{part.code}. {part.title.say(speech.lang)} ({part.points})", "bold")
        at.table(
            row
            for group in part.groups
            for c in group.criteria
            for row in _rows(c, speech, every_level)
        )
    for gate in table.gates:
        at.line(
            f"! {speech.say(f'gate.{gate.outcome}')}: {gate.words.say(speech.lang)} ({gate.id})"
        )
    for erratum in table.errata:
        at.line(
            "* "
            + speech.say("erratum", at=erratum.at, printed=erratum.printed, read_as=erratum.read_as)
        )
    for code in table.caveats:
        at.line(f"! {caveat(table, code).say(speech.lang)}", "yellow")
    at.line(table.digest, "dim")


def _rows(criterion: Criterion, speech: Speech, every_level: bool) -> list[tuple[str, str, str]]:
    title = criterion.title.say(speech.lang)
    if not every_level:
        return [(criterion.number, " ".join(_box(level) for level in criterion.levels), title)]
    levels = [
        ("", _box(level), f"  {level.words.say(speech.lang)} ({level.id})")
        for level in criterion.levels
    ]
    return [(criterion.number, "", f"{title} ({criterion.points})"), *levels]


def _box(level: Level) -> str:
    """A level as printed: its points, and as many asterisks as the star that asks for it."""
    return f"{level.points}{'*' * (level.minimum or 0)}"


@verb("rules find")
@click.argument("words", nargs=-1, required=True)
@click.option("--ruleset", metavar="ID")
@catalog_option
def find(speech: Speech, words: tuple[str, ...], ruleset: str | None, catalog: Catalog) -> None:
    """The product sets that a product's words point to."""
    found = newest(catalog, ruleset)
    places = find_places(found, " ".join(words))
    if speech.json:
        put_json(
            {
                "format": "ocop-places/1",
                "ruleset": found.id,
                "places": [_place_json(place) for place in places],
            }
        )
    if not places:
        click.echo(speech.say("nothing-found", words=" ".join(words), ruleset=found.id), err=True)
    elif not speech.json:
        screen().table(
            (f"{place.product_set:>2}", place.id, _path(place, speech)) for place in places
        )


def _place_json(place: Place) -> dict[str, object]:
    return {
        "product_set": place.product_set,
        "id": place.id,
        "sector": place.sector._asdict(),
        "group": place.group._asdict(),
        "subgroup": place.subgroup._asdict() if place.subgroup else None,
        "examples": list(place.examples),
    }


def _path(place: Place, speech: Speech) -> str:
    titles = (place.sector, place.group, place.subgroup)
    return " › ".join(title.say(speech.lang) for title in titles if title)


@verb("rules check")
@click.argument("ruleset", required=False)
@click.option("--folder", metavar="PATH")
@catalog_option
def check(speech: Speech, ruleset: str | None, folder: str | None, catalog: Catalog) -> None:
    """Assemble every product set from its files; all faults of all rulesets otherwise."""
    if folder is not None:
        catalog, ruleset = _in_folder(Path(folder), ruleset)
    names = (ruleset,) if ruleset else rulesets_in(catalog.folder)
    checked: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    faults: list[Fault] = []
    for name in names:
        try:
            checked[name] = catalog.check(name)
            releases.check(catalog, name)
        except OcopError as error:
            faults += [fault for fault in error.faults if fault not in faults]
    try:
        releases.check_lock(catalog)
    except OcopError as error:
        faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise RulesetError(faults)
    if speech.json:
        rows = [
            {"id": name, "checked": list(done), "unverified": list(open_)}
            for name, (done, open_) in checked.items()
        ]
        put_json({"format": "ocop-check/1", "rulesets": rows})
        return
    at = screen()
    for name, (done, unverified) in checked.items():
        at.line(speech.say("checked", ruleset=name, sets=_sets(len(done), speech)), "green")
        if unverified:
            at.line(
                speech.say("unverified", ruleset=name, numbers=", ".join(map(str, unverified))),
                "yellow",
            )


def _in_folder(folder: Path, ruleset: str | None) -> tuple[Catalog, str | None]:
    """A folder of rulesets, or the folder of one."""
    if (folder / "ruleset.yaml").is_file():
        return Catalog(folder.resolve().parent), folder.resolve().name
    return catalog_at(folder), ruleset


@verb("rules lock")
@click.argument("ruleset")
@day_option("--on")
@catalog_option
def lock(speech: Speech, ruleset: str, on: date | None, catalog: Catalog) -> None:
    """Write a ruleset's revision into the lock of releases, where its cases come as expected; what
    is released never changes.
    """
    from ..workshop.run import run_cases

    if catalog.folder.is_relative_to(Path(__file__).parent.parent):
        raise CatalogError(
            Fault("lock-of-install", None, "", str(catalog.folder), "--criteria DIR")
        )
    failed = run_cases(catalog, ruleset).failed
    if failed:
        raise CatalogError(
            Fault("cases-fail", None, "", str(len(failed)), f"ocop check-cases {ruleset}")
        )
    fresh = releases.new_releases(
        catalog, ruleset, on or date.today()
    )  # the command may look at the clock, the library never does
    path = releases.lock_file(catalog)
    if fresh:
        write_whole(path, releases.with_releases(catalog, fresh).encode())
    if speech.json:
        put_json(
            {
                "format": "ocop-releases/1",
                "released": [
                    release._asdict() | {"on": release.on.isoformat()} for release in fresh
                ],
            }
        )
    else:
        screen().line(
            speech.say("locked", ruleset=ruleset, sets=_sets(len(fresh), speech), file=path),
            "green",
        )


@verb("rules applicable")
@day_option("--filed", required=True)
@click.option(
    "--kind",
    required=True,
    metavar="|".join(KINDS_OF_APPLICATION),
    callback=one_of(*KINDS_OF_APPLICATION),
)
@day_option("--decided")
@catalog_option
def applicable(
    speech: Speech, filed: date, kind: str, decided: date | None, catalog: Catalog
) -> int:
    """Which ruleset a dossier's dates call for: exit status 2 where the law leaves it open."""
    answer = catalog.applicable(filed, kind, decided)
    if speech.json:
        put_json(answer.as_json())
    else:
        at = screen()
        at.line(answer.words.say(speech.lang))
        at.line(speech.say("choices", choices=", ".join(answer.choices)), "bold")
        at.line(answer.article, "dim")
    return 0 if answer.ruleset else 2


@verb("rules certificate")
@day_option("--issued", required=True)
@click.option("--ruleset", metavar="RULESET")
@catalog_option
def certificate(speech: Speech, issued: date, ruleset: str | None, catalog: Catalog) -> None:
    """When a certificate ends, when its renewal is filed, how long it may run on."""
    found = newest(
        catalog, ruleset
    )  # a certificate of an earlier decision is renewed under the one of today
    days = found.certificate(issued)
    if speech.json:
        shown = {name: day.isoformat() if day else None for name, day in days._asdict().items()}
        put_json({"format": "ocop-certificate/1", "ruleset": found.id, **shown})
        return
    at = screen()
    at.line(
        say_both("cli.certificate", issued=days.issued_on, expires=days.expires_on).say(
            speech.lang
        ),
        "bold",
    )
    if days.renew_from is not None:
        at.line(
            say_both("cli.certificate-renewal", first=days.renew_from, last=days.renew_until).say(
                speech.lang
            )
        )
    if days.extended_until is not None:
        at.line(say_both("cli.certificate-late", until=days.extended_until).say(speech.lang))
    at.line(found.decision, "dim")
