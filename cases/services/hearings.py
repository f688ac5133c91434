"""Setting hearings, and recording how they were held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from cases.domain import hearings as rules
from cases.domain.bookings import USUAL_LENGTH
from cases.domain.notices import Event, NoticeKind
from cases.models import (
    Appearance,
    Dispute,
    Hearing,
    HearingDispute,
    InformationItem,
    ItemPosition,
    PanelSeat,
    Participant,
    Person,
    Room,
)
from cases.queries import calendars
from cases.queries import codes as free_codes
from cases.queries import notices as concerns
from cases.services import bookings, journal, notices, publication, registry
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@dataclass(frozen=True, slots=True)
class HearingDetails:
    """A hearing as it was planned or held. Empty times are not reported; notes say what is."""

    held_on: date
    kind: str
    ordinal: int
    agenda: str = ""
    agenda_reported: str = ""
    place: str = ""
    room: Room | None = None
    link: str = ""
    mode: str = "langsung"
    is_public: bool = True
    caucus_with: str = ""
    state: rules.HearingState = rules.HearingState.CLOSED
    planned_at: datetime | None = None
    planned_until: datetime | None = None
    planned_note: str = ""
    opened_note: str = ""
    closed_note: str = ""
    next_note: str = ""
    recording_note: str = ""
    results: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """Who sat: chair and members in their order, or who mediated; and the registrar."""

    chair: Person | None = None
    members: Sequence[Person] = ()
    registrar: Person | None = None
    mediator: Person | None = None
    assistant: Person | None = None

    @property
    def seats(self) -> tuple[tuple[rules.Seat, Person], ...]:
        """Each seat with its person; the registrar has none."""
        told = [
            (rules.Seat.CHAIR, self.chair),
            *((rules.Seat.MEMBER, one) for one in self.members),
            (rules.Seat.MEDIATOR, self.mediator),
            (rules.Seat.ASSISTANT, self.assistant),
        ]
        return tuple((seat, person) for seat, person in told if person is not None)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who has to be there."""
        keeper = (self.registrar,) if self.registrar else ()
        return tuple(dict.fromkeys([*(person for _seat, person in self.seats), *keeper]))


@publication.one_act
def schedule(
    disputes: Sequence[Dispute],
    details: HearingDetails,
    *,
    bench: Bench,
    actor: Actor,
    now: datetime,
) -> Hearing:
    """Set a hearing in the future, for one dispute or several at once.

    Raises:
        UnlawfulPanel: the panel is not odd, at least three, with one chair.
        AnotherChair: the panel of one of the disputes has another chair.
        HearingOnDayOff: the commission does not sit that day; names it.
        DoubleBooked: the room, or somebody of the bench, is taken at that hour.
    """
    _check(disputes[0], details, bench)
    hearing = _write(
        disputes, details, bench, rules.HearingState.SET, NOWHERE, "hearing_set", actor, now
    )
    bookings.book(hearing, bench.people)
    tell(hearing, disputes, NoticeKind.HEARING_SET, {}, now)
    return hearing


@publication.one_act
def draft(
    disputes: Sequence[Dispute],
    details: HearingDetails,
    *,
    bench: Bench,
    instead_of: Hearing | None = None,
    actor: Actor,
    now: datetime,
) -> Hearing:
    """Plan a hearing that nobody is told of yet; its room and its people are taken.

    ``instead_of``: the hearing that is announced for now, whose room and people it takes over.

    Raises:
        MediatorNeeded, MediationIsClosed, CaucusSide: what a mediation needs.
        UnlawfulPanel, AnotherChair, HearingOnDayOff, DoubleBooked: as for one that is set.
    """
    _check(disputes[0], details, bench)
    if instead_of is not None:
        bookings.release(instead_of, now=now)
    hearing = _write(
        disputes,
        details,
        bench,
        rules.HearingState.DRAFT,
        NOWHERE,
        "hearing_drafted",
        actor,
        now,
        instead_of,
    )
    bookings.book(hearing, bench.people)
    return hearing


