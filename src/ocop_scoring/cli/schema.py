"""`ocop schema`: the JSON Schemas of what people write, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from ..assembly.files import FILE_MODELS
from ..filing.forms import Dossier, ScoreSheet
from ..text import nearest
from ..workshop.deck import CaseFile
from .files import folder_at, write_whole
from .frame import put_json, refusal, verb
from .language import Speech
from .show import screen

__all__ = ["NAMES", "document", "schema"]

_FILES: dict[str, type[BaseModel]] = {**FILE_MODELS, "case": CaseFile}
NAMES = ("dossier", "sheet", *_FILES)
"""The names of all schemas: the two forms, then the files beside the rules."""


def document(name: str) -> dict[str, Any]:
    """The JSON Schema of this name. KeyError where there is none."""
    forms: dict[str, type[Dossier] | type[ScoreSheet]] = {"dossier": Dossier, "sheet": ScoreSheet}
    content = forms[name].model_json_schema() if name in forms else _FILES[name].model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **content,
        "title": f"OCOP {name}",
    }


@verb("schema")
@click.argument("name", required=False)
@click.option("--write", "folder", metavar="DIR")
def schema(speech: Speech, name: str | None, folder: str | None) -> None:
    """Print one schema, list all, or write all into a folder."""
    if name is not None and name not in NAMES:
        raise refusal("wrong-option", name, nearest(name, NAMES) or ", ".join(NAMES), "NAME")
    if folder is not None:
        _write(folder_at(Path(folder)), (name,) if name else NAMES)
    elif name is not None:
        put_json(document(name))
    elif speech.json:
        put_json({"format": "ocop-schemas/1", "schemas": list(NAMES)})
    else:
        screen().table((known, speech.say(f"schema.{known}")) for known in NAMES)


def _write(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        content = json.dumps(document(name), ensure_ascii=False, indent=1)
        write_whole(folder / f"{name}.json", f"{content}\n".encode())
