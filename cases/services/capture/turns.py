"""A turn out of an entry: its words, its place among those of other devices, its stretch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from cases.domain.capture import KindKey
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import CapturedTurn, CaptureEntry, InformationItem, Utterance
from cases.queries.capture import Speaker, said_at
from cases.services import transcripts
from cases.services.capture import phases
from cases.services.capture.log import Log, TurnUnknown, attempt
from cases.services.transcripts import Spoken, positions

INSTANT = timedelta(microseconds=1)


def write(log: Log, entry: CaptureEntry, *, ref: str, key: KindKey) -> CapturedTurn:
    """Write the turn of an entry where its instant puts it; an answer behind its question.

    An answer whose question is not there keeps its words, and the entry tells what was lost.
    """
    told = entry.payload
    asked = _asked(log, entry, key)
    instant = _instant(log, entry, asked)
    speaker = log.speaker(str(told.get("speaker", "")))
    utterance = transcripts.capture(
        log.hearing,
        _spoken(log, told, key, speaker, asked, ref),
        position=_position(log, instant, ref, asked),
        actor=log.actor,
        now=log.now,
    )
    captured = CapturedTurn.objects.create(
        hearing=log.hearing,
        entry=entry,
        utterance=utterance,
        ref=ref,
        said_at=instant,
        key=key.key,
        speaker=speaker.id if speaker else "",
        addressee=str(told.get("to", ""))[:60],
        register=log.dispute(str(told.get("register", ""))).code,
        was_closed=bool(told.get("closed")),
    )
    phases.place(captured)
    return captured


def _asked(log: Log, entry: CaptureEntry, key: KindKey) -> CapturedTurn | None:
    ref = str(entry.payload.get("replies_to") or "")
    if not ref or key.kind is not UtteranceKind.ANSWER:
        return None
    found: list[CapturedTurn] = []
    attempt(entry, lambda: found.append(_question(log, ref)))
    return found[0] if found else None


def _question(log: Log, ref: str) -> CapturedTurn:
    turn = log.turn(ref)
    if turn.utterance.kind != UtteranceKind.QUESTION:
        raise TurnUnknown("Yang dijawab bukan pertanyaan; jawaban dicatat tanpa pasangan.")
    return turn


def _instant(log: Log, entry: CaptureEntry, asked: CapturedTurn | None) -> datetime:
    """When it was said: after what the same device told before, and after its question."""
    before = log.hearing.captured_turns.filter(entry__device=log.device)
    latest = before.aggregate(last=Max("said_at"))["last"]
    floor = [one + INSTANT for one in (latest, asked and asked.said_at) if one]
    return max([said_at(entry), *floor])


def _spoken(
    log: Log,
    told: Mapping[str, Any],
    key: KindKey,
    speaker: Speaker | None,
    asked: CapturedTurn | None,
    ref: str,
) -> Spoken:
    rendering, text = _rendered(str(told["text"]).strip(), key)
    return Spoken(
        kind=key.kind,
        rendering=rendering,
        text=text,
        speaker=speaker.name if speaker and not key.is_nobody else "",
        role=speaker.role if speaker and not key.is_nobody else "",
        side=speaker.side if speaker and not key.is_nobody else "",
        person=speaker.person if speaker and not key.is_nobody else None,
        section=str(told.get("section", ""))[:200],
        replies_to=asked.utterance if asked else None,
        items=_items(log, told),
        origin="key",
        key=ref,
        is_closed=bool(told.get("closed")),
    )


def _rendered(text: str, key: KindKey) -> tuple[Rendering, str]:
    """Words in brackets are the sense of what was said, not the words."""
    if key.is_nobody:
        return Rendering.NOTE, text.strip("[] ") or text
    if text.startswith("[") and text.endswith("]") and text.strip("[] "):
        return Rendering.PARAPHRASE, text[1:-1].strip()
    return Rendering.QUOTED, text


def _items(log: Log, told: Mapping[str, Any]) -> list[InformationItem]:
    label = str(told.get("item", ""))
    if not label:
        return []
    return list(InformationItem.objects.filter(dispute__in=log.disputes, label=label))


def _position(
    log: Log, instant: datetime, ref: str, asked: CapturedTurn | None
) -> Decimal | None:
    """The place between its neighbours in time; None behind everything."""
    turns = log.hearing.captured_turns
    earlier = Q(said_at__lt=instant) | Q(said_at=instant, ref__lt=ref)
    before = turns.filter(earlier).order_by("-said_at", "-ref").first()
    after = turns.exclude(earlier).order_by("said_at", "ref").first()
    if after is None:
        return None
    low = _place(before.utterance) if before else Decimal(0)
    if asked is not None:
        low = max(low, _place(asked.utterance))
    found = positions.between(low, _place(after.utterance))
    if found is not None:
        return found
    positions.space_out(log.hearing, actor=log.actor, now=log.now)
    return _position(log, instant, ref, asked)


def _place(utterance: Utterance) -> Decimal:
    return Utterance.objects.values_list("position", flat=True).get(pk=utterance.pk)
