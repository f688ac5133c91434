"""The registry's calendar of one week: what is planned, what waits, what could go where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.domain import board as rules
from cases.domain.board import Standing
from cases.domain.calendars import CalendarDoesNotReach, DayOff, WorkingCalendar
from cases.domain.hearings import HearingState
from cases.domain.publication import Visibility
from cases.domain.sittings import Finding, Weight, check
from cases.domain.worklists import Why, WorkList
from cases.models import (
    Absence,
    Booking,
    Commission,
    Dispute,
    Hearing,
    JournalEntry,
    JournalHead,
    Participant,
    Person,
    Room,
    User,
)
from cases.queries import calendars, panels, sittings, worklists
from cases.queries.sittings import Slot, Survey
from cases.queries.worklists import Row

SHOWN = (
    HearingState.DRAFT,
    HearingState.SET,
    HearingState.OPEN,
    HearingState.CLOSED,
    HearingState.ADJOURNED,
)
# The acts after which the board looks different.
ACTS = (
    "hearing_drafted",
    "hearing_draft_dropped",
    "hearing_cancel_drafted",
    "hearing_kept",
    "hearing_set",
    "hearing_moved",
    "hearing_cancelled",
    "calendar_released",
    "room_added",
    "absence_noted",
)
PERSON, ROOM, ELSEWHERE = "p", "r", "x"  # how the key of a lane begins


@dataclass(frozen=True, slots=True)
class Lane:
    """A room, or somebody who is needed at hearings; the room of none is elsewhere."""

    key: str
    name: str
    room: Room | None = None
    is_registrar: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A hearing on the board. Minutes are after local midnight, None where not reported."""

    hearing: Hearing
    disputes: tuple[Dispute, ...]
    standing: Standing
    lanes: frozenset[str]
    starts: int | None
    ends: int | None
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The lanes of some days and what stands in them; ``off``: which are no working days."""

    days: tuple[date, ...]
    hours: tuple[int, int]
    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]
    off: Mapping[date, DayOff]
    absences: tuple[Absence, ...]
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Waiting:
    """What wants a day: a dispute without a hearing, or an announced hearing that cannot stay.

    ``clock`` is the nearest limit of the commission in it; ``reasons`` say why a hearing that
    was announced needs another day.
    """

    disputes: tuple[Dispute, ...]
    why: Why | None
    clock: Row | None
    since: date | None = None
    hearing: Hearing | None = None
    reasons: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An act of somebody else on this calendar."""

    seq: int
    by: str


def week(commission: Commission, monday: date, *, by_people: bool) -> Week:
    """The week that begins on a local Monday. As many queries for one hearing as for all."""
    calendar = calendars.working_calendar(commission.region)
    rows = _hearings(commission, (monday, monday + timedelta(days=6)))
    placed = tuple(_placed(row) for row in rows)
    days = rules.days_of(monday, {one.hearing.held_on for one in placed})
    away = Absence.objects.filter(
        commission=commission, starts_on__lte=days[-1], ends_on__gte=days[0]
    )
    spans = [(one.starts, one.ends) for one in placed if one.starts is not None]
    return Week(
        days=days,
        hours=rules.hours((starts, ends or starts) for starts, ends in spans),
        lanes=_people(commission, placed, days) if by_people else _rooms(commission),
        placed=placed,
        off={day: off for day in days if (off := _off(calendar, day)) is not None},
        absences=tuple(away.select_related("person").order_by("starts_on", "pk")),
        calendar=calendar,
    )


def queue(commission: Commission, *, today: date) -> tuple[Waiting, ...]:
    """What waits for a day, the nearest limit first; what is overdue before all."""
    found = worklists.board([commission], today=today).rows
    clocks: dict[int, Row] = {}
    for row in found:
        if row.list is WorkList.CLOCK:
            known = clocks.get(row.dispute.pk)
            clocks[row.dispute.pk] = min(known or row, row, key=lambda one: one.safe_on)
    waiting = [
        Waiting(row.disputes, row.why, clocks.get(row.dispute.pk), row.since)
        for row in found
        if row.list is WorkList.SCHEDULE
    ]
    waiting += _unsettled(commission, clocks, today)
    return tuple(sorted(waiting, key=_pressing))


def of_hearing(hearing: Hearing) -> list[Dispute]:
    """The disputes of a hearing with what is told of them, the lead first."""
    rows = hearing.disputes.select_related("commission").prefetch_related("numbers")
    return list(rows.order_by("pk"))


