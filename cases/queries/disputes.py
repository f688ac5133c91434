"""Who may see which dispute on the inside. The public side reads ``queries.public`` instead."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.domain.accounts import APPLICANT_ROLES, Role
from cases.models import Dispute, RegisterNumber, User
from cases.queries import access, accounts
from cases.queries.predicates import built_once


@built_once
def visible_to(user: User) -> QuerySet[Dispute]:
    """The disputes in which ``user`` has a part; everybody else's do not exist for them.

    Applicants and agencies see disputes to which their house is a party, the registry those
    of its commission, a commissioner those on whose panel they sit now, and who came in by a
    link the one dispute to which it leads. Its parties see a sealed one, too: they have to go
    on with it. An administrator keeps the machine, not the files,
    and sees none. Who has left a house sees nothing of it.
    """
    houses = accounts.current().filter(user=user)
    applicants = houses.filter(role__in=APPLICANT_ROLES)
    agencies = houses.filter(role=Role.AGENCY)
    registry = houses.filter(role__in=[Role.REGISTRAR, Role.SUBSTITUTE_REGISTRAR])
    panels = houses.filter(role=Role.COMMISSIONER)
    seen = (
        Q(participants__organisation__in=applicants.values("organisation"))
        | Q(participants__public_body__in=agencies.values("public_body"))
        | Q(commission__in=registry.values("commission"))
    )
    seen |= Q(participants__in=access.of(user).values("participant"))
    if user.person_id:
        seen |= Q(
            commission__in=panels.values("commission"),
            panel__person=user.person_id,
            panel__ends_on=None,
        )
    return Dispute.objects.filter(seen).select_related("commission")


def by_address(among: QuerySet[Dispute], commission: str, slug: str) -> QuerySet[Dispute]:
    """The dispute of a commission by one of its register numbers or by its code."""
    numbers = RegisterNumber.objects.filter(kind="register", slug=slug)
    named = Q(pk__in=numbers.filter(commission__code=commission).values("dispute"))
    return among.filter(named | Q(code=slug), commission__code=commission)
