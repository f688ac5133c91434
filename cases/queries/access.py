"""Who came into one dispute by a link, without being a member of any house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from cases.domain.accounts import COMMISSION_ROLES, REGISTRY_ROLES
from cases.domain.parties import AddresseeRole, PartyRole
from cases.domain.publication import Visibility
from cases.models import (
    Addressee,
    Dispute,
    DisputeAccess,
    Membership,
    Participant,
    User,
)
from cases.queries import accounts
from cases.queries.predicates import built_once

OTHER_SIDE = (PartyRole.APPLICANT, PartyRole.APPLICANT_COUNSEL)
NAMED = (
    "user",
    "granted_by",
    "participant__public_body",
    "participant__dispute__commission",
)


@built_once
def of(user: User) -> QuerySet[DisputeAccess]:
    """What lets ``user`` into single disputes today; into a sealed one nobody by a link."""
    held = DisputeAccess.objects.filter(user=user, revoked_at=None).exclude(
        participant__dispute__visibility=Visibility.SEALED
    )
    return held.select_related("participant__public_body", "participant__organisation")


def to(user: User, dispute: Dispute) -> DisputeAccess | None:
    """What lets ``user`` into this dispute, if anything does."""
    return of(user).filter(participant__dispute=dispute).order_by("pk").first()


def is_guest(user: User) -> bool:
    """Whether links alone open an account: no password, no second factor, never in a house.

    Whoever has more signs in with it; a link that was passed on must not open that.
    """
    if user.has_usable_password() or accounts.has_second_factor(user):
        return False
    is_more = user.is_staff or user.is_superuser
    return not is_more and not Membership.objects.filter(user=user).exists()


def disputes_kept_by(user: User) -> QuerySet[Dispute]:
    """The disputes into which ``user`` may let people: those of their own registry."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return Dispute.objects.filter(commission__in=mine.values("commission")).select_related(
        "commission"
    )


def respondents(dispute: Dispute) -> QuerySet[Participant]:
    """The public bodies whose people can be let into a dispute."""
    return (
        Participant.objects.filter(
            dispute=dispute,
            role=PartyRole.RESPONDENT,
            public_body__isnull=False,
            ends_on=None,
        )
        .select_related("public_body")
        .order_by("pk")
    )


def granted_in(dispute: Dispute) -> QuerySet[DisputeAccess]:
    """Every way into a dispute that was granted, the latest first."""
    rows = DisputeAccess.objects.filter(participant__dispute=dispute)
    return rows.select_related(*NAMED).order_by("-created_at", "-pk")


def addresses_of(body_ids: Iterable[int]) -> Sequence[Addressee]:
    """Where letters to these bodies go, as far as a mail address is known; the PPID first."""
    rows = Addressee.objects.filter(public_body__in=list(body_ids)).exclude(email="")
    return sorted(rows, key=lambda row: (row.role != AddresseeRole.OFFICER, row.pk))


def is_of_another_side(email: str, dispute: Dispute) -> bool:
    """Whether an address belongs to somebody of the applicant or of the commission."""
    theirs = accounts.current().filter(user__email=email)
    applicants = Participant.objects.filter(dispute=dispute, role__in=OTHER_SIDE)
    return (
        theirs.filter(commission=dispute.commission_id, role__in=COMMISSION_ROLES).exists()
        or theirs.filter(organisation__in=applicants.values("organisation")).exists()
    )


def people_on(
    roles: Iterable[str], about: Sequence[Dispute]
) -> Mapping[int, Sequence[Dispute]]:
    """By account, the disputes into which a link let them on the side of these roles."""
    by_key = {dispute.pk: dispute for dispute in about}
    rows = DisputeAccess.objects.filter(
        participant__dispute__in=list(by_key),
        participant__role__in=list(roles),
        user__is_active=True,
        revoked_at=None,
    )
    found: dict[int, list[Dispute]] = {}
    pairs = rows.order_by("pk").values_list("user", "participant__dispute").distinct()
    for user, dispute in pairs:
        mine = found.setdefault(user, [])
        if by_key[dispute] not in mine:
            mine.append(by_key[dispute])
    return found


def is_sealed(dispute: Dispute) -> bool:
    """Whether a dispute is closed to everybody who comes by a link."""
    return dispute.visibility == Visibility.SEALED