def lookout(
    disputes: Sequence[Dispute], days: Sequence[date], hearing: Hearing | None = None
) -> tuple[Survey, tuple[Room, ...]]:
    """What is known of a dispute, or of the ``hearing`` that makes way, over these days and for
    every room of its commission.
    """
    rooms = tuple(Room.objects.filter(commission=disputes[0].commission_id).order_by("name"))
    besides = [one for one in (hearing, hearing.previous if hearing else None) if one]
    keeper = hearing.registrar if hearing else registrar_of(disputes[0])
    span = (min(days), max(days))
    need = sittings.Need(hearing.kind, hearing.caucus_with) if hearing else sittings.Need()
    known = sittings.survey(disputes, span, rooms, need, registrar=keeper, besides=besides)
    return known, rooms


def slots(
    known: Survey,
    days: Sequence[date],
    rooms: Sequence[Room | None],
    *,
    hours: tuple[int, int],
    length: int,
    today: date,
) -> Iterator[tuple[Slot, tuple[Finding, ...]]]:
    """Every slot of these days that begins on a half-hour within ``hours`` (minutes after
    local midnight) and takes ``length`` minutes, with what stands against it. Asks nothing more
    of the database than the calendar.
    """
    calendar = calendars.working_calendar(known.disputes[0].commission.region)
    last = min(hours[1], rules.DAY - length)
    for day in days:
        for room in rooms:
            for starts in range(hours[0], last, rules.STEP):
                slot = Slot(day, rules.at(starts), rules.at(starts + length), room, today)
                yield slot, check(known.plan(slot), calendar=calendar)


def registrar_of(dispute: Dispute) -> Person | None:
    """Who keeps the record of a dispute."""
    keeper = panels.of(dispute).registrar
    return keeper.person if keeper else None


def version(commission: Commission) -> str:
    """What changes with every act in a commission, and with the calendar of working days."""
    heads = JournalHead.objects.filter(chain__in=[commission.code, "umum"]).order_by("chain")
    return "-".join(heads.values_list("digest", flat=True))


def changed_by_others(commission: Commission, reader: User) -> Change | None:
    """The last act on this calendar by somebody else."""
    acts = JournalEntry.objects.filter(chain=commission.code, act__in=ACTS)
    row = acts.exclude(actor=f"akun:{reader.pk}").order_by("-seq").first()
    if row is None:
        return None
    number = row.actor.removeprefix("akun:")
    user = User.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    return Change(row.seq, (user.name or user.email) if user else "")


def _hearings(commission: Commission, span: tuple[date, date]) -> QuerySet[Hearing]:
    successors = Hearing.objects.filter(previous=OuterRef("pk"), state=HearingState.DRAFT)
    rows = Hearing.objects.filter(commission=commission, held_on__range=span, state__in=SHOWN)
    return (
        rows.annotate(is_succeeded=Exists(successors))
        .select_related("commission", "room", "registrar", "previous__commission")
        .prefetch_related(
            "seats__person",
            Prefetch("bookings", Booking.objects.filter(released_at=None), to_attr="held"),
            Prefetch("disputes", _told_of()),
        )
        .order_by("held_on", "planned_at", "pk")
    )


def _told_of() -> QuerySet[Dispute]:
    houses = Participant.objects.select_related("organisation", "public_body", "person")
    rows = Dispute.objects.select_related("commission").prefetch_related(
        "numbers", Prefetch("participants", houses.order_by("pk"))
    )
    return rows.order_by("pk")


def _placed(row: Hearing) -> Placed:
    disputes = tuple(row.disputes.all())
    people = {seat.person_id for seat in row.seats.all()} | {row.registrar_id}
    people |= {one.person_id for one in getattr(row, "held", ())}
    starts, ends = _hours(row)
    return Placed(
        row,
        disputes,
        rules.standing_of(
            HearingState(row.state),
            has_previous=row.previous_id is not None,
            has_successor=bool(getattr(row, "is_succeeded", False)),
            is_void=bool(row.void_reason),
        ),
        frozenset(
            {f"{ROOM}{row.room_id}" if row.room_id else ELSEWHERE}
            | {f"{PERSON}{pk}" for pk in people if pk}
        ),
        starts,
        ends,
        any(one.visibility == Visibility.SEALED for one in disputes),
    )


