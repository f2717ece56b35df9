"""Single changes of a ruleset's files at random places, and whether a check names the place.

An asterisk is dropped, moved or added in one table's row of a criterion that other tables share:
`ocop lint` must name that row. Anything else is changed in any file: `ocop rules check` must name
the place that differs from the release. `python -m support.changed_places 50 200` tries so many of
each; what is not named is listed.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, NamedTuple

import yaml

from ocop_scoring import Catalog, OcopError
from ocop_scoring.workshop import Remark, against_release
from ocop_scoring.workshop.lint.on_siblings import on_siblings
from ocop_scoring.workshop.lint.read import ReadRuleset, read_ruleset
from support.folders import CRITERIA

__all__ = [
    "WRITTEN",
    "Asterisk",
    "asterisks",
    "copied",
    "edits",
    "is_named",
    "is_named_in_release",
    "make",
    "restored",
    "write",
]

STARS = (3, 4, 5)
FEWEST = 3
"""Tables that must have the same row beside the changed one."""


WRITTEN = ("row", "row with why", "row with reading", "copied criterion")


class Asterisk(NamedTuple):
    """A change of the minimums in one row: what is done, how it is written, and the minimums that
    stand there afterwards, by star.
    """

    number: int
    row: str
    criterion: str
    sort: str
    by: str
    minimums: Mapping[int, str]

    @property
    def at(self) -> str:
        """Its address in the ruleset."""
        return f"{self.number}/{self.row}"


def copied(root: Path) -> Path:
    """A copy of all rulesets without decks and lock: a draft."""
    left = shutil.ignore_patterns("cases", "schemas", "releases.lock")
    return Path(shutil.copytree(CRITERIA, root / "criteria", ignore=left))


def asterisks(read: ReadRuleset, chance: random.Random) -> Iterator[Asterisk]:
    """Endless changes of asterisks, in rows that stand as they are shared."""
    using = Counter(c["id"] for sheet in read.sheets.values() for c in sheet.criteria())
    rows = [
        (number, criterion)
        for number, sheet in read.sheets.items()
        for criterion in sheet.criteria()
        if isinstance(sheet.source.root["rows"][criterion["number"]], str)
        and using[criterion["id"]] > FEWEST
        and criterion["mode"] == "one"
        and "cases" not in criterion
    ]
    while True:
        number, criterion = chance.choice(rows)
        levels = [level["id"] for level in criterion["levels"] if level["points"] > 0]
        now = {level["minimum"]: level["id"] for level in criterion["levels"] if "minimum" in level}
        sort, changed = _changed(now, levels, chance)
        if changed != now and _rises(changed, levels):
            has_levels = read.folder.criteria[criterion["id"]].value.levels is not None
            by = chance.choice(WRITTEN if has_levels else WRITTEN[:-1])
            yield Asterisk(number, criterion["number"], criterion["id"], sort, by, changed)


def _changed(
    now: Mapping[int, str], levels: list[str], chance: random.Random
) -> tuple[str, dict[int, str]]:
    changed = dict(now)
    sort = chance.choice(["dropped", "moved", "added"])
    if sort == "added":
        changed.setdefault(chance.choice(STARS), chance.choice(levels))
    elif now:
        star = chance.choice(sorted(now))
        del changed[star]
        if sort == "moved":
            changed[star] = chance.choice(levels)
    return sort, changed


def _rises(minimums: Mapping[int, str], levels: list[str]) -> bool:
    """Whether a better star asks for a better level: else the files are refused."""
    places = [levels.index(minimums[star]) for star in sorted(minimums)]
    return places == sorted({*places})


def write(folder: Path, read: ReadRuleset, change: Asterisk) -> None:
    """Make a change of an asterisk in the files of a ruleset."""
    (table,) = folder.glob(f"product-sets/{change.number:02d}-*.yaml")
    minimums = ", ".join(f"{star}: {level}" for star, level in sorted(change.minimums.items()))
    reasons = {
        "row with why": ", why: Bản in của bộ này",
        "row with reading": f", reading: {next(iter(read.folder.readings.value))}",
    }
    use = f"{{use: {change.criterion}, minimums: {{{minimums}}}{reasons.get(change.by, '')}}}"
    if change.by == "copied criterion":
        use = f"{change.criterion}-copy"
        _copy(folder, change)
    old, text = f'  "{change.row}": {change.criterion}', table.read_text(encoding="utf-8")
    written = re.sub(rf"^{re.escape(old)}\b.*$", f'  "{change.row}": {use}', text, flags=re.M)
    assert written != text
    table.write_text(written, encoding="utf-8")


class _Plain(yaml.SafeDumper):
    """Writes every text as it was read: `no` and `3` without quotes."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


