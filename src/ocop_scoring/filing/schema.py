"""The JSON Schema of dossiers with the facts and kinds of papers of a vocabulary, each by its name.

An editor completes what a schema names. The model of a dossier knows no vocabulary: its own schema
says what form a fact has, this one which facts there are.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ..rules.vocabulary import Fact, Vocabulary
from ..terms import Unit
from ..text import Words
from .forms import Dossier

__all__ = ["dossier_schema", "form_schema"]

Schema = dict[str, Any]

_NULL: Schema = {"type": "null"}
_COUNT: list[Schema] = [
    {"type": "integer", "minimum": 0, "exclusiveMaximum": 10**9},
    {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,8})(\.0+)?$"},
]
_FORMS: dict[Unit, list[Schema]] = {
    "share": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^(0(\.[0-9]+)?|1(\.0+)?)$"},
    ],
    "count": _COUNT,
    "months": _COUNT,
    "yes_no": [{"enum": [True, False, "yes", "no", "true", "false"]}],
}
_TOLD: dict[Unit, Words] = {
    "share": Words("tỷ lệ từ 0 đến 1", "a share from 0 to 1"),
    "count": Words("số nguyên", "a whole number"),
    "months": Words("số tháng", "a number of months"),
    "yes_no": Words("yes (có) hoặc no (không)", "yes or no"),
    "word": Words("một trong các từ", "one of the words"),
}


def dossier_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a dossier whose facts and papers are those of a vocabulary."""
    return form_schema(Dossier, vocabulary)


def form_schema(form: type[BaseModel], vocabulary: Vocabulary) -> Schema:
    """The schema of a form that has facts and papers as a dossier has them, by a vocabulary."""
    schema: Schema = form.model_json_schema()
    for facts in schema["properties"]["facts"]["anyOf"]:
        if facts["type"] == "object":
            facts["properties"] = {
                fact.name: _fact(fact)
                for fact in vocabulary.facts.values()
                if fact.from_dossier is None
            }
            facts["additionalProperties"] = False
    kind = schema["$defs"]["FiledDocument"]["properties"]["kind"]
    for key in ("type", "minLength", "pattern"):
        kind.pop(key, None)
    kind["anyOf"] = [_word(kind.kind, kind.title) for kind in vocabulary.documents.values()]
    return schema


def _fact(fact: Fact) -> Schema:
    if fact.unit == "word":
        forms = [_word(word, words) for word, words in fact.words.items()]
    else:
        forms = _FORMS[fact.unit]
    told = _TOLD[fact.unit]
    title, english = fact.title.vi, fact.title.en or fact.title.vi
    return {
        "title": _both(fact.title),
        "description": f"{title}: {told.vi}. / {english}: {told.en}.",
        "anyOf": [*forms, _NULL],
    }


def _word(word: str, words: Words) -> Schema:
    return {"const": word, "title": _both(words)}


def _both(words: Words) -> str:
    return f"{words.vi} / {words.en}" if words.en else words.vi
