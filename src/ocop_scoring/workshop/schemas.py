"""The JSON Schemas of the files beside the rules, as an editor needs them while one types.

A file's model says what is refused. Its schema says more: what each field means, in both languages,
what each closed word does, which facts and papers there are and what may be asked of each, and in
words what a pattern wants. An editor shows and completes what a schema says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from ..assembly import types
from ..filing.schema import dossier_schema
from ..lang import has_message
from ..rules.vocabulary import Fact, Vocabulary
from ..terms import Unit
from ..text import Words, say_both

__all__ = ["rule_schema"]

Schema = dict[str, Any]

_STARS, _TOP = "^[1-5]$", 5
_BOUNDS = ("minimum", "maximum")
_NULL: Schema = {"type": "null"}
_YES_NO = ["yes", "no"]
_NUMERAL = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
_WHOLE = r"(0|[1-9][0-9]*)"
_CLAUSES = {"$ref": "#/$defs/Clauses"}


def rule_schema(model: type[BaseModel], vocabulary: Vocabulary, *, nulls: bool = False) -> Schema:
    """The schema of a file beside the rules, with the facts and papers of a vocabulary; `nulls`
    where an empty value may stand for an optional one.
    """
    schema: Schema = model.model_json_schema()
    shapes = {model.__name__: schema, **schema.get("$defs", {})}
    for name, shape in shapes.items():
        _describe(name, shape)
    if not nulls:
        schema = _changed(schema, _without_null)
    _name_facts(schema, vocabulary)
    if model.__name__ == "ChangesFile":
        schema["$defs"]["ChangeShape"] |= _VERBS
    asks = _mentions_conditions(schema)
    schema = _changed(schema, _helped)
    if asks:
        schema["$defs"] = {**schema.get("$defs", {}), **_conditions(vocabulary)}
    return schema


def _describe(shape_name: str, shape: Schema) -> None:
    """Say what a shape and each of its fields is; titles made of field names say nothing more."""
    shape.pop("title", None)
    if has_message(f"field.{shape_name}", "vi"):
        shape["description"] = _told(shape_name)
    for name, said in shape.get("properties", {}).items():
        said.pop("title", None)
        keys = (f"{shape_name}.{name}", name)
        known = next((key for key in keys if has_message(f"field.{key}", "vi")), None)
        if known is not None:
            said["description"] = _told(known)


def _name_facts(schema: Schema, vocabulary: Vocabulary) -> None:
    """In cases, which have facts as a dossier has them, each by its name."""
    case = schema.get("$defs", {}).get("DeckCase")
    if case is None:
        return
    facts = dossier_schema(vocabulary)["properties"]["facts"]["anyOf"]
    named = next(form["properties"] for form in facts if "properties" in form)
    for said in named.values():
        said.pop("title")
    of_case = case["properties"]["facts"]
    of_case.pop("patternProperties", None)
    of_case |= {"properties": named, "additionalProperties": False}


def _told(key: str, **values: object) -> str:
    words = say_both(f"field.{key}", **values)
    return f"{words.vi}. / {words.en}."


def _changed(node: Any, change: Callable[[Schema], Schema]) -> Any:
    """A schema with each of its mappings changed, the inner ones first."""
    if isinstance(node, list):
        return [_changed(entry, change) for entry in node]
    if not isinstance(node, dict):
        return node
    return change({name: _changed(entry, change) for name, entry in node.items()})


def _without_null(node: Schema) -> Schema:
    """Where a field may be left out, null is no value for it: readers refuse it."""
    forms = node.get("anyOf")
    if not isinstance(forms, list) or _NULL not in forms:
        return node
    left = [form for form in forms if form != _NULL]
    kept = {name: said for name, said in node.items() if name not in ("anyOf", "default")}
    return {**left[0], **kept} if len(left) == 1 else {**kept, "anyOf": left}


def _helped(node: Schema) -> Schema:
    """A mapping of a schema with what an editor shows beside it."""
    if _is_condition(node):
        node = {**node, "anyOf": [_CLAUSES, {"type": "array", "minItems": 1, "items": _CLAUSES}]}
    if isinstance(node.get("pattern"), str):
        wrong = _wrong().get(node["pattern"])
        node = {**node, "patternErrorMessage": wrong} if wrong else node
    words = node.get("enum")
    if isinstance(words, list):
        words = _YES_NO if "yes" in words else words
        node = {**node, "enum": words, "markdownEnumDescriptions": [*map(_word, words)]}
    if node.get("type") == "integer" and node.get("maximum") == _TOP:
        stars = range(node["minimum"], _TOP + 1)
        told = [_both(say_both("field.key.star", star=star)) for star in stars]
        node = {name: said for name, said in node.items() if name not in _BOUNDS}
        node |= {"enum": list(stars), "markdownEnumDescriptions": told}
    keys = node.get("patternProperties")
    if isinstance(keys, dict) and _STARS in keys:
        of_star = keys[_STARS]
        node["properties"] = {  # completed by these; keys that are numbers are matched by pattern
            str(star): {**of_star, "description": _told("key.star", star=star)}
            for star in range(_TOP, 0, -1)
        }
    return node


def _is_condition(node: Schema) -> bool:
    forms = node.get("anyOf")
    return isinstance(forms, list) and {"type": "object"} in forms


def _mentions_conditions(node: Any) -> bool:
    if isinstance(node, list):
        return any(map(_mentions_conditions, node))
    if not isinstance(node, dict):
        return False
    return _is_condition(node) or any(map(_mentions_conditions, node.values()))


@cache
def _wrong() -> dict[str, str]:
    """What a value that doesn't fit a pattern should be, by the pattern."""
    kinds: dict[str, Any] = {
        "text": types.Text,
        "label": types.Label,
        "id": types.Id,
        "fact": types.FactName,
        "day": types.Day,
        "month-day": types.MonthDay,
        "interval": types.IntervalText,
        "ruleset": types.RulesetId,
        "number": types.Number,
    }
    return {
        TypeAdapter(kind).json_schema()["pattern"]: _told(f"wrong.{name}")
        for name, kind in kinds.items()
    }


