"""Addresses to which news are sent: registered, revoked; their secrets are derived."""

from __future__ import annotations

import base64
import ipaddress
import secrets
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from cases.domain import webhooks as rules
from cases.domain.feeds import NotYourHouse
from cases.models import Organisation, User, Webhook
from cases.queries import access
from cases.queries import codes as free_codes
from cases.queries import webhooks as held
from cases.services import accounts, journal

SALT = "kabar untuk program"
NOWHERE = "https://dihapus.invalid/"


def secret_of(webhook: Webhook) -> str:
    """The secret with which messages to an address are signed; it stands in no row."""
    return _derived(webhook.nonce)


def secrets_of(webhook: Webhook, *, now: datetime) -> list[str]:
    """The secrets that sign at present: the one that holds, and for a while the one before."""
    is_old_told = webhook.old_until is not None and now < webhook.old_until
    return [secret_of(webhook), *([_derived(webhook.old_nonce)] if is_old_told else [])]


@transaction.atomic
def make(
    user: User,
    *,
    address: str,
    kinds: Collection[str],
    organisation: Organisation | None = None,
    now: datetime,
) -> tuple[Webhook, str]:
    """Register an address; the secret of its signatures is handed out here.

    Raises:
        AddressRefused: it is no https address, or plainly one inside.
        NotYourHouse: the account does not belong to that organisation.
        NoWebhookForGuests, TooManyWebhooks: as their names say.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    address = rules.check_address(address, allow_http=settings.DEBUG)
    _check_literal(address)
    if access.is_guest(user):
        raise rules.NoWebhookForGuests("Pasang kata sandi lebih dahulu, lalu daftarkan alamat.")
    if organisation and not held.organisations_of(user).filter(pk=organisation.pk).exists():
        raise NotYourHouse("Anda bukan anggota organisasi itu.")
    if held.of_user(user).count() >= rules.MOST:
        raise rules.TooManyWebhooks(f"Sudah ada {rules.MOST} alamat. Cabut yang tidak dipakai.")
    webhook = Webhook.objects.create(
        code=free_codes.drawn(Webhook),
        user=user,
        organisation=organisation,
        address=address,
        kinds=sorted(set(kinds) & set(rules.KINDS)),
        nonce=secrets.token_hex(32),
        created_at=now,
    )
    _note("webhook_made", webhook, now)
    return webhook, secret_of(webhook)


@transaction.atomic
def rotate(webhook: Webhook, *, now: datetime) -> tuple[Webhook, str]:
    """Draw another secret, handed out here; for a day the one before signs beside it.

    Raises:
        WebhookRevoked: nothing is sent there any more.
    """
    held = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if held.revoked_at is not None:
        raise rules.WebhookRevoked("Alamat ini sudah dicabut.")
    held.old_nonce, held.old_until = held.nonce, now + rules.ROTATION
    held.nonce = secrets.token_hex(32)
    held.save(update_fields=["nonce", "old_nonce", "old_until"])
    _note("webhook_secret_rotated", held, now)
    return held, secret_of(held)


@transaction.atomic
def revoke(webhook: Webhook, *, now: datetime) -> None:
    """Send nothing there from now on; a second time changes nothing."""
    if Webhook.objects.filter(pk=webhook.pk, revoked_at=None).update(revoked_at=now):
        _note("webhook_revoked", webhook, now)


@transaction.atomic
def forget_all(user: User, *, now: datetime) -> None:
    """Send nothing more for somebody whose account is erased, and keep no address of theirs."""
    for webhook in Webhook.objects.filter(user=user):
        revoke(webhook, now=now)
    Webhook.objects.filter(user=user).update(address=NOWHERE)


def _derived(nonce: str) -> str:
    derived = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return rules.SECRET_MARK + base64.b64encode(derived).decode()


def _check_literal(address: str) -> None:
    """Say at once what every call would be refused for; names are asked at each call."""
    host = urlsplit(address).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return
    if not rules.is_outside(host):
        raise rules.AddressRefused("Alamat ini menunjuk ke jaringan dalam.")


def _note(act: str, webhook: Webhook, now: datetime) -> None:
    journal.record(
        act,
        actor=accounts.as_actor(webhook.user),
        at=now,
        payload={
            "account": webhook.user_id,
            "webhook": webhook.code,
            "kinds": webhook.kinds,
            "house": webhook.organisation.slug if webhook.organisation else "",
        },
    )
