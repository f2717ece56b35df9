"""What every verb has: help in both languages, `--lang`, `--json`, no argument too many."""

from __future__ import annotations

import shlex

import pytest
from support.commandline import Ocop

from ocop_scoring.cli.app import SECTIONS, verb_at
from ocop_scoring.cli.frame import Verb, argument, option, verb
from ocop_scoring.cli.language import Speech
from ocop_scoring.lang import LANGUAGES, Lang, catalogue

VERBS = [path for verbs in SECTIONS.values() for path in verbs]


@pytest.mark.parametrize("path", VERBS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verb_has_help_on_itself_and_each_argument_in_both_languages(
    ocop: Ocop, path: str, lang: Lang
) -> None:
    run = ocop(*path.split(), "--lang", lang, "--help")
    assert run.status == 0
    said = "".join(run.out.split())
    key = path.replace(" ", "-")
    words = [declared.words(key, Speech(lang)) for declared in verb_at(path).declared]
    for expected in (f"ocop {path}", catalogue(lang)[f"cli.verb.{key}"], *words):
        assert "".join(expected.split()) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_of_a_verbs_help_is_one_that_the_verb_takes(ocop: Ocop, lang: Lang) -> None:
    for path in VERBS:
        key = f"cli.example.{path.replace(' ', '-')}"
        for example in catalogue(lang).get(key, "").splitlines():
            assert f"\n  {example}\n" in ocop(*path.split(), "--help", "--lang", lang).out
            words = shlex.split(example.removeprefix(f"ocop {path} "))
            command = verb_at(path).command(Speech(lang))
            assert command.make_context(path, words, obj=Speech(lang)).args == [], example


def test_help_is_in_vietnamese_throughout(ocop: Ocop) -> None:
    said = ocop("rules", "certificate", "--help", "--lang", "vi").out
    assert "[bắt buộc]" in said
    assert "required" not in said


@pytest.mark.parametrize("path", VERBS)
def test_every_verb_takes_lang_and_json(path: str) -> None:
    options = {
        name for parameter in verb_at(path).command(Speech("vi")).params for name in parameter.opts
    }
    assert {"--lang", "--json"} <= options


@pytest.mark.parametrize("path", VERBS)
def test_help_says_nothing_of_other_verbs(ocop: Ocop, path: str) -> None:
    words = ocop(*path.split(), "--help", "--lang", "en").out
    said = words[words.index("Arguments and options") :]
    others = [other for other in VERBS if other != path and f"({other}" in said]
    assert others == []


def test_an_options_own_words_for_a_verb_go_before_those_for_all(ocop: Ocop) -> None:
    find, score = (ocop(*v, "--help", "--lang", "en").out for v in (("rules", "find"), ("score",)))
    assert "the ruleset; otherwise the newest" in find
    assert "the newest" not in score
    assert "the one its dates call for" in " ".join(score.split())


def test_a_verb_is_made_of_its_function_and_what_that_declares() -> None:
    @verb("rules find")
    @argument("words")
    @option("--ruleset", metavar="ID")
    def found(speech: Speech, words: str, ruleset: str | None) -> int:
        return 0

    assert isinstance(found, Verb)
    assert [declared.names[0] for declared in found.declared] == ["words", "--ruleset"]
    vi, en = (found.command(Speech(lang)) for lang in LANGUAGES)
    assert vi.name == en.name == "find"
    assert vi.help != en.help


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("score", "a"),
            "missing-argument: SHEET (the score sheet, YAML, JSON or Excel; - is stdin) is missing; the command is: ocop score [--…] DOSSIER SHEET.",
        ),
        (
            ("score", "a", "b", "c"),
            "wrong-option: “c” is one argument too many: one dossier and one sheet are rated at a time, ocop score [--…] DOSSIER SHEET; run the command once for each sheet.",
        ),
        (
            ("score", "a", "b", "--jsn"),
            "wrong-option: “--jsn” can't be used here; perhaps --json is meant.",
        ),
        (
            ("score", "a", "b", "--ruleset"),
            "missing-argument: the value after --ruleset is missing; --help says what it takes.",
        ),
        (
            ("score", "a", "b", "--all=x"),
            "wrong-option: “--all=…” can't be used here; expected --all.",
        ),
        (
            ("rules", "applicable", "--kind", "first"),
            "missing-argument: --filed (the day the producer filed) is missing; the command is: ocop rules applicable --filed ….",
        ),
    ],
)
def test_arguments_that_dont_fit_get_one_sentence_and_exit_2(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    assert ocop(*arguments, OCOP_LANG="en") == (2, "", f"{sentence}\n")
