"""`ocop sheet new`: a blank score sheet, as YAML or as a workbook, or a blank dossier; `ocop sheet
read`: sheets that were filled in, as YAML.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..errors import Fault, FilingError, OcopError
from ..filing.blank import blank_sheet
from ..filing.blank_dossier import blank_dossier
from ..filing.dossiers import load_dossier
from ..filing.forms import Assessor, Dossier, ScoreSheet
from ..filing.sheets import ENDINGS, is_workbook, sheets_in
from ..filing.workbook.dossier import dossier_workbook
from ..filing.workbook.entry import entry_workbook
from ..filing.written import yaml_of
from ..rating.score import ruleset_for
from ..rating.workbook import blank_workbook
from ..rules.catalog import Catalog
from ..sources.read import read_text
from ..terms import ROLES, Role
from ..text import listed
from ..writing import folder_at, write_new
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import bad_argument, newest, one_of, read_count, read_day, read_number, read_ruleset
from .output import put, put_json, put_note

__all__ = ["new", "read"]


class _Known(NamedTuple):
    """What of a workbook is known before it is filled in: options of the workbook alone."""

    dossier: str | None
    assessor: str | None
    name: str | None
    role: Role | None
    round: int | None
    assessed: date | None
    members: str | None


@verb("sheet new")
@argument("n", callback=read_number)
@option("--dossier", "as_dossier", is_flag=True)
@option("--xlsx", is_flag=True)
@option("--for", "dossier", metavar="DOSSIER")
@option("--assessor", metavar="ID")
@option("--name", metavar="NAME")
@option("--role", metavar="|".join(ROLES), callback=one_of(*ROLES))
@option("--round", metavar="N", callback=read_count)
@option("--assessed", metavar="DATE", callback=read_day)
@option("--members", metavar="m1,m2")
@option("--ruleset", metavar="ID", callback=read_ruleset)
@option("--out", metavar="FILE")
@criteria_option
def new(
    speech: Speech,
    n: int,
    as_dossier: bool,
    xlsx: bool,
    ruleset: str | None,
    out: str | None,
    catalog: Catalog,
    **known: str | int | date | None,
) -> None:
    """Print a blank form, or write it to a file that is not there yet."""
    of_workbook = _Known(**known)  # type: ignore[arg-type]
    if xlsx and not as_dossier:
        name = _named_xlsx(out)
        _write(speech, name, _workbook(n, ruleset, catalog, of_workbook))
        return
    _refuse_of_workbook(of_workbook)
    if xlsx:
        name = _named_xlsx(out)
        _write(speech, name, dossier_workbook(newest(catalog, ruleset), n))
        return
    text = _text(speech, n, as_dossier, ruleset, catalog)
    if out is not None:
        _write(speech, out, text.encode())
    elif speech.json:
        document = read_text(text, "form.yaml", FilingError, form=True).root
        (document["product"] if as_dossier else document)["product_set"] = n  # in YAML it is text
        put_json(document)
    else:
        put(text)


def _named_xlsx(out: str | None) -> str:
    """The name of a workbook to be written: a spreadsheet program opens it by its ending."""
    name = _asked(out, "--out")
    if not name.lower().endswith(".xlsx"):
        raise bad_argument("other-suffix", name, ".xlsx", "--out")
    return name


def _write(speech: Speech, out: str, content: bytes) -> None:
    write_new(Path(out), content)
    put_note(speech.say("form-at", file=out))


def _text(speech: Speech, n: int, as_dossier: bool, ruleset: str | None, catalog: Catalog) -> str:
    rules = newest(catalog, ruleset)
    product_set = rules.product_set(n)
    if as_dossier:
        return blank_dossier(rules, product_set, speech.lang)
    return blank_sheet(product_set, speech.lang)


def _workbook(n: int, ruleset: str | None, catalog: Catalog, known: _Known) -> bytes:
    """The workbook for a product set, or for a dossier under the ruleset that it is rated by."""
    dossier = None if known.dossier is None else load_dossier(known.dossier, catalog=catalog)
    if dossier is None:
        rules = newest(catalog, ruleset)
    else:
        rules = ruleset_for(dossier, ruleset, catalog=catalog, decided=known.assessed)
    if known.members is not None:
        return entry_workbook(rules, n, dossier=dossier, members=_members(known.members))
    return blank_workbook(
        rules,
        n,
        dossier=dossier,
        assessor=_assessor(known),
        round=known.round or 1,
        assessed_on=known.assessed,
    )


def _members(written: str) -> list[Assessor]:
    """The members of an entry workbook, each to be made chair on the form where they are."""
    ids = [name.strip() for name in written.split(",") if name.strip()]
    twice = next((name for at, name in enumerate(ids) if name in ids[:at]), None)
    if not ids:
        raise bad_argument("wrong-option", written, "m1,m2,m3", "--members")
    if twice:
        raise bad_argument("member-twice", twice, "", "--members")
    return [Assessor(id=name, role="member") for name in ids]


def _assessor(known: _Known) -> Assessor | None:
    if known.assessor is None and known.name is None and known.role is None:
        return None
    return Assessor(
        id=_asked(known.assessor, "--assessor"),
        role=_asked(known.role, "--role"),  # type: ignore[arg-type]
        name=known.name,
    )


def _asked(value: str | None, option: str) -> str:
    if value is None:
        raise bad_argument("missing-argument", "", option)
    return value


def _refuse_of_workbook(known: _Known) -> None:
    """Refuse what only a workbook is told before it is filled in."""
    names = ("--for", "--assessor", "--name", "--role", "--round", "--assessed", "--members")
    for name, value in zip(names, known, strict=True):
        if value is not None:
            raise bad_argument("wrong-option", name, "--xlsx")


@verb("sheet read")
@argument("files", nargs=-1, required=True)
@option("--out", metavar="FILE|DIR")
@criteria_option
def read(speech: Speech, files: tuple[str, ...], out: str | None, catalog: Catalog) -> None:
    """Print a form that was filled in, or write it, or each of several, into a file that is not
    there yet.
    """
    as_file = out is not None and _names_a_file(out)
    faults: list[Fault] = []
    found: list[tuple[str, Dossier | ScoreSheet]] = []
    for file in files:
        try:
            found += _forms_in(file, catalog)
        except OcopError as error:
            faults += error.faults
    if out is not None and not as_file:
        folder = folder_at(Path(out))
        for name, sheet in found:
            faults += _written(folder / name, sheet, speech)
    elif not faults:
        forms = [sheet for _, sheet in found]
        if out is None:
            _put(forms, speech)
        else:
            faults += _written(Path(out), _only(forms, out, files), speech)
    if faults:
        raise FilingError(faults)


def _names_a_file(out: str) -> bool:
    """Whether a name is meant for a file: it ends as one does, and no folder has it. FilingError
    where it ends as another file than YAML.
    """
    ending = Path(out).suffix.lower()
    if ending not in ENDINGS or out.endswith(("/", os.sep)) or Path(out).is_dir():
        return False
    if ending not in (".yaml", ".yml"):
        raise bad_argument("other-suffix", out, ".yaml", "--out")
    return True


def _only(
    forms: list[Dossier | ScoreSheet], out: str, files: tuple[str, ...]
) -> Dossier | ScoreSheet:
    """The one form that a file has room for. FilingError where there are several, or none."""
    if len(forms) == 1:
        return forms[0]
    if not forms:
        raise bad_argument("no-sheets", listed(files), "YAML, JSON, XLSX, CSV", "FILES")
    count, habit = str(len(forms)), "one-file"
    raise bad_argument("wrong-option", out, "--out DIR", "--out", habit=habit, count=count)


def _forms_in(file: str, catalog: Catalog) -> list[tuple[str, Dossier | ScoreSheet]]:
    """The sheets of a file, or the dossier of a workbook, each with the name of a file."""
    if is_workbook(file):
        from ..filing.workbook.door import is_dossier  # only where a workbook is given

        if is_dossier(file):
            return [(f"{Path(file).stem}.yaml", load_dossier(file, catalog=catalog))]
    return list(_named(file, sheets_in(file, catalog=catalog)))


def _named(file: str, sheets: tuple[ScoreSheet, ...]) -> Iterator[tuple[str, ScoreSheet]]:
    """The sheets of a file, each with the name of a file of its own."""
    stem = Path(file).stem
    for sheet in sheets:
        parts = [stem]
        if len(sheets) > 1:
            parts += [sheet.product_code or "", sheet.assessor.id, f"{sheet.round}"]
        name = "-".join(re.sub(r"[^\w.]+", "-", part).strip("-") for part in parts if part)
        yield f"{name}.yaml", sheet


def _written(path: Path, sheet: Dossier | ScoreSheet, speech: Speech) -> tuple[Fault, ...]:
    try:
        write_new(path, yaml_of(sheet).encode())
    except FilingError as error:
        return error.faults
    put_note(speech.say("form-at", file=path))
    return ()


def _put(sheets: list[Dossier | ScoreSheet], speech: Speech) -> None:
    """One sheet on stdout; as JSON, several too."""
    if speech.json:
        documents = [sheet.model_dump(mode="json") for sheet in sheets]
        put_json(documents[0] if len(documents) == 1 else documents)
    elif len(sheets) == 1:
        put(yaml_of(sheets[0]))
    else:
        raise bad_argument("missing-argument", "", "--out DIR")
