"""The cause list: days with their hearings, what of them is one event, and what is new.

What is asked for narrows it; what the public does not know narrows it to nothing, like a name
that nobody has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from cases.domain.calendars import DayOff, days_between
from cases.domain.parties import PartyRole
from cases.domain.publication.bodies import HearingBody
from cases.domain.publication.folding import restore
from cases.models import (
    PublicDispute,
    PublicHearing,
    PublicHearingPlace,
    PublicParty,
    PublicSeat,
)
from cases.queries import calendars
from cases.queries.public.cases import Sitting, versions
from cases.queries.public.shelves import shelf
from cases.queries.public.stepping import distinct

LATEST_NEWS = 50
MOST_EVENTS = 500  # of a calendar, on either side of a day
LONGEST = 200
NEXT = ("held_on", F("starts_at").asc(nulls_last=True), "code")
LATEST = ("-held_on", F("starts_at").desc(nulls_first=True), "-code")
# The fields of what is asked for and the parameters of the address that carry them.
PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "commission": "komisi",
        "room": "ruang",
        "person": "orang",
        "body": "badan",
        "case": "perkara",
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose hearings somebody wants to see. Empty fields ask for nothing.

    ``room`` and ``case`` begin with the code of a commission: ``kip/ruang-1``,
    ``kip/002-KIP-PSIP-II-2024``; ``person`` is the slug of a commissioner, ``body`` that of a
    public body.
    """

    commission: str = ""
    room: str = ""
    person: str = ""
    body: str = ""
    case: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Asked:
        """Read it from the parameters of an address."""
        told = {name: query.get(word, "").strip() for name, word in PARAMETERS.items()}
        return cls(
            **{name: value[:LONGEST].replace("\x00", "") for name, value in told.items()}
        )

    def query(self, **changes: str) -> str:
        """The parameters that ask for this, some changed."""
        changed = replace(self, **changes)
        told = {PARAMETERS[one.name]: getattr(changed, one.name) for one in fields(changed)}
        return urlencode({k: v for k, v in told.items() if v}, safe="/")

    def narrow(self, rows: QuerySet[PublicHearing]) -> QuerySet[PublicHearing]:
        """Those of these hearings that are asked for. What is closed has no room and no bench,
        and so answers to neither.
        """
        if self.commission:
            rows = rows.filter(commission_code=self.commission)
        if self.room:
            commission, _slash, room = self.room.partition("/")
            rows = rows.filter(commission_code=commission, room=room).exclude(room="")
        if self.person:
            seats = shelf(PublicSeat).filter(slug=self.person)
            rows = rows.filter(pk__in=seats.values("hearing"))
        if self.body:
            theirs = shelf(PublicParty).filter(slug=self.body, role=PartyRole.RESPONDENT)
            rows = rows.filter(_serves(theirs.values("dispute")))
        if self.case:
            rows = rows.filter(_serves(_disputes(self.case).values("pk")))
        return rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be asked for, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for; rooms and people are those of the commission that is."""

    commissions: tuple[Choice, ...]
    rooms: tuple[Choice, ...]
    people: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the agenda: the decreed reason why it is off, if any, and its hearings."""

    day: date
    off: DayOff | None
    hearings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class News:
    """The newest that is known of a hearing: since when there is any, and since when this."""

    sitting: Sitting
    published_at: datetime
    updated_at: datetime


def agenda(first: date, last: date, asked: Asked | None = None) -> tuple[Day, ...]:
    """Every day from ``first`` to ``last`` with its announced hearings."""
    sat: dict[date, list[Sitting]] = {}
    for sitting in hearings_between(first, last, asked):
        sat.setdefault(sitting.row.held_on, []).append(sitting)
    off = calendars.days_off(first, last)
    return tuple(
        Day(day, off.get(day), tuple(sat.get(day, ()))) for day in days_between(first, last)
    )


def hearings_between(
    first: date, last: date, asked: Asked | None = None
) -> tuple[Sitting, ...]:
    """The announced hearings of a stretch of days, in order, with those that moved away."""
    rows = shelf(PublicHearing).filter(held_on__range=(first, last))
    return sittings((asked or Asked()).narrow(rows))


def events(first: date, today: date, last: date, asked: Asked) -> tuple[Sitting, ...]:
    """The hearings of a stretch of days as calendars know them: each once, at its newest.

    Of those before ``today`` the ``MOST_EVENTS`` that were held last, of those from it on as
    many that come next: a calendar is read whole, again and again.
    """
    rows = asked.narrow(_newest().filter(held_on__range=(first, last)))
    held = rows.filter(held_on__lt=today).order_by(*LATEST)[:MOST_EVENTS]
    coming = rows.filter(held_on__gte=today).order_by(*NEXT)[:MOST_EVENTS]
    return _sittings([*reversed(held), *coming])


