"""The synthetic population: published shares to the nearest product, the same on every machine."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest

import ocop_scoring as ocop
from ocop_scoring.workshop.impact.impact import impact
from ocop_scoring.workshop.impact.synthetic import limits, synthetic
from ocop_scoring.workshop.impact.words import impact_json

RULES = ocop.ruleset("26-2026")


def _rated(entry: object) -> ocop.Evaluation:
    return ocop.score(RULES, entry.dossier, entry.sheets[0])  # type: ignore[attr-defined]


def test_stars_and_kinds_have_the_published_shares_exactly() -> None:
    population = synthetic(RULES, 710, seed=1, product_set=21)
    rated = [_rated(entry) for entry in population.entries]
    stars = Counter(result.star for result in rated)
    assert stars[2] == 70
    recognised = 640
    assert [stars[star] for star in (3, 4, 5)] == [431, 200, 9]
    assert stars[3] / recognised == pytest.approx(0.673, abs=0.001)
    assert stars.total() == 710
    lowered = sum(r.star != r.star_by_points for r in rated)
    assert lowered == pytest.approx(70, abs=2)
    kinds = Counter(entry.producer_kind for entry in population.entries)
    assert kinds["cooperative"] == 271
    assert kinds["household"] == 248
    assert kinds.total() == 710


def test_product_sets_are_equally_frequent() -> None:
    numbers = [entry.product_set for entry in synthetic(RULES, 3, seed=2).entries]
    assert len(set(numbers)) == 3
    assert numbers != sorted(numbers)


@pytest.mark.parametrize("product_set", [8, 16])
def test_every_sheet_is_complete_and_fits_its_table(product_set: int) -> None:
    population = synthetic(RULES, 20, seed=2, product_set=product_set)
    assert population.kind == "synthetic"
    for entry in population.entries:
        result = _rated(entry)
        assert result.status == "rated"
        assert {found.code for found in result.findings} <= _TOLD
        assert entry.dossier is not None
        assert entry.dossier.producer.kind == entry.producer_kind
        assert entry.dossier.product.commune == entry.commune


_TOLD = {
    "documents-not-listed",
    "mark-above-bound",
    "mark-above-evidence",
    "mark-below-evidence",
    "mark-without-condition",
}
"""What is said of such a sheet: marks are drawn without a look at the producer. Cases never differ."""


@pytest.mark.parametrize("ruleset", ["1048-2019+781", "148-2023"])
def test_items_with_cases_take_the_case_of_their_pair_and_their_producer(ruleset: str) -> None:
    rules = ocop.ruleset(ruleset)
    for entry in synthetic(rules, 25, seed=3, product_set=26).entries:
        result = ocop.score(rules, entry.dossier, entry.sheets[0])
        assert result.status == "rated"
        assert {"cases-differ", "case-of-another-producer"}.isdisjoint(
            found.code for found in result.findings
        )


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert _digest(7) == _digest(7) == "5e7d64b645563e37"
    assert _digest(8) != _digest(7)


def _digest(seed: int) -> str:
    told = [
        [entry.name, entry.product_set, entry.producer_kind, entry.commune]
        + [dict(sheet.marks) for sheet in entry.sheets]
        for entry in synthetic(RULES, 40, seed, product_set=26).entries
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def test_products_of_several_sheets_and_none_can_be_asked_for() -> None:
    assert synthetic("26-2026", 0, seed=1).entries == ()
    (one,) = synthetic("26-2026", 1, seed=1, product_set=3).entries
    assert one.product_set == 3
    assert one.name == "Sản phẩm 1 (tên đặt ra)"
    assert one.origin == "synthetic"


def test_a_size_or_table_that_can_not_be_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 products"):
        synthetic(RULES, -1, seed=1)
    with pytest.raises(ocop.CatalogError):
        synthetic(RULES, 5, seed=1, product_set=99)
    with pytest.raises(ocop.CatalogError):
        synthetic("27-2099", 5, seed=1)


def test_everything_about_it_is_marked_as_invented() -> None:
    (entry,) = synthetic(RULES, 1, seed=1).entries
    assert entry.dossier is not None
    said = [entry.name, entry.commune, entry.dossier.product.name, entry.dossier.producer.name]
    assert all(str(name).endswith("(tên đặt ra)") for name in said)
    assert not entry.dossier.facts
    assert entry.dossier.documents is None


def test_what_can_not_be_concluded_is_said_in_both_languages() -> None:
    vi, en = limits("vi"), limits("en")
    assert len(vi) == len(en) == 5
    assert "Không kết luận được" in " ".join(vi)
    assert "can't be concluded" in " ".join(en)


def test_numbers_of_it_come_with_what_they_can_not_show() -> None:
    products = synthetic(RULES, 2, seed=1, product_set=21)
    told = impact_json(impact(RULES, RULES, products))
    read = ocop.formats.Impact.model_validate(told)
    assert read.population.kind == "synthetic"
    assert read.population.rated == 2
    assert [limit.en for limit in read.population.limits] == list(limits("en"))
    own = impact_json(impact(RULES, RULES, products.entries))
    assert own["population"]["limits"] == []
