"""The words of a caption without its tags: voices, times inside the line, dress.

What looks like a tag and is none stays what it is: words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from cases.domain.captions.cue import Notes, Oddity, Word, flat
from cases.domain.captions.times import milliseconds

# Bounded, and without a bracket inside: a line of a million brackets takes one pass.
TAG = re.compile(r"<([^<>]{1,400})>|\{(\\[^{}]{1,200})\}")
DRESS = re.compile(r"/?(?:c|i|b|u|s|ruby|rt|lang|font)(?:[. ][^<>]*)?", re.IGNORECASE)
VOICE = re.compile(r"v(?:\.\S*)?(?:\s+(.*))?", re.DOTALL)
INSIDE = re.compile(r"\d{1,6}(?::\d{1,6}){1,2}[.,]\d{1,9}")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(slots=True)
class Piece:
    """Words of one voice; ``lines`` as they stand, ``words`` where times stand between them."""

    voice: str
    text: str = ""
    timed: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text
        if self.timed:
            start, before = self.timed[-1]
            self.timed[-1] = (start, before + text)

    def words(self, end_ms: int | None) -> tuple[Word, ...]:
        """Each stretch between two times as a word; the last ends with the cue."""
        if not self.timed:
            return ()
        ends = [*(start for start, _text in self.timed[1:]), end_ms]
        return tuple(
            Word(flat(text), start, end)
            for (start, text), end in zip(self.timed, ends, strict=True)
            if flat(text)
        )


def pieces(
    payload: str, notes: Notes, line: int, start_ms: int | None, *, has_entities: bool
) -> list[Piece]:
    """The payload of a cue by voices, at least one piece."""
    found = [Piece("")]
    for is_tag, text in _parted(payload):
        if not is_tag:
            found[-1].add(_unescaped(text) if has_entities else text)
        elif (voice := VOICE.fullmatch(text)) is not None:
            name = flat(voice[1] or "")
            found.append(Piece(_unescaped(name) if has_entities else name))
        elif text.strip() == "/v":
            found.append(Piece(""))
        elif INSIDE.fullmatch(text):
            _note_time(found[-1], milliseconds(text), start_ms)
        elif DRESS.fullmatch(text) or text.startswith("\\"):
            if len(text.strip("/")) > 1:
                notes.once(line, Oddity.FORMATTING, text)
        else:
            found[-1].add(f"<{text}>")
    spoken = [piece for piece in found if piece.text.strip()]
    return spoken or [piece for piece in found if piece.voice][:1] or found[:1]


def _parted(payload: str) -> Iterator[tuple[bool, str]]:
    place = 0
    for tag in TAG.finditer(payload):
        yield False, payload[place : tag.start()]
        yield True, tag[1] or tag[2]
        place = tag.end()
    yield False, payload[place:]


def _note_time(piece: Piece, ms: int | None, start_ms: int | None) -> None:
    """From here on, words have a time of their own; those before it have that of the cue."""
    if ms is None:
        return
    if not piece.timed and piece.text.strip() and start_ms is not None:
        piece.timed.append((start_ms, piece.text))
    piece.timed.append((ms, ""))


def _unescaped(text: str) -> str:
    return ENTITY.sub(lambda found: unescape(found[0]) or found[0], text)
