"""Every sentence about a result, whole and in both languages: what results of every kind say, in
`sentences.yaml`. So no word of a sentence, and no value in it, can change unseen.

    python -m pytest tests/rating/test_words.py     # shows the lines that differ
    cd tests && python -m rating.test_words         # writes the file anew: read what git then shows
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from support import councils, papers
from support.folders import INVENTED, ROOT
from support.mini import BEST
from support.strategies import dossier_for, rate, sheet_for

import ocop_scoring as ocop
from ocop_scoring.text import LANGUAGES

FILE = ROOT / "tests" / "rating" / "sentences.yaml"
RULES = INVENTED.ruleset("mini-2030")
SMALL = RULES.product_set(1)
VOCABULARY = SMALL.vocabulary
CERTIFICATE = {"kind": "certificate", "number": "7", "issued_on": "2029-01-01"}


def of_file(marks: dict[str, Any], **entries: Any) -> ocop.Evaluation:
    """A result of a dossier with facts and papers."""
    sheet = sheet_for(SMALL, marks, assessed_on="2030-12-08")
    return ocop.score(RULES, dossier_for(SMALL, **entries), sheet)


def known() -> dict[str, ocop.Evaluation]:
    """Results that say what a file states, and what it lacks."""
    facts = {
        "share_of_local_workers": "0.45",
        "share_under_contract": "0.9",
        "months_under_contract": 12,
        "label_languages": 2,
        "processing": "simple",
        "certificate_required": True,
    }
    late = CERTIFICATE | {"expires_on": "2030-02-01"}
    papers_of = [late, late | {"number": None, "issued_to": "HTX Khác", "product": "Khác"}]
    unmarked = {"2.1": "told", "4": 0}
    return {
        "by-facts": of_file(BEST, facts=facts),
        "by-facts-alone": of_file(unmarked, facts=facts),
        "by-papers": of_file(BEST, facts=facts, documents=papers_of),
        "imported": of_file(BEST, facts={"all_imported": True}),
        "doubly": ocop.score(
            RULES,
            dossier_for(SMALL, facts={"all_imported": True}),
            sheet_for(SMALL, BEST | {"3.1.1": 0}, rejects=["imported", "zero-look"]),
        ),
        "closed": rate(SMALL, BEST | {"2.1": 0}),
        "nothing": rate(SMALL, {}),
        "worst": rate(SMALL, dict.fromkeys(BEST, 0)),
    }


def of_sheets() -> dict[str, Callable[[Any], str]]:
    """What each result of one sheet says, without the rows of the real tables: those are the law's."""
    every = papers.every_kind() | {"unreleased": papers.unreleased()} | known()
    return {f"sheet/{name}": _without_rows(result) for name, result in every.items()}


def _without_rows(result: ocop.Evaluation) -> Callable[[Any], str]:
    if result.ruleset == SMALL.ruleset:
        return result.explain
    rows = len(result.criteria)
    return lambda lang: "\n".join(result.explain(lang).splitlines()[:-rows])


def of_councils() -> dict[str, Callable[[Any], str]]:
    """What each result of a council says."""
    others = {
        "top": councils.top(),
        "bound": councils.bound(),
        "unreleased": councils.unreleased_council(),
    }
    every = councils.every_status() | others
    return {f"council/{name}": result.explain for name, result in every.items()}


def said() -> dict[str, dict[str, list[str]]]:
    """All that is said, line by line."""
    every = of_sheets() | of_councils()
    return {
        name: {lang: explain(lang).splitlines() for lang in LANGUAGES}
        for name, explain in every.items()
    }


def test_every_kind_of_result_says_what_it_said_in_both_languages() -> None:
    expected = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    for name, lines in said().items():
        assert lines == expected.pop(name), name
    assert expected == {}


if __name__ == "__main__":
    text = yaml.dump(said(), Dumper=yaml.CSafeDumper, allow_unicode=True, width=85, sort_keys=False)
    head = "# What each result of test_words.py says; a line changes only where a sentence or a value does.\n"
    FILE.write_text(head + text, "utf-8")
