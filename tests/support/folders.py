"""Where things lie, and the small invented ruleset."""

from __future__ import annotations

from pathlib import Path

from ocop_scoring import Catalog

__all__ = ["CRITERIA", "DEMO", "GOOD", "INVENTED", "ROOT"]

ROOT = Path(__file__).resolve().parents[2]
CRITERIA = ROOT / "criteria"
DEMO = ROOT / "src" / "ocop_scoring" / "demo"
GOOD = ROOT / "tests" / "rulesets" / "good"

INVENTED = Catalog(GOOD)
"""The catalogue with the small invented ruleset: every pattern of the tables in nine criteria."""
