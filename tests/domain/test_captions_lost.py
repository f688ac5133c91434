"""No word of a file is lost, whatever it holds; and no file takes long."""

from __future__ import annotations

import json
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.domain import captions
from cases.domain.captions import UnreadableCaptions

HEAD = "WEBVTT\n\n"


def read(text):
    return captions.read(text if isinstance(text, bytes) else text.encode())


WORDS = st.text(string.ascii_letters + "éü-–“”…", min_size=1, max_size=12)
LINES = st.lists(
    st.one_of(
        WORDS,
        st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
        st.just(""),
        st.sampled_from([
            "WEBVTT", "NOTE catatan", "STYLE", "1", "00:01.000 --> 00:02.000", "-->",
            "00:05,000 --> 00:01,000", "0:00 -->", "KETUA: Ya", "<v Pak Darma>Ya", "</v>",
            "<", "a < b", "&amp;", "9:9:9:9 --> 1", "{\\an8}", ">> KETUA: ya", "<c>x</c>",
        ]),
    ),
    max_size=40,
)  # fmt: skip


def told_by(reading):
    parts = [f"{cue.speaker} {cue.text}" for cue in reading.cues]
    parts += [one.text for one in reading.remarks]
    return " ".join(parts)


@given(LINES)
@settings(deadline=None)
def test_every_word_of_any_file_is_in_the_draft_or_in_the_report(lines):
    lines = [*lines, "00:09.000 --> 00:10.000", "akhir"]
    text = "\n".join(lines)
    plain = [line for line in lines if line.replace(" ", "").isalpha() and line not in
             {"WEBVTT", "STYLE"}]  # fmt: skip

    told = told_by(read(text))

    for line in plain:
        for word in line.split():
            assert word in told or word in {"NOTE", "REGION"}, word
    assert "akhir" in told


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=10)), min_size=1, max_size=12))
@settings(deadline=None)
def test_every_letter_of_a_list_of_turns_is_in_the_draft_or_in_the_report(rows):
    content = json.dumps([{"text": text, "speaker": who} for text, who in rows])

    told = "".join(told_by(read(content)).split())

    for text, who in rows:
        for part in (*text.split(), *who.split()):
            clean = "".join("\ufffd" if one == "\0" or "\ud800" <= one <= "\udfff" else one
                            for one in part)  # fmt: skip
            assert "".join(clean.split()).strip(":") in told


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_are_a_fault(content):
    for start in (b"", b"WEBVTT\n\n", b"[", b"00:01 --> 00:02\n"):
        try:
            reading = captions.read(start + content)
        except UnreadableCaptions:
            continue
        for cue in reading.cues:
            assert cue.text.strip()
            assert cue.start_ms is None or cue.end_ms is None or cue.end_ms > cue.start_ms


@pytest.mark.parametrize("evil", [
    "<" * 2_000_000, "<a" * 1_000_000, "&a" * 1_000_000, "A" * 2_000_000 + ":", "[" * 2_000_000,
    "KETUA: " * 300_000, "{\\" * 1_000_000, "0:" * 1_000_000, " " * 2_000_000 + "x",
])  # fmt: skip
def test_two_million_letters_of_any_kind_take_one_pass(evil):
    began = time.process_time()

    read(f"{HEAD}00:01.000 --> 00:02.000\n{evil}\n")

    assert time.process_time() - began < 5


def test_two_million_letters_of_a_hearing_are_read_in_seconds():
    cues = "".join(
        f"{no}\n{no // 3600:02}:{no // 60 % 60:02}:{no % 60:02}.000 --> 00:00:00.000\n"
        f"<v Penutur {no % 7}>{'kata ' * 20}--\n\n"
        for no in range(18_000)
    )
    began = time.process_time()

    reading = read(HEAD + cues)

    assert len(HEAD + cues) > 2_000_000
    assert len(reading.cues) == 18_000
    assert time.process_time() - began < 10
