"""The command as a whole: help, languages, complaints about arguments, exit statuses, pipes."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from support.commandline import Ocop
from support.folders import DEMO

import ocop_scoring
from ocop_scoring.cli import main
from ocop_scoring.cli.app import SECTIONS, app
from ocop_scoring.cli.frame import Verb
from ocop_scoring.cli.language import Speech, chosen
from ocop_scoring.lang import LANGUAGES, catalogue

VERBS = [path for verbs in SECTIONS.values() for path in verbs]
SOURCE = Path(ocop_scoring.__file__).parent.parent


def verb_at(path: str) -> click.Command:
    command: click.Command | None = app
    for word in path.split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    return command


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_lists_every_verb_with_its_help(ocop: Ocop, lang: str) -> None:
    run = ocop("--help", "--lang", lang)
    said = " ".join(run.out.split())
    for path in VERBS:
        assert catalogue(lang)["cli.verb." + path.replace(" ", "-")] in said
    assert run.status == 0


@pytest.mark.parametrize("path", VERBS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verb_has_help_on_itself_and_each_argument_in_both_languages(
    ocop: Ocop, path: str, lang: str
) -> None:
    run = ocop(*path.split(), "--lang", lang, "--help")
    assert run.status == 0
    said = " ".join(run.out.split())
    assert f"ocop {path}" in said
    assert catalogue(lang)["cli.verb." + path.replace(" ", "-")] in said
    assert isinstance(verb_at(path), Verb)


@pytest.mark.parametrize("path", VERBS)
def test_every_verb_takes_lang_and_json(path: str) -> None:
    options = {name for parameter in verb_at(path).params for name in parameter.opts}
    assert {"--lang", "--json"} <= options


@pytest.mark.parametrize("arguments", [(), ("rules",), ("sheet",)])
def test_a_menu_without_a_verb_shows_itself_and_has_done_nothing(
    ocop: Ocop, arguments: tuple[str, ...]
) -> None:
    run = ocop(*arguments)
    assert run.status == 2
    assert "Cách dùng: ocop" in run.out


def test_the_version_is_the_packages(ocop: Ocop) -> None:
    assert ocop("--version") == (0, f"ocop {ocop_scoring.__version__}\n", "")


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


REFUSED = [
    (("scor",), "wrong-option: scor can't be used here; right is score."),
    (("rules", "lst"), "rules wrong-option: lst can't be used here; right is list."),
    (("score", "a"), "missing-argument: SHEET is missing; --help says what it takes."),
    (
        ("score", "a", "b", "c"),
        "wrong-option: c can't be used here; right is ocop score DOSSIER SHEET [--…].",
    ),
    (("score", "a", "b", "--jsn"), "wrong-option: --jsn can't be used here; right is --json."),
    (
        ("score", "a", "b", "--ruleset"),
        "missing-argument: --ruleset is missing; --help says what it takes.",
    ),
    (("score", "a", "b", "--all=x"), "wrong-option: --all=… can't be used here; right is --all."),
    (
        ("rules", "list", "--lang", "fr"),
        "--lang wrong-option: fr can't be used here; right is vi, en.",
    ),
    (
        ("rules", "list", "--criteria", "nowhere"),
        "no-rulesets: the folder nowhere has no rulesets; each stands there as RULESET/ruleset.yaml.",
    ),
    (
        ("rules", "show", "26-2026", "x"),
        "N not-a-whole-number: x is not a whole number; right is 1, 2, 3, …",
    ),
    (
        ("rules", "applicable", "--kind", "first"),
        "missing-argument: --filed is missing; --help says what it takes.",
    ),
    (
        ("rules", "applicable", "--kind", "first", "--filed", "15/9/2026"),
        "--filed not-a-date: 15/9/2026 is not a date of the years 1000 to 2999; write YYYY-MM-DD, such as 2026-09-15.",
    ),
    (
        ("rules", "applicable", "--kind", "first", "--filed", "2026-02-30"),
        "--filed not-a-date: 2026-02-30 is not a date of the years 1000 to 2999; write YYYY-MM-DD, such as 2026-09-15.",
    ),
    (
        ("rules", "applicable", "--kind", "frist", "--filed", "2026-09-15"),
        "--kind wrong-option: frist can't be used here; right is first.",
    ),
    (
        ("report", "a", "b", "--format", "pdf"),
        "--format wrong-option: pdf can't be used here; right is html, md.",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_a_wrong_argument_gets_one_sentence_and_exit_2(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    run = ocop(*arguments, OCOP_LANG="en")
    assert (run.status, run.out, run.err) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_with_json_the_same_fault_is_on_stdout_in_both_languages(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    run = (
        ocop(arguments[0], "--json", *arguments[1:])
        if arguments[0] in ("score", "report")
        else ocop(*arguments, "--json")
    )
    assert run.status == 2
    document = run.json()
    assert document["format"] == "ocop-errors/1"
    (error,) = document["errors"]
    assert sentence.endswith(error["en"])
    assert error["vi"] != error["en"]
    assert error["vi"] in run.err


def test_without_click_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without_click(name: str, *rest: Any, **more: Any) -> Any:
        if name == "click" or (name == "app" and rest[3:] == (1,)):
            raise ModuleNotFoundError("No module named 'click'", name="click")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_click)
    monkeypatch.setenv("OCOP_LANG", "en")
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said == (
        "missing-extra: ocop needs the package click, which is not installed; install it with pip install 'ocop-scoring[cli]'.\n"
    )


def process(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "OCOP_LANG": "vi"}
    command = [sys.executable, "-m", "ocop_scoring", *(str(argument) for argument in arguments)]
    return subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **more,
    )


def test_a_process_prints_the_bytes_of_the_result(case: Callable[..., tuple[str, ...]]) -> None:
    arguments = case()
    done = process("score", *arguments, "--json")
    catalog = ocop_scoring.Catalog(Path(arguments[-1]))
    dossier = ocop_scoring.load_dossier(arguments[0], catalog=catalog)
    result = ocop_scoring.score(
        catalog.ruleset("mini-2030"), dossier, ocop_scoring.load_sheet(arguments[1])
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.encode() == result.to_json()


def test_score_imports_neither_pydantics_models_nor_rich_nor_the_other_verbs() -> None:
    # With the built-in rulesets and their resolved cache no model is built; a checkout without a
    # cache assembles, and then it is.
    probe = (
        "import sys; import ocop_scoring.cli.app, ocop_scoring.cli.rate;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('pydantic', 'rich', 'jinja2', 'typer')"
        " or m in ('ocop_scoring.cli.law', 'ocop_scoring.cli.paper', 'ocop_scoring.cli.schema', 'ocop_scoring.cli.forms')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


@pytest.mark.skipif(os.name == "nt", reason="a pipe that breaks is another matter there")
def test_a_reader_that_goes_away_ends_the_run_quietly() -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    arguments = [sys.executable, "-m", "ocop_scoring", "schema", "rules/product-set"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        arguments, env=environment, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_file_name_of_strange_bytes_stops_nothing() -> None:
    name = os.fsdecode(b"\xff.yaml")
    done = process("score", name, DEMO / "sheet.yaml", "--json")
    assert done.returncode == 2
    assert '"file": "\\udcff.yaml"' in done.stdout
    assert done.stderr.startswith("\\udcff.yaml:1:1 unreadable-file: ")
