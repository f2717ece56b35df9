"""`ocop sheet new`: a blank score sheet, or a blank dossier; `ocop sheet read`: sheets that were
filled in, as YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import Fault, FilingError, OcopError
from ..filing.blank import blank_sheet
from ..filing.blank_dossier import blank_dossier
from ..filing.forms import ScoreSheet
from ..filing.sheets import sheets_in
from ..filing.written import yaml_of
from ..rules.catalog import Catalog
from ..sources.read import read_text
from ..writing import folder_at, write_new
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, newest, read_number, read_ruleset
from .output import put, put_json, put_note

__all__ = ["new", "read"]


@verb("sheet new")
@argument("n", callback=read_number)
@option("--dossier", "as_dossier", is_flag=True)
@option("--ruleset", metavar="ID", callback=read_ruleset)
@option("--out", metavar="FILE")
@criteria_option
def new(
    speech: Speech, n: int, as_dossier: bool, ruleset: str | None, out: str | None, catalog: Catalog
) -> None:
    """Print a blank form, or write it to a file that is not there yet."""
    rules = newest(catalog, ruleset)
    product_set = rules.product_set(n)
    text = (
        blank_dossier(rules, product_set, speech.lang)
        if as_dossier
        else blank_sheet(product_set, speech.lang)
    )
    if out is not None:
        write_new(Path(out), text.encode())
        put_note(speech.say("form-at", file=out))
    elif speech.json:
        document = read_text(text, "form.yaml", FilingError, form=True).root
        (document["product"] if as_dossier else document)["product_set"] = n  # in YAML it is text
        put_json(document)
    else:
        put(text)


@verb("sheet read")
@argument("files", nargs=-1, required=True)
@option("--out", metavar="DIR")
@criteria_option
def read(speech: Speech, files: tuple[str, ...], out: str | None, catalog: Catalog) -> None:
    """Print a sheet that was filled in, or write each into a file that is not there yet."""
    faults: list[Fault] = []
    found: list[tuple[str, ScoreSheet]] = []
    for file in files:
        try:
            found += _named(file, sheets_in(file, catalog=catalog))
        except OcopError as error:
            faults += error.faults
    if out is not None:
        folder = folder_at(Path(out))
        for name, sheet in found:
            faults += _written(folder / name, sheet, speech)
    elif not faults:
        _put([sheet for _, sheet in found], speech)
    if faults:
        raise FilingError(faults)


def _named(file: str, sheets: tuple[ScoreSheet, ...]) -> Iterator[tuple[str, ScoreSheet]]:
    """The sheets of a file, each with the name of a file of its own."""
    stem = Path(file).stem
    for sheet in sheets:
        parts = [stem]
        if len(sheets) > 1:
            parts += [sheet.product_code or "", sheet.assessor.id, f"{sheet.round}"]
        name = "-".join(re.sub(r"[^\w.]+", "-", part).strip("-") for part in parts if part)
        yield f"{name}.yaml", sheet


def _written(path: Path, sheet: ScoreSheet, speech: Speech) -> tuple[Fault, ...]:
    try:
        write_new(path, yaml_of(sheet).encode())
    except FilingError as error:
        return error.faults
    put_note(speech.say("form-at", file=path))
    return ()


def _put(sheets: list[ScoreSheet], speech: Speech) -> None:
    """One sheet on stdout; as JSON, several too."""
    if speech.json:
        documents = [sheet.model_dump(mode="json") for sheet in sheets]
        put_json(documents[0] if len(documents) == 1 else documents)
    elif len(sheets) == 1:
        put(yaml_of(sheets[0]))
    else:
        raise bad_argument("missing-argument", "", "--out DIR")
