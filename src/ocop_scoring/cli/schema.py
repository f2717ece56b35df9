"""`ocop schema`: the JSON Schemas of what people write and of what systems read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..assembly.decision_files import FILE_MODELS
from ..filing.forms import ScoreSheet
from ..filing.round import Round
from ..filing.schema import dossier_schema, form_schema
from ..formats import FORMATS, Remarks
from ..rules.catalog import Catalog, built_in
from ..text import nearest
from ..whatif import Patch
from ..workshop import DecisionDeckFile, DeckFile, SurvivorsFile
from ..workshop.schemas import rule_schema
from ..writing import folder_at, write_whole
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument
from .output import put_json
from .own import is_schema
from .show import screen

__all__ = ["NAMES", "document", "schema"]

_FORMS: dict[str, type[BaseModel]] = {
    "sheet": ScoreSheet,
    "policy": FILE_MODELS["policy"],
    "round": Round,
    "what-if": Patch,
}
_RULE_FILES: dict[str, type[BaseModel]] = {
    **{f"rules/{name}": model for name, model in FILE_MODELS.items() if name != "policy"},
    "rules/case": DeckFile,
    "rules/decision-case": DecisionDeckFile,
    "rules/survivors": SurvivorsFile,
}
_WITH_NULLS = ("rules/case", "rules/decision-case")
"""Files in which null says that there is none, where a field left out isn't looked at."""
_LISTS: dict[str, type[BaseModel]] = {"lint": Remarks}
_MODELS = {**_FORMS, **FORMATS, **_LISTS, **_RULE_FILES}
NAMES = ("dossier", *_MODELS)
"""The names of all schemas: what people fill in, what systems read, the files beside the rules."""

_SAID: Mapping[str, str] = {
    "dossier": "schema.dossier",
    "sheet": "schema.sheet",
    "policy": "schema.policy",
    "round": "schema.round",
    "round-begun": "schema.round-begun",
    "round-status": "schema.round-status",
    "round-run": "schema.round-run",
    "record": "schema.record",
    "signed": "schema.signed",
    "journal": "schema.journal",
    "sealed": "schema.sealed",
    "journal-verification": "schema.journal-verification",
    "verification": "schema.verification",
    "verifications": "schema.verifications",
    "evaluation": "schema.evaluation",
    "council": "schema.council",
    "product-set": "schema.product-set",
    "ruleset": "schema.ruleset",
    "rulesets": "schema.rulesets",
    "applicable": "schema.applicable",
    "places": "schema.places",
    "certificate": "schema.certificate",
    "derived": "schema.derived",
    "check": "schema.check",
    "lint": "schema.lint",
    "digests": "schema.digests",
    "tables": "schema.tables",
    "releases": "schema.releases",
    "policies": "schema.policies",
    "cases": "schema.cases",
    "coverage": "schema.coverage",
    "mutants": "schema.mutants",
    "reach": "schema.reach",
    "reaches": "schema.reaches",
    "carry-over": "schema.carry-over",
    "what-if": "schema.what-if",
    "what-if-result": "schema.what-if-result",
    "impact": "schema.impact",
    "comparison": "schema.comparison",
    "means": "schema.means",
    "paper": "schema.paper",
    "paper-proof": "schema.paper-proof",
    "paper-verification": "schema.paper-verification",
    "report": "schema.report",
    "demo": "schema.demo",
    "form-check": "schema.form-check",
    "diff": "schema.diff",
    "proposal-begun": "schema.proposal-begun",
    "proposal": "schema.proposal",
    "errors": "schema.errors",
    "schemas": "schema.schemas",
    "rules/ruleset": "schema.rules/ruleset",
    "rules/groups": "schema.rules/groups",
    "rules/gates": "schema.rules/gates",
    "rules/classification": "schema.rules/classification",
    "rules/readings": "schema.rules/readings",
    "rules/errata": "schema.rules/errata",
    "rules/criteria": "schema.rules/criteria",
    "rules/product-set": "schema.rules/product-set",
    "rules/facts": "schema.rules/facts",
    "rules/english": "schema.rules/english",
    "rules/documents": "schema.rules/documents",
    "rules/contradictions": "schema.rules/contradictions",
    "rules/changes": "schema.rules/changes",
    "rules/amendment": "schema.rules/amendment",
    "rules/minimums": "schema.rules/minimums",
    "rules/products": "schema.rules/products",
    "rules/crosswalk": "schema.rules/crosswalk",
    "rules/case": "schema.rules/case",
    "rules/decision-case": "schema.rules/decision-case",
    "rules/survivors": "schema.rules/survivors",
}
"""The message that says what each schema is of."""


def document(name: str, catalog: Catalog | None = None) -> dict[str, Any]:
    """The JSON Schema of this name; those of dossiers, of what-if patches and of files beside the
    rules name the facts and papers of a catalogue, else of the built-in one. KeyError where there
    is none.
    """
    if name == "dossier":
        content = dossier_schema((catalog or built_in()).vocabulary())
    elif name == "what-if":
        content = form_schema(Patch, (catalog or built_in()).vocabulary())
    elif name in _RULE_FILES:
        vocabulary = (catalog or built_in()).vocabulary()
        content = rule_schema(_RULE_FILES[name], vocabulary, nulls=name in _WITH_NULLS)
    else:
        content = _MODELS[name].model_json_schema()
    written: dict[str, Any] = _tidy(content)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **written,
        "title": f"OCOP {name}",
    }


def _tidy(value: Any) -> Any:
    """A schema as we print it: descriptions, which come from docstrings, on one line; where keys
    have a pattern, no others.
    """
    if isinstance(value, list):
        return [_tidy(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    found = {name: _tidy(entry) for name, entry in value.items()}
    if isinstance(found.get("description"), str):
        found["description"] = " ".join(found["description"].split())
    if "patternProperties" in found:
        found.setdefault("additionalProperties", False)
    return found


@verb("schema")
@argument("name", required=False)
@option("--write", "folder", metavar="DIR")
@force_option
@criteria_option
def schema(
    speech: Speech, name: str | None, folder: str | None, force: bool, catalog: Catalog
) -> None:
    """Print one schema, list all, or write all into a folder."""
    if name is not None and name not in NAMES:
        raise bad_argument("wrong-option", name, nearest(name, NAMES) or ", ".join(NAMES), "NAME")
    if folder is not None:
        _write(folder_at(Path(folder)), (name,) if name else NAMES, catalog, force)
    elif name is not None:
        put_json(document(name, catalog))
    elif speech.json:
        put_json({"format": "ocop-schemas/1", "schemas": list(NAMES)})
    else:
        screen().rows((known, speech.say(_SAID[known])) for known in NAMES)


def _write(folder: Path, names: tuple[str, ...], catalog: Catalog, force: bool) -> None:
    for name in names:
        path = folder / f"{name}.json"
        folder_at(path.parent)
        content = json.dumps(document(name, catalog), ensure_ascii=False, indent=1)
        write_whole(path, f"{content}\n".encode(), is_own=None if force else is_schema)
