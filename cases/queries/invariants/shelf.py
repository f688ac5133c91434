"""The shelf: nothing that is not public stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from cases.domain.publication import Visibility
from cases.models import (
    Dispute,
    Document,
    Edition,
    Hearing,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicHearing,
    PublicUtterance,
    Utterance,
)
from cases.queries import sittings
from cases.queries.invariants.rule import Rule


def _shelved_disputes() -> Iterator[tuple[str, bool]]:
    public = Dispute.objects.filter(visibility=Visibility.PUBLIC)
    yield from _only(PublicDispute.objects.all(), public)


def _shelved_hearings() -> Iterator[tuple[str, bool]]:
    public = Hearing.objects.filter(disputes__visibility=Visibility.PUBLIC)
    announced = public.filter(sittings.announced())
    yield from _only(PublicHearing.objects.all(), announced)


def _shelved_editions() -> Iterator[tuple[str, bool]]:
    open_ones = Hearing.objects.filter(is_public=True).exclude(
        disputes__in=Dispute.objects.exclude(visibility=Visibility.PUBLIC)
    )
    released = Edition.objects.filter(hearing__in=open_ones, published_at__isnull=False)
    yield from _only(PublicEdition.objects.all(), released)


def _shelved_papers() -> Iterator[tuple[str, bool]]:
    public = Document.objects.filter(visibility=Visibility.PUBLIC)
    yield from _only(PublicDocument.objects.all(), public)


def _only(shelf: QuerySet[Any], allowed: QuerySet[Any]) -> Iterator[tuple[str, bool]]:
    codes = set(allowed.values_list("code", flat=True))
    for code in shelf.order_by("code").values_list("code", flat=True):
        yield code, code in codes


def _shelved_turns() -> Iterator[tuple[str, bool]]:
    closed = set(
        Utterance.objects.filter(is_closed=True).values_list(F("hearing__code"), "number")
    )
    rows = PublicUtterance.objects.order_by("hearing_id", "number")
    for hearing, number in rows.values_list("hearing_id", "number"):
        yield f"{hearing} butir {number}", (hearing, number) not in closed


RULES = (
    Rule(
        "shelf_has_public_disputes", "Etalase memuat sengketa yang diumumkan", _shelved_disputes
    ),
    Rule("shelf_has_announced_hearings", "Etalase memuat sidang terbuka", _shelved_hearings),
    Rule("shelf_has_published_editions", "Etalase memuat risalah terbit", _shelved_editions),
    Rule("shelf_has_public_papers", "Etalase memuat surat untuk umum", _shelved_papers),
    Rule("shelf_has_open_turns", "Etalase tidak memuat butir tertutup", _shelved_turns),
)
