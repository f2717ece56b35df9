"""What a proposal says and what holds for every sheet: changes, differences, lint, reach, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ...text import spans
from ...workshop.diff import RuleChange
from ...workshop.proposal.cases import CaseOutcome, MovedCase
from ...workshop.proposal.proposed import Proposed, TableTried
from ...workshop.reach.values import Reach
from ..line import given
from ..paper import Block, RuledCell
from .reasons import change_words, where
from .voice import DASH, Voice, cell, line

__all__ = ["cases", "changes", "differences", "reach", "remarks"]


def changes(of: Proposed, voice: Voice) -> Iterator[Block]:
    """The draft's text as changes: article, what stood there, what stands there now."""
    if not of.changes:
        yield voice.paragraph("proposal.no-changes")
        return
    heads = ("proposal.article", "proposal.change", "proposal.where", "proposal.place")
    rows = [
        (
            cell((given(one.article),)),
            cell((given(change_words(one, voice)),)),
            where(one, voice),
            cell(line(one.at.rpartition("/")[2], "small")),
        )
        for one in of.changes
    ]
    said = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.changes"), said, (18, 48, 18, 16), rows)


# What differs

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "criterion-added": "proposal.kind-criterion-added",
        "criterion-removed": "proposal.kind-criterion-removed",
        "criterion-moved": "proposal.kind-criterion-moved",
        "points": "proposal.kind-points",
        "level-added": "proposal.kind-level-added",
        "level-removed": "proposal.kind-level-removed",
        "level-points": "proposal.kind-level-points",
        "minimum": "proposal.kind-minimum",
        "condition": "proposal.kind-condition",
        "case": "proposal.kind-case",
        "gate-added": "proposal.kind-gate-added",
        "gate-removed": "proposal.kind-gate-removed",
        "gate": "proposal.kind-gate",
        "title": "proposal.kind-title",
        "label": "proposal.kind-label",
        "reading": "proposal.kind-reading",
        "erratum": "proposal.kind-erratum",
    }
)


def differences(of: Proposed, voice: Voice) -> Iterator[Block]:
    """What differs between base and proposal: what is changed alike in several tables once."""
    found = of.diff
    if found.is_empty:
        yield voice.paragraph("proposal.no-difference")
        return
    if found.ruleset:
        yield voice.items([_of_decision(change) for change in found.ruleset])
    alike: dict[tuple[object, ...], list[int]] = {}
    first: dict[tuple[object, ...], RuleChange] = {}
    for table in found.product_sets:
        for change in table.changes:
            key = (change.kind, change.id, change.level, change.field, change.from_, change.to)
            alike.setdefault(tuple(map(str, key)), []).append(table.product_set)
            first.setdefault(tuple(map(str, key)), change)
    rows = [
        (
            voice.say(_KINDS[change.kind]) if change.kind else DASH,
            cell((given("/".join(filter(None, (change.id, change.level)))),)),
            cell((given(_shown(change.from_)),)),
            cell((given(_shown(change.to)),)),
            spans(sorted(set(alike[key]))),
        )
        for key, change in first.items()
    ]
    heads = ("proposal.kind", "proposal.thing", "proposal.was", "proposal.becomes", "proposal.sets")
    said = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.differences"), said, (18, 30, 18, 18, 16), rows)


def _of_decision(change: RuleChange) -> str:
    return f"{change.field}: {_shown(change.from_)} → {_shown(change.to)}"


def _shown(value: object) -> str:
    return DASH if value is None else str(value)


# What stays reachable


def reach(of: Proposed, voice: Voice) -> Iterator[Block]:
    """For each changed table: whether the highest star can still be reached, with how many points,
    and how many of all sheets change star.
    """
    if not of.tables:
        yield voice.paragraph("proposal.no-table")
        return
    yield voice.paragraph("proposal.reach-about")
    heads = ("proposal.set", "proposal.title", "proposal.highest", "proposal.fewest")
    said = [*map(voice.say, heads), voice.say("proposal.highest-share"), voice.say("proposal.move")]
    rows = [_reach_row(table, voice) for table in of.tables]
    yield voice.table(voice.say("proposal.reach"), said, (6, 34, 12, 14, 18, 16), rows)


