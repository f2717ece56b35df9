"""`ocop reach`: what holds for every sheet of a table, each claim with a command that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

from ..errors import Fault, FilingError
from ..filing.written import yaml_of
from ..rules.catalog import Catalog, built_in
from ..text import nearest
from ..workshop import command_of
from ..workshop.reach.reach import reach as reached
from ..workshop.reach.values import Reach, WitnessSheet, marks_json
from ..workshop.reach.witness_forms import invented_dossier, sheet_of
from ..writing import folder_at, write_whole
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, read_number, read_ruleset
from .output import put, put_json
from .own import WITNESS, is_witness
from .show import Screen, screen

__all__ = ["reach"]


class _Claim(NamedTuple):
    """A statement in words, the name of its witness, and the sheet that shows it."""

    said: str
    name: str
    sheet: WitnessSheet


@verb("reach")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@option("--points", metavar="POINTS", callback=read_number)
@option("--criterion", metavar="NUMBER")
@option("--out", metavar="DIR")
@force_option
@criteria_option
def reach(
    speech: Speech,
    ruleset: str,
    n: int | None,
    points: int | None,
    criterion: str | None,
    out: str | None,
    force: bool,
    catalog: Catalog,
) -> int:
    """Statements about all sheets of one table, or in short of every table of a ruleset. Exit
    status 1 where no sheet has the `--points`.
    """
    rules = catalog.ruleset(ruleset)
    if n is None:
        _refuse_of_one_table(rules.id, points=points, criterion=criterion, out=out)
        _every_table([reached(rules.product_set(number)) for number in rules.numbers], speech)
        return 0
    found = reached(rules.product_set(n))
    claims = list(_claims(found, speech))
    asked = [*_with_points(found, points, speech), *_of_criterion(found, criterion, speech)]
    notes = list(_not_there(found, points, criterion, speech))
    folder = None if out is None else folder_at(Path(out))
    if folder is not None:
        _write(folder, found, [*claims, *asked, *_deciding(found, speech)], catalog, force=force)
    if speech.json:
        put_json(_json(found, asked))
    else:
        at, commands = screen(), _Commands(found, catalog, folder)
        _show(at, found, speech)
        for note in notes:
            at.line(note, "bold")
        if asked or notes:
            _show_claims(at, asked, commands, speech)
        else:
            _show_claims(at, claims, commands, speech, most=_SHOWN)
    return 1 if points is not None and points not in found.totals else 0


def _refuse_of_one_table(ruleset: str, **given: int | str | None) -> None:
    for name, value in given.items():
        if value is not None:
            asked = f"--{name} {value}"
            raise bad_argument("wrong-option", asked, f"ocop reach {ruleset} N {asked}")


def _json(found: Reach, asked: Iterable[_Claim]) -> dict[str, Any]:
    """`ocop-reach/1`, with the witnesses that were asked for."""
    said = found.as_json()
    said["witnesses"] |= {claim.name: marks_json(claim.sheet.marks) for claim in asked}
    said["gated"] += [claim.name for claim in asked if claim.sheet.is_gated]
    return said


# The claims


def _claims(found: Reach, speech: Speech) -> Iterator[_Claim]:
    """One for each witness: the most points, then star by star."""
    sheet = found.witnesses["most_points"]
    yield _Claim(speech.say("reach.most", points=sheet.total), "most_points", sheet)
    for star in found.stars:
        for name, key in (
            (f"fewest_points_{star.star}", "reach.fewest"),
            (f"most_points_without_{star.star}", "reach.most-without"),
        ):
            sheet_of_star = found.witnesses.get(name)
            if sheet_of_star is not None:
                values = {"star": star.star, "points": sheet_of_star.total}
                yield _Claim(speech.say(key, **values), name, sheet_of_star)


def _with_points(found: Reach, points: int | None, speech: Speech) -> Iterator[_Claim]:
    """How many sheets with some points have each star."""
    if points is None:
        return
    for star, sheets in found.stars_by_total.get(points, {}).items():
        sheet = found.sheet_with(points, star)
        assert sheet is not None  # a count above 0 has a sheet
        values = {"points": points, "star": star, "sheets": _grouped(sheets, speech)}
        yield _Claim(speech.say("reach.points", **values), f"points_{points}_star_{star}", sheet)


def _of_criterion(found: Reach, criterion: str | None, speech: Speech) -> Iterator[_Claim]:
    """The two sheets that a criterion tells apart."""
    if criterion is None:
        return
    numbers = [one.criterion for one in found.decisive]
    if criterion not in numbers:
        near = nearest(criterion, numbers)
        values = {} if near else {"habit": "numbers"}
        right = near or ", ".join(numbers)
        raise FilingError(Fault("unknown-criterion", None, "criterion", criterion, right, values))
    yield from [
        claim for claim in _deciding(found, speech) if claim.name.split("_")[1] == criterion
    ]


def _deciding(found: Reach, speech: Speech) -> Iterator[_Claim]:
    """The two sheets of every criterion that decides a star on some sheet."""
    for one in found.decisive:
        for sheet in one.sheets or ():
            values = {"number": one.criterion, "points": sheet.total, "star": sheet.star}
            name = f"decides_{one.criterion}_star_{sheet.star}"
            yield _Claim(speech.say("reach.decides", **values), name, sheet)


def _not_there(
    found: Reach, points: int | None, criterion: str | None, speech: Speech
) -> Iterator[str]:
    """What was asked for and no sheet shows."""
    if points is not None and points not in found.totals:
        yield speech.say("reach.no-points", points=points)
    if any(one.criterion == criterion and not one.decides for one in found.decisive):
        yield speech.say("reach.decides-not", number=criterion)


# Commands and files


class _Commands:
    """What to run for a claim: a score string, or the files that were written."""

    def __init__(self, found: Reach, catalog: Catalog, folder: Path | None) -> None:
        self._found, self.folder = found, folder
        self.verb = f"ocop reach {found.ruleset} {found.product_set}"
        self._criteria = None if catalog is built_in() else quote(str(catalog.folder))

    def of(self, claim: _Claim) -> str:
        """The command that rates the claim's sheet."""
        if self.folder is None:
            return command_of(self._found.rules, claim.sheet.marks, self._criteria)
        files = [quote(str(self.folder / name)) for name in ("dossier.yaml", _file(claim))]
        beside = [f"--criteria {self._criteria}"] if self._criteria else []
        return " ".join(["ocop score", *files, *beside])


