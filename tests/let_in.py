"""People of the other side who came in by a link, and what they must not see."""

from __future__ import annotations

from datetime import timedelta

from cases.domain.filing import Enclosed
from cases.domain.parties import PartyRole
from cases.models import DisputeAccess, DisputeApplication, Upload, User
from cases.services import access, enclosures
from tests.brought import WHO, Hall
from tests.hearing_room import NOW

GUEST = "ppid@badan.test"
LATER = NOW + timedelta(days=1)


def grant(hall: Hall, *, email=GUEST, by=None, now=NOW, **more) -> DisputeAccess:
    """Let an address into the first dispute of a hall, on the side of its public body."""
    party = hall.dispute.participants.get(role=PartyRole.RESPONDENT)
    return access.grant(party, email=email, by=by or hall.clerk, now=now, **more)


def come_in(hall: Hall, *, name="Pak Darma", now=LATER, **more) -> User:
    """A guest of that dispute, who has nothing but the link."""
    return access.enter(grant(hall, **more), user=None, name=name, now=now)


def token(row: DisputeAccess) -> str:
    return access.link_of(row).rstrip("/").rsplit("/", 1)[-1]


def enclose(hall: Hall, upload: Upload, *, place: str) -> None:
    """Enclose an upload of the applicant with the application of the first dispute."""
    tendered, _is_new = DisputeApplication.objects.get_or_create(
        dispute=hall.dispute,
        defaults={
            "tendered_at": NOW,
            "applicant_kind": "badan_hukum",
            "applicant_name": "Yayasan Lestari",
            "representative_basis": "jabatan",
            "digest": "0" * 64,
        },
    )
    told = [Enclosed(place, upload.code, upload.sha256)]
    enclosures.enclose(tendered, told, house=hall.room.applicant, **WHO)
