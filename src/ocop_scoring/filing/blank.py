"""A blank score sheet for one product set, its words as comments.

One value stands on a line, so that no comma can be forgotten. A line that begins with # is chosen
by taking that sign away; whatever is chosen, the sheet can be read once the assessor's id and role
are filled in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..terms import ROLES, Role
from ..text import Lang, Words, say
from .placeholders import OPEN, placeholder

__all__ = ["blank_sheet", "comments", "heads", "line", "noted", "quoted"]

_WIDTH = 26  # of what stands before a comment; longer lines push it right

_ROLES: dict[Role, str] = {
    "self": "blank.role-self",
    "advisory": "blank.role-advisory",
    "member": "blank.role-member",
    "chair": "blank.role-chair",
    "council": "blank.role-council",
}


def blank_sheet(product_set: ProductSet, lang: Lang) -> str:
    """A score sheet without marks: one commented line for each box, ticked by taking away its #."""
    lines = [
        *comments(say("blank.sheet", lang, **heads(product_set, lang))),
        "format: ocop-sheet/1",
        f"ruleset: {quoted(product_set.ruleset)}",
        f"product_set: {product_set.product_set}",
        "#product_code: 96-32244-001-2026",
        "assessor:",
        f"  id: {quoted(placeholder('blank.assessor', lang))}",
        f"  #name: {OPEN}",
        *(noted(f"  #role: {role}", say(_ROLES[role], lang)) for role in ROLES),
        noted(f"#assessed_on: {OPEN}", say("blank.assessed", lang)),
        "#round: 1",
        "marks:",
        *_boxes_of(product_set, lang),
        "",
        *_rejects(product_set, lang),
        f"#comment: {OPEN}",
    ]
    return "\n".join(lines) + "\n"


def _boxes_of(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    for row in product_set.rows():
        yield ""
        if row.kind == "criterion":
            yield from _boxes(row.criterion, lang)
            continue
        number = f"{row.number}." if row.kind != "heading" else row.number
        yield f"  # {number} {line(row.title, lang)} ({row.points})"


def _boxes(criterion: Criterion, lang: Lang) -> Iterator[str]:
    """A criterion's title and note, and a line to tick for each of its levels; those of levels that
    add up stand under one line for the item.
    """
    number = f'  #"{criterion.number}":'
    yield f"  # {criterion.number} {line(criterion.title, lang)} ({criterion.points})"
    if criterion.note is not None:
        yield f"  #   {line(criterion.note, lang)}"
    if criterion.only_if:
        yield f"  #   {say('blank.only-if', lang, story=criterion.only_if.criterion)}"
    if criterion.mode == "sum":
        yield noted(f"{number} 0", say("blank.nothing", lang))
        yield noted(number, say("blank.sum", lang))
        for level in criterion.levels:
            yield noted(f"  #  - {level.id}", f"{level.points}: {_label(level, criterion, lang)}")
        return
    if not any(str(level.mark) == "0" for level in criterion.levels):
        yield noted(f"{number} 0", say("blank.nothing", lang))
    for level in criterion.levels:
        yield noted(f"{number} {level.mark}", _label(level, criterion, lang))


def _label(level: Level, criterion: Criterion, lang: Lang) -> str:
    words = criterion.cases[level.case].words if level.case else None
    case = f"{level.points} · [{level.case}] {line(words, lang)}: " if words else ""
    asterisks = f" ({say('blank.minimum', lang, star=level.minimum)})" if level.minimum else ""
    return f"{case}{line(level.words, lang)}{asterisks}"


def _rejects(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    gates = [gate for gate in product_set.gates if gate.raised_by != "marks"]
    if gates:
        yield noted("rejects:", say("blank.rejects", lang))
        yield from (noted(f"  #- {gate.id}", line(gate.words, lang)) for gate in gates)


def heads(product_set: ProductSet, lang: Lang) -> dict[str, object]:
    """What the head of a form says of its table."""
    return {
        "ruleset": product_set.ruleset,
        "number": product_set.product_set,
        "title": line(product_set.title, lang),
    }


def comments(text: str, indent: str = "") -> list[str]:
    """A text as lines of comments."""
    return [f"{indent}# {line}".rstrip() for line in text.splitlines()]


def noted(text: str, comment: str) -> str:
    """A line with a comment behind it."""
    return f"{text.ljust(_WIDTH)}  # {comment}"


def line(words: Words, lang: Lang) -> str:
    """Words on one line."""
    return " ".join(words.say(lang).split())


def quoted(text: str) -> str:
    """Text in quotes, as YAML and JSON have it."""
    return json.dumps(text, ensure_ascii=False)
