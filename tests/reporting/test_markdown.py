"""Markdown: whatever names and comments hold stays text, on one line, in its cell."""

from __future__ import annotations

import re

import pytest
from support.strategies import RULESETS, dossier_for, rate, sheet_for

import ocop_scoring as ocop

MINI = RULESETS["mini-2030"].product_set(1)
NAMES = [
    "<script>alert('1')</script>",
    "a | b || c",
    "*đậm* **rất** _nghiêng_ ~~bỏ~~ `mã`",
    "[chữ](https://vi.du) ![ảnh](x) <https://vi.du> www.vi.du",
    "# tiêu đề #",
    "&lt;b&gt; &amp; \\* \\",
    "hai dòng\nvà\r\n\r\n- một mục",
    "$x^2$ @ai :tada:",
]
MARKS = "\\`*_[]<>#|~&$@"


def page(name: str) -> str:
    producer = {"name": name, "kind": "other", "representative": {"name": name}}
    product = {"name": name, "product_set": 1, "commune": name, "province": name}
    sheet = sheet_for(MINI, {}, comment=name, assessor={"id": "m1", "role": "member", "name": name})
    result = ocop.score(
        RULESETS["mini-2030"], dossier_for(MINI, product=product, producer=producer), sheet
    )
    return ocop.render(result, "md").decode()


def shown(markdown: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>#|~&$@:.])", r"\1", markdown)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_as_it_was_written_on_one_line(name: str) -> None:
    title = page(name).splitlines()[0]
    assert title.startswith("# ")
    assert shown(title.removeprefix("# ")) == " ".join(name.split())


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_a_name_is_left_bare(name: str) -> None:
    title = page(name).splitlines()[0].removeprefix("# ")
    bare = re.sub(r"\\.", "", title)
    assert not set(bare) & set(MARKS)
    assert "://" not in bare
    assert "www." not in bare


@pytest.mark.parametrize("name", NAMES)
def test_a_name_changes_nothing_else_on_the_page(name: str) -> None:
    assert len(page(name).splitlines()) == len(page("Tôm khô").splitlines())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_row_of_a_table_has_as_many_cells_as_its_head(lang: str) -> None:
    text = ocop.render(rate(MINI, {"1.1": 1, "5": ["tea"]}), "md", lang=lang).decode()
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
    assert not re.search(r"\n{3,}|[ \t]$", text, re.MULTILINE)
