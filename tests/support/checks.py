"""Runs commands in a folder, each in a fork of one process that has loaded the large libraries but
nothing of ours: a command then costs what it does, not what it imports.

Started with the folder as its argument. Reads one JSON list of words a line (`python -m MODULE …`,
`python FILE …`, or an installed command) and answers each with a line `[exit status, output]`.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib.metadata import entry_points

LIBRARIES = ("pytest", "hypothesis", "pydantic.main", "yaml", "jinja2", "click", "importlinter.cli")


def run(words: list[str]) -> int:
    """Run a command in this process: its exit status."""
    try:
        if words[:2] == ["python", "-m"]:
            sys.argv = words[2:]
            runpy.run_module(words[2], run_name="__main__", alter_sys=True)
        elif words[0] == "python":
            sys.argv = words[1:]
            runpy.run_path(words[1], run_name="__main__")
        else:
            sys.argv = words
            (command,) = entry_points(group="console_scripts", name=words[0])
            sys.exit(command.load()())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def forked(words: list[str]) -> tuple[int, str]:
    """The exit status of a command that runs in a fork, and all that it writes."""
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if child == 0:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            status = run(words)
            with suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)  # nothing of the parent is to be cleaned up here
        _, ended = os.waitpid(child, 0)
        output.seek(0)
        return os.waitstatus_to_exitcode(ended), output.read().decode(errors="replace")


def main(folder: str) -> None:
    """Answer until the other side goes away."""
    os.chdir(folder)
    sys.path[:1] = [folder, os.path.join(folder, "src")]  # not this file's own folder
    # pytest would rewrite the asserts of plugins that are not loaded yet
    os.environ["PYTEST_ADDOPTS"] = (
        "-p no:cacheprovider -W ignore::pytest.PytestAssertRewriteWarning"
    )
    for name in LIBRARIES:
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(forked(json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
