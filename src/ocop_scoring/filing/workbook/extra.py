"""The extra that writes workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import Fault, FilingError

__all__ = ["with_xlsxwriter"]


@contextmanager
def with_xlsxwriter() -> Iterator[None]:
    """What is imported within writes workbooks: FilingError where the extra `xlsx` is not
    installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "xlsxwriter":
            raise
        fault = Fault("missing-extra", None, "", "XLSX", "xlsx", {"package": "XlsxWriter"})
        raise FilingError(fault) from None
