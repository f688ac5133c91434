"""Captions and recognised words: whatever the file is like, no word of it is lost."""

from __future__ import annotations

import json

import pytest

from cases.domain import captions
from cases.domain.captions import Cue, Oddity, UnreadableCaptions, Word
from cases.domain.captions.cue import MOST_CUES
from cases.domain.captions.labels import labelled
from cases.domain.captions.times import milliseconds

HEAD = "WEBVTT\n\n"


def read(text, known=()):
    content = text if isinstance(text, bytes) else text.encode()
    return captions.read(content, frozenset(known))


def vtt(*cues):
    return read(HEAD + "\n\n".join(cues) + "\n")


def spoken(reading):
    return [(cue.speaker, cue.text) for cue in reading.cues]


def odd(reading):
    return [(one.line, one.oddity.value, one.text) for one in reading.remarks]


def codes(reading):
    return {one.oddity for one in reading.remarks}


# --- WebVTT ---------------------------------------------------------------------------------


def test_a_cue_has_its_times_its_voice_and_its_words():
    reading = vtt("1\n00:00:01.500 --> 00:01:04.000\n<v Ketua Majelis>Silakan\nduduk.")

    assert reading.cues == (Cue(1500, 64000, "Ketua Majelis", "Silakan duduk.", (), 4),)
    assert odd(reading) == []


def test_two_voices_in_one_cue_are_two_cues():
    reading = vtt("00:01.000 --> 00:02.000\n<v.keras Ketua>Apakah?</v> <v Termohon>Ya.")

    assert spoken(reading) == [("Ketua", "Apakah?"), ("Termohon", "Ya.")]


def test_entities_are_letters_and_unknown_tags_are_words():
    reading = vtt(
        "00:01.000 --> 00:02.000\n<i>A &amp; B</i> &lt;3 &gaib; <gaib> 5 < 6 &#0; R&D"
    )

    assert spoken(reading) == [("", "A & B <3 &gaib; <gaib> 5 < 6 \ufffd R&D")]


def test_what_is_not_spoken_is_told_by_its_line():
    reading = read(
        "WEBVTT Sidang II\nLanguage: id\n\nNOTE dibuat\noleh mesin\n\nSTYLE\n::cue {}\n\n"
        "REGION\nid:a\n\npembuka\n00:01.000 --> 00:02.000 align:start\n<c.kuning>Ya</c>\n"
    )

    assert spoken(reading) == [("", "Ya")]
    assert odd(reading) == [
        (1, "header", "Sidang II"),
        (2, "header", "Language: id"),
        (4, "comment", "dibuat\noleh mesin"),
        (7, "style", "::cue {}"),
        (10, "style", "id:a"),
        (13, "label", "pembuka"),
        (14, "formatting", "align:start"),
        (14, "formatting", "c.kuning"),
    ]


def test_times_between_words_become_times_of_words():
    reading = vtt(
        "00:01.000 --> 00:04.000\nApakah <00:00:02.000><c>Termohon</c> <00:00:03.000>ada"
    )

    assert reading.cues[0].words == (
        Word("Apakah", 1000, 2000), Word("Termohon", 2000, 3000), Word("ada", 3000, 4000),
    )  # fmt: skip


def test_captions_that_roll_up_are_known_without_their_dress_and_keep_their_first_time():
    words = ["saya", "kami", "itu", "iya", "iya", "iya", "tidak"]
    cues, before = [], " "
    for no, word in enumerate(words):
        cues += [
            f"00:0{no}.000 --> 00:0{no}.990 align:start\n{before}\n{word}",
            f"00:0{no}.990 --> 00:0{no + 1}.000 align:start\n{word}\n ",
        ]
        before = word

    reading = vtt(*cues)

    assert [cue.text for cue in reading.cues] == words
    assert reading.cues[0].start_ms == 0


def test_a_line_that_is_said_twice_stands_twice_where_captions_do_not_roll():
    reading = vtt(
        "00:01.000 --> 00:02.000\nIya.",
        "00:02.000 --> 00:02.020\nIya.",
        "00:03.000 --> 00:04.000\nIya.\nBenar.",
        "00:04.000 --> 00:05.000\nBaik.",
        "00:05.000 --> 00:06.000\nLanjut.",
    )

    assert len(reading.cues) == 5
    assert sum(cue.text.count("Iya.") for cue in reading.cues) == 3


def test_words_with_times_lose_the_line_that_rolled_as_well():
    reading = vtt(
        "00:01.000 --> 00:02.000\napakah<00:00:01.500><c> termohon</c>",
        "00:02.000 --> 00:02.010\napakah termohon",
        "00:02.010 --> 00:04.000\napakah termohon\nmenguasai<00:00:03.000><c> dokumen</c>",
    )

    assert [word.text for word in reading.cues[1].words] == ["menguasai", "dokumen"]


