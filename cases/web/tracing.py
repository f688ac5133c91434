"""Every request has an identifier, given by the proxy in front or drawn here, and one line."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cases.adapters import spans, tracing
from cases.adapters.spans import Kind
from cases.web.headers import METHODS

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{8,64}")
UNTOLD = frozenset({"alive", "ready", "metrics"})  # machines that ask every second
# The parts of addresses that name a case, a hearing or a paper; any other may be a secret, or
# the name of somebody.
NAMED = ("commission", "code", "hearing", "seq")


class TracingMiddleware:
    """Name the request in every line that is logged for it, and in its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        brought = request.headers.get(HEADER, "")
        name = brought if WELL_FORMED.fullmatch(brought) else secrets.token_hex(8)
        with tracing.about(request=name), spans.span(_verb(request), Kind.SERVER) as told:
            began = time.perf_counter()
            response = self.get_response(request)
            _tell(request, response, time.perf_counter() - began)
            route = _route(request)
            told.name(f"{_verb(request)} {route}")
            told.note(request=name, http_route=route, http_status=response.status_code)
        response[HEADER] = name
        return response

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> None:
        """Name the case or the hearing, before the view has anything to log."""
        dispute = str(kwargs.get("slug", "")) if "commission" in kwargs else ""
        named = {key: str(kwargs[key]) for key in NAMED if key in kwargs}
        tracing.note(dispute=dispute, **named)


def _route(request: HttpRequest) -> str:
    """The name of the route, which nobody typed."""
    found = request.resolver_match
    return (found.view_name if found else None) or "none"


def _verb(request: HttpRequest) -> str:
    """The method, if it is one that somebody may know."""
    return request.method if request.method in METHODS else "OTHER"


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = _route(request)
    if route in UNTOLD:
        return
    user = getattr(request, "user", None)
    account = str(user.pk) if user is not None and user.is_authenticated else ""
    with tracing.about(account=account, route=route):
        milliseconds = round(seconds * 1000)
        logger.info("%s %s %s ms", request.method, response.status_code, milliseconds)
