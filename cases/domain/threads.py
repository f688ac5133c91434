"""Questions that wait after a hearing, and promises to answer them in writing."""

from __future__ import annotations

from datetime import date

from cases.domain.admissions import UNANSWERED, QuestionFate
from cases.domain.errors import CaseError

PROMISES, CLAIMS = "K", "P"  # how codes of undertakings and of other propositions begin


class DayPassed(CaseError):
    """A last day lies before the day on which it is given."""

    code = "day_passed"


class StillUnanswered(CaseError):
    """A question is closed by an answer, a refusal or its withdrawal."""

    code = "still_unanswered"


class PromiseOver(CaseError):
    """A promise is kept, or lapses, once."""

    code = "promise_over"


class NotYetDue(CaseError):
    """What still may be kept has not lapsed."""

    code = "not_yet_due"


def check_due(due_on: date | None, *, on: date) -> None:
    """Refuse a last day in the past.

    Raises:
        DayPassed: as the name says.
    """
    if due_on is not None and due_on < on:
        raise DayPassed("Hari terakhir itu sudah lewat.")


def check_settles(fate: QuestionFate) -> None:
    """Refuse to close a question with a fate that leaves it open.

    Raises:
        StillUnanswered: open, or put off into writing.
    """
    if fate in {QuestionFate.OPEN, QuestionFate.DEFERRED}:
        raise StillUnanswered("Pilih apa jadinya pertanyaan ini; yang terbuka belum selesai.")


def check_lapsed(due_on: date | None, *, on: date) -> None:
    """Refuse to write down a lapse before the last day is over; without one it is for a person.

    Raises:
        NotYetDue: the last day is not over.
    """
    if due_on is not None and on <= due_on:
        raise NotYetDue("Hari terakhirnya belum lewat.")


def is_waiting(fate: QuestionFate) -> bool:
    """Whether a question still waits for an answer."""
    return fate in UNANSWERED


def written_answer(label: str) -> str:
    """What is promised when a question is put off into writing."""
    return f"Menjawab tertulis: {label}"
