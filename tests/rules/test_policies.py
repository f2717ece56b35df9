"""The policies of a catalogue: found by id, resolved and digested like rulesets, joined with the
package's.
"""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.folders import CRITERIA, GOOD

import ocop_scoring as ocop
from ocop_scoring import Catalog, CatalogError, OcopError, Policy, PolicyError
from ocop_scoring.assembly.policies import assembled_policy
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import catalog_over
from ocop_scoring.rules.policies import as_json
from ocop_scoring.rules.policy_words import basis_of, name_of, rules_in_words
from ocop_scoring.rules.resolved import canonical
from ocop_scoring.rules.store import Store

IDS = (
    "advisory-minimums",
    "agreed-sheet",
    "every-member-minimums",
    "majority-minimums",
    "mean-of-parts",
    "mean-of-totals",
    "mean-per-criterion",
    "three-quarters-with-chair",
    "two-thirds-quorum",
)
OWN = (GOOD / "policies" / "mean-of-totals.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a policy of one's own and nothing else."""
    (tmp_path / "r" / "policies").mkdir(parents=True)
    write(tmp_path / "r", "our-quy-che", OWN.replace("id: mean-of-totals", "id: our-quy-che"))
    return tmp_path / "r"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "policies" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


# What the package ships


def test_the_package_ships_nine_policies_by_their_ids() -> None:
    assert tuple(policy.id for policy in ocop.policies()) == IDS
    assert Catalog(CRITERIA).policies() == ocop.policies()


@pytest.mark.parametrize("policy", ocop.policies(), ids=lambda policy: policy.id)
def test_a_policy_has_a_name_in_both_languages_and_says_what_it_rests_on(policy: Policy) -> None:
    assert policy.vi != policy.en
    assert name_of(policy, "vi") == policy.vi
    assert name_of(policy, "en") == policy.en
    rests_on = policy.basis.startswith(("1048/QĐ-TTg", "practice of ", "example of a Quy chế"))
    assert rests_on
    assert ("practice" in basis_of(policy, "en")) == policy.basis.startswith("practice")
    assert "practice" not in basis_of(policy, "vi")
    assert "example" not in basis_of(policy, "vi")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("policy", ocop.policies(), ids=lambda policy: policy.id)
def test_a_policy_says_its_rules_one_by_one(policy: Policy, lang: ocop.Lang) -> None:
    said = dict(rules_in_words(policy, lang))
    assert len(said) == (1 if policy.mean == "agreed" else 6)
    assert all(said.values())


@pytest.mark.parametrize("mean", ["totals", "parts", "criteria"])
@pytest.mark.parametrize("minimums", ["every-member", "majority", "mean", "advisory"])
@pytest.mark.parametrize("gates", ["any-member", "majority", "chair"])
def test_policies_that_differ_are_said_in_different_words(
    mean: str, minimums: str, gates: str
) -> None:
    rules = {"mean": mean, "minimums": minimums, "gates": gates, "rounding": "none"}
    policy = ocop.read_policy(ocop.read_policy(OWN).model_dump() | rules)
    other = ocop.read_policy(ocop.read_policy(OWN).model_dump() | {"rounding": "none"})
    for lang in ("vi", "en"):
        assert (rules_in_words(policy, lang) == rules_in_words(other, lang)) == (policy == other)


def test_each_policy_differs_from_every_other_in_its_rules() -> None:
    """Names and basis aside."""
    rules = {
        policy.id: canonical(policy.model_dump(exclude={"id", "vi", "en", "basis"}))
        for policy in ocop.policies()
    }
    assert len(set(rules.values())) == len(rules)


def test_the_policy_of_1048_is_what_the_decision_says() -> None:
    policy = ocop.read_policy((CRITERIA / "policies/mean-of-totals.yaml").read_bytes())
    assert (policy.mean, policy.rounding, policy.max_spread) == ("totals", "none", 10)
    assert (policy.minimums, policy.gates, policy.quorum) == ("majority", "any-member", None)
    assert ocop.ruleset("1048-2019").policy == policy.id


# Found by id


def test_a_policy_is_found_by_its_id_and_stays_as_it_was_read(own: Path) -> None:
    catalog = Catalog(own)
    first = catalog.policy("our-quy-che")
    write(own, "our-quy-che", "nothing")
    assert catalog.policy("our-quy-che") is first
    assert first.max_spread == 10


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mean of totals", "perhaps mean-of-totals is meant"),
        ("mean-of-total", "perhaps mean-of-totals is meant"),
        ("Trung bình tổng điểm", "perhaps mean-of-totals is meant"),
        ("Hội đồng thống nhất một phiếu", "perhaps agreed-sheet is meant"),
        ("xyz", "there are advisory-minimums, agreed-sheet, "),
        ("../policies/mean-of-totals", "perhaps mean-of-totals is meant"),
        (7, "there are advisory-minimums"),
        (None, "there are advisory-minimums"),
    ],
)
def test_an_unknown_policy_is_refused_with_the_one_that_was_meant(asked: object, said: str) -> None:
    with pytest.raises(CatalogError, match="unknown-policy") as refused:
        Catalog(CRITERIA).policy(asked)  # type: ignore[arg-type]
    assert said in str(refused.value)


