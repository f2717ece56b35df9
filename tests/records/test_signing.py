"""Signatures of records: what was signed is found so, whatever else is not, and openssl agrees."""

from __future__ import annotations

import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.extras import extra
from support.keys import PASSPHRASE, write_pair

from ocop_scoring.errors import RecordError
from ocop_scoring.records.signing import (
    PublicKey,
    Signature,
    add_signature,
    load_key,
    load_trusted,
    look_at,
    read_signatures,
    signatures_at,
    signatures_of,
)

CONTENT = '{"chủ thể":"HTX Biển Xanh (tên đặt ra)"}'.encode()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record's file, signed by the secretary and the chair, whose keys lie in `trust`."""
    extra("cryptography")
    path = tmp_path / "record.json"
    path.write_bytes(CONTENT)
    for name in ("secretary", "chair"):
        assert add_signature(path, CONTENT, load_key(write_pair(tmp_path, name)[0]))
    return path


def signed(record: Path) -> tuple[Signature, ...]:
    found = signatures_at(record)
    assert found is not None
    return found


def test_each_signer_has_a_line_that_holds(record: Path) -> None:
    looked = look_at(CONTENT, signed(record), load_trusted(record.parent / "trust"))
    assert [(one.line, one.name, one.holds) for one in looked] == [
        (1, "secretary", True),
        (2, "chair", True),
    ]


def test_a_key_is_named_by_the_digest_of_its_public_half(record: Path) -> None:
    form = extra("cryptography.hazmat.primitives.serialization")
    key = form.load_pem_public_key((record.parent / "trust" / "chair.pem").read_bytes())
    der = key.public_bytes(form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo)
    assert sha256(der).hexdigest()[:16] == load_key(record.parent / "chair.pem").id


def test_who_signs_again_signs_once(record: Path) -> None:
    before = signatures_of(record).read_bytes()
    assert not add_signature(record, CONTENT, load_key(record.parent / "chair.pem"))
    assert signatures_of(record).read_bytes() == before


def test_a_record_that_changed_after_it_was_signed_is_not_signed_beside_it(record: Path) -> None:
    before = signatures_of(record).read_bytes()
    with pytest.raises(RecordError, match=r"record\.json\.sig:1:1 signed-otherwise: the key "):
        add_signature(record, CONTENT + b" ", load_key(record.parent / "chair.pem"))
    assert signatures_of(record).read_bytes() == before


def test_a_signature_of_another_record_does_not_hold(record: Path) -> None:
    looked = look_at(b"{}", signed(record), load_trusted(record.parent / "trust"))
    assert {one.holds for one in looked} == {False}


def test_a_signature_of_a_key_that_nobody_trusts_is_not_known_to_hold(record: Path) -> None:
    (record.parent / "trust" / "chair.pem").unlink()
    looked = look_at(CONTENT, signed(record), load_trusted(record.parent / "trust"))
    assert [(one.name, one.holds) for one in looked] == [("secretary", True), (None, None)]


def test_a_record_without_a_file_of_signatures_has_none(tmp_path: Path) -> None:
    assert signatures_at(tmp_path / "record.json") is None


def test_two_who_sign_at_once_both_sign(record: Path) -> None:
    keys = [load_key(write_pair(record.parent, f"member{n}")[0]) for n in range(6)]
    at_once = Barrier(len(keys))

    def sign(number: int) -> None:
        at_once.wait()
        add_signature(record, CONTENT, keys[number])

    threads = [Thread(target=sign, args=(number,)) for number in range(len(keys))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.key for one in signed(record)} >= {key.id for key in keys}
    assert len(signed(record)) == 2 + len(keys)


@settings(max_examples=30)
@given(data=st.data())
def test_a_byte_of_a_signature_that_changes_is_seen(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "changed-signature"
    folder.mkdir(exist_ok=True)
    keys = [load_key(write_pair(folder, name)[0]) for name in ("secretary", "chair")]
    trusted = load_trusted(folder / "trust")
    good = "".join(key.sign(CONTENT).line() for key in keys).encode()
    at = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    assert _all_hold(good, trusted)
    assert not _all_hold(good[:at] + bytes([byte]) + good[at + 1 :], trusted)
    assert not _all_hold(good[:at] + good[at + 1 :], trusted)
    assert not _all_hold(good[:at] + bytes([byte]) + good[at:], trusted)


def _all_hold(content: bytes, trusted: Mapping[str, PublicKey]) -> bool:
    try:
        signatures = read_signatures(content)
    except RecordError:
        return False
    looked = look_at(CONTENT, signatures, trusted)
    return len(looked) == 2 and all(one.holds for one in looked)


ID = b"0123456789abcdef"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"no signature\n",
        b"\xff\xfe\x00",
        ID + b" " + b"A" * 86 + b"==",  # without the line's end
        ID + b" " + b"A" * 86 + b"==\r\n",
        ID.upper() + b" " + b"A" * 86 + b"==\n",
        ID + b"  " + b"A" * 86 + b"==\n",
        ID + b" " + b"A" * 85 + b"B==\n",  # B: bits that say nothing
        ID + b" " + b"A" * 80 + b"==\n",
        ID + b" " + b"A" * 86 + b"==\n\n",
        b"0" * 30_000,
    ],
)
def test_what_is_no_signature_to_the_letter_is_refused(content: bytes) -> None:
    with pytest.raises(RecordError, match="not-a-signature") as error:
        read_signatures(content)
    assert all(len(line) < 400 for line in error.value.lines("vi"))


