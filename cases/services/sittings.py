"""The registry's calendar before anybody is told: drafting, changing and dropping hearings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.domain import sittings as rules
from cases.domain.hearings import HearingNotSet, HearingState, Seat
from cases.domain.rights import Right
from cases.domain.stages import Stage, steps_of_sitting
from cases.models import Dispute, Hearing, Person, Room, User
from cases.queries import panels
from cases.queries import sittings as queries
from cases.queries.panels import Panel
from cases.queries.sittings import Need, Slot
from cases.services import (
    accounts,
    bookings,
    docket,
    hearings,
    journal,
    notices,
    publication,
)
from cases.services.hearings import Bench, HearingDetails
from cases.services.journal import Actor
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Wanted:
    """A hearing as the registry asks for it; ``confirmed`` are the doubts it has weighed."""

    kind: str
    held_on: date
    starts: Any
    ends: Any
    agenda: str = ""
    room: Room | None = None
    place: str = ""
    mode: str = "langsung"
    link: str = ""
    is_public: bool = True
    registrar: Person | None = None
    caucus_with: str = ""
    confirmed: Collection[str] = ()

    def slot(self, today: date) -> Slot:
        """Its day, hours, room and kind, as they are checked."""
        need = Need(self.kind, self.caucus_with)
        return Slot(self.held_on, self.starts, self.ends, self.room, today, need)


@right(Right.REGISTRY)
@publication.one_act
def draft(disputes: Sequence[Dispute], wanted: Wanted, *, by: User, now: datetime) -> Hearing:
    """Plan a hearing that only the registry sees; its room and people are taken.

    Raises:
        SlotRefused, SlotDoubtful: what stands against it, each with its rule.
        DoubleBooked: somebody was a moment earlier.
    """
    return _drafted(locked(disputes), wanted, None, by, now)


@right(Right.REGISTRY)
@publication.one_act
def move(hearing: Hearing, wanted: Wanted, *, by: User, now: datetime) -> Hearing:
    """Plan another day, hour or place. A draft makes way at once; of a hearing that is
    announced a successor is drafted, and the old one holds for everybody until the release.

    Raises:
        HearingNotSet: it was held, moved or dropped already.
        SlotRefused, SlotDoubtful, DoubleBooked: as for a new one.
    """
    disputes = locked(served(hearing))
    old = _open(hearing)
    if old.state == HearingState.DRAFT:
        previous = old.previous
        _erase(old, by, now)
        return _drafted(disputes, wanted, previous, by, now)
    if Hearing.objects.filter(previous=old, state=HearingState.DRAFT).exists():
        raise HearingNotSet("Pemindahan sidang ini sudah dirancang; ubah rancangannya.")
    if old.void_reason:
        old.void_reason = ""
        old.save(update_fields=["void_reason"])
    return _drafted(disputes, wanted, old, by, now)


@right(Right.REGISTRY)
@publication.one_act
def drop(hearing: Hearing, *, reason: str = "", by: User, now: datetime) -> None:
    """Drop a hearing. A draft is gone at once, and what it stood for has its hour again; one
    that is announced is cancelled with the next release, and says why.

    Raises:
        HearingNotSet: it was held, moved or dropped already.
        CancelReasonNeeded: people were told of it, and no reason is given.
        DoubleBooked: the hour of the hearing that it stood for was taken in the meantime.
    """
    disputes = locked(served(hearing))
    old = _open(hearing)
    if old.state == HearingState.DRAFT:
        previous = old.previous
        _erase(old, by, now)
        if previous is not None:
            people = [one.person for one in previous.seats.select_related("person")]
            keeper = [previous.registrar] if previous.registrar else []
            bookings.book(previous, [*people, *keeper])
        return
    if not reason.strip():
        raise rules.CancelReasonNeeded("Tuliskan alasan pembatalan; para pihak membacanya.")
    if Hearing.objects.filter(previous=old, state=HearingState.DRAFT).exists():
        raise HearingNotSet("Pemindahan sidang ini sudah dirancang; buang rancangannya dahulu.")
    old.void_reason = reason.strip()
    old.save(update_fields=["void_reason"])
    note("hearing_cancel_drafted", old, disputes, by, now)


@right(Right.REGISTRY)
@publication.one_act
def note_held(hearing: Hearing, *, by: User, now: datetime) -> Hearing:
    """Note that a hearing took place as it was set; nothing more is planned for it.

    Raises:
        HearingNotSet: it is a draft, or was held, moved or dropped already.
    """
    disputes = locked(served(hearing))
    row = hearings.locked(hearing)
    if row.state != HearingState.SET or row.held_on > notices.today(disputes[0], now):
        raise HearingNotSet("Hanya sidang yang sudah tiba harinya dapat dicatat digelar.")
    row.state = HearingState.CLOSED
    row.save(update_fields=["state"])
    note("hearing_held", row, disputes, by, now)
    follow(row, disputes, is_over=True, actor=accounts.as_actor(by), now=now)
    publication.shelve_hearing(row, now=now)
    return row


def follow(
    hearing: Hearing, disputes: Sequence[Dispute], *, is_over: bool, actor: Actor, now: datetime
) -> None:
    """Let disputes take the steps that follow from the hearing being held, and no others."""
    for dispute in disputes:
        stage = Stage(dispute.stage)
        for step in steps_of_sitting(stage, hearing.kind, is_over=is_over):
            docket.move(dispute, step, actor=actor, now=now)


@right(Right.REGISTRY)
@publication.one_act
def keep(hearing: Hearing, *, by: User, now: datetime) -> None:
    """Take a cancelling back that nobody was told of."""
    disputes = locked(served(hearing))
    old = _open(hearing)
    old.void_reason = ""
    old.save(update_fields=["void_reason"])
    note("hearing_kept", old, disputes, by, now)


def _drafted(
    disputes: Sequence[Dispute],
    wanted: Wanted,
    instead_of: Hearing | None,
    by: User,
    now: datetime,
) -> Hearing:
    lead = disputes[0]
    slot = wanted.slot(notices.today(lead, now))
    apart = [instead_of] if instead_of is not None else []
    found = queries.findings(disputes, slot, registrar=wanted.registrar, besides=apart)
    rules.judge(found, wanted.confirmed)
    hearing = hearings.draft(
        disputes,
        _details(lead, wanted, slot),
        bench=_bench(panels.of(lead), wanted),
        instead_of=instead_of,
        actor=accounts.as_actor(by),
        now=now,
    )
    doubts = [one.code for one in rules.doubtful(found)]
    if doubts:
        note("slot_confirmed", hearing, disputes, by, now, doubts=doubts)
    return hearing


def _bench(panel: Panel, wanted: Wanted) -> Bench:
    """Who leads it by its kind, with the registrar who was asked for."""
    seated: dict[str, list[Person]] = {}
    for one in panel.sits_at(wanted.kind):
        seated.setdefault(one.seat, []).append(one.person)
    first = {seat: people[0] for seat, people in seated.items()}
    return Bench(
        chair=first.get(Seat.CHAIR),
        members=seated.get(Seat.MEMBER, ()),
        registrar=wanted.registrar,
        mediator=first.get(Seat.MEDIATOR),
        assistant=first.get(Seat.ASSISTANT),
    )


def _details(lead: Dispute, wanted: Wanted, slot: Slot) -> HearingDetails:
    starts_at, ends_at = slot.instants(lead.commission.time_zone)
    return HearingDetails(
        held_on=wanted.held_on,
        kind=wanted.kind,
        ordinal=queries.next_ordinal(lead),
        agenda=wanted.agenda,
        place=wanted.place,
        room=wanted.room,
        link=wanted.link,
        mode=wanted.mode,
        is_public=wanted.is_public,
        caucus_with=wanted.caucus_with,
        planned_at=starts_at,
        planned_until=ends_at,
    )


def _erase(hearing: Hearing, by: User, now: datetime) -> None:
    """Take away a draft that nobody was told of; the journal keeps that there was one."""
    note("hearing_draft_dropped", hearing, list(hearing.disputes.all()), by, now)
    hearing.bookings.all().delete()
    hearing.seats.all().delete()
    hearing.served.all().delete()
    hearing.delete()


def note(
    act: str,
    hearing: Hearing,
    disputes: Sequence[Dispute],
    by: User,
    now: datetime,
    **told: Any,
) -> None:
    """Enter an act on a hearing in the journal, once for each dispute."""
    payload = {"on": str(hearing.held_on), "kind": hearing.kind, **told}
    for dispute in disputes:
        journal.record(
            act,
            actor=accounts.as_actor(by),
            at=now,
            dispute=dispute,
            hearing=hearing,
            payload=payload,
        )


def _open(hearing: Hearing) -> Hearing:
    row = hearings.locked(hearing)
    if row.state not in queries.PLANNED:
        raise HearingNotSet("Hanya sidang yang masih dijadwalkan dapat diubah.")
    return row


def served(hearing: Hearing) -> list[Dispute]:
    """The disputes of a hearing, the lead first."""
    return list(hearing.disputes.select_related("commission").order_by("pk"))


def locked(disputes: Sequence[Dispute]) -> list[Dispute]:
    """The rows, always taken in one order; the lead stays the first."""
    rows = Dispute.objects.select_for_update().filter(pk__in=[one.pk for one in disputes])
    found = {row.pk: row for row in rows.select_related("commission").order_by("pk")}
    return [found[one.pk] for one in disputes]
