"""Keys of programs: made, used, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cases.domain.tokens import MOST, NoTokenForGuests, Scope, TooManyTokens, write
from cases.models import ApiToken, User
from cases.queries import access
from cases.queries import tokens as held
from cases.services import accounts, journal

SECRET_BYTES = 32
USE_IS_NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def make(
    user: User, *, label: str, scopes: Collection[Scope], days: int, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token for ``days`` days; it is handed out here, written, and never again.

    Raises:
        NoTokenForGuests: a link alone opens this account.
        TooManyTokens: there are enough already; an old one can be revoked.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if access.is_guest(user):
        raise NoTokenForGuests("Pasang kata sandi lebih dahulu, lalu buat token.")
    if held.holding(user, now=now).count() >= MOST:
        raise TooManyTokens(f"Sudah ada {MOST} token. Cabut yang tidak dipakai.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    token = ApiToken.objects.create(
        user=user,
        label=" ".join(label.split()),
        prefix=secrets.token_hex(4),
        key_sha256=held.hash_of(secret),
        scopes=sorted(scope.value for scope in set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    _note("api_token_made", token, now)
    return token, write(token.prefix, secret)


@transaction.atomic
def revoke(token: ApiToken, *, now: datetime) -> None:
    """Let a token open nothing from now on; a second time changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        _note("api_token_revoked", token, now)


@transaction.atomic
def revoke_all(user: User, *, now: datetime) -> None:
    """Revoke every token of somebody whose password changes: who had it may have made one."""
    for token in held.of_user(user).select_for_update():
        revoke(token, now=now)


def note_use(token: ApiToken, *, now: datetime) -> None:
    """Note that a token was used, not at every call: programs call all day long."""
    before = now - USE_IS_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at <= before:
        is_long_ago = Q(last_used_at=None) | Q(last_used_at__lte=before)
        ApiToken.objects.filter(is_long_ago, pk=token.pk).update(last_used_at=now)


def _note(act: str, token: ApiToken, now: datetime) -> None:
    payload = {"account": token.user_id, "token": token.prefix, "scopes": token.scopes}
    journal.record(act, actor=accounts.as_actor(token.user), at=now, payload=payload)
