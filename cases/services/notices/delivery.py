"""Messages leave by their channel; what became of each stands in its row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.adapters import mail, notice_letters
from cases.adapters.channels import GATEWAYS, Parcel
from cases.domain.errors import CaseError
from cases.domain.notices import Channel, NoticeKind, NoticeState
from cases.models import Job, Notice
from cases.models.jobs import JobState
from cases.queries import notices as held
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

POST = Actor.system("pos")
GIVEN_UP = "Pekerja berhenti di tengah pengiriman ini."


def deliver(job: Job, progress: Progress, now: datetime) -> None:
    """Send one notice and write "sent" together with the end of its job.

    Raises:
        CaseError: it will never be taken; the reason stands in the row.
        Exception: it may go through later; the row says when it is tried again.
    """
    progress.step("kirim", 0, 2)
    notice = Notice.objects.select_related("user", "dispute__commission").get(code=job.key)
    outcome = NoticeState(notice.state)
    name = mail.message_id(notice.code)
    if outcome is NoticeState.WAITING and not held.still_concerns(notice):
        outcome = NoticeState.CANCELLED
    elif outcome is NoticeState.WAITING:
        try:
            _hand_over(notice, name)
        except Exception as fault:
            _note(notice, job, fault, now)
            raise
        outcome = NoticeState.SENT
    progress.step("catat", 1, 2)
    with progress.effect(now=now):
        _settled(notice, outcome, name, job.attempts, now)


@transaction.atomic
def settle() -> int:
    """Say of notices that failed whose job was given up because it took every worker down."""
    given_up = Job.objects.filter(kind=JobKind.DELIVER_NOTICE, state=JobState.FAILED)
    lost = Notice.objects.filter(state=NoticeState.WAITING, code__in=given_up.values("key"))
    return lost.update(state=NoticeState.FAILED, error=GIVEN_UP, next_attempt_at=None)


def _hand_over(notice: Notice, name: str) -> None:
    gateway = GATEWAYS[Channel(notice.channel)]
    unsubscribe = notice_letters.unsubscribe_address(held.link_of(notice))
    gathered = notice.gathered.filter(state=NoticeState.WAITING).select_related("user")
    gateway.deliver(
        Parcel(
            to=gateway.address_of(notice.user.email if notice.user else notice.address),
            letter=notice_letters.write(
                NoticeKind(notice.kind),
                _still_true(notice),
                notice.language,
                has_account=notice.user is not None,
                unsubscribe=unsubscribe,
                news=[
                    (NoticeKind(one.kind), one.payload)
                    for one in gathered.order_by("created_at", "pk")
                    if held.still_concerns(one)
                ],
            ),
            message_id=name,
            language=notice.language,
            unsubscribe=unsubscribe,
        )
    )


def _still_true(notice: Notice) -> Mapping[str, Any]:
    """What a notice says, without the duties of houses that a reader of digests has left."""
    payload: dict[str, Any] = notice.payload
    if notice.user is None or "due" not in payload:
        return payload
    mine = held.houses_of(notice.user)
    return {**payload, "due": [line for line in payload["due"] if line["house"] in mine]}


def _settled(
    notice: Notice, outcome: NoticeState, name: str, attempts: int, now: datetime
) -> None:
    """Write the outcome, of a digest also for all that it gathered."""
    is_sent = outcome is NoticeState.SENT and notice.state != NoticeState.SENT
    fields = {
        "state": outcome,
        "attempts": attempts,
        "next_attempt_at": None,
        "sent_at": now if is_sent else notice.sent_at,
        "message_id": name if is_sent else notice.message_id,
        "error": "" if is_sent else notice.error,
    }
    Notice.objects.filter(pk=notice.pk).update(**fields)
    notice.gathered.filter(state=NoticeState.WAITING).update(**fields)
    if is_sent:
        journal.record(
            "notice_sent",
            actor=POST,
            at=now,
            dispute=notice.dispute,
            payload={"notice": notice.code, "kind": notice.kind, "channel": notice.channel},
        )


@transaction.atomic
def _note(notice: Notice, job: Job, fault: Exception, now: datetime) -> None:
    """Keep why it did not go, and when it is tried again; a refusal is never tried again."""
    is_refused = isinstance(fault, CaseError)
    is_told = isinstance(fault, (CaseError, mail.MailDelayed))
    told = str(fault) if is_told else f"{type(fault).__name__}: {fault}"
    if not jobs.fail(job, error=told, now=now, is_final=is_refused):
        return  # another worker has it now, and will say
    again = Job.objects.values_list("wait_until", flat=True).get(pk=job.pk)
    fields = {
        "state": NoticeState.WAITING if again else NoticeState.FAILED,
        "attempts": job.attempts,
        "next_attempt_at": again,
        "error": told[:2000],
    }
    Notice.objects.filter(pk=notice.pk, state=NoticeState.WAITING).update(**fields)
    notice.gathered.filter(state=NoticeState.WAITING).update(**fields)
