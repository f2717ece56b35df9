"""What lint remarks on, as SARIF 2.1.0: the form in which tools for code review read findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ...errors import Place
from ...lang import LANGUAGES, Lang
from ...version import __version__
from .remark import REMARKS, Remark

__all__ = ["sarif"]

Doc = dict[str, Any]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(
    remarks: Iterable[Remark],
    lang: Lang,
    file_of: Callable[[Place], str],
    command: Callable[[Remark], str | None],
) -> Doc:
    """The remarks as a SARIF log of one run, their messages in `lang`, both languages beside them.

    `file_of` says a place's file as reviewers know it, a relative path with `/`; `command` how the
    witness of a remark is run. Equal remarks give equal logs: no day, no machine.
    """
    every = list(remarks)
    rules = {remark.code: remark for remark in reversed(every)}
    driver = {
        "name": "ocop",
        "version": __version__,
        "language": lang,
        "rules": [_rule(rules[code], lang) for code in sorted(rules)],
    }
    index = {code: number for number, code in enumerate(sorted(rules))}
    results = [
        _result(remark, index[remark.code], lang, fingerprint, file_of, command)
        for remark, fingerprint in _with_fingerprints(every)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(remark: Remark, lang: Lang) -> Doc:
    """A code: why it matters, how it is mended, its page."""
    return {
        "id": remark.code,
        "shortDescription": {"text": remark.why.say(lang)},
        "help": {"text": remark.mend.say(lang)},
        "helpUri": remark.page,
        "defaultConfiguration": {"level": REMARKS[remark.code][0]},
        "properties": {
            "why": {each: remark.why.say(each) for each in LANGUAGES},
            "mend": {each: remark.mend.say(each) for each in LANGUAGES},
        },
    }


def _result(
    remark: Remark,
    rule: int,
    lang: Lang,
    fingerprint: str,
    file_of: Callable[[Place], str],
    command: Callable[[Remark], str | None],
) -> Doc:
    place, *_, last = remark.place, *remark.where.split("/")
    return {
        "ruleId": remark.code,
        "ruleIndex": rule,
        "level": remark.severity,
        "message": {"text": remark.sentence(lang)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(file_of(place), safe="/+")},
                    "region": {"startLine": place.line, "startColumn": place.column},
                },
                "logicalLocations": [{"name": last, "fullyQualifiedName": remark.where}],
            }
        ],
        "partialFingerprints": {"ocopAddress/v1": fingerprint},
        "properties": dict(_properties(remark, command(remark))),
    }


def _properties(remark: Remark, command: str | None) -> Iterator[tuple[str, object]]:
    """What SARIF has no place for: both languages, the address in the table, what is on record, and
    the sheet that shows it.
    """
    yield "vi", remark.vi
    yield "en", remark.en
    for name in ("product_set", "number", "level"):
        value = getattr(remark, name)
        if value is not None:
            yield name, value
    if remark.recorded:
        yield "recorded", list(remark.recorded)
    if remark.witness is not None:
        yield "witness", dict(remark.witness)
    if command is not None:
        yield "command", command


def _with_fingerprints(remarks: Iterable[Remark]) -> Iterator[tuple[Remark, str]]:
    """Each remark with what it is known by though lines move: its code and address, and which of
    those at one address it is.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for remark in remarks:
        key = remark.code, remark.where
        text = f"{remark.code} {remark.where} {seen[key]}"
        seen[key] += 1
        yield remark, hashlib.sha256(text.encode()).hexdigest()
