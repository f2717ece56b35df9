"""`ocop sign`: signatures of records, beside them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from ..errors import Fault, Place, RecordError
from ..records.record import Record, load_record
from ..records.signing import SigningKey, add_signature, load_key, signatures_of
from ..records.verify import verify
from .frame import argument, option, verb
from .language import Speech
from .options import bad_argument
from .output import put_json
from .show import screen

__all__ = ["PASSPHRASE", "key_at", "sign"]

PASSPHRASE = "OCOP_KEY_PASSPHRASE"
"""The variable of the environment that has the passphrase of a key."""


@verb("sign")
@argument("records", nargs=-1, required=True)
@option("--key", metavar="PEM")
def sign(speech: Speech, records: tuple[str, ...], key: str | None) -> None:
    """Sign each record; nothing is signed where one of them can't be read or does not hold."""
    if key is None:
        raise bad_argument("missing-argument", "", "--key")
    found = [(file, _verified(file)) for file in records]
    signing = key_at(key, speech)
    done = [(file, record, _add(file, record, signing)) for file, record in found]
    if speech.json:
        put_json(_as_json(done, signing))
        return
    at = screen()
    for file, _, is_new in done:
        said = {"file": file, "id": signing.id, "signatures": signatures_of(Path(file))}
        at.line(speech.say("sign-done" if is_new else "sign-already", **said))


def _verified(file: str) -> Record:
    """A record that holds in itself. RecordError for another one: nobody signs that unseen."""
    record = load_record(file)
    wrong = next(
        (one for one in verify(record, catalog=None).checks if one.state == "failed"), None
    )
    if wrong is not None:
        right = f"ocop verify {file}"
        raise RecordError(Fault("sign-what-fails", Place(file, 1, 1), "", wrong.name, right))
    return record


def _add(file: str, record: Record, key: SigningKey) -> bool:
    return add_signature(Path(file), record.to_bytes(), key)


def key_at(file: str, speech: Speech) -> SigningKey:
    """The private key of a file; its passphrase, where it has one, from the environment, else from
    whoever sits at the terminal. RecordError where it is no key, or nobody can be asked.
    """
    return load_key(file, _passphrase(file, speech))


def _passphrase(file: str, speech: Speech) -> Callable[[], bytes | None]:
    def asked() -> bytes | None:
        known = os.environ.get(PASSPHRASE)
        if known is None and sys.stdin is not None and sys.stdin.isatty():
            text = speech.say("sign-passphrase", file=file)
            known = click.prompt(text, hide_input=True, err=True)
        return known.encode() if known else None

    return asked


def _as_json(done: list[tuple[str, Record, bool]], key: SigningKey) -> dict[str, object]:
    """What was signed, as `ocop-signed/1`."""
    return {
        "format": "ocop-signed/1",
        "key": key.id,
        "records": [
            {
                "file": file,
                "digest": record.digest,
                "signatures": str(signatures_of(Path(file))),
                "added": is_new,
            }
            for file, record, is_new in done
        ],
    }