def _file(claim: _Claim) -> str:
    return f"{claim.name.replace('_', '-')}.yaml"


def _write(
    folder: Path, found: Reach, claims: Iterable[_Claim], catalog: Catalog, *, force: bool
) -> None:
    """A dossier, and a sheet for every claim; each says in its first line what it shows."""
    table = found.rules
    dossier = invented_dossier(catalog.ruleset(table.ruleset), table)
    files = {"dossier.yaml": ("(tên đặt ra)", yaml_of(dossier))}
    for claim in claims:
        files[_file(claim)] = (claim.said, yaml_of(sheet_of(table, claim.sheet.marks)))
    for name, (said, text) in files.items():
        content = f"{WITNESS} {table.ruleset} {table.product_set}: {said}\n{text}".encode()
        write_whole(folder / name, content, is_own=None if force else is_witness)


# For people


def _grouped(number: int, speech: Speech) -> str:
    """A whole number in groups of three digits."""
    said = f"{number:,}"
    return said.replace(",", ".") if speech.lang == "vi" else said


def _show(at: Screen, found: Reach, speech: Speech) -> None:
    title = found.rules.title.say(speech.lang)
    at.line(f"{found.ruleset}/{found.product_set} · {title}", "bold")
    counted = _grouped(found.sheets, speech)
    at.line(speech.say("reach.sheets", sheets=counted, points=found.most_points))
    at.rows(_rows(found, speech))
    for line in (*_short(found, speech), _said_of_criteria(found, speech)):
        at.line(line)
    for caveat in found.caveats:
        at.line(f"{caveat.sign} {caveat.words.say(speech.lang)}", "yellow")


_SHOWN = 3  # a score string takes two lines of a screen


