"""The difference of two rulesets: documents compared, places found, crosswalks asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike

from ...errors import OcopError
from ...frozen import fixed
from ...rules.catalog import Catalog
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ..crosswalk import Crosswalk, crosswalk_of
from ..crosswalk.relation import Lead
from ..lint.read import Doc
from ..sides import Side, side_of
from .changes import BothSides, Related, RuleChange
from .decisions import changes_between_decisions, changes_of_repeated
from .difference import Diff, TableDiff
from .tables import Found, changes_between

__all__ = ["diff"]

Named = str | PathLike[str] | Ruleset | Side


def diff(
    a: Named, b: Named, *, product_set: int | None = None, catalog: Catalog | None = None
) -> Diff:
    """All that differs from `a` to `b`: rulesets, their ids, folders of drafts, sealed records; of
    one `product_set`, or of all that both can be compared in.

    CatalogError where there is no such ruleset, folder, file or product set; RulesetError where its
    files don't hold together; RecordError where a file is no record.
    """
    one, other = side_of(a, catalog), side_of(b, catalog)
    decision = list(_decision(one, other))
    told = frozenset(change.field for change, *_ in decision)
    crosswalk = _crosswalk(one, other, catalog)
    tables = []
    for number in _numbers(one, other, product_set):
        was, becomes = _document(one, number), _document(other, number)
        decision += changes_of_repeated(number, was, becomes, told)
        changes = _placed(one, other, number, changes_between(was, becomes))
        related = tuple(_related(number, changes, crosswalk))
        tables.append(TableDiff(number, _table(one, number), _table(other, number), related))
    return Diff(one, other, tuple(_placed(one, other, None, decision)), tuple(tables))


def _decision(one: Side, other: Side) -> Iterator[Found]:
    if one.ruleset.document_digest != other.ruleset.document_digest:
        yield from changes_between_decisions(one.document(), other.document())


def _numbers(one: Side, other: Side, asked: int | None) -> Iterable[int]:
    """The product sets that are compared: where a side is a record, its own alone."""
    if asked is not None:
        if asked not in one.numbers or asked not in other.numbers:
            side = one if asked not in one.numbers else other
            if asked in (*one.numbers, *other.numbers) and side.file is None:
                return (asked,)
            side.product_set(asked)  # says what is wrong with it
        return (asked,)
    if one.file is not None or other.file is not None:
        return sorted({*one.numbers} & {*other.numbers})
    return sorted({*one.numbers, *other.numbers})


def _document(side: Side, number: int) -> Doc:
    return side.document(number) if number in side.numbers else {}


def _table(side: Side, number: int) -> ProductSet | None:
    return side.product_set(number) if number in side.numbers else None


def _placed(
    one: Side, other: Side, number: int | None, found: Iterable[Found]
) -> Iterator[RuleChange]:
    """The changes with their places."""
    for change, *paths in found:
        at = [
            None if path is None else side.place(number, path)
            for side, path in zip((one, other), paths, strict=True)
        ]
        was, becomes = fixed(change.was), fixed(change.becomes)
        yield change._replace(was=was, becomes=becomes, at=BothSides(*at))


# What a crosswalk relates otherwise


def _crosswalk(one: Side, other: Side, catalog: Catalog | None) -> Crosswalk | None:
    """How levels of the one are read under the other; None where no crosswalk leads there, or
    levels are those of the same id.
    """
    try:
        found = crosswalk_of(one.ruleset, other.ruleset, catalog)
    except OcopError:
        return None
    return None if found.within_decision else found


def _related(
    number: int, changes: Iterable[RuleChange], crosswalk: Crosswalk | None
) -> Iterator[RuleChange]:
    """The changes, those of criteria and levels with what a crosswalk says of them."""
    if crosswalk is None or crosswalk.targets(number) != (number,):
        yield from changes
        return
    pair = crosswalk.pair(number, number)
    led_from = {lead.criterion: lead for lead in reversed(pair.leads)}
    led_to = {lead.to: lead for lead in reversed(pair.leads)}
    for change in changes:
        yield change._replace(relation=_relation(change, led_from, led_to))


def _relation(
    change: RuleChange, led_from: Mapping[str, Lead], led_to: Mapping[str, Lead]
) -> Related | None:
    name = change.id or ""
    if change.kind == "criterion-removed" and name in led_from:
        return Related(None, led_from[name].to, ())
    if change.kind == "criterion-added" and name in led_to:
        return Related(None, led_to[name].criterion, ())
    if change.thing != "level" or name not in led_from:
        return None
    lead = led_from[name]
    found = lead.relations.get(change.level or "")
    if found is None or (found.kind == "same" and found.levels == (change.level,)):
        return None
    return Related(found.kind, lead.to, found.levels)
