"""What a person reads when something is not to be had."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cases.adapters import full, tracing


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Part of the file is closed to this reader; says so without saying what it is."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing by this address, or nothing this reader may know of: the answer is the same."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Asked too often in too short a time; says how long to wait."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, named so that it can be quoted, or no room to write; neither page needs
    a database or a context.
    """
    if full.is_full(sys.exception()):
        return HttpResponse(render_to_string("507.html"), status=507)
    told = {"request_id": tracing.current().get("request", "")}
    return HttpResponse(render_to_string("500.html", told), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What came cannot be read; nobody's fault is told, because nobody knows whose it is."""
    return render(request, "400.html", status=400)
