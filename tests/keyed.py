"""A hearing that is being recorded: its room, a recorder, and entries as devices send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cases.domain.accounts import Role
from cases.domain.capture import EntryKind
from cases.domain.hearings import HearingState
from cases.models import Appearance, Hearing, User
from cases.queries import capture as queries
from cases.services import capture
from cases.services.capture import Delivery, Sent
from tests.hearing_room import HearingRoom, open_room
from tests.people import account

START = datetime(2024, 3, 13, 2, 0, tzinfo=UTC)  # 09.00 in Jakarta
NOW = datetime(2024, 3, 13, 6, 0, tzinfo=UTC)  # 13.00


@dataclass
class Device:
    """A device of one recorder, which numbers and times what is keyed on it."""

    hearing: Hearing
    user: User
    name: str
    start: datetime = START
    entries: list[Sent] = field(default_factory=list)

    def key(self, kind=EntryKind.TURN, *, after=None, **payload) -> str:
        """Key one entry, and give the name by which it is known everywhere."""
        n = len(self.entries) + 1
        at = self.start + (after if after is not None else timedelta(seconds=10 * n))
        self.entries.append(Sent(n, kind, payload, at))
        return f"{self.name}:{n}"

    def say(self, key, text, speaker="", **more) -> str:
        """Key a turn."""
        return self.key(EntryKind.TURN, key=key, text=text, speaker=speaker, **more)

    def send(self, *ns, now=NOW, sent_at=None):
        """Send some entries, or all of them."""
        chosen = [self.entries[n - 1] for n in ns] if ns else list(self.entries)
        return capture.receive(
            self.hearing, Delivery(self.name, chosen, sent_at), by=self.user, now=now
        )


@dataclass(frozen=True, slots=True)
class Recording:
    """A hearing that is set, with its cast by key, and two recorders."""

    room: HearingRoom
    hearing: Hearing
    first: Device
    second: Device

    def who(self, name: str) -> str:
        """Somebody of the cast, by a part of the name."""
        return next(one.id for one in queries.cast(self.hearing) if name in one.name)


def record(*, name="pusat", is_public=True, kind="pembuktian") -> Recording:
    room = open_room(name=name, is_public=is_public)
    Hearing.objects.filter(pk=room.hearing.pk).update(state=HearingState.SET, kind=kind)
    hearing = Hearing.objects.get(pk=room.hearing.pk)
    ratna = account(f"ratna-{name}", room.commission, Role.REGISTRAR)
    budi = account(f"budi-{name}", room.commission, Role.SUBSTITUTE_REGISTRAR)
    return Recording(room, hearing, Device(hearing, ratna, "a"), Device(hearing, budi, "b"))


def presence_of(recording: Recording, person) -> str:
    return Appearance.objects.get(hearing=recording.hearing, person=person).presence
