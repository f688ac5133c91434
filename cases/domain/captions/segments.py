"""JSON of recognisers, and lists of turns: whatever holds stretches of text, at any depth.

Known shapes: ``segments`` with ``words`` (whisper, faster-whisper, WhisperX), ``transcription``
with ``offsets`` (whisper.cpp), ``result`` of words (Vosk), ``chunks`` with ``timestamp``, turns
with ``text_blocks``, plain lists of ``{start, end, text, speaker, words}``. What services tell
several times over comes from ``recognisers``. Of anything else every text is either words of
the draft or told of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cases.domain.captions import blocks, labels, recognisers, times
from cases.domain.captions.cue import (
    MOST_CUES,
    Cue,
    Format,
    Notes,
    Oddity,
    Reading,
    UnreadableCaptions,
    Word,
    flat,
)
from cases.domain.captions.decoding import storable

DEEPEST = 60
TEXT = (
    "text", "utterance", "sentence", "content", "transcript", "said", "teks", "ucapan"
)  # fmt: skip
WORDS = ("words", "result")
WORD = ("word", "text", "value", "w")
SPEAKER = (
    "speaker", "speaker_name", "speaker_label", "speaker_id", "penutur", "pembicara", "who",
    "name",
)  # fmt: skip
START_MS, END_MS = ("start_ms", "startMs"), ("end_ms", "endMs", "stop_ms")
START = ("start", "begin", "start_time", "startTime", "from")
END = ("end", "stop", "end_time", "endTime", "to")
PROBABILITY = ("probability", "score", "conf", "confidence", "p")
READINGS = frozenset({"alternatives", "nBest", "hypotheses"})
RECOGNISED = frozenset({"avg_logprob", "no_speech_prob", "compression_ratio", "tokens", "seek"})
# What a cue is told with, and what says nothing of what was spoken.
TOLD = frozenset(
    {*TEXT, *WORDS, *SPEAKER, *START_MS, *END_MS, *START, *END, *PROBABILITY, *RECOGNISED,
     "offsets", "timestamps", "timestamp", "id", "number", "kind", "role", "replies_to", "key",
     "rendering", "language"}
)  # fmt: skip


def load(text: str) -> Any:
    """The data of a JSON text, or of one with a value on each line.

    Raises:
        UnreadableCaptions: it is neither; says where it breaks off.
    """
    try:
        return json.loads(text)
    except RecursionError as deep:
        raise UnreadableCaptions("JSON ini bertingkat terlalu dalam.") from deep
    except ValueError as broken:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            if len(lines) < 2:
                raise UnreadableCaptions(f"JSON ini rusak: {broken}") from None
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise UnreadableCaptions(f"JSON ini rusak: {broken}") from None


def read(data: Any, notes: Notes, known: Collection[str] = ()) -> Reading:
    """Every stretch of text in its order.

    Raises:
        UnreadableCaptions: none is there, or the data lie too deep.
    """
    reader = _Reader(notes)
    found = reader.walk(recognisers.plain(data), "", 0, "")
    if not found:
        raise UnreadableCaptions("JSON ini tidak memuat satu pun ruas teks (“text”).")
    cues = [cue for one in found for cue in _tidied(one, known, notes)]
    kept = blocks.spoken(cues, notes)
    are_turns = (
        not reader.is_recognised
        and bool(kept)
        and all(cue.speaker and not labels.is_diarised(cue.speaker) for cue in kept)
    )
    ordered = times.in_order(kept, notes)
    return Reading(Format.SEGMENTS, ordered, tuple(notes.told), are_turns=are_turns)


def _tidied(cue: Cue, known: Collection[str], notes: Notes) -> Iterator[Cue]:
    """A stretch with its speaker and its times; without a speaker its labels are looked for."""
    if cue.speaker:
        yield times.tidied(blocks.named(cue, cue.speaker, known, notes), notes)
        return
    for label, said in labels.parted(cue.text, known):
        words = cue.words if not label else ()
        part = replace(cue, speaker=label, text=said, words=words)
        yield times.tidied(blocks.named(part, "", known, notes), notes)


class _Reader:
    """The walk through the data; counts the stretches and tells what is no part of any."""

    def __init__(self, notes: Notes) -> None:
        self.notes, self.count, self.is_recognised = notes, 0, False

    def walk(self, node: Any, speaker: str, depth: int, key: str) -> list[Cue]:
        """The stretches below a node; texts that are none are told of."""
        if depth > DEEPEST:
            raise UnreadableCaptions("JSON ini bertingkat terlalu dalam.")
        if isinstance(node, list):
            return [cue for one in node for cue in self.walk(one, speaker, depth + 1, key)]
        if isinstance(node, Mapping):
            return self._of(node, speaker, depth)
        self._tell(key, node)
        return []

    def _of(self, node: Mapping[str, Any], speaker: str, depth: int) -> list[Cue]:
        own, more = _speaker(node)
        text = next((node[one] for one in TEXT if isinstance(node.get(one), str)), None)
        heard = _words(node) if text is not None else ()
        inside = {
            one: value
            for one, value in node.items()
            if isinstance(value, list | Mapping) and not (text is not None and one in TOLD)
            and not (one in SPEAKER and own)
        }  # fmt: skip
        inside = self._best(inside)
        here = self.count + 1
        below = [
            cue
            for one, value in inside.items()
            for cue in self.walk(value, own or speaker, depth + 1, one)
        ]
        self.is_recognised = self.is_recognised or not RECOGNISED.isdisjoint(node)
        for told in more:
            self._tell("speaker", told)
        if text is None or below:
            self._tell_rest(node, text, below, is_cue=False)
            return [_joined(own, below)] if own and _are_blocks(below, own) else below
        self.count = here
        if here > MOST_CUES:
            raise UnreadableCaptions(
                "JSON ini memuat lebih banyak ruas daripada sidang mana pun."
            )
        self._tell_rest(node, text, below, is_cue=True)
        return [self._cue(node, own or speaker, text, heard)]

    def _best(self, inside: dict[str, Any]) -> dict[str, Any]:
        """Of readings of the same sound the first, which is the surest; the others are told."""
        for name in READINGS & inside.keys():
            rows = inside[name]
            if isinstance(rows, list) and len(rows) > 1 and all(map(_is_reading, rows)):
                for other in rows[1:]:
                    self._tell(name, " ".join(_read(other)))
                inside[name] = rows[:1]
        return inside

    def _cue(
        self, node: Mapping[str, Any], speaker: str, text: str, heard: tuple[Word, ...]
    ) -> Cue:
        start, end = _span(node)
        return Cue(
            start if start is not None else next((w.start_ms for w in heard), None),
            end if end is not None else next((w.end_ms for w in reversed(heard)), None),
            flat(storable(speaker, self.notes, self.count)),
            storable(text, self.notes, self.count),
            heard,
            self.count,
            flat(_text(node, "role")),
            _text(node, "kind"),
            _number(node.get("number")),
            _number(node.get("replies_to")),
        )

    def _tell_rest(
        self, node: Mapping[str, Any], text: str | None, below: Sequence[Cue], *, is_cue: bool
    ) -> None:
        """Texts of a node that are no words: none is passed over."""
        for key, value in node.items():
            if isinstance(value, list | Mapping) or (is_cue and key in TOLD):
                continue
            if key in SPEAKER and not is_cue and _speaker(node)[0] == _plain(value):
                continue
            is_whole = value == text and _same(text, below)
            if not is_whole:
                self._tell(key, value)

    def _tell(self, key: str, value: Any) -> None:
        if isinstance(value, str) and value.strip():
            said = storable(flat(value), self.notes, max(self.count, 1))
            self.notes.add(max(self.count, 1), Oddity.NOT_WORDS, f"{key}: {said}".strip(": "))


def _speaker(node: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Who speaks, and what else was told of them."""
    for key in SPEAKER:
        value = node.get(key)
        if isinstance(value, Mapping):
            name = next((value[one] for one in SPEAKER if isinstance(value.get(one), str)), "")
            return flat(name), [one for one in _texts(value) if one != name]
        if key == "name" and not any(isinstance(node.get(one), str) for one in TEXT):
            continue
        if plain := _plain(value):
            return plain, []
    return "", []


