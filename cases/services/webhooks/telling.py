"""Putting news in the outbox of programs, in the transaction of the act that makes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cases.domain import codes
from cases.domain.notices import Event, NoticeKind, Side
from cases.domain.webhooks import (
    KINDS,
    OWN,
    TEST,
    DeliveryState,
    StillWaiting,
    WebhookRevoked,
    fingerprint,
)
from cases.models import Dispute, User, Webhook, WebhookDelivery, WebhookTold
from cases.queries import notices as concerns
from cases.queries import webhooks as held
from cases.services import jobs
from cases.services.jobs import JobKind

API = "/api/v1"
Payload = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: its kind, what it is about, and the codes by which that is read."""

    kind: str
    key: str
    payload: Payload
    dispute: Dispute | None = None


def tell_public(found: Collection[News], *, now: datetime) -> None:
    """Tell what is new or otherwise on the shelf; where nobody listens it costs one query."""
    if not found:
        return
    for webhook in held.wanting({news.kind for news in found}):
        for news in found:
            if news.kind in webhook.kinds:
                _tell(webhook, news, f"{news.kind}:{news.key}:{now.isoformat()}", now)


def tell_own(
    kind: NoticeKind,
    about: Sequence[Dispute],
    *,
    sides: Sequence[Side] = (),
    to: User | None = None,
    event: Event,
    now: datetime,
) -> None:
    """Tell what people are written to about their disputes: on ``sides``, or one person."""
    told = f"{OWN}{kind.value}"
    if told not in KINDS:
        return
    for webhook in held.wanting({told}):
        if to is not None:
            mine = list(about) if webhook.user_id == to.pk else []
        else:
            mine = held.concerned(webhook, about, sides)
        for dispute in mine:
            payload = {
                "dispute": dispute.code,
                "register": concerns.register_of(dispute),
                "api": f"{API}/my-disputes/{dispute.code}/",
            }
            news = News(told, event.key, payload, dispute)
            _tell(webhook, news, f"{told}:{event.key}:{dispute.code}", now)


def try_out(webhook: Webhook, *, now: datetime) -> WebhookDelivery:
    """Send a message that says nothing, to see whether the other side takes it."""
    news = News(TEST, TEST, {"webhook": webhook.code})
    return _order(webhook, news, f"{TEST}:{now.isoformat()}", now)


@transaction.atomic
def redeliver(delivery: WebhookDelivery, *, now: datetime) -> WebhookDelivery:
    """Send a message once more, whatever became of it, under the same ``webhook-id``.

    Whether its person may still know of it is asked when it leaves, as at the first time.

    Raises:
        WebhookRevoked: nothing is sent to its address any more.
        StillWaiting: it is on its way.
    """
    row = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
    if row.webhook.revoked_at is not None:
        raise WebhookRevoked("Alamat ini sudah dicabut.")
    if row.state == DeliveryState.WAITING:
        raise StillWaiting("Pesan ini masih dalam perjalanan.")
    tried = row.attempts.aggregate(most=Max("no"))["most"] or 0
    row.state, row.sent_at, row.next_attempt_at = DeliveryState.WAITING, None, None
    row.save(update_fields=["state", "sent_at", "next_attempt_at"])
    args = {"delivery": row.code, "tried": tried}
    jobs.order(JobKind.DELIVER_WEBHOOK, f"{row.code}.{codes.draw()}", args=args, now=now)
    return row


def _tell(webhook: Webhook, news: News, event: str, now: datetime) -> None:
    """Order the message, unless it was told so long ago that the row of it is gone."""
    told = WebhookTold.objects.filter(webhook=webhook, event_sha256=fingerprint(event))
    if not told.exists():
        _order(webhook, news, event, now)


def _order(webhook: Webhook, news: News, event: str, now: datetime) -> WebhookDelivery:
    """The one row for this address and event, with the job that sends it."""
    delivery, made = WebhookDelivery.objects.get_or_create(
        webhook=webhook,
        event=event,
        defaults={
            "code": codes.draw() + codes.draw(),
            "kind": news.kind,
            "payload": dict(news.payload),
            "dispute": news.dispute,
            "created_at": now,
        },
    )
    if made:
        args = {"delivery": delivery.code}
        jobs.order(JobKind.DELIVER_WEBHOOK, delivery.code, args=args, now=now)
    return delivery
