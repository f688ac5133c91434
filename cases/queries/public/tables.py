"""The tables of the shelf as programs page through them, each in the order of its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from cases.domain.parties import PartyRole
from cases.domain.search import read
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicHearing,
    PublicParty,
    PublicQuestion,
    PublicUtterance,
)
from cases.queries.public import counts, engine
from cases.queries.public.engine import Written
from cases.queries.public.search.cases import of_disputes
from cases.queries.public.shelves import shelf


def disputes() -> QuerySet[PublicDispute]:
    """Every public dispute."""
    return shelf(PublicDispute).defer("traits")


def listed_disputes() -> QuerySet[PublicDispute]:
    """Every public dispute as a list shows it, without what its page says, with its address."""
    address = Concat(Value("/perkara/"), "commission_code", Value("/"), "slug", Value("/"))
    return disputes().defer("traits", "body").annotate(page=address)


def first_rows(
    rows: Callable[[], QuerySet[Any]], columns: tuple[str, ...]
) -> Callable[[int], list[dict[str, Any]]]:
    """What reads the first of these rows by these columns, so many at most, in the order of
    their key.
    """

    def read(most: int) -> list[dict[str, Any]]:
        told = _first_rows(rows, columns, most).rows()
        return [dict(zip(columns, row, strict=True)) for row in told]

    return read


@lru_cache(maxsize=200)
def _first_rows(
    rows: Callable[[], QuerySet[Any]], columns: tuple[str, ...], most: int
) -> Written:
    return Written(rows().order_by("pk").values_list(*columns)[:most])


def with_party(
    rows: QuerySet[PublicDispute], role: PartyRole, slug: str
) -> QuerySet[PublicDispute]:
    """The disputes in which somebody takes part in that role."""
    theirs = shelf(PublicParty).filter(role=role, slug=slug)
    return rows.filter(pk__in=theirs.values("dispute"))


def registered_as(rows: QuerySet[PublicDispute], told: str) -> QuerySet[PublicDispute]:
    """The disputes that have, or had, a number, however it is written."""
    number = engine.numbered(read(told).number)
    return rows.filter(pk__in=of_disputes(number).values("dispute")) if number else rows.none()


def hearings() -> QuerySet[PublicHearing]:
    return shelf(PublicHearing).prefetch_related("places")


def listed_hearings() -> QuerySet[PublicHearing]:
    """Every hearing as a list shows it, without its page."""
    return hearings().defer("body")


def utterances() -> QuerySet[PublicUtterance]:
    """Every released turn, in the latest edition of its hearing."""
    return shelf(PublicUtterance)


def questions() -> QuerySet[PublicQuestion]:
    return shelf(PublicQuestion)


def propositions() -> QuerySet[PublicAdmission]:
    return shelf(PublicAdmission)


def decisions() -> QuerySet[PublicDecision]:
    return shelf(PublicDecision)


def documents() -> QuerySet[PublicDocument]:
    return shelf(PublicDocument)


def parties(role: PartyRole) -> QuerySet[Any, Any]:
    """Who takes part in that role, once each: ``slug``, ``name``, ``short``, ``disputes``."""
    return counts.named(counts.parties(role), role)


def commissions() -> QuerySet[Any, Any]:
    """The commissions of public disputes: as ``queries/public/counts`` calls them."""
    return counts.commissions("dispute")
