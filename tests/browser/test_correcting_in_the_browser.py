"""Text and sound side by side in a real browser: heard by a click, typed, saved by keys."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import Hearing, Job, Upload, User, Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.services import jobs, recordings, transcripts, uploads
from cases.services.transcripts import Spoken
from cases.tasks.jobs import perform
from tests import spoken
from tests.browser.test_pages_in_the_browser import LARGE
from tests.browser.test_proofs_in_the_browser import barriers
from tests.hearing_room import RECORDER
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HUM = spoken.wav(spoken.tone(60_000), rate=8000)
SAID = ("Kami tidak tahu isi kontrak itu", "Lalu siapa yang tahu menurut Pasal dua belas")
EVERY = 4000  # milliseconds from one word to the next


@pytest.fixture(scope="module")
def hearing(site_address, django_db_blocker):
    """A draft of two turns that were heard in a recording of a minute."""
    with django_db_blocker.unblock():
        found = Hearing.objects.filter(commission__code="kip", editions=None).first()
        for no, text in enumerate(SAID):
            _heard(found, text, start=no * 28_000)
        _record(found)
        return found


def _heard(hearing, text, *, start):
    now = timezone.now()
    turn = transcripts.capture(
        hearing,
        Spoken(UtteranceKind.SPEECH, Rendering.QUOTED, text, speaker="SPEAKER_01"),
        actor=RECORDER,
        now=now,
    )
    words = [
        {"text": word, "start_ms": start + EVERY * no, "end_ms": start + EVERY * no + 900,
         "probability": 0.3 if word == "Pasal" else 0.9}
        for no, word in enumerate(text.split())
    ]  # fmt: skip
    Utterance.objects.filter(pk=turn.pk).update(start_ms=start)
    UtteranceRevision.objects.create(
        utterance=turn, rev=2, text=text, words=words, origin="asr", written_by="sistem:uji",
        written_at=now,
    )  # fmt: skip


def _record(hearing):
    now, clerk = timezone.now(), User.objects.get(email="clerk@demo.test")
    upload = uploads.begin(
        hearing.commission, uploaded_by=clerk, name="sidang.wav", size=len(HUM), now=now
    )
    uploads.append(upload, offset=0, source=ContentFile(HUM), length=len(HUM), now=now)
    uploads.finish(upload, actor=RECORDER, now=now)
    for job in Job.objects.filter(state="waiting", kind="check_upload"):
        perform(jobs.claim(job.pk, now=timezone.now()))
    recordings.add(hearing, Upload.objects.get(pk=upload.pk), actor=RECORDER, now=now)


@pytest.fixture
def sound(hearing, media):
    """Each test keeps its files in a folder of its own; the sound lies in all of them."""
    upload = hearing.recordings.get().upload
    place = media / upload.clean_file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(HUM)


@pytest.fixture
def desk(page, hearing, sound):
    page.set_default_timeout(60_000)
    page.set_viewport_size(LARGE)
    page.goto("/masuk/")
    page.fill("[name=username]", "clerk@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/**")
    page.goto(f"/sidang/{hearing.code}/risalah/sunting/")
    expect(page.locator("[data-act=toggle]")).to_be_visible()
    return page


def stands(page, state, clock="."):
    """The sound plays or waits, and the clock of the hearing shows such a time."""
    expect(page.locator("[data-player]")).to_have_attribute("data-state", state)
    expect(page.locator("[data-clock]")).to_have_text(re.compile(clock))


def test_a_word_is_heard_by_a_click_and_keys_lead_the_sound(desk):
    desk.locator("[data-at]", has_text="siapa").click()
    stands(desk, "playing", "00:00:3[2-9]")
    expect(desk.locator("[data-at][data-now]")).to_have_text("siapa")

    desk.keyboard.press("Escape")
    stands(desk, "paused")
    desk.keyboard.press("F1")
    stands(desk, "paused", "00:00:(1[7-9]|2)")
    desk.keyboard.press("F3")
    expect(desk.locator("[data-speed]")).to_have_text("0.9×")
    desk.keyboard.press("F4")
    expect(desk.locator("[data-speed]")).to_have_text("1×")


def test_the_sound_waits_while_somebody_types_and_the_turn_is_saved_by_keys(desk, hearing):
    turn = Utterance.objects.filter(hearing=hearing).order_by("position").first()
    row = desk.locator(f"#g{turn.pk}")
    row.locator("[data-at]").first.click()
    stands(desk, "playing")

    desk.keyboard.press("Alt+ArrowUp")
    row.get_by_role("link", name="Sunting", exact=True).click()
    box = row.locator("textarea")
    expect(box).to_be_focused()
    box.press("End")
    box.press_sequentially("!")
    stands(desk, "paused")
    stands(desk, "playing")  # a little later, without a key
    box.fill("Kami tahu isi kontrak itu")
    box.press("Control+Enter")

    expect(row.locator(".corr__say")).to_have_text(re.compile("Kami tahu isi kontrak itu"))
    expect(row.locator("textarea")).to_have_count(0)
    kept = queries.latest_revision(turn)
    assert [word["start_ms"] for word in kept.words] == [0, 8000, 12000, 16000, 20000]


def test_a_doubtful_word_leaves_the_queue_when_it_is_confirmed(desk, hearing):
    desk.get_by_role("link", name="Kata meragukan").first.click()
    desk.wait_for_url("**/ragu/")
    row = desk.locator("[data-turn]", has_text="Pasal")
    row.get_by_role("button", name="Sudah benar").click()

    expect(desk.locator("[data-turn]")).to_have_count(0)
    assert queries.doubtful_words(hearing) == []


def test_the_desk_has_no_barriers_on_large_and_small_screens(desk, hearing):
    start = f"/sidang/{hearing.code}/risalah/sunting/"
    turn = Utterance.objects.filter(hearing=hearing).order_by("position").last()
    places = ("", "ragu/", "penutur/?label=SPEAKER_01&bagian=", "ganti/?cari=tahu", "usulan/",
              f"{turn.pk}/", f"{turn.pk}/riwayat/", f"{turn.pk}/susun/")  # fmt: skip
    found = {}
    for place in places:
        desk.goto(f"{start}{place}")
        desk.locator("h1").wait_for()
        found |= barriers(desk, place)

    assert {name: told for name, told in found.items() if told} == {}
