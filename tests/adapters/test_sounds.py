"""Sound: known by what stands in it, measured without decoding it, kept byte for byte."""

from __future__ import annotations

import pytest

from cases.adapters import inspection
from cases.domain.uploads import Reason, Refused
from tests import foreign_files as made
from tests import spoken

TAG = b"ID3\x03\x00\x00\x00\x00\x0f\x50"  # of 2,000 bytes
HUM = spoken.wav(spoken.tone(2500), rate=8000)


@pytest.fixture
def look(tmp_path):
    def inspect(content):
        original, folder = tmp_path / "original", tmp_path / "work"
        folder.mkdir(exist_ok=True)
        original.write_bytes(content)
        return inspection.inspect(original, folder)

    return inspect


@pytest.mark.parametrize(("content", "mime", "milliseconds"), [
    (HUM, "audio/wav", 2500),
    (made.flac(), "audio/flac", 3000),
    (made.ogg(), "audio/ogg", 3000),
    (made.m4a(), "audio/mp4", 3000),
    (made.m4a(brand=b"3gp4"), "audio/3gpp", 3000),
    (made.aac(), "audio/aac", 2560),
    (TAG + b"\0" * 2000 + made.aac(), "audio/aac", 2560),
    (made.aac() + b"TAG".ljust(128, b"\0"), "audio/aac", 2560),
    (made.aac()[:-3], "audio/aac", 2432),
    (b"#!AMR\n" + b"\x7c" * 100 + b"\x04".ljust(13, b"\0") * 50, "audio/amr", 3000),
    (b"#!AMR-WB\n" + b"\x04".ljust(18, b"\0") * 100, "audio/amr", 2000),
    (made.mp3(), "audio/mpeg", 1045),
    (b"ID3\x03\x00\x00\x00\x00\x00\x00" + made.mp3(), "audio/mpeg", 1045),
])  # fmt: skip
def test_each_kind_is_known_by_its_content_and_measured(look, content, mime, milliseconds):
    found = look(content)

    assert found.mime == mime
    assert found.duration_ms == pytest.approx(milliseconds, abs=30)
    assert found.copy.read_bytes() == content


@pytest.mark.parametrize("content", [
    b"RIFF\x00\x00\x00\x00WAVE", b"fLaC" + b"\0" * 60, b"OggS" + b"\0" * 60,
    b"ID3" + b"\0" * 60, HUM[:30], b"\x00\x00\x00\x18ftypM4A " + b"\xff" * 90, b"OggS", b"fLaC",
    b"#!AMR\n", b"#!AMR\n" + b"\x7c" * 50 + b"\xff" * 50, made.aac() + b"\0" * 60 + made.aac(),
    made.m4a(brand=b"3gp4", handler=b"text", rate=0),
])  # fmt: skip
def test_what_only_begins_like_sound_is_broken(look, content):
    with pytest.raises(Refused) as refusal:
        look(content)

    assert refusal.value.reason is Reason.BROKEN


def test_pictures_that_move_are_no_sound(look):
    with pytest.raises(Refused) as refusal:
        look(made.m4a(handler=b"vide"))

    assert refusal.value.reason is Reason.NOT_ALLOWED


def test_a_sound_of_three_days_is_none(look):
    with pytest.raises(Refused) as refusal:
        look(made.flac(seconds=3 * 86_400))

    assert refusal.value.reason is Reason.TOO_HEAVY
