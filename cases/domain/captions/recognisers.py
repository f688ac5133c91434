"""JSON of services that recognise speech and tell the same words several times over.

Each shape becomes plain stretches ``{start_ms, end_ms, speaker, text, words}``, which are taken
only where they hold all words of the whole text that the service tells beside them, or of its
words one by one; if they do not, the data are walked like any others, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from cases.domain.captions.times import of_number

Stretch = dict[str, Any]
Told = tuple[list[Stretch], str]
"""Stretches, and the whole text by which they are checked; empty where none is told."""

TICKS_A_MS = 10_000
LONGEST_WORD_S = 20  # whole numbers beyond are no seconds: nobody says one word so long
ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def plain(data: Any) -> Any:
    """The stretches of a known service; anything else as it is."""
    for shape in SHAPES:
        try:
            found, whole = shape(data)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            continue
        if found and _says(found, whole):
            return found
    return data


def _says(found: Sequence[Stretch], whole: str) -> bool:
    """Whether stretches hold every letter of the whole text, in its order."""
    said = "".join("".join(str(one["text"]).split()) for one in found)
    return said == "".join(whole.split())


def _amazon(data: Mapping[str, Any]) -> Told:
    results = data["results"]
    whole = " ".join(one["transcript"] for one in results["transcripts"])
    speakers = {
        item["start_time"]: part["speaker_label"]
        for part in results.get("speaker_labels", {}).get("segments", [])
        for item in part["items"]
    }
    words: list[Stretch] = []
    for item in results["items"]:
        best = item["alternatives"][0]
        if "start_time" not in item and words:
            words[-1]["word"] += best["content"]
            continue
        speaker = item.get("speaker_label") or speakers.get(item.get("start_time"), "")
        words.append(
            {
                "word": best["content"],
                "start": item.get("start_time"),
                "end": item.get("end_time"),
                "probability": float(best.get("confidence", 0)),
                "speaker": speaker,
            }
        )
    return _by_speaker(words), whole


def _azure(data: Mapping[str, Any]) -> Told:
    whole = " ".join(one["display"] for one in data["combinedRecognizedPhrases"])
    rows = sorted(data["recognizedPhrases"], key=lambda one: one.get("channel", 0))
    found = []
    for row in rows:
        best = row["nBest"][0]
        start = _ticks(row, "offset")
        found.append(
            {
                "start_ms": start,
                "end_ms": _after(start, _ticks(row, "duration")),
                "speaker": row.get("speaker"),
                "text": best["display"],
                "words": [
                    {
                        "word": one.get("displayText") or one["word"],
                        "start_ms": _ticks(one, "offset"),
                        "end_ms": _after(_ticks(one, "offset"), _ticks(one, "duration")),
                        "probability": one.get("confidence"),
                    }
                    for one in best.get("displayWords") or best.get("words") or ()
                ],
            }
        )
    return found, whole


def _azure_fast(data: Mapping[str, Any]) -> Told:
    whole = " ".join(one["text"] for one in data["combinedPhrases"])
    rows = sorted(data["phrases"], key=lambda one: one.get("channel", 0))
    return [
        {
            "start_ms": row["offsetMilliseconds"],
            "end_ms": row["offsetMilliseconds"] + row["durationMilliseconds"],
            "speaker": row.get("speaker"),
            "text": row["text"],
            "words": [
                {
                    "word": one["text"],
                    "start_ms": one["offsetMilliseconds"],
                    "end_ms": one["offsetMilliseconds"] + one["durationMilliseconds"],
                }
                for one in row.get("words") or ()
            ],
        }
        for row in rows
    ], whole


def _deepgram(data: Mapping[str, Any]) -> Told:
    channels = [one["alternatives"][0] for one in data["results"]["channels"]]
    whole = " ".join(one["transcript"] for one in channels)
    rows = data["results"].get("utterances")
    if rows:
        rows = sorted(rows, key=lambda one: one.get("channel", 0))
        found = [{**row, "text": row["transcript"], "words": _heard(row)} for row in rows]
        return [_picked(one) for one in found], whole
    return [one for channel in channels for one in _by_speaker(_heard(channel))], whole


def _google(data: Mapping[str, Any]) -> Told:
    rows = [one["alternatives"] for one in data["results"] if one.get("alternatives")]
    if any(len(one) > 1 for one in rows):
        return [], ""  # other readings are told of by the walk
    best = [one[0] for one in rows]
    spoken = [one for one in best if one.get("transcript")]
    whole = " ".join(one["transcript"] for one in spoken)
    last = _by_speaker(_tagged(best[-1])) if best else []
    if any(one["speaker"] for one in last) and _says(last, whole):
        return last, whole
    found = []
    for one in spoken:
        words = _tagged(one)
        found.append(
            {
                "start": words[0]["start"] if words else None,
                "end": words[-1]["end"] if words else None,
                "text": one["transcript"],
                "words": words,
                "speaker": _only(word["speaker"] for word in words),
            }
        )
    return found, whole


def _aligned(data: Mapping[str, Any]) -> Told:
    """WhisperX tells each word once more below its stretches."""
    words = data["word_segments"]
    rows = [_picked(one) for one in data["segments"]]
    whole = " ".join(one["word"] for one in words)
    return rows, whole


def _assembly(data: Mapping[str, Any]) -> Told:
    """AssemblyAI counts in milliseconds, and does not say so."""
    rows = data["utterances"]
    heard = [word for row in rows for word in row["words"]]
    lengths = sorted(word["end"] - word["start"] for word in heard)
    if not all(isinstance(one, int) for one in lengths):
        raise ValueError
    if lengths[len(lengths) // 2] < LONGEST_WORD_S:
        raise ValueError
    return [
        _counted(row) | {"words": [_counted(one) for one in row["words"]]} for row in rows
    ], (data["text"])


def _counted(row: Mapping[str, Any]) -> Stretch:
    told = {"start_ms": row["start"], "end_ms": row["end"], "text": row["text"]}
    return told | {"speaker": row.get("speaker"), "probability": row.get("confidence")}


def _rev(data: Mapping[str, Any]) -> Told:
    rows = data["monologues"]
    parts = [[str(one["value"]) for one in row["elements"]] for row in rows]
    found = []
    for row, values in zip(rows, parts, strict=True):
        words = _punctuated(
            (one["value"], one.get("type") != "text", _times(one, "ts", "end_ts", "confidence"))
            for one in row["elements"]
        )
        times = [one[name] for one in words for name in ("start", "end") if one.get(name)]
        found.append(
            {
                "start": words[0].get("start") if words else None,
                "end": times[-1] if times else None,
                "speaker": row.get("speaker"),
                "text": "".join(values).strip(),
                "words": words,
            }
        )
    return [one for one in found if one["text"]], " ".join("".join(one) for one in parts)


def _speechmatics(data: Mapping[str, Any]) -> Told:
    items = [(one, one["alternatives"][0]) for one in data["results"]]
    words = _punctuated(
        (
            best["content"],
            one["type"] == "punctuation",
            _times(one, "start_time", "end_time", "")
            | {"speaker": best.get("speaker"), "probability": best.get("confidence")},
        )
        for one, best in items
    )
    return _by_speaker(words), "".join(best["content"] for _one, best in items)


def _youtube(data: Mapping[str, Any]) -> Told:
    """Captions of YouTube: each stands until the next but one, and says only when it begins."""
    rows = [one for one in data["events"] if one.get("segs")]
    found = []
    for row in rows:
        start = row["tStartMs"]
        words = [
            {"word": one["utf8"].strip(), "start_ms": start + one.get("tOffsetMs", 0)}
            for one in row["segs"]
            if one["utf8"].strip()
        ]
        told = " ".join("".join(one["utf8"] for one in row["segs"]).split())
        end = start + row["dDurationMs"] if "dDurationMs" in row else None
        if told:
            found.append({"start_ms": start, "end_ms": end, "text": told, "words": words})
    for one, after in pairwise(found):
        one["end_ms"] = min(one["end_ms"] or after["start_ms"], after["start_ms"])
    return found, "".join(one["utf8"] for row in rows for one in row["segs"])


def _one_by_one(data: Sequence[Mapping[str, Any]]) -> Told:
    """A list of words alone."""
    words = [_times(one, "start", "end", "confidence") | {"word": one["word"]} for one in data]
    for told, one in zip(words, data, strict=True):
        told["speaker"] = one.get("speaker")
    return _by_speaker(words), " ".join(one["word"] for one in words)


SHAPES: tuple[Callable[[Any], Told], ...] = (
    _amazon,
    _azure,
    _azure_fast,
    _deepgram,
    _google,
    _aligned,
    _assembly,
    _rev,
    _speechmatics,
    _youtube,
    _one_by_one,
)


def _punctuated(told: Iterable[tuple[str, bool, Stretch]]) -> list[Stretch]:
    """Words with the marks that follow each; a mark before the first word stands alone."""
    words: list[Stretch] = []
    for said, is_mark, times in told:
        if is_mark and words:
            words[-1]["word"] += said.strip()
        elif said.strip():
            words.append({"word": said.strip(), **times})
    return words


def _times(row: Mapping[str, Any], start: str, end: str, sureness: str) -> Stretch:
    return {"start": row.get(start), "end": row.get(end), "probability": row.get(sureness)}


def _by_speaker(words: Sequence[Stretch]) -> list[Stretch]:
    """Words of one speaker that follow each other as one stretch."""
    found = []
    for speaker, group in groupby(words, key=lambda one: one.get("speaker")):
        said = list(group)
        found.append(
            {
                "start": said[0]["start"],
                "end": said[-1]["end"],
                "speaker": speaker,
                "text": " ".join(one["word"] for one in said),
                "words": said,
            }
        )
    return found


def _heard(row: Mapping[str, Any]) -> list[Stretch]:
    return [{**one, "word": one.get("punctuated_word") or one["word"]} for one in row["words"]]


def _tagged(row: Mapping[str, Any]) -> list[Stretch]:
    return [
        {
            "word": one["word"],
            "start": one.get("startTime") or one.get("startOffset"),
            "end": one.get("endTime") or one.get("endOffset"),
            "probability": one.get("confidence"),
            "speaker": one.get("speakerLabel") or one.get("speakerTag") or "",
        }
        for one in row.get("words") or ()
    ]


def _picked(row: Mapping[str, Any]) -> Stretch:
    names = ("start", "end", "speaker", "text", "words")
    return {name: row[name] for name in names if name in row}


def _only(names: Iterator[Any]) -> Any:
    known = set(names)
    return known.pop() if len(known) == 1 else ""


def _ticks(row: Mapping[str, Any], name: str) -> int | None:
    if (ticks := row.get(f"{name}InTicks")) is not None:
        return round(float(ticks) / TICKS_A_MS)
    told = ISO.fullmatch(str(row.get(name, "")))
    if told is None:
        return of_number(row.get(name), "s")
    hours, minutes, seconds = (float(one or 0) for one in told.groups())
    return round((hours * 3600 + minutes * 60 + seconds) * 1000)


def _after(start: int | None, length: int | None) -> int | None:
    return None if start is None or length is None else start + length
