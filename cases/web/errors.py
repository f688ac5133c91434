"""What a person reads when something is not to be had; also where nothing else is to be had."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cases.adapters import away, full, security_log, tracing

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
AGAIN = "60"  # seconds until asking again may help


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Part of the file is closed to this reader; says so without saying what it is."""
    security_log.note(security_log.REFUSED, status=403)
    return _page(request, "403", 403)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its proof: mostly from a page that was open for too long."""
    security_log.note(security_log.FORGED, status=403)
    return _page(request, "403_csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing by this address, or nothing this reader may know of: the answer is the same."""
    return _page(request, "404", 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Asked too often in too short a time; says how long to wait."""
    security_log.note(security_log.TOO_OFTEN, status=429)
    answer = _page(request, "429", 429)
    answer["Retry-After"] = AGAIN
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, named so that it can be quoted; no room to write; or no database. None
    of the pages needs a database or a context.
    """
    fault = sys.exception()
    if full.is_full(fault):
        return HttpResponse(render_to_string("507.html"), status=507)
    if away.is_away(fault):
        told = {"Retry-After": AGAIN}
        return HttpResponse(render_to_string("503.html"), status=503, headers=told)
    told = {"request_id": tracing.current().get("request", "")}
    return HttpResponse(render_to_string("500.html", told), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What came cannot be read, or is more than is taken at once."""
    if isinstance(exception, TOO_LARGE):
        return _page(request, "413", 413)
    return _page(request, "400", 400)


class NotAllowedMiddleware:
    """Say with a page that an address takes what a form sends, and shows nothing by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_empty = answer.status_code == 405 and not answer.streaming and not answer.content
        if not is_empty or not request.accepts("text/html"):
            return answer
        page = _page(request, "405", 405)
        page["Allow"] = answer["Allow"]
        return page


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """The page in its frame; the words alone where the frame cannot ask who is reading."""
    try:
        return render(request, f"{name}.html", status=status)
    except DatabaseError:
        told = {"part": f"refusals/_{name}.html", "title": status, "language": get_language()}
        return HttpResponse(render_to_string("refusals/plain.html", told), status=status)
