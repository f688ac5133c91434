"""A paper is signed without being changed, and what was changed afterwards is found."""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from cases.adapters import demo_authority, inspection, signing
from cases.adapters.transcript_forms import as_condensed, as_pdf
from cases.domain.signatures import Changed, SigningRefused, Trust, may_sign, reason_for
from cases.domain.transcripts import EditionKind
from tests import papers

REASON = reason_for(EditionKind.RECONSTRUCTION, is_test=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("signing")


@pytest.fixture(autouse=True)
def demonstration(settings, folder):
    settings.DATA_DIR = folder
    settings.SIGNING_DEMO = True


@pytest.fixture(scope="module")
def plain():
    return as_pdf.render(papers.record())


@pytest.fixture
def signed(plain, folder):
    return signing.sign(plain, signing.key(), reason=REASON)


def found_in(content, tmp_path, roots=None):
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    return inspection.signatures_of(file, tmp_path, roots or signing.roots())


def test_the_paper_as_it_was_made_is_the_beginning_of_the_signed_one(plain, signed):
    assert signed.content.startswith(plain)
    assert len(signed.content) > len(plain)


def test_a_signature_says_by_whom_when_and_that_the_authority_is_nobodys(signed, tmp_path):
    (found,) = found_in(signed.content, tmp_path)

    assert (found.is_intact, found.trust, found.changed) == (True, Trust.TEST, Changed.NOTHING)
    assert found.signer == signed.signer == demo_authority.SIGNER
    assert "bukan PSrE/BSrE" in found.authority
    assert "bukan PSrE/BSrE" in found.reason
    assert "bukan risalah resmi" in found.reason
    assert found.certificate_sha256 == signed.certificate_sha256
    assert found.signed_at == signed.signed_at


def test_one_changed_byte_breaks_the_signature(signed, tmp_path):
    changed = bytearray(signed.content)
    changed[changed.find(b"stream") + 30] ^= 1

    (found,) = found_in(bytes(changed), tmp_path)

    assert not found.is_intact


def test_what_is_added_behind_the_signature_is_told(signed, tmp_path):
    later = tmp_path / "later.pdf"
    later.write_bytes(signed.content)
    with later.open("r+b") as file:
        writer = IncrementalPdfFileWriter(file)
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page["/Rotate"] = generic.NumberObject(90)
        writer.update_container(page)
        writer.write_in_place()

    (found,) = found_in(later.read_bytes(), tmp_path)

    assert found.is_intact
    assert found.changed is Changed.CONTENT


def test_nobody_known_stands_behind_a_foreign_signature(signed, tmp_path, settings):
    settings.DATA_DIR = tmp_path / "elsewhere"

    (found,) = found_in(signed.content, tmp_path)

    assert found.is_intact
    assert found.trust is Trust.UNKNOWN


def test_a_paper_without_a_signature_has_none(plain, tmp_path):
    assert found_in(plain, tmp_path) == ()


def test_a_real_key_comes_by_setting_with_its_passphrase(plain, tmp_path, settings):
    key, mine, others = pkcs12.load_key_and_certificates(
        demo_authority.kept(tmp_path / "other").read_bytes(), None
    )
    file = tmp_path / "key.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"k", key, mine, others, BestAvailableEncryption(b"sandi")
        )
    )
    settings.SIGNING_KEY_FILE, settings.SIGNING_DEMO = str(file), False
    settings.SIGNING_PASSPHRASE = "salah"
    with pytest.raises(SigningRefused, match="tidak dapat dibuka"):
        signing.sign(plain, signing.key(), reason=REASON)
    settings.SIGNING_PASSPHRASE = "sandi"

    signed = signing.sign(plain, signing.key(), reason="Uji.")

    assert not signed.is_test
    (found,) = found_in(signed.content, tmp_path)
    assert found.trust is Trust.OURS


@pytest.fixture
def stamping(tmp_path, settings):
    """An authority for time stamps that answers on this machine."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cap waktu uji")])
    now = datetime.now(UTC)
    stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    use = x509.KeyUsage(True, True, *[False] * 7)
    root = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(use, critical=True)
        .add_extension(stamps, critical=True)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "roots.pem").write_bytes(root.public_bytes(Encoding.PEM))
    settings.SIGNING_TRUST_FILE = str(tmp_path / "roots.pem")
    stamper = DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(root.public_bytes(Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
    )

    class Stamp(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            told = stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stamp)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SIGNING_TSA_URL = f"http://127.0.0.1:{server.server_port}/"
    yield
    server.shutdown()


def test_a_time_stamp_comes_along_where_an_authority_gives_one(plain, stamping, tmp_path):
    signed = signing.sign(plain, signing.key(), reason=REASON)

    with io.BytesIO(signed.content) as file:
        inside = PdfFileReader(file).embedded_regular_signatures[0]
        unsigned = inside.signer_info["unsigned_attrs"].native
        assert [one["type"] for one in unsigned] == ["signature_time_stamp_token"]
    (found,) = found_in(signed.content, tmp_path)
    assert (found.is_intact, found.trust) == (True, Trust.TEST)


def test_without_a_key_nothing_is_signed(settings):
    settings.SIGNING_DEMO = False

    assert not signing.is_ready()
    with pytest.raises(SigningRefused, match="SIGNING_KEY_FILE"):
        signing.key()


def test_the_key_of_the_demonstration_is_made_once_and_for_this_machine_alone(tmp_path):
    first, second = demo_authority.kept(tmp_path / "a"), demo_authority.kept(tmp_path / "a")

    assert first == second
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert list((tmp_path / "a").iterdir()) == [first]


def test_a_real_key_signs_what_is_certified_and_nothing_else():
    assert may_sign(EditionKind.CERTIFIED, is_test=False)
    assert not may_sign(EditionKind.RECONSTRUCTION, is_test=False)
    assert not may_sign(EditionKind.DRAFT, is_test=True)
    assert "uji" not in reason_for(EditionKind.CERTIFIED, is_test=False)
    with pytest.raises(SigningRefused):
        reason_for(EditionKind.RECONSTRUCTION, is_test=False)


@pytest.mark.paper
def test_a_signed_paper_is_as_archival_and_accessible_as_before(plain, signed, tmp_path):
    short = signing.sign(as_condensed.render(papers.record()), signing.key(), reason=REASON)
    files = {"plain": plain, "signed": signed.content, "short": short.content}
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    names = [str(tmp_path / f"{name}.pdf") for name in files]
    command = [sys.executable, str(Path(__file__).with_name("verapdf.py")), *names]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found == {name: {"3a": [], "ua1": []} for name in names}
    with pikepdf.open(tmp_path / "signed.pdf") as file:
        assert {"risalah.json", "risalah.akn.xml"} <= set(file.attachments)


@pytest.mark.paper
@pytest.mark.skipif(not shutil.which("pdfsig"), reason="this machine has no pdfsig")
def test_another_program_agrees(signed, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed.content)
    command = ["pdfsig", str(tmp_path / "signed.pdf")]

    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
