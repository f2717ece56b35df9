"""Every way the library says no: a code, a place, what was found and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple, Protocol

from .frozen import FrozenDict, Value
from .lang import LANGUAGES, Lang, formatted, has_message

__all__ = [
    "MOST_FAULTS",
    "CatalogError",
    "Fault",
    "Faults",
    "FilingError",
    "OcopError",
    "Place",
    "Placing",
    "PolicyError",
    "RecordError",
    "RulesetError",
    "language",
]

MOST_FAULTS = 50
"""So many faults of one document are named; the rest is counted."""

_LONGEST = 300  # letters of what was found: a sentence stays a sentence
Plain = str | int | None


class Place(NamedTuple):
    """Where in a file a value stands; lines and columns count from 1.

    In a spreadsheet they are its rows and columns, and `cell` is the address: `Phiếu!D12`.
    """

    file: str
    line: int
    column: int
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.cell or f'{self.line}:{self.column}'}"


class Placing(Protocol):
    """What knows where the values of a document stand: a file that was read."""

    def place(self, path: Sequence[str | int], key: bool = False) -> Place | None:
        """Where the value at `path` stands, or with `key` its key; None where that is unknown."""
        ...


class Fault(Value):
    """One thing that is wrong: its code, place, path in the document, what was found, what is
    right.

    A value: two faults that say the same are equal. `values` are the other words of its sentence.
    """

    code: str
    place: Place | None
    path: str
    found: str
    right: str
    values: Mapping[str, object]

    def __init__(
        self,
        code: str,
        place: Place | None,
        path: str,
        found: str,
        right: str,
        values: Mapping[str, object] = FrozenDict(),
    ) -> None:
        plain = FrozenDict({name: _plain(value) for name, value in values.items()})
        super().__init__(code, place, _seen(path), _seen(found), right, plain)

    @property
    def file(self) -> str | None:
        """The file, where the fault stands in one."""
        return self.place.file if self.place else None

    @property
    def line(self) -> int | None:
        """The line of the file, from 1."""
        return self.place.line if self.place else None

    @property
    def column(self) -> int | None:
        """The column of the line, from 1."""
        return self.place.column if self.place else None

    @property
    def cell(self) -> str | None:
        """The address of the cell, where the fault stands in a spreadsheet: `Phiếu!D12`."""
        return self.place.cell or None if self.place else None

    @property
    def vi(self) -> str:
        """The fault in one Vietnamese sentence."""
        return self.sentence("vi")

    @property
    def en(self) -> str:
        """The fault in one English sentence."""
        return self.sentence("en")

    def sentence(self, lang: Lang) -> str:
        """The fault in one sentence: that of the habit that was recognised (`sources.habits`), or
        the bare form where nothing near is known.
        """
        lang, key = language(lang), f"error.{self.code}"
        own = f"{key}.{self.values.get('habit', 'bare')}"
        if ("habit" in self.values or not self.right) and has_message(own, lang):
            key = own
        found = _reason(self.found, lang) if self.code in _OF_THE_DISK else self.found
        values = {"found": found, "right": self.right, "path": self.path, **self.values}
        said_so = [name for name in values if name.endswith(f"_{lang}")]  # words of each language
        values |= {name.removesuffix(f"_{lang}"): values[name] for name in said_so}
        said = formatted(key, lang, **{name: _Told(value) for name, value in values.items()})
        if "character" in values and values.get("habit") != "odd":
            character = values["character"]
            said = formatted("error-with-character", lang, character=character, sentence=said)
        amendment = self.values.get("as_amended_by")
        if amendment is None:
            return said
        return formatted("error-as-amended", lang, amendment=amendment, sentence=said)

    def said(self, lang: Lang) -> str:
        """`FILE:LINE:COLUMN CODE: sentence`, in a spreadsheet `FILE:CELL CODE: sentence`; without a
        file, the path stands first.
        """
        where = str(self.place) if self.place else self.path
        begins = f"{where} {self.code}" if where else self.code
        return f"{begins}: {self.sentence(lang)}"

    def as_json(self) -> dict[str, object]:
        """The fault as an entry of `ocop-errors/1`."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "cell": self.cell,
            "path": self.path,
            "found": self.found,
            "right": self.right,
            "vi": self.vi,
            "en": self.en,
        }

    def as_args(self) -> list[object]:
        """The fault as plain JSON values, from which `Fault.of_args` makes it again."""
        place = None
        if self.place:
            place = list(self.place if self.place.cell else self.place[:3])
        return [self.code, place, self.path, self.found, self.right, dict(self.values)]

    @classmethod
    def of_args(cls, args: Sequence[object]) -> Fault:
        """The fault that `as_args` wrote. TypeError where these are none."""
        try:
            code, place, path, found, right, values = args
            placed = None if place is None else Place(*place)  # type: ignore[misc]
            return cls(str(code), placed, str(path), str(found), str(right), values)  # type: ignore[arg-type]
        except (TypeError, ValueError, AttributeError):
            raise TypeError(f"not the parts of a fault: {args!r:.200}") from None


def _plain(value: object) -> Plain:
    return value if value is None or isinstance(value, int) else _seen(str(value))