def test_a_key_that_stands_twice_is_refused() -> None:
    line = Signature(ID.decode(), bytes(64)).line().encode()
    with pytest.raises(RecordError, match=r"record\.json\.sig:2:1 signature-twice"):
        read_signatures(line * 2)


# Keys


def test_a_key_with_a_passphrase_is_read_with_it_alone(tmp_path: Path) -> None:
    extra("cryptography")
    path, _ = write_pair(tmp_path, "chair", PASSPHRASE)
    assert load_key(path, PASSPHRASE).id == load_key(path, lambda: PASSPHRASE).id
    for none in (None, b"", lambda: None):
        with pytest.raises(RecordError, match="key-passphrase: the key has a passphrase"):
            load_key(path, none)
    with pytest.raises(RecordError, match="key-passphrase: the passphrase is not that of the key"):
        load_key(path, b"another")


def test_a_key_without_a_passphrase_asks_for_none(tmp_path: Path) -> None:
    extra("cryptography")

    def asked() -> bytes:
        raise AssertionError("asked for a passphrase")

    assert load_key(write_pair(tmp_path, "chair")[0], asked).id


def test_a_key_shows_nothing_of_itself(tmp_path: Path) -> None:
    extra("cryptography")
    key = load_key(write_pair(tmp_path, "chair")[0])
    assert repr(key) == f"SigningKey({key.id})"


def _pem(kind: str, folder: Path) -> Path:
    """A file that holds no private key of Ed25519."""
    form = extra("cryptography.hazmat.primitives.serialization")
    kinds = extra("cryptography.hazmat.primitives.asymmetric")
    path = folder / f"{kind}.pem"
    plain = form.NoEncryption()
    if kind == "public":
        return write_pair(folder, "chair")[1]
    if kind == "ec":
        ec = extra(f"{kinds.__name__}.ec")
        key = ec.generate_private_key(ec.SECP256R1())
        written = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, plain)
    elif kind == "ed448":
        key = extra(f"{kinds.__name__}.ed448").Ed448PrivateKey.generate()
        written = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, plain)
    elif kind == "openssh":
        key = extra(f"{kinds.__name__}.ed25519").Ed25519PrivateKey.from_private_bytes(bytes(32))
        written = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, plain)
    else:
        written = {
            "empty": b"",
            "text": b"my key",
            "binary": bytes(range(256)),
            "damaged": b"-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n",
            "huge": b"x" * 1_000_000,
        }[kind]
    path.write_bytes(written)
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("public", "not-a-key: this is a public key, and only a private one signs"),
        ("ec", "not-ed25519: this is a key of (EC|EllipticCurve); records are signed with Ed25519"),
        ("ed448", "not-ed25519: this is a key of Ed448; records are signed with Ed25519"),
        ("openssh", r"not-a-key: this is no key in PEM that can be used here \(OPENSSH PRIVATE"),
        ("empty", "not-a-key: this is no key in PEM"),
        ("text", "not-a-key: this is no key in PEM"),
        ("binary", "not-a-key: this is no key in PEM"),
        ("damaged", "not-a-key: this is no key in PEM"),
        ("huge", "not-a-key: this is no key in PEM"),
    ],
)
def test_what_is_no_private_key_of_ed25519_is_refused(kind: str, said: str, tmp_path: Path) -> None:
    extra("cryptography")
    with pytest.raises(RecordError, match=said) as error:
        load_key(_pem(kind, tmp_path))
    assert len(error.value.faults) == 1


def test_a_key_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="unreadable-file"):
        load_key(tmp_path / "chair.pem")


def test_a_private_key_among_the_trusted_is_refused(tmp_path: Path) -> None:
    extra("cryptography")
    private, public = write_pair(tmp_path, "chair")
    shutil.copy(private, public)
    with pytest.raises(RecordError, match="not-a-key: this is a private key, which stays with"):
        load_trusted(public.parent)


def test_every_file_that_is_no_public_key_is_named(tmp_path: Path) -> None:
    extra("cryptography")
    for name in ("a.pem", "b.pem"):
        (tmp_path / name).write_text("no key", encoding="utf-8")
    with pytest.raises(RecordError) as error:
        load_trusted(tmp_path)
    assert [fault.code for fault in error.value.faults] == ["not-a-key", "not-a-key"]


def test_a_folder_without_keys_trusts_nobody_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no-trusted-keys"):
        load_trusted(tmp_path)
    with pytest.raises(RecordError, match="unreadable-folder"):
        load_trusted(tmp_path / "gone")


def test_without_the_extra_one_sentence_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chair.pem"
    path.write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    with pytest.raises(RecordError, match=r"missing-extra: .*pip install 'ocop-scoring\[sign\]'"):
        load_key(path)


# openssl alone


def test_openssl_finds_a_signature_good_and_a_changed_record_bad(record: Path) -> None:
    """The commands of docs/reference/signatures-and-journal.md, step by step."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    public = record.parent / "trust" / "chair.pem"
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", public, "-outform", "DER"],
        check=True,
        capture_output=True,
    ).stdout
    lines = signatures_of(record).read_text("ascii").splitlines()
    (line,) = [line for line in lines if line.startswith(sha256(der).hexdigest()[:16])]
    raw = record.parent / "chair.bin"
    raw.write_bytes(b64decode(line.split()[1]))
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin"]
    verify += ["-sigfile", raw, "-in"]
    good = subprocess.run([*verify, record], check=False, capture_output=True, text=True)
    assert (good.returncode, good.stdout) == (0, "Signature Verified Successfully\n")
    record.write_bytes(CONTENT + b" ")
    assert subprocess.run([*verify, record], check=False, capture_output=True).returncode != 0
