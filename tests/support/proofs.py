"""Papers of sealed records for tests, and ways to tamper with them."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import ocop_scoring as ocop
from ocop_scoring.records.seal import seal
from support.councils import real
from support.extras import extra
from support.papers import demo

DAY = date(2026, 12, 8)
FIELDS = {"secretary": "Phạm Thị D (tên đặt ra)", "place": "Cà Mau"}


@lru_cache(maxsize=1)
def sealed_sheet() -> ocop.Record:
    """The record of the demo's sheet."""
    return seal(demo(), decided_on=DAY)


@lru_cache(maxsize=1)
def sealed_council() -> ocop.Record:
    """The record of a council of five on the demo's dossier."""
    return seal(real(), decided_on=DAY)


@lru_cache(maxsize=8)
def paper(kind: Any = "proposal_letter", form: Any = "pdf") -> bytes:
    """A paper of a sealed council; the letter is the shortest one."""
    return ocop.render(sealed_council(), form, kind=kind, fields=FIELDS)


@lru_cache(maxsize=1)
def signer() -> Any:
    """Somebody with a key and a certificate, both made for this test."""
    extra("pyhanko")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from pyhanko.sign.signers import SimpleSigner

    key, begins = ec.generate_private_key(ec.SECP256R1()), datetime(2026, 12, 1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Văn thư (tên đặt ra)")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, begins)
    made = made.not_valid_after(begins + timedelta(3650))
    usage = x509.KeyUsage(True, True, *[False] * 7)
    certificate = made.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    hidden = serialization.BestAvailableEncryption(b"test")
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"test", key, certificate, None, hidden
    )
    return SimpleSigner.load_pkcs12_data(packed, None, passphrase=b"test")


def signed(content: bytes, name: str = "S1", box: tuple[int, int, int, int] | None = None) -> bytes:
    """A PDF with one more signature, drawn into a box of its first page where one is given."""
    by = signer()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    field = SigFieldSpec(name, box=box) if box else None
    signing = PdfSigner(PdfSignatureMetadata(name), by, new_field_spec=field)
    made = signing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    return bytes(made.getvalue())


def _revised(content: bytes, change: Any) -> bytes:
    extra("pyhanko")
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer, generic)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def blanked(content: bytes) -> bytes:
    """A PDF whose first page an increment makes empty."""

    def change(writer: Any, generic: Any) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        while "/Kids" in page:
            page = page["/Kids"][0].get_object()
        empty = writer.add_object(generic.StreamObject(stream_data=b""))
        page[generic.NameObject("/Contents")] = empty
        writer.update_container(page)

    return _revised(content, change)


def swapped_behind(content: bytes, inside: bytes) -> bytes:
    """A PDF whose first attachment an increment takes the place of."""

    def change(writer: Any, generic: Any) -> None:
        held = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
        kind = {generic.pdf_name("/Type"): generic.pdf_name("/EmbeddedFile")}
        held["/EF"]["/F"] = writer.add_object(generic.StreamObject(kind, stream_data=inside))
        writer.update_container(held)

    return _revised(content, change)


def swapped(content: bytes, name: str, inside: bytes) -> bytes:
    """A PDF written anew with another attachment under a name."""
    pikepdf = extra("pikepdf")
    with pikepdf.open(io.BytesIO(content)) as file:
        old = file.attachments[name].obj
        old.EF.F.write(inside)
        saved = io.BytesIO()
        file.save(saved, deterministic_id=True)
    return saved.getvalue().rstrip()


def followed(content: bytes, other: bytes) -> bytes:
    """A PDF behind which another one follows that does not go back to it: programs show that."""
    at = len(content) + 1
    cut = other.rindex(b"\nxref\n") + 1
    table = re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + at), other[cut:])
    table = re.sub(rb"startxref\n(\d+)", lambda m: b"startxref\n%d" % (int(m[1]) + at), table)
    return content + b"\n" + other[:cut] + table
