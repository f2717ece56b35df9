"""What a proposal says and what holds for every sheet: changes, differences, lint, reach, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ...workshop.diff import RuleChange
from ...workshop.diff.decision_words import of_decision
from ...workshop.diff.line import Said
from ...workshop.diff.words import said
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
    titles = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.changes"), titles, (18, 48, 18, 16), rows)


# What differs


def differences(of: Proposed, voice: Voice) -> Iterator[Block]:
    """What differs between base and proposal: what is changed alike in several tables once."""
    found, lang = of.diff, voice.lang
    if found.is_empty:
        yield voice.paragraph("proposal.no-difference")
        return
    rows = [
        (*_cells(of_decision(change, lang)), "")
        for change in found.ruleset
        if change.steps[0] not in _LONG
    ]
    alike: dict[tuple[str, ...], list[int]] = {}
    first: dict[tuple[str, ...], Said] = {}
    for table in found.product_sets:
        for change in table.changes:
            key = tuple(
                map(str, (change.kind, change.id, change.level, change.field, *_values(change)))
            )
            alike.setdefault(key, []).append(table.product_set)
            first.setdefault(key, said(table, change, lang))
    rows += [(*_cells(one), voice.sets(set(alike[key]))) for key, one in first.items()]
    heads = ("proposal.thing", "proposal.was", "proposal.becomes", "proposal.sets")
    title = voice.say("proposal.differences")
    yield voice.table(title, list(map(voice.say, heads)), (32, 27, 27, 14), rows)


_LONG = ("readings_of_law", "classification", "products")
_LONGEST = 160
"""Of longer values only so many characters are shown."""


def _values(change: RuleChange) -> tuple[str, str]:
    return str(change.was), str(change.becomes)


def _cells(one: Said) -> tuple[RuledCell, RuledCell, RuledCell]:
    short = one.cut(_LONGEST)
    where = f"{short.sign} {short.where}" + (f": {short.what}" if short.what else "")
    return cell((given(where),)), cell((given(short.was),)), cell((given(short.becomes),))


# What stays reachable


def reach(of: Proposed, voice: Voice) -> Iterator[Block]:
    """For each changed table: whether the highest star can still be reached, with how many points,
    and how many of all sheets change star.
    """
    if not of.tables:
        yield voice.paragraph("proposal.nothing-rated")
        return
    yield voice.paragraph("proposal.reach-about")
    heads = ("proposal.set", "proposal.title", "proposal.highest", "proposal.fewest")
    titles = [*map(voice.say, heads), voice.say("proposal.highest-share")]
    titles.append(voice.say("proposal.move"))
    rows = [_reach_row(table, voice) for table in of.tables]
    yield voice.table(voice.say("proposal.reach"), titles, (6, 34, 12, 14, 18, 16), rows)


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


def _both(sides: Sequence[str]) -> str:
    """What was and what is now; once where both are one."""
    return sides[0] if sides[0] == sides[1] else " → ".join(sides)


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
    titles = list(map(voice.say, heads))
    yield voice.table(voice.say("proposal.remarks"), titles, (14, 26, 60), rows)


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
        titles = list(map(voice.say, heads))
        yield voice.table(voice.say("proposal.cases"), titles, (6, 72, 22), rows)


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