def _plain(value: Any) -> str:
    """A speaker as a name; a number is that of a machine."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return f"SPEAKER_{abs(value) % 10_000:02}"
    return flat(value) if isinstance(value, str) else ""


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _is_reading(row: Any) -> bool:
    return isinstance(row, Mapping) and any(_read(row))


def _read(row: Mapping[str, Any]) -> list[str]:
    return [row[one] for one in TEXT if isinstance(row.get(one), str)]


def _span(node: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Beginning and end, wherever and however they are told."""
    offsets, pair = node.get("offsets"), node.get("timestamp")
    if isinstance(offsets, Mapping):
        ends = (offsets.get("from"), offsets.get("to"))
        return times.of_number(ends[0], "ms"), times.of_number(ends[1], "ms")
    if isinstance(pair, list) and len(pair) == 2:
        return times.of_number(pair[0], "s"), times.of_number(pair[1], "s")
    return _time(node, START_MS, START), _time(node, END_MS, END)


def _time(
    node: Mapping[str, Any], in_ms: Sequence[str], in_seconds: Sequence[str]
) -> int | None:
    for keys, unit in ((in_ms, "ms"), (in_seconds, "s")):
        for key in keys:
            if (found := times.of_number(node.get(key), unit)) is not None:
                return found
    return None


def _words(node: Mapping[str, Any]) -> tuple[Word, ...]:
    rows: list[Any] = next((node[one] for one in WORDS if isinstance(node.get(one), list)), [])
    found = []
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        text = next((row[one] for one in WORD if isinstance(row.get(one), str)), "")
        if text.strip():
            start, end = _span(row)
            found.append(Word(storable(flat(text), Notes()), start, end, _probability(row)))
    return tuple(found)


def _probability(row: Mapping[str, Any]) -> float | None:
    for key in PROBABILITY:
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return round(float(value), 4)
    return None


def _text(node: Mapping[str, Any], key: str) -> str:
    value = node.get(key)
    return storable(value, Notes()) if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _are_blocks(below: Sequence[Cue], speaker: str) -> bool:
    """Whether stretches are blocks of one turn, whose speaker stands above them."""
    return len(below) > 1 and all(cue.speaker == speaker for cue in below)


def _joined(speaker: str, below: Sequence[Cue]) -> Cue:
    return replace(
        below[0],
        speaker=speaker,
        end_ms=below[-1].end_ms,
        text=" ".join(cue.text.strip() for cue in below),
        words=tuple(word for cue in below for word in cue.words),
    )


def _same(text: str | None, below: Sequence[Cue]) -> bool:
    """Whether a text only says again what its stretches say."""
    said = "".join("".join(cue.text.split()) for cue in below)
    return text is not None and "".join(text.split()) == said
