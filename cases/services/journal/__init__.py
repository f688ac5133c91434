"""The journal: every act as one entry, bound to the one before by its hash.

Each commission has a chain of its own; acts that belong to none stand in ``umum``. The entry's
digest is SHA-256 over the canonical JSON (RFC 8785) of all its fields and the digest before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Commission, Dispute, Hearing, JournalEntry, JournalHead
from cases.services.journal.chains import BEGINNING as BEGINNING
from cases.services.journal.chains import GENERAL as GENERAL
from cases.services.journal.chains import Broken as Broken
from cases.services.journal.chains import Place as Place
from cases.services.journal.chains import digest_of as digest_of
from cases.services.journal.chains import every_chain as every_chain
from cases.services.journal.chains import verify as verify
from cases.services.journal.chains import verify_chain as verify_chain
from cases.services.journal.chains import verify_dispute as verify_dispute


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