def test_captions_that_roll_up_say_each_line_once():
    reading = vtt(
        "00:01.000 --> 00:02.000\napakah<00:00:01.500><c> termohon</c>",
        "00:02.000 --> 00:02.010\napakah termohon",
        "00:02.010 --> 00:04.000\napakah termohon\nmenguasai<00:00:03.000><c> dokumen</c>",
    )

    assert spoken(reading) == [("", "apakah termohon"), ("", "menguasai dokumen")]
    assert codes(reading) == {Oddity.ROLLED}


def test_somebody_who_says_the_same_twice_is_heard_twice():
    reading = vtt("00:01.000 --> 00:02.000\nYa.", "00:02.000 --> 00:03.000\nYa.")

    assert spoken(reading) == [("", "Ya."), ("", "Ya.")]


# --- SRT ------------------------------------------------------------------------------------


def test_srt_has_commas_numbers_and_labels():
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,000\nKETUA: Silakan.\nTERMOHON: Terima kasih.\n"
    )

    assert spoken(reading) == [("KETUA", "Silakan."), ("TERMOHON", "Terima kasih.")]


def test_srt_keeps_what_it_means_literally_and_drops_its_dress():
    reading = read('1\n0:01,0 --> 0:02,0\n{\\an8}<font color="red">A &amp; B</font>\n')

    assert spoken(reading) == [("", "A &amp; B")]


# --- Odd input ------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_ends_of_lines_of_every_system_are_the_same(newline):
    text = (
        f"WEBVTT\n\n1\n00:01.000 --> 00:02.000\nYa{''}\n\n2\n00:03.000 --> 00:04.000\nTidak\n"
    )

    assert spoken(read(text.replace("\n", newline))) == [("", "Ya"), ("", "Tidak")]


@pytest.mark.parametrize(("encoding", "told"), [
    ("utf-8", None), ("utf-8-sig", None), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32-le"), ("cp1252", "cp1252"),
])  # fmt: skip
def test_every_encoding_is_read_and_named(encoding, told):
    text = f"{HEAD}00:01.000 --> 00:02.000\nPasal 17 huruf “b” – ya\n"

    reading = read(text.encode(encoding))

    assert spoken(reading) == [("", "Pasal 17 huruf “b” – ya")]
    assert [one.text for one in reading.remarks] == ([told] if told else [])


def test_bytes_that_mean_nothing_anywhere_are_read_all_the_same():
    reading = read(HEAD.encode() + b"00:01.000 --> 00:02.000\nya \x81\x8d\n")

    assert reading.cues[0].text.startswith("ya")
    assert codes(reading) == {Oddity.ENCODING}


def test_letters_that_no_base_keeps_leave_a_mark():
    reading = read(json.dumps([{"text": "ya \x00 \ud800"}]))

    assert spoken(reading) == [("", "ya \ufffd \ufffd")]
    assert codes(reading) == {Oddity.UNSTORABLE}


@pytest.mark.parametrize(("times", "found", "code"), [
    ("00:05.000 --> 00:00.000", (5000, None), "ends_early"),
    ("00:05.000 --> 00:05.000", (5000, None), "ends_early"),
    ("00:05.000 --> 00:04.000", (5000, None), "ends_early"),
    ("-00:05.000 --> 00:04.000", (None, 4000), "out_of_reach"),
    ("00:05.000 -->", (5000, None), "no_end"),
    ("99999:00:00.000 --> 99999:00:01.000", (None, None), "out_of_reach"),
])  # fmt: skip
def test_a_time_that_cannot_be_is_told_and_left_unknown(times, found, code):
    reading = vtt(f"{times}\nYa")

    assert (reading.cues[0].start_ms, reading.cues[0].end_ms) == found
    assert code in {one.oddity.value for one in reading.remarks}


def test_a_time_that_cannot_be_read_is_words():
    reading = vtt("1:2:3:4 --> 2\nYa", "00:01.000 --> 00:02.000\nTidak")

    assert ("", "1:2:3:4 --> 2 Ya") in spoken(reading)
    assert {Oddity.BAD_TIME, Oddity.NO_TIME} <= codes(reading)


def test_an_arrow_in_a_sentence_is_no_time():
    assert spoken(vtt("00:01.000 --> 00:02.000\ndari A --> B")) == [("", "dari A --> B")]


