"""What came of verifying a record: each check with its outcome, and what else should be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..frozen import Frozen, FrozenDict, worked_out
from ..terms import CheckState
from ..text import LANGUAGES, Lang, say
from .record import Record, pieces_of

__all__ = ["RecordCaveat", "RecordCheck", "Verification", "all_held", "exit_status_of"]

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "form": "record.check-form",
        "engine": "record.check-engine",
        "digests": "record.check-digests",
        "replay": "record.check-replay",
        "policy": "record.check-policy",
        "dates": "record.check-dates",
        "released": "record.check-released",
        "applicable": "record.check-applicable",
        "signatures": "record.check-signatures",
        "journal": "record.check-journal",
        "journal-end": "record.check-journal-end",
        "journal-records": "record.check-journal-records",
        "paper": "record.check-paper",
    }
)
_STATES: Mapping[CheckState, str] = MappingProxyType(
    {
        "held": "record.held",
        "failed": "record.failed",
        "not-checked": "record.not-checked",
    }
)
_WHERE: Mapping[tuple[str, CheckState], str] = MappingProxyType(
    {
        ("released", "not-checked"): "record.where-in-no-lock",
        ("signatures", "held"): "record.where-signed",
        ("signatures", "failed"): "record.where-not-signed",
        ("signatures", "not-checked"): "record.where-signed-by-other",
        ("journal", "failed"): "record.where-in-journal",
        ("journal-records", "failed"): "record.where-in-journal",
        ("journal-end", "held"): "record.where-head",
        ("journal-end", "failed"): "record.where-no-head",
        ("journal-end", "not-checked"): "record.where-not-asked-head",
    }
)
"""What some checks say of their place, others than `record.where`."""
_SIGNS: Mapping[CheckState, str] = MappingProxyType(
    {"held": "✓", "failed": "✗", "not-checked": "?"}
)


_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "rated": "record.status-rated",
        "rejected": "record.status-rejected",
        "incomplete": "record.status-incomplete",
        "no-quorum": "record.status-no-quorum",
        "rescore": "record.status-rescore",
    }
)


class RecordCheck(NamedTuple):
    """One check of a record: where it failed, at which place, what should stand there and what
    does. `asked` is False where nobody asked for it, as for what needs a catalogue.
    """

    name: str
    state: CheckState
    path: str = ""
    expected: str = ""
    found: str = ""
    asked: bool = True

    @property
    def sign(self) -> str:
        """What stands before it in plain text."""
        return _SIGNS[self.state]

    def say(self, lang: Lang = "vi") -> str:
        """The check in one sentence."""
        named = say(_NAMES[self.name], lang)
        said = f"{named}: {say(_STATES[self.state], lang)}"
        if self.path or self.expected or self.found:
            where = {"path": self.path or "–", "expected": self.expected or "–"}
            key = _WHERE.get((self.name, self.state), "record.where")
            said += say(key, lang, **where, found=self.found or "–")
        return said

    @property
    def vi(self) -> str:
        """The check in Vietnamese."""
        return self.say("vi")

    @property
    def en(self) -> str:
        """The check in English."""
        return self.say("en")

    def as_json(self) -> dict[str, Any]:
        """The check as formats show it."""
        return {**self._asdict(), "vi": self.vi, "en": self.en}


_CAVEATS: Mapping[str, str] = MappingProxyType(
    {
        "corrected": "record.caveat-corrected",
        "corrected-otherwise": "record.caveat-corrected-otherwise",
        "corrected-unfit": "record.caveat-corrected-unfit",
        "noted-differs": "record.caveat-noted-differs",
        "policy-not-released": "record.caveat-policy-not-released",
        "ruleset-chosen": "record.caveat-ruleset-chosen",
        "law-silent": "record.caveat-law-silent",
        "not-final": "record.caveat-not-final",
        "signature-pictures": "record.caveat-signature-pictures",
    }
)


class RecordCaveat(NamedTuple):
    """Something about a record that is no failure and should be known."""

    code: str
    values: FrozenDict[str, str]

    def say(self, lang: Lang = "vi") -> str:
        """The caveat in one sentence."""
        values = dict(self.values)
        if values.get("status") in _OUTCOMES:
            values["status"] = say(_OUTCOMES[values["status"]], lang)
        return say(_CAVEATS[self.code], lang, **values)

    @property
    def vi(self) -> str:
        """The caveat in Vietnamese."""
        return self.say("vi")

    @property
    def en(self) -> str:
        """The caveat in English."""
        return self.say("en")

    def as_json(self) -> dict[str, Any]:
        """The caveat as formats show it."""
        return {"code": self.code, "values": dict(self.values), "vi": self.vi, "en": self.en}


def all_held(checks: Iterable[RecordCheck]) -> bool:
    """Whether every check that was asked for held, none of them left out."""
    return all(check.state == "held" for check in checks if check.asked)


def exit_status_of(checks: Iterable[RecordCheck]) -> int:
    """What a command that shows checks ends with: 0 all held, 3 one failed, 4 one not checked."""
    states = {check.state for check in checks if check.asked}
    return 3 if "failed" in states else 4 if "not-checked" in states else 0


class Verification(Frozen):
    """What came of verifying a record, `ocop-verification/1`."""

    record: Record
    checks: tuple[RecordCheck, ...]
    """Every check in order: one that failed stands once for each place, at most twenty."""
    _find_caveats: Callable[[], tuple[RecordCaveat, ...]]

    def __init__(
        self,
        record: Record,
        checks: tuple[RecordCheck, ...],
        caveats: Callable[[], tuple[RecordCaveat, ...]] = tuple,
    ) -> None:
        vars(self).update(record=record, checks=checks, _find_caveats=caveats)

    def __repr__(self) -> str:
        return f"<Verification of {self.record.digest[:19]}: {'ok' if self.ok else 'not ok'}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Verification):
            return NotImplemented
        return (self.record, self.checks, self.caveats) == (
            other.record,
            other.checks,
            other.caveats,
        )

    def __hash__(self) -> int:
        return hash((self.record, self.checks))

    def __reduce__(self) -> tuple[Callable[..., Verification], tuple[object, ...]]:
        return _with_caveats, (self.record, self.checks, self.caveats)

    @property
    def ok(self) -> bool:
        """Whether every check that was asked for held, none of them left out."""
        return all_held(self.checks)

    @property
    def exit_status(self) -> int:
        """What a command that shows it ends with: 0 all held, 3 one failed, 4 one not checked."""
        return exit_status_of(self.checks)

    @worked_out
    def caveats(self) -> tuple[RecordCaveat, ...]:
        """What is no failure and should be known, worked out when first asked for."""
        return self._find_caveats()

    def beside(
        self, checks: Iterable[RecordCheck], caveats: Iterable[RecordCaveat] = ()
    ) -> Verification:
        """The same with more checks and caveats behind its own: of a signature, a paper, a
        journal.
        """
        more = tuple(caveats)
        return Verification(self.record, (*self.checks, *checks), lambda: (*self.caveats, *more))

    def verdict(self, lang: Lang = "vi") -> str:
        """Whether it holds, in one sentence."""
        key = {0: "record.ok", 3: "record.not-ok"}.get(self.exit_status, "record.not-all-checked")
        return say(key, lang, digest=self.record.digest)

    def say(self, lang: Lang = "vi") -> str:
        """All of it in words: what was decided, whether it holds, every check, what else should be
        known.
        """
        lines = [self.verdict(lang), *_decided(self.record, lang)]
        lines += [f"{check.sign} {check.say(lang)}" for check in self.checks]
        lines += [f"! {caveat.say(lang)}" for caveat in self.caveats]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The outcome as `ocop-verification/1`; a fresh copy each time."""
        return {
            "format": "ocop-verification/1",
            "digest": self.record.digest,
            "ok": self.ok,
            "checks": [check.as_json() for check in self.checks],
            "caveats": [caveat.as_json() for caveat in self.caveats],
            "decided": _identity(self.record),
            **{lang: self.verdict(lang) for lang in LANGUAGES},
        }


def _with_caveats(
    record: Record, checks: tuple[RecordCheck, ...], caveats: tuple[RecordCaveat, ...]
) -> Verification:
    return Verification(record, checks, lambda: caveats)


def _identity(record: Record) -> dict[str, Any]:
    """What a record says was decided: shown, not vouched for."""
    result = pieces_of(record)["result"].value
    rated = result.get("rated")
    rated = rated if isinstance(rated, dict) else {}
    whole = {
        "product_name": rated.get("product_name"),
        "product_code": rated.get("product_code"),
        "producer": rated.get("producer"),
        "ruleset": result.get("ruleset"),
        "product_set": result.get("product_set"),
        "status": result.get("status"),
        "points": result.get("mean" if "mean" in result else "total"),
        "star": result.get("star"),
    }
    kept = {n: v if isinstance(v, str | int) else None for n, v in whole.items()}
    return {**kept, "decided_on": record.decided_on.isoformat()}


def _decided(record: Record, lang: Lang) -> list[str]:
    known = _identity(record)
    shown = {name: "–" if value is None else str(value) for name, value in known.items()}
    if shown["status"] in _OUTCOMES:
        shown["status"] = say(_OUTCOMES[shown["status"]], lang)
    return [say("record.decided", lang, **shown)]
