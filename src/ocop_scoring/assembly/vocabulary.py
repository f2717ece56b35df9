"""The vocabularies of facts and kinds of papers, resolved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import Faults, RulesetError
from ..sources.layout import shown_name
from ..sources.places import Source
from ..sources.read import read
from ..text import near
from .criteria import stated
from .decision_files import DocumentsFile, DocumentShape, FactsFile
from .folder import Doc
from .types import checked

__all__ = ["assembled_vocabulary"]


def assembled_vocabulary(folder: Path) -> Doc:
    """The vocabularies of facts and documents, from `facts.yaml` and `documents.yaml`.

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
    for kind, entry in documents.items():
        known = documents_source, kind, entry.retired_by, documents
        _check_successor(faults, *known, "unknown-document")
    faults.raise_any(RulesetError)
    return {
        "facts": {name: stated(fact.model_dump(by_alias=True)) for name, fact in facts.items()},
        "documents": {kind: _document(entry) for kind, entry in documents.items()},
    }


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


def _document(entry: DocumentShape) -> Doc:
    return stated(entry.model_dump() | {"of_product": entry.of_product or None})
