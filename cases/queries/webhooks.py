"""Addresses of programs: whose they are, what they want, and what they may still hear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from cases.domain.accounts import APPLICANT_ROLES
from cases.domain.notices import Side
from cases.domain.webhooks import OWN, TEST
from cases.models import (
    Dispute,
    Organisation,
    PublicDispute,
    PublicHearing,
    User,
    Webhook,
    WebhookDelivery,
)
from cases.queries import accounts, disputes, notices
from cases.queries.accounts import House

SHOWN = 50


def of_user(user: User) -> QuerySet[Webhook]:
    """One's own addresses that hold, the latest first."""
    rows = Webhook.objects.filter(user=user, revoked_at=None).select_related("organisation")
    return rows.order_by("-created_at", "-pk")


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations whose disputes an address of ``user`` may be limited to."""
    return accounts.organisations(user, APPLICANT_ROLES)


def log_of(
    webhook: Webhook, *, after: str = "", state: str = ""
) -> tuple[Sequence[WebhookDelivery], str | None]:
    """What was sent, the latest first, with every attempt: the page that follows the message
    ``after``, and the code of its last one where there are more.
    """
    rows = webhook.deliveries.prefetch_related("attempts").order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if after:
        last = webhook.deliveries.filter(code=after).values_list("pk", flat=True).first()
        rows = rows.filter(pk__lt=last or 0)
    found = list(rows[: SHOWN + 1])
    return found[:SHOWN], found[SHOWN - 1].code if len(found) > SHOWN else None


def wanting(kinds: Iterable[str]) -> list[Webhook]:
    """The addresses that want one of these kinds, of people who are active."""
    wanted = set(kinds)
    rows = Webhook.objects.filter(revoked_at=None, user__is_active=True)
    return [one for one in rows.select_related("user", "organisation") if wanted & {*one.kinds}]


def concerned(
    webhook: Webhook, about: Iterable[Dispute], sides: Sequence[Side]
) -> list[Dispute]:
    """Those disputes on one of whose sides the person of an address stands."""
    shared = [one for one in about if one.visibility in notices.LEAVES_THE_HOUSE]
    return [one for one in shared if any(_is_on(webhook, one, side) for side in sides)]


def still_concerns(delivery: WebhookDelivery) -> bool:
    """Whether a message may still go out: the address holds, and its person may know of it."""
    hook = delivery.webhook
    if hook.revoked_at is not None or not hook.user.is_active:
        return False
    if delivery.kind == TEST:
        return True
    if not delivery.kind.startswith(OWN):
        return _is_public(delivery.payload)
    if delivery.dispute is None or delivery.dispute.visibility not in notices.LEAVES_THE_HOUSE:
        return False
    seen = disputes.visible_to(hook.user).filter(pk=delivery.dispute.pk)
    if hook.organisation is not None:
        if not organisations_of(hook.user).filter(pk=hook.organisation.pk).exists():
            return False
        theirs = Dispute.objects.filter(participants__organisation=hook.organisation)
        seen = seen.filter(pk__in=theirs.values("pk"))
    return seen.exists()


def _is_public(payload: Mapping[str, str]) -> bool:
    if code := payload.get("dispute"):
        return PublicDispute.objects.filter(code=code).exists()
    return PublicHearing.objects.filter(code=payload.get("hearing", "")).exists()


def _is_on(webhook: Webhook, dispute: Dispute, side: Side) -> bool:
    return any(_stands(webhook, house) for house in notices.houses(dispute, side))


def _stands(webhook: Webhook, house: House) -> bool:
    if webhook.organisation is not None and house != webhook.organisation:
        return False
    return any(person.pk == webhook.user_id for person in notices.people_of(house))
