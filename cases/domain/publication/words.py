"""The public twins of what is said: hearings, turns, questions, admissions, statements.

As in ``copies``: what has no field here cannot reach the public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain.publication.copies import ItemRef, SeatCopy

Mark = tuple[str, str]  # a proposition: the code of its dispute, and its own


@dataclass(frozen=True, slots=True)
class SpokenCopy:
    """A released turn with its place in the edition. ``address`` is the citation's path;
    ``admissions`` names the propositions that it admits.
    """

    hearing_code: str
    edition: int
    number: int
    kind: str
    rendering: str
    speaker: str
    role: str
    side: str
    text: str
    text_en: str
    page: int
    line: int
    last_page: int
    last_line: int
    place: str  # 2:11–12
    address: str  # /r/<hearing>/<edition>/2:11-2:12
    admissions: tuple[Mark, ...]
    note: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class ExchangeCopy:
    """A question and its answer; ``question`` is None where an answer stands alone."""

    question: SpokenCopy | None
    answer: SpokenCopy
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class StatementCopy:
    """Words outside the hearing, as reported; never testimony.

    ``archive_sha256`` is the fingerprint of the copy that is kept inside, and its day.
    """

    code: str
    name: str
    capacity: str
    said_on: date
    place: str
    rendering: str
    text: str
    text_en: str
    note: str
    relation: str
    reports_for: str
    outlet: str
    medium: str
    url: str
    published_on: date | None
    lang: str
    archive_sha256: str
    archived_on: date | None
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class ContestCopy:
    """Who contests a stance that was written down of them, since when, and why."""

    by: str
    by_role: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class StanceCopy:
    """A stance on a proposition. Exactly one of number, statement_code, exhibit is set.

    ``party_no`` counts the parties of the dispute from 1; 0: it is nobody's stance.
    """

    stance: str
    strength: str
    legal_effect: str
    made_on: date
    name: str
    capacity: str
    party: str
    party_role: str
    party_no: int
    place: str
    address: str
    hearing_code: str
    hearing_seq: int | None
    number: int | None
    statement_code: str
    exhibit: str
    is_withdrawn: bool
    withdrawn_on: date | None
    contests: tuple[ContestCopy, ...]
    chair_place: str  # where the chair put it on the record: 2:14
    chair_address: str
    undertaking: str
    undertaking_due_on: date | None
    note: str
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class OutsideCopy:
    """A statement outside the hearing, with the proposition it is about and its stance."""

    stance: str
    about: str
    about_text: str
    statement: StatementCopy


@dataclass(frozen=True, slots=True)
class AdmissionCopy:
    """A proposition on which somebody took a stance in an open hearing.

    ``is_withdrawn``: it was admitted, and nothing of that stands any more.
    """

    code: str
    text: str
    text_en: str
    not_covering: str
    afterwards: str
    is_admission: bool
    is_withdrawn: bool
    binds: str
    binds_role: str
    made_on: date
    items: tuple[ItemRef, ...]
    exchanges: tuple[ExchangeCopy, ...]
    stances: tuple[StanceCopy, ...]
    outside: tuple[OutsideCopy, ...]
    also_said: tuple[OutsideCopy, ...]  # on the propositions read beside this one
    refs: tuple[int, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class QuestionCopy:
    """A question asked in an open hearing and what became of it."""

    label: str
    fate: str
    is_open: bool
    asked: SpokenCopy
    asked_on: date
    hearing_seq: int | None
    answers: tuple[SpokenCopy, ...]
    items: tuple[str, ...]
    due_on: date | None
    assessed_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class AppearanceCopy:
    name: str
    role: str
    capacity: str
    presence: str
    on_behalf_of: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PanelOrderCopy:
    hearing_code: str
    hearing_seq: int | None
    held_on: date
    given_by: str
    by_note: str
    to: str
    what: str
    due_on: date | None
    outcome: str
    number: int | None
    refs: tuple[int, ...]
    confidence: str
    kept_on: date | None = None
    lapsed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DiscrepancyCopy:
    key: str
    about: str
    versions: tuple[str, ...]
    used: str
    reason: str
    hearing_seq: int | None
    refs: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class EditionRef:
    no: int
    kind: str
    code: str
    frozen_on: date
    pages: int


@dataclass(frozen=True, slots=True)
class HearingCopy:
    """A hearing as the case page lists it. Closed: day, kind and state, and no words."""

    code: str
    seq: int
    ordinal: int
    held_on: date
    kind: str
    state: str
    is_public: bool
    has_words: bool
    agenda: str
    agenda_reported: str
    planned: str
    opened: str
    closed: str
    place: str
    mode: str
    registrar: str
    panel: tuple[SeatCopy, ...]
    appearances: tuple[AppearanceCopy, ...]
    results: tuple[str, ...]
    next_note: str
    recording_note: str
    note: str
    editions: tuple[EditionRef, ...]
    refs: tuple[int, ...]
    confidence: str
