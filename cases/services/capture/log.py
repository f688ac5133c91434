"""A device's log while it is taken up, and what its entries are read against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db import DataError, IntegrityError, transaction

from cases.domain.capture import EntryUnreadable
from cases.domain.errors import CaseError
from cases.models import (
    CaptureDevice,
    CapturedTurn,
    CaptureEntry,
    CaptureTrouble,
    Dispute,
    Hearing,
)
from cases.queries import capture as queries
from cases.queries.capture import Speaker
from cases.services import accounts
from cases.services.journal import Actor

MISREAD = (KeyError, TypeError, ValueError, AttributeError, DataError, IntegrityError)


class TurnUnknown(CaseError):
    """The entry is about a turn that is not there, or was taken back."""

    code = "turn_unknown"


@dataclass
class Log:
    """A device's log while it is taken up: what its entries are read against."""

    device: CaptureDevice
    now: datetime
    _cast: list[Speaker] = field(default_factory=list)

    @property
    def hearing(self) -> Hearing:
        """The hearing, locked."""
        return self.device.hearing

    @cached_property
    def actor(self) -> Actor:
        """Who keyed."""
        return accounts.as_actor(self.device.user)

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The disputes that are heard, the lead first."""
        return queries.disputes_of(self.hearing)

    @property
    def today(self) -> date:
        """The local day of the commission."""
        return self.now.astimezone(ZoneInfo(self.hearing.commission.time_zone)).date()

    def speaker(self, name: str) -> Speaker | None:
        """Somebody of the cast by the name that devices use.

        Whom two devices put on the list is one person under two names.
        """
        if not self._cast:
            self._cast = list(queries.cast(self.hearing))
        found = next((one for one in self._cast if one.id == name), None)
        if found is not None or ":" not in name:
            return found
        put = self.hearing.captured_speakers.filter(ref=name).first()
        same = (one for one in self._cast if put and one.appearance == put.appearance)
        return next(same, None)

    def forget_cast(self) -> None:
        """Somebody was added."""
        self._cast = []

    def dispute(self, code: str) -> Dispute:
        """The dispute of that code, or the lead."""
        named = (one for one in self.disputes if one.code == code)
        return next(named, self.disputes[0])

    def turn(self, ref: str) -> CapturedTurn:
        """A turn that stands.

        Raises:
            TurnUnknown: there is none of that name.
        """
        rows = self.hearing.captured_turns.filter(ref=ref, utterance__withdrawal=None)
        found = rows.select_related("utterance").first()
        if found is None:
            raise TurnUnknown("Giliran yang dimaksud tidak ada, atau sudah ditarik.")
        return found


def ref_of(entry: CaptureEntry, device: CaptureDevice) -> str:
    """How every device names what an entry made."""
    return f"{device.device}:{entry.n}"


def day_of(told: Any) -> date | None:
    """A day as devices tell it.

    Raises:
        ValueError: it is none.
    """
    return date.fromisoformat(told) if told else None


def attempt(entry: CaptureEntry, act: Callable[[], object]) -> None:
    """Do something that an entry says; what cannot be done is told beside the entry.

    The entry itself is kept, and what was made of it before stays.
    """
    try:
        with transaction.atomic():
            act()
    except CaseError as refusal:
        CaptureTrouble.objects.create(entry=entry, code=refusal.code, text=str(refusal))
    except MISREAD:
        CaptureTrouble.objects.create(
            entry=entry, code=EntryUnreadable.code, text="Catatan ini tidak dapat dibaca."
        )
