"""Requests about personal data, and what the installation holds about one account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import F, Q, QuerySet

from cases.models import (
    ApiToken,
    CalendarFeed,
    Commission,
    FileReading,
    Invitation,
    JournalEntry,
    Membership,
    Notice,
    PrivacyRequest,
    PublicDispute,
    SearchAlert,
    User,
    Webhook,
)
from cases.queries import disputes
from cases.queries.public.shelves import shelf


def asked_by_anybody() -> QuerySet[Commission]:
    """The commissions that somebody without an account may ask: of which there is something
    public, and the only one of an installation.
    """
    everything = Commission.objects.order_by("name")
    if len(everything[:2]) == 1:
        return everything
    known = shelf(PublicDispute).order_by().values_list("commission_code", flat=True)
    return everything.filter(code__in=list(known.distinct()))


def asked_by(user: User) -> QuerySet[Commission]:
    """The same, and those before which the account has a dispute, or for which it works."""
    return Commission.objects.filter(
        Q(pk__in=asked_by_anybody().values("pk"))
        | Q(pk__in=disputes.visible_to(user).order_by().values("commission"))
        | Q(pk__in=Membership.objects.filter(user=user).values("commission"))
    ).order_by("name")


def of_account(user: User) -> QuerySet[PrivacyRequest]:
    """What an account has asked, the latest first."""
    mine = PrivacyRequest.objects.filter(user=user).select_related("commission")
    return mine.order_by("-made_at", "-pk")


def by_hash(token_hash: str) -> PrivacyRequest | None:
    """The request to which a link leads."""
    found = PrivacyRequest.objects.select_related("commission")
    return found.filter(token_hash=token_hash).first()


def of_registry(houses: Sequence[Commission]) -> QuerySet[PrivacyRequest]:
    """What was received by these commissions: what waits first, by its limit."""
    received = PrivacyRequest.objects.filter(commission__in=houses, received_at__isnull=False)
    rows = received.select_related("commission", "user", "decided_by")
    return rows.order_by(F("decided_at").asc(nulls_first=True), "due_at", "pk")


def held_about(user: User) -> dict[str, Any]:
    """Everything that is held about an account, as plain values with instants in UTC.

    Secrets, hashes and what is about others are left out.
    """
    return {**_kept_of(user), **_done_by(user)}


def _kept_of(user: User) -> dict[str, Any]:
    """Who the account is, where it belongs, and with what it comes in."""
    return {
        "account": _rows(
            User.objects.filter(pk=user.pk),
            "email",
            "name",
            "joined_at",
            "last_login",
            "is_staff",
        )[0],
        "addresses": _rows(
            EmailAddress.objects.filter(user=user), "email", "verified", "primary"
        ),
        "memberships": _rows(
            Membership.objects.filter(user=user),
            *("role", "organisation__name", "public_body__name", "commission__name"),
            *("starts_on", "ends_on"),
        ),
        "invitations": _rows(
            Invitation.objects.filter(Q(email=user.email) | Q(accepted_by=user)),
            *("email", "role", "created_at", "accepted_at", "revoked_at"),
        ),
        "second_factors": _rows(
            Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"
        ),
        "sessions": _rows(
            UserSession.objects.filter(user=user),
            *("ip", "user_agent", "created_at", "last_seen_at"),
        ),
        "program_tokens": _rows(
            ApiToken.objects.filter(user=user),
            *("label", "prefix", "scopes", "created_at", "expires_at", "revoked_at"),
        ),
        "program_addresses": _rows(
            Webhook.objects.filter(user=user), "address", "kinds", "created_at", "revoked_at"
        ),
        "calendar_addresses": _rows(
            CalendarFeed.objects.filter(user=user),
            *("label", "created_at", "last_used_at", "revoked_at"),
        ),
    }


def _done_by(user: User) -> dict[str, Any]:
    """What it asked for, was told, opened and did."""
    return {
        "search_alerts": _rows(
            SearchAlert.objects.filter(email=user.email), "query", "created_at", "confirmed_at"
        ),
        "notices": _rows(Notice.objects.filter(user=user), "pk", "created_at"),
        "files_opened": _rows(
            FileReading.objects.filter(user=user), "code", "dispute__code", "why", "read_at"
        ),
        "requests": _rows(
            PrivacyRequest.objects.filter(user=user),
            *("asked", "about", "made_at", "due_at", "answer", "reason", "decided_at"),
        ),
        "journal": _rows(
            JournalEntry.objects.filter(actor=f"akun:{user.pk}"),
            *("chain", "seq", "at", "act", "dispute_code", "hearing_code"),
        ),
    }


def _rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(found.order_by("pk").values(*columns))
