"""Who may certify what, and how far an edition is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.domain.accounts import COMMISSION_ROLES, REGISTRY_ROLES, Role
from cases.domain.hearings import MEDIATED, HearingState, Seat
from cases.domain.transcripts import Line, StepKind, next_step
from cases.models import (
    Dispute,
    Document,
    Edition,
    EditionLine,
    EditionOrder,
    EditionStep,
    Hearing,
    Job,
    OrderedCorrection,
    PanelSeat,
    User,
    Utterance,
)
from cases.queries import accounts, edition_papers


def read_by(user: User) -> QuerySet[Hearing]:
    """The hearings whose certification ``user`` follows: of their registry, or where they sat.

    They read what is closed in them as well; nobody else does.
    """
    inside = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    kept = inside.filter(role__in=REGISTRY_ROLES)
    sat = PanelSeat.objects.filter(person__isnull=False, person=user.person_id)
    rows = Hearing.objects.filter(
        Q(commission__in=kept.values("commission"))
        | Q(pk__in=sat.values("hearing"), commission__in=inside.values("commission"))
    )
    return rows.exclude(kind__in=MEDIATED).select_related("commission", "registrar")


def kept_by(user: User) -> QuerySet[Hearing]:
    """Those of them that are of ``user``'s own registry."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return read_by(user).filter(commission__in=mine.values("commission"))


def to_approve(user: User) -> QuerySet[Edition]:
    """The signed editions that wait for the approval of ``user``, who led the hearing."""
    led = PanelSeat.objects.filter(person__isnull=False, person=user.person_id, seat=Seat.CHAIR)
    inside = accounts.current().filter(user=user, role=Role.COMMISSIONER)
    steps = EditionStep.objects.filter(edition=OuterRef("pk"))
    rows = Edition.objects.filter(
        Exists(steps.filter(kind=StepKind.SIGNED)),
        ~Exists(steps.filter(kind=StepKind.APPROVED)),
        hearing__in=led.values("hearing"),
        hearing__commission__in=inside.values("commission"),
    )
    return rows.select_related("hearing").order_by("hearing__held_on", "pk")


def next_to_certify(dispute: Dispute) -> Hearing | None:
    """The latest hearing of a dispute that has ended and whose turns were taken down."""
    said = Utterance.objects.filter(hearing=OuterRef("pk"))
    ended = (HearingState.CLOSED, HearingState.ADJOURNED)
    rows = dispute.hearings.filter(Exists(said), state__in=ended).exclude(kind__in=MEDIATED)
    return rows.order_by("-held_on", "-pk").first()


def is_keeper(user: User, hearing: Hearing) -> bool:
    """Whether ``user`` works in the registry of a hearing."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return mine.filter(commission=hearing.commission_id).exists()


def seat_of(user: User, hearing: Hearing) -> PanelSeat | None:
    """Where ``user``, a commissioner, sat on the panel of a hearing."""
    if user.person_id is None:
        return None
    is_commissioner = accounts.current().filter(
        user=user, role=Role.COMMISSIONER, commission=hearing.commission_id
    )
    if not is_commissioner.exists():
        return None
    seats = hearing.seats.filter(person=user.person_id, seat__in=[Seat.CHAIR, Seat.MEMBER])
    return seats.select_related("person").first()


def chair_of(hearing: Hearing) -> PanelSeat | None:
    """Who led the hearing."""
    return hearing.seats.filter(seat=Seat.CHAIR).select_related("person").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an edition is: its steps by their kind, which is due, and the worker's job.

    ``copies``: full copies of what has closed turns, ordered or made.
    """

    edition: Edition
    steps: Mapping[str, EditionStep]
    due: StepKind | None
    job: Job | None
    copies: Sequence[Document]
    has_closed: bool

    @property
    def is_released(self) -> bool:
        """Whether the public reads it."""
        return self.edition.published_at is not None

    @property
    def may_be_released(self) -> bool:
        """Whether every step is done, and the public does not read it yet."""
        return bool(self.steps) and self.due is None and not self.is_released


def editions_of(hearing: Hearing) -> list[Standing]:
    """The editions of a hearing, the latest first, in as many queries for one as for all."""
    sealed = EditionLine.objects.filter(edition=OuterRef("pk"), kind="sealed")
    rows = hearing.editions.annotate(has_closed=Exists(sealed)).prefetch_related("steps")
    rows = rows.select_related("certified_by")
    editions = list(rows.prefetch_related("documents").order_by("-no"))
    keys = {paper.code: edition.pk for edition in editions for paper in edition.documents.all()}
    jobs = {
        keys[job.key]: job
        for job in Job.objects.filter(kind="render_transcript", key__in=list(keys))
    }
    copies = edition_papers.copies_of(editions)
    return [
        _standing(edition, jobs.get(edition.pk), copies[edition.code]) for edition in editions
    ]


def _standing(edition: Any, job: Job | None, copies: Sequence[Document]) -> Standing:
    steps = {one.kind: one for one in edition.steps.all()}
    due = next_step(steps) if steps else None
    return Standing(edition, steps, due, job, copies, edition.has_closed)


def job_of(edition: Edition) -> Job | None:
    """The work that makes and checks the forms of an edition."""
    codes = edition.documents.values("code")
    return Job.objects.filter(kind="render_transcript", key__in=codes).first()


def open_order(hearing: Hearing) -> EditionOrder | None:
    """The written order under which another edition is being made."""
    last = hearing.editions.order_by("-no").first()
    return EditionOrder.objects.filter(of_edition=last).first() if last else None


def order_of(edition: Edition) -> EditionOrder | None:
    """The written order by which there is this edition."""
    rows = EditionOrder.objects.filter(
        hearing=edition.hearing_id, of_edition__no=edition.no - 1
    )
    return rows.first()


def corrections_of(order: EditionOrder) -> list[OrderedCorrection]:
    """What was corrected under an order, as it stands: the latest of each turn."""
    rows = order.corrections.select_related("utterance").order_by("utterance__number", "no")
    return list({row.utterance_id: row for row in rows}.values())


def printed(edition: Edition) -> list[Line]:
    """The lines of an edition as its rows have them."""
    rows = EditionLine.objects.filter(edition=edition).order_by("page", "line")
    told = ("page", "line", "utterance__number", "char_from", "char_to", "text", "kind")
    return [Line(*row) for row in rows.values_list(*told)]
