"""The language of a page: Indonesian, unless the reader has asked for English here.

The browser's own preference is left aside on purpose: the record is Indonesian, and a quoted
address must show everybody the same page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = settings.LANGUAGE_COOKIE_NAME
YEAR = 365 * 24 * 60 * 60


class LanguageMiddleware:
    """Read ``?bahasa=`` or the cookie; remember a choice that was made in the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("bahasa", "")
        chosen = asked if asked in self.known else request.COOKIES.get(COOKIE, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        if asked in self.known:
            response.set_cookie(
                COOKIE,
                asked,
                max_age=YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
                httponly=True,
            )
        return response
