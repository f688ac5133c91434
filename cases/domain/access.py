"""The other side's way in: how long a link opens a dispute, and why one does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from cases.domain.errors import CaseError


class AccessState(StrEnum):
    """How far a way in is, as the registry sees it."""

    WAITING = "waiting"  # the mail is on order
    FAILED = "failed"  # the mail server does not take it
    SENT = "sent"
    OPENED = "opened"  # somebody came in, by the link alone
    ACCOUNT = "account"  # whoever came in has a password
    EXPIRED = "expired"
    REVOKED = "revoked"


class AccessUnknown(CaseError):
    """The link is not one of ours, or was not copied whole."""

    code = "access_unknown"


class AccessRevoked(CaseError):
    code = "access_revoked"


class AccessExpired(CaseError):
    code = "access_expired"


class AccessNeedsAccount(CaseError):
    """Who has an account under the address signs in with it; the link alone is not enough."""

    code = "access_needs_account"


class AccessForAnother(CaseError):
    """A way in is for one address, whoever has the link."""

    code = "access_for_another"


class NotTheirDispute(CaseError):
    """The registry of the commission lets a party's people in, and nobody else."""

    code = "not_their_dispute"


class NotARespondent(CaseError):
    """Only the side of the public body is let in by a link."""

    code = "not_a_respondent"


class SealedAgainstAccess(CaseError):
    code = "access_sealed"


class OfTheOtherSide(CaseError):
    """Nobody reads on both sides of one dispute, nor on the bench and at the bar."""

    code = "access_other_side"


class TooManyAccesses(CaseError):
    code = "too_many_accesses"


LINK_LASTS = timedelta(days=30)
GRANTS_AN_HOUR = 40  # by one person


def check_link(*, revoked_at: datetime | None, expires_at: datetime, now: datetime) -> None:
    """Refuse a link that no longer opens anything, and say why.

    Raises:
        AccessRevoked, AccessExpired: as their names say.
    """
    if revoked_at is not None:
        raise AccessRevoked(
            "Tautan ini telah dicabut atau diganti. Bukalah tautan dalam surel terbaru, atau "
            "tanyakan kepada kepaniteraan."
        )
    if now >= expires_at:
        raise AccessExpired(
            "Tautan ini sudah lewat masanya. Mintalah tautan baru kepada kepaniteraan; bila "
            "akun Anda sudah mempunyai kata sandi, masuklah dengannya."
        )


def state(
    *,
    sent_at: datetime | None,
    taken_up_at: datetime | None,
    revoked_at: datetime | None,
    expires_at: datetime,
    has_password: bool,
    has_failed: bool,
    now: datetime,
) -> AccessState:
    """How far a way in is."""
    if revoked_at is not None:
        return AccessState.REVOKED
    if taken_up_at is not None and has_password:
        return AccessState.ACCOUNT
    if now >= expires_at:
        return AccessState.EXPIRED
    if taken_up_at is not None:
        return AccessState.OPENED
    if has_failed:
        return AccessState.FAILED
    return AccessState.SENT if sent_at is not None else AccessState.WAITING
