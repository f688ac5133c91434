"""What the record knows, as plain values: from these the problem is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from cases.domain.bookings import USUAL_LENGTH, Clash
from cases.domain.errors import CaseError
from cases.domain.hearings import Sitting
from cases.domain.sittings import Away
from cases.domain.wording import long_date

LONGEST_HORIZON = timedelta(days=186)
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=8)
LEAST_SECONDS, USUAL_SECONDS, MOST_SECONDS = 5, 20, 60
SEED = 1  # the same question gets the same answer


class UnusableHorizon(CaseError):
    """The days for which a calendar is asked cannot be used."""

    code = "unusable_horizon"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: days from ``first`` to ``last``, both included, and how.

    ``kinds``: only these kinds of hearing, all where none is named. ``lengths`` by kind; what
    is not named takes the usual length. ``may_move``: what was announced may be put elsewhere,
    at a cost. ``joins``: registers of the same parties before one panel are heard together.
    """

    first: date
    last: date
    kinds: tuple[str, ...] = ()
    lengths: Mapping[str, timedelta] = field(default_factory=dict)
    usual: timedelta = USUAL_LENGTH
    may_move: bool = False
    joins: bool = True
    is_fair: bool = True
    is_spread: bool = True
    seconds: int = USUAL_SECONDS
    seed: int = SEED

    def length(self, kind: str) -> timedelta:
        """How long a hearing of a kind takes."""
        return self.lengths.get(kind, self.usual)

    def told(self) -> dict[str, Any]:
        """As JSON holds it; ``of`` reads it again."""
        minutes = {kind: _minutes(length) for kind, length in self.lengths.items()}
        return {
            **asdict(self),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "kinds": list(self.kinds),
            "lengths": minutes,
            "usual": _minutes(self.usual),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Wish:
        """A wish as ``told`` wrote it."""
        lengths = {kind: timedelta(minutes=one) for kind, one in told["lengths"].items()}
        return cls(
            **{
                **told,
                "first": date.fromisoformat(told["first"]),
                "last": date.fromisoformat(told["last"]),
                "kinds": tuple(told["kinds"]),
                "lengths": lengths,
                "usual": timedelta(minutes=told["usual"]),
            }
        )


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Occupied:
    """Somebody, or a room, that a hearing has from one instant up to another."""

    is_room: bool
    key: int
    hearing: int
    clash: Clash


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A hearing that stands, and the parties that it needs, by key, with their names."""

    hearing: int
    starts_at: datetime
    ends_at: datetime
    registers: str
    parties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing that is drafted or announced, as it stands today; hours are local."""

    hearing: int
    held_on: date
    starts: time
    ends: time
    people: frozenset[int]
    room: int
    is_draft: bool
    must_move: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Something to be heard, before its slots are known. ``dues``: last days in time;
    ``akin`` is the same for what may be heard together, empty for what may not.
    """

    key: str
    label: str
    disputes: tuple[int, ...]
    kind: str
    length: timedelta
    regimes: tuple[str, ...]
    panel: tuple[Sitting, ...]
    bench: tuple[int, ...]
    registrars: tuple[int, ...]
    parties: Mapping[str, str]
    dues: tuple[date, ...] = ()
    akin: str = ""
    unregistered: tuple[str, ...] = ()
    other_panels: tuple[str, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that bears on the calendar of one commission; ``today`` is its local day."""

    today: date
    zone: str
    requests: tuple[Request, ...]
    rooms: Mapping[int, str]
    people: Mapping[int, str]
    away: Mapping[int, tuple[Away, ...]]
    occupied: tuple[Occupied, ...]
    elsewhere: tuple[Elsewhere, ...]


def check_wish(wish: Wish, *, today: date, reaches: date) -> None:
    """Refuse days that nobody can plan; ``reaches``: the last decreed day.

    Raises:
        UnusableHorizon: they are over, the wrong way round, too many, or not decreed yet.
    """
    if wish.last < wish.first:
        raise UnusableHorizon("Hari terakhir harus sesudah hari pertama.")
    if wish.last < today:
        raise UnusableHorizon("Rentang itu sudah lewat.")
    if wish.last - wish.first > LONGEST_HORIZON:
        raise UnusableHorizon(f"Rentang paling panjang {LONGEST_HORIZON.days} hari.")
    if wish.last > reaches:
        raise UnusableHorizon(
            f"Kalender hari kerja baru ditetapkan sampai {long_date(reaches)}."
        )
    wanted = [wish.usual, *wish.lengths.values()]
    if any(not SHORTEST <= one <= LONGEST for one in wanted):
        raise UnusableHorizon("Lama sidang dari setengah jam sampai delapan jam.")
