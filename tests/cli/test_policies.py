"""Policies on the command line: shown, checked, digested, released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import CRITERIA, GOOD

import ocop_scoring as library


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "criteria"))


# rules show


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_policies_are_shown_with_name_and_basis(ocop: Ocop, lang: str) -> None:
    run = ocop("rules", "show", "policies", "--lang", lang)
    assert (run.status, run.err) == (0, "")
    lines = run.out.splitlines()
    assert [line.split()[0] for line in lines] == [policy.id for policy in library.policies()]
    assert all(len(line.split("  ")) > 2 for line in lines)


def test_one_policy_is_shown_rule_by_rule_with_its_digest(ocop: Ocop) -> None:
    run = ocop("rules", "show", "three-quarters-with-chair", "--lang", "en")
    assert run.out.splitlines() == [
        "three-quarters-with-chair · Mean of the totals, three quarters present with the chair",
        "Rests on  practice of Tây Ninh (Quy chế Hội đồng OCOP, 2020)",
        "Mean of   the members' totals",
        "Rounding  none: the exact number is held against the bands",
        "Minimums  met where more than half of the sheets meet them",
        "Gates     one member is enough to raise one",
        "Spread    where totals lie more than 10 points apart, members rate again",
        "Quorum    at least 3/4 of those appointed, the chair among them",
        library.policy_digest(library.Catalog(CRITERIA).policy("three-quarters-with-chair")),
    ]


@pytest.mark.parametrize("verb", ["show", "digest"])
@pytest.mark.parametrize("name", ["policies", "agreed-sheet"])
def test_policies_are_json_of_their_own_format(ocop: Ocop, verb: str, name: str) -> None:
    document = ocop("rules", verb, name, "--json").json()
    found = library.formats.Policies.model_validate(document).policies
    assert [policy.id for policy in found] == (
        [policy.id for policy in library.policies()] if name == "policies" else [name]
    )


def test_a_policy_that_was_meant_is_named(ocop: Ocop) -> None:
    run = ocop("rules", "show", "mean-of-total", "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert run.err == (
        "unknown-policy: there is no policy “mean-of-total”; perhaps mean-of-totals is meant.\n"
    )
    assert "unknown-ruleset" in ocop("rules", "show", "99-2099").err


@pytest.mark.parametrize("more", [("8",), ("--derived",), ("--all",)])
def test_a_policy_has_no_tables(ocop: Ocop, more: tuple[str, ...]) -> None:
    run = ocop("rules", "show", "agreed-sheet", *more)
    assert run.status == 2
    assert "ocop rules show agreed-sheet" in run.err


def test_a_policy_that_cannot_be_read_is_told_beside_the_others(ocop: Ocop, copied: Path) -> None:
    (copied / "policies" / "broken.yaml").write_text("format: ocop-policy/1\n", encoding="utf-8")
    run = ocop("rules", "show", "policies", "--criteria", copied)
    assert run.out.startswith("mean-of-totals")
    assert "broken.yaml" in run.err
    assert ocop("rules", "show", "broken", "--criteria", copied).status == 2


# rules check


def test_check_reads_every_policy(ocop: Ocop, copied: Path) -> None:
    run = ocop("rules", "check", "--criteria", copied, "--lang", "en")
    assert run.status == 0
    assert "policies: OK, 1 policy" in run.out.splitlines()
    assert ocop("rules", "check", "--criteria", copied, "--json").json()["policies"] == [
        "mean-of-totals"
    ]
    one = ocop("rules", "check", "mini-2030", "--criteria", copied, "--json").json()
    assert one["policies"] == []
    (copied / "policies" / "broken.yaml").write_text("format: ocop-policy/1\n", encoding="utf-8")
    refused = ocop("rules", "check", "--criteria", copied)
    assert refused.status == 2
    assert refused.err.count("broken.yaml:") == refused.err.count("missing-field")


# rules lock


def test_a_policy_is_released_once_and_never_changes(ocop: Ocop, copied: Path) -> None:
    given = ("rules", "lock", "policies", "--criteria", copied, "--on", "2030-02-01")
    path = copied / "releases.lock"
    run = ocop(*given, "--lang", "en")
    assert run == (0, f"policies: released 1 policy ({path})\n", "")
    again = ocop(*given, "--json").json()
    assert again == {"format": "ocop-releases/1", "released": [], "rulesets": [], "policies": []}
    policy = copied / "policies" / "mean-of-totals.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("max_spread: 10", "max_spread: 9"), encoding="utf-8")
    check = ocop("rules", "check", "--criteria", copied, "--lang", "en")
    assert check.status == 2
    assert "released-policy-changed: policy mean-of-totals" in check.err
    assert ocop(*given).status == 2


def test_one_policy_is_released_by_its_id(ocop: Ocop, copied: Path) -> None:
    given = ("rules", "lock", "mean-of-totals", "--criteria", copied, "--on", "2030-02-01")
    document = ocop(*given, "--json").json()
    (row,) = library.formats.Releases.model_validate(document).policies
    assert (row.policy, str(row.on)) == ("mean-of-totals", "2030-02-01")
    assert "unknown" in ocop("rules", "lock", "nothing", "--criteria", copied).err


# rules digest


def test_a_digest_is_known_as_that_of_a_policy_or_of_a_decision(ocop: Ocop) -> None:
    policy = library.Catalog(CRITERIA).policy("agreed-sheet")
    found = ocop("rules", "digest", library.policy_digest(policy), "--json").json()
    (row,) = library.formats.Tables.model_validate(found).policies
    assert (row.policy, row.here) == ("agreed-sheet", True)
    rules = library.ruleset("26-2026")
    short = rules.document_digest[7:19]
    (of,) = ocop("rules", "digest", short, "--json").json()["rulesets"]
    assert (of["ruleset"], of["revision"], of["here"]) == ("26-2026", rules.revision, True)
    run = ocop("rules", "digest", short, "--lang", "en")
    assert run.status == 0
    assert run.out.startswith(f"26-2026  revision {rules.revision}  ")
    assert ocop("rules", "digest", "0" * 64, "--json").status == 1
