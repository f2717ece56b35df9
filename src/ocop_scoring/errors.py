"""Every way the library says no: a code, a place, what was found and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from .text import Lang, catalogue, say

__all__ = ["CatalogError", "Fault", "FilingError", "OcopError", "Place", "RulesetError"]


class Place(NamedTuple):
    """Where in a file a value stands; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Fault(NamedTuple):
    """One thing that is wrong: its code, place, path inside the document, what was found, what would be right."""

    code: str
    place: Place | None
    path: str
    found: str
    right: str
    values: Mapping[str, object] = {}

    def sentence(self, lang: Lang) -> str:
        """The fault in one sentence of the message catalogue; where nothing near is known, in its bare form."""
        key = f"error.{self.code}"
        if not self.right and f"{key}.bare" in catalogue(lang):
            key = f"{key}.bare"
        said = say(key, lang, found=self.found, right=self.right, path=self.path, **self.values)
        amendment = self.values.get("as_amended_by")
        return say("error-as-amended", lang, amendment=amendment, sentence=said) if amendment else said

    def line(self, lang: Lang) -> str:
        """`FILE:LINE:COLUMN CODE: sentence`; without a file, the path inside the document stands first."""
        where = str(self.place) if self.place else self.path
        return f"{where} {self.code}: {self.sentence(lang)}" if where else f"{self.code}: {self.sentence(lang)}"

    def as_json(self) -> dict[str, object]:
        """The fault as an entry of `ocop-errors/1`."""
        file, line, column = self.place or (None, None, None)
        return {
            "code": self.code, "file": file, "line": line, "column": column, "path": self.path,
            "found": self.found, "right": self.right, "vi": self.sentence("vi"), "en": self.sentence("en"),
        }  # fmt: skip


class OcopError(ValueError):
    """What the library raises: all faults of a file at once. Its text is English; `lines` has both languages."""

    exit_status: ClassVar[int] = 2
    faults: tuple[Fault, ...]

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(self.lines("en"))

    def __reduce__(self) -> tuple[type[OcopError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)

    def lines(self, lang: Lang) -> list[str]:
        """One line a fault, in `lang`."""
        return [fault.line(lang) for fault in self.faults]

    def as_json(self) -> dict[str, object]:
        """The error as `ocop-errors/1`."""
        return {"format": "ocop-errors/1", "errors": [fault.as_json() for fault in self.faults]}


class RulesetError(OcopError):
    """A ruleset's files don't hold together: syntax, shape, sums, order, references."""


class FilingError(OcopError):
    """A dossier or score sheet can't be read, or doesn't fit the ruleset it is rated under."""


class CatalogError(OcopError):
    """No ruleset, product set or gate of that name, or dates that leave none or several rulesets."""
