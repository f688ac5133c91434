"""Numbers, lines and fingerprint become rows; from there on nobody changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from cases.adapters.transcript_forms import as_json, as_pdf
from cases.domain import transcripts as rules
from cases.models import Edition, EditionLine, Hearing, Person, Utterance
from cases.queries import codes as free_codes
from cases.queries import transcripts
from cases.services import documents, journal
from cases.services.journal import Actor
from cases.services.transcripts.turns import open_record


@transaction.atomic
def freeze(
    hearing: Hearing,
    *,
    kind: rules.EditionKind,
    frozen_on: date,
    certified_by: Person | None = None,
    actor: Actor,
    now: datetime,
) -> Edition:
    """Number the turns, break the lines once, keep both as rows, order the paper.

    From here on the database refuses any change. ``RECONSTRUCTION`` is certified by nobody.

    Raises:
        NothingToFreeze: the hearing has no turns.
        AlreadyFrozen: it has an edition already; a second one needs a written order.
        UnansweredReference: an answer points to no earlier question.
        RegistrarNeeded: it is to be certified, and no registrar of the commission does.
        NobodyCertifies: a reconstruction was to be signed.
    """
    edition = first_edition(
        hearing,
        kind=kind,
        frozen_on=frozen_on,
        certified_by=certified_by,
        actor=actor,
        now=now,
    )
    lead = transcripts.disputes_of(hearing)[0]
    documents.request_transcript(edition, dispute=lead, actor=actor, now=now)
    return edition


def first_edition(
    hearing: Hearing,
    *,
    kind: rules.EditionKind,
    frozen_on: date,
    certified_by: Person | None,
    actor: Actor,
    now: datetime,
) -> Edition:
    """Freeze as ``freeze`` does, and order no paper yet. Needs a transaction."""
    hearing = open_record(hearing)
    rules.check_signature(kind, is_signed=certified_by is not None)
    _check_registrar(certified_by, hearing)
    draft = transcripts.draft_record(hearing)
    if not draft.turns:
        raise rules.NothingToFreeze("Sidang ini belum memiliki satu ucapan pun.")
    rules.check_dialogue(draft.turns)
    _number(hearing)
    return write_edition(
        hearing,
        draft,
        no=1,
        kind=kind,
        frozen_on=frozen_on,
        certified_by=certified_by,
        actor=actor,
        now=now,
    )


def write_edition(
    hearing: Hearing,
    draft: rules.TranscriptRecord,
    *,
    no: int,
    kind: rules.EditionKind,
    frozen_on: date,
    certified_by: Person | None,
    actor: Actor,
    now: datetime,
) -> Edition:
    """The edition, then its lines; the guards allow this order only. The turns have numbers."""
    code = free_codes.derived(Edition, "edition", hearing.code, str(no), draft.content_sha256)
    record = replace(
        draft,
        edition=no,
        kind=kind,
        verification_code=code,
        frozen_on=frozen_on,
        certified_by=certified_by.name if certified_by else "",
    )
    edition = Edition.objects.create(
        hearing=hearing,
        no=no,
        kind=kind,
        code=code,
        content_sha256=record.content_sha256,
        line_count=len(record.lines),
        layout=as_pdf.layout(),
        record=as_json.to_plain(replace(record, lines=())),
        frozen_at=now,
        frozen_on=frozen_on,
        certified_by=certified_by,
    )
    keys = dict(hearing.utterances.filter(number__isnull=False).values_list("number", "pk"))
    _write_lines(edition, record.lines, keys)
    journal.record(
        "transcript_frozen",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={
            "edition": edition.no,
            "kind": kind.value,
            "sha256": edition.content_sha256,
            "code": edition.code,
        },
    )
    return edition


def _check_registrar(person: Person | None, hearing: Hearing) -> None:
    if person is None or person.pk == hearing.registrar_id:
        return
    posts = person.affiliations.filter(commission=hearing.commission_id)
    if not posts.filter(title__icontains="panitera").exists():
        raise rules.RegistrarNeeded("Yang mengesahkan bukan panitera komisi ini.")


def _number(hearing: Hearing) -> None:
    utterances = list(hearing.utterances.filter(withdrawal=None).order_by("position"))
    for number, utterance in enumerate(utterances, start=1):
        utterance.number = number
    Utterance.objects.bulk_update(utterances, ["number"], batch_size=500)


def _write_lines(
    edition: Edition, lines: Sequence[rules.Line], keys: dict[int | None, int]
) -> None:
    EditionLine.objects.bulk_create(
        [
            EditionLine(
                edition=edition,
                page=line.page,
                line=line.line,
                utterance_id=keys[line.number] if line.number is not None else None,
                char_from=line.char_from,
                char_to=line.char_to,
                text=line.text,
                kind=line.kind,
            )
            for line in lines
        ],
        batch_size=1000,
    )
