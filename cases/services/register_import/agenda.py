"""Writing an agenda: a line in the docket of its dispute for each day that a row names.

A book of hearings says for which day something was set, and neither that it was held nor who
sat; therefore no hearing is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate

from cases.domain import vocabulary
from cases.domain.publication import Visibility
from cases.domain.register_import import AgendaRow, ImportKind
from cases.domain.register_import.agenda import Occasion
from cases.models import Dispute, DocketEntry, ImportBatch, ImportedRow
from cases.services import journal, publication
from cases.services.journal import Act, Actor
from cases.services.register_import.writing import FAULTLESS, FAULTY

UNREAD_DAY = "tanggal pada buku agenda tidak terbaca"
# What sits behind closed doors; that it sat is for the parties.
CLOSED_KINDS = frozenset({"mediasi", "kaukus", "musyawarah_majelis", "pemeriksaan_tertutup"})
Pair = tuple[AgendaRow, Dispute]


def write(pairs: Sequence[Pair], batch: ImportBatch, *, actor: Actor, now: datetime) -> None:
    """Write the lines of these rows; a row is kept with the first of its lines."""
    lines = DocketEntry.objects.bulk_create(
        _line(one, dispute, now) for row, dispute in pairs for one in row.occasions
    )
    counts = [len(row.occasions) for row, _dispute in pairs]
    firsts = [lines[at] for at in accumulate([0, *counts[:-1]])] if pairs else []
    ImportedRow.objects.bulk_create(
        ImportedRow(
            batch=batch,
            commission=batch.commission,
            kind=ImportKind.AGENDA,
            row=row.row,
            key=row.key,
            case_key=row.case_key,
            written=dict(row.written),
            understood=_told(row),
            dispute=dispute,
            docket_entry=line,
        )
        for (row, dispute), line in zip(pairs, firsts, strict=True)
    )
    journal.record_all(
        list(_acts(pairs, batch)), commission=batch.commission, actor=actor, at=now
    )
    publication.shelve_all({dispute for _row, dispute in pairs}, now=now)


def _acts(pairs: Sequence[Pair], batch: ImportBatch) -> Iterator[Act]:
    for row, dispute in pairs:
        told = {"batch": batch.code, "row": row.row, **_told(row)}
        yield Act("agenda_imported", dispute, told)


def _told(row: AgendaRow) -> dict[str, object]:
    """What was understood of a row."""
    days = [
        {"on": one.on.value.isoformat() if one.on.value else "", "kind": one.kind}
        for one in row.occasions
    ]
    return {**days[0], "ordinal": row.ordinal, "days": days}


def _line(one: Occasion, dispute: Dispute, now: datetime) -> DocketEntry:
    is_doubtful = bool(one.on.reason) or bool(one.on.note and not one.kind)
    return DocketEntry(
        dispute=dispute,
        kind="agenda",
        occurred_on=one.on.value,
        sort_on=one.on.value,
        date_note="" if one.on.value else UNREAD_DAY,
        text=_words(one, "id"),
        text_en=_words(one, "en"),
        confidence=FAULTY if is_doubtful else FAULTLESS,
        visibility=_shown_to(one),
        recorded_at=now,
    )


def _words(one: Occasion, language: str) -> str:
    """What a line says: the kind where it is clear; never the free words of the cell."""
    is_english = language == "en"
    if one.is_struck:
        return (
            "Struck from the register, says the agenda."
            if is_english
            else "Register dihapus menurut buku agenda."
        )
    told = vocabulary.label("hearing_kind", one.kind, language) if one.kind else ""
    if is_english:
        return f"{told or 'Hearing or other act'}, by the agenda of the commission."
    return f"{told or 'Sidang atau acara lain'}, menurut buku agenda komisi."


def _shown_to(one: Occasion) -> Visibility:
    is_open = one.kind and one.kind not in CLOSED_KINDS
    return Visibility.PUBLIC if is_open else Visibility.PARTIES
