"""Which papers a round has, what each is made of, and what the round's form says for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..filing.forms import ScoreSheet
from ..filing.round import Official, Round, RoundMember
from ..lang import Lang
from ..rating.council import CouncilResult
from ..rating.evaluation import Evaluation
from ..records.record import Record
from ..reporting.bound import bound
from ..reporting.kinds import Reported, paper_of
from ..reporting.paper import PaperKind
from ..reporting.pdf import pdf
from ..reporting.render import PaperFormat, render
from ..reporting.sealed import SealedSheet
from ..text import say
from .councils import is_decided
from .folder import PAPERS, Entered
from .made import digest_of

__all__ = [
    "FOR_THE_PRINTER",
    "OF_THE_ROUND",
    "PaperJob",
    "Part",
    "carried",
    "fields_by_product",
    "fields_of_round",
    "job_for_printer",
    "job_of_product",
    "job_of_round",
    "set_papers",
]

Fields = Mapping[str, object]
Formats = tuple[PaperFormat, ...]
OF_THE_ROUND = "/round"
"""What the papers on all products together are remembered by: no file is called so."""
FOR_THE_PRINTER = "/printer"
"""What the one file of all papers is remembered by."""
_A_VOLUME = 25
"""So many notices a volume for the printer has: one of hundreds of pages takes much memory."""


MOST_CARRIED = 16_000_000
"""A paper on all products carries their records up to so many bytes, some 95 products with nine
members each: to set it takes nine times as much memory.
"""


class Part(NamedTuple):
    """One paper: where it is to lie, of what kind, in which format; on one sheet, on which."""

    file: str
    kind: PaperKind
    format: PaperFormat
    sheet: ScoreSheet | None = None


class PaperJob(NamedTuple):
    """Papers that are made of the same results: set, written and remembered together."""

    name: str
    results: tuple[CouncilResult, ...]
    parts: tuple[Part, ...]
    fields: dict[str, object]
    lang: Lang
    records: tuple[Record, ...] = ()  # of the products, where all of them are sealed

    @property
    def of(self) -> str:
        """The digest of all that the papers are made of."""
        fields = [f"{name}={value}" for name, value in sorted(self.fields.items())]
        sheets = [sheet.model_dump_json() for one in self.results for sheet in one.sheets]
        dossiers = [one.dossier.model_dump_json() for one in self.results]
        results = [one.to_json(words=False) for one in self.results]
        files = [part.file for part in self.parts]
        records = [record.digest for record in self.records]
        return digest_of(self.lang, *files, *fields, *dossiers, *sheets, *results, *records)


def fields_of_round(round: Round, lang: Lang) -> dict[str, object]:  # noqa: A002 - the form's own name
    """What a round's form says for its papers: `papers` itself, and who sits in the council.

    Its `number` is that of the minutes alone: each other paper has one of its own, `KIND.number`.
    """
    chair = next((member for member in round.members if member.role == "chair"), None)
    there = [member for member in round.members if member.id not in round.absent]
    away = [(round.member(name), reason) for name, reason in round.absent.items()]
    absent = [f"{_person(member)}: {reason}" for member, reason in away if member]
    known: dict[str, object] = {
        "round_name": round.name,
        "present": [_person(member) for member in there],
        "absent": absent or say("overview.nobody", lang),
    }
    for office, person in (("chair", chair), ("secretary", round.secretary)):
        if person is not None:
            known[office] = person.name
            if person.office:
                known[f"{office}_office"] = person.office
    given: dict[str, object] = dict(round.papers)
    if "number" in given:
        given["minutes.number"] = given.pop("number")
    return {**known, **given}


def fields_by_product(
    fields: Fields, products: Sequence[Entered], rated: Collection[str]
) -> dict[str, object]:
    """The fields of single products by what papers name them by. `round.yaml` may name them by the
    code or by the dossier's file. Those of products without a result stand in no paper yet.
    """
    found = {name: value for name, value in fields.items() if "/" not in name}
    for name, value in fields.items():
        field, _, named = name.partition("/")
        for one in products:
            if one.is_called(named) and one.name in rated:
                found[f"{field}/{one.code or one.dossier.product.name}"] = value
    return found


def _person(person: Official | RoundMember) -> str:
    return f"{person.name}, {person.office}" if person.office else person.name


def carried(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records of a round as papers on all its products carry them: all, or none where they are
    more than one file should hold.
    """
    size = sum([len(record.to_bytes()) for record in records])
    return tuple(records) if size <= MOST_CARRIED else ()


