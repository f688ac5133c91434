"""Appointing a panel, replacing who sits on it, and noting what may keep somebody from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.domain import panels as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import Seat, Sitting, check_panel
from cases.domain.notices import PARTIES, Side
from cases.domain.panels import ConflictGround, Officer
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.stages import Stage
from cases.domain.vocabulary import label
from cases.domain.wording import listing, long_date
from cases.models import (
    DeclaredConflict,
    Dispute,
    Document,
    PanelMember,
    Person,
    User,
)
from cases.queries import panels as queries
from cases.services import (
    accounts,
    correspondence,
    docket,
    documents,
    journal,
    notices,
    publication,
)
from cases.services.correspondence import Writing
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who is to sit; the mediator and the substitute registrar may come later."""

    chair: Person
    members: Sequence[Person]
    appointed_on: date
    mediator: Person | None = None
    registrar: Person | None = None

    @property
    def seats(self) -> tuple[tuple[Officer, Person], ...]:
        """Each seat with its person, in the order of the paper."""
        told: list[tuple[Officer, Person | None]] = [
            (Officer.CHAIR, self.chair),
            *((Officer.MEMBER, one) for one in self.members),
            (Officer.MEDIATOR, self.mediator),
            (Officer.SUBSTITUTE_REGISTRAR, self.registrar),
        ]
        return tuple((seat, person) for seat, person in told if person is not None)


@right(Right.REGISTRY)
@publication.one_act
def appoint(dispute: Dispute, wanted: Appointment, *, by: User, now: datetime) -> Document:
    """Appoint the panel of a registered dispute: seats, stage, paper and letter at once.

    A conflict of interest warns at the door and is kept in the journal; the chair decides.

    Raises:
        PanelStands: it has a panel already.
        UnlawfulPanel: not odd, not at least three, or somebody twice.
        MediatorOnPanel: the mediator would judge as well.
        NotACandidate: somebody does not belong to the commission on that day.
        WrongSeatDay: the day lies in the future.
        UnlawfulMove: the dispute is not registered.
    """
    dispute = _locked(dispute)
    who = _who(by, now)
    standing = queries.of(dispute)
    if standing.bench:
        raise rules.PanelStands(
            "Majelis sengketa ini sudah ditetapkan; ganti kursinya satu per satu."
        )
    _check_day(dispute, wanted.appointed_on, None, now)
    _check_people(dispute, wanted)
    for seat, person in wanted.seats:
        _seat(dispute, person, seat, wanted.appointed_on, who)
    docket.move(dispute, Stage.PANEL_APPOINTED, **who)
    _note_conflicts(dispute, [person for _seat, person in wanted.seats], who)
    paper = documents.request(dispute, kind=Paper.PANEL_APPOINTMENT, **who)
    text = f"Majelis Komisioner ditetapkan {long_date(wanted.appointed_on)}: {_named(wanted)}."
    _write(dispute, text, paper, by, now)
    names = [wanted.chair.name, *(one.name for one in wanted.members)]
    line = docket.Line(
        kind="penetapan_majelis",
        text=f"Majelis Komisioner ditetapkan: {listing(names)}",
        text_en=f"The panel was appointed: {listing(names, 'en')}",
        occurred_on=wanted.appointed_on,
    )
    docket.record(dispute, line, **who)
    return paper


