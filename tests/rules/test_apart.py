"""A ruleset by the folder that it stands in."""

from __future__ import annotations

from pathlib import Path

from support.folders import GOOD
from support.mini import AMENDMENT

from ocop_scoring.rules.apart import is_ruleset_folder, ruleset_at


def test_a_folder_is_meant_only_where_it_holds_a_ruleset(tmp_path: Path) -> None:
    assert is_ruleset_folder(str(GOOD / "mini-2030"))
    assert not is_ruleset_folder(str(GOOD))
    assert not is_ruleset_folder(str(tmp_path / "nowhere"))
    assert not is_ruleset_folder("26-2026")
    assert not is_ruleset_folder("\0")


def test_a_folder_beside_words_of_its_own_stands_among_the_rulesets_there() -> None:
    catalog, name = ruleset_at(GOOD / "mini-2030")
    assert (catalog.ids(), name) == (("mini-2030",), "mini-2030")


def test_another_folder_stands_over_the_shipped_rulesets(tmp_path: Path) -> None:
    folder = tmp_path / "26-2026+5"
    folder.mkdir()
    head = AMENDMENT.replace("mini-2030", "26-2026").replace("2031-01-01", "2026-05-22")
    (folder / "ruleset.yaml").write_text(head, encoding="utf-8")
    catalog, name = ruleset_at(folder)
    assert (catalog.ids(), name) == (("26-2026+5",), "26-2026+5")
