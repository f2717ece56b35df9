"""What is to be changed, `ocop-what-if/1`: marks, facts, papers, rules; and what a plan may cost.

A patch says only what is different; all else stays as dossier and sheets have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from os import PathLike
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from ..errors import FilingError
from ..filing.annotated import Read
from ..filing.entries import several
from ..filing.facts import Facts, vocabulary_of, with_nearest
from ..filing.forms import FiledDocument
from ..filing.marks import Marks
from ..filing.read import context_of
from ..filing.values import Day, Star, Text, number, one_of, read_again, text
from ..frozen import FrozenDict
from ..rules.catalog import Catalog
from ..sources.faults import Complaint
from ..sources.model import Form, Model, about, load_form, read_form
from ..sources.places import Plain
from ..sources.values import refusal

__all__ = ["Cost", "CostOfCriterion", "LeastFirst", "MonthsOfPlan", "Patch"]
__all__ += ["load_patch", "read_patch"]

MonthsOfPlan = Literal["longest", "sum"]
"""How months of changes add up: they are made side by side, or one after another."""
LeastFirst = Literal["cost", "months", "changes"]
"""What the best plan has least of."""


def _amount(value: object) -> Decimal:
    """An exact number from 0 up."""
    found = None if isinstance(value, bool) else number(_written(value))
    if found is None or found < 0:
        raise refusal("not-an-amount", value, "0, 1.5, 12000000")
    return found


def _written(value: object) -> object:
    return value.text if isinstance(value, Plain) else value


def _texts(value: object) -> tuple[str, ...]:
    given = () if value is None else several(value)
    if not isinstance(given, (list, tuple)):
        raise refusal("not-a-list", value, "[…]")
    return tuple(map(text, given))


def _as_text(value: Decimal) -> str:
    return format(value, "f")


_AMOUNT = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"},
    ]
}
_TEXTS = {
    "anyOf": [{"type": "array", "items": {"type": "string", "minLength": 1}}, {"type": "null"}]
}

Amount = Annotated[Decimal, Read(_amount, _AMOUNT, as_json=_as_text)]
Texts = Annotated[tuple[str, ...], Read(_texts, _TEXTS)]


class Cost(Model, frozen=True):
    """Chi phí / What a change takes: money in a unit of one's own, and months."""

    cost: Annotated[
        Amount | None,
        about("Chi phí", "Cost", "Cùng một đơn vị ở mọi nơi", "In the same unit everywhere"),
    ] = None
    months: Annotated[Amount | None, about("Số tháng", "Months")] = None


class CostOfCriterion(Cost, frozen=True):
    """Chi phí của một tiêu chí / What raising a criterion takes: to any level, or level by level.

    Of a level, what reaching it from where one stands takes; where lines add up, of each line.
    """

    levels: Annotated[
        Annotated[Mapping[str, Cost], AfterValidator(FrozenDict)],
        about("Theo mức", "By level", "Theo mã của mức cần đạt", "By the id of the level to reach"),
    ] = Field(default_factory=FrozenDict)


class Patch(Form, frozen=True):
    """Thay đổi thử / What is to be changed, `ocop-what-if/1`, and what plans may take.

    `marks` are of the one sheet, `members` those of a council's members by their ids.
    """

    format: Annotated[
        Literal["ocop-what-if/1"], one_of("ocop-what-if/1"), about("Định dạng", "Format")
    ]
    marks: Annotated[
        Marks,
        about("Điểm", "Marks", "Như trên phiếu: theo số tiêu chí", "As on a sheet: by number"),
    ] = Field(default_factory=FrozenDict)
    members: Annotated[
        Annotated[Mapping[str, Marks], AfterValidator(FrozenDict)],
        about(
            "Điểm của thành viên",
            "Marks of members",
            "Theo mã người đánh giá",
            "By the assessor's id",
        ),
    ] = Field(default_factory=FrozenDict)
    without_marks: Annotated[
        Texts,
        about(
            "Bỏ điểm", "Without marks", "Tiêu chí coi như chưa chấm", "Criteria to be not assessed"
        ),
    ] = ()
    facts: Annotated[Facts, about("Dữ kiện", "Facts", "Như trong hồ sơ", "As in a dossier")] = (
        Field(default_factory=FrozenDict)
    )
    without_facts: Annotated[
        Texts, about("Bỏ dữ kiện", "Without facts", "Coi như chưa biết", "To be unknown")
    ] = ()
    documents: Annotated[
        tuple[FiledDocument, ...],
        BeforeValidator(several),
        about("Thêm minh chứng", "Further papers", "Như trong hồ sơ", "As in a dossier"),
    ] = ()
    without_documents: Annotated[
        Texts,
        about(
            "Bỏ minh chứng",
            "Without papers",
            "Theo loại: mọi giấy tờ thuộc loại ấy",
            "By kind: all of that kind",
        ),
    ] = ()
    rules: Annotated[
        Text | None,
        about(
            "Bộ tiêu chí khác",
            "Other rules",
            "Mã bộ tiêu chí, hoặc thư mục",
            "Id of a ruleset, or a folder",
        ),
    ] = None
    day: Annotated[
        Day | None,
        about(
            "Ngày đánh giá", "Day of rating", "Ngày chấm hoặc ngày họp", "Of marking, or meeting"
        ),
    ] = None
    costs: Annotated[
        Annotated[Mapping[str, CostOfCriterion], AfterValidator(FrozenDict)],
        about(
            "Chi phí",
            "Costs",
            "Theo số tiêu chí; tiêu chí không ghi: chưa biết giá",
            "By printed number; what is left out has no price",
        ),
    ] = Field(default_factory=FrozenDict)
    months: Annotated[
        MonthsOfPlan,
        one_of("longest", "sum"),
        about(
            "Cách tính tháng",
            "Months of a plan",
            "Làm song song (longest) hay lần lượt (sum)",
            "Side by side (longest) or one after another (sum)",
        ),
    ] = "longest"
    least: Annotated[
        LeastFirst | None,
        one_of("cost", "months", "changes"),
        about(
            "Ưu tiên",
            "Least first",
            "Ít nhất về: chi phí, số tháng, hay số thay đổi",
            "What the best plan has least of",
        ),
    ] = None
    keep: Annotated[
        Texts,
        about("Giữ nguyên", "Keep", "Số các tiêu chí không thay đổi", "Criteria that can't change"),
    ] = ()
    star: Annotated[
        Star | None,
        about("Hạng muốn đạt", "Star to reach", "Bỏ trống: hạng kế tiếp", "Left out: the next one"),
    ] = None

    @classmethod
    def _suggested(cls, complaint: Complaint, info: ValidationInfo) -> Complaint:
        vocabulary = vocabulary_of(info)
        complaint = read_again(complaint)
        return complaint if vocabulary is None else with_nearest(complaint, vocabulary)


def read_patch(
    given: Mapping[str, object] | str | bytes | bytearray | Patch, *, catalog: Catalog | None = None
) -> Patch:
    """A patch from a mapping, from YAML or JSON as text or bytes, or one that is made already.

    FilingError with all that is wrong; where text was given, with line and column.
    """
    return read_form(Patch, given, "what-if", FilingError, context_of(catalog))


def load_patch(path: str | PathLike[str], *, catalog: Catalog | None = None) -> Patch:
    """A patch from a YAML or JSON file. FilingError with file, line and column of every fault."""
    return load_form(Patch, path, FilingError, context_of(catalog))
