"""The room of a dispute: for whom somebody writes there, and its history for lay readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cases.domain.accounts import COMMISSION_ROLES
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.models import (
    Commission,
    Deadline,
    Dispute,
    DisputeApplication,
    DocketEntry,
    Document,
    JournalEntry,
    Organisation,
    Participant,
    User,
)
from cases.queries import accounts, correspondence, deadlines, disputes, notices, uploads
from cases.queries.accounts import House

EXHIBITS = {"P": Side.APPLICANT, "T": Side.RESPONDENT}


def visible_to(user: User) -> QuerySet[Dispute]:
    """The disputes whose room ``user`` may enter, with numbers and parties."""
    houses = Participant.objects.select_related("organisation", "public_body", "person")
    return disputes.visible_to(user).prefetch_related(
        "numbers", Prefetch("participants", houses.order_by("pk"))
    )


def writes_for(user: User, dispute: Dispute) -> Mapping[Side, House]:
    """The sides for which ``user`` may write in a dispute, each with the house they act for.

    A reader of an organisation and a commissioner read; a sealed dispute has no writing.
    """
    if dispute.visibility == Visibility.SEALED:
        return {}
    found: dict[Side, House] = {}
    for house in uploads.houses_in(user, dispute):
        if isinstance(house, Commission):
            if notices.keeps_registry(user, house):
                found.setdefault(Side.COMMISSION, house)
            continue
        for side in uploads.sides_of(house, dispute):
            found.setdefault(EXHIBITS[side], house)
    return found


def applicant_for(user: User, dispute: Dispute) -> Organisation | None:
    """The organisation for which ``user`` brings documents of the applicant, if any."""
    house = writes_for(user, dispute).get(Side.APPLICANT)
    return house if isinstance(house, Organisation) else None


def reads_as(user: User, dispute: Dispute) -> tuple[Side, ...]:
    """On which sides ``user`` stands, readers too."""
    return correspondence.sides_of(user, dispute)


def running_in(dispute: Dispute) -> QuerySet[Deadline]:
    """The clocks that run in a dispute, the nearest last day first."""
    return deadlines.running().filter(dispute=dispute).order_by("due_on", "pk")


def letters_of(user: User, dispute: Dispute) -> QuerySet[Document]:
    """Letters about a dispute that the organisations of ``user`` wrote for themselves."""
    return Document.objects.filter(about=dispute, organisation__in=accounts.organisations(user))


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history: what happened, on which day, and to which stages it led."""

    text: str
    text_en: str
    on: date | None
    note: str
    at: datetime
    stages: Sequence[str] = ()


def history(user: User, dispute: Dispute) -> tuple[Event, ...]:
    """The docket as far as ``user`` may read it, the latest first.

    A dispute that was filed here also tells each move of its stage, beside the line that was
    written in the same act. Of a reported one the moves were entered when it was loaded, and
    say nothing about its days.
    """
    moves = _moves(dispute)
    events = [_event(line, moves.pop(line.recorded_at, ())) for line in _docket(user, dispute)]
    zone = ZoneInfo(dispute.commission.time_zone)
    events += [
        Event("", "", timezone.localdate(at, zone), "", at, stages)
        for at, stages in moves.items()
    ]
    return tuple(sorted(events, key=lambda one: (one.on or date.min, one.at), reverse=True))


def _docket(user: User, dispute: Dispute) -> QuerySet[DocketEntry]:
    inside = accounts.current().filter(
        user=user, commission=dispute.commission, role__in=COMMISSION_ROLES
    )
    seen = [Visibility.PUBLIC, Visibility.PARTIES]
    if inside.exists():
        seen.append(Visibility.INTERNAL)
    return DocketEntry.objects.filter(dispute=dispute, visibility__in=seen).order_by("pk")


def _moves(dispute: Dispute) -> dict[datetime, tuple[str, ...]]:
    """The stages reached in each act, for disputes that were filed here."""
    if not DisputeApplication.objects.filter(dispute=dispute).exists():
        return {}
    rows = JournalEntry.objects.filter(dispute_code=dispute.code, act="stage_moved")
    found: dict[datetime, tuple[str, ...]] = {}
    for at, payload in rows.order_by("seq").values_list("at", "payload"):
        found[at] = (*found.get(at, ()), payload["to"])
    return found


def _event(line: DocketEntry, stages: Sequence[str]) -> Event:
    return Event(
        line.text,
        line.text_en,
        line.occurred_on or line.sort_on,
        "" if line.occurred_on else line.date_note,
        line.recorded_at,
        stages,
    )
