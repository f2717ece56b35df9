"""The demo round, made once, and the same round worked out a second time: from the marks that were
drawn, by the second evaluators in tests/oracle, which know nothing of the package.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from oracle import council as second
from oracle.oracle import Criterion, Marks, Result, points, rate, read_table

import ocop_scoring as ocop

__all__ = ["DEMO", "NAMES", "Product", "docx_lines", "make", "products", "squeezed", "vi"]

DEMO = Path(__file__).parents[2] / "docs" / "examples" / "demo-round"
MAKER = runpy.run_path(str(DEMO / "make.py"))
NAMES: dict[str, str] = {member: name for member, (name, _) in MAKER["MEMBERS"].items()}


class Product(NamedTuple):
    """One product: what products.yaml says, its sheets as they were drawn, what they come to."""

    entry: dict[str, Any]
    sheets: tuple[second.Sheet, ...]
    result: dict[str, Any]

    @property
    def name(self) -> str:
        """The product's name."""
        return str(self.entry["product"])

    @property
    def number(self) -> int:
        """Its product set."""
        return int(self.entry["product_set"])

    @property
    def criteria(self) -> list[Criterion]:
        """The table that it is rated by, as the facts have it."""
        return read_table(self.number)

    @property
    def totals(self) -> dict[str, int]:
        """The totals that count, by the members' ids."""
        return dict(self.result["totals"])

    def rated(self, sheet: second.Sheet) -> Result:
        """One sheet alone."""
        return rate(self.number, sheet.marks, sheet.rejects, plan=False)

    def points(self, sheet: second.Sheet) -> dict[str, int]:
        """The points of every criterion on a sheet."""
        return {c.number: points(c, sheet.marks[c.number]) for c in self.criteria}

    def lacking(self, star: int) -> list[tuple[Any, ...]]:
        """The minimums up to a star that the council misses."""
        policy = second.POLICIES["three-quarters-with-chair"]
        counted = second.counting(
            [second.look_at(self.criteria, one, None) for one in self.sheets], policy
        )
        return list(second.unmet_of(self.criteria, counted, policy, [], star))


def make(folder: Path) -> None:
    """Make the round in a folder, in a process of its own, as `make demo-round` does."""
    command = [sys.executable, str(DEMO / "make.py"), str(folder)]
    source = Path(ocop.__file__).parents[1]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def products() -> tuple[Product, ...]:
    """Every product in the order of the papers, that of the dossiers' names."""
    entries = yaml.safe_load((DEMO / "products.yaml").read_text(encoding="utf-8"))
    for at, entry in enumerate(entries, 1):
        entry["code"] = f"96-32244-{at:03}-2026"
    return tuple(sorted(map(_worked_out, entries), key=lambda one: one.entry["file"]))


def _worked_out(entry: dict[str, Any]) -> Product:
    sheets = tuple(_sheet(sheet) for sheet in MAKER["sheets_of"](entry))
    policy = second.POLICIES["three-quarters-with-chair"]
    result = second.council(entry["product_set"], list(sheets), policy, appointed=len(NAMES))
    return Product(entry, sheets, result)


def _sheet(sheet: dict[str, Any]) -> second.Sheet:
    """A drawn sheet with the places of what is ticked, as the second evaluators read marks."""
    table = ocop.ruleset(sheet["ruleset"]).product_set(sheet["product_set"])
    marks: Marks = {}
    for number, mark in sheet["marks"].items():
        marks[number] = _place(table.criterion(number).levels, mark)
    who = sheet["assessor"]
    return second.Sheet(who["id"], who["role"], marks, sheet["round"], tuple(sheet["rejects"]))


def _place(levels: Any, mark: Any) -> int | None:
    """Where in the printed list a mark is; 0 points are the level worth 0, where there is one."""
    return next((at for at, lv in enumerate(levels) if mark in (lv.id, lv.points)), None)


def vi(value: Fraction | int) -> str:
    """A number as papers show it: two decimals after a comma, a half goes up."""
    hundredths = floor(Fraction(value) * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02}"


def docx_lines(path: Path) -> Iterator[tuple[str, ...]]:
    """A DOCX line by line as python-docx reads it: a paragraph, or the cells of a table's row."""
    import docx
    from docx.table import Table

    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block._tbl.tr_lst:
                yield tuple(" / ".join(map(_text, cell.p_lst)) for cell in row.tc_lst)
        else:
            yield (_text(block._p),)


def _text(paragraph: Any) -> str:
    words = [
        (part.text or "") if part.tag.endswith("}t") else "\n"
        for part in paragraph.iter()
        if part.tag.endswith(("}t", "}br"))
    ]
    return "".join(words).replace("\N{NO-BREAK SPACE}", " ")


def squeezed(text: str) -> str:
    """A text without blanks, page numbers and what is drawn in a PDF: stars, boxes; without the
    stroke between the paragraphs of a cell.
    """
    pages = [page.lstrip().removeprefix(str(at)) for at, page in enumerate(text.split("\f"), 1)]
    return "".join(c for page in pages for c in page if not c.isspace() and c not in "★☆☐☒/")
