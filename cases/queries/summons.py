"""Whom a hearing calls, who was summoned and how that was served, from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.domain import sittings
from cases.domain import summons as rules
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.hearings import HearingState, Presence
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.sittings import LastService
from cases.domain.summons import Served, ServiceResult, Standing
from cases.models import (
    Appearance,
    Dispute,
    Hearing,
    HearingDispute,
    Participant,
    Representation,
    Summons,
    SummonsService,
    User,
)
from cases.queries import calendars, correspondence, parties
from cases.queries.correspondence import ROLES
from cases.queries.sittings import kept_by

HOUSES = ("organisation", "public_body", "person")
NAMED = (
    "dispute__commission",
    "hearing__commission",
    "hearing__room",
    "paper",
    "editable",
    "issued_by",
    "representation__person",
    *(f"participant__{house}" for house in HOUSES),
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody whom a hearing calls: a party, or who holds its power of attorney."""

    participant: Participant
    representation: Representation | None = None

    @property
    def key(self) -> str:
        """How a form names it."""
        return key_of(
            self.participant.pk, self.representation.pk if self.representation else None
        )

    @property
    def side(self) -> Side:
        return rules.SIDES[PartyRole(self.participant.role)]

    @property
    def name(self) -> str:
        """As it stands on papers of the parties."""
        return name_of(self.participant, self.representation)


@dataclass(frozen=True, slots=True)
class Calls:
    """A hearing with all whom it calls, and what was issued for it so far."""

    hearing: Hearing
    disputes: tuple[Dispute, ...]
    addressees: tuple[Addressee, ...]
    summonses: tuple[Summons, ...]
    days: tuple[LastService, ...]

    @property
    def missing(self) -> tuple[Addressee, ...]:
        """Those for whom no summons was issued yet."""
        there = {key_of(one.participant_id, one.representation_id) for one in self.summonses}
        return tuple(one for one in self.addressees if one.key not in there)

    @property
    def strictest(self) -> LastService | None:
        """The last day of service that is in time by every count."""
        return rules.strictest(self.days)

    def of_reading(self, other_than: LastService) -> LastService | None:
        """The same count with joint leave read the other way."""
        found = (one for one in self.days if one.reading != other_than.reading)
        return next((one for one in found if one.is_clear == other_than.is_clear), None)


@dataclass(frozen=True, slots=True)
class Noted:
    """How a party was noted at a hearing that was held; ``absences`` are the rows of that."""

    hearing: Hearing
    presence: Presence | None
    absences: tuple[Appearance, ...] = ()


def hearings_kept_by(user: User) -> QuerySet[Hearing]:
    """The hearings of the registries in which ``user`` works, whatever became of them."""
    rows = Hearing.objects.filter(commission__in=kept_by(user))
    return rows.select_related("commission", "room", "previous", "registrar")


def kept_summonses(user: User) -> QuerySet[Summons]:
    """The summonses that the registry of ``user`` issued, with how each was served."""
    return _with_services(Summons.objects.filter(hearing__in=hearings_kept_by(user)))


def of_dispute(user: User, dispute: Dispute) -> tuple[Summons, ...]:
    """The summonses in a dispute that ``user`` may read: the registry all, a side its own. A
    sealed file is read by nobody outside.
    """
    sides = correspondence.sides_of(user, dispute)
    is_inside = Side.COMMISSION in sides
    if dispute.visibility == Visibility.SEALED and not is_inside:
        return ()
    roles = [role for side in sides for role in ROLES.get(side, ())]
    rows = Summons.objects.filter(dispute=dispute)
    if not is_inside:
        rows = rows.filter(participant__role__in=roles)
    return tuple(_with_services(rows).order_by("-hearing__held_on", "pk"))


def calls_to(hearings: Sequence[Hearing]) -> tuple[Calls, ...]:
    """Each hearing with all whom it calls. As many queries for one as for all."""
    keys = [one.pk for one in hearings]
    served: dict[int, list[Dispute]] = {}
    places = HearingDispute.objects.filter(hearing__in=keys).order_by("dispute_id")
    for place in places.select_related("dispute__commission").prefetch_related(
        "dispute__numbers"
    ):
        served.setdefault(place.hearing_id, []).append(place.dispute)
    disputes = {one.pk for group in served.values() for one in group}
    standing = _standing(disputes)
    issued: dict[int, list[Summons]] = {}
    for row in _with_services(Summons.objects.filter(hearing__in=keys)).order_by("pk"):
        issued.setdefault(row.hearing_id, []).append(row)
    known = calendars.working_calendars(one.commission.region for one in hearings)
    found = []
    for one in hearings:
        mine = served.get(one.pk, [])
        called = _addressees(mine, one, standing)
        days = _days(mine, one.held_on, known[one.commission.region])
        found.append(Calls(one, tuple(mine), called, tuple(issued.get(one.pk, ())), days))
    return tuple(found)


def ahead(disputes: Iterable[Dispute], today: date) -> list[Hearing]:
    """The announced hearings of disputes from a day on to which parties are summoned."""
    rows = Hearing.objects.filter(
        disputes__in=list(disputes), state=HearingState.SET, held_on__gte=today
    ).distinct()
    found = rows.select_related("commission", "room").order_by("held_on", "pk")
    return [one for one in found if rules.is_called_to(one.kind)]


