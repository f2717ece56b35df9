"""Runs the case decks: ratings that people wrote down beside the rules, and how much of the rules
they try.

A deck is `cases/NN-….yaml` of a ruleset: one case or a list of them for product set NN. A case is a
sheet as a council would fill it in and what must come of it. An amendment's decks of a product set
stand in for its base's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, RootModel

from ..assembly.types import Anything, FactName, Id, Number, Shape, Star, Text, Whole, or_none
from ..filing.forms import KINDS_OF_PRODUCER

__all__ = ["CaseFile"]


def _several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class ExpectedUnmet(Shape):
    """A missed minimum, as far as the case names it."""

    star: Star
    criterion: Number
    needs: Id | None = None
    has: Annotated[Id | None, BeforeValidator(or_none)] = None


class ExpectedRange(Shape):
    """What an unfinished sheet can still become: lowest and highest."""

    total: list[Whole] = Field(min_length=2, max_length=2)
    star: list[Star] = Field(min_length=2, max_length=2)


class Expected(Shape):
    """What must come of a case. What is not named is not compared, but for the status, which is
    `rated`, and the gates, which are none.
    """

    status: Literal["rated", "rejected", "incomplete"] = "rated"
    total: Whole | None = None
    parts: dict[Number, Whole] | None = None
    star_by_points: Annotated[Star | None, BeforeValidator(or_none)] = None
    star: Annotated[Star | None, BeforeValidator(or_none)] = None
    range: ExpectedRange | None = None
    unmet: list[ExpectedUnmet] | None = None
    gates: list[Id] = []
    levels: dict[Number, Annotated[Id | list[Id] | None, BeforeValidator(or_none)]] | None = None
    findings: list[Id] | None = None


class CaseShape(Shape):
    """One case: a sentence, the marks by group in printed order (or by number), what the dossier
    shows, and what must come of it.

    `like` takes the marks of an earlier case of the deck by its `name`; `but` then changes some.
    """

    case: Text
    name: Id | None = None
    product_set: Whole | None = None
    like: Id | None = None
    marks: dict[Number, Anything] = {}
    but: dict[Number, Anything] = {}
    producer_kind: Literal[KINDS_OF_PRODUCER] | None = None  # type: ignore[valid-type]
    facts: dict[FactName, Anything] = {}
    documents: list[Id] | None = None
    rejects: list[Id] = []
    expect: Expected


class CaseFile(RootModel[Annotated[list[CaseShape], BeforeValidator(_several)]]):
    """A deck: a list of cases, or a lone one."""