def _reach_row(table: TableTried, voice: Voice) -> Sequence[RuledCell | str]:
    changed = table.star_changes
    share = voice.say("proposal.other-choices")
    if changed is not None:
        share = voice.share(changed.changed, changed.of)
    return (
        cell(str(table.number), align="right"),
        voice.words(table.title),
        _both([_reached(one, voice) for one in (table.before, table.after)]),
        _both([_fewest(one) for one in (table.before, table.after)]),
        _both([_share(one, voice) for one in (table.before, table.after)]),
        cell(share, align="right"),
    )


def _both(said: Sequence[str]) -> str:
    """What was and what is now; once where both are one."""
    return said[0] if said[0] == said[1] else " → ".join(said)


def _reached(reach: Reach | None, voice: Voice) -> str:
    """The highest star that some sheet has."""
    if reach is None:
        return DASH
    reached = [star.star for star in reach.stars if star.reachable]
    return f"{reached[0]}★" if reached else voice.say("proposal.none-reached")


def _fewest(reach: Reach | None) -> str:
    if reach is None or reach.stars[0].fewest_points is None:
        return DASH
    return str(reach.stars[0].fewest_points)


def _share(reach: Reach | None, voice: Voice) -> str:
    return DASH if reach is None else voice.share(reach.stars[0].sheets, reach.sheets)


# Lint and cases

_SEVERITIES: Mapping[str, str] = MappingProxyType(
    {
        "error": "proposal.severity-error",
        "warning": "proposal.severity-warning",
        "note": "proposal.severity-note",
    }
)


def remarks(of: Proposed, voice: Voice) -> Iterator[Block]:
    """What lint says of the proposal and not of its base."""
    if not of.remarks:
        yield voice.paragraph("proposal.no-remarks")
        return
    rows = [
        (
            voice.say(_SEVERITIES[one.severity]),
            cell((given(one.where.partition("/")[2]),)),
            cell((given(one.sentence(voice.lang)),)),
        )
        for one in of.remarks
    ]
    heads = ("proposal.severity", "proposal.address", "proposal.remark")
    said = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.remarks"), said, (14, 26, 60), rows)


def cases(of: Proposed, voice: Voice) -> Iterator[Block]:
    """The cases of the base's decks that come to something else."""
    tried = sum([table.cases.tried for table in of.tables])
    moved = [(table.number, one) for table in of.tables for one in table.cases.moved]
    yield voice.paragraph("proposal.cases-count", tried=tried, moved=len(moved))
    if moved:
        numbers = [number for number, _ in moved]
        counts = [f"{number}: {numbers.count(number)}" for number in dict.fromkeys(numbers)]
        yield voice.paragraph("proposal.cases-by-set", counts=", ".join(counts))
        shown = [one for table in of.tables for one in _stars_first(table)[:_MOST_CASES]]
        if len(shown) < len(moved):
            yield voice.paragraph("proposal.cases-shown", most=_MOST_CASES, folder=of.side.name)
        rows = [
            (
                cell(str(number), align="right"),
                cell((given(one.case),), line(_file(one), "small")),
                f"{_outcome(one.was, voice)} → {_outcome(one.now, voice)}",
            )
            for number, one in shown
        ]
        heads = ("proposal.set", "proposal.case", "proposal.star-column")
        said = list(map(voice.say, heads))
        yield voice.table(voice.say("proposal.cases"), said, (6, 72, 22), rows)


_MOST_CASES = 3
"""So many cases of a table are shown; `ocop check-cases` shows all of them."""


def _stars_first(table: TableTried) -> list[tuple[int, MovedCase]]:
    """The cases of a table that come otherwise: those with another star first."""
    moved = sorted(table.cases.moved, key=_keeps_star)
    return [(table.number, one) for one in moved]


def _keeps_star(one: MovedCase) -> bool:
    return one.now is not None and one.was.star == one.now.star


def _file(one: MovedCase) -> str:
    """The name of the deck and the line of the case."""
    name = one.at.rpartition("/")[2]
    return ":".join(name.split(":")[:2])


def _outcome(outcome: CaseOutcome | None, voice: Voice) -> str:
    if outcome is None:
        return voice.say("proposal.case-unfit")
    if outcome.status == "rated" and outcome.star is not None:
        return f"{outcome.star}★"
    key = "proposal.rejected" if outcome.status == "rejected" else "proposal.open"
    return voice.say(key)
