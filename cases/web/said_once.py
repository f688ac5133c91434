"""What is said on the next page, kept until then in a cookie of this very host."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """Django's, under a name that a browser takes from this host alone where there is TLS."""

    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class SaidOnceStorage(FallbackStorage):
    """In the cookie, and in the session what is too long for it."""

    storage_classes = (HostCookieStorage, SessionStorage)
