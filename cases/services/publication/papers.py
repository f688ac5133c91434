"""Deriving the public papers: copies for the pages, rows for downloading and verifying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from cases.domain.publication.copies import DocumentCopy, SignatureCopy
from cases.domain.publication.rows import DocumentRow
from cases.models import Document, Signature
from cases.services.publication.naming import local_day
from cases.services.publication.record import Record


def copies(documents: Iterable[Document], record: Record) -> tuple[DocumentCopy, ...]:
    """The public papers among these, as the pages list them; also those still being made."""
    return tuple(
        DocumentCopy(
            code=row.code,
            kind=row.kind,
            title=row.title,
            mime=row.mime,
            size=row.size,
            pages=row.pages,
            sha256=row.sha256,
            is_ready=row.rendered_at is not None,
            made_on=_made_on(row),
            hearing_code=record.hearings[row.hearing_id].code if row.hearing_id else "",
            edition=row.edition.no if row.edition else None,
            form=row.form,
            signature=_signature(row),
        )
        for row in documents
        if may_show(row, record)
    )


def rows(documents: Iterable[Document], record: Record) -> Iterator[DocumentRow]:
    """The rows from which public papers are handed out and verified."""
    for row in documents:
        if not may_show(row, record):
            continue
        hearing = record.hearings[row.hearing_id] if row.hearing_id else None
        cover = record.cover_of(row)
        yield DocumentRow(
            code=row.code,
            dispute_id=row.dispute.code if row.dispute else None,
            hearing_id=hearing.code if hearing else None,
            edition_id=row.edition.code if row.edition else None,
            kind=row.kind,
            form=row.form,
            title=cover.over(row.title),
            mime=row.mime,
            file=row.file,
            sha256=row.sha256,
            size=row.size,
            pages=row.pages,
            made_on=_made_on(row),
            signature=_signature(row),
        )


def _signature(row: Document) -> SignatureCopy | None:
    found: Signature | None = getattr(row, "signature", None)
    if found is None:
        return None
    names = (field.name for field in fields(SignatureCopy))
    return SignatureCopy(**{name: getattr(found, name) for name in names})


def _made_on(row: Document) -> date | None:
    owner = row.dispute or row.hearing
    if row.rendered_at is None or owner is None:
        return None
    return local_day(row.rendered_at, owner.commission)


def may_show(row: Document, record: Record) -> bool:
    """Whether a public paper may be shown: nothing of a hearing that is not open, and no paper
    of a transcript that is not published.
    """
    if row.hearing_id is not None and row.hearing_id not in record.open:
        return False
    if row.edition is None:
        return True
    published = record.editions.get(row.edition.hearing_id, ())
    return any(edition.pk == row.edition_id for edition in published)
