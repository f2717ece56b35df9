"""`ocop report` and `ocop demo`: a result to a file that people read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ..rating.score import Evaluation
from ..reporting.render import FORMATS, PaperFormat, render
from ..rules.catalog import Catalog, built_in
from ..writing import folder_at, is_no_file, refuse_inputs, write_whole
from .frame import force_option, option, verb
from .language import Speech
from .options import bad_argument, one_of
from .output import put, put_json
from .own import is_paper, marked
from .rate import STDIN, rated, rating_arguments
from .show import EXIT, screen, show_cost, stands_on

__all__ = ["demo", "report"]

_DEMO = Path(__file__).parent.parent / "demo"


@verb("report")
@rating_arguments
@option("--format", "form", metavar="html|md|docx|pdf", callback=one_of(*FORMATS))
@option("--out", metavar="FILE")
@force_option
def report(
    speech: Speech,
    dossier: str,
    sheet: str,
    ruleset: str | None,
    catalog: Catalog,
    form: PaperFormat | None,
    out: str | None,
    force: bool,
) -> int:
    """Write the report of one sheet: exit status as of `score`."""
    if speech.json and out == "-":
        raise bad_argument("wrong-option", "--json", "--out FILE", "--out -")
    inputs = (dossier, sheet, catalog.folder)
    if out is not None and out != STDIN:
        refuse_inputs(Path(out), inputs)
    form = _form_of(out, form)
    result = rated(dossier, sheet, ruleset, catalog)
    content = render(result, form, kind="report", lang=speech.lang)
    if out == "-":
        put(content)
        return EXIT[result.status]
    path = Path(out) if out else _named_after(dossier, result, form)
    _write(path, content, form, inputs, force=force)
    if speech.json:
        put_json(_lies_at(result, path))
    else:
        at = screen()
        at.line(result.verdict(speech.lang), "bold")
        at.line(speech.say("report-at", file=path))
    return EXIT[result.status]


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


def _named_after(dossier: str, result: Evaluation, form: str) -> Path:
    """A report's own name, after its dossier, the sheet's assessor and round, in the folder where
    the command runs: the sheets of one dossier have a report each.
    """
    name = "dossier" if dossier == STDIN else Path(dossier).stem
    assessor = _UNFIT.sub("-", result.sheet.assessor.id)[:60]
    return Path(f"{name}-{assessor}-{result.sheet.round}-report.{form}")


_UNFIT = re.compile(r"[^\w.-]+")
"""What stands in ids and doesn't fit into the name of a file."""


def _lies_at(result: Evaluation, path: Path) -> dict[str, object]:
    """Where a report lies, and what it says in short."""
    return {
        "format": "ocop-report/1",
        "file": str(path),
        "status": result.status,
        "total": str(result.total),
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
