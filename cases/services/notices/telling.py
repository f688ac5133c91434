"""Putting a message in the outbox, once for each person, event and channel; taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.adapters.channels import GATEWAYS
from cases.domain import codes
from cases.domain.notices import (
    Channel,
    Event,
    NotAnAddress,
    NoticeKind,
    NoticeState,
    Side,
)
from cases.models import Dispute, Notice, User
from cases.queries import notices as held
from cases.services import jobs, webhooks
from cases.services.jobs import JobKind

JAKARTA = ZoneInfo("Asia/Jakarta")
COLLISIONS = 8  # so many codes are tried before we believe that something else is wrong
Payload = Mapping[str, Any]


@transaction.atomic
def tell(
    kind: NoticeKind,
    *,
    to: User | str,
    event: Event,
    payload: Payload,
    dispute: Dispute | None = None,
    language: str = "",
    now: datetime,
) -> tuple[Notice, ...]:
    """Order a message to one person, one for each connected channel; the same again is one.

    ``to`` is an account or, for somebody without one, an e-mail address. Nothing is ordered
    where the event is no news any more, or where the person does not want this kind.

    Raises:
        NotAnAddress: the e-mail address is none.
    """
    whom = to if isinstance(to, User) else _address(to)
    if not event.is_news(today(dispute, now)):
        return ()
    if isinstance(whom, User) and dispute is not None:
        webhooks.tell_own(kind, [dispute], to=whom, event=event, now=now)
    if not held.is_wanted(whom, kind):
        return ()
    return _order(kind, whom, event, payload, dispute, language, now)


@transaction.atomic
def tell_party(
    dispute: Dispute,
    side: Side,
    kind: NoticeKind,
    *,
    event: Event,
    payload: Payload,
    now: datetime,
) -> tuple[Notice, ...]:
    """Tell the present people of one side of a dispute who want this kind."""
    return tell_parties(
        [dispute], [side], kind, event=event, payload=lambda _: payload, now=now
    )


@transaction.atomic
def tell_parties(
    about: Sequence[Dispute],
    sides: Iterable[Side],
    kind: NoticeKind,
    *,
    event: Event,
    payload: Callable[[Sequence[Dispute]], Payload],
    now: datetime,
) -> tuple[Notice, ...]:
    """Tell everybody on some sides of disputes that one event concerns, each person once.

    ``payload`` is asked for each person with the disputes of their own houses only.
    """
    if not event.is_news(today(about[0], now)):
        return ()
    sides = tuple(sides)
    webhooks.tell_own(kind, about, sides=sides, event=event, now=now)
    told: list[Notice] = []
    for user, mine in held.recipients(about, sides, kind).items():
        told.extend(_order(kind, user, event, payload(mine), mine[0], "", now))
    return tuple(told)


@transaction.atomic
def cancel(event_prefix: str) -> int:
    """Take back what waits to be told of events with this prefix; how many messages.

    What has left the house stays told.
    """
    waiting = Notice.objects.filter(event__startswith=event_prefix, state=NoticeState.WAITING)
    return waiting.update(state=NoticeState.CANCELLED, next_attempt_at=None)


@transaction.atomic
def release(user: User, *, now: datetime) -> int:
    """Send one by one what was put aside for a digest that is no longer wanted; how many."""
    put_aside = list(held.waiting_for_digest(user).select_for_update())
    for notice in put_aside:
        notice.waits_for_digest = False
        notice.save(update_fields=["waits_for_digest"])
        _send_for(notice, now)
    return len(put_aside)


def today(dispute: Dispute | None, now: datetime) -> date:
    """The local day of the commission, or of the capital where there is none."""
    zone = ZoneInfo(dispute.commission.time_zone) if dispute else JAKARTA
    return timezone.localdate(now, zone)


def _order(
    kind: NoticeKind,
    to: User | str,
    event: Event,
    payload: Payload,
    dispute: Dispute | None,
    language: str,
    now: datetime,
) -> tuple[Notice, ...]:
    is_put_aside = (
        isinstance(to, User)
        and kind is not NoticeKind.DIGEST
        and held.is_wanted(to, NoticeKind.DIGEST)
    )
    fields = {
        "kind": kind,
        "payload": _frozen(payload),
        "dispute": dispute,
        "language": language or _language(to),
        "waits_for_digest": is_put_aside,
        "created_at": now,
    }
    told = []
    for channel, gateway in GATEWAYS.items():
        if not gateway.address_of(to.email if isinstance(to, User) else to):
            continue
        notice, is_new = _row(to, event, channel, fields)
        if is_new and not is_put_aside:
            _send_for(notice, now)
        told.append(notice)
    return tuple(told)


def _row(
    to: User | str, event: Event, channel: Channel, fields: Mapping[str, Any]
) -> tuple[Notice, bool]:
    """The one row for this person, event and channel; of two writers at once, one makes it."""
    whom = {"user": to} if isinstance(to, User) else {"user": None, "address": to}
    for attempt in range(COLLISIONS):
        code = codes.derive("notice", str(to), event.key, channel, attempt=attempt)
        try:
            return Notice.objects.get_or_create(
                **whom, event=event.key, channel=channel, defaults={**fields, "code": code}
            )
        except IntegrityError:  # the code is another notice's
            if not Notice.objects.filter(code=code).exists():
                raise
    raise RuntimeError(f"no free code for a notice of {event.key}")


def _send_for(notice: Notice, now: datetime) -> None:
    args = {"notice": notice.code}
    jobs.order(JobKind.DELIVER_NOTICE, notice.code, args=args, now=now)


def _language(to: User | str) -> str:
    profile = getattr(to, "notice_profile", None)
    return profile.language if profile else "id"


def _address(written: str) -> str:
    address = written.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnAddress("Alamat surel penerima tidak sah.") from None
    return address


def _frozen(value: Any) -> Any:
    """A value as JSON keeps it; every text becomes one line."""
    if isinstance(value, Mapping):
        return {str(key): _frozen(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_frozen(inner) for inner in value]
    if isinstance(value, date):  # an instant is one, too
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return " ".join(value.split()) if isinstance(value, str) else value
