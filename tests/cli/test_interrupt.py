"""Ctrl-C while modules are imported ends the run at once, quietly; elsewhere it is an exception."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from support.folders import ROOT

from ocop_scoring.cli.interrupt import ends_at_once

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")


@pytest.fixture(autouse=True)
def usual_ctrl_c() -> Iterator[None]:
    """The handler that Python starts with, whoever runs the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted_in(code: str) -> tuple[int, str, str]:
    """Status and words of a process that gets Ctrl-C where its code says `stop()`."""
    probe = f"import os, signal, sys\nstop = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


LOST = """
from ocop_scoring.cli.interrupt import ends_at_once
class Part:
    def __del__(self):
        stop()  # an exception here is printed and lost
with ends_at_once():
    part = Part()
    del part
print("went on")
"""


def test_it_ends_the_run_where_an_exception_would_be_lost() -> None:
    assert interrupted_in(LOST) == (130, "", "")


@pytest.mark.parametrize("module", ["click", "ocop_scoring.cli.law", "ocop_scoring.rules.catalog"])
def test_while_any_module_of_the_command_is_imported_it_is_quiet(module: str) -> None:
    code = f"""
class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            stop()
sys.meta_path.insert(0, Stopping())
sys.argv = ["ocop", "rules", "list"]
from ocop_scoring.cli import main
main()
"""
    assert interrupted_in(code) == (130, "", "")


def test_elsewhere_it_stays_an_exception() -> None:
    with ends_at_once():
        inside = signal.getsignal(signal.SIGINT)
    assert inside is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_handler_comes_back_where_the_import_fails() -> None:
    with pytest.raises(ImportError), ends_at_once():
        raise ImportError
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_somebody_else_does_with_it_stays_theirs() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ends_at_once():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_outside_the_main_thread_nothing_changes() -> None:
    seen: list[object] = []

    def within() -> None:
        with ends_at_once():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=within)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]
