"""`python -m benchmarks`: measures every ratio in one run, prints them, and writes
docs/performance.md.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.filing.forms import Dossier, ScoreSheet
from ocop_scoring.rating.score import Evaluation
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.ruleset import Ruleset

from . import (
    agreement,
    dossiers,
    memory,
    pages,
    papers,
    plain,
    plain_evidence,
    processes,
    pydantic_forms,
    sheets,
    workbooks,
)
from .loading import Loading
from .peers import PEERS, items_of, prepared
from .report import Bar, Line, as_markdown, as_text, packages
from .timing import Side, Turns, tail, turn_about, turns_of

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "ocop-scoring",
    "pydantic",
    "pydantic-core",
    "PyYAML",
    "Jinja2",
    "click",
    "zen-engine",
    "OpenFisca-Core",
    "json-logic-qubit",
    "typer",
    "rich",
    "python-calamine",
    "XlsxWriter",
)
BY_HAND = "scorer written by hand"


@dataclass(frozen=True, slots=True)
class Case:
    """What all measurements share: a product set, its dossier, sheets and the baseline's table."""

    criteria: Path
    catalog: ocop.Catalog
    rules: Ruleset
    product_set: ProductSet
    dossier: Dossier
    sheets: list[ScoreSheet]
    table: plain.Table

    def rate(self, sheet: ScoreSheet) -> Evaluation:
        """By the library."""
        return ocop.score(self.rules, self.dossier, sheet)

    def by_hand(self, sheet: ScoreSheet) -> dict[str, Any]:
        """By the baseline."""
        return plain.score(self.table, sheet)


def case_of(criteria: Path, ruleset: str, number: int) -> Case:
    """A product set with its sheets, all complete. SystemExit where baseline and library differ on
    any sheet.
    """
    catalog = ocop.Catalog(criteria)
    rules = catalog.ruleset(ruleset)
    product_set = rules.product_set(number)
    dossier = sheets.dossier_of(rules, product_set)
    given = [*agreement.every_kind(product_set, 2000), *agreement.strange(product_set)]
    differing = agreement.disagreements(rules, dossier, product_set, given)
    if differing:
        sys.exit(
            f"baseline and library differ on {len(differing)} of {len(given)} sheets, "
            f"first: {dict(differing[0].marks)}"
        )
    print(f"baseline and library agree on {len(given)} sheets", file=sys.stderr)
    complete = sheets.sheets_of(
        product_set, [*sheets.complete(product_set, 2000), *sheets.edges(product_set)]
    )
    return Case(
        criteria, catalog, rules, product_set, dossier, complete, plain.table_from(product_set)
    )


def scoring(case: Case) -> Iterator[Line]:
    """One sheet, validated already: against the baseline, in the tail, in memory."""
    ours = Side(case.rate, case.sheets)
    yield faster(
        "`score`, full result",
        BY_HAND,
        turn_about(ours, Side(case.by_hand, case.sheets), 21),
        Bar(True, 2.0, 2.5),
    )
    middle, ratio = tail(ours)
    yield Line(
        "`score`, 99th percentile",
        "its own median",
        ratio,
        Bar(False, 2.0, 1.6),
        _time(middle * ratio),
        _time(middle),
    )
    held, dicts = (
        memory.held(case.rate, case.sheets[:2000]),
        memory.held(case.by_hand, case.sheets[:2000]),
    )
    yield Line(
        "memory of a kept result",
        "plain dicts",
        held / dicts,
        Bar(False, 0.6, 0.3),
        f"{held:,.0f} bytes",
        f"{dicts:,.0f} bytes",
    )


def evidence(case: Case) -> Iterator[Line]:
    """Dossiers with the demo's facts and papers, each with its own sheet: once with all marks, once
    with marks only where facts decide nothing.
    """
    ready = plain_evidence.ready_from(case.product_set)
    rated = case.sheets[:1000]
    filed = dossiers.filed(case.rules, case.product_set, len(rated))
    marked = list(zip(filed, rated, strict=True))
    decided = [(dossier, _unmarked(ready, dossier, sheet)) for dossier, sheet in marked]
    differing = agreement.disagreements_with_evidence(
        case.rules, case.product_set, [*marked, *decided]
    )
    if differing:
        sys.exit(f"baseline and library differ on {len(differing)} dossiers with facts and papers")

    def ours(pair: tuple[Dossier, ScoreSheet]) -> object:
        return ocop.score(case.rules, *pair)

    def by_hand(pair: tuple[Dossier, ScoreSheet]) -> object:
        return plain_evidence.score(ready, *pair)

    turns = turn_about(Side(ours, marked), Side(case.rate, rated), 21)
    yield cheaper("`score`, facts and papers", "bare dossier", turns, Bar(False, 4.0))
    turns = turn_about(Side(ours, marked), Side(by_hand, marked), 21)
    yield faster("`score`, facts and papers", BY_HAND, turns, Bar(True, 1.0))
    turns = turn_about(Side(ours, decided), Side(by_hand, decided), 21)
    yield faster("`score`, facts decide levels", BY_HAND, turns, Bar(True, 1.0))


