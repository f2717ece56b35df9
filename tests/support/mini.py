"""What several tests need of the small invented ruleset: its best marks, an amendment's head."""

from __future__ import annotations

from typing import Any

__all__ = ["AMENDMENT", "BEST"]

AMENDMENT = """\
id: mini-2030+5
revision: 1
vi: Bộ nhỏ đã sửa (đặt ra)
en: Small ruleset as amended (invented)
decision: {number: 5/2031/QĐ-THỬ, issued_on: 2031-01-01}
in_force: {from: 2031-01-01, article: "5/2031/QĐ-THỬ"}
replaces: [mini-2030]
"""
"""The ruleset.yaml of an amendment, `mini-2030+5`."""

BEST: dict[str, Any] = {
    "1.1": 3,
    "1.2": 3,
    "1.3": 2,
    "1.4": 1,
    "2.1": 3,
    "2.2": 2,
    "3.1.1": 2,
    "4": "a-full",
    "5": ["tea", "guides"],
}
"""Marks that reach the most everywhere."""
