"""Any file of words, by what stands in it; its name never counts."""

from __future__ import annotations

from collections.abc import Collection

from cases.domain.captions import blocks, decoding, segments
from cases.domain.captions.cue import (
    MOST_CHARACTERS,
    Format,
    Notes,
    Reading,
    UnreadableCaptions,
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
    if start.startswith(("{", "[")):
        try:
            return _of_data(start, notes, known)
        except UnreadableCaptions:
            if "-->" not in text:
                raise
    if start.startswith(blocks.SIGN):
        return blocks.read(start, Format.WEBVTT, notes, known, own)
    if "-->" in text:
        return blocks.read(text.removeprefix("\ufeff"), Format.SRT, notes, known)
    raise UnreadableCaptions(
        "Berkas ini bukan takarir (WebVTT, SRT) dan bukan JSON dari pengenal suara."
    )


def _of_data(text: str, notes: Notes, known: Collection[str]) -> Reading:
    data = segments.load(text)
    if isinstance(data, dict) and isinstance(data.get("record"), dict):
        record = data["record"]
        if isinstance(record.get("turns"), list) and "hearing_code" in record:
            return Reading(Format.RECORD, (), tuple(notes.told), are_turns=True, record=record)
    return segments.read(data, notes, known)