@right(Right.REGISTRY)
@publication.one_act
def replace(
    member: PanelMember,
    *,
    ended_on: date,
    reason: str,
    successor: Person | None,
    by: User,
    now: datetime,
) -> PanelMember | None:
    """End a seat with its day and reason, and give it to somebody else, or to nobody yet.

    The reason stays within the registry: it may speak of somebody's family. While the panel is
    incomplete no hearing can be set.

    Raises:
        SeatEnded: it ended already.
        ReasonNeeded: no reason is given.
        WrongSeatDay: the day lies before the seat began, or in the future.
        UnlawfulPanel, MediatorOnPanel: the successor sits there already.
        NotACandidate: the successor does not belong to the commission.
    """
    dispute = _locked(member.dispute)
    row = PanelMember.objects.select_related("person").get(pk=member.pk)
    if row.ends_on is not None:
        raise rules.SeatEnded("Kursi ini sudah berakhir; muat ulang halaman ini.")
    if not reason.strip():
        raise ReasonNeeded("Tuliskan alasan penggantian.")
    _check_day(dispute, ended_on, row.starts_on, now)
    if successor is not None:
        _check_successor(dispute, row, successor, ended_on)
    who = _who(by, now)
    row.ends_on, row.reason = ended_on, reason.strip()
    row.save(update_fields=["ends_on", "reason"])
    payload = {"person": row.person.slug, "seat": row.seat, "on": ended_on.isoformat()}
    journal.record(
        "panel_seat_ended", at=now, actor=who["actor"], dispute=dispute, payload=payload
    )
    new = None
    if successor is not None:
        new = _seat(dispute, successor, Officer(row.seat), ended_on, who)
        _note_conflicts(dispute, [successor], who)
    text, text_en = _replaced(row, successor)
    paper = documents.request(dispute, kind=Paper.PANEL_APPOINTMENT, **who) if new else None
    _write(dispute, f"{text}.", paper, by, now)
    line = docket.Line(
        kind="penggantian_majelis", text=text, text_en=text_en, occurred_on=ended_on
    )
    docket.record(dispute, line, **who)
    return new


@right(Right.REGISTRY)
@publication.one_act
def fill(
    dispute: Dispute, seat: Officer, person: Person, *, on: date, by: User, now: datetime
) -> PanelMember:
    """Give a seat that is empty: a mediator, a substitute registrar, a member who is missing.

    Raises:
        PanelStands: the seat is taken.
        UnlawfulPanel, MediatorOnPanel: the person sits there already.
        NotACandidate, WrongSeatDay: as for an appointment.
    """
    dispute = _locked(dispute)
    standing = queries.of(dispute)
    taken = {one.seat for one in standing.present if one.seat != Officer.MEMBER}
    if seat in taken:
        raise rules.PanelStands("Kursi itu sudah terisi; muat ulang halaman ini.")
    _check_day(dispute, on, None, now)
    _check_free(standing, person)
    _check_candidates(dispute, [(seat, person)], on)
    who = _who(by, now)
    member = _seat(dispute, person, seat, on, who)
    _note_conflicts(dispute, [person], who)
    paper = documents.request(dispute, kind=Paper.PANEL_APPOINTMENT, **who)
    title = label("officer_role", seat)
    _write(dispute, f"{title}: {person.name}, sejak {long_date(on)}.", paper, by, now)
    line = docket.Line(
        kind="penetapan_majelis",
        text=f"{title} ditetapkan: {person.name}",
        text_en=f"{label('officer_role', seat, 'en')} appointed: {person.name}",
        occurred_on=on,
        visibility=Visibility.PARTIES,
    )
    docket.record(dispute, line, **who)
    return member


@right(Right.REGISTRY)
@publication.one_act
def declare_conflict(
    dispute: Dispute,
    person: Person,
    *,
    ground: ConflictGround,
    reason: str,
    declared_on: date,
    by: User,
    now: datetime,
) -> DeclaredConflict:
    """Note what somebody said may keep a person from a dispute; only the registry reads it.

    Raises:
        ReasonNeeded: nothing is said.
    """
    if not reason.strip():
        raise ReasonNeeded("Tuliskan apa yang dinyatakan.")
    row = DeclaredConflict.objects.create(
        dispute=dispute,
        person=person,
        ground=ground,
        reason=reason.strip(),
        declared_on=declared_on,
        noted_by=by,
    )
    told = hashlib.sha256(row.reason.encode()).hexdigest()
    payload = {"person": person.slug, "ground": ground.value, "reason_sha256": told}
    journal.record(
        "conflict_declared",
        at=now,
        actor=accounts.as_actor(by),
        dispute=dispute,
        payload=payload,
    )
    return row


