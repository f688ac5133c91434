"""Secret addresses of private calendars: made, used, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cases.domain.feeds import MOST, NotYourHouse, TooManyFeeds
from cases.models import CalendarFeed, Organisation, User
from cases.queries import feeds as held
from cases.services import accounts, journal
from cases.services.journal import Actor

SECRET_BYTES = 32
USE_IS_NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make(
    user: User,
    *,
    label: str,
    organisation: Organisation | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[CalendarFeed, str]:
    """Make a secret address for a calendar; the secret is handed out here and never again.

    Raises:
        NotYourHouse: the account does not belong to that organisation.
        TooManyFeeds: there are enough addresses already; an old one can be revoked.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if organisation and not held.organisations_of(user).filter(pk=organisation.pk).exists():
        raise NotYourHouse("Anda bukan anggota organisasi itu.")
    if held.of_user(user).count() >= MOST:
        raise TooManyFeeds(f"Sudah ada {MOST} alamat kalender. Cabut yang tidak dipakai.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(
        user=user,
        organisation=organisation,
        label=" ".join(label.split()),
        address_sha256=held.hash_of(secret),
        created_at=now,
    )
    journal.record(
        "calendar_feed_made",
        actor=actor,
        at=now,
        payload={
            "account": user.pk,
            "feed": feed.pk,
            "house": organisation.slug if organisation else "",
        },
    )
    return feed, secret


@transaction.atomic
def revoke(feed: CalendarFeed, *, actor: Actor, now: datetime) -> None:
    """Let an address lead nowhere from now on; a second time changes nothing."""
    if not CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now):
        return
    journal.record(
        "calendar_feed_revoked",
        actor=actor,
        at=now,
        payload={"account": feed.user.pk, "feed": feed.pk},
    )


@transaction.atomic
def revoke_all(user: User, *, now: datetime) -> None:
    """Let no address of somebody whose account is erased lead anywhere, or say what it was."""
    for feed in held.of_user(user):
        revoke(feed, actor=accounts.as_actor(user), now=now)
    CalendarFeed.objects.filter(user=user).update(label="-")


def note_use(feed: CalendarFeed, *, now: datetime) -> None:
    """Note that an address was read, at most once an hour: calendars ask all day long."""
    is_long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED_EVERY)
    if feed.last_used_at and feed.last_used_at > now - USE_IS_NOTED_EVERY:
        return
    CalendarFeed.objects.filter(is_long_ago, pk=feed.pk).update(last_used_at=now)
