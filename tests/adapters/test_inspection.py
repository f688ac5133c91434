"""What is taken, what is refused and why, and what the clean copy does not have any more."""

from __future__ import annotations

import gzip
import io
import os
import stat
import subprocess
import sys
import zipfile

import pikepdf
import pytest
from PIL import Image

from cases.adapters import inspection
from cases.domain.uploads import MOST_PAGES, Reason, Refused, Removed, Searchable
from tests import foreign_files as made

SHEET = ("xl/workbook.xml", made.SHEET_TYPE)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
EXTERNAL = (
    '<Relationship Type="http://x/attachedTemplate" Target="http://x/evil.dotm"'
    ' TargetMode="External"/>'
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LAUGHS = '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>'

ALONE = """
import resource, sys
from pathlib import Path
import django
django.setup()
from cases.adapters import inspection
from cases.domain.uploads import Refused
try:
    inspection.inspect(Path(sys.argv[1]), Path(sys.argv[2]))
except Refused as told:
    print(told.reason, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _with_a_link() -> bytes:
    """An office file with a part that is a link of Unix."""
    out = io.BytesIO(made.office())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/media/x.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


@pytest.fixture
def look(tmp_path):
    def inspect(content):
        original = tmp_path / "original"
        original.write_bytes(content)
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        return inspection.inspect(original, folder)

    return inspect


def refused(look, content) -> Reason:
    with pytest.raises(Refused) as told:
        look(content)
    return told.value.reason


def peak_of(original, folder) -> tuple[str, int]:
    """Why a file is refused, and the peak memory of the child that opened it, in kilobytes.

    A child starts with the size of its parent, so the parent is a small process of its own.
    """
    told = [sys.executable, "-c", ALONE, str(original), str(folder)]
    done = subprocess.run(told, capture_output=True, text=True, check=True)
    reason, peak = done.stdout.split()
    return reason, int(peak)


# --- What is taken --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "mime", "pages"),
    [
        pytest.param(made.pdf(pages=3), "application/pdf", 3, id="PDF"),
        pytest.param(made.picture("JPEG"), "image/jpeg", 1, id="JPEG"),
        pytest.param(made.picture("PNG"), "image/png", 1, id="PNG"),
        pytest.param(made.office(), made.WORD_TYPE.removesuffix(".main+xml"), 0, id="DOCX"),
        pytest.param(made.office(*SHEET), SHEET[1].removesuffix(".main+xml"), 0, id="XLSX"),
        pytest.param(made.open_document(), made.ODT, 0, id="ODT"),
        pytest.param(made.open_document(ODS), ODS, 0, id="ODS"),
        pytest.param("Keberatan saya — sah.\n".encode(), "text/plain", 0, id="TXT"),
        pytest.param("Nama;Nilai\nA;1\nB;2\n".encode("utf-16"), "text/csv", 0, id="CSV"),
        pytest.param("Permohonan caf\xe9".encode("cp1252"), "text/plain", 0, id="Windows"),
    ],
)
def test_a_file_is_what_stands_inside(look, content, mime, pages):
    found = look(content)

    assert (found.mime, found.pages) == (mime, pages)
    assert found.copy.stat().st_size > 0


@pytest.mark.parametrize("content", [made.pdf(), made.picture("PNG"), made.picture("JPEG")])
def test_a_page_or_a_picture_has_a_small_picture_of_itself(look, content):
    with Image.open(look(content).thumbnail) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= 480


def test_a_text_becomes_utf_8_and_keeps_its_words(look):
    found = look("Ya,tidak\nsatu,dua\n".encode("utf-16"))

    assert found.copy.read_text("utf-8") == "Ya,tidak\nsatu,dua\n"


def test_a_scan_is_told_from_a_page_with_words(look):
    assert look(made.pdf()).searchable == Searchable.TEXT
    assert look(made.scan()).searchable == Searchable.IMAGE


def test_the_same_file_gives_the_same_copy(look):
    content = made.pdf(change=made.armed)
    first = look(content).copy.read_bytes()

    assert look(content).copy.read_bytes() == first


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"<!DOCTYPE html>\n<html><script>1</script></html>", "text/html"),
        (b"\xef\xbb\xbf <HTML lang=id></HTML>", "text/html"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "application/warc"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n"), "application/gzip"),
    ],
)
def test_a_copy_of_the_web_is_kept_as_it_came(look, content, mime):
    found = look(content)

    assert found.mime == mime
    assert found.copy.read_bytes() == content


# --- What is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"<html>\0<script>1</script></html>", Reason.NOT_ALLOWED, id="HTML"),
        pytest.param(b"<p>Halo</p><script>1</script>", Reason.NOT_ALLOWED, id="part of HTML"),
        pytest.param(gzip.compress(b"Halo"), Reason.NOT_ALLOWED, id="GZIP"),
        pytest.param(b"\n <!-- x --><svg onload='x'/>", Reason.NOT_ALLOWED, id="SVG"),
        pytest.param(b"MZ" + b"\0" * 200, Reason.NOT_ALLOWED, id="EXE"),
        pytest.param(b"MZ" + b"\0" * 99 + made.pdf(), Reason.NOT_ALLOWED, id="EXE and PDF"),
        pytest.param(b"Halo\n" + made.pdf(), Reason.NOT_ALLOWED, id="text and PDF"),
        pytest.param(b"#!/bin/sh\nrm -rf /\n", Reason.NOT_ALLOWED, id="script"),
        pytest.param(b"{\\rtf1 Halo}", Reason.NOT_ALLOWED, id="RTF"),
        pytest.param(made.archive({"a.txt": "x"}), Reason.NOT_ALLOWED, id="ZIP"),
        pytest.param(b"GIF89a" + b"\0" * 40, Reason.NOT_ALLOWED, id="GIF"),
        pytest.param(made.pdf()[:-400], Reason.BROKEN, id="PDF cut off"),
        pytest.param(b"%PDF-1.7\nnothing more", Reason.BROKEN, id="PDF in name only"),
        pytest.param(made.picture()[:300], Reason.BROKEN, id="JPEG cut off"),
        pytest.param(made.office()[:-60], Reason.BROKEN, id="DOCX cut off"),
        pytest.param(
            made.pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
            Reason.ENCRYPTED,
            id="PDF with a password",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Reason.ENCRYPTED,
            id="DOCX with a password",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, Reason.OLD_OFFICE, id="DOC"
        ),
        pytest.param(
            made.office(**{"word/vbaProject.bin": b"macro"}), Reason.MACROS, id="DOCM in DOCX"
        ),
        pytest.param(
            made.office(content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            Reason.MACROS,
            id="DOCM",
        ),
        pytest.param(
            made.office(**{"word/_rels/settings.xml.rels": EXTERNAL}),
            Reason.MACROS,
            id="template from elsewhere",
        ),
        pytest.param(
            made.open_document(**{"Basic/Standard/a.xml": "x"}), Reason.MACROS, id="ODT macro"
        ),
        pytest.param(
            made.office(**{"word/embeddings/oleObject1.bin": b"MZ"}), Reason.EMBEDDED, id="OLE"
        ),
        pytest.param(made.office(**{"word/x.xml": LAUGHS}), Reason.BOMB, id="XML entities"),
        pytest.param(made.png_head(40_000, 40_000), Reason.TOO_MANY_PIXELS, id="40,000 px"),
        pytest.param(made.png_head(30_000, 10), Reason.TOO_MANY_PIXELS, id="a strip"),
        pytest.param(made.office(**{"../../x": "x"}), Reason.BROKEN, id="a way out"),
        pytest.param(_with_a_link(), Reason.BROKEN, id="a link"),
        pytest.param(SVG.encode(), Reason.NOT_ALLOWED, id="SVG"),
        pytest.param(f'<?xml version="1.0"?>{SVG}'.encode(), Reason.NOT_ALLOWED, id="SVG, XML"),
    ],
)
def test_a_file_that_may_do_harm_is_refused_for_its_reason(look, content, reason):
    assert refused(look, content) == reason


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(made.double_flate_bomb, id="two layers of Flate in a PDF"),
        pytest.param(made.zip_bomb, id="a zip"),
        pytest.param(lambda: made.zip_bomb(layers=2), id="a zip in a zip"),
    ],
)
def test_a_bomb_is_refused_while_it_is_counted_and_takes_no_memory(tmp_path, bomb):
    original, folder = tmp_path / "original", tmp_path / "work"
    folder.mkdir()
    assert original.write_bytes(bomb()) < 4 * 1024 * 1024

    reason, peak = peak_of(original, folder)

    assert reason == Reason.BOMB
    assert peak < 400 * 1024  # kilobytes


def test_too_many_pages_are_refused(look):
    content = made.pdf(pages=MOST_PAGES + 1, text=b"")

    assert refused(look, content) == Reason.TOO_MANY_PAGES


def test_a_child_that_takes_too_long_is_ended(look, monkeypatch):
    monkeypatch.setattr(inspection, "LOOK_SECONDS", 0.01)

    assert refused(look, made.pdf()) == Reason.TOO_HEAVY


def test_a_child_that_is_killed_by_what_it_opened_takes_nobody_with_it(look, monkeypatch):
    monkeypatch.setattr(inspection, "CHILD", "tests.adapters.falling_child")

    assert refused(look, made.pdf()) == Reason.TOO_HEAVY


@pytest.mark.parametrize(
    ("deed", "end"),
    [
        pytest.param("b'x' * (3 << 30)", "MemoryError", id="memory"),
        pytest.param("open(place, 'wb').truncate(2 << 30)", "File too large", id="disk"),
        pytest.param(
            "[open(place, 'wb') for _ in range(200)]", "Too many open files", id="files"
        ),
    ],
)
def test_the_child_has_only_so_much_of_everything(tmp_path, deed, end):
    program = (
        "from cases.adapters.inspection import child; child.confine('look');"
        f"place = {str(tmp_path / 'x')!r}; {deed}"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == 1
    assert end in done.stderr.decode()


# --- What the clean copy does not have ------------------------------------------------------


def test_nothing_in_the_copy_of_a_pdf_starts_carries_or_plays(look):
    found = look(made.pdf(change=made.armed))

    assert set(found.removed) == {
        Removed.JAVASCRIPT,
        Removed.OPEN_ACTION,
        Removed.LAUNCH,
        Removed.ACTION,
        Removed.EMBEDDED_FILES,
        Removed.MEDIA,
    }
    with pikepdf.open(found.copy) as copy:
        told = io.BytesIO()
        copy.save(
            told,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
        assert len(copy.pages) == 1
        assert not copy.attachments
    for word in (b"CANARY", b"/JavaScript", b"/Launch", b"/OpenAction", b"/EF", b"/AA"):
        assert word not in told.getvalue(), word
    assert b"https://example.org" in told.getvalue()  # a plain link stays
    assert b"Surat keberatan" in told.getvalue()


def test_a_plain_pdf_is_said_to_have_lost_nothing(look):
    assert look(made.pdf()).removed == ()


def test_a_pdf_that_anybody_may_read_is_taken_and_loses_only_its_lock(look):
    found = look(made.pdf(encryption=pikepdf.Encryption(owner="pemilik", user="")))

    assert found.removed == (Removed.LOCK,)
    with pikepdf.open(found.copy) as copy:
        assert not copy.is_encrypted


def test_what_hangs_behind_a_pdf_does_not_reach_the_copy(look):
    found = look(made.pdf() + made.archive({"evil.txt": "CANARY"}))

    assert not zipfile.is_zipfile(found.copy)
    assert b"evil.txt" not in found.copy.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_keeps_its_pixels_upright_and_nothing_of_the_camera(look, kind):
    found = look(made.picture(kind, turned=True, gps=True))

    assert set(found.removed) == {Removed.EXIF, Removed.LOCATION}
    assert b"CANARY" not in found.copy.read_bytes()
    with Image.open(found.copy) as copy:
        assert dict(copy.getexif()) == {}
        assert copy.size == (48, 64)  # turned a quarter
        red, white = copy.getpixel((24, 4)), copy.getpixel((24, 60))
    assert (red[0] > 240, red[1] < 20) == (True, True)  # what was left is above
    assert min(white) > 240


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA"])
def test_pictures_of_every_kind_of_colour_are_taken(look, mode):
    with Image.open(look(made.picture("PNG", mode=mode)).copy) as copy:
        copy.load()
        assert copy.size == (64, 48)


def test_the_child_sees_no_secret_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgresql://rahasia")

    seen = inspection._surroundings(tmp_path)

    assert "rahasia" not in " ".join(seen.values())
    assert set(seen) < {*os.environ, "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG", "HOME",
                        "TMPDIR", "OMP_THREAD_LIMIT", "PATH"}  # fmt: skip
