"""Mediation: one predicate for everybody; what it does not let through does not exist.

Parties and mediator see their mediation, the registry that it goes on. What was written in it
is for the parties, who leads it and the substitute registrar of the dispute. Who judges the
dispute sees nothing of it, whatever else they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.domain import mediation as rules
from cases.domain.accounts import COMMISSION_ROLES, REGISTRY_ROLES
from cases.domain.hearings import CAUCUS, MEDIATED, MEDIATION, HearingState, Presence
from cases.domain.notices import PARTIES, Side
from cases.domain.panels import BENCH, Officer
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.models import (
    Appearance,
    Deadline,
    Dispute,
    Document,
    Hearing,
    InformationItem,
    Mediation,
    MediationAgreement,
    MediationFile,
    MediationNote,
    ObjectionGround,
    PanelMember,
    User,
)
from cases.queries import accounts, correspondence, deadlines
from cases.queries.predicates import built_once

LEADING = (Officer.MEDIATOR, Officer.ASSISTANT_MEDIATOR)
TOLD = (HearingState.DRAFT,)  # planned, and told to nobody yet
HELD = (HearingState.OPEN, HearingState.CLOSED, HearingState.ADJOURNED)


@built_once
def visible_to(user: User) -> QuerySet[Mediation]:
    """The mediations that exist for ``user``: parties, who leads them, and the registry."""
    return _among(user, _of_parties(user) | _led_by(user) | _kept_by(user))


@built_once
def inside(user: User) -> QuerySet[Mediation]:
    """Those of which ``user`` reads what was written: parties, who leads them, and the
    substitute registrar of the dispute.
    """
    return _among(user, _of_parties(user) | _led_by(user) | _recorded_by(user))


@built_once
def led_by(user: User) -> QuerySet[Mediation]:
    """Those that ``user`` leads, as mediator or assistant."""
    return _among(user, _led_by(user))


@built_once
def mediated_by(user: User) -> QuerySet[Mediation]:
    """Those whose mediator ``user`` is; a caucus is between the mediator and one party."""
    return _among(user, Q(dispute__in=_seated(user, [Officer.MEDIATOR])))


@built_once
def noted_by(user: User) -> QuerySet[Mediation]:
    """Those in which ``user`` keeps notes: who leads them, and the substitute registrar."""
    return _among(user, _led_by(user) | _recorded_by(user))


@built_once
def kept_by(user: User) -> QuerySet[Mediation]:
    """Those whose course the registry of ``user`` notes."""
    return _among(user, _kept_by(user))


@built_once
def sessions_visible_to(user: User) -> QuerySet[Hearing]:
    """The sessions of which ``user`` may know. A caucus exists for its own party, for who leads
    it and for the registry that sets it; drafts for the latter two alone.
    """
    leading = led_by(user).values("dispute")
    keeping = kept_by(user).values("dispute")
    own = Q(pk__in=[])
    for side in PARTIES:
        mine = correspondence.standing(user, side)
        own |= Q(kind=CAUCUS, caucus_with=side, disputes__in=mine)
    own |= Q(kind=MEDIATION, disputes__in=inside(user).values("dispute"))
    told = own & ~Q(state__in=TOLD) & Q(disputes__in=visible_to(user).values("dispute"))
    seen = told | Q(disputes__in=leading) | Q(disputes__in=keeping)
    rows = Hearing.objects.filter(seen, kind__in=MEDIATED)
    return rows.select_related("commission", "room")


def notes_visible_to(user: User) -> QuerySet[MediationNote]:
    """What those who lead keep for themselves; of a caucus the mediator alone reads it."""
    seen = Q(is_caucus=False, mediation__in=noted_by(user)) | Q(
        is_caucus=True, mediation__in=mediated_by(user)
    )
    return MediationNote.objects.filter(seen).select_related("hearing", "written_by")


def agreements_visible_to(user: User) -> QuerySet[MediationAgreement]:
    """The texts of agreements; the highest number of a mediation stands."""
    return MediationAgreement.objects.filter(mediation__in=inside(user)).order_by("-no")


@built_once
def papers_visible_to(user: User) -> QuerySet[Document]:
    """The papers of mediations."""
    return Document.objects.filter(mediation__in=inside(user))


@built_once
def files_hidden_from(user: User) -> QuerySet[MediationFile]:
    """The files of mediations that do not exist for ``user``, whoever brought them."""
    return MediationFile.objects.exclude(mediation__in=inside(user))


def files_of(user: User, mediation: Mediation) -> QuerySet[MediationFile]:
    """The files of one mediation as far as ``user`` may see them, in their order."""
    rows = MediationFile.objects.filter(mediation__in=inside(user), mediation_id=mediation.pk)
    return rows.select_related("upload").order_by("pk")


def latest(seen: QuerySet[Mediation], dispute: Dispute) -> Mediation | None:
    """The last mediation of a dispute among those that may be seen."""
    rows = seen.filter(dispute=dispute).select_related("dispute__commission", "decision")
    return rows.prefetch_related("items", "settled").order_by("-pk").first()


def is_running(dispute: Dispute) -> bool:
    """Whether a mediation of the dispute goes on."""
    return Mediation.objects.filter(dispute=dispute, outcome="").exists()


def grounds_of(dispute: Dispute) -> Mapping[InformationItem, Sequence[str]]:
    """The items that are not settled yet, each with the letters on which it is objected to."""
    items = list(dispute.items.filter(fate=Fate.RUNNING).order_by("no", "pk"))
    rows = ObjectionGround.objects.filter(item__in=items).values_list("item", "letter")
    letters: dict[int, list[str]] = {}
    for item, letter in rows.order_by("pk"):
        letters.setdefault(item, []).append(letter)
    return {one: letters.get(one.pk, []) for one in items}


def rest_of(mediation: Mediation) -> QuerySet[InformationItem]:
    """What the agreement does not settle; it is adjudicated."""
    settled = mediation.settled.values("pk")
    return mediation.dispute.items.filter(fate=Fate.RUNNING).exclude(pk__in=settled)


def clock_of(mediation: Mediation, rule: str) -> Deadline | None:
    """How a rule runs in a mediation, met or not; None where it was not started."""
    rows = deadlines.current().filter(dispute=mediation.dispute_id, rule=rule)
    found = rows.filter(triggered_on__gte=mediation.begun_on)
    return found.select_related("dispute__commission").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record bears out: the last day by the later reading, and absences."""

    last_day: date | None
    absences: int
    is_extended: bool


