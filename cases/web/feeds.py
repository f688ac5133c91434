"""Private calendars: the file behind a secret address, and the page that keeps one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import ical
from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.queries import feeds as queries
from cases.services import feeds as services
from cases.services.journal import Actor
from cases.web.forms.feeds import FeedForm
from cases.web.words import refused

PATH = "/umpan/kalender/"


@require_safe
@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar under a secret address; a wrong one is an address like any unknown."""
    feed = queries.by_secret(secret)
    if feed is None:
        raise Http404
    now = timezone.now()
    content = queries.content(feed, timezone.localdate(now))
    services.note_use(feed, now=now)
    body = ical.calendar(_entries(content, now), name=feed.label, product="kalender")
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kalender.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def addresses(request: HttpRequest) -> HttpResponse:
    """One's own addresses; a new one is shown once, in the answer that makes it."""
    form = FeedForm(request.POST or None, houses=queries.organisations_of(request.user))
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            _feed, secret = services.make(
                request.user,
                **form.cleaned_data,
                actor=Actor(str(request.user)),
                now=timezone.now(),
            )
            made = f"{settings.BASE_URL}{PATH}{secret}.ics"
            form = FeedForm(houses=queries.organisations_of(request.user))
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
    return render(
        request,
        "feeds/addresses.html",
        {"form": form, "made": made, "feeds": queries.of_user(request.user)},
    )


@require_POST
@login_required
def revoke(request: HttpRequest, feed: int) -> HttpResponse:
    """Revoke one of one's own addresses; anybody else's does not exist."""
    found = get_object_or_404(queries.of_user(request.user), pk=feed)
    services.revoke(found, actor=Actor(str(request.user)), now=timezone.now())
    messages.success(request, _("Alamat kalender dicabut. Isinya tidak dapat dibaca lagi."))
    return redirect("calendar_feeds")


def _entries(content: queries.FeedContent, now: datetime) -> Iterator[ical.Entry]:
    for one in content.hearings:
        yield ical.Entry(
            uid=one.event_code,
            summary=f"{vocabulary.label('hearing_kind', one.kind)}: {one.registers}",
            starts=one.starts_at or one.held_on,
            ends=one.ends_at,
            zone=one.zone,
            location=one.place,
            sequence=one.sequence,
            is_cancelled=one.is_off,
            stamped_at=one.announced_at or now,
            url=f"{settings.BASE_URL}/sidang/{one.page}/" if one.page else "",
        )
    for limit in content.deadlines:
        yield ical.Entry(
            uid=limit.key.replace(":", "-"),
            summary=f"Tenggat: {vocabulary.label('deadline', limit.rule)}, {limit.registers}",
            starts=limit.due_on,
            sequence=limit.recounts,
            stamped_at=limit.counted_at,
        )
