"""Tables and plain texts: every row and every paragraph is in the draft, with who spoke."""

from __future__ import annotations

import pytest

from cases.domain import captions
from cases.domain.captions import UnreadableCaptions


def read(text):
    return captions.read(text if isinstance(text, bytes) else text.encode())


def told(text):
    return [(cue.speaker, cue.text, cue.start_ms) for cue in read(text).cues]


# --- Tables ---------------------------------------------------------------------------------


def test_a_table_says_by_its_head_who_spoke_and_when():
    table = 'Penutur;Mulai;Selesai;Ucapan;Nomor\nKetua;00:00:01,5;00:00:02,5;"Apa; itu?";1\n'

    reading = read(table + "Termohon;2,5;3;Cloud.;2\n")

    assert [(one.speaker, one.text, one.start_ms, one.end_ms) for one in reading.cues] == [
        ("Ketua", "Apa; itu?", 1500, 2500),
        ("Termohon", "Cloud.", 2500, 3000),
    ]
    assert "nomor" in [one.text for one in reading.remarks]


def test_the_table_that_whisper_writes_counts_in_milliseconds():
    assert told("start\tend\ttext\n0\t1200\tApa?\n1200\t2000\tIya.\n") == [
        ("", "Apa?", 0),
        ("", "Iya.", 1200),
    ]


def test_a_cell_with_lines_and_a_row_with_too_many_cells_lose_no_word():
    assert told('speaker,text\nA,"satu\ndua"\nB,tiga,empat, lima\n') == [
        ("A", "satu dua", None),
        ("B", "tiga empat lima", None),
    ]


def test_a_turn_of_two_million_letters_in_a_table_comes_in():
    (cue,) = read('text,speaker\n"' + "x" * 2_000_000 + '",A\n').cues

    assert len(cue.text) == 2_000_000


# --- Texts ----------------------------------------------------------------------------------


def test_paragraphs_belong_to_whom_the_last_label_named():
    text = (
        "RISALAH\n\nKETUA MAJELIS: Apa itu?\n\nTERMOHON: Cloud.\nSirekap.\n\n"
        "KETUA MAJELIS: Baik."
    )

    assert told(text) == [
        ("", "RISALAH", None),
        ("KETUA MAJELIS", "Apa itu?", None),
        ("TERMOHON", "Cloud. Sirekap.", None),
        ("KETUA MAJELIS", "Baik.", None),
    ]
    assert read(text).are_turns


@pytest.mark.parametrize("turn", [
    "[{at}] {name}: {said}", "{at} {name}: {said}",
    "{name}  {at}\n{said}\n", "{name} ({at}):\n{said}",
])  # fmt: skip
def test_times_before_or_behind_a_name_are_read(turn):
    turns = [("Bu Ani", "Pagi.", 3), ("Pak Budi", "Pagi.", 7), ("Bu Ani", "Ya.", 8),
             ("Pak Budi", "Ya.", 9)]  # fmt: skip

    text = "\n".join(
        turn.format(name=name, said=said, at=f"00:0{at}") for name, said, at in turns
    )

    assert told(text) == [(name, said, at * 1000) for name, said, at in turns]


def test_names_with_which_many_captions_begin_are_labels_without_capitals():
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{no}.000 --> 00:0{no}.900\n{name}: kata {no}"
        for no, name in enumerate(["Budi Santoso", "Ani", "Budi Santoso", "Ani"])
    )

    assert {cue.speaker for cue in read(text).cues} == {"Budi Santoso", "Ani"}
    assert [cue.text for cue in read(text).cues] == [f"kata {no}" for no in range(4)]


@pytest.mark.parametrize("text", [
    "Kepada Yth. Bapak\nPasal 17: rahasia\nSidang dibuka pukul 09:00\nterima kasih\n",
    "satu,dua\n1,2\n", "Nama: Budi\nAlamat: Jakarta\nisi\nisi\nisi\nisi\nisi\n",
])  # fmt: skip
def test_a_letter_is_no_talk(text):
    with pytest.raises(UnreadableCaptions, match="KETUA MAJELIS"):
        read(text)
