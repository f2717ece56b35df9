"""A decision's shared criteria, each resolved once however many product sets use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from ..errors import Fault, Faults
from ..text import listed
from . import files
from .conditions import Conditions, place_of
from .folder import Doc, Folder, SharedCriterion, check_reading

__all__ = ["ResolvedCriterion", "resolved_criterion", "stated", "wrong_in_ladder"]

WORDS_OF_YES_NO = {"no": ("Không", "No"), "yes": ("Có", "Yes")}


class ResolvedCriterion(NamedTuple):
    """A criterion as every product set shares it: its levels in printed order, its cases, what its
    conditions name, its faults.
    """

    levels: tuple[Doc, ...]
    cases: Doc
    evidence: str
    facts: frozenset[str]
    kinds: frozenset[str]
    readings: frozenset[str]
    faults: tuple[Fault, ...]


def resolved_criterion(name: str, shared: SharedCriterion, folder: Folder) -> ResolvedCriterion:
    """The criterion `name` of a decision, resolved when it is first asked for. Its levels are
    shared: a table that differs copies them.
    """
    if shared.resolved is None:
        shared.resolved = _Resolving(name, shared, folder).done()
    assert isinstance(shared.resolved, ResolvedCriterion)
    return shared.resolved


class _Resolving:
    """One criterion on its way from its file to its levels."""

    def __init__(self, name: str, shared: SharedCriterion, folder: Folder) -> None:
        self.name, self.shape, self.source, self.folder = name, shared.shape, shared.source, folder
        self.faults = Faults()
        self.conditions = Conditions(folder.vocabulary, self.faults)

    def done(self) -> ResolvedCriterion:
        levels, cases = self._levels()
        misprinted = {at.rpartition("/")[2] for erratum in self.folder.errata for at in erratum.at}
        for wrong in wrong_in_ladder(levels, self.shape.mode, self.folder.ruleset.stars):
            if wrong.code != "levels-out-of-order" or wrong.level not in misprinted:
                path = place_of(
                    self.name, next(level for level in levels if level["id"] == wrong.level)
                )
                self._fault(
                    wrong.code, path, wrong.found, wrong.right, number=self.name, **wrong.values
                )
        evidence = (
            "derived"
            if any("when" in lv for lv in levels)
            else "guarded"
            if any("needs" in lv for lv in levels)
            else "judged"
        )
        readings = frozenset(level["reading"] for level in levels if "reading" in level)
        return ResolvedCriterion(
            tuple(levels),
            cases,
            evidence,
            frozenset(self.conditions.facts),
            frozenset(self.conditions.kinds),
            readings,
            tuple(self.faults.found),
        )

    def _levels(self) -> tuple[list[Doc], Doc]:
        shape, name = self.shape, self.name
        kinds = [kind for kind in ("levels", "yes_no", "cases") if getattr(shape, kind) is not None]
        if len(kinds) != 1:
            self._fault(
                "levels-in-one-form",
                (name,),
                ", ".join(kinds) or "-",
                "levels, yes_no, cases",
                criterion=name,
            )
        if shape.yes_no is not None:
            return self._yes_no(shape.yes_no), {}
        levels: list[Doc] = []
        cases: Doc = {}
        if shape.cases is not None:
            for case, case_shape in shape.cases.items():
                cases[case] = {"vi": case_shape.vi, "en": case_shape.en}
                for level_id, level in case_shape.levels.items():
                    levels.append(
                        self._level(
                            level_id, level, case, (name, "cases", case, "levels", level_id)
                        )
                    )
        else:
            for level_id, level in (shape.levels or {}).items():
                levels.append(self._level(level_id, level, None, (name, "levels", level_id)))
        for key in ("when", "needs", "reading"):
            if getattr(shape, key) is not None:
                self._fault("condition-on-criterion", (name, key), key, "yes_no")
        if shape.minimum is not None:
            _put_minimum_on_item(shape.minimum, levels)
        seen: set[str] = set()
        for level_id in (entry["id"] for entry in levels):
            if level_id in seen:
                self._fault("level-twice", (name,), level_id, "", criterion=name)
            seen.add(level_id)
        self.conditions.check_coverage(name, levels, self.source)
        if not levels:
            levels = [{"id": "none", "points": 0, "vi": "-"}]
        return levels, cases

    def _fault(
        self, code: str, path: tuple[str, ...], found: str, right: str, **values: object
    ) -> None:
        self.faults.add(code, self.source, path, found, right, key=True, **values)

    def _yes_no(self, shape: files.YesNoShape) -> list[Doc]:
        levels = []
        for level_id, (vi, en) in WORDS_OF_YES_NO.items():
            words = getattr(shape, level_id)
            vi, en = (words.vi, words.en) if words else (vi, en)
            points, rests_on = (
                (shape.points, self._rests_on(self.shape, (self.name,)))
                if level_id == "yes"
                else (0, {})
            )
            levels.append(
                stated({"id": level_id, "points": points, "vi": vi, "en": en, **rests_on})
            )
        return levels

    def _level(
        self, level_id: str, shape: files.LevelShape, case: str | None, path: tuple[str, ...]
    ) -> Doc:
        rests_on = self._rests_on(shape, path)
        return stated(
            {
                "id": level_id,
                "points": shape.points,
                "case": case,
                "vi": shape.vi,
                "en": shape.en,
                **rests_on,
            }
        )

    def _rests_on(
        self, shape: files.LevelShape | files.CriterionShape, path: tuple[str, ...]
    ) -> Doc:
        """The star that asks for a level, the reading that it names, and the conditions that facts
        must meet.
        """
        check_reading(
            self.faults, shape.reading, self.folder.readings, self.source, (*path, "reading")
        )
        return {
            "minimum": shape.minimum,
            "reading": shape.reading,
            "when": self.conditions.read(shape.when, self.source, (*path, "when")),
            "needs": self.conditions.read(shape.needs, self.source, (*path, "needs")),
        }


class Wrong(NamedTuple):
    """Something that is wrong between the levels of a criterion, and the level where it shows."""

    code: str
    level: str
    found: str
    right: str
    values: Mapping[str, object] = MappingProxyType({})


def wrong_in_ladder(levels: Sequence[Doc], mode: str, stars: Iterable[int]) -> Iterator[Wrong]:
    """Points and minimums must rise from level to level within a case, and every minimum's star
    have a band.
    """
    known = set(stars)
    for case in dict.fromkeys(level.get("case") for level in levels):
        ladder = [level for level in levels if level.get("case") == case]
        for lower, higher in pairwise(ladder) if mode == "one" else ():
            if higher["points"] <= lower["points"]:
                values: dict[str, object] = {"level": higher["id"], "lower": lower["id"]}
                yield Wrong(
                    "levels-out-of-order",
                    higher["id"],
                    str(higher["points"]),
                    f"> {lower['points']}",
                    values,
                )
        minimums = [level for level in ladder if "minimum" in level]
        for lower, higher in pairwise(minimums):
            if higher["minimum"] <= lower["minimum"]:
                yield Wrong(
                    "minimums-out-of-order",
                    higher["id"],
                    ", ".join(str(level["minimum"]) for level in minimums),
                    "",
                )
                break
    for level in (level for level in levels if "minimum" in level):
        if level["minimum"] not in known:
            yield Wrong("minimum-without-band", level["id"], str(level["minimum"]), listed(known))
        if level["points"] == 0:
            yield Wrong("minimum-on-nothing", level["id"], level["id"], "")


def _put_minimum_on_item(star: int, levels: list[Doc]) -> None:
    """An asterisk on the item itself: its lowest level above 0 is the minimum."""
    lowest = next((level for level in levels if level["points"] > 0), None)
    if lowest is not None and "minimum" not in lowest:
        lowest["minimum"] = star


def stated(entry: Doc) -> Doc:
    """An entry of a resolved document without what it doesn't say, so that a form of rule yet to
    come changes no digest of today.
    """
    return {name: value for name, value in entry.items() if value is not None}
