"""Single values as files and JSON give them, read strictly; and pydantic's complaints as faults with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError, ValidationError

from ..errors import Fault, Place
from ..text import nearest
from .source import Plain, Source

__all__ = ["day", "faults_of", "pattern", "refusal", "text", "whole", "yes_no"]

Path = tuple[int | str, ...]
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_DAY = r"[12]\d{3}-\d{2}-\d{2}"


def refusal(code: str, found: object, right: str) -> PydanticCustomError:
    """A complaint that `faults_of` turns into a fault with this code."""
    return PydanticCustomError(code, "{found}", {"found": shown(found), "right": right})


def text(value: object) -> str:
    """Text with something in it; a plain scalar that YAML 1.1 would not read as text must be quoted."""
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, Plain) and value.text:
        raise refusal("quote-this", value, f'"{value.text}"')
    raise refusal("not-text", value, "text")


def whole(value: object) -> int:
    """A whole number from 0 to 999,999,999, as a number or plain digits without leading zeros."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return value
    if isinstance(value, str) and len(value) < 10 and value.isascii() and value.isdigit() and (value == "0" or value[0] != "0"):
        return int(value)
    raise refusal("not-a-whole-number", value, "0, 1, 2, …")


def day(value: object) -> date:
    """A day of the years 1000 to 2999, as a date or as `YYYY-MM-DD`."""
    if type(value) is date and 1000 <= value.year < 3000:
        return value
    written = str(value) if isinstance(value, (str, Plain)) else ""
    if re.fullmatch(_DAY, written, re.ASCII):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise refusal("not-a-date", value, "YYYY-MM-DD")


def yes_no(value: object) -> bool:
    """A yes or no: true, false, yes or no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (str, Plain)) and str(value) in _YES_NO:
        return _YES_NO[str(value)]
    raise refusal("not-yes-or-no", value, "true, false, yes, no")


def pattern(expression: str, code: str, right: str) -> Callable[[object], str]:
    """A reader of text of one form."""

    @cache
    def fits() -> Callable[[str], object]:
        return re.compile(expression, re.ASCII).fullmatch  # only when a value is read: starting must stay cheap

    def read(value: object) -> str:
        if isinstance(value, str) and fits()(value):
            return value
        if isinstance(value, Plain) and fits()(value.text):
            raise refusal("quote-this", value, f'"{value.text}"')
        raise refusal(code, value, right)

    return read


def shown(value: object) -> str:
    """What was found, briefly, as a fault shows it."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, (list, tuple)):
        return "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 256:
        return f"{'-' if value < 0 else ''}…"  # Python refuses to write out whole numbers of thousands of digits
    written = "null" if value is None else str(value)
    if not written.strip():
        return f'"{written[:60]}"'
    return written if len(written) <= 60 else f"{written[:60]}…"


def faults_of(
    problem: ValidationError, source: Source | None, known_at: Callable[[Path], tuple[str, ...]],
    without_tag: Callable[[Path], Path] = lambda path: path,
) -> list[Fault]:  # fmt: skip
    """Every complaint as a fault; `known_at` says which keys a mapping may have, so that the nearest can be named."""
    return [
        _fault(detail, source, known_at, without_tag(detail["loc"])) for detail in problem.errors(include_url=False, include_context=True)
    ]


def _fault(detail: Any, source: Source | None, known_at: Callable[[Path], tuple[str, ...]], path: Path) -> Fault:
    kind, context = detail["type"], detail.get("ctx") or {}
    at_key = bool(path) and path[-1] == "[key]"
    path = path[:-1] if at_key else path
    joined = "/".join(str(step) for step in path)

    def place(of: Path, key: bool = False) -> Place | None:
        return source.place(of, key) if source else None

    if kind in ("missing", "missing_argument"):
        return Fault("missing-field", place(path[:-1]), joined, "", str(path[-1]), {"field": path[-1]})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        known = known_at(path[:-1])
        right = nearest(str(path[-1]), known) or (", ".join(known) if len(known) < 20 else "")
        return Fault("unknown-field", place(path, key=True), joined, str(path[-1]), right, {"field": path[-1]})
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
        right = f"≥ {context['min_length']}" if "min_length" in context else f"≤ {context['max_length']}"
    elif kind in ("greater_than_equal", "less_than_equal"):
        right = f"≥ {context['ge']}" if kind[0] == "g" else f"≤ {context['le']}"
        kind = "out-of-range"
    elif "right" not in context:
        kind, right = "wrong-shape", detail["msg"][:1].lower() + detail["msg"][1:]
    return Fault(kind, place(path, at_key), joined, found, right)
