"""A run of the command without a process, and files that it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.commandline import DOSSIER, SHEET, Ocop, Run
from support.folders import GOOD

from ocop_scoring.cli.app import run as run_command


@pytest.fixture
def ocop(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ocop:
    """Run `ocop` with arguments; a traceback fails the test. Nothing in the environment names a
    language.
    """
    for name in ("OCOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, **environment: str) -> Run:
        capsys.readouterr()
        with monkeypatch.context() as changed:
            for name, value in environment.items():
                changed.setenv(name, value)
            status = run_command([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Run(status, said.out, said.err)

    return run


@pytest.fixture
def mini() -> tuple[str, str]:
    """The option that chooses the small invented ruleset."""
    return ("--criteria", str(GOOD))


@pytest.fixture
def filed(tmp_path: Path, mini: tuple[str, str]) -> Callable[..., tuple[str, ...]]:
    """The arguments that name a dossier and a sheet, written with some of their text replaced."""

    def written(
        dossier: tuple[str, str] = ("", ""), sheet: tuple[str, str] = ("", "")
    ) -> tuple[str, ...]:
        for name, text, (old, new) in (("dossier", DOSSIER, dossier), ("sheet", SHEET, sheet)):
            assert old in text
            (tmp_path / f"{name}.yaml").write_text(
                text.replace(old, new) if old else text, encoding="utf-8"
            )
        return (str(tmp_path / "dossier.yaml"), str(tmp_path / "sheet.yaml"), *mini)

    return written
