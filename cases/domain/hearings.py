"""Panel, openness and states of a hearing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from cases.domain.calendars import WorkingCalendar
from cases.domain.errors import CaseError
from cases.domain.sources import uu_kip

MINIMUM_PANEL = 3


class HearingState(StrEnum):
    DRAFT = "draft"
    SET = "set"
    OPEN = "open"
    CLOSED = "closed"
    ADJOURNED = "adjourned"
    MOVED = "moved"
    VOID = "void"


class Presence(StrEnum):
    PRESENT = "present"  # hadir
    REMOTE = "remote"  # daring
    ABSENT = "absent"  # tidak hadir
    REJECTED = "rejected"  # ditolak majelis


class Seat(StrEnum):
    CHAIR = "ketua_majelis"
    MEMBER = "anggota_majelis"


class UnlawfulPanel(CaseError):
    """The panel is small, even, repeats a member, or has not exactly one chair."""

    code = "unlawful_panel"


class HearingOnDayOff(CaseError):
    """The day chosen for a hearing is not a working day."""

    code = "hearing_on_day_off"


class HearingNotSet(CaseError):
    """Only a hearing that is set, and was not held or moved yet, can be put on another day."""

    code = "hearing_not_set"


class ClosedHearing(CaseError):
    """Something of a closed hearing was about to be shown."""

    code = "closed_hearing"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A commissioner at the bench; ``person`` is the slug of the person."""

    person: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """What is decided before a hearing is set: day and hour are the commission's own."""

    held_on: date
    starts: time | None
    kind: str
    panel: tuple[Sitting, ...]
    is_public: bool = True


def check_panel(panel: Sequence[Sitting]) -> None:
    """Refuse a panel that Pasal 43 ayat (1) does not allow.

    Raises:
        UnlawfulPanel: fewer than three, an even number, a person twice, or not one chair.
    """
    article = uu_kip(43, 1)
    people = {sitting.person for sitting in panel}
    if len(people) != len(panel):
        raise UnlawfulPanel(
            "Seorang komisioner hanya duduk sekali dalam majelis.", article=article
        )
    if len(panel) < MINIMUM_PANEL or len(panel) % 2 == 0:
        raise UnlawfulPanel(
            f"Majelis paling sedikit {MINIMUM_PANEL} orang dan berjumlah gasal; "
            f"ini {len(panel)} orang.",
            article=article,
        )
    if sum(sitting.seat is Seat.CHAIR for sitting in panel) != 1:
        raise UnlawfulPanel("Majelis memiliki tepat satu ketua.", article=article)


def check_plan(plan: HearingPlan, *, calendar: WorkingCalendar) -> None:
    """Refuse an unlawful panel, or a day on which the commission does not sit.

    Raises:
        UnlawfulPanel, HearingOnDayOff: with the article or the name of the day.
    """
    check_panel(plan.panel)
    reason = calendar.reason_off(plan.held_on)
    if reason is not None:
        raise HearingOnDayOff(f"{plan.held_on:%d-%m-%Y} bukan hari kerja: {reason.name}.")


def check_openness(*, is_public: bool) -> None:
    """Refuse to publish anything of a closed hearing (Pasal 43 ayat (3)).

    Raises:
        ClosedHearing: the hearing was closed to the public.
    """
    if not is_public:
        raise ClosedHearing(
            "Sidang tertutup untuk umum; isinya tidak dapat diumumkan.", article=uu_kip(43, 3)
        )
