"""One product on both sides, and the conditions that moved it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from .entry import PopulationEntry
from .result import MissedMinimum, SideResult

__all__ = ["RatedTwice", "Reason", "ReasonKind", "Verdict"]

Verdict = Literal["up", "down", "same", "rejected", "open"]
"""What becomes of a product: a higher star, a lower one, the same; rejected on both sides; open on
one of them.
"""

ReasonKind = Literal[
    "minimum-missed", "minimum-met", "gate-raised", "gate-lifted", "points", "band"
]


class Reason(NamedTuple):
    """One condition that came otherwise under the second side.

    `minimum-missed`: a minimum is missed that wasn't; `minimum-met`: one is no longer missed, or no
    longer asked for; `gate-raised`, `gate-lifted`: a gate applies, or no longer; `points`: the
    points differ; `band`: the star by points does. `missed` is the minimum, `gate` the gate's id,
    `was` and `now` the points or stars.
    """

    kind: ReasonKind
    missed: MissedMinimum | None = None
    gate: str | None = None
    was: Fraction | int | None = None
    now: Fraction | int | None = None


class RatedTwice(NamedTuple):
    """A product with what it comes to on the first side and on the second; `number` is that of its
    product set there, None where it has none.
    """

    entry: PopulationEntry
    a: SideResult
    b: SideResult
    number: int | None

    @property
    def verdict(self) -> Verdict:
        """What becomes of it. What is open on a side is open, never won or lost; what a gate
        rejects has no star, which is less than one.
        """
        if "open" in (self.a.status, self.b.status):
            return "open"
        if self.a.status == self.b.status == "rejected":
            return "rejected"
        before, after = self.a.rank, self.b.rank
        return "same" if before == after else "up" if after > before else "down"

    @property
    def is_open(self) -> bool:
        """Whether it has no result on one side."""
        return "open" in (self.a.status, self.b.status)

    @property
    def is_rejected(self) -> bool:
        """Whether a gate rejects it on one side, and nothing is open."""
        return not self.is_open and "rejected" in (self.a.status, self.b.status)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The conditions that moved it: gates, minimums, points, the star by points. Where its
        star moved, of the minimums those that cost it the star that it has no more, or has now.
        """
        every = tuple(_reasons(self.a, self.b))
        verdict = self.verdict
        if verdict not in ("up", "down"):
            return every
        is_up = verdict == "up"
        kind, star = "minimum-met" if is_up else "minimum-missed", max(self.a.rank, self.b.rank)
        return tuple(
            [
                reason
                for reason in every
                if reason.missed is None or (reason.kind == kind and reason.missed.star <= star)
            ]
        )


def _reasons(a: SideResult, b: SideResult) -> Iterator[Reason]:
    yield from [Reason("gate-raised", gate=gate) for gate in b.gates if gate not in a.gates]
    yield from [Reason("gate-lifted", gate=gate) for gate in a.gates if gate not in b.gates]
    if a.status != "rejected" and b.status != "rejected":
        before, after = set(map(_asked, a.missed)), set(map(_asked, b.missed))
        yield from [Reason("minimum-missed", m) for m in b.missed if _asked(m) not in before]
        yield from [Reason("minimum-met", m) for m in a.missed if _asked(m) not in after]
    if a.points != b.points:
        yield Reason("points", was=a.points, now=b.points)
    if a.star_by_points != b.star_by_points:
        yield Reason("band", was=a.star_by_points, now=b.star_by_points)


def _asked(missed: MissedMinimum) -> tuple[int, str]:
    return missed.star, missed.criterion
