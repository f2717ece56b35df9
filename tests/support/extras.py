"""Packages that the plain environment lacks, for tests of what an extra brings."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import pytest

__all__ = ["extra"]


def extra(name: str) -> Any:
    """The module of this name. Where it is not installed the test is skipped, but not where
    everything is to be run (`CI=true`): there it fails.
    """
    if os.environ.get("CI") == "true":
        return import_module(name)
    return pytest.importorskip(name, reason=f"needs {name}, of an extra that is not installed")
