"""Who of the registry handles which dispute; every change is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain import worklists as rules
from cases.domain.rights import Right
from cases.models import Dispute, RegistryAssignment, User
from cases.queries import worklists as held
from cases.services import accounts, journal
from cases.services.rights import right


@right(Right.REGISTRY)
@transaction.atomic
def assign(
    dispute: Dispute, person: User | None, *, by: User, now: datetime
) -> RegistryAssignment:
    """Say who of the registry handles a dispute from now on; None: nobody does.

    The commission is locked first, so that nobody is named who is leaving at the same moment.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotInTheRegistry: ``person`` does not.
    """
    accounts.lock_house(dispute.commission)
    if person is not None and person.pk not in held.people([dispute.commission_id]):
        raise rules.NotInTheRegistry(
            "Pilih panitera atau panitera pengganti yang masih bertugas di komisi ini."
        )
    row = RegistryAssignment.objects.create(
        dispute=dispute, person=person, assigned_by=by, assigned_at=now
    )
    journal.record(
        "registry_assigned",
        actor=accounts.as_actor(by),
        at=now,
        dispute=dispute,
        payload={"assignment": row.pk, "account": person.pk if person else None},
    )
    return row
