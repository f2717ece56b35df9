"""Programs that are no packages: poppler reads PDF."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

__all__ = ["pdf_pages", "pdf_text", "program"]


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
