"""Makes product sets out of shared criteria, errata and readings, and checks that each table adds
up.

The result is a resolved product set: a plain JSON document with everything a rating rests on. A
table that doesn't hold together is refused here, with file, line and reason: coverage errors of the
law are load errors.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..errors import Faults, RulesetError
from ..sources.layout import shown_name
from ..sources.places import Source
from ..sources.read import read
from ..text import listed, near
from . import files
from .conditions import Conditions
from .criteria import resolved_criterion, stated, wrong_in_ladder
from .folder import Doc, Folder, SharedCriterion, check_reading, reading_of
from .types import checked

__all__ = ["assemble_product_set"]

_MISPLACED = ("row-before-part", "row-outside-its-group", "unknown-criterion-id")


def assemble_product_set(folder: Folder, path: Path) -> Doc:
    """One product set, resolved. RulesetError with every fault of its file and of the shared
    criteria as it uses them.
    """
    source = read(path, RulesetError, name=shown_name(path))
    moved = folder.changed(source, "product-sets", str(int(path.name.split("-")[0])))
    if moved:
        raise RulesetError(moved)
    return _Assembly(
        folder, source, checked(source, files.ProductSetFile, RulesetError), path
    ).document()


class _Assembly:
    """One product set on its way from rows to a resolved document."""

    def __init__(
        self, folder: Folder, source: Source, shape: files.ProductSetFile, path: Path
    ) -> None:
        self.folder, self.source, self.shape = folder, source, shape
        self.faults = Faults()
        self.errata = list(folder.errata_of(shape.number, path))
        self.cited: set[str] = set()
        self.conditions = Conditions(folder.vocabulary, self.faults)
        self.unverified = False
        if shape.sector not in folder.classification.sectors:
            self.faults.add(
                "unknown-sector",
                source,
                ("sector",),
                shape.sector,
                near(shape.sector, folder.classification.sectors),
            )
        if int(path.name.split("-")[0]) != shape.number:
            self.faults.add(
                "number-is-not-file", source, ("number",), shape.number, path.name.split("-")[0]
            )

    def document(self) -> Doc:
        shape, ruleset = self.shape, self.folder.ruleset
        parts = self._parts()
        if any(fault.code in _MISPLACED for fault in self.faults.found):
            self.faults.raise_any(
                RulesetError
            )  # sums and references of a table that lacks rows would only repeat it
        self._check_sums(parts)
        criteria = {
            c["number"]: c for part in parts for group in part["groups"] for c in group["criteria"]
        }
        self._check_only_if(criteria)
        self._check_parts_of_minimums(parts)
        gates = self._gates(criteria)
        errata = self._errata(parts, criteria)
        readings = ruleset.readings
        self.cited |= {name for name in (readings.star_lost, readings.minimums) if name}
        self.cited &= set(
            self.folder.readings
        )  # a reading that is named but not written down is refused where it is named
        self.faults.raise_any(RulesetError)
        missing = [
            {"part": entry.part, "stars": entry.stars}
            for entry in self.folder.minimums.missing
            if shape.number not in entry.not_in
        ]
        caveats = [*ruleset.caveats, *shape.caveats, *(["unverified"] if self.unverified else [])]
        caveats += ["minimums-incomplete"] if missing else []
        provenance = "unverified" if self.unverified else shape.provenance
        vocabulary = self.folder.vocabulary
        return stated(
            {
                "format": "ocop-resolved/1",
                "ruleset": {
                    "id": ruleset.id,
                    "revision": ruleset.revision,
                    "decision": ruleset.decision.model_dump(mode="json"),
                    "stars": {
                        str(star): text
                        for star, text in sorted(ruleset.stars.items(), reverse=True)
                    },
                    "points": ruleset.points,
                    "readings": ruleset.readings.model_dump(exclude_none=True),
                },
                "number": shape.number,
                "title": {"vi": shape.vi, "en": shape.en},
                "sector": shape.sector,
                "provenance": provenance,
                "caveats": sorted(set(caveats)),
                "minimums_missing": missing or None,
                "parts": parts,
                "gates": gates,
                "errata": errata,
                "readings": {
                    name: reading_of(self.folder.readings[name]) for name in sorted(self.cited)
                },
                "vocabulary": {
                    "facts": {
                        name: vocabulary["facts"][name] for name in sorted(self.conditions.facts)
                    },
                    "documents": {
                        kind: vocabulary["documents"][kind]
                        for kind in sorted(self.conditions.kinds)
                    },
                },
            }
        )

    # rows

    def _parts(self) -> list[Doc]:
        parts: list[Doc] = []
        for number, row in self.shape.rows.items():
            path = ("rows", number)
            if isinstance(row, files.PartRow):
                parts.append(
                    {
                        "code": number,
                        "title": self._title(row.part, path, "part"),
                        "points": row.points,
                        "groups": [],
                    }
                )
            elif not parts:
                self.faults.add("row-before-part", self.source, path, number, "A", key=True)
                break
            elif isinstance(row, files.GroupRow):
                title = self._title(row.group, path, "group")
                parts[-1]["groups"].append(_group(number, title, row.points))
            elif isinstance(row, files.HeadingRow):
                group = self._group_of(parts, number, path)
                title = self._title(row.heading, path, "heading")
                group["headings"].append({"number": number, "title": title, "points": row.points})
            else:
                self._add_criterion(parts, number, row, path)
        return parts

    def _title(self, name: str, path: tuple[str, str], key: str) -> Doc:
        title = self.folder.groups.get(name)
        if title is None:
            self.faults.add(
                "unknown-title", self.source, (*path, key), name, near(name, self.folder.groups)
            )
            return {"vi": name, "en": name}
        return {"vi": title.vi, "en": title.en}

    def _group_of(self, parts: list[Doc], number: str, path: tuple[str, str]) -> Doc:
        groups = parts[-1]["groups"]
        if groups and number.startswith(groups[-1]["number"] + "."):
            return groups[-1]  # type: ignore[no-any-return]
        under = groups[-1]["number"] if groups else parts[-1]["code"]
        self.faults.add("row-outside-its-group", self.source, path, number, under, key=True)
        return _group(number, {"vi": "", "en": ""}, 0)

    def _add_criterion(
        self, parts: list[Doc], number: str, row: files.UseRow | str, path: tuple[str, str]
    ) -> None:
        use = _bare_use(row) if isinstance(row, str) else row
        shared = self.folder.criteria.get(use.use)
        if shared is None:
            at = path if isinstance(row, str) else (*path, "use")
            self.faults.add(
                "unknown-criterion-id",
                self.source,
                at,
                use.use,
                near(use.use, self.folder.criteria),
            )
            return
        criterion = self._criterion(number, use, shared, path)
        if "." not in number:
            group = _group(number, criterion["title"], criterion["points"])
            parts[-1]["groups"].append(group)
        else:
            group = self._group_of(parts, number, path)
        heading = group["headings"][-1]["number"] if group["headings"] else None
        if heading and number.startswith(heading + "."):
            criterion["heading"] = heading
        group["criteria"].append(criterion)

    # criteria

    def _criterion(
        self, number: str, use: files.UseRow, shared: SharedCriterion, path: tuple[str, str]
    ) -> Doc:
        shape, resolved = shared.shape, resolved_criterion(use.use, shared, self.folder)
        self.faults.take(resolved.faults)
        self.conditions.facts |= resolved.facts
        self.conditions.kinds |= resolved.kinds
        self.cited |= resolved.readings
        levels = [level.copy() for level in resolved.levels]
        if self._override(number, use, levels, path):
            self._check_levels(number, levels, shape.mode, path)
        criterion = {
            "number": number,
            "id": use.use,
            "title": {"vi": shape.vi, "en": shape.en},
            "points": _most(levels, shape.mode)
            if use.points_printed is None
            else use.points_printed,
            "mode": shape.mode,
            "evidence": resolved.evidence,
            "provenance": shape.provenance or self.shape.provenance,
            "levels": levels,
        }
        if use.only_if is not None:
            criterion["only_if"] = use.only_if.model_dump()
        if resolved.cases:
            criterion["cases"] = resolved.cases
        return criterion

    def _override(
        self, number: str, use: files.UseRow, levels: list[Doc], path: tuple[str, str]
    ) -> bool:
        """Whether this table says of the criterion otherwise than its siblings, and that said:
        points, and which levels are minimums.
        """
        stated = self.folder.stated_minimums.get(use.use, ())
        if not use.points and use.minimums is None and not stated:
            return False
        by_id = {level["id"]: level for level in levels}
        for level_id, points in use.points.items():
            if level_id in by_id:
                by_id[level_id]["points"] = points
            else:
                self.faults.add(
                    "unknown-level",
                    self.source,
                    (*path, "points", level_id),
                    level_id,
                    listed(by_id),
                    key=True,
                    number=number,
                )
        if use.minimums is not None:
            for level in levels:
                level.pop("minimum", None)
            for star, level_id in use.minimums.items():
                if level_id in by_id and "minimum" in by_id[level_id]:
                    at = (*path, "minimums", str(star))
                    self.faults.add(
                        "minimum-twice",
                        self.source,
                        at,
                        level_id,
                        by_id[level_id]["minimum"],
                        criterion=number,
                        star=star,
                    )
                elif level_id in by_id:
                    by_id[level_id]["minimum"] = star
                else:
                    self.faults.add(
                        "unknown-level",
                        self.source,
                        (*path, "minimums", str(star)),
                        level_id,
                        listed(by_id),
                        number=number,
                    )
        for star, level_id in stated:
            if (
                level_id in by_id and by_id[level_id]["points"]
            ):  # others are refused where they stand, in minimums.yaml
                by_id[level_id].setdefault("minimum", star)
        return True

    def _check_levels(
        self, number: str, levels: list[Doc], mode: str, path: tuple[str, str]
    ) -> None:
        """What this table says otherwise than its siblings must still be a ladder."""
        stars, errata = self.folder.ruleset.stars, {at for _, at, _ in self.errata}
        for wrong in wrong_in_ladder(levels, mode, stars):
            if (
                wrong.code != "levels-out-of-order"
                or f"{self.shape.number}/{number}/{wrong.level}" not in errata
            ):
                self.faults.add(
                    wrong.code,
                    self.source,
                    path,
                    wrong.found,
                    wrong.right,
                    key=True,
                    number=number,
                    **wrong.values,
                )

    # checks across the table

    def _check_sums(self, parts: list[Doc]) -> None:
        for part in parts:
            for group in part["groups"]:
                for heading in group["headings"]:
                    under = [
                        c["points"]
                        for c in group["criteria"]
                        if c.get("heading") == heading["number"]
                    ]
                    self._check_sum(heading["number"], heading["points"], sum(under))
                self._check_sum(
                    group["number"], group["points"], sum(c["points"] for c in group["criteria"])
                )
                for criterion in group["criteria"]:
                    self._check_sum(
                        criterion["number"],
                        criterion["points"],
                        _most(criterion["levels"], criterion["mode"]),
                    )
            self._check_sum(
                part["code"], part["points"], sum(group["points"] for group in part["groups"])
            )
        total = sum(part["points"] for part in parts)
        if total != self.folder.ruleset.points:
            self._sum_fault(
                "", total, self.folder.ruleset.points, " + ".join(part["code"] for part in parts)
            )

    def _check_sum(self, number: str, printed: int, added: int) -> None:
        if printed != added:
            self._sum_fault(number, added, printed)

    def _sum_fault(self, number: str, added: int, printed: int, of: str = "") -> None:
        address = f"{self.shape.number}/{number}".rstrip("/")
        if any(
            at == address and erratum.confidence == "unresolved" for _, at, erratum in self.errata
        ):
            self.unverified = True
        else:
            path = ("rows", number) if number else ("rows",)
            self.faults.add(
                "sum-mismatch", self.source, path, added, printed, key=True, number=number or of
            )

    def _check_only_if(self, criteria: dict[str, Doc]) -> None:
        earlier: list[str] = []
        for number, criterion in criteria.items():
            only_if = criterion.get("only_if")
            if only_if:
                path = ("rows", number, "only_if")
                target = criteria.get(only_if["criterion"])
                if only_if["criterion"] not in earlier or target is None:
                    self.faults.add(
                        "only-if-not-earlier",
                        self.source,
                        path,
                        only_if["criterion"],
                        listed(earlier),
                    )
                elif only_if["at_least"] not in {level["id"] for level in target["levels"]}:
                    ids = listed(level["id"] for level in target["levels"])
                    self.faults.add(
                        "unknown-level",
                        self.source,
                        (*path, "at_least"),
                        only_if["at_least"],
                        ids,
                        number=only_if["criterion"],
                    )
            earlier.append(number)

    def _check_parts_of_minimums(self, parts: list[Doc]) -> None:
        """Minimums stated or missing are of parts that the table has, and of the part that their
        criterion stands in.
        """
        codes = {
            part["code"]: {c["id"] for group in part["groups"] for c in group["criteria"]}
            for part in parts
        }
        minimums, source = self.folder.minimums, self.folder.minimums_source
        for index, entry in enumerate(minimums.missing):
            if self.shape.number not in entry.not_in and entry.part not in codes:
                self.faults.add(
                    "unknown-part", source, ("missing", index, "part"), entry.part, listed(codes)
                )
        for index, known in enumerate(minimums.known):
            here = {code for code, ids in codes.items() if ids & set(known.levels)}
            if here - {known.part}:
                self.faults.add(
                    "unknown-part",
                    source,
                    ("known", index, "part"),
                    known.part,
                    listed(sorted(here)),
                )

    def _gates(self, criteria: dict[str, Doc]) -> list[Doc]:
        gates, seen = [], set[str]()
        for index, use in enumerate(self.shape.gates):
            name, at = (use, None) if isinstance(use, str) else (use.gate, use.at)
            shape = self.folder.gates.get(name)
            if name in seen:
                self.faults.add("gate-twice", self.source, ("gates", index), name, "")
            seen.add(name)
            if shape is None:
                path = ("gates", index) if at is None else ("gates", index, "gate")
                self.faults.add(
                    "unknown-gate", self.source, path, name, near(name, self.folder.gates)
                )
                continue
            if at is not None and at not in criteria:
                self.faults.add(
                    "unknown-criterion", self.source, ("gates", index, "at"), at, near(at, criteria)
                )
            gates.append(self._gate(name, at, shape, criteria))
        return gates

    def _gate(
        self, name: str, at: str | None, shape: files.GateShape, criteria: dict[str, Doc]
    ) -> Doc:
        source = self.folder.gates_source
        raisers = shape.raised_by
        by_marks, by_evidence = (
            bool(shape.any_of),
            shape.when is not None or shape.unless is not None,
        )
        if ("marks" in raisers) != by_marks or ("evidence" in raisers) != by_evidence:
            self.faults.add(
                "gate-raised-by", source, (name, "raised_by"), ", ".join(raisers), "", gate=name
            )
        for index, number in enumerate(shape.any_of):
            if number not in criteria:
                self.faults.add(
                    "unknown-criterion",
                    source,
                    (name, "any_of", index),
                    number,
                    near(number, criteria),
                )
        check_reading(self.faults, shape.reading, self.folder.readings, source, (name, "reading"))
        self.cited |= {shape.reading} if shape.reading else set()
        return stated(
            {
                "id": name,
                "at": at,
                "outcome": shape.outcome,
                "vi": shape.vi,
                "en": shape.en,
                "reading": shape.reading,
                "raised_by": "marks" if by_marks else "evidence" if by_evidence else "assessor",
                "when": self.conditions.read(shape.when, source, (name, "when")),
                "unless": self.conditions.read(shape.unless, source, (name, "unless")),
                "waived_by": self.conditions.read(shape.waived_by, source, (name, "waived_by")),
                "any_of": list(shape.any_of) or None,
                "points": shape.points if shape.any_of else None,
            }
        )

    def _errata(self, parts: list[Doc], criteria: dict[str, Doc]) -> list[Doc]:
        """This table's misprints; a reading of points must be what the rule says."""
        groups = [group for part in parts for group in part["groups"]]
        entries = [(part["code"], part) for part in parts] + [(g["number"], g) for g in groups]
        entries += [
            (heading["number"], heading) for g in groups for heading in g["headings"]
        ] + list(criteria.items())
        points = {place: entry["points"] for place, entry in entries}
        points |= {
            f"{number}/{level['id']}": level["points"]
            for number, c in criteria.items()
            for level in c["levels"]
        }
        errata = []
        for index, address, erratum in self.errata:
            at = address.partition("/")[2]
            source, path = self.folder.errata_source, (index,)
            if at not in points:
                self.faults.add("erratum-without-place", source, (*path, "at"), address, "")
                continue
            read_as_points = (
                erratum.field == "points"
                and erratum.read_as.isdecimal()
                and erratum.confidence != "unresolved"
            )
            if read_as_points and erratum.read_as != str(points[at]):
                self.faults.add(
                    "erratum-not-followed",
                    source,
                    (*path, "read_as"),
                    erratum.read_as,
                    points[at],
                    at=address,
                )
            criterion = criteria.get(at.partition("/")[0])
            if criterion is not None and erratum.field == "points":
                criterion["provenance"] = (
                    "unverified" if erratum.confidence == "unresolved" else "reading"
                )
            if erratum.confidence == "unresolved":
                self.unverified = True
            errata.append(
                {
                    "at": address,
                    "printed": erratum.printed,
                    "read_as": erratum.read_as,
                    "why": {"vi": erratum.why, "en": erratum.en},
                    "confidence": erratum.confidence,
                }
            )
        return errata


@cache
def _bare_use(name: str) -> files.UseRow:
    """A row that uses a criterion as it is: nine rows in ten."""
    return files.UseRow(use=name)


def _most(levels: list[Doc], mode: str) -> int:
    """The most points that a criterion can give."""
    points = [level["points"] for level in levels]
    return sum(points) if mode == "sum" else max(points)


def _group(number: str, title: Doc, points: int) -> Doc:
    return {"number": number, "title": title, "points": points, "headings": [], "criteria": []}
