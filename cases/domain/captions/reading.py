"""Any file of words, by what stands in it; its name never counts."""

from __future__ import annotations

from collections.abc import Collection

from cases.domain.captions import blocks, decoding, labels, paragraphs, rows, segments
from cases.domain.captions.cue import (
    MOST_CHARACTERS,
    Format,
    Notes,
    Reading,
    UnreadableCaptions,
)

UNKNOWN = (
    "Berkas ini bukan takarir (WebVTT, SRT), JSON dari pengenal suara, tabel dengan kolom "
    "teks, atau teks yang tiap gilirannya mulai dengan nama (“KETUA MAJELIS: …”)."
)


def read(content: bytes, known: Collection[str] = (), own: str = "") -> Reading:
    """The cues of a file of captions or recognised words, and everything odd about it.

    ``known``: folded names of those who may have spoken; ``own``: words by which this house
    marks the captions that it writes.

    Raises:
        UnreadableCaptions: it is none, or longer than any hearing.
    """
    notes = Notes()
    text = decoding.decode(content, notes)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableCaptions(
            "Berkas ini lebih dari 20 juta huruf, melebihi sidang mana pun; bagi per sidang."
        )
    start = text.lstrip("\ufeff \t\n")
    known = {*known, *labels.repeated(start)}
    broken = UNKNOWN
    if start.startswith(("{", "[")):
        try:
            return _of_data(start, notes, known)
        except UnreadableCaptions as no_data:  # “[00:01] KETUA: …” begins so as well
            broken = str(no_data)
    found = _of_text(start, notes, known, own)
    if found is None:
        raise UnreadableCaptions(broken)
    return found


def _of_text(text: str, notes: Notes, known: Collection[str], own: str) -> Reading | None:
    if text.startswith(blocks.SIGN):
        return blocks.read(text, Format.WEBVTT, notes, known, own)
    if "-->" in text:
        return blocks.read(text, Format.SRT, notes, known)
    if head := rows.head_of(text):
        return rows.read(text, *head, notes, known)
    return paragraphs.read(text, notes, known)


def _of_data(text: str, notes: Notes, known: Collection[str]) -> Reading:
    data = segments.load(text)
    if isinstance(data, dict) and isinstance(data.get("record"), dict):
        record = data["record"]
        if isinstance(record.get("turns"), list) and "hearing_code" in record:
            return Reading(Format.RECORD, (), tuple(notes.told), are_turns=True, record=record)
    return segments.read(data, notes, known)
