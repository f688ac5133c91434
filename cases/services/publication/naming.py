"""How disputes, parties, people and sources are named on the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from cases.domain import wording
from cases.domain.parties import PartyRole
from cases.domain.publication.copies import (
    DisputeRef,
    NumberCopy,
    PartyCopy,
    RepresentationCopy,
    SourceCopy,
)
from cases.models import Commission, Dispute, Hearing, Participant, RegisterNumber, Source
from cases.queries.parties import is_private, public_name

Copy = TypeVar("Copy")


def mirror(kind: type[Copy], row: object, **others: Any) -> Copy:
    """The public twin of a row: the fields of its dataclass, and no others.

    A field that is not given is taken from the row under the same name.
    """
    names = (field.name for field in fields(cast("Any", kind)))
    return kind(**{n: others[n] if n in others else getattr(row, n) for n in names})


class Citations:
    """Numbers sources in the order in which a page first cites them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._known = sources
        self._numbers: dict[str, int] = {}

    def refs(self, keys: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these keys; a key without a source cites nothing."""
        return tuple(
            self._numbers.setdefault(key, len(self._numbers) + 1)
            for key in keys
            if key in self._known
        )

    def listed(self) -> tuple[SourceCopy, ...]:
        """The sources cited so far."""
        return tuple(
            source_copy(self._known[key], number) for key, number in self._numbers.items()
        )


def source_copy(source: Source, number: int) -> SourceCopy:
    return SourceCopy(
        number=number,
        key=source.key,
        publisher=source.publisher,
        title=source.title,
        kind=source.kind,
        published_on=source.published_on,
        dated=source.date_text,
        note=source.note,
    )


def register_of(dispute: Dispute) -> RegisterNumber | None:
    """The present register number, or None where no source reports one."""
    for number in dispute.numbers.all():
        if number.kind == "register" and number.is_current:
            return number
    return None


def slug_of(dispute: Dispute) -> str:
    """The last part of the address; without a register number the code stands there."""
    number = register_of(dispute)
    return number.slug if number else dispute.code


def numbers_of(dispute: Dispute) -> tuple[NumberCopy, ...]:
    return tuple(
        NumberCopy(
            kind=number.kind,
            raw=number.raw,
            issued_on=number.issued_on,
            is_current=number.is_current,
            note=number.note,
        )
        for number in sorted(dispute.numbers.all(), key=lambda number: number.pk)
    )


def dispute_ref(dispute: Dispute, seq: int = 0) -> DisputeRef:
    number = register_of(dispute)
    return DisputeRef(
        code=dispute.code,
        commission_code=dispute.commission.code,
        slug=slug_of(dispute),
        register=number.raw if number else "",
        short=number.short if number else "",
        subject=dispute.subject,
        subject_en=dispute.subject_en,
        stage=dispute.stage,
        disposition=dispute.disposition,
        seq=seq,
    )


def party_short(participant: Participant) -> str:
    house = participant.organisation or participant.public_body
    return (house.short or house.name) if house is not None else public_name(participant)


def party_slug(participant: Participant) -> str:
    house = participant.organisation or participant.public_body
    return house.slug if house is not None else ""


def party_copy(participant: Participant, cite: Citations) -> PartyCopy:
    return PartyCopy(
        role=participant.role,
        kind=participant.kind,
        name=public_name(participant),
        short=party_short(participant),
        slug=party_slug(participant),
        is_private=is_private(participant),
        representations=tuple(
            RepresentationCopy(
                name=row.person.name,
                capacity=row.capacity,
                basis=row.basis,
                signed_on=row.signed_on,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                refs=cite.refs(row.sources),
                confidence=row.confidence,
            )
            for row in sorted(participant.representations.all(), key=lambda row: row.pk)
        ),
        refs=cite.refs(participant.sources),
        confidence=participant.confidence,
    )


def side(dispute: Dispute, role: PartyRole) -> list[Participant]:
    return [row for row in dispute.participants.all() if row.role == role]


def side_names(dispute: Dispute, role: PartyRole) -> str:
    return wording.listing([public_name(row) for row in side(dispute, role)])


def side_shorts(dispute: Dispute, role: PartyRole) -> str:
    return wording.listing([party_short(row) for row in side(dispute, role)])


def told_time(at: datetime | None, note: str, hearing: Hearing) -> str:
    """The hour in the commission's zone, the note, or both; empty when nobody reports it."""
    if at is None:
        return note
    hour = wording.local_time(at, hearing.commission.time_zone)
    return f"{hour} ({note})" if note else hour


def local_day(at: datetime, commission: Commission) -> date:
    """The day of an instant where the commission sits."""
    return at.astimezone(ZoneInfo(commission.time_zone)).date()


def first_day(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def last_day(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)
