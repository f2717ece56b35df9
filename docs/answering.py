"""Answers the `ocop …` of pages from forks of one process that has the command loaded: to load it
takes longer than most commands take.

    python docs/answering.py SOCKET     until its standard input ends

A command sends where it stands, its words and its environment, and hands on its three streams; what
comes back is its exit status. Each fork is as a fresh process: nothing that one does is seen by the
next.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import select
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path

HEAD = 8
"""So many bytes say how long the rest of a request is."""

ASKS = """\
#!{python} -IS
import json, os, socket, sys
asks = {{"at": os.getcwd(), "words": sys.argv[1:], "environment": dict(os.environ)}}
content = json.dumps(asks).encode()
line = socket.socket(socket.AF_UNIX)
line.connect({place!r})
socket.send_fds(line, [len(content).to_bytes({head}, "big")], [0, 1, 2])
line.sendall(content)
sys.exit(line.recv(1)[0])
"""


def command(place: Path) -> str:
    """The script `ocop` that asks at a socket."""
    return ASKS.format(python=sys.executable, place=str(place), head=HEAD)


def main(place: str) -> None:
    """Load every verb, then answer until whoever started this is gone."""
    from ocop_scoring.cli.app import SECTIONS  # after PYTHONPATH says which package

    for verbs in SECTIONS.values():
        for home in verbs.values():
            import_module(f"ocop_scoring.cli.{home.partition(':')[0]}")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(place)
    listener.listen()
    print("ready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        asked, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(_answer(asked))
        asked.close()


def _answer(asked: socket.socket) -> int:
    """Run one command with the streams of whoever asked, and send its status."""
    head, streams, *_ = socket.recv_fds(asked, HEAD, 3)
    content = b""
    while len(content) < int.from_bytes(head, "big"):
        content += asked.recv(1 << 16)
    asks = json.loads(content)
    for stream, own in zip(streams, (0, 1, 2), strict=True):
        os.dup2(stream, own)
        os.close(stream)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)),
        "utf-8",
        "backslashreplace",
        line_buffering=True,
    )
    os.chdir(asks["at"])
    os.environ.clear()
    os.environ.update(asks["environment"])
    sys.argv = ["ocop", *asks["words"]]
    status = _status()
    with contextlib.suppress(OSError):
        asked.send(bytes([status]))
    return status


def _status() -> int:
    from ocop_scoring.cli import main as ocop

    try:
        ocop()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
