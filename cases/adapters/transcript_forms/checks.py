"""Forms read back: does each say what the rows of the edition say, and no closed word?

What a form is made by is not asked: the bytes are opened again by readers of their kind.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from html import unescape
from itertools import groupby

import pikepdf
import pypdfium2
from lxml import etree

from cases.adapters.transcript_forms import as_json
from cases.adapters.transcript_forms.as_akn import AKN
from cases.adapters.transcript_forms.catalogue import Form
from cases.domain import captions, sealing
from cases.domain import transcripts as t

PDF = "application/pdf"
OWN = "Risalah yang disahkan."
WORD = re.compile(r"[^\W_]{4,}")
TAG = re.compile(r"<[^>]*>")
# What we made ourselves declares nothing; were it ever otherwise, nothing comes of it.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
PLACE = re.compile(r'id="(p\d+l\d+)"')
SPLIT = re.compile(r"\s+")
FEW = 3  # faults of one form that are told
TOGETHER = 3  # so many words one after the other are nobody else's

UNREADABLE = (
    ValueError,
    KeyError,
    etree.XMLSyntaxError,
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    zipfile.BadZipFile,
    captions.UnreadableCaptions,
)


def faults(form: Form, content: bytes, record: t.TranscriptRecord) -> tuple[str, ...]:
    """What is wrong with a form, in sentences; nothing where it says what the record says.

    ``record`` is the frozen one, with its closed words; the form was made for the public.
    """
    shown = sealing.without_closed(record)
    found: list[str] = []
    try:
        found += CHECKS.get(form.name, _anything)(content, shown)
        found += closed_words(form, content, record)
    except UNREADABLE as broken:
        found.append(f"tidak terbaca kembali ({type(broken).__name__})")
    return tuple(f"{form.name}: {one}" for one in found[:FEW])


def _anything(content: bytes, _record: t.TranscriptRecord) -> Iterator[str]:
    if not content:
        yield "kosong"


def _json(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    if as_json.parse(content.decode()) != record:
        yield "bila dibaca kembali bukan catatan yang sama"


def _akn(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    document = etree.fromstring(content, parser=PARSER)
    names = [one.get("eId") for one in document.iter() if one.get("eId")]
    if len(names) != len(set(names)):
        yield "pengenal eId berulang"
    for turn in record.turns:
        if f"butir_{turn.number}" not in names:
            yield f"butir {turn.number} tidak ada"
    breaks = document.iter(f"{{{AKN}}}eol", f"{{{AKN}}}eop")
    told = [(etree.QName(one).localname, one.get("number")) for one in breaks]
    if told != list(_breaks(record)):
        yield "halaman dan baris tidak sama dengan baris edisi"


def _breaks(record: t.TranscriptRecord) -> Iterator[tuple[str, str]]:
    for line in record.lines:
        if line.number is None:
            continue
        if line.line == 1:
            yield "eop", str(line.page)
        yield "eol", str(line.line)


def _vtt(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    blocks = [block.splitlines() for block in content.decode().split("\n\n")]
    numbers = [block[0] for block in blocks if len(block) > 1 and "-->" in block[1]]
    if numbers != [str(turn.number) for turn in record.turns]:
        yield "takarirnya tidak sama dengan butir"
    spoken = sum(bool(turn.text.strip()) or turn.is_closed for turn in record.turns)
    if len(captions.read(content, frozenset(), OWN).cues) != spoken:
        yield "takarirnya tidak terbaca seluruhnya"


def _txt(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    told = set(content.decode().splitlines())
    for line in record.lines:
        place = f"{line.page:>4}:{line.line:<3} "
        if line.text and f"{place}{line.text}".rstrip() not in told:
            yield f"baris {line.page}:{line.line} tidak ada"


def _html(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    told = SPLIT.sub(" ", unescape(content.decode()))
    places, words = set(PLACE.findall(told)), _Reading(told)
    for line in record.lines:
        if line.kind != "blank" and f"p{line.page}l{line.line}" not in places:
            yield f"baris {line.page}:{line.line} tidak ada"
        elif line.text and not words.finds(SPLIT.sub(" ", line.text)):
            yield f"kata pada baris {line.page}:{line.line} lain"


def _pdf(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    with closing(pypdfium2.PdfDocument(content)) as paper:
        body = _body(paper, record)
        if body is None:
            yield "halaman isinya tidak ditemukan"
            return
        for page, lines in groupby(record.lines, key=lambda line: line.page):
            words = _Reading(_bare(_seen(paper, body + page - 1)))
            for line in lines:
                if not words.finds(_bare(line.text)):
                    yield f"baris {line.page}:{line.line} tidak ada di halamannya"
    with pikepdf.open(io.BytesIO(content)) as opened:
        told = opened.attachments["risalah.json"].get_file().read_bytes()
    if as_json.parse(told.decode()) != record:
        yield "data di dalamnya bukan catatan yang sama"


def _condensed(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    yield from _in_turn(_bare("".join(_pages(content))), record)


def _docx(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        told = packed.read("word/document.xml").decode()
    yield from _in_turn(_bare(unescape(TAG.sub("", told))), record)


def _in_turn(told: str, record: t.TranscriptRecord) -> Iterator[str]:
    """Whether the words of every line stand there."""
    words = _Reading(told)
    for line in record.lines:
        if not words.finds(_bare(line.text)):
            yield f"baris {line.page}:{line.line} tidak ada"


class _Reading:
    """A text in which words are sought; most of them follow those that were found last."""

    def __init__(self, told: str) -> None:
        self._told, self._at = told, 0

    def finds(self, words: str) -> bool:
        """Whether they stand somewhere in the text."""
        found = self._told.find(words, self._at)
        if found < 0:
            found = self._told.find(words)
        self._at = self._at if found < 0 else found
        return found >= 0


def _csv(content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    told: dict[str, str] = {}
    for row in rows:
        told[row["number"]] = told.get(row["number"], "") + row["text"]
    if list(told) != [str(turn.number) for turn in record.turns]:
        yield "barisnya tidak sama dengan butir"
    for turn in record.turns:
        if turn.text and _bare(turn.text) not in _bare(told.get(str(turn.number), "")):
            yield f"kata pada butir {turn.number} lain"


def _pages(content: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(content)) as paper:
        return [_seen(paper, no) for no in range(len(paper))]


def _seen(paper: pypdfium2.PdfDocument, no: int) -> str:
    """What can be read on one page."""
    with closing(paper[no]) as page, closing(page.get_textpage()) as text:
        seen: str = text.get_text_range()
        return seen


def _body(paper: pypdfium2.PdfDocument, record: t.TranscriptRecord) -> int | None:
    """The place of the first numbered page, by what stands at its foot."""
    foot = f"Halaman 1 dari {record.pages}"
    pages = range(len(paper))
    return next((no for no in pages if foot in SPLIT.sub(" ", _seen(paper, no))), None)


def _bare(text: str) -> str:
    """Letters alone: readers of paper differ in where they see a blank."""
    return SPLIT.sub("", text)


CHECKS: Mapping[str, Callable[[bytes, t.TranscriptRecord], Iterator[str]]] = {
    "json": _json,
    "akn": _akn,
    "vtt": _vtt,
    "txt": _txt,
    "html": _html,
    "pdf": _pdf,
    "condensed": _condensed,
    "docx": _docx,
    "csv": _csv,
}


def closed_words(form: Form, content: bytes, record: t.TranscriptRecord) -> Iterator[str]:
    """Closed turns of which words can be read that no open turn and no form has."""
    closed = [turn for turn in record.turns if turn.is_closed]
    if not closed:
        return
    told, shown = text_of(form.mime, content), sealing.without_closed(record)
    open_text = json.dumps(as_json.to_plain(shown), ensure_ascii=False)
    own = text_of(form.mime, form.make(_bare_record(shown, closed[0].number)))
    known, known_runs = _words(open_text) | _words(own), _runs(open_text) | _runs(own)
    seen, runs = _words(told), _runs(told)
    for turn in closed:
        secret = f"{turn.section} {turn.speaker} {turn.role} {turn.text} {turn.note}"
        if (_words(secret) - known) & seen or (_runs(turn.text) - known_runs) & runs:
            yield f"kata yang dirahasiakan dari butir {turn.number} terbaca"


def _bare_record(record: t.TranscriptRecord, number: int) -> t.TranscriptRecord:
    """The same record with nothing but one closed turn, which holds no words any more: what is
    left are the words of the form itself, and what it says where something is closed.
    """
    turns = (replace(one, start_ms=None) for one in record.turns if one.number == number)
    lines = (one for one in record.lines if one.number == number)
    return replace(
        record,
        turns=tuple(turns),
        lines=tuple(replace(one, page=1, line=no) for no, one in enumerate(lines, start=1)),
        threads=(), propositions=(), orders=(), open_questions=(), sources=(),
        discrepancies=(),
    )  # fmt: skip


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in re.findall(r"[^\W_]+", text)]
    return {
        tuple(words[place : place + TOGETHER]) for place in range(len(words) - TOGETHER + 1)
    }


def text_of(mime: str, content: bytes) -> str:
    """All that can be read in a file: its pages, what is attached, what it says of itself."""
    if mime == PDF:
        return "\n".join([*_pages(content), *_inside_pdf(content)])
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                TAG.sub(" ", packed.read(name).decode("utf-8", "replace"))
                for name in packed.namelist()
            )
    return TAG.sub(" ", unescape(content.decode("utf-8", "replace")))


def _inside_pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield from (str(value) for value in (opened.docinfo or {}).values())
        for name in opened.attachments:
            told = opened.attachments[name].get_file().read_bytes()
            yield TAG.sub(" ", told.decode("utf-8", "replace"))
