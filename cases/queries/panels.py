"""Who sits in a dispute, who could, how much they carry, and what may keep them from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from cases.domain import panels as rules
from cases.domain.accounts import REGISTRY_ROLES, Role
from cases.domain.hearings import HearingState, Seat, Sitting, seats_at
from cases.domain.panels import ConflictGround, ConflictWarning, Officer
from cases.domain.stages import Phase, Stage, is_over, phase_of
from cases.models import (
    Affiliation,
    Commission,
    DeclaredConflict,
    Dispute,
    Hearing,
    Membership,
    PanelMember,
    Participant,
    Person,
)
from cases.queries import accounts

CARRIED = [
    stage
    for stage in Stage
    if phase_of(stage) in {Phase.FILING, Phase.EXAMINATION} and not is_over(stage)
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit, in how many open disputes they do, and what warns."""

    person: Person
    load: int
    warnings: tuple[ConflictWarning, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Who sits in a dispute at present, and who did before."""

    chair: PanelMember | None
    members: tuple[PanelMember, ...]
    mediator: PanelMember | None
    assistant: PanelMember | None
    registrar: PanelMember | None
    former: tuple[PanelMember, ...]

    @property
    def bench(self) -> tuple[PanelMember, ...]:
        """Those who judge, the chair first."""
        return ((self.chair,) if self.chair else ()) + self.members

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """The bench, as the rules judge it."""
        return tuple(Sitting(one.person.slug, Seat(one.seat)) for one in self.bench)

    @property
    def present(self) -> tuple[PanelMember, ...]:
        """Every seat that is taken, in the order of the paper."""
        rest = (self.mediator, self.assistant, self.registrar)
        return (*self.bench, *(one for one in rest if one is not None))

    def sits_at(self, kind: str) -> tuple[PanelMember, ...]:
        """Who leads a hearing of a kind: the panel, or the mediator with an assistant."""
        return tuple(one for one in self.present if one.seat in seats_at(kind))

    def sittings_at(self, kind: str) -> tuple[Sitting, ...]:
        """The same, as the rules judge it."""
        return tuple(Sitting(one.person.slug, Seat(one.seat)) for one in self.sits_at(kind))


def of(dispute: Dispute) -> Panel:
    """The panel of a dispute. One query."""
    return standing([dispute])[dispute.pk]


def standing(disputes: Iterable[Dispute]) -> dict[int, Panel]:
    """The panels of several disputes, by the key of each. One query, however many."""
    seats: dict[int, list[PanelMember]] = {one.pk: [] for one in disputes}
    rows = PanelMember.objects.filter(dispute__in=seats).select_related("person")
    for row in rows.order_by("pk"):
        seats[row.dispute_id].append(row)
    return {dispute: _panel(found) for dispute, found in seats.items()}


def _panel(rows: Sequence[PanelMember]) -> Panel:
    seated: dict[str, list[PanelMember]] = {}
    for row in rows:
        if row.ends_on is None:
            seated.setdefault(row.seat, []).append(row)
    first = {seat: found[0] for seat, found in seated.items()}
    return Panel(
        chair=first.get(Officer.CHAIR),
        members=tuple(seated.get(Officer.MEMBER, ())),
        mediator=first.get(Officer.MEDIATOR),
        assistant=first.get(Officer.ASSISTANT_MEDIATOR),
        registrar=first.get(Officer.SUBSTITUTE_REGISTRAR),
        former=tuple(row for row in rows if row.ends_on is not None),
    )


def commissioners(commission: Commission, on: date) -> QuerySet[Person]:
    """Who can judge or mediate: the present commissioners, by account or by record."""
    titles = ("komisioner", "ketua", "majelis")  # as sources call them: anggota majelis, say
    is_named = Q()
    for title in titles:
        is_named |= Q(title__icontains=title)
    return _people(commission, on, [Role.COMMISSIONER], is_named)


def registrars(commission: Commission, on: date) -> QuerySet[Person]:
    """Who can keep the record of a dispute."""
    return _people(commission, on, REGISTRY_ROLES, Q(title__icontains="panitera"))


def candidates(
    dispute: Dispute, people: Sequence[Person], *, also: Iterable[Person] = ()
) -> tuple[Candidate, ...]:
    """Those people with their load and what warns of them in this dispute."""
    everybody = list(dict.fromkeys([*people, *also]))
    loads, warned = loads_of(everybody), conflicts(dispute, everybody)
    return tuple(
        Candidate(one, loads.get(one.pk, 0), warned.get(one.pk, ())) for one in everybody
    )


def loads_of(people: Sequence[Person]) -> Mapping[int, int]:
    """In how many open disputes each of them has a seat. One query."""
    rows = PanelMember.objects.filter(
        person__in=people, ends_on=None, dispute__stage__in=CARRIED
    )
    counted = rows.order_by().values("person").annotate(count=Count("dispute", distinct=True))
    return {row["person"]: row["count"] for row in counted}


def conflicts(
    dispute: Dispute, people: Sequence[Person]
) -> Mapping[int, tuple[ConflictWarning, ...]]:
    """What was declared of each, and what the record says of them and a party's house."""
    found: dict[int, list[ConflictWarning]] = {}
    for row in DeclaredConflict.objects.filter(dispute=dispute, person__in=people).order_by(
        "pk"
    ):
        told = rules.declared(ConflictGround(row.ground), row.reason, row.declared_on)
        found.setdefault(row.person_id, []).append(told)
    for person, house, title, starts_on, ends_on in _places(dispute, people):
        warned = rules.belonged(house, title, starts_on, ends_on)
        found.setdefault(person, []).append(warned)
    return {pk: tuple(dict.fromkeys(told)) for pk, told in found.items()}


def hearings_ahead(dispute: Dispute, gone: Collection[int], today: date) -> QuerySet[Hearing]:
    """Hearings still to come on whose bench somebody sits who has left the panel."""
    return Hearing.objects.filter(
        disputes=dispute,
        seats__person__in=gone,
        held_on__gte=today,
        state__in=[HearingState.DRAFT, HearingState.SET],
    ).distinct()


def _people(
    commission: Commission, on: date, roles: Sequence[Role], is_named: Q
) -> QuerySet[Person]:
    members = accounts.current(on).filter(
        commission=commission, role__in=roles, user__person__isnull=False
    )
    has_begun = Q(starts_on=None) | Q(starts_on__lte=on)
    goes_on = Q(ends_on=None) | Q(ends_on__gte=on)
    placed = Affiliation.objects.filter(has_begun, goes_on, is_named, commission=commission)
    seen = Q(pk__in=members.values("user__person")) | Q(pk__in=placed.values("person"))
    return Person.objects.filter(seen).order_by("name", "pk")


def _places(
    dispute: Dispute, people: Sequence[Person]
) -> Iterable[tuple[int, str, str, date | None, date | None]]:
    """Where these people stand or stood in the houses that have a part in the dispute."""
    parties = Participant.objects.filter(dispute=dispute)
    houses = Q(organisation__in=parties.values("organisation")) | Q(
        public_body__in=parties.values("public_body")
    )
    rows = Affiliation.objects.filter(houses, person__in=people)
    for one in rows.select_related("organisation", "public_body").order_by("pk"):
        house = one.organisation or one.public_body
        yield one.person_id, str(house), one.title, one.starts_on, one.ends_on
    joined = Membership.objects.filter(houses, user__person__in=people)
    told = joined.select_related("organisation", "public_body", "user").order_by("pk")
    for row in told:
        house = row.organisation or row.public_body
        yield row.user.person_id or 0, str(house), "", row.starts_on, row.ends_on
