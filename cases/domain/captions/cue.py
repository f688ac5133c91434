"""What a file of words says: its cues in their order, and everything odd about it.

Times are milliseconds from the beginning of the sound, or unknown. A ``Remark`` names the line
(in JSON: the segment) and keeps what of the file did not become words of the draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cases.domain.errors import CaseError

MOST_CHARACTERS = 20_000_000
MOST_CUES = 200_000
LATEST_MS = 2_147_483_647  # what the record can hold: some 24 days
LONGEST_SPEAKER = 200  # letters


class Format(StrEnum):
    WEBVTT = "webvtt"
    SRT = "srt"
    SEGMENTS = "segments"  # what recognisers write, and lists of turns
    TABLE = "table"  # a turn in each row
    TEXT = "text"  # paragraphs that begin with who speaks
    RECORD = "record"  # the lossless form of a transcript of this house
    SPEECH = "speech"  # heard here, by the worker


class Oddity(StrEnum):
    """Why something of the file is not in the draft, or stands there otherwise."""

    ENCODING = "encoding"
    UNSTORABLE = "unstorable"
    HEADER = "header"
    COMMENT = "comment"
    STYLE = "style"
    FORMATTING = "formatting"
    LABEL = "label"
    REPEATED_LABEL = "repeated_label"
    BAD_TIME = "bad_time"
    NO_TIME = "no_time"
    NO_END = "no_end"
    ENDS_EARLY = "ends_early"
    OUT_OF_REACH = "out_of_reach"
    UNSORTED = "unsorted"
    OVERLAP = "overlap"
    EMPTY = "empty"
    ROLLED = "rolled"
    LONG_SPEAKER = "long_speaker"
    NOT_WORDS = "not_words"
    OTHER_SPEAKER = "other_speaker"
    HAS_WORDS = "has_words"
    WITHOUT_WORDS = "without_words"
    NOT_OF_HEARING = "not_of_hearing"


class UnreadableCaptions(CaseError):
    """The file holds no captions and no recognised words."""

    code = "unreadable_captions"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was heard; ``probability`` between 0 and 1, or unknown. ``is_sure``:
    somebody listened and said that it is right.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    probability: float | None = None
    is_sure: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        told = {
            "text": self.text,
            "start_ms": self.start_ms,
            "end_ms": self.end_ms,
            "probability": self.probability,
        }
        return told | {"is_sure": True} if self.is_sure else told


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of words. ``line`` is where it begins in the file; ``kind``, ``role``,
    ``number`` and ``replies_to`` only come with turns that tell them.
    """

    start_ms: int | None
    end_ms: int | None
    speaker: str
    text: str
    words: tuple[Word, ...] = ()
    line: int = 0
    role: str = ""
    kind: str = ""
    number: int | None = None
    replies_to: int | None = None

    def told(self) -> dict[str, Any]:
        """As JSON holds what was heard."""
        return {
            "start_ms": self.start_ms,
            "end_ms": self.end_ms,
            "text": self.text,
            "words": [word.told() for word in self.words],
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd on a line, and the words that it is about."""

    line: int
    oddity: Oddity
    text: str = ""

    def told(self) -> dict[str, Any]:
        return {"line": self.line, "code": self.oddity.value, "text": self.text}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read. ``are_turns``: each cue is a turn of its own and stays one.

    ``record`` is the plain data of a whole record, where the file is one of this house.
    """

    format: Format
    cues: tuple[Cue, ...]
    remarks: tuple[Remark, ...] = ()
    are_turns: bool = False
    record: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Notes:
    """Remarks as they are gathered; how a file is written is told once for each way."""

    told: list[Remark] = field(default_factory=list)
    _ways: set[tuple[Oddity, str]] = field(default_factory=set)

    def add(self, line: int, oddity: Oddity, text: str = "") -> None:
        self.told.append(Remark(line, oddity, text))

    def once(self, line: int, oddity: Oddity, text: str) -> None:
        if (oddity, text) not in self._ways:
            self._ways.add((oddity, text))
            self.add(line, oddity, text)


def flat(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def words_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Word, ...]:
    """The words that ``Word.told`` told."""
    return tuple(Word(**row) for row in rows)


def cues_from(rows: Sequence[Mapping[str, Any]]) -> tuple[Cue, ...]:
    """The cues that ``Cue.told`` told."""
    return tuple(
        Cue(
            row["start_ms"],
            row["end_ms"],
            "",
            row["text"],
            words_from(row["words"]),
            line=no,
        )
        for no, row in enumerate(rows, start=1)
    )
