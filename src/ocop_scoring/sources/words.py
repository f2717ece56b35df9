"""The word that was meant: in Vietnamese, in capitals, mistyped; and which printed number, which
decision.

As in `habits`, whose other half this is: nothing is accepted, all that is suggested would be.
Loaded only on the way to an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from ..text import nearest
from .habits import folded, plain, unsigned, yes_no

__all__ = ["Known", "criterion", "level", "ruleset", "word"]

Known = Mapping[str, Iterable[str]]
"""Words that a place takes, each with what else it is called."""

_SAID: Known = {
    "household": ("hộ", "hộ gia đình", "hộ sản xuất", "hộ kinh doanh", "HKD", "cá thể"),
    "farm": ("trang trại", "chủ trang trại"),
    "cooperative-group": ("tổ hợp tác", "THT", "nhóm hợp tác"),
    "private-enterprise": ("doanh nghiệp tư nhân", "DNTN"),
    "limited-company": (
        *("công ty trách nhiệm hữu hạn", "công ty TNHH", "cty TNHH", "TNHH", "TNHH MTV"),
        *("trách nhiệm hữu hạn", "Ltd", "company limited"),
    ),
    "joint-stock-company": ("công ty cổ phần", "cty cổ phần", "công ty CP", "CTCP", "cổ phần"),
    "cooperative": ("hợp tác xã", "HTX", "liên hiệp hợp tác xã"),
    "community": ("cộng đồng", "cộng đồng dân cư"),
    "other": ("khác", "loại hình khác"),
    "unknown": ("không rõ", "chưa rõ", "chưa biết", "không biết"),
    "first": ("lần đầu", "đánh giá lần đầu", "mới", "đăng ký mới", "new"),
    "upgrade": ("nâng hạng", "nâng sao", "nâng cấp"),
    "renewal": ("đánh giá lại", "phân hạng lại", "gia hạn", "cấp lại", "renew"),
    "self": ("tự chấm", "tự đánh giá", "chủ thể", "chủ thể tự chấm", "producer"),
    "advisory": ("tổ tư vấn", "tư vấn", "advisory team"),
    "member": ("thành viên", "thành viên hội đồng", "ủy viên", "council member"),
    "chair": ("chủ tịch", "chủ tịch hội đồng", "chairman", "chairperson", "chairwoman"),
    "council": ("hội đồng", "cả hội đồng", "hội đồng thống nhất"),
}
"""What closed words are called in Vietnamese, and otherwise."""


def word(text: str, known: Known | Iterable[str]) -> str | None:
    """The known word that was meant: in another case, with blanks, by its Vietnamese name, or
    mistyped; None where nothing is near.
    """
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, ())
    called = _calls(tuple((name, tuple(others)) for name, others in names.items()))
    said = folded(text)
    if said in called:
        return called[said]
    within = [other for other in called if len(other) > 3 and f" {other} " in f" {said} "]
    if within:
        return called[max(within, key=len)]
    around = {name for other, name in called.items() if said and f" {said} " in f" {other} "}
    if len(around) == 1:
        return around.pop()
    return nearest(plain(text), list(names)) or _nearest_of(said, called)


@lru_cache(maxsize=32)
def _calls(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """Each way to call a word, folded, with the word; the word itself before all others."""
    called: dict[str, str] = {}
    for name, _ in names:
        called.setdefault(folded(name), name)
    for name, others in names:
        for other in (*_SAID.get(name, ()), *others):
            called.setdefault(folded(other), name)
    called.pop("", None)
    return MappingProxyType(called)


def _nearest_of(said: str, called: Mapping[str, str]) -> str | None:
    found = nearest(said, list(called))
    return called[found] if found else None


_POINTS = re.compile(r"(\d{1,9})([.,]0+)?\s*(d|diem|points?|pts?)?", re.ASCII)


def level(text: str) -> str | None:
    """A mark as it is written here: `MACHINES`, `a_full`, `3 điểm`, `có`; None where it can't be
    told.
    """
    found = _POINTS.fullmatch(unsigned(text))
    if found:
        return str(int(found[1]))
    answer = yes_no(text)
    if answer and answer.right and not plain(text).isdecimal():
        return answer.right
    if not plain(text).isascii():
        return None
    said = folded(text).replace(" ", "-")
    return said if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", said) else None


# What is printed

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters by which decisions number."""


def criterion(text: str, known: Iterable[str]) -> str | None:
    """The printed numbers that were meant: those below `6`, `1.a` for `1.A` or for the first of
    group 1; None where nothing is near.
    """
    numbers = list(known)
    by_case = {number.casefold(): number for number in numbers}
    said = re.sub(
        r"^(muc|tieu chi|chi tieu|tc)\b", "", _without_accents(plain(text).strip("\"' .,;"))
    )
    said = re.sub(r"[\s,;:_/-]+", ".", said.strip()).strip(".")
    said = re.sub(rf"(?<=\d)([{_LETTERS}])$", r".\1", said)
    said = ".".join(step.lstrip("0") or step for step in said.split("."))
    if said in by_case:
        return by_case[said]
    below = [number for number in numbers if number.startswith(f"{said}.")] if said else []
    if below:
        return _several(below)
    return _counted(said, numbers) or _above(said, by_case) or nearest(text, numbers)


def _several(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:12]) + (", …" if len(numbers) > 12 else "")


def _without_accents(text: str) -> str:
    """Accents go, but of đ, which numbers have; so do capitals."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _counted(said: str, numbers: list[str]) -> str | None:
    """`1.1` where the table has `1.a`, and the other way round: the item in the same place, all of
    the group where it has none there.
    """
    group, _, last = said.rpartition(".")
    if not group:
        return None
    below = [number for number in numbers if number.rpartition(".")[0] == group]
    if last.isdecimal():
        place = int(last[:4]) - 1
    elif len(last) == 1 and last in _LETTERS:
        place = _LETTERS.index(last)
    else:
        return None
    if any(number.rpartition(".")[2].isdecimal() == last.isdecimal() for number in below):
        return None  # it counts as the table does, and is simply not there
    return below[place] if 0 <= place < len(below) else _several(below) or None


def _above(said: str, by_case: Mapping[str, str]) -> str | None:
    """`1.1.2` where the table has only `1.1`."""
    group = said.rpartition(".")[0]
    while group:
        if group in by_case:
            return by_case[group]
        group = group.rpartition(".")[0]
    return None


def ruleset(text: str, known: Iterable[str]) -> str | None:
    """The ruleset that a decision's number names: `26/2026/QĐ-TTg`, `148`, `26_2026`; of several,
    the one with the fewest amendments. None where it can't be told.
    """
    asked = re.findall(r"\d+", plain(text))
    rulesets = {name: re.findall(r"\d+", name) for name in known}
    fitting = [name for name, numbers in rulesets.items() if asked and set(asked) <= set(numbers)]
    if fitting:
        return min(fitting, key=lambda name: len(rulesets[name]))
    return nearest(plain(text), list(rulesets))
