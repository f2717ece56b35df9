"""Invented draft amendments of the built-in criteria, written into a folder."""

from __future__ import annotations

from pathlib import Path

import yaml

__all__ = ["draft"]

_HEAD = """\
id: 26-2026+thu
revision: 1
vi: Bộ tiêu chí 26/2026 theo dự thảo (tên đặt ra)
en: Criteria 26/2026 by a draft (invented)
decision: {number: "dự thảo (đặt ra)", issued_on: 2027-01-01}
in_force: {from: 2027-01-01, article: "dự thảo (đặt ra)"}
replaces: [26-2026]
"""


def draft(root: Path, *changes: dict[str, object]) -> Path:
    """The folder of a draft that changes Decision 26/2026 so."""
    folder = root / "26-2026+thu"
    folder.mkdir(parents=True)
    (folder / "ruleset.yaml").write_text(_HEAD, encoding="utf-8")
    if changes:
        every = [{**change, "article": "Điều 1 (đặt ra)"} for change in changes]
        text = yaml.safe_dump(every, allow_unicode=True, sort_keys=False)
        (folder / "changes.yaml").write_text(text, encoding="utf-8")
    return folder
