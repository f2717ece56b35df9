"""The JSON Schema of dossiers with the facts and kinds of papers of a vocabulary, each by its name.

An editor completes what a schema names. The model of a dossier knows no vocabulary: its own schema
says what form a fact has, this one which facts there are.
"""

from __future__ import annotations

from typing import Any

from ..rules.vocabulary import Fact, Vocabulary
from ..terms import Unit
from ..text import Words
from .forms import Dossier

__all__ = ["dossier_schema"]

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
    "share": Words("Tỷ lệ từ 0 đến 1", "A share from 0 to 1"),
    "count": Words("Số nguyên", "A whole number"),
    "months": Words("Số tháng", "A number of months"),
    "yes_no": Words("Có hoặc không", "Yes or no"),
    "word": Words("Một trong các từ", "One of the words"),
}


def dossier_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a dossier whose facts and papers are those of a vocabulary."""
    schema: Schema = Dossier.model_json_schema()
    facts = schema["properties"]["facts"]
    for form in facts["anyOf"]:
        if form["type"] == "object":
            form["properties"] = {
                fact.name: _fact(fact)
                for fact in vocabulary.facts.values()
                if fact.from_dossier is None
            }
            form["additionalProperties"] = False
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
    return {
        "title": _both(fact.title),
        "description": f"{told.vi}. / {told.en}.",
        "anyOf": [*forms, _NULL],
    }


def _word(word: str, words: Words) -> Schema:
    return {"const": word, "title": _both(words)}


def _both(words: Words) -> str:
    return f"{words.vi} / {words.en}" if words.en else words.vi
