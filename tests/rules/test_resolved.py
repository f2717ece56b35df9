"""Resolved documents: one form of bytes, and a digest of all that results rest on."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from support.bad_rulesets import RULESETS, Edit

import ocop_scoring as ocop
from ocop_scoring import Catalog
from ocop_scoring.rules.resolved import canonical, digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_is_that_of_rfc_8785(document: Any) -> None:
    assert canonical(document) == rfc8785.dumps(document)


@given(JSON)
def test_a_digest_is_the_sha_256_of_canonical_json(document: Any) -> None:
    assert digest(document) == f"sha256:{sha256(rfc8785.dumps(document)).hexdigest()}"


@pytest.mark.parametrize("number", [1, 8, 11, 26])
def test_the_digest_of_a_product_set_is_that_of_its_resolved_document(
    law: ocop.Ruleset, number: int
) -> None:
    table = law.product_set(number)
    assert table.digest == f"sha256:{sha256(rfc8785.dumps(table.resolved())).hexdigest()}"
    assert table.as_json()["digest"] == table.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "mini-2030/ruleset.yaml",
            "  5: from 18 to 20\n  4: from 14 to below 18",
            "  5: from 17 to 20\n  4: from 14 to below 17",
        ),
        ("mini-2030/criteria/all.yaml", "minimum: 5, vi: Ngon", "minimum: 4, vi: Ngon"),
        ("mini-2030/criteria/all.yaml", "vi: Ngon", "vi: Rất ngon"),
        ("mini-2030/criteria/all.yaml", "from 20 % to 50 %", "from 10 % to 50 %"),
        ("mini-2030/gates.yaml", "vi: Hồ sơ giả mạo", "vi: Hồ sơ gian dối"),
        (
            "mini-2030/gates.yaml",
            "waived_by: {certificate_required: no}",
            "waived_by: {certificate_required: yes}",
        ),
        ("mini-2030/errata.yaml", "confidence: high", "confidence: low"),
        ("mini-2030/readings.yaml", "taken: Mức thấp", "taken: Mức cao"),
        ("facts.yaml", "vi: Tỷ lệ theo hợp đồng", "vi: Tỷ lệ có hợp đồng"),
        ("mini-2030/ruleset.yaml", "number: 1/2030/QĐ-THỬ", "number: 01/2030/QĐ-THỬ"),
    ],
)
def test_whatever_a_result_rests_on_is_in_the_digest(
    invented: Catalog, tmp_path: Path, file: str, old: str, new: str
) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Edit(file, old.splitlines(), new.splitlines()).apply(tmp_path / "r")
    changed = Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1)
    assert changed.digest != invented.ruleset("mini-2030").product_set(1).digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mini-2030/criteria/all.yaml", "local-labour:", "# một ghi chú\nlocal-labour:"),
        ("mini-2030/criteria/all.yaml", "vi: Ngon", 'vi: "Ngon"'),
        (
            "mini-2030/groups.yaml",
            "look: {vi: Bề ngoài, en: Look}",
            "look: {vi: Bề ngoài, en: Look}\nsmell: {vi: Mùi, en: Smell}",
        ),
        ("documents.yaml", "vi: Hợp đồng, en: Contract", "vi: Hợp đồng, en: Agreement"),
    ],
)
def test_what_no_result_rests_on_is_not_in_the_digest(
    invented: Catalog, tmp_path: Path, file: str, old: str, new: str
) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Edit(file, old.splitlines(), new.splitlines()).apply(tmp_path / "r")
    unchanged = Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1)
    assert unchanged.digest == invented.ruleset("mini-2030").product_set(1).digest
