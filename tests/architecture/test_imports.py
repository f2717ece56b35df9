"""How modules hang together: no circle, nothing for types only, late imports at named doors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.code import imports, modules
from support.folders import ROOT


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports inside functions count: a circle that is closed late is a circle."""
    arrows: dict[str, set[str]] = {name: set() for name in modules()}
    for found in imports():
        if not found.for_types_only and found.target in arrows and found.target != found.module:
            arrows[found.module].add(found.target)
    while arrows:
        ends = {name for name, targets in arrows.items() if not targets & arrows.keys()}
        assert ends, f"a circle of imports; take one out: {_circle(arrows)}"
        arrows = {name: targets for name, targets in arrows.items() if name not in ends}


def _circle(arrows: dict[str, set[str]]) -> str:
    path = [min(arrows)]
    while path[-1] not in path[:-1]:
        path.append(min(arrows[path[-1]] & arrows.keys()))
    return " → ".join(path[path.index(path[-1]) :])


def test_nothing_is_imported_for_types_only() -> None:
    """But by a face, whose names programs load on first use."""
    for_types = {
        f"{modules()[found.module].name}:{found.line} {found.module} → {found.target}"
        for found in imports()
        if found.for_types_only and modules()[found.module].name != "__init__.py"
    }
    assert not for_types, "import it for programs too, or move the type below both"


def test_the_import_contract_holds() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout


LATE = (
    *("assembly.", "records", "reporting", "rounds", "workshop", "formats", "rules.formats"),
    *("rating.council", "rating.findings", "rating.writers", "rules.product_names", "rules.which"),
    *("filing.workbook", "filing.columns", "filing.parquet", "filing.round"),
)
"""What no rating of one sheet needs: papers, councils, workbooks, models of files, findings."""


def test_to_rate_one_sheet_loads_nothing_that_only_others_need() -> None:
    code = (
        "import sys, ocop_scoring as ocop; ocop.load_dossier, ocop.load_sheet, ocop.ruleset, ocop.score;"
        "print(*[name.partition('.')[2] for name in sys.modules if name.startswith('ocop_scoring.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if name.startswith(LATE)] == []
