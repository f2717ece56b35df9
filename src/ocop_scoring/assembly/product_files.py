"""The shape of `products.yaml`: the everyday names of products."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .types import Id, Shape, Text, YesNo

__all__ = ["NounShape", "ProductsFile", "WorkShape"]


class WorkShape(Shape):
    """A way of working something: drying it, frying it. What `keeps` it leaves it what it was."""

    keeps: YesNo = False
    vi: list[Text] = []
    en: list[Text] = []


class NounShape(Shape):
    """Nouns that say the same of a product: its kind, and what makes another kind of it."""

    kind: Id
    worked: Id | None = None
    works: dict[Id, Annotated[list[Id], Field(min_length=1)]] = {}
    with_: dict[Id, Annotated[list[Id], Field(min_length=1)]] = Field(default={}, alias="with")
    wherever: YesNo = False
    vi: list[Text] = []
    en: list[Text] = []


class ProductsFile(Shape):
    works: dict[Id, WorkShape]
    nouns: dict[Id, NounShape]
    names_follow: list[Text] = []
    tastes_follow: list[Text] = []
    makers: list[Text] = []
    passed_over: list[Text] = []
