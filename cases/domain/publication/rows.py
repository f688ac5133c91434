"""The rows of the shelf: one frozen dataclass a table, field by field the columns it has.

A row is known by its natural key, so that two derivations can be compared. ``body`` is what one
page shows; the columns beside it are what lists, searches and facets need.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from cases.domain.publication.bodies import (
    AdmissionBody,
    DecisionBody,
    DisputeBody,
    EditionBody,
    HearingBody,
    QuestionBody,
)
from cases.domain.publication.copies import SignatureCopy
from cases.domain.publication.words import Mark

Trait = tuple[str, str, str]  # a property by which disputes are divided: its name, value, label


@dataclass(frozen=True, slots=True)
class DisputeRow:
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    commission_code: str
    commission: str
    commission_short: str
    slug: str
    register: str
    short: str
    regime: str
    stage: str
    phase: str
    disposition: str
    applicant: str
    applicant_short: str
    applicant_kind: str
    respondent: str
    respondent_short: str
    family: str
    subject: str
    subject_en: str
    year: int | None
    received_on: date | None
    registered_on: date | None
    decided_on: date | None
    next_hearing_on: date | None
    due_on: date | None
    last_event_on: date | None
    item_count: int
    hearing_count: int
    admission_count: int
    open_question_count: int
    traits: str  # as ``domain/publication/traits`` writes them
    body: DisputeBody


@dataclass(frozen=True, slots=True)
class AliasRow:
    key: ClassVar[tuple[str, ...]] = ("commission_code", "slug")

    commission_code: str
    slug: str
    dispute_id: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "role", "no")

    dispute_id: str
    role: str
    no: int
    slug: str
    name: str
    short: str
    kind: str


@dataclass(frozen=True, slots=True)
class HearingRow:
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    event_code: str
    sequence: int
    announced_at: datetime | None
    commission_code: str
    commission_short: str
    time_zone: str
    held_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    kind: str
    state: str
    ordinal: int
    is_public: bool
    has_words: bool
    title: str
    registers: str
    place: str
    room: str
    room_name: str
    question_count: int
    body: HearingBody


@dataclass(frozen=True, slots=True)
class HearingPlaceRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "hearing_id")

    dispute_id: str
    hearing_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    key: ClassVar[tuple[str, ...]] = ("hearing_id", "slug")

    hearing_id: str
    slug: str
    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    hearing_id: str
    no: int
    kind: str
    is_latest: bool
    content_sha256: str
    frozen_on: date
    pages: int
    line_count: int
    body: EditionBody


@dataclass(frozen=True, slots=True)
class LineRow:
    key: ClassVar[tuple[str, ...]] = ("edition_id", "page", "line")

    edition_id: str
    page: int
    line: int
    number: int | None
    char_from: int
    char_to: int
    text: str
    kind: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class SoundRow:
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    hearing_id: str
    file: str
    sha256: str
    size: int
    duration_ms: int
    offset_ms: int
    silenced_ms: int


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    key: ClassVar[tuple[str, ...]] = ("hearing_id", "number")

    hearing_id: str
    number: int
    kind: str
    rendering: str
    section: str
    speaker: str
    role: str
    side: str
    lang: str
    text: str
    text_en: str
    replies_to: int | None
    start_ms: int | None
    page: int
    line: int
    last_page: int
    last_line: int
    fate: str
    label: str
    admissions: tuple[Mark, ...]
    items: tuple[str, ...]
    refs: tuple[int, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "code")

    dispute_id: str
    code: str
    text: str
    text_en: str
    is_admission: bool
    is_withdrawn: bool
    binds: str
    made_on: date
    exchange_count: int
    body: AdmissionBody


@dataclass(frozen=True, slots=True)
class QuestionRow:
    key: ClassVar[tuple[str, ...]] = ("hearing_id", "number")

    hearing_id: str
    number: int
    label: str
    asked_by: str
    asked_on: date
    fate: str
    is_open: bool
    due_on: date | None
    body: QuestionBody


@dataclass(frozen=True, slots=True)
class DecisionRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "no")

    dispute_id: str
    no: int
    kind: str
    number: str
    pronounced_on: date | None
    disposition: str
    result: str
    body: DecisionBody


@dataclass(frozen=True, slots=True)
class ClockRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "no")

    dispute_id: str
    no: int
    rule: str
    length: int | None
    unit: str
    triggered_on: date
    due_on: date
    met_on: date | None
    is_running: bool
    is_unreported: bool
    used_days: int | None
    late_days: int


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "no", "ground")

    dispute_id: str
    no: int
    ground: str
    outcome: str
    claimed_on: date | None


@dataclass(frozen=True, slots=True)
class CourtRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "no")

    dispute_id: str
    no: int
    court: str
    brought_by: str
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    key: ClassVar[tuple[str, ...]] = ("dispute_id", "kind", "no")

    dispute_id: str
    kind: str
    no: int
    text: str
    by: str
    made_on: date | None
    due_on: date | None
    kept_on: date | None
    lapsed_on: date | None
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    dispute_id: str | None
    hearing_id: str | None
    edition_id: str | None
    kind: str
    form: str
    title: str
    mime: str
    file: str
    sha256: str
    size: int
    pages: int
    made_on: date | None
    signature: SignatureCopy | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Something that can be found, and the words by which it is. ``place`` and ``number`` say
    which of its kind: the hearing and the turn, the code of a paper or admission, the decision.
    """

    key: ClassVar[tuple[str, ...]] = ("dispute_id", "kind", "place", "number")

    dispute_id: str
    kind: str
    place: str
    number: int
    on: date  # the first of all days where none is known
    words: str


Row = (
    DisputeRow
    | AliasRow
    | PartyRow
    | HearingRow
    | HearingPlaceRow
    | SeatRow
    | EditionRow
    | LineRow
    | SoundRow
    | UtteranceRow
    | AdmissionRow
    | QuestionRow
    | DecisionRow
    | ClockRow
    | ExemptionRow
    | CourtRow
    | PromiseRow
    | DocumentRow
    | EntryRow
)
