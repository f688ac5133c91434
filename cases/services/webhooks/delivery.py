"""News leave for programs, signed; what became of each try stands in a row."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.fields.json import KT

from cases.adapters import calling
from cases.domain import retention
from cases.domain import webhooks as rules
from cases.domain.errors import CaseError
from cases.domain.webhooks import DeliveryState
from cases.models import Job, WebhookAttempt, WebhookDelivery, WebhookTold
from cases.models.jobs import JobState
from cases.queries import webhooks as held
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.webhooks.addresses import secrets_of

POST = Actor.system("pos")
AGENT = "SidangTerbuka-Webhook/1"
AT_ONCE = 5_000  # messages that one run of the clock takes away
GONE = 410  # the other side says that nobody will ever be there


def deliver(job: Job, progress: Progress, now: datetime) -> None:
    """Send one message and write "sent" together with the end of its job.

    At least once: who is told twice knows it by the same ``webhook-id``. Where it was not taken
    it is tried again later; after the last try it is given up, and the row says so.
    """
    progress.step("kirim", 0, 2)
    delivery = WebhookDelivery.objects.select_related(
        "webhook__user", "webhook__organisation", "dispute"
    ).get(code=job.args["delivery"])
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
        _settled(delivery, outcome, status, _no(job), now)


@transaction.atomic
def settle() -> int:
    """Say of messages that failed whose job was given up because it took every worker down."""
    ours = Job.objects.filter(kind=JobKind.DELIVER_WEBHOOK).annotate(of=KT("args__delivery"))
    lost = WebhookDelivery.objects.filter(
        state=DeliveryState.WAITING, code__in=ours.filter(state=JobState.FAILED).values("of")
    )
    return lost.exclude(code__in=ours.filter(state__in=jobs.OPEN).values("of")).update(
        state=DeliveryState.FAILED, next_attempt_at=None
    )


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Take away messages that are over for as long as the table of retention says; how many.

    What still waits stays, however old it is. Of the others the event is remembered by its
    fingerprint, so that no address is ever told of it again.
    """
    rule = retention.classes()[retention.WEBHOOK_DELIVERY]
    old = WebhookDelivery.objects.exclude(state=DeliveryState.WAITING).filter(
        created_at__lt=now - timedelta(days=rule.days)
    )
    over = list(old.order_by("pk").values_list("pk", "webhook_id", "event")[:AT_ONCE])
    if not over:
        return 0
    gone = [pk for pk, _webhook, _event in over]
    WebhookTold.objects.bulk_create(
        WebhookTold(webhook_id=webhook, event_sha256=rules.fingerprint(event))
        for _pk, webhook, event in over
    )
    WebhookDelivery.objects.filter(pk__in=gone).delete()
    WebhookAttempt.objects.filter(delivery__in=gone).delete()  # in this order: see its guard
    told = {"count": len(gone), "days": rule.days}
    journal.record("webhook_deliveries_forgotten", actor=POST, at=now, payload=told)
    return len(gone)


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
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": delivery.code,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": rules.sign(
            secrets_of(delivery.webhook, now=now),
            name=delivery.code,
            timestamp=timestamp,
            body=body,
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


def _no(job: Job) -> int:
    """Which try of its message this is; those of earlier orders count too."""
    return int(job.args.get("tried", 0)) + job.attempts


@transaction.atomic
def _note(delivery: WebhookDelivery, job: Job, fault: Exception, now: datetime) -> None:
    """Keep why it was not taken, and when it is tried again, or that it is given up."""
    status = fault.status if isinstance(fault, calling.NotTaken) else None
    is_final = isinstance(fault, CaseError) or status == GONE
    if not jobs.fail(job, error=str(fault), now=now, is_final=is_final):
        return  # another worker has it now, and will say
    WebhookAttempt.objects.create(
        delivery=delivery, no=_no(job), at=now, status=status, error=str(fault)[:300]
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
