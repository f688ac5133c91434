"""The lossless form: reading it back gives the same record."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from cases.domain import transcripts as t


def to_plain(record: t.TranscriptRecord) -> dict[str, Any]:
    """The record as plain data, in the order of its fields."""
    return {key: _plain(value) for key, value in asdict(record).items()}


def from_plain(told: Mapping[str, Any]) -> t.TranscriptRecord:
    """The record that ``to_plain`` told."""
    return t.TranscriptRecord(
        **{
            **told,
            "kind": t.EditionKind(told["kind"]),
            "held_on": date.fromisoformat(told["held_on"]),
            "frozen_on": _day(told["frozen_on"]),
            "registers": tuple(told["registers"]),
            "panel": tuple((name, role) for name, role in told["panel"]),
            "appearances": tuple(t.Appearance(**row) for row in told["appearances"]),
            "turns": tuple(_turn(row) for row in told["turns"]),
            "lines": tuple(t.Line(**row) for row in told["lines"]),
            "threads": tuple(
                t.Thread(**{**row, "answers": tuple(row["answers"])}) for row in told["threads"]
            ),
            "propositions": tuple(_proposition(row) for row in told["propositions"]),
            "orders": tuple(
                t.OrderRef(**{**row, "due_on": _day(row["due_on"])}) for row in told["orders"]
            ),
            "open_questions": tuple(told["open_questions"]),
            "sources": tuple(t.SourceRef(**row) for row in told["sources"]),
            "discrepancies": tuple(told["discrepancies"]),
        }
    )


def render(record: t.TranscriptRecord) -> str:
    """What programs read: the record, and each utterance with its place, under one roof."""
    places = {
        number: record.place_of(number)
        for number in {line.number for line in record.lines if line.number is not None}
    }
    told = {
        "hearing": record.hearing_code,
        "edition": record.edition,
        "kind": record.kind.value,
        "is_official": record.kind is t.EditionKind.CERTIFIED,
        "notice": t.notice_of(record),
        "verification_code": record.verification_code,
        "content_sha256": record.content_sha256,
        "registers": list(record.registers),
        "held_on": str(record.held_on),
        "utterances": [_utterance(turn, places.get(turn.number)) for turn in record.turns],
        "record": to_plain(record),
    }
    made = io.StringIO()
    json.dump(told, made, ensure_ascii=False, indent=2)  # piece by piece: a day is millions
    return made.getvalue() + "\n"


def parse(text: str) -> t.TranscriptRecord:
    """The record inside a rendered file."""
    return from_plain(json.loads(text)["record"])


def _utterance(turn: t.Turn, place: tuple[t.Line, t.Line] | None) -> dict[str, Any]:
    first, last = place or (None, None)
    return {
        "number": turn.number,
        "kind": turn.kind.value,
        "rendering": turn.rendering.value,
        "speaker": turn.speaker,
        "role": turn.role,
        "text": turn.text,
        "replies_to": turn.replies_to,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "page": first.page if first else None,
        "line": first.line if first else None,
        "last_page": last.page if last else None,
        "last_line": last.line if last else None,
        "admissions": list(turn.admissions),
        "sources": list(turn.sources),
        "confidence": turn.confidence,
        "is_closed": turn.is_closed,
    }


def _turn(row: Mapping[str, Any]) -> t.Turn:
    return t.Turn(
        **{
            **row,
            "kind": t.UtteranceKind(row["kind"]),
            "rendering": t.Rendering(row["rendering"]),
            "admissions": tuple(row["admissions"]),
            "sources": tuple(row["sources"]),
        }
    )


def _proposition(row: Mapping[str, Any]) -> t.PropositionRef:
    return t.PropositionRef(
        **{**row, "items": tuple(row["items"]), "numbers": tuple(row["numbers"])}
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return (
        value.value
        if isinstance(value, t.EditionKind | t.UtteranceKind | t.Rendering)
        else value
    )
