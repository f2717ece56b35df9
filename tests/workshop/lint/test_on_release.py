"""What differs from a release is named: the address, what was released, what stands here, where."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.folders import CRITERIA

from ocop_scoring import Catalog
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.workshop import Remark, against_release
from ocop_scoring.workshop.lint.documents import differences

RULESET = "26-2026"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, JSON)
def test_documents_differ_where_and_only_where_they_are_not_equal(
    one: object, other: object
) -> None:
    found = [*differences(one, other)]
    assert all(difference.one != difference.other for difference in found)
    assert bool(found) == (_without_null(one) != _without_null(other))


def _without_null(node: object) -> object:
    if isinstance(node, dict):
        return {k: _without_null(value) for k, value in node.items() if value is not None}
    if isinstance(node, list) and all(isinstance(entry, dict) for entry in node):
        return [_without_null(entry) for entry in node]
    return node


def test_entries_of_a_list_are_told_apart_by_their_ids() -> None:
    one = {"levels": [{"id": "none", "points": 0}, {"id": "some", "points": 1}]}
    other = {"levels": [{"id": "some", "points": 2}, {"id": "none", "points": 0}]}
    assert [*differences(one, other)] == [
        (("levels", "some", "points"), 1, 2),
        (("levels", "order"), ["none", "some"], ["some", "none"]),
    ]


def changed(
    root: Path, edits: Mapping[str, tuple[str, str]], *, whole: bool = False
) -> list[Remark]:
    """What differs from the release in a copy of a ruleset with some changes."""
    left = shutil.ignore_patterns("cases", "schemas", "releases.lock")
    shutil.copytree(CRITERIA, root / "r", ignore=left)
    for name, (old, new) in edits.items():
        (path,) = (root / "r").glob(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = against_release(Catalog(root / "r"), [RULESET], whole=whole)
    return [remark for remarks in found.values() for remark in remarks]


def told(remarks: list[Remark]) -> list[str]:
    return [f"{r.place.file.split('/')[-1]} {r.en}" for r in remarks]


def test_the_rules_that_the_package_ships_are_as_released() -> None:
    assert against_release(built_in(), [RULESET], whole=True) == {RULESET: (), "": ()}


def test_each_place_that_is_changed_is_named_where_it_stands(tmp_path: Path) -> None:
    edits = {
        f"{RULESET}/product-sets/08-*": ('"1.5": chain-contracts', '"1.5": {use: chain-contracts, minimums: {}, why: thử}'),
        f"{RULESET}/product-sets/04-*": ('at: "6.1"', 'at: "6.2"'),
        f"{RULESET}/criteria/community.yaml": ("minimum: 4", "minimum: 5"),
        f"{RULESET}/gates.yaml": ("Hồ sơ giả mạo", "Hồ sơ giả"),
        f"{RULESET}/ruleset.yaml": ("days: 45", "days: 46"),
        f"{RULESET}/groups.yaml": ("Chất lượng", "Phẩm chất"),
        "policies/mean-of-totals.yaml": ("max_spread: 10", "max_spread: 12"),
    }  # fmt: skip
    remarks = changed(tmp_path, edits, whole=True)
    assert told(remarks) == [
        "ruleset.yaml 26-2026 procedure.limits.re-rating.days: released 45, here 46.",
        "community.yaml 26-2026/1/3.4/two-years minimum: released 4, here 5 (1–26).",
        "groups.yaml 26-2026/1/C title.vi: released Chất lượng sản phẩm, here Phẩm chất sản phẩm "
        "(1–26).",
        "gates.yaml 26-2026/1 gates.forged-dossier.vi: released Hồ sơ giả mạo, here Hồ sơ giả "
        "(1–25).",
        "04-honey-and-farm-produce.yaml 26-2026/4 gates.unsafe-impurities.at: released 6.1, "
        "here 6.2.",
        "08-meat-seafood-honey-products.yaml 26-2026/8/1.5/over-three-quarters minimum: "
        "released 4, here none.",
        "08-meat-seafood-honey-products.yaml 26-2026/8/1.5/stable-twelve-months minimum: "
        "released 5, here none.",
        "mean-of-totals.yaml policies/mean-of-totals max_spread: released 10, here 12.",
    ]
    lines = {(r.where, r.place.line) for r in remarks}
    assert ("26-2026/8/1.5/over-three-quarters", 22) in lines


def test_a_revision_that_was_never_released_is_compared_with_none(tmp_path: Path) -> None:
    assert changed(tmp_path, {f"{RULESET}/ruleset.yaml": ("revision: 2", "revision: 3")}) == []


def test_where_the_released_revision_is_not_at_hand_that_is_said(tmp_path: Path) -> None:
    edits = {f"{RULESET}/ruleset.yaml": ("revision: 2", "revision: 1")}
    (remark,) = changed(tmp_path, edits)
    assert (remark.code, remark.where) == ("release-not-at-hand", RULESET)
    assert "26-2026 revision 1 differs from its release" in remark.en
