"""`ocop impact`: which products gain or lose a star by a change of the rules, and why."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from ..reporting.html import html
from ..reporting.mark import is_paper, marked
from ..reporting.proposals import impact_page
from ..rounds.population import population_at
from ..rules.catalog import Catalog
from ..text import listed
from ..workshop.impact.causes import Cause
from ..workshop.impact.entry import Population
from ..workshop.impact.impact import REJECTED, Impact
from ..workshop.impact.impact import impact as rated_twice
from ..workshop.impact.moved import RatedTwice
from ..workshop.impact.result import SideResult
from ..workshop.impact.synthetic import limits
from ..workshop.impact.synthetic import synthetic as drawn
from ..workshop.impact.tables import impact_csv, impact_parquet
from ..workshop.impact.words import (
    impact_json,
    told_cause,
    told_change,
    told_no_causes,
    told_open,
    told_reason,
    told_signed,
)
from ..workshop.sides import side_of
from ..writing import write_whole
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, read_count, read_number
from .output import put_json
from .progress import progress
from .show import Screen, screen

__all__ = ["impact"]

_FEW = 5
"""So many products, changes and problems are shown; the others are counted."""


@verb("impact")
@argument("a")
@argument("b")
@argument("population", nargs=-1, metavar="POPULATION…")
@option("--html", "page", metavar="FILE")
@option("--csv", metavar="FILE")
@option("--parquet", metavar="FILE")
@option("--synthetic", metavar="N", callback=read_count)
@option("--seed", metavar="S", default="0", callback=read_number)
@force_option
@criteria_option
def impact(
    speech: Speech,
    a: str,
    b: str,
    population: tuple[str, ...],
    page: str | None,
    csv: str | None,
    parquet: str | None,
    synthetic: int | None,
    seed: int,
    force: bool,
    catalog: Catalog,
) -> int:
    """Rate a population under both sides: exit status 0 done, 2 where something can't be used."""
    said = progress(speech)
    with _without_collection():
        if synthetic is None:
            products = _population(population, catalog, said)
        elif population:
            raise bad_argument("wrong-option", f"--synthetic {synthetic}", "POPULATION")
        else:
            products = drawn(side_of(a, catalog).ruleset, synthetic, seed)
        found = rated_twice(a, b, products, catalog=catalog, seed=seed, said=said)
    inputs = [a, b, *population]
    if page is not None:
        content = marked(html(impact_page(found, speech.lang)))
        write_whole(Path(page), content, inputs, None if force else is_paper)
    for name, written in ((csv, impact_csv), (parquet, impact_parquet)):
        if name is not None:
            content = written(found, speech.lang)
            write_whole(Path(name), content, inputs, None if force else _is_own)
    if speech.json:
        put_json(impact_json(found))
    else:
        _show(screen(), found, speech)
    return 2 if found.problems else 0


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing here goes in circles: looking for them takes a third of the time of many sheets."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _population(
    given: tuple[str, ...], catalog: Catalog, said: Callable[[int, int], None]
) -> Population:
    if not given:
        raise bad_argument("no-sheets", "POPULATION", "YAML, JSON, XLSX, CSV", "POPULATION")
    found = population_at(given, catalog, said)
    if not found.entries and not found.problems:
        raise bad_argument("no-sheets", listed(given), "YAML, JSON, XLSX, CSV", "POPULATION")
    return found


def _is_own(content: bytes) -> bool:
    begins = content[:2000]
    return b"PAR1" in begins[:4] or b"from_star_by_points" in begins


def _show(at: Screen, found: Impact, speech: Speech) -> None:
    counts = found.counts
    head = {"a": found.from_, "b": found.to, "products": counts.products}
    at.line(speech.say("impact.head", **head), "bold")
    if not counts.products:
        at.line(speech.say("impact.empty"))
    else:
        at.line(speech.say("impact.counts", **counts._asdict()))
        if found.is_without_effect:
            at.line(speech.say("impact.nothing"))
        else:
            _show_matrix(at, found, speech)
            _show_products(at, found.losers, "impact.losers", found, speech)
            _show_products(at, found.winners, "impact.winners", found, speech)
        _show_open(at, found, speech)
        _show_causes(at, found, speech)
        _show_sets(at, found, speech)
    _show_problems(at, found, speech)
    if found.kind == "synthetic":
        for limit in limits(speech.lang):
            at.line(limit, "dim")


