"""The doors by which a council's policy comes in."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike

from ..assembly.policy import Policy, Quorum, Rounding
from ..errors import PolicyError
from ..sources.model import load_form, read_form

__all__ = ["Policy", "Quorum", "Rounding", "load_policy", "read_policy"]


def read_policy(given: Mapping[str, object] | str | bytes | bytearray | Policy) -> Policy:
    """A policy from a mapping, from YAML or JSON as text or bytes, or one that is made already.

    PolicyError with all that is wrong; where text was given, with line and column. Its text is read
    as strictly as that of a rule file.
    """
    return read_form(Policy, given, "policy", PolicyError, strict_text=True)


def load_policy(path: str | PathLike[str]) -> Policy:
    """A policy from a YAML or JSON file. PolicyError with file, line and column of every fault."""
    return load_form(Policy, path, PolicyError, strict_text=True)
