"""Two small decisions in one folder, with a crosswalk from the first to the second."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.folders import GOOD

__all__ = ["CROSSWALK", "two_decisions"]

CROSSWALK = """\
# Bảng đối chiếu đặt ra để thử.
format: ocop-crosswalk/1
from: mini-2030
to: mini-2031
read: once
product_sets:
  "1": 1
criteria:
  contracts:
    levels:
      none: {same: none}
      over-half: {split: [over-half, stable], why: Thời hạn ngắn đi}
      stable: {looser: [stable]}
  bilingual: {none: Không còn chấm}
  taste:
    to: flavour
    levels:
      odd: {merged: plain}
      fine: {merged: plain}
      great: {split: [good, fine]}
new:
  recycling: Chưa có trước đây
"""

_CHANGES = {
    "criteria/all.yaml": {
        "from 12}": "from 6}",
        "bilingual:": "recycling:",
        "taste:": "flavour:",
        "    odd: {points: 0, vi: Lạ}\\n    fine: {points: 1, vi: Được}\\n": (
            "    plain: {points: 0, vi: Thường}\\n    good: {points: 1, vi: Khá}\\n"
        ),
        "    great: {points: 2, minimum: 5, vi: Ngon}": "    fine: {points: 2, vi: Ngon hẳn}",
    },
    "product-sets/01-dried.yaml": {": bilingual": ": recycling", ": taste": ": flavour"},
    "ruleset.yaml": {"id: mini-2030": "id: mini-2031", "2030-01-01": "2031-01-01"},
}


def two_decisions(folder: Path, crosswalk: str = CROSSWALK) -> Path:
    """A folder with the small invented ruleset, a later one that changes some of it, and this
    crosswalk between them.
    """
    shutil.copytree(GOOD, folder)
    later = folder / "mini-2031"
    shutil.copytree(folder / "mini-2030", later)
    for name, changes in _CHANGES.items():
        file = later / name
        text = file.read_text(encoding="utf-8")
        for old, new in changes.items():
            old, new = old.replace("\\n", "\n"), new.replace("\\n", "\n")
            assert old in text, (name, old)
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    for file in (later / "en").glob("*.yaml"):
        file.unlink()
    (folder / "crosswalks").mkdir()
    (folder / "crosswalks" / "mini-2030--mini-2031.yaml").write_text(crosswalk, encoding="utf-8")
    return folder
