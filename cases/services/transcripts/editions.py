"""A transcript is frozen, released to the public, and corrected by additions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from cases.adapters.transcript_forms import as_json, as_pdf
from cases.domain import codes
from cases.domain import hearings as openness
from cases.domain import transcripts as rules
from cases.domain.notices import PARTIES, Event, NoticeKind
from cases.models import Edition, EditionLine, Erratum, Hearing, Person, Utterance
from cases.queries import notices as concerns
from cases.queries import transcripts
from cases.services import documents, hearings, journal, notices, publication
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
    hearing = open_record(hearing)
    rules.check_signature(kind, is_signed=certified_by is not None)
    _check_registrar(certified_by, hearing)
    draft = transcripts.draft_record(hearing)
    if not draft.turns:
        raise rules.NothingToFreeze("Sidang ini belum memiliki satu ucapan pun.")
    rules.check_dialogue(draft.turns)

    edition = _write_edition(hearing, draft, kind, frozen_on, certified_by, now)

    lead = transcripts.disputes_of(hearing)[0]
    documents.request_transcript(edition, dispute=lead, actor=actor, now=now)
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


@transaction.atomic
def publish(edition: Edition, *, actor: Actor, now: datetime) -> None:
    """Let the public read an edition; a closed hearing never passes.

    Raises:
        ClosedHearing: the hearing was closed to the public (Pasal 43 ayat (3)).
        PrivateName: a printed line names a private person.
    """
    hearing = hearings.locked(edition.hearing)
    openness.check_openness(is_public=hearing.is_public)
    publication.check_edition(edition)

    unpublished = Edition.objects.filter(pk=edition.pk, published_at=None)
    if not unpublished.update(published_at=now):
        return
    documents.open_to_public(edition)
    journal.record(
        "transcript_published",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"edition": edition.no, "code": edition.code},
    )
    publication.shelve_hearing(hearing, now=now)
    _tell(edition, hearing, now)


@transaction.atomic
def add_erratum(
    edition: Edition,
    first: EditionLine,
    last: EditionLine,
    *,
    correct: str,
    reason: str,
    ordered_by: str,
    actor: Actor,
    now: datetime,
) -> Erratum:
    """Correct a frozen edition by an addition that keeps both readings; no line moves.

    Raises:
        NotInThisEdition: the lines are not this edition's, or run backwards.
    """
    hearing = hearings.locked(edition.hearing)
    start, end = (first.page, first.line), (last.page, last.line)
    if start > end or {first.edition_id, last.edition_id} != {edition.pk}:
        raise rules.NotInThisEdition("Baris yang diralat bukan baris edisi ini.")

    lines = edition.lines.filter(page__range=(first.page, last.page)).order_by("page", "line")
    between = [line for line in lines if start <= (line.page, line.line) <= end]
    erratum = Erratum.objects.create(
        edition=edition,
        no=edition.errata.count() + 1,
        first=first,
        last=last,
        reads="\n".join(line.text for line in between),
        correct=correct,
        reason=reason,
        ordered_by=ordered_by,
        at=now,
    )
    journal.record(
        "erratum_added",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"edition": edition.no, "no": erratum.no, "at": f"{first.page}:{first.line}"},
    )
    publication.shelve_hearing(hearing, now=now)
    return erratum


def _tell(edition: Edition, hearing: Hearing, now: datetime) -> None:
    """Tell both sides that the transcript is ready; a reconstruction is nobody's paper."""
    if edition.kind != rules.EditionKind.CERTIFIED:
        return
    disputes = transcripts.disputes_of(hearing)
    told = {
        "hearing_kind": hearing.kind,
        "held_on": hearing.held_on,
        "edition": edition.no,
    }
    notices.tell_parties(
        disputes,
        PARTIES,
        NoticeKind.TRANSCRIPT_READY,
        event=Event(f"edition:{edition.code}:published", notices.today(disputes[0], now)),
        payload=lambda mine: {
            **told,
            **concerns.about(mine),
            "address": f"/sidang/{hearing.code}/risalah/{edition.no}/",
        },
        now=now,
    )


def _check_registrar(person: Person | None, hearing: Hearing) -> None:
    if person is None or person.pk == hearing.registrar_id:
        return
    posts = person.affiliations.filter(commission=hearing.commission_id)
    if not posts.filter(title__icontains="panitera").exists():
        raise rules.RegistrarNeeded("Yang mengesahkan bukan panitera komisi ini.")


def _write_edition(
    hearing: Hearing,
    draft: rules.TranscriptRecord,
    kind: rules.EditionKind,
    frozen_on: date,
    certified_by: Person | None,
    now: datetime,
) -> Edition:
    """Numbers first, then the edition, then its lines; the guards allow this order only."""
    utterances = list(hearing.utterances.order_by("position"))
    for number, utterance in enumerate(utterances, start=1):
        utterance.number = number
    Utterance.objects.bulk_update(utterances, ["number"], batch_size=500)

    number = 1
    code = codes.derive("edition", hearing.code, str(number), draft.content_sha256)
    record = replace(
        draft,
        edition=number,
        kind=kind,
        verification_code=code,
        frozen_on=frozen_on,
        certified_by=certified_by.name if certified_by else "",
    )
    edition = Edition.objects.create(
        hearing=hearing,
        no=number,
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
    _write_lines(edition, record.lines, {row.number: row.pk for row in utterances})
    return edition


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
