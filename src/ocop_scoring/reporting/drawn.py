"""Codes that machines read, drawn: a text as a QR code in SVG, the same for the same text."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..errors import Fault, FilingError

__all__ = ["MOST", "Drawn", "drawn"]

MOST = 2331
"""So many bytes fit in the largest code, version 40, at level M."""

_QUIET = 4
# In print a symbol is 20 mm wide at least, and a module of it 0.42 mm.
_LEAST, _MODULE = 20.0, 0.42
# Readers take any mask; to try all of them for the prettiest takes six times as long.
_MASK = 2


class Drawn(NamedTuple):
    """A code as SVG, its quiet zone included, and how wide it is printed, in hundredths of a
    millimetre.
    """

    svg: str
    width: int


@lru_cache(maxsize=512)
def drawn(text: str) -> Drawn:
    """A text of at most `MOST` bytes as a QR code of level M. FilingError where the extra `pdf` is
    not installed.
    """
    try:
        import segno  # an extra
    except ImportError:
        raise FilingError(
            Fault("missing-extra", None, "", "QR", "pdf", {"package": "segno"})
        ) from None
    made = segno.make_qr(text, error="m", boost_error=False, mask=_MASK)
    rows = [bytes(row) for row in made.matrix]
    side = len(rows) + 2 * _QUIET
    width = side * max(_MODULE, _LEAST / len(rows))
    path = "".join([_row(number, row) for number, row in enumerate(rows, _QUIET)])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0v{side}h{side}v-{side}z"/><path d="{path}"/></svg>'
    )
    return Drawn(svg, round(100 * width))


def _row(number: int, row: bytes) -> str:
    """The dark stretches of a row."""
    path, at = [], _QUIET
    for is_dark, modules in groupby(row):
        many = len(list(modules))
        if is_dark:
            path.append(f"M{at} {number}h{many}v1h-{many}z")
        at += many
    return "".join(path)
