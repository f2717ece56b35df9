"""`ocop carry-over`: sheets of one decision as drafts under another, with all that was carried, is
lost, or must still be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..filing.dossiers import load_dossier
from ..filing.forms import Dossier, ScoreSheet
from ..filing.sheets import sheets_at
from ..rating import explain
from ..rules.catalog import Catalog
from ..rules.model import Criterion
from ..text import Lang, listed
from ..workshop.crosswalk import Carried, Crosswalk, carried, crosswalk_of
from ..workshop.crosswalk.carrier import mark_of
from ..workshop.crosswalk.carrying import OpenMark
from ..workshop.crosswalk.draft import carried_json, draft_text, why_open
from ..workshop.sides import Side, side_of
from ..writing import folder_at, write_new
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, read_number
from .output import put_json
from .show import Screen, screen

__all__ = ["carry_over"]


class _Drafted(NamedTuple):
    """A sheet that was carried: its file, the crosswalk, what became of it, its draft's file."""

    file: str
    crosswalk: Crosswalk
    made: Carried
    out: Path | None


@verb("carry-over")
@argument("sheet", nargs=-1, required=True)
@option("--to", metavar="RULESET", required=True)
@option("--dossier", metavar="FILE")
@option("--product-set", "product_set", metavar="N", callback=read_number)
@option("--into", metavar="N", callback=read_number)
@option("--out", metavar="PATH")
@criteria_option
def carry_over(
    speech: Speech,
    sheet: tuple[str, ...],
    to: str,
    dossier: str | None,
    product_set: int | None,
    into: int | None,
    out: str | None,
    catalog: Catalog,
) -> int:
    """Carry sheets into another decision. Exit status 4 where something must still be judged."""
    side = side_of(to, catalog)
    filed = None if dossier is None else load_dossier(dossier, catalog=catalog)
    sheets = sheets_at(sheet, catalog=catalog)
    found = list(_carried(sheets, side, filed, product_set, into, catalog))
    if not found:
        raise bad_argument("no-sheets", listed(sheet), "YAML, JSON, XLSX, CSV", "SHEET")
    drafts = _outs(found, out)
    for one in drafts:
        if one.out is not None:
            write_new(one.out, draft_text(one.made, speech.lang).encode())
    if speech.json:
        put_json(_json(side, drafts))
    else:
        _show(screen(), drafts, speech)
    return 0 if all(one.made.is_whole for one in drafts) else 4


def _file_of(sheet: ScoreSheet) -> str:
    """The file that a sheet was read from; of a workbook, whose it is."""
    place = sheet.place(("ruleset",))
    return place.file if place is not None else sheet.assessor.id


def _carried(
    sheets: Iterable[ScoreSheet],
    side: Side,
    dossier: Dossier | None,
    product_set: int | None,
    into: int | None,
    catalog: Catalog,
) -> Iterator[_Drafted]:
    crosswalks: dict[str, Crosswalk] = {}
    asked = dossier.product.product_set if product_set is None and dossier else product_set
    for sheet in sheets:
        known = crosswalks.get(sheet.ruleset)
        if known is None:
            known = crosswalks[sheet.ruleset] = crosswalk_of(sheet.ruleset, side.ruleset, catalog)
        made = carried(known, sheet, dossier, product_set=asked, into=into)
        yield _Drafted(_file_of(sheet), known, made, None)


def _outs(found: list[_Drafted], out: str | None) -> list[_Drafted]:
    """Where each draft is written: one sheet's to a file, those of several into a folder."""
    if out is None:
        return found
    if len(found) == 1 and out.endswith((".yaml", ".yml")):
        return [found[0]._replace(out=Path(out))]
    folder, names = folder_at(Path(out)), dict[str, int]()
    placed = []
    for one in found:
        name = f"{Path(one.file).stem}.{one.made.draft.ruleset}"
        names[name] = names.get(name, 0) + 1
        number = f"-{names[name]}" if names[name] > 1 else ""
        placed.append(one._replace(out=folder / f"{name}{number}.yaml"))
    return placed


def _json(side: Side, drafts: list[_Drafted]) -> dict[str, object]:
    used = dict.fromkeys(path.stem for one in drafts for path in one.crosswalk.files)
    return {
        "format": "ocop-carry-over/1",
        "to": side.ruleset.id,
        "crosswalks": list(used),
        "sheets": [
            carried_json(one.made, one.file, None if one.out is None else str(one.out))
            for one in drafts
        ],
    }


def _show(at: Screen, drafts: list[_Drafted], speech: Speech) -> None:
    for place, one in enumerate(drafts):
        if place:
            at.line()
        _show_one(at, one, speech)


def _show_one(at: Screen, one: _Drafted, speech: Speech) -> None:
    made = one.made
    a, b = made.a, made.b
    sets = {"a": a.ruleset, "n": a.product_set, "b": b.ruleset, "m": b.product_set}
    at.line(speech.say("carry-over.head", file=one.file, **sets), "bold")
    if one.crosswalk.read == "once":
        at.line(speech.say("carry-over.read-once"), "yellow")
    numbers = ", ".join([moved.number for moved in made.moved])
    at.line(speech.say("carry-over.moved", count=len(made.moved), numbers=numbers or "–"))
    if made.derived:
        numbers = ", ".join([one.number for one in made.derived])
        at.line(speech.say("carry-over.derived", count=len(made.derived), numbers=numbers))
    if made.to_judge:
        at.line(speech.say("carry-over.to-judge", count=len(made.to_judge)), "yellow")
        at.rows(_row(made, found, speech.lang) for found in made.to_judge)
    if made.lost:
        at.line(speech.say("carry-over.lost", count=len(made.lost)), "yellow")
        titles = {criterion.number: criterion.title for criterion in a.criteria}
        at.rows(
            (f"  {lost.number}", titles[lost.number].say(speech.lang), lost.why or "–")
            for lost in made.lost
        )
    if made.rejects_to_judge:
        grounds = ", ".join(made.rejects_to_judge)
        at.line(speech.say("carry-over.grounds", grounds=grounds), "yellow")
    _show_star(at, made, speech)
    key = "carry-over.written" if one.out is not None else "carry-over.not-written"
    at.line(speech.say(key, file=one.out or ""))


def _row(made: Carried, found: OpenMark, lang: Lang) -> tuple[str, str, str, str]:
    criterion = made.b.criterion(found.number)
    marks = ", ".join([_possible(criterion, level) for level in found.levels])
    return (f"  {found.number}", criterion.title.say(lang), marks, why_open(found, lang))


def _possible(criterion: Criterion, level: str) -> str:
    """The mark to write; with its points, where the mark is the level's name."""
    mark = mark_of(criterion, level)
    return f"{mark} ({criterion.level(level).points})" if isinstance(mark, str) else str(mark)


def _show_star(at: Screen, made: Carried, speech: Speech) -> None:
    if made.stars is None:
        for sentence in explain.gates(made.outcome.gates, speech.lang):
            at.line(sentence, "yellow")
        return
    low, high = made.stars
    if low == high:
        at.line(speech.say("carry-over.star", star=low))
    else:
        at.line(speech.say("carry-over.stars", low=low, high=high))
