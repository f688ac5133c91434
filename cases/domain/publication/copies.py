"""The public twins of the record: one frozen dataclass a record, the allow-list of its fields.

What has no field here cannot reach a public page, feed, index or file. Every text comes with
its English twin where the record has one; codes are those of the vocabulary and of the domain.
``refs`` are numbers into ``sources`` of the same body, in order of appearance. Nothing here
knows the database: ``services/publication`` fills these, ``queries/public`` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SourceCopy:
    """A publication, numbered in the order in which the page first cites it."""

    number: int
    key: str
    publisher: str
    title: str
    kind: str  # commission | press | applicant | opinion | decision
    published_on: date | None
    dated: str
    note: str


@dataclass(frozen=True, slots=True)
class DisputeRef:
    """Another dispute, enough to link to it."""

    code: str
    commission_code: str
    slug: str
    register: str
    short: str
    subject: str
    subject_en: str
    stage: str
    disposition: str
    seq: int = 0  # of the hearing in that dispute, where a hearing is told


@dataclass(frozen=True, slots=True)
class RepresentationCopy:
    name: str
    capacity: str
    basis: str
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class PartyCopy:
    """A participant; a private person stands under a label, never under a name."""

    role: str
    kind: str
    name: str
    short: str
    slug: str
    is_private: bool
    representations: tuple[RepresentationCopy, ...]
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class SeatCopy:
    name: str
    seat: str
    starts_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NumberCopy:
    kind: str  # register | decision | external
    raw: str
    issued_on: date | None
    is_current: bool
    note: str


@dataclass(frozen=True, slots=True)
class FamilyCopy:
    """Registers examined together; ``siblings`` holds the other public ones, in order."""

    slug: str
    title: str
    title_en: str
    reason: str
    siblings: tuple[DisputeRef, ...]
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepCopy:
    """One of the seven steps of the path. ``state``: done | now | unknown | next."""

    phase: str
    state: str
    words: str
    words_en: str


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One cell of the tape. ``kind``: start | counted | late | off."""

    day: date
    kind: str
    number: int | None
    off_kind: str
    name: str
    is_limit: bool
    hearing_seq: int | None
    is_decision: bool


@dataclass(frozen=True, slots=True)
class ClockCopy:
    """A time limit and how it was counted, day by day as it was then.

    One that runs has no ``met_on`` and no ``ended_on``, the day on which it ended with the
    proceedings, unmet; ``is_unreported``: no source tells when it was met, or whether.
    ``region``: whose provincial days off were counted.
    """

    rule: str
    article: str
    confidence: str
    length: int | None
    unit: str
    trigger: str
    effect: str
    consequence: str
    note: str
    triggered_on: date
    trigger_note: str
    due_on: date
    due_on_other_reading: date | None
    joint_leave_counts: bool
    met_on: date | None
    ended_on: date | None
    is_unreported: bool
    used_days: int | None
    late_days: int
    calendar_version: str
    region: str
    days: tuple[ClockDay, ...]

    @property
    def is_running(self) -> bool:
        """Whether somebody still has to do the act, as far as is known."""
        return self.met_on is None and self.ended_on is None and not self.is_unreported


@dataclass(frozen=True, slots=True)
class StruckCopy:
    """That an entry was struck off as a double. ``stands`` None: the one that stands is not
    public; ``reason`` empty: it names people.
    """

    on: date
    reason: str
    stands: DisputeRef | None


@dataclass(frozen=True, slots=True)
class ObjectionCopy:
    grounds: tuple[str, ...]
    filed_on: date | None
    date_note: str
    replied_on: date | None
    reply: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class RequestCopy:
    """A request for information to the public body, its reply and the objections."""

    to: str
    submitted_on: date | None
    received_on: date | None
    date_note: str
    replied_on: date | None
    reply: str
    reply_en: str
    objections: tuple[ObjectionCopy, ...]
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class PositionCopy:
    """What the respondent said of an item at one hearing."""

    seq: int
    held_on: date
    text: str


@dataclass(frozen=True, slots=True)
class DispositionCopy:
    """What a decision did with one item."""

    label: str
    decision: str
    pronounced_on: date | None
    fate: str
    mode: str
    mode_note: str
    exclusion: str
    condition: str
    note: str
    due_on: date | None
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class ItemCopy:
    label: str
    text: str
    text_en: str
    fate: str
    positions: tuple[PositionCopy, ...]
    disposition: DispositionCopy | None
    refs: tuple[int, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    label: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class TimelineCopy:
    """A line of the history. ``part``: request | dispute | after. A limit has kind tenggat."""

    kind: str
    part: str
    occurred_on: date | None
    date_note: str
    text: str
    text_en: str
    hearing_seq: int | None
    rule: str
    note: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class OrderCopy:
    no: int
    text: str
    due_on: date | None
    complied_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class DecisionCopy:
    kind: str
    number: str
    number_note: str
    pronounced_on: date | None
    date_note: str
    hearing_seq: int | None
    scope: str
    disposition: str
    result: str
    result_note: str
    dissent: str
    orders: tuple[OrderCopy, ...]
    dispositions: tuple[DispositionCopy, ...]
    refs: tuple[int, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class CourtStageCopy:
    no: int
    court: str
    court_name: str
    number: str
    brought_by: str
    dated_on: date | None
    date_note: str
    result: str
    note: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class ExemptionCopy:
    claimed_on: date | None
    withdrawn_on: date | None
    grounds: tuple[str, ...]
    reason: str
    consequence_test: str
    result: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class SignatureCopy:
    """By whom a paper is signed; ``is_test``: with a key that stands for nobody."""

    signer: str
    authority: str
    certificate_sha256: str
    is_test: bool
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """A public paper; ``is_ready`` is False while it is still being made."""

    code: str
    kind: str
    title: str
    mime: str
    size: int
    pages: int
    sha256: str
    is_ready: bool
    made_on: date | None
    hearing_code: str
    edition: int | None
    form: str = ""
    signature: SignatureCopy | None = None


@dataclass(frozen=True, slots=True)
class ExhibitCopy:
    label: str  # P-1
    title: str
    document_code: str
