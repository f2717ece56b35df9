"""Of an open sheet the criterion to look at next: the one whose answer leaves fewest stars.

For each answer all ways to complete the sheet are counted by their star, exactly and without
looking at any: see `reach.space`. Gates stand aside.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from ..filing.forms import Mark
from ..frozen import FrozenDict
from ..rating.outcome import Outcome
from ..rating.table import Table
from ..rules.model import Criterion, Level
from ..workshop.reach.choosable import Option, options_of
from ..workshop.reach.space import Space
from ..workshop.reach.values import mark_json

__all__ = ["Answer", "Question", "Questions", "questions_of"]

Stars = FrozenDict[int, int]


class Answer(NamedTuple):
    """One answer: its mark and levels, and how many ways to complete the sheet then have each star,
    the highest first.
    """

    mark: Mark
    levels: tuple[Level, ...]
    stars: FrozenDict[int, int]

    @property
    def sheets(self) -> int:
        """How many ways to complete the sheet there are then."""
        return sum(self.stars.values())

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {"mark": mark_json(self.mark), "stars": _stars_json(self.stars)}


class Question(NamedTuple):
    """An open criterion with all its answers."""

    printed: Criterion
    answers: tuple[Answer, ...]

    @property
    def criterion(self) -> str:
        """The printed number of the criterion."""
        return self.printed.number

    @property
    def most_stars(self) -> int:
        """How many stars are left at most, whatever the answer."""
        return max([len(answer.stars) for answer in self.answers])

    @property
    def mean_stars(self) -> Fraction:
        """How many stars are left on average, each way to complete the sheet being as likely."""
        sheets = sum([answer.sheets for answer in self.answers])
        return Fraction(sum([a.sheets * len(a.stars) for a in self.answers]), sheets)

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "criterion": self.criterion,
            "most_stars": self.most_stars,
            "mean_stars": str(self.mean_stars),
            "answers": [answer.as_json() for answer in self.answers],
        }


class Questions(NamedTuple):
    """What an open sheet can still come to: how many ways to complete it have each star; and its
    open criteria, the one to look at next first.

    First comes the one that leaves fewest stars whatever the answer; of equals the one that leaves
    fewest on average; then in printed order.
    """

    stars: FrozenDict[int, int]
    questions: tuple[Question, ...]

    @property
    def next(self) -> Question:
        """The criterion to look at next."""
        return self.questions[0]

    def as_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "stars": _stars_json(self.stars),
            "questions": [question.as_json() for question in self.questions],
        }


def questions_of(outcome: Outcome) -> Questions | None:
    """What to look at next on an open sheet; None of a complete one."""
    if not outcome.tally.open:
        return None
    table, choices = outcome.table, outcome.choices.criteria
    options = [
        (Option(choice),) if choice.is_assessed else options_of(item)
        for item, choice in zip(table.items, choices, strict=True)
    ]
    asked = [
        Question(choice.criterion, tuple([_answer(table, options, at, o) for o in options[at]]))
        for at, choice in enumerate(choices)
        if not choice.is_assessed
    ]
    index = table.index
    asked.sort(key=lambda q: (q.most_stars, q.mean_stars, index[q.criterion]))
    return Questions(_stars(Space(table, options)), tuple(asked))


def _answer(table: Table, options: list[tuple[Option, ...]], at: int, answer: Option) -> Answer:
    mark = answer.mark
    assert mark is not None  # what can be answered can be marked
    fixed = [*options[:at], (answer,), *options[at + 1 :]]
    return Answer(mark, answer.levels, _stars(Space(table, fixed)))


def _stars(space: Space) -> Stars:
    counts: dict[int, int] = {}
    for found in space.outcomes():
        counts[found.star] = counts.get(found.star, 0) + found.sheets
    return FrozenDict(dict(sorted(counts.items(), reverse=True)))


def _stars_json(stars: Stars) -> dict[str, str]:
    return {str(star): str(sheets) for star, sheets in stars.items()}
