"""`ocop report` and `ocop demo`: a result to a file that people read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

import click

from ..errors import Fault, FilingError
from ..rating.council import CouncilResult
from ..rating.score import Evaluation
from ..records.record import Record, load_record
from ..reporting.kinds import KINDS, missing_fields
from ..reporting.mark import is_paper, marked
from ..reporting.paper import PaperKind
from ..reporting.papers.fields import PaperField
from ..reporting.render import FORMATS, PaperFormat, render
from ..rules.catalog import Catalog, built_in
from ..terms import Certifier
from ..writing import folder_at, is_no_file, refuse_inputs, write_whole
from .council import Sitting, council_of, council_options
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, one_of, read_ruleset, usage_of
from .output import put, put_json
from .rate import STDIN, rated
from .show import EXIT, screen, show_cost, stands_on

__all__ = ["demo", "report"]

_DEMO = Path(__file__).parent.parent / "demo"

_read_kind = one_of(*KINDS)


def read_kind(ctx: click.Context, parameter: click.Parameter, value: str | None) -> PaperKind:
    """A kind of paper; with hyphens, as words of commands have them, too."""
    kind: PaperKind = _read_kind(ctx, parameter, value.replace("-", "_") if value else value)
    return kind


@verb("report")
@argument("dossier")
@argument("sheet", nargs=-1, required=False)
@option("--kind", "kind", metavar="KIND", default="report", callback=read_kind)
@option("--field", "field", metavar="ID=VALUE", multiple=True)
@option("--ruleset", metavar="ID", callback=read_ruleset)
@criteria_option
@council_options
@option("--format", "form", metavar="html|md|docx|pdf", callback=one_of(*FORMATS))
@option("--out", metavar="FILE")
@force_option
def report(
    speech: Speech,
    dossier: str,
    sheet: tuple[str, ...],
    kind: PaperKind,
    field: tuple[str, ...],
    ruleset: str | None,
    catalog: Catalog,
    policy: str | None,
    appointed: int | None,
    decided: date | None,
    level: Certifier | None,
    conflict: tuple[str, ...],
    form: PaperFormat | None,
    out: str | None,
    force: bool,
) -> int:
    """Write a paper on one sheet, or on a council's, or of sealed records: exit status as of
    `score`, `council`.
    """
    if speech.json and out == "-":
        raise bad_argument("wrong-option", "--json", "--out FILE", "--out -")
    inputs: tuple[str | Path, ...] = (dossier, *sheet, catalog.folder)
    if out is not None and out != STDIN:
        refuse_inputs(Path(out), inputs)
    form, fields = _form_of(out, form), _fields(field)
    sealed = _sealed(dossier, sheet)
    if sealed:
        _refuse_beside_records(policy=policy, ruleset=ruleset, decided=decided, level=level)
        results: list[Result] = [record.outcome() for record in sealed]
    else:
        sitting = Sitting(appointed, conflict, decided, level)
        results = _results(dossier, sheet, kind, policy, ruleset, catalog, sitting)
    of = sealed or results
    content = render(of, form, kind=kind, lang=speech.lang, fields=fields)
    status = max(_exit(result) for result in results)
    if out == "-":
        put(content)
        return status
    path = Path(out) if out else _named_after(dossier, results[0], kind, form)
    _write(path, content, form, inputs, force=force)
    missing = missing_fields(of, kind=kind, fields=fields)
    if speech.json:
        put_json(
            _lies_at(results[0], path)
            if kind == "report"
            else _paper_at(results, path, kind, missing)
        )
    else:
        _show(results, path, missing, speech)
    return status


Result = Evaluation | CouncilResult


def _exit(result: Result) -> int:
    return EXIT[result.status] if isinstance(result, Evaluation) else result.exit_status


def _sealed(first: str, others: tuple[str, ...]) -> list[Record]:
    """The records that are named, where the first file is one; where it is none there must be
    sheets beside it.
    """
    if first != STDIN and _is_record(Path(first)):
        return [load_record(path) for path in (first, *others)]
    if not others:
        ctx = click.get_current_context()
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[1])
    return []


def _is_record(path: Path) -> bool:
    try:
        return path.suffix == ".json" and b'"ocop-record/' in path.read_bytes()
    except OSError:  # whoever reads it as a dossier says what is wrong
        return False


def _refuse_beside_records(**given: object) -> None:
    """A record has its own rules, policy and day."""
    for name, value in given.items():
        if value is not None:
            usage = usage_of(click.get_current_context())
            where = f"--{name}"
            raise bad_argument("wrong-option", where, usage, where, habit="beside-record")


_OF_SHEETS = ("report", "score_sheet", "advisory_report")
"""Kinds of paper that can be made of sheets alone."""


def _results(
    dossier: str,
    sheets: tuple[str, ...],
    kind: PaperKind,
    policy: str | None,
    ruleset: str | None,
    catalog: Catalog,
    sitting: Sitting,
) -> list[Result]:
    """What the paper is on: a council's result under its policy, else each sheet's own."""
    if policy is not None:
        return [council_of(dossier, sheets, policy, ruleset, catalog, sitting)]
    if kind not in _OF_SHEETS:
        raise FilingError(Fault("policy-not-chosen", None, "", "", "--policy ID"))
    if len(sheets) > 1 and kind != "advisory_report":
        usage = usage_of(click.get_current_context())
        raise bad_argument("wrong-option", sheets[1], usage, habit="several-sheets")
    return [rated(dossier, sheet, ruleset, catalog) for sheet in sheets]


def _fields(given: tuple[str, ...]) -> dict[str, list[str]]:
    """Fields of papers, `id=value`; of one given several times, its lines."""
    found: dict[str, list[str]] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            raise bad_argument("wrong-option", each, "ID=VALUE", "--field")
        found.setdefault(name.strip(), []).append(value)
    return found


def _show(
    results: Sequence[Result], path: Path, missing: Sequence[PaperField], speech: Speech
) -> None:
    at = screen()
    for result in results:
        at.line(result.verdict(speech.lang), "bold")
    if missing:
        named = [f"{field.id} ({field.words.say(speech.lang)})" for field in missing]
        at.line(speech.say("paper-missing", count=len(named), fields="; ".join(named)))
    at.line(speech.say("report-at", file=path))


def _write(
    path: Path, content: bytes, form: PaperFormat, inputs: Sequence[str | Path], *, force: bool
) -> None:
    """A paper to its file. What programs of offices open bears no mark: the same is written again,
    but over another one only by force.
    """
    if form in ("html", "md"):
        write_whole(path, marked(content), inputs, is_own=None if force else is_paper)
    else:
        write_whole(path, content, inputs, is_own=None if force else content.__eq__)


_FORMS: Mapping[str, PaperFormat] = MappingProxyType(
    {".html": "html", ".htm": "html", ".md": "md", ".docx": "docx", ".pdf": "pdf"}
)
"""The format that the end of a file's name says."""


