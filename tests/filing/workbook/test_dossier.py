"""The workbook of a dossier: written blank or filled in, and read back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.folders import DEMO

import ocop_scoring as ocop
from ocop_scoring import Dossier, FilingError
from ocop_scoring.filing.workbook.door import dossier_of_workbook
from ocop_scoring.filing.workbook.dossier_layout import (
    ALL_LISTED,
    DOSSIER,
    PAPER_FIELDS,
    dossier_layout,
)
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.sources.places import address

extra("xlsxwriter")
extra("python_calamine")
openpyxl = extra("openpyxl")

RULES = ocop.ruleset("26-2026")
LAYOUT = dossier_layout(RULES, RULES.product_set(8))
SHRIMP = ocop.load_dossier(DEMO / "dossier.yaml")
LEAST = {
    ("product", "name"): "Tôm khô (tên đặt ra)",
    ("product", "commune"): "Xã Mẫu",
    ("product", "province"): "Cà Mau",
    ("producer", "name"): "HTX (tên đặt ra)",
    ("producer", "kind"): "hợp tác xã",
    ("producer", "representative", "name"): "Người Mẫu",
    ("application", "kind"): "lần đầu",
    ("application", "submitted_on"): date(2026, 9, 15),
}


def read(content: bytes) -> Dossier:
    return dossier_of_workbook(content, None, "dossier.xlsx")


def said(content: bytes) -> list[str]:
    with pytest.raises(FilingError) as refused:
        read(content)
    return [line.removeprefix(f"dossier.xlsx:'{DOSSIER}'!") for line in refused.value.lines("en")]


def cell(*path: str) -> str:
    row = next(row.row for row in LAYOUT.of("field") if row.path == path)
    return address(row, 1)


def paper(kind: str, name: str = "on-file") -> str:
    row = next(row.row for row in LAYOUT.of("paper") if row.path == (kind,))
    return address(row, 1 if name == "on-file" else 2 + PAPER_FIELDS.index(name))


def blank_with(answers: Mapping[Any, Any]) -> bytes:
    """The blank workbook as openpyxl saves it, with answers by path or by cell."""
    workbook = openpyxl.load_workbook(io.BytesIO(ocop.dossier_workbook(RULES, 8)))
    for where, value in answers.items():
        workbook[DOSSIER][cell(*where) if isinstance(where, tuple) else where] = value
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def sorted_papers(dossier: Dossier) -> Dossier:
    """The dossier with its papers in the order of the workbook's rows: those that the table asks for,
    then others.
    """
    order = [row.path[0] for row in LAYOUT.of("paper")]
    papers = sorted(
        dossier.documents or (),
        key=lambda paper: order.index(paper.kind) if paper.kind in order else len(order),
    )
    return dossier.model_copy(update={"documents": papers})


def test_a_dossier_comes_back_from_its_workbook() -> None:
    ours = ocop.dossier_workbook(RULES, 8, dossier=SHRIMP)
    assert read(ours) == sorted_papers(SHRIMP)
    assert ocop.dossier_workbook(RULES, 8, dossier=SHRIMP) == ours


def facts_of(table: ProductSet) -> st.SearchStrategy[dict[str, Any]]:
    values: dict[str, st.SearchStrategy[Any]] = {}
    for fact in table.vocabulary.facts.values():
        if fact.from_dossier is not None:
            continue
        values[fact.name] = {
            "share": st.integers(0, 1_000_000).map(lambda n: f"{n / 1_000_000:f}"),
            "count": st.integers(0, 10_000),
            "months": st.integers(0, 120),
            "yes_no": st.booleans(),
            "word": st.sampled_from(sorted(fact.words) or ["x"]),
        }[fact.unit]
    return st.fixed_dictionaries({}, optional=values)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    number = draw(st.sampled_from(RULES.numbers))
    table = RULES.product_set(number)
    text = st.sampled_from(["=1+1", "Tôm khô", "007", "+84 123", "“a”; b", "400001"])
    document: dict[str, Any] = SHRIMP.model_dump(mode="json")
    document["product"] |= {"product_set": number, "name": draw(text)}
    document["product"].pop("product_group")
    document["application"] = {
        "kind": "renewal",
        "submitted_on": "2026-09-15",
        "previous": {"star": draw(st.integers(1, 5)), "certified_on": "2023-09-15"},
    }
    document["facts"] = draw(facts_of(table))
    kinds = draw(st.lists(st.sampled_from(sorted(table.vocabulary.documents)), max_size=8))
    document["documents"] = draw(
        st.none()
        | st.just(
            [{"kind": kind, "number": draw(text), "expires_on": "2027-01-02"} for kind in kinds]
        )
    )
    return ocop.read_dossier(document)


@settings(max_examples=12)
@given(dossiers())
def test_every_dossier_comes_back_but_for_the_order_of_its_papers(dossier: Dossier) -> None:
    content = ocop.dossier_workbook(RULES, dossier.product.product_set, dossier=dossier)
    found = read(content)
    assert found.facts == dossier.facts
    assert (found.product, found.producer, found.application) == (
        dossier.product,
        dossier.producer,
        dossier.application,
    )
    if dossier.documents is None:
        assert found.documents is None
    else:
        assert sorted(found.documents or (), key=repr) == sorted(dossier.documents, key=repr)


def test_the_least_that_a_dossier_needs_is_typed_in() -> None:
    dossier = read(blank_with(LEAST))
    assert dossier.product.name == "Tôm khô (tên đặt ra)"
    assert (dossier.producer.kind, dossier.application.kind) == ("cooperative", "first")
    assert (dict(dossier.facts), dossier.documents) == ({}, None)


def test_a_share_is_a_percentage_in_the_cell_and_exact() -> None:
    dossier = read(blank_with(LEAST | {("facts", "share_of_provincial_materials"): 0.07}))
    assert str(dossier.facts["share_of_provincial_materials"]) == "0.07"


def test_all_fields_that_are_missing_are_named_with_their_cells() -> None:
    lines = said(ocop.dossier_workbook(RULES, 8))
    assert {line.split()[0] for line in lines} == {cell(*path) for path in LEAST}
    assert all("missing-field" in line for line in lines)


WRONG: dict[str, tuple[Any, Any, str]] = {
    "a share above one": (("facts", "share_of_provincial_materials"), 64, "share-above-one"),
    "a share as text": (("facts", "share_of_provincial_materials"), "64 %", "not-a-share"),
    "an unknown word": (("facts", "processing"), "tốt", "unknown-word"),
    "half an agent": (("facts", "distribution_agents"), 2.5, "not-a-whole-number"),
    "neither yes nor no": (("facts", "has_website"), "có thể", "not-an-answer"),
    "a day as text": (("application", "submitted_on"), "15/9/2026", "not-a-date"),
    "another kind of producer": (("producer", "kind"), "tập đoàn", "wrong-word"),
    "six stars": (("application", "previous", "star"), 6, "out-of-range"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_with_its_cell(what: str) -> None:
    path, value, code = WRONG[what]
    lines = said(blank_with(LEAST | {path: value}))
    assert lines[0].startswith(f"{cell(*path)} {code}: ")


def test_papers_count_only_once_it_is_said_that_they_are_all() -> None:
    listed = {
        paper("business-registration"): "Có",
        paper("trademark-certificate", "number"): 400001,
    }
    (line,) = said(blank_with(LEAST | listed))
    assert line.startswith(f"{cell(*ALL_LISTED)} papers-not-all: 2 papers are listed")
    papers = read(blank_with(LEAST | listed | {ALL_LISTED: "Có"})).documents or ()
    assert [(paper.kind, paper.number) for paper in papers] == [
        (row.path[0], "400001" if row.path[0] == "trademark-certificate" else None)
        for row in LAYOUT.of("paper")
        if row.path[0] in ("business-registration", "trademark-certificate")
    ]
    assert read(blank_with(LEAST | {ALL_LISTED: "Có"})).documents == ()
    assert read(blank_with(LEAST | {ALL_LISTED: "Không"})).documents is None


def test_another_paper_of_a_kind_stands_below_with_its_kind() -> None:
    other = LAYOUT.of("other")[0]
    words = next(c.text for c in other.choices if c.value == "test-report")
    second = {f"A{other.row + 1}": words, f"C{other.row + 1}": "KN-2", ALL_LISTED: "Có"}
    found = read(blank_with(LEAST | second | {paper("test-report", "number"): "KN-1"}))
    assert [p.number for p in found.documents or ()] == ["KN-1", "KN-2"]
    lines = said(blank_with(LEAST | {f"C{other.row + 1}": "KN-2", ALL_LISTED: "Có"}))
    assert lines[0].startswith(f"A{other.row + 1} missing-field: documents/0/kind")


def test_a_dossier_that_the_workbook_has_no_room_for_is_refused_before_it_is_written() -> None:
    tea = next(
        n for n in RULES.numbers if "processing" not in RULES.product_set(n).vocabulary.facts
    )
    product = SHRIMP.product.model_dump(exclude_unset=True) | {"product_set": tea}
    product.pop("product_group")
    other = SHRIMP.model_copy(update={"product": product})
    with pytest.raises(FilingError) as refused:
        ocop.dossier_workbook(RULES, tea, dossier=other)
    faults = {fault.path: fault for fault in refused.value.faults}
    assert set(faults) == {
        f"facts/{name}"
        for name in SHRIMP.facts.keys() - RULES.product_set(tea).vocabulary.facts.keys()
    }
    assert {fault.code for fault in faults.values()} == {"no-room-in-workbook"}
    title = RULES.vocabulary.facts["processing"].title
    assert faults["facts/processing"].vi.startswith(f"bảng {tea} không hỏi “{title.vi}” (proc")
    with pytest.raises(FilingError, match="other-product-set"):
        ocop.dossier_workbook(RULES, tea, dossier=SHRIMP)


def test_a_dossier_has_as_many_papers_as_its_workbook_has_rows_for() -> None:
    rows = len(LAYOUT.of("other"))
    document = SHRIMP.model_dump(mode="json") | {"documents": [{"kind": "test-report"}] * rows}
    document["documents"] += [{"kind": "test-report"}]
    most = ocop.read_dossier(document)
    assert read(ocop.dossier_workbook(RULES, 8, dossier=most)).documents == most.documents
    document["documents"] += [{"kind": "test-report"}]
    with pytest.raises(FilingError) as refused:
        ocop.dossier_workbook(RULES, 8, dossier=ocop.read_dossier(document))
    (fault,) = refused.value.faults
    assert (fault.path, fault.found, fault.right) == ("documents", f"{rows + 2}", f"{rows + 1}")


def test_a_dossier_s_workbook_comes_in_by_the_door_of_all_dossiers(tmp_path: Path) -> None:
    path = tmp_path / "dossier.xlsx"
    path.write_bytes(ocop.dossier_workbook(RULES, 8, dossier=SHRIMP))
    found = ocop.load_dossier(path)
    assert found == sorted_papers(SHRIMP)
    assert str(found.place(("product", "name"))) == f"{path}:'{DOSSIER}'!{cell('product', 'name')}"
    sheet = ocop.load_sheet(DEMO / "sheet.yaml")
    assert ocop.score(RULES, found, sheet).star == ocop.score(RULES, SHRIMP, sheet).star


def entry_workbook() -> bytes:
    chair = ocop.Assessor(id="m1", role="chair")
    return ocop.entry_workbook(RULES, 8, members=[chair])


@pytest.mark.parametrize(
    ("load", "made", "found", "right"),
    [
        (ocop.load_dossier, ocop.blank_workbook, "a score sheet", "a product dossier"),
        (ocop.load_dossier, entry_workbook, "a table of score sheets", "a product dossier"),
        (ocop.load_sheet, ocop.dossier_workbook, "a product dossier", "a score sheet"),
    ],
)
def test_a_form_where_another_belongs_is_called_by_its_name(
    tmp_path: Path, load: Any, made: Any, found: str, right: str
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(made() if made is entry_workbook else made(RULES, 8))
    with pytest.raises(FilingError) as refused:
        load(path)
    (line,) = refused.value.lines("en")
    assert line == (
        f"{path}:A1 other-workbook: this workbook is {found}, where {right} is expected; "
        "hand in the right file."
    )