def _seen(text: str) -> str:
    """Text as a sentence can show it: not too long, and with what no editor shows written out."""
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\xa0" else _written_out(c) for c in text)


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


_OF_THE_DISK = frozenset(
    (
        *("unreadable-file", "unreadable-folder", "unreadable-path"),
        *("unwritable-file", "unwritable-stdout"),
    )
)
"""Codes whose faults have found what the system says, in English."""


def _reason(found: str, lang: Lang) -> str:
    """What the system says, in the language of the sentence, where that is known."""
    key = f"disk.{re.sub('[^a-z]+', '-', found.lower()).strip('-')}"
    return formatted(key, lang) if has_message(key, lang) else found


class _Told(str):
    """A value inside a sentence: `{found:day}` writes its days as Vietnamese papers do."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return _ISO_DAY.sub(r"\3/\2/\1", self) if spec == "day" else str(self)


_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b", re.ASCII)


class OcopError(ValueError):
    """What the library raises: all faults of a file at once. Its text is English; `lines` has both.

    `args` are plain JSON values, so that a task queue can rebuild the error from them:
    `type(error)(*error.args)` equals `error`.
    """

    exit_status: ClassVar[int] = 2
    faults: tuple[Fault, ...]

    def __init__(self, faults: Fault | Iterable[Fault | Sequence[object]]) -> None:
        if isinstance(faults, str):
            raise TypeError("an error is made of faults, not of a text")
        given = (faults,) if isinstance(faults, Fault) else faults
        self.faults = tuple(f if isinstance(f, Fault) else Fault.of_args(f) for f in given)
        super().__init__([fault.as_args() for fault in self.faults])

    def __str__(self) -> str:
        return "\n".join(self.lines("en"))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OcopError):
            return NotImplemented
        return type(self) is type(other) and self.faults == other.faults

    def __hash__(self) -> int:
        return hash((type(self), self.faults))

    def lines(self, lang: Lang) -> list[str]:
        """One line a fault, in `lang`."""
        return [fault.said(lang) for fault in self.faults]

    def as_json(self) -> dict[str, object]:
        """The error as `ocop-errors/1`."""
        return {"format": "ocop-errors/1", "errors": [fault.as_json() for fault in self.faults]}


class RulesetError(OcopError):
    """A ruleset's files don't hold together: syntax, shape, sums, order, references."""


class FilingError(OcopError):
    """A dossier or score sheet can't be read, or doesn't fit the ruleset it is rated under."""


class CatalogError(OcopError):
    """No ruleset, product set or gate of that name, or dates that leave none or several."""


class PolicyError(OcopError):
    """A council's policy can't be read, or its rules don't go together."""


class RecordError(OcopError):
    """A sealed record can't be read, or a result can't be sealed as it was asked for."""


def language(lang: str) -> Lang:
    """The language of that name. FilingError for any other than `vi` and `en`."""
    if lang == "vi":
        return "vi"
    if lang == "en":
        return "en"
    raise FilingError(Fault("wrong-option", None, "lang", str(lang), ", ".join(LANGUAGES)))


class Faults:
    """Collects faults, each once, before any is raised; of one document at most `MOST_FAULTS`."""

    def __init__(self) -> None:
        self._named: dict[Fault, None] = {}
        self._counts: dict[str | None, int] = {}

    def __bool__(self) -> bool:
        return bool(self._named)

    @property
    def found(self) -> tuple[Fault, ...]:
        """The faults, and for each document with too many, how many more there are."""
        more = [
            Fault(
                "more-faults", Place(file, 1, 1) if file else None, "", str(count - MOST_FAULTS), ""
            )
            for file, count in self._counts.items()
            if count > MOST_FAULTS
        ]
        return (*self._named, *more)

    def add(
        self,
        code: str,
        source: Placing | None,
        path: Sequence[str | int],
        found: object,
        right: object | Callable[[], object],
        *,
        key: bool = False,
        **values: object,
    ) -> None:
        """A fault at a path of a document; `right` may be a function, called only where it is
        named, which may give other words of the sentence too.
        """
        place = source.place(path, key) if source else None
        if self._is_full(place.file if place else None):
            return
        said = right() if callable(right) else right
        if isinstance(said, tuple):
            said, more = said
            values |= more
        joined = "/".join(str(step) for step in path)
        self._named.setdefault(Fault(code, place, joined, str(found), str(said), values))

    def take(self, faults: Iterable[Fault]) -> None:
        """Faults that are made already; of those that were only counted, the count."""
        for fault in faults:
            if fault.code == "more-faults":
                self._counts[fault.file] = self._counts.get(fault.file, 0) + int(fault.found)
            elif fault not in self._named and not self._is_full(fault.file):
                self._named[fault] = None

    def _is_full(self, file: str | None) -> bool:
        """Count a fault of a document; whether it has so many that this one is not named."""
        self._counts[file] = count = self._counts.get(file, 0) + 1
        return count > MOST_FAULTS

    def raise_any(self, error: type[OcopError]) -> None:
        """Raise `error` with all that was collected; nothing where that is none."""
        if self._named:
            raise error(self.found)
