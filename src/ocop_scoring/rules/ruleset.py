"""A decision at run time: its dates, bands, certificates, councils and classification, and its
product sets, each loaded when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import RLock
from typing import Any, Literal, Protocol, cast

from .. import assembly
from ..days import Certificate, CertificateRule, Span
from ..errors import CatalogError, Fault, RulesetError
from ..exact import decimal_from
from ..frozen import Frozen, FrozenDict
from ..terms import Certifier, KindOfApplication, Provenance, TableCaveat
from ..text import Words, listed, spans
from ..version import ENGINE
from . import writers
from .applicable import Applicable
from .classification import Classification, Match, Places, classification_from
from .decision import (
    Council,
    Eligible,
    FiledBefore,
    Programme,
    Transition,
    certificate_rule_from,
    council_from,
    eligible_from,
    filed_before_from,
    programme_from,
    span_from,
    transition_from,
)
from .finder import Finder
from .lexicon import Lexicon
from .model import Band, Reading, bands_from, reading_from
from .procedure import Procedure, procedure_from
from .product_set import ProductSet
from .resolved import Doc, digest, words_from
from .vocabulary import Vocabulary

__all__ = ["Ruleset", "home_of"]

_MOST_ANSWERS = 1024  # about dates, which all dossiers of a round share


class Origin(Protocol):
    """Where a ruleset came from: what loads its tables, and finds it again in another process."""

    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of papers that dossiers may name."""
        ...

    def applicable(
        self, filed: date, kind: KindOfApplication, decided: date | None = None
    ) -> Applicable:
        """Which ruleset a dossier's dates call for."""
        ...

    def _lexicon(self, ruleset: str) -> Lexicon:
        """The everyday names of products, by which a ruleset's classification is searched."""
        ...

    def reading(self, name: str) -> Reading | None:
        """The reading of this id in the newest ruleset that has it."""
        ...

    def policy(self, name: str) -> assembly.Policy:
        """A council's policy by its id."""
        ...

    def load_product_set(self, ruleset: str, number: int) -> ProductSet:
        """A table of a ruleset, as it was when the ruleset was loaded."""
        ...

    def recall_ruleset(self, ruleset: str, known: str, engine: int) -> Ruleset:
        """The ruleset with this digest under this engine. CatalogError where it differs."""
        ...


