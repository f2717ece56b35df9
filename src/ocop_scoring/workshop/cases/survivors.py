"""Survivors that somebody explained: mutants that no case can see, and why.

They stand in `cases/survivors.yaml` of a ruleset, a list of addresses and reasons. An amendment
takes over its base's; of those it need not have every mutant.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import RootModel

from ...assembly.files import Addresses
from ...assembly.types import Shape, Text, checked
from ...errors import RulesetError
from ...sources.layout import folders_of, is_there, shown_name
from ...sources.read import read
from ...text import Words

__all__ = ["SURVIVORS", "Argued", "SurvivorsFile", "argued_in"]

SURVIVORS = "survivors.yaml"
"""The file's name, beside the decks."""


class SurvivorShape(Shape):
    """Some mutants that no case can see, by their addresses, and why, in both languages."""

    at: Addresses
    vi: Text
    en: Text


class SurvivorsFile(RootModel[list[SurvivorShape]]):
    """All that is argued about the mutants of a ruleset."""


class Argued(NamedTuple):
    """Some mutants that survive, and why; `is_own` where no base of the ruleset says so."""

    at: tuple[str, ...]
    why: Words
    is_own: bool = True


def argued_in(folder: Path) -> tuple[Argued, ...]:
    """What is argued in a ruleset's folder, and in its base's. RulesetError where unreadable."""
    found = []
    folders = folders_of(folder)
    for place in folders:
        file = place / "cases" / SURVIVORS
        if is_there(file):
            source = read(file, RulesetError, name=shown_name(file))
            for one in checked(source, SurvivorsFile, RulesetError).root:
                is_own = place == folders[-1]
                found.append(Argued(tuple(one.at), Words(one.vi, one.en), is_own))
    return tuple(found)