def test_a_bare_number_is_words_where_no_cue_is_numbered():
    text = """00:00:01,000 --> 00:00:02,000
Tahun berapa?
00:00:02,000 --> 00:00:03,000
2024
00:00:03,000 --> 00:00:04,000
Terima kasih.
"""

    assert [cue.text for cue in read(text).cues] == ["Tahun berapa?", "2024", "Terima kasih."]


def test_missing_blank_lines_part_cues_all_the_same():
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,000\nSatu\n2\n00:00:02,000 --> 00:00:03,000\nDua\n"
        "00:00:03,000 --> 00:00:04,000\nTiga\n"
    )

    assert spoken(reading) == [("", "Satu"), ("", "Dua"), ("", "Tiga")]
    assert odd(reading) == []


def test_words_without_a_time_are_kept_in_their_order():
    reading = read("1\n00:00:01,000 --> 00:00:02,000\nSatu\n\nDua tanpa waktu\n")

    assert spoken(reading) == [("", "Satu"), ("", "Dua tanpa waktu")]
    assert odd(reading) == [(5, "no_time", "")]


def test_cues_out_of_order_are_placed_by_their_times():
    reading = vtt("00:05.000 --> 00:06.000\nDua", "00:01.000 --> 00:02.000\nSatu")

    assert spoken(reading) == [("", "Satu"), ("", "Dua")]
    assert odd(reading) == [(6, "unsorted", "1000")]


def test_where_one_has_no_time_the_order_of_the_file_holds():
    rows = [{"start": 9, "text": "Satu"}, {"text": "Dua"}, {"start": 1, "text": "Tiga"}]

    assert [text for _speaker, text in spoken(read(json.dumps(rows)))] == [
        "Satu",
        "Dua",
        "Tiga",
    ]


def test_overlapping_times_stay_and_are_told():
    reading = vtt(
        "00:01.000 --> 00:05.000\n<v A>Apakah --", "00:03.000 --> 00:06.000\n<v B>Sebentar"
    )

    assert [(cue.start_ms, cue.end_ms) for cue in reading.cues] == [(1000, 5000), (3000, 6000)]
    assert odd(reading) == [(6, "overlap", "3000 < 5000")]


def test_repeated_labels_are_said_once():
    reading = vtt(
        "a\n00:01.000 --> 00:02.000\nKETUA: KETUA: Silakan", "a\n00:03.000 --> 00:04.000\nYa"
    )

    assert spoken(reading)[0] == ("KETUA", "Silakan")
    assert [text for _line, code, text in odd(reading) if code == "repeated_label"] == [
        "a",
        "KETUA",
    ]


def test_a_voice_and_a_label_of_the_same_name_are_one():
    assert spoken(vtt("00:01.000 --> 00:02.000\n<v Ketua>KETUA: Ya")) == [("Ketua", "Ya")]


def test_a_voice_and_a_label_of_two_names_keep_both():
    told = spoken(vtt("00:01.000 --> 00:02.000\n<v Ketua>TERMOHON: Ya"))

    assert told == [("Ketua", "TERMOHON: Ya")]


def test_nobody_speaks_where_nobody_is_named():
    assert spoken(vtt("00:01.000 --> 00:02.000\nYa")) == [("", "Ya")]


def test_a_cue_without_words_is_no_turn_and_is_told():
    reading = vtt("00:01.000 --> 00:02.000\n<v Ketua>   ", "00:03.000 --> 00:04.000\nYa")

    assert spoken(reading) == [("", "Ya")]
    assert odd(reading) == [(3, "empty", "Ketua")]


def test_a_name_longer_than_any_name_is_part_of_the_words():
    name = "Nama " * 60

    reading = vtt(f"00:01.000 --> 00:02.000\n<v {name.strip()}>Ya")

    assert reading.cues[0].speaker == ""
    assert reading.cues[0].text.endswith(": Ya")
    assert codes(reading) == {Oddity.LONG_SPEAKER}


@pytest.mark.parametrize(("line", "label"), [
    ("KETUA MAJELIS: Silakan", "KETUA MAJELIS"), ("[Ketua]: Silakan", "Ketua"),
    (">> KETUA: Silakan", "KETUA"), ("SPEAKER_01: Silakan", "SPEAKER_01"),
    ("Penutur 2: Silakan", "Penutur 2"), ("Pak Darma: Silakan", "Pak Darma"),
    ("Begini: silakan", ""), ("Pukul 10:30", ""), ("KETUA:silakan", ""), ("A: a", ""),
])  # fmt: skip
def test_a_label_is_loud_or_known(line, label):
    assert labelled(line, {"pak darma"})[0] == label


# --- JSON -----------------------------------------------------------------------------------


