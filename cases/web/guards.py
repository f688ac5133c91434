"""What stands before every view for those who are signed in: time, and the second factor."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain.accounts import GUARDED_SESSION, PARTY_SESSION
from cases.queries import accounts

BEGAN, SEEN = "began_at", "seen_at"  # seconds since the epoch, in the session
NOTED_EVERY = 60  # seconds between two writes of when somebody was seen

# What is left to those who still have to set up their second factor.
SET_UP = frozenset(
    {
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"),
        *("account_email", "account_confirm_email", "sign_out", "account_logout"),
    }
)


@receiver(user_logged_in)
def begin(request: HttpRequest, **_signal: Any) -> None:
    """Note when a session begins. Django's own announcement, because every door leads by it."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


class SessionLimitMiddleware:
    """End a session that was not used for long, or has lasted too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_signed_in(request):
            self._keep(request)
        return self.get_response(request)

    def _keep(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        began_at = request.session.setdefault(BEGAN, now)
        seen_at = request.session.setdefault(SEEN, now)
        if _has_lapsed(request, _instant(began_at), _instant(seen_at), _instant(now)):
            logout(request)
            messages.info(request, _("Sesi Anda telah berakhir. Silakan masuk kembali."))
        elif now - seen_at >= NOTED_EVERY:
            request.session[SEEN] = now


class SecondFactorMiddleware:
    """Lead who keeps the record or the machine to set up a second factor, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Let the view answer, or send the person to the set-up."""
        if not settings.REQUIRE_SECOND_FACTOR or not _is_signed_in(request):
            return None
        place = request.resolver_match
        if place and place.url_name in SET_UP:
            return None
        if not _is_guarded(request) or accounts.has_second_factor(request.user):
            return None
        return redirect("mfa_index")


def _is_signed_in(request: HttpRequest) -> bool:
    """Ask for the person only where there is a session: most visitors have none."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _has_lapsed(
    request: HttpRequest, began_at: datetime, seen_at: datetime, now: datetime
) -> bool:
    """Whether the session is over; who the person is matters only past the shorter limits."""
    times = {"began_at": began_at, "seen_at": seen_at, "now": now}
    if PARTY_SESSION.has_lapsed(**times):
        return True
    return GUARDED_SESSION.has_lapsed(**times) and _is_guarded(request)


def _is_guarded(request: HttpRequest) -> bool:
    """Whether the person keeps the record; asked anew with every request, once."""
    if not hasattr(request, "is_guarded"):
        request.is_guarded = accounts.is_guarded(request.user)
    return request.is_guarded


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
