"""What a report says and keeps: every outcome, both languages, no markup from names, nothing from
outside, the same bytes.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from support.strategies import RULESETS, dossier_for, sheet_for

import ocop_scoring as ocop

DEMO = Path(ocop.__file__).parent / "demo"
NASTY = "<script>alert('1')</script> & \"bạn\" | **đậm** `mã` [x](y)"


def demo(sheet: str) -> ocop.Evaluation:
    dossier = ocop.load_dossier(DEMO / "dossier.yaml")
    return ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet(DEMO / f"{sheet}.yaml"))


def page(result: ocop.Evaluation, form: str = "html", **options: Any) -> str:
    return ocop.render(result, form, **options).decode()


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize(
    ("sheet", "facts"),
    [
        ("sheet", ["74", "3", "1.5", "3.4"]),
        ("sheet-incomplete", ["59", "79"]),
        ("sheet-rejected", ["74", "2.1"]),
    ],
)
def test_every_outcome_shows_what_decides_it(
    sheet: str, facts: list[str], form: str, lang: str
) -> None:
    text = page(demo(sheet), form, lang=lang)
    assert all(fact in text for fact in facts)
    assert demo(sheet).ruleset_digest[:20] in text.replace("\n", "").replace("<wbr>", "")


def test_a_star_lost_to_minimums_can_not_be_missed() -> None:
    text = Tags(page(demo("sheet"))).words
    assert text.index("xếp 3★ vì thiếu điều kiện tối thiểu") < text.index("Điểm các phần")


def test_a_rejected_dossier_has_no_star() -> None:
    text = Tags(page(demo("sheet-rejected"), lang="en")).words
    assert not re.search(
        r"\b[1-5] stars?\b",
        text[: text.index("Points by part")] if "Points by part" in text else text[:600],
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_product_called_script_stays_text(lang: str) -> None:
    table = RULESETS["26-2026"].product_set(8)
    product = {"name": NASTY, "product_set": 8, "commune": NASTY, "province": NASTY}
    dossier = dossier_for(
        table,
        product=product,
        producer={"name": NASTY, "kind": "farm", "representative": {"name": NASTY}},
    )
    result = ocop.score(RULESETS["26-2026"], dossier, sheet_for(table, {"1.1": 3}, comment=NASTY))
    parsed = Tags(page(result, lang=lang))
    assert not [tag for tag, _ in parsed.seen if tag == "script"]
    assert NASTY in parsed.words
    assert "<script>" not in page(result, "md", lang=lang)


@pytest.mark.parametrize("sheet", ["sheet", "sheet-incomplete", "sheet-rejected"])
def test_a_page_needs_nothing_from_outside(sheet: str) -> None:
    parsed = Tags(page(demo(sheet)))
    assert not [
        tag for tag, _ in parsed.seen if tag in ("script", "link", "img", "iframe", "object")
    ]
    links = [
        value
        for _, attrs in parsed.seen
        for name, value in attrs.items()
        if name in ("href", "src") and value
    ]
    assert all(link.startswith("#") for link in links)
    assert "url(" not in page(demo(sheet))


def test_the_page_says_its_language() -> None:
    for lang in ("vi", "en"):
        assert (
            next(
                attrs["lang"]
                for tag, attrs in Tags(page(demo("sheet"), lang=lang)).seen
                if tag == "html"
            )
            == lang
        )


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_same_result_gives_the_same_bytes(form: str) -> None:
    assert ocop.render(demo("sheet"), form) == ocop.render(demo("sheet"), form)


def test_every_criterion_stands_in_the_table_once() -> None:
    result, text = demo("sheet"), page(demo("sheet"))
    for choice in result.criteria:
        assert text.count(f'<th scope="row">{choice.number} ') == 1


def test_an_unverified_table_says_so_loudly() -> None:
    result = demo("sheet")
    object.__setattr__(result.printed, "caveats", ("unverified", "minimums-incomplete"))
    try:
        text = Tags(page(result)).words
        assert text.index("chưa xác minh được") < text.index("Điểm các phần")
        assert "trở lên là CẬN TRÊN" in text
    finally:
        object.__setattr__(result.printed, "caveats", ())


def test_a_form_or_kind_that_is_none_is_refused() -> None:
    for options in (
        {"format": "exe"},
        {"format": "html", "kind": "poem"},
        {"format": "html", "lang": "fr"},
    ):
        with pytest.raises(ocop.OcopError, match="wrong-option"):
            ocop.render(demo("sheet"), **options)  # type: ignore[arg-type]
