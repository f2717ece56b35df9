"""A round's paperwork from its folder: a council's result for each product, then all papers.

Results are worked out anew in every run, which takes moments; papers are set again only where what
they are made of has changed. One product's trouble never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import NamedTuple

from ..assembly.policy import Policy
from ..lang import Lang
from ..rating.council import CouncilResult
from ..reporting.html import html
from ..reporting.pdf import keep_nothing
from ..reporting.render import PaperFormat
from .councils import ProductRun, councils_of, is_decided
from .folder import RESULTS, Problem, RoundFolder
from .made import Making, Written, digest_of, held
from .overview import overview
from .papers import (
    PaperJob,
    carried,
    fields_by_product,
    fields_of_round,
    job_for_printer,
    job_of_product,
    job_of_round,
    set_papers,
)
from .sealing import Sealing, for_papers, seal_round
from .status import RoundStatus, status_of

__all__ = ["OVERVIEW", "RoundRun", "Step", "run_round"]

OVERVIEW = "index.html"
"""The page that leads to everything of a round."""


class Step(NamedTuple):
    """How far a run has come: what was just finished, and how much of it there is."""

    name: str
    done: int
    of: int


class RoundRun(NamedTuple):
    """What a run came to: results in the order of the products, files, and all that is in doubt."""

    folder: RoundFolder
    status: RoundStatus
    products: tuple[ProductRun, ...]
    sealing: Sealing
    files: tuple[Written, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Files that the round can't use, products whose council can't be worked out, records that
        don't hold.
        """
        return _problems(self.status, self.products, self.sealing)

    @property
    def results(self) -> tuple[CouncilResult, ...]:
        """The results that there are."""
        return tuple([one.result for one in self.products if one.result is not None])

    @property
    def exit_status(self) -> int:
        """2 where a file can't be used, 4 where something is due (dossiers, sheets, a quorum,
        another scoring), else 0.
        """
        if self.problems:
            return 2
        results = self.results
        late = [one for one in results if not is_decided(one)]
        return 4 if late or len(results) < len(self.products) or not results else 0


def run_round(
    folder: RoundFolder,
    policy: Policy,
    *,
    formats: tuple[PaperFormat, ...] = ("docx", "pdf"),
    lang: Lang = "vi",
    jobs: int = 1,
    force: bool = False,
    said: Callable[[Step], None] = lambda step: None,
) -> RoundRun:
    """Work out and write everything of a round. FilingError where another run has the folder, or a
    file can't be written.

    `jobs` processes set papers at once. `force` sets all papers again, and writes over what
    somebody has changed since.
    """
    with held(folder.root):
        making, status = Making(folder.root, force=force), status_of(folder, policy)
        products = councils_of(folder, policy)
        results = {one.product.name: one.result for one in products if one.result is not None}
        files = [
            file for name, one in results.items() for file in _keep_result(making, name, one, lang)
        ]
        sealing = seal_round(folder.root, products)
        files += sealing.files
        todo = _jobs(folder, results, sealing, formats, lang)
        files += _papers(making, todo, jobs, said)
        files += making.outdated([OVERVIEW, *[one.file for one in files]])
        files.sort()
        problems = _problems(status, products, sealing)
        page = html(overview(folder, products, files, problems, lang))
        files += making.write(OVERVIEW, digest_of(page), {OVERVIEW: page})
    return RoundRun(folder, status, products, sealing, tuple(files))


def _problems(
    status: RoundStatus, products: Sequence[ProductRun], sealing: Sealing
) -> tuple[Problem, ...]:
    """What status has found, and what only a council meets: each fault once."""
    known = {fault for problem in status.problems for fault in problem.faults}
    left = [(one.product.file, [f for f in one.faults if f not in known]) for one in products]
    without = [Problem(file, tuple(faults)) for file, faults in left if faults]
    return (*status.problems, *without, *sealing.problems)


def _keep_result(
    making: Making, name: str, result: CouncilResult, lang: Lang
) -> tuple[Written, ...]:
    """A result as systems read it, and in words."""
    files = {
        f"{RESULTS}/{name}.json": result.to_json(),
        f"{RESULTS}/{name}.txt": f"{result.explain(lang)}\n".encode(),
    }
    return making.write(f"{name}/result", digest_of(*files.values()), files)


def _jobs(
    folder: RoundFolder,
    results: Mapping[str, CouncilResult],
    sealing: Sealing,
    formats: tuple[PaperFormat, ...],
    lang: Lang,
) -> tuple[PaperJob, ...]:
    """The papers of every product, and those of the round; the minutes print the journal's head."""
    fields = fields_by_product(fields_of_round(folder.round, lang), folder.products, results)
    records = {name: sealed.record for name, sealed in sealing.records.items()}
    jobs = [
        job_of_product(name, one, fields, formats, lang, records.get(name))
        for name, one in results.items()
    ]
    fields = {**({"journal": sealing.head} if sealing.head else {}), **fields}
    of_all, sealed = tuple(results.values()), carried(for_papers(results, sealing))
    if results:
        jobs.append(job_of_round(of_all, fields, formats, lang, sealed))
    if results and "pdf" in formats:
        jobs.append(job_for_printer(of_all, fields, lang, sealed))
    return tuple(jobs)


def _papers(
    making: Making, todo: tuple[PaperJob, ...], jobs: int, said: Callable[[Step], None]
) -> Iterator[Written]:
    """Set and write the papers whose results, sheets or fields have changed; the others are
    reported as they stand.
    """
    digests = {job.name: job.of for job in todo}
    stale = [job for job in todo if not making.is_done(job.name, digests[job.name])]
    done = len(todo) - len(stale)
    for job in todo:
        if job not in stale:
            yield from making.files_of(job.name)
    for job, content in _set_all(stale, jobs):
        yield from making.write(job.name, digests[job.name], content)
        done += 1
        said(Step(job.name, done, len(todo)))


def _set_all(stale: Sequence[PaperJob], jobs: int) -> Iterator[tuple[PaperJob, dict[str, bytes]]]:
    """The papers of each job as they are finished: here, or in several processes at once.

    Papers made of all results come last, each in a process of its own: a process that sets them
    takes as much memory as all others together, and gives it back when it ends.
    """
    if jobs <= 1 or len(stale) <= 1:
        yield from ((job, set_papers(job)) for job in stale)
        return
    of_all = [job for job in stale if len(job.results) > 1]
    yield from _in_processes([job for job in stale if job not in of_all], jobs)
    for job in of_all:
        yield from _in_processes([job], 1)


def _in_processes(
    stale: Sequence[PaperJob], jobs: int
) -> Iterator[tuple[PaperJob, dict[str, bytes]]]:
    if not stale:
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), keep_nothing) as pool:
        waiting = {pool.submit(set_papers, job): job for job in stale}
        for future in as_completed(waiting):
            yield waiting.pop(future), future.result()  # whose papers are not kept
