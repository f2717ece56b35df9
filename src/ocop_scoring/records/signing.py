"""Signatures of records: Ed25519 over a record's canonical bytes (the extra `sign`: the library
`cryptography`), in a file beside the record, a line a signer.

A line is `KEYID BASE64`: the first 16 hexadecimal digits of the SHA-256 of the public key in DER,
and the 64 bytes of the signature. Whatever reads such a file otherwise than it is written here
refuses it, so that no byte of it can be changed unseen. `openssl` alone checks a signature.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ..appending import append, held
from ..errors import Fault, Place, RecordError
from ..frozen import Frozen, FrozenDict, Value
from ..sources.read import content_of, first_bytes

__all__ = [
    "Looked",
    "PublicKey",
    "Signature",
    "SigningKey",
    "add_signature",
    "load_key",
    "load_trusted",
    "look_at",
    "read_signatures",
    "signatures_at",
    "signatures_of",
]

MOST_BYTES = 20_000
"""A key, or the signatures of a record, of more bytes is refused: a hundred signers have 10,600."""

Passphrase = Callable[[], bytes | None]


class Signature(Value):
    """A signature: the id of its key, and its 64 bytes."""

    key: str
    value: bytes

    def line(self) -> str:
        """The signature as a line of a file of signatures."""
        return f"{self.key} {b64encode(self.value).decode()}\n"


class PublicKey(Value):
    """A public key of Ed25519: its id, whose it is (the name of its file), its 32 bytes."""

    id: str
    name: str
    raw: bytes

    def signed(self, content: bytes, signature: Signature) -> bool:
        """Whether the signature is of this key and of just these bytes."""
        from cryptography.exceptions import InvalidSignature  # the extra that made this key

        if signature.key != self.id:
            return False
        key = _crypto("ed25519").Ed25519PublicKey.from_public_bytes(self.raw)
        try:
            key.verify(signature.value, content)
        except InvalidSignature:
            return False
        return True


class SigningKey(Frozen):
    """A private key of Ed25519, to sign with. It shows nothing of itself but its id."""

    __slots__ = ("_key", "id")

    id: str
    _key: Any

    def __init__(self, key: Any) -> None:
        self._set(_key=key, id=_id_of(key.public_key()))

    def sign(self, content: bytes) -> Signature:
        """The signature of these bytes; the same bytes give the same signature."""
        return Signature(self.id, self._key.sign(content))

    def __repr__(self) -> str:
        return f"SigningKey({self.id})"


def _crypto(name: str) -> ModuleType:
    """A module of `cryptography`. RecordError where the extra is not installed."""
    try:
        from cryptography.hazmat.primitives import serialization  # an extra
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        values = {"package": "cryptography"}
        raise RecordError(Fault("missing-extra", None, "", "Ed25519", "sign", values)) from None
    found: ModuleType = {"serialization": serialization, "ed25519": ed25519}[name]
    return found


def _id_of(key: Any) -> str:
    form = _crypto("serialization")
    der = key.public_bytes(form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo)
    return sha256(der).hexdigest()[:16]


# Keys


def load_key(path: str | PathLike[str], passphrase: bytes | Passphrase | None = None) -> SigningKey:
    """A private key of Ed25519 from a PEM file, as `openssl genpkey -algorithm ed25519` writes it.

    `passphrase` is that of an encrypted key, or is called for it: only where the key has one.
    RecordError where the file is no such key, or the passphrase is missing or another.
    """
    file = fspath(path)
    content = content_of(path, RecordError, MOST_BYTES, file)
    place = Place(file, 1, 1)
    _refuse_other_key(content, place, "private")
    form, secret = _crypto("serialization"), None
    if b"ENCRYPTED" in content:
        secret = passphrase() if callable(passphrase) else passphrase
        if not secret:
            raise RecordError(Fault("key-passphrase", place, "", "", "OCOP_KEY_PASSPHRASE"))
    try:
        key = form.load_pem_private_key(content, secret)
    except Exception as problem:  # ValueError, TypeError, UnsupportedAlgorithm of the extra
        if secret is not None:
            values = {"habit": "wrong"}
            raise RecordError(Fault("key-passphrase", place, "", "", "", values)) from None
        raise _not_a_key(place, "private", problem) from None
    if not isinstance(key, _crypto("ed25519").Ed25519PrivateKey):
        raise _other_kind(place, key)
    return SigningKey(key)


def load_trusted(folder: str | PathLike[str]) -> Mapping[str, PublicKey]:
    """The public keys of a folder by their ids: its `*.pem`, each of the name of its file.

    RecordError with all files that are none, or where the folder has none.
    """
    at = Path(folder)
    try:
        files = sorted(path for path in at.iterdir() if path.suffix == ".pem")
    except OSError as problem:
        place, reason = Place(str(at), 1, 1), problem.strerror or "–"
        raise RecordError(Fault("unreadable-folder", place, "", reason, "")) from None
    if not files:
        raise RecordError(Fault("no-trusted-keys", Place(str(at), 1, 1), "", str(at), "*.pem"))
    faults: list[Fault] = []
    found: dict[str, PublicKey] = {}
    for path in files:
        try:
            key = _public_key(path)
        except RecordError as error:
            faults.extend(error.faults)
        else:
            found.setdefault(key.id, key)
    if faults:
        raise RecordError(faults)
    return FrozenDict(found)


def _public_key(path: Path) -> PublicKey:
    file = str(path)
    content = content_of(path, RecordError, MOST_BYTES, file)
    place = Place(file, 1, 1)
    _refuse_other_key(content, place, "public")
    form = _crypto("serialization")
    try:
        key = form.load_pem_public_key(content)
    except Exception as problem:  # ValueError, UnsupportedAlgorithm of the extra
        raise _not_a_key(place, "public", problem) from None
    if not isinstance(key, _crypto("ed25519").Ed25519PublicKey):
        raise _other_kind(place, key)
    raw = key.public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)
    return PublicKey(_id_of(key), path.stem, raw)


_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
_WANTED = {
    "private": frozenset((b"PRIVATE KEY", b"ENCRYPTED PRIVATE KEY")),
    "public": frozenset((b"PUBLIC KEY",)),
}
_MADE_BY = {
    "private": "openssl genpkey -algorithm ed25519 -out KEY.pem",
    "public": "openssl pkey -in KEY.pem -pubout -out KEY.pub.pem",
}


def _refuse_other_key(content: bytes, place: Place, wanted: str) -> None:
    """RecordError where the PEM file holds something else than a key of that half."""
    label = _LABEL.search(content)
    if label is None or label[1] not in _WANTED[wanted]:
        said = "–" if label is None else label[1].decode()
        habit = {b"PUBLIC KEY": "public"}.get(label[1] if label else b"")
        if habit is None and label is not None and label[1] in _WANTED["private"]:
            habit = "private"
        raise _refused_key(place, said, wanted, habit)


def _refused_key(place: Place, found: str, wanted: str, habit: str | None) -> RecordError:
    values = {"habit": habit} if habit else {}
    return RecordError(Fault("not-a-key", place, "", found, _MADE_BY[wanted], values))


def _not_a_key(place: Place, wanted: str, problem: Exception) -> RecordError:
    return _refused_key(place, str(problem).partition("\n")[0][:60] or "–", wanted, None)


def _other_kind(place: Place, key: object) -> RecordError:
    """A key of RSA or of another curve."""
    kind = re.sub("(Private|Public)Key", "", type(key).__name__).strip("_")
    return RecordError(Fault("not-ed25519", place, "", kind, "Ed25519"))


# Files of signatures


def signatures_of(record: Path) -> Path:
    """Where the signatures of a record's file lie: beside it, with `.sig` at the end."""
    return record.with_name(f"{record.name}.sig")


