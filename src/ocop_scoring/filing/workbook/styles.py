"""How the form looks: the type and borders of its cells. Times New Roman, as papers of the state
have it; answers are the yellow cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["STYLES"]

_TEXT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_WRAPPED = _TEXT | {"text_wrap": True}
_MIDDLE = _TEXT | {"align": "center"}
_BOLD = {"bold": True}
_BOX = {"border": 1, "border_color": "#808080"}
_OPEN = {"locked": False, "bg_color": "#FFF8DC"}
_SMALL = {"font_size": 9, "italic": True}
_SMALLER = {"font_size": 10}
_PART = {"bold": True, "bg_color": "#D9E2EC"}
_GROUP = {"bold": True, "bg_color": "#EEF2F6"}
_LIVE = _TEXT | {"bold": True, "bg_color": "#E8F0E8", "valign": "vcenter"}
_AS_TEXT = {"num_format": "@"}  # what is typed stays text: "=1+1" too, and "1.10"

STYLES: Mapping[str, Mapping[str, Any]] = {
    "live": _LIVE,
    "title": _WRAPPED | {"bold": True, "font_size": 14, "align": "center"},
    "subtitle": _WRAPPED | {"italic": True, "align": "center"},
    "label": _WRAPPED | _SMALLER,
    "field": _WRAPPED | _OPEN | _BOX | _AS_TEXT,
    "field-fixed": _WRAPPED | _BOX | _AS_TEXT,
    "field-number": _TEXT | _OPEN | _BOX | {"align": "left", "num_format": "0"},
    "field-day": _TEXT | _OPEN | _BOX | {"align": "left", "num_format": "dd/mm/yyyy"},
    "field-share": _TEXT | _OPEN | _BOX | {"align": "left", "num_format": "0.00%"},
    "legend": _WRAPPED | _SMALL,
    "gates": _WRAPPED | _BOLD | _BOX,
    "gate": _WRAPPED | _BOX | _SMALLER,
    "gate-hint": _WRAPPED | _BOX | _SMALL | {"align": "center", "font_color": "#7A3E00"},
    "yes-no": _MIDDLE | _OPEN | _BOX | _AS_TEXT,
    "head": _WRAPPED
    | _BOLD
    | _BOX
    | {"align": "center", "valign": "vcenter", "bg_color": "#D9D9D9"},
    "part": _WRAPPED | _BOX | _PART,
    "part-points": _MIDDLE | _BOX | _PART,
    "group": _WRAPPED | _BOX | _GROUP,
    "group-points": _MIDDLE | _BOX | _GROUP,
    "heading": _WRAPPED | _BOX | {"bold": True, "italic": True},
    "heading-points": _MIDDLE | _BOX | {"bold": True, "italic": True},
    "criterion": _WRAPPED | _BOX | _BOLD,
    "criterion-points": _MIDDLE | _BOX | _BOLD,
    "note": _WRAPPED | _BOX | _SMALL,
    "case": _WRAPPED | _BOX | {"font_size": 10, "italic": True},
    "level": _WRAPPED | _BOX | _SMALLER,
    "tick": _TEXT | _BOX | {"align": "right"},
    "worth": _MIDDLE | _BOX | _SMALLER,
    "answer-label": _TEXT | _BOX | _SMALL | {"align": "right"},
    "answer": _WRAPPED | _OPEN | _BOX | _AS_TEXT | _SMALLER,
    "entry-answer": _TEXT | _OPEN | _BOX | _AS_TEXT | _SMALLER,  # in one line: points come first
    "state": _WRAPPED | _BOX | {"font_size": 8, "italic": True, "font_color": "#7A3E00"},
    "result": _WRAPPED | _BOX | _BOLD | _SMALLER,
    "result-label": _WRAPPED | _BOX | _SMALLER,
    "asterisks": _WRAPPED | _SMALL,
    "sign": _TEXT | {"align": "right", "indent": 2},
    "sign-name": _TEXT | {"align": "right", "indent": 2, "bold": True},
    "signed": _TEXT | {"align": "right", "indent": 2, "bold": True, "valign": "bottom"},
    "identity": _TEXT | {"font_size": 8, "font_color": "#595959"},
    "text": _AS_TEXT,
}
"""By name; a name with -points is of the columns of points."""
