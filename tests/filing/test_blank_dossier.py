"""A blank dossier asks for what its table asks, in the order of the table; filled in, it reads."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from support.folders import INVENTED

import ocop_scoring
from ocop_scoring import Dossier, FilingError, ProductSet, Ruleset, read_dossier
from ocop_scoring.filing.blank_dossier import blank_dossier
from ocop_scoring.filing.placeholders import is_placeholder
from ocop_scoring.rules.vocabulary import Fact
from ocop_scoring.terms import KINDS_OF_APPLICATION, KINDS_OF_PRODUCER
from ocop_scoring.text import LANGUAGES, Lang

LAW = ocop_scoring.ruleset("26-2026")
MINI = INVENTED.ruleset("mini-2030")
TABLES = [MINI.product_set(1), *(LAW.product_set(number) for number in LAW.numbers)]
VALUES = {"share": "0.64", "count": "3", "months": "12", "yes_no": "yes"}


def named(table: ProductSet) -> str:
    return f"{table.ruleset}/{table.product_set}"


def rules_of(table: ProductSet) -> Ruleset:
    return MINI if table.ruleset == "mini-2030" else LAW


def chosen(text: str) -> str:
    """The form with its names written, and its three choices made."""
    text = re.sub(r'"\(.*\)"', "Ví Dụ", text)
    text = text.replace("#kind: cooperative ", "kind: cooperative ")
    text = text.replace("#kind: first ", "kind: first ")
    return text.replace("submitted_on: ", "submitted_on: 2030-02-01 ")


def facts_asked(table: ProductSet) -> list[Fact]:
    """What the dossier is asked: not what it says elsewhere, nor what only contradicts."""
    known = table.vocabulary
    facts = known.facts.values()
    return [f for f in facts if f.from_dossier is None and f.name not in known.beside]


def read(text: str, table: ProductSet) -> Dossier:
    return read_dossier(text, catalog=INVENTED if table.ruleset == "mini-2030" else None)


@pytest.mark.parametrize("table", TABLES, ids=named)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_names_and_choices_a_blank_dossier_reads_and_knows_nothing_else(
    table: ProductSet, lang: Lang
) -> None:
    dossier = read(chosen(blank_dossier(rules_of(table), table, lang)), table)
    assert dossier.product.product_set == table.product_set
    assert not dossier.facts
    assert dossier.documents is None
    assert dossier.producer.representative.woman is None


@pytest.mark.parametrize("table", TABLES, ids=named)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_filled_in_wholly_a_dossier_reads(table: ProductSet, lang: Lang) -> None:
    text = chosen(blank_dossier(rules_of(table), table, lang))
    facts = facts_asked(table)
    for fact in facts:
        if fact.unit == "word":
            word = next(iter(fact.words))
            text = re.sub(f"  #{fact.name}: {word} ", f"  {fact.name}: {word} ", text)
        else:
            text = re.sub(f"(?m)^  {fact.name}:  ", f"  {fact.name}: {VALUES[fact.unit]}  ", text)
    text = text.replace("woman:  ", "woman: no  ").replace("  #previous", "  previous")
    text = text.replace("#  star: …", "  star: 3").replace("#product_group", "product_group", 1)
    text = re.sub(r"#  (certified|expires|issued)_on: …", r"  \1_on: 2029-02-01", text)
    text = text.replace("#  number: …", "  number: 12/2025, ATTP").replace("#- kind", "- kind")
    dossier = read(text, table)
    assert set(dossier.facts) == {fact.name for fact in facts}
    assert dossier.documents is not None
    kinds = [paper.kind for paper in dossier.documents]
    assert set(kinds) == set(table.vocabulary.documents) - table.vocabulary.beside
    assert {paper.number for paper in dossier.documents} <= {"12/2025, ATTP"}
    assert dossier.producer.representative.woman is False
    assert dossier.application.previous is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_decides_points_or_the_ruleset_has_to_be_chosen(lang: Lang) -> None:
    text = blank_dossier(LAW, TABLES[1], lang)
    with pytest.raises(FilingError) as refused:
        read_dossier(text)
    open_fields = [(fault.code, fault.path) for fault in refused.value.faults]
    assert open_fields == [
        ("not-filled-in", "product/name"),
        ("not-filled-in", "product/commune"),
        ("not-filled-in", "product/province"),
        ("not-filled-in", "producer/name"),
        ("missing-field", "producer/kind"),
        ("not-filled-in", "producer/representative/name"),
        ("missing-field", "application/kind"),
        ("missing-field", "application/submitted_on"),
    ]
    for kind in (*KINDS_OF_PRODUCER, *KINDS_OF_APPLICATION):
        assert f"  #kind: {kind} " in text


def test_facts_stand_in_the_order_of_the_table_with_the_items_that_they_serve() -> None:
    text = blank_dossier(LAW, LAW.product_set(8), "vi")
    served = re.findall(r"(?m)^  # .*\(mục (\d+(?:\.\d+)?)[^()]*\)$", text)
    numbers = [tuple(map(int, number.split("."))) for number in served]
    assert len(numbers) > 20
    assert numbers == sorted(numbers)
    titles = {name: fact.title.vi for name, fact in LAW.product_set(8).vocabulary.facts.items()}
    assert f"# {titles['share_of_provincial_materials']} (mục 1.1: quyết định" in text
    assert f"# {titles['uses_sustainable_technology']} (mục 1.7: chỉ giới hạn)" in text


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_fact_that_is_said_to_decide_an_item_does_and_one_that_bounds_does_not(
    table: ProductSet,
) -> None:
    text = blank_dossier(rules_of(table), table, "vi")
    deciding = {c.number for c in table.criteria if c.evidence == "derived" and c.mode == "one"}
    decided = {
        n for found in re.findall(r"mục ([\w., ]+): quyết định", text) for n in found.split(", ")
    }
    assert decided == deciding


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_fact_and_paper_of_the_table_is_asked_for_once(table: ProductSet) -> None:
    text = blank_dossier(rules_of(table), table, "vi")
    asked = facts_asked(table)
    for fact in table.vocabulary.facts.values():
        lines = re.findall(rf"(?m)^  #?{fact.name}:", text)
        expected = len(fact.words) if fact.unit == "word" else 1
        assert len(lines) == (expected if fact in asked else 0)
    for kind in table.vocabulary.documents:
        is_asked = kind not in table.vocabulary.beside
        assert text.count(f"  #- kind: {kind} ") == is_asked


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_no_value_stands_in_braces_or_before_a_comma(table: ProductSet) -> None:
    text = blank_dossier(rules_of(table), table, "vi")
    values = [
        line.split("# ")[0].rstrip() for line in text.splitlines() if not line.startswith("#")
    ]
    assert not [value for value in values if value.endswith(",") or value[-1:] in ("{", "[")]


def test_a_decimal_comma_in_the_form_is_told_at_its_place() -> None:
    text = chosen(blank_dossier(LAW, LAW.product_set(8), "vi"))
    text = re.sub("share_under_contract: *", "share_under_contract: 0,82  ", text)
    with pytest.raises(FilingError) as refused:
        read_dossier(text)
    (fault,) = refused.value.faults
    assert (fault.code, fault.right) == ("not-a-share", "0.82")
    fixed = read_dossier(text.replace("0,82", fault.right))
    assert fixed.facts["share_under_contract"] == Decimal("0.82")


def test_a_paper_whose_number_is_left_open_is_refused() -> None:
    text = chosen(blank_dossier(LAW, LAW.product_set(8), "vi"))
    text = text.replace("#- kind: test-report", "- kind: test-report").replace(
        "#  number: …", "  number: …", 1
    )
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if "- kind: test-report" in line)
    lines[at + 1] = "    number: …"
    with pytest.raises(FilingError) as refused:
        read_dossier(
            "\n".join(line for line in lines if line != "    number: …" or line is lines[at + 1])
        )
    (fault,) = refused.value.faults
    assert (fault.code, fault.path) == ("not-filled-in", "documents/0/number")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(tên sản phẩm)", True),
        ("(Tên sản phẩm) ", True),
        ("(name of the product)", True),
        ("…", True),
        ("...", True),
        ("Tôm khô (tên đặt ra)", False),
        ("(không tên)", False),
        ("tên sản phẩm", False),
    ],
)
def test_only_what_a_form_prints_is_a_placeholder(text: str, expected: bool) -> None:
    assert is_placeholder(text) is expected