def _unmarked(ready: plain_evidence.Ready, dossier: Dossier, sheet: ScoreSheet) -> ScoreSheet:
    """A sheet without the marks that the dossier's facts make needless."""
    decided = plain_evidence.decided(ready, dossier, sheet)
    marks = {number: mark for number, mark in sheet.marks.items() if number not in decided}
    return sheet.model_copy(update={"marks": marks})


def councils(case: Case) -> Iterator[Line]:
    """Nine members on a dossier with the demo's facts and papers, each council another one: what it
    comes to in numbers, without words, flips and agreement.
    """
    filed, rated = dossiers.filed(case.rules, case.product_set, 100), case.sheets[:100]
    given = [
        (dossier, sheets.council_of(case.product_set, sheet, 9))
        for dossier, sheet in zip(filed, rated, strict=True)
    ]

    def ours(sitting: tuple[Dossier, list[ScoreSheet]]) -> object:
        result = ocop.council(case.rules, *sitting, policy="mean-of-totals")
        return result.status, result.mean, result.star, result.unmet, result.certifies

    turns = turn_about(Side(ours, given), Side(case.rate, case.sheets[:900]), 21)
    yield cheaper("`council` of nine, real dossiers", "bare `score`", turns, Bar(False, 16.0))


def around(case: Case) -> Iterator[Line]:
    """What stands around `score`: which ruleset, and the result as JSON."""
    application = case.dossier.application.model_copy(update={"ruleset": None})
    undecided = case.dossier.model_copy(update={"application": application})
    asked = Side(lambda dossier: ocop.ruleset_for(dossier, catalog=case.catalog), [undecided] * 500)
    turns = turn_about(asked, Side(case.rate, case.sheets[:500]))
    yield cheaper("`ruleset_for` by dates", "`score`, bare dossier", turns, Bar(False, 5.0))
    given = list(
        zip(dossiers.filed(case.rules, case.product_set, 60), case.sheets[:60], strict=True)
    )
    known = [ocop.score(case.rules, *pair) for pair in given]
    documents = [result.as_json() for result in known]
    dumps = Side(lambda document: json.dumps(document, ensure_ascii=False, indent=1), documents)
    again = Side(lambda result: result.to_json(), known)
    against = "`json.dumps` of the same dict"
    turns = turn_about(again, dumps)
    yield cheaper("`to_json()`, asked again", against, turns, Bar(False, 2.0))
    turns = turns_of(lambda: _as_json_first(case, given), dumps.seconds, 15)
    yield cheaper("`to_json()` of a result just rated", against, turns, Bar(False, 3.5))


def _as_json_first(case: Case, given: list[tuple[Dossier, ScoreSheet]]) -> float:
    results = [ocop.score(case.rules, *pair) for pair in given]
    return Side(lambda result: result.to_json(), results).seconds()