def test_whisper_gives_segments_with_words_and_probabilities():
    word = {"word": " Ya,", "start": 0.5, "end": 0.9, "probability": 0.87654}
    told = {
        "text": " Ya, majelis.", "language": "id",
        "segments": [{"id": 0, "seek": 0, "start": 0.5, "end": 2.0, "text": " Ya, majelis.",
                      "tokens": [1, 2], "avg_logprob": -0.2, "words": [word]}],
    }  # fmt: skip

    reading = read(json.dumps(told))

    assert reading.cues == (
        Cue(500, 2000, "", "Ya, majelis.", (Word("Ya,", 500, 900, 0.8765),), 1),
    )
    assert not reading.are_turns


def test_a_text_above_its_segments_that_says_more_is_told():
    told = {"text": "Ya. Tidak.", "segments": [{"start": 0, "end": 1, "text": "Ya."}]}

    assert odd(read(json.dumps(told))) == [(1, "not_words", "text: Ya. Tidak.")]


@pytest.mark.parametrize("told", [
    {"transcription": [{"offsets": {"from": 1000, "to": 2000}, "text": " Ya"}]},
    {"chunks": [{"timestamp": [1.0, 2.0], "text": " Ya"}]},
    [{"start": "00:00:01,000", "end": "2", "text": "Ya"}],
    [{"start_ms": 1000, "end_ms": 2000, "utterance": "Ya"}],
    [{"result": [{"word": "Ya", "start": 1, "end": 2, "conf": 1}], "text": "Ya"}],
])  # fmt: skip
def test_recognisers_tell_their_times_in_many_ways(told):
    cue = read(json.dumps(told)).cues[0]

    assert (cue.start_ms, cue.end_ms, cue.text) == (1000, 2000, "Ya")


def test_turns_with_blocks_of_text_are_turns():
    block = [
        {"start": 0, "stop": 0, "text": "Apakah"},
        {"start": 2, "stop": 3, "text": "ada? --"},
    ]
    told = {"transcript": {"title": "A v. B", "sections": [
        {"turns": [{"start": 0, "stop": 0, "speaker": {"name": "Ketua", "role": "Hakim"},
                    "text_blocks": block}]}]}}  # fmt: skip

    reading = read(json.dumps(told))

    assert spoken(reading) == [("Ketua", "Apakah ada? --")]
    assert reading.are_turns
    assert {text for _line, _code, text in odd(reading)} >= {"speaker: Hakim", "title: A v. B"}


def test_a_value_on_each_line_is_a_list():
    rows = "\n".join(json.dumps({"speaker": "A", "text": f"kata {no}"}) for no in (1, 2))

    assert spoken(read(rows)) == [("A", "kata 1"), ("A", "kata 2")]


@pytest.mark.parametrize("value", [
    "NaN", "Infinity", "-Infinity", "1e999", "9" * 400, '"kapan"', "true", "[]", "{}", "null",
])  # fmt: skip
def test_a_number_that_is_no_time_is_no_time(value):
    reading = read(f'[{{"start": {value}, "end": {value}, "text": "Ya"}}]')

    assert (reading.cues[0].start_ms, reading.cues[0].end_ms) == (None, None)


def test_numbers_of_a_machine_are_no_names():
    reading = read(
        json.dumps([{"speaker": 1, "text": "Ya"}, {"speaker": "SPEAKER_02", "text": "A"}])
    )

    assert [speaker for speaker, _text in spoken(reading)] == ["SPEAKER_01", "SPEAKER_02"]
    assert not reading.are_turns


@pytest.mark.parametrize(("content", "said"), [
    (b"", "bukan takarir"),
    (b"\x89PNG\r\n", "bukan takarir"),
    (b"Risalah sidang", "bukan takarir"),
    (b"[" * 100_000, "terlalu dalam"),
    (b'{"a":' * 100 + b"1" + b"}" * 100, "terlalu dalam"),
    (b'{"segments": []}', "tidak memuat satu pun ruas"),
    (b'[{"text": "Ya"', "rusak"),
])  # fmt: skip
def test_what_holds_no_words_is_refused_in_a_sentence(content, said):
    with pytest.raises(UnreadableCaptions, match=said):
        read(content)


def test_more_cues_than_any_hearing_are_refused():
    with pytest.raises(UnreadableCaptions, match=r"lebih dari 200\.000 takarir"):
        read("0:1 --> 0:2\na\n" * (MOST_CUES + 1))


@pytest.mark.parametrize(("stamp", "ms"), [
    ("01:02:03.500", 3_723_500), ("02:03,5", 123_500), ("3.25", 3250), ("-00:02", -2000),
    ("1:2:3:4", None), ("", None), ("satu", None),
])  # fmt: skip
def test_stamps_are_read_as_they_are_written(stamp, ms):
    assert milliseconds(stamp) == ms
