"""Blank forms are valid as they stand, and stay so while they are filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.folders import GOOD

import ocop_scoring
from ocop_scoring import Catalog, Evaluation, ProductSet, Ruleset
from ocop_scoring.filing.blank import blank_dossier, blank_sheet
from ocop_scoring.text import LANGUAGES, Lang

LAW = ocop_scoring.ruleset("26-2026")
MINI = Catalog(GOOD)
TABLES = [
    MINI.ruleset("mini-2030").product_set(1),
    *(LAW.product_set(number) for number in LAW.numbers),
]
BOX = re.compile(r'^ +#"(?P<number>[^"]+)": (?P<mark>.+?),( |$)')


def named(table: ProductSet) -> str:
    return f"{table.ruleset}/{table.product_set}"


def boxes(text: str) -> dict[str, list[int]]:
    """The lines of each criterion's boxes."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(text.splitlines()):
        if match := BOX.match(line):
            found.setdefault(match["number"], []).append(index)
    return found


def ticked(text: str, chosen: list[int]) -> str:
    """The form with the # of some lines taken away, as a person does it."""
    lines = text.splitlines()
    for index in chosen:
        lines[index] = lines[index].replace("#", "", 1)
    return "\n".join(lines) + "\n"


def chosen_dossier(rules: Ruleset, table: ProductSet, lang: Lang = "vi") -> str:
    """A blank dossier whose three choices are made. A cooperative alone decides no criterion."""
    text = blank_dossier(rules, table, lang).replace("#kind: cooperative ", "kind: cooperative ")
    text = text.replace("#kind: first,", "kind: first,")
    return text.replace("#submitted_on: YYYY-MM-DD,", f"submitted_on: {rules.in_force.from_},")


def rated(table: ProductSet, sheet_text: str, folder: Path) -> Evaluation:
    catalog = MINI if table.ruleset == "mini-2030" else None
    rules = catalog.ruleset("mini-2030") if catalog else LAW
    (folder / "sheet.yaml").write_text(sheet_text, encoding="utf-8")
    (folder / "dossier.yaml").write_text(chosen_dossier(rules, table), encoding="utf-8")
    dossier = ocop_scoring.load_dossier(folder / "dossier.yaml", catalog=catalog)
    return ocop_scoring.score(rules, dossier, ocop_scoring.load_sheet(folder / "sheet.yaml"))


@pytest.mark.parametrize("table", TABLES, ids=named)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_blank_sheet_for_a_blank_dossier_is_a_sheet_where_nothing_is_assessed(
    table: ProductSet, lang: Lang, tmp_path: Path
) -> None:
    result = rated(table, blank_sheet(table, lang), tmp_path)
    assert (result.status, result.total) == ("incomplete", 0)
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


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_any_box_can_be_ticked_and_gives_its_level(table: ProductSet, tmp_path: Path) -> None:
    text = blank_sheet(table, "vi")
    found = boxes(text)
    for turn in range(max(len(lines) for lines in found.values())):
        result = rated(
            table,
            ticked(text, [lines[min(turn, len(lines) - 1)] for lines in found.values()]),
            tmp_path,
        )
        assert len(result.sheet.marks) == len(table.criteria)
        assert result.status in ("rated", "rejected")


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_the_best_boxes_give_every_point(table: ProductSet, tmp_path: Path) -> None:
    text = blank_sheet(table, "vi")
    lines = text.splitlines()
    by_line = {
        index: sum(
            level.points
            for level in criterion.levels
            if level.id in mark or mark == [str(level.points)]
        )
        for criterion in table.criteria
        for index in boxes(text)[criterion.number]
        if (mark := re.findall(r"[\w-]+", BOX.match(lines[index])["mark"]))  # type: ignore[index]
    }
    best = [max(indexes, key=lambda index: by_line[index]) for indexes in boxes(text).values()]
    result = rated(table, ticked(text, best), tmp_path)
    assert (result.status, result.star) == ("rated", 5)
    assert result.total == sum(criterion.points for criterion in table.criteria)


def test_two_ticks_on_one_item_are_refused_with_both_places(tmp_path: Path) -> None:
    table = TABLES[0]
    text = blank_sheet(table, "vi")
    with pytest.raises(ocop_scoring.FilingError) as refused:
        rated(table, ticked(text, boxes(text)["1.1"][:2]), tmp_path)
    (fault,) = refused.value.faults
    assert fault.code == "duplicate-key"


def test_a_ground_of_rejection_can_be_ticked(tmp_path: Path) -> None:
    table = TABLES[0]
    result = rated(table, blank_sheet(table, "vi").replace("#forged,", "forged,"), tmp_path)
    assert (result.status, result.sheet.rejects) == ("rejected", ("forged",))


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_blank_dossier_asks_for_the_facts_and_papers_of_its_table(table: ProductSet) -> None:
    rules = MINI.ruleset("mini-2030") if table.ruleset == "mini-2030" else LAW
    text = blank_dossier(rules, table, "vi")
    beside = table.vocabulary.beside
    for fact in table.vocabulary.facts.values():
        is_asked = fact.from_dossier is None and fact.name not in beside
        assert (f"#{fact.name}: " in text) == is_asked
    for kind in table.vocabulary.documents:
        assert (f"{{kind: {kind}," in text) == (kind not in beside)


def test_facts_and_papers_of_a_blank_dossier_can_be_filled_in(tmp_path: Path) -> None:
    rules = MINI.ruleset("mini-2030")
    text = chosen_dossier(rules, rules.product_set(1), "en")
    text = text.replace("#share_of_local_workers: ,", "share_of_local_workers: 0.64,").replace(
        "#processing: deep,", "processing: deep,"
    )
    text = (
        text.replace("    #woman: true", "    woman: true")
        .replace("#documents:", "documents:")
        .replace("#  - {kind", "  - {kind")
    )
    text = text.replace("YYYY-MM-DD", "2030-02-01").replace(
        "#product_group: dried", "product_group: dried"
    )
    path = tmp_path / "dossier.yaml"
    path.write_text(text, encoding="utf-8")
    dossier = ocop_scoring.load_dossier(path, catalog=MINI)
    assert set(dossier.facts) == {"share_of_local_workers", "processing"}
    assert dossier.documents is not None
    assert [paper.kind for paper in dossier.documents] == list(
        rules.product_set(1).vocabulary.documents
    )
    assert (dossier.producer.representative.woman, dossier.product.product_group) == (True, "dried")


def test_a_number_left_empty_is_unknown_as_one_that_is_left_out(tmp_path: Path) -> None:
    rules = MINI.ruleset("mini-2030")
    text = chosen_dossier(rules, rules.product_set(1))
    path = tmp_path / "dossier.yaml"
    path.write_text(
        text.replace("#share_of_local_workers: ,", "share_of_local_workers: ,"), encoding="utf-8"
    )
    assert "share_of_local_workers" not in ocop_scoring.load_dossier(path, catalog=MINI).facts


def test_what_decides_points_or_the_ruleset_has_to_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(blank_dossier(LAW, TABLES[1], "vi"), encoding="utf-8")
    with pytest.raises(ocop_scoring.FilingError) as refused:
        ocop_scoring.load_dossier(path)
    assert [(fault.code, fault.path) for fault in refused.value.faults] == [
        ("missing-field", "producer/kind"),
        ("missing-field", "application/kind"),
        ("missing-field", "application/submitted_on"),
    ]
