"""What drills count, and that they touch no installation but their own."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command

from cases.management.drills import ground
from cases.management.drills.databases import tools_of
from cases.management.drills.ground import Ground
from cases.management.drills.kills import Kills
from cases.management.drills.registry import DRILLS
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Answer, Program, at_once
from cases.services.jobs import faults

DONE = {"open": 0, "done": 3, "failed": 0, "effects": 3, "distinct": 3}


def test_work_that_took_effect_once_each_is_whole():
    tally = Tally("bunuh")
    tally.see_jobs(DONE)

    assert tally.is_whole
    assert tally.line() == "bunuh      pekerjaan 3 · efek 3 · hilang 0"


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"open": 2}, 2),
        ({"failed": 1}, 1),
        ({"effects": 4}, 1),
        ({"effects": 2, "distinct": 2}, 1),
        ({"distinct": 2}, 1),
    ],
)
def test_work_that_is_open_failed_missing_or_done_twice_is_lost(change, lost):
    tally = Tally("bunuh")
    tally.see_jobs(DONE | change)

    assert (tally.lost, tally.is_whole) == (lost, False)
    assert "TIDAK UTUH" in tally.line()


def test_a_drill_that_fell_is_not_whole_and_the_others_are_held(monkeypatch, capsys, tmp_path):
    class Fallen(Kills):
        def run(self):
            raise RuntimeError("banyak baris\nyang terakhir mengatakannya\n")

    class Held(Kills):
        def run(self):
            return Tally("salin", counts={"kali": 1})

    monkeypatch.setattr(
        ground, "opened", lambda *_told: contextlib.nullcontext(Ground(tmp_path))
    )
    monkeypatch.setitem(DRILLS, "bunuh", Fallen)
    monkeypatch.setitem(DRILLS, "gandakan", Held)
    file = tmp_path / "hasil.json"

    with pytest.raises(CommandError, match="tidak utuh: bunuh"):
        call_command("drill", "bunuh", "gandakan", json=file)

    told = json.loads(file.read_text())
    assert [one["ok"] for one in told["drills"]] == [False, True]
    assert told["ok"] is False
    assert told["drills"][0]["wrong"] == [
        "latihan terputus: RuntimeError: yang terakhir mengatakannya"
    ]
    assert "hilang 0   TIDAK UTUH" in capsys.readouterr().out


def test_what_was_confirmed_and_is_not_there_is_lost_and_what_nobody_confirmed_is_wrong():
    tally = Tally("broker")
    tally.compare({"A", "B", "C"}, {"A", "X"}, "permohonan")

    assert tally.lost == 2
    assert tally.wrong == [
        "permohonan yang dikonfirmasi tetapi tidak ada: 2",
        "permohonan yang ada tanpa konfirmasi: 1",
    ]


def test_a_drill_that_was_not_held_says_why_and_lost_nothing():
    tally = Tally("penuh", skipped="tanpa root")

    assert tally.is_whole
    assert tally.line() == "penuh      dilewati: tanpa root"


def test_a_program_reads_the_same_counts():
    tally = Tally("jam", notes=["n"])
    tally.add("jam benar", 2)
    tally.add("jam benar")

    told = json.loads(json.dumps(tally.as_plain()))
    assert told["counts"] == {"jam benar": 3}
    assert (told["lost"], told["wrong"], told["notes"]) == (0, [], ["n"])


def test_an_installation_in_use_is_never_touched(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DRILL", "1")
    monkeypatch.setenv("DRILL_MARK", "x")
    with pytest.raises(CommandError, match="bukan pemasangan buangan"):
        call_command("drill", "--inside", "order")


@pytest.mark.parametrize(
    ("written", "told", "is_ours"),
    [
        ("x", {"DRILL": "1", "DRILL_MARK": "x"}, True),
        ("x", {"DRILL": "1", "DRILL_MARK": "y"}, False),
        ("x", {"DRILL_MARK": "x"}, False),
        ("", {"DRILL": "1", "DRILL_MARK": ""}, False),
        (None, {"DRILL": "1", "DRILL_MARK": "x"}, False),
    ],
)
def test_the_mark_of_a_drill_is_known_by_its_word(tmp_path, written, told, is_ours):
    if written is not None:
        (tmp_path / ground.MARK).write_text(written)
    assert ground.is_thrown_away(tmp_path, told) is is_ours


def test_a_name_that_is_none_is_refused_before_anything_is_made():
    with pytest.raises(CommandError, match="Tidak ada latihan bernama gempa"):
        call_command("drill", "gempa")


def test_each_drill_has_a_name_and_a_title_of_its_own():
    assert DRILLS["bunuh"] is Kills
    assert len({one.title for one in DRILLS.values()}) == len(DRILLS)
    assert all(name and one.title for name, one in DRILLS.items())


def test_somebody_falls_once_in_each_place_and_only_in_a_drill(tmp_path, settings, monkeypatch):
    fallen: list[int] = []
    monkeypatch.setattr(faults.os, "_exit", fallen.append)
    monkeypatch.setenv("FAULT_ONCE_IN", str(tmp_path))
    for is_drill in (False, True):
        settings.DRILL = is_drill
        for place in ("check_upload:simpan", "sign_transcript:tanda tangan") * 2:
            faults.fall_at(place)

    assert fallen == [137, 137]
    assert {unquote(one.name) for one in Path(tmp_path).iterdir()} == {
        "check_upload:simpan",
        "sign_transcript:tanda tangan",
    }


def test_whoever_insists_uses_one_key_until_there_is_an_answer(monkeypatch):
    answers = [
        Answer(0, {}, b""),
        Answer(503, {}, b""),
        Answer(201, {"Idempotent-Replayed": "true"}, b"{}"),
    ]
    keys: list[str] = []

    def call(_program, _method, _path, _body, *, key, **_told):
        keys.append(key)
        return answers.pop(0)

    monkeypatch.setattr(Program, "call", call)
    program = Program(1, "t")

    assert program.insist("POST", "drafts/").status == 201
    assert (len(keys), len(set(keys))) == (3, 1)
    assert (program.repeated, program.absorbed, len(program.faults)) == (2, 1, 1)


def test_several_things_at_once_answer_in_their_order():
    assert at_once(lambda: 1, lambda: 2, lambda: 3) == [1, 2, 3]


def test_programs_lie_beside_the_real_one_and_not_beside_a_link_to_it(tmp_path):
    real = tmp_path / "15" / "bin"
    real.mkdir(parents=True)
    (real / "initdb").touch()
    (tmp_path / "initdb").symlink_to(real / "initdb")

    assert tools_of(str(tmp_path / "initdb")) == real
