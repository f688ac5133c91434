"""The working days beside which pages draw the clocks of a case."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db import connection, connections
from django.utils import timezone

from cases.domain.calendars import WorkingCalendar
from cases.queries import calendars
from cases.queries.public.changes import state_of_every_page
from cases.queries.public.shelves import alias


def working_calendar(region: str = "") -> WorkingCalendar:
    """The working days of a region, read anew when a day off has changed; one query.

    Within a transaction they stand in a way that may never come to be, and are not remembered.
    """
    if connection.in_atomic_block or connections[alias()].in_atomic_block:
        return calendars.working_calendar(region)
    return _read(region, state_of_every_page(), timezone.localdate())


@lru_cache(maxsize=64)
def _read(region: str, _state: str, _day: date) -> WorkingCalendar:
    """What was told of changes stays for a day (``PublicChange``), so each day reads anew."""
    return calendars.working_calendar(region)


def forget() -> None:
    """Know nothing of them; for a base that was made anew."""
    _read.cache_clear()