@publication.one_act
def move(
    hearing: Hearing, details: HearingDetails, *, bench: Bench, actor: Actor, now: datetime
) -> Hearing:
    """Put a hearing that is set on another day or hour; the old row says that it was moved.

    Raises:
        HearingNotSet: it was held, moved or dropped already.
        UnlawfulPanel, AnotherChair, HearingOnDayOff, DoubleBooked: as for a new one.
    """
    old = locked(hearing)
    if old.state != rules.HearingState.SET:
        raise rules.HearingNotSet("Hanya sidang yang masih dijadwalkan dapat dipindahkan.")
    disputes = list(old.disputes.select_related("commission").order_by("pk"))
    _check(disputes[0], details, bench)
    old.state = rules.HearingState.MOVED
    old.save(update_fields=["state"])
    bookings.release(old, now=now)
    new = _write(
        disputes,
        details,
        bench,
        rules.HearingState.SET,
        NOWHERE,
        "hearing_moved",
        actor,
        now,
        old,
    )
    bookings.book(new, bench.people)
    publication.shelve_hearing(old, now=now)
    notices.cancel(event_key(old))
    was = {"was_on": old.held_on, "was_at": old.planned_at}
    tell(new, disputes, NoticeKind.HEARING_MOVED, was, now)
    return new


