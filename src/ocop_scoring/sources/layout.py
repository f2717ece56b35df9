"""What stands where in a folder of rulesets: the files that tables share, the folders of an
amendment, tables by number.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["SHARED_FILES", "folders_of", "number_of", "rulesets_in", "yaml_files"]

SHARED_FILES = ("ruleset", "groups", "gates", "classification", "readings", "errata", "minimums")


"""The files of a ruleset that all its product sets share, beside `criteria/*.yaml`; `minimums` is
there where a decision needs it.
"""


def folders_of(path: Path) -> tuple[Path, ...]:
    """The folders that a ruleset's files stand in, base first: one, or two for an amendment, whose
    name has its base's before a `+`.
    """
    base = path.name.rpartition("+")[0]
    return (*folders_of(path.parent / base), path) if base else (path,)


def rulesets_in(folder: Path) -> list[str]:
    """The names of the rulesets in a folder, in order."""
    return sorted(path.parent.name for path in folder.glob("*/ruleset.yaml"))


def yaml_files(folder: str) -> list[str]:
    """The names of a folder's YAML files, in order, without hidden ones; none where there is no
    such folder.
    """
    try:
        return sorted(
            file for file in os.listdir(folder) if file.endswith(".yaml") and file[0] != "."
        )
    except OSError:
        return []


def number_of(file: str) -> int | None:
    """The product set's number that the name of its file begins with (`08-….yaml`); None where it
    begins otherwise.
    """
    number = file.partition("-")[0]
    fits = (
        number.isascii()
        and number.isdecimal()
        and len(number) < 4
        and f"{int(number):02d}" == number
    )
    return int(number) or None if fits else None


def shown_name(path: Path) -> str:
    """A file's name as faults show it: from `criteria/` on where it is built in, else the whole
    path.
    """
    parts = path.parts
    return (
        "/".join(parts[parts.index("criteria") :])
        if "ocop_scoring" in parts and "criteria" in parts
        else str(path)
    )