def test_a_folder_without_policies_says_so(tmp_path: Path) -> None:
    assert Catalog(tmp_path).policies() == ()
    with pytest.raises(CatalogError, match="the folder policies/ has none"):
        Catalog(tmp_path).policy("mean-of-totals")


def test_a_policy_that_cannot_be_read_stops_no_other(own: Path) -> None:
    path = write(own, "broken", OWN.replace("mean: totals", "mean: median"))
    catalog = Catalog(own)
    assert [policy.id for policy in catalog.policies()] == ["our-quy-che"]
    assert list(catalog.unreadable_policies) == ["broken"]
    with pytest.raises(PolicyError, match="wrong-word") as refused:
        catalog.policy("broken")
    (fault, *_) = refused.value.faults
    assert (fault.file, fault.line) == (str(path), 4)


def test_a_policy_bears_its_files_name(own: Path) -> None:
    path = write(own, "another", OWN)
    with pytest.raises(PolicyError, match=r"another\.yaml:2:5 policy-id"):
        assembled_policy(path)
    with pytest.raises(PolicyError, match="policy-id"):
        Catalog(own).policy("another")


# One's own folder and the package's


def test_ones_own_policies_join_the_built_in_ones(own: Path) -> None:
    joined = Catalog(own, built_in=True)
    assert [policy.id for policy in joined.policies()] == sorted([*IDS, "our-quy-che"])
    assert joined.policy("agreed-sheet") == Catalog(CRITERIA).policy("agreed-sheet")


def test_the_same_policy_in_both_is_one_and_another_under_its_id_is_refused(own: Path) -> None:
    shutil.copy(CRITERIA / "policies/agreed-sheet.yaml", own / "policies")
    write(own, "mean-of-totals", OWN)
    joined = Catalog(own, built_in=True)
    assert joined.policy("agreed-sheet") == Catalog(CRITERIA).policy("agreed-sheet")
    with pytest.raises(CatalogError, match="policy-twice: the folder and the package both"):
        joined.policy("mean-of-totals")
    assert list(joined.unreadable_policies) == ["mean-of-totals"]
    assert len(joined.policies()) == len(IDS)


# Digests


@pytest.mark.parametrize("name", IDS)
def test_a_digest_is_of_the_rules_and_not_of_how_they_were_read(name: str) -> None:
    path = CRITERIA / "policies" / f"{name}.yaml"
    found = Catalog(CRITERIA).policy(name)
    known = ocop.policy_digest(found)
    assert known.startswith("sha256:")
    assert len(known) == 71
    for same in (
        ocop.load_policy(path),
        ocop.read_policy(path.read_text(encoding="utf-8")),
        Policy.model_validate_json(found.model_dump_json()),
        pickle.loads(pickle.dumps(found)),
    ):
        assert ocop.policy_digest(same) == known
    assert type(json.loads(canonical(assembled_policy(path)))["basis"]) is str


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max_spread: 10", "max_spread: 11"),
        ("max_spread: 10", "max_spread: null"),
        ("share: 2/3", "share: 3/4"),
        ("chair: required", "chair: optional"),
        ("minimums: majority", "minimums: mean"),
        ("gates: any-member", "gates: chair"),
        ("half: up", "half: even"),
        ("mean: totals", "mean: criteria"),
        ("basis: an invented decision", "basis: another one"),
    ],
)
def test_what_changes_a_policy_changes_its_digest(old: str, new: str) -> None:
    assert old in OWN
    changed = ocop.read_policy(OWN.replace(old, new))
    assert ocop.policy_digest(changed) != ocop.policy_digest(ocop.read_policy(OWN))


def test_what_is_left_out_is_the_same_as_null() -> None:
    rules = ocop.read_policy(OWN).model_dump()
    bare = {key: value for key, value in rules.items() if key not in ("quorum", "max_spread")}
    said = bare | {"quorum": None, "max_spread": None}
    assert ocop.policy_digest(ocop.read_policy(bare)) == ocop.policy_digest(ocop.read_policy(said))


def test_listed_policies_are_read_back_by_their_model() -> None:
    listed = as_json(ocop.policies())
    model = ocop.formats.Policies.model_validate(listed)
    assert model.model_dump(mode="json") == listed
    assert [row.digest for row in model.policies] == list(map(ocop.policy_digest, ocop.policies()))


# The cache


def test_policies_are_answered_from_the_cache_that_was_made_of_their_files(own: Path) -> None:
    cache = own.parent / "cache"
    shutil.copytree(GOOD, own, dirs_exist_ok=True)
    assert {"policies/our-quy-che", "policies/mean-of-totals"} <= set(Store(own).write_cache(cache))
    cached = Cache(cache)
    found = catalog_over(Store(own, cached)).policy("our-quy-che")
    assert found == Catalog(own).policy("our-quy-che")
    write(own, "our-quy-che", "broken")
    changed = catalog_over(Store(own, cached))
    with pytest.raises(OcopError):
        changed.policy("our-quy-che")


def test_rulesets_are_read_without_loading_what_policies_are_made_of() -> None:
    code = "import sys\nfrom ocop_scoring.rules import catalog\n"
    code += "print('ocop_scoring.assembly.policy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
