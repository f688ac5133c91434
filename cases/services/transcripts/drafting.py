"""Many turns at once: written in bulk, or the words of a turn that the key log began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Max

from cases.domain.captions import Cue, Notes, Oddity, Spoken, Word, confidence, together
from cases.domain.sounds import Span, lies_in, times_of, touches
from cases.domain.transcripts import Rendering, Turn, UtteranceKind, is_wordless
from cases.models import Hearing, Utterance, UtteranceRevision
from cases.models.columns import longest
from cases.queries import sounds, transcripts
from cases.queries.recordings import Voice
from cases.services.journal import Actor

TOGETHER = 1000  # rows in one statement
KINDS = {kind.value: kind for kind in UtteranceKind}
STEP = Decimal("0.000001")  # the finest position that the record holds


@dataclass(frozen=True, slots=True)
class Drafted:
    """A turn to be written; ``number`` is how others of the same file name it."""

    turn: Turn
    words: Sequence[Word] = ()
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes, when, and where the words come from (``asr``, ``import`` or ``press``)."""

    origin: str
    actor: Actor
    now: datetime


def is_closed(cue: Cue, closed: Sequence[Span]) -> bool:
    """Whether words were said, in part or whole, in something that was closed."""
    return touches(times_of(cue.words, cue.start_ms, cue.end_ms), closed)


def turn_of(
    one: Spoken, number: int, voices: Mapping[str, Voice], closed: Sequence[Span] = ()
) -> Drafted:
    """A stretch of words as a turn. Words in brackets that nobody speaks are a scene; what
    falls into something ``closed``, by the clock of the hearing, is closed.
    """
    cue = one.cue
    voice = voices.get(cue.speaker.casefold())
    kind = KINDS.get(cue.kind, UtteranceKind.SPEECH)
    text = cue.text
    is_aside = not cue.speaker and text.startswith("[") and text.find("]") == len(text) - 1
    if is_aside and len(text) > 2:
        kind, text = UtteranceKind.SCENE, text[1:-1]
    turn = Turn(
        number=number,
        kind=kind,
        rendering=Rendering.QUOTED,
        speaker=voice.name if voice else cue.speaker,
        role=cue.role or (voice.role if voice else ""),
        text=text,
        replies_to=cue.replies_to if kind is UtteranceKind.ANSWER else None,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        confidence=confidence(cue.words),
        is_closed=is_closed(cue, closed),
    )
    return Drafted(turn, cue.words, voice)


def write(hearing: Hearing, drafted: Sequence[Drafted], pen: Pen) -> dict[int, Utterance]:
    """Write turns after the last, in bulk; each by the number under which it came.

    The hearing is locked and open. An answer may only reply to a question above it; what
    replies to anything else is written without.
    """
    last = hearing.utterances.aggregate(last=Max("position"))["last"] or Decimal(0)
    first = int(last) + 1
    asked = {
        one.turn.number: place
        for place, one in enumerate(drafted)
        if one.turn.kind is UtteranceKind.QUESTION
    }
    rows = [_utterance(hearing, one, Decimal(first + no)) for no, one in enumerate(drafted)]
    replies = {
        place: asked[one.turn.replies_to]
        for place, one in enumerate(drafted)
        if one.turn.kind is UtteranceKind.ANSWER
        and one.turn.replies_to in asked
        and asked[one.turn.replies_to] < place
    }
    Utterance.objects.bulk_create(
        [row for place, row in enumerate(rows) if place not in replies], batch_size=TOGETHER
    )
    for place, question in replies.items():
        rows[place].replies_to = rows[question]
    Utterance.objects.bulk_create([rows[place] for place in replies], batch_size=TOGETHER)
    _write_words(rows, drafted, pen)
    return {one.turn.number: row for one, row in zip(drafted, rows, strict=True)}


def fill(
    spoken: Sequence[Spoken],
    turns: Mapping[int, Utterance],
    notes: Notes,
    pen: Pen,
    closed: Sequence[Span] = (),
) -> tuple[int, list[Spoken]]:
    """Give turns that the key log began their words; how many, and what is left to be written.

    A turn in which somebody typed words keeps them: what a person wrote stands, and the words
    that came are told of. Words that fall into something ``closed`` close their turn.
    """
    rest: list[Spoken] = []
    for_turn: dict[int, list[Spoken]] = {}
    for one in spoken:
        if one.stretch is None or one.stretch.key not in turns:
            rest.append(one)
        elif not is_wordless(transcripts.latest(turns[one.stretch.key]).text):
            notes.add(one.cue.line, Oddity.HAS_WORDS, one.cue.text)
        else:
            for_turn.setdefault(one.stretch.key, []).append(one)
    revisions = [
        _revision(turns[key], transcripts.latest(turns[key]).rev + 1, together(those).cue, pen)
        for key, those in for_turn.items()
    ]
    UtteranceRevision.objects.bulk_create(revisions, batch_size=TOGETHER)
    hidden = [
        turns[key].pk
        for key, those in for_turn.items()
        if any(is_closed(one.cue, closed) for one in those)
    ]
    Utterance.objects.filter(pk__in=hidden, is_closed=False).update(is_closed=True)
    return len(revisions), rest


