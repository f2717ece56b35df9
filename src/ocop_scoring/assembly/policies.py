"""The policies beside the decisions, each read from its file and resolved."""

from __future__ import annotations

from pathlib import Path

from ..errors import Fault, PolicyError
from ..sources.layout import shown_name
from ..sources.read import read
from .folder import Doc
from .policy import Policy, resolved_policy
from .types import checked

__all__ = ["assembled_policy"]


def assembled_policy(file: Path) -> Doc:
    """The policy of a file, resolved. PolicyError with all its faults, also where it bears another
    id than its file's name.
    """
    source = read(file, PolicyError, name=shown_name(file))
    policy = checked(source, Policy, PolicyError)
    if policy.id != file.stem:
        raise PolicyError(Fault("policy-id", source.place(("id",)), "id", policy.id, file.stem))
    return resolved_policy(policy)
