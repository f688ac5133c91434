"""News leave for programs, signed; what became of each try stands in a row."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from cases.adapters import calling
from cases.domain import webhooks as rules
from cases.domain.errors import CaseError
from cases.domain.webhooks import DeliveryState
from cases.models import Job, WebhookAttempt, WebhookDelivery
from cases.models.jobs import JobState
from cases.queries import webhooks as held
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.webhooks.addresses import secret_of

POST = Actor.system("pos")
AGENT = "SidangTerbuka-Webhook/1"
GONE = 410  # the other side says that nobody will ever be there


def deliver(job: Job, progress: Progress, now: datetime) -> None:
    """Send one message and write "sent" together with the end of its job.

    At least once: who is told twice knows it by the same ``webhook-id``. Where it was not taken
    it is tried again later; after the last try it is given up, and the row says so.
    """
    progress.step("kirim", 0, 2)
    delivery = WebhookDelivery.objects.select_related(
        "webhook__user", "webhook__organisation", "dispute"
    ).get(code=job.key)
    outcome, status = DeliveryState(delivery.state), None
    if outcome is DeliveryState.WAITING and not held.still_concerns(delivery):
        outcome = DeliveryState.CANCELLED
    elif outcome is DeliveryState.WAITING:
        try:
            status = _send(delivery, now)
        except (calling.NotTaken, CaseError) as fault:
            _note(delivery, job, fault, now)
            return
        outcome = DeliveryState.SENT
    progress.step("catat", 1, 2)
    with progress.effect(now=now):
        _settled(delivery, outcome, status, job.attempts, now)


@transaction.atomic
def settle() -> int:
    """Say of messages that failed whose job was given up because it took every worker down."""
    given_up = Job.objects.filter(kind=JobKind.DELIVER_WEBHOOK, state=JobState.FAILED)
    lost = WebhookDelivery.objects.filter(state=DeliveryState.WAITING)
    return lost.filter(code__in=given_up.values("key")).update(
        state=DeliveryState.FAILED, next_attempt_at=None
    )


def body_of(delivery: WebhookDelivery) -> bytes:
    """What is sent: the same bytes at every try."""
    told = {
        "type": delivery.kind,
        "timestamp": delivery.created_at.isoformat(),
        "data": delivery.payload,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def _send(delivery: WebhookDelivery, now: datetime) -> int:
    body, timestamp = body_of(delivery), int(now.timestamp())
    secret = secret_of(delivery.webhook)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": delivery.code,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": rules.sign(
            secret, name=delivery.code, timestamp=timestamp, body=body
        ),
    }
    return calling.post(delivery.webhook.address, body, headers)


def _settled(
    delivery: WebhookDelivery,
    outcome: DeliveryState,
    status: int | None,
    no: int,
    now: datetime,
) -> None:
    is_sent = outcome is DeliveryState.SENT and delivery.state != DeliveryState.SENT
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        state=outcome, sent_at=now if is_sent else delivery.sent_at, next_attempt_at=None
    )
    if is_sent:
        WebhookAttempt.objects.create(delivery=delivery, no=no, at=now, status=status)


@transaction.atomic
def _note(delivery: WebhookDelivery, job: Job, fault: Exception, now: datetime) -> None:
    """Keep why it was not taken, and when it is tried again, or that it is given up."""
    status = fault.status if isinstance(fault, calling.NotTaken) else None
    is_final = isinstance(fault, CaseError) or status == GONE
    if not jobs.fail(job, error=str(fault), now=now, is_final=is_final):
        return  # another worker has it now, and will say
    WebhookAttempt.objects.create(
        delivery=delivery, no=job.attempts, at=now, status=status, error=str(fault)[:300]
    )
    again = Job.objects.values_list("wait_until", flat=True).get(pk=job.pk)
    state = DeliveryState.WAITING if again else DeliveryState.FAILED
    WebhookDelivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=state, next_attempt_at=again
    )
    if not again:
        journal.record(
            "webhook_given_up",
            actor=POST,
            at=now,
            payload={"webhook": delivery.webhook.code, "delivery": delivery.code},
        )
