"""What a slot asks of rooms and people, what a commission has drafted, and who will be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from cases.domain.accounts import REGISTRY_ROLES
from cases.domain.bookings import USUAL_LENGTH, Clash
from cases.domain.hearings import MEDIATION, HearingState
from cases.domain.notices import Side
from cases.domain.numbering import registers_line
from cases.domain.panels import Officer
from cases.domain.parties import PartyRole
from cases.domain.publication import UNANNOUNCED_KINDS, UNANNOUNCED_STATES
from cases.domain.sittings import Away, Finding, Overlap, Plan, check
from cases.models import (
    Absence,
    Commission,
    Dispute,
    Hearing,
    HearingDispute,
    Participant,
    Person,
    Representation,
    Room,
    User,
)
from cases.queries import accounts, bookings, calendars, notices, panels
from cases.queries.bookings import Taken
from cases.queries.panels import Panel

PLANNED = (HearingState.DRAFT, HearingState.SET)
PARTIES = (PartyRole.APPLICANT, PartyRole.RESPONDENT)
CAUCUS_WITH = {
    Side.APPLICANT.value: PartyRole.APPLICANT,
    Side.RESPONDENT.value: PartyRole.RESPONDENT,
}


@dataclass(frozen=True, slots=True)
class Need:
    """Whom a hearing needs, by its ``kind``: none stands for a hearing of the panel.
    ``caucus_with`` is the one side that a caucus needs.
    """

    kind: str = ""
    caucus_with: str = ""

    @property
    def parties(self) -> Collection[str]:
        """The sides that have to come."""
        return (CAUCUS_WITH[self.caucus_with],) if self.caucus_with else PARTIES


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and hours of a commission, and where; ``today`` is its local day."""

    held_on: date
    starts: time
    ends: time
    room: Room | None
    today: date
    need: Need = Need()

    def instants(self, zone: str) -> tuple[datetime, datetime]:
        """Beginning and end, with the zone of the commission."""
        first = datetime.combine(self.held_on, self.starts, tzinfo=ZoneInfo(zone))
        return first, datetime.combine(self.held_on, self.ends, tzinfo=ZoneInfo(zone))


