"""The printed rows of a product set made into parts, groups and criteria, in printed order."""

from __future__ import annotations

from functools import cache

from ..text import listed, near
from . import files
from .criteria import most_of, wrong_in_ladder
from .folder import Doc, check_readings, cited
from .making import Making

__all__ = ["parts_of"]

Path = tuple[str | int, ...]


def parts_of(making: Making) -> list[Doc]:
    """The parts of a table. Rows out of their place, and names that nothing bears, are faults."""
    rows = _Rows(making)
    for number, row in making.shape.rows.items():
        if not rows.parts and not isinstance(row, files.PartRow):
            path = ("rows", number)
            making.faults.add("row-before-part", making.source, path, number, "A", key=True)
            break
        rows.add(number, row)
    return rows.parts


class _Rows:
    """The parts so far."""

    def __init__(self, making: Making) -> None:
        self.making, self.folder = making, making.folder
        self.parts: list[Doc] = []

    def add(self, number: str, row: files.Row) -> None:
        """One more row."""
        path = ("rows", number)
        if isinstance(row, files.PartRow):
            title = self._title(row.part, (*path, "part"))
            part = {"code": number, "title": title, "points": row.points, "groups": []}
            self.parts.append(part)
        elif isinstance(row, files.GroupRow):
            title = self._title(row.group, (*path, "group"))
            self.parts[-1]["groups"].append(_group(number, title, row.points))
        elif isinstance(row, files.HeadingRow):
            group = self._group_of(number)
            title = self._title(row.heading, (*path, "heading"))
            group["headings"].append({"number": number, "title": title, "points": row.points})
        else:
            self._add_criterion(number, row)

    def _title(self, name: str, path: Path) -> Doc:
        title = self.folder.groups.value.get(name)
        if title is None:
            right = near(name, self.folder.groups.value)
            self.making.faults.add("unknown-title", self.making.source, path, name, right)
            return {"vi": name, "en": name}
        return {"vi": title.vi, "en": title.en}

    def _group_of(self, number: str) -> Doc:
        """The group that a row stands in: the last one, whose number its own begins with."""
        groups: list[Doc] = self.parts[-1]["groups"]
        if groups and number.startswith(groups[-1]["number"] + "."):
            return groups[-1]
        under = groups[-1]["number"] if groups else self.parts[-1]["code"]
        path = ("rows", number)
        source = self.making.source
        self.making.faults.add("row-outside-its-group", source, path, number, under, key=True)
        return _group(number, {"vi": "", "en": ""}, 0)

    def _add_criterion(self, number: str, row: files.UseRow | str) -> None:
        use = _bare_use(row) if isinstance(row, str) else row
        shared = self.folder.criteria.get(use.use)
        if shared is None:
            path = ("rows", number) if isinstance(row, str) else ("rows", number, "use")
            right = near(use.use, self.folder.criteria)
            self.making.faults.add("unknown-criterion-id", self.making.source, path, use.use, right)
            return
        criterion = _criterion(self.making, number, use, shared.value)
        if "." not in number:
            group = _group(number, criterion["title"], criterion["points"])
            self.parts[-1]["groups"].append(group)
        else:
            group = self._group_of(number)
        heading = group["headings"][-1]["number"] if group["headings"] else None
        if heading and number.startswith(heading + "."):
            criterion["heading"] = heading
        group["criteria"].append(criterion)


