"""The everyday names of products, from `products.yaml`: what a name says a product is.

They belong to no decision: which kind of product is on which line, each classification says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import Faults, RulesetError
from ..sources.layout import shown_name
from ..sources.places import Source
from ..sources.read import read
from ..spelling import singular, spelled, words_of
from ..text import near
from .criteria import stated
from .folder import Doc
from .product_files import NounShape, ProductsFile
from .types import checked

__all__ = ["assembled_products", "kinds_of"]


class _Said(NamedTuple):
    """A phrase of the file: where it stands, its language, what it does, what it is a name of."""

    path: tuple[str | int, ...]
    lang: str
    text: str
    role: str
    of: str


def assembled_products(folder: Path) -> Doc:
    """The everyday names of products, from `products.yaml`. RulesetError with all its faults."""
    file = folder / "products.yaml"
    source = read(file, RulesetError, name=shown_name(file))
    shape, faults = checked(source, ProductsFile, RulesetError), Faults()
    for name, noun in shape.nouns.items():
        _check_known(source, faults, ("nouns", name, "works"), noun.works, shape.works)
        _check_known(source, faults, ("nouns", name, "with"), noun.with_, shape.nouns)
    phrases = _phrases(source, faults, shape)
    faults.raise_any(RulesetError)
    return {
        "nouns": {name: stated(_noun(noun)) for name, noun in shape.nouns.items()},
        "keeps": [name for name, work in shape.works.items() if work.keeps],
        "longest": max(key.count(" ") + 1 for keys in phrases.values() for key in keys),
        "phrases": {
            lang: {key: "\n".join(senses) for key, senses in keys.items()}
            for lang, keys in phrases.items()
        },
    }


def kinds_of(products: Doc) -> dict[str, None]:
    """Every kind of product that some name is of."""
    nouns = products["nouns"].values()
    kinds = [kind for noun in nouns for kind in (noun["kind"], noun.get("worked"))]
    kinds += [kind for noun in nouns for kind in (*noun["works"].values(), *noun["with"].values())]
    return dict.fromkeys(kind for kind in kinds if kind is not None)


def _noun(noun: NounShape) -> Doc:
    return {
        "kind": noun.kind,
        "worked": noun.worked,
        "works": {work: kind for kind, works in noun.works.items() for work in works},
        "with": {other: kind for kind, others in noun.with_.items() for other in others},
        "wherever": noun.wherever or None,
    }


def _check_known(
    source: Source,
    faults: Faults,
    path: tuple[str | int, ...],
    kinds: Mapping[str, list[str]],
    known: Mapping[str, object],
) -> None:
    """What makes another kind of a noun is known, and makes one kind of it."""
    seen: set[str] = set()
    for kind, names in kinds.items():
        for index, name in enumerate(names):
            at: tuple[str | int, ...] = (*path, kind, index)
            if name not in known:
                faults.add("unknown-word-group", source, at, name, near(name, known))
            elif name in seen:
                faults.add("name-twice", source, at, name, "")
            seen.add(name)


def _phrases(
    source: Source, faults: Faults, shape: ProductsFile
) -> dict[str, dict[str, list[str]]]:
    """The senses of every phrase, by language and by what it is compared by: as written, what it
    does, what it is a name of.
    """
    found: dict[str, dict[str, list[str]]] = {"vi": {}, "en": {}}
    seen: set[tuple[str, str, str, str]] = set()
    for phrase in _said(shape):
        words = words_of(spelled(phrase.text))
        key = " ".join(words if phrase.lang == "vi" else map(singular, words))
        mark = (phrase.lang, key, phrase.role, phrase.of)
        if not key or mark in seen:
            faults.add("name-twice", source, phrase.path, phrase.text, "")
        seen.add(mark)
        sense = "\t".join((" ".join(phrase.text.split()), phrase.role, phrase.of))
        found[phrase.lang].setdefault(key, []).append(sense)
    return found


def _said(shape: ProductsFile) -> Iterator[_Said]:
    for name, noun in shape.nouns.items():
        yield from _listed(("nouns", name), {"vi": noun.vi, "en": noun.en}, "noun", name)
    for name, work in shape.works.items():
        yield from _listed(("works", name), {"vi": work.vi, "en": work.en}, "work", name)
    others = {
        "names_follow": shape.names_follow,
        "tastes_follow": shape.tastes_follow,
        "makers": shape.makers,
        "passed_over": shape.passed_over,
    }
    for role, texts in others.items():
        for index, text in enumerate(texts):
            yield _Said((role, index), "vi", text, role, "")


def _listed(
    path: tuple[str, ...], by_language: Mapping[str, Iterable[str]], role: str, of: str
) -> Iterator[_Said]:
    for lang, texts in by_language.items():
        for index, text in enumerate(texts):
            yield _Said((*path, lang, index), lang, text, role, of)
