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

__all__ = ["convert", "recalculated"]

# Without this LibreOffice shows the results that a file of another program carries.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Convert files into a folder, all in one run of LibreOffice: to `pdf`, `xlsx`, …"""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is not installed")
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_ALWAYS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    asked = ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run([*command, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def recalculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks with every formula worked out by LibreOffice, in one run, by their names."""
    given, made = folder / "given", folder / "made"
    given.mkdir(parents=True)
    made.mkdir()
    for name, content in workbooks.items():
        (given / f"{name}.xlsx").write_bytes(content)
    convert([given / f"{name}.xlsx" for name in workbooks], "xlsx", made)
    return {name: (made / f"{name}.xlsx").read_bytes() for name in workbooks}
