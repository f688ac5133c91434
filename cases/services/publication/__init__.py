"""The shelf's only writer: release, shelve, seal, and the proof that the shelf is right.

Everything runs in the caller's transaction. Rows are derived anew from the record and compared
with what stands there, so calling it once too often changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from cases.domain.publication import PrivateName, Visibility
from cases.models import (
    Dispute,
    Document,
    Edition,
    Hearing,
    PublicDispute,
    PublicHearing,
)
from cases.queries import parties
from cases.services import journal, open_data
from cases.services.journal import Actor
from cases.services.publication import (
    counting,
    deriving,
    fingerprints,
    once,
    record,
    replies,
    shelf,
)
from cases.services.publication.difference import Difference
from cases.services.publication.once import one_act as one_act

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

    once.shelve([dispute.pk for dispute in opened], now=now)


@transaction.atomic
def seal(dispute: Dispute, *, actor: Actor, now: datetime) -> None:
    """Take a dispute off the shelf, and with it the words of every hearing that served it."""
    _show(dispute, Visibility.SEALED, "dispute_sealed", actor=actor, now=now)
    for document in dispute.documents.all():
        fingerprints.put(document)

    once.shelve([dispute.pk], now=now)


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
        once.shelve(shown, now=now)


@transaction.atomic
def issue(document: Document) -> None:
    """Let the printed code of a paper be verified, without a word of what it says."""
    fingerprints.put(document)


@transaction.atomic
def shelve_hearing(hearing: Hearing, *, now: datetime) -> None:
    """Bring the shelf up to date with every public dispute that a hearing serves."""
    served = Dispute.objects.filter(hearings=hearing, visibility=Visibility.PUBLIC)
    if ids := list(served.values_list("pk", flat=True)):
        once.shelve(ids, now=now)


@transaction.atomic
def rebuild(*, now: datetime) -> int:
    """Derive the whole shelf again, comparing every column; how many rows were touched."""
    orphans = _orphans()
    touched = sum(len(codes) for codes in orphans)
    if touched:
        open_data.withdraw(now=now)
    PublicDispute.objects.filter(code__in=orphans[0]).delete()
    PublicHearing.objects.filter(code__in=orphans[1]).delete()
    for ids in _portions():
        scope = deriving.scope_of(ids, all_lines=True)
        touched += shelf.put(deriving.rows_of(ids, scope), scope, now=now, thorough=True)
    return touched + counting.recount() + fingerprints.rebuild() + replies.rebuild()


def verify() -> Iterator[Difference]:
    """Derive the whole shelf again and tell every row that differs; nothing is written."""
    yield from fingerprints.verify()
    yield from replies.verify()
    yield from counting.verify()
    for table, codes in zip(("PublicDispute", "PublicHearing"), _orphans(), strict=True):
        yield from (Difference(table, code, "foreign") for code in sorted(codes))
    told: set[Difference] = set()
    for ids in _portions():
        scope = deriving.scope_of(ids, all_lines=True)
        found = [
            row for row in shelf.compare(deriving.rows_of(ids, scope), scope) if row not in told
        ]
        told.update(found)
        yield from found


def _show(
    dispute: Dispute, visibility: Visibility, act: str, *, actor: Actor, now: datetime
) -> None:
    dispute.visibility = visibility
    dispute.save(update_fields=["visibility"])
    journal.record(act, actor=actor, at=now, dispute=dispute)


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
