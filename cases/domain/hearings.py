"""Panel, openness and states of a hearing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from cases.domain.calendars import WorkingCalendar
from cases.domain.errors import CaseError
from cases.domain.notices import PARTIES, Side
from cases.domain.sources import perki_1_2013, uu_kip

MINIMUM_PANEL = 3
MEDIATION, CAUCUS = "mediasi", "kaukus"
MEDIATED = frozenset({MEDIATION, CAUCUS})  # the kinds that a mediator leads, behind doors


class HearingState(StrEnum):
    DRAFT = "draft"
    SET = "set"
    OPEN = "open"
    CLOSED = "closed"
    ADJOURNED = "adjourned"
    MOVED = "moved"
    VOID = "void"


# What stands in the record of a day and is not held on it.
NOT_HELD = frozenset({HearingState.MOVED, HearingState.VOID})


class Presence(StrEnum):
    PRESENT = "present"  # hadir
    REMOTE = "remote"  # daring
    ABSENT = "absent"  # tidak hadir
    REJECTED = "rejected"  # ditolak majelis


class Seat(StrEnum):
    CHAIR = "ketua_majelis"
    MEMBER = "anggota_majelis"
    MEDIATOR = "mediator"
    ASSISTANT = "mediator_pembantu"


PANEL = frozenset({Seat.CHAIR, Seat.MEMBER})
MEDIATORS = frozenset({Seat.MEDIATOR, Seat.ASSISTANT})


class UnlawfulPanel(CaseError):
    """The panel is small, even, repeats a member, or has not exactly one chair."""

    code = "unlawful_panel"


class AnotherChair(CaseError):
    """The chair of a hearing is not the one who chairs the panel of its dispute."""

    code = "another_chair"


class HearingOnDayOff(CaseError):
    """The day chosen for a hearing is not a working day."""

    code = "hearing_on_day_off"


class HearingNotSet(CaseError):
    """Only a hearing that is set, and was not held or moved yet, can be put on another day."""

    code = "hearing_not_set"


class ClosedHearing(CaseError):
    """Something of a closed hearing was about to be shown."""

    code = "closed_hearing"


class MediatorNeeded(CaseError):
    """A mediation is led by one mediator, who has to be appointed before it is planned."""

    code = "mediator_needed"


class MediationIsClosed(CaseError):
    """Mediation is held behind doors, and no record of its words is kept."""

    code = "mediation_is_closed"


class CaucusSide(CaseError):
    """A caucus is held with one party, and only a caucus is."""

    code = "caucus_side"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody at the bench; ``person`` is the slug of the person."""

    person: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """What is decided before a hearing is set: day and hour are the commission's own.

    ``caucus_with``: the side of the party with which a caucus is held.
    """

    held_on: date
    starts: time | None
    kind: str
    panel: tuple[Sitting, ...]
    is_public: bool = True
    caucus_with: str = ""


def is_mediation(kind: str) -> bool:
    """Whether a mediator leads hearings of this kind, and not the panel."""
    return kind in MEDIATED


def seats_at(kind: str) -> frozenset[Seat]:
    """Who sits at a hearing of a kind: the panel, or the mediator with an assistant."""
    return MEDIATORS if is_mediation(kind) else PANEL


def informed(kind: str, caucus_with: str) -> tuple[Side, ...]:
    """The sides that hear of a hearing; of a caucus the other one never does."""
    if kind == CAUCUS:
        return (Side(caucus_with),) if caucus_with else ()
    return PARTIES


def check_bench(kind: str, bench: Sequence[Sitting]) -> None:
    """Refuse a bench that does not hold a hearing of this kind.

    Raises:
        UnlawfulPanel: the panel is unlawful (Pasal 43 ayat (1)).
        MediatorNeeded: a mediation without one mediator (UU 14/2008 Pasal 41).
    """
    if not is_mediation(kind):
        check_panel(bench)
    elif sum(sitting.seat is Seat.MEDIATOR for sitting in bench) != 1:
        raise MediatorNeeded(
            "Mediator sengketa ini belum ditetapkan; tetapkan lebih dahulu.", article=uu_kip(41)
        )


def check_recordable(kind: str) -> None:
    """Refuse to write down what is said in mediation; it proves nothing afterwards.

    Raises:
        MediationIsClosed: the hearing is a mediation (Perki 1/2013 Pasal 50).
    """
    if is_mediation(kind):
        raise MediationIsClosed(
            "Yang dikatakan dalam mediasi tidak dicatat sebagai risalah.",
            article=perki_1_2013(50),
        )


def whereabouts(place: str, room: str, address: str) -> str:
    """Where a hearing is held: the place as it was said, or the room, with its address."""
    return ", ".join(part for part in (place or room, address if room else "") if part)


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
    """Refuse an unlawful bench, an open mediation, or a day on which the commission is away.

    Raises:
        UnlawfulPanel, MediatorNeeded, MediationIsClosed: with the article.
        CaucusSide: a caucus names no side, or another hearing names one.
        HearingOnDayOff: with the name of the day.
    """
    check_bench(plan.kind, plan.panel)
    if is_mediation(plan.kind) and plan.is_public:
        raise MediationIsClosed(
            "Mediasi selalu tertutup untuk umum.", article=perki_1_2013(38, 5)
        )
    if (plan.kind == CAUCUS) != (plan.caucus_with in PARTIES):
        raise CaucusSide("Kaukus diadakan dengan satu pihak; sebutkan Pemohon atau Termohon.")
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
