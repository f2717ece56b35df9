"""`ocop proposal new` and `ocop proposal build`: a proposal to amend a ruleset, from its folder to
the dossier for the meeting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..reporting.docx import docx
from ..reporting.html import html
from ..reporting.mark import is_paper, marked
from ..reporting.paper import Paper
from ..reporting.proposals import proposal_page
from ..rounds.population import population_at, population_of_round
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..workshop.impact.entry import Population
from ..workshop.impact.synthetic import synthetic as drawn
from ..workshop.proposal import SCHEMAS, Base, Proposed, base_of, begin, built_json
from ..workshop.proposal.proposed import proposed
from ..workshop.sides import side_of
from ..writing import refuse_inputs, write_whole
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, read_count, read_number, read_ruleset
from .output import put_json
from .own import is_draft
from .progress import progress
from .schema import document
from .show import Screen, screen

__all__ = ["build", "new"]


@verb("proposal new")
@argument("ruleset", callback=read_ruleset)
@argument("folder")
@criteria_option
def new(speech: Speech, ruleset: str, folder: str, catalog: Catalog) -> None:
    """Make the folder of a proposal on a ruleset."""
    schemas = {name: f"{_text(document(f'rules/{name}'))}\n" for name in SCHEMAS}
    made, files = begin(catalog, ruleset, Path(folder), schemas, speech.lang)
    if speech.json:
        begun = {"format": "ocop-proposal-begun/1", "folder": str(made), "files": list(files)}
        put_json(begun)
        return
    at = screen()
    at.line(speech.say("proposal-made", folder=made, count=len(files)), "bold")
    for name in files:
        at.line(f"  {name}")
    at.line(speech.say("proposal-next", folder=made))


def _text(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1)


@verb("proposal build")
@argument("folders", nargs=-1, required=True)
@option("--round", "rounds", metavar="FOLDER", multiple=True)
@option("--population", "populations", metavar="PATH", multiple=True)
@option("--synthetic", metavar="N", callback=read_count)
@option("--seed", metavar="N", callback=read_number)
@option("--out", "-o", metavar="FILE", required=True)
@force_option
@criteria_option
def build(
    speech: Speech,
    folders: tuple[str, ...],
    rounds: tuple[str, ...],
    populations: tuple[str, ...],
    synthetic: int | None,
    seed: int | None,
    out: str,
    force: bool,
    catalog: Catalog,
) -> int:
    """Try one or several proposals on products, and make of it what is taken to a meeting."""
    sides = [
        side_of(Path(folder) if Path(folder).exists() else folder, catalog) for folder in folders
    ]
    bases = [base_of(side, catalog) for side in sides]
    if len({base.digest for base in bases}) > 1:
        found = ", ".join(dict.fromkeys([base.id for base in bases]))
        raise bad_argument("other-base", found, bases[0].id, "FOLDERS")
    targets = _targets(Path(out))
    for target in targets:
        refuse_inputs(target, [*folders, *rounds, *populations])
    named = dict(_populations(rounds, populations, synthetic, seed or 0, bases[0], catalog))
    said = progress(speech)
    base = Base(bases[0])
    tried = [
        proposed(side, named.items(), base=base, catalog=catalog, seed=seed or 0, said=said)
        for side in sides
    ]
    page = proposal_page(tried, speech.lang)
    for target in targets:
        content, is_own = _set(page, target)
        write_whole(target, content, is_own=None if force else is_own)
    files = [str(target) for target in targets]
    if speech.json:
        put_json(built_json(tried, files))
    else:
        _show(screen(), tried, files, speech)
    return 2 if any(one.problems for one in named.values()) else 0


_OTHER_FILE = re.compile(r"\.[a-z]{2,4}|\.xlsx").fullmatch
"""The ending of a file of another kind; that of a name with a dot in it is none."""


def _targets(out: Path) -> tuple[Path, ...]:
    """The files that are written: the page and the document, or the one whose ending is named."""
    if out.suffix in (".html", ".docx"):
        return (out,)
    if _OTHER_FILE(out.suffix.lower()):
        raise bad_argument("wrong-option", out.name, ".html, .docx", "--out")
    return out.with_name(f"{out.name}.html"), out.with_name(f"{out.name}.docx")


def _set(page: Paper, target: Path) -> tuple[bytes, Callable[[bytes], bool]]:
    """The page in the format of a file, and what tells an earlier one of ours."""
    if target.suffix == ".docx":
        return docx(page), is_draft
    return marked(html(page)), is_paper


def _populations(
    rounds: tuple[str, ...],
    paths: tuple[str, ...],
    synthetic: int | None,
    seed: int,
    base: Ruleset,
    catalog: Catalog,
) -> Iterator[tuple[str, Population]]:
    """What proposals are tried on, by name: each round, all other paths together, drawn ones."""
    for folder in rounds:
        yield Path(folder).resolve().name, population_of_round(Path(folder), catalog)
    if paths:
        names = ", ".join([Path(path).name for path in paths])
        found = population_at(paths, catalog)
        if not found.entries and not found.problems:
            raise bad_argument("no-sheets", names, "YAML, JSON, XLSX, CSV", "--population")
        yield names, found
    if synthetic is not None:
        yield f"synthetic {synthetic}", drawn(base, synthetic, seed)


def _show(at: Screen, tried: list[Proposed], files: list[str], speech: Speech) -> None:
    for one in tried:
        at.line(one.name, "bold")
        for population in one.tried:
            counts = population.impact.counts
            values = {"up": counts.winners, "down": counts.losers, "of": counts.products}
            at.line(f"  {speech.say('proposal-effect', name=population.name, **values)}")
        moved = sum([len(table.cases.moved) for table in one.tables])
        values = {"tables": len(one.tables), "remarks": len(one.remarks), "cases": moved}
        at.line(f"  {speech.say('proposal-tables', **values)}")
        for table in one.tables:
            for star in table.lost_stars:
                lost = speech.say("proposal-lost-star", star=star, number=table.number)
                at.line(f"  {lost}", "red")
    at.line(speech.say("proposal-files", files=", ".join(files)))
