"""Names the product set a product belongs to (Appendix I), from everyday words, with or without
accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..text import Words
from .model import Ruleset

__all__ = ["Place", "find", "places"]


class Place(NamedTuple):
    """One line of the classification: sector, group, subgroup, and their product set."""

    id: str
    product_set: int
    sector: Words
    group: Words
    subgroup: Words | None
    also: tuple[str, ...]
    examples: tuple[str, ...]
    ancestors: tuple[str, ...]

    def titles(self) -> tuple[str, ...]:
        """The names that this line itself bears."""
        own = self.subgroup or self.group
        return (own.vi, *((own.en,) if own.en else ()), *self.also)


def places(ruleset: Ruleset) -> tuple[Place, ...]:
    """Every line of a ruleset's classification, in printed order."""
    return tuple(_places(ruleset.document["classification"]))


def find(ruleset: Ruleset, words: str) -> tuple[Place, ...]:
    """The lines that fit some words best, best first.

    Words with Vietnamese accents are looked for as written, and without accents only where nothing
    is found so.
    """
    return _found(ruleset, words, _spoken) or _found(ruleset, words, _folded)


def _found(ruleset: Ruleset, words: str, fold: Callable[[str], str]) -> tuple[Place, ...]:
    wanted = fold(words).split()
    if not wanted:
        return ()
    ranked = [
        (_rank(wanted, [fold(name) for name in (*place.examples, *place.titles())]), place)
        for place in places(ruleset)
    ]
    best = max((rank[0] for rank, _ in ranked), default=0)
    fitting = [entry for entry in ranked if entry[0][0] == best] if best else []
    return tuple(place for _, place in sorted(fitting, key=lambda entry: entry[0], reverse=True))


def _places(sectors: Mapping[str, Any]) -> Iterator[Place]:
    for sector_id, sector in sectors.items():
        for group_id, group in sector["groups"].items():
            if group["product_set"] is not None:
                yield _place(group_id, group, sector, group, None, (sector_id, group_id))
            for subgroup_id, subgroup in group["subgroups"].items():
                yield _place(
                    subgroup_id,
                    subgroup,
                    sector,
                    group,
                    subgroup,
                    (sector_id, group_id, subgroup_id),
                )


def _place(
    name: str,
    own: Mapping[str, Any],
    sector: Mapping[str, Any],
    group: Mapping[str, Any],
    subgroup: Mapping[str, Any] | None,
    ancestors: tuple[str, ...],
) -> Place:
    last = Words(subgroup["vi"], subgroup["en"]) if subgroup else None
    titles = Words(sector["vi"], sector["en"]), Words(group["vi"], group["en"]), last
    return Place(
        name, own["product_set"], *titles, tuple(own["also"]), tuple(own["examples"]), ancestors
    )


def _rank(wanted: list[str], names: list[str]) -> tuple[int, int]:
    """How well a line fits: a whole name, then the words in a row in one name, then all of them,
    then half of them.
    """
    phrase = " ".join(wanted)
    if phrase in names:
        return (4, len(wanted))
    if any(f" {phrase} " in f" {name} " for name in names):
        return (3, len(wanted))
    most = max(len(set(wanted) & set(name.split())) for name in names)
    if most == len(set(wanted)):
        return (2, most)
    return (1, most) if most * 2 >= len(set(wanted)) else (0, 0)


def _spoken(words: str) -> str:
    """Lower case without punctuation."""
    composed = unicodedata.normalize("NFC", words.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in composed).split())


def _folded(words: str) -> str:
    """Lower case without accents or punctuation: `Tôm khô, đặc sản` → `tom kho dac san`."""
    bare = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return _spoken("".join(c for c in bare if not unicodedata.combining(c)))
