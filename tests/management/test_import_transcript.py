"""``manage.py import_transcript``: what it prints, what it refuses, what a dry run leaves."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.models import Utterance
from tests.hearing_room import open_room
from tests.public_record import exchange, freeze
from tests.standing import standing

pytestmark = pytest.mark.django_db
SRT = """1
00:00:01,000 --> 00:00:03,000
KETUA: Apakah Termohon menguasainya?

2
00:00:04,000 --> 00:00:02,000
TERMOHON: Ya.
"""


built, room = standing(open_room)


@pytest.fixture
def captions(tmp_path):
    file = tmp_path / "sidang.srt"
    file.write_text(SRT)
    return file


def run(file, *flags, hearing="BCDFGHJK") -> str:
    out = io.StringIO()
    call_command("import_transcript", str(file), "--hearing", hearing, *flags, stdout=out)
    return out.getvalue()


def test_it_tells_how_many_turns_were_written_and_what_was_odd(room, captions):
    told = run(captions).splitlines()

    assert told[0] == "2 takarir: 2 ucapan ditulis, 0 ucapan terisi, 1 keanehan."
    assert told[1].startswith("baris 6: Berakhir sebelum atau saat mulai")
    turns = Utterance.objects.order_by("position").values_list("speaker", "role", "side")
    assert list(turns) == [
        ("Ketua Wibowo", "Ketua Majelis", "majelis"), ("", "Termohon", "termohon"),
    ]  # fmt: skip


def test_the_json_holds_counts_and_every_remark(room, captions):
    told = json.loads(run(captions, "--json"))

    assert (told["format"], told["cues"], told["turns"]) == ("srt", 2, 2)
    assert told["counts"] == {"ends_early": 1}
    assert told["remarks"] == [{"line": 6, "code": "ends_early", "text": "4000 → 2000"}]


def test_the_second_run_writes_nothing(room, captions):
    run(captions)

    assert "sudah diimpor" in run(captions)
    assert json.loads(run(captions, "--json"))["unchanged"] is True
    assert Utterance.objects.count() == 2


def test_a_dry_run_writes_nothing(room, captions):
    assert "2 ucapan akan ditulis" in run(captions, "--dry-run")
    assert not Utterance.objects.exists()


def test_what_it_wrote_as_captions_comes_back_turn_by_turn(room, tmp_path):
    exchange(room)
    file = tmp_path / "risalah.json"
    call_command("transcript", room.hearing.code, format="json", output=str(file))
    other = open_room(name="jabar")

    run(file, hearing=other.hearing.code)

    assert other.hearing.utterances.count() == 2


@pytest.mark.parametrize(("content", "reason"), [
    ("", "bukan takarir"),
    ("{", "JSON ini rusak"),
    ('{"judul": "kosong"}', "tidak memuat satu pun ruas teks"),
])  # fmt: skip
def test_a_file_without_words_is_refused_in_a_sentence(room, tmp_path, content, reason):
    file = tmp_path / "kosong.json"
    file.write_text(content)

    with pytest.raises(CommandError, match=reason):
        run(file)


def test_a_hearing_that_is_frozen_or_unknown_is_refused(room, captions, tmp_path):
    exchange(room)
    freeze(room)

    with pytest.raises(CommandError, match="sudah dibekukan"):
        run(captions)
    with pytest.raises(CommandError, match="Tidak ada sidang berkode"):
        run(captions, hearing="ZZZZZZZZ")
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "tiada.vtt")
