"""The way of a dossier as a decision regulates it: who receives and certifies on a day, where
points send a product on, which rounds there are, how long each step may take.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from ..exact import Interval
from ..frozen import FrozenDict
from ..terms import Certifier, KindOfApplication, LimitCode
from .resolved import readings_in

__all__ = [
    "Competence",
    "Procedure",
    "RatingRound",
    "RoundDays",
    "Samples",
    "Stage",
    "TimeLimit",
    "as_json",
    "procedure_from",
]

Receiver = Literal["commune", "district"]
Proposer = Literal["commune", "province"]


class Competence(NamedTuple):
    """Who receives dossiers, who certifies each star, and which councils there are, for what is
    decided from a day on; `since` is None for the decision's own beginning.
    """

    since: date | None
    received_by: Receiver | None
    certified_by: FrozenDict[int, Certifier]
    councils: tuple[Certifier, ...]
    article: str
    readings: tuple[str, ...]


class Stage(NamedTuple):
    """A council on a dossier's way: the points that send a product on `to` the next one, and who
    certifies what it rates below the star that only it certifies.
    """

    level: Certifier
    sends_on: Interval | None
    to: Certifier | None
    below_top_certified_by: Certifier | None
    article: str
    readings: tuple[str, ...]


class RoundDays(NamedTuple):
    """A rating round in a year: the day before which dossiers are proposed, and the day before
    which they are rated.
    """

    proposed_before: date
    ends_before: date
    round: "RatingRound"


class RatingRound(NamedTuple):
    """A rating round of a year: dossiers that are proposed before one day (month, day) are rated
    before another (26/2026/QĐ-TTg, Article 5).
    """

    level: Certifier
    proposed_by: Proposer
    proposed_before: tuple[int, int]
    ends_before: tuple[int, int]
    article: str
    readings: tuple[str, ...]

    def days(self, year: int) -> RoundDays:
        """The round for which dossiers are proposed in that year."""
        cut_off, end = date(year, *self.proposed_before), date(year, *self.ends_before)
        if end <= cut_off:
            end = date(year + 1, *self.ends_before)
        return RoundDays(cut_off, end, self)


class TimeLimit(NamedTuple):
    """How many days a step may take; `is_working` where only working days count."""

    code: LimitCode
    days: int
    is_working: bool
    kinds: tuple[KindOfApplication, ...]
    article: str
    readings: tuple[str, ...]

    def binds(self, kind: KindOfApplication) -> bool:
        """Whether it is about applications of this kind."""
        return not self.kinds or kind in self.kinds


class Samples(NamedTuple):
    """How many samples of the product go with a dossier."""

    number: int
    article: str


class Procedure(NamedTuple):
    """All that a decision says of a dossier's way; empty where its text is not known. It takes
    dossiers from the day that it `begins`.
    """

    begins: date
    competences: tuple[Competence, ...]
    stages: tuple[Stage, ...] = ()
    rounds: tuple[RatingRound, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    samples: Samples | None = None

    def competence(self, day: date | None) -> Competence:
        """Who is competent for what is decided on a day; without one, on the first day that the
        decision takes dossiers.
        """
        day = self.begins if day is None or day < self.begins else day
        begun = self.competences[0]
        for later in self.competences[1:]:
            if later.since is None or later.since <= day:
                begun = later
        return begun

    def competences_from(
        self, filed: date, decided: date | None, until: date | None
    ) -> tuple[Competence, ...]:
        """Who is competent on the day of decision; where that is not known, on each day from filing
        `until` a day.
        """
        now = self.competence(decided or filed)
        if decided is not None:
            return (now,)
        later = self.competences[self.competences.index(now) + 1 :]
        return (now, *[c for c in later if until is None or (c.since and c.since <= until)])

    def stage(self, level: Certifier, day: date | None = None) -> Stage | None:
        """What becomes of the products of a council, where there is such a council on that day."""
        if level not in self.competence(day).councils:
            return None
        for stage in self.stages:
            if stage.level == level:
                return stage
        return None

    def round_for(self, level: Certifier, proposed_on: date) -> RoundDays | None:
        """The round of a council that a dossier proposed on a day belongs to; None where the
        decision has no rounds.
        """
        coming = [
            entry.days(year)
            for entry in self.rounds
            if entry.level == level
            for year in (proposed_on.year, proposed_on.year + 1)
        ]
        return min([r for r in coming if proposed_on < r.proposed_before], default=None)

    def limit(self, code: LimitCode, kind: KindOfApplication | None = None) -> TimeLimit | None:
        """The time limit of a step, where the decision sets one for this kind of application."""
        for limit in self.limits:
            if limit.code == code and (kind is None or limit.binds(kind)):
                return limit
        return None


def procedure_from(document: Mapping[str, Any]) -> Procedure:
    """The procedure of a decision, of its resolved document."""
    written = document.get("procedure") or {}
    samples = written.get("samples")
    return Procedure(
        date.fromisoformat(document["filings"]["from"]),
        tuple(_competences(document, written)),
        tuple(_stages(document, written)),
        tuple([_round(entry) for entry in written.get("rounds", ())]),
        tuple([_limit(entry) for entry in written.get("limits", ())]),
        Samples(samples["count"], samples["article"]) if samples else None,
    )


def _competences(document: Mapping[str, Any], written: Mapping[str, Any]) -> Iterable[Competence]:
    """By days; what an entry doesn't name is as the decision's head says."""
    certified_by = _certifiers(document["certified_by"])
    written_ones = written.get("competence") or [
        {"councils": dict.fromkeys(certified_by.values()), "article": _article(document)}
    ]
    for entry in written_ones:
        since, stars = entry.get("from"), entry.get("certified_by")
        yield Competence(
            date.fromisoformat(since) if since else None,
            entry.get("received_by") or document["received_by"],
            _certifiers(stars) if stars else certified_by,
            tuple(entry["councils"]),
            entry["article"],
            readings_in(entry),
        )


def _article(document: Mapping[str, Any]) -> str:
    return document["in_force"]["article"] or ""


def _certifiers(stars: Mapping[str, Certifier]) -> FrozenDict[int, Certifier]:
    return FrozenDict({int(star): who for star, who in stars.items()})


def _stages(document: Mapping[str, Any], written: Mapping[str, Any]) -> Iterable[Stage]:
    """As written, or as the councils that the decision itself regulates send products on."""
    if not written.get("stages") and document["process"]:
        for level, council in document["process"]["councils"].items():
            yield _stage({"level": level, "article": _article(document), **council})
    for entry in written.get("stages", ()):
        yield _stage(entry)


def _stage(entry: Mapping[str, Any]) -> Stage:
    points = entry["sends_on"]
    return Stage(
        entry["level"],
        Interval.parse(points) if points else None,
        entry["to"],
        entry["below_top_certified_by"],
        entry["article"],
        readings_in(entry),
    )


def _round(entry: Mapping[str, Any]) -> RatingRound:
    return RatingRound(
        entry["level"],
        entry["proposed_by"],
        _month_day(entry["proposed_before"]),
        _month_day(entry["ends_before"]),
        entry["article"],
        readings_in(entry),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _limit(entry: Mapping[str, Any]) -> TimeLimit:
    return TimeLimit(
        entry["code"],
        entry["days"],
        entry["working"],
        tuple(entry["kinds"]),
        entry["article"],
        readings_in(entry),
    )


# As JSON


def as_json(procedure: Procedure, competences: Iterable[Competence]) -> dict[str, Any]:
    """A procedure as formats show it, with who is competent on the days asked about."""
    shown = tuple(competences)
    councils = {level for competence in shown for level in competence.councils}
    return {
        "competences": [_competence_json(competence) for competence in shown],
        "stages": [_stage_json(s) for s in procedure.stages if s.level in councils],
        "rounds": [_round_json(entry) for entry in procedure.rounds],
        "limits": [_limit_json(limit) for limit in procedure.limits],
        "samples": _samples_json(procedure.samples) if procedure.samples else None,
    }


def _samples_json(samples: Samples) -> dict[str, Any]:
    return {"count": samples.number, "article": samples.article}


def _competence_json(competence: Competence) -> dict[str, Any]:
    certified_by = competence.certified_by.items()
    return {
        "since": competence.since.isoformat() if competence.since else None,
        "received_by": competence.received_by,
        "certified_by": {str(star): who for star, who in certified_by},
        "councils": list(competence.councils),
        "article": competence.article,
        "readings": list(competence.readings),
    }


def _stage_json(stage: Stage) -> dict[str, Any]:
    return {
        "level": stage.level,
        "sends_on": stage.sends_on.say("en") if stage.sends_on else None,
        "to": stage.to,
        "below_top_certified_by": stage.below_top_certified_by,
        "article": stage.article,
        "readings": list(stage.readings),
    }


def _round_json(entry: RatingRound) -> dict[str, Any]:
    return {
        "level": entry.level,
        "proposed_by": entry.proposed_by,
        "proposed_before": "{:02}-{:02}".format(*entry.proposed_before),
        "ends_before": "{:02}-{:02}".format(*entry.ends_before),
        "article": entry.article,
        "readings": list(entry.readings),
    }


def _limit_json(limit: TimeLimit) -> dict[str, Any]:
    return {
        "code": limit.code,
        "days": limit.days,
        "working": limit.is_working,
        "kinds": list(limit.kinds),
        "article": limit.article,
        "readings": list(limit.readings),
    }
