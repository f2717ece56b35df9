"""`ocop proposal new`, and verbs on its folder."""

from __future__ import annotations

from pathlib import Path

from support.commandline import Ocop


def test_a_proposal_begins_in_a_folder_that_other_verbs_take(ocop: Ocop, tmp_path: Path) -> None:
    begun = ocop("proposal", "new", "26-2026", tmp_path / "thu", "--json").json()
    folder = Path(begun["folder"])
    assert folder == tmp_path / "26-2026+thu"
    assert begun["format"] == "ocop-proposal-begun/1"
    assert (folder / ".schemas" / "changes.json").is_file()
    shown = ocop("rules", "show", folder, "8", "--json").json()
    assert shown["ruleset"] == "26-2026+thu"
    assert ocop("proposal", "new", "26-2026", tmp_path / "thu").status == 2
