"""A blank score sheet can be read once it says who assesses, whatever is ticked."""

from __future__ import annotations

import re

import pytest
from support.folders import GOOD

import ocop_scoring
from ocop_scoring import Catalog, Evaluation, FilingError, ProductSet, read_dossier, read_sheet
from ocop_scoring.filing.blank import blank_sheet
from ocop_scoring.terms import ROLES
from ocop_scoring.text import LANGUAGES, Lang

LAW = ocop_scoring.ruleset("26-2026")
MINI = Catalog(GOOD)
TABLES = [
    MINI.ruleset("mini-2030").product_set(1),
    *(LAW.product_set(number) for number in LAW.numbers),
]
BOX = re.compile(r'^  #"(?P<number>[^"]+)": *(?P<mark>[^ ]*) +# ')
LINE = re.compile(r"^  #  - (?P<level>[^ ]+) +# ")


def named(table: ProductSet) -> str:
    return f"{table.ruleset}/{table.product_set}"


def boxes(text: str) -> dict[str, list[tuple[str, list[int]]]]:
    """The boxes of each criterion: what each writes, and its lines; of an item whose lines add up,
    all of them in one box.
    """
    found: dict[str, list[tuple[str, list[int]]]] = {}
    for index, line in enumerate(text.splitlines()):
        if box := BOX.match(line):
            found.setdefault(box["number"], []).append((box["mark"], [index]))
        elif LINE.match(line):
            list(found.values())[-1][-1][1].append(index)
    return found


def ticked(text: str, chosen: list[list[int]]) -> str:
    """The form with the # of some lines taken away, as a person does it."""
    lines = text.splitlines()
    for index in [index for box in chosen for index in box]:
        lines[index] = lines[index].replace("#", "", 1)
    return "\n".join(lines) + "\n"


def signed(text: str) -> str:
    """The sheet with its assessor: an id, and one of the roles."""
    text = re.sub(r'id: "\(.*\)"', "id: m1", text)
    return text.replace("#role: member", "role: member")


def rated(table: ProductSet, sheet_text: str) -> Evaluation:
    catalog = MINI if table.ruleset == "mini-2030" else None
    rules = catalog.ruleset("mini-2030") if catalog else LAW
    filed = str(rules.in_force.from_)
    dossier = {
        "format": "ocop-dossier/1",
        "product": {"name": "X", "product_set": table.product_set, "commune": "Y", "province": "Z"},
        "producer": {"name": "A", "kind": "cooperative", "representative": {"name": "B"}},
        "application": {"kind": "first", "submitted_on": filed},
    }
    sheet = read_sheet(signed(sheet_text))
    return ocop_scoring.score(rules, read_dossier(dossier, catalog=catalog), sheet)


@pytest.mark.parametrize("table", TABLES, ids=named)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_blank_sheet_is_a_sheet_of_its_product_set_where_nothing_is_assessed(
    table: ProductSet, lang: Lang
) -> None:
    result = rated(table, blank_sheet(table, lang))
    assert (result.status, result.total) == ("incomplete", 0)
    assert (result.sheet.product_set, result.sheet.ruleset) == (table.product_set, table.ruleset)
    assert not result.sheet.marks
    assert all(row.points is None for row in result.criteria)


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_criterion_and_level_has_a_box(table: ProductSet) -> None:
    text = blank_sheet(table, "vi")
    lines = text.splitlines()
    found = boxes(text)
    assert list(found) == [criterion.number for criterion in table.criteria]
    for criterion in table.criteria:
        words = "\n".join(lines)
        assert all(" ".join(level.vi.split()) in words for level in criterion.levels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_assesses_has_to_be_filled_in(lang: Lang) -> None:
    with pytest.raises(FilingError) as refused:
        read_sheet(blank_sheet(TABLES[1], lang))
    assert [(fault.code, fault.path) for fault in refused.value.faults] == [
        ("not-filled-in", "assessor/id"),
        ("missing-field", "assessor/role"),
    ]
    for role in ROLES:
        assert f"  #role: {role} " in blank_sheet(TABLES[1], lang)


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_any_box_can_be_ticked_and_gives_its_level(table: ProductSet) -> None:
    text = blank_sheet(table, "vi")
    found = boxes(text)
    for turn in range(max(len(lines) for lines in found.values())):
        chosen = [lines[min(turn, len(lines) - 1)] for lines in found.values()]
        result = rated(table, ticked(text, [lines for _, lines in chosen]))
        for row, (mark, lines) in zip(result.criteria, chosen, strict=True):
            shown = [str(row.points), *(level.id for level in row.levels)]
            assert mark in shown if mark else len(row.levels) == len(lines) - 1
        assert result.status in ("rated", "rejected")


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_the_best_boxes_give_every_point(table: ProductSet) -> None:
    text = blank_sheet(table, "vi")
    found = boxes(text)
    best = []
    for criterion in table.criteria:
        worth = {"": 100} | {str(level.mark): level.points for level in criterion.levels}
        best.append(max(found[criterion.number], key=lambda box: worth.get(box[0], 0))[1])
    result = rated(table, ticked(text, best))
    assert (result.status, result.star) == ("rated", 5)
    assert result.total == sum(criterion.points for criterion in table.criteria)


def test_what_print_says_beyond_a_title_stands_under_it() -> None:
    noted = [(table, c) for table in TABLES for c in table.criteria if c.note is not None]
    for table, criterion in noted[:3]:
        assert criterion.note is not None
        assert " ".join(criterion.note.vi.split()) in blank_sheet(table, "vi")


def test_two_ticks_on_one_item_are_refused_with_both_places() -> None:
    table = TABLES[0]
    text = blank_sheet(table, "vi")
    with pytest.raises(FilingError) as refused:
        rated(table, ticked(text, [lines for _, lines in boxes(text)["1.1"][:2]]))
    (fault,) = refused.value.faults
    assert fault.code == "duplicate-key"


def test_a_ground_of_rejection_can_be_ticked() -> None:
    table = TABLES[0]
    result = rated(table, blank_sheet(table, "vi").replace("#- forged", "- forged"))
    assert (result.status, result.sheet.rejects) == ("rejected", ("forged",))


@pytest.mark.parametrize("left", ["comment: …", "name: …", "assessed_on: …"])
def test_what_is_freed_and_left_open_is_refused_as_not_filled_in(left: str) -> None:
    text = signed(blank_sheet(TABLES[1], "vi")).replace(f"#{left}", left)
    with pytest.raises(FilingError) as refused:
        read_sheet(text)
    (fault,) = refused.value.faults
    assert (fault.code, fault.found) == ("not-filled-in", "…")
    assert fault.vi == (
        "“…” là chữ in sẵn của mẫu, chưa được điền; hãy điền vào, hoặc bỏ dòng này nếu được để trống."
    )
