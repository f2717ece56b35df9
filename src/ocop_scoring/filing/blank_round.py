"""A blank `round.yaml`: who sits in the council, by which policy, what its papers need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..text import Lang, say
from .blank import comments, noted
from .placeholders import OPEN

__all__ = ["blank_round"]


def blank_round(
    policies: Mapping[str, str], fields: Iterable[str], members: int, lang: Lang
) -> str:
    """A round with placeholders: a line for each member, the first of them the chair.

    `policies` are ids with what each is called: one is to be chosen, none is the usual one.
    `fields` are the names of what papers need and no result knows.
    """
    lines = [
        *comments(say("blank.round", lang)),
        "format: ocop-round/1",
        noted(f"name: {OPEN}", say("blank.round-name", lang)),
        noted("level: province", say("blank.round-level", lang)),
        *comments(say("blank.round-policy", lang)),
        *(noted(f"#policy: {name}".ljust(34), called) for name, called in policies.items()),
        noted(f"#decided_on: {OPEN}", say("blank.round-day", lang)),
        *comments(say("blank.round-members", lang)),
        "members:",
        *_members(members),
        *_named("secretary", ("name", "office")),
        *comments(say("blank.round-absent", lang)),
        "#absent:",
        f"  #m{members}: {OPEN}",
        *comments(say("blank.round-conflicts", lang)),
        "#conflicts:",
        f"  #96-32244-001-2026: [m{members}]",
        *comments(say("blank.round-papers", lang)),
        "#papers:",
        *(f"  #{name}: {OPEN}" for name in fields),
    ]
    return "\n".join(lines) + "\n"


def _members(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield f"  - id: m{number}"
        yield f"    name: {OPEN}"
        yield f"    #office: {OPEN}"
        yield f"    role: {'chair' if number == 1 else 'member'}"


def _named(key: str, names: tuple[str, ...]) -> Iterator[str]:
    yield f"#{key}:"
    yield from (f"  #{name}: {OPEN}" for name in names)
