"""`ocop diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.decks import law_in


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    """The small ruleset, and a draft of it with a minimum lowered and a day moved."""
    old, new = tmp_path / "old", tmp_path / "new"
    for place in (old, new):
        place.mkdir()
        law_in(place)
    folder = new / "criteria" / "mini-2030"
    for file, was, becomes in (
        ("criteria/all.yaml", "good: {points: 2, minimum: 5", "good: {points: 2, minimum: 4"),
        ("ruleset.yaml", "in_force: {from: 2030-01-01", "in_force: {from: 2030-01-02"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return str(old / "criteria" / "mini-2030"), str(folder)


def test_what_moves_a_star_comes_first_with_a_sheet_that_shows_it(
    ocop: Ocop, folders: tuple[str, str]
) -> None:
    run = ocop("diff", *folders, "1")
    lines = run.out.splitlines()
    assert run.status == 0
    assert lines[1] == "Bản so sánh do công cụ lập, không phải văn bản chính thức."
    assert "Trong 21.600 cách chấm đủ một phiếu, 180 đổi sao (0,83 %)" in run.out
    commands = [line.split() for line in lines if line.startswith("  ocop score --string ")]
    stars = [ocop(*command[1:], "--json").json()["star"] for command in commands]
    assert f"{stars[0]}★ → {stars[1]}★" in run.out
    assert "Điều kiện tối thiểu (1)" in lines
    assert next(line for line in lines if "≠" in line).endswith(": 5★ → 4★")
    assert len(lines) < 45


def test_of_all_product_sets_a_line_each(ocop: Ocop, folders: tuple[str, str]) -> None:
    run = ocop("diff", *folders, "--lang", "en")
    assert "In force from: 2030-01-01 → 2030-01-02" in run.out
    (row,) = [line for line in run.out.splitlines() if line.startswith(" 1")]
    assert row.split()[1:5] == ["0.83", "%", "1", "0"]


def test_the_same_ruleset_twice_is_said_to_be_the_same(ocop: Ocop) -> None:
    run = ocop("diff", "26-2026", "26-2026", "8", "--quick")
    assert (run.status, run.out.splitlines()[-1]) == (0, "Hai bên như nhau: không khác gì.")


def test_json_is_the_whole_difference(ocop: Ocop, folders: tuple[str, str]) -> None:
    run = ocop("diff", *folders, "1", "--json")
    found = json.loads(run.out)
    assert (found["format"], found["from"], found["to"]) == ("ocop-diff/1", *folders)
    (table,) = found["product_sets"]
    (change,) = table["changes"]
    assert (change["kind"], change["id"], change["level"]) == ("minimum", "structure", "good")
    assert change["at"]["to"].startswith(f"{folders[1]}/criteria/all.yaml:")
    assert table["semantic"]["sheets_that_change_star"] == "180"
    quick = ocop("diff", *folders, "1", "--json", "--quick").json()
    assert "semantic" not in quick["product_sets"][0]


def test_the_page_stands_in_a_file_that_only_a_page_is_written_over(
    ocop: Ocop, folders: tuple[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "diff.html"
    assert ocop("diff", *folders, "--html", page).status == 0
    first = page.read_bytes()
    assert ocop("diff", *folders, "--html", page).status == 0
    assert page.read_bytes() == first
    page.write_text("ghi chú của tôi", encoding="utf-8")
    refused = ocop("diff", *folders, "--html", page)
    assert refused.status == 2
    assert page.read_text(encoding="utf-8") == "ghi chú của tôi"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("26-2025", "26-2026"), "unknown-ruleset"),
        (("26-2026", "criteria/26-202"), "unreadable-file"),
        (("26-2026", "26-2026", "27"), "unknown-product-set"),
        (("26-2026",), "missing-argument"),
    ],
)
def test_bad_input_is_one_sentence(ocop: Ocop, arguments: tuple[str, ...], code: str) -> None:
    run = ocop("diff", *arguments)
    assert run.status == 2
    assert code in run.err
    assert len(run.sentences) == 1
