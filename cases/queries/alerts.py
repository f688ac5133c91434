"""Searches that tell their news by mail, and what is new for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict

from cases.models import PublicDispute, SearchAlert
from cases.queries import public

PAGES = 5  # of the latest events; what lies deeper has not just changed
HOW = ("urut", "hal")  # parameters that say how results are laid out, not which


def query_of(told: QueryDict) -> str:
    """What a search asks for, as it is kept; the same search is always written the same."""
    plain = QueryDict(told.urlencode().replace("%00", ""))
    asked = QueryDict(public.Search.from_query(plain).query(), mutable=True)
    for name in HOW:
        asked.pop(name, None)
    return asked.urlencode()


def said(query: str) -> list[tuple[str, str]]:
    """A kept search as pairs of parameter and value, for people."""
    return [
        (name, value) for name, values in QueryDict(query).lists() for value in values if value
    ]


def by_hash(token_hash: str) -> SearchAlert | None:
    """The search behind a link."""
    return SearchAlert.objects.filter(token_hash=token_hash).first()


def proved() -> QuerySet[SearchAlert]:
    """The searches whose owners have confirmed their address."""
    return SearchAlert.objects.filter(confirmed_at__isnull=False)


def has_changed(since: datetime) -> bool:
    """Whether anything at all is new on the shelf."""
    return public.shelf(PublicDispute).filter(shelved_at__gt=since).exists()


def news(query: str, *, since: datetime, until: datetime) -> tuple[str, ...]:
    """The codes of disputes that a search finds and that were put on the shelf, or changed
    there, in that time.
    """
    found = (row.code for row in _latest(query) if since < row.shelved_at <= until)
    return tuple(dict.fromkeys(found))


def still_public(codes: Sequence[str]) -> tuple[PublicDispute, ...]:
    """Those of these disputes that the public may still read, the latest event first."""
    rows = public.shelf(PublicDispute).filter(code__in=codes).defer("body", "traits")
    return tuple(rows.order_by("-last_event_on", "code"))


def _latest(query: str) -> Iterator[PublicDispute]:
    for page in range(1, PAGES + 1):
        asked = QueryDict(query, mutable=True)
        asked.update({"urut": "terbaru", "hal": str(page)})
        results = public.find(public.Search.from_query(asked))
        for hit in results.hits:
            yield hit.dispute
        if page >= results.pages:
            return
