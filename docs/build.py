"""Writes into the pages what a machine knows better: outputs of commands, quoted files, tables made
from the rules and the code.

    python docs/build.py            refresh every page
    python docs/build.py --check    say which pages are stale; exit status 1 where any is

Four marks are refreshed, everything else on a page is written by hand:

    ```console                      every line after `$ ` is run, all of a page in one fresh folder;
                                    what follows is its output
    <!-- file: PATH -->             the fence below holds that file
                                    (`PATH#key`: one entry of a YAML file)
    <!-- prints: PATH -->           the fence below holds what that Python file prints
    <!-- made: NAME -->…<!-- end --> what the function NAME of docs/tables.py returns
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]

DEMO = ROOT / "src" / "ocop_scoring" / "demo"
INVENTED = ROOT / "docs" / "examples" / "three-criteria"
MEASURED = ROOT / "docs" / "performance.md"
"""Written by `make bench`, not here."""

_MARK = re.compile(r"<!-- (file|prints|made): (\S+) -->")
_OPENING = re.compile(r"```\w+")


def pages() -> list[Path]:
    """Every page: the two README files, the newcomer's page of criteria/, the changelog, and docs/
    but for what is measured.
    """
    top = [
        ROOT / name for name in ("README.md", "README.vi.md", "CHANGELOG.md", "criteria/README.md")
    ]
    return [*top, *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page != MEASURED)]


def rebuilt(page: Path) -> str:
    """The text of a page with everything refreshed that is marked so."""
    with TemporaryDirectory() as folder:
        shell = Shell(Path(folder).resolve())
        lines = iter(page.read_text(encoding="utf-8").split("\n"))
        return "\n".join(_refreshed(lines, shell))


def _refreshed(lines: Iterator[str], shell: Shell) -> Iterator[str]:
    for line in lines:
        yield line
        mark = _MARK.fullmatch(line)
        if line == "```console":
            commands = [entry[2:] for entry in _until(lines, "```") if entry.startswith("$ ")]
            for command in commands:
                yield f"$ {command}"
                yield from shell.run(command)
            yield "```"
        elif mark and mark[1] == "made":
            _until(lines, "<!-- end -->")
            yield from ("", *_made(mark[2]).strip("\n").split("\n"), "", "<!-- end -->")
        elif mark:
            opening = next(lines)
            if not _OPENING.fullmatch(opening):
                raise ValueError(f"a fence must follow {line}")
            _until(lines, "```")
            content = _quoted(mark[2]) if mark[1] == "file" else printed(ROOT / mark[2])
            yield from (opening, *content.rstrip("\n").split("\n"), "```")


def _until(lines: Iterator[str], end: str) -> list[str]:
    skipped = []
    for line in lines:
        if line == end:
            return skipped
        skipped.append(line)
    raise ValueError(f"{end} is missing")


def _quoted(address: str) -> str:
    """A file's text; with `#key`, one entry of a YAML file."""
    name, _, key = address.partition("#")
    text = (ROOT / name).read_text(encoding="utf-8")
    if not key:
        return text
    entry = re.search(rf"^{re.escape(key)}:.*\n(?:(?: .*)?\n)*", text, re.MULTILINE)
    if entry is None:
        raise ValueError(f"{name} has no entry {key}")
    return entry[0]


def printed(example: Path) -> str:
    """What an example prints, run in a folder with the demo's files and the invented ruleset.

    RuntimeError where it fails.
    """
    with TemporaryDirectory() as folder:
        for file in DEMO.glob("*.yaml"):
            shutil.copy(file, folder)
        shutil.copytree(INVENTED, Path(folder) / INVENTED.name)
        command = [sys.executable, str(example)]
        environment = _environment(Path(folder))
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
    if done.returncode:
        raise RuntimeError(
            f"{example.relative_to(ROOT)}: exit status {done.returncode}\n{done.stderr}"
        )
    return done.stdout


def _made(name: str) -> str:
    import tables  # only the pages that have tables need it

    made: str = getattr(tables, name.replace("-", "_"))()
    return made


@cache
def _installed() -> Path:
    """A folder with the package as an installation has it: with its rules and their cache, so that
    a command answers in half the time it takes in a checkout. Made once a process, gone with it.
    """
    from ocop_scoring.rules.store import Store  # only where something is run

    folder = Path(tempfile.mkdtemp()).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    package = folder / "ocop_scoring"
    ours = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "ocop_scoring", package, ignore=ours)
    shutil.copytree(ROOT / "criteria", package / "criteria")
    Store(ROOT / "criteria").write_cache(package / "cache")
    return folder


@cache
def _ocop() -> str:
    """The script `ocop` of pages: it asks a process that has the command loaded, which is begun
    with the first page and ends with this process.
    """
    import answering  # only where something is run

    place = _installed() / "ocop.socket"
    process = subprocess.Popen(
        [sys.executable, answering.__file__, str(place)],
        env={**os.environ, "PYTHONPATH": str(_installed()), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    process.stdout.readline()  # it is ready
    atexit.register(process.communicate)
    return answering.command(place)


def _environment(folder: Path) -> dict[str, str]:
    """As in a fresh shell: nothing that changes the language, an `ocop` of this checkout as it
    would be installed, pages of one width.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OCOP_", "LC_", "LANG", "COLUMNS"))
    }
    path = os.pathsep.join([str(folder / ".bin"), kept.get("PATH", "")])
    return {
        **kept,
        "PATH": path,
        "PYTHONPATH": str(_installed()),
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
    }


class Shell:
    """Runs a page's commands one after another, in a folder with copies of what they touch."""

    def __init__(self, folder: Path) -> None:
        self.folder = self.here = folder
        self.environment = _environment(folder)
        self.status = 0
        self.ready = False

    def _prepare(self) -> None:
        for name in ("criteria", "docs/examples", "src/ocop_scoring/demo"):
            shutil.copytree(
                ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        command = self.folder / ".bin" / "ocop"
        command.parent.mkdir()
        command.write_text(_ocop(), encoding="utf-8")
        command.chmod(0o755)
        self.ready = True

    def run(self, command: str) -> list[str]:
        """The lines that a command writes, to stdout or stderr; `cd`, `export` and `$?` last from
        one to the next.
        """
        if not self.ready:
            self._prepare()
        verb, _, rest = command.partition(" ")
        if verb == "export":
            name, _, value = rest.partition("=")
            self.environment[name] = value
            return []
        if verb == "cd":
            self.here = (self.here / rest).resolve()
            return []
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.here,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        self.status = done.returncode
        said = done.stdout
        for place in (self.folder, _installed(), ROOT):
            said = said.replace(str(place), "…")
        if "Traceback (most recent call last)" in said:
            raise RuntimeError(f"{command}\n{said}")
        return said.rstrip("\n").split("\n") if said.strip() else []


def main(arguments: list[str]) -> int:
    """Refresh all pages (or those named), or only say which are stale."""
    named = [Path(name).resolve() for name in arguments if name != "--check"]
    stale = 0
    for page in named or pages():
        fresh = rebuilt(page)
        if fresh == page.read_text(encoding="utf-8"):
            continue
        stale += 1
        print(
            ("stale: " if "--check" in arguments else "refreshed: ") + str(page.relative_to(ROOT))
        )
        if "--check" not in arguments:
            page.write_text(fresh, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
