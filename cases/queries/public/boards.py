"""What is gathered across disputes: admissions, open questions, decisions, home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import ExtractYear

from cases.domain.parties import PartyRole
from cases.domain.publication.bodies import AdmissionBody, DecisionBody, QuestionBody
from cases.domain.publication.folding import restore
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicHearing,
    PublicParty,
    PublicPromise,
    PublicQuestion,
)
from cases.queries.public.cases import Sitting
from cases.queries.public.schedule import Day, agenda, sittings
from cases.queries.public.shelves import shelf

PER_PAGE = 20
LATEST = 6
PROMISES = 100

ShelvedPromise = PublicPromise  # as pages call it

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class Board(Generic[Body]):
    """One page of a list, its entries restored."""

    entries: tuple[Body, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Figures:
    disputes: int
    hearings: int
    admissions: int
    open_questions: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows; ``moment`` is the exchange it is opened with."""

    figures: Figures
    moment: AdmissionBody | None
    decisions: tuple[DecisionBody, ...]
    week: tuple[Day, ...]
    coming: tuple[Sitting, ...]
    latest: tuple[PublicDispute, ...]


def admissions(page: int = 1, *, only_admissions: bool = True) -> Board[AdmissionBody]:
    """The ledger, latest first, with what was admitted and withdrawn; without
    ``only_admissions`` also other stances in hearings.
    """
    rows = shelf(PublicAdmission).order_by("-made_on", "-exchange_count", "dispute", "code")
    admitted = Q(is_admission=True) | Q(is_withdrawn=True)
    return _board(rows.filter(admitted) if only_admissions else rows, AdmissionBody, page)


def open_questions(page: int = 1) -> Board[QuestionBody]:
    """The questions that nobody has answered in full, the longest open first."""
    return questions(page)


def questions(page: int = 1, *, are_open: bool = True) -> Board[QuestionBody]:
    """The questions of one state: open ones the longest open first, others latest first."""
    rows = shelf(PublicQuestion).filter(is_open=are_open)
    order = ("asked_on" if are_open else "-asked_on", "hearing", "number")
    return _board(rows.order_by(*order), QuestionBody, page)


def promises(today: date, *, state: str = "", kind: str = "") -> tuple[PublicPromise, ...]:
    """What was undertaken or ordered, the nearest day first, with its dispute; a hundred of it.

    ``state`` is one of kept, lapsed, overdue, open; empty: any.
    """
    rows = shelf(PublicPromise).select_related("dispute")
    rows = rows.defer("dispute__body", "dispute__traits")
    if kind:
        rows = rows.filter(kind=kind)
    is_waiting = Q(kept_on=None, lapsed_on=None)
    states = {
        "kept": Q(kept_on__isnull=False),
        "lapsed": Q(lapsed_on__isnull=False),
        "overdue": is_waiting & Q(due_on__lt=today),
        "open": is_waiting & (Q(due_on=None) | Q(due_on__gte=today)),
    }
    rows = rows.filter(states.get(state, Q()))
    order = (F("due_on").asc(nulls_last=True), "-made_on", "dispute", "kind", "no")
    return tuple(rows.order_by(*order)[:PROMISES])


@dataclass(frozen=True, slots=True)
class DecisionsAsked:
    """Which decisions somebody wants to see; ``year`` is that in which they were pronounced."""

    commission: str = ""
    year: int | None = None
    disposition: str = ""
    body: str = ""

    def narrow(self, rows: QuerySet[PublicDecision]) -> QuerySet[PublicDecision]:
        if self.commission:
            rows = rows.filter(dispute__commission_code=self.commission)
        if self.year:
            rows = rows.filter(pronounced_on__year=self.year)
        if self.disposition:
            rows = rows.filter(disposition=self.disposition)
        if self.body:
            theirs = shelf(PublicParty).filter(slug=self.body, role=PartyRole.RESPONDENT)
            rows = rows.filter(dispute__in=theirs.values("dispute"))
        return rows


@dataclass(frozen=True, slots=True)
class DecisionChoices:
    commissions: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    dispositions: tuple[str, ...]


def decisions(page: int = 1, asked: DecisionsAsked | None = None) -> Board[DecisionBody]:
    """The decisions, latest first; undated ones last."""
    latest = F("pronounced_on").desc(nulls_last=True)
    rows = (asked or DecisionsAsked()).narrow(shelf(PublicDecision))
    return _board(rows.order_by(latest, "dispute", "no"), DecisionBody, page)


def decision_choices() -> DecisionChoices:
    """What a form of decisions offers. Three queries."""
    rows = shelf(PublicDecision).order_by()
    named = rows.values_list("dispute__commission_code", "dispute__commission_short")
    dated = rows.exclude(pronounced_on=None).annotate(year=ExtractYear("pronounced_on"))
    came = rows.exclude(disposition="").values_list("disposition", flat=True)
    return DecisionChoices(
        commissions=tuple(sorted(named.distinct(), key=lambda one: one[1])),
        years=tuple(sorted(dated.values_list("year", flat=True).distinct(), reverse=True)),
        dispositions=tuple(sorted(came.distinct())),
    )


def home(today: date) -> Home:
    """The first page, as of a local day."""
    monday = today - timedelta(days=today.weekday())
    upcoming = shelf(PublicHearing).filter(held_on__gt=monday + timedelta(days=6))
    latest = F("pronounced_on").desc(nulls_last=True)
    told = shelf(PublicDecision).order_by(latest, "dispute", "no")[:LATEST]
    recent = shelf(PublicDispute).order_by(F("last_event_on").desc(nulls_last=True), "code")
    return Home(
        figures=figures(),
        moment=_moment(),
        decisions=tuple(restore(DecisionBody, row.body) for row in told),
        week=agenda(monday, monday + timedelta(days=6)),
        coming=sittings(upcoming, LATEST),
        latest=tuple(recent.defer("body", "traits")[:LATEST]),
    )


def figures() -> Figures:
    """How much the public can read. Four queries."""
    return Figures(
        disputes=shelf(PublicDispute).count(),
        hearings=shelf(PublicHearing).count(),
        admissions=shelf(PublicAdmission).filter(is_admission=True).count(),
        open_questions=shelf(PublicQuestion).filter(is_open=True).count(),
    )


def _moment() -> AdmissionBody | None:
    """The admission that the most questions drew out; the latest of those."""
    rows = shelf(PublicAdmission).filter(is_admission=True, exchange_count__gt=0)
    row = rows.order_by("-exchange_count", "-made_on", "dispute", "code").first()
    return restore(AdmissionBody, row.body) if row else None


def _board(rows: QuerySet[Model], kind: type[Body], page: int) -> Board[Body]:
    total = rows.count()
    pages = max(-(-total // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    start = (page - 1) * PER_PAGE
    found: Sequence[dict[str, object]] = list(
        rows.values_list("body", flat=True)[start : start + PER_PAGE]
    )
    return Board(
        entries=tuple(restore(kind, body) for body in found),
        total=total,
        page=page,
        pages=pages,
    )
