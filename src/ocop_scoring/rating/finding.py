"""One thing that a council should look at, and the register of all there can be: how loud each is,
and its sentence.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..frozen import FrozenDict
from ..terms import SEVERITIES, Severity
from ..text import Lang
from .words import plain, sentence

__all__ = ["REGISTER", "Finding", "finding"]


class _Kind(NamedTuple):
    """How loud a kind of finding is, and the message that says it."""

    severity: Severity
    sentence: str


REGISTER: Mapping[str, _Kind] = MappingProxyType(
    {
        "assessed-before-decision": _Kind("loud", "finding.assessed-before-decision"),
        "assessed-before-filed": _Kind("loud", "finding.assessed-before-filed"),
        "assessed-before-proposed": _Kind("check", "finding.assessed-before-proposed"),
        "cases-differ": _Kind("check", "finding.cases-differ"),
        "code-after-filing": _Kind("check", "finding.code-after-filing"),
        "code-before-filing": _Kind("check", "finding.code-before-filing"),
        "code-before-programme": _Kind("check", "finding.code-before-programme"),
        "commune-proposed-late": _Kind("check", "finding.commune-proposed-late"),
        "document-dates-contradict": _Kind("loud", "finding.document-flawed"),
        "document-expired": _Kind("check", "finding.document-flawed"),
        "document-listed-twice": _Kind("check", "finding.document-listed-twice"),
        "document-missing": _Kind("check", "finding.document-missing"),
        "document-not-yet-issued": _Kind("check", "finding.document-flawed"),
        "document-other-producer": _Kind("check", "finding.document-flawed"),
        "document-other-product": _Kind("check", "finding.document-flawed"),
        "document-undated": _Kind("check", "finding.document-remarked"),
        "document-without-number": _Kind("note", "finding.document-remarked"),
        "documents-not-listed": _Kind("note", "finding.documents-not-listed"),
        "expires-before-rating": _Kind("loud", "finding.document-remarked"),
        "fact-retired": _Kind("note", "finding.fact-retired"),
        "facts-contradict": _Kind("loud", "finding.facts-contradict"),
        "gate-not-carried": _Kind("loud", "finding.gate-not-carried"),
        "ground-at-second-hand": _Kind("check", "finding.ground-at-second-hand"),
        "identical-sheets": _Kind("check", "finding.identical-sheets"),
        "issued-after-filing": _Kind("check", "finding.document-remarked"),
        "limit-unchecked": _Kind("check", "finding.limit-unchecked"),
        "mark-above-bound": _Kind("check", "finding.mark-above-bound"),
        "mark-above-evidence": _Kind("check", "finding.mark-above-evidence"),
        "mark-below-evidence": _Kind("check", "finding.mark-below-evidence"),
        "mark-beside-evidence": _Kind("check", "finding.mark-beside-evidence"),
        "mark-requirement-unknown": _Kind("check", "finding.mark-requirement-unknown"),
        "mark-without-condition": _Kind("check", "finding.mark-without-condition"),
        "name-nearly-same": _Kind("check", "finding.document-remarked"),
        "policy-against-decision": _Kind("loud", "finding.policy-against-decision"),
        "previous-dates-reversed": _Kind("loud", "finding.previous-dates-reversed"),
        "previous-missing": _Kind("check", "finding.previous-missing"),
        "previous-never-certified": _Kind("loud", "finding.previous-never-certified"),
        "previous-not-expected": _Kind("check", "finding.previous-not-expected"),
        "previous-not-yet-issued": _Kind("loud", "finding.previous-not-yet-issued"),
        "previous-term-differs": _Kind("check", "finding.previous-term-differs"),
        "producer-not-eligible": _Kind("check", "finding.producer-not-eligible"),
        "producer-not-registered": _Kind("check", "finding.producer-not-registered"),
        "proposals-out-of-order": _Kind("check", "finding.proposals-out-of-order"),
        "proposed-before-filed": _Kind("check", "finding.proposed-before-filed"),
        "renewal-below": _Kind("check", "finding.renewal-below"),
        "renewal-lapsed": _Kind("loud", "finding.renewal-lapsed"),
        "renewal-late": _Kind("check", "finding.renewal-late"),
        "renewal-too-early": _Kind("check", "finding.renewal-too-early"),
        "renewal-window-unknown": _Kind("note", "finding.renewal-window-unknown"),
        "requirement-unknown": _Kind("loud", "finding.requirement-unknown"),
        "ruleset-not-applicable": _Kind("loud", "finding.ruleset-not-applicable"),
        "ruleset-was-chosen": _Kind("check", "finding.ruleset-was-chosen"),
        "sheet-names-no-set": _Kind("loud", "finding.sheet-names-no-set"),
        "stated-without-paper": _Kind("check", "finding.stated-without-paper"),
        "unknown-product-group": _Kind("loud", "finding.unknown-product-group"),
        "upgrade-after-expiry": _Kind("loud", "finding.upgrade-after-expiry"),
        "upgrade-from-top": _Kind("loud", "finding.upgrade-from-top"),
        "upgrade-not-reached": _Kind("check", "finding.upgrade-not-reached"),
        "wrong-product-set": _Kind("check", "finding.wrong-product-set"),
    }
)
"""Every code there is. `loud`: the whole result is in doubt; `check`: somebody should look before
it is used; `note`: good to know. A code keeps its meaning for ever.
"""

_SIGNS: Mapping[Severity, str] = MappingProxyType({"loud": "!!", "check": "!", "note": "·"})


class Finding(NamedTuple):
    """Something a council should look at: a code, the printed number of a criterion or None, and
    what its sentence is made of; `document` is a paper's position in the dossier (from 0), `date`
    the day that it is about, where there is one.
    """

    code: str
    criterion: str | None
    message: str
    said_of: FrozenDict[str, object]
    document: int | None = None
    date: "date | None" = None

    @property
    def severity(self) -> Severity:
        """`loud`, `check` or `note`."""
        return REGISTER[self.code].severity

    @property
    def rank(self) -> int:
        """0 for the loudest severity."""
        return SEVERITIES.index(self.severity)

    @property
    def sign(self) -> str:
        """What stands before it in plain text: the more, the louder."""
        return _SIGNS[self.severity]

    @property
    def values(self) -> FrozenDict[str, object]:
        """What the sentence is made of, in plain values: ids, text, numbers, days."""
        return FrozenDict({name: plain(value) for name, value in self.said_of.items()})

    def say(self, lang: Lang) -> str:
        """The finding in one sentence."""
        return sentence(self.message, lang, self.said_of)

    @property
    def vi(self) -> str:
        """The finding in Vietnamese."""
        return self.say("vi")

    @property
    def en(self) -> str:
        """The finding in English."""
        return self.say("en")


def finding(
    code: str,
    criterion: str | None = None,
    *,
    message: str = "",
    position: int | None = None,
    day: date | None = None,
    **values: object,
) -> Finding:
    """A finding of a code in the register; `values` are what its sentence needs.

    `message` is its sentence's whole key, where one code is said in several ways; `position` that
    of a document on file, `day` the day that it is about.
    """
    if criterion is not None:
        values["criterion"] = criterion
    key = message or REGISTER[code].sentence
    return Finding(code, criterion, key, FrozenDict(values), position, day)
