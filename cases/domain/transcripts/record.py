"""A transcript as a value: its turns, their lines, and all that is told around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType


class UtteranceKind(StrEnum):
    SPEECH = "speech"
    QUESTION = "question"
    ANSWER = "answer"
    OATH = "oath"
    RULING = "ruling"
    READING = "reading"
    SCENE = "scene"
    INTERPRETER = "interpreter"
    OFF_RECORD = "off_record_marker"


class Rendering(StrEnum):
    """How near the written words are to the spoken ones."""

    QUOTED = "quoted"
    PARAPHRASE = "paraphrase"  # in [brackets]
    NOTE = "note"  # of the recorder, in [brackets]


class EditionKind(StrEnum):
    DRAFT = "draft"
    CERTIFIED = "certified"
    RECONSTRUCTION = "reconstruction"  # from press reports; certified by nobody


# What every form of a transcript says of itself, on every page.
NOTICES: Mapping[EditionKind, str] = MappingProxyType(
    {
        EditionKind.DRAFT: "DRAF. Halaman dan baris belum dapat dikutip.",
        EditionKind.CERTIFIED: "Risalah yang disahkan.",
        EditionKind.RECONSTRUCTION: (
            "Rekonstruksi dari pemberitaan pers, bukan risalah resmi. Tidak disahkan siapa pun."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as it stands when the record is read. Times are milliseconds or unknown."""

    number: int
    kind: UtteranceKind
    rendering: Rendering
    speaker: str
    role: str
    text: str
    section: str = ""
    replies_to: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    admissions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = ""
    note: str = ""
    gloss: str = ""
    is_closed: bool = False
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is painted. ``char_from`` and ``char_to`` lie in the painted words of the
    turn (``words_of``); ``number`` is None for a heading or a blank line.
    """

    page: int
    line: int
    number: int | None
    char_from: int
    char_to: int
    text: str
    kind: str  # text | head | blank | sealed


@dataclass(frozen=True, slots=True)
class Appearance:
    name: str
    side: str
    capacity: str
    presence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    question: int
    answers: tuple[int, ...]
    fate: str
    label: str


@dataclass(frozen=True, slots=True)
class PropositionRef:
    code: str
    text: str
    items: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderRef:
    text: str
    given_by: str
    due_on: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class SourceRef:
    key: str
    publisher: str
    title: str
    dated: str
    kind: str


@dataclass(frozen=True)
class TranscriptRecord:
    """A whole transcript at one moment; every form of it is made from this and nothing else.

    ``edition`` is None for a draft, whose pages cannot be cited. ``held_on`` is a local date of
    the commission, ``time_zone`` its zone.
    """

    hearing_code: str
    verification_code: str
    edition: int | None
    kind: EditionKind
    commission: str
    time_zone: str
    registers: tuple[str, ...]
    title: str
    agenda: str
    held_on: date
    ordinal: int
    is_public: bool
    applicant: str
    respondent: str
    panel: tuple[tuple[str, str], ...]
    registrar: str
    appearances: tuple[Appearance, ...]
    place: str
    times: str
    procedure: str
    turns: tuple[Turn, ...]
    lines: tuple[Line, ...]
    threads: tuple[Thread, ...]
    propositions: tuple[PropositionRef, ...]
    orders: tuple[OrderRef, ...]
    open_questions: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    discrepancies: tuple[str, ...]
    content_sha256: str
    frozen_on: date | None
    certified_by: str
    base_url: str
    # Whether it holds the words of closed turns: such a copy is not for the public.
    is_full: bool = False

    @property
    def pages(self) -> int:
        """How many numbered pages the body has."""
        return self.lines[-1].page if self.lines else 0

    @property
    def main_register(self) -> str:
        """The register that names the record, the first of those served."""
        return self.registers[0] if self.registers else self.hearing_code

    def turn(self, number: int) -> Turn:
        """The turn of that number.

        Raises:
            KeyError: there is none.
        """
        return self._numbered[number]

    def place_of(self, number: int) -> tuple[Line, Line]:
        """The first and the last line of a turn.

        Raises:
            KeyError: the turn stands on no line.
        """
        return self._places[number]

    @cached_property
    def _numbered(self) -> Mapping[int, Turn]:
        return {turn.number: turn for turn in self.turns}

    @cached_property
    def _places(self) -> Mapping[int, tuple[Line, Line]]:
        found: dict[int, tuple[Line, Line]] = {}
        for line in self.lines:
            if line.number is not None:
                found[line.number] = (found.get(line.number, (line,))[0], line)
        return found


FULL_NOTICE = "Salinan lengkap dengan bagian yang dirahasiakan; bukan untuk umum."


def notice_of(record: TranscriptRecord) -> str:
    """What a form says of itself: what kind of record it is, and that it is a full copy."""
    told = NOTICES[record.kind]
    return f"{told} {FULL_NOTICE}" if record.is_full else told


def label_of(turn: Turn) -> str:
    """Who speaks, as printed before the words; empty for a scene or a note."""
    if turn.rendering is Rendering.NOTE or turn.kind is UtteranceKind.SCENE:
        return ""
    if not turn.speaker:
        return f"{turn.role or 'Tidak diketahui'}:"
    return f"{turn.speaker}, {turn.role}:" if turn.role else f"{turn.speaker}:"


def words_of(turn: Turn) -> str:
    """The words as painted: label, then text, in brackets where they are not quoted."""
    text = " ".join(turn.text.split())
    if turn.rendering is not Rendering.QUOTED or turn.kind is UtteranceKind.SCENE:
        text = f"[{text}]"
    label = label_of(turn)
    return f"{label} {text}" if label else text
