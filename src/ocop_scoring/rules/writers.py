"""The formats of the law, written: each function makes one document, in plain JSON values.

What is written comes from resolved documents. Every call makes fresh values, so that no caller can
change what another one reads. Rating needs no pydantic model, so the models stand elsewhere; a test
holds writers and models together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from ..exact import Interval
from ..text import Words
from .procedure import as_json as procedure_json
from .procedure import procedure_from
from .resolved import readings_in

__all__ = ["both", "mark_of", "plain", "product_set", "readings_in", "ruleset", "rulesets"]

Doc = Mapping[str, Any]
Json = dict[str, Any]


class Listed(Protocol):
    """What a list of product sets says of each."""

    @property
    def product_set(self) -> int:
        """Its number."""
        ...

    @property
    def title(self) -> Words:
        """Its title."""
        ...

    @property
    def provenance(self) -> str:
        """Where its text is known from."""
        ...

    @property
    def digest(self) -> str:
        """Its digest."""
        ...


def plain(value: Any) -> Any:
    """A copy of a JSON value, made of dicts and lists."""
    if isinstance(value, Mapping):
        return {name: plain(entry) for name, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def both(entry: Doc) -> Json:
    """A text of a document in both languages."""
    return {"vi": entry["vi"], "en": entry.get("en")}


def product_set(document: Doc, digest: str) -> Json:
    """A resolved product set as `ocop-product-set/1`."""
    ruleset, parts = document["ruleset"], document["parts"]
    return {
        "format": "ocop-product-set/1",
        "ruleset": ruleset["id"],
        "product_set": document["number"],
        "digest": digest,
        "title": both(document["title"]),
        "provenance": document["provenance"],
        "caveats": list(document["caveats"]),
        "minimums_missing": [
            {"part": entry["part"], "stars": list(entry["stars"])}
            for entry in document.get("minimums_missing", ())
        ],
        "parts": [_part(part) for part in parts],
        "gates": [_gate(gate) for gate in document["gates"]],
        "errata": [_erratum(erratum) for erratum in document["errata"]],
        "readings": plain(document["readings"]),
        "sector": document["sector"],
        "revision": ruleset["revision"],
        "decision": ruleset["decision"]["number"],
        "bands": _bands(ruleset["stars"]),
        "cases": _cases(parts),
        "vocabulary": _vocabulary(document["vocabulary"]),
        "rests_on": list(document.get("rests_on", ())),
    }


def _part(part: Doc) -> Json:
    return {
        "code": part["code"],
        "title": both(part["title"]),
        "points": str(part["points"]),
        "groups": [_group(group) for group in part["groups"]],
    }


def _group(group: Doc) -> Json:
    return {
        "number": group["number"],
        "title": both(group["title"]),
        "points": str(group["points"]),
        "headings": [_heading(heading) for heading in group["headings"]],
        "criteria": [_criterion(criterion) for criterion in group["criteria"]],
    }


def _heading(heading: Doc) -> Json:
    return {
        "number": heading["number"],
        "title": both(heading["title"]),
        "points": str(heading["points"]),
    }


def _criterion(criterion: Doc) -> Json:
    return {
        "number": criterion["number"],
        "id": criterion["id"],
        "title": both(criterion["title"]),
        "points": str(criterion["points"]),
        "heading": criterion.get("heading"),
        "mode": criterion["mode"],
        "only_if": plain(criterion.get("only_if")),
        "evidence": criterion["evidence"],
        "provenance": criterion["provenance"],
        "levels": [_level(level, criterion) for level in criterion["levels"]],
        "note": _both_or_none(criterion.get("note")),
        "cases": {
            case: {**both(said), "when": plain(said.get("when"))}
            for case, said in criterion.get("cases", {}).items()
        },
        "pair": criterion.get("pair"),
        "reading": criterion.get("reading"),
        "readings": list(readings_in(criterion)),
    }


def _both_or_none(entry: Doc | None) -> Json | None:
    return both(entry) if entry else None


def _level(level: Doc, criterion: Doc) -> Json:
    return {
        "id": level["id"],
        "points": str(level["points"]),
        "minimum": level.get("minimum"),
        "case": level.get("case"),
        "reading": level.get("reading"),
        **both(level),
        "mark": mark_of(level, criterion),
        "conditions": _conditions(level, ("when", "needs")),
        "readings": list(readings_in(level)),
    }


def _conditions(entry: Doc, kinds: Sequence[str]) -> Json | None:
    """The conditions of a level or a gate as the ruleset words them; None where it has none."""
    if not any(kind in entry for kind in kinds):
        return None
    return {kind: plain(entry.get(kind)) for kind in kinds}


def mark_of(level: Doc, criterion: Doc) -> int | str:
    """What a sheet writes for a level: its points where it alone has them, else its id.

    Where lines add up, the ids stand in a list. 0 can't name a level of one of two cases: it says
    that none is reached.
    """
    points: int = level["points"]
    alone = sum(other["points"] == points for other in criterion["levels"]) == 1
    says_it = alone and (points or "case" not in level)
    return points if says_it and criterion["mode"] == "one" else str(level["id"])


def _gate(gate: Doc) -> Json:
    points = gate.get("points")
    return {
        "id": gate["id"],
        "at": gate.get("at"),
        "outcome": gate["outcome"],
        "raised_by": gate["raised_by"],
        **both(gate),
        "reading": gate.get("reading"),
        "conditions": _conditions(gate, ("when", "unless", "waived_by")),
        "any_of": list(gate.get("any_of", ())),
        "points": None if points is None else str(points),
        "readings": list(readings_in(gate)),
        "provenance": gate.get("provenance", "published"),
    }


def _erratum(erratum: Doc) -> Json:
    why = both(erratum["why"])
    return {
        "at": erratum["at"],
        "printed": erratum["printed"],
        "read_as": erratum["read_as"],
        "why": why["en"] or why["vi"],
        "confidence": erratum["confidence"],
        **why,
    }


def _bands(stars: Mapping[str, str]) -> list[Json]:
    return [_band(int(star), text) for star, text in stars.items()]


def _band(star: int, text: str) -> Json:
    points = Interval.parse(text)
    return {
        "star": star,
        "points": text,
        "low": _decimal(points.low),
        "low_in": points.low_in,
        "high": _decimal(points.high),
        "high_in": points.high_in,
        "vi": points.say("vi"),
        "en": points.say("en"),
    }


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _cases(parts: Iterable[Doc]) -> list[Json]:
    """The pairs of cases with the items that share each; an item of no pair stands alone."""
    pairs: dict[str, Json] = {}
    for criterion in _criteria(parts):
        if criterion.get("cases"):
            number, pair = criterion["number"], criterion.get("pair")
            entry = pairs.setdefault(pair or f"/{number}", {"criteria": [], "pair": pair})
            entry["criteria"].append(number)
    return list(pairs.values())


def _criteria(parts: Iterable[Doc]) -> Iterator[Doc]:
    for part in parts:
        for group in part["groups"]:
            yield from group["criteria"]


def _vocabulary(vocabulary: Doc) -> Json:
    contradictions = vocabulary.get("contradictions", {})
    return {
        "facts": {name: _fact(fact) for name, fact in vocabulary["facts"].items()},
        "documents": {kind: _kind(entry) for kind, entry in vocabulary["documents"].items()},
        "contradictions": {
            name: {**both(entry), "both": plain(entry["both"])}
            for name, entry in contradictions.items()
        },
        "beside": list(vocabulary.get("beside", ())),
    }


def _fact(fact: Doc) -> Json:
    words = {word: both(said) for word, said in fact.get("words", {}).items()}
    unit, successor = fact["unit"], fact.get("retired_by")
    shown_by = list(fact.get("shown_by", ()))
    read_from = {"from": fact.get("from"), "shown_by": shown_by, "retired_by": successor}
    return {"unit": unit, **both(fact), "words": words, **read_from}


def _kind(entry: Doc) -> Json:
    row, expires = entry.get("form_02_row"), entry.get("expires", False)
    of_product, successor = entry.get("of_product", False), entry.get("retired_by")
    about = {"form_02_row": row, "expires": expires, "of_product": of_product}
    return {**both(entry), **about, "retired_by": successor}


def rulesets(entries: Iterable[tuple[Doc, Sequence[int]]]) -> Json:
    """Rulesets' resolved documents, each with its tables' numbers, as `ocop-rulesets/1`."""
    return {
        "format": "ocop-rulesets/1",
        "rulesets": [_about(document, list(numbers)) for document, numbers in entries],
    }


def ruleset(document: Doc, tables: Iterable[Listed]) -> Json:
    """A ruleset's resolved document, with its tables in short, as `ocop-ruleset/1`."""
    return {"format": "ocop-ruleset/1", **_about(document, [_listed(table) for table in tables])}


