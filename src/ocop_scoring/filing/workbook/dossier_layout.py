"""What stands where in the workbook of a dossier, made of the product set alone.

| sheet | |
|---|---|
| `Hồ sơ` | the fields, the facts in the order of the table, the papers; the only one shown |
| `MUC` | the entries of the drop-downs, a row each: what the dossier has, and its words |
| `OCOP` | what the workbook is: `IDENTITY`, a name and a value a row |

| column | A | B | C | D – I |
|---|---|---|---|---|
| field, fact | label | **answer** | its unit, and which items it decides | |
| paper | its kind | **Có** | **number** | **issued by, on, expires, to, product, SHA-256** |
| another paper | **its kind**, any of the vocabulary | **Có** | **number** | … |

Blank is unknown, which is not a no. A paper is on file where anything stands in its row from column
B on. The papers count as the whole file once it is said that they are all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...frozen import FrozenDict
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ...rules.vocabulary import DocumentKind, Fact
from ...sources.model import keys_at
from ...terms import KINDS_OF_APPLICATION, KINDS_OF_PRODUCER
from ...text import say
from ..blank_dossier import APPLICATIONS, Asked, asked_by, in_order
from ..forms import Dossier
from ..producers import KEYS_OF_PRODUCERS
from .cells import Spot
from .entries import SEPARATOR, one_line

__all__ = [
    "ALL_LISTED",
    "DOSSIER",
    "DOSSIER_FORMAT",
    "DOSSIER_TEMPLATE",
    "PAPER_FIELDS",
    "Choice",
    "DossierLayout",
    "DossierRow",
    "Form",
    "Path",
    "dossier_layout",
]

DOSSIER_FORMAT = "ocop-dossier-workbook/1"
DOSSIER_TEMPLATE = 1
DOSSIER = "Hồ sơ"

Path = tuple[str, ...]
"""Where in a dossier an answer belongs."""

ALL_LISTED: Path = ("documents",)
"""Where it is asked whether the papers are all that there are."""

PAPER_FIELDS = ("number", "issued_by", "issued_on", "expires_on", "issued_to", "product", "sha256")
"""The columns of a paper, from column C on."""

_OTHERS = 20
"""So many rows there are for papers beyond one of each kind."""

Form = Literal["text", "day", "whole", "share", "yes_no", "choice"]
"""How a field is answered."""

_FORMS: FrozenDict[str, Form] = FrozenDict(
    {
        "share": "share",
        "count": "whole",
        "months": "whole",
        "yes_no": "yes_no",
        "word": "choice",
    }
)


class Choice(NamedTuple):
    """An entry of a drop-down: what the dossier has for it, and its words."""

    value: str
    text: str


class DossierRow(NamedTuple):
    """A row: what it is, its label and hint, and what is answered in it; `first` is the row of its
    first choice on `MUC`. A paper's `path` is its kind.
    """

    row: int
    kind: Literal["title", "subtitle", "section", "field", "head", "paper", "other"]
    label: str = ""
    hint: str = ""
    path: Path = ()
    form: Form = "text"
    choices: tuple[Choice, ...] = ()
    first: int = 0


class DossierLayout(NamedTuple):
    """Where everything stands in the workbook of a product set's dossiers. `heads` are the titles
    of the papers' columns.
    """

    product_set: ProductSet
    rows: tuple[DossierRow, ...]
    heads: tuple[str, ...]
    texts: FrozenDict[Spot, str]

    def of(self, *kinds: str) -> tuple[DossierRow, ...]:
        """The rows of some kinds, from top to bottom."""
        return tuple(row for row in self.rows if row.kind in kinds)


def dossier_layout(ruleset: Ruleset, product_set: ProductSet) -> DossierLayout:
    """The layout for a product set of a ruleset."""
    rows: list[DossierRow] = []
    first = 0
    for described in _rows(ruleset, product_set):
        same = rows[-1].choices == described.choices if rows else False
        begin = rows[-1].first if same else first
        rows.append(described._replace(row=len(rows), first=begin))
        first += 0 if same else len(described.choices)
    keys = keys_at(Dossier, ("documents", 0))
    heads = (_said("kind"), _said("on-file"), *(keys[name].title.vi for name in PAPER_FIELDS))
    texts: dict[Spot, str] = {}
    for row in rows:
        if row.kind == "head":
            texts |= {(row.row, column): text for column, text in enumerate(heads)}
        for column, text in ((0, row.label), (2, row.hint)):
            if text:
                texts[row.row, column] = text
    return DossierLayout(product_set, tuple(rows), heads, FrozenDict(texts))


def _said(key: str, **values: object) -> str:
    return say(f"workbook.dossier.{key}", "vi", **values)


def _rows(ruleset: Ruleset, product_set: ProductSet) -> Iterator[DossierRow]:
    number, title = product_set.product_set, one_line(product_set.title.vi)
    decision = say("workbook.decision", "vi", decision=product_set.decision)
    yield DossierRow(0, "title", _said("title"))
    yield DossierRow(0, "title", say("workbook.set", "vi", number=number, title=title))
    yield DossierRow(0, "subtitle", decision)
    yield DossierRow(0, "subtitle", _said("how"))
    asked = asked_by(product_set)
    yield from _product(ruleset, product_set)
    yield from _producer(product_set, asked)
    yield from _application()
    yield from _facts(product_set, asked)
    yield from _papers(ruleset, product_set, asked)


def _field(
    path: Path, form: Form = "text", choices: tuple[Choice, ...] = (), hint: str = ""
) -> DossierRow:
    label = keys_at(Dossier, path[:-1])[path[-1]].title.vi
    return DossierRow(0, "field", label, hint or _said(f"form.{form}"), path, form, choices)


def _product(ruleset: Ruleset, product_set: ProductSet) -> Iterator[DossierRow]:
    yield DossierRow(0, "section", _said("product"))
    groups = tuple(
        Choice(place.id, f"{place.id}{SEPARATOR}{one_line(place.title.vi)}")
        for place in ruleset.classification
        if place.product_set == product_set.product_set
    )
    yield _field(("product", "name"))
    yield _field(("product", "product_group"), "choice", groups)
    yield _field(("product", "code"), hint=_said("code"))
    yield _field(("product", "commune"))
    yield _field(("product", "province"))


def _producer(product_set: ProductSet, asked: dict[str, Asked]) -> Iterator[DossierRow]:
    yield DossierRow(0, "section", _said("producer"))
    kinds = tuple(Choice(k, say(KEYS_OF_PRODUCERS[k], "vi")) for k in KINDS_OF_PRODUCER)
    serves = {
        fact.from_dossier: asked.get(fact.name, Asked()).say("vi")
        for fact in product_set.vocabulary.facts.values()
        if fact.from_dossier
    }
    yield _field(("producer", "name"))
    yield _field(("producer", "kind"), "choice", kinds, serves.get("producer/kind", ""))
    yield _field(("producer", "representative", "name"))
    yield _field(("producer", "representative", "woman"), "yes_no")
    yield _field(("producer", "representative", "ethnic_minority"), "yes_no")
    yield _field(("producer", "representative", "disabled"), "yes_no")


def _application() -> Iterator[DossierRow]:
    yield DossierRow(0, "section", _said("application"))
    kinds = tuple(Choice(k, say(APPLICATIONS[k], "vi")) for k in KINDS_OF_APPLICATION)
    yield _field(("application", "kind"), "choice", kinds)
    yield _field(("application", "submitted_on"), "day")
    yield _field(("application", "proposed_by_commune_on"), "day")
    yield _field(("application", "proposed_by_province_on"), "day")
    yield _field(("application", "ruleset"), hint=_said("ruleset"))
    yield DossierRow(0, "section", _said("previous"))
    yield _field(("application", "previous", "star"), "whole")
    yield _field(("application", "previous", "certified_on"), "day")
    yield _field(("application", "previous", "expires_on"), "day")


def _facts(product_set: ProductSet, asked: dict[str, Asked]) -> Iterator[DossierRow]:
    yield DossierRow(0, "section", _said("facts"))
    facts = [fact for fact in product_set.vocabulary.facts.values() if fact.from_dossier is None]
    for fact in in_order(facts, asked):
        yield _fact(fact, asked.get(fact.name, Asked()).say("vi"))


def _fact(fact: Fact, serves: str) -> DossierRow:
    form = _FORMS[fact.unit]
    choices = tuple(Choice(word, one_line(words.vi)) for word, words in fact.words.items())
    unit = _said("form.months" if fact.unit == "months" else f"form.{form}")
    hint = f"{unit}; {serves}" if serves else unit
    path = ("facts", fact.name)
    return DossierRow(0, "field", one_line(fact.title.vi), hint, path, form, choices)


def _papers(
    ruleset: Ruleset, product_set: ProductSet, asked: dict[str, Asked]
) -> Iterator[DossierRow]:
    yield DossierRow(0, "section", _said("papers"))
    question, hint = _said("all-listed"), _said("all-listed-hint")
    yield DossierRow(0, "field", question, hint, ALL_LISTED, "yes_no")
    yield DossierRow(0, "head")
    papers = in_order(product_set.vocabulary.documents.values(), asked)
    for paper in papers:
        yield DossierRow(0, "paper", _called(paper, asked), path=(paper.kind,))
    others = [p for p in ruleset.vocabulary.documents.values() if p.retired_by is None]
    choices = tuple(Choice(paper.kind, one_line(paper.title.vi)) for paper in others)
    for _ in range(_OTHERS):
        yield DossierRow(0, "other", choices=choices)


def _called(paper: DocumentKind, asked: dict[str, Asked]) -> str:
    serves, title = asked.get(paper.kind, Asked()).say("vi"), one_line(paper.title.vi)
    return f"{title} ({serves})" if serves else title
