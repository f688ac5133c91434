"""The calendar: rooms and people of planned hearings, and the seats of panels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

from cases.domain.documents import Paper
from cases.domain.hearings import HearingState, Seat, Sitting, UnlawfulPanel, check_panel
from cases.domain.panels import BENCH, Officer
from cases.models import Booking, Document, Hearing, JournalEntry, PanelMember
from cases.queries.invariants.rule import Rule

UNPLANNED = (HearingState.MOVED, HearingState.VOID)
SINGLE = (Officer.CHAIR, Officer.MEDIATOR, Officer.SUBSTITUTE_REGISTRAR)
Moment = TypeVar("Moment", date, datetime)


def _planned() -> Iterator[tuple[str, bool]]:
    """What is taken is taken for a hearing that is planned or held, for its hours."""
    rows = Booking.objects.filter(released_at=None).select_related("hearing").order_by("pk")
    for row in rows:
        hearing = row.hearing
        hours = hearing.planned_at, hearing.planned_until
        is_planned = hearing.state not in UNPLANNED
        yield f"pemakaian {row.pk}", is_planned and hours == (row.starts_at, row.ends_at)


def _apart() -> Iterator[tuple[str, bool]]:
    """No room and nobody is taken twice at one moment."""
    found: dict[tuple[int | None, int | None], list[tuple[datetime, datetime]]] = {}
    rows = Booking.objects.filter(released_at=None)
    told = rows.values_list("room", "person", "starts_at", "ends_at")
    for room, person, starts_at, ends_at in told:
        found.setdefault((room, person), []).append((starts_at, ends_at))
    for (where, who), taken in found.items():
        name = f"ruang {where}" if where else f"orang {who}"
        yield name, _follow(taken)


def _taken() -> Iterator[tuple[str, bool]]:
    """Room, bench and registrar of an announced hearing are taken, unless a drafted move of it
    has them.
    """
    acts = JournalEntry.objects.filter(act__in=["hearing_set", "hearing_moved"])
    moving = Hearing.objects.filter(state=HearingState.DRAFT, previous__isnull=False)
    rows = (
        Hearing.objects.filter(
            code__in=acts.values("hearing_code"),
            state=HearingState.SET,
            planned_at__isnull=False,
            planned_until__isnull=False,
        )
        .exclude(pk__in=moving.values("previous"))
        .prefetch_related("seats", "bookings")
    )
    for one in rows.order_by("code"):
        standing = [row for row in one.bookings.all() if row.released_at is None]
        people = {row.person_id for row in standing} - {None}
        wanted = {seat.person_id for seat in one.seats.all()} | {one.registrar_id} - {None}
        rooms = {row.room_id for row in standing} - {None}
        yield one.code, wanted <= people and rooms == {one.room_id} - {None}


def _seats() -> Iterator[tuple[str, bool]]:
    """A seat that one person has passes from one to the next, and nobody has two at once."""
    periods: dict[int, dict[str, list[tuple[date, date]]]] = {}
    rows = PanelMember.objects.order_by("pk")
    told = rows.values_list("dispute", "person", "seat", "starts_on", "ends_on")
    for dispute, person, seat, starts_on, ends_on in told:
        period = starts_on or date.min, ends_on or date.max
        mine = periods.setdefault(dispute, {})
        mine.setdefault(f"orang {person}", []).append(period)
        if seat in SINGLE:
            mine.setdefault(seat, []).append(period)
    for dispute, kept in periods.items():
        yield f"majelis sengketa {dispute}", all(_follow(taken) for taken in kept.values())


def _benches() -> Iterator[tuple[str, bool]]:
    """A panel that was appointed here, and of which no seat has ended, is odd and has a chair
    (UU 14/2008 Pasal 43 ayat (1)); nobody mediates who judges.
    """
    here = Document.objects.filter(kind=Paper.PANEL_APPOINTMENT).values("dispute")
    ended = PanelMember.objects.filter(ends_on__isnull=False).values("dispute")
    rows = PanelMember.objects.filter(dispute__in=here).exclude(dispute__in=ended)
    seated: dict[str, list[tuple[str, str]]] = {}
    for code, person, seat in rows.values_list("dispute__code", "person__slug", "seat"):
        seated.setdefault(code, []).append((seat, person))
    for code, seats in sorted(seated.items()):
        judging = [(seat, person) for seat, person in seats if seat in BENCH]
        mediating = {person for seat, person in seats if seat == Officer.MEDIATOR}
        is_apart = mediating.isdisjoint(person for _seat, person in judging)
        yield code, is_apart and _is_lawful(judging)


def _is_lawful(judging: Iterable[tuple[str, str]]) -> bool:
    try:
        check_panel([Sitting(person, Seat(seat)) for seat, person in judging])
    except UnlawfulPanel:
        return False
    return True


def _follow(periods: Iterable[tuple[Moment, Moment]]) -> bool:
    """Whether each ends before the next begins, and none before itself."""
    rows = sorted(periods)
    return all(start <= end for start, end in rows) and all(
        before[1] <= after[0] for before, after in pairwise(rows)
    )


RULES = (
    Rule("booking_is_of_a_planned_hearing", "Yang dipakai untuk sidang terjadwal", _planned),
    Rule("bookings_do_not_overlap", "Ruang dan orang tidak dipakai bersamaan", _apart),
    Rule("announced_hearing_is_booked", "Sidang terumumkan memakai ruang dan orangnya", _taken),
    Rule("seats_follow_each_other", "Kursi majelis berganti tanpa tumpang tindih", _seats),
    Rule("appointed_panel_is_lawful", "Majelis yang ditetapkan gasal dan berketua", _benches),
)
