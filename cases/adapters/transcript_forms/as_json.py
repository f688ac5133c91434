"""The lossless form: reading it back gives the same record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from cases.domain import transcripts as t

LONG = frozenset({"turns", "lines"})
_scalar = json.JSONEncoder(ensure_ascii=False).encode


def to_plain(record: t.TranscriptRecord) -> dict[str, Any]:
    """The record as plain data, in the order of its fields."""
    return {name: _plain(getattr(record, name)) for name in _names(t.TranscriptRecord)}


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
    return as_bytes(record).decode()


def as_bytes(record: t.TranscriptRecord) -> bytes:
    """What ``render`` tells, encoded row by row: of a day are ten thousands."""
    made = io.BytesIO()
    for piece in _pieces(_told(record)):
        made.write(piece.encode())
    made.write(b"\n")
    return made.getvalue()


def _told(record: t.TranscriptRecord) -> dict[str, Any]:
    return {
        "hearing": record.hearing_code,
        "edition": record.edition,
        "kind": record.kind.value,
        "is_official": record.kind is t.EditionKind.CERTIFIED,
        "notice": t.notice_of(record),
        "verification_code": record.verification_code,
        "content_sha256": record.content_sha256,
        "registers": list(record.registers),
        "held_on": str(record.held_on),
        "utterances": _utterances(record),
        "record": {
            name: map(_plain, value) if name in LONG else _plain(value)
            for name in _names(t.TranscriptRecord)
            for value in [getattr(record, name)]
        },
    }


def _utterances(record: t.TranscriptRecord) -> Iterator[dict[str, Any]]:
    numbers = {line.number for line in record.lines}
    for turn in record.turns:
        is_there = turn.number in numbers
        yield _utterance(turn, record.place_of(turn.number) if is_there else None)


def _pieces(value: Any, pad: str = "") -> Iterator[str]:
    """As ``json.dumps`` tells it with two blanks; an iterator is a list, told row by row."""
    deeper = f"{pad}  "
    mark = "\n"
    if isinstance(value, dict):
        yield "{"
        for key, inner in value.items():
            yield f"{mark}{deeper}{_scalar(key)}: "
            yield from _pieces(inner, deeper)
            mark = ",\n"
        yield f"\n{pad}}}"
    elif isinstance(value, Iterator):
        yield "["
        for row in value:
            yield f"{mark}{deeper}{_text(row, deeper)}"
            mark = ",\n"
        yield "]" if mark == "\n" else f"\n{pad}]"
    else:
        yield _text(value, pad)


def _text(value: Any, pad: str) -> str:
    """One row, in one piece."""
    deeper = f"{pad}  "
    between = f",\n{deeper}"
    if isinstance(value, dict) and value:
        told = (f"{_scalar(key)}: {_text(inner, deeper)}" for key, inner in value.items())
        return f"{{\n{deeper}{between.join(told)}\n{pad}}}"
    if isinstance(value, list) and value:
        told = (_text(inner, deeper) for inner in value)
        return f"[\n{deeper}{between.join(told)}\n{pad}]"
    return _scalar(value)


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


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, t.EditionKind | t.UtteranceKind | t.Rendering):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    return value
