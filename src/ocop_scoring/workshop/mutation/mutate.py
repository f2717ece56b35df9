"""Mutation scores: of all one-step changes of a ruleset that its loader takes, how many its case
decks see.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import NamedTuple

from ...rules.catalog import Catalog, built_in
from ...rules.ruleset import Ruleset
from ..cases.survivors import Argued, argued_in
from .edits import Kind, Mutant
from .state import State, state_in
from .trial import Found, TableTrial, trial_of
from .trial_decision import DecisionTrial, trial_of_decision

__all__ = ["Mutations", "Score", "Survivor", "run_mutants"]

Told = Callable[[int, int], None]

_SLICE = 100
"""So many mutants are tried in one go: what a run that is cut off may lose."""


class Score(NamedTuple):
    """What became of the mutants of one kind, or of one product set."""

    made: int
    refused: int
    killed: int
    proven: int
    argued: int

    @property
    def loaded(self) -> int:
        """Those that the loader takes."""
        return self.made - self.refused

    @property
    def survived(self) -> int:
        """Those that no case sees, and neither proof nor argument covers."""
        return self.loaded - self.killed - self.proven - self.argued

    @property
    def share(self) -> float:
        """The share killed of those that load; 1 where none does."""
        return self.killed / self.loaded if self.loaded else 1.0


class Survivor(NamedTuple):
    """A mutant that no case sees, and why none can: `proof`, or what somebody wrote down."""

    product_set: int | None
    mutant: Mutant
    proof: str
    why: Argued | None

    @property
    def is_open(self) -> bool:
        """Whether nothing says why no case sees it."""
        return not self.proof and self.why is None


class Stale(NamedTuple):
    """An argument that no longer applies: its mutant is killed by now, or there is none like it."""

    argued: Argued
    address: str
    is_killed: bool


class Tried(NamedTuple):
    """A mutant and what became of it."""

    product_set: int | None
    mutant: Mutant
    found: Found


class Mutations(NamedTuple):
    """All mutants of a ruleset, or of one product set, and what became of them.

    `digest` is of all that it rests on; `others_in_state` counts what the state file holds of other
    rules, decks or changes.
    """

    ruleset: str
    tried: tuple[Tried, ...]
    survivors: tuple[Survivor, ...]
    stale: tuple[Stale, ...]
    digest: str
    others_in_state: int = 0

    @property
    def ok(self) -> bool:
        """Whether every mutant that loads is killed or argued."""
        return not any(survivor.is_open for survivor in self.survivors)

    @property
    def score(self) -> Score:
        """What became of all of them."""
        return self._score(self.tried)

    def by_kind(self) -> dict[Kind, Score]:
        """The score of each kind."""
        kinds = dict.fromkeys(one.mutant.kind for one in self.tried)
        return {k: self._score([o for o in self.tried if o.mutant.kind == k]) for k in kinds}

    def by_set(self) -> dict[int | None, Score]:
        """The score of each product set, and of the decision itself (None)."""
        sets = dict.fromkeys(one.product_set for one in self.tried)
        return {n: self._score([o for o in self.tried if o.product_set == n]) for n in sets}

    def refused_by(self) -> dict[str, int]:
        """How many mutants each check of the loader refuses, by its code."""
        codes = [one.found.by for one in self.tried if one.found.fate == "refused"]
        return {code: codes.count(code) for code in sorted(set(codes))}

    def _score(self, tried: Sequence[Tried]) -> Score:
        fates = [one.found.fate for one in tried]
        argued = {s.mutant.address for s in self.survivors if s.why and not s.proof}
        of_argued = sum(
            1 for o in tried if o.found.fate == "survived" and o.mutant.address in argued
        )
        refused, killed = fates.count("refused"), fates.count("killed")
        return Score(len(tried), refused, killed, fates.count("proven"), of_argued)


def run_mutants(
    catalog: Catalog,
    name: str,
    only: int | None = None,
    *,
    jobs: int = 1,
    state: Path | None = None,
    said: Told = lambda done, of: None,
) -> Mutations:
    """Try every mutant of a ruleset, or of one of its product sets, against its decks, in `jobs`
    processes. What comes is the same whatever their number.

    With `state`, what an earlier run found there about the same rules, decks and engine is taken
    over, and what this one finds is added at once.

    RulesetError where decks or arguments can't be read, or a case fails before anything is changed;
    FilingError where the state file can't be read or written.
    """
    ruleset = catalog.ruleset(name)
    numbers: tuple[int | None, ...] = (None, *ruleset.numbers) if only is None else (only,)
    trials = [_trial(catalog, ruleset, number) for number in numbers]
    argued = argued_in(catalog.folder / ruleset.id)
    kept, keys = state_in(state), [trial.key for trial in trials]
    others = kept.others(keys) if only is None else 0
    found = _found(catalog, ruleset, trials, jobs, kept, said)
    tried = tuple(
        Tried(trial.number, mutant, one)
        for trial in trials
        for mutant, one in zip(trial.mutants, found[trial.number], strict=True)
    )
    made = _with_arguments(name, tried, argued, numbers)
    digest = f"sha256:{sha256(''.join(keys).encode()).hexdigest()}"
    return made._replace(digest=digest, others_in_state=others)


Trial = TableTrial | DecisionTrial


def _trial(catalog: Catalog, ruleset: Ruleset, number: int | None) -> Trial:
    """The trial of a product set, or of the decision itself."""
    if number is None:
        return trial_of_decision(catalog, ruleset)
    return trial_of(catalog, ruleset, number)


class _Work(NamedTuple):
    """Some mutants of a product set, from one place to before another."""

    number: int | None
    first: int
    last: int


def _found(
    catalog: Catalog,
    ruleset: Ruleset,
    trials: Sequence[Trial],
    jobs: int,
    state: State,
    said: Told,
) -> dict[int | None, list[Found]]:
    """What became of every mutant, by product set, in their order."""
    by_number = {trial.number: trial for trial in trials}
    every = [
        _Work(t.number, first, min(first + _SLICE, len(t.mutants)))
        for t in trials
        for first in range(0, len(t.mutants), _SLICE)
    ]
    done: dict[_Work, Sequence[Found]] = {}
    for work in every:
        known = state.found(by_number[work.number].key, work.first, work.last)
        if known is not None:
            done[work] = known
    of = sum(len(trial.mutants) for trial in trials)
    count = sum(map(len, done.values()))
    said(count, of)
    todo = [work for work in every if work not in done]
    with closing(_in_order(todo, catalog, ruleset, trials, jobs)) as finished:
        for work, found in finished:
            state.add(by_number[work.number].key, work.first, work.last, found)
            done[work] = found
            count += len(found)
            said(count, of)
    return {
        number: [one for work in every if work.number == number for one in done[work]]
        for number in by_number
    }


def _in_order(
    todo: Sequence[_Work],
    catalog: Catalog,
    ruleset: Ruleset,
    trials: Sequence[Trial],
    jobs: int,
) -> Generator[tuple[_Work, Sequence[Found]]]:
    """What became of each slice, as it is finished: here, or in several processes at once."""
    if jobs <= 1 or len(todo) <= 1:
        by_number = {trial.number: trial for trial in trials}
        for work in todo:
            yield work, _of_slice(by_number[work.number], work)
        return
    folder = None if catalog is built_in() else catalog.folder
    others = set(active_children())
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (folder, ruleset.id)) as pool:
        waiting = {pool.submit(_here, work): work for work in todo}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BaseException:
            for child in set(active_children()) - others:
                child.terminate()  # a slice takes long, and somebody waits for the prompt
            # The pool joins them: two threads that join one process may each take it for alive.
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _of_slice(trial: Trial, work: _Work) -> Sequence[Found]:
    return [trial.found(mutant) for mutant in trial.mutants[work.first : work.last]]


_of_process: list[tuple[Catalog, str]] = []
"""In a process that tries mutants for another one: the catalogue and the ruleset."""


def _begin(folder: Path | None, ruleset: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the run, which ends its processes
    _of_process[:] = [(built_in() if folder is None else Catalog(folder), ruleset)]


def _here(work: _Work) -> Sequence[Found]:
    return _of_slice(_trial_here(work.number), work)


@lru_cache(maxsize=2)
def _trial_here(number: int | None) -> Trial:
    ((catalog, ruleset),) = _of_process
    return _trial(catalog, catalog.ruleset(ruleset), number)


def _with_arguments(
    name: str, tried: tuple[Tried, ...], argued: Iterable[Argued], numbers: Sequence[int | None]
) -> Mutations:
    """What became of all, with what was argued about survivors, and arguments without effect."""
    by_address = {address: one for one in argued for address in one.at}
    fates = {one.mutant.address: one.found.fate for one in tried}
    survivors = tuple(
        Survivor(
            one.product_set,
            one.mutant,
            one.found.by if one.found.fate == "proven" else "",
            by_address.get(one.mutant.address),
        )
        for one in tried
        if one.found.fate in ("survived", "proven")
    )
    stale = tuple(
        Stale(one, address, fates.get(address) == "killed")
        for address, one in by_address.items()
        if fates.get(address) not in ("survived", "proven")
        and _is_of(address, numbers)
        and one.is_own
    )
    return Mutations(name, tried, survivors, stale, "")


def _is_of(address: str, numbers: Sequence[int | None]) -> bool:
    """Whether an address is of one of these product sets, or of the decision."""
    return address.partition("/")[0] in ["decision" if n is None else str(n) for n in numbers]
