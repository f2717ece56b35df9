"""Dossiers with facts and papers, drawn at random for a table."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["FILED", "HOLDERS", "PRODUCTS", "RATED", "random_dossier"]

FILED = {
    "1048-2019": "2019-10-01",
    "1048-2019+781": "2021-06-01",
    "148-2023": "2024-09-15",
    "148-2023+1489": "2025-09-15",
    "26-2026": "2026-09-15",
}
RATED = {ruleset: f"{filed[:4]}-12-08" for ruleset, filed in FILED.items()}
HOLDERS = {
    "HTX Mẫu": True,
    "Hợp tác xã Mẫu": True,
    "Mẫu": True,
    "HTX Mẫu 2": False,
    "HTX Khác": False,
}
PRODUCTS = {"Mẫu": True, "MẪU.": True, "Mẫu 2": False}


def random_dossier(ruleset: str, document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A dossier as JSON, with facts and papers that a table asks about."""
    vocabulary, known_share = document["vocabulary"], chance.choice([0.3, 0.8, 1.0])
    facts = {
        name: _random_value(document, name, fact, chance)
        for name, fact in vocabulary["facts"].items()
        if "from" not in fact and chance.random() < known_share
    }
    yes_no: list[Any] = [True, False, None]
    dossier: dict[str, Any] = {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Mẫu",
            "product_set": document["number"],
            "commune": "Xã",
            "province": "Tỉnh",
        },
        "producer": {
            "name": "HTX Mẫu",
            "kind": chance.choice(
                ["household", "cooperative", "limited-company", "community", "other"]
            ),
            "representative": {
                "name": "Người Mẫu",
                "woman": chance.choice(yes_no),
                "ethnic_minority": chance.choice(yes_no),
            },
        },
        "application": {"kind": "first", "submitted_on": FILED[ruleset]},
        "facts": facts,
    }
    if chance.random() < 0.8:
        share = chance.random()
        dossier["documents"] = [
            _random_paper(ruleset, kind, chance)
            for kind in vocabulary["documents"]
            if chance.random() < share
        ]
    return dossier


def _random_value(
    document: dict[str, Any], name: str, fact: dict[str, Any], chance: random.Random
) -> Any:
    if fact["unit"] == "yes_no":
        return chance.choice([True, False])
    if fact["unit"] == "word":
        return chance.choice(list(fact["words"]))
    if fact["unit"] == "share":
        return chance.choice(
            ["0", "0.2", "0.25", "0.3", "0.5", "0.5001", "0.75", "0.7501", "0.9", "1"]
        )
    return chance.choice([0, 1, 2, 3, 4, 5, 6, 9, 12, 24, 36])


def _random_paper(ruleset: str, kind: str, chance: random.Random) -> dict[str, Any]:
    year = int(FILED[ruleset][:4])
    days = [
        None,
        f"{year - 1}-05-05",
        FILED[ruleset],
        f"{year}-11-11",
        RATED[ruleset],
        f"{year + 1}-05-05",
    ]
    paper: dict[str, Any] = {"kind": kind}
    if chance.random() < 0.4:
        paper |= {"issued_on": chance.choice(days), "expires_on": chance.choice(days)}
    if chance.random() < 0.2:
        paper |= {
            "issued_to": chance.choice(list(HOLDERS)),
            "product": chance.choice(list(PRODUCTS)),
        }
    return paper