def _show_claims(
    at: Screen,
    claims: list[_Claim],
    commands: _Commands,
    speech: Speech,
    *,
    most: int | None = None,
) -> None:
    """Each claim, or so many, with the command that shows it; all, where their files are named."""
    if claims:
        at.line(speech.say("reach.shown-by"), "bold")
    shown = claims if commands.folder is not None else claims[:most]
    for claim in shown:
        gated = f" ({speech.say('reach.gated')})" if claim.sheet.is_gated else ""
        at.line(f"– {claim.said}{gated}")
        put(f"  {commands.of(claim)}\n")  # as it is, however long: to be copied
    if len(shown) < len(claims):
        more = {"count": len(claims) - len(shown), "command": commands.verb}
        at.line(speech.say("reach.more", **more), "dim")
    if commands.folder is not None:
        at.line(speech.say("reach.files", folder=commands.folder))


def _rows(found: Reach, speech: Speech) -> Iterator[tuple[str, ...]]:
    """A row a star under a head: sheets, points of minimums, fewest points, most points without it.
    They fit into 80 columns: a number that is cut off says nothing.
    """
    yield ("", *[speech.say(key) for key in _COLUMNS])
    counts = [_grouped(star.sheets, speech) for star in found.stars]
    width = max(map(len, counts))
    for star, sheets in zip(found.stars, counts, strict=True):
        yield (
            f"{star.star}★",
            sheets.rjust(width),
            str(star.minimum_points),
            _points(star.fewest_points),
            _points(star.most_points_without),
        )


_COLUMNS = (
    "reach.column-sheets",
    "reach.column-minimums",
    "reach.column-fewest",
    "reach.column-without",
)


def _short(found: Reach, speech: Speech) -> Iterator[str]:
    """How many sheets have the points of a star and miss a minimum of it or of a lower one."""
    counts = [
        (star, sum([sheets for given, sheets in of_points.items() if given < star]))
        for star, of_points in sorted(found.by_points.items(), reverse=True)
    ]
    said = [f"{star}★ {_grouped(sheets, speech)}" for star, sheets in counts if sheets]
    if said:
        yield speech.say("reach.short", counts=" · ".join(said))


def _points(points: int | None) -> str:
    return "–" if points is None else str(points)


def _said_of_criteria(found: Reach, speech: Speech) -> str:
    never = [one.criterion for one in found.decisive if not one.decides]
    if never:
        return speech.say("reach.never-decide", numbers=", ".join(never))
    return speech.say("reach.all-decide")


def _every_table(every: list[Reach], speech: Speech) -> None:
    """All tables of a ruleset: a row each, of the highest star."""
    if speech.json:
        documents = [found.as_json() for found in every]
        ruleset = every[0].ruleset
        put_json({"format": "ocop-reaches/1", "ruleset": ruleset, "product_sets": documents})
        return
    at = screen()
    at.line(
        speech.say("reach.every", ruleset=every[0].ruleset, star=every[0].stars[0].star), "bold"
    )
    at.rows([("", *[speech.say(key) for key in _COLUMNS_OF_ALL]), *_rows_of_all(every, speech)])
    for words, numbers in _of_some(every, speech).items():
        at.line(f"{words} ({', '.join(numbers)})", "yellow" if words.startswith("!") else "")


def _of_some(every: list[Reach], speech: Speech) -> dict[str, list[str]]:
    """What holds for some tables only, and for which: stars out of reach, criteria that decide
    nothing, caveats.
    """
    said: dict[str, list[str]] = {}
    for found in every:
        stars = [f"{star.star}★" for star in found.stars if not star.reachable]
        lines = [speech.say("reach.unreached", stars=", ".join(stars))] if stars else []
        if not all(one.decides for one in found.decisive):
            lines.append(_said_of_criteria(found, speech))
        lines += [f"{c.sign} {c.words.say(speech.lang)}" for c in found.caveats]
        for line in lines:
            said.setdefault(line, []).append(str(found.product_set))
    return said


_COLUMNS_OF_ALL = (
    "reach.column-most",
    "reach.column-fewest",
    "reach.column-without",
    "reach.column-sheets",
    "reach.column-title",
)


def _rows_of_all(every: list[Reach], speech: Speech) -> Iterator[tuple[str, ...]]:
    for found in every:
        best = found.stars[0]
        yield (
            f"{found.product_set:>2}",
            str(found.most_points),
            _points(best.fewest_points),
            _points(best.most_points_without),
            _grouped(best.sheets, speech),
            found.rules.title.say(speech.lang),
        )
