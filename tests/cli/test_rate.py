"""`ocop score`: words, bytes and exit statuses of each kind of outcome."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.commandline import Filed, Ocop, process
from support.folders import DEMO, ROOT


def test_a_rated_sheet_says_verdict_cost_and_next_star(ocop: Ocop, filed: Filed) -> None:
    run = ocop("score", *filed(), "--lang", "en")
    assert run.status == 0
    lines = run.out.splitlines()
    assert lines[0] == "18 points reach 5★, but minimum conditions are missed: 3★ is given"
    assert lines[1].startswith("  – 4★ asks for item 1.2 (Contracts)")
    assert lines[2].startswith("  – 5★ asks for item 1.2 (Contracts)")
    assert lines[3].startswith("What 4★ needs: minimum conditions missing at item 1.2;")
    assert lines[4].startswith("The way with the fewest changes: 1 ")
    assert lines[5].startswith("  – item 1.2 (Contracts): from ")
    assert lines[6] == "Parts: A 7/9 · B 11/11"
    assert lines[7] == "To look at:"
    assert lines[-1].startswith(
        "Rated by mini-2030, revision 1, product set 1 (Dried food); published text; digest "
    )
    assert run.err == ""


def test_vietnamese_comes_first(ocop: Ocop, filed: Filed) -> None:
    assert ocop("score", *filed()).out.startswith(
        "18 điểm thuộc thang 5★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★\n"
    )


def test_all_lists_every_criterion_with_its_reason(ocop: Ocop, filed: Filed) -> None:
    run = ocop("score", *filed(), "--all", "--lang", "en")
    assert "1.1    3/3  Local labour     Ticked: Từ 50 % trở lên\n" in run.out
    assert "5      2/2  Lines            Ticked: Trà; Người dẫn\n" in run.out


def test_an_incomplete_sheet_exits_4_and_says_what_is_possible(ocop: Ocop, filed: Filed) -> None:
    run = ocop("score", *filed(sheet=('"1.1": 3, ', "")), "--lang", "en", "--all")
    assert run.status == 4
    assert run.out.startswith(
        "Not finished: criteria not yet assessed: 1. 15 points so far; from 15 to 18 are possible"
    )
    assert "1.1    –/3  Local labour     Not assessed yet\n" in run.out


def test_a_rejected_dossier_exits_3_and_names_the_ground(ocop: Ocop, filed: Filed) -> None:
    run = ocop("score", *filed(sheet=("marks:", "rejects: [forged]\nmarks:")), "--lang", "en")
    assert run.status == 3
    assert run.out.splitlines()[:2] == [
        "The dossier is rejected; its 18 points give no star",
        "  – Rejected: Forged dossier (raised by the assessor)",
    ]


@pytest.mark.parametrize(
    ("sheet", "status"), [("sheet", 0), ("sheet-incomplete", 4), ("sheet-rejected", 3)]
)
def test_the_demos_three_sheets_end_in_three_ways(ocop: Ocop, sheet: str, status: int) -> None:
    run = ocop("score", DEMO / "dossier.yaml", DEMO / f"{sheet}.yaml", "--json")
    assert run.status == status
    document = run.json()
    assert document["format"] == "ocop-evaluation/1"
    assert document["status"] == {0: "rated", 3: "rejected", 4: "incomplete"}[status]


def test_the_demo_reaches_4_stars_by_points_and_gets_3(ocop: Ocop) -> None:
    run = ocop("score", DEMO / "dossier.yaml", DEMO / "sheet.yaml")
    assert "thuộc thang 4★, nhưng chưa đủ điều kiện tối thiểu: xếp 3★" in run.out.splitlines()[0]
    assert "4★ cần mục 1.5" in run.out


BAD = [
    (
        {"dossier": ("product_set: 1", "product_set: 7")},
        "dossier.yaml:2:39 unknown-product-set: ruleset mini-2030 has no product set 7; it has 1.",
    ),
    (
        {"dossier": ("2030-02-01", "2020-02-01")},
        "no-ruleset-for-dates: no known ruleset covers a dossier filed on 2020-02-01; known are mini-2030 (2030-01-01 – …).",
    ),
    (
        {"dossier": ("2030-02-01", "1/2/2030")},
        "dossier.yaml:4:42 not-a-date: “1/2/2030” is not written as year-month-day; perhaps 2030-02-01 is meant.",
    ),
    (
        {"sheet": ('"1.4": 1', '"1.44": 1')},
        "sheet.yaml:5:39 unknown-criterion: the table has no criterion “1.44”; perhaps 1.4 is meant.",
    ),
    (
        {"sheet": ('"1.1": 3', '"1.1": 2')},
        "sheet.yaml:5:16 unknown-points: criterion 1.1 has no level with 2 points; its levels have 0, 1, 3.",
    ),
    (
        {"sheet": ("a-full", "1")},
        "ambiguous-points: criterion 4 has several levels with 1 points; name one by its id: a-basic, b-basic.",
    ),
    (
        {"sheet": ("ruleset: mini-2030", "ruleset: 26-2026")},
        "sheet.yaml:2:10 other-ruleset: it names ruleset 26-2026, but mini-2030 is used; both must be the same.",
    ),
    (
        {"sheet": ("role: member", "role: judge")},
        "sheet.yaml:4:26 wrong-word: “judge” can't stand here; write one of self, advisory, member, chair, council.",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_bad_input_gets_one_sentence_with_its_place_and_exit_2(
    ocop: Ocop, filed: Filed, changes: dict[str, tuple[str, str]], sentence: str
) -> None:
    run = ocop("score", *filed(**changes), "--lang", "en")
    assert (run.status, run.out) == (2, "")
    (said,) = run.sentences
    assert sentence in said


def test_a_named_ruleset_is_taken_with_a_finding_where_the_dates_dont_allow_it(
    ocop: Ocop, filed: Filed
) -> None:
    run = ocop(
        "score", *filed(dossier=("2030-02-01", "2020-02-01")), "--ruleset", "mini-2030", "--json"
    )
    assert run.status == 0
    assert "ruleset-not-applicable" in [finding["code"] for finding in run.json()["findings"]]


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_dash_reads_stdin_in_the_place_of_either_file(
    filed: Filed, place: int, form: str
) -> None:
    arguments = list(filed())
    given = Path(arguments[place]).read_text(encoding="utf-8")
    usual = process("score", *arguments, "--json")
    arguments[place] = "-"
    if form == "json":
        given = json.dumps(yaml.load(given, yaml.BaseLoader))
        given = given.replace('"product_set": "1"', '"product_set": 1')
    done = process("score", *arguments, "--json", input=given)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", usual.stdout)


def test_what_is_wrong_with_stdin_has_its_place(filed: Filed) -> None:
    dossier, _, *mini = filed()
    done = process(
        "score", dossier, "-", *mini, lang="en", input="format: ocop-sheet/1\nmarks: 3\n"
    )
    assert done.returncode == 2
    sentences = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert all(line.startswith("sheet:") for line in sentences)
    assert "    marks: 3\n           ^\n" in done.stderr


def test_both_files_cant_be_stdin(ocop: Ocop) -> None:
    run = ocop("score", "-", "-", "--lang", "en")
    assert run == (2, "", "wrong-option: “- -” can't be used here; expected - SHEET, DOSSIER -.\n")


@pytest.mark.skipif(os.name == "nt", reason="streams are another matter there")
@pytest.mark.parametrize("stdin", ["<&-", "</dev/null", "<<< '{'"])
def test_an_odd_stdin_is_refused_in_sentences(filed: Filed, stdin: str) -> None:
    dossier, _, *mini = filed()
    words = [sys.executable, "-m", "ocop_scoring", "score", dossier, "-", *mini]
    done = subprocess.run(
        ["bash", "-c", f'exec "$@" {stdin}', "bash", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "OCOP_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert all(line.startswith(("sheet:", "    ")) for line in done.stderr.splitlines())


def test_stdin_without_end_is_cut(filed: Filed) -> None:
    dossier, _, *mini = filed()
    done = process("score", dossier, "-", *mini, lang="en", input="# " + "a" * 3_000_000)
    assert done.returncode == 2
    assert done.stderr.startswith("sheet:1:1 file-too-large: ")


def test_the_faults_of_both_files_come_at_once(ocop: Ocop, tmp_path: Path) -> None:
    run = ocop("score", tmp_path / "no-dossier.yaml", tmp_path / "no-sheet.yaml", "--json")
    assert run.status == 2
    assert [Path(error["file"]).name for error in run.json()["errors"]] == [
        "no-dossier.yaml",
        "no-sheet.yaml",
    ]
    assert len(run.err.splitlines()) == 2


def test_a_dossier_that_missed_the_transitions_limit_must_name_its_ruleset(
    ocop: Ocop, tmp_path: Path
) -> None:
    dossier, sheet = tmp_path / "dossier.yaml", tmp_path / "sheet.yaml"
    text = (DEMO / "dossier.yaml").read_text(encoding="utf-8")
    late = text.replace("submitted_on: 2026-09-15", "submitted_on: 2026-05-10")
    assert late != text
    dossier.write_text(late, encoding="utf-8")
    marks = yaml.load((DEMO / "sheet.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    sheet.write_text(
        json.dumps(marks | {"assessed_on": "2026-09-30", "product_set": 8}), encoding="utf-8"
    )
    run = ocop("score", dossier, sheet, "--lang", "en")
    assert run.status == 2
    assert "ruleset-left-open: a dossier filed on 2026-05-10" in run.err
    assert "choose one of 148-2023+1489, 26-2026" in run.err
    chosen = ocop("score", dossier, sheet, "--ruleset", "26-2026", "--json").json()
    (one,) = [f for f in chosen["findings"] if f["code"] == "ruleset-was-chosen"]
    assert (one["severity"], one["date"]) == ("check", "2026-07-21")
    assert "late-transition" in one["values"]["readings"]
    assert "late-transition" in chosen["readings"]


# A sheet in one line

FIVE = "OCOP:26-2026/8/!forged-dossier/1.2=-/1.1=most/1.3=deep/1.4=medium/1.5=half"
CANONICAL = "OCOP:26-2026/8/1.1=most/1.2=none/1.3=deep/1.4=medium/1.5=half/!forged-dossier"


def test_all_ends_with_the_sheet_in_one_line_and_that_line_rates_the_same(ocop: Ocop) -> None:
    files = (DEMO / "dossier.yaml", DEMO / "sheet.yaml")
    said = ocop("score", *files, "--all").out.splitlines()[-1]
    assert said.startswith("OCOP:26-2026/8/1.1=")
    assert said not in ocop("score", *files).out
    one, other = ocop("score", *files, "--json").json(), ocop("score", files[0], "--string", said)
    assert other.status == 0
    rated = ocop("score", files[0], "--string", said, "--json").json()
    for name in ("total", "parts", "star_by_points", "star", "unmet", "next_star", "criteria"):
        assert rated[name] == one[name]


def test_a_string_alone_is_rated_and_said_in_printed_order(ocop: Ocop) -> None:
    run = ocop("score", "--string", FIVE, "--lang", "en")
    assert run.status == 3
    assert run.out.startswith("The dossier is rejected; its 9 points give no star\n")
    assert run.out.splitlines()[-1] == CANONICAL
    document = ocop("score", "--string", FIVE, "--json").json()
    assert (document["total"], document["rated"]["product_name"]) == ("9", "–")
    assert document.keys() == ocop("score", *_demo(), "--json").json().keys()


def _demo() -> tuple[Path, Path]:
    return DEMO / "dossier.yaml", DEMO / "sheet.yaml"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x.yaml", "--string", "OCOP:26-2026/8/1.1=most"), "x.yaml:1:1 unreadable-file"),
        (("x", "y", "--string", "OCOP:26-2026/8"), "wrong-option: “y --string” can't be used"),
        (("--string", "OCOP:26-2026/8/1.1"), "string:1:16 not-in-score-string"),
        (("--string", "OCOP:26-2026/8/1.1=moist"), "marks/1.1 unknown-level: criterion 1.1 has"),
        (("--string", "OCOP:27-2026/8"), "unknown-ruleset"),
        (("--string", "OCOP:26-2026/8", "--ruleset", "148-2023"), "--string other-ruleset"),
        ((DEMO / "dossier.yaml", "--string", "OCOP:26-2026/9"), "product_set other-product-set"),
        ((DEMO / "dossier.yaml", "--string", "OCOP:148-2023/8"), "--string other-ruleset"),
        ((), "missing-argument: DOSSIER (the dossier"),
        (("x",), "missing-argument: SHEET (the score sheet"),
    ],
)
def test_a_string_that_cannot_be_rated_is_refused_in_one_sentence(
    ocop: Ocop, arguments: tuple[str | Path, ...], said: str
) -> None:
    run = ocop("score", *arguments, "--lang", "en")
    assert run.status == 2
    assert run.err.startswith(said)
    assert len(run.err.splitlines()) == 1