def standing(mediation: Mediation) -> Standing:
    """What a failure that nobody declares would rest on. Three queries."""
    clock = clock_of(mediation, rules.LENGTH[mediation.dispute.regime])
    days = [clock.due_on, clock.due_on_other_reading or clock.due_on] if clock else []
    absent = Appearance.objects.filter(
        hearing__in=sessions_of(mediation),
        role=PartyRole.RESPONDENT,
        presence=Presence.ABSENT,
    )
    return Standing(
        last_day=max(days, default=None),
        absences=absent.values("hearing").distinct().count(),
        is_extended=hasattr(mediation, "extension"),
    )


def sessions_of(
    mediation: Mediation, kinds: Collection[str] = (MEDIATION,)
) -> QuerySet[Hearing]:
    """Its sessions of these kinds, in the order of their days; the joint ones, unless asked."""
    rows = Hearing.objects.filter(
        disputes=mediation.dispute_id, kind__in=kinds, held_on__gte=mediation.begun_on
    )
    if mediation.ended_on is not None:
        rows = rows.filter(held_on__lte=mediation.ended_on)
    return rows.order_by("held_on", "planned_at", "pk")


def has_met(mediation: Mediation) -> bool:
    """Whether a session of it took place."""
    return sessions_of(mediation).filter(state__in=HELD).exists()


def readings_of(mediation: Mediation) -> QuerySet[Hearing]:
    """The open hearings in which its agreement can be, or was, read."""
    rows = Hearing.objects.filter(
        disputes=mediation.dispute_id,
        kind=rules.READING,
        is_public=True,
        held_on__gte=mediation.ended_on or mediation.begun_on,
    )
    able = (HearingState.SET, *HELD)
    return rows.filter(state__in=able).select_related("commission").order_by("held_on", "pk")


def may_declare(user: User, mediation: Mediation) -> tuple[Side, ...]:
    """The sides for which ``user`` may declare it failed, or leave it, as things are."""
    dispute = mediation.dispute
    if mediation.outcome or dispute.stage != Stage.MEDIATION:
        return ()
    from_here = set(correspondence.sides_of(user, dispute))
    return tuple(side for side in PARTIES if side in from_here)


def _among(user: User, seen: Q) -> QuerySet[Mediation]:
    """Of those: none that is sealed, and none of a dispute that the person judges."""
    rows = Mediation.objects.filter(seen).exclude(dispute__visibility=Visibility.SEALED)
    if user.person_id:
        judged = PanelMember.objects.filter(person=user.person_id, seat__in=BENCH, ends_on=None)
        rows = rows.exclude(dispute__in=judged.values("dispute"))
    return rows


def _of_parties(user: User) -> Q:
    mine = Q(pk__in=[])
    for side in PARTIES:
        mine |= Q(dispute__in=correspondence.standing(user, side))
    return mine


def _led_by(user: User) -> Q:
    return Q(dispute__in=_seated(user, LEADING))


def _recorded_by(user: User) -> Q:
    return Q(dispute__in=_seated(user, [Officer.SUBSTITUTE_REGISTRAR]))


def _kept_by(user: User) -> Q:
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return Q(dispute__commission__in=mine.values("commission"))


def _seated(user: User, seats: Sequence[Officer]) -> QuerySet[PanelMember]:
    """The disputes, by key, in which ``user`` has one of these seats and works there today."""
    mine = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    rows = PanelMember.objects.filter(
        person__isnull=False,
        person=user.person_id,
        seat__in=seats,
        ends_on=None,
        dispute__commission__in=mine.values("commission"),
    )
    return rows.values("dispute")  # type: ignore[return-value]
