"""Which papers on file count: their days, and the names that they bear.

A paper counts that is valid on the filing day. The office may ask for completion (Article 7.3), so
one issued later, but not after the day of rating, counts too, and is looked at.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from ..rules.vocabulary import DocumentKind
from .forms import Dossier, FiledDocument
from .names import Likeness, likeness

__all__ = [
    "DocumentFlaw",
    "Flaw",
    "Remark",
    "by_dates",
    "flaws_of",
    "remarks_of",
    "told",
]

Flaw = Literal[
    "expired",
    "not-yet-issued",
    "issued-after-rating",
    "lapsed",
    "dates-contradict",
    "other-producer",
    "other-product",
]
"""Why a paper does not count. `not-yet-issued`: on the filing day, and the day of rating is not
known; `lapsed`: issued after filing, expired before rating.
"""

Remark = Literal[
    "issued-after-filing",
    "expires-before-rating",
    "undated",
    "unnumbered",
    "producer-nearly-same",
    "product-nearly-same",
    "listed-twice",
]
"""What is to be looked at in a paper that counts."""


class DocumentFlaw(NamedTuple):
    """Something about a document on file: why it does not count, or what is to be looked at though
    it does. A document has one for each. `against` is what it was held against: the filing day, the
    day of rating, or the dossier's name.
    """

    position: int
    document: FiledDocument
    why: Flaw | Remark
    against: date | str | None = None


def by_dates(document: FiledDocument, filed: date, rated: date | None) -> Flaw | None:
    """Why a document's own dates make it not count, or None; `rated` is the day of rating."""
    issued, expires = document.issued_on, document.expires_on
    if issued is not None and expires is not None and expires < issued:
        return "dates-contradict"
    if issued is None or issued <= filed:
        return "expired" if expires is not None and expires < filed else None
    if rated is None:
        return "not-yet-issued"
    if issued > rated:
        return "issued-after-rating"
    return "lapsed" if expires is not None and expires < rated else None


def flaws_of(
    document: FiledDocument, dossier: Dossier, rated: date | None, of_product: bool
) -> tuple[Flaw, ...]:
    """All that makes a document not count for this dossier: its dates, and other names on it than
    the dossier's, a product only where it is about one. Nothing where it counts.
    """
    why = by_dates(document, dossier.application.submitted_on, rated)
    found: tuple[Flaw, ...] = (why,) if why else ()
    if document.issued_to is not None and _to(document.issued_to, dossier) == "another":
        found += ("other-producer",)
    if of_product and document.product is not None and _for(document.product, dossier) == "another":
        found += ("other-product",)
    return found


def told(
    position: int, document: FiledDocument, why: Flaw | Remark, dossier: Dossier, rated: date | None
) -> DocumentFlaw:
    """A flaw or remark with what the document was held against."""
    against: date | str | None = None
    if why in _AGAINST_FILING:
        against = dossier.application.submitted_on
    elif why in _AGAINST_RATING:
        against = rated
    elif why in _AGAINST_PRODUCER:
        against = dossier.producer.name
    elif why in _AGAINST_PRODUCT:
        against = dossier.product.name
    return DocumentFlaw(position, document, why, against)


_AGAINST_FILING = frozenset({"expired", "not-yet-issued", "issued-after-filing"})
_AGAINST_RATING = frozenset({"issued-after-rating", "lapsed", "expires-before-rating"})
_AGAINST_PRODUCER = frozenset({"other-producer", "producer-nearly-same"})
_AGAINST_PRODUCT = frozenset({"other-product", "product-nearly-same"})


def _to(holder: str, dossier: Dossier) -> Likeness:
    """How like the producer's name the one is that a paper is issued to."""
    product = dossier.product
    places = (product.commune, product.province)
    return likeness(holder, dossier.producer.name, places)


def _for(product: str, dossier: Dossier) -> Likeness:
    return likeness(product, dossier.product.name)


def remarks_of(
    dossier: Dossier, rated: date | None, kinds: Mapping[str, DocumentKind]
) -> Iterator[DocumentFlaw]:
    """What is to be looked at in the papers that count, in their order; of any paper, that it is
    listed again.
    """
    seen: set[tuple[object, ...]] = set()
    for position, document in enumerate(dossier.documents or ()):
        kind, same = kinds.get(document.kind), _identity(document)
        if same in seen:
            yield DocumentFlaw(position, document, "listed-twice")
        elif not flaws_of(document, dossier, rated, kind is not None and kind.of_product):
            for why in _remarks(document, dossier, rated, kind):
                yield told(position, document, why, dossier, rated)
        seen.add(same)


def _identity(document: FiledDocument) -> tuple[object, ...]:
    """What two entries about one paper have in common: its kind, number and issuer, or all of it
    where it has no number.
    """
    if document.number is None:
        return (document,)
    number = "".join(document.number.casefold().split())
    return document.kind, number, (document.issued_by or "").casefold()


def _remarks(
    document: FiledDocument, dossier: Dossier, rated: date | None, kind: DocumentKind | None
) -> Iterator[Remark]:
    filed = dossier.application.submitted_on
    issued, expires = document.issued_on, document.expires_on
    if issued is not None and issued > filed:
        yield "issued-after-filing"
    if expires is not None and rated is not None and expires < rated:
        yield "expires-before-rating"
    if expires is None and kind is not None and kind.expires:
        yield "undated"
    if document.number is None:
        yield "unnumbered"
    if document.issued_to is not None and _to(document.issued_to, dossier) == "near":
        yield "producer-nearly-same"
    product = document.product if kind is not None and kind.of_product else None
    if product is not None and _for(product, dossier) == "near":
        yield "product-nearly-same"