def _hours(row: Hearing) -> tuple[int | None, int | None]:
    """When it begins and ends, in minutes after local midnight; without an end, as usual."""
    zone = row.commission.time_zone
    starts, ends = _local(row.planned_at, zone), _local(row.planned_until, zone)
    if starts is not None and ends is None:
        ends = starts + rules.USUAL
    return starts, ends


def _local(at: datetime | None, zone: str) -> int | None:
    return rules.minutes(at.astimezone(ZoneInfo(zone)).time()) if at else None


def _rooms(commission: Commission) -> tuple[Lane, ...]:
    rooms = Room.objects.filter(commission=commission).order_by("name")
    return (*(Lane(f"{ROOM}{one.pk}", one.name, one) for one in rooms), Lane(ELSEWHERE, ""))


def _people(
    commission: Commission, placed: Sequence[Placed], days: Sequence[date]
) -> tuple[Lane, ...]:
    """Who can judge, mediate or keep the record then, and whoever has a hearing that week."""
    judges = list(panels.commissioners(commission, days[0]))
    keepers = list(panels.registrars(commission, days[0]))
    seen = {one.pk for one in judges} | {one.pk for one in keepers}
    for one in placed:
        hearing = one.hearing
        for person in (seat.person for seat in hearing.seats.all()):
            if person.pk not in seen:
                seen.add(person.pk)
                judges.append(person)
        if hearing.registrar and hearing.registrar.pk not in seen:
            seen.add(hearing.registrar.pk)
            keepers.append(hearing.registrar)
    is_judge = {one.pk for one in judges}
    return (
        *(Lane(f"{PERSON}{one.pk}", one.name) for one in judges),
        *(
            Lane(f"{PERSON}{one.pk}", one.name, is_registrar=True)
            for one in keepers
            if one.pk not in is_judge
        ),
    )


def _off(calendar: WorkingCalendar, day: date) -> DayOff | None:
    try:
        return calendar.reason_off(day)
    except CalendarDoesNotReach:
        return None


def _unsettled(
    commission: Commission, clocks: Mapping[int, Row], today: date
) -> Iterator[Waiting]:
    """Announced hearings ahead against whose day something hard stands by now: the calendar
    changed, somebody of the bench is away. What is being moved or cancelled is not told.
    """
    calendar = calendars.working_calendar(commission.region)
    successors = Hearing.objects.filter(previous=OuterRef("pk"), state=HearingState.DRAFT)
    rows = Hearing.objects.filter(
        ~Q(disputes__visibility=Visibility.SEALED) & ~Exists(successors),
        commission=commission,
        held_on__gte=today,
        state=HearingState.SET,
        void_reason="",
        planned_at__isnull=False,
    ).select_related("commission", "room", "registrar")
    ahead = list(rows.prefetch_related(Prefetch("disputes", _told_of())).order_by("pk"))
    disputes = {one.pk: one for row in ahead for one in row.disputes.all()}
    seats = panels.standing(disputes.values())
    rows_away = Absence.objects.filter(commission=commission, ends_on__gte=today)
    absences = list(rows_away.select_related("person").order_by("starts_on", "pk"))
    for row in ahead:
        served = tuple(row.disputes.all())
        need = sittings.Need(row.kind, row.caucus_with)
        seated = seats[served[0].pk].sits_at(row.kind) if served else ()
        bench = {one.person_id for one in seated}
        away = tuple(one for one in absences if one.person_id in bench)
        known = Survey(served, seats, need, absences=away)
        found = _against(row, known, calendar, today) if bench else ()
        if found:
            clock = min(
                (clocks[one.pk] for one in served if one.pk in clocks),
                key=lambda one: one.safe_on,
                default=None,
            )
            yield Waiting(served, None, clock, row.held_on, row, found)


def _against(
    row: Hearing, known: Survey, calendar: WorkingCalendar, today: date
) -> tuple[Finding, ...]:
    starts, ends = _hours(row)
    if starts is None or ends is None or ends >= rules.DAY:
        return ()
    slot = Slot(row.held_on, rules.at(starts), rules.at(ends), row.room, today)
    plan = known.plan(slot)
    return tuple(one for one in check(plan, calendar=calendar) if one.weight is Weight.HARD)


def _pressing(one: Waiting) -> tuple[date, date, int]:
    """The nearest day that is in time by either reading; of two, what has waited longer."""
    safe_on = one.clock.safe_on if one.clock else date.max
    return safe_on, one.since or date.max, one.disputes[0].pk
