"""Keys of Ed25519 in PEM, as `openssl genpkey` writes them: the same ones in each run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from support.extras import extra

__all__ = ["PASSPHRASE", "write_pair"]

PASSPHRASE = b"m\xe1\xba\xadt kh\xe1\xba\xa9u"


def write_pair(folder: Path, name: str, passphrase: bytes | None = None) -> tuple[Path, Path]:
    """A pair of keys made of a name: `NAME.pem`, which is private, and `trust/NAME.pem`."""
    form = extra("cryptography.hazmat.primitives.serialization")
    made = extra("cryptography.hazmat.primitives.asymmetric.ed25519").Ed25519PrivateKey
    key = made.from_private_bytes(sha256(name.encode()).digest())
    secret = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
    private, public = folder / f"{name}.pem", folder / "trust" / f"{name}.pem"
    public.parent.mkdir(exist_ok=True)
    private.write_bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, secret))
    public.write_bytes(
        key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public
