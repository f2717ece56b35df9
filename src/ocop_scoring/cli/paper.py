"""`ocop report` and `ocop demo`: a result to a file that people read."""

from __future__ import annotations

from pathlib import Path

from ..rating.score import Evaluation
from ..reporting.render import PaperFormat, render
from ..rules.catalog import Catalog, built_in
from .files import folder_at, write_whole
from .frame import option, verb
from .language import Speech
from .options import bad_argument, one_of
from .output import put, put_json
from .rate import STDIN, rated, rating_arguments
from .show import EXIT, screen, show_cost, stands_on

__all__ = ["demo", "report"]

_DEMO = Path(__file__).parent.parent / "demo"


@verb("report")
@rating_arguments
@option("--format", "form", metavar="html|md", callback=one_of("html", "md"))
@option("--out", metavar="FILE")
def report(
    speech: Speech,
    dossier: str,
    sheet: str,
    ruleset: str | None,
    catalog: Catalog,
    form: PaperFormat | None,
    out: str | None,
) -> int:
    """Write the report of one sheet: exit status as of `score`."""
    if speech.json and out == "-":
        raise bad_argument("wrong-option", "--json", "--out FILE", "--out -")
    form = form or ("md" if out and Path(out).suffix.lower() == ".md" else "html")
    result = rated(dossier, sheet, ruleset, catalog)
    content = render(result, form, kind="report", lang=speech.lang)
    if out == "-":
        put(content)
        return EXIT[result.status]
    path = Path(out) if out else _named_after(dossier, form)
    write_whole(path, content, inputs=(dossier, sheet, catalog.folder))
    if speech.json:
        put_json(_lies_at(result, path))
    else:
        at = screen()
        at.line(result.verdict(speech.lang), "bold")
        at.line(speech.say("report-at", file=path))
    return EXIT[result.status]


def _named_after(dossier: str, form: str) -> Path:
    """A report's own name, after its dossier, in the folder where the command runs."""
    name = "dossier" if dossier == STDIN else Path(dossier).stem
    return Path(f"{name}-report.{form}")


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
def demo(speech: Speech, out: str) -> int:
    """Rate the invented dossier that the package ships, with its three sheets."""
    dossier = str(_DEMO / "dossier.yaml")
    results = {
        name: rated(dossier, str(_DEMO / f"{name}.yaml"), None, built_in())
        for name in ("sheet", "sheet-incomplete", "sheet-rejected")
    }
    result = results.pop("sheet")
    content = render(result, "html", kind="report", lang=speech.lang)
    path = folder_at(Path(out)) / "ocop-demo-report.html"
    write_whole(path, content)
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
