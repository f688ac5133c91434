"""What is gathered across disputes: admissions, open questions, decisions, home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

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
from cases.queries.public import counts
from cases.queries.public.cases import Sitting
from cases.queries.public.counts import counted
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
    if only_admissions:
        rows = rows.filter(Q(is_admission=True) | Q(is_withdrawn=True))
    there = counted("stance")["stance"]
    total = sum(one.often for one in there if one.marks or not only_admissions)
    return _board(rows, AdmissionBody, page, total)


def open_questions(page: int = 1) -> Board[QuestionBody]:
    """The questions that nobody has answered in full, the longest open first."""
    return questions(page)


def questions(page: int = 1, *, are_open: bool = True) -> Board[QuestionBody]:
    """The questions of one state: open ones the longest open first, others latest first."""
    rows = shelf(PublicQuestion).filter(is_open=are_open)
    order = ("asked_on" if are_open else "-asked_on", "hearing", "number")
    there = counted("question")["question"]
    total = sum(one.often for one in there if bool(one.marks) is are_open)
    return _board(rows.order_by(*order), QuestionBody, page, total)


def promises(today: date, *, state: str = "", kind: str = "") -> tuple[PublicPromise, ...]:
    """What was undertaken or ordered, the nearest day first, what has none last, with its
    dispute; a hundred of it. One query, or two where fewer have a day.

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
    order = (F("made_on").desc(nulls_last=True), "dispute", "kind", "no")
    # Asked for by themselves, those with a day come in the order of its index.
    dated = rows.filter(due_on__isnull=False).order_by("due_on", *order)
    found = tuple(dated[:PROMISES])
    rest = PROMISES - len(found)
    return found + tuple(rows.filter(due_on=None).order_by(*order)[:rest]) if rest else found


@dataclass(frozen=True, slots=True)
class DecisionsAsked:
    """Which decisions somebody wants to see; ``year`` is that in which they were pronounced."""

    commission: str = ""
    year: int | None = None
    disposition: str = ""
    body: str = ""

    def total(self) -> int:
        """How many they are. One query."""
        if self.body:
            return self.narrow(shelf(PublicDecision)).count()
        told = {"first": str(self.year or ""), "second": self.disposition}
        features = {name: value for name, value in told.items() if value}
        return counts.total("decision", scope=self.commission, **features)

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
    asked = asked or DecisionsAsked()
    rows = asked.narrow(shelf(PublicDecision))
    return _board(rows.order_by(latest, "dispute", "no"), DecisionBody, page, asked.total())


def decision_choices() -> DecisionChoices:
    """What a form of decisions offers. Two queries."""
    there = counted("decision")["decision"]
    named = counts.commissions("decision").values_list("commission_code", "commission_short")
    return DecisionChoices(
        commissions=tuple(sorted(named, key=lambda one: one[1])),
        years=tuple(sorted({int(one.first) for one in there if one.first}, reverse=True)),
        dispositions=tuple(sorted({one.second for one in there if one.second})),
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
    """How much the public can read. One query."""
    there = counted("dispute", "hearing", "stance", "question")
    return Figures(
        disputes=sum(one.often for one in there["dispute"]),
        hearings=sum(one.often for one in there["hearing"]),
        admissions=sum(one.often for one in there["stance"] if "admission" in one.marks),
        open_questions=sum(one.often for one in there["question"] if "open" in one.marks),
    )


def _moment() -> AdmissionBody | None:
    """The admission that the most questions drew out; the latest of those."""
    rows = shelf(PublicAdmission).filter(is_admission=True, exchange_count__gt=0)
    row = rows.order_by("-exchange_count", "-made_on", "dispute", "code").first()
    return restore(AdmissionBody, row.body) if row else None


def _board(rows: QuerySet[Model], kind: type[Body], page: int, total: int) -> Board[Body]:
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
