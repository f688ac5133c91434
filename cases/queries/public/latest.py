"""What changed last on the shelf: of a dispute, a party or a commission, and for site maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, QuerySet

from cases.domain.parties import PartyRole
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicEdition,
    PublicHearing,
    PublicHearingPlace,
    PublicParty,
    PublicQuestion,
)
from cases.queries.public.counts import counted
from cases.queries.public.engine import Written, later
from cases.queries.public.shelves import Row, shelf

MOST = 50
PART = 50_000  # addresses in one site map, by its protocol


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest of each kind, what changed last first; a decision and an admission with their
    dispute, an edition and a question with their hearing.
    """

    name: str
    disputes: tuple[PublicDispute, ...]
    hearings: tuple[PublicHearing, ...]
    editions: tuple[PublicEdition, ...]
    decisions: tuple[PublicDecision, ...]
    admissions: tuple[PublicAdmission, ...]
    questions: tuple[PublicQuestion, ...]


def latest_of_dispute(row: PublicDispute) -> Latest:
    """What changed last in one dispute. Five queries."""
    return _latest(row.register or row.short or row.code, (row,), _in_dispute(), row.pk)


def latest_of_party(slug: str, role: PartyRole) -> Latest:
    """What changed last in the disputes of a public body or an organisation. Seven queries.

    Raises:
        PublicParty.DoesNotExist: it takes part in no public dispute.
    """
    theirs = shelf(PublicParty).filter(slug=slug, role=role)
    known = theirs.order_by("dispute", "no").first() if slug else None
    if known is None:
        raise PublicParty.DoesNotExist(slug)
    told = _of_party()
    rows = _objects(told.disputes, PublicDispute, slug, role)
    return _latest(known.name, rows, told, slug, role)


