"""Case decks: what a file may say, and what is said of one that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.decks import BEST, ran, said

from ocop_scoring.workshop import deck_files


def test_a_lone_case_is_a_deck_of_one(folder: Path) -> None:
    run = ran(folder, BEST.replace("- case", "case").replace("\n  ", "\n"))
    assert (len(run.cases), run.failed) == (1, ())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '"1": [3, 3, 2, 1]',
            '"1": [3, 3, 2]',
            "mini-2030/cases/01-dried.yaml:3:11 marks-of-group: group 1 has 4 criteria, and 3 marks are given; a mark each is due, null where nothing is assessed.",
        ),
        (
            '"2": [3, 2]',
            '"9": [3, 2]',
            "mini-2030/cases/01-dried.yaml:3:30 unknown-criterion: the table has no criterion “9”; perhaps 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 3.1.1, 4, 5 is meant.",
        ),
        (
            "  name: best\n",
            "  like: worst\n",
            "mini-2030/cases/01-dried.yaml:2:9 unknown-case: no earlier case of this deck is named “worst”; named are –.",
        ),
        (
            "a-full",
            "a-fuller",
            "mini-2030/cases/01-dried.yaml:3:58 unknown-level: criterion 4 has no level “a-fuller”;",
        ),
        ("total: 20", "totale: 20", "mini-2030/cases/01-dried.yaml:4:12 unknown-field:"),
        (
            "star: 5, unmet",
            "star: 6, unmet",
            "mini-2030/cases/01-dried.yaml:4:63 out-of-range: “6” is out of range; expected ≤ 5.",
        ),
        (
            "  name: best\n",
            "  product_set: 2\n",
            "mini-2030/cases/01-dried.yaml:2:16 number-is-not-file:",
        ),
    ],
)
def test_a_deck_that_cannot_be_read_is_refused_with_its_place(
    folder: Path, old: str, new: str, says: str
) -> None:
    assert old in BEST
    (line,) = said(folder, BEST.replace(old, new))
    assert line.startswith(says)


def test_a_deck_needs_the_number_of_a_product_set(folder: Path) -> None:
    assert said(folder, BEST, "best.yaml")[0].startswith(
        "mini-2030/cases/best.yaml:1:1 file-without-number:"
    )
    (folder / "mini-2030" / "cases" / "best.yaml").unlink()
    assert "unknown-product-set" in said(folder, BEST, "07-best.yaml")[0]


def test_an_amendments_decks_stand_in_for_its_bases(tmp_path: Path) -> None:
    for place, names in (
        ("1-2030/cases", ["01-a.yaml", "02-b.yaml"]),
        ("1-2030+2/cases", ["02-c.yaml"]),
    ):
        (tmp_path / place).mkdir(parents=True)
        for name in names:
            (tmp_path / place / name).touch()
    found = {
        number: [path.name for path in paths]
        for number, paths in deck_files(tmp_path / "1-2030+2").items()
    }
    assert found == {1: ["01-a.yaml"], 2: ["02-c.yaml"]}


def test_a_case_like_one_that_cannot_be_read_has_no_fault_of_its_own(folder: Path) -> None:
    deck = (
        BEST.replace("a-full", "a-fuller") + "- {case: Như trên, like: best, expect: {total: 20}}\n"
    )
    assert [line.split(" ")[1] for line in said(folder, deck)] == ["unknown-level:"]


def test_the_faults_of_all_cases_are_said_at_once(folder: Path) -> None:
    deck = (
        BEST
        + BEST.replace("a-full", "a-fuller").replace("best", "worse")
        + BEST.replace("[3, 3, 2, 1]", "[3]").replace("best", "third")
    )
    assert [line.split(" ")[1] for line in said(folder, deck)] == [
        "unknown-level:",
        "marks-of-group:",
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("like: x{n}", "unknown-case:"),
        ('marks: {"9.{n}": 1}', "unknown-criterion:"),
        ('marks: {"1": [1]}', "marks-of-group:"),
        ('marks: {"1.1": {n}}', "unknown-points:"),
        ("facts: {nothing_{n}: 1}", "unknown-fact:"),
        ("product_set: 2", "number-is-not-file:"),
        ("rejects: [nothing-{n}]", "unknown-gate:"),
    ],
)
def test_of_many_faults_of_a_deck_fifty_are_named_and_the_rest_counted(
    folder: Path, wrong: str, code: str
) -> None:
    cases = (
        f"- {{case: c, {wrong.replace('{n}', str(n + 100))}, expect: {{total: 1}}}}\n"
        for n in range(120)
    )
    lines = [line.split(" ") for line in said(folder, "".join(cases))]
    assert [line[1] for line in lines] == [code] * 50 + ["more-faults:"]
    assert lines[-1][2] == "70"


def test_all_that_is_wrong_with_one_case_is_said_at_once(folder: Path) -> None:
    deck = (
        '- {case: c, product_set: 2, like: nobody, marks: {"8": 1, "1": [1]}, '
        'expect: {levels: {"7": a}}}\n'
    )
    codes = [line.split(" ")[1] for line in said(folder, deck)]
    assert codes == [
        "number-is-not-file:",
        "unknown-criterion:",
        "unknown-case:",
        "unknown-criterion:",
        "marks-of-group:",
    ]


def test_a_name_given_twice_is_refused(folder: Path) -> None:
    (line,) = said(folder, BEST + BEST)
    assert line.startswith("mini-2030/cases/01-dried.yaml:6:9 case-twice:")


@pytest.mark.parametrize("name", ["0-a.yaml", "x.yaml", "-.yaml", "²-a.yaml"])
def test_a_file_whose_name_begins_with_no_number_is_no_deck(folder: Path, name: str) -> None:
    assert "file-without-number" in said(folder, BEST, name)[0]


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_an_empty_mark_is_not_assessed(folder: Path, nothing: str) -> None:
    deck = BEST.replace('"2": [3, 2]', f'"2.1": {nothing}, "2.2": 2')
    deck = deck.replace("expect: {total: 20", "expect: {status: incomplete, total: 17")
    run = ran(folder, deck[: deck.index(", star_by_points")] + "}\n")
    assert run.failed == ()
