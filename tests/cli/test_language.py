"""How the command speaks: which language, words or JSON."""

from __future__ import annotations

import ast

import pytest
from support.folders import ROOT

from ocop_scoring.cli.app import SECTIONS, verb_at
from ocop_scoring.cli.language import Speech, chosen
from ocop_scoring.lang import LANGUAGES, catalogue

COMMAND = ROOT / "src" / "ocop_scoring" / "cli"


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, "vi"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB"}, "en"),
        ([], {"LANG": "vi_VN", "OCOP_LANG": "en"}, "en"),
        (["score", "--lang", "vi"], {"LANG": "en_US"}, "vi"),
        (["score", "--lang=en"], {}, "en"),
        (["--lang", "en", "score", "--lang", "vi"], {}, "vi"),
        (["rules", "find", "--", "--lang", "en"], {}, "vi"),
        (["--lang", "fr"], {"LANG": "en"}, "en"),
        (["--lang"], {}, "vi"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_environments(
    arguments: list[str], environment: dict[str, str], lang: str
) -> None:
    assert chosen(arguments, environment).lang == lang


def test_json_is_seen_before_a_bare_double_dash_only() -> None:
    assert chosen(["score", "--json"], {}) == Speech("vi", True)
    assert chosen(["rules", "find", "--", "--json"], {}) == Speech("vi", False)


def test_a_message_is_known_by_its_key_without_the_rooms_name() -> None:
    speech = Speech("en")
    assert speech.has("usage")
    assert not speech.has("nothing-of-ours")
    assert speech.say("revision", number=2) == "revision 2"


def used_keys() -> set[str]:
    """The keys of messages that the command can ask for: those written in its code, and those that
    a verb's path and its options make.
    """
    written = {
        node.value
        for file in COMMAND.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    made = {"option.help", "option.version", "option.lang", "option.json"}
    for key in ("ocop", "rules", "round", "sheet", "proposal"):
        made |= {f"verb.{key}", f"more.{key}"}
    for path in (path for verbs in SECTIONS.values() for path in verbs):
        key = path.replace(" ", "-")
        made |= {f"verb.{key}", f"more.{key}", f"example.{key}"}
        for declared in verb_at(path).declared:
            made.update(declared.keys(key))
    return {f"cli.{key}" for key in made} | {f"cli.{key}" for key in written} | written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_of_the_command_is_one_that_nothing_says(lang: str) -> None:
    own_file = ("cli.blank.", "cli.schema.")  # said by other rooms' tests
    messages = {key for key in catalogue(lang) if key.startswith("cli.")}  # type: ignore[arg-type]
    unused = {key for key in messages - used_keys() if not key.startswith(own_file)}
    assert unused == set()
