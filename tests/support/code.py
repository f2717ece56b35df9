"""The package's source as a tree: its modules, what each imports, its public face."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from support.folders import ROOT

PACKAGE = ROOT / "src" / "ocop_scoring"


class Import(NamedTuple):
    """An import of one of the package's own modules, and where it stands."""

    module: str
    target: str
    line: int
    for_types_only: bool


@cache
def settings() -> dict[str, Any]:
    """What `pyproject.toml` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name below the package; the package's own is ``."""
    return {_dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def imports() -> tuple[Import, ...]:
    """Every import of an own module, those inside functions too; a name of a package counts as its
    module where there is one of that name.
    """
    return tuple(found for module in modules() for found in _imports_of(module))


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports_of(module: str) -> Iterator[Import]:
    path = modules()[module]
    guarded = {
        inner
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            for target in _targets(node, module, path):
                yield Import(module, target, node.lineno, node in guarded)


def _targets(node: ast.ImportFrom | ast.Import, module: str, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names if alias.name.startswith("ocop_scoring")]
        yield from (name.partition(".")[2] for name in names)
        return
    base = _base(node, module, path)
    if base is None:
        return
    for alias in node.names:
        inner = f"{base}.{alias.name}" if base else alias.name
        yield inner if inner in modules() else base


def _base(node: ast.ImportFrom, module: str, path: Path) -> str | None:
    """The package or module that `from … import` names; None where it is not ours."""
    if node.level == 0:
        first, _, rest = (node.module or "").partition(".")
        return rest if first == "ocop_scoring" else None
    here = module.split(".") if module else []
    up = node.level - 1 if path.name == "__init__.py" else node.level
    kept = here[: len(here) - up]
    return ".".join([*kept, *(node.module or "").split(".")]).strip(".")
