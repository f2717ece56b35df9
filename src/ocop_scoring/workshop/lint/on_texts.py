"""Lint of texts: what print left in them, a language that is missing, and labels whose papers are
not those that their conditions ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ...rules.resolved import words_from
from ...sources.places import Source
from ...spelling import spelled, words_of
from ...text import Words
from .read import Doc, ReadRuleset
from .remark import Remark

__all__ = ["on_texts"]

Path = tuple[str | int, ...]

_FOOTNOTE = re.compile(r"(?<=[^\W\d_A-Z])\d|[(\[]\d{1,2}[)\]]|\d$")
"""A digit glued to a small letter, alone in brackets, or the last of a text."""
_MEASURE = re.compile(r"\b(?:c|d|k)?m[23]\b")


def on_texts(read: ReadRuleset) -> Iterator[Remark]:
    """What is to be said of a ruleset's titles, labels, notes and grounds."""
    for text in _texts(read):
        if _FOOTNOTE.search(_MEASURE.sub("", text.vi)):
            yield _of(read, "digits-in-text", text)
        if text.en is not None and _is_same(text.vi, text.en):
            yield _of(read, "vietnamese-missing", text)
    yield from _without_english(read)
    yield from _on_papers(read)


class _Text(NamedTuple):
    """One text in both languages, and where it stands."""

    vi: str
    en: str | None
    source: Source
    path: Path


def _texts(read: ReadRuleset) -> Iterator[_Text]:
    folder = read.folder
    sources = [folder.groups.source, folder.gates.source, folder.classification.source]
    sources += [shared.source for shared in folder.criteria.values()]
    sources += [sheet.source for sheet in read.sheets.values()]
    for source in {id(source): source for source in sources}.values():
        yield from _texts_in(source, source.root, ())


def _texts_in(source: Source, node: Any, path: Path) -> Iterator[_Text]:
    if isinstance(node, dict):
        if isinstance(node.get("vi"), str):
            en = node.get("en")
            yield _Text(node["vi"], en if isinstance(en, str) else None, source, path)
        for key, value in node.items():
            yield from _texts_in(source, value, (*path, key))


def _is_same(vi: str, en: str) -> bool:
    """Whether both languages say the same words: two names in a row are no translation."""
    return vi == en and len(words_of(spelled(vi))) > 2


def _of(read: ReadRuleset, code: str, text: _Text) -> Remark:
    place = text.source.place((*text.path, "vi"))
    where = "/".join([read.name, *map(str, text.path)])
    return Remark(code, place, where, values={"words": text.vi})


def _without_english(read: ReadRuleset) -> Iterator[Remark]:
    """Levels and cases whose English nobody has written."""
    for name, level in read.levels():
        if not level.get("en") and level["id"] not in read.english.get(name, ()):
            yield _on_level(read, "english-missing", name, level)
    for name, shared in read.folder.criteria.items():
        for case, shape in (shared.value.cases or {}).items():
            if shape.en is None:
                place = shared.source.place((name, "cases", case), key=True)
                values = {"criterion": read.title(name), "words": shape.vi}
                yield Remark("english-missing", place, f"{read.name}/{name}/{case}", values=values)


def _on_level(read: ReadRuleset, code: str, name: str, level: Doc, **values: object) -> Remark:
    said = {"criterion": read.title(name), "words": level["vi"], **values}
    where = f"{read.name}/{name}/{level['id']}"
    return Remark(code, read.place_of_level(name, level), where, level=level["id"], values=said)


# Papers


def _on_papers(read: ReadRuleset) -> Iterator[Remark]:
    """Levels whose condition asks for papers and whose label names none, and levels that are
    decided by facts alone though their label names a paper. A guess: labels paraphrase.
    """
    titles = {kind: _title(e["vi"]) for kind, e in read.folder.vocabulary["documents"].items()}
    heads = {title[:2] for title in titles.values()}
    for name, level in read.levels():
        conditions = [*level.get("when", ()), *level.get("needs", ())]
        asked = {kind for alternative in conditions for kind in alternative.get("document", ())}
        label = words_of(spelled(level["vi"]))
        pairs = {*pairwise(label)}
        if asked and not pairs & heads and not any(_shares(label, titles[k], 0.5) for k in asked):
            papers = _titles(read, sorted(asked))
            yield _on_level(read, "paper-not-named", name, level, papers=papers)
        elif conditions and not asked:
            named = [k for k, t in titles.items() if t[:2] in pairs and _shares(label, t, 0.6)]
            if named:
                yield _on_level(read, "paper-not-asked", name, level, papers=_titles(read, named))


def _titles(read: ReadRuleset, kinds: Iterable[str]) -> Words:
    """What some kinds of papers are called."""
    every = [words_from(read.folder.vocabulary["documents"][kind]) for kind in kinds]
    return Words("; ".join(w.vi for w in every), "; ".join(w.say("en") for w in every))


def _title(title: str) -> tuple[str, ...]:
    """The words of a paper's title, up to its brackets; the first two say what sort it is, such as
    `hợp đồng`.
    """
    return tuple(words_of(spelled(title.partition("(")[0])))


def _shares(label: list[str], title: tuple[str, ...], part: float) -> bool:
    """Whether a label has at least that part of the words of a title."""
    return len({*title} & {*label}) >= part * len({*title})
