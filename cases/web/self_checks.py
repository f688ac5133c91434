"""What the house found when it looked at itself, for those who keep it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries import accounts
from cases.queries import self_checks as queries


@require_safe
@login_required
@never_cache
def nights(request: HttpRequest) -> HttpResponse:
    """The last nights; for anybody else than administrators there is nothing here."""
    if not accounts.is_administrator(request.user):
        raise Http404
    return render(request, "operation/self_checks.html", {"nights": queries.latest()})
