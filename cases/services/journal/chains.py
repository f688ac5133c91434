"""Recomputing chains: whole, or which entry is not, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import DatabaseError

from cases.domain import canonical
from cases.models import Commission, Dispute, JournalEntry, JournalHead, Source

GENERAL = "umum"

TOGETHER = 2000  # entries read at once

UNREAD = "isi tidak terbaca lagi"
UNREADABLE = (TypeError, ValueError, DatabaseError)  # what a value of a foreign kind raises

# Told the number and the digest of each entry that could be read.
Seen = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry at which a chain does not hold, and why."""

    chain: str
    seq: int
    act: str
    reason: str


class Place(NamedTuple):
    """Where a chain is known to stand: so many entries, and the digest of the last."""

    seq: int = 0
    digest: str = ""


class Told(NamedTuple):
    """An entry as it is read for checking; the columns of the row in their order."""

    seq: int
    at: datetime
    actor: str
    act: str
    dispute_code: str
    hearing_code: str
    payload: Any
    prev: str
    digest: str
    chain: str


BEGINNING = Place()


def digest_of(entry: JournalEntry | Told) -> str:
    """The digest that an entry must have."""
    told = {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "act": entry.act,
        "dispute": entry.dispute_code,
        "hearing": entry.hearing_code,
        "payload": entry.payload,
        "prev": entry.prev,
    }
    return hashlib.sha256(canonical.dumps(told)).hexdigest()


def verify() -> tuple[Broken, ...]:
    """Recompute every chain; empty when all are whole."""
    return tuple(broken for chain in every_chain() for broken in verify_chain(chain))


def every_chain() -> list[str]:
    """The chains that must be there.

    A commission whose chain has vanished with its head is among them: its first act was that it
    was added.
    """
    found = set(JournalHead.objects.values_list("chain", flat=True))
    found |= set(JournalEntry.objects.values_list("chain", flat=True).distinct())
    found |= set(Commission.objects.values_list("code", flat=True))
    if Source.objects.exists():  # adding one is an act that belongs to no commission
        found.add(GENERAL)
    return sorted(found, key=str)


def verify_chain(
    chain: str, *, since: Place = BEGINNING, seen: Seen | None = None
) -> tuple[Broken, ...]:
    """Recompute one chain after a place where it is known to stand; empty when it is whole.

    A chain that grows meanwhile is read on to where it has grown.
    """
    return tuple(_verify_chain(chain, since, seen))


def verify_dispute(dispute: Dispute) -> tuple[Broken, ...]:
    """Recompute the chains in which a dispute is told, from their beginning to their end.

    The whole chain, because an entry that is gone no longer says whose it was.
    """
    told = JournalEntry.objects.filter(dispute_code=dispute.code)
    concerned = {dispute.commission.code, *told.values_list("chain", flat=True).distinct()}
    return tuple(
        broken for chain in sorted(concerned, key=str) for broken in verify_chain(chain)
    )


def _verify_chain(chain: str, since: Place, seen: Seen | None) -> Iterator[Broken]:
    place, head = since, _head(chain)
    known: Place | None = Place(-1)
    while known != head:  # once; again only where the head has moved meanwhile
        known = head
        for entry in _entries(chain, place.seq):
            yield from _follows(chain, place, entry)
            place = _after(place, entry)
            if seen is not None and isinstance(entry, Told):
                seen(entry.seq, entry.digest)
        head = _head(chain)
        if head == place:
            return
    if head is None:
        yield Broken(chain, max(place.seq, 1), "", "kepala rantai tidak ada")
    elif head.seq > place.seq:
        yield Broken(chain, place.seq + 1, "", _gap(place.seq + 1, head.seq))
    else:
        told = f"kepala rantai menyebut entri {head.seq}, ada {place.seq}"
        yield Broken(chain, max(place.seq, 1), "", told)


def _head(chain: str) -> Place | None:
    head = JournalHead.objects.filter(chain=chain).first()
    return Place(_number(head.seq), head.digest) if head else None


def _follows(chain: str, place: Place, entry: Told | Broken) -> Iterator[Broken]:
    """What is wrong with an entry that stands behind a place."""
    if isinstance(entry, Broken):
        yield entry
        return
    if entry.seq != place.seq + 1:
        yield Broken(chain, place.seq + 1, "", _gap(place.seq + 1, entry.seq - 1))
    yield from _wrong(entry, place.digest)


def _after(place: Place, entry: Told | Broken) -> Place:
    if isinstance(entry, Broken):
        return Place(entry.seq, "") if entry.seq else place
    return Place(entry.seq, entry.digest)


def _entries(chain: str, after: int) -> Iterator[Told | Broken]:
    """The entries behind a number, in their order; many at once while all can be read."""
    rows = JournalEntry.objects.filter(chain=chain).order_by("seq")
    last = after or -1
    while True:
        behind = rows.filter(seq__gt=last)
        try:
            found = [Told(*row) for row in behind.values_list(*Told._fields)[:TOGETHER]]
            is_whole = all(type(entry.seq) is int for entry in found)
        except UNREADABLE:
            is_whole = False
        if not is_whole:
            yield from map(_entry, behind.values_list("pk", flat=True))
            return
        yield from found
        if len(found) < TOGETHER:
            return
        last = found[-1].seq


def _entry(pk: int) -> Told | Broken:
    """One entry, or where it must have stood: SQLite lets anything be written anywhere."""
    row = JournalEntry.objects.filter(pk=pk)
    try:
        entry = Told(*row.values_list(*Told._fields).get())
    except UNREADABLE:
        chain, seq = row.values_list("chain", "seq").get()
        return Broken(chain, _number(seq), "", UNREAD)
    if isinstance(entry.seq, int):
        return entry
    return Broken(entry.chain, 0, str(entry.act), UNREAD)


def _number(seq: object) -> int:
    return seq if isinstance(seq, int) else 0


def _gap(first: int, last: int) -> str:
    return f"entri {first} hilang" if first == last else f"entri {first} sampai {last} hilang"


def _wrong(entry: Told, before: str) -> Iterator[Broken]:
    if entry.prev != before:
        yield Broken(entry.chain, entry.seq, entry.act, "tidak menyambung entri sebelumnya")
    try:
        is_whole = entry.digest == digest_of(entry)
    except (AttributeError, TypeError, ValueError):  # a value that no field can hold
        is_whole = False
    if not is_whole:
        yield Broken(entry.chain, entry.seq, entry.act, "isi tidak cocok dengan sidik jarinya")