def signatures_at(record: Path) -> tuple[Signature, ...] | None:
    """The signatures beside a record's file; None where there is no such file. RecordError as
    `read_signatures`.
    """
    path = signatures_of(record)
    try:
        content = first_bytes(path, MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as problem:
        place, reason = Place(str(path), 1, 1), problem.strerror or "–"
        raise RecordError(Fault("unreadable-file", place, "", reason, "")) from None
    return read_signatures(content, str(path))


_LINE = re.compile(rb"([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)\n")
_FORM = "KEYID BASE64"


def read_signatures(content: bytes, file: str = "record.json.sig") -> tuple[Signature, ...]:
    """The signatures of a file's bytes, a line each. RecordError with every line that is not just
    what `Signature.line` writes, and where a key stands twice, or nothing at all.
    """
    if not content or len(content) > MOST_BYTES:
        size = f"{len(content):,} bytes"
        raise RecordError(Fault("not-a-signature", Place(file, 1, 1), "", size, _FORM))
    found: dict[str, Signature] = {}
    faults: list[Fault] = []
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        signature = _read(line)
        place, said = Place(file, number, 1), line[:60].decode("utf-8", "replace").rstrip("\n")
        if signature is None:
            faults.append(Fault("not-a-signature", place, "", said, _FORM))
        elif found.setdefault(signature.key, signature) is not signature:
            faults.append(Fault("signature-twice", place, "", signature.key, ""))
    if faults:
        raise RecordError(faults)
    return tuple(found.values())


def _read(line: bytes) -> Signature | None:
    words = _LINE.fullmatch(line)
    if words is None:
        return None
    signature = Signature(words[1].decode(), b64decode(words[2]))
    # INVARIANT: a signature has one text; else its last letter could be another one unseen.
    return signature if signature.line().encode() == line else None


def add_signature(record: Path, content: bytes, key: SigningKey) -> bool:
    """Add the signature of a record's canonical bytes to the file beside it; False where it stands
    there already. Whoever signs at the same time waits.

    RecordError where the file can't be read or written, or this key has signed other bytes there.
    """
    path, signature = signatures_of(record), key.sign(content)
    try:
        with held(path) as handle:
            known = signatures_at(record) if path.stat().st_size else ()
            own = next((one for one in known or () if one.key == key.id), None)
            if own is not None and own != signature:
                raise RecordError(Fault("signed-otherwise", Place(str(path), 1, 1), "", key.id, ""))
            if own is None:
                append(handle, signature.line().encode())
    except OSError as problem:
        place, reason = Place(str(path), 1, 1), problem.strerror or "–"
        raise RecordError(Fault("unwritable-file", place, "", reason, "")) from None
    return own is None


class Looked(NamedTuple):
    """What came of looking at one signature: its line, its key's id, whose key that is (None where
    nobody trusted has it), whether it is of the bytes (None where that can't be known).
    """

    line: int
    key: str
    name: str | None
    holds: bool | None


def look_at(
    content: bytes, signatures: tuple[Signature, ...], trusted: Mapping[str, PublicKey]
) -> tuple[Looked, ...]:
    """Check each signature of some bytes against the keys that are trusted."""
    looked = []
    for number, signature in enumerate(signatures, 1):
        key = trusted.get(signature.key)
        name, holds = (None, None) if key is None else (key.name, key.signed(content, signature))
        looked.append(Looked(number, signature.key, name, holds))
    return tuple(looked)
