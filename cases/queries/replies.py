"""The right of reply of public bodies: what stands, and who may speak."""

from __future__ import annotations

from cases.domain.accounts import REGISTRY_ROLES, Role
from cases.domain.publication.folding import Veil
from cases.models import BodyReply, Dispute, PublicBody, User
from cases.queries import accounts, parties


def latest(body: PublicBody) -> BodyReply | None:
    """The last row of a body; with empty words where the reply was taken back."""
    return BodyReply.objects.filter(public_body=body).order_by("-no").first()


def veil_of(body: PublicBody) -> Veil:
    """The veil over every dispute in which a body takes part."""
    mine = Dispute.objects.filter(participants__public_body=body)
    return parties.veil_of(list(mine.values_list("pk", flat=True).distinct()))


def may_reply(user: User, body: PublicBody) -> bool:
    """Whether somebody speaks for a body today: its representatives, or the registry of a
    commission before which it stands, which enters what the body brought.
    """
    mine = accounts.memberships(user)
    if mine.filter(public_body=body, role=Role.AGENCY).exists():
        return True
    commissions = Dispute.objects.filter(participants__public_body=body).values("commission")
    return mine.filter(commission__in=commissions, role__in=REGISTRY_ROLES).exists()
