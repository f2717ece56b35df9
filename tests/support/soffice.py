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
from types import MappingProxyType

import pytest

__all__ = ["Answers", "convert", "saved"]

Answers = Mapping[str, str | int]
"""What is filled in, by the address of the cell."""
NO_ANSWERS: Mapping[str, Answers] = MappingProxyType({})

# Without the first, LibreOffice shows the results that a file of another program carries; without
# the second, its first start puts a library of its own in the place of ours.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
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
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Convert files into a folder, all in one run of LibreOffice: to `pdf`, `xlsx`, …"""
    _run(folder, "--convert-to", to, "--outdir", str(folder), *map(str, files))


def saved(
    workbooks: Mapping[str, bytes], folder: Path, answers: Mapping[str, Answers] = NO_ANSWERS
) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them, by their names: every formula worked out anew, with
    answers that are filled in on the first sheet. All in one run.
    """
    basic = folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True)
    for name, content in _BASIC.items():
        (basic / name).write_text(content, encoding="utf-8")
    lines = []
    for name, content in workbooks.items():
        given, made = folder / f"given-{name}.xlsx", folder / f"{name}.xlsx"
        given.write_bytes(content)
        lines.append(f"open\t{given.as_uri()}")
        for cell, value in answers.get(name, {}).items():
            lines.append(f"{'number' if isinstance(value, int) else 'text'}\t{cell}\t{value}")
        lines.append(f"save\t{made.as_uri()}")
    asked = folder / "asked.txt"
    asked.write_text("\n".join(lines), encoding="utf-8")
    _run(folder, f'macro:///Standard.Saving.Save("{asked.as_uri()}")')
    return {name: (folder / f"{name}.xlsx").read_bytes() for name in workbooks}


_DOCTYPE = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("library:library", "library")
    + """
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{0}</library:library>
"""
)
_LIBRARIES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("library:libraries", "libraries")
    + """
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("script:module", "module")
    + """
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Saving"
 script:language="StarBasic">
Sub Save(asked As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  filter(0).Name = "FilterName"
  filter(0).Value = "Calc MS Excel 2007 XML"
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(asked))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    said = Split(lines.readLine(), Chr(9))
    Select Case said(0)
    Case "open"
      book = StarDesktop.loadComponentFromURL(said(1), "_blank", 0, hidden())
      form = book.Sheets.getByIndex(0)
    Case "number"
      form.getCellRangeByName(said(1)).Value = CDbl(said(2))
    Case "text"
      form.getCellRangeByName(said(1)).String = said(2)
    Case "save"
      book.storeToURL(said(1), filter())
      book.close(True)
    End Select
  Loop
End Sub
</script:module>
"""
)
_BASIC = {
    "script.xlb": _LIBRARY.format('<library:element library:name="Saving"/>'),
    "dialog.xlb": _LIBRARY.format(""),
    "../script.xlc": _LIBRARIES,
    "../dialog.xlc": _LIBRARIES,
    "Saving.xba": _MODULE,
}
"""What a first start would put into the profile, with a macro of ours in it."""
