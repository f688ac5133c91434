"""A calendar program that subscribed: it keeps what it was told and takes what is newer.

It forgets nothing, unlike most: what it still holds in the end, somebody believes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from icalendar import Calendar


@dataclass(slots=True)
class Subscriber:
    """What one program holds, by UID."""

    events: dict[str, Any] = field(default_factory=dict)

    def read(self, body: bytes) -> None:
        """Apply a file: an event is replaced, and its SEQUENCE never goes back (RFC 5545)."""
        told = list(Calendar.from_ical(body).walk("VEVENT"))
        assert len({str(one["UID"]) for one in told}) == len(told)
        for one in told:
            known = self.events.get(str(one["UID"]))
            if known is not None:
                assert one["SEQUENCE"] >= known["SEQUENCE"]
                changed = one["DTSTART"].dt != known["DTSTART"].dt
                changed |= one["STATUS"] != known["STATUS"]
                assert not changed or one["SEQUENCE"] > known["SEQUENCE"]
                assert one["LAST-MODIFIED"].dt >= known["LAST-MODIFIED"].dt
            self.events[str(one["UID"])] = one

    @property
    def only(self) -> Any:
        """The one hearing it holds; limits are events of another kind."""
        (event,) = (one for uid, one in self.events.items() if "deadline" not in uid)
        return event
