"""What stands before every view for everybody: which methods there are, who may take what.

A browser says with ``Sec-Fetch-*`` on whose behalf it asks. What a session opens is given to
pages of this house and to who came by a link, never to a picture, frame, form or program of
another site (W3C Fetch Metadata; the "resource isolation policy").
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from cases.web import errors

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OUTSIDE = frozenset({"cross-site", "same-site"})
# No page uses any of these; the keys of passkeys are asked for here alone.
NOT_ASKED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer"),
    *("microphone", "midi", "payment", "screen-wake-lock", "serial", "usb"),
    "xr-spatial-tracking",
)
OWN = ("clipboard-write", "fullscreen", "publickey-credentials-create")
PROBLEM = "application/problem+json"
IN_THE_OPEN = {
    "type": "about:blank",
    "title": "Forbidden",
    "status": 403,
    "code": "tls_required",
    "detail": "Pakai https://. Token yang dikirim tanpa TLS harus dicabut dan diganti.",
}
PERMISSIONS = ", ".join(
    [f"{name}=()" for name in NOT_ASKED]
    + [f"{name}=(self)" for name in (*OWN, "publickey-credentials-get")]
)


class HeadersMiddleware:
    """Refuse methods that nothing here knows, and say of every answer who may load it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            response: HttpResponse = HttpResponseNotAllowed(METHODS)
        elif settings.SECURE_SSL_REDIRECT and is_program_in_the_open(request):
            response = JsonResponse(IN_THE_OPEN, status=403, content_type=PROBLEM)
        else:
            response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


def is_program_in_the_open(request: HttpRequest) -> bool:
    """Whether a program asks without TLS: led on, it would send its token on."""
    return request.path.startswith("/api/") and not request.is_secure()


class IsolationMiddleware:
    """Give what a session opens to nobody who asks from another site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and is_asked_from_outside(request):
            return errors.forbidden(request)
        return self.get_response(request)


def is_asked_from_outside(request: HttpRequest) -> bool:
    """Whether another site asks, otherwise than by sending a person here.

    A browser too old to say so is believed; the ``SameSite`` of its cookie stands before this.
    """
    if request.headers.get("Sec-Fetch-Site", "").lower() not in OUTSIDE:
        return False
    is_visit = (
        request.headers.get("Sec-Fetch-Mode", "").lower() == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "").lower() == "document"
        and request.method in {"GET", "HEAD"}
    )
    return not is_visit
