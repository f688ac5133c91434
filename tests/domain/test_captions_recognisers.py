"""JSON of recognition services: each word once, with who said it and when."""

from __future__ import annotations

import json

import pytest

from cases.domain import captions

SAID = [("Apa itu?", 0, 1000, 1), ("Cloud Sirekap…", 1000, 3000, 2), ("Iya.", 3000, 4000, 2)]
WHOLE = " ".join(text for text, *_told in SAID)


def words(text, start, end, **more):
    parts = text.split()
    length = (end - start) / len(parts)
    return [
        (one, start + length * no, start + length * (no + 1)) for no, one in enumerate(parts)
    ]


def seconds(ms):
    return f"{ms / 1000:.3f}s"


def amazon():
    items = []
    for text, start, end, who in SAID:
        for word, begins, ends in words(text, start, end):
            said = word.rstrip(".?")
            told = {"alternatives": [{"content": said, "confidence": "0.98"}],
                    "start_time": f"{begins / 1000:.3f}", "end_time": f"{ends / 1000:.3f}",
                    "type": "pronunciation", "speaker_label": f"spk_{who}"}  # fmt: skip
            items.append(told)
            if said != word:
                mark = {"content": word[len(said) :], "confidence": "0.0"}
                items.append({"alternatives": [mark], "type": "punctuation"})
    return {"results": {"transcripts": [{"transcript": WHOLE}], "items": items}}


def azure():
    return {
        "combinedRecognizedPhrases": [{"channel": 0, "display": WHOLE, "lexical": "apa itu"}],
        "recognizedPhrases": [
            {"channel": 0, "speaker": who, "offset": f"PT{start / 1000}S",
             "duration": f"PT{(end - start) / 1000}S",
             "nBest": [{"display": text, "lexical": text.lower()}]}
            for text, start, end, who in SAID
        ],
    }  # fmt: skip


def azure_fast():
    return {
        "combinedPhrases": [{"text": WHOLE}],
        "phrases": [
            {"speaker": who, "offsetMilliseconds": start, "durationMilliseconds": end - start,
             "text": text}
            for text, start, end, who in SAID
        ],
    }  # fmt: skip


def deepgram(*, with_utterances=True):
    heard = [
        {"word": word.lower().strip(".?"), "punctuated_word": word, "start": begins / 1000,
         "end": ends / 1000, "confidence": 0.9, "speaker": who}
        for text, start, end, who in SAID
        for word, begins, ends in words(text, start, end)
    ]  # fmt: skip
    utterances = [
        {"start": start / 1000, "end": end / 1000, "transcript": text, "speaker": who,
         "words": [], "id": "x"}
        for text, start, end, who in SAID
    ]  # fmt: skip
    told = {"transcript": WHOLE, "words": heard, "paragraphs": {"transcript": WHOLE}}
    results = {"channels": [{"alternatives": [told]}]}
    return {"results": results | ({"utterances": utterances} if with_utterances else {})}


def google(*, tags_last=False):
    def heard(rows, tag):
        return [
            {"word": word, "startTime": seconds(begins), "endTime": seconds(ends)}
            | ({"speakerTag": who} if tag else {})
            for text, start, end, who in rows
            for word, begins, ends in words(text, start, end)
        ]

    results = [
        {"alternatives": [{"transcript": one[0], "words": heard([one], not tags_last)}]}
        for one in SAID
    ]
    if tags_last:
        results.append({"alternatives": [{"words": heard(SAID, tag=True)}]})
    return {"results": results}


def whisperx():
    segments = [
        {"start": start / 1000, "end": end / 1000, "text": f" {text}", "speaker": who,
         "words": [{"word": word, "start": begins / 1000, "end": ends / 1000}
                   for word, begins, ends in words(text, start, end)]}
        for text, start, end, who in SAID
    ]  # fmt: skip
    return {
        "segments": segments,
        "word_segments": [word for one in segments for word in one["words"]],
    }


