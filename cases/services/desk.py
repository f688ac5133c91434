"""What an organisation does at its own desk: notes, who looks after a case, filters to keep.

Notes and assignments stand in the general chain of the journal, without the dispute: the chain
of a commission is read by others.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from cases.domain import desk as rules
from cases.models import (
    Assignment,
    CaseNote,
    Dispute,
    InformationRequest,
    Organisation,
    SavedView,
    User,
)
from cases.queries import accounts as held
from cases.queries import case_notes
from cases.queries.case_notes import Subject
from cases.queries.desk.keepers import writers
from cases.services import accounts, journal


@transaction.atomic
def note(
    organisation: Organisation, case: Subject, text: str, *, by: User, now: datetime
) -> CaseNote:
    """Write a note on a case for one's own organisation; it is appended and never edited.

    Raises:
        NotTheirCase: ``by`` does not write for it, or it has no part in the case.
        EmptyNote: there are no words.
    """
    _check(organisation, case, by)
    words = text.replace("\0", "").strip()
    if not words:
        raise rules.EmptyNote("Tulislah catatannya.")
    row = CaseNote.objects.create(
        organisation=organisation,
        **_of(case),
        text=words,
        written_by=by,
        written_at=now,
    )
    journal.record(
        "case_note_written",
        actor=accounts.as_actor(by),
        at=now,
        payload={
            "house": organisation.slug,
            "note": row.pk,
            "text_sha256": hashlib.sha256(words.encode()).hexdigest(),
        },
    )
    return row


@transaction.atomic
def assign(
    organisation: Organisation, case: Subject, person: User | None, *, by: User, now: datetime
) -> Assignment:
    """Say who of an organisation looks after a case from now on; None: nobody does.

    The house is locked first, so that nobody is named who is leaving at the same moment.

    Raises:
        NotTheirCase: ``by`` does not write for it, or it has no part in the case.
        NotAKeeper: ``person`` does not write for it today.
    """
    accounts.lock_house(organisation)
    _check(organisation, case, by)
    if person is not None and (organisation.pk, person.pk) not in writers([organisation.pk]):
        raise rules.NotAKeeper(
            "Pilih pengurus atau staf organisasi yang masih menjadi anggota."
        )
    row = Assignment.objects.create(
        organisation=organisation,
        **_of(case),
        person=person,
        assigned_by=by,
        assigned_at=now,
    )
    journal.record(
        "case_assigned",
        actor=accounts.as_actor(by),
        at=now,
        payload={
            "house": organisation.slug,
            "assignment": row.pk,
            "account": person.pk if person else None,
        },
    )
    return row


@transaction.atomic
def save_view(user: User, name: str, wanted: rules.Wanted, *, now: datetime) -> SavedView:
    """Keep a filter of one's own table under a name; one of that name is replaced.

    Raises:
        ViewRefused: no name, too long, or there are enough.
    """
    name, query = " ".join(name.replace("\0", "").split()), wanted.query()
    if not name or len(name) > rules.LONGEST_NAME:
        raise rules.ViewRefused(
            f"Beri nama, paling panjang {rules.LONGEST_NAME} huruf, untuk saringan ini."
        )
    if len(query) > rules.LONGEST_QUERY:
        raise rules.ViewRefused("Saringan ini terlalu panjang untuk disimpan.")
    user = User.objects.select_for_update().get(pk=user.pk)
    mine = SavedView.objects.filter(user=user)
    if not mine.filter(name=name).exists() and mine.count() >= rules.MOST_VIEWS:
        raise rules.ViewRefused(
            f"Sudah ada {rules.MOST_VIEWS} saringan. Hapus yang tidak dipakai."
        )
    row, _is_new = SavedView.objects.update_or_create(
        user=user, name=name, defaults={"query": query}
    )
    _tell("view_saved", row, now)
    return row


@transaction.atomic
def remove_view(view: SavedView, *, now: datetime) -> None:
    """Forget a kept filter."""
    _tell("view_removed", view, now)
    view.delete()


def _check(organisation: Organisation, case: Subject, by: User) -> None:
    is_theirs = case_notes.has_part(organisation, case)
    if not (is_theirs and held.may_write_for(by, organisation)):
        raise rules.NotTheirCase(
            "Hanya pengurus dan staf organisasi yang menjadi pihak dapat melakukannya."
        )


def _of(case: Subject) -> dict[str, Dispute | InformationRequest]:
    return {"dispute" if isinstance(case, Dispute) else "information_request": case}


def _tell(act: str, view: SavedView, now: datetime) -> None:
    journal.record(
        act,
        actor=accounts.as_actor(view.user),
        at=now,
        payload={"account": view.user_id, "view": view.pk},
    )
