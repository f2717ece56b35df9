"""Single values as files and JSON give them, read strictly. A reader refuses by a ValueError that
`sources.faults` turns into a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from pydantic_core import PydanticCustomError

from .characters import named
from .meant import Meant
from .places import Plain

__all__ = ["day", "pattern", "refusal", "shown", "text", "whole", "yes_no"]

_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


_DAY = r"[12]\d{3}-\d{2}-\d{2}"


def refusal(
    code: str, found: object, right: str, meant: Meant | None = None, **values: object
) -> PydanticCustomError:
    """A complaint that `faults_of` turns into a fault with this code; where a habit tells what was
    meant, with that. `values` are the other words of its sentence.
    """
    context: dict[str, object] = {"found": shown(found), "right": right, **values}
    if isinstance(found, str) and not found.isascii():
        from . import habits  # only on the way to an error

        odd = habits.odd_in(found[:1000])
        context |= {"character": named(odd)} if odd else {}
    if meant is not None:
        context |= {**meant.values, "right": meant.right, "habit": meant.habit}
    return PydanticCustomError(code, "{found}", context)


def text(value: object) -> str:
    """Non-empty text; a plain scalar that YAML 1.1 would not read as text must be
    quoted.
    """
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, Plain) and value.text:
        raise refusal("quote-this", value, f'"{value.text}"')
    if isinstance(value, (str, Plain)):
        raise refusal("not-text", value, "text", habit="empty")
    raise refusal("not-text", value, "text")


def whole(value: object) -> int:
    """A whole number from 0 to 999,999,999, as a number or plain digits without leading zeros."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return value
    if (
        isinstance(value, str)
        and len(value) < 10
        and value.isascii()
        and value.isdigit()
        and (value == "0" or value[0] != "0")
    ):
        return int(value)
    from . import habits  # only on the way to an error

    meant = habits.whole(str(value)) if isinstance(value, (str, Plain)) else None
    raise refusal("not-a-whole-number", value, "0, 1, 2, …", meant)


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
    from . import habits  # only on the way to an error

    raise refusal("not-a-date", value, "YYYY-MM-DD", habits.day(written))


def yes_no(value: object, also: Mapping[str, str] | None = None) -> bool:
    """A yes or no: true, false, yes or no. `also` has other words that answer this question, for
    what is said where they are refused.
    """
    if isinstance(value, bool):
        return value
    written = str(value) if isinstance(value, (str, Plain)) else ""
    if written in _YES_NO:
        return _YES_NO[written]
    from . import habits  # only on the way to an error

    raise refusal("not-yes-or-no", value, "true, false, yes, no", habits.yes_no(written, also))


def pattern(expression: str, code: str, right: str) -> Callable[[object], str]:
    """A reader of text of one form."""

    @cache
    def fits() -> Callable[[str], object]:
        return re.compile(
            expression, re.ASCII
        ).fullmatch  # only when a value is read: starting must stay cheap

    def read(value: object) -> str:
        if isinstance(value, str) and fits()(value):
            return value
        if isinstance(value, Plain) and fits()(value.text):
            raise refusal("quote-this", value, f'"{value.text}"')
        raise refusal(code, value, right)

    return read


def shown(value: object) -> str:
    """What was found, briefly, as a fault shows it: one line of at most 60 letters."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, (list, tuple)) and 0 < len(value) < 10 and all(map(_is_short, value)):
        return _cut(f"[{', '.join(map(_written, value))}]")
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 256:
        # Python refuses to write out whole numbers of thousands of digits
        return f"{'-' if value < 0 else ''}…"
    return _cut(_written(value))


def _is_short(value: object) -> bool:
    if isinstance(value, int):
        return not isinstance(value, bool) and value.bit_length() <= 64
    return isinstance(value, (str, float, Plain))


def _cut(written: str) -> str:
    return written if len(written) <= 60 else f"{written[:60]}…"


def _written(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        # No more than is shown: a value may have a megabyte. Halves of characters are written out.
        return value[:61].encode("utf-8", "backslashreplace").decode()
    if isinstance(value, bytes):
        return str(value[:61])
    if isinstance(value, (int, float, Decimal, date, Plain)):
        return str(value)
    return f"<{type(value).__name__}>"  # a stranger's own words may be anything
