"""The cheapest page that Django makes: the same middleware, one query, one template."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from cases.models import PublicDispute
from cases.queries.public.shelves import shelf

ADDRESS = "/lantai/"
PAGE = Engine().from_string(
    "<!doctype html><html lang=id><title>{{ row.subject }}</title><p>{{ row.subject }}</p>"
)


def cheapest(_request: HttpRequest) -> HttpResponse:
    row = shelf(PublicDispute).values("subject").order_by("pk")[:1].get()
    return HttpResponse(PAGE.render(Context({"row": row})))


# The site itself stands beside the cheapest page, so that both pass the same doors.
urlpatterns = [path(ADDRESS.lstrip("/"), cheapest), path("", include("config.urls"))]
