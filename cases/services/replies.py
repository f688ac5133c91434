"""The right of reply: a public body says something beside its record, or takes it back."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from cases.domain import replies as rules
from cases.domain.personal_data import find
from cases.domain.vocabulary import label
from cases.models import BodyReply, PublicBody
from cases.queries import replies as held
from cases.services import journal
from cases.services.journal import Actor
from cases.services.publication import replies as shelf


@transaction.atomic
def reply(
    body: PublicBody, text: str, *, by: str, said_on: date, actor: Actor, now: datetime
) -> BodyReply:
    """Publish what a body says beside its record, in place of what it said before.

    Raises:
        EmptyReply, ReplyTooLong: nothing, or too much, is said.
        ReplyNamesSomebody: it names a private person of one of the body's disputes, or tells
            personal data.
    """
    text, by = text.strip(), " ".join(by.split())
    rules.check(text, by)
    if held.veil_of(body).finds(f"{text} {by}"):
        raise rules.ReplyNamesSomebody(
            "Tanggapan ini menyebut nama seorang perseorangan. Sebutlah tanpa nama."
        )
    if found := find(f"{text} {by}"):
        kinds = ", ".join(dict.fromkeys(label("data_kind", one.kind) for one in found))
        raise rules.ReplyNamesSomebody(
            f"Tanggapan ini memuat data pribadi ({kinds}). Tulislah tanpa data itu."
        )
    row = _append(body, text, by, said_on, actor, now)
    _note("body_replied", row, actor, now)
    return row


@transaction.atomic
def take_back(body: PublicBody, *, said_on: date, actor: Actor, now: datetime) -> None:
    """Take the reply off the page; that there was one stays in the record.

    Raises:
        NoReply: none stands.
    """
    last = held.latest(body)
    if last is None or not last.text:
        raise rules.NoReply("Tidak ada tanggapan yang dapat ditarik.")
    row = _append(body, "", "", said_on, actor, now)
    _note("body_reply_taken_back", row, actor, now)


def _append(
    body: PublicBody, text: str, by: str, said_on: date, actor: Actor, now: datetime
) -> BodyReply:
    PublicBody.objects.select_for_update().get(pk=body.pk)  # one number after the other
    last = held.latest(body)
    row = BodyReply.objects.create(
        public_body=body,
        no=last.no + 1 if last else 1,
        text=text,
        by=by,
        said_on=said_on,
        entered_by=actor.name,
        entered_at=now,
    )
    shelf.put(body)
    return row


def _note(act: str, row: BodyReply, actor: Actor, now: datetime) -> None:
    """The journal keeps which words they were by their digest; the words stand in the row."""
    told = {
        "body": row.public_body.slug,
        "no": row.no,
        "sha256": sha256(row.text.encode()).hexdigest(),
    }
    journal.record(act, actor=actor, at=now, payload=told)