def _criterion(making: Making, number: str, use: files.UseRow, shape: files.CriterionShape) -> Doc:
    """A shared criterion as this table has it, under its printed number."""
    resolved = making.criteria[use.use]
    if resolved.faults:
        making.faults.take(resolved.faults)
    making.conditions.facts |= resolved.facts
    making.conditions.kinds |= resolved.kinds
    making.cited |= resolved.readings | set(use.reading)
    if use.reading:
        _check_readings(making, number, use)
    levels = [level.copy() for level in resolved.levels]
    if _is_said_otherwise(making, use):
        _override(making, number, use, levels)
        _check_ladder(making, number, levels, shape.mode)
    printed = use.points_printed
    criterion = {
        "number": number,
        "id": use.use,
        "title": {"vi": shape.vi, "en": shape.en},
        "points": most_of(levels, shape.mode) if printed is None else printed,
        "mode": shape.mode,
        "evidence": resolved.evidence,
        "provenance": shape.provenance or making.shape.provenance,
        "levels": levels,
    }
    if use.only_if is not None:
        criterion["only_if"] = use.only_if.model_dump()
    if resolved.cases:
        criterion["cases"] = resolved.cases
    if shape.pair is not None:
        criterion["pair"] = shape.pair
    note = use.note or shape.note
    if note is not None:
        criterion["note"] = note.model_dump()
    if resolved.own or use.reading:
        criterion |= cited([*resolved.own, *use.reading])
    return criterion


def _check_readings(making: Making, number: str, use: files.UseRow) -> None:
    written, path = making.folder.readings.value, ("rows", number, "reading")
    check_readings(making.faults, use.reading, written, making.source, path)


def _is_said_otherwise(making: Making, use: files.UseRow) -> bool:
    """Whether this table says of a criterion otherwise than its siblings: points, or minimums."""
    stated_here = use.use in making.folder.stated_minimums
    return bool(use.points) or use.minimums is not None or stated_here


def _override(making: Making, number: str, use: files.UseRow, levels: list[Doc]) -> None:
    """Put what this table says of points and minimums into the levels."""
    by_id = {level["id"]: level for level in levels}
    _override_points(making, number, use, by_id)
    if use.minimums is not None:
        for level in levels:
            level.pop("minimum", None)
        for star, level_id in use.minimums.items():
            _put_minimum(making, number, star, level_id, by_id)
    for star, level_id in making.folder.stated_minimums.get(use.use, ()):
        # others are refused where they stand, in minimums.yaml
        if level_id in by_id and by_id[level_id]["points"]:
            by_id[level_id].setdefault("minimum", star)


def _override_points(making: Making, number: str, use: files.UseRow, by_id: dict[str, Doc]) -> None:
    for level_id, points in use.points.items():
        if level_id in by_id:
            by_id[level_id]["points"] = points
            continue
        path = ("rows", number, "points", level_id)
        right = listed(by_id)
        making.faults.add(
            "unknown-level", making.source, path, level_id, right, key=True, number=number
        )


def _put_minimum(
    making: Making, number: str, star: int, level_id: str, by_id: dict[str, Doc]
) -> None:
    """One asterisk of this table's own."""
    path = ("rows", number, "minimums", str(star))
    level = by_id.get(level_id)
    if level is None:
        right = listed(by_id)
        making.faults.add("unknown-level", making.source, path, level_id, right, number=number)
    elif "minimum" in level:
        right = level["minimum"]
        making.faults.add(
            "minimum-twice", making.source, path, level_id, right, criterion=number, star=star
        )
    else:
        level["minimum"] = star


def _check_ladder(making: Making, number: str, levels: list[Doc], mode: str) -> None:
    """What this table says otherwise than its siblings must still be a ladder."""
    misprinted = {at for _, at, _ in making.errata}
    for wrong in wrong_in_ladder(levels, mode, making.folder.ruleset.value.stars):
        address = f"{making.shape.number}/{number}/{wrong.level}"
        if wrong.code == "levels-out-of-order" and address in misprinted:
            continue
        making.faults.add(
            wrong.code,
            making.source,
            ("rows", number),
            wrong.found,
            wrong.right,
            key=True,
            number=number,
            **wrong.values,
        )


@cache
def _bare_use(name: str) -> files.UseRow:
    """A row that uses a criterion as it is: nine rows in ten."""
    return files.UseRow(use=name)


def _group(number: str, title: Doc, points: int) -> Doc:
    return {"number": number, "title": title, "points": points, "headings": [], "criteria": []}
