"""A round of twenty invented products, from an empty folder to all its papers: `make demo-round`.

The marks are drawn so that each product of `products.yaml` shows something that happens in
councils: a mean of exactly 90 and one of 89 6/7, totals too far apart and scored again, too few
members, a ground of rejection, a member in conflict, two sheets alike, a minimum that one sheet
more would have met, a star that hangs on one member alone. Drawn always the same way: the same call
makes the same bytes.

    python docs/examples/demo-round/make.py out/demo-round
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

import ocop_scoring as ocop

HERE = Path(__file__).parent
RULES = ocop.ruleset("26-2026")
MEMBERS = {
    "m1": ("Trần Văn Mẫu", "Lãnh đạo UBND tỉnh"),
    "m2": ("Lê Thị Thử", "Sở Nông nghiệp và Môi trường"),
    "m3": ("Phạm Văn Ví", "Sở Công Thương"),
    "m4": ("Ngô Thị Dụ", "Sở Y tế"),
    "m5": ("Đỗ Văn Giả", "Sở Khoa học và Công nghệ"),
    "m6": ("Hồ Thị Định", "Sở Văn hóa, Thể thao và Du lịch"),
    "m7": ("Bùi Văn Tạm", "Văn phòng điều phối"),
}
"""The first is the chair."""
DAY = "2026-12-08"
SOMETHING_IS_DUE = 4
"""How the command ends: one product has too few members, and is not decided."""

Marks = dict[str, Any]
Entry = dict[str, Any]


def main(folder: Path) -> int:
    """Make the round in a folder that is not there yet, or that an earlier call made."""
    fill(folder)
    command = [sys.executable, "-m", "ocop_scoring", "round", "run", str(folder)]
    status = subprocess.run(command, check=False).returncode
    return 0 if status == SOMETHING_IS_DUE else status


def fill(folder: Path, count: int | None = None) -> None:
    """The round as it is before its run: `round.yaml`, dossiers, the workbooks of the members; of
    all products, or of the first ones.
    """
    shutil.rmtree(folder, ignore_errors=True)
    products = yaml.safe_load((HERE / "products.yaml").read_text(encoding="utf-8"))[:count]
    for name in ("dossiers", "sheets"):
        (folder / name).mkdir(parents=True)
    write(folder / "round.yaml", round_of(products))
    for at, entry in enumerate(products, 1):
        entry["code"] = f"96-32244-{at:03}-2026"
        write(folder / "dossiers" / f"{entry['file']}.yaml", dossier_of(entry))
        for sheet in sheets_of(entry):
            save_sheet(folder, entry, sheet)


def write(path: Path, document: object) -> None:
    """A document as a YAML file."""
    said = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(said, encoding="utf-8")


def round_of(products: Sequence[Entry]) -> Entry:
    """What `round.yaml` says."""
    in_conflict = {
        f"96-32244-{at:03}-2026": ["m3"]
        for at, entry in enumerate(products, 1)
        if entry.get("shows") == "conflict"
    }
    return {
        "format": "ocop-round/1",
        "name": "Đợt 2 năm 2026, tỉnh Cà Mau (đợt mẫu, mọi tên đều đặt ra)",
        "level": "province",
        "policy": "three-quarters-with-chair",
        "decided_on": DAY,
        "members": [
            {"id": member, "name": name, "office": office, "role": role_of(member)}
            for member, (name, office) in MEMBERS.items()
        ],
        "secretary": {"name": "Võ Thị Bịa", "office": "Văn phòng điều phối"},
        "conflicts": in_conflict,
        "papers": {
            "number": "12/BB-HĐOCOP",
            "place": "Cà Mau",
            "agency_above": "ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
            "agency": "HỘI ĐỒNG OCOP TỈNH",
        },
    }


def role_of(member: str) -> str:
    """The first member is the chair."""
    return "chair" if member == "m1" else "member"


def dossier_of(entry: Entry) -> Entry:
    """A product's dossier: without facts and papers, so that the members' marks alone are seen."""
    return {
        "format": "ocop-dossier/1",
        "product": {
            "name": entry["product"],
            "product_set": entry["product_set"],
            "code": entry["code"],
            "commune": entry["commune"],
            "province": "Cà Mau",
        },
        "producer": {
            "name": entry["producer"],
            "kind": "cooperative",
            "representative": {"name": "Người đại diện mẫu (tên đặt ra)"},
        },
        "application": {
            "kind": "first",
            "submitted_on": "2026-09-15",
            "proposed_by_commune_on": "2026-10-02",
        },
    }


def sheets_of(entry: Entry) -> Iterator[Entry]:
    """The sheets of one product, a member each; those scored again come after."""
    table = RULES.product_set(entry["product_set"])
    shows, meets = entry.get("shows"), entry["meets"]
    members = [m for m in MEMBERS if not (shows == "conflict" and m == "m3")]
    drawn: dict[str, Marks] = {}
    for member, total in zip(members, entry["totals"], strict=False):
        below = shows == "one-sheet-short" and member in ("m4", "m5", "m6", "m7")
        draw = random.Random(f"{entry['file']} {member}")
        drawn[member] = marks_of(table, total, meets, draw, misses=below)
    if shows == "identical":
        drawn["m5"] = drawn["m4"]
    for member, marks in drawn.items():
        yield sheet_of(entry, member, marks, 1)
    for member, total in {"m1": 72, "m2": 67}.items() if shows == "rescored" else ():
        draw = random.Random(f"{entry['file']} {member} 2")
        yield sheet_of(entry, member, marks_of(table, total, meets, draw), 2)


def sheet_of(entry: Entry, member: str, marks: Marks, again: int) -> Entry:
    """One member's sheet."""
    return {
        "format": "ocop-sheet/1",
        "ruleset": RULES.id,
        "product_set": entry["product_set"],
        "product_code": entry["code"],
        "assessor": {"id": member, "name": MEMBERS[member][0], "role": role_of(member)},
        "assessed_on": "2026-12-07" if again == 1 else DAY,
        "round": again,
        "marks": marks,
        "rejects": ["forged-dossier"]
        if entry.get("shows") == "rejected" and member == "m4"
        else [],
    }


