"""What the shelf should say of some disputes, and putting it there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from cases.domain.publication.rows import Row
from cases.domain.search.entries import entries
from cases.models import Dispute, Edition, Hearing, PublicEdition
from cases.services.publication import disputes, editions, hearings, record, replies, shelf
from cases.services.publication.tables import Scope


def refresh(dispute_ids: Collection[int], *, now: datetime) -> None:
    """Derive these disputes and those whose pages speak of them, and put what changed."""
    ids = record.related(dispute_ids)
    scope = scope_of(ids, all_lines=False)
    shelf.put(rows_of(ids, scope), scope, now=now, thorough=False)
    replies.put_of(dispute_ids)


def rows_of(dispute_ids: Collection[int], scope: Scope) -> Iterator[Row]:
    """Every row of these disputes, and then the index, made of those rows alone."""
    told = list(_told(dispute_ids, scope))
    yield from told
    yield from entries(told, scope.disputes)


def _told(dispute_ids: Collection[int], scope: Scope) -> Iterator[Row]:
    found = record.read(dispute_ids)
    for dispute in found.disputes:
        yield from disputes.rows(dispute, found)
    for hearing in found.hearings.values():
        yield from hearings.rows(hearing, found)
        for edition in found.editions.get(hearing.pk, ()):
            if edition.code in scope.editions:
                yield from editions.lines(edition)


def scope_of(dispute_ids: Collection[int], *, all_lines: bool) -> Scope:
    """Lines of a frozen edition never change: they are looked at when it is new, or all are."""
    sat = Hearing.objects.filter(disputes__in=dispute_ids).distinct()
    codes = frozenset(sat.order_by().values_list("code", flat=True))
    frozen = Edition.objects.filter(hearing__code__in=codes).values_list("code", flat=True)
    shelved = PublicEdition.objects.filter(hearing__in=codes).values_list("code", flat=True)
    lines = {*frozen, *shelved} if all_lines else {*frozen} - {*shelved}
    disputes_in = Dispute.objects.filter(pk__in=dispute_ids).values_list("code", flat=True)
    return Scope(frozenset(disputes_in), codes, frozenset(lines))
