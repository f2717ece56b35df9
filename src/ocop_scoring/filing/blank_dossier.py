"""A blank dossier for one product set: what its table asks, in the order of the table.

One value stands on a line. Facts wait for a value behind their colon, and nothing there is unknown;
kinds and words are chosen by taking the # away. Each fact says which items it serves, and whether
it decides them or only bounds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..rules.model import Criterion
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Condition, DocumentKind, Fact
from ..terms import (
    KINDS_OF_APPLICATION,
    KINDS_OF_PRODUCER,
    KindOfApplication,
    Unit,
)
from ..text import Lang, say
from .blank import comments, heads, line, noted, quoted
from .placeholders import OPEN, placeholder
from .producers import KEYS_OF_PRODUCERS

__all__ = ["APPLICATIONS", "Asked", "asked_by", "blank_dossier", "in_order"]

APPLICATIONS: dict[KindOfApplication, str] = {
    "first": "blank.kind-first",
    "upgrade": "blank.kind-upgrade",
    "renewal": "blank.kind-renewal",
}
_UNITS: dict[Unit, str] = {
    "share": "blank.unit-share",
    "count": "blank.unit-count",
    "months": "blank.unit-months",
    "yes_no": "blank.unit-yes-no",
}


Entry = TypeVar("Entry", Fact, DocumentKind)


class Asked(NamedTuple):
    """The items that one fact or paper decides, those that it only bounds, in printed order, and
    whether a ground of rejection asks for it.
    """

    decides: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    by_gate: bool = False

    def say(self, lang: Lang) -> str:
        """`mục 1.1: quyết định; mục 4.1: chỉ giới hạn`"""
        said = [
            say(key, lang, items=", ".join(items))
            for key, items in (("blank.decides", self.decides), ("blank.bounds", self.bounds))
            if items
        ]
        return "; ".join([*said, *([say("blank.gate", lang)] if self.by_gate else [])])


def blank_dossier(ruleset: Ruleset, product_set: ProductSet, lang: Lang) -> str:
    """A dossier with placeholders; facts and papers that the table asks for.

    What decides points or the ruleset (kinds of producer and application, the filing day) has no
    placeholder: it must be chosen.
    """
    asked = asked_by(product_set)
    of_dossier: dict[str, str] = {
        fact.from_dossier: asked.get(fact.name, Asked()).say(lang)
        for fact in product_set.vocabulary.facts.values()
        if fact.from_dossier
    }
    lines = [
        *comments(say("blank.dossier", lang, **heads(product_set, lang))),
        "format: ocop-dossier/1",
        "product:",
        f"  name: {_open('blank.name', lang)}",
        f"  product_set: {product_set.product_set}",
        *_groups(ruleset, product_set, lang),
        "  #code: 96-32244-001-2026",
        f"  commune: {_open('blank.commune', lang)}",
        f"  province: {_open('blank.province', lang)}",
        "producer:",
        f"  name: {_open('blank.producer', lang)}",
        *_kinds(of_dossier.get("producer/kind", ""), lang),
        "  representative:",
        f"    name: {_open('blank.representative', lang)}",
        *(
            _answer(f"    {name}:", of_dossier.get(f"producer/representative/{name}", ""), lang)
            for name in ("woman", "ethnic_minority", "disabled")
        ),
        *_application(lang),
        *_facts(product_set, asked, lang),
        *_papers(product_set, asked, lang),
    ]
    return "\n".join(lines) + "\n"


def _open(key: str, lang: Lang) -> str:
    return quoted(placeholder(key, lang))


def _groups(ruleset: Ruleset, product_set: ProductSet, lang: Lang) -> Iterator[str]:
    for place in ruleset.classification:
        if place.product_set == product_set.product_set:
            yield noted(f"  #product_group: {place.id}", line(place.title, lang))


def _kinds(serves: str, lang: Lang) -> Iterator[str]:
    if serves:
        yield f"  # {serves}"
    for kind in KINDS_OF_PRODUCER:
        yield noted(f"  #kind: {kind}", say(KEYS_OF_PRODUCERS[kind], lang))


def _answer(key: str, serves: str, lang: Lang) -> str:
    said = say("blank.unit-yes-no", lang)
    return noted(key, f"{said}; {serves}" if serves else said)


def _application(lang: Lang) -> Iterator[str]:
    yield "application:"
    for kind in KINDS_OF_APPLICATION:
        yield noted(f"  #kind: {kind}", say(APPLICATIONS[kind], lang))
    yield noted("  submitted_on:", say("blank.filed", lang))
    yield noted("  #previous:", say("blank.previous", lang))
    yield from (f"  #  {name}: {OPEN}" for name in ("star", "certified_on", "expires_on"))


def _facts(product_set: ProductSet, asked: dict[str, Asked], lang: Lang) -> Iterator[str]:
    known = product_set.vocabulary
    facts = [
        fact
        for fact in known.facts.values()
        if fact.from_dossier is None and fact.name not in known.beside
    ]
    if facts:
        yield "facts:"
        yield from comments(say("blank.facts", lang), "  ")
        for fact in in_order(facts, asked):
            yield from _fact(fact, asked.get(fact.name, Asked()).say(lang), lang)


def _fact(fact: Fact, serves: str, lang: Lang) -> Iterator[str]:
    """What is asked and for which items; one line for a value, or one for each word."""
    yield ""
    yield f"  # {line(fact.title, lang)}" + (f" ({serves})" if serves else "")
    if fact.unit != "word":
        yield noted(f"  {fact.name}:", say(_UNITS[fact.unit], lang))
        return
    for word, words in fact.words.items():
        yield noted(f"  #{fact.name}: {word}", line(words, lang))


def _papers(product_set: ProductSet, asked: dict[str, Asked], lang: Lang) -> Iterator[str]:
    # Empty at first, which is left out: a list that is there says that nothing else is on file.
    yield "documents:"
    yield from comments(say("blank.documents", lang), "  ")
    known = product_set.vocabulary
    papers = [paper for paper in known.documents.values() if paper.kind not in known.beside]
    for paper in in_order(papers, asked):
        serves = asked.get(paper.kind, Asked()).say(lang)
        title = line(paper.title, lang) + (f" ({serves})" if serves else "")
        yield noted(f"  #- kind: {paper.kind}", title)
        yield f"  #  number: {OPEN}"
        yield noted(f"  #  issued_on: {OPEN}", say("blank.day", lang))
        if paper.expires:
            yield noted(f"  #  expires_on: {OPEN}", say("blank.day", lang))


# Which items ask for what


def asked_by(product_set: ProductSet) -> dict[str, Asked]:
    """For each fact and kind of paper what asks for it, in the order in which the table first does.

    Facts decide an item where they can decide one of its levels; where they only show that a level
    is too high, they bound it.
    """
    asked: dict[str, Asked] = {}
    for criterion in product_set.criteria:
        decides = criterion.evidence == "derived" and criterion.mode == "one"
        ready = [level.when for level in criterion.levels] if decides else []
        deciding = _names(ready)
        for name in (*deciding, *(n for n in _names(_all_of(criterion)) if n not in deciding)):
            known, number = asked.get(name, Asked()), criterion.number
            asked[name] = (
                known._replace(decides=(*known.decides, number))
                if name in deciding
                else known._replace(bounds=(*known.bounds, number))
            )
    for gate in product_set.gates:
        for name in _names((gate.when, gate.unless, gate.waived_by)):
            asked[name] = asked.get(name, Asked())._replace(by_gate=True)
    return asked


def _all_of(criterion: Criterion) -> Iterator[Condition | None]:
    for level in criterion.levels:
        yield from (level.when, level.needs)
    yield from (case.when for case in criterion.cases.values())


def _names(conditions: Iterable[Condition | None]) -> tuple[str, ...]:
    """The facts and kinds of papers that conditions name, each once."""
    clauses = [clause for condition in conditions if condition for clause in condition.clauses()]
    return tuple(dict.fromkeys(clause.document or clause.fact for clause in clauses))


def in_order(entries: Iterable[Entry], asked: dict[str, Asked]) -> list[Entry]:
    """Facts or papers in the order in which the table asks for them; others after them."""
    order = {name: place for place, name in enumerate(asked)}
    return sorted(entries, key=lambda entry: order.get(_name_of(entry), len(order)))


def _name_of(entry: Fact | DocumentKind) -> str:
    return entry.name if isinstance(entry, Fact) else entry.kind
