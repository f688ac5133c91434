"""The record of a public body or an organisation, and the lists of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from cases.domain.parties import PartyRole
from cases.models import (
    PublicAdmission,
    PublicDispute,
    PublicParty,
    PublicQuestion,
    PublicReply,
)
from cases.queries.public import counts
from cases.queries.public.exemptions import Claimed, claims
from cases.queries.public.shelves import shelf
from cases.queries.public.slices import Slice
from cases.queries.public.statistics import Statistics, statistics

PER_PAGE = 50
LISTED = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of parties."""

    slug: str
    name: str
    short: str
    disputes: int
    decided: int
    open: int


@dataclass(frozen=True, slots=True)
class Listing:
    rows: tuple[Listed, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Record:
    """What can be counted of one party. ``questions`` were asked in its hearings, of which
    ``unanswered``; ``admissions`` were made there. ``latest`` are its newest disputes,
    ``reply`` what it says to all this.
    """

    slug: str
    name: str
    short: str
    figures: Statistics
    claims: tuple[Claimed, ...]
    admissions: int
    questions: int
    unanswered: int
    latest: tuple[PublicDispute, ...]
    reply: PublicReply | None = None


def listing(role: PartyRole, page: int = 1, words: str = "") -> Listing:
    """The parties in a role, those with the most disputes first. Three queries, and one more
    where words are asked: those are looked for among all.
    """
    theirs = counts.parties(role)
    if words.split():
        theirs = theirs.filter(slug__in=_called(role, words))
    total = theirs.count()
    pages = max(-(-total // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    start = (page - 1) * PER_PAGE
    listed = theirs.order_by("-disputes", "slug")[start : start + PER_PAGE]
    told = counts.named(theirs.filter(slug__in=[row["slug"] for row in listed]), role)
    rows = tuple(Listed(**row) for row in told.order_by("-disputes", "slug"))
    return Listing(rows, total, page, pages)


def _called(role: PartyRole, words: str) -> list[str]:
    rows = shelf(PublicParty).filter(role=role).exclude(slug="").order_by()
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(short__icontains=word))
    return list(rows.values_list("slug", flat=True).distinct())


def record(role: PartyRole, slug: str, today: date) -> Record:
    """The record of a party in a role on a local day. Twelve queries.

    Raises:
        PublicParty.DoesNotExist: it takes part in no public dispute in that role.
    """
    theirs = shelf(PublicParty).filter(role=role, slug=slug).exclude(slug="")
    party = theirs.order_by("dispute").first()  # as an index of a role has them
    if party is None:
        raise PublicParty.DoesNotExist(slug)
    asked = Slice(body=slug) if role == PartyRole.RESPONDENT else Slice(organisation=slug)
    mine = asked.narrow(shelf(PublicDispute))
    order = (F("last_event_on").desc(nulls_last=True), "code")
    asked_of = shelf(PublicQuestion).filter(hearing__places__dispute__in=mine.values("pk"))
    counted = asked_of.aggregate(
        all=Count("pk", distinct=True), open=Count("pk", distinct=True, filter=Q(is_open=True))
    )
    admitted = shelf(PublicAdmission).filter(is_admission=True, dispute__in=mine.values("pk"))
    return Record(
        slug=slug,
        name=party.name,
        short=party.short,
        figures=statistics(asked, today),
        claims=claims(asked),
        admissions=admitted.count(),
        questions=counted["all"],
        unanswered=counted["open"],
        latest=tuple(mine.defer("body", "traits").order_by(*order)[:LISTED]),
        reply=shelf(PublicReply).filter(slug=asked.body).first(),
    )
