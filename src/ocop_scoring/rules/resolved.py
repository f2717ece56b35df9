"""Resolved documents: plain JSON with everything that a ruleset or a product set says.

They are the hinge between the files of a decision and the law at run time: the assembly makes them,
the cache keeps them, a digest is of their bytes, and the values of `rules.model` are built from
nothing else. Nobody outside is handed one that is in use, but a copy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ..text import Words

__all__ = ["Doc", "canonical", "digest", "readings_in", "translated", "words_from"]

Doc = dict[str, Any]
"""A JSON document: text, whole numbers, booleans, null, lists and mappings of these."""


def canonical(document: object) -> bytes:
    """A JSON document of text, whole numbers, booleans and null in RFC 8785 form (keys are ASCII
    here, so their order is the same).
    """
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: object) -> str:
    """The SHA-256 of a document's canonical JSON, as `sha256:…`."""
    return f"sha256:{sha256(canonical(document)).hexdigest()}"


def translated(document: Mapping[str, Any], english: Mapping[str, Any]) -> Mapping[str, Any]:
    """A product set's document with the English of its levels, by criterion and level: for those
    who read it, never for a digest.
    """
    if not english:
        return document
    parts = [
        {**part, "groups": [_translated_group(group, english) for group in part["groups"]]}
        for part in document["parts"]
    ]
    return {**document, "parts": parts}


def _translated_group(group: Doc, english: Mapping[str, Any]) -> Doc:
    criteria = [
        {**criterion, "levels": [_translated_level(level, said) for level in criterion["levels"]]}
        if (said := english.get(criterion["id"]))
        else criterion
        for criterion in group["criteria"]
    ]
    return {**group, "criteria": criteria}


def _translated_level(level: Doc, said: Mapping[str, str]) -> Doc:
    return {**level, "en": said[level["id"]]} if level["id"] in said else level


def words_from(entry: Mapping[str, Any]) -> Words:
    """The words of an entry that has `vi` and, where there is English, `en`."""
    return Words(entry["vi"], entry.get("en"))


def readings_in(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The readings that an entry rests on: `readings` where there are several, else `reading`."""
    if "readings" in entry:
        return tuple(entry["readings"])
    name = entry.get("reading")
    return (name,) if name else ()
