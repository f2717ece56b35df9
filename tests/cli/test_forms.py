"""`ocop sheet new`: where a blank form goes."""

from __future__ import annotations

from pathlib import Path

from support.commandline import Ocop
from support.folders import INVENTED

from ocop_scoring import read_sheet
from ocop_scoring.filing.blank import blank_sheet

MINI = INVENTED.ruleset("mini-2030").product_set(1)


def test_a_form_goes_to_stdout_a_new_file_or_json(
    ocop: Ocop, mini: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.yaml"
    run = ocop("sheet", "new", "1", *mini, "--lang", "en")
    assert run.out == blank_sheet(MINI, "en")
    assert ocop("sheet", "new", "1", *mini, "--out", path, "--lang", "en") == (
        0,
        "",
        f"Written: {path}\n",
    )
    assert path.read_text(encoding="utf-8") == run.out
    form = ocop("sheet", "new", "1", *mini, "--json").json()
    assert (form["product_set"], form["ruleset"], form["marks"]) == (1, "mini-2030", None)
    assert read_sheet(form | {"assessor": {"id": "m1", "role": "self"}}).marks == {}
    assert (
        ocop("sheet", "new", "1", "--dossier", *mini, "--json").json()["product"]["product_set"]
        == 1
    )


def test_a_sheet_that_someone_filled_in_is_never_overwritten(
    ocop: Ocop, mini: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("filled in", encoding="utf-8")
    run = ocop("sheet", "new", "1", *mini, "--out", path, "--lang", "en")
    assert run == (
        2,
        "",
        f"{path}:1:1 file-exists: the file {path} is already there; choose another name.\n",
    )
    assert path.read_text(encoding="utf-8") == "filled in"


def test_a_product_set_that_is_not_there_is_refused(ocop: Ocop, mini: tuple[str, str]) -> None:
    assert (
        ocop("sheet", "new", "9", *mini, "--json").json()["errors"][0]["code"]
        == "unknown-product-set"
    )
