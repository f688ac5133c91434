"""iCalendar (RFC 5545), for every feed of the house; the only room that knows the library.

Named days and hours in, bytes out: an hour carries its zone, and each zone its ``VTIMEZONE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import icalendar

DOMAIN = "sidang-terbuka"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``starts`` is a day, or an instant that is told in ``zone``.

    ``uid`` never changes; ``sequence`` grows when the event does.
    """

    uid: str
    summary: str
    starts: date | datetime
    stamped_at: datetime
    zone: str = "Asia/Jakarta"
    sequence: int = 0
    is_cancelled: bool = False
    location: str = ""
    description: str = ""
    url: str = ""


def hearing(
    *,
    code: str,
    summary: str,
    starts: date | datetime,
    zone: str,
    stamped_at: datetime,
    room: str = "",
    is_off: bool = False,
    **more: str,
) -> Entry:
    """A hearing, in whichever calendar: one that was moved or dropped is cancelled.

    A row of a hearing changes in this one way only (a moved hearing has a row of its own), so
    that the cancelled one is its second version.
    """
    return Entry(
        uid=code,
        summary=summary,
        starts=starts,
        stamped_at=stamped_at,
        zone=zone,
        sequence=int(is_off),
        is_cancelled=is_off,
        location=room,
        **more,
    )


def calendar(entries: Iterable[Entry], *, name: str, product: str) -> bytes:
    """A calendar file."""
    found = icalendar.Calendar()
    found.add("prodid", f"-//Sidang Terbuka//{product}//ID")
    found.add("version", "2.0")
    found.add("x-wr-calname", name)
    for entry in entries:
        found.add_component(_event(entry))
    found.add_missing_timezones()
    content: bytes = found.to_ical()
    return content


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("summary", entry.summary)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", _start(entry))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for field in ("location", "description", "url"):
        if told := getattr(entry, field):
            event.add(field, told)
    if not isinstance(entry.starts, datetime):
        event.add("transp", "TRANSPARENT")  # a day to know of, not a day that is taken
    return event


def _start(entry: Entry) -> date | datetime:
    if isinstance(entry.starts, datetime):
        return entry.starts.astimezone(ZoneInfo(entry.zone))
    return entry.starts
