"""Blank forms: a score sheet or a dossier for one product set, its words as comments.

A blank form is valid as it stands, and each line that a person frees of its # keeps it so: marks
stand in braces, so that none need be there, and every line ends in its comma.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Fact
from ..terms import (
    KINDS_OF_APPLICATION,
    KINDS_OF_PRODUCER,
    ROLES,
    KindOfApplication,
    KindOfProducer,
    Unit,
)
from ..text import Lang, Words, say

__all__ = ["blank_dossier", "blank_sheet"]

_WIDTH = 24  # of what stands before a comment; longer lines push it right

_PRODUCERS: dict[KindOfProducer, str] = {
    "household": "blank.producer-household",
    "farm": "blank.producer-farm",
    "cooperative-group": "blank.producer-cooperative-group",
    "private-enterprise": "blank.producer-private-enterprise",
    "limited-company": "blank.producer-limited-company",
    "joint-stock-company": "blank.producer-joint-stock-company",
    "cooperative": "blank.producer-cooperative",
    "community": "blank.producer-community",
    "other": "blank.producer-other",
}
_APPLICATIONS: dict[KindOfApplication, str] = {
    "first": "blank.kind-first",
    "upgrade": "blank.kind-upgrade",
    "renewal": "blank.kind-renewal",
}
_UNITS: dict[Unit, str] = {
    "share": "blank.unit-share",
    "count": "blank.unit-count",
    "months": "blank.unit-months",
}


def blank_sheet(product_set: ProductSet, lang: Lang) -> str:
    """A score sheet without marks: one commented line for each box, ticked by taking away its #."""
    lines = [
        *_comments(say("blank.sheet", lang, **_names(product_set, lang))),
        "format: ocop-sheet/1",
        f"ruleset: {_quoted(product_set.ruleset)}",
        "#product_code: 96-32244-001-2026",
        "assessor:",
        "  id: m1",
        _noted("  role: member", say("blank.roles", lang, words=" | ".join(ROLES))),
        "  #name: …",
        "#assessed_on: YYYY-MM-DD",
        "#round: 1",
        "marks: {",
        *_boxes_of(product_set, lang),
        "  }",
        *_rejects(product_set, lang),
        "#comment: …",
    ]
    return "\n".join(lines) + "\n"


