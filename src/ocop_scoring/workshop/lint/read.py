"""A ruleset as lint looks at it: its files with their places, and the tables made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple, cast

from ...assembly.conditions import place_of
from ...assembly.criteria import Criteria
from ...assembly.door import Assembled
from ...assembly.folder import Folder, amended_product_set_files
from ...errors import Place, RulesetError
from ...frozen import FrozenDict
from ...rules.catalog import Catalog, decision_in
from ...rules.product_set import ProductSet
from ...sources.layout import shown_name
from ...sources.places import Source
from ...sources.read import read
from ...text import Words
from .remark import Remark

__all__ = ["Doc", "ReadRuleset", "Sheet", "quoted", "read_ruleset", "readings_in"]

Doc = Mapping[str, Any]


class Sheet(NamedTuple):
    """A table's file, and the resolved document made of it."""

    source: Source
    document: Doc

    def criteria(self) -> Iterator[Doc]:
        """Its criteria in printed order."""
        for part in self.document["parts"]:
            for group in part["groups"]:
                yield from group["criteria"]


class ReadRuleset(NamedTuple):
    """A ruleset's files, what is made of them, and the English of its levels."""

    name: str
    folder: Folder
    criteria: Criteria
    document: Doc
    sheets: Mapping[int, Sheet]
    english: Doc
    amendments: tuple[ReadRuleset, ...] = ()

    def product_set(self, number: int) -> ProductSet:
        """A table as it is rated."""
        return ProductSet(self.sheets[number].document, english=self.english)

    def place_of_row(self, number: int, row: str) -> Place:
        """Where a row of a table stands."""
        return self.sheets[number].source.place(("rows", row), key=True)

    def place_of_level(self, criterion: str, level: Doc) -> Place:
        """Where a level of a shared criterion stands."""
        source = self.folder.criteria[criterion].source
        return source.place(place_of(criterion, dict(level)), key=True)

    def levels(self) -> Iterator[tuple[str, Doc]]:
        """Every level of every shared criterion, with the criterion's id."""
        for name in self.folder.criteria:
            for level in self.criteria[name].levels:
                yield name, level

    def title(self, criterion: str) -> Words:
        """What a shared criterion is called, in quotes."""
        shared = self.folder.criteria[criterion].value
        return quoted(Words(shared.vi, shared.en))

    def label(self, criterion: str, level: Doc) -> Words:
        """What a level says, in quotes."""
        english = level.get("en") or self.english.get(criterion, {}).get(level["id"])
        return quoted(Words(level["vi"], english))

    def is_own(self, place: Place) -> bool:
        """Whether a place is in the ruleset's own folder, not in that of a base it amends."""
        return place.file.startswith(f"{shown_name(self.folder.path)}/")

    def concerns(self, remark: Remark, number: int) -> bool:
        """Whether a remark is about the table of this number, or a criterion that stands in it."""
        if remark.product_set is not None:
            return remark.product_set == number
        sheet = self.sheets[number]
        _, named, *_ = (*remark.where.split("/"), "")
        return remark.place.file == sheet.source.file or any(
            criterion["id"] == named for criterion in sheet.criteria()
        )


_LONG = 60  # characters of a label that a sentence takes


def quoted(words: Words) -> Words:
    """A label or title as a sentence names it; of a long one its beginning."""
    vi, en = [f"“{shorten(text, _LONG, placeholder='…')}”" for text in (words.vi, words.say("en"))]
    return Words(vi, en)


def readings_in(entry: Doc) -> tuple[str, ...]:
    """The readings that an entry cites itself: a row, a level, a ground."""
    cited = entry.get("reading") or ()
    return (cited,) if isinstance(cited, str) else tuple(map(str, cited))


def read_ruleset(
    catalog: Catalog, name: str, made: Mapping[int, Doc] = FrozenDict()
) -> ReadRuleset:
    """A ruleset from its files of now; `made` are documents of its tables that are at hand.
    RulesetError where it doesn't hold together, CatalogError where there is none of that name.
    """
    decision = cast("Assembled", decision_in(catalog, name))
    files = amended_product_set_files(decision.folder.path)
    sheets = {
        number: Sheet(
            _file(decision.folder, number, path), made.get(number) or decision.product_set(path)
        )
        for number, path in files.items()
    }
    document, english = decision.ruleset(), decision.english()
    return ReadRuleset(name, decision.folder, decision.criteria, document, sheets, english)


def _file(folder: Folder, number: int, path: Path) -> Source:
    source = read(path, RulesetError, name=shown_name(path))
    return folder.amendment.carried_out(source, "product-sets", str(number))[0]
