"""The same table put into zen-engine, OpenFisca-core and json-logic, each in its best shape.

Each peer gets a sheet as whole numbers made ready outside the timing (which of the criterion's
marks it is, in order of points), looks up points and the highest star that the mark allows, and
answers total and star; the library also answers rows, reasons and what is missed. A peer that isn't
installed is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple

from ocop_scoring.filing.forms import Mark, ScoreSheet
from ocop_scoring.rules.product_set import ProductSet

from . import plain
from .sheets import options

__all__ = ["PEERS", "Item", "Peer", "items_of", "prepared"]

Outcome = tuple[int, int]
_YEAR = "2026"


class Item(NamedTuple):
    """A criterion as look-ups: points and highest star by position of the mark; what it hangs on,
    and its star where that fails.
    """

    key: str
    points: tuple[int, ...]
    caps: tuple[int, ...]
    story: tuple[str, tuple[int, ...], int] | None
    without: int


class Peer(NamedTuple):
    """One engine: how it is called, its module and package, and what makes a rating function of the
    items and bands.
    """

    name: str
    module: str
    package: str
    make: Callable[[tuple[Item, ...], tuple[tuple[int, int], ...]], Callable[[Any], Outcome]]
    shape: Callable[[dict[str, int]], Any]
    rounds: int
    sheets: int

    @property
    def is_installed(self) -> bool:
        """Whether its package can be imported."""
        return find_spec(self.module) is not None


def items_of(product_set: ProductSet) -> tuple[Item, ...]:
    """The criteria as look-ups."""
    top = max(band.star for band in product_set.bands)
    rows = plain.table_from(product_set).rows
    items: list[Item] = []
    for row, criterion in zip(rows, product_set.criteria, strict=True):
        reached = [
            row.by_mark[frozenset(option.mark) if isinstance(option.mark, tuple) else option.mark]
            for option in options(criterion)
        ]
        told = items[row.story[0]] if row.story else None
        items.append(
            Item(
                f"c{len(items)}",
                tuple(entry.points for entry in reached),
                tuple(_cap(entry.missed, top) for entry in reached),
                (told.key, told.points, row.story[1]) if told and row.story else None,
                _cap(row.unreached, top),
            )
        )
    return tuple(items)


def _cap(missed: plain.Missed, top: int) -> int:
    return min((star for star, _, _ in missed), default=top + 1) - 1


def prepared(product_set: ProductSet, sheets: list[ScoreSheet]) -> list[dict[str, int]]:
    """The sheets as positions of their marks; a level's id stands where its points do."""
    places = []
    for index, criterion in enumerate(product_set.criteria):
        at: dict[Mark, int] = {
            option.mark: place for place, option in enumerate(options(criterion))
        }
        for level in criterion.levels:
            at.setdefault(level.id, at.get(level.points, 0))
        places.append((f"c{index}", criterion.number, at))
    return [{key: at[sheet.marks[number]] for key, number, at in places} for sheet in sheets]


# zen-engine: a static loader (its fast door), marks as one list (a tenth faster than by name),
# lists of points and caps indexed by them.


def _zen(traced: bool) -> Any:
    def make(
        items: tuple[Item, ...], bands: tuple[tuple[int, int], ...]
    ) -> Callable[[dict[str, list[int]]], Outcome]:
        engine = import_module("zen").ZenEngine(
            {"loader": {"type": "static", "content": {"table": _zen_graph(items, bands)}}}
        )
        evaluate, with_trace = engine.evaluate, {"trace": True}

        def rate(marks: dict[str, list[int]]) -> Outcome:
            answer = (evaluate("table", marks, with_trace) if traced else evaluate("table", marks))[
                "result"
            ]
            if not answer["valid"]:
                raise ValueError(marks)
            return answer["total"], answer["star"]

        return rate

    return make


def _zen_graph(items: tuple[Item, ...], bands: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    at = {item.key: f"m[{place}]" for place, item in enumerate(items)}

    def look(item: Item, values: tuple[int, ...], otherwise: int) -> str:
        picked = f"{list(values)}[{at[item.key]}]"
        if item.story is None:
            return picked
        key, points, least = item.story
        return f"({list(points)}[{at[key]}]>={least}?{picked}:{otherwise})"

    total = "+".join(look(item, item.points, 0) for item in items)
    limiting = [item for item in items if len({*item.caps, item.without}) > 1]
    caps = ",".join(look(item, item.caps, item.without) for item in limiting)
    valid = " and ".join(f"{at[item.key]} in [0..{len(item.points) - 1}]" for item in items)
    band = (
        "".join(f"total>={least}?{star}:(" for least, star in bands[:-1])
        + str(bands[-1][1])
        + ")" * (len(bands) - 1)
    )
    first = _zen_node("look", [("valid", valid), ("total", total), ("caps", f"[{caps}]")], False)
    second = _zen_node("star", [("star", f"min([min(caps),{band}])")], True)
    ends = [{"id": name, "type": f"{name}Node", "name": name} for name in ("input", "output")]
    order = ("input", "look", "star", "output")
    links = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b} for a, b in pairwise(order)]
    return {"nodes": [ends[0], first, second, ends[1]], "edges": links}


