"""A small round in a folder of its own: three members, two products, their sheets as YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ocop_scoring as ocop
from support.strategies import dossier_for

__all__ = [
    "CODE",
    "MEMBERS",
    "OTHER",
    "RULES",
    "TEA",
    "Member",
    "best_marks",
    "put_dossier",
    "put_round",
    "put_sheet",
    "small_round",
]

RULES = ocop.ruleset("26-2026")
TEA = 11
"""The product set of the first product."""
CODE = "96-32244-001-2026"
OTHER = "96-32244-002-2026"
MEMBERS = [
    {"id": "m1", "name": "Trần Văn Mẫu (tên đặt ra)", "role": "chair"},
    {"id": "m2", "name": "Lê Thị Thử (tên đặt ra)", "role": "member"},
    {"id": "m3", "name": "Phạm Văn Ví (tên đặt ra)", "role": "member"},
]
Member = dict[str, str]


def small_round(root: Path, **changes: Any) -> Path:
    """A round with tea and fish sauce, all of whose sheets are there: best marks everywhere."""
    put_round(root, **changes)
    put_dossier(root, "che", TEA, CODE)
    put_dossier(root, "mam", 9, OTHER)
    for member in MEMBERS:
        put_sheet(root, "che", TEA, CODE, member)
        put_sheet(root, "mam", 9, OTHER, member)
    return root


def put_round(root: Path, **changes: Any) -> None:
    """A round's `round.yaml`."""
    document = {
        "format": "ocop-round/1",
        "name": "Đợt thử (tên đặt ra)",
        "level": "province",
        "policy": "mean-of-totals",
        "decided_on": "2026-12-08",
        "members": MEMBERS,
    }
    put(root / "round.yaml", document | changes)


def put_dossier(root: Path, name: str, number: int, code: str | None, **changes: Any) -> None:
    """A dossier without facts and papers."""
    dossier = dossier_for(RULES.product_set(number), **changes)
    document = json.loads(dossier.model_dump_json())
    if code is not None:
        document["product"]["code"] = code
    put(root / "dossiers" / f"{name}.yaml", document)


def put_sheet(
    root: Path, name: str, number: int, code: str | None, member: Member, **changes: Any
) -> None:
    """A member's sheet, with the best marks unless others are given; in a later round its file is
    called after it.
    """
    document: dict[str, Any] = {
        "format": "ocop-sheet/1",
        "ruleset": RULES.id,
        "product_set": number,
        "assessor": member,
        "assessed_on": "2026-12-07",
        "marks": best_marks(number),
    }
    if code is not None:
        document["product_code"] = code
    document |= changes
    again = document.get("round", 1)
    file = member["id"] if again == 1 else f"{member['id']}-{again}"
    put(root / "sheets" / name / f"{file}.yaml", document)


def best_marks(number: int) -> dict[str, Any]:
    """The best level of every criterion, of two cases the first."""
    marks = {}
    for criterion in RULES.product_set(number).criteria:
        case = next((level.case for level in criterion.levels if level.case), None)
        levels = [level for level in criterion.levels if level.case == case]
        marks[criterion.number] = max(levels, key=lambda level: level.points).id
    return marks


def put(path: Path, document: object) -> None:
    """A document as a file: JSON is YAML too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
