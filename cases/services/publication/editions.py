"""Deriving published transcripts: their head, their turns and their printed lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cases.adapters.transcript_forms import as_json
from cases.domain import sealing
from cases.domain.publication.bodies import EditionBody, ErratumCopy, SectionCopy
from cases.domain.publication.copies import SeatCopy
from cases.domain.publication.rows import EditionRow, LineRow, Row, SoundRow, UtteranceRow
from cases.domain.publication.words import AppearanceCopy, EditionRef
from cases.domain.transcripts import LINES_PER_PAGE
from cases.models import Edition, EditionLine, Hearing
from cases.services.publication import papers, timing
from cases.services.publication.naming import Citations, local_day, mirror
from cases.services.publication.record import Record, Turn
from cases.services.publication.words import speaker_of


def rows(hearing: Hearing, record: Record) -> Iterator[Row]:
    """The published editions of a hearing and the released turns of the latest."""
    cover = record.covers.hearings[hearing.pk]
    published = record.editions.get(hearing.pk, ())
    turns = record.turns_of(hearing)
    for edition in published:
        cite = _citations(edition, turns, record)
        body = _body(edition, hearing, record, cite)
        yield cover.over(_row(edition, hearing, body, is_latest=edition is published[-1]))
    if published:
        cite = _citations(published[-1], turns, record)
        for turn in turns:
            yield cover.over(_utterance(turn, hearing, record, cite))
        yield from _sounds(hearing, record)


def _sounds(hearing: Hearing, record: Record) -> Iterator[SoundRow]:
    for release in record.sounds.get(hearing.pk, ()):
        yield mirror(
            SoundRow,
            release.copy,
            code=release.code,
            hearing_id=hearing.code,
            offset_ms=release.offset_ms,
            silenced_ms=sum(end - start for start, end in release.silenced),
        )


def lines(edition: Edition) -> list[LineRow]:
    """The printed lines; those of a closed turn keep their place and lose their words.

    A heading that stands right above a closed turn goes with it.
    """
    told: list[LineRow] = []
    printed = list(
        EditionLine.objects.filter(edition=edition)
        .order_by("page", "line")
        .values(*_LINE, "utterance_id", "utterance__number", "utterance__is_closed")
    )
    starts = timing.starts(edition, printed)
    for row in printed:
        del row["utterance_id"]
        number, is_closed = row.pop("utterance__number"), row.pop("utterance__is_closed")
        start_ms = starts.get((row["page"], row["line"]))
        line = LineRow(edition_id=edition.code, number=number, start_ms=start_ms, **row)
        if is_closed or line.kind == "sealed":
            told = _sealed_headings(told)
            line = _sealed(line)
        told.append(line)
    return told


_LINE = ("page", "line", "char_from", "char_to", "text", "kind")


def _sealed(line: LineRow) -> LineRow:
    return replace(
        line, number=None, char_from=0, char_to=0, text="", kind="sealed", start_ms=None
    )


def _sealed_headings(told: list[LineRow]) -> list[LineRow]:
    end = len(told)
    while end and told[end - 1].kind == "head":
        end -= 1
    return told[:end] + [_sealed(line) for line in told[end:]]


def refs(hearing: Hearing, record: Record) -> tuple[EditionRef, ...]:
    return tuple(
        EditionRef(
            no=edition.no,
            kind=edition.kind,
            code=edition.code,
            frozen_on=edition.frozen_on,
            pages=_pages(edition),
        )
        for edition in record.editions.get(hearing.pk, ())
    )


def _row(
    edition: Edition, hearing: Hearing, body: EditionBody, *, is_latest: bool
) -> EditionRow:
    return EditionRow(
        code=edition.code,
        hearing_id=hearing.code,
        no=edition.no,
        kind=edition.kind,
        is_latest=is_latest,
        content_sha256=edition.content_sha256,
        frozen_on=edition.frozen_on,
        pages=_pages(edition),
        line_count=edition.line_count,
        body=body,
    )


def _body(edition: Edition, hearing: Hearing, record: Record, cite: Citations) -> EditionBody:
    """The head as it was frozen. The frozen turns are not read: they may hold closed ones."""
    frozen: Mapping[str, Any] = edition.record
    turns = record.turns_of(hearing)
    mine = (row for row in hearing.documents.all() if row.edition_id == edition.pk)
    told = {name: frozen.get(name, "") for name in _HEAD}
    sections, speakers = _sections(turns), _speakers(turns, record)
    if edition.pk in record.earlier:
        sections, speakers = _of_earlier(edition, record)
    return EditionBody(
        **told,
        registers=tuple(frozen.get("registers", ())),
        held_on=hearing.held_on,
        ordinal=hearing.ordinal,
        panel=tuple(SeatCopy(name, seat) for name, seat in frozen.get("panel", ())),
        appearances=tuple(_appearance(row) for row in frozen.get("appearances", ())),
        certified_by=edition.certified_by.name if edition.certified_by else "",
        sections=sections,
        speakers=speakers,
        errata=_errata(edition, hearing),
        editions=refs(hearing, record),
        documents=papers.copies(mine, record),
        discrepancies=tuple(frozen.get("discrepancies", ())),
        sources=cite.listed(),
    )


# The words of the head that are taken from the frozen record as they are.
_HEAD = (
    "commission",
    "title",
    "agenda",
    "applicant",
    "respondent",
    "registrar",
    "place",
    "times",
    "procedure",
)


def _speakers(turns: Sequence[Turn], record: Record) -> tuple[SeatCopy, ...]:
    named = dict.fromkeys((speaker_of(turn, record), turn.utterance.role) for turn in turns)
    return tuple(SeatCopy(name, role) for name, role in named if name)


def _of_earlier(
    edition: Edition, record: Record
) -> tuple[tuple[SectionCopy, ...], tuple[SeatCopy, ...]]:
    """Sections and speakers as an edition has them that another one followed."""
    shown = sealing.without_closed(as_json.from_plain(edition.record)).turns
    places = record.earlier[edition.pk]
    named = dict.fromkeys((one.speaker, one.role) for one in shown if one.speaker)
    return (
        tuple(
            SectionCopy(one.section, one.number, *places[one.number])
            for one in shown
            if one.section
        ),
        tuple(SeatCopy(name, role) for name, role in named),
    )


def _citations(edition: Edition, turns: Sequence[Turn], record: Record) -> Citations:
    """Numbered as on the frozen paper, then by the turns."""
    cite = Citations(record.sources)
    if edition.record:
        frozen = sealing.without_closed(as_json.from_plain(edition.record))
        cite.refs(source.key for source in frozen.sources)
    for turn in turns:
        cite.refs(turn.words.sources)
    return cite


def _utterance(turn: Turn, hearing: Hearing, record: Record, cite: Citations) -> UtteranceRow:
    said, words = turn.utterance, turn.words
    asked = said.replies_to
    return mirror(
        UtteranceRow,
        said,
        hearing_id=hearing.code,
        speaker=speaker_of(turn, record),
        text=words.text,
        text_en=words.text_en,
        replies_to=asked.number if asked and asked.pk in record.turns else None,
        page=turn.first[0],
        line=turn.first[1],
        last_page=turn.last[0],
        last_line=turn.last[1],
        fate=turn.thread.fate if turn.thread else "",
        label=turn.thread.label if turn.thread else "",
        admissions=record.marks.get(said.pk, ()),
        items=tuple(item.label for item in said.items.all()),
        refs=cite.refs(words.sources),
        confidence=words.confidence,
        note=words.note,
    )


def _sections(turns: Sequence[Turn]) -> tuple[SectionCopy, ...]:
    return tuple(
        SectionCopy(turn.utterance.section, turn.utterance.number or 0, *turn.first)
        for turn in turns
        if turn.utterance.section
    )


def _appearance(row: Mapping[str, Any]) -> AppearanceCopy:
    return AppearanceCopy(
        name=row["name"],
        role=row["side"],
        capacity=row["capacity"],
        presence=row["presence"],
        on_behalf_of=(),
        note=row.get("note", ""),
    )


def _errata(edition: Edition, hearing: Hearing) -> tuple[ErratumCopy, ...]:
    """The errata, but for those that touch a closed turn."""
    return tuple(
        ErratumCopy(
            no=row.no,
            page=row.first.page,
            line=row.first.line,
            last_page=row.last.page,
            last_line=row.last.line,
            reads=row.reads,
            correct=row.correct,
            reason=row.reason,
            ordered_by=row.ordered_by,
            noted_on=local_day(row.at, hearing.commission),
        )
        for row in edition.errata.all()
        if not any(end.kind == "sealed" for end in (row.first, row.last))
    )


def _pages(edition: Edition) -> int:
    return -(-edition.line_count // LINES_PER_PAGE)