def events_of(disputes: Collection[str]) -> tuple[Sitting, ...]:
    """The hearings of disputes, by their codes, as calendars know them."""
    served = shelf(PublicHearingPlace).filter(dispute__in=disputes).values("hearing")
    return sittings(_newest().filter(pk__in=served))


def news(asked: Asked | None = None) -> tuple[News, ...]:
    """The newest of each hearing, what changed last first."""
    told = shelf(PublicHearing).filter(event_code=OuterRef("event_code")).order_by()
    first = told.values("event_code").annotate(at=Min("announced_at")).values("at")
    rows = (asked or Asked()).narrow(_newest().filter(announced_at__isnull=False))
    order = rows.annotate(first_at=Subquery(first)).order_by(
        "-announced_at", "-held_on", "code"
    )
    found = list(order[:LATEST_NEWS])
    known = versions(found)
    return tuple(
        News(_sitting(row, known[row.event_code]), row.first_at, row.announced_at)
        for row in found
        if row.announced_at is not None
    )


def choices(asked: Asked) -> Choices:
    """What a form offers. Three queries."""
    shorts: dict[str, str] = dict(
        distinct(PublicHearing, "commission_code", beside="commission_short")
    )
    rooms = [
        (f"{code}/{room}", name if asked.commission else f"{name}, {shorts[code]}")
        for code, room, name in distinct(
            PublicHearing, "commission_code", "room", beside="room_name"
        )
        if room and asked.commission in {"", code}
    ]
    return Choices(_sorted(shorts.items()), _sorted(rooms), _sorted(_people(asked.commission)))


def _people(commission: str) -> Iterable[Any]:
    """Who sits before a commission, or before any: slugs and names."""
    if not commission:
        return distinct(PublicSeat, "slug", beside="name")
    seats = shelf(PublicSeat).filter(hearing__commission_code=commission).order_by()
    return seats.values_list("slug").annotate(name=Min("name"))


def names(asked: Asked) -> Mapping[str, str]:
    """What each thing that is asked for is called; nothing for what nobody knows."""
    commission, _slash, room = asked.room.partition("/")
    looked = {
        "commission": shelf(PublicHearing)
        .filter(commission_code=asked.commission)
        .values_list("commission_short"),
        "room": shelf(PublicHearing)
        .filter(commission_code=commission, room=room)
        .exclude(room="")
        .values_list("room_name"),
        "person": shelf(PublicSeat).filter(slug=asked.person).values_list("name"),
        "body": shelf(PublicParty)
        .filter(slug=asked.body, role=PartyRole.RESPONDENT)
        .values_list("name"),
        "case": _disputes(asked.case).values_list("register"),
    }
    found = {
        name: rows.order_by("pk").first()
        for name, rows in looked.items()
        if getattr(asked, name)
    }
    return {name: row[0] for name, row in found.items() if row and row[0]}


def sittings(rows: QuerySet[PublicHearing], most: int | None = None) -> tuple[Sitting, ...]:
    """Hearings in order of day and hour, each with what else is known of it."""
    order = rows.order_by(*NEXT)
    return _sittings(list(order[:most] if most else order))


def _sittings(found: list[PublicHearing]) -> tuple[Sitting, ...]:
    known = versions(found)
    return tuple(_sitting(row, known[row.event_code]) for row in found)


def _newest() -> QuerySet[PublicHearing]:
    later = shelf(PublicHearing).filter(
        event_code=OuterRef("event_code"), sequence__gt=OuterRef("sequence")
    )
    return shelf(PublicHearing).filter(~Exists(later))


def _sitting(row: PublicHearing, known: tuple[PublicHearing, ...]) -> Sitting:
    return Sitting(row, restore(HearingBody, row.body), versions=known)


def _serves(disputes: QuerySet[Any, Any]) -> Q:
    served = shelf(PublicHearingPlace).filter(dispute__in=disputes)
    return Q(pk__in=served.values("hearing"))


def _disputes(case: str) -> QuerySet[PublicDispute]:
    commission, _slash, slug = case.partition("/")
    return shelf(PublicDispute).filter(commission_code=commission, slug=slug)


def _sorted(rows: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    found = (Choice(value, name) for value, name in rows)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.value)))
