"""LibreOffice without a window, with a profile of its own that works every formula out anew.

A test that needs it is skipped where it is not installed, but not where everything is to be run
(`CI=true`): there it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

__all__ = ["convert", "filled_in", "recalculated"]

# Without this LibreOffice shows the results that a file of another program carries.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def _run(folder: Path, *arguments: str) -> None:
    """Run LibreOffice with a profile of its own in a folder."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is not installed")
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():  # written anew, the next start would be a first one
        settings.parent.mkdir(parents=True)
        settings.write_text(_ALWAYS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Convert files into a folder, all in one run of LibreOffice: to `pdf`, `xlsx`, …"""
    _run(folder, "--convert-to", to, "--outdir", str(folder), *map(str, files))


def recalculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks with every formula worked out by LibreOffice, in one run, by their names."""
    given, made = folder / "given", folder / "made"
    given.mkdir(parents=True)
    made.mkdir()
    for name, content in workbooks.items():
        (given / f"{name}.xlsx").write_bytes(content)
    convert([given / f"{name}.xlsx" for name in workbooks], "xlsx", made)
    return {name: (made / f"{name}.xlsx").read_bytes() for name in workbooks}


def filled_in(workbook: bytes, answers: Mapping[str, str | int], folder: Path) -> bytes:
    """A workbook as LibreOffice saves it once cells of its first sheet were filled in."""
    _run(folder, "--terminate_after_init")  # a first start puts a library of its own there
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Filling.xba").write_text(_MODULE, encoding="utf-8")
    given, made, lines = folder / "given.xlsx", folder / "made.xlsx", folder / "answers.txt"
    given.write_bytes(workbook)
    said = (f"{cell}\t{'n' if isinstance(v, int) else 's'}\t{v}" for cell, v in answers.items())
    lines.write_text("\n".join(said), encoding="utf-8")
    asked = ", ".join(f'"{path.as_uri()}"' for path in (given, lines, made))
    _run(folder, f"macro:///Standard.Filling.Fill({asked})")
    return made.read_bytes()


_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Filling"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling"
 script:language="StarBasic">
Sub Fill(given As String, answers As String, made As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  saved(0).Name = "FilterName"
  saved(0).Value = "Calc MS Excel 2007 XML"
  book = StarDesktop.loadComponentFromURL(given, "_blank", 0, hidden())
  form = book.Sheets.getByIndex(0)
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(answers))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    said = Split(lines.readLine(), Chr(9))
    cell = form.getCellRangeByName(said(0))
    If said(1) = "n" Then
      cell.Value = CDbl(said(2))
    Else
      cell.String = said(2)
    End If
  Loop
  book.storeToURL(made, saved())
  book.close(True)
End Sub
</script:module>
"""
