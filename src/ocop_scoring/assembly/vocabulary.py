"""The vocabularies of facts and kinds of papers, resolved."""

from __future__ import annotations

from pathlib import Path

from ..errors import Faults, RulesetError
from ..sources.layout import shown_name
from ..sources.read import read
from .criteria import stated
from .decision_files import DocumentsFile, FactsFile
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
    faults.raise_any(RulesetError)
    return {
        "facts": {name: stated(fact.model_dump(by_alias=True)) for name, fact in facts.items()},
        "documents": {kind: stated(entry.model_dump()) for kind, entry in documents.items()},
    }
