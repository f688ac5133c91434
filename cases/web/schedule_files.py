"""The cause list for programs: as a calendar, as news, as words for a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.adapters import atom, ical
from cases.domain.hearings import NOT_HELD
from cases.domain.schedule import View, stretch
from cases.queries import public
from cases.web import causes, messages_to_paste, months, schedule, sent
from cases.web.words import tongue

SITE = "Sidang Terbuka"
FEED_DAYS = 400


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The cause list as iCalendar: a hearing is one event, however often it was moved.

    What does not answer to the filters any more (another room, another bench) is not there,
    nor are hearings long past or far ahead, where there are very many.
    """
    asked = public.Asked.from_query(request.GET)
    since = request.GET.get("sejak", "")
    first = months.asked_day(since) if since else date(months.YEARS.start, 1, 1)
    today = timezone.localdate()
    found = public.events(first, today, today + timedelta(days=FEED_DAYS), asked)
    body = ical.calendar(map(_event, found), name=_title(asked), product="jadwal")
    return sent.once(request, body, "text/calendar; charset=utf-8", "jadwal.ics")


@require_safe
def of_search(request: HttpRequest) -> HttpResponse:
    """The hearings of the disputes that answer a search, as iCalendar."""
    wanted = public.Search.from_query(request.GET)
    _results, hits = public.everything(wanted)
    found = public.events_of({hit.dispute.code for hit in hits})
    name = f"{SITE}: {wanted.q}" if wanted.q else SITE
    body = ical.calendar(map(_event, found), name=name, product="perkara")
    return sent.once(request, body, "text/calendar; charset=utf-8", "perkara.ics")


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What was set, moved and cancelled, the latest first, as Atom."""
    asked = public.Asked.from_query(request.GET)
    feed = atom.Feed(
        title=_title(asked),
        subtitle=_("Sidang yang ditetapkan, dipindahkan, dan dibatalkan."),
        author=SITE,
        language=tongue(),
        address=f"{settings.BASE_URL}{schedule.address('schedule_news', asked, None, None)}",
        page=f"{settings.BASE_URL}{schedule.address('schedule', asked, None, None)}",
    )
    body = atom.written(feed, map(_entry, public.news(asked)), base=settings.BASE_URL)
    return sent.once(request, body, atom.TYPE, "jadwal.atom")


@require_safe
def text(request: HttpRequest) -> HttpResponse:
    """The hearings of a day, week or month as plain text."""
    asked = public.Asked.from_query(request.GET)
    view, day = schedule.asked_stretch(request, View.DAY)
    body = messages_to_paste.written(public.agenda(*stretch(view, day), asked)).encode()
    return sent.once(request, body, "text/plain; charset=utf-8", "jadwal.txt")


def _event(one: public.Sitting) -> ical.Entry:
    row = one.row
    is_off = row.state in NOT_HELD
    # A moved hearing is the newest only where its successor is not announced.
    sequence = row.sequence + int(row.state == "moved")
    lines = [row.registers, causes.openness(one), _moves(one)]
    return ical.Entry(
        uid=row.event_code,
        summary=_headline(one),
        starts=row.starts_at or row.held_on,
        ends=row.ends_at,
        zone=row.time_zone,
        stamped_at=row.shelved_at,
        sequence=sequence,
        is_cancelled=is_off,
        location=row.place,
        description="\n".join(line for line in lines if line),
        url=_address(one),
    )


def _entry(one: public.News) -> atom.Entry:
    row = one.sitting.row
    when = causes.version(row)
    told = [when["words"] if when else "", row.place, row.registers, _moves(one.sitting)]
    return atom.Entry(
        key=f"sidang/{row.event_code}",
        title=f"{_headline(one.sitting)}, {when['words'] if when else ''}",
        summary=". ".join(part for part in told if part),
        address=_address(one.sitting),
        published_at=one.published_at,
        updated_at=one.updated_at,
        categories=[row.kind, row.commission_code],
    )


def _headline(one: public.Sitting) -> str:
    """What it is called in a calendar or among news; what became of it comes first."""
    told = causes.not_held(one.row.state)
    if not told and one.came_from is not None:
        told = _("Waktu baru")
    name = f"{one.row.title}: {causes.kind(one)}" if one.row.title else causes.kind(one)
    return f"{told}: {name}" if told else name


def _moves(one: public.Sitting) -> str:
    old: Mapping[str, str] | None = causes.version(one.came_from)
    return _("Dipindahkan dari %(when)s") % {"when": old["words"]} if old else ""


def _address(one: public.Sitting) -> str:
    return f"{settings.BASE_URL}/sidang/{one.row.code}/"


def _title(asked: public.Asked) -> str:
    """Whose hearings a file tells; what the public does not know has no name there."""
    found = ", ".join(public.names(asked).values())
    return f"{SITE}: {found}" if found else SITE
