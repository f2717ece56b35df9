"""Names the product set a product belongs to (Appendix I), from everyday words, with or without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..text import Words
from .model import Ruleset

__all__ = ["Place", "find", "places"]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the classification: sector, group, subgroup, and the product set it is rated by."""

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
    """The lines that fit some words best, best first: words may lack their Vietnamese accents."""
    wanted = _folded(words).split()
    if not wanted:
        return ()
    ranked = [(_rank(wanted, words, place), place) for place in places(ruleset)]
    best = max((rank for rank, _ in ranked), default=(0, 0, 0))
    fitting = sorted((entry for entry in ranked if entry[0][0] and entry[0][:2] >= (best[0] - 1, 1)), key=lambda e: e[0], reverse=True)
    exact = [place for rank, place in fitting if rank[0] == best[0]]
    return tuple(exact)


def _places(sectors: Mapping[str, Any]) -> Iterator[Place]:
    for sector_id, sector in sectors.items():
        for group_id, group in sector["groups"].items():
            if group["product_set"] is not None:
                yield _place(group_id, group, sector, group, None, (sector_id, group_id))
            for subgroup_id, subgroup in group["subgroups"].items():
                yield _place(subgroup_id, subgroup, sector, group, subgroup, (sector_id, group_id, subgroup_id))


def _place(
    name: str, own: Mapping[str, Any], sector: Mapping[str, Any], group: Mapping[str, Any], subgroup: Mapping[str, Any] | None,
    ancestors: tuple[str, ...],
) -> Place:  # fmt: skip
    titles = [Words(entry["vi"], entry["en"]) if entry else None for entry in (sector, group, subgroup)]
    assert titles[0] is not None and titles[1] is not None
    return Place(
        name, own["product_set"], titles[0], titles[1], titles[2], tuple(own["also"]), tuple(own["examples"]), ancestors
    )


def _rank(wanted: list[str], words: str, place: Place) -> tuple[int, int, int]:
    """How well a line fits: a whole example, then all words in one name, then some; accents as written break ties."""
    names = [_folded(name) for name in (*place.examples, *place.titles())]
    phrase = " ".join(wanted)
    accented = sum(unicodedata.normalize("NFC", words).lower() in name.lower() for name in (*place.examples, *place.titles()))
    if phrase in names:
        return (4, len(wanted), accented)
    if any(f" {phrase} " in f" {name} " for name in names):
        return (3, len(wanted), accented)
    most = max((len(set(wanted) & set(name.split())) for name in names), default=0)
    if most == len(set(wanted)):
        return (2, most, accented)
    return (1, most, accented) if most * 2 >= len(set(wanted)) and most else (0, 0, 0)


def _folded(words: str) -> str:
    """Lower case without accents or punctuation: `Tôm khô, đặc sản` → `tom kho dac san`."""
    bare = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    kept = "".join(" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())
