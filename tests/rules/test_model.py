"""What a ruleset is made of: names of the JSON, frozen values, order."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import ocop_scoring as ocop
from ocop_scoring import Catalog, ProductSet
from ocop_scoring.exact import Interval
from ocop_scoring.rules.vocabulary import Clause, condition_from
from ocop_scoring.text import Words


@pytest.fixture(scope="module")
def table(invented: Catalog) -> ProductSet:
    return invented.ruleset("mini-2030").product_set(1)


CONDITIONS = ("conditions",)


def _same(value: object, shown: object) -> None:
    """Attributes bear the names of the JSON, all the way down."""
    if isinstance(shown, dict):
        if set(shown) == {"vi", "en"}:
            assert value == Words(shown["vi"], shown["en"])
            return
        for name, entry in shown.items():
            if name not in CONDITIONS:  # in the ruleset's own words there, read here
                _same(value[name] if isinstance(value, dict) else getattr(value, name), entry)
    elif isinstance(shown, list):
        assert isinstance(value, tuple)
        assert len(value) == len(shown)
        for one, other in zip(value, shown, strict=True):
            _same(one, other)
    else:
        assert value == shown or str(value) == shown


def test_attributes_bear_the_names_of_the_json(table: ProductSet) -> None:
    _same(table.parts, table.as_json()["parts"])
    _same(table.gates, table.as_json()["gates"])


def test_a_product_set_as_json_has_the_keys_of_the_contract(table: ProductSet) -> None:
    shown = table.as_json()
    for key in (
        "format",
        "ruleset",
        "product_set",
        "digest",
        "title",
        "provenance",
        "parts",
        "gates",
        "errata",
    ):
        assert key in shown
    assert (shown["format"], shown["ruleset"], shown["product_set"]) == (
        "ocop-product-set/1",
        "mini-2030",
        1,
    )
    criterion = shown["parts"][0]["groups"][0]["criteria"][0]
    assert list(criterion) == [
        "number",
        "id",
        "title",
        "points",
        "heading",
        "mode",
        "only_if",
        "evidence",
        "provenance",
        "levels",
        "note",
        "cases",
        "pair",
        "reading",
        "readings",
    ]
    assert list(criterion["levels"][0]) == [
        "id",
        "points",
        "minimum",
        "case",
        "reading",
        "vi",
        "en",
        "mark",
        "conditions",
        "readings",
    ]
    assert json.loads(json.dumps(shown)) == shown


def test_points_of_the_json_are_decimal_strings(table: ProductSet) -> None:
    part = table.as_json()["parts"][0]
    assert (
        part["points"],
        part["groups"][0]["points"],
        part["groups"][0]["criteria"][0]["levels"][0]["points"],
    ) == ("9", "9", "1")


def test_the_first_level_is_reached_by_names_alone(table: ProductSet) -> None:
    assert table.parts[0].groups[0].criteria[0].levels[0].points == 1


def test_minimums_stand_lowest_star_first_then_in_printed_order(table: ProductSet) -> None:
    assert [(m.star, m.criterion, m.level.id) for m in table.minimums] == [
        (3, "1.1", "some"),
        (3, "4", "a-basic"),
        (3, "5", "guides"),
        (4, "1.1", "most"),
        (4, "1.2", "over-half"),
        (4, "2.1", "written"),
        (5, "1.2", "stable"),
        (5, "2.2", "good"),
        (5, "3.1.1", "great"),
    ]


def test_bands_stand_highest_star_first(table: ProductSet) -> None:
    assert [(band.star, band.points.say("en")) for band in table.bands] == [
        (5, "from 18 to 20"),
        (4, "from 14 to below 18"),
        (3, "from 10 to below 14"),
        (2, "from 6 to below 10"),
        (1, "below 6"),
    ]


def test_gates_stand_as_the_product_set_lists_them(table: ProductSet) -> None:
    assert [(gate.id, gate.at, gate.outcome, gate.raised_by) for gate in table.gates] == [
        ("forged", None, "rejected", "assessor"),
        ("no-certificate", None, "rejected", "evidence"),
        ("imported", "1.1", "rejected", "evidence"),
        ("zero-look", "3.1.1", "stopped", "marks"),
    ]


def test_a_criterion_is_found_by_its_printed_number(table: ProductSet) -> None:
    assert table.criterion("3.1.1").id == "taste"
    with pytest.raises(KeyError):
        table.criterion("9")


def test_a_reading_has_a_question_the_answer_taken_its_basis_and_the_others(
    table: ProductSet,
) -> None:
    reading = table.readings["lost-star"]
    assert reading.question.en == "Which star without a minimum?"
    assert (reading.basis, reading.other_readings, reading.article) == (
        "Ghi chú của bảng",
        ("Không xếp hạng",),
        "Phụ lục",
    )


def test_equal_digests_mean_equal_law(
    invented: Catalog, table: ProductSet, law: ocop.Ruleset
) -> None:
    again = Catalog(Path(invented.folder)).ruleset("mini-2030").product_set(1)
    assert again.digest == table.digest
    assert again.resolved() == table.resolved()
    assert law.product_set(1).digest != table.digest


def test_values_are_frozen(table: ProductSet) -> None:
    for value, name in (
        (table.parts[0], "points"),
        (table.criteria[0], "levels"),
        (table.criteria[0].levels[0], "minimum"),
        (table.gates[0], "id"),
    ):
        with pytest.raises(AttributeError):
            setattr(value, name, None)
    with pytest.raises(TypeError):
        table.readings["x"] = table.readings["lost-star"]  # type: ignore[index]


def test_a_ruleset_says_who_certifies_and_what_it_covers(invented: Catalog) -> None:
    ruleset = invented.ruleset("mini-2030")
    assert (ruleset.id, ruleset.revision, ruleset.decision, ruleset.numbers) == (
        "mini-2030",
        1,
        "1/2030/QĐ-THỬ",
        (1,),
    )
    assert ruleset.certified_by == {3: "province", 4: "province", 5: "ministry"}
    assert "mini-2030" in repr(ruleset)
    assert "mini-2030/1" in repr(ruleset.product_set(1))


@pytest.mark.parametrize(
    ("clause", "holds", "fails"),
    [
        (
            Clause("share", Interval.parse("from 50 % to below 75 %")),
            Decimal("0.5"),
            Decimal("0.75"),
        ),
        (Clause("count", Interval.parse("from 2")), Decimal(2), Decimal(1)),
        (Clause("required", True), True, False),
        (Clause("required", False), False, True),
        (Clause("processing", ("deep", "processed")), "processed", "simple"),
    ],
)
def test_a_clause_holds_for_what_it_asks_for_alone(
    clause: Clause, holds: Decimal | bool | str, fails: Decimal | bool | str
) -> None:
    assert clause.holds(holds) is True
    assert clause.holds(fails) is False


def test_only_a_clause_about_a_document_has_a_document() -> None:
    assert Clause("document", ("certificate",)).document == "certificate"
    assert Clause("processing", ("deep",)).document is None
    assert Clause("required", True).document is None


def test_a_condition_is_alternatives_of_clauses() -> None:
    condition = condition_from(
        [{"share": "from 50 %", "required": True}, {"document": ["certificate", "contract"]}]
    )
    assert condition is not None
    assert [len(clauses) for clauses in condition.alternatives] == [2, 2]
    assert [clause.fact for clause in condition.clauses()] == [
        "share",
        "required",
        "document",
        "document",
    ]
    assert condition_from(None) is None


def test_the_vocabulary_knows_units_words_and_where_facts_stand(invented: Catalog) -> None:
    vocabulary = invented.vocabulary()
    assert vocabulary.facts["processing"].words["deep"].en == "Deep"
    assert vocabulary.facts["producer_kind"].from_dossier == "producer/kind"
    assert vocabulary.facts["label_languages"].unit == "count"
    assert (
        vocabulary.documents["certificate"].expires,
        vocabulary.documents["contract"].expires,
    ) == (True, False)


# Rows


def test_rows_are_the_printed_rows_in_order(table: ProductSet) -> None:
    rows = [(row.kind, row.number, row.points) for row in table.rows()]
    assert rows == [
        ("part", "A", 9),
        ("group", "1", 9),
        ("criterion", "1.1", 3),
        ("criterion", "1.2", 3),
        ("criterion", "1.3", 2),
        ("criterion", "1.4", 1),
        ("part", "B", 11),
        ("group", "2", 5),
        ("criterion", "2.1", 3),
        ("criterion", "2.2", 2),
        ("group", "3", 2),
        ("heading", "3.1", 2),
        ("criterion", "3.1.1", 2),
        ("criterion", "4", 2),
        ("criterion", "5", 2),
    ]


def test_rows_cover_every_criterion_once_and_their_points_add_up(law: ocop.Ruleset) -> None:
    for number in law.numbers:
        table = law.product_set(number)
        rows = list(table.rows())
        assert tuple(r.criterion for r in rows if r.kind == "criterion") == table.criteria
        for row in rows:
            assert row.criteria
            assert sum(criterion.points for criterion in row.criteria) == row.points
        assert sum(row.points for row in rows if row.kind == "part") == table.points


# Criteria


def test_the_most_of_a_criterion_is_its_best_level_or_all_its_lines(table: ProductSet) -> None:
    for criterion in table.criteria:
        points = [level.points for level in criterion.levels]
        assert criterion.most == (sum(points) if criterion.mode == "sum" else max(points))
    assert table.most_points == sum(criterion.most for criterion in table.criteria) == table.points


def test_a_level_is_found_by_its_id_and_by_its_zero(table: ProductSet) -> None:
    labels = table.criterion("1.4")
    assert labels.zero is labels.level("no")
    assert labels.level("yes").points == 1
    with pytest.raises(KeyError):
        labels.level("perhaps")
    assert table.criterion("4").zero is None


@pytest.mark.parametrize("number", [1, 8, 26])
def test_the_mark_of_a_level_gives_that_level(law: ocop.Ruleset, number: int) -> None:
    for criterion in law.product_set(number).criteria:
        marks = [level.mark for level in criterion.levels]
        assert len(set(marks)) == len(marks)
        for level in criterion.levels:
            assert level.mark in (level.id, level.points)
            if level.mark == 0:
                assert level is criterion.zero
