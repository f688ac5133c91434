"""News of a search by mail: asking for it, proving the address, ending it by one click."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.alerts import LONGEST, PROVED_WITHIN, AlertUnknown
from cases.queries import alerts as queries
from cases.services import alerts as services
from cases.web import errors
from cases.web.forms.alerts import AlertForm
from cases.web.words import tongue


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the news of the search in the address; the answer is the same for everybody."""
    query = queries.query_of(request.GET)
    form = AlertForm(request.POST or None)
    if request.method == "POST" and len(query) > LONGEST:
        form.add_error(None, _("Pencarian ini terlalu panjang untuk dikabarkan."))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="alert"):
            return errors.too_many(request)
        email = form.cleaned_data["email"]
        services.ask(query, email=email, language=tongue(), now=timezone.now())
        return redirect("alert_sent")
    return render(
        request, "alerts/new.html", {"form": form, "said": queries.said(query), "query": query}
    )


@require_safe
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """What comes next."""
    return render(request, "alerts/sent.html", {"days": PROVED_WITHIN.days})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def alert(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter. Opening it proves nothing: mail programs look into links."""
    now = timezone.now()
    try:
        found = services.confirm(token, now=now) if request.method == "POST" else None
        found = found or services.find(token, now=now)
    except AlertUnknown:
        return _private(render(request, "alerts/ended.html", status=404))
    context = {
        "said": queries.said(found.query),
        "query": found.query,
        "is_proved": found.confirmed_at is not None,
        "stop": f"{request.path}berhenti/",
    }
    return _private(render(request, "alerts/alert.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # the link is the proof; mail programs post it without a visit before
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End it without signing in. Opening the link alone ends nothing; a link that nobody knows
    is answered like one that was ended.
    """
    now = timezone.now()
    if request.method == "POST":
        services.end(token, now=now)
    try:
        found = services.find(token, now=now)
    except AlertUnknown:
        return _private(render(request, "alerts/ended.html"))
    return _private(render(request, "alerts/stop.html", {"said": queries.said(found.query)}))


def _private(response: HttpResponse) -> HttpResponse:
    """No page that is opened from here learns this address, and no engine keeps it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
