"""People who bring files: a hearing room's houses, an account in each, and quick uploads."""

from __future__ import annotations

import io
from dataclasses import dataclass

from cases.domain.accounts import Role
from cases.models import Upload, User
from cases.services import accounts, uploads
from tests.hearing_room import NOW, RECORDER, HearingRoom, open_room

WHO = {"actor": RECORDER, "now": NOW}


@dataclass(frozen=True, slots=True)
class Hall:
    """A room and the people around it."""

    room: HearingRoom
    applicant: User
    reader: User
    agency: User
    clerk: User
    stranger: User

    @property
    def dispute(self):
        return self.room.dispute


def account(email, house=None, role=None) -> User:
    user = accounts.open_account(email, name=email, password="sandi panjang", **WHO)
    if house is not None:
        accounts.join(user, house, role=role, **WHO)
    return user


def open_hall(name="pusat") -> Hall:
    room = open_room(name=name)
    return Hall(
        room=room,
        applicant=account(f"lestari@{name}.test", room.applicant, Role.OFFICER),
        reader=account(f"pembaca@{name}.test", room.applicant, Role.READER),
        agency=account(f"darma@{name}.test", room.respondent, Role.AGENCY),
        clerk=account(f"ratna@{name}.test", room.commission, Role.REGISTRAR),
        stranger=account(f"lain@{name}.test"),
    )


def begin(hall, content, *, name="surat.pdf", house=None, user=None, dispute=None) -> Upload:
    return uploads.begin(
        house or hall.room.applicant,
        uploaded_by=user or hall.applicant,
        name=name,
        size=len(content),
        dispute=dispute,
        now=NOW,
    )


def send(upload, content, *, offset=0) -> Upload:
    return uploads.append(
        upload, offset=offset, source=io.BytesIO(content), length=len(content), now=NOW
    )


def bring(hall, content, **how) -> Upload:
    """A whole upload; it waits for its check unless jobs are run."""
    return uploads.finish(send(begin(hall, content, **how), content), **WHO)


def checked(run_jobs, hall, content, **how) -> Upload:
    """A whole upload after the worker has looked at it."""
    with run_jobs(execute=True):
        upload = bring(hall, content, **how)
    upload.refresh_from_db()
    return upload
