"""The products of a round's folder as a population: each with its council's sheets and policy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import Fault, Place
from ..filing.round import ROUND_FILE
from ..rules.catalog import Catalog
from ..workshop.impact.entry import (
    CouncilOf,
    Population,
    PopulationEntry,
    PopulationKind,
    PopulationProblem,
)
from ..workshop.impact.population import read_population
from .councils import councils_of, policy_of_round
from .folder import read_folder

__all__ = ["population_at", "population_of_round"]


def population_of_round(root: Path, catalog: Catalog) -> Population:
    """The products of a round that have a council's result, under the round's policy. FilingError
    for its `round.yaml` alone; products without one, and files that can't be used, are among the
    `problems`.
    """
    folder = read_folder(root, catalog, jobs=os.cpu_count() or 1)
    policy = policy_of_round(folder, catalog)
    problems = [PopulationProblem(str(root / one.file), one.faults) for one in folder.problems]
    entries = []
    for run in councils_of(folder, policy):
        file = str(root / run.product.file)
        if run.result is None:
            name = run.product.dossier.product.name
            without = Fault("dossier-without-sheet", Place(file, 1, 1), "", name, "")
            problems.append(PopulationProblem(file, run.faults or (without,)))
            continue
        council = CouncilOf(policy, run.result.sitting)
        filed = run.product.dossier
        entries.append(PopulationEntry.filed(filed, run.result.sheets, file, council=council))
    return Population("sheets", tuple(entries), tuple(problems))


def population_at(
    paths: Iterable[str | os.PathLike[str]],
    catalog: Catalog,
    said: Callable[[int, int], None] = lambda done, of: None,
) -> Population:
    """The products of files, folders and rounds' folders: rounds first, then what else is named.
    FilingError where a path isn't there, or a `round.yaml` can't be read.
    """
    named = [Path(path) for path in paths]
    rounds = [path for path in named if (path / ROUND_FILE).is_file()]
    found = [population_of_round(path, catalog) for path in rounds]
    others = [path for path in named if path not in rounds]
    if others:
        found.append(read_population(others, catalog, said))
    entries = [entry for one in found for entry in one.entries]
    problems = [problem for one in found for problem in one.problems]
    kinds = {one.kind for one in found if one.entries}
    kind: PopulationKind = "records" if kinds == {"records"} else "sheets"
    return Population(kind, tuple(entries), tuple(problems))
