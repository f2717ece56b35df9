"""`make demo-proposal` builds two drafts over the demo round; here of one table, over a few products."""

from __future__ import annotations

import runpy
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from support.commandline import Ocop
from support.extras import extra
from support.folders import ROOT

for name in ("docx", "xlsxwriter", "python_calamine"):
    extra(name)
pytestmark = pytest.mark.slow

Demo: Any = runpy.run_path(str(ROOT / "docs" / "examples" / "demo-proposal" / "make.py"))["Demo"]

OF_ONE_TABLE = """
- replace: product-sets/4/rows/2.2
  from: packaging
  to: {use: packaging, minimums: {3: elegant}}
  article: Mục 2 (đặt ra)
"""


def test_the_first_page_answers_what_an_official_asks(tmp_path: Path, ocop: Ocop) -> None:
    class InOneProcess(Demo):  # type: ignore[misc]
        drafts = {"phuong-an-a": (1, 0)}  # noqa: RUF012 - as the demo has it

        def command(self, arguments: list[str]) -> CompletedProcess[str]:
            done = ocop(*arguments)
            return CompletedProcess(arguments, done.status, done.out, done.err)

        def changes(self, name: str) -> str:
            return OF_ONE_TABLE

    demo = InOneProcess(tmp_path / "demo", 4)
    assert demo.run() == 0
    page = (tmp_path / "demo" / "de-xuat.html").read_text(encoding="utf-8")
    first, *_ = page.partition('id="changes"')
    for question in ("Ai mất sao?", "Vì sao?", "Do thay đổi nào?", "Còn đạt được 5 sao không?"):
        assert question in first
    assert "Mật ong Tràm Thử (tên đặt ra): 3★\u00a0→\u00a02★" in first
    assert "không phải văn bản chính thức" in first
    assert "CỘNG HÒA XÃ HỘI" not in page
    (said,) = demo.said["proposals"]
    assert said["populations"][0]["losers"] == 1
