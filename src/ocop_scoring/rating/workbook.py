"""A score sheet as a workbook (XLSX), blank or filled in, with what the engine makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..errors import Fault, FilingError
from ..filing.evidence import shown_at
from ..filing.forms import Assessor, Dossier, ScoreSheet
from ..filing.workbook.counted import Counted, Filled, Got
from ..filing.workbook.extra import with_xlsxwriter
from ..filing.workbook.layout import sheet_layout
from ..filing.workbook.places import ROLE_WORDS, Field
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..text import say
from .alone import sheet_alone
from .outcome import Outcome
from .score import score

__all__ = ["blank_workbook", "sheet_workbook"]

_UNDATED = date(2000, 1, 1)
_NOBODY = {"id": "–", "role": "self"}


def sheet_workbook(
    rules: Ruleset,
    sheet: ScoreSheet,
    *,
    dossier: Dossier | None = None,
    made_on: date = _UNDATED,
) -> bytes:
    """A filled score sheet as a workbook: the printed form, its answers, points that are worked out
    as it is changed.

    With the dossier, what facts and papers decide stands beside the answers, and counts where an
    answer is blank. `made_on` is the day that the file bears; the same input gives the same bytes.
    FilingError for a sheet that names no product set or doesn't fit, and where the extra `xlsx` is
    not installed.
    """
    outcome = _outcome(rules, sheet, dossier)
    return _written(
        rules, outcome, sheet, _fields(dossier, sheet.assessor, sheet), dossier, made_on
    )


def blank_workbook(
    rules: Ruleset,
    product_set: int,
    *,
    dossier: Dossier | None = None,
    assessor: Assessor | None = None,
    round: int = 1,  # noqa: A002 - the form's own word
    assessed_on: date | None = None,
    made_on: date = _UNDATED,
) -> bytes:
    """A blank score sheet as a workbook, for a product set or a dossier in it, and for an assessor
    where one is named. See `sheet_workbook`.
    """
    sheet = ScoreSheet.model_validate(
        {
            "format": "ocop-sheet/1",
            "ruleset": rules.id,
            "product_set": product_set,
            "product_code": dossier.product.code if dossier else None,
            "assessor": _NOBODY if assessor is None else assessor,
            "assessed_on": assessed_on,
            "round": round,
            "marks": {},
        }
    )
    outcome = _outcome(rules, sheet, dossier)
    return _written(rules, outcome, sheet, _fields(dossier, assessor, sheet), dossier, made_on)


def _outcome(rules: Ruleset, sheet: ScoreSheet, dossier: Dossier | None) -> Outcome:
    if dossier is not None:
        return score(rules, dossier, sheet).outcome
    result = sheet_alone(rules, sheet).result
    if result is None:
        place, name = sheet.place(()), "product_set"
        raise FilingError(Fault("missing-field", place, name, "", "", {"field": name}))
    return result.outcome


def _fields(
    dossier: Dossier | None, assessor: Assessor | None, sheet: ScoreSheet
) -> dict[Field, str | int | date]:
    """What stands in the fields of the form."""
    known: dict[Field, str | int | date | None] = {
        "product_code": sheet.product_code,
        "round": sheet.round,
        "assessed_on": sheet.assessed_on,
        "comment": sheet.comment,
    }
    if dossier is not None:
        product = dossier.product
        known["product_name"] = product.name
        known["product_code"] = product.code or sheet.product_code
        known["producer"] = dossier.producer.name
        known["address"] = f"{product.commune}, {product.province}"
    if assessor is not None:
        known["assessor_id"] = assessor.id
        known["assessor_name"] = assessor.name
        known["role"] = ROLE_WORDS[assessor.role]
    return {field: value for field, value in known.items() if value is not None}


def _written(
    rules: Ruleset,
    outcome: Outcome,
    sheet: ScoreSheet,
    fields: Mapping[Field, str | int | date],
    dossier: Dossier | None,
    made_on: date,
) -> bytes:
    with with_xlsxwriter():
        from ..filing.workbook.write import workbook_of  # needs an extra
    product_set = outcome.table.product_set
    of_dossier: frozenset[Field] = frozenset({"product_name", "producer"} if dossier else ())
    if dossier and dossier.product.code:
        of_dossier |= {"product_code"}
    filled = Filled(
        fields,
        sheet.marks,
        sheet.rejects,
        of_dossier,
        _kind(rules, product_set),
        (dossier.product.code if dossier else None) or sheet.product_code or "",
        made_on,
    )
    return workbook_of(sheet_layout(product_set), filled, counted_from(outcome))


def _kind(rules: Ruleset, product_set: ProductSet) -> str:
    """Of which sector and groups of products a table is, as the printed form says it."""
    lines = [line for line in rules.classification if line.product_set == product_set.product_set]
    if not lines:
        return ""
    sectors = dict.fromkeys(line.titles[0].vi for line in lines)
    groups = dict.fromkeys(line.titles[1].vi for line in lines if len(line.titles) > 1)
    return say("workbook.kind", "vi", sectors="; ".join(sectors), groups="; ".join(groups))


def counted_from(outcome: Outcome) -> Counted:
    """What a workbook's formulas come to: the outcome of its sheet, in numbers."""
    award, tally = outcome.award, outcome.tally
    return Counted(
        criteria=tuple(_got(outcome, place) for place in range(len(outcome.choices.criteria))),
        parts=tally.parts,
        total=tally.total,
        star_by_points=award.star_by_points,
        star=award.star,
        reach=award.reach,
        lowest_star=outcome.table.lowest_star,
        by_papers=outcome.review.gates,
        by_marks=frozenset(raised.id for raised in outcome.gates if raised.source == "marks"),
    )


def _got(outcome: Outcome, place: int) -> Got:
    choice, shown = outcome.choices.criteria[place], shown_at(outcome.table, outcome.review, place)
    by_facts = None
    if shown is not None and not shown.at_least:
        by_facts = (shown.level,) if shown.level else ()
    return Got(
        choice.levels,
        choice.points if choice.is_assessed else None,
        choice.source == "condition",
        frozenset((unmet.star, unmet.needs) for unmet in choice.unmet),
        by_facts,
    )
