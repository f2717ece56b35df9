"""`ocop sheet new`: a blank score sheet, or a blank dossier."""

from __future__ import annotations

from pathlib import Path

from ..errors import FilingError
from ..filing.blank import blank_sheet
from ..filing.blank_dossier import blank_dossier
from ..rules.catalog import Catalog
from ..sources.read import read_text
from ..writing import write_new
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import newest, read_number, read_ruleset
from .output import put, put_json, put_note

__all__ = ["new"]


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