def _check_people(dispute: Dispute, wanted: Appointment) -> None:
    bench = [wanted.chair, *wanted.members]
    seats = [Seat.CHAIR, *(Seat.MEMBER for _one in wanted.members)]
    check_panel([Sitting(one.slug, seat) for one, seat in zip(bench, seats, strict=True)])
    if wanted.mediator in bench:
        raise rules.MediatorOnPanel("Mediator tidak duduk dalam majelis sengketa yang sama.")
    _check_candidates(dispute, wanted.seats, wanted.appointed_on)


def _check_candidates(
    dispute: Dispute, seats: Sequence[tuple[Officer, Person]], on: date
) -> None:
    commissioners = set(queries.commissioners(dispute.commission, on))
    registrars = set(queries.registrars(dispute.commission, on))
    among = {
        Officer.SUBSTITUTE_REGISTRAR: registrars,
        Officer.ASSISTANT_MEDIATOR: commissioners | registrars,
    }
    for seat, person in seats:
        if person not in among.get(seat, commissioners):
            raise rules.NotACandidate(
                f"{person.name} tidak tercatat di komisi ini pada hari itu."
            )


def _check_successor(dispute: Dispute, row: PanelMember, successor: Person, on: date) -> None:
    _check_free(queries.of(dispute), successor)
    _check_candidates(dispute, [(Officer(row.seat), successor)], on)


def _check_free(standing: queries.Panel, person: Person) -> None:
    if any(one.person_id == person.pk for one in standing.present):
        raise rules.MediatorOnPanel(f"{person.name} sudah duduk dalam sengketa ini.")


def _check_day(dispute: Dispute, on: date, since: date | None, now: datetime) -> None:
    if on > notices.today(dispute, now) or (since is not None and on < since):
        raise rules.WrongSeatDay("Hari itu belum tiba, atau sebelum kursinya dimulai.")


def _seat(
    dispute: Dispute, person: Person, seat: Officer, on: date, who: dict[str, Any]
) -> PanelMember:
    member = PanelMember.objects.create(dispute=dispute, person=person, seat=seat, starts_on=on)
    journal.record(
        "panel_member_seated",
        actor=who["actor"],
        at=who["now"],
        dispute=dispute,
        payload={"person": person.slug, "seat": seat.value, "on": on.isoformat()},
    )
    return member


def _note_conflicts(dispute: Dispute, people: Sequence[Person], who: dict[str, Any]) -> None:
    """Keep that a warning stood on the page when somebody was seated."""
    warned = queries.conflicts(dispute, people)
    named = [one.slug for one in people if one.pk in warned]
    if named:
        payload = {"people": named, "basis": rules.CONFLICT_BASIS}
        journal.record(
            "seated_despite_warning",
            at=who["now"],
            actor=who["actor"],
            dispute=dispute,
            payload=payload,
        )


def _named(wanted: Appointment) -> str:
    told = [f"{label('officer_role', seat)} {person.name}" for seat, person in wanted.seats]
    return listing(told)


def _replaced(row: PanelMember, successor: Person | None) -> tuple[str, str]:
    title, title_en = label("officer_role", row.seat), label("officer_role", row.seat, "en")
    if successor is None:
        return (
            f"{title} {row.person.name} tidak lagi duduk; penggantinya belum ditetapkan",
            f"{title_en} {row.person.name} no longer sits; nobody is appointed yet",
        )
    return (
        f"{title} {row.person.name} diganti {successor.name}",
        f"{title_en} {row.person.name} was replaced by {successor.name}",
    )


def _write(
    dispute: Dispute, text: str, paper: Document | None, by: User, now: datetime
) -> None:
    writing = Writing(CorrespondenceKind.MESSAGE, text, paper=paper)
    correspondence.write(dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now)


def _who(by: User, now: datetime) -> dict[str, Any]:
    return {"actor": accounts.as_actor(by), "now": now}


def _locked(dispute: Dispute) -> Dispute:
    return Dispute.objects.select_for_update().select_related("commission").get(pk=dispute.pk)