def _form_of(out: str | None, form: PaperFormat | None) -> PaperFormat:
    """The format of a report: as asked for, or as its file's name ends. CatalogError where the name
    ends otherwise; a device may be called as it likes.
    """
    if out is None or out == STDIN or is_no_file(Path(out)):
        return form or "html"
    said = _FORMS.get(Path(out).suffix.lower())
    if said is None:
        raise bad_argument("other-suffix", out, ", ".join(_FORMS), "--out")
    if form is not None and form != said:
        ends = ", ".join([suffix for suffix, of in _FORMS.items() if of == form])
        raise bad_argument("other-suffix", out, ends, "--out")
    return said


def _named_after(dossier: str, result: Result, kind: PaperKind, form: str) -> Path:
    """A paper's own name, after its dossier, its kind, and where it is on a sheet, the assessor and
    round, in the folder where the command runs: the sheets of one dossier have a report each.
    """
    name, what = "dossier" if dossier == STDIN else Path(dossier).stem, kind.replace("_", "-")
    if isinstance(result, Evaluation) and kind != "advisory_report":
        assessor = _UNFIT.sub("-", result.sheet.assessor.id)[:60]
        name = f"{name}-{assessor}-{result.sheet.round}"
    return Path(f"{name}-{what}.{form}")


_UNFIT = re.compile(r"[^\w.-]+")
"""What stands in ids and doesn't fit into the name of a file."""


def _paper_at(
    results: Sequence[Result], path: Path, kind: PaperKind, missing: Sequence[PaperField]
) -> dict[str, object]:
    """Where a paper lies, on which results, and what nobody filled in."""
    return {
        "format": "ocop-paper/1",
        "file": str(path),
        "kind": kind,
        "results": [_in_short(result) for result in results],
        "missing": [field.id for field in missing],
    }


def _in_short(result: Result) -> dict[str, object]:
    return {
        "status": result.status,
        "star_by_points": result.star_by_points,
        "star": result.star,
        "ruleset": result.ruleset,
        "product_set": result.product_set,
        "ruleset_digest": result.ruleset_digest,
    }


def _lies_at(result: Result, path: Path) -> dict[str, object]:
    """Where a report lies, and what it says in short."""
    total = result.total if isinstance(result, Evaluation) else result.mean_shown
    return {
        "format": "ocop-report/1",
        "file": str(path),
        "status": result.status,
        "total": str(total),
        "star_by_points": result.star_by_points,
        "star": result.star,
        "ruleset": result.ruleset,
        "product_set": result.product_set,
        "ruleset_digest": result.ruleset_digest,
    }


@verb("demo")
@option("--out", metavar="DIR", default=".")
@force_option
def demo(speech: Speech, out: str, force: bool) -> int:
    """Rate the invented dossier that the package ships, with its three sheets."""
    dossier = str(_DEMO / "dossier.yaml")
    results = {
        name: rated(dossier, str(_DEMO / f"{name}.yaml"), None, built_in())
        for name in ("sheet", "sheet-incomplete", "sheet-rejected")
    }
    result = results.pop("sheet")
    content = render(result, "html", kind="report", lang=speech.lang)
    path = folder_at(Path(out)) / "ocop-demo-report.html"
    write_whole(path, marked(content), is_own=None if force else is_paper)
    if speech.json:
        lies_at, shown = _lies_at(result, path), result.as_json()
        put_json({"format": "ocop-demo/1", "report": lies_at, "result": shown})
    else:
        _show_demo(result, results, path, speech)
    return 0


def _show_demo(
    result: Evaluation, others: dict[str, Evaluation], path: Path, speech: Speech
) -> None:
    at = screen()
    rated_of = result.rated
    at.line(speech.say("demo", product=rated_of.product_name, producer=rated_of.producer), "dim")
    at.line()
    show_cost(at, result, speech)
    at.line()
    for name, other in others.items():
        gates = [raised.gate.words.say(speech.lang) for raised in other.gates]
        verdict = "; ".join([other.verdict(speech.lang), *gates])
        at.line(speech.say("demo-other", name=f"{name}.yaml", verdict=verdict))
    at.line(stands_on(result, speech), "dim")
    at.line(speech.say("report-at", file=path), "bold")
    at.line(speech.say("demo-files", folder=_DEMO), "dim")
