"""What a file is that is no text of ours, and why one can't be read. Loaded only on the way to an
error.
"""

from __future__ import annotations

import errno
import os
import re
from os import PathLike

from ..text import nearest

__all__ = ["kind_of", "looks_like_a_table", "unread"]

_SHEETS = {".xlsx": "Excel, .xlsx", ".xlsm": "Excel, .xlsm", ".ods": "LibreOffice, .ods"}
_OTHERS = {".docx": "Word, .docx", ".odt": "LibreOffice, .odt", ".pptx": "PowerPoint, .pptx"}
_TABLES = {".csv": "CSV", ".tsv": "TSV"}
_PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF"}


def kind_of(content: bytes, file: str) -> tuple[str, bool]:
    """What a file is by its content and its name, and whether that is a spreadsheet; nothing where
    it may be text of ours.
    """
    ending = os.path.splitext(file)[1].lower()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_wide(content[:400]):
        return "UTF-16", False
    if content.startswith(b"PK"):
        return _of_archive(content, ending)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return ("Word, .doc", False) if ending == ".doc" else ("Excel, .xls", True)
    if content.startswith(b"%PDF"):
        return "PDF", False
    if ending in _TABLES:
        return _TABLES[ending], True
    return next((name for begin, name in _PICTURES.items() if content.startswith(begin)), ""), False


def _is_wide(content: bytes) -> bool:
    """UTF-16 without a mark: of most letters, every other byte is 0."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    return len(content) > 7 and max(first, second) > len(content) // 4 > 4 * min(first, second)


def _of_archive(content: bytes, ending: str) -> tuple[str, bool]:
    if ending in _OTHERS or b"word/" in content:
        return _OTHERS.get(ending, "Word, .docx"), False
    if ending in _SHEETS or b"xl/" in content or b"spreadsheet" in content[:200]:
        return _SHEETS.get(ending, "Excel, .xlsx"), True
    return "ZIP", False


def looks_like_a_table(text: str) -> bool:
    """Whether a text is rows of cells: lines that each have the same commas, semicolons or tabs."""
    lines = [line for line in re.split("\r\n|\r|\n", text) if line.strip()][:20]
    if len(lines) < 2:
        return False
    return any(
        lines[0].count(sign) and len({line.count(sign) for line in lines}) == 1 for sign in ",;\t"
    )


_REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.EACCES: "closed",
    errno.EPERM: "closed",
}


def unread(problem: Exception, path: str | PathLike[str] | None) -> tuple[str, str, str]:
    """Why a file can't be read: what the disk says, with a path a file of nearly the same name, and
    the habit.
    """
    reason = getattr(problem, "strerror", None) or "no such file"
    habit = _REASONS.get(getattr(problem, "errno", None) or 0, "")
    near = _near(os.fspath(path)) if habit == "missing" and path is not None else ""
    return reason, near, "misnamed" if near else habit


def _near(path: str) -> str:
    folder, name = os.path.split(path)
    try:
        names = sorted(os.listdir(folder or "."))[:10_000]
    except (OSError, ValueError):
        return ""
    files = [n for n in names if n.lower().endswith((".yaml", ".yml", ".json"))]
    near = nearest(name, files)
    return os.path.join(folder, near) if near else ""