def noted(disputes: Iterable[Dispute]) -> Mapping[tuple[int, int], tuple[Noted, ...]]:
    """For each dispute and party (by key) how it was noted at the hearings held, the earliest
    first. As many queries for one as for all.
    """
    keys = [one.pk for one in disputes]
    parts: dict[int, list[Participant]] = {}
    for one in _parties(keys):
        parts.setdefault(one.dispute_id, []).append(one)
    places = HearingDispute.objects.filter(dispute__in=keys, hearing__state__in=rules.HELD)
    found: dict[tuple[int, int], list[Noted]] = {}
    for place in (
        places.select_related("hearing__commission")
        .prefetch_related("hearing__appearances__on_behalf_of", "hearing__appearances__excuses")
        .order_by("hearing__held_on", "seq")
    ):
        for one in parts.get(place.dispute_id, ()):
            told = _noted(place.hearing, one)
            found.setdefault((place.dispute_id, one.pk), []).append(told)
    return {key: tuple(told) for key, told in found.items()}


def records(summons: Summons) -> tuple[SummonsService, ...]:
    """How it was served, without what was corrected, the earliest first."""
    rows = sorted(summons.services.all(), key=lambda row: (row.served_on, row.pk))
    corrected = {row.corrects_id for row in rows}
    return tuple(row for row in rows if row.pk not in corrected)


def served(summons: Summons) -> tuple[Served, ...]:
    """The same as the rules read it."""
    return tuple(Served(row.served_on, ServiceResult(row.result)) for row in records(summons))


def standing_of(summons: Summons) -> Standing:
    """How far its service is."""
    return rules.standing(served(summons))


def is_withdrawn(summons: Summons) -> bool:
    """Whether its hearing was moved or cancelled."""
    return summons.hearing.state in rules.WITHDRAWN


def may_be_acknowledged(summons: Summons) -> bool:
    """Whether a party can still say that it received it: before the hearing, and once."""
    is_open = summons.hearing.state in {HearingState.SET, HearingState.OPEN}
    return is_open and not any(row.by_party for row in summons.services.all())


def key_of(participant: int, representation: int | None) -> str:
    """How forms name an addressee."""
    return f"{participant}-{representation}" if representation else str(participant)


def name_of(participant: Participant, representation: Representation | None) -> str:
    """Whom a summons calls, as it stands on papers of the parties."""
    if representation is not None:
        return representation.person.name
    return parties.full_name(participant)


def _with_services(rows: QuerySet[Summons]) -> QuerySet[Summons]:
    services = SummonsService.objects.select_related("recorded_by", "proof").order_by("pk")
    return rows.select_related(*NAMED).prefetch_related(
        "dispute__numbers", Prefetch("services", services)
    )


def _parties(disputes: Iterable[int]) -> QuerySet[Participant]:
    rows = Participant.objects.filter(
        dispute__in=list(disputes), role__in=list(rules.SIDES), ends_on=None
    )
    return rows.select_related(*HOUSES).order_by("pk")


def _standing(disputes: Iterable[int]) -> Mapping[int, Sequence[Participant]]:
    speakers = Representation.objects.select_related("person").order_by("pk")
    found: dict[int, list[Participant]] = {}
    for one in _parties(disputes).prefetch_related(Prefetch("representations", speakers)):
        found.setdefault(one.dispute_id, []).append(one)
    return found


def _addressees(
    disputes: Sequence[Dispute], hearing: Hearing, standing: Mapping[int, Sequence[Participant]]
) -> tuple[Addressee, ...]:
    if not rules.is_called_to(hearing.kind):
        return ()
    found = []
    for one in (part for dispute in disputes for part in standing.get(dispute.pk, ())):
        found.append(Addressee(one))
        found += [
            Addressee(one, row)
            for row in one.representations.all()
            if rules.is_summoned_himself(
                row.basis, hearing.held_on, starts_on=row.starts_on, ends_on=row.ends_on
            )
        ]
    return tuple(found)


def _days(
    disputes: Sequence[Dispute], held_on: date, calendar: WorkingCalendar
) -> tuple[LastService, ...]:
    """By the first regime of which a figure is known."""
    for regime in dict.fromkeys(one.regime for one in disputes):
        try:
            found = sittings.service_days(regime, held_on, calendar=calendar)
        except CalendarDoesNotReach:
            continue
        if found:
            return found
    return ()


def _noted(hearing: Hearing, party: Participant) -> Noted:
    """Of a party somebody appeared, or it was noted as absent; or nobody noted anything."""
    side = rules.SIDES[PartyRole(party.role)]
    mine = [one for one in hearing.appearances.all() if _is_for(one, party, side)]
    if any(one.presence in rules.CAME for one in mine):
        return Noted(hearing, Presence.PRESENT)
    absences = tuple(one for one in mine if one.presence == Presence.ABSENT)
    return Noted(hearing, Presence.ABSENT if absences else None, absences)


def _is_for(one: Appearance, party: Participant, side: Side) -> bool:
    """Whether somebody stood there for a party; where no party is named, their role tells."""
    named = {row.pk for row in one.on_behalf_of.all()}
    return party.pk in named if named else one.role in ROLES[side]
