"""Brings the resolved cache of the rulesets into a wheel while it is built, so that it answers
without reading YAML.

The cache is made in a folder of its own: building writes nothing into the source tree, and a
checkout never has one.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResolvedCache(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the cache; an editable install has none, since its code may change."""
        if version == "editable":
            return
        self.folder = tempfile.mkdtemp()
        _write_cache(Path(self.root), Path(self.folder))
        build_data["force_include"][self.folder] = "ocop_scoring/cache"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the folder away."""
        if version != "editable":
            shutil.rmtree(self.folder, ignore_errors=True)


def _write_cache(root: Path, target: Path) -> None:
    """Write the cache of the rulesets below `root` with the code that stands there."""
    sys.path.insert(0, str(root / "src"))
    compiles, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        from ocop_scoring.rules.store import Store

        Store(root / "criteria").write_cache(target)
    finally:
        sys.dont_write_bytecode = compiles
        sys.path.pop(0)
