"""Each product rated under both sides: as `score` and `council` rate it."""

from __future__ import annotations

from support.strategies import TABLES, sheet_for

from ocop_scoring.workshop.impact.entry import Entry, Population


def test_of_a_product_only_its_name_set_sheets_and_source_must_be_known() -> None:
    sheet = sheet_for(TABLES[1], {"1.1": 1})
    entry = Entry("Chè (tên đặt ra)", 1, (sheet,), "a.yaml")
    assert (entry.producer_kind, entry.commune, entry.dossier, entry.council) == (None,) * 4
    assert Population("sheets", (entry,)).problems == ()