def _boxes_of(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    for row in product_set.rows():
        yield ""
        if row.kind == "criterion":
            yield from _boxes(row.criterion, lang)
            continue
        number = f"{row.number}." if row.kind != "heading" else row.number
        yield f"  # {number} {_line(row.title, lang)} ({row.points})"


def _boxes(criterion: Criterion, lang: Lang) -> Iterator[str]:
    """A criterion's title, and a line to tick for each of its levels, or for the list of those that
    add up.
    """
    yield f"  # {criterion.number} {_line(criterion.title, lang)} ({criterion.points})"
    if criterion.only_if:
        yield f"  # {say('blank.only-if', lang, story=criterion.only_if.criterion)}"
    if criterion.mode == "sum":
        yield from (
            f"  #   {level.id} = {level.points}: {_label(level, criterion, lang)}"
            for level in criterion.levels
        )
        ids = ", ".join(level.id for level in criterion.levels)
        yield _noted(f'    #"{criterion.number}": [{ids}],', say("blank.sum", lang))
    marks = (
        []
        if criterion.mode == "sum"
        else [(_mark(level, criterion), level) for level in criterion.levels]
    )
    if not any(mark == "0" for mark, _ in marks):
        yield _noted(f'    #"{criterion.number}": 0,', say("blank.nothing", lang))
    for mark, level in marks:
        yield _noted(f'    #"{criterion.number}": {mark},', _label(level, criterion, lang))


def _mark(level: Level, criterion: Criterion) -> str:
    """What a sheet writes for a level: its points where it alone has them, else its id."""
    alone = sum(other.points == level.points for other in criterion.levels) == 1
    return str(level.points) if alone and (level.points or level.case is None) else level.id


def _label(level: Level, criterion: Criterion, lang: Lang) -> str:
    case = (
        f"[{level.case}] {_line(criterion.cases[level.case].words, lang)}: " if level.case else ""
    )
    points = f"{level.points} · " if level.case else ""
    asterisks = f" ({say('blank.minimum', lang, star=level.minimum)})" if level.minimum else ""
    return f"{points}{case}{_line(level.words, lang)}{asterisks}"


def _rejects(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    gates = [gate for gate in product_set.gates if gate.raised_by != "marks"]
    if gates:
        yield _noted("rejects: [", say("blank.rejects", lang))
        yield from (_noted(f"    #{gate.id},", _line(gate.words, lang)) for gate in gates)
        yield "  ]"


def blank_dossier(ruleset: Ruleset, product_set: ProductSet, lang: Lang) -> str:
    """A dossier with placeholders; facts and papers that the table asks for as comments.

    What decides points or the ruleset (kinds of producer and application, the filing day) has no
    placeholder: it must be chosen.
    """
    lines = [
        *_comments(say("blank.dossier", lang, **_names(product_set, lang))),
        "format: ocop-dossier/1",
        "product:",
        f"  name: {_quoted(say('blank.name', lang))}",
        f"  product_set: {product_set.product_set}",
        *_groups(ruleset, product_set, lang),
        "  #code: 96-32244-001-2026",
        f"  commune: {_quoted(say('blank.commune', lang))}",
        f"  province: {_quoted(say('blank.province', lang))}",
        "producer:",
        f"  name: {_quoted(say('blank.producer', lang))}",
        *(_noted(f"  #kind: {kind}", say(_PRODUCERS[kind], lang)) for kind in KINDS_OF_PRODUCER),
        "  representative:",
        f"    name: {_quoted(say('blank.representative', lang))}",
        *(
            f"    #{name}: {value}"
            for name in ("woman", "ethnic_minority", "disabled")
            for value in ("true", "false")
        ),
        "application: {",
        *(
            _noted(f"    #kind: {kind},", say(_APPLICATIONS[kind], lang))
            for kind in KINDS_OF_APPLICATION
        ),
        _noted("    #submitted_on: YYYY-MM-DD,", say("blank.filed", lang)),
        "    #previous: {star: 3, certified_on: YYYY-MM-DD, expires_on: YYYY-MM-DD},",
        "  }",
        *_facts(product_set, lang),
        *_papers(product_set, lang),
    ]
    return "\n".join(lines) + "\n"


def _groups(ruleset: Ruleset, product_set: ProductSet, lang: Lang) -> Iterator[str]:
    for line in ruleset.classification:
        if line.product_set == product_set.product_set:
            yield _noted(f"  #product_group: {line.id}", _line(line.title, lang))


def _facts(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    facts = [
        fact
        for fact in product_set.vocabulary.facts.values()
        if fact.from_dossier is None and fact.name not in product_set.vocabulary.beside
    ]
    if facts:
        yield _noted("facts: {", say("blank.facts", lang))
        for fact in facts:
            yield from _fact(fact, lang)
        yield "  }"


def _fact(fact: Fact, lang: Lang) -> Iterator[str]:
    """One line for a number; one for each word, and each of yes and no."""
    yield f"  # {_line(fact.title, lang)}"
    if fact.unit == "yes_no":
        yield from (f"    #{fact.name}: {value}," for value in ("true", "false"))
    elif fact.unit == "word":
        yield from (
            _noted(f"    #{fact.name}: {word},", _line(words, lang))
            for word, words in fact.words.items()
        )
    else:
        yield _noted(f"    #{fact.name}: ,", say(_UNITS[fact.unit], lang))


def _papers(product_set: ProductSet, lang: Lang) -> Iterator[str]:
    # Left out as a whole: a list that is there, even an empty one, says that nothing else is on
    # file.
    yield from _comments(say("blank.documents", lang))
    yield "#documents:"
    for paper in product_set.vocabulary.documents.values():
        if paper.kind in product_set.vocabulary.beside:
            continue
        expires = ", expires_on: YYYY-MM-DD" if paper.expires else ""
        yield _noted(
            f"#  - {{kind: {paper.kind}, number: …, issued_on: YYYY-MM-DD{expires}}}",
            _line(paper.title, lang),
        )


def _names(product_set: ProductSet, lang: Lang) -> dict[str, object]:
    return {
        "ruleset": product_set.ruleset,
        "number": product_set.product_set,
        "title": _line(product_set.title, lang),
    }


def _comments(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _noted(text: str, comment: str) -> str:
    return f"{text.ljust(_WIDTH)}  # {comment}"


def _line(words: Words, lang: Lang) -> str:
    """Words on one line."""
    return " ".join(words.say(lang).split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
