"""What nobody honest sends, through the real addresses: refused, and never a fault."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import ClassVar

import pikepdf

from cases.management.drills import ground as grounds
from cases.management.drills import occasions
from cases.management.drills.drill import Drill, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Answer, Clerk, Program, call

HOUSE, REGISTRY = "organisation:yakin", "commission:kip"
MEGABYTE = 1024 * 1024
DEEP = 100_000


class Inputs(Drill):
    """Files that a worker opens, bodies that an address reads, forms that a page takes."""

    name: ClassVar[str] = "masukan"
    title: ClassVar[str] = "masukan jahat dan rusak"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        let_in = grounds.inside(house, "let_in")
        ngo = Program(house.port, let_in["ngo"]["token"])
        with shop(house) as at_work:
            at_work.start_web()
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_answering()
            for name, content in files().items():
                self._bring(ngo, name, content, tally)
            self._bodies(ngo, tally)
            self._addresses(house, tally)
            self._forms(Clerk(house.port, let_in["clerk"]["session"]), tally)
            at_work.until_done()
        self._see(house, tally)

    def _bring(self, program: Program, name: str, content: bytes, tally: Tally) -> None:
        """Refused at the door, or by the check of the worker with its reason."""
        answer = program.bring(name, content, HOUSE)
        if answer.status in {200, 201}:
            tally.add("berkas diperiksa pekerja")
        else:
            self._refused(answer, f"berkas {name!r}", tally)

    def _bodies(self, program: Program, tally: Tally) -> None:
        draft = program.draft()
        for no, body in enumerate(bodies()):
            for path in ("drafts/", "uploads/"):
                self._refused(program.call("POST", path, body), f"{path} {no}", tally)
            if body:  # nothing at all empties a step, which anybody may
                told = program.call("PUT", f"{draft}items/", body, If_Match='"1"')
                self._refused(told, f"items {no}", tally)

    def _addresses(self, house: House, tally: Tally) -> None:
        for path in ADDRESSES:
            answer = call(house.port, "GET", path)
            tally.add("alamat aneh")
            if not 0 < answer.status < 500:
                tally.wrong.append(f"GET {path}: {answer.status}")

    def _forms(self, clerk: Clerk, tally: Tally) -> None:
        for address in ("/kalender/usulan/", "/kepaniteraan/ruang/", "/kepaniteraan/impor/"):
            for odd in ODD:
                fields = dict.fromkeys(
                    ("dari", "sampai", "nama", "lama", "detik", "berkas"), odd
                )
                answer = clerk.post(address, fields)
                tally.add("isian aneh")
                if not 0 < answer.status < 500:
                    tally.wrong.append(f"POST {address} {odd!r}: {answer.status}")

    def _refused(self, answer: Answer, what: str, tally: Tally) -> None:
        tally.add("masukan buruk ditolak", int(400 <= answer.status < 500))
        if not 400 <= answer.status < 500:
            told = answer.body[:160].decode("utf-8", "replace")
            tally.wrong.append(f"{what}: {answer.status} {told}")

    def _see(self, house: House, tally: Tally) -> None:
        """No hostile file was found clean, unless what was hostile is gone from its copy."""
        rows = grounds.ask(house, "SELECT name, state, refusal FROM cases_upload")
        for name, state, refusal in rows:
            if state == "refused" and refusal:
                tally.add("berkas buruk ditolak")
            elif state == "clean":
                tally.add("berkas dibersihkan")
            else:
                tally.wrong.append(f"{name}: {state} {refusal}")


def files() -> Mapping[str, bytes]:
    """Bombs, broken and locked files, and names that lie."""
    paper = occasions.paper()
    return {
        "terkunci.pdf": _locked(),
        "rusak.pdf": paper[: len(paper) // 2],
        "bom.pdf": _bomb(),
        "bukan.pdf": b"MZ" + b"\0" * 4096,
        "kosong.pdf": b"",
        "bom.docx": _zip_bomb(),
        "turun.docx": _climbing(),
        "surat\u202efdp.exe": b"MZ" + b"\0" * 64,
        "nol\u200b\u2066.pdf": b"%PDF-1.7\n%%EOF",
        "skrip.svg": b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>",
        "halaman.html": b"<script>alert(1)</script>",
        "gambar.png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 200,
        "../../naik.pdf": b"%PDF-",
        "rusak.vtt": b"\xff\xfe\x00WEBVTT" + b"\0" * 50,
    }


def bodies() -> Iterator[bytes]:
    """What is no object of JSON, or holds what nobody wrote."""
    yield from (b"", b"[]", b"1", b"null", b"{", b"[" * DEEP, b"\x00", b"\xff\xfe{}")
    yield b'{"organisation": NaN}'
    yield b'{"name": "' + b"9" * 3 * MEGABYTE + b'"}'
    yield b'{"organisation": ' + b"1" * 5000 + b"}"
    yield b'{"organisation": "\\ud800", "items": ["\\ud800"]}'
    yield json.dumps({"organisation": ["yakin"], "items": {"a": 1}, "size": "-1"}).encode()
    yield json.dumps({"items": ["x" * 200_000] * 5, "lain": 1}).encode()


ADDRESSES = (
    "/perkara/?q=%00", "/perkara/?q=" + "a" * 5000, "/perkara/?halaman=-1",
    "/perkara/?halaman=99999999999999999999", "/cari/?q=%F0%28%8C%28", "/perkara/%ff/",
    "/api/v1/disputes/?cursor=AAAA", "/api/v1/compute-deadline/?rule=x&from=9999-99-99",
    "/api/v1/calendar/?year=999999", "/perkara/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/search/?q=%22%22%22((((", "/perkara/?q=" + "%22" * 500,
)  # fmt: skip
ODD = (
    "\0",
    "\u202e\u2066terbalik",
    "9" * 400,
    "-1",
    "0000-00-00",
    "<script>",
    "' OR 1=1 --",
    "😀",
)


def _locked() -> bytes:
    document, held = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def _bomb() -> bytes:
    """A PDF with one page whose words are half a gigabyte, packed twice."""
    document, held = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page()
    packed = zlib.compress(zlib.compress(b"0 " * (256 * MEGABYTE // 8), 9), 9)
    stream = pikepdf.Stream(document, packed)
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    page.Contents = document.make_indirect(stream)
    document.save(
        held, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )
    return held.getvalue()


def _zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        folder.writestr("word/document.xml", b"\0" * (200 * MEGABYTE))
    return held.getvalue()


def _climbing() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as folder:
        folder.writestr("../../../../tmp/naik", "x")
    return held.getvalue()
