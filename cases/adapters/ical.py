"""iCalendar (RFC 5545), for every feed of the house; the only room that knows the library.

Named days and hours in, bytes out: an hour carries its zone, and each zone its ``VTIMEZONE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

DOMAIN = "sidang-terbuka"
AGAIN = timedelta(hours=1)  # how long a calendar program may keep what it has read


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``starts`` is a day, or an instant that is told in ``zone``, as is ``ends``.

    ``uid`` never changes; ``sequence`` grows when the event does. ``stamped_at`` is when what
    is told was last revised (RFC 5545 3.8.7.2: where no method is said, DTSTAMP is that too).
    """

    uid: str
    summary: str
    starts: date | datetime
    stamped_at: datetime
    zone: str = "Asia/Jakarta"
    ends: datetime | None = None
    sequence: int = 0
    is_cancelled: bool = False
    location: str = ""
    description: str = ""
    url: str = ""


def calendar(entries: Iterable[Entry], *, name: str, product: str) -> bytes:
    """A calendar file."""
    found = icalendar.Calendar()
    found.add("prodid", f"-//Sidang Terbuka//{product}//ID")
    found.add("version", "2.0")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", icalendar.vDuration(AGAIN).to_ical().decode())
    for entry in entries:
        found.add_component(_event(entry))
    found.add_missing_timezones()
    content: bytes = found.to_ical()
    return content


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("summary", entry.summary)
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("last-modified", entry.stamped_at.astimezone(UTC))
    event.add("dtstart", _told(entry.starts, entry.zone))
    if entry.ends is not None and isinstance(entry.starts, datetime):
        event.add("dtend", _told(entry.ends, entry.zone))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for field in ("location", "description", "url"):
        if told := getattr(entry, field):
            event.add(field, told)
    if not isinstance(entry.starts, datetime):
        event.add("transp", "TRANSPARENT")  # a day to know of, not a day that is taken
    return event


def _told(at: date | datetime, zone: str) -> date | datetime:
    return at.astimezone(ZoneInfo(zone)) if isinstance(at, datetime) else at
