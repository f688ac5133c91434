"""Putting news in the outbox of programs, in the transaction of the act that makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.domain import codes
from cases.domain.notices import Event, NoticeKind, Side
from cases.domain.webhooks import KINDS, OWN, TEST, PublicNews
from cases.models import (
    Dispute,
    PublicDecision,
    PublicDispute,
    PublicEdition,
    PublicHearing,
    User,
    Webhook,
    WebhookDelivery,
)
from cases.queries import notices as concerns
from cases.queries import webhooks as held
from cases.services import jobs
from cases.services.jobs import JobKind

API = "/api/v1"
Payload = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stood on a part of the shelf: versions by code, and what was released in it."""

    disputes: Mapping[str, str]
    hearings: Mapping[str, str]
    editions: frozenset[tuple[str, int]]
    decisions: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _News:
    kind: str
    key: str
    payload: Payload
    dispute: Dispute | None = None


def shelf_of(disputes: Collection[str], hearings: Collection[str]) -> Shelf | None:
    """What stands there now; None where nobody wants to be told, which costs one query."""
    if not held.listens():
        return None
    shown = PublicDispute.objects.filter(code__in=disputes)
    sat = PublicHearing.objects.filter(code__in=hearings)
    out = PublicEdition.objects.filter(hearing__in=hearings)
    decided = PublicDecision.objects.filter(dispute__in=disputes)
    return Shelf(
        disputes=dict(shown.values_list("code", "version")),
        hearings=dict(sat.values_list("code", "version")),
        editions=frozenset(out.values_list("hearing_id", "no")),
        decisions=frozenset(decided.values_list("dispute_id", "no")),
    )


def tell_public(before: Shelf | None, after: Shelf | None, *, now: datetime) -> None:
    """Tell what is new or otherwise on the shelf; what left it is told to nobody."""
    if before is None or after is None:
        return
    found = list(_changes(before, after))
    for webhook in held.wanting({news.kind for news in found}):
        for news in found:
            if news.kind in webhook.kinds:
                _order(webhook, news, f"{news.kind}:{news.key}:{now.isoformat()}", now)


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
            news = _News(told, event.key, payload, dispute)
            _order(webhook, news, f"{told}:{event.key}:{dispute.code}", now)


def try_out(webhook: Webhook, *, now: datetime) -> WebhookDelivery:
    """Send a message that says nothing, to see whether the other side takes it."""
    news = _News(TEST, TEST, {"webhook": webhook.code})
    return _order(webhook, news, f"{TEST}:{now.isoformat()}", now)


def _changes(before: Shelf, after: Shelf) -> Iterator[_News]:
    for code, version in after.disputes.items():
        if before.disputes.get(code) == version:
            continue
        is_new = code not in before.disputes
        kind = PublicNews.DISPUTE_PUBLISHED if is_new else PublicNews.DISPUTE_CHANGED
        yield _News(kind, code, {"dispute": code, "api": f"{API}/disputes/{code}/"})
    for code, version in after.hearings.items():
        if before.hearings.get(code) != version:
            payload = {"hearing": code, "api": f"{API}/hearings/{code}/"}
            yield _News(PublicNews.HEARING_CHANGED, code, payload)
    for hearing, no in sorted(after.editions - before.editions):
        about: Payload = {
            "hearing": hearing,
            "edition": no,
            "page": f"/sidang/{hearing}/risalah/{no}/",
        }
        yield _News(PublicNews.TRANSCRIPT_PUBLISHED, f"{hearing}:{no}", about)
    for code, no in sorted(after.decisions - before.decisions):
        address = f"{API}/decisions/?dispute={code}"
        ruling: Payload = {"dispute": code, "no": no, "api": address}
        yield _News(PublicNews.DECISION_PUBLISHED, f"{code}:{no}", ruling)


def _order(webhook: Webhook, news: _News, event: str, now: datetime) -> WebhookDelivery:
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
