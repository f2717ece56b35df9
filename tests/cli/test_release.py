"""`ocop rules check`, `digest` and `lock`: whether rulesets are right, and what was released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import CRITERIA, GOOD

import ocop_scoring

Mini = tuple[str, str]


def test_what_an_installation_brings_is_not_released_there(
    ocop: Ocop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GOOD, tmp_path / "criteria")
    monkeypatch.setattr("ocop_scoring.cli.release.__file__", str(tmp_path / "cli" / "release.py"))
    run = ocop(
        "rules", "lock", "mini-2030", "--criteria", str(tmp_path / "criteria"), "--lang", "en"
    )
    assert run.status == 2
    assert "lock-of-install: the rules that an installation brings" in run.err
    assert not (tmp_path / "criteria" / "releases.lock").exists()


def test_a_ruleset_is_released_once_and_only_where_its_cases_come_as_expected(
    ocop: Ocop, tmp_path: Path
) -> None:
    shutil.copytree(GOOD, tmp_path / "criteria")
    lock, deck = (
        tmp_path / "criteria" / "releases.lock",
        tmp_path / "criteria" / "mini-2030" / "cases" / "01-dried.yaml",
    )
    given = (
        "rules",
        "lock",
        "mini-2030",
        "--criteria",
        str(tmp_path / "criteria"),
        "--lang",
        "en",
        "--on",
        "2030-02-01",
    )
    deck.parent.mkdir(exist_ok=True)
    deck.write_text(
        '- {case: Sai, marks: {"2": [0, 0]}, expect: {status: rated}}\n', encoding="utf-8"
    )
    assert ocop(*given) == (
        2,
        "",
        "cases-fail: 1 of its cases came otherwise than expected, so the ruleset is not released; "
        "ocop check-cases mini-2030 shows them.\n",
    )
    assert not lock.exists()
    deck.unlink()
    assert ocop(*given) == (
        0,
        f"mini-2030: released 1 product set and the decision itself ({lock})\n",
        "",
    )
    written = lock.read_bytes()
    assert written.count(b"\n") == 3
    assert ocop(*given).out == f"mini-2030: released 0 product sets ({lock})\n"
    assert lock.read_bytes() == written


def test_check_says_that_rulesets_hold_together(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "check", *mini, "--lang", "en")
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[0] == "mini-2030: OK, 1 product set"
    document = ocop("rules", "check", "mini-2030", *mini, "--json").json()
    (checked,) = document["rulesets"]
    assert (checked["id"], checked["checked"], checked["unverified"]) == ("mini-2030", [1], [])


def test_check_lists_what_to_look_at_each_kind_once(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "check", *mini, "--lang", "en")
    first, likewise = run.out.splitlines()[2:4]
    assert first.endswith("english-missing: “Local labour”: “Dưới 50 %” has no English.")
    assert likewise.startswith("    likewise in ")
    assert likewise.endswith(", …")
    document = ocop("rules", "check", *mini, "--json").json()
    codes = [remark["code"] for remark in document["rulesets"][0]["remarks"]]
    assert run.out.count("english-missing:") == 1 < codes.count("english-missing")
    vocabulary = [remark["code"] for remark in document["remarks"]]
    assert [code for code in vocabulary if code != "differs-from-release"] == [
        "fact-unasked", "fact-unasked", "document-unasked",
    ]  # fmt: skip


def test_of_one_ruleset_among_others_nothing_is_said_of_the_vocabulary(
    ocop: Ocop, tmp_path: Path
) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    shutil.copytree(folder / "mini-2030", folder / "mini-2031")
    table = folder / "mini-2031" / "ruleset.yaml"
    text = table.read_text(encoding="utf-8").replace("mini-2030", "mini-2031")
    table.write_text(text.replace("from: 2030-01-01", "from: 2031-01-01"), encoding="utf-8")
    old = folder / "mini-2030" / "ruleset.yaml"
    text = old.read_text(encoding="utf-8")
    until = "from: 2030-01-01, until: 2030-12-31, article"
    old.write_text(text.replace("from: 2030-01-01, article", until), encoding="utf-8")
    document = ocop("rules", "check", "mini-2030", "--criteria", folder, "--json").json()
    assert document["remarks"] == []
    assert ocop("rules", "check", "--criteria", folder, "--json").json()["remarks"]


def test_faults_that_many_tables_repeat_are_said_once_with_all_places(
    ocop: Ocop, tmp_path: Path
) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    sets = folder / "mini-2030" / "product-sets"
    text = (sets / "01-dried.yaml").read_text(encoding="utf-8")
    for number in (2, 3, 4):
        other = text.replace("number: 1", f"number: {number}")
        (sets / f"{number:02d}-more.yaml").write_text(other, encoding="utf-8")
    criteria = folder / "mini-2030" / "criteria" / "all.yaml"
    shared = criteria.read_text(encoding="utf-8")
    criteria.write_text(shared.replace("yes_no: {points: 1}", "yes_no: {points: 2}"), "utf-8")
    run = ocop("rules", "check", "--folder", folder, "--lang", "en")
    assert run.status == 2
    said = [line for line in run.err.splitlines() if "sum-mismatch: 1: its points add up" in line]
    assert len(said) == 1
    assert run.err.count("likewise in 3 more places: ") == 1
    errors = ocop("rules", "check", "--folder", folder, "--json").json()["errors"]
    assert sum(error["path"] == "rows/1" for error in errors) == 4


def test_the_rulesets_that_ship_hold_together(ocop: Ocop) -> None:
    assert ocop("rules", "check").status == 0


@pytest.mark.parametrize("inside", ["", "mini-2030"])
def test_check_names_every_fault_with_its_place(ocop: Ocop, tmp_path: Path, inside: str) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    criteria = folder / "mini-2030" / "criteria" / "all.yaml"
    criteria.write_text(
        criteria.read_text(encoding="utf-8").replace("deep: {points: 2", "deep: {points: 1"),
        encoding="utf-8",
    )
    run = ocop("rules", "check", "--folder", folder / inside, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert all(".yaml:" in line for line in run.sentences)
    assert "levels-out-of-order: criterion processing: level deep has 1 points" in run.err
    document = ocop("rules", "check", "--folder", folder / inside, "--json").json()
    assert "levels-out-of-order" in [error["code"] for error in document["errors"]]
    assert len(document["errors"]) == len(run.sentences)


def test_a_table_whose_print_could_not_be_verified_is_named(ocop: Ocop, tmp_path: Path) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    table = folder / "mini-2030" / "product-sets" / "01-dried.yaml"
    table.write_text(
        table.read_text(encoding="utf-8").replace(
            "provenance: published", "provenance: unverified"
        ),
        encoding="utf-8",
    )
    run = ocop("rules", "check", "--folder", folder, "--lang", "en")
    assert run.out.splitlines()[1] == "mini-2030: print could not be verified for product set 1"


@pytest.mark.parametrize("n", [(), ("1",)])
def test_digest_prints_what_results_rest_on(ocop: Ocop, mini: Mini, n: tuple[str, ...]) -> None:
    rules = ocop_scoring.Catalog(GOOD).ruleset("mini-2030")
    digest = rules.product_set(1).digest
    run = ocop("rules", "digest", "mini-2030", *n, *mini, "--lang", "en")
    decision = "" if n else f"mini-2030    revision 1  {rules.document_digest}\n"
    assert run == (0, f"{decision}mini-2030/1  revision 1  {digest}\n", "")
    assert ocop("rules", "digest", "mini-2030", *n, *mini, "--json").json() == {
        "format": "ocop-digests/1",
        "ruleset": "mini-2030",
        "revision": 1,
        "digest": rules.document_digest,
        "product_sets": [{"product_set": 1, "digest": digest}],
    }


# Which table a digest is of


def test_a_digest_names_ruleset_set_and_revision(ocop: Ocop, mini: Mini) -> None:
    digest = ocop_scoring.Catalog(GOOD).ruleset("mini-2030").product_set(1).digest
    run = ocop("rules", "digest", digest, *mini, "--lang", "en")
    assert (run.status, run.err) == (0, "")
    assert run.out.split("  ") == [
        "mini-2030/1",
        "revision 1",
        "not released",
        "the table as it stands here",
        f"{digest}\n",
    ]
    short = digest.removeprefix("sha256:")[:12]
    assert ocop("rules", "digest", short, *mini, "--json").json() == {
        "format": "ocop-tables/1",
        "digest": short,
        "tables": [
            {
                "ruleset": "mini-2030",
                "revision": 1,
                "product_set": 1,
                "digest": digest,
                "released_on": None,
                "here": True,
            }
        ],
        "rulesets": [],
        "policies": [],
    }


def test_a_digest_of_the_package_s_lock_is_known_whatever_stands_here(ocop: Ocop) -> None:
    lines = (CRITERIA / "releases.lock").read_text(encoding="utf-8").splitlines()
    ruleset, revision, number, digest, day = lines[1].split()
    (found,) = ocop("rules", "digest", digest, "--json").json()["tables"]
    is_here = ocop_scoring.ruleset(ruleset).product_set(int(number)).digest == digest
    assert found == {
        "ruleset": ruleset,
        "revision": int(revision),
        "product_set": int(number),
        "digest": digest,
        "released_on": day,
        "here": is_here,
    }


@pytest.mark.parametrize("digest", ["sha256:" + "0" * 64, "00000000"])
def test_a_digest_that_no_table_has_is_status_1(ocop: Ocop, mini: Mini, digest: str) -> None:
    run = ocop("rules", "digest", digest, *mini, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert digest in run.err
    assert ocop("rules", "digest", digest, *mini, "--json").json()["tables"] == []


def test_digest_has_a_line_for_the_decision_and_each_product_set(ocop: Ocop) -> None:
    lines = ocop("rules", "digest", "26-2026").out.splitlines()
    named = [line.split()[0] for line in lines]
    assert named == ["26-2026", *(f"26-2026/{n}" for n in range(1, 27))]
    assert all(line.split()[-1].startswith("sha256:") for line in lines)


def test_the_digest_of_what_is_not_there_is_refused(ocop: Ocop, mini: Mini) -> None:
    for arguments, code in (
        (("mini-2031",), "unknown-ruleset"),
        (("mini-2030", "9"), "unknown-product-set"),
    ):
        run = ocop("rules", "digest", *arguments, *mini, "--json")
        assert (run.status, run.json()["errors"][0]["code"]) == (2, code)


def test_faults_of_all_rulesets_come_at_once_each_once(ocop: Ocop, tmp_path: Path) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    (folder / "facts.yaml").write_text("nonsense: {", encoding="utf-8")
    shutil.copytree(folder / "mini-2030", folder / "mini-2031")
    errors = ocop("rules", "check", "--criteria", folder, "--json").json()["errors"]
    assert len(errors) == len({tuple(sorted(map(str, error.items()))) for error in errors})


def test_a_lock_that_refuses_a_changed_table_names_the_place_too(
    ocop: Ocop, tmp_path: Path
) -> None:
    shutil.copytree(CRITERIA, tmp_path / "r", ignore=shutil.ignore_patterns("cases", "schemas"))
    (table,) = (tmp_path / "r" / "26-2026" / "product-sets").glob("08-*")
    text = table.read_text(encoding="utf-8")
    changed = '"1.5": {use: chain-contracts, minimums: {4: half}, why: Để thử}'
    table.write_text(text.replace('"1.5": chain-contracts', changed), encoding="utf-8")
    run = ocop("rules", "check", "26-2026", "--criteria", str(tmp_path / "r"), "--lang", "en")
    assert run.status == 2
    assert "released-digest-changed: 26-2026 revision 2, product set 8" in run.err
    assert "26-2026/8/1.5/half minimum: released –, here 4." in run.err
    assert "26-2026/8/1.5/stable-twelve-months minimum: released 5, here –." in run.err


def test_a_draft_is_seen_and_no_error(ocop: Ocop, tmp_path: Path) -> None:
    left = shutil.ignore_patterns("cases", "schemas", "releases.lock")
    shutil.copytree(CRITERIA, tmp_path / "r", ignore=left)
    ruleset = tmp_path / "r" / "26-2026" / "ruleset.yaml"
    text = ruleset.read_text(encoding="utf-8")
    ruleset.write_text(text.replace("late_extension_days: 180", "late_extension_days: 90"))
    arguments = ("rules", "check", "26-2026", "--criteria", str(tmp_path / "r"))
    run = ocop(*arguments, "--lang", "en")
    assert run.status == 0
    assert "26-2026: not as released; places that differ: 1\n" in run.out
    assert "26-2026 certificate.late_extension_days: released 180, here 90." in run.out
    remark = ocop(*arguments, "--json").json()["rulesets"][0]["remarks"][0]
    assert (remark["code"], remark["severity"]) == ("differs-from-release", "warning")
