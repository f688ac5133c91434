"""The journal: every act as one entry, bound to the one before by its hash.

Each commission has a chain of its own; acts that belong to none stand in ``umum``. The entry's
digest is SHA-256 over the canonical JSON (RFC 8785) of all its fields and the digest before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import DatabaseError, transaction

from cases.models import Commission, Dispute, Hearing, JournalEntry, JournalHead, Source

GENERAL = "umum"

TOGETHER = 500  # entries read at once

UNREAD = "isi tidak terbaca lagi"
UNREADABLE = (TypeError, ValueError, DatabaseError)  # what a value of a foreign kind raises


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or a part of the machine."""

    name: str

    @classmethod
    def system(cls, part: str) -> Actor:
        """A part of the machine that acts without a person, such as a worker."""
        return cls(f"sistem:{part}")


@dataclass(frozen=True, slots=True)
class Act:
    """What was done in one dispute, for the journal."""

    act: str
    dispute: Dispute
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry at which a chain does not hold, and why."""

    chain: str
    seq: int
    act: str
    reason: str


# The prefix of the token by which a program acts; empty where a person does.
_token: ContextVar[str] = ContextVar("token", default="")


@contextmanager
def through(token: str) -> Iterator[None]:
    """Let every entry within tell by which token, known by its prefix, the act came."""
    before = _token.set(token)
    try:
        yield
    finally:
        _token.reset(before)


@transaction.atomic
def record(
    act: str,
    *,
    actor: Actor,
    at: datetime,
    commission: Commission | None = None,
    dispute: Dispute | None = None,
    hearing: Hearing | None = None,
    payload: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Append one act to its chain, in the caller's transaction.

    The head row is locked first, so that two acts at once never fork the chain. ``at`` is an
    aware instant; the payload holds only what JSON holds.
    """
    chain = _chain_of(commission, dispute, hearing)
    head = _locked_head(chain)
    entry = JournalEntry(
        chain=chain,
        seq=head.seq + 1,
        at=at,
        actor=actor.name,
        act=act,
        dispute_code=dispute.code if dispute else "",
        hearing_code=hearing.code if hearing else "",
        payload=_told(payload or {}),
        prev=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    return entry


@transaction.atomic
def record_all(
    acts: Sequence[Act], *, commission: Commission, actor: Actor, at: datetime
) -> None:
    """Append many acts of one commission in their order, as ``record`` would one by one."""
    head = _locked_head(commission.code)
    entries = []
    for one in acts:
        entry = JournalEntry(
            chain=head.chain,
            seq=head.seq + 1,
            at=at,
            actor=actor.name,
            act=one.act,
            dispute_code=one.dispute.code,
            payload=_told(one.payload),
            prev=head.digest,
        )
        entry.digest = digest_of(entry)
        head.seq, head.digest = entry.seq, entry.digest
        entries.append(entry)
    JournalEntry.objects.bulk_create(entries)
    head.save(update_fields=["seq", "digest"])


def _told(payload: Mapping[str, Any]) -> dict[str, Any]:
    token = _token.get()
    return {**payload, "by_token": token} if token else dict(payload)


def hold() -> None:
    """Let nobody else append to the general chain before the caller's transaction ends."""
    _locked_head(GENERAL)


def digest_of(entry: JournalEntry) -> str:
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
    return hashlib.sha256(rfc8785.dumps(told)).hexdigest()


def verify() -> tuple[Broken, ...]:
    """Recompute every chain; empty when all are whole.

    A commission whose chain has vanished with its head is found as well: its first act was
    that it was added.
    """
    chains = set(JournalHead.objects.values_list("chain", flat=True))
    chains |= set(JournalEntry.objects.values_list("chain", flat=True).distinct())
    chains |= set(Commission.objects.values_list("code", flat=True))
    if Source.objects.exists():  # adding one is an act that belongs to no commission
        chains.add(GENERAL)
    return tuple(broken for chain in sorted(chains, key=str) for broken in verify_chain(chain))


def verify_chain(chain: str) -> tuple[Broken, ...]:
    """Recompute one chain; empty when it is whole."""
    return tuple(_verify_chain(chain))


def verify_dispute(dispute: Dispute) -> tuple[Broken, ...]:
    """Recompute the chains in which a dispute is told, from their beginning to their end.

    The whole chain, because an entry that is gone no longer says whose it was.
    """
    told = JournalEntry.objects.filter(dispute_code=dispute.code)
    chains = {dispute.commission.code, *told.values_list("chain", flat=True).distinct()}
    return tuple(broken for chain in sorted(chains, key=str) for broken in verify_chain(chain))


def _verify_chain(chain: str) -> Iterator[Broken]:
    seq, digest = 0, ""
    for entry in _entries(chain):
        if isinstance(entry, Broken):
            yield entry
            seq, digest = (entry.seq, "") if entry.seq else (seq, digest)
            continue
        if entry.seq != seq + 1:
            yield Broken(chain, seq + 1, "", _gap(seq + 1, entry.seq - 1))
        yield from _wrong(entry, digest)
        seq, digest = entry.seq, entry.digest
    head = JournalHead.objects.filter(chain=chain).first()
    said = _number(head.seq) if head else 0
    if head is None:
        yield Broken(chain, max(seq, 1), "", "kepala rantai tidak ada")
    elif said > seq:
        yield Broken(chain, seq + 1, "", _gap(seq + 1, said))
    elif (said, head.digest) != (seq, digest):
        yield Broken(chain, max(seq, 1), "", f"kepala rantai menyebut entri {said}, ada {seq}")


def _entries(chain: str) -> Iterator[JournalEntry | Broken]:
    """The entries in their order; one that cannot even be read is told as broken."""
    rows = JournalEntry.objects.filter(chain=chain).order_by("seq")
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        try:
            found = list(rows.filter(pk__in=some))
            is_whole = all(isinstance(entry.seq, int) for entry in found)
        except UNREADABLE:
            is_whole = False
        if is_whole:
            yield from found
        else:
            yield from map(_entry, some)


def _entry(pk: int) -> JournalEntry | Broken:
    """One entry, or where it must have stood: SQLite lets anything be written anywhere."""
    try:
        entry = JournalEntry.objects.get(pk=pk)
    except UNREADABLE:
        chain, seq = JournalEntry.objects.values_list("chain", "seq").get(pk=pk)
        return Broken(chain, _number(seq), "", UNREAD)
    if isinstance(entry.seq, int):
        return entry
    return Broken(entry.chain, 0, str(entry.act), UNREAD)


def _number(seq: object) -> int:
    return seq if isinstance(seq, int) else 0


def _gap(first: int, last: int) -> str:
    return f"entri {first} hilang" if first == last else f"entri {first} sampai {last} hilang"


def _wrong(entry: JournalEntry, before: str) -> Iterator[Broken]:
    if entry.prev != before:
        yield Broken(entry.chain, entry.seq, entry.act, "tidak menyambung entri sebelumnya")
    try:
        is_whole = entry.digest == digest_of(entry)
    except (AttributeError, TypeError, ValueError):  # a value that no field can hold
        is_whole = False
    if not is_whole:
        yield Broken(entry.chain, entry.seq, entry.act, "isi tidak cocok dengan sidik jarinya")


def _chain_of(
    commission: Commission | None, dispute: Dispute | None, hearing: Hearing | None
) -> str:
    for owner in (commission, dispute and dispute.commission, hearing and hearing.commission):
        if owner is not None:
            return owner.code
    return GENERAL


def _locked_head(chain: str) -> JournalHead:
    JournalHead.objects.get_or_create(chain=chain)
    return JournalHead.objects.select_for_update().get(chain=chain)