def _show_matrix(at: Screen, found: Impact, speech: Speech) -> None:
    """Stars before in rows, stars now in columns; 0 is left blank."""
    columns = list(next(iter(found.matrix.values())))
    rows = [(speech.say("impact.corner"), *(_star(name, speech) for name in columns))]
    for star, row in found.matrix.items():
        if any(row.values()) or any(of[star] for of in found.matrix.values() if star in of):
            cells = [str(row[name]) if row[name] else "·" for name in columns]
            rows.append((_star(star, speech), *cells))
    at.rows(rows)


def _star(name: str, speech: Speech) -> str:
    return speech.say("impact.rejected") if name == REJECTED else f"{name}★"


def _result(result: SideResult, speech: Speech) -> str:
    return _star(REJECTED if result.star is None else str(result.star), speech)


def _show_products(
    at: Screen, rows: Sequence[RatedTwice], key: str, found: Impact, speech: Speech
) -> None:
    if not rows:
        return
    at.line(speech.say(key, count=len(rows)), "bold")
    for row in rows[:_FEW]:
        entry = row.entry
        where = f", {entry.commune}" if entry.commune else ""
        values = {"name": entry.name, "number": entry.product_set, "where": where}
        stars = {"was": _result(row.a, speech), "now": _result(row.b, speech)}
        at.line(f"  – {speech.say('impact.product', **values, **stars)}")
        for reason in row.reasons:
            at.line(f"      {told_reason(reason, row, found, speech.lang)}")
    _show_others(at, rows, speech)


def _show_others(at: Screen, rows: Sequence[object], speech: Speech) -> None:
    if len(rows) > _FEW:
        at.line(f"  {speech.say('impact.others', count=len(rows) - _FEW)}", "dim")


def _show_open(at: Screen, found: Impact, speech: Speech) -> None:
    if not found.open:
        return
    at.line(speech.say("impact.open", count=len(found.open)), "bold")
    for row in found.open[:_FEW]:
        is_old = row.a.status == "open"
        result = row.a if is_old else row.b
        why = told_open(result, speech.lang)
        key = "impact.open-here" if is_old else "impact.open-there"
        said = speech.say(key, name=row.entry.name, why=why)
        if result.range is not None:
            low, high = result.range
            possible = "impact.possible-one" if low == high else "impact.possible"
            said = speech.say(possible, said=said, low=low, high=high)
        at.line(f"  – {said}")
    _show_others(at, found.open, speech)


def _show_causes(at: Screen, found: Impact, speech: Speech) -> None:
    causes, effect = found.causes, found.counts.effect
    if effect is None or (found.is_without_effect and causes.none is not None):
        return
    settled = found.counts.products - found.counts.open
    values = {"effect": told_signed(effect, speech.lang), "settled": settled}
    if causes.none is not None:
        why = told_no_causes(causes.none, speech.lang)
        at.line(speech.say("impact.no-causes", **values, why=why))
        return
    at.line(speech.say("impact.effect", **values), "bold")
    parts = sorted([part for part in causes.parts if part.share], key=_size_of, reverse=True)
    for part in parts[: 2 * _FEW]:
        change = told_change(part.change, speech.lang)
        share = told_cause(part, speech.lang)
        at.line(f"  {speech.say('impact.cause', share=share, change=change)}")
    if len(parts) > 2 * _FEW:
        at.line(f"  {speech.say('impact.others', count=len(parts) - 2 * _FEW)}", "dim")
    if len(parts) < len(causes.parts):
        idle = len(causes.parts) - len(parts)
        at.line(f"  {speech.say('impact.idle', count=idle)}", "dim")
    if not all(part.exact for part in parts):
        at.line(speech.say("impact.sampled"), "dim")


def _size_of(part: Cause) -> Fraction:
    return abs(part.share)


def _show_sets(at: Screen, found: Impact, speech: Speech) -> None:
    """The product sets with most products moved."""
    moved = [(name, of) for name, of in found.by["product_set"].items() if of.winners or of.losers]
    if len(found.by["product_set"]) < 2:
        return
    moved.sort(key=lambda one: -(one[1].winners + one[1].losers))
    for name, of in moved[:_FEW]:
        values = {"winners": of.winners, "losers": of.losers, "products": of.products}
        at.line(speech.say("impact.set", number=name, **values))


def _show_problems(at: Screen, found: Impact, speech: Speech) -> None:
    otherwise = found.decided_otherwise
    if otherwise:
        at.line(speech.say("impact.otherwise", count=len(otherwise)), "bold")
        at.line(f"  {listed(row.entry.origin for row in otherwise)}")
    if found.problems:
        at.line(speech.say("impact.problems", count=len(found.problems)), "bold")
        for problem in found.problems:
            for fault in problem.faults:
                at.line(f"  – {problem.file}: {fault.said(speech.lang)}")
