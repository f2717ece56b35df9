"""Writes the resolved cache of the rulesets into the package while it is built, so that wheels
answer without reading YAML.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResolvedCache(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from ocop_scoring.rules.catalog import Catalog

            target = root / "src" / "ocop_scoring" / "cache"
            shutil.rmtree(target, ignore_errors=True)
            Catalog(root / "criteria").write_cache(target)
        finally:
            sys.path.pop(0)