def _about(document: Doc, product_sets: Sequence[object]) -> Json:
    procedure = procedure_from(document)
    return {
        "id": document["id"],
        "revision": document["revision"],
        "decision": document["decision"]["number"],
        "title": both(document["title"]),
        "provenance": document["provenance"],
        "in_force": plain(document["in_force"]),
        "product_sets": list(product_sets),
        "received_by": document["received_by"],
        "certified_by": plain(document["certified_by"]),
        "process": plain(document["process"]),
        "caveats": list(document["caveats"]),
        "issued_on": document["decision"]["issued_on"],
        "replaces": list(document["replaces"]),
        "points": str(document["points"]),
        "bands": _bands(document["stars"]),
        "filings": plain(document["filings"]),
        "certificate": plain(document["certificate"]),
        "transition": [_transition(entry) for entry in document["transition"]],
        "filed_before": [_filed_before(entry) for entry in document.get("filed_before", ())],
        "programme": plain(document.get("programme")),
        "procedure": procedure_json(procedure, procedure.competences),
        "eligible": _eligible(document.get("eligible")),
    }


def _transition(entry: Doc) -> Json:
    names = ("kinds", "filed", "under", "decide_by", "article", "reading")
    return {
        **{name: plain(entry[name]) for name in names},
        "readings": list(readings_in(entry)),
        "or": list(entry.get("or", ())),
        "silent": list(entry.get("silent", ())),
    }


def _eligible(entry: Doc | None) -> Json | None:
    if not entry:
        return None
    kept = {name: plain(entry[name]) for name in ("kinds", "also", "registered", "article")}
    return {**kept, "readings": list(readings_in(entry))}


def _filed_before(entry: Doc) -> Json:
    kept = {name: plain(entry[name]) for name in ("filed", "under", "article")}
    return {**kept, "readings": list(readings_in(entry))}


def _listed(table: Listed) -> Json:
    return {
        "number": table.product_set,
        "title": {"vi": table.title.vi, "en": table.title.en},
        "provenance": table.provenance,
        "digest": table.digest,
    }
