"""Signing papers with PAdES (pyHanko, the extra ``sign``): the one room that holds a key.

The signature is added behind the file and covers every byte of it: the paper as it was made is
the beginning of the signed one, and both stay PDF/A-3a and PDF/UA-1. Nothing is painted.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.conf import settings

from cases.adapters import demo_authority
from cases.domain.signatures import SigningRefused, Trust, may_sign
from cases.domain.transcripts import EditionKind

FIELD = "TandaTangan"


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its certificates, as it lies in its file."""

    content: bytes
    passphrase: bytes | None
    is_test: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file and what its signature says of itself."""

    content: bytes
    signer: str
    authority: str
    certificate_sha256: str
    signed_at: datetime
    is_test: bool


def is_installed() -> bool:
    """Whether the extra ``sign`` is there."""
    return find_spec("pyhanko") is not None


def is_ready() -> bool:
    """Whether papers are signed here."""
    return is_installed() and bool(settings.SIGNING_KEY_FILE or settings.SIGNING_DEMO)


def would_sign(kind: EditionKind) -> bool:
    """Whether an edition of this kind is signed here once it is made."""
    return is_ready() and may_sign(kind, is_test=not settings.SIGNING_KEY_FILE)


def key() -> Key:
    """The key that was given by setting, or that of the demonstration.

    Raises:
        SigningRefused: there is none, or it cannot be read.
    """
    if not is_installed():
        raise SigningRefused("Tanda tangan elektronik perlu tambahan sign (SIDANG_EXTRAS).")
    if file := settings.SIGNING_KEY_FILE:
        passphrase = settings.SIGNING_PASSPHRASE.encode() or None
        return Key(_read(Path(file)), passphrase, is_test=False)
    if settings.SIGNING_DEMO:
        return Key(_read(demo_authority.kept(_folder())), None, is_test=True)
    raise SigningRefused("Belum ada kunci tanda tangan: SIGNING_KEY_FILE belum diisi.")


def sign(content: bytes, key: Key, *, reason: str) -> Signed:
    """The same PDF with one signature behind it.

    With ``SIGNING_TSA_URL`` it carries a time stamp, and what is needed to check it later is
    fetched and embedded (PAdES B-LT); else PAdES B-B with its certificates. The root of the
    time stamp is in ``SIGNING_TRUST_FILE``, unless it is the root of the key.

    Raises:
        SigningRefused: the key cannot be opened, or nobody stands behind it.
    """
    from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 -- an extra
        IncrementalPdfFileWriter,
    )
    from pyhanko.sign import signers  # noqa: PLC0415 -- an extra

    certificates = _certificates(key)
    made = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(content)),
        _meta(certificates, reason),
        signer=_signer(key),
        timestamper=_stamper(),
    )
    mine = certificates[0]
    return Signed(
        content=made.getvalue(),
        signer=_name(mine.subject),
        authority=_name(mine.issuer),
        certificate_sha256=hashlib.sha256(mine.public_bytes(Encoding.DER)).hexdigest(),
        signed_at=_when(made.getvalue()),
        is_test=key.is_test,
    )


def roots() -> Mapping[Trust, bytes]:
    """The certificates behind which somebody stands, as PEM, by whose they are."""
    found = {}
    known = [_root(key())] if settings.SIGNING_KEY_FILE else []
    if settings.SIGNING_TRUST_FILE:
        known.append(_read(Path(settings.SIGNING_TRUST_FILE)))
    if known:
        found[Trust.OURS] = b"\n".join(known)
    if settings.SIGNING_DEMO:
        demo = _read(demo_authority.kept(_folder()))
        found[Trust.TEST] = _root(Key(demo, None, is_test=True))
    return found


def _root(key: Key) -> bytes:
    return _certificates(key)[-1].public_bytes(Encoding.PEM)


def _meta(certificates: list[x509.Certificate], reason: str) -> Any:
    from pyhanko.sign import fields, signers  # noqa: PLC0415 -- an extra
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- an extra

    chain = [_asn1(one.public_bytes(Encoding.PEM)) for one in certificates]
    others = _read(Path(settings.SIGNING_TRUST_FILE)) if settings.SIGNING_TRUST_FILE else b""
    trusted = ValidationContext(
        trust_roots=[*chain[-1], *_asn1(others)],
        other_certs=[one for some in chain for one in some],
        allow_fetching=bool(settings.SIGNING_TSA_URL),
        revocation_mode="soft-fail",
    )
    return signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        embed_validation_info=True,
        dss_settings=signers.pdf_signer.DSSContentSettings(
            include_vri=False,
            placement=signers.pdf_signer.SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE,
        ),
        validation_context=trusted,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,  # a second person may sign as well
    )


def _signer(key: Key) -> Any:
    from pyhanko.sign import signers  # noqa: PLC0415 -- an extra

    found = signers.SimpleSigner.load_pkcs12_data(key.content, [], key.passphrase)
    if found is None:
        raise SigningRefused("Kunci tanda tangan tidak dapat dibuka.")
    return found


def _stamper() -> Any:
    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415 -- an extra

    return HTTPTimeStamper(settings.SIGNING_TSA_URL) if settings.SIGNING_TSA_URL else None


def _when(content: bytes) -> datetime:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- an extra

    told: datetime = (
        PdfFileReader(io.BytesIO(content)).embedded_signatures[-1].self_reported_timestamp
    )
    return told


def _certificates(key: Key) -> list[x509.Certificate]:
    """From the signer's to the one that everything hangs on.

    Raises:
        SigningRefused: the file cannot be opened with this passphrase.
    """
    try:
        _key, mine, others = pkcs12.load_key_and_certificates(key.content, key.passphrase)
    except ValueError as fault:
        raise SigningRefused("Kunci tanda tangan tidak dapat dibuka.") from fault
    if mine is None:
        raise SigningRefused("Berkas kunci tanda tangan tidak memuat sertifikat.")
    chain = [mine]
    while above := next((one for one in others if one.subject == chain[-1].issuer), None):
        others.remove(above)
        chain.append(above)
    return chain


def _name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.oid.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def _asn1(pem: bytes) -> list[Any]:
    """Certificates as pyHanko wants them; none of an empty text."""
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415 -- an extra

    return list(load_certs_from_pemder_data(pem)) if pem else []


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise SigningRefused(f"Kunci tanda tangan tidak terbaca: {fault.strerror}.") from fault


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "signing"
