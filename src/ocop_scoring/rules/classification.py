"""The classification of a decision (Appendix I): its lines, each with the product set that rates
what belongs there, and the lines that some words point to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..text import Words
from .resolved import Doc, words_from

__all__ = ["Classification", "Match", "Places", "classification_from"]


class Classification(NamedTuple):
    """One line of Appendix I: its sector, group and subgroup (ids, and their titles in that order),
    and its product set.

    `also` are other names that it bears, `examples` products that it covers.
    """

    sector: str
    group: str
    subgroup: str | None
    product_set: int
    titles: tuple[Words, ...]
    also: tuple[str, ...]
    examples: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the line itself: of the subgroup, or of a group without any."""
        return self.subgroup or self.group

    @property
    def title(self) -> Words:
        """The name of the line itself."""
        return self.titles[-1]

    def lies_in(self, name: str) -> bool:
        """Whether the line is, or lies in, the sector, group or subgroup of this id."""
        return name in (self.sector, self.group, self.subgroup)

    def names(self) -> tuple[str, ...]:
        """All names by which it is found: its examples, its title, and what else it is called."""
        english = (self.title.en,) if self.title.en else ()
        return (*self.examples, self.title.vi, *english, *self.also)


class Match(NamedTuple):
    """A line of the classification that some words point to, and the words because of which."""

    line: Classification
    because: str

    @property
    def product_set(self) -> int:
        """The number of the product set."""
        return self.line.product_set

    @property
    def sector(self) -> str:
        """The id of the sector."""
        return self.line.sector

    @property
    def group(self) -> str:
        """The id of the product group."""
        return self.line.group

    @property
    def subgroup(self) -> str | None:
        """The id of the product subgroup; None where the group has none."""
        return self.line.subgroup

    @property
    def vi(self) -> str:
        """The name of the line in Vietnamese."""
        return self.line.title.vi

    @property
    def en(self) -> str | None:
        """The name of the line in English."""
        return self.line.title.en

    def as_json(self) -> Doc:
        """As an entry of `ocop-places/1`."""
        names = ("product_set", "sector", "group", "subgroup", "because", "vi", "en")
        return {name: getattr(self, name) for name in names}


class Places(NamedTuple):
    """What a ruleset's classification has for some words: best first, none where nothing fits."""

    ruleset: str
    places: tuple[Match, ...]

    def as_json(self) -> Doc:
        """As `ocop-places/1`."""
        shown = [place.as_json() for place in self.places]
        return {"format": "ocop-places/1", "ruleset": self.ruleset, "places": shown}


def classification_from(sectors: Mapping[str, Any]) -> tuple[Classification, ...]:
    """Every line of a ruleset's classification, in printed order, from its resolved form."""
    return tuple(_lines(sectors))


def _lines(sectors: Mapping[str, Any]) -> Iterator[Classification]:
    for sector_id, sector in sectors.items():
        for group_id, group in sector["groups"].items():
            titles = (words_from(sector), words_from(group))
            if group["product_set"] is not None:
                yield _line(sector_id, group_id, None, group, titles)
            for name, subgroup in group["subgroups"].items():
                yield _line(sector_id, group_id, name, subgroup, (*titles, words_from(subgroup)))


def _line(
    sector: str,
    group: str,
    subgroup: str | None,
    own: Mapping[str, Any],
    titles: tuple[Words, ...],
) -> Classification:
    also, examples = tuple(own["also"]), tuple(own["examples"])
    return Classification(sector, group, subgroup, own["product_set"], titles, also, examples)
