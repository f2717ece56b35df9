"""What setters share, and what they may not know."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from support.papers import every_kind

from ocop_scoring.lang import LANGUAGES, catalogue
from ocop_scoring.reporting import paper as tree
from ocop_scoring.reporting import paper_of, setter
from ocop_scoring.reporting.html import setter as html_setter
from ocop_scoring.reporting.paper import Paragraph, Span
from ocop_scoring.reporting.setter import Ready

ROOM = Path(setter.__file__).parent
DOCX = ["docx_template", "docx_words", "docx_parts", "docx_official", "docx_blocks"]
SETTERS = ["setter", "html", "markdown", "pdf", "docx", *DOCX]
TEMPLATES = sorted((ROOM / "templates").glob("*.j2"))


@pytest.mark.parametrize("module", SETTERS)
def test_a_setter_knows_the_tree_and_nothing_else_of_the_library(module: str) -> None:
    code = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))
    near = [node for node in ast.walk(code) if isinstance(node, ast.ImportFrom) and node.level]
    assert {(node.level, node.module) for node in near} <= {
        (1, "paper"),
        (1, "setter"),
        (1, "drawn"),
        (2, "errors"),
        *((1, name) for name in DOCX),
    }
    assert near


@pytest.mark.parametrize("path", [*TEMPLATES, *(ROOM / f"{name}.py" for name in SETTERS)])
def test_no_setter_names_a_message(path: Path) -> None:
    keys = {key for lang in LANGUAGES for key in catalogue(lang)}
    dotted = set(re.findall(r"[\w-]+(?:\.[\w-]+)+", path.read_text(encoding="utf-8")))
    assert not dotted & keys


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words(path: Path) -> None:
    text = re.sub(r"\{([#%{]).*?[#%}]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", text)
    assert re.findall(r"\w+", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_ask_only_whether_a_part_is_there(path: Path) -> None:
    conditions = re.findall(r"\{%-? (?:el)?if (.*?) -?%\}", path.read_text(encoding="utf-8"))
    assert conditions
    for condition in conditions:
        assert "'" not in condition
        assert "==" not in condition


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_block_of_the_tree_can_be_set(path: Path) -> None:
    macros = set(re.findall(r"\{% macro (\w+)\(it\) %\}", path.read_text(encoding="utf-8")))
    inner = {"Item", "Entry", "Cell", "Column", "Bar", "Segment"}
    inner |= {"RuledCell", "RuledColumn", "RuledRow", "Carried", "Code"}
    words = {kind.__name__ for kind in get_args(tree.Words)}
    types = {name for name in tree.__all__ if isinstance(getattr(tree, name), type)}
    assert macros == {name.lower() for name in types - inner - words}


def test_what_is_kept_set_is_set_as_it_would_be_anew() -> None:
    kept, anew = html_setter(keep=True), html_setter(keep=False)
    for result in every_kind().values():
        for lang in LANGUAGES:
            paper = paper_of(result, lang=lang)
            assert kept.set(paper).text == kept.set(paper).text == anew.set(paper).text


def test_nothing_but_set_text_goes_out_as_it_is() -> None:
    class Sly(str):
        def __html__(self) -> str:
            return "<script>"

        def __str__(self) -> str:
            return "<script>"

    for text in (Markup("<b>"), Sly("<b>"), "<b>"):
        shown = html_setter(keep=False).set(Paragraph((Span(text),))).text
        assert shown == "<p>&lt;b&gt;</p>"
    assert not issubclass(Ready, str)


def test_a_tree_that_lacks_a_part_is_refused() -> None:
    class Section:
        id = "x"

    with pytest.raises(UndefinedError):
        html_setter(keep=False).set(Section())
