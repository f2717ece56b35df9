"""The gates of a product set: those it lists, with their conditions."""

from __future__ import annotations

from ..terms import RaisedBy
from ..text import near
from . import files
from .criteria import stated
from .folder import Doc, check_readings, cited
from .making import Making

__all__ = ["gates_of"]


def gates_of(making: Making, criteria: dict[str, Doc]) -> list[Doc]:
    """The gates in the order of the table's list; one that isn't there is a fault."""
    gates, seen = [], set[str]()
    for index, use in enumerate(making.shape.gates):
        name, at = (use, None) if isinstance(use, str) else (use.gate, use.at)
        if name in seen:
            making.faults.add("gate-twice", making.source, ("gates", index), name, "")
        seen.add(name)
        if at is not None and at not in criteria:
            path, right = ("gates", index, "at"), near(at, criteria)
            making.faults.add("unknown-criterion", making.source, path, at, right)
        shape = making.folder.gates.value.get(name)
        if shape is not None:
            gates.append(_gate(making, name, at, shape, criteria))
            continue
        at_gate = ("gates", index) if at is None else ("gates", index, "gate")
        right = near(name, making.folder.gates.value)
        making.faults.add("unknown-gate", making.source, at_gate, name, right)
    return gates


def _gate(
    making: Making, name: str, at: str | None, shape: files.GateShape, criteria: dict[str, Doc]
) -> Doc:
    source, readings = making.folder.gates.source, making.folder.readings.value
    conditions = making.conditions
    _check_numbers(making, name, shape, criteria)
    check_readings(making.faults, shape.reading, readings, source, (name, "reading"))
    making.cited |= set(shape.reading)
    return stated(
        {
            "id": name,
            "at": at,
            "outcome": shape.outcome,
            "vi": shape.vi,
            "en": shape.en,
            **cited(shape.reading),
            "provenance": shape.provenance or making.folder.ruleset.value.provenance,
            "raised_by": _raised_by(making, name, shape),
            "when": conditions.read(shape.when, source, (name, "when")),
            "unless": conditions.read(shape.unless, source, (name, "unless")),
            "waived_by": conditions.read(shape.waived_by, source, (name, "waived_by")),
            "any_of": list(shape.any_of) or None,
            "points": shape.points if shape.any_of else None,
        }
    )


def _raised_by(making: Making, name: str, shape: files.GateShape) -> RaisedBy:
    """Who raises a gate: what it is made of says it, and the list of raisers must say the same.

    Of a ground known at second hand evidence is told, and assessors alone raise it.
    """
    by_marks = bool(shape.any_of)
    by_evidence = shape.when is not None or shape.unless is not None
    if shape.provenance == "second-hand":
        by_evidence = False
    said = ("marks" in shape.raised_by, "evidence" in shape.raised_by)
    if said != (by_marks, by_evidence):
        source, found = making.folder.gates.source, ", ".join(shape.raised_by)
        path = (name, "raised_by")
        making.faults.add("gate-raised-by", source, path, found, "", gate=name)
    return "marks" if by_marks else "evidence" if by_evidence else "assessor"


def _check_numbers(
    making: Making, name: str, shape: files.GateShape, criteria: dict[str, Doc]
) -> None:
    for index, number in enumerate(shape.any_of):
        if number not in criteria:
            source, path = making.folder.gates.source, (name, "any_of", index)
            making.faults.add("unknown-criterion", source, path, number, near(number, criteria))
