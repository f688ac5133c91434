"""What this is, where its facts come from, and how it counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.domain.calendars import shipped_years
from cases.queries import calendars, public
from cases.web import measures


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page about the site and its methods."""
    context = {
        "measures": measures.ALL,
        "calendar": calendars.working_calendar(),
        "years": shipped_years(),
        "figures": public.figures(),
    }
    return render(request, "portal/about.html", context)
