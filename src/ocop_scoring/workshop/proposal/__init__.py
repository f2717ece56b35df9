"""Proposals to amend a ruleset: from a folder with one editor to a dossier for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faces import face

if TYPE_CHECKING:
    from .new import SCHEMAS as SCHEMAS
    from .new import begin as begin
    from .new import folder_for as folder_for
    from .proposed import Base as Base
    from .proposed import Proposed as Proposed
    from .proposed import base_of as base_of
    from .writers import built_json as built_json

_HOMES = {
    "Base": "proposed",
    "Proposed": "proposed",
    "SCHEMAS": "new",
    "base_of": "proposed",
    "begin": "new",
    "built_json": "writers",
    "folder_for": "new",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:  # type checkers see the imports above, and refuse a name that is not there
    __getattr__, __dir__ = face(__name__, _HOMES)
