"""Words outside the hearing, as published, and the copies of the publication kept inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases.domain import admissions as rules
from cases.models import Dispute, Person, PublicStatement, StatementArchive, Upload
from cases.queries import codes as free_codes
from cases.services import journal, publication
from cases.services.admissions.details import StatementDetails
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@publication.one_act
def record_statement(
    disputes: Sequence[Dispute],
    person: Person,
    details: StatementDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> PublicStatement:
    """Record words said outside a hearing. They are never testimony; nothing is fetched.

    Raises:
        NotAWebAddress: the address of the publication is none.
    """
    url, key = rules.check_address(details.url), details.key
    statement = PublicStatement.objects.create(
        code=_code(disputes[0], key),
        person=person,
        written_by=actor.name,
        **_told(details, url),
        **said.fields(),
    )
    statement.disputes.set(disputes)
    _note("statement_recorded", statement, disputes, actor, now, on=str(details.said_on))
    publication.shelve_all(disputes, now=now)
    return statement


def _code(dispute: Dispute, key: str) -> str:
    if key:
        return free_codes.derived(PublicStatement, "statement", dispute.code, key)
    return free_codes.drawn(PublicStatement)


@publication.one_act
def keep_copy(
    statement: PublicStatement, upload: Upload, *, actor: Actor, now: datetime
) -> StatementArchive:
    """Keep an upload of the commission as the copy of a publication, with its fingerprint.

    Whether it is what it says, the check of the upload tells; it is read inside only.

    Raises:
        NotACopy: the upload is of another house, or serves somewhere already.
    """
    disputes = list(statement.disputes.order_by("pk"))
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    houses = {dispute.commission_id for dispute in disputes}
    serves = upload.document_id is not None or upload.dispute_id is not None
    if upload.commission_id not in houses or serves or _is_kept(upload):
        raise rules.NotACopy("Berkas itu bukan salinan untuk pernyataan ini.")
    kept = StatementArchive.objects.create(
        statement=statement,
        upload=upload,
        sha256=upload.sha256,
        archived_at=now,
        archived_by=actor.name,
    )
    _note("statement_archived", statement, disputes, actor, now, sha256=upload.sha256)
    publication.shelve_all(disputes, now=now)
    return kept


def _is_kept(upload: Upload) -> bool:
    used = ("recording", "statement_archive", "attachment", "enclosure", "proof")
    return any(hasattr(upload, name) for name in used)


def _told(details: StatementDetails, url: str) -> dict[str, object]:
    same = (
        *("key", "said_on", "rendering", "text", "text_en", "capacity", "place", "note"),
        *("relation", "reports_for", "outlet", "medium", "published_on", "lang"),
        "asked_question",
    )
    return {**{name: getattr(details, name) for name in same}, "url": url}


def _note(
    act: str,
    statement: PublicStatement,
    disputes: Sequence[Dispute],
    actor: Actor,
    now: datetime,
    **told: str,
) -> None:
    for dispute in disputes:
        payload = {"code": statement.code, **told}
        journal.record(act, actor=actor, at=now, dispute=dispute, payload=payload)
