"""The Pythons of this machine that the library promises to run on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from support.code import settings

__all__ = ["interpreters", "version_of"]


def promised() -> list[str]:
    """The versions that `pyproject.toml` names: 3.11, 3.12, …"""
    head = "Programming Language :: Python :: 3."
    named = [line for line in settings()["project"]["classifiers"] if line.startswith(head)]
    return [line.rpartition(":: ")[2] for line in named if line != f"{head}Only"]


def version_of(python: str | Path) -> str | None:
    """`3.12` of an interpreter; None where it does not run (a shim of a version not chosen)."""
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(python), "-c", asked], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def interpreters() -> dict[str, str]:
    """An interpreter for each promised version that is found here: this one, on the path, pyenv's."""
    return {version: found for version in promised() if (found := _find(version))}


def _find(version: str) -> str | None:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [
        sys.executable,
        shutil.which(f"python{version}"),
        *sorted(map(str, pyenv.glob(f"{version}.*/bin/python")), reverse=True),
    ]
    return next((one for one in candidates if one and version_of(one) == version), None)
