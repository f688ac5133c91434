"""Correspondence of a dispute: on which side somebody stands, and what that side reads."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.domain.accounts import APPLICANT_ROLES, COMMISSION_ROLES, Role
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import Correspondence, Dispute, Participant, User
from cases.queries import access, accounts, disputes
from cases.queries.predicates import built_once

ROLES = {
    Side.APPLICANT: (PartyRole.APPLICANT, PartyRole.APPLICANT_COUNSEL),
    Side.RESPONDENT: (PartyRole.RESPONDENT, PartyRole.RESPONDENT_COUNSEL),
}


@built_once
def visible_to(user: User) -> QuerySet[Correspondence]:
    """What ``user`` may read: the registry and the panel all of their disputes, each side what
    it sent and what was sent to it. Everything else does not exist for them.
    """
    seen = disputes.visible_to(user).exclude(visibility=Visibility.SEALED)
    inside = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    return Correspondence.objects.filter(
        Q(dispute__commission__in=inside.values("commission"))
        | Q(for_applicant=True, dispute__in=standing(user, Side.APPLICANT))
        | Q(for_respondent=True, dispute__in=standing(user, Side.RESPONDENT)),
        dispute__in=seen.values("pk"),
    )


def of_dispute(user: User, dispute: Dispute) -> QuerySet[Correspondence]:
    """The correspondence of one dispute as far as ``user`` may read it, the latest last."""
    return (
        visible_to(user)
        .filter(dispute=dispute)
        .select_related("sent_by", "paper", "deadline", "reply_to")
        .prefetch_related("attachments__upload")
        .order_by("sent_at", "pk")
    )


def sides_of(user: User, dispute: Dispute) -> tuple[Side, ...]:
    """The sides on which ``user`` stands in a dispute; registry and panel are one side."""
    registry = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    found = [
        side
        for side in (Side.APPLICANT, Side.RESPONDENT)
        if standing(user, side).filter(dispute=dispute).exists()
    ]
    if registry.filter(commission=dispute.commission_id).exists():
        found.append(Side.COMMISSION)
    return tuple(found)


@built_once
def standing(user: User, side: Side) -> QuerySet[Participant]:
    """The disputes, by key, in which ``user`` stands on the side of a party."""
    member = accounts.current().filter(user=user)
    houses = (
        Q(organisation__in=member.filter(role__in=APPLICANT_ROLES).values("organisation"))
        | Q(public_body__in=member.filter(role=Role.AGENCY).values("public_body"))
        | Q(pk__in=access.of(user).values("participant"))
    )
    found = Participant.objects.filter(houses, role__in=ROLES[side])
    return found.values("dispute")  # type: ignore[return-value]
