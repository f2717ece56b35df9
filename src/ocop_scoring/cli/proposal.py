"""`ocop proposal new` and `ocop proposal build`: a proposal to amend a ruleset, from its folder to
the dossier for the meeting.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..rules.catalog import Catalog
from ..workshop.proposal import SCHEMAS, begin
from .frame import argument, criteria_option, verb
from .language import Speech
from .options import read_ruleset
from .output import put_json
from .schema import document
from .show import screen

__all__ = ["new"]


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
