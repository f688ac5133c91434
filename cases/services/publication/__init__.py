"""The shelf's only writer: release, shelve, seal, and the proof that the shelf is right.

Everything runs in the caller's transaction. Rows are derived anew from the record and compared
with what stands there, so calling it once too often changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from cases.domain.publication import PrivateName, Visibility
from cases.domain.publication.rows import Row
from cases.models import (
    Dispute,
    Document,
    Edition,
    Hearing,
    PublicDispute,
    PublicEdition,
    PublicHearing,
)
from cases.queries import parties
from cases.services import journal
from cases.services.journal import Actor
from cases.services.publication import (
    disputes,
    editions,
    fingerprints,
    hearings,
    record,
    replies,
    shelf,
)
from cases.services.publication.shelf import Difference, Scope

TOGETHER = 40  # disputes derived in one go; the number of queries does not depend on it


@transaction.atomic
def release(dispute: Dispute, *, actor: Actor, now: datetime) -> None:
    """Open a dispute to the public, and put it on the shelf."""
    release_all([dispute], actor=actor, now=now)


@transaction.atomic
def release_all(opened: Collection[Dispute], *, actor: Actor, now: datetime) -> None:
    """Open several disputes at once; the shelf is derived once for all of them."""
    for dispute in opened:
        _show(dispute, Visibility.PUBLIC, "dispute_released", actor=actor, now=now)

    ids = [dispute.pk for dispute in opened]
    _refresh(ids, now=now)
    replies.put_of(ids)


@transaction.atomic
def seal(dispute: Dispute, *, actor: Actor, now: datetime) -> None:
    """Take a dispute off the shelf, and with it the words of every hearing that served it."""
    _show(dispute, Visibility.SEALED, "dispute_sealed", actor=actor, now=now)
    for document in dispute.documents.all():
        fingerprints.put(document)

    _refresh([dispute.pk], now=now)


def check_edition(edition: Edition) -> None:
    """Refuse a transcript whose printed lines, which never change, name a private person.

    Raises:
        PrivateName: a line does.
    """
    served = Dispute.objects.filter(hearings=edition.hearing_id).values_list("pk", flat=True)
    if record.names_somebody(edition, parties.veil_of(served)):
        raise PrivateName(
            "Risalah ini memuat nama seorang perseorangan pada barisnya. Baris yang dibekukan "
            "tidak berubah, sehingga risalah ini tidak dapat diumumkan."
        )


def shelve(dispute: Dispute | None, *, now: datetime) -> None:
    """Bring the shelf up to date with a dispute; nothing happens while it is not public."""
    if dispute is not None:
        shelve_all([dispute], now=now)


@transaction.atomic
def shelve_all(changed: Collection[Dispute], *, now: datetime) -> None:
    """Bring the shelf up to date with several disputes; of interest are the public ones."""
    ids = [dispute.pk for dispute in changed]
    public = Dispute.objects.filter(pk__in=ids, visibility=Visibility.PUBLIC)
    if shown := list(public.values_list("pk", flat=True)):
        _refresh(shown, now=now)
        replies.put_of(shown)


@transaction.atomic
def issue(document: Document) -> None:
    """Let the printed code of a paper be verified, without a word of what it says."""
    fingerprints.put(document)


@transaction.atomic
def shelve_hearing(hearing: Hearing, *, now: datetime) -> None:
    """Bring the shelf up to date with every public dispute that a hearing serves."""
    served = Dispute.objects.filter(hearings=hearing, visibility=Visibility.PUBLIC)
    if ids := list(served.values_list("pk", flat=True)):
        _refresh(ids, now=now)


@transaction.atomic
def rebuild(*, now: datetime) -> int:
    """Derive the whole shelf again, comparing every column; how many rows were touched."""
    orphans = _orphans()
    touched = sum(len(codes) for codes in orphans)
    PublicDispute.objects.filter(code__in=orphans[0]).delete()
    PublicHearing.objects.filter(code__in=orphans[1]).delete()
    for ids in _portions():
        scope = _scope(ids, all_lines=True)
        touched += shelf.put(_rows(ids, scope), scope, now=now, thorough=True)
    return touched + fingerprints.rebuild() + replies.rebuild()


def verify() -> Iterator[Difference]:
    """Derive the whole shelf again and tell every row that differs; nothing is written."""
    yield from fingerprints.verify()
    yield from replies.verify()
    for table, codes in zip(("PublicDispute", "PublicHearing"), _orphans(), strict=True):
        yield from (Difference(table, code, "foreign") for code in sorted(codes))
    told: set[Difference] = set()
    for ids in _portions():
        scope = _scope(ids, all_lines=True)
        found = [row for row in shelf.compare(_rows(ids, scope), scope) if row not in told]
        told.update(found)
        yield from found


def _show(
    dispute: Dispute, visibility: Visibility, act: str, *, actor: Actor, now: datetime
) -> None:
    dispute.visibility = visibility
    dispute.save(update_fields=["visibility"])
    journal.record(act, actor=actor, at=now, dispute=dispute)


def _refresh(dispute_ids: Collection[int], *, now: datetime) -> None:
    """Derive these disputes and those whose pages speak of them, and put what changed."""
    ids = record.related(dispute_ids)
    scope = _scope(ids, all_lines=False)
    shelf.put(_rows(ids, scope), scope, now=now, thorough=False)


def _rows(dispute_ids: Collection[int], scope: Scope) -> Iterator[Row]:
    found = record.read(dispute_ids)
    for dispute in found.disputes:
        yield from disputes.rows(dispute, found)
    for hearing in found.hearings.values():
        yield from hearings.rows(hearing, found)
        for edition in found.editions.get(hearing.pk, ()):
            if edition.code in scope.editions:
                yield from editions.lines(edition)


def _scope(dispute_ids: Collection[int], *, all_lines: bool) -> Scope:
    """Lines of a frozen edition never change: they are looked at when it is new, or all are."""
    sat = Hearing.objects.filter(disputes__in=dispute_ids).distinct()
    codes = frozenset(sat.order_by().values_list("code", flat=True))
    frozen = Edition.objects.filter(hearing__code__in=codes).values_list("code", flat=True)
    shelved = PublicEdition.objects.filter(hearing__in=codes).values_list("code", flat=True)
    lines = {*frozen, *shelved} if all_lines else {*frozen} - {*shelved}
    disputes_in = Dispute.objects.filter(pk__in=dispute_ids).values_list("code", flat=True)
    return Scope(frozenset(disputes_in), codes, frozenset(lines))


def _portions() -> Iterator[list[int]]:
    ids = list(Dispute.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), TOGETHER):
        yield ids[start : start + TOGETHER]


def _orphans() -> tuple[set[str], set[str]]:
    """What stands on the shelf and nowhere in the record."""
    known = set(Dispute.objects.values_list("code", flat=True))
    held = set(Hearing.objects.values_list("code", flat=True))
    return (
        set(PublicDispute.objects.values_list("code", flat=True)) - known,
        set(PublicHearing.objects.values_list("code", flat=True)) - held,
    )
