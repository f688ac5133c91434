"""An authority for the demonstration: it stands for nobody, and says so in every name.

Its key signs two certificates when it is made and is then forgotten; what is kept is the key of
the one signer. A real key comes by setting, and is never made here.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

AUTHORITY = "Otoritas uji Sidang Terbuka (bukan PSrE/BSrE)"
SIGNER = "Penanda tangan uji (peragaan)"
BITS = 3072
LASTS = timedelta(days=3650)


def kept(folder: Path) -> Path:
    """The file of the key in ``folder``, made the first time; of several at once one wins."""
    file = folder / "demo-authority.p12"
    if file.exists():
        return file
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f"demo-authority-{os.getpid()}.p12"
    fresh.touch(mode=0o600)
    fresh.write_bytes(_made(datetime.now(UTC)))
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(fresh)
    fresh.unlink()
    return file


def _made(now: datetime) -> bytes:
    authority = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    root = _certificate(AUTHORITY, authority, AUTHORITY, authority, now, is_authority=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    mine = _certificate(SIGNER, key, AUTHORITY, authority, now, is_authority=False)
    return pkcs12.serialize_key_and_certificates(
        SIGNER.encode(), key, mine, [root], NoEncryption()
    )


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    by: str,
    with_key: rsa.RSAPrivateKey,
    now: datetime,
    *,
    is_authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(with_key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(issuer, critical=False)
        .sign(with_key, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
