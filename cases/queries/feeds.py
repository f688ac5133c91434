"""What a private calendar shows: only what its owner may see today, and nothing of the inside.

Day and hour, number, kind and room; of sealed and internal disputes not even those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.domain.accounts import APPLICANT_ROLES
from cases.domain.hearings import NOT_HELD, HearingState, whereabouts
from cases.domain.numbering import registers_line
from cases.domain.publication import UNANNOUNCED_STATES, Visibility
from cases.models import CalendarFeed, Deadline, Dispute, Hearing, Organisation, User
from cases.queries import accounts, deadlines, disputes, mediation, notices, sittings

PAST, AHEAD = timedelta(days=90), timedelta(days=400)
MAY_MAKE = APPLICANT_ROLES


@dataclass(frozen=True, slots=True)
class FeedHearing:
    """A hearing as a calendar shows it, at the newest that was announced.

    ``starts_at`` None: the hour is not known. ``page``: the code of its public page, if any.
    """

    event_code: str
    sequence: int
    announced_at: datetime | None
    kind: str
    registers: str
    held_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    is_off: bool
    page: str


@dataclass(frozen=True, slots=True)
class FeedDeadline:
    """A running limit; ``recounts``: how often it was counted anew, last ``counted_at``."""

    key: str
    rule: str
    registers: str
    due_on: date
    counted_at: datetime
    recounts: int


@dataclass(frozen=True, slots=True)
class FeedContent:
    """Everything that one address shows today."""

    hearings: tuple[FeedHearing, ...]
    deadlines: tuple[FeedDeadline, ...]


def hash_of(secret: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(secret.encode()).hexdigest()


def by_secret(secret: str) -> CalendarFeed | None:
    """The feed under a secret address, while it is not revoked and its maker is active."""
    return (
        CalendarFeed.objects.filter(
            address_sha256=hash_of(secret), revoked_at=None, user__is_active=True
        )
        .select_related("user", "organisation")
        .first()
    )


def of_user(user: User) -> QuerySet[CalendarFeed]:
    """One's own addresses that still hold, the latest first."""
    feeds = CalendarFeed.objects.filter(user=user, revoked_at=None)
    return feeds.select_related("organisation").order_by("-created_at", "-pk")


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations for which somebody may make an address."""
    return accounts.organisations(user, MAY_MAKE)


def content(feed: CalendarFeed, today: date) -> FeedContent:
    """What the owner may see today. Whoever left a house sees its disputes no more."""
    seen = _seen(feed)
    return FeedContent(_hearings(feed.user, seen, today), _deadlines(seen))


def _seen(feed: CalendarFeed) -> QuerySet[Dispute]:
    seen = disputes.visible_to(feed.user).filter(visibility__in=notices.LEAVES_THE_HOUSE)
    if feed.organisation is None:
        return seen
    if not organisations_of(feed.user).filter(pk=feed.organisation.pk).exists():
        return seen.none()
    theirs = Dispute.objects.filter(participants__organisation=feed.organisation).values("pk")
    return seen.filter(pk__in=theirs)


def _hearings(user: User, seen: QuerySet[Dispute], today: date) -> tuple[FeedHearing, ...]:
    """The hearings that are announced, and the sessions of mediations that the owner has."""
    own = Q(pk__in=mediation.sessions_visible_to(user).values("pk"))
    numbered = Prefetch("disputes", seen.order_by("pk").prefetch_related("numbers"))
    told = Hearing.objects.exclude(state__in=UNANNOUNCED_STATES).filter(
        sittings.announced() | own
    )
    later = told.filter(event_code=OuterRef("event_code"), sequence__gt=OuterRef("sequence"))
    rows = (
        told.filter(
            ~Exists(later),
            disputes__in=seen.values("pk"),
            held_on__range=(today - PAST, today + AHEAD),
        )
        .select_related("commission", "room")
        .prefetch_related(numbered)
        .distinct()
        .order_by("held_on", "pk")
    )
    return tuple(_hearing(row) for row in rows)


def _hearing(row: Hearing) -> FeedHearing:
    room = row.room
    address = (room.address or row.commission.address) if room else ""
    is_known = any(one.visibility == Visibility.PUBLIC for one in row.disputes.all())
    return FeedHearing(
        event_code=row.event_code,
        # A moved hearing is the newest only where its successor is not announced.
        sequence=row.sequence + int(row.state == HearingState.MOVED),
        announced_at=row.announced_at,
        kind=row.kind,
        registers=_numbers(row.disputes.all()),
        held_on=row.held_on,
        starts_at=row.planned_at,
        ends_at=row.planned_until,
        zone=row.commission.time_zone,
        place=whereabouts(row.place, room.name if room else "", address),
        is_off=row.state in NOT_HELD,
        page=row.code if is_known else "",
    )


def _deadlines(seen: QuerySet[Dispute]) -> tuple[FeedDeadline, ...]:
    rows = deadlines.running().filter(dispute__in=seen.values("pk")).order_by("due_on", "pk")
    rows = rows.select_related("dispute").prefetch_related("dispute__numbers")
    recounts = _recounts(seen)
    return tuple(
        FeedDeadline(
            key=notices.key_of(row),
            rule=row.rule,
            registers=_numbers([row.dispute]),
            due_on=row.due_on,
            counted_at=row.created_at,
            recounts=recounts.get(notices.key_of(row), 0),
        )
        for row in rows
    )


def _recounts(seen: QuerySet[Dispute]) -> Mapping[str, int]:
    """How many rows each limit has left behind it."""
    old = Deadline.objects.filter(dispute__in=seen.values("pk"), superseded_by__isnull=False)
    counts: dict[str, int] = {}
    for row in old.select_related("dispute"):
        key = notices.key_of(row)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _numbers(found: QuerySet[Dispute] | list[Dispute]) -> str:
    return registers_line([notices.register_of(one) or one.code for one in found])