def close_within(hearing: Hearing, closed: Sequence[Span]) -> int:
    """Close the open turns of a draft that lie in something closed; how many they were.

    One that only reaches into it is in the way of certification until somebody cuts it there.
    Nothing of a transcript that was frozen is touched.
    """
    if not closed or hearing.editions.exists():
        return 0
    rows = transcripts.spoken(hearing).filter(is_closed=False)
    found = [row.pk for row in rows if lies_in(sounds.spoken_at(row), closed)]
    return Utterance.objects.filter(pk__in=found).update(is_closed=True)


def write_before(
    hearing: Hearing, drafted: Sequence[Drafted], before: Utterance, pen: Pen
) -> dict[int, Utterance]:
    """Write turns in front of one that stands already: what was said before the first key."""
    earlier = hearing.utterances.filter(position__lt=before.position)
    floor = earlier.aggregate(last=Max("position"))["last"] or Decimal(0)
    gap = ((before.position - floor) / (len(drafted) + 1)).quantize(STEP)
    if gap < STEP:
        return write(hearing, drafted, pen)
    rows = [
        _utterance(hearing, one, floor + gap * no) for no, one in enumerate(drafted, start=1)
    ]
    Utterance.objects.bulk_create(rows, batch_size=TOGETHER)
    _write_words(rows, drafted, pen)
    return {one.turn.number: row for one, row in zip(drafted, rows, strict=True)}


def _write_words(rows: Sequence[Utterance], drafted: Sequence[Drafted], pen: Pen) -> None:
    revisions = [
        UtteranceRevision(
            utterance=row,
            text=one.turn.text,
            text_en=one.turn.gloss,
            note=one.turn.note,
            confidence=one.turn.confidence,
            sources=list(one.turn.sources),
            words=_told(one.words),
            origin=pen.origin,
            written_by=pen.actor.name,
            written_at=pen.now,
        )
        for row, one in zip(rows, drafted, strict=True)
    ]
    UtteranceRevision.objects.bulk_create(revisions, batch_size=TOGETHER)


def _revision(turn: Utterance, rev: int, cue: Cue, pen: Pen) -> UtteranceRevision:
    return UtteranceRevision(
        utterance=turn,
        rev=rev,
        text=cue.text,
        confidence=confidence(cue.words),
        words=_told(cue.words),
        origin=pen.origin,
        written_by=pen.actor.name,
        written_at=pen.now,
    )


def _told(words: Sequence[Word]) -> list[dict[str, object]] | None:
    return [word.told() for word in words] or None


def _utterance(hearing: Hearing, one: Drafted, position: Decimal) -> Utterance:
    turn, voice = one.turn, one.voice
    return Utterance(
        hearing=hearing,
        position=position,
        kind=turn.kind,
        rendering=turn.rendering,
        section=turn.section[: longest(Utterance, "section")],
        person=voice.person if voice else None,
        speaker=turn.speaker[: longest(Utterance, "speaker")],
        role=turn.role[: longest(Utterance, "role")],
        side=voice.side[: longest(Utterance, "side")] if voice else "",
        lang=turn.lang[: longest(Utterance, "lang")],
        start_ms=turn.start_ms,
        end_ms=_end(turn),
        is_closed=turn.is_closed,
    )


def _end(turn: Turn) -> int | None:
    """The database takes no turn that ends before it begins."""
    if turn.end_ms is None or turn.start_ms is None or turn.end_ms >= turn.start_ms:
        return turn.end_ms
    return None


def shifted(spoken: Sequence[Cue], offset_ms: int) -> Iterator[Cue]:
    """The cues on the clock of the hearing; what lies before its beginning has no time."""
    for cue in spoken:
        yield replace(
            cue,
            start_ms=_moved(cue.start_ms, offset_ms),
            end_ms=_moved(cue.end_ms, offset_ms),
            words=tuple(
                replace(
                    word,
                    start_ms=_moved(word.start_ms, offset_ms),
                    end_ms=_moved(word.end_ms, offset_ms),
                )
                for word in cue.words
            ),
        )


def _moved(ms: int | None, offset_ms: int) -> int | None:
    return ms + offset_ms if ms is not None and ms + offset_ms >= 0 else None