def _copy(folder: Path, change: Asterisk) -> None:
    """A criterion of its own for one table, with other asterisks."""
    for file in sorted((folder / "criteria").glob("*.yaml")):
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if change.criterion in entries:
            copy = entries[change.criterion]
            for level in copy["levels"].values():
                level.pop("minimum", None)
            copy.pop("minimum", None)
            for star, level in change.minimums.items():
                copy["levels"][level]["minimum"] = str(star)
            made = {f"{change.criterion}-copy": copy}
            dumped = yaml.dump(made, Dumper=_Plain, allow_unicode=True, sort_keys=False)
            with file.open("a", encoding="utf-8") as end:
                end.write(dumped)
            return


def is_named(remarks: list[Remark], name: str, change: Asterisk) -> bool:
    """Whether some remark tells of another minimum in that row."""
    where = f"{name}/{change.at}"
    return any(r.where == where and "minimums" in r.en for r in remarks)


# Anything else

_NEAR = 8
_NUMBER = re.compile(r"(?<![\w.\"/-])(\d{1,3})(?![\w.\"/%-])")
_WORDS = re.compile(r"^(\s*(?:- )?(?:vi|en|question|taken|note): )([^'\"{\[].*)$")


class Line(NamedTuple):
    """One line changed: its file, its number, and what stands there now."""

    file: Path
    line: int
    text: str


@contextmanager
def restored(folder: Path) -> Iterator[None]:
    """Afterwards a ruleset's files are what they were."""
    kept = {file: file.read_bytes() for file in _files(folder)}
    try:
        yield
    finally:
        for file, content in kept.items():
            file.write_bytes(content)


def make(change: Line) -> None:
    """Make a change of one line."""
    every = change.file.read_text(encoding="utf-8").split("\n")
    every[change.line - 1] = change.text
    change.file.write_text("\n".join(every), encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    """The files of a ruleset whose lines are changed."""
    return sorted(file for file in folder.rglob("*.yaml") if file.parent.name != "en")


def edits(folder: Path, chance: random.Random) -> Iterator[Line]:
    """Endless changes of one line: a number one more, a word put at the end of a text, an asterisk
    taken away, another interval.
    """
    files = _files(folder)
    while True:
        file = chance.choice(files)
        every = file.read_text(encoding="utf-8").split("\n")
        position = chance.randrange(len(every))
        said, sign, comment = every[position].partition("#")
        changed = chance.choice(_CHANGES)(said)
        if changed != said:
            yield Line(file, position + 1, changed + sign + comment)


def _more(line: str) -> str:
    return _NUMBER.sub(lambda found: str(int(found[1]) + 1), line, count=1)


def _longer(line: str) -> str:
    return _WORDS.sub(r"\1\2 thử", line)


def _without_asterisk(line: str) -> str:
    return re.sub(r", minimum: \d|minimum: \d, ", "", line)


def _other_interval(line: str) -> str:
    return re.sub(r"(?<=above )0(?= %)", "1", line)


_CHANGES: tuple[Callable[[str], str], ...] = (_more, _longer, _without_asterisk, _other_interval)


def is_named_in_release(remarks: list[Remark], change: Line) -> bool:
    """Whether some remark stands at that line, or a few above it, where its entry begins."""
    return any(
        Path(remark.place.file).name == change.file.name
        and remark.place.line <= change.line <= remark.place.line + _NEAR
        for remark in remarks
        if remark.code == "differs-from-release"
    )


def _try_asterisks(folder: Path, name: str, count: int, chance: random.Random) -> Counter[str]:
    found: Counter[str] = Counter()
    shared = read_ruleset(Catalog(folder), name)
    for change in asterisks(shared, chance):
        if sum(found.values()) == count:
            break
        with restored(folder / name):
            write(folder / name, shared, change)
            try:
                remarks = list(on_siblings(read_ruleset(Catalog(folder), name)))
            except OcopError:
                continue
        is_found = is_named(remarks, name, change)
        found["named" if is_found else "not named"] += 1
        if not is_found:
            print("not named:", change)
    return found


def _try_edits(folder: Path, name: str, count: int, chance: random.Random) -> Counter[str]:
    found: Counter[str] = Counter()
    for change in edits(folder / name, chance):
        if found["named"] + found["not named"] == count:
            break
        with restored(folder / name):
            make(change)
            try:
                remarks = list(against_release(Catalog(folder), [name], whole=False)[name])
            except OcopError:
                found["refused"] += 1
                continue
        is_found = is_named_in_release(remarks, change)
        found["named" if is_found else "not named"] += 1
        if not is_found:
            print(f"{change.file.name}:{change.line}: {change.text.strip()}")
            print("   ", [str(remark.place) for remark in remarks[:3]])
    return found


def main() -> None:
    """Try so many places of each sort, in each decision that has tables of its own."""
    count_asterisks, count_edits = (int(text) for text in sys.argv[1:3])
    for name in ("26-2026", "148-2023", "1048-2019"):
        with TemporaryDirectory() as root:
            folder, chance = copied(Path(root)), random.Random(2026)
            print(name, "asterisks", dict(_try_asterisks(folder, name, count_asterisks, chance)))
            print(name, "elsewhere", dict(_try_edits(folder, name, count_edits, chance)))


if __name__ == "__main__":
    main()
