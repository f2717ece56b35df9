"""`ocop diff`: what differs between two rulesets, what moves a star first."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from ..rules.catalog import Catalog, built_in
from ..text import say
from ..workshop.diff.changes import RuleChange
from ..workshop.diff.decision_words import moves_dates_or_stars, of_decision
from ..workshop.diff.diff import diff as compared
from ..workshop.diff.difference import Diff, TableDiff
from ..workshop.diff.said import TOPIC_NAMES, in_sheets, on_sheets, on_witness
from ..workshop.diff.words import (
    Said,
    Topic,
    by_topic,
    said,
    title_of,
)
from ..workshop.lint.witness import command_of
from ..writing import write_whole
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import read_number, read_ruleset
from .output import put, put_json
from .progress import progress
from .show import screen

__all__ = ["diff"]


@verb("diff")
@argument("a", callback=read_ruleset)
@argument("b", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@option("--all", "every", is_flag=True)
@option("--quick", is_flag=True)
@option("--html", "page", metavar="FILE")
@force_option
@criteria_option
def diff(
    speech: Speech,
    a: str,
    b: str,
    n: int | None,
    every: bool,
    quick: bool,
    page: str | None,
    force: bool,
    catalog: Catalog,
) -> None:
    """All that differs from one ruleset to another, in one product set or in all of them."""
    found = compared(a, b, product_set=n, catalog=catalog)
    if not quick:
        _count(found, speech)
    if page is not None:
        _write_page(found, Path(page), speech, semantic=not quick, force=force)
    if speech.json:
        put_json(found.as_json(semantic=not quick))
    else:
        _Told(found, speech, catalog, quick=quick, every=every).show(n)
        if page is not None:
            screen().line(say("diff.page", speech.lang, file=page))


def _count(found: Diff, speech: Speech) -> None:
    """Count the sheets of every table: the one thing that takes time."""
    tell = progress(speech) if len(found.product_sets) > 1 else lambda done, of: None
    for done, table in enumerate(found.product_sets, 1):
        _ = table.semantic
        tell(done, len(found.product_sets))


def _write_page(found: Diff, page: Path, speech: Speech, *, semantic: bool, force: bool) -> None:
    """The tables side by side; over a file that is no page of ours only with `force`."""
    from ..reporting.comparison import comparison  # only where a page is asked for
    from ..reporting.html import html
    from ..reporting.mark import is_paper, marked

    content = html(comparison(found, speech.lang, semantic=semantic))
    write_whole(page, marked(content), is_own=None if force else is_paper)


_MOST: dict[Topic, int] = {
    "minimum": 6,
    "points": 4,
    "criteria": 5,
    "levels": 3,
    "conditions": 3,
    "gates": 3,
}
"""So many changes of a topic are told on one screen; of the other topics their number."""
_MOST_OF_DECISION = 8
_WIDEST = 72
"""Of longer pieces of a line only so many characters are shown."""


class _Told:
    """A difference on one screen; with `every`, all of it."""

    def __init__(
        self, found: Diff, speech: Speech, catalog: Catalog, *, quick: bool, every: bool
    ) -> None:
        self.found, self.speech, self.at = found, speech, screen()
        self.quick, self.every = quick, every
        self.criteria = None if catalog is built_in() else quote(str(catalog.folder))

    def show(self, n: int | None) -> None:
        """All of it, or one product set."""
        one, other = self.found.one.name, self.found.other.name
        self.at.line(f"{one} → {other}", "bold")
        self.at.line(self._say("diff.tool"), "dim")
        if self.found.is_empty:
            self.at.line(self._say("diff.same"), "bold green")
            return
        if n is not None:
            self._table(self.found.product_set(n))
            if self.found.ruleset:
                count = len(self.found.ruleset)
                self.at.line(f"{self._say('diff.in-decision', count=count)}: {self._command()}")
            return
        self._decision()
        self._sets()

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.speech.lang, **values)

    def _command(self, *more: str) -> str:
        names = [quote(side.name) for side in (self.found.one, self.found.other)]
        beside = ["--criteria", self.criteria] if self.criteria else []
        return " ".join(["ocop diff", *names, *more, *beside])

    # The decision

    def _decision(self) -> None:
        changes = self.found.ruleset
        if not changes:
            return
        self.at.line(self._say("diff.in-decision", count=len(changes)), "bold")
        told = changes if self.every else tuple(filter(moves_dates_or_stars, changes))
        told = told if self.every else told[:_MOST_OF_DECISION]
        for change in told:
            self._line(of_decision(change, self.speech.lang), change)
        self._more(len(changes) - len(told), "--all")

    def _line(self, told: Said, change: RuleChange) -> None:
        """A change; where all are told, with the place in its file."""
        if self.every:
            self.at.line(f"  {told.line()} ({change.at.to or change.at.from_})")
        else:
            self.at.line(f"  {told.cut(_WIDEST).line()}")

    def _more(self, count: int, *more: str) -> None:
        if count:
            self.at.line(f"  {self._say('diff.more', count=count)}: {self._command(*more)}")

    # All product sets

    def _sets(self) -> None:
        """A row a product set."""
        self.at.line(self._say("diff.by-set"), "bold")
        heads = [self._say(key) for key in _COLUMNS]
        self.at.rows([("", *heads), *map(self._row, self.found.product_sets)])
        number = str(self.found.product_sets[0].product_set)
        said = f"{self._command(number)} · --html diff.html · --json"
        self.at.line(self._say("diff.see-more", command=said))

    def _row(self, table: TableDiff) -> tuple[str, ...]:
        found = by_topic(table)
        sheets = "–" if self.quick else in_sheets(table, self.speech.lang)
        rest = sum(len(changes) for topic, changes in found.items() if topic not in _MOST)
        return (
            f"{table.product_set:>2}",
            sheets,
            *[_number(found.get(topic, ())) for topic in _MOST],
            str(rest),
            title_of(table).say(self.speech.lang),
        )

    # One product set

    def _table(self, table: TableDiff) -> None:
        title = title_of(table).say(self.speech.lang)
        self.at.line(f"{table.product_set}. {title}", "bold")
        if table.is_empty:
            self.at.line(self._say("diff.same-set"), "bold green")
            return
        if not self.quick:
            self._sheets(table)
        found = by_topic(table)
        for topic, changes in found.items():
            if topic in _MOST or self.every:
                self._topic(table, topic, changes)
        rest = [topic for topic in found if topic not in _MOST]
        if rest and not self.every:
            counts = [f"{self._say(TOPIC_NAMES[topic])} {len(found[topic])}" for topic in rest]
            self.at.line(self._say("diff.rest", counts=" · ".join(counts)))
            number = str(table.product_set)
            said = f"{self._command(number, '--all')} · --html diff.html · --json"
            self.at.line(self._say("diff.see-more", command=said))

    def _sheets(self, table: TableDiff) -> None:
        self.at.line(on_sheets(table, self.speech.lang), "bold")
        counted = table.semantic
        witness = None if counted is None else counted.witness
        for line in on_witness(table, self.speech.lang):
            assert witness is not None
            gated = f" ({self._say('diff.gated')})" if witness.is_gated else ""
            self.at.line(f"  {line}{gated}")
            for side, own, marks in zip(
                (self.found.one, self.found.other),
                (table.one, table.other),
                (witness.marks, witness.marks_of_second),
                strict=True,
            ):
                if own is not None and side.file is None:
                    folder = None if side.criteria is None else quote(str(side.criteria))
                    put(f"  {command_of(own, marks, folder)}\n")

    def _topic(self, table: TableDiff, topic: Topic, changes: tuple[RuleChange, ...]) -> None:
        self.at.line(f"{self._say(TOPIC_NAMES[topic])} ({len(changes)})", "bold")
        told = changes if self.every else changes[: _MOST[topic]]
        for change in told:
            self._line(said(table, change, self.speech.lang), change)


def _number(changes: tuple[RuleChange, ...]) -> str:
    """How many changes; of what came and went, each."""
    came = sum(change.was is None and not change.field for change in changes)
    went = sum(change.becomes is None and not change.field for change in changes)
    if not came and not went:
        return str(len(changes))
    other = len(changes) - came - went
    return " ".join(filter(None, [f"+{came}", f"–{went}", f"≠{other}" if other else ""]))


_COLUMNS = (
    "diff.column.sheets",
    "diff.column.minimum",
    "diff.column.points",
    "diff.column.criteria",
    "diff.column.levels",
    "diff.column.conditions",
    "diff.column.gates",
    "diff.column.words",
    "diff.column.title",
)
