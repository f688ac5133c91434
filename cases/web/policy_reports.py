"""What browsers report that a page tried and was not allowed: for whoever keeps the machine.

Anybody may send such a report and write into it what they like. What is logged is therefore
little, and chosen: the directive, the name of the route, the host that was asked. No address of
a page, no piece of a program, nothing about the person.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

log = logging.getLogger(__name__)

MOST_BYTES = 16 * 1024
MOST_REPORTS = 5  # of one message
WORD = re.compile(r"[a-z-]{1,40}")
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,100}")


@csrf_exempt  # browsers send reports by themselves; nothing is changed by one
@require_POST
@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """Take a report in either form (CSP 2, Reporting API); the answer is always the same."""
    if ratelimit.consume(request, app="allauth.account", action="policy_report") is not None:
        for report in _reports(request.read(MOST_BYTES + 1)):
            log.warning("policy violated: %s", _line(report))
    return HttpResponse(status=204)


def _reports(body: bytes) -> Iterator[Mapping[str, Any]]:
    """The reports in ``body``; none where it is too long or no report."""
    if len(body) > MOST_BYTES:
        return
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    for one in (told if isinstance(told, list) else [told])[:MOST_REPORTS]:
        report = one.get("csp-report", one.get("body")) if isinstance(one, dict) else None
        if isinstance(report, dict):
            yield report


def _line(report: Mapping[str, Any]) -> str:
    directive = _said(report, "effective-directive", "effectiveDirective", "violated-directive")
    blocked = _said(report, "blocked-uri", "blockedURL")
    page = _said(report, "document-uri", "documentURL")
    return f"{_word(directive)} on {_route(page)}, blocked {_host(blocked)}"


def _said(report: Mapping[str, Any], *names: str) -> str:
    found = next((report[name] for name in names if name in report), "")
    return found if isinstance(found, str) else ""


def _word(text: str) -> str:
    found = WORD.match(text)
    return found.group() if found else "?"


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or "?"
    except (Resolver404, ValueError):
        return "?"


def _host(address: str) -> str:
    """The host that was asked, or the word that stands instead, such as ``inline``."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "?"
    told = parts.netloc.rpartition("@")[2] if parts.netloc else address
    return told if HOST.fullmatch(told) else "?"