def _zen_node(name: str, expressions: list[tuple[str, str]], pass_through: bool) -> dict[str, Any]:
    listed = [{"id": f"{name}-{key}", "key": key, "value": value} for key, value in expressions]
    return {
        "id": name,
        "type": "expressionNode",
        "name": name,
        "content": {"passThrough": pass_through, "expressions": listed},
    }


# json-logic: two trees; a mark is looked up by a path made of it, which takes fewer steps than a
# chain of comparisons.


def _json_logic(
    items: tuple[Item, ...], bands: tuple[tuple[int, int], ...]
) -> Callable[[dict[str, int]], Outcome]:
    logic = import_module("json_logic").jsonLogic
    tables = {f"p{item.key}": list(item.points) for item in items} | {
        f"k{item.key}": list(item.caps) for item in items
    }

    def look(kind: str, item: Item, otherwise: int) -> dict[str, Any]:
        picked = {"var": {"cat": [f"{kind}{item.key}.", {"var": item.key}]}}
        if item.story is None:
            return picked
        key, _, least = item.story
        return {
            "if": [{">=": [{"var": {"cat": [f"p{key}.", {"var": key}]}}, least]}, picked, otherwise]
        }

    limiting = [item for item in items if len({*item.caps, item.without}) > 1]
    tree = {
        "merge": [
            {"+": [look("p", item, 0) for item in items]},
            {"min": [look("k", item, item.without) for item in limiting]},
        ]
    }
    steps: list[Any] = []
    for least, star in bands[:-1]:
        steps += [{">=": [{"var": "total"}, least]}, star]
    star_tree = {"min": [{"var": "cap"}, {"if": [*steps, bands[-1][1]]}]}

    def rate(marks: dict[str, int]) -> Outcome:
        total, cap = logic(tree, {**tables, **marks})
        return int(total), int(logic(star_tree, {"total": total, "cap": cap}))

    return rate


# OpenFisca-core: a variable for each mark, its points and its cap; formulas over whole columns,
# here of one sheet.


def _openfisca(
    items: tuple[Item, ...], bands: tuple[tuple[int, int], ...]
) -> Callable[[dict[str, dict[str, int]]], Outcome]:
    numpy, periods = import_module("numpy"), import_module("openfisca_core.periods")
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    variable = import_module("openfisca_core.variables").Variable
    entity = import_module("openfisca_core.entities").build_entity(
        key="sheet", plural="sheets", label="sheet", is_person=True
    )
    system = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])

    def add(name: str, formula: Callable[..., Any] | None = None) -> None:
        says = {
            "value_type": int,
            "entity": entity,
            "definition_period": periods.DateUnit.YEAR,
            "label": name,
            "default_value": 0,
        }
        system.add_variable(
            type(name, (variable,), {**says, **({"formula": formula} if formula else {})})
        )

    def look(item: Item, values: tuple[int, ...], otherwise: int) -> Callable[..., Any]:
        held, story = numpy.array(values, numpy.int32), item.story

        def formula(sheet: Any, period: Any) -> Any:
            picked = held[sheet(item.key, period)]
            return (
                picked
                if story is None
                else numpy.where(sheet(f"p{story[0]}", period) >= story[2], picked, otherwise)
            )

        return formula

    limiting = [item for item in items if len({*item.caps, item.without}) > 1]
    for item in items:
        add(item.key)
        add(f"p{item.key}", look(item, item.points, 0))
    for item in limiting:
        add(f"k{item.key}", look(item, item.caps, item.without))

    def star(sheet: Any, period: Any) -> Any:
        total = sheet("total", period)
        given = bands[-1][1] + sum((total >= least).astype(int) for least, _ in bands[:-1])
        for item in limiting:
            given = numpy.minimum(given, sheet(f"k{item.key}", period))
        return given

    add("total", lambda sheet, period: sum(sheet(f"p{item.key}", period) for item in items))
    add("star", star)

    def rate(marks: dict[str, dict[str, int]]) -> Outcome:
        simulation = builder().build_from_entities(system, {"sheets": {"one": marks}})
        return int(simulation.calculate("total", _YEAR)[0]), int(
            simulation.calculate("star", _YEAR)[0]
        )

    return rate


def _as_list(marks: dict[str, int]) -> dict[str, list[int]]:
    return {"m": list(marks.values())}


def _by_key(marks: dict[str, int]) -> dict[str, dict[str, int]]:
    return {key: {_YEAR: mark} for key, mark in marks.items()}


PEERS = (
    Peer("zen-engine with trace", "zen", "zen-engine", _zen(True), _as_list, 11, 400),
    Peer("zen-engine without trace", "zen", "zen-engine", _zen(False), _as_list, 11, 400),
    Peer("json-logic", "json_logic", "json-logic-qubit", _json_logic, dict, 7, 100),
    Peer("OpenFisca-core", "openfisca_core", "OpenFisca-Core", _openfisca, _by_key, 5, 20),
)
