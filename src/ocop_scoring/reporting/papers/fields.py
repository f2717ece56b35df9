"""What papers need and no result knows: numbers, places, names, times, from whoever issues them.

A field has an id, the same in Python (`fields={…}`), in `round.yaml` (`papers:`) and at the command
(`--field id=value`). What is not given stands in the paper as a placeholder. Where a paper on
several products has a place for each, `id/CODE` is the field of the product with that code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ...errors import Faults, FilingError
from ...frozen import FrozenDict
from ...lang import Lang
from ...text import Words, near
from ..line import Line, Placeholder, given
from ..paper import PaperKind
from ..spans import message
from .wording import long_day

__all__ = ["Filled", "PaperField", "field_of_product", "fields_of", "filled"]


class PaperField(NamedTuple):
    """A field: its id, what it is, whether it takes several lines, and whether each product has one
    of its own, `id/CODE`, with the product's code or, where it has none, its name.
    """

    id: str
    words: Words
    several: bool
    per_product: bool = False


_ISSUED = ("agency_above", "agency", "number", "place", "dated")
_COUNCIL = ("council_decision", "procedure_rules")
_SIGNED = ("signer_office", "signer")
_OF_KIND: Mapping[PaperKind, tuple[str, ...]] = MappingProxyType(
    {
        "report": (),
        "score_sheet": ("product", "code", "producer", "phone", "address", "place"),
        "advisory_report": (
            *_ISSUED,
            *("addressee", "team_decision", "team", "received", "returned"),
            *("surveys", "tests", "recommendations", "leader_office", "leader", "recipients"),
        ),
        "minutes": (
            *("agency_above", "agency", "number", *_COUNCIL, "starts_at", "venue"),
            *("chair_office", "chair", "secretary_office", "secretary"),
            *("present", "absent", "guests", "agenda", "advisory_words", "discussion"),
            *("votes", "dissent", "deadline", "ends_at", "journal", "recipients"),
        ),
        "summary": (*_ISSUED, "round_name", "secretary", "chair_office", "chair"),
        "notice": (*_ISSUED, "recipients", *_SIGNED, "minutes", "deadline"),
        "proposal_letter": (
            *_ISSUED,
            *("addressee", "round_name", *_COUNCIL, "minutes", *_SIGNED, "recipients"),
        ),
        "draft_decision": (
            *_ISSUED,
            *("other_bases", *_COUNCIL, "minutes", "proposed_by", "proposal"),
            *("executors", *_SIGNED, "recipients"),
        ),
    }
)
_SEVERAL = frozenset(
    (
        *("absent", "advisory_words", "agenda", "discussion", "dissent", "guests", "other_bases"),
        *("present", "recipients", "recommendations", "surveys", "team", "tests"),
    )
)
_PER_PRODUCT = frozenset(("discussion", "dissent", "votes"))
"""Fields of minutes that each product has too."""
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "agency_above": "papers.field.agency_above",
        "agency": "papers.field.agency",
        "number": "papers.field.number",
        "place": "papers.field.place",
        "dated": "papers.field.dated",
        "addressee": "papers.field.addressee",
        "council_decision": "papers.field.council_decision",
        "procedure_rules": "papers.field.procedure_rules",
        "starts_at": "papers.field.starts_at",
        "venue": "papers.field.venue",
        "chair_office": "papers.field.chair_office",
        "chair": "papers.field.chair",
        "secretary_office": "papers.field.secretary_office",
        "secretary": "papers.field.secretary",
        "present": "papers.field.present",
        "absent": "papers.field.absent",
        "guests": "papers.field.guests",
        "agenda": "papers.field.agenda",
        "advisory_words": "papers.field.advisory_words",
        "discussion": "papers.field.discussion",
        "votes": "papers.field.votes",
        "dissent": "papers.field.dissent",
        "deadline": "papers.field.deadline",
        "ends_at": "papers.field.ends_at",
        "journal": "papers.field.journal",
        "recipients": "papers.field.recipients",
        "team_decision": "papers.field.team_decision",
        "team": "papers.field.team",
        "received": "papers.field.received",
        "returned": "papers.field.returned",
        "surveys": "papers.field.surveys",
        "tests": "papers.field.tests",
        "recommendations": "papers.field.recommendations",
        "leader_office": "papers.field.leader_office",
        "leader": "papers.field.leader",
        "round_name": "papers.field.round_name",
        "signer_office": "papers.field.signer_office",
        "signer": "papers.field.signer",
        "minutes": "papers.field.minutes",
        "other_bases": "papers.field.other_bases",
        "proposed_by": "papers.field.proposed_by",
        "proposal": "papers.field.proposal",
        "executors": "papers.field.executors",
        "product": "papers.field.product",
        "code": "papers.field.code",
        "producer": "papers.field.producer",
        "phone": "papers.field.phone",
        "address": "papers.field.address",
    }
)
"""What each field is, as a placeholder says it."""


def fields_of(kind: PaperKind) -> tuple[PaperField, ...]:
    """The fields of a kind of paper, in the order in which they stand there."""
    return tuple([_field(name) for name in _OF_KIND[kind]])


def _field(name: str) -> PaperField:
    words = Words(message(_WORDS[name], "vi"), message(_WORDS[name], "en"))
    return PaperField(name, words, name in _SEVERAL, name in _PER_PRODUCT)


def field_of_product(field: PaperField, product: str, name: str) -> PaperField:
    """The field of one product, by its code, with its name in the words."""
    words = Words(f"{field.words.vi}: {name}", f"{field.words.en}: {name}")
    return PaperField(f"{field.id}/{product}", words, field.several, True)


class Filled(NamedTuple):
    """What was given for a paper of one kind, in one language."""

    kind: PaperKind
    lang: Lang
    values: FrozenDict[str, tuple[str, ...]]

    def __contains__(self, name: object) -> bool:
        return name in self.values

    def line(self, name: str) -> Line:
        """What was given for a field; else a placeholder."""
        found = self.lines(name)
        return found[0] if len(found) == 1 else tuple(s for each in found for s in each)

    def lines(self, name: str) -> tuple[Line, ...]:
        """The lines given for a field, each one; else a placeholder."""
        values = self.values.get(name)
        if values is None:
            return ((Placeholder(name, message(_WORDS[name.partition("/")[0]], self.lang)),),)
        return tuple([(given(value),) for value in values])

    def products_of(self, name: str) -> frozenset[str]:
        """The products that were given a field of their own."""
        begins = f"{name}/"
        return frozenset(
            [given.removeprefix(begins) for given in self.values if given.startswith(begins)]
        )

    def or_else(self, name: str, line: Line) -> Line:
        """What was given for a field; else what the result knows."""
        return self.line(name) if name in self.values or not line else line

    def day(self, name: str) -> Line:
        """What was given for a day, in words where it is one; else a placeholder."""
        values = self.values.get(name, ())
        try:
            return (given(long_day(date.fromisoformat(values[0]), self.lang)),)
        except (ValueError, IndexError):
            return self.line(name)


def filled(kind: PaperKind, lang: Lang, fields: Mapping[str, object]) -> Filled:
    """The fields given for a paper: `id`, for all kinds, or `KIND.id` for one; `id/CODE` for one
    product. Fields of other kinds are let be, so that one mapping serves all papers of a round.

    FilingError, with all faults, for ids that no paper has, and for what is not text.
    """
    faults = Faults()
    found: dict[str, tuple[str, ...]] = {}
    for name, value in sorted(fields.items(), key=lambda entry: "." in str(entry[0])):
        whole, of_product, product = str(name).partition("/")
        of_kind, _, plain_name = whole.rpartition(".")
        if not _is_known(of_kind, plain_name) or (of_product and plain_name not in _PER_PRODUCT):
            faults.add("unknown-paper-field", None, ("fields",), name, near(plain_name, _WORDS))
        elif (lines := _lines_of(value)) is None:
            faults.add("not-text", None, ("fields", str(name)), value, "")
        elif of_kind in ("", kind) and lines:
            key = f"{plain_name}{of_product}{product}"
            found[key] = lines if plain_name in _SEVERAL else (" ".join(lines),)
    faults.raise_any(FilingError)
    return Filled(kind, lang, FrozenDict(found))


def _is_known(kind: str, name: str) -> bool:
    return name in (_OF_KIND.get(kind, ()) if kind else _WORDS)  # type: ignore[call-overload]


def _lines_of(value: object) -> tuple[str, ...] | None:
    """A text, or a list of texts, without what is empty; None where it is neither."""
    several = (value,) if isinstance(value, (str, int, date)) else value
    if isinstance(several, bytes) or not isinstance(several, Sequence):
        return None
    if not all(isinstance(each, (str, int, date)) and each is not True for each in several):
        return None
    lines = [line.strip() for each in several for line in str(each).splitlines()]
    return tuple([line for line in lines if line])
