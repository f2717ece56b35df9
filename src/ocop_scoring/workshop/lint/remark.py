"""What lint remarks on: what may be right in a ruleset's files, and should be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ...errors import Place
from ...filing.marks import Mark
from ...frozen import FrozenDict
from ...lang import LANGUAGES, Lang
from ...text import Words, listed, said, say, say_both

__all__ = ["REMARKS", "Remark", "Severity"]

Severity = Literal["error", "warning", "note"]

REMARKS: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        "band-gap": ("warning", "lint.band-gap"),
        "band-overlap": ("warning", "lint.band-overlap"),
        "label-number-lost": ("warning", "lint.label-number-lost"),
        "label-number-unasked": ("note", "lint.label-number-unasked"),
        "differs-from-siblings": ("warning", "lint.differs-from-siblings"),
        "minimum-differs": ("warning", "lint.minimum-differs"),
        "points-differ": ("note", "lint.points-differ"),
        "digits-in-text": ("warning", "lint.digits-in-text"),
        "same-words-other-condition": ("warning", "lint.same-words-other-condition"),
        "same-words-other-minimum": ("warning", "lint.same-words-other-minimum"),
        "reading-uncited": ("warning", "lint.reading-uncited"),
        "fact-unasked": ("note", "lint.fact-unasked"),
        "document-unasked": ("note", "lint.document-unasked"),
        "paper-not-named": ("note", "lint.paper-not-named"),
        "paper-not-asked": ("note", "lint.paper-not-asked"),
        "english-missing": ("note", "lint.english-missing"),
        "vietnamese-missing": ("warning", "lint.vietnamese-missing"),
        "points-blank": ("error", "lint.points-blank"),
        "points-unreadable": ("error", "lint.points-unreadable"),
        "points-above-maximum": ("error", "lint.points-above-maximum"),
        "sum-mismatch": ("error", "lint.sum-mismatch"),
        "sum-unresolved": ("warning", "lint.sum-unresolved"),
        "title-and-column-differ": ("error", "lint.title-and-column-differ"),
        "levels-equal": ("error", "lint.levels-equal"),
        "levels-out-of-order": ("error", "lint.levels-out-of-order"),
        "scale-start-differs": ("warning", "lint.scale-start-differs"),
        "level-missing": ("error", "lint.level-missing"),
        "boxes-missing": ("error", "lint.boxes-missing"),
        "minimum-on-item": ("warning", "lint.minimum-on-item"),
        "minimum-among-words": ("warning", "lint.minimum-among-words"),
        "number-twice": ("error", "lint.number-twice"),
        "number-skipped": ("warning", "lint.number-skipped"),
        "number-out-of-order": ("warning", "lint.number-out-of-order"),
        "words-differ": ("warning", "lint.words-differ"),
        "star-unreachable": ("error", "lint.star-unreachable"),
        "points-unreachable": ("warning", "lint.points-unreachable"),
        "case-worth-less": ("note", "lint.case-worth-less"),
        "minimum-unmeetable": ("error", "lint.minimum-unmeetable"),
        "minimums-out-of-order": ("warning", "lint.minimums-out-of-order"),
        "minimum-in-one-case": ("note", "lint.minimum-in-one-case"),
        "minimum-implied": ("note", "lint.minimum-implied"),
        "level-unneeded": ("note", "lint.level-unneeded"),
        "criterion-decides-nothing": ("warning", "lint.criterion-decides-nothing"),
        "differs-from-release": ("warning", "lint.differs-from-release"),
        "release-not-at-hand": ("warning", "lint.release-not-at-hand"),
    }
)
"""How serious each remark is, and its sentence. Beside the sentence stand two more messages: why it
matters (`….why`), and how it is mended (`….mend`); and a page, `docs/reference/lint/CODE.md`.
"""


class Remark(NamedTuple):
    """One thing to look at: its code, where it stands in files and in the table, and the words of
    its sentence.

    `where` is its address, such as `26-2026/8/1.5` or `26-2026/chain-contracts/half`. `recorded`
    are the readings and misprints that already tell of it: what is on record is a note only.
    `witness` are the marks of a sheet of that product set that show it. `graded` is how serious it
    is where that is otherwise than its code says.
    """

    code: str
    place: Place
    where: str
    product_set: int | None = None
    number: str | None = None
    level: str | None = None
    values: Mapping[str, object] = FrozenDict()
    recorded: tuple[str, ...] = ()
    witness: Mapping[str, Mark] | None = None
    graded: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How serious it is."""
        return "note" if self.recorded else self.graded or REMARKS[self.code][0]

    @property
    def vi(self) -> str:
        """Its sentence in Vietnamese."""
        return self.sentence("vi")

    @property
    def en(self) -> str:
        """Its sentence in English."""
        return self.sentence("en")

    def sentence(self, lang: Lang) -> str:
        """What was found, and what it is on record as."""
        values = {name: said(value, lang) for name, value in self.values.items()}
        found = say(REMARKS[self.code][1], lang, **values)
        if not self.recorded:
            return found
        return say("lint.recorded", lang, found=found, recorded=listed(self.recorded))

    @property
    def why(self) -> Words:
        """Why it matters."""
        return say_both(f"{REMARKS[self.code][1]}.why")

    @property
    def mend(self) -> Words:
        """How it is mended."""
        return say_both(f"{REMARKS[self.code][1]}.mend")

    @property
    def page(self) -> str:
        """The page on its code, from the root of the project."""
        return f"docs/reference/lint/{self.code}.md"

    def as_json(self) -> dict[str, Any]:
        """The remark as an entry of lint's list."""
        witness = None if self.witness is None else dict(self.witness)
        return {
            "code": self.code,
            "severity": self.severity,
            "product_set": self.product_set,
            "number": self.number,
            "level": self.level,
            "file": self.place.file,
            "line": self.place.line,
            "vi": self.vi,
            "en": self.en,
            "witness": witness,
            "where": self.where,
            "column": self.place.column,
            "why": {lang: self.why.say(lang) for lang in LANGUAGES},
            "mend": {lang: self.mend.say(lang) for lang in LANGUAGES},
            "page": self.page,
        }
