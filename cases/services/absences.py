"""Why somebody stayed away from a hearing, and how the panel judged it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cases.domain import absences as rules
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import Presence
from cases.domain.rights import Right
from cases.models import AbsenceExcuse, Appearance, User
from cases.services import accounts, hearings, journal, publication
from cases.services.rights import right


@right(Right.REGISTRY)
@publication.one_act
def judge(
    appearance: Appearance,
    *,
    is_accepted: bool,
    reason: str,
    decided_by: str,
    by: User,
    now: datetime,
) -> AbsenceExcuse:
    """Note how the panel judged the reason of an absence; a later row stands before this one.

    The reason may speak of somebody's family or health: the journal keeps its fingerprint.

    Raises:
        NoAbsence: nobody was noted as absent there.
        ReasonNeeded: no reason is given.
    """
    hearing = hearings.locked(appearance.hearing)
    if appearance.presence != Presence.ABSENT:
        raise rules.NoAbsence("Yang dinilai hanya alasan ketidakhadiran.")
    if not reason.strip():
        raise ReasonNeeded("Tuliskan alasan yang disampaikan, atau bahwa tidak ada.")
    row = AbsenceExcuse.objects.create(
        appearance=appearance,
        is_accepted=is_accepted,
        reason=reason.strip(),
        decided_by=decided_by.strip(),
        noted_by=by,
        noted_at=now,
    )
    payload = {
        "role": appearance.role,
        "is_accepted": is_accepted,
        "decided_by": row.decided_by,
        "reason_sha256": hashlib.sha256(row.reason.encode()).hexdigest(),
    }
    journal.record(
        "absence_judged",
        actor=accounts.as_actor(by),
        at=now,
        hearing=hearing,
        payload=payload,
    )
    return row
