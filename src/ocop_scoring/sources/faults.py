"""Pydantic's complaints about a file as faults with their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import ValidationError

from ..errors import Fault, Place
from ..text import nearest
from .places import Plain, Source
from .values import shown

__all__ = ["faults_of"]

Path = tuple[int | str, ...]


def faults_of(
    problem: ValidationError,
    source: Source | None,
    known_at: Callable[[Path], tuple[str, ...]],
    without_tag: Callable[[Path], Path] = lambda path: path,
) -> list[Fault]:
    """Every complaint as a fault; `known_at` says which keys a mapping may have, so that the
    nearest can be named.
    """
    return [
        _fault(detail, source, known_at, without_tag(detail["loc"]))
        for detail in problem.errors(include_url=False, include_context=True)
    ]


def _fault(
    detail: Any, source: Source | None, known_at: Callable[[Path], tuple[str, ...]], path: Path
) -> Fault:
    kind, context = detail["type"], detail.get("ctx") or {}
    at_key = bool(path) and path[-1] == "[key]"
    path = path[:-1] if at_key else path
    joined = "/".join(str(step) for step in path)

    def place(of: Path, key: bool = False) -> Place | None:
        return source.place(of, key) if source else None

    if kind in ("missing", "missing_argument"):
        return Fault(
            "missing-field", place(path[:-1]), joined, "", str(path[-1]), {"field": path[-1]}
        )
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        known = known_at(path[:-1])
        right = nearest(str(path[-1]), known) or (", ".join(known) if len(known) < 20 else "")
        return Fault(
            "unknown-field",
            place(path, key=True),
            joined,
            str(path[-1]),
            right,
            {"field": path[-1]},
        )
    found, right = str(context.get("found", shown(detail["input"]))), str(context.get("right", ""))
    if kind == "literal_error":
        kind, right = "wrong-word", str(context["expected"]).replace("'", "").replace(" or ", ", ")
    elif isinstance(detail["input"], Plain) and kind in ("string_type", "string_sub_type"):
        kind, right = ("quote-this", f'"{found}"') if detail["input"].text else ("not-text", "text")
    elif kind in ("string_type", "string_too_short"):
        kind, right = "not-text", "text"
    elif kind in ("dataclass_type", "dict_type", "model_type", "mapping_type"):
        kind, right = "not-a-mapping", "{…}"
    elif kind in ("tuple_type", "list_type"):
        kind, right = "not-a-list", "[…]"
    elif kind in ("too_short", "too_long"):
        found, kind = str(context["actual_length"]), "wrong-length"
        right = (
            f"≥ {context['min_length']}"
            if "min_length" in context
            else f"≤ {context['max_length']}"
        )
    elif kind in ("greater_than_equal", "less_than_equal"):
        right = f"≥ {context['ge']}" if kind[0] == "g" else f"≤ {context['le']}"
        kind = "out-of-range"
    elif "right" not in context:
        kind, right = "wrong-shape", detail["msg"][:1].lower() + detail["msg"][1:]
    return Fault(kind, place(path, at_key), joined, found, right)
