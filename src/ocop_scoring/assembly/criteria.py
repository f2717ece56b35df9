"""A decision's shared criteria, each resolved once however many product sets use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..errors import Fault, Faults
from ..frozen import FrozenDict
from ..terms import Evidence, Mode
from ..text import listed
from . import files
from .conditions import Conditions, named_in, place_of
from .folder import Doc, Folder, Shared, check_readings, cited

__all__ = [
    "Criteria",
    "ResolvedCriterion",
    "evidence_of",
    "most_of",
    "stated",
    "wrong_in_ladder",
]

WORDS_OF_YES_NO = {"no": ("Không", "No"), "yes": ("Có", "Yes")}


class ResolvedCriterion(NamedTuple):
    """A criterion as every product set shares it: its levels in printed order, its cases, what its
    conditions name, the readings that it rests on as a whole (`own`) and with its levels, its
    faults.
    """

    levels: tuple[Doc, ...]
    cases: Doc
    evidence: Evidence
    facts: frozenset[str]
    kinds: frozenset[str]
    own: tuple[str, ...]
    readings: frozenset[str]
    faults: tuple[Fault, ...]


class Criteria:
    """The criteria of a decision, each resolved when it is first asked for. Their levels are
    shared: a table that differs copies them.

    `contradictions` are the facts and kinds of papers that each contradiction names.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        contradictions = folder.vocabulary.get("contradictions", {})
        self.contradictions = {name: named_in(e["both"]) for name, e in contradictions.items()}
        self._resolved: dict[str, ResolvedCriterion] = {}

    def __getitem__(self, name: str) -> ResolvedCriterion:
        found = self._resolved.get(name)
        if found is None:
            resolving = _Resolving(name, self._folder.criteria[name], self._folder)
            found = self._resolved[name] = resolving.done()
        return found


class _Resolving:
    """One criterion on its way from its file to its levels."""

    def __init__(self, name: str, shared: Shared[files.CriterionShape], folder: Folder) -> None:
        self.name, self.shape, self.source, self.folder = name, shared.value, shared.source, folder
        self.faults = Faults()
        self.conditions = Conditions(folder.vocabulary, self.faults)

    def done(self) -> ResolvedCriterion:
        """The criterion, with the faults of its own."""
        levels, cases = self._levels()
        self._check_ladder(levels)
        own = () if self.shape.yes_no is not None else tuple(self.shape.reading)
        cited_here = {name for level in levels for name in readings_in(level)}
        return ResolvedCriterion(
            tuple(levels),
            cases,
            evidence_of(levels),
            frozenset(self.conditions.facts),
            frozenset(self.conditions.kinds),
            own,
            frozenset({*own, *cited_here}),
            tuple(self.faults.found),
        )

    def _check_ladder(self, levels: list[Doc]) -> None:
        """Levels rise, unless print is known to be wrong there."""
        errata = self.folder.errata.value
        misprinted = {at.rpartition("/")[2] for erratum in errata for at in erratum.at}
        by_id = {level["id"]: level for level in reversed(levels)}
        for wrong in wrong_in_ladder(levels, self.shape.mode, self.folder.ruleset.value.stars):
            if wrong.code == "levels-out-of-order" and wrong.level in misprinted:
                continue
            path = place_of(self.name, by_id[wrong.level])
            if wrong.code == "minimums-out-of-order":
                path = (*path, "minimum")
            found, right = wrong.found, wrong.right
            self._fault(wrong.code, path, found, right, number=self.name, **wrong.values)

    def _levels(self) -> tuple[list[Doc], Doc]:
        """The levels in printed order, and the words of the cases."""
        self._check_form()
        if self.shape.pair is not None and self.shape.cases is None:
            self._fault("pair-without-cases", (self.name, "pair"), self.shape.pair, "cases")
        if self.shape.yes_no is not None:
            return self._yes_no(self.shape.yes_no), {}
        levels, cases = self._listed_levels()
        self._check_readings(self.shape, (self.name,))
        for key in ("when", "needs"):
            if getattr(self.shape, key) is not None:
                self._fault("condition-on-criterion", (self.name, key), key, "yes_no")
        if self.shape.minimum is not None:
            _put_minimum_on_item(self.shape.minimum, levels)
        self._check_ids(levels)
        self.conditions.check_coverage(self.name, levels, self.source)
        return levels or [{"id": "none", "points": 0, "vi": "-"}], cases

    def _check_form(self) -> None:
        """The levels are stated in one of three forms."""
        forms = ("levels", "yes_no", "cases")
        given = [form for form in forms if getattr(self.shape, form) is not None]
        if len(given) != 1:
            found, right = ", ".join(given) or "-", ", ".join(forms)
            path = (self.name,)
            self._fault("levels-in-one-form", path, found, right, criterion=self.name)

    def _listed_levels(self) -> tuple[list[Doc], Doc]:
        if self.shape.cases is None:
            return self._ladder(self.shape.levels or {}, None, (self.name, "levels")), {}
        levels: list[Doc] = []
        cases: Doc = {}
        for case, shape in self.shape.cases.items():
            path = (self.name, "cases", case)
            when = self.conditions.read(shape.when, self.source, (*path, "when"))
            cases[case] = {"vi": shape.vi, "en": shape.en} | stated({"when": when})
            levels += self._ladder(shape.levels, case, (*path, "levels"))
        return levels, cases

    def _ladder(
        self, shapes: Mapping[str, files.LevelShape], case: str | None, path: tuple[str, ...]
    ) -> list[Doc]:
        return [self._level(name, shape, case, (*path, name)) for name, shape in shapes.items()]

    def _check_ids(self, levels: list[Doc]) -> None:
        counts = Counter(level["id"] for level in levels)
        for name, count in counts.items():
            for _ in range(count - 1):
                self._fault("level-twice", (self.name,), name, "", criterion=self.name)

    def _fault(
        self, code: str, path: tuple[str, ...], found: str, right: str, **values: object
    ) -> None:
        self.faults.add(code, self.source, path, found, right, key=True, **values)

    def _yes_no(self, shape: files.YesNoShape) -> list[Doc]:
        """The two levels of a yes/no item; what it rests on stands on yes."""
        rests_on = self._rests_on(self.shape, (self.name,))
        no, yes = self._word("no", shape.no), self._word("yes", shape.yes)
        return [
            stated({"id": "no", "points": 0, **no}),
            stated({"id": "yes", "points": shape.points, **yes, **rests_on}),
        ]

    def _word(self, level: str, own: files.YesNoWords | None) -> Doc:
        """The words of yes or no: the law's own, or the plain ones."""
        vi, en = (own.vi, own.en) if own else WORDS_OF_YES_NO[level]
        return {"vi": vi, "en": en}

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
        self._check_readings(shape, path)
        return {
            "minimum": shape.minimum,
            **cited(shape.reading),
            "when": self.conditions.read(shape.when, self.source, (*path, "when")),
            "needs": self.conditions.read(shape.needs, self.source, (*path, "needs")),
        }

    def _check_readings(
        self, shape: files.LevelShape | files.CriterionShape, path: tuple[str, ...]
    ) -> None:
        written, at = self.folder.readings.value, (*path, "reading")
        check_readings(self.faults, shape.reading, written, self.source, at)


