"""A hearing of Monday, 1 April 2024 that is announced, and the summonses to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cases.domain.hearings import HearingState, Presence
from cases.domain.parties import PartyRole, RepresentationBasis
from cases.domain.summons import ServiceResult, ServiceWay
from cases.models import Hearing, Summons
from cases.queries import sittings as queries
from cases.services import hearings, parties, registry, releases, summons
from cases.services.summons import Record, Wanted
from tests.bench import NOW, TODAY, WHO, Registry, draft

# Back from Monday 1 April 2024: Thursday 28 March (29 is Good Friday), 27, 26; clear: 25.
STRICTEST, INCLUSIVE = "without_joint_leave.clear", "without_joint_leave.inclusive"
LAST_CLEAR, LAST = date(2024, 3, 25), date(2024, 3, 26)
# 09.00 in Jakarta on Tuesday, 2 April 2024: the day after the hearing.
AFTER = datetime(2024, 4, 2, 2, 0, tzinfo=UTC)


def release(held: Registry) -> None:
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    releases.release(held.room.commission, chosen, **held.who)


def announce(held: Registry, *slot, **more) -> Hearing:
    """A hearing of the first dispute, planned and released."""
    hearing = draft(held, *slot, **more)
    release(held)
    hearing.refresh_from_db()
    return hearing


def issue(held: Registry, hearing, *, convention=STRICTEST, now=NOW, **more):
    """Every summons of a hearing, counted as one asks."""
    asked = Wanted(convention, **more)
    return summons.issue(hearing, asked, by=held.clerk, now=now)


def of(role, hearing=None) -> Summons:
    """The summons of the party in a role, the only one or the one to a hearing."""
    rows = Summons.objects.filter(participant__role=role, representation=None)
    return rows.get(hearing=hearing) if hearing else rows.get()


def serve(held: Registry, row, *, on=TODAY, now=NOW, result=ServiceResult.RECEIVED, **more):
    told = {"way": ServiceWay.HAND, "received_by": "Pak Darma"} | more
    record = Record(result=result, served_on=on, **told)
    return summons.record_service(row, record, by=held.clerk, now=now)


def attorney(held: Registry, name="Bu Kuasa", *, role=PartyRole.APPLICANT, **more):
    """Somebody with a power of attorney for a party of the first dispute."""
    party = held.dispute.participants.get(role=role)
    told = {"capacity": "Kuasa hukum", "basis": RepresentationBasis.POWER_OF_ATTORNEY} | more
    return registry.represent(party, parties.add_person(name, **WHO), **told, **WHO)


def held_without(hearing, role, *, note="", state=HearingState.CLOSED):
    """The hearing took place, and a party stayed away."""
    Hearing.objects.filter(pk=hearing.pk).update(state=state)
    return hearings.record_appearance(
        hearing, None, role=role, presence=Presence.ABSENT, note=note, **WHO
    )
