"""Recognising speech: the one room that knows who listens.

Nothing is loaded before somebody listens: both libraries are extras and slow to import. Which
of them it is, the folder of the model says: ``model.bin`` is for faster-whisper (extra
``speech``), ``grammar.jsgf`` with ``words.dict`` for PocketSphinx (extra ``speech-small``),
which understands a closed list of words and no others.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from cases.adapters import decoding
from cases.domain.captions import Cue, Word
from cases.domain.errors import CaseError
from cases.domain.recordings import SpeechUnavailable

LANGUAGE = "id"
RATE = 16_000  # samples a second, in both
WHISPER, GRAMMAR, WORDS = "model.bin", "grammar.jsgf", "words.dict"
SILENCES = ("<s>", "</s>", "<sil>", "[NOISE]", "[SPEECH]")
FRAMES = 100  # of PocketSphinx in a second


class Engine(Protocol):
    """Somebody who listens. ``name`` tells apart who heard what."""

    @property
    def name(self) -> str: ...

    def hear(self, sound: Path, since_ms: int) -> Iterator[Cue]:
        """What is said in a sound from ``since_ms`` on, stretch by stretch in its order."""
        ...


def engine(folder: str) -> Engine:
    """Who listens here.

    Raises:
        SpeechUnavailable: nobody, and what is missing.
    """
    if not folder:
        raise SpeechUnavailable(
            "Pengenalan suara belum dipasang di sini: SPEECH_MODEL_DIR belum diisi."
        )
    place = Path(folder)
    if (place / WHISPER).is_file():
        _need("faster_whisper", "speech")
        return Whisper(f"faster-whisper {place.name}", place)
    if (place / GRAMMAR).is_file() and (place / WORDS).is_file():
        _need("pocketsphinx", "speech-small")
        return Sphinx(f"pocketsphinx {place.name}", place)
    raise SpeechUnavailable(
        f"Model pengenal suara tidak ditemukan di {folder}: perlu {WHISPER}, "
        f"atau {GRAMMAR} dengan {WORDS}."
    )


def is_here(folder: str) -> bool:
    """Whether somebody listens here."""
    try:
        engine(folder)
    except SpeechUnavailable:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Whisper:
    """faster-whisper with a model that lies in a folder; nothing is fetched."""

    name: str
    folder: Path

    def hear(self, sound: Path, since_ms: int) -> Iterator[Cue]:
        """As ``Engine``; words come with times and probabilities.

        Raises:
            SpeechUnavailable: the model cannot be loaded.
        """
        from faster_whisper import WhisperModel  # noqa: PLC0415 -- an extra
        from faster_whisper.audio import decode_audio  # noqa: PLC0415 -- an extra

        try:
            model = WhisperModel(str(self.folder), device="cpu", local_files_only=True)
        except (OSError, RuntimeError, ValueError) as broken:
            raise SpeechUnavailable(
                f"Model pengenal suara di {self.folder} tidak dapat dimuat: {broken}"
            ) from broken
        samples = decode_audio(str(sound), sampling_rate=RATE)[since_ms * RATE // 1000 :]
        segments, _info = model.transcribe(samples, language=LANGUAGE, word_timestamps=True)
        for segment in segments:
            yield _cue(segment, since_ms)


def _cue(segment: Any, since_ms: int) -> Cue:
    words = tuple(
        Word(
            word.word.strip(),
            since_ms + round(word.start * 1000),
            since_ms + round(word.end * 1000),
            round(word.probability, 4),
        )
        for word in segment.words or ()
        if word.word.strip()
    )
    start, end = (since_ms + round(one * 1000) for one in (segment.start, segment.end))
    return Cue(start, end, "", " ".join(segment.text.split()), words)


@dataclass(frozen=True, slots=True)
class Sphinx:
    """PocketSphinx with a grammar: for a closed list of words, such as in a test."""

    name: str
    folder: Path

    def hear(self, sound: Path, since_ms: int) -> Iterator[Cue]:
        """As ``Engine``; what is no WAV of 16 bits, one channel, 16,000 samples a second, is
        decoded by the extra ``sound``.

        Raises:
            SpeechUnavailable: the sound is of another kind, and nothing here decodes it.
        """
        from pocketsphinx import Decoder, Endpointer  # noqa: PLC0415 -- an extra

        samples = _samples(sound)[since_ms * RATE // 1000 * 2 :]
        ear = Endpointer(sample_rate=RATE)
        decoder = Decoder(
            samprate=RATE,
            dict=str(self.folder / WORDS),
            jsgf=str(self.folder / GRAMMAR),
            lm=None,
            logfn="/dev/null",
        )
        for start, stretch in _stretches(ear, samples):
            decoder.start_utt()
            decoder.process_raw(stretch, full_utt=True)
            decoder.end_utt()
            words = _heard(decoder, since_ms + start)
            if words:
                text = " ".join(word.text for word in words)
                yield Cue(words[0].start_ms, words[-1].end_ms, "", text, words)


def _samples(sound: Path) -> bytes:
    try:
        with wave.open(str(sound), "rb") as opened:
            told = (opened.getnchannels(), opened.getsampwidth(), opened.getframerate())
            if told == (1, 2, RATE):
                return opened.readframes(opened.getnframes())
    except (wave.Error, EOFError):
        pass
    try:
        return decoding.of_speech(sound, RATE)
    except CaseError as refusal:
        raise SpeechUnavailable(
            "Pengenal suara kecil membaca WAV 16 bit, satu saluran, 16.000 sampel per detik, "
            f"dan yang lain hanya dengan tambahan “sound”. {refusal}"
        ) from refusal


def _stretches(ear: Any, samples: bytes) -> Iterator[tuple[int, bytes]]:
    """Where somebody speaks: milliseconds of the beginning, and the sound."""
    size = ear.frame_bytes
    speech, begin = bytearray(), 0
    whole = len(samples) // size * size
    for place in range(0, whole, size):
        frame = samples[place : place + size]
        is_last = place + size >= whole
        heard = ear.end_stream(frame) if is_last else ear.process(frame)
        if heard is not None:
            begin = begin if speech else round(ear.speech_start * 1000)
            speech += heard
        if speech and (is_last or not ear.in_speech):
            yield begin, bytes(speech)
            speech = bytearray()


def _heard(decoder: Any, start_ms: int) -> tuple[Word, ...]:
    if decoder.hyp() is None:
        return ()
    return tuple(
        Word(
            part.word.split("(")[0],
            start_ms + part.start_frame * 1000 // FRAMES,
            start_ms + (part.end_frame + 1) * 1000 // FRAMES,
        )
        for part in decoder.seg()
        if part.word not in SILENCES and not part.word.startswith("<")
    )


def _need(library: str, extra: str) -> None:
    if find_spec(library) is None:
        raise SpeechUnavailable(
            f"Pustaka {library} belum terpasang; pasang tambahan “{extra}” pada pekerja."
        )
