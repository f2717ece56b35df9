"""Mistakes that people make: both type checkers refuse each line that says `wrong`, and no other."""

from __future__ import annotations

from datetime import date

import ocop_scoring as ocop


def mistakes(
    result: ocop.Evaluation, rules: ocop.Ruleset, dossier: ocop.Dossier, sheet: ocop.ScoreSheet
) -> None:
    print(ocop.nosuch)  # wrong: no such name
    print(result.stars)  # wrong: the attribute is `star`
    print(result.criteria[0].level_id)  # wrong: no such attribute
    sheet.comment = "later"  # wrong: a form can't be changed
    ocop.score(rules, sheet, dossier)  # wrong: the dossier comes first
    ocop.score(rules, dossier)  # wrong: without a sheet
    ocop.applicable(date(2026, 5, 10), "frist")  # wrong: no kind of application
    ocop.applicable("2026-05-10T00:00", "first", "kind")  # wrong: a day is a date
    ocop.render(result, "htlm")  # wrong: no format
    ocop.render(result, "html", lang="fr")  # wrong: no language
    ocop.render(result, "html", kind="reprot")  # wrong: no kind of paper
    result.explain("fr")  # wrong: no language
    result.explain(lang="english")  # wrong: no language
    ocop.Assessor(id="m1", role="bos")  # wrong: no role
    print(result.status == "ratd")  # wrong: no status
    rules.product_set("8")  # wrong: a number
    points: int = result.star  # wrong: None where nothing was rated
    print(points)
    for fault in ocop.FilingError([]).faults:
        print(fault.lines)  # wrong: the attribute is `line`
    rules.id = "26-2027"  # wrong: a ruleset can't be changed
    rules.product_set(8).revision = 99  # wrong: a table can't be changed
    level = rules.product_set(8).criteria[0].levels[0]
    level.points = 9  # wrong: a level can't be changed
    result.star = 5  # wrong: a result can't be changed


def mistakes_with_formats(kept: ocop.formats.Evaluation) -> None:
    kept.star = 5  # wrong: what was read can't be changed
    kept.parts["A"] = "40"  # wrong: nor its mappings
    print(kept.level)  # wrong: no such field
    print(kept.total + 1)  # wrong: decimals are text
    print(ocop.formats.Evaluation2)  # wrong: no such format
