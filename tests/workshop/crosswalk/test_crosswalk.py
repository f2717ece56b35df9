"""A crosswalk between two rulesets: product sets, ways, relations, and what a decision became."""

from __future__ import annotations

import pytest

import ocop_scoring as ocop
from ocop_scoring import CatalogError
from ocop_scoring.workshop.crosswalk import Crosswalk, crosswalk_of


@pytest.fixture(scope="module")
def from_148() -> Crosswalk:
    return crosswalk_of("148-2023", "26-2026")


def told(crosswalk: Crosswalk, number: int, criterion: str) -> dict[str, tuple[str, str]]:
    """What becomes of the levels of a criterion, as `kind: levels`."""
    (lead,) = crosswalk.pair(number, number).leads_from(criterion)
    return {name: (r.kind, " ".join(r.levels)) for name, r in lead.relations.items()}


def test_a_ruleset_leads_to_itself_level_by_level() -> None:
    crosswalk = crosswalk_of("26-2026", "26-2026")
    pair = crosswalk.pair(8, 8)
    assert crosswalk.within_decision
    assert not pair.lost
    assert not pair.new
    assert all(
        relation.levels == (name,) and relation.basis == "id"
        for lead in pair.leads
        for name, relation in lead.relations.items()
    )


def test_an_amendment_is_of_one_decision_with_its_base() -> None:
    assert crosswalk_of("148-2023", "148-2023+1489").within_decision
    assert crosswalk_of("148-2023+1489", "148-2023").within_decision


def test_a_sheet_of_2019_goes_to_2026_through_2023() -> None:
    crosswalk = crosswalk_of("1048-2019", "26-2026")
    assert [step.b.id for step in crosswalk.steps] == ["148-2023", "26-2026"]
    assert crosswalk.read == "twice"
    assert crosswalk.targets(10) == (9,)


def test_no_way_leads_back() -> None:
    with pytest.raises(
        CatalogError, match=r"no-crosswalk: no crosswalk leads along 26-2026 → 148-2023"
    ):
        crosswalk_of("26-2026", "148-2023")


def test_a_product_set_that_is_not_led_to_has_no_pair(from_148: Crosswalk) -> None:
    with pytest.raises(CatalogError, match="product-set-not-led"):
        from_148.pair(8, 9)


@pytest.mark.parametrize("number", [8, 16, 26])
def test_what_148_became_in_26_leaves_nothing_unsaid(from_148: Crosswalk, number: int) -> None:
    pair = from_148.pair(number, number)
    assert not [lost for lost in pair.lost if lost.why is None]
    assert all(why for why in pair.new.values())
    for lead in pair.leads:
        assert {relation.kind for relation in lead.relations.values()} <= {
            *("same", "merged", "looser", "split", "stricter", "none")
        }


def test_the_main_market_is_now_told_by_commune(from_148: Crosswalk) -> None:
    assert told(from_148, 8, "distribution-area")["in-district"] == (
        "split",
        "in-commune fewer-than-five-agents five-agents international-or-modern",
    )


def test_local_labour_counts_the_commune_alone(from_148: Crosswalk) -> None:
    assert told(from_148, 8, "local-labour") == {
        "unreached": ("split", "unreached quarter"),
        "half": ("stricter", "unreached quarter half"),
        "three-quarters": ("stricter", "unreached quarter half three-quarters"),
    }


def test_a_registered_trademark_without_origin_sign_is_the_lowest_level_now(
    from_148: Crosswalk,
) -> None:
    found = told(from_148, 8, "intellectual-property")
    assert found["registered"] == ("looser", "application-accepted")
    assert found["registered-with-origin-sign"][0] == "stricter"


def test_contracts_for_materials_say_nothing_of_contracts_for_what_is_sold(
    from_148: Crosswalk,
) -> None:
    found = told(from_148, 8, "chain-contracts-for-materials")
    assert set(found.values()) == {("none", "")}


def test_levels_of_one_condition_are_the_same_without_a_line(from_148: Crosswalk) -> None:
    (lead,) = from_148.pair(8, 8).leads_from("local-materials")
    assert {name: r.basis for name, r in lead.relations.items()} == {
        "unreached": "stated",
        "below-half": "stated",
        "half": "condition",
        "most": "condition",
    }


def test_what_is_new_in_26_is_named(from_148: Crosswalk) -> None:
    assert set(from_148.pair(8, 8).new) == {"bilingual-label", "certified-material-area"}


def test_a_relation_is_told_by_product_set_criterion_and_level(from_148: Crosswalk) -> None:
    found = from_148.relation(8, "representative", "one-of-these")
    assert found is not None
    lead, relation = found
    assert (lead.to, relation.kind) == ("representative", "looser")
    assert from_148.relation(8, "accounting", "none") is None


def test_a_folder_may_have_crosswalks_of_its_own(small: ocop.Catalog) -> None:
    crosswalk = crosswalk_of("mini-2030", "mini-2031", small)
    assert [path.parent for path in crosswalk.files] == [small.folder / "crosswalks"]
    assert crosswalk.pair(1, 1).lost[0].why == "Không còn chấm"


def test_on_the_way_through_148_new_and_lost_criteria_keep_their_reasons_and_their_order() -> None:
    pair = crosswalk_of("1048-2019", "26-2026").pair(12, 11)
    assert pair.new["representative"] == "1048 không hỏi"
    assert None not in pair.new.values()
    numbers = [criterion.number for criterion in pair.a.criteria]
    lost = [one.number for one in pair.lost]
    assert lost == sorted(lost, key=numbers.index)
    assert {"3.2", "3.5"} <= set(lost)
