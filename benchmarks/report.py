"""The table of ratios: as text on the screen, and as docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

__all__ = ["Bar", "Line", "as_markdown", "as_text", "packages"]


class Bar(NamedTuple):
    """What a ratio must reach: at least (speeds), or at most (costs); and the goal behind it."""

    least: bool
    value: float
    goal: float | None = None

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        goal = f" (goal {sign} {self.goal:g})" if self.goal is not None else ""
        return f"{sign} {self.value:g}{goal}"

    def verdict(self, ratio: float) -> str:
        """Whether a ratio passes, or by how much it falls short of the bar."""
        if not self._reaches(ratio, self.value):
            return f"falls short by {abs(ratio / self.value - 1):.0%}"
        if self.goal is None:
            return "passes"
        return "passes, reaches the goal" if self._reaches(ratio, self.goal) else "passes"

    def _reaches(self, ratio: float, value: float) -> bool:
        return ratio >= value if self.least else ratio <= value


class Line(NamedTuple):
    """One thing measured: a ratio with its bar, and the two quantities in words; without a ratio,
    why it is missing.
    """

    what: str
    against: str
    ratio: float | None
    bar: Bar | None
    ours: str
    theirs: str
    spread: str = ""

    @property
    def shown(self) -> str:
        """The ratio as people read it."""
        if self.ratio is None:
            return "–"
        return f"{self.ratio:.3g}×" if self.ratio < 100 else f"{self.ratio:.0f}×"

    @property
    def verdict(self) -> str:
        """What became of the bar."""
        if self.ratio is None:
            return self.ours
        return self.bar.verdict(self.ratio) if self.bar else "no bar"


def packages(names: Sequence[str]) -> dict[str, str]:
    """The version of each package; a dash where it isn't installed."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "–"
    return found


def as_text(lines: Sequence[Line]) -> str:
    """A table for the screen."""
    heads = ("what", "against", "ratio", "bar", "verdict", "ours", "theirs")
    cells = [
        heads,
        *(
            (e.what, e.against, e.shown, str(e.bar or ""), e.verdict, *_quantities(e))
            for e in lines
        ),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def _quantities(line: Line) -> tuple[str, str]:
    return (line.ours, line.theirs) if line.ratio is not None else ("", "")


def as_markdown(
    lines: Sequence[Line], versions: dict[str, str], subject: str, criteria: int, levels: int
) -> str:
    """The page docs/performance.md."""
    ratios = _table(
        ("What", "Against", "Ratio", "Bar", "Verdict"),
        [(e.what, e.against, f"**{e.shown}**", str(e.bar or "–"), e.verdict) for e in lines],
    )
    measured = [e for e in lines if e.ratio is not None]
    times = _table(
        ("What", "Ours", "Theirs", "Middle half of the ratios"),
        [(e.what, e.ours, e.theirs, e.spread or "–") for e in measured],
    )
    listed = "\n".join(f"- {name} {found}" for name, found in versions.items())
    cores = os.cpu_count() or 1
    return _PAGE.format(
        subject=subject,
        criteria=criteria,
        levels=levels,
        ratios=ratios,
        times=times,
        versions=listed,
        python=f"{platform.python_implementation()} {platform.python_version()}",
        system=f"{platform.system()} {platform.machine()}",
        cores=f"{cores} core" + "s" * (cores != 1),
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


_PAGE = """# Performance

<!-- Written by `make bench`; edit benchmarks/, not this page. -->

`make bench` measures everything below in one run, under three minutes, and writes this page. Carry the ratios: they move little from
machine to machine. The times belong to the machine of the last run.

Rated here: {subject} ({criteria} criteria, {levels} levels).

## Ratios

For `≥` the ratio says how many times as fast we are as what we are held against; for `≤` how many times as much we take.

{ratios}

## How it is measured

- **The baseline** (`benchmarks/plain.py`) is a scorer of the same table written by hand: look-ups made ready beforehand, one loop, plain
  dicts out – a row for each criterion (number, id, level, points, most points, source, title), parts, total, star by points, star, missed
  minimums, gates, status. It refuses what the library refuses. Before anything is timed, both must give the same result on every
  one of more than 2,200 sheets: of all qualities, incomplete, rejected, one for every level of every criterion with all others at
  their best, and totals on each star's lowest points and one below. A single difference ends the run.
- **`score`** takes validated models and returns the whole `Evaluation`; wording is made on demand, in both. The dossier has no facts and
  no documents, so that both do the same work. Sheets are complete ones and edges, more than 2,000 different ones.
- **By turns**: in one process, each side over all sheets, who goes first changing every round; a ratio is taken a round, and its
  median told. "Middle half" shows the quartiles of those ratios: read nothing finer. The 99th percentile is of single calls.
- **Peers** answer total and star alone, no rows and no reasons: less work than ours. Each gets its marks ready in the shape it likes best
  and must agree with the library on the sheets. zen-engine: static loader, expressions. Its trace is the engine's own log.
- **From a dict**: dicts as JSON gives them (dates as text), validated strictly with unknown keys refused, then rated. Theirs are
  pydantic models of the same two formats (`benchmarks/pydantic_forms.py`) and the baseline.
- **Memory** is what 2,000 kept results of different sheets hold by `tracemalloc`, the sheets living on in both cases.
- **Processes** are fresh, by turns, 15 rounds and more, with the package as a wheel installs it: byte-compiled, resolved cache inside.
- **Loading** is told against `yaml.load` with libyaml's safe loader over the same files, which checks and resolves nothing.
- **HTML** is held against its own template over papers made ready beforehand, nothing of which is kept set: once from results just
  rated, whose findings and way to the next star are worked out for the page, and once from results that were asked for both before.

## Times of the last run

{python}, {system}, {cores}.

{times}

## Versions

{versions}
"""
