"""Transcripts as records: a frozen edition read from its rows, or a draft put together now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_json
from cases.domain import numbering, sealing, vocabulary
from cases.domain import transcripts as t
from cases.domain.admissions import UNANSWERED, LegalEffect, QuestionFate
from cases.domain.hearings import Presence
from cases.domain.wording import local_time, reported_date
from cases.models import (
    Assertion,
    Dispute,
    Edition,
    EditionLine,
    Hearing,
    OrderedCorrection,
    Participant,
    QuestionThread,
    Source,
    Utterance,
    UtteranceRevision,
)
from cases.queries import parties, stances

PRESENCE = {
    Presence.PRESENT: "hadir",
    Presence.REMOTE: "hadir daring",
    Presence.ABSENT: "tidak hadir",
    Presence.REJECTED: "ditolak majelis",
}
UNREPORTED = "tidak dilaporkan"


def record_of(edition: Edition) -> t.TranscriptRecord:
    """The frozen record of an edition; its lines are the rows, nothing is computed again."""
    numbers = dict(edition.hearing.utterances.values_list("pk", "number"))
    rows = EditionLine.objects.filter(edition=edition).order_by("page", "line")
    # Plain values: a long record has ten thousands of lines.
    told = rows.values_list("page", "line", "utterance", "char_from", "char_to", "text", "kind")
    lines = tuple(
        t.Line(page, line, numbers[said] if said else None, first, last, text, kind)
        for page, line, said, first, last, text, kind in told.iterator()
    )
    return replace(as_json.from_plain(edition.record), lines=lines)


def full_record(edition: Edition) -> t.TranscriptRecord:
    """The same with the words of closed turns, for those who may read them."""
    return sealing.opened(record_of(edition), measure=fonts.measure)


def lines_between(
    edition: Edition, first: tuple[int, int], last: tuple[int, int]
) -> list[EditionLine]:
    """The lines from one place (page, line) to another, both among them."""
    rows = edition.lines.filter(page__range=(first[0], last[0])).order_by("page", "line")
    return [row for row in rows if first <= (row.page, row.line) <= last]


def words_at(edition: Edition, lines: Sequence[EditionLine]) -> list[str]:
    """What stands on some lines, also on closed ones."""
    if all(line.kind != "sealed" for line in lines):
        return [line.text for line in lines]
    full = {(one.page, one.line): one.text for one in full_record(edition).lines}
    return [full[line.page, line.line] for line in lines]


def corrections_for(editions: Iterable[Edition]) -> dict[int, OrderedCorrection]:
    """What written orders have turns say in these editions, one of each hearing, by turn."""
    until = {edition.hearing_id: edition.no for edition in editions}
    rows = _ordered().filter(order__hearing__in=list(until))
    return {
        row.utterance_id: row
        for row in rows
        if row.order.of_edition.no < until[row.order.hearing_id]
    }


def _ordered() -> QuerySet[OrderedCorrection]:
    """Corrections by written order, the one that stands after those that it replaces."""
    rows = OrderedCorrection.objects.select_related("order__of_edition")
    return rows.order_by("order__of_edition__no", "no")


def draft_record(hearing: Hearing) -> t.TranscriptRecord:
    """The transcript as it would stand now: numbered by position, laid out, not citable.

    What was ordered to be corrected in a later edition is corrected.
    """
    utterances = list(spoken(hearing))
    corrected = {row.utterance_id: row for row in _ordered().filter(order__hearing=hearing)}
    numbers = {row.pk: place for place, row in enumerate(utterances, start=1)}
    admitted = _admitted(hearing)
    marks = _by_turn(admitted, _codes(admitted))
    turns = tuple(
        _corrected(_turn(row, numbers, marks.get(row.pk, ())), corrected.get(row.pk))
        for row in utterances
    )
    lines = t.lay_out(turns, measure=fonts.measure)
    record = replace(
        _assembled(hearing, turns, lines, numbers),
        propositions=_propositions(admitted, numbers),
    )
    return sealing.veiled(
        record, parties.veil_of(hearing.disputes.values_list("pk", flat=True))
    )


def spoken(hearing: Hearing) -> QuerySet[Utterance]:
    """The turns of a hearing in their order, each with its revisions, the latest last.

    What the recorder took back is not among them.
    """
    revisions = Prefetch("revisions", UtteranceRevision.objects.order_by("rev"))
    standing = hearing.utterances.filter(withdrawal=None)
    return standing.prefetch_related(revisions).order_by("position")


def latest(utterance: Utterance) -> UtteranceRevision:
    """The words that stand; needs the revisions prefetched by ``spoken``."""
    return list(utterance.revisions.all())[-1]


def latest_edition(hearing: Hearing) -> Edition | None:
    """The newest frozen edition of a hearing."""
    return hearing.editions.order_by("-no").first()


def _turn(row: Utterance, numbers: dict[int, int], admissions: Sequence[str]) -> t.Turn:
    said = latest(row)
    return t.Turn(
        number=numbers[row.pk],
        kind=t.UtteranceKind(row.kind),
        rendering=t.Rendering(row.rendering),
        speaker=row.speaker,
        role=row.role,
        text=said.text,
        section=row.section,
        replies_to=numbers[row.replies_to_id] if row.replies_to_id else None,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        admissions=tuple(admissions),
        sources=tuple(said.sources),
        confidence=said.confidence,
        note=said.note,
        gloss=said.text_en,
        is_closed=row.is_closed,
        lang=row.lang,
    )


def _corrected(turn: t.Turn, by: OrderedCorrection | None) -> t.Turn:
    if by is None:
        return turn
    return replace(turn, text=by.text, speaker=by.speaker, role=by.role)


def _admitted(hearing: Hearing) -> list[Assertion]:
    """What was admitted in the hearing; what rests on the press only after a second reader."""
    from_press = UtteranceRevision.objects.filter(
        utterance=OuterRef("utterance"), origin="press"
    )
    rows = Assertion.objects.filter(
        ~Exists(from_press) | ~Q(reviewed_by=""),
        ~stances.is_withdrawn(),
        utterance__hearing=hearing,
        legal_effect=LegalEffect.ADMISSION,
    )
    return list(
        rows.select_related("proposition__dispute")
        .prefetch_related("proposition__items", "proposition__dispute__numbers")
        .order_by("utterance__position", "pk")
    )


def _codes(admitted: Iterable[Assertion]) -> dict[int, str]:
    """What each proposition is called in this record: P-1, or P-1 (002) where two bear it."""
    known = {row.proposition_id: row.proposition for row in admitted}
    borne = Counter(proposition.code for proposition in known.values())
    short = {
        pk: one.code if borne[one.code] == 1 else f"{one.code} ({_short(one.dispute)})"
        for pk, one in known.items()
    }
    borne = Counter(short.values())
    return {
        pk: name if borne[name] == 1 else f"{known[pk].code} ({_register(known[pk].dispute)})"
        for pk, name in short.items()
    }


def _short(dispute: Dispute) -> str:
    return _register(dispute).split("/")[0]


def _register(dispute: Dispute) -> str:
    return register_of(dispute) or dispute.code


def _by_turn(
    admitted: Iterable[Assertion], codes: dict[int, str]
) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    for row in admitted:
        found.setdefault(row.utterance_id or 0, set()).add(codes[row.proposition_id])
    return {turn: tuple(sorted(told, key=numbering.in_order)) for turn, told in found.items()}


def _assembled(
    hearing: Hearing,
    turns: tuple[t.Turn, ...],
    lines: tuple[t.Line, ...],
    numbers: dict[int, int],
) -> t.TranscriptRecord:
    disputes = disputes_of(hearing)
    applicant = party_name(disputes, "pemohon")
    respondent = party_name(disputes, "termohon")
    return t.TranscriptRecord(
        hearing_code=hearing.code,
        verification_code="",
        edition=None,
        kind=t.EditionKind.DRAFT,
        commission=hearing.commission.name,
        time_zone=hearing.commission.time_zone,
        registers=tuple(registers_of(disputes)),
        title=f"{applicant} v. {respondent}",
        agenda=hearing.agenda or vocabulary.label("hearing_kind", hearing.kind),
        held_on=hearing.held_on,
        ordinal=hearing.ordinal,
        is_public=hearing.is_public,
        applicant=applicant,
        respondent=respondent,
        panel=_panel(hearing),
        registrar=hearing.registrar.name if hearing.registrar else "",
        appearances=_appearances(hearing),
        place=hearing.place,
        times=_times(hearing),
        procedure=_procedure(disputes),
        turns=turns,
        lines=lines,
        threads=tuple(_threads(hearing, numbers)),
        propositions=(),
        orders=_orders(hearing, numbers),
        open_questions=_open_questions(hearing),
        sources=_sources(turns),
        discrepancies=_discrepancies(hearing),
        content_sha256=t.content_digest(lines),
        frozen_on=None,
        certified_by="",
        base_url=settings.BASE_URL,
    )


def disputes_of(hearing: Hearing) -> list[Dispute]:
    """The disputes a hearing serves, by their register numbers."""
    served = hearing.disputes.select_related("commission", "family").prefetch_related("numbers")
    return sorted(served, key=lambda one: numbering.in_order(register_of(one)))


def register_of(dispute: Dispute) -> str:
    """The current register number as written, or nothing where none was ever reported."""
    for number in dispute.numbers.all():
        if number.kind == "register" and number.is_current:
            return number.raw
    return ""


def registers_of(disputes: Iterable[Dispute]) -> list[str]:
    """The register numbers of several disputes, those that have one."""
    return [number for number in map(register_of, disputes) if number]


def party_name(disputes: Sequence[Dispute], role: str) -> str:
    """The name of a party as the public may read it."""
    found = Participant.objects.filter(dispute__in=disputes, role=role).select_related(
        "organisation", "public_body", "person"
    )
    names = [parties.public_name(participant) for participant in found.order_by("pk")]
    return ", ".join(dict.fromkeys(names)) or UNREPORTED


def _panel(hearing: Hearing) -> tuple[tuple[str, str], ...]:
    labels = {"ketua_majelis": "Ketua Majelis", "anggota_majelis": "Anggota Majelis"}
    seats = hearing.seats.select_related("person").order_by("no")
    return tuple((seat.person.name, labels[seat.seat]) for seat in seats)


def _appearances(hearing: Hearing) -> tuple[t.Appearance, ...]:
    rows = hearing.appearances.select_related("person").order_by("pk")
    return tuple(
        t.Appearance(
            name=row.person.name if row.person else "nama tidak dilaporkan",
            side=vocabulary.label("party_role", row.role),
            capacity=row.capacity,
            presence=PRESENCE[Presence(row.presence)],
            note=row.note,
        )
        for row in rows
    )


def _times(hearing: Hearing) -> str:
    zone = hearing.commission.time_zone
    planned = local_time(hearing.planned_at, zone) if hearing.planned_at else ""
    told = [
        f"dijadwalkan {planned}" if planned else "",
        hearing.planned_note,
        f"dibuka {hearing.opened_note}"
        if hearing.opened_note
        else "jam mulai tidak dilaporkan",
        hearing.closed_note or "jam selesai tidak dilaporkan",
    ]
    return "; ".join(part for part in told if part)


def _procedure(disputes: Sequence[Dispute]) -> str:
    regime = vocabulary.term("regime", disputes[0].regime)
    family = disputes[0].family
    reason = f" {family.reason}." if family and family.reason else ""
    basis = vocabulary.label("regime_basis", regime.code)
    return f"{regime.id}: {basis}.{reason}"


def _threads(hearing: Hearing, numbers: dict[int, int]) -> Iterable[t.Thread]:
    rows = QuestionThread.objects.filter(question__hearing=hearing).select_related("question")
    for row in rows.prefetch_related("question__replies").order_by("question__position"):
        answers = sorted(numbers[reply.pk] for reply in row.question.replies.all())
        yield t.Thread(numbers[row.question_id], tuple(answers), row.fate, row.label)


def _open_questions(hearing: Hearing) -> tuple[str, ...]:
    rows = QuestionThread.objects.filter(question__hearing=hearing).order_by(
        "question__position"
    )
    return tuple(row.label for row in rows if QuestionFate(row.fate) in UNANSWERED)


def _propositions(
    admitted: Sequence[Assertion], numbers: dict[int, int]
) -> tuple[t.PropositionRef, ...]:
    codes = _codes(admitted)
    turns: dict[int, list[int]] = {}
    for row in admitted:
        turns.setdefault(row.proposition_id, []).append(numbers[row.utterance_id or 0])
    found = {row.proposition_id: row.proposition for row in admitted}
    told = (
        t.PropositionRef(
            code=codes[pk],
            text=one.text,
            items=tuple(
                sorted((item.label for item in one.items.all()), key=numbering.in_order)
            ),
            numbers=tuple(turns[pk]),
        )
        for pk, one in found.items()
    )
    return tuple(sorted(told, key=lambda one: numbering.in_order(one.code)))


def _orders(hearing: Hearing, numbers: dict[int, int]) -> tuple[t.OrderRef, ...]:
    rows = list(hearing.panel_orders.select_related("given_by").order_by("pk"))
    rows.sort(key=lambda row: numbering.in_order(row.key))
    return tuple(
        t.OrderRef(
            row.what,
            row.by_note or row.given_by.name,
            row.due_on,
            numbers.get(row.utterance_id) if row.utterance_id else None,
        )
        for row in rows
    )


def _sources(turns: Sequence[t.Turn]) -> tuple[t.SourceRef, ...]:
    keys = list(dict.fromkeys(key for turn in turns for key in turn.sources))
    rows = {row.key: row for row in Source.objects.filter(key__in=keys)}
    return tuple(
        t.SourceRef(
            key,
            rows[key].publisher,
            rows[key].title,
            reported_date(rows[key].published_on, rows[key].date_text),
            rows[key].kind,
        )
        for key in keys
        if key in rows
    )


def _discrepancies(hearing: Hearing) -> tuple[str, ...]:
    rows = list(hearing.discrepancies.order_by("pk"))
    rows.sort(key=lambda row: numbering.in_order(row.key))
    return tuple(
        f"{row.about}: {'; '.join(row.versions)}. Dipakai: {row.used}. {row.reason}".strip()
        for row in rows
    )