def marks_of(
    table: ocop.ProductSet, total: int, meets: int, draw: random.Random, *, misses: bool = False
) -> Marks:
    """Marks of just this total that meet every minimum up to a star; with `misses`, all but the
    last one of that star.

    Every total that the first criteria can come to is remembered with the ways there, then one way
    is drawn, from the last criterion back.
    """
    allowed = {
        criterion.number: allowed_points(table, criterion, meets) for criterion in table.criteria
    }
    if misses:
        last = [c for c in table.criteria if any(level.minimum == meets for level in c.levels)][-1]
        below = allowed_points(table, last, meets - 1)
        allowed[last.number] = range(below.start, allowed[last.number].start)
    ways: list[dict[int, list[tuple[int, Any]]]] = []
    reached = {0}
    for criterion in table.criteria:
        choices = list(choices_of(criterion, allowed[criterion.number]))
        step: dict[int, list[tuple[int, Any]]] = {}
        for before in sorted(reached):
            for points, mark in choices:
                step.setdefault(before + points, []).append((before, mark))
        ways.append(step)
        reached = set(step)
    if total not in reached:
        raise SystemExit(
            f"{table.product_set}: no marks give {total}; {sorted(reached)} can be had"
        )
    marks: Marks = {}
    for criterion, step in reversed(list(zip(table.criteria, ways, strict=True))):
        total, marks[criterion.number] = draw.choice(step[total])
    return dict(reversed(marks.items()))


def allowed_points(table: ocop.ProductSet, criterion: ocop.Criterion, meets: int) -> range:
    """The points that a criterion may get: from its minimum up; some at least where another one is
    only rated if it has some.
    """
    asked = [lv.points for lv in criterion.levels if lv.minimum and lv.minimum <= meets]
    opens = any(c.only_if and c.only_if.criterion == criterion.number for c in table.criteria)
    return range(max([*asked, 1 if opens else 0]), criterion.points + 1)


def choices_of(criterion: ocop.Criterion, allowed: range) -> Iterator[tuple[int, Any]]:
    """The points and marks that a criterion may get; of two cases, those of the first."""
    first = next((level.case for level in criterion.levels if level.case), None)
    for level in criterion.levels:
        if level.case == first and level.points in allowed:
            yield level.points, level.id
    if 0 in allowed:
        yield 0, 0


def save_sheet(folder: Path, entry: Entry, sheet: Entry) -> None:
    """A sheet as the workbook that its member sends back."""
    assessor, again = sheet["assessor"]["id"], sheet["round"]
    name = assessor if again == 1 else f"{assessor}-{again}"
    path = folder / "sheets" / entry["file"] / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    dossier = ocop.load_dossier(folder / "dossiers" / f"{entry['file']}.yaml")
    content = ocop.sheet_workbook(RULES, ocop.read_sheet(sheet), dossier=dossier)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
