"""WebVTT with voices.

A caption needs times. Where a hearing was not recorded for us, each turn gets a slot of one
second in its order, and the file says so in a note: order is data, the times are not.
"""

from __future__ import annotations

from html import escape

from cases.domain import transcripts as t

SLOT_MS = 1_000


def render(record: t.TranscriptRecord) -> str:
    """One cue a turn, named by its number, with the speaker as voice."""
    notes = [f"NOTE\n{t.notice_of(record)}"]
    if any(turn.start_ms is None for turn in record.turns):
        notes.append(
            "NOTE\nWaktu tidak direkam: tiap ucapan mendapat satu detik menurut urutannya."
        )
    hidden = None if record.is_full else t.sealed_turns(record)
    cues = []
    for place, turn in enumerate(record.turns):
        shown = hidden[turn.number] if hidden and turn.is_closed else ""
        cues.append(_cue(turn, shown, *_times(turn, place)))
    return "\n\n".join(["WEBVTT", *notes, *cues]) + "\n"


def _times(turn: t.Turn, place: int) -> tuple[int, int]:
    if turn.start_ms is None:
        return place * SLOT_MS, (place + 1) * SLOT_MS
    end = (
        turn.end_ms if turn.end_ms and turn.end_ms > turn.start_ms else turn.start_ms + SLOT_MS
    )
    return turn.start_ms, end


def _cue(turn: t.Turn, hidden: str, start: int, end: int) -> str:
    words = hidden or " ".join(turn.text.split())
    if turn.rendering is not t.Rendering.QUOTED and not hidden:
        words = f"[{words}]"
    voice = " ".join(turn.speaker.split())
    said = escape(words, quote=False)
    if voice and turn.rendering is not t.Rendering.NOTE:
        said = f"<v {escape(voice, quote=False)}>{said}"
    return f"{turn.number}\n{_stamp(start)} --> {_stamp(end)}\n{said}"


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