def engines(case: Case) -> Iterator[Line]:
    """The same table in other engines, gates aside. SystemExit where one of them differs."""
    items, positions = items_of(case.product_set), prepared(case.product_set, case.sheets)
    for peer in PEERS:
        if not peer.is_installed:
            yield Line(
                "`score`, full result",
                peer.name,
                None,
                None,
                f"skipped: {peer.package} is not installed",
                "",
            )
            continue
        rate, given = (
            peer.make(items, case.table.bands),
            [peer.shape(position) for position in positions],
        )
        for sheet, shaped in list(zip(case.sheets, given, strict=True))[
            :: max(1, len(given) // (4 * peer.sheets))
        ]:
            result = case.rate(sheet)
            if result.status == "rated" and rate(shaped) != (result.total, result.star):
                sys.exit(f"{peer.name} and the library differ on {dict(sheet.marks)}")
        turns = turn_about(
            Side(case.rate, case.sheets), Side(rate, given[: peer.sheets]), peer.rounds
        )
        yield faster(
            "`score`, full result",
            peer.name,
            turns,
            Bar(True, 3.0) if peer.name.endswith("with trace") else None,
        )


def from_dicts(case: Case) -> Iterator[Line]:
    """Dicts as JSON gives them: validated, then rated."""
    documents = [
        (
            sheets.dossier_document(case.rules, case.product_set, f"Sản phẩm mẫu {number}"),
            sheets.sheet_document(case.product_set, dict(sheet.marks)),
        )
        for number, sheet in enumerate(case.sheets[:1000])
        if not any(
            isinstance(mark, tuple) for mark in sheet.marks.values()
        )  # theirs has no lists of lines
    ]

    def ours(pair: tuple[dict[str, Any], dict[str, Any]]) -> object:
        dossier, sheet = Dossier.model_validate(pair[0]), ScoreSheet.model_validate(pair[1])
        return ocop.score(case.rules, dossier, sheet)

    def theirs(pair: tuple[dict[str, Any], dict[str, Any]]) -> object:
        pydantic_forms.Dossier.model_validate(pair[0])
        return plain.score(case.table, pydantic_forms.Sheet.model_validate(pair[1]))

    turns = turn_about(Side(ours, documents), Side(theirs, documents), 21)
    yield faster(
        "validation and `score`, from dicts",
        "pydantic v2, then by hand",
        turns,
        Bar(True, 1.4, 2.0),
    )


def wrong_names(case: Case) -> Iterator[Line]:
    """A dossier of facts that nobody knows: fifty are named, the rest counted."""
    least = sheets.dossier_document(case.rules, case.product_set)

    def refusing(count: int) -> Callable[[], float]:
        document = {**least, "facts": {f"fact_{number}": 1 for number in range(count)}}

        def seconds() -> float:
            begun = perf_counter()
            try:
                ocop.read_dossier(document)
            except ocop.FilingError:
                return perf_counter() - begun
            raise RuntimeError("facts that nobody knows were read")

        return seconds

    yield cheaper(
        "2,000 unknown facts refused",
        "50 unknown facts",
        turns_of(refusing(2000), refusing(50), 15),
        Bar(False, 20),
    )


def fresh_processes(case: Case) -> Iterator[Line]:
    """Imports, one sheet, the command."""
    marks = case.sheets[0].marks
    with TemporaryDirectory() as folder:
        stage = processes.installed(
            Path(folder),
            case.criteria,
            case.rules.id,
            sheets.dossier_document(case.rules, case.product_set),
            sheets.sheet_document(case.product_set, dict(marks)),
        )
        yield cheaper(
            f"`{processes.OURS}`",
            f"`{processes.IMPORT}`",
            stage.turns(stage.timer(processes.OURS), processes.IMPORT, 25),
            Bar(False, 0.4),
        )
        against = "forms written in pydantic, imported with yaml"
        yield cheaper(
            "process that rates one sheet",
            against,
            stage.turns(stage.one_sheet(), processes.FORMS, 25),
            Bar(False, 1.4),
        )
        why = stage.why_no_command()
        what = "`ocop score D S --json`"
        if why:
            yield Line(what, against, None, Bar(False, 1.6), f"skipped: {why}", "")
        else:
            yield cheaper(
                what, against, stage.turns(stage.command(), processes.FORMS), Bar(False, 1.6)
            )


def loading(case: Case) -> Iterator[Line]:
    """Rules from YAML and from the cache."""
    with TemporaryDirectory() as folder:
        load = Loading(case.criteria, case.rules.id, case.product_set.product_set, Path(folder))
        bare = "`yaml.load` of the same files"
        yield cheaper(
            "all product sets read and checked",
            bare,
            turns_of(load.checked, load.bare_all, 15),
            Bar(False, 1.8, 1.3),
        )
        yield cheaper(
            "all product sets from YAML, as asked for",
            bare,
            turns_of(load.all_from_yaml, load.bare_all, 15),
            Bar(False, 1.8),
        )
        yield cheaper(
            "all product sets from the cache",
            bare,
            turns_of(load.all_from_cache, load.bare_all, 15),
            Bar(False, 0.25),
        )
        yield cheaper(
            "`reach` of all product sets, from the cache",
            bare,
            turns_of(load.proven_from_cache, load.bare_all, 9),
            Bar(False, 4, 2.5),
        )
        yield cheaper(
            "one product set from YAML", bare, turns_of(load.one_from_yaml, load.bare_one, 9), None
        )
        yield cheaper(
            "one product set from the cache",
            bare,
            turns_of(load.one_from_cache, load.bare_one, 15),
            Bar(False, 0.1),
        )
        yield cheaper(
            "one product set from the cache",
            "from YAML",
            turns_of(load.one_from_cache, load.one_from_yaml, 9),
            None,
        )


def reports(case: Case) -> Iterator[Line]:
    """The HTML report against its bare template."""
    bar, what, against = (
        Bar(True, 0.8, 0.95),
        "HTML report of a result just rated",
        "its bare Jinja2 template",
    )
    try:
        page = pages.Pages(case.rate, case.sheets[:60])
    except (ImportError, LookupError) as missing:
        yield Line(what, against, None, bar, f"skipped: {missing}", "")
        return
    yield faster(what, against, turns_of(page.fresh, page.bare, 15), bar)
    yield faster(
        "HTML report, findings and next star known",
        against,
        turns_of(page.asked, page.bare, 15),
        None,
    )


def of_papers(case: Case) -> Iterator[Line]:
    """The summary of a round as PDF and DOCX against what sets it without us."""
    del case
    pdf, docx = "PDF, a round of 60 dossiers", "DOCX, a round of 60 dossiers"
    typst, python_docx = "Typst alone, fonts kept", "python-docx, its table at once"
    bars = Bar(False, 2.0), Bar(False, 1.2)
    try:
        measured = papers.Papers()
    except ImportError as missing:
        yield Line(pdf, typst, None, bars[0], f"skipped: {missing}", "")
        yield Line(docx, python_docx, None, bars[1], f"skipped: {missing}", "")
        return
    yield cheaper(pdf, typst, turns_of(measured.pdf, measured.typst, 9), bars[0])
    yield cheaper(docx, python_docx, turns_of(measured.docx, measured.python_docx, 9), bars[1])


def reading_workbooks(case: Case) -> Iterator[Line]:
    """A filled-in workbook to a score sheet, against python-calamine's own reading."""
    what, against = "workbook to score sheet, checked", "`python-calamine`, all cells of the file"
    try:
        given = workbooks.Workbooks(case.rules, case.dossier, case.sheets[:20], case.catalog)
    except ImportError as missing:
        yield Line(what, against, None, Bar(False, 1.5), f"skipped: {missing}", "")
        return
    turns = turns_of(given.read, given.all_cells, 21)
    yield cheaper(what, against, turns, Bar(False, 1.5))
    turns = turns_of(given.opened, given.some_cells, 21)
    yield cheaper("workbook opened within bounds", "the same two worksheets", turns, None)


def faster(what: str, against: str, turns: Turns, bar: Bar | None) -> Line:
    """A line whose ratio says how many times as fast we are."""
    spread = f"{turns.low:.3g}–{turns.high:.3g}"
    return Line(what, against, turns.ratio, bar, _time(turns.ours), _time(turns.theirs), spread)


def cheaper(what: str, against: str, turns: Turns, bar: Bar | None) -> Line:
    """A line whose ratio says how many times as much we take."""
    spread = f"{1 / turns.high:.3g}–{1 / turns.low:.3g}"
    return Line(what, against, 1 / turns.ratio, bar, _time(turns.ours), _time(turns.theirs), spread)


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


MEASUREMENTS: tuple[Callable[[Case], Iterator[Line]], ...] = (
    scoring,
    evidence,
    councils,
    around,
    engines,
    from_dicts,
    wrong_names,
    fresh_processes,
    loading,
    reports,
    of_papers,
    reading_workbooks,
)


def arguments() -> Namespace:
    """What the command line asks for."""
    asked = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "--criteria", type=Path, default=ROOT / "criteria", help="folder of rulesets"
    )
    asked.add_argument("--ruleset", default="26-2026")
    asked.add_argument("--product-set", type=int, default=8)
    asked.add_argument(
        "--only",
        nargs="*",
        choices=[measure.__name__ for measure in MEASUREMENTS],
        help="write no page",
    )
    asked.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    return asked.parse_args()


def main() -> None:
    """Measure, print, write."""
    asked = arguments()
    case = case_of(asked.criteria, asked.ruleset, asked.product_set)
    lines: list[Line] = []
    for measure in MEASUREMENTS:
        if asked.only is None or measure.__name__ in asked.only:
            print(f"measuring: {measure.__name__} …", file=sys.stderr)
            lines += measure(case)
    print(as_text(lines))
    if asked.only is None:
        product_set = case.product_set
        subject = (
            f"product set {product_set.product_set} of {product_set.ruleset}, "
            f"{product_set.title.say('en')}"
        )
        levels = sum(len(criterion.levels) for criterion in product_set.criteria)
        page = as_markdown(lines, packages(PACKAGES), subject, len(product_set.criteria), levels)
        asked.output.parent.mkdir(parents=True, exist_ok=True)
        asked.output.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