class Ruleset(Frozen):
    """A decision as data: its dates, bands, certificates, and its product sets, loaded when first
    asked for.

    Equal digests mean equal law: they alone make two rulesets equal. It pickles by reference, with
    its digest.
    """

    id: str
    revision: int
    title: Words
    decision: str
    issued_on: date
    provenance: Provenance
    caveats: tuple[TableCaveat, ...]
    in_force: Span
    filings: Span
    transitions: tuple[Transition, ...]
    filed_before: tuple[FiledBefore, ...]
    programme: Programme | None
    replaces: tuple[str, ...]
    points: int
    bands: tuple[Band, ...]
    received_by: Literal["commune", "district"] | None
    certified_by: FrozenDict[int, Certifier]
    certificate_rule: CertificateRule
    policy: str | None
    councils: tuple[Council, ...]
    procedure: Procedure
    eligible: Eligible | None
    star_lost_reading: str | None
    side_by_side_reading: str | None
    holidays_reading: str | None
    numbers: tuple[int, ...]
    _catalog: Origin
    _document: Mapping[str, Any]
    _lock: AbstractContextManager[object]
    _loaded: dict[int, ProductSet]
    _answers: dict[tuple[date, KindOfApplication, date | None], Applicable]
    _classification: tuple[Classification, ...] | None
    _finder: Finder | None
    _readings: FrozenDict[str, Reading] | None
    _digest: str | None

    def __init__(self, document: Mapping[str, Any], catalog: Origin) -> None:
        process = document["process"] or {"policy": None, "councils": {}}
        councils = process["councils"].items()
        certified_by = document["certified_by"].items()
        self._set(
            id=document["id"],
            revision=document["revision"],
            title=words_from(document["title"]),
            decision=document["decision"]["number"],
            issued_on=date.fromisoformat(document["decision"]["issued_on"]),
            provenance=document["provenance"],
            caveats=tuple(document["caveats"]),
            in_force=span_from(document["in_force"]),
            filings=span_from(document["filings"]),
            transitions=tuple(transition_from(entry) for entry in document["transition"]),
            filed_before=tuple(map(filed_before_from, document.get("filed_before", ()))),
            programme=programme_from(document.get("programme")),
            replaces=tuple(document["replaces"]),
            points=document["points"],
            bands=bands_from(document["stars"]),
            received_by=document["received_by"],
            certified_by=FrozenDict({int(star): who for star, who in certified_by}),
            certificate_rule=certificate_rule_from(document),
            policy=process["policy"],
            councils=tuple(council_from(level, council) for level, council in councils),
            procedure=procedure_from(document),
            eligible=eligible_from(document.get("eligible")),
            star_lost_reading=document["readings"]["star_lost"],
            side_by_side_reading=document["readings"].get("side_by_side"),
            holidays_reading=document["readings"].get("holidays"),
            numbers=tuple(document["product_sets"]),
            _catalog=catalog,
            _document=document,
            _lock=RLock(),
            _loaded={},
            _answers={},
            _classification=None,
            _finder=None,
            _readings=None,
            _digest=None,
        )

    def __repr__(self) -> str:
        return f"<Ruleset {self.id}: {len(self.numbers)} product sets>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ruleset):
            return NotImplemented
        return self is other or self.digest == other.digest

    def __hash__(self) -> int:
        return hash((self.id, self.revision))

    def __reduce__(self) -> tuple[Callable[..., Ruleset], tuple[object, ...]]:
        return self._catalog.recall_ruleset, (self.id, self.digest, ENGINE)

    @property
    def digest(self) -> str:
        """The SHA-256 of the decision and of the digests of all its product sets, as `sha256:…`;
        worked out when it is first asked for. A product set whose files don't hold together counts
        as one without a digest.
        """
        if self._digest is None:
            tables = {str(number): self._digest_of(number) for number in self.numbers}
            self._set(_digest=digest({"ruleset": self._document, "product_sets": tables}))
        return cast("str", self._digest)

    @property
    def document_digest(self) -> str:
        """The SHA-256 of the decision's resolved document alone, without its tables: what the lock
        of releases has a line of.
        """
        return digest(self._document)

    def _digest_of(self, number: int) -> str | None:
        try:
            return self.product_set(number).digest
        except RulesetError:
            return None

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts and kinds of papers that dossiers under this ruleset may name: the whole
        vocabulary of its catalogue.
        """
        return self._catalog.vocabulary()

    @property
    def classification(self) -> tuple[Classification, ...]:
        """The lines of Appendix I, in printed order."""
        with self._lock:
            if self._classification is None:
                lines = classification_from(self._document["classification"])
                self._set(_classification=lines)
        return cast("tuple[Classification, ...]", self._classification)

    @property
    def readings(self) -> FrozenDict[str, Reading]:
        """The questions that the decision leaves open, and the answers taken, by id."""
        with self._lock:
            if self._readings is None:
                entries = self._document["readings_of_law"].items()
                found = {name: reading_from(name, entry) for name, entry in entries}
                self._set(_readings=FrozenDict(found))
        return cast("FrozenDict[str, Reading]", self._readings)

    def reading(self, name: str) -> Reading | None:
        """The reading of this id, its own or that of another decision of its catalogue: an answer
        about dates may rest on both.
        """
        return self.readings.get(name) or self._catalog.reading(name)

    def council_policy(self, name: str) -> assembly.Policy:
        """A council's policy of the catalogue that this ruleset came from. CatalogError where there
        is none; PolicyError where its file can't be read.
        """
        return self._catalog.policy(name)

    def may_rate(self, filed: date, kind: KindOfApplication, decided: date | None) -> bool:
        """Whether a dossier filed on that day may be rated under this ruleset: whether it is among
        the choices of `applicable`.
        """
        try:
            return self.id in self.applicable(filed, kind, decided).choices
        except CatalogError:
            return False

    def applicable(
        self, filed: date, kind: KindOfApplication, decided: date | None = None
    ) -> Applicable:
        """Which ruleset of the catalogue that this one came from a dossier's dates call for. See
        `Catalog.applicable`.
        """
        asked = (filed, kind, decided)
        try:
            known = self._answers.get(asked)
        except TypeError:  # what has no hash is no day and no kind: the catalogue says so
            known = None
        if known is None:
            known = self._catalog.applicable(filed, kind, decided)
            if len(self._answers) < _MOST_ANSWERS:
                self._answers[asked] = known
        return known

    def star_by_points(self, points: str | int | Decimal | Fraction) -> int:
        """The star whose band a total or a mean lies in, such as `"90.75"`. CatalogError where it
        lies in none.
        """
        number = points if isinstance(points, Fraction) else decimal_from(points)
        if number is not None:
            for band in self.bands:
                if number in band.points:
                    return band.star
        raise CatalogError(Fault("out-of-range", None, "", str(points), f"0–{self.points}"))

    def certificate(self, issued_on: date, expires_on: date | None = None) -> Certificate:
        """The days of a certificate issued on that day: its end, when its renewal is filed, how
        long it may run on.

        26/2026/QĐ-TTg, Articles 4.3, 7.6a and 12.3; of other decisions, what they say. `expires_on`
        is what the certificate itself says.
        """
        return self.certificate_rule.certificate(self.id, issued_on, expires_on)

    def find(self, words: str) -> Places:
        """The lines of the classification that a product's name, or some words, point to: best
        first.
        """
        return Places(self.id, self._found().find(words))

    def elsewhere(self, name: str, product_set: int) -> Match | None:
        """The line that a product's name clearly points to instead of this product set; None where
        the name fits it, or says nothing clear.
        """
        return self._found().elsewhere(name, product_set)

    def _found(self) -> Finder:
        """What finds the place of a product; made when first asked for."""
        with self._lock:
            if self._finder is None:
                lexicon = self._catalog._lexicon(self.id)
                kinds = self._document.get("products", {})
                self._set(_finder=Finder(self.classification, lexicon, kinds))
        return cast("Finder", self._finder)

    def product_set(self, number: int) -> ProductSet:
        """The table of product set `number`. CatalogError where the ruleset has none, or where its
        files have changed since it was loaded; RulesetError where they don't hold together.
        """
        if type(number) is not int:
            shown, known = repr(number)[:60], listed(self.numbers)
            raise CatalogError(Fault("not-a-whole-number", None, "product_set", shown, known))
        found = self._loaded.get(number)
        if found is not None:
            return found
        if number not in self.numbers:
            known, values = spans(self.numbers), {"ruleset": self.id}
            raise CatalogError(Fault("unknown-product-set", None, "", str(number), known, values))
        with self._lock:
            if number not in self._loaded:
                self._loaded[number] = self._catalog.load_product_set(self.id, number)
        return self._loaded[number]

    def resolved(self) -> Doc:
        """A copy of the resolved document of the decision, without its tables."""
        return cast("Doc", writers.plain(self._document))

    def as_json(self) -> Doc:
        """The decision as `ocop-ruleset/1`, with the digests of its tables: what `ocop rules show
        RULESET --json` prints.
        """
        return writers.ruleset(self._document, map(self.product_set, self.numbers))


def home_of(ruleset: Ruleset) -> Origin:
    """Where a ruleset came from: its catalogue, or the record that it is built of."""
    return ruleset._catalog
