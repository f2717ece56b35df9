"""How much of the rules all cases together try."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.decks import BEST, ran
from support.folders import CRITERIA, INVENTED
from support.strategies import complete_marks, partial_marks, rate

import ocop_scoring as ocop
from ocop_scoring.workshop import Covered, coverage_of, run_cases
from ocop_scoring.workshop.cases.coverage import Coverage


def test_coverage_counts_what_some_case_tries_of_all_there_is(folder: Path) -> None:
    covered = {c.kind: c for c in ran(folder, BEST).coverage}
    table = ocop.Catalog(folder).ruleset("mini-2030").product_set(1)
    assert covered["levels"].of == sum(len(c.levels) for c in table.criteria)
    assert (
        covered["levels"].tried == len(table.criteria) + 1
    )  # two lines of the item whose lines add up
    assert "mini-2030/1/1.1/some" in covered["levels"].missing
    assert (covered["minimums-met"].tried, covered["minimums-missed"].tried) == (
        len(table.minimums),
        0,
    )
    assert covered["stars"].missing == (
        "mini-2030/1/4★",
        "mini-2030/1/3★",
        "mini-2030/1/2★",
        "mini-2030/1/1★",
    )
    assert (covered["boundaries"].tried, covered["boundaries"].of) == (0, 8)
    assert (covered["cases"].tried, covered["cases"].of) == (1, 2)
    assert covered["gates"].of == len(table.gates)


def test_the_decks_of_the_law_pass_and_leave_nothing_untried() -> None:
    run = run_cases(ocop.Catalog(CRITERIA), "1048-2019", fully=True)  # `make check` runs all
    assert run.failed == ()
    assert {c.kind: c.missing for c in run.coverage} == {c.kind: () for c in run.coverage}
    assert len(run.cases) > 500


MINI = INVENTED.ruleset("mini-2030").product_set(1)


def counted(*sheets: dict[str, object]) -> dict[str, tuple[int, int]]:
    """What some sheets try, by kind: how many of how many."""
    coverage = Coverage()
    coverage.expect(MINI)
    for marks in sheets:
        coverage.note(MINI, rate(MINI, marks))
    return {covered.kind: (covered.tried, covered.of) for covered in coverage.counted()}


def test_the_denominators_are_all_that_the_table_has() -> None:
    assert {kind: of for kind, (_, of) in counted().items()} == {
        "levels": sum(len(criterion.levels) for criterion in MINI.criteria),
        "cases": sum(len(criterion.cases) for criterion in MINI.criteria),
        "minimums-met": len(MINI.minimums),
        "minimums-missed": len(MINI.minimums),
        "gates": len(MINI.gates),
        "stars": 5,
        "boundaries": 8,
    }


@given(st.data())
def test_another_sheet_never_takes_anything_from_what_is_tried(data: st.DataObject) -> None:
    sheets = [data.draw(complete_marks(MINI)) for _ in range(3)]
    fewer, more = counted(*sheets[:2]), counted(*sheets)
    assert all(0 <= fewer[kind][0] <= more[kind][0] <= more[kind][1] for kind in more)


@given(st.data())
def test_an_unfinished_sheet_tries_no_star_no_boundary_and_no_minimum(data: st.DataObject) -> None:
    marks = data.draw(partial_marks(MINI))
    tried = counted(marks)
    if rate(MINI, marks).status != "rated":
        kinds = ("stars", "boundaries", "minimums-met", "minimums-missed")
        assert [tried[kind][0] for kind in kinds] == [0, 0, 0, 0]


@given(st.data())
def test_a_minimum_is_tried_only_up_to_the_star_by_points_and_in_its_own_case(
    data: st.DataObject,
) -> None:
    marks = data.draw(complete_marks(MINI, good=True))
    result = rate(MINI, marks)
    tried = counted(marks)
    if result.status == "rated":
        reached = result.star_by_points or 0
        bound = sum(minimum.star <= reached for minimum in MINI.minimums)
        assert tried["minimums-met"][0] + tried["minimums-missed"][0] <= bound
        assert tried["minimums-missed"][0] <= len(result.unmet)


def fully(folder: Path, deck: str) -> dict[str, Covered]:
    """What one deck of the small ruleset tries, by kind."""
    (folder / "mini-2030" / "cases" / "01-dried.yaml").write_text(deck, encoding="utf-8")
    run = run_cases(ocop.Catalog(folder), "mini-2030", 1, fully=True)
    return {covered.kind: covered for covered in run.coverage}


def test_each_condition_has_two_answers_and_each_end_its_sides(folder: Path) -> None:
    none = fully(folder, BEST)
    deck = (
        BEST
        + "- case: Đúng nửa\n  like: best\n  facts: {share_of_local_workers: 0.5}\n  expect: {}\n"
    )
    half = fully(folder, deck)
    for kind in ("alternatives-true", "alternatives-false", "ends"):
        assert half[kind].of == none[kind].of
        assert half[kind].tried > none[kind].tried
    gone = set(none["ends"].missing) - set(half["ends"].missing)
    assert gone == {"mini-2030/1/share_of_local_workers/0.5"}
    beside = fully(folder, deck.replace("0.5}", "0.495}"))
    gone = set(none["ends"].missing) - set(beside["ends"].missing)
    assert gone == {"mini-2030/1/share_of_local_workers/below 0.5"}
    assert fully(folder, deck.replace("0.5}", "0.48}"))["ends"].tried == none["ends"].tried


def test_papers_are_filed_or_missing_only_where_they_are_listed(folder: Path) -> None:
    none = fully(folder, BEST)["papers"]
    deck = BEST + "- case: Kê giấy tờ\n  like: best\n  documents: [certificate]\n  expect: {}\n"
    some = fully(folder, deck)["papers"]
    assert none.tried == 0
    assert "mini-2030/1/certificate/filed" not in some.missing
    assert "mini-2030/1/certificate/missing" in some.missing


def test_a_gate_has_as_many_ways_as_it_can_be_raised_and_waived(folder: Path) -> None:
    deck = (
        BEST
        + """\
- case: Thiếu giấy mà luật buộc
  like: best
  facts: {certificate_required: yes}
  documents: []
  expect: {status: rejected, gates: [no-certificate]}
- case: Luật không buộc
  like: best
  facts: {certificate_required: no}
  documents: []
  expect: {}
"""
    )
    gone = set(fully(folder, BEST)["gate-ways"].missing) - set(
        fully(folder, deck)["gate-ways"].missing
    )
    at = "mini-2030/1/no-certificate"
    assert gone == {f"{at}/evidence", f"{at}/waived"}


def test_what_is_counted_in_full_is_counted_by_table_too() -> None:
    found = coverage_of(INVENTED, "mini-2030")
    assert sum(table.of for table in found.tables) == sum(
        c.of for c in found.counts if c.kind != "days"
    )
    document = found.as_json()
    assert ocop.formats.DeckCoverage.model_validate(document).ok is found.ok
    for count in document["counts"]:
        assert count["of"] - count["tried"] == len(count["untried"])
        assert all(entry["vi"] and entry["en"] for entry in count["untried"])