def kept_by(user: User) -> QuerySet[Commission]:
    """The commissions in whose registry ``user`` works at present."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return Commission.objects.filter(pk__in=mine.values("commission")).order_by("name")


def hearings_kept_by(user: User) -> QuerySet[Hearing]:
    """The hearings that are planned or announced in the commissions of a registry."""
    rows = Hearing.objects.filter(commission__in=kept_by(user), state__in=PLANNED)
    return rows.select_related("commission", "room", "previous", "registrar")


def joinable(dispute: Dispute) -> QuerySet[Dispute]:
    """The disputes with a panel that could be heard together with one: of its family, or of
    the same applicant.
    """
    mine = Participant.objects.filter(
        dispute=dispute, role=PartyRole.APPLICANT, ends_on=None, organisation__isnull=False
    )
    akin = Q(
        participants__organisation__in=mine.values("organisation"),
        participants__role=PartyRole.APPLICANT,
    )
    if dispute.family_id:
        akin |= Q(family=dispute.family_id)
    found = Dispute.objects.filter(akin, commission=dispute.commission_id).exclude(
        pk=dispute.pk
    )
    has_panel = Q(panel__seat=Officer.CHAIR, panel__ends_on=None, stage__in=panels.CARRIED)
    rows = Dispute.objects.filter(has_panel, pk__in=found.values("pk"))
    return rows.select_related("commission").prefetch_related("numbers").order_by("pk")


def announced() -> Q:
    """The hearings that everybody may know of. A mediation that was planned here is none of
    them; that one took place is told where a source outside has told it.
    """
    is_told = ~Q(state__in=UNANNOUNCED_STATES) & ~Q(kind__in=UNANNOUNCED_KINDS)
    return is_told & ~Q(kind=MEDIATION, sources=[])


def next_ordinal(dispute: Dispute) -> int:
    """Which hearing of a dispute the next one is."""
    return int(dispute.hearing_places.aggregate(last=Max("seq"))["last"] or 0) + 1


def findings(
    disputes: Sequence[Dispute],
    slot: Slot,
    *,
    registrar: Person | None,
    besides: Iterable[Hearing] = (),
) -> tuple[Finding, ...]:
    """Everything that stands against holding these disputes there, checked by one rule book."""
    lead = disputes[0]
    calendar = calendars.working_calendar(lead.commission.region)
    return check(plan(disputes, slot, registrar=registrar, besides=besides), calendar=calendar)


def plan(
    disputes: Sequence[Dispute],
    slot: Slot,
    *,
    registrar: Person | None,
    besides: Iterable[Hearing] = (),
) -> Plan:
    """What is known of a slot. ``besides``: hearings that make way for it."""
    rooms = [slot.room] if slot.room else []
    span = (slot.held_on, slot.held_on)
    known = survey(disputes, span, rooms, slot.need, registrar=registrar, besides=besides)
    return known.plan(slot)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A hearing elsewhere at which a party, or who speaks for one, is needed."""

    name: str
    registers: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of disputes, and of everybody they need, over some days.

    Any slot of these days is planned from it without asking again.
    """

    disputes: tuple[Dispute, ...]
    panels: Mapping[int, Panel]
    need: Need = Need()
    taken: tuple[Taken, ...] = ()
    absences: tuple[Absence, ...] = ()
    engagements: tuple[Engagement, ...] = ()

    def plan(self, slot: Slot) -> Plan:
        """What is known of one slot."""
        lead, kind = self.disputes[0], self.need.kind
        zone = lead.commission.time_zone
        seated = self._seated(lead)
        starts_at, ends_at = slot.instants(zone)
        return Plan(
            held_on=slot.held_on,
            starts=slot.starts,
            ends=slot.ends,
            today=slot.today,
            zone=zone,
            regimes=tuple(one.regime for one in self.disputes),
            panel=self.panels[lead.pk].sittings_at(kind),
            kind=kind,
            unregistered=tuple(
                one.code for one in self.disputes if not notices.register_of(one)
            ),
            other_panels=tuple(
                notices.register_of(one) or one.code
                for one in self.disputes
                if self._seated(one) != seated
            ),
            clashes=self._clashes(slot.room, starts_at, ends_at),
            away=tuple(
                Away(one.person.name, one.starts_on, one.ends_on, one.reason, is_bench)
                for one in self.absences
                if one.starts_on <= slot.held_on <= one.ends_on
                for is_bench in [one.person_id in seated]
            ),
            overlaps=self._overlaps(slot.held_on, starts_at, ends_at),
        )

    def _seated(self, dispute: Dispute) -> set[int]:
        bench = self.panels[dispute.pk].sits_at(self.need.kind)
        return {one.person_id for one in bench}

    def _clashes(
        self, room: Room | None, starts_at: datetime, ends_at: datetime
    ) -> tuple[Clash, ...]:
        has_hours = starts_at < ends_at
        return tuple(
            one.clash
            for one in self.taken
            if has_hours and one.stands_against(room, starts_at, ends_at)
        )

    def _overlaps(
        self, on: date, starts_at: datetime, ends_at: datetime
    ) -> tuple[Overlap, ...]:
        has_hours = starts_at < ends_at
        found = (
            Overlap(one.name, one.registers, on)
            for one in self.engagements
            if has_hours and one.starts_at < ends_at and one.ends_at > starts_at
        )
        return tuple(dict.fromkeys(found))


def survey(
    disputes: Sequence[Dispute],
    span: tuple[date, date],
    rooms: Collection[Room],
    need: Need,
    *,
    registrar: Person | None,
    besides: Iterable[Hearing] = (),
) -> Survey:
    """What is known from the first day of ``span`` to its last, both local and included, for
    these rooms. As many queries for one day as for a week.
    """
    lead, apart = disputes[0], [one.pk for one in besides]
    seats = panels.standing(disputes)
    bench = [one.person for one in seats[lead.pk].sits_at(need.kind)]
    people = [*bench, *([registrar] if registrar else [])]
    starts_at, ends_at = bounds(span, lead.commission.time_zone)
    away = Absence.objects.filter(
        person__in=people, starts_on__lte=span[1], ends_on__gte=span[0]
    )
    return Survey(
        tuple(disputes),
        seats,
        need,
        bookings.taken(people, rooms, starts_at=starts_at, ends_at=ends_at, besides=apart),
        tuple(away.select_related("person").order_by("starts_on", "pk")),
        tuple(_engagements(disputes, need, starts_at, ends_at, apart)),
    )


def bounds(span: tuple[date, date], zone: str) -> tuple[datetime, datetime]:
    """The first instant of the first local day, and the first after the last."""
    first, last = (
        datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
        for day in (span[0], span[1] + timedelta(days=1))
    )
    return first, last


def absences(commission: Commission, since: date) -> QuerySet[Absence]:
    """Who is away from a day on, the earliest first."""
    rows = Absence.objects.filter(commission=commission, ends_on__gte=since)
    return rows.select_related("person").order_by("starts_on", "pk")


@dataclass(frozen=True, slots=True)
class Unreleased:
    """What nobody was told of yet; ``told`` counts the people who will be."""

    hearing: Hearing
    change: str  # new | moved | cancelled
    registers: str
    told: int


def unreleased(commission: Commission) -> tuple[Unreleased, ...]:
    """What is new, moved and cancelled since the last release, by day."""
    is_dropped = Q(state=HearingState.SET) & ~Q(void_reason="")
    rows = Hearing.objects.filter(
        Q(state=HearingState.DRAFT) | is_dropped, commission=commission
    ).select_related("commission", "room", "previous__commission")
    found = list(
        rows.prefetch_related(
            "disputes__numbers",
            "disputes__participants__organisation",
            "disputes__participants__public_body",
        ).order_by("held_on", "planned_at", "pk")
    )
    told = told_of([list(row.disputes.all()) for row in found])
    return tuple(_unreleased(row, told) for row in found)


def _unreleased(row: Hearing, told: Mapping[tuple[int, str], int]) -> Unreleased:
    change = "cancelled" if row.void_reason else "moved" if row.previous_id else "new"
    served = list(row.disputes.all())
    numbers = [notices.register_of(one) or one.code for one in served]
    count = how_many(told, served, Need(row.kind, row.caucus_with))
    return Unreleased(row, change, registers_line(numbers), count)


def how_many(
    told: Mapping[tuple[int, str], int], disputes: Iterable[Dispute], need: Need
) -> int:
    """Of those whom ``told_of`` counted, the ones who have to come."""
    return sum(told.get((one.pk, role), 0) for one in disputes for role in need.parties)


def told_of(groups: Sequence[Sequence[Dispute]]) -> Mapping[tuple[int, str], int]:
    """How many accounts each party of each dispute has. Two queries, however many."""
    shared = [one for group in groups for one in group]
    rows = Participant.objects.filter(dispute__in=shared, role__in=PARTIES, ends_on=None)
    acting = accounts.current().filter(role__in=notices.ACTING)
    members: dict[tuple[str, int], set[int]] = {}
    for user, house, body in acting.values_list("user", "organisation", "public_body"):
        key = ("organisation", house) if house else ("public_body", body)
        members.setdefault(key, set()).add(user)
    counted: dict[tuple[int, str], set[int]] = {}
    columns = ("dispute", "role", "organisation", "public_body")
    for dispute, role, house, body in rows.values_list(*columns):
        key = ("organisation", house) if house else ("public_body", body)
        counted.setdefault((dispute, role), set()).update(members.get(key, set()))
    return {party: len(users) for party, users in counted.items()}


def _engagements(
    disputes: Sequence[Dispute],
    need: Need,
    starts_at: datetime,
    ends_at: datetime,
    apart: Sequence[int],
) -> Iterator[Engagement]:
    """Where the parties of these disputes, and their representatives, are needed besides."""
    # A hearing without a known end counts for its usual length.
    others = Hearing.objects.filter(
        Q(planned_until__gt=starts_at)
        | Q(planned_until=None, planned_at__gt=starts_at - USUAL_LENGTH),
        planned_at__lt=ends_at,
        state__in=PLANNED,
    ).exclude(pk__in=apart)
    hours: dict[int, list[tuple[datetime, datetime]]] = {}
    for served, starts, ends in HearingDispute.objects.filter(hearing__in=others).values_list(
        "dispute", "hearing__planned_at", "hearing__planned_until"
    ):
        if starts is not None:
            hours.setdefault(served, []).append((starts, ends or starts + USUAL_LENGTH))
    for name, dispute in _needed(disputes, need, hours):
        registers = notices.register_of(dispute) or dispute.code
        for starts, ends in hours[dispute.pk]:
            yield Engagement(name, registers, starts, ends)


def _needed(
    disputes: Sequence[Dispute], need: Need, elsewhere: Collection[int]
) -> Iterator[tuple[str, Dispute]]:
    """The parties that have a part in a dispute ``elsewhere``, and who speak there."""
    mine = Participant.objects.filter(dispute__in=disputes, role__in=need.parties, ends_on=None)
    rows = Participant.objects.filter(
        Q(organisation__in=mine.exclude(organisation=None).values("organisation"))
        | Q(public_body__in=mine.exclude(public_body=None).values("public_body")),
        dispute__in=elsewhere,
        ends_on=None,
    ).exclude(dispute__in=disputes)
    for row in (
        rows.select_related("organisation", "public_body", "dispute")
        .prefetch_related("dispute__numbers")
        .order_by("pk")
    ):
        yield str(row.organisation or row.public_body), row.dispute
    speakers = Representation.objects.filter(participant__in=mine).values("person")
    spoken = Representation.objects.filter(
        person__in=speakers, participant__dispute__in=elsewhere
    ).exclude(participant__dispute__in=disputes)
    for one in (
        spoken.select_related("person", "participant__dispute")
        .prefetch_related("participant__dispute__numbers")
        .order_by("pk")
    ):
        yield one.person.name, one.participant.dispute