def _word(word: str) -> str:
    """What a closed word means; nothing where only itself says it."""
    return _both(say_both(f"field.word.{word}")) if has_message(f"field.word.{word}", "vi") else ""


def _both(words: Words) -> str:
    return f"{words.vi} / {words.en}" if words.en else words.vi


def _conditions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """What may be asked: facts by name, each in the form of its unit, and papers; the forms stand
    beside it.
    """
    kinds = {kind.kind: kind.title for kind in vocabulary.documents.values()}
    facts = vocabulary.facts.values()
    asked = {fact.name: _asked(fact) for fact in facts}
    papers = {**_one_or_more("document"), "description": _told("Clauses.document")}
    clauses = {
        "type": "object",
        "description": _told("Clauses"),
        "minProperties": 1,
        "properties": {"document": papers, **asked},
        "additionalProperties": False,
    }
    words = {fact.name: _closed(fact.words) for fact in facts if fact.unit == "word"}
    yes_no = {word: say_both(f"field.word.{word}") for word in _YES_NO}
    return {
        "Clauses": clauses,
        "of-document": _closed(kinds),
        **{f"of-{name}": form for name, form in words.items()},
        "yes_no": _closed(yes_no),
        "share": _interval(f"{_NUMERAL} %", "share", _SHARES),
        "count": _interval(_WHOLE, "count", _COUNTS),
    }


_SHARES = ["from 50 % to below 75 %", "above 75 %", "below 50 %", "exactly 0 %"]
_COUNTS = ["from 12", "from 1 to 3", "exactly 0"]
_FORMS: dict[Unit, str] = {"yes_no": "yes_no", "share": "share", "count": "count"}


def _asked(fact: Fact) -> Schema:
    unit = say_both(f"field.clause.{fact.unit}")
    title, english = fact.title.vi, fact.title.en or fact.title.vi
    description = f"{title}: {unit.vi}. / {english}: {unit.en}."
    if fact.unit == "word":
        return {**_one_or_more(fact.name), "description": description}
    return {"$ref": f"#/$defs/{_FORMS.get(fact.unit, 'count')}", "description": description}


def _closed(words: Mapping[str, Words]) -> Schema:
    """One of some words, each with what it means."""
    return {"enum": list(words), "markdownEnumDescriptions": [*map(_both, words.values())]}


def _one_or_more(name: str) -> Schema:
    one = {"$ref": f"#/$defs/of-{name}"}
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}


def _interval(number: str, unit: str, examples: list[str]) -> Schema:
    one = f"(exactly|from|above|to|below) {number}"
    two = f"(from|above) {number} to (below )?{number}"
    return {
        "type": "string",
        "pattern": f"^({one}|{two})$",
        "patternErrorMessage": _told(f"wrong.{unit}"),
        "examples": examples,
    }


_VERBS: Schema = {
    "dependentRequired": {"replace": ["from", "to"], "add": ["to"], "remove": ["from"]},
    "dependentSchemas": {
        "replace": {"properties": {"add": False, "remove": False}},
        "add": {"properties": {"remove": False, "from": False}},
        "remove": {"properties": {"to": False}},
    },
    "if": {"not": {"anyOf": [{"required": ["add"]}, {"required": ["remove"]}]}},
    "then": {"required": ["replace"]},
}
"""A change has one verb, with `from` and `to` as that verb needs them."""