def assembly():
    def told(text, start, end, who):
        return {"text": text, "start": round(start), "end": round(end), "confidence": 0.9,
                "speaker": "AB"[who - 1]}  # fmt: skip

    utterances = [
        told(text, start, end, who)
        | {"words": [told(*one, who) for one in words(text, start, end)]}
        for text, start, end, who in SAID
    ]
    heard = [word for one in utterances for word in one["words"]]
    return {"id": "x", "status": "completed", "text": WHOLE, "words": heard,
            "utterances": utterances}  # fmt: skip


def parted(word):
    """A word and the mark behind it."""
    said = word.rstrip(".?")
    return said, word[len(said) :]


def rev():
    monologues = []
    for text, start, end, who in SAID:
        elements = []
        for word, begins, ends in words(text, start, end):
            said, mark = parted(word)
            elements += [
                {"type": "text", "value": said, "ts": begins / 1000, "end_ts": ends / 1000},
                {"type": "punct", "value": f"{mark} "},
            ]
        monologues.append({"speaker": who, "elements": elements})
    return {"monologues": monologues}


def speechmatics():
    results = []
    for text, start, end, who in SAID:
        for word, begins, ends in words(text, start, end):
            said, mark = parted(word)
            for kind, content in (("word", said), ("punctuation", mark)):
                best = {"content": content, "confidence": 1.0, "speaker": f"S{who}"}
                told = {"type": kind, "start_time": begins / 1000, "end_time": ends / 1000}
                if content:
                    results.append(told | {"alternatives": [best]})
    return {"format": "2.9", "results": results}


def one_by_one():
    return [
        {"word": word, "start": begins / 1000, "end": ends / 1000, "speaker": f"S{who}"}
        for text, start, end, who in SAID
        for word, begins, ends in words(text, start, end)
    ]


@pytest.mark.parametrize("told", [
    amazon(), azure(), azure_fast(), deepgram(), deepgram(with_utterances=False), google(),
    google(tags_last=True), whisperx(), assembly(), rev(), speechmatics(), one_by_one(),
])  # fmt: skip
def test_what_a_service_tells_several_times_is_in_the_draft_once(told):
    reading = captions.read(json.dumps(told).encode())

    assert " ".join(cue.text for cue in reading.cues) == WHOLE
    assert [reading.cues[0].start_ms, reading.cues[-1].end_ms] == [0, 4000]
    assert len({cue.speaker for cue in reading.cues}) == 2
    assert not reading.remarks


def test_captions_of_youtube_end_where_the_next_begin():
    told = {"wireMagic": "pb3", "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {"tStartMs": 0, "dDurationMs": 3500,
         "segs": [{"utf8": "apa"}, {"utf8": " itu", "tOffsetMs": 500}]},
        {"tStartMs": 990, "dDurationMs": 2000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 1000, "dDurationMs": 3000, "segs": [{"utf8": "iya"}]},
    ]}  # fmt: skip

    reading = captions.read(json.dumps(told).encode())

    assert [(cue.text, cue.start_ms, cue.end_ms) for cue in reading.cues] == [
        ("apa itu", 0, 1000),
        ("iya", 1000, 4000),
    ]
    assert [word.start_ms for word in reading.cues[0].words] == [0, 500]
    assert not reading.remarks


def test_stretches_that_lack_a_word_of_the_whole_are_not_trusted():
    told = azure_fast()
    told["combinedPhrases"][0]["text"] += " Alibaba."

    reading = captions.read(json.dumps(told).encode())

    assert "Alibaba." in " ".join(cue.text for cue in reading.cues)


def test_of_several_readings_of_one_sound_the_surest_is_taken_and_the_others_are_told():
    told = {"results": [{"alternatives": [
        {"transcript": "Alibaba?", "confidence": 0.9},
        {"transcript": "Ali baba", "confidence": 0.4},
    ]}]}  # fmt: skip

    reading = captions.read(json.dumps(told).encode())

    assert [cue.text for cue in reading.cues] == ["Alibaba?"]
    assert [one.text for one in reading.remarks] == ["alternatives: Ali baba"]
