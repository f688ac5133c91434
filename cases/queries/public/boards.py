"""What is gathered across disputes: admissions, open questions, decisions, home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet

from cases.domain.publication.bodies import AdmissionBody, DecisionBody, QuestionBody
from cases.domain.publication.folding import restore
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicHearing,
    PublicQuestion,
)
from cases.queries.public.cases import Sitting
from cases.queries.public.schedule import Day, agenda, sittings
from cases.queries.public.shelves import shelf

PER_PAGE = 20
LATEST = 6

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
    decided: int
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
    rows = shelf(PublicQuestion).filter(is_open=True)
    return _board(rows.order_by("asked_on", "hearing", "number"), QuestionBody, page)


def decisions(page: int = 1) -> Board[DecisionBody]:
    """The decisions, latest first; undated ones last."""
    latest = F("pronounced_on").desc(nulls_last=True)
    return _board(shelf(PublicDecision).order_by(latest, "dispute", "no"), DecisionBody, page)


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
    counted = shelf(PublicDispute).aggregate(
        disputes=Count("pk"), decided=Count("pk", filter=Q(decided_on__isnull=False))
    )
    return Figures(
        disputes=counted["disputes"],
        decided=counted["decided"],
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
