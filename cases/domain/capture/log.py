"""The log of the hearing room: kinds of entries, and the stretches that its acts make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.hearings import MEDIATED

# What is said to bring the parties together is written down by nobody (Perki 1/2013, on the
# confidentiality of mediation); the deliberation of the panel neither.
UNRECORDED_KINDS = MEDIATED | {"musyawarah_majelis"}
MOST_AT_ONCE = 500  # entries in one delivery
INSTANT = timedelta(microseconds=1)


class NotRecorded(CaseError):
    """Words of mediation and of deliberation are not taken down."""

    code = "not_recorded"


class EntryUnreadable(CaseError):
    """What a device sent is no entry of the log."""

    code = "entry_unreadable"


class EntryKind(StrEnum):
    """What one entry of the log tells."""

    TURN = "turn"
    WITHDRAWAL = "withdrawal"
    MARK = "mark"
    CONFIRMATION = "confirmation"
    FATE = "fate"
    SPEAKER = "speaker"
    PRESENCE = "presence"
    PHASE = "phase"


class PhaseAct(StrEnum):
    """What is done with the hearing itself."""

    OPEN = "open"  # dibuka, atau skors dicabut
    RECESS = "recess"  # skors
    CLOSE_DOORS = "close_doors"  # tertutup untuk umum
    OPEN_DOORS = "open_doors"  # terbuka kembali
    END = "end"  # ditutup
    ADJOURN = "adjourn"  # ditunda
    REOPEN = "reopen"  # dibuka kembali sesudah ditutup


class Phase(StrEnum):
    """How a hearing stands."""

    BEFORE = "before"
    PUBLIC = "public"
    CLOSED_DOORS = "closed_doors"
    RECESS = "recess"
    ENDED = "ended"


ENDING = frozenset({PhaseAct.END, PhaseAct.ADJOURN})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch on the record; ``closed_at`` None: it goes on."""

    opened_at: datetime
    closed_at: datetime | None
    is_public: bool

    def holds(self, at: datetime) -> bool:
        """Whether something said then was said in it."""
        return self.opened_at <= at and (self.closed_at is None or at < self.closed_at)


def check_recorded(kind: str) -> None:
    """Refuse to take down what nobody may take down.

    Raises:
        NotRecorded: mediation, caucus, deliberation.
    """
    if kind in UNRECORDED_KINDS:
        raise NotRecorded("Ucapan dalam mediasi, kaukus dan musyawarah tidak dicatat.")


def phase_after(acts: Iterable[PhaseAct], *, is_public: bool) -> tuple[Phase, bool]:
    """How the hearing stands after these acts, and whether its doors are open, in a recess too.

    ``is_public``: how it was announced.
    """
    phase, doors_open = Phase.BEFORE, is_public
    for act in acts:
        phase, doors_open = _step(phase, act, doors_open)
    return phase, doors_open


def stretches(
    acts: Iterable[tuple[datetime, PhaseAct]], *, is_public: bool
) -> tuple[Stretch, ...]:
    """The stretches on the record that acts make, in the order of their instants.

    An act that changes nothing (a recess in a recess, pressed on a second device) makes none.
    """
    done: list[Stretch] = []
    phase, doors_open, since = Phase.BEFORE, is_public, None
    for at, act in sorted(acts):
        after, doors_open = _step(phase, act, doors_open)
        if after is phase:
            continue
        if since is not None:
            done.append(Stretch(since, max(at, since + INSTANT), phase is Phase.PUBLIC))
        on_record = after in {Phase.PUBLIC, Phase.CLOSED_DOORS}
        since = (max(at, done[-1].closed_at or at) if done else at) if on_record else None
        phase = after
    if since is not None:
        done.append(Stretch(since, None, phase is Phase.PUBLIC))
    return tuple(done)


def _step(phase: Phase, act: PhaseAct, doors_open: bool) -> tuple[Phase, bool]:
    """The phase that an act leads to, and whether the public is let in once it goes on."""
    if act is PhaseAct.REOPEN:
        return (Phase.RECESS if phase is Phase.ENDED else phase), doors_open
    if phase is Phase.ENDED or act in ENDING:
        return Phase.ENDED, doors_open
    if act is PhaseAct.RECESS:
        return (Phase.RECESS if phase is not Phase.BEFORE else phase), doors_open
    if act is not PhaseAct.OPEN:
        doors_open = act is PhaseAct.OPEN_DOORS
        if phase in {Phase.BEFORE, Phase.RECESS}:
            return phase, doors_open
    return (Phase.PUBLIC if doors_open else Phase.CLOSED_DOORS), doors_open