def latest_of_commission(code: str) -> Latest:
    """What changed last in the disputes of a commission. Seven queries.

    Raises:
        PublicDispute.DoesNotExist: the public knows no dispute of it.
    """
    known = shelf(PublicDispute).filter(commission_code=code).only("commission")
    first = known.order_by("code").first()
    if first is None:
        raise PublicDispute.DoesNotExist(code)
    told = _of_commission()
    rows = _objects(told.disputes, PublicDispute, code)
    return _latest(first.commission, rows, told, code)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The queries for the newest of each kind in some disputes, once written."""

    disputes: Written
    hearings: Written
    editions: Written
    decisions: Written
    admissions: Written
    questions: Written


@cache
def _in_dispute() -> _Asked:
    return _asked(shelf(PublicDispute).filter(pk=later(0)))


@cache
def _of_party() -> _Asked:
    parties = shelf(PublicParty).filter(slug=later(0), role=later(1))
    return _asked(shelf(PublicDispute).filter(pk__in=parties.values("dispute")))


@cache
def _of_commission() -> _Asked:
    return _asked(shelf(PublicDispute).filter(commission_code=later(0)))


def _asked(disputes: QuerySet[PublicDispute]) -> _Asked:
    codes = disputes.order_by().values("pk")
    # As a list, which both bases begin with; asked of each hearing, SQLite reads every one.
    heard = shelf(PublicHearingPlace).filter(dispute__in=codes).values("hearing")
    later_ones = shelf(PublicHearing).filter(
        event_code=OuterRef("event_code"), sequence__gt=OuterRef("sequence")
    )
    said = {"dispute__in": codes}
    decisions = shelf(PublicDecision).filter(**said).select_related("dispute")
    admissions = shelf(PublicAdmission).filter(**said).select_related("dispute")
    editions = shelf(PublicEdition).filter(hearing__in=heard).select_related("hearing")
    questions = shelf(PublicQuestion).filter(hearing__in=heard).select_related("hearing")
    hearings = shelf(PublicHearing).filter(~Exists(later_ones), pk__in=heard)
    return _Asked(
        disputes=_newest(disputes.defer("body", "traits")),
        hearings=_newest(hearings.defer("body")),
        editions=_newest(editions.defer("body", "hearing__body")),
        decisions=_newest(decisions.defer("dispute__body", "dispute__traits")),
        admissions=_newest(admissions.defer("body", "dispute__body", "dispute__traits")),
        questions=_newest(questions.defer("body", "hearing__body")),
    )


def _newest(rows: QuerySet[Any]) -> Written:
    return Written(rows.order_by("-shelved_at", "pk")[:MOST])


def _latest(
    name: str, disputes: tuple[PublicDispute, ...], told: _Asked, *asked: str
) -> Latest:
    return Latest(
        name=name,
        disputes=disputes,
        hearings=_objects(told.hearings, PublicHearing, *asked),
        editions=_beside(told.editions, PublicEdition, "hearing", PublicHearing, *asked),
        decisions=_beside(told.decisions, PublicDecision, "dispute", PublicDispute, *asked),
        admissions=_beside(told.admissions, PublicAdmission, "dispute", PublicDispute, *asked),
        questions=_beside(told.questions, PublicQuestion, "hearing", PublicHearing, *asked),
    )


def _objects(told: Written, model: type[Row], *asked: str) -> tuple[Row, ...]:
    return tuple(told.objects(model, told.rows(*asked)))


def _beside(
    told: Written, model: type[Row], field: str, other: type[Model], *asked: str
) -> tuple[Row, ...]:
    """The rows, each with the one that it belongs to."""
    rows = told.rows(*asked)
    found = told.objects(model, rows)
    for one, its in zip(found, told.objects(other, rows), strict=True):
        setattr(one, field, its)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of page in the site map: how many there are, and when one changed last."""

    name: str
    count: int
    changed_at: datetime | None

    @property
    def parts(self) -> int:
        return -(-self.count // PART)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Of which rows there is a page each, as what they are ``counted``, what its address is
    made of, and when it changed: ``changed`` of a row, which is of what is ``shown``.
    """

    rows: type[Model]
    counted: str
    made_of: tuple[str, ...]
    shown: type[Model]
    changed: str = "shelved_at"


KINDS: Mapping[str, _Kind] = {
    "perkara": _Kind(PublicDispute, "dispute", ("commission_code", "slug"), PublicDispute),
    "sidang": _Kind(
        PublicHearingPlace,
        "place",
        ("dispute__commission_code", "dispute__slug", "seq"),
        PublicHearing,
        "hearing__shelved_at",
    ),
    "risalah": _Kind(PublicEdition, "edition", ("hearing_id", "no"), PublicEdition),
}


def sections() -> tuple[Section, ...]:
    """Every kind of page. One query, and one for each: an index knows the last change."""
    there = counted(*(kind.counted for kind in KINDS.values()))
    return tuple(
        Section(
            name,
            sum(one.often for one in there[kind.counted]),
            shelf(kind.shown).aggregate(at=Max("shelved_at"))["at"],
        )
        for name, kind in KINDS.items()
    )


def addresses(section: str, part: int) -> Iterator[tuple[tuple[Any, ...], datetime]]:
    """One part of a section, counted from 1: what its address is made of, and its change.

    Raises:
        KeyError: there is no such section.
    """
    kind = KINDS[section]
    start = (part - 1) * PART
    told = shelf(kind.rows).order_by("pk").values_list(*kind.made_of, kind.changed)
    for *made_of, changed_at in told[start : start + PART].iterator(chunk_size=5000):
        yield tuple(made_of), changed_at


def parties_listed(role: PartyRole) -> Iterator[tuple[str, datetime]]:
    """Everybody who takes part in that role, by slug, and when a dispute of theirs changed."""
    rows = shelf(PublicParty).filter(role=role).exclude(slug="").order_by("slug")
    told = rows.values_list("slug").annotate(changed_at=Max("dispute__shelved_at"))
    yield from told.iterator(chunk_size=5000)
