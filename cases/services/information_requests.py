"""Requests for information of an organisation, from the letter to the superior's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.domain import codes
from cases.domain import filing as grounds
from cases.domain import information_requests as rules
from cases.domain.information_requests import Channel, NotYourTurn, ProofKind, ReplyKind
from cases.domain.uploads import AlreadyAdmitted
from cases.models import (
    InformationItem,
    InformationRequest,
    Objection,
    ObjectionGround,
    Organisation,
    PublicBody,
    Upload,
)
from cases.queries import codes as free_codes
from cases.services import journal, proofs
from cases.services.journal import Actor


@dataclass(frozen=True, slots=True)
class Letter:
    """What is asked, of whomever, and how it went out. ``items``: one thing each."""

    items: Sequence[str]
    submitted_on: date
    regime: str = "umum"
    purpose: str = ""
    wanted_form: str = ""
    channel: Channel = Channel.OTHER


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply of the body or of the superior: the local day on which it was received."""

    received_on: date
    kind: ReplyKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Objecting:
    """An objection: the letters of Pasal 35 ayat (1) by the key of each item."""

    filed_on: date
    letters: Mapping[int, Sequence[str]]
    reason: str = ""
    channel: Channel = Channel.OTHER


@transaction.atomic
def send(
    organisation: Organisation,
    bodies: Sequence[PublicBody],
    letter: Letter,
    *,
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> tuple[InformationRequest, ...]:
    """Record one letter sent to one body, or the same letter to several at once.

    Raises:
        ImpossibleOrder: the letter is dated in the future.
        AlreadyAdmitted: one file would have to prove several letters.
    """
    if proven_by and len(bodies) > 1:
        raise AlreadyAdmitted(
            "Satu berkas membuktikan satu permintaan. Catat dahulu tanpa berkas, lalu "
            "tambahkan buktinya pada halaman tiap permintaan."
        )
    rules.check_order(None, letter.submitted_on, what="pengiriman", today=today)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    sent = tuple(_send(organisation, body, letter, actor, now) for body in bodies)
    for row in sent:
        proofs.add_all(row, ProofKind.REQUEST_SENT, proven_by, actor=actor, now=now)
    return sent


@transaction.atomic
def note_receipt(
    request: InformationRequest,
    *,
    received_on: date,
    number: str = "",
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Note when the body had the request: the clock of its reply starts on that day.

    Raises:
        ImpossibleOrder: before it was sent, or in the future.
        NotYourTurn: it was answered already.
    """
    row = _open(request)
    if row.replied_on is not None:
        raise NotYourTurn(
            "Permintaan ini sudah ditanggapi; tanggal terimanya tidak berubah lagi."
        )
    rules.check_order(row.submitted_on, received_on, what="diterima badan publik", today=today)
    row.received_on, row.receipt_number = received_on, number
    row.save(update_fields=["received_on", "receipt_number"])
    _tell("request_received", row, actor, now, on=received_on, number=number)
    proofs.add_all(row, ProofKind.REQUEST_RECEIVED, proven_by, actor=actor, now=now)


@transaction.atomic
def note_extension(
    request: InformationRequest, *, extended_on: date, actor: Actor, today: date, now: datetime
) -> None:
    """Note the body's written extension with reasons (Pasal 22 ayat (8)).

    Raises:
        ImpossibleOrder: before the body had the request, or in the future.
        NotYourTurn: it was answered or extended already; there is one extension.
    """
    row = _open(request)
    if row.replied_on is not None or row.extended_on is not None:
        raise NotYourTurn(
            "Jangka waktunya hanya diperpanjang satu kali, sebelum ada tanggapan."
        )
    rules.check_order(_had_on(row), extended_on, what="perpanjangan", today=today)
    row.extended_on = extended_on
    row.save(update_fields=["extended_on"])
    _tell("request_extended", row, actor, now, on=extended_on)


@transaction.atomic
def note_reply(
    request: InformationRequest,
    answer: Answer,
    *,
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Note the body's reply; the clock of an objection starts when it was received.

    Raises:
        ImpossibleOrder: before the request, or in the future.
        NotYourTurn: a reply stands already.
    """
    row = _open(request)
    if row.replied_on is not None:
        raise NotYourTurn("Tanggapan atas permintaan ini sudah dicatat.")
    rules.check_order(_had_on(row), answer.received_on, what="tanggapan", today=today)
    row.replied_on, row.reply_kind, row.reply = answer.received_on, answer.kind, answer.text
    row.save(update_fields=["replied_on", "reply_kind", "reply"])
    _tell("request_replied", row, actor, now, on=answer.received_on, kind=answer.kind.value)
    proofs.add_all(row, ProofKind.REPLY, proven_by, actor=actor, now=now)


@transaction.atomic
def object_to(
    request: InformationRequest,
    objecting: Objecting,
    *,
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> Objection:
    """Record the objection to the superior, with its grounds item by item.

    An early or a late objection is recorded like any other; what that means is for the panel.

    Raises:
        UnknownGround: a letter outside Pasal 35 ayat (1), or no letter at all.
        ImpossibleOrder: before the request, or in the future.
        NotYourTurn: an objection stands already.
    """
    row = _open(request)
    if row.objections.exists():
        raise NotYourTurn("Keberatan atas permintaan ini sudah dicatat.")
    rules.check_order(
        row.replied_on or _had_on(row), objecting.filed_on, what="keberatan", today=today
    )
    chosen = {key: grounds.check_grounds(found) for key, found in objecting.letters.items()}
    letters = grounds.check_grounds(letter for found in chosen.values() for letter in found)
    if not letters:
        raise grounds.UnknownGround("Pilih paling sedikit satu alasan keberatan.")

    objection = Objection.objects.create(
        information_request=row,
        grounds=list(letters),
        reason=objecting.reason,
        channel=objecting.channel,
        filed_on=objecting.filed_on,
        received_on=rules.received_at_once(objecting.channel, objecting.filed_on),
    )
    ObjectionGround.objects.bulk_create(
        ObjectionGround(objection=objection, item=item, letter=letter)
        for item in row.items.filter(pk__in=chosen)
        for letter in chosen[item.pk]
    )
    _tell("objection_sent", row, actor, now, on=objecting.filed_on, grounds=list(letters))
    proofs.add_all(row, ProofKind.OBJECTION_SENT, proven_by, actor=actor, now=now)
    return objection


@transaction.atomic
def note_objection_received(
    objection: Objection,
    *,
    received_on: date,
    number: str = "",
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Note when the superior had the objection: the clock of the answer starts on that day.

    Raises:
        ImpossibleOrder: before it was sent, or in the future.
        NotYourTurn: it was answered already.
    """
    row = _open(objection.information_request)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.replied_on is not None:
        raise NotYourTurn(
            "Keberatan ini sudah ditanggapi; tanggal terimanya tidak berubah lagi."
        )
    rules.check_order(objection.filed_on, received_on, what="keberatan diterima", today=today)
    objection.received_on, objection.receipt_number = received_on, number
    objection.save(update_fields=["received_on", "receipt_number"])
    _tell("objection_received", row, actor, now, on=received_on, number=number)
    proofs.add_all(row, ProofKind.OBJECTION_RECEIVED, proven_by, actor=actor, now=now)


@transaction.atomic
def note_answer(
    objection: Objection,
    answer: Answer,
    *,
    proven_by: Sequence[Upload] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Note the superior's answer: the clock of the dispute starts when it was received.

    Raises:
        ImpossibleOrder: before the objection, or in the future.
        NotYourTurn: an answer stands already.
    """
    row = _open(objection.information_request)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.replied_on is not None:
        raise NotYourTurn("Tanggapan atasan PPID sudah dicatat.")
    had_on = objection.received_on or objection.filed_on
    rules.check_order(had_on, answer.received_on, what="tanggapan atasan PPID", today=today)
    objection.replied_on, objection.reply_kind = answer.received_on, answer.kind
    objection.reply = answer.text
    objection.save(update_fields=["replied_on", "reply_kind", "reply"])
    _tell("objection_replied", row, actor, now, on=answer.received_on, kind=answer.kind.value)
    proofs.add_all(row, ProofKind.ANSWER, proven_by, actor=actor, now=now)


@transaction.atomic
def close(
    request: InformationRequest,
    *,
    closed_on: date,
    note: str = "",
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """End a request that leads to no dispute: the information was given, or it is let go.

    Raises:
        ImpossibleOrder: before the request, or in the future.
        NotYourTurn: it is closed, or a dispute is filed on it.
    """
    row = _open(request)
    rules.check_order(row.submitted_on, closed_on, what="penutupan", today=today)
    row.closed_on, row.closed_note = closed_on, note
    row.save(update_fields=["closed_on", "closed_note"])
    _tell("request_closed", row, actor, now, on=closed_on, note=note)


def _send(
    organisation: Organisation, body: PublicBody, letter: Letter, actor: Actor, now: datetime
) -> InformationRequest:
    number = organisation.information_requests.count() + 1
    row = InformationRequest.objects.create(
        code=free_codes.derived(InformationRequest, "request", organisation.slug, str(number)),
        organisation=organisation,
        public_body=body,
        regime=letter.regime,
        purpose=letter.purpose,
        wanted_form=letter.wanted_form,
        channel=letter.channel,
        submitted_on=letter.submitted_on,
        received_on=rules.received_at_once(letter.channel, letter.submitted_on),
    )
    InformationItem.objects.bulk_create(
        InformationItem(information_request=row, label=codes.letters(no), no=no, text=text)
        for no, text in enumerate(letter.items, start=1)
    )
    _tell(
        "request_sent",
        row,
        actor,
        now,
        on=letter.submitted_on,
        to=body.name,
        items=list(letter.items),
    )
    return row


def _open(request: InformationRequest) -> InformationRequest:
    row = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if row.closed_on is not None:
        raise NotYourTurn("Permintaan ini sudah ditutup.")
    rules.check_undisputed(row.dispute_id)
    return row


def _had_on(row: InformationRequest) -> date | None:
    return row.received_on or row.submitted_on


def _tell(
    act: str,
    row: InformationRequest,
    actor: Actor,
    now: datetime,
    *,
    on: date,
    **more: Any,
) -> None:
    payload = {"request": row.code, "on": on.isoformat(), **more}
    journal.record(act, actor=actor, at=now, payload=payload)
