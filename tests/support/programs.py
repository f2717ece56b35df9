"""Programs that are no packages: poppler reads PDF, LibreOffice opens what offices open."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["pdf_pages", "pdf_text", "program", "to_pdf"]


def program(name: str) -> str:
    """The path of a program. Where it is not installed the test is skipped, but not where
    everything is to be run (`CI=true`): there it fails.
    """
    path = shutil.which(name)
    if path is None and os.environ.get("CI") != "true":
        pytest.skip(f"needs {name}, which is not installed")
    assert path, f"{name} is not installed"
    return path


def pdf_text(content: bytes, *options: str) -> str:
    """The words of a PDF, as poppler reads them."""
    done = subprocess.run(
        [program("pdftotext"), *options, "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode()


def pdf_pages(content: bytes) -> int:
    """How many pages a PDF has: poppler ends each with a form feed."""
    return pdf_text(content).count("\f")


def to_pdf(folder: Path, *paths: Path) -> list[bytes]:
    """Files as LibreOffice opens and prints them, in one run, with its settings in `folder`."""
    home, made = folder / "libreoffice", folder / "printed"
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation={home.as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(made)),
            *[str(path) for path in paths],
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return [(made / f"{path.stem}.pdf").read_bytes() for path in paths]
