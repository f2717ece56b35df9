"""`ocop reach`: claims about every sheet, each with a command that shows it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import GOOD

import ocop_scoring as ocop_face
from ocop_scoring import formats


def commands(out: str) -> list[list[str]]:
    """The arguments of the commands that were printed."""
    lines = [line.strip() for line in out.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("ocop score ")]


def test_a_table_is_told_on_one_screen_with_a_command_for_each_claim(ocop: Ocop) -> None:
    run = ocop("reach", "26-2026", "8", "--lang", "en")
    lines = run.out.splitlines()
    assert lines[1] == "926,228,595,238,502,400 different complete sheets; most points: 100"
    assert lines[3].split() == ["5★", "6,720,450", "50", "90", "99"]
    assert (
        "Points reached, a minimum missed: 5★ 209,560,846 · 4★ 1,389,724,343,523,912 · " in run.out
    )
    assert max(len(line) for line in lines[1:8]) <= 80
    assert "Every criterion decides a star by itself on some sheet." in lines
    assert "– 5★ with fewest points: 90" in lines
    assert len(commands(run.out)) == 3
    assert "7 more sheets show the rest: ocop reach 26-2026 8 --out DIR writes each" in run.out
    assert (run.status, run.err) == (0, "")
    assert len(lines) < 24


@pytest.mark.parametrize(("ruleset", "number"), [("26-2026", "26"), ("1048-2019", "26")])
def test_every_command_shows_the_points_and_the_star_of_its_claim(
    ocop: Ocop, ruleset: str, number: str
) -> None:
    run = ocop("reach", ruleset, number, "--lang", "en")
    said = [line for line in run.out.splitlines() if line.startswith("– ")]
    for claim, command in zip(said, commands(run.out), strict=True):
        result = ocop(*command, "--json").json()
        assert result["total"] == claim.rpartition(" ")[2]
        star = re.search(r"(\d)★", claim)
        if star and "without" in claim:
            assert result["star"] < int(star[1])
        elif star:
            assert result["star"] == int(star[1])


def test_so_many_points_and_another_star_can_be_asked_for(ocop: Ocop) -> None:
    run = ocop("reach", "26-2026", "8", "--points", "92", "--lang", "en")
    counts = ocop_face.reach("26-2026", product_set=8).stars_by_total[92]
    for star, sheets in counts.items():
        assert f"– 92 points but {star}★: {sheets:,} sheets" in run.out
    for star, command in zip(counts, commands(run.out), strict=True):
        result = ocop(*command, "--json").json()
        assert (result["total"], result["star"]) == ("92", star)
    asked = ocop("reach", "26-2026", "8", "--points", "92", "--json").json()
    assert asked["stars_by_total"]["92"]["5"] == str(counts[5])
    assert asked["witnesses"].keys() >= {"points_92_star_5", "points_92_star_2"}


def test_points_that_no_sheet_has_are_found_nowhere(ocop: Ocop) -> None:
    run = ocop("reach", "26-2026", "8", "--points", "101", "--lang", "en")
    assert "No sheet has 101 points." in run.out
    assert run.status == 1
    assert commands(run.out) == []


def test_the_two_sheets_that_a_criterion_tells_apart_can_be_asked_for(ocop: Ocop) -> None:
    run = ocop("reach", "26-2026", "8", "--criterion", "1.5", "--lang", "en")
    first, other = [ocop(*command, "--json").json() for command in commands(run.out)]
    assert first["star"] != other["star"]
    differs = [
        one["number"]
        for one, two in zip(first["criteria"], other["criteria"], strict=True)
        if one["level"] != two["level"]
    ]
    assert differs == ["1.5"]


def test_witnesses_are_written_with_a_dossier_and_rated_as_their_command_says(
    ocop: Ocop, tmp_path: Path
) -> None:
    out = tmp_path / "witnesses of 16"
    run = ocop("reach", "26-2026", "16", "--out", out, "--lang", "vi")
    for command in commands(run.out):
        claim = Path(command[2]).stem
        result = ocop(*command, "--json").json()
        if claim == "fewest-points-1":
            assert (result["status"], result["total"]) == ("rejected", "0")
        elif claim.startswith("fewest-points-"):
            assert str(result["star"]) == claim[-1]
    assert (out / "decides-1.5-star-5.yaml").exists()
    assert "(tên đặt ra)" in (out / "dossier.yaml").read_text(encoding="utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert ocop("reach", "26-2026", "16", "--out", out, "--lang", "vi").status == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_file_that_someone_else_wrote_stays(ocop: Ocop, tmp_path: Path) -> None:
    mine = tmp_path / "dossier.yaml"
    mine.write_text("mine", encoding="utf-8")
    run = ocop("reach", "26-2026", "16", "--out", tmp_path)
    assert (run.status, mine.read_text(encoding="utf-8")) == (2, "mine")
    assert "not-our-file" in run.err
    assert ocop("reach", "26-2026", "16", "--out", tmp_path, "--force").status == 0


def test_out_onto_a_file_is_refused(ocop: Ocop, tmp_path: Path) -> None:
    there = tmp_path / "file"
    there.write_text("", encoding="utf-8")
    run = ocop("reach", "26-2026", "16", "--out", there)
    assert (run.status, len(run.sentences)) == (2, 1)


def test_a_ruleset_without_a_number_is_told_a_table_a_line(ocop: Ocop) -> None:
    run = ocop("reach", "1048-2019", "--lang", "en")
    lines = run.out.splitlines()
    assert [line.split()[0] for line in lines[2:28]] == [str(n) for n in range(1, 27)]
    assert [line[-5:] for line in lines[28:]] == [" (19)", " (26)"]
    said = ocop("reach", "1048-2019", "--json").json()
    read = formats.Reaches.model_validate(said)
    assert [found.product_set for found in read.product_sets] == list(range(1, 27))
    assert said["product_sets"][7] == ocop_face.reach("1048-2019", product_set=8).as_json()


def test_rules_of_ones_own_are_named_in_every_command(ocop: Ocop) -> None:
    run = ocop("reach", "mini-2030", "1", "--criteria", GOOD, "--lang", "en")
    for command in commands(run.out):
        assert command[-2:] == ["--criteria", str(GOOD)]
        assert ocop(*command).status in (0, 3)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("27-2026", "8"), "unknown-ruleset"),
        (("26-2026", "27"), "has no product set 27; it has 1–26."),
        (("26-2026", "x"), "N "),
        (("26-2026", "8", "--criterion", "1.55"), "--criterion unknown-criterion"),
        (("26-2026", "8", "--points", "many"), "--points"),
        (("26-2026", "--points", "92"), "ocop reach 26-2026 N --points 92"),
        (("26-2026", "--out", "x"), "ocop reach 26-2026 N --out x"),
        ((), "RULESET"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    run = ocop("reach", *arguments, "--lang", "en")
    assert (run.status, len(run.sentences)) == (2, 1)
    assert sentence in run.err
