"""The vocabularies of facts and kinds of papers, resolved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import Faults, RulesetError
from ..sources.layout import is_there, shown_name
from ..sources.places import Source
from ..sources.read import read
from ..text import near
from .conditions import Conditions
from .criteria import stated
from .decision_files import ContradictionsFile, DocumentsFile, DocumentShape, FactsFile, FactShape
from .folder import Doc
from .types import checked

__all__ = ["assembled_vocabulary"]


def assembled_vocabulary(folder: Path) -> Doc:
    """The vocabularies of facts and documents, from `facts.yaml` and `documents.yaml`, and what of
    them cannot be true at once, from `contradictions.yaml` where there is one.

    RulesetError with all faults of a file.
    """
    facts_file, documents_file = folder / "facts.yaml", folder / "documents.yaml"
    source = read(facts_file, RulesetError, name=shown_name(facts_file))
    facts = checked(source, FactsFile, RulesetError).root
    documents_source = read(documents_file, RulesetError, name=shown_name(documents_file))
    documents = checked(documents_source, DocumentsFile, RulesetError).root
    faults = Faults()
    for name, fact in facts.items():
        if (fact.unit == "word") != (fact.words is not None):
            faults.add("words-of-fact", source, (name,), fact.unit, "word", key=True, fact=name)
        _check_successor(faults, source, name, fact.retired_by, facts, "unknown-fact")
        for place, kind in enumerate(fact.shown_by):
            if kind not in documents:
                path = (name, "shown_by", place)
                faults.add("unknown-document", source, path, kind, near(kind, documents))
    for kind, entry in documents.items():
        known = documents_source, kind, entry.retired_by, documents
        _check_successor(faults, *known, "unknown-document")
    faults.raise_any(RulesetError)
    known_here = {
        "facts": {name: _fact(fact) for name, fact in facts.items()},
        "documents": {kind: _document(entry) for kind, entry in documents.items()},
    }
    return known_here | stated({"contradictions": _contradictions(folder, known_here)})


def _contradictions(folder: Path, known: Doc) -> Doc | None:
    """What cannot be true at once, each held against the vocabulary; None where nothing is said."""
    file = folder / "contradictions.yaml"
    if not is_there(file):
        return None
    source = read(file, RulesetError, name=shown_name(file))
    faults = Faults()
    conditions = Conditions(known, faults)
    found: Doc = {}
    for name, shape in checked(source, ContradictionsFile, RulesetError).root.items():
        both = conditions.read(shape.both, source, (name, "both")) or []
        if len(both) != 1 or sum(map(_clauses_in, both[0].items())) < 2:
            faults.add("contradiction-of-one", source, (name, "both"), name, "")
        found[name] = {"vi": shape.vi, "en": shape.en, "both": both}
    faults.raise_any(RulesetError)
    return found or None


def _clauses_in(clause: tuple[str, object]) -> int:
    """How many things a clause asks at once: each kind of paper is one."""
    name, wanted = clause
    return len(wanted) if name == "document" and isinstance(wanted, list) else 1


def _check_successor(
    faults: Faults,
    source: Source,
    name: str,
    successor: str | None,
    known: Mapping[str, object],
    code: str,
) -> None:
    """What takes the place of a retired entry is in the vocabulary too."""
    if successor is not None and successor not in known:
        faults.add(code, source, (name, "retired_by"), successor, near(successor, known))


def _fact(entry: FactShape) -> Doc:
    return stated(entry.model_dump(by_alias=True) | {"shown_by": entry.shown_by or None})


def _document(entry: DocumentShape) -> Doc:
    return stated(entry.model_dump() | {"of_product": entry.of_product or None})
