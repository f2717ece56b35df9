"""The command as a whole: its menu, complaints about verbs, how a run begins and ends."""

from __future__ import annotations

import builtins
import gc
import os
import subprocess
import sys
from typing import Any

import click
import pytest
from support.commandline import Filed, Ocop, process
from support.folders import DEMO, ROOT

import ocop_scoring
from ocop_scoring.cli import app, main
from ocop_scoring.cli.app import SECTIONS, Menu, run, verb_at
from ocop_scoring.cli.frame import Verb
from ocop_scoring.cli.language import Speech
from ocop_scoring.lang import LANGUAGES, Lang, catalogue

VERBS = [path for verbs in SECTIONS.values() for path in verbs]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_lists_every_verb_with_its_help(ocop: Ocop, lang: Lang) -> None:
    menu = ocop("--help", "--lang", lang)
    said = " ".join(menu.out.split())
    for path in VERBS:
        assert catalogue(lang)["cli.verb." + path.replace(" ", "-")] in said
    assert menu.status == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_fits_on_one_screen(ocop: Ocop, lang: Lang) -> None:
    lines = ocop("--help", "--lang", lang).out.splitlines()
    assert len(lines) <= 56
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("path", VERBS)
def test_every_verb_lives_under_its_own_path(path: str) -> None:
    found = verb_at(path)
    assert isinstance(found, Verb)
    assert found.path == path


@pytest.mark.parametrize("arguments", [(), ("rules",), ("sheet",)])
def test_a_menu_without_a_verb_shows_itself_and_has_done_nothing(
    ocop: Ocop, arguments: tuple[str, ...]
) -> None:
    shown = ocop(*arguments)
    assert shown.status == 2
    assert "Cách dùng: ocop" in shown.out


def test_a_menu_under_the_menu_lists_its_own_verbs_alone(ocop: Ocop) -> None:
    said = ocop("rules", "--help").out
    assert "rules show" in said
    assert "check-cases" not in said
    assert ocop("rules", "--version").status == 2


def test_the_version_is_the_packages(ocop: Ocop) -> None:
    assert ocop("--version") == (0, f"ocop {ocop_scoring.__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("scor",), "wrong-option: “scor” can't be used here; perhaps score is meant."),
        (("rules", "lst"), "rules wrong-option: “lst” can't be used here; perhaps list is meant."),
        (("sheet", "zzz"), "sheet wrong-option: “zzz” can't be used here; expected new, read."),
        (("--lang", "fr"), "--lang wrong-option: “fr” can't be used here; expected vi, en."),
        (("--vrsion",), "wrong-option: “--vrsion” can't be used here; perhaps --version is meant."),
    ],
)
def test_a_verb_that_is_none_gets_one_sentence_with_the_nearest(
    ocop: Ocop, arguments: tuple[str, ...], sentence: str
) -> None:
    assert ocop(*arguments, OCOP_LANG="en") == (2, "", f"{sentence}\n")


def test_a_shell_may_ask_what_could_come_next(ocop: Ocop) -> None:
    asked = ocop(_OCOP_COMPLETE="bash_complete", COMP_WORDS="ocop rules c", COMP_CWORD="2")
    assert asked.out.split() == ["plain,check", "plain,certificate"]


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
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "1")
    with pytest.raises(SystemExit) as left:
        main()
    gc.unfreeze()
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said == (
        "missing-extra: ocop needs the package click, which is not installed; install it with pip install 'ocop-scoring[cli]'.\n"
    )


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_ends_a_run_with_130_and_without_a_word(
    ocop: Ocop, monkeypatch: pytest.MonkeyPatch, stopped: type[BaseException]
) -> None:
    def interrupted(*_: object) -> int:
        raise stopped

    monkeypatch.setattr(app, "_called", interrupted)
    assert ocop("rules", "list") == (130, "", "")


def test_the_module_that_main_stands_in_imports_nothing_heavy() -> None:
    probe = (
        "import sys; import ocop_scoring.cli; print('click' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False False\n"


def test_a_run_looks_for_no_plugins_and_at_its_end_for_no_garbage() -> None:
    probe = (
        "import atexit, gc, os, sys; from ocop_scoring.cli import main; sys.argv = ['ocop', '--version'];"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0, os.environ['PYDANTIC_DISABLE_PLUGINS']));"
        "main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYDANTIC_DISABLE_PLUGINS", None)
    done = subprocess.run(
        [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[1:] == ["True 1"]


def test_score_imports_neither_rich_nor_the_other_verbs() -> None:
    probe = (
        "import sys; import ocop_scoring.cli.app, ocop_scoring.cli.rate;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('rich', 'jinja2', 'typer')"
        " or m in ('ocop_scoring.cli.law', 'ocop_scoring.cli.paper', 'ocop_scoring.cli.schema', 'ocop_scoring.cli.forms')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_process_prints_the_bytes_of_the_result(filed: Filed) -> None:
    arguments = filed()
    done = process("score", *arguments, "--json", text=False, encoding=None)
    catalog = ocop_scoring.Catalog(ROOT / "tests" / "rulesets" / "good")
    dossier = ocop_scoring.load_dossier(arguments[0], catalog=catalog)
    result = ocop_scoring.score(
        catalog.ruleset("mini-2030"), dossier, ocop_scoring.load_sheet(arguments[1])
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == result.to_json()


LONG = "a" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules", "list", "--criteria", LONG),
        ("rules", "check", "--folder", LONG),
        ("rules", "check", "--folder", f"{LONG}/mini-2030"),
        ("score", LONG, LONG),
        ("sheet", "new", "8", "--out", LONG),
        ("report", DEMO / "dossier.yaml", DEMO / "sheet.yaml", "--out", LONG),
        ("demo", "--out", LONG),
        ("schema", "--write", LONG),
        ("rules", "show", LONG),
        ("rules", "find", LONG, "--ruleset", LONG),
    ],
)
def test_a_name_too_long_for_the_disk_is_refused_in_sentences(
    ocop: Ocop, arguments: tuple[object, ...]
) -> None:
    done = ocop(*arguments, "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert done.err
    assert all(": " in line for line in done.err.splitlines())


@pytest.mark.parametrize(
    "verb",
    [
        ("rules", "list", "--criteria"),
        ("rules", "check", "--folder"),
        ("sheet", "new", "8", "--out"),
        ("demo", "--out"),
        ("schema", "--write"),
    ],
)
def test_a_folder_that_may_not_be_entered_is_refused_in_a_sentence(
    ocop: Ocop, tmp_path: Any, verb: tuple[str, ...]
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    if os.access(closed, os.X_OK):
        pytest.skip("whoever runs this enters every folder")
    try:
        done = ocop(*verb, closed / "a", "--lang", "en")
        assert (done.status, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied", "x/y"), OSError("odd")])
def test_what_the_disk_says_to_any_verb_is_one_sentence(
    ocop: Ocop, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refused(*_: object) -> int:
        raise error

    monkeypatch.setattr(app, "_called", refused)
    done = ocop("rules", "list", "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "unreadable-path: the path can't be used (" in done.err
    assert len(done.err.splitlines()) == 1


def test_menus_are_made_in_the_language_of_the_run() -> None:
    assert Menu(Speech("en")).help != Menu(Speech("vi")).help
    assert run(["--lang", "en", "--version"]) == 0
