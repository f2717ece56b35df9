"""The dossier and the score sheet as anyone would write them in pydantic v2: strict, unknown keys
refused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Dossier", "Sheet"]

# Strict models take no text for a date; JSON has nothing else, so dates alone are read leniently.
Day = Annotated[date, Field(strict=False)]


class Strict(BaseModel):
    """What all models here have in common."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Product(Strict):
    """The product."""

    name: str = Field(min_length=1)
    product_set: int = Field(ge=0)
    commune: str = Field(min_length=1)
    province: str = Field(min_length=1)
    product_group: str | None = None
    code: str | None = Field(default=None, pattern=r"^[0-9A-Z]+(-[0-9A-Z]+){3,5}$")


class Representative(Strict):
    """The producer's representative."""

    name: str = Field(min_length=1)
    woman: bool | None = None
    ethnic_minority: bool | None = None
    disabled: bool | None = None


class Producer(Strict):
    """The producer."""

    name: str = Field(min_length=1)
    kind: Literal[
        "household",
        "farm",
        "cooperative-group",
        "private-enterprise",
        "limited-company",
        "joint-stock-company",
        "cooperative",
        "community",
        "other",
        "unknown",
    ]
    representative: Representative


class Previous(Strict):
    """The certificate before."""

    star: int = Field(ge=1, le=5)
    certified_on: Day
    expires_on: Day | None = None


class Application(Strict):
    """What is applied for."""

    kind: Literal["first", "upgrade", "renewal"]
    submitted_on: Day
    proposed_by_commune_on: Day | None = None
    proposed_by_province_on: Day | None = None
    ruleset: str | None = None
    previous: Previous | None = None


class FiledDocument(Strict):
    """A paper on file."""

    kind: str = Field(min_length=1)
    number: str | None = None
    issued_by: str | None = None
    issued_on: Day | None = None
    expires_on: Day | None = None
    issued_to: str | None = None
    product: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")


class Dossier(Strict):
    """A product dossier."""

    format: Literal["ocop-dossier/1"]
    product: Product
    producer: Producer
    application: Application
    facts: dict[str, Any] = {}
    documents: list[FiledDocument] | None = None


class Assessor(Strict):
    """Who filled in the sheet."""

    id: str = Field(min_length=1)
    role: Literal["self", "advisory", "member", "chair", "council"]
    name: str | None = None


class Sheet(Strict):
    """A score sheet."""

    format: Literal["ocop-sheet/1"]
    ruleset: str = Field(min_length=1)
    assessor: Assessor
    marks: dict[str, int | str]
    product_code: str | None = None
    product_set: int | None = Field(default=None, ge=0)
    assessed_on: Day | None = None
    round: int = Field(default=1, ge=1, le=99)
    rejects: list[str] = []
    comment: str | None = None
