"""The bodies of the shelf: what one page shows, kept as one JSON value of its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain.publication.copies import (
    ClockCopy,
    CourtStageCopy,
    DecisionCopy,
    DisputeRef,
    DocumentCopy,
    ExemptionCopy,
    ExhibitCopy,
    FamilyCopy,
    ItemCopy,
    NumberCopy,
    PartyCopy,
    RequestCopy,
    SeatCopy,
    SourceCopy,
    StepCopy,
    StruckCopy,
    TimelineCopy,
)
from cases.domain.publication.words import (
    AdmissionCopy,
    AppearanceCopy,
    DiscrepancyCopy,
    EditionRef,
    HearingCopy,
    PanelOrderCopy,
    QuestionCopy,
    StatementCopy,
)


@dataclass(frozen=True, slots=True)
class DisputeBody:
    """Everything the case page shows; ``PublicDispute.body``."""

    subject: str
    subject_en: str
    requested: str
    note: str
    date_note: str
    numbers: tuple[NumberCopy, ...]
    parties: tuple[PartyCopy, ...]
    panel: tuple[SeatCopy, ...]
    registrars: tuple[str, ...]
    family: FamilyCopy | None
    path: tuple[StepCopy, ...]
    clocks: tuple[ClockCopy, ...]
    requests: tuple[RequestCopy, ...]
    items: tuple[ItemCopy, ...]
    admissions: tuple[AdmissionCopy, ...]
    questions: tuple[QuestionCopy, ...]
    hearings: tuple[HearingCopy, ...]
    exemptions: tuple[ExemptionCopy, ...]
    panel_orders: tuple[PanelOrderCopy, ...]
    timeline: tuple[TimelineCopy, ...]
    decisions: tuple[DecisionCopy, ...]
    court_stages: tuple[CourtStageCopy, ...]
    statements: tuple[StatementCopy, ...]
    documents: tuple[DocumentCopy, ...]
    exhibits: tuple[ExhibitCopy, ...]
    discrepancies: tuple[DiscrepancyCopy, ...]
    unknowns: tuple[str, ...]
    refs: tuple[int, ...]
    confidence: str
    sources: tuple[SourceCopy, ...]
    struck: StruckCopy | None

    @property
    def open_questions(self) -> tuple[QuestionCopy, ...]:
        """The questions that still follow the case."""
        return tuple(question for question in self.questions if question.is_open)


@dataclass(frozen=True, slots=True)
class HearingBody:
    """What the hearing page shows beside its words; ``PublicHearing.body``."""

    hearing: HearingCopy
    disputes: tuple[DisputeRef, ...]
    applicant: str
    respondent: str
    questions: tuple[QuestionCopy, ...]
    orders: tuple[PanelOrderCopy, ...]
    discrepancies: tuple[DiscrepancyCopy, ...]
    documents: tuple[DocumentCopy, ...]
    sources: tuple[SourceCopy, ...]


@dataclass(frozen=True, slots=True)
class SectionCopy:
    """A heading of the transcript and the turn and line at which it starts."""

    title: str
    number: int
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class ErratumCopy:
    no: int
    page: int
    line: int
    last_page: int
    last_line: int
    reads: str
    correct: str
    reason: str
    ordered_by: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class EditionBody:
    """The head of a frozen transcript; ``PublicEdition.body``."""

    commission: str
    registers: tuple[str, ...]
    title: str
    agenda: str
    held_on: date
    ordinal: int
    applicant: str
    respondent: str
    panel: tuple[SeatCopy, ...]
    registrar: str
    appearances: tuple[AppearanceCopy, ...]
    place: str
    times: str
    procedure: str
    certified_by: str
    sections: tuple[SectionCopy, ...]
    speakers: tuple[SeatCopy, ...]
    errata: tuple[ErratumCopy, ...]
    editions: tuple[EditionRef, ...]
    documents: tuple[DocumentCopy, ...]
    discrepancies: tuple[str, ...]
    sources: tuple[SourceCopy, ...]


@dataclass(frozen=True, slots=True)
class AdmissionBody:
    """An entry of the ledger, told by itself; ``PublicAdmission.body``."""

    dispute: DisputeRef
    applicant: str
    respondent: str
    admission: AdmissionCopy
    sources: tuple[SourceCopy, ...]


@dataclass(frozen=True, slots=True)
class QuestionBody:
    """A question of the board, told by itself; ``PublicQuestion.body``."""

    disputes: tuple[DisputeRef, ...]
    respondent: str
    question: QuestionCopy
    sources: tuple[SourceCopy, ...]


@dataclass(frozen=True, slots=True)
class DecisionBody:
    """A decision told by itself; ``PublicDecision.body``."""

    dispute: DisputeRef
    applicant: str
    respondent: str
    decision: DecisionCopy
    sources: tuple[SourceCopy, ...]
