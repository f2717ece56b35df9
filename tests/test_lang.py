"""The messages: both languages say the same things, with the same values, in the room that says them."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

import ocop_scoring
from ocop_scoring.lang import LANGUAGES, _of_lines, catalogue, formatted, has_message

MESSAGES = Path(ocop_scoring.__file__ or "").parent / "messages"


def _values(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_both_languages_have_the_same_files_and_keys() -> None:
    vi, en = (
        {
            path.name: sorted(yaml.safe_load(path.read_text(encoding="utf-8")))
            for path in (MESSAGES / lang).glob("*.yaml")
        }
        for lang in LANGUAGES
    )
    assert vi == en


def test_no_message_uses_a_value_in_one_language_that_it_has_not_in_the_other() -> None:
    """A value may stand in one language alone where it is a word that only that one needs."""
    for key in catalogue("vi"):
        vi, en = (_values(catalogue(lang)[key]) for lang in LANGUAGES)
        assert vi <= en or en <= vi, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_of_every_file_is_found_by_its_key(lang: ocop_scoring.Lang) -> None:
    for path in (MESSAGES / lang).glob("*.yaml"):
        for key, message in yaml.load(path.read_bytes(), Loader=yaml.BaseLoader).items():
            assert has_message(key, lang)
            assert catalogue(lang)[key] == message


@pytest.mark.parametrize("path", sorted(MESSAGES.rglob("*.yaml")), ids=lambda path: path.name)
def test_what_is_read_line_by_line_is_what_yaml_reads(path: Path) -> None:
    """Only files with messages of several lines, blank forms and what is in them, need YAML."""
    text = path.read_text(encoding="utf-8")
    by_lines = _of_lines(text)
    has_lines = path.name in ("filing.yaml", "proposal.yaml")
    assert by_lines is None if has_lines else by_lines == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["a: b", "a: true", 'a: "b" # c', 'a: "b\n  c"', "a: |-\n  b"])
def test_other_yaml_is_not_read_line_by_line(text: str) -> None:
    assert _of_lines(text) is None


def test_a_key_that_is_not_there_is_a_programming_error() -> None:
    assert not has_message("error.no-such-code", "vi")
    with pytest.raises(KeyError):
        formatted("error.no-such-code", "vi")
