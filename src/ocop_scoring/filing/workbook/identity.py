"""What a workbook says that it is, on its sheet `OCOP`: which kind of form, which template, and of
which table. Anything but a workbook of this table and template is refused in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...errors import Fault, Faults, FilingError, OcopError
from ...frozen import FrozenDict
from ...lang import LANGUAGES
from ...rules.catalog import Catalog, built_in
from ...rules.product_set import ProductSet
from ...sources.places import place_in_cell
from ...text import Words
from .cells import Cells
from .dossier_layout import DOSSIER_FORMAT
from .entry_layout import ENTRY_FORMAT
from .held import Held, said_of
from .places import FORMAT, WHAT
from .safe import Opened

__all__ = ["Template", "held_of"]


class Template(NamedTuple):
    """A kind of workbook: its format, the number of its template, its worksheet for people, and
    what its sheet `OCOP` says.
    """

    format: str
    number: int
    sheet: str
    names: Sequence[str]


_CALLED: Mapping[str, Words] = FrozenDict(
    {
        FORMAT: Words("phiếu đánh giá", "a score sheet"),
        ENTRY_FORMAT: Words("bảng nhập phiếu", "a table of score sheets"),
        DOSSIER_FORMAT: Words("hồ sơ sản phẩm", "a product dossier"),
    }
)
"""What each kind of workbook is called."""


def held_of(
    opened: Opened, template: Template, catalog: Catalog | None
) -> tuple[Held, ProductSet, Mapping[str, str]]:
    """The worksheet that people filled in, the table that it was made of, and what the workbook
    says of itself.

    FilingError, in one sentence, where it is no workbook of this kind, of another template, or of
    another state of the table.
    """
    found = opened.cells([WHAT, template.sheet])
    said = _said(found[WHAT]) if WHAT in found else {}
    _refuse_other_kind(opened.file, said, template)
    for name in (WHAT, template.sheet):
        if name not in found:
            raise _refused("other-workbook", opened.file, ", ".join(opened.names), name)
    cells = found[WHAT]
    _refuse_other_template(opened.file, cells, said, template)
    product_set = _table_of(opened.file, cells, said, catalog or built_in())
    return Held(opened.file, found[template.sheet], Faults()), product_set, said


def _said(cells: Cells) -> dict[str, str]:
    rows = range(min(len(cells.rows), 20))
    return {said_of(cells.at(row, 0)): said_of(cells.at(row, 1)).strip() for row in rows}


def _refused(
    code: str, file: str, found: str, right: str, row: int = 0, sheet: str = "", **values: object
) -> FilingError:
    place = place_in_cell(file, sheet, row, 1 if sheet else 0)
    return FilingError(Fault(code, place, "", found, right, values))


def _refuse_other_kind(file: str, said: Mapping[str, str], template: Template) -> None:
    """FilingError where a workbook says that it is of another kind."""
    found = said.get("format", template.format)
    if found == template.format:
        return
    names = {"right": _CALLED[template.format]}
    if found in _CALLED:
        names["found"] = _CALLED[found]
    values = {f"{of}_name_{lang}": names[of].say(lang) for of in names for lang in LANGUAGES}
    values["habit"] = "other-form" if found in _CALLED else "kind"
    place = place_in_cell(file, "", 0, 0)
    raise FilingError(Fault("other-workbook", place, "", found, template.format, values))


def _refuse_other_template(
    file: str, cells: Cells, said: Mapping[str, str], template: Template
) -> None:
    number, right = said.get("template", ""), str(template.number)
    rows = [said_of(cells.at(row, 0)) for row in range(len(template.names))]
    if number != right or rows != list(template.names):
        raise _refused("other-template", file, number, right, 1, WHAT)


def _table_of(file: str, cells: Cells, said: Mapping[str, str], catalog: Catalog) -> ProductSet:
    rows = {said_of(cells.at(row, 0)): row for row in range(len(cells.rows))}
    try:
        number = said["product_set"]
        product_set = catalog.ruleset(said["ruleset"]).product_set(
            int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
        )
    except OcopError as error:
        code = error.faults[0].code
        name = "product_set" if code == "unknown-product-set" else "ruleset"
        place = place_in_cell(file, WHAT, rows[name], 1)
        faults = [
            Fault(fault.code, place, name, fault.found, fault.right, fault.values)
            if fault.place is None
            else fault
            for fault in error.faults
        ]
        raise FilingError(faults) from None
    if said["ruleset_digest"] != product_set.digest:
        row, found = rows["ruleset_digest"], said["ruleset_digest"]
        address = f"{product_set.ruleset}/{product_set.product_set}"
        right = product_set.digest
        raise _refused("other-table", file, found, right, row, WHAT, table=address)
    return product_set
