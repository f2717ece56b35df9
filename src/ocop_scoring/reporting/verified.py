"""Verifies a paper: each record inside it, then the paper itself."""

from __future__ import annotations

import os
from os import PathLike
from typing import Any, Literal

from ..errors import RecordError
from ..frozen import FrozenDict, Value
from ..lang import LANGUAGES, Lang
from ..records.law import BUILT_IN
from ..records.verification import RecordCaveat, RecordCheck, Verification
from ..records.verify import verify
from ..rules.catalog import Catalog
from ..sources.read import content_of
from ..text import say
from .paper_check import PaperState, state_of
from .paper_files import PaperRead, read_paper
from .pdf_files import MOST_BYTES

__all__ = ["PaperVerification", "verify_paper", "verify_read"]


_FEW = 3
"""Of so many records inside a paper all checks are said."""


class PaperVerification(Value):
    """What came of verifying a paper, `ocop-paper-verification/1`: each record inside it by the
    name of its file, and the check of the paper itself.
    """

    records: tuple[tuple[str, Verification], ...]
    paper: RecordCheck
    caveats: tuple[RecordCaveat, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the paper is what its records make, and every one of them holds."""
        return self.exit_status == 0

    @property
    def exit_status(self) -> int:
        """What a command that shows it ends with: 0 all held, 3 one failed, 4 one not checked."""
        found = {each.exit_status for _, each in self.records}
        found.add({"held": 0, "failed": 3, "not-checked": 4}[self.paper.state])
        return 3 if 3 in found else max(found)

    def verdict(self, lang: Lang = "vi") -> str:
        """Whether it holds, in one sentence."""
        key = {0: "record.paper-ok", 3: "record.paper-not-ok"}.get(self.exit_status)
        return say(key or "record.paper-not-all-checked", lang, count=len(self.records))

    def say(self, lang: Lang = "vi") -> str:
        """All of it in words: the paper first, then each record; of many, one that holds in a line,
        with what should be known of it.
        """
        lines = [self.verdict(lang), f"{self.paper.sign} {self.paper.say(lang)}"]
        lines += [f"! {caveat.say(lang)}" for caveat in self.caveats]
        for name, found in self.records:
            if len(self.records) > _FEW and found.ok:
                lines.append(f"✓ {name}: {found.verdict(lang)}")
                lines += [f"! {caveat.say(lang)}" for caveat in found.caveats]
            else:
                lines += [f"{name}:", found.say(lang)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The outcome as `ocop-paper-verification/1`; a fresh copy each time."""
        return {
            "format": "ocop-paper-verification/1",
            "ok": self.ok,
            "paper": self.paper.as_json(),
            "caveats": [caveat.as_json() for caveat in self.caveats],
            "records": [{"file": name, **found.as_json()} for name, found in self.records],
            **{lang: self.verdict(lang) for lang in LANGUAGES},
        }


def verify_paper(
    paper: str | PathLike[str] | bytes, *, catalog: Catalog | Literal["built-in"] | None = BUILT_IN
) -> PaperVerification:
    """Read the records inside a PDF or an HTML page (a path, or its bytes), verify each as `verify`
    does, then set the paper once more from them and compare it byte by byte. Behind a PDF's first
    end of file signatures alone may stand.

    Papers of another release of the library, of Typst or of segno, or in a font that is not here,
    are `not-checked`, and signed ones where the extra `sign` is not installed.

    RecordError where it is no paper of ours, carries no record, or two files of one name.
    """
    if isinstance(paper, bytes):
        read = read_paper(paper)
    else:
        file = os.fspath(paper)
        read = read_paper(content_of(paper, RecordError, MOST_BYTES, file), file)
    return verify_read(read, catalog=catalog)


def verify_read(
    read: PaperRead, *, catalog: Catalog | Literal["built-in"] | None = BUILT_IN
) -> PaperVerification:
    """As `verify_paper`, of a paper that was read."""
    records = tuple([(name, verify(record, catalog=catalog)) for name, record in read.records])
    state = state_of(read)
    check = RecordCheck("paper", state.state, state.path, state.expected, state.found)
    return PaperVerification(records, check, _caveats(state))


def _caveats(state: PaperState) -> tuple[RecordCaveat, ...]:
    if not state.pictures:
        return ()
    return (RecordCaveat("signature-pictures", FrozenDict({"count": str(state.pictures)})),)