def job_of_product(
    name: str,
    result: CouncilResult,
    fields: Fields,
    formats: Formats,
    lang: Lang,
    record: Record | None = None,
) -> PaperJob:
    """The papers on one product: a filled score sheet for every sheet, and the notice of a result
    that stands; made of the record, where the product is sealed.
    """
    parts = []
    for sheet in result.sheets:
        again = "" if sheet.round == 1 else f"-{sheet.round}"
        file = f"{PAPERS}/{name}/score-sheet-{sheet.assessor.id}{again}"
        parts += [Part(f"{file}.{form}", "score_sheet", form, sheet) for form in formats]
    if is_decided(result):
        file = f"{PAPERS}/{name}/notice"
        parts += [Part(f"{file}.{form}", "notice", form) for form in formats]
    return PaperJob(name, (result,), tuple(parts), dict(fields), lang, (record,) if record else ())


def job_of_round(
    results: Sequence[CouncilResult],
    fields: Fields,
    formats: Formats,
    lang: Lang,
    records: Sequence[Record] = (),
) -> PaperJob:
    """The papers on all products together, made of their records, where every one is sealed. Where
    nothing is to be certified, there is nothing to propose and to decide.
    """
    parts = [
        Part(f"{PAPERS}/{kind.replace('_', '-')}.{form}", kind, form)
        for kind in _kinds(results)
        for form in formats
    ]
    given = tuple(results), tuple(parts), dict(fields), lang, tuple(records)
    return PaperJob(OF_THE_ROUND, *given)


def _kinds(results: Sequence[CouncilResult]) -> list[PaperKind]:
    """The kinds of paper that a round has on all its products."""
    kinds: list[PaperKind] = ["minutes", "summary"]
    if any(sheet.assessor.role == "advisory" for one in results for sheet in one.sheets):
        kinds.append("advisory_report")
    if any(one.certifies for one in results):
        kinds += ["proposal_letter", "draft_decision"]
    return kinds


def job_for_printer(
    results: Sequence[CouncilResult], fields: Fields, lang: Lang, records: Sequence[Record] = ()
) -> PaperJob:
    """One PDF of the round's papers and of every notice, each on pages of its own; many notices
    come in volumes after that of the round. Score sheets, which members sign one by one, are not in
    it.
    """
    count = len(_volumes(results))
    names = ["all"] if count == 1 else [f"all-{number}" for number in range(1, count + 1)]
    parts = [Part(f"{PAPERS}/{name}.pdf", "notice", "pdf") for name in names]
    given = tuple(results), tuple(parts), dict(fields), lang, tuple(records)
    return PaperJob(FOR_THE_PRINTER, *given)


def _volumes(results: Sequence[CouncilResult]) -> list[list[CouncilResult]]:
    """The results with a notice, as they come in volumes: few with the papers of the round; many
    after a first volume, which has these papers alone.
    """
    noticed = [one for one in results if is_decided(one)]
    if len(noticed) <= _A_VOLUME:
        return [noticed]
    starts = range(0, len(noticed), _A_VOLUME)
    return [[], *[noticed[at : at + _A_VOLUME] for at in starts]]


def set_papers(job: PaperJob) -> dict[str, bytes]:
    """The papers of a job, by their files. A function of its own, so that processes can share the
    work.
    """
    if job.name == FOR_THE_PRINTER:
        return _for_printer(job)
    return {part.file: _set(job, part) for part in job.parts}


def _for_printer(job: PaperJob) -> dict[str, bytes]:
    """Each volume; the first one begins with the papers on all products. They say the digests of
    their records, where the job has them, and carry none: what is filed are the single papers.
    """
    of_all = _of_all(job)
    papers = [paper_of(of_all, kind, job.lang, job.fields) for kind in _kinds(job.results)]
    by_result = {id(result): one for result, one in zip(job.results, of_all, strict=True)}
    made = {}
    for part, results in zip(job.parts, _volumes(job.results), strict=True):
        noticed = [by_result[id(result)] for result in results]
        papers += [paper_of(one, part.kind, job.lang, job.fields) for one in noticed]
        made[part.file] = pdf(bound(papers, str(job.fields["round_name"])))
        papers = []
    return made


def _set(job: PaperJob, part: Part) -> bytes:
    of: Reported | tuple[Reported, ...] = _of_all(job)
    if job.records and part.sheet is not None:
        of = SealedSheet(job.records[0], part.sheet.assessor.id, part.sheet.round)
    elif job.name != OF_THE_ROUND and not job.records:
        of = job.results[0] if part.sheet is None else _evaluation(job.results[0], part.sheet)
    return render(of, part.format, kind=part.kind, lang=job.lang, fields=job.fields)


def _of_all(job: PaperJob) -> tuple[Reported, ...]:
    """What a paper on all of a job's products is made of: their records, where it has them."""
    return job.records or job.results


def _evaluation(result: CouncilResult, sheet: ScoreSheet) -> Evaluation:
    """One sheet's own result, as the council rated it."""
    outcome = result.outcomes[result.sheets.index(sheet)]
    return Evaluation(result.rules, result.dossier, sheet, outcome)
