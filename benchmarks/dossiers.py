"""The demo's dossier, with its facts and papers, in many variations: the same ones in every run."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

import ocop_scoring as ocop
from ocop_scoring.filing.forms import Dossier
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import Ruleset
from ocop_scoring.rules.vocabulary import Fact

__all__ = ["filed"]

_DEMO = Path(ocop.__file__).parent / "demo" / "dossier.yaml"
_SHARES = ("0", "0.2", "0.25", "0.3", "0.5", "0.51", "0.64", "0.75", "0.82", "1")
_KEPT, _CHANGED, _EXPIRED = 0.95, 0.4, 0.1  # how often


def filed(rules: Ruleset, product_set: ProductSet, count: int, seed: int = 30) -> list[Dossier]:
    """The demo's dossier for a product set, `count` times: each time some facts have other values,
    a few are left out, and some papers are missing or expired.
    """
    random = Random(seed).random
    document = yaml.load(_DEMO.read_text("utf-8"), Loader=yaml.BaseLoader)
    day = document["application"]["submitted_on"]
    document["product"] |= {"product_set": product_set.product_set}
    del document["product"]["product_group"]
    document["application"] = {"kind": "first", "submitted_on": day, "ruleset": rules.id}
    facts = product_set.vocabulary.facts
    document["facts"] = {name: v for name, v in document["facts"].items() if name in facts}
    return [_varied(document, product_set, random) for _ in range(count)]


def _varied(document: dict[str, Any], product_set: ProductSet, random: Any) -> Dossier:
    facts = {}
    for name, value in document["facts"].items():
        if random() < _KEPT:
            fact = product_set.vocabulary.facts[name]
            facts[name] = _other(fact, random) if random() < _CHANGED else _of_unit(fact, value)
    papers = [
        paper | ({"expires_on": "2026-01-31"} if random() < _EXPIRED else {})
        for paper in document["documents"]
        if random() < _KEPT
    ]
    return Dossier.model_validate(document | {"facts": facts, "documents": papers})


def _of_unit(fact: Fact, written: str) -> Any:
    """A fact of the demo's file, as JSON would give it."""
    return written == "true" if fact.unit == "yes_no" else written


def _other(fact: Fact, random: Any) -> Any:
    """Another value of a fact's unit."""
    if fact.unit == "yes_no":
        return random() < 0.5
    if fact.unit == "word":
        words = list(fact.words)
        return words[int(random() * len(words))]
    return _SHARES[int(random() * len(_SHARES))] if fact.unit == "share" else int(random() * 12)
