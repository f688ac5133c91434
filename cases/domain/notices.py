"""What people are told, by which way, how long it is news, and when duties are recalled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.domain.calendars import WorkingCalendar, days_between
from cases.domain.deadlines import DeadlineRule
from cases.domain.errors import CaseError


class NoticeKind(StrEnum):
    """What a message is about; each has its templates in ``templates/email``."""

    DEADLINE_REMINDER = "deadline_reminder"
    DEADLINE_MOVED = "deadline_moved"
    HEARING_SET = "hearing_set"
    HEARING_MOVED = "hearing_moved"
    TRANSCRIPT_READY = "transcript_ready"
    DRAFT_OPEN = "draft_open"
    LETTER = "letter"
    FILE_REFUSED = "file_refused"
    DIGEST = "digest"


class Channel(StrEnum):
    """A way to reach people; which are connected is for ``adapters.channels`` to say."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"


class NoticeState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """Whose people are told."""

    APPLICANT = "pemohon"
    RESPONDENT = "termohon"
    COMMISSION = "komisi"


class NotAnAddress(CaseError):
    """What was given is no e-mail address."""

    code = "not_an_address"


# What everybody is told who has not said otherwise.
DEFAULT_ON: Mapping[NoticeKind, bool] = {
    kind: kind is not NoticeKind.DIGEST for kind in NoticeKind
}
REMIND_BEFORE = (7, 3, 1)  # working days
NEWS_LASTS = timedelta(days=7)
MADE_UP = timedelta(days=7)  # so far back are runs made up that nobody was there to do

PARTIES = (Side.APPLICANT, Side.RESPONDENT)
EVERYBODY = (*PARTIES, Side.COMMISSION)

# The column ``bound`` of the table of limits, as the people who are reminded. Courts are not.
BOUND: Mapping[str, tuple[Side, ...]] = {
    "public body (PPID)": (Side.RESPONDENT,),
    "applicant (pemohon)": (Side.APPLICANT,),
    "PPID's superior (atasan PPID)": (Side.RESPONDENT,),
    "applicant": (Side.APPLICANT,),
    "registrar (panitera)": (Side.COMMISSION,),
    "commission (Komisi Informasi)": (Side.COMMISSION,),
    "commission": (Side.COMMISSION,),
    "parties": PARTIES,
    "registrar / substitute registrar": (Side.COMMISSION,),
    "summoned party": PARTIES,
    "mediator and parties": EVERYBODY,
    "commission (registry)": (Side.COMMISSION,),
    "either party": PARTIES,
    "PTUN / PN": (),
    "Mahkamah Agung": (),
    "public body": (Side.RESPONDENT,),
    "PPID": (Side.RESPONDENT,),
    "PPID of KPU / Bawaslu / DKPP": (Side.RESPONDENT,),
    "PPID's superior at KPU / Bawaslu / DKPP": (Side.RESPONDENT,),
    "registrar": (Side.COMMISSION,),
    "panel (majelis komisioner)": (Side.COMMISSION,),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, under a key that never changes, and the local day it is about.

    The day of a hearing, the new last day of a limit, the day on which a paper came out.
    """

    key: str
    on: date

    def is_news(self, today: date) -> bool:
        """Whether anybody still needs to hear of it; what lies a week back is history."""
        return self.on >= today - NEWS_LASTS


def bound_by(rule: DeadlineRule) -> tuple[Side, ...]:
    """Whose limit it is."""
    return BOUND[rule.bound]


def reminders(
    due_on: date, *, since: date, today: date, calendar: WorkingCalendar
) -> Iterator[int]:
    """Which reminders of a limit fall on a day from ``since`` to ``today``, both included.

    A reminder is known by how many working days before the last one it falls. After the last
    day there is nothing to call to mind.

    Raises:
        CalendarDoesNotReach: a day lies outside what is decreed.
    """
    if due_on < today:
        return
    days = set(days_between(since, today))
    yield from (before for before in REMIND_BEFORE if calendar.add(due_on, -before) in days)