def readings_in(entry: Doc) -> list[str]:
    """The readings that an entry of a resolved document rests on."""
    one = [entry["reading"]] if "reading" in entry else []
    return [*entry.get("readings", one)]


class Wrong(NamedTuple):
    """Something that is wrong between the levels of a criterion, and the level where it shows."""

    code: str
    level: str
    found: str
    right: str
    values: Mapping[str, object] = FrozenDict()


def wrong_in_ladder(levels: Sequence[Doc], mode: str, stars: Iterable[int]) -> Iterator[Wrong]:
    """Points and minimums must rise from level to level within a case, and every minimum's star
    have a band.
    """
    for case in dict.fromkeys(level.get("case") for level in levels):
        ladder = [level for level in levels if level.get("case") == case]
        if mode == "one":
            yield from _points_that_fall(ladder)
        yield from _minimums_that_fall([level for level in ladder if "minimum" in level])
    known = set(stars)
    for level in (level for level in levels if "minimum" in level):
        if level["minimum"] not in known:
            yield Wrong("minimum-without-band", level["id"], str(level["minimum"]), listed(known))
        if level["points"] == 0:
            yield Wrong("minimum-on-nothing", level["id"], level["id"], "")


def _points_that_fall(ladder: Sequence[Doc]) -> Iterator[Wrong]:
    for lower, higher in pairwise(ladder):
        if higher["points"] <= lower["points"]:
            name, found, right = higher["id"], str(higher["points"]), f"> {lower['points']}"
            values = {"level": name, "lower": lower["id"]}
            yield Wrong("levels-out-of-order", name, found, right, values)


def _minimums_that_fall(minimums: Sequence[Doc]) -> Iterator[Wrong]:
    """The first level whose minimum is not above that of the level before it."""
    stars = ", ".join(str(level["minimum"]) for level in minimums)
    for lower, higher in pairwise(minimums):
        if higher["minimum"] <= lower["minimum"]:
            yield Wrong("minimums-out-of-order", higher["id"], stars, "")
            return


def evidence_of(levels: Sequence[Doc]) -> Evidence:
    """Whether facts and papers decide a criterion, bound it, or leave it to a person."""
    if any("when" in level for level in levels):
        return "derived"
    return "guarded" if any("needs" in level for level in levels) else "judged"


def most_of(levels: Iterable[Doc], mode: Mode) -> int:
    """The most points that a criterion can give."""
    points = [level["points"] for level in levels]
    return sum(points) if mode == "sum" else max(points)


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
