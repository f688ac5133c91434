"""What bears on the calendar of a commission, read in one go: as many queries for one hearing
as for hundreds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.domain import vocabulary
from cases.domain.bookings import USUAL_LENGTH, Clash
from cases.domain.calendars import WorkingCalendar
from cases.domain.deadlines import RULES
from cases.domain.hearings import MEDIATED, HearingState, Seat, Sitting
from cases.domain.notices import Side, bound_by
from cases.domain.numbering import registers_line
from cases.domain.panels import BENCH, Officer
from cases.domain.publication import UNANNOUNCED_KINDS
from cases.domain.scheduling import layout
from cases.domain.scheduling.facts import (
    Elsewhere,
    Facts,
    Occupied,
    Request,
    Standing,
    Wish,
)
from cases.domain.sittings import Away
from cases.domain.stages import Stage
from cases.domain.worklists import Why, WorkList
from cases.models import (
    Absence,
    Booking,
    Commission,
    Dispute,
    Hearing,
    PanelMember,
    Participant,
    Person,
    Representation,
    Room,
)
from cases.queries import deadlines, notices, panels, sittings, worklists

REACH = timedelta(days=60)  # beyond the horizon: days that only explain
# What is heard next, by the stage at which a dispute waits.
KINDS: Mapping[str, str] = {
    Stage.ADJUDICATION: "pembuktian",
    Stage.CONSEQUENCE_TEST: "penilaian_uji_konsekuensi",
    Stage.CLOSED_EXAMINATION: "pemeriksaan_tertutup",
    Stage.SITE_EXAMINATION: "pemeriksaan_setempat",
    Stage.MEDIATION_AGREED: "pembacaan_putusan_mediasi",
    Stage.DELIBERATION: "pembacaan_putusan_ajudikasi",
}
FIRST = "pemeriksaan_awal"


@dataclass
class Record:
    """What was read of the people of a commission, by key."""

    zone: str
    registrars: tuple[int, ...]
    slugs: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    speakers: dict[int, list[tuple[int, str]]] = field(default_factory=dict)


def facts(
    commission: Commission, wish: Wish, *, today: date, calendar: WorkingCalendar
) -> Facts:
    """The open queue of a commission and all that bears on it, for the days of a wish."""
    queue = list(_queue(commission, today))
    standing = list(_standing(commission, today))
    others = list(_others(wish, today))
    disputes = [row.dispute for row in queue]
    served = [one for hearing in standing for one in hearing.disputes.all()]
    record = _record(
        commission, today, [*disputes, *served, *(d for o in others for d in o.disputes.all())]
    )
    known = Facts(
        today=today,
        zone=record.zone,
        requests=(),
        rooms=dict(
            Room.objects.filter(commission=commission)
            .order_by("name")
            .values_list("pk", "name")
        ),
        people=record.names,
        away=_away(record, today),
        occupied=(),
        elsewhere=(),
    )
    requests = _wanted([*_of_queue(record, queue)], wish)
    moving = _moving(record, standing, known, wish, calendar)
    moved = {one.standing.hearing for one in moving if one.standing and one.standing.must_move}
    return replace(
        known,
        requests=(*requests, *moving),
        occupied=tuple(_occupied(known, wish)),
        elsewhere=tuple(_elsewhere(record, one) for one in others if one.pk not in moved),
    )


def _queue(commission: Commission, today: date) -> Iterator[worklists.Row]:
    """What waits for a hearing before its panel; mediators set the days of mediation."""
    for row in worklists.board([commission], today=today).rows:
        if row.list is WorkList.SCHEDULE and row.dispute.stage != Stage.MEDIATION:
            yield row


def _served() -> QuerySet[Dispute]:
    return Dispute.objects.order_by("pk").prefetch_related(
        "numbers",
        Prefetch("participants", _parties()),
        Prefetch("panel", PanelMember.objects.filter(ends_on=None), to_attr="sitting"),
        Prefetch("deadlines", deadlines.running(), to_attr="clocks"),
    )


def _parties() -> QuerySet[Participant]:
    return Participant.objects.select_related("organisation", "public_body", "person")


def _standing(commission: Commission, today: date) -> QuerySet[Hearing]:
    """What is drafted or announced, but for what a draft is to replace or is to be dropped."""
    successors = Hearing.objects.filter(previous=OuterRef("pk"), state=HearingState.DRAFT)
    rows = Hearing.objects.filter(
        ~Exists(successors),
        commission=commission,
        state__in=sittings.PLANNED,
        held_on__gte=today,
        void_reason="",
        planned_at__isnull=False,
    ).exclude(kind__in=UNANNOUNCED_KINDS | MEDIATED)
    live = Booking.objects.filter(released_at=None)
    return (
        rows.select_related("room", "registrar")
        .prefetch_related(
            Prefetch("disputes", _served()), Prefetch("bookings", live, to_attr="taken")
        )
        .order_by("pk")
    )


def _others(wish: Wish, today: date) -> QuerySet[Hearing]:
    """Hearings anywhere in those days: parties and counsel come to other commissions too."""
    rows = Hearing.objects.filter(
        state__in=sittings.PLANNED,
        held_on__range=(max(wish.first, today), wish.last + REACH),
        planned_at__isnull=False,
    )
    return rows.prefetch_related(Prefetch("disputes", _served())).order_by("pk")


def _record(commission: Commission, today: date, disputes: Iterable[Any]) -> Record:
    served = list(disputes)
    keepers = tuple(panels.registrars(commission, today).values_list("pk", flat=True))
    sitting = {one.person_id for dispute in served for one in dispute.sitting}
    record = Record(commission.time_zone, keepers)
    for person in Person.objects.filter(pk__in={*sitting, *keepers}).order_by("pk"):
        record.slugs[person.pk], record.names[person.pk] = person.slug, person.name
    spoken = Representation.objects.filter(participant__dispute__in=served, ends_on=None)
    for one in spoken.select_related("person").order_by("pk"):
        told = (one.person_id, one.person.name)
        record.speakers.setdefault(one.participant_id, []).append(told)
    return record


def _of_queue(record: Record, queue: Iterable[worklists.Row]) -> Iterator[Request]:
    for row in queue:
        dispute: Any = row.dispute
        kind = FIRST if row.why is Why.FIRST_HEARING else KINDS.get(dispute.stage, FIRST)
        yield _request(record, [dispute], f"d{dispute.pk}", kind)


def _request(
    record: Record,
    disputes: Sequence[Any],
    key: str,
    kind: str,
    length: timedelta = USUAL_LENGTH,
) -> Request:
    lead = disputes[0]
    bench = _bench(lead)
    judges = {one.person_id for one in bench}
    keeper = [one for one in lead.sitting if one.seat == Officer.SUBSTITUTE_REGISTRAR]
    keepers = tuple(one.person_id for one in keeper[:1]) or record.registrars
    return Request(
        key=key,
        label=registers_line([notices.register_of(one) or one.code for one in disputes]),
        disputes=tuple(one.pk for one in disputes),
        kind=kind,
        length=length,
        regimes=tuple(one.regime for one in disputes),
        panel=tuple(Sitting(record.slugs[one.person_id], Seat(one.seat)) for one in bench),
        bench=tuple(one.person_id for one in bench),
        registrars=tuple(one for one in keepers if one not in judges),
        parties=_needed(record, disputes),
        dues=tuple(sorted(due for one in disputes for due in _dues(one))),
        akin=_akin(lead),
        unregistered=tuple(one.code for one in disputes if not notices.register_of(one)),
        other_panels=tuple(
            notices.register_of(one) or one.code
            for one in disputes
            if {seat.person_id for seat in _bench(one)} != judges
        ),
    )


def _bench(dispute: Any) -> list[PanelMember]:
    """Who judges, the chair first."""
    seated = [one for one in dispute.sitting if one.seat in BENCH]
    return sorted(seated, key=lambda one: (BENCH.index(Officer(one.seat)), one.pk))


def _dues(dispute: Any) -> Iterator[date]:
    """The last safe day, under either reading, of each clock that binds the commission."""
    for clock in dispute.clocks:
        if Side.COMMISSION in bound_by(RULES[clock.rule]):
            yield min(clock.due_on, clock.due_on_other_reading or clock.due_on)


def _needed(record: Record, disputes: Iterable[Any]) -> dict[str, str]:
    """The parties and who speaks for them, by key."""
    found: dict[str, str] = {}
    for one in _houses(disputes):
        if one.organisation:
            found[f"o{one.organisation_id}"] = str(one.organisation)
        if one.public_body:
            found[f"b{one.public_body_id}"] = str(one.public_body)
        if one.person:
            found[f"p{one.person_id}"] = one.person.name
        for person, name in record.speakers.get(one.pk, ()):
            found[f"p{person}"] = name
    return found


def _houses(disputes: Iterable[Any]) -> Iterator[Participant]:
    for dispute in disputes:
        for one in dispute.participants.all():
            if one.role in sittings.PARTIES and one.ends_on is None:
                yield one


def _wanted(requests: Sequence[Request], wish: Wish) -> Iterator[Request]:
    """Those that were asked for, each as long as its kind takes; joined where that is asked."""
    chosen = [one for one in requests if not wish.kinds or one.kind in wish.kinds]
    groups: defaultdict[object, list[Request]] = defaultdict(list)
    for one in chosen:
        groups[_alike(one) if wish.joins else one.key].append(one)
    for group in groups.values():
        first, length = group[0], wish.length(group[0].kind)
        if len(group) == 1:
            yield replace(first, length=length)
            continue
        yield replace(
            first,
            key="+".join(one.key for one in group),
            label=registers_line([one.label for one in group]),
            disputes=tuple(pk for one in group for pk in one.disputes),
            length=length,
            regimes=tuple(regime for one in group for regime in one.regimes),
            parties={key: name for one in group for key, name in one.parties.items()},
            dues=tuple(sorted(due for one in group for due in one.dues)),
        )


def _alike(one: Request) -> object:
    """What is heard together: one kind, one panel, one registrar, and one family or the same
    parties.
    """
    if one.unregistered or not one.akin:
        return one.key
    return one.kind, frozenset(one.bench), one.bench[:1], one.registrars, one.akin


def _akin(dispute: Any) -> str:
    """What disputes share that are heard together; empty where a party is not on record."""
    if dispute.family_id:
        return f"f{dispute.family_id}"
    told = []
    for one in _houses([dispute]):
        key = (one.organisation_id, one.public_body_id, one.person_id)
        if not any(key):
            return ""
        told.append(f"{one.role}:{key}")
    return ";".join(sorted(told))


def _moving(
    record: Record,
    standing: Iterable[Any],
    known: Facts,
    wish: Wish,
    calendar: WorkingCalendar,
) -> tuple[Request, ...]:
    """What stands and has become impossible; all that stands in those days where moves are
    asked for.
    """
    found = []
    for hearing in standing:
        disputes = list(hearing.disputes.all())
        if not disputes or not _bench(disputes[0]):
            continue
        now = _now(record, hearing)
        length = hearing.planned_until - hearing.planned_at if hearing.planned_until else None
        request = _request(record, disputes, hearing.code, hearing.kind, length or USUAL_LENGTH)
        is_over = layout.must_move(request, now, known, calendar=calendar)
        is_inside = wish.first <= now.held_on <= wish.last
        if is_over or (wish.may_move and is_inside):
            found.append(replace(request, standing=replace(now, must_move=is_over)))
    return tuple(found)


def _now(record: Record, hearing: Any) -> Standing:
    zone = ZoneInfo(record.zone)
    starts = hearing.planned_at.astimezone(zone)
    ends = (hearing.planned_until or hearing.planned_at + USUAL_LENGTH).astimezone(zone)
    return Standing(
        hearing=hearing.pk,
        held_on=hearing.held_on,
        starts=starts.time(),
        ends=ends.time(),
        people=frozenset(one.person_id for one in hearing.taken if one.person_id),
        room=hearing.room_id or 0,
        is_draft=hearing.state == HearingState.DRAFT,
        must_move=False,
    )


def _away(record: Record, today: date) -> dict[int, tuple[Away, ...]]:
    """Who is away from today on."""
    found: dict[int, tuple[Away, ...]] = {}
    rows = Absence.objects.filter(person__in=record.names, ends_on__gte=today)
    for row in rows.select_related("person").order_by("starts_on", "pk"):
        told = Away(row.person.name, row.starts_on, row.ends_on, row.reason, is_bench=True)
        found[row.person_id] = (*found.get(row.person_id, ()), told)
    return found


def _occupied(known: Facts, wish: Wish) -> Iterator[Occupied]:
    zone = ZoneInfo(known.zone)
    first = datetime.combine(max(wish.first, known.today), time.min, tzinfo=zone)
    last = datetime.combine(wish.last + REACH, time.max, tzinfo=zone)
    rows = Booking.objects.filter(
        Q(person__in=known.people) | Q(room__in=known.rooms),
        released_at=None,
        starts_at__lt=last,
        ends_at__gt=first,
    )
    for row in rows.select_related("hearing").order_by("pk"):
        name = known.rooms[row.room_id] if row.room_id else known.people[row.person_id or 0]
        clash = Clash(name, row.room_id is not None, row.starts_at, row.ends_at, "", "")
        key = row.room_id or row.person_id or 0
        yield Occupied(row.room_id is not None, key, row.hearing_id, clash)


def _elsewhere(record: Record, hearing: Any) -> Elsewhere:
    disputes: Collection[Any] = hearing.disputes.all()
    return Elsewhere(
        hearing=hearing.pk,
        starts_at=hearing.planned_at,
        ends_at=hearing.planned_until or hearing.planned_at + USUAL_LENGTH,
        registers="",
        parties=_needed(record, disputes),
    )


def is_open_to_all(kind: str) -> bool:
    """Whether a hearing of a kind is open to the public, as the law has it."""
    return bool(vocabulary.term("hearing_kind", kind).extra.get("open", True))