@publication.one_act
def record_held(
    disputes: Sequence[Dispute],
    details: HearingDetails,
    *,
    bench: Bench,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Hearing:
    """Record a hearing that took place. A reported bench may be incomplete; it stays so."""
    return _write(disputes, details, bench, details.state, said, "hearing_held", actor, now)


def locked(hearing: Hearing) -> Hearing:
    """The row of a hearing, locked until the caller's transaction ends.

    Whoever writes into the record of a hearing takes this first and every other row after it,
    so that nothing slips in while the record is frozen and no two acts wait for each other.
    """
    return Hearing.objects.select_for_update().get(pk=hearing.pk)


@publication.one_act
def record_appearance(
    hearing: Hearing,
    person: Person | None,
    *,
    role: str,
    capacity: str = "",
    presence: rules.Presence = rules.Presence.PRESENT,
    note: str = "",
    on_behalf_of: Sequence[Participant] = (),
    actor: Actor,
    now: datetime,
) -> Appearance:
    """Record who came, in what capacity; or who stayed away, and why as far as is known."""
    hearing = locked(hearing)
    appearance = Appearance.objects.create(
        hearing=hearing,
        person=person,
        role=role,
        capacity=capacity,
        presence=presence,
        note=note,
    )
    appearance.on_behalf_of.set(on_behalf_of)
    journal.record(
        "appearance_recorded",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={
            "person": person.slug if person else "",
            "role": role,
            "presence": presence.value,
        },
    )
    publication.shelve_hearing(hearing, now=now)
    return appearance


@publication.one_act
def note_position(
    item: InformationItem, hearing: Hearing, *, text: str, actor: Actor, now: datetime
) -> ItemPosition:
    """Record what the respondent said of one item at one hearing."""
    hearing = locked(hearing)
    position = ItemPosition.objects.create(item=item, hearing=hearing, text=text)
    journal.record(
        "position_noted",
        actor=actor,
        at=now,
        dispute=item.dispute,
        hearing=hearing,
        payload={"item": item.label, "text": text},
    )
    publication.shelve_hearing(hearing, now=now)
    return position


def _check(lead: Dispute, details: HearingDetails, bench: Bench) -> None:
    starts = details.planned_at.time() if details.planned_at else None
    plan = rules.HearingPlan(
        details.held_on,
        starts,
        details.kind,
        tuple(rules.Sitting(person.slug, seat) for seat, person in bench.seats),
        details.is_public,
        details.caucus_with,
    )
    rules.check_plan(plan, calendar=calendars.working_calendar(lead.commission.region))


def tell(
    hearing: Hearing,
    disputes: Sequence[Dispute],
    kind: NoticeKind,
    was: Mapping[str, Any],
    now: datetime,
) -> None:
    """Tell both sides, of a caucus only its own; each person hears of the disputes of their own
    house.
    """
    told = {
        **was,
        "hearing_kind": hearing.kind,
        "held_on": hearing.held_on,
        "planned_at": hearing.planned_at,
        "zone": hearing.commission.time_zone,
        "place": hearing.place,
    }
    notices.tell_parties(
        disputes,
        rules.informed(hearing.kind, hearing.caucus_with),
        kind,
        event=Event(event_key(hearing), hearing.held_on),
        payload=lambda mine: {**told, **concerns.about(mine)},
        now=now,
    )


def event_key(hearing: Hearing) -> str:
    """Under what the parties were told of a hearing."""
    return f"hearing:{hearing.code}:set"


def _code(lead: Dispute, details: HearingDetails) -> str:
    """A free code; a hearing that was moved within its day has the first one already."""
    key = (lead.code, str(details.held_on), str(details.ordinal))
    return free_codes.derived(Hearing, "hearing", *key)


def _write(
    disputes: Sequence[Dispute],
    details: HearingDetails,
    bench: Bench,
    state: rules.HearingState,
    said: Said,
    act: str,
    actor: Actor,
    now: datetime,
    instead_of: Hearing | None = None,
) -> Hearing:
    lead = _locked(disputes)[0]
    hearing = _row(lead, details, bench, state, said, now, instead_of)
    _serve(hearing, disputes)
    _seat(hearing, disputes, bench, actor, now)
    for dispute in disputes:
        journal.record(
            act,
            actor=actor,
            at=now,
            dispute=dispute,
            hearing=hearing,
            payload={"on": str(details.held_on), "kind": details.kind},
        )
    publication.shelve_hearing(hearing, now=now)
    return hearing


def _row(
    lead: Dispute,
    details: HearingDetails,
    bench: Bench,
    state: rules.HearingState,
    said: Said,
    now: datetime,
    instead_of: Hearing | None,
) -> Hearing:
    code = _code(lead, details)
    return Hearing.objects.create(
        code=code,
        **_version(code, instead_of),
        announced_at=None if state == rules.HearingState.DRAFT else now,
        commission=lead.commission,
        ordinal=details.ordinal,
        kind=details.kind,
        agenda=details.agenda,
        agenda_reported=details.agenda_reported,
        held_on=details.held_on,
        planned_at=details.planned_at,
        planned_until=_until(details, state),
        planned_note=details.planned_note,
        opened_note=details.opened_note,
        closed_note=details.closed_note,
        is_public=details.is_public,
        caucus_with=details.caucus_with,
        mode=details.mode,
        room=details.room,
        link=details.link,
        place=details.place or (details.room.name if details.room else ""),
        state=state,
        registrar=bench.registrar,
        next_note=details.next_note,
        recording_note=details.recording_note,
        results=list(details.results),
        **said.fields(),
    )


def _locked(disputes: Sequence[Dispute]) -> Sequence[Dispute]:
    """The rows of the disputes, always in one order: two hearings at once count one by one."""
    pks = [one.pk for one in disputes]
    list(Dispute.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    return disputes


def _until(details: HearingDetails, state: rules.HearingState) -> datetime | None:
    """When it is planned to end; of a hearing that was held nobody plans anything."""
    is_ahead = state in {rules.HearingState.SET, rules.HearingState.DRAFT}
    if details.planned_until or not details.planned_at or not is_ahead:
        return details.planned_until
    return details.planned_at + USUAL_LENGTH


def _version(code: str, instead_of: Hearing | None) -> dict[str, Any]:
    """Whose place a hearing takes, and which version of one event it is."""
    if instead_of is None:
        return {"event_code": code}
    return {
        "previous": instead_of,
        "event_code": instead_of.event_code,
        "sequence": instead_of.sequence + 1,
    }


def _serve(hearing: Hearing, disputes: Sequence[Dispute]) -> None:
    for dispute in disputes:
        last = dispute.hearing_places.aggregate(last=Max("seq"))["last"] or 0
        HearingDispute.objects.create(hearing=hearing, dispute=dispute, seq=last + 1)


def _seat(
    hearing: Hearing, disputes: Sequence[Dispute], bench: Bench, actor: Actor, now: datetime
) -> None:
    for no, (seat, person) in enumerate(bench.seats, start=1):
        PanelSeat.objects.create(hearing=hearing, person=person, seat=seat, no=no)
        for dispute in disputes:
            registry.seat_on_panel(dispute, person, seat=seat, actor=actor, now=now)
